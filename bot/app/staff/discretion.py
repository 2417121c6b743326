"""SLACK-MIN: that only a person may treat a customer is shown, why is not.

What is posted stays where it was posted. So whatever would tell why is taken out before anything is rendered.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from bot.app.ports import Recorded
from bot.domain import events as e
from bot.domain.case import Case, UndecidedReply
from bot.domain.chains import Escalation, EscalationReason
from bot.domain.reading import Reading
from bot.domain.sentences import sentence
from bot.domain.vocabulary import FLAGS_WITHOUT_PERSON, Flag, HoldKind, Intent

PERSONAL: Final = frozenset(flag for flag in Flag if flag not in FLAGS_WITHOUT_PERSON)
NEEDS_PERSON: Final = "The customer wrote; a person must answer."
# What the log says where a playbook reacts to such a reply.
_PERSONAL_LABELS: Final = {flag.value for flag in PERSONAL} | {Intent.LEGAL_NOTICE.value}
_CRISIS: Final = EscalationReason.CRISIS


def is_personal(flags: tuple[Flag, ...], intents: tuple[Intent, ...] = ()) -> bool:
    """Whether a reply puts the customer under PERSON-ONLY."""
    return any(flag in PERSONAL for flag in flags) or Intent.LEGAL_NOTICE in intents


def shown_reading(reading: Reading) -> Reading:
    """The reading without what must not be shown. One without intents and flags reads as "needs a person"."""
    if not is_personal(reading.flags, tuple(read.intent for read in reading.intents)):
        return reading
    return replace(reading, intents=(), flags=(), because=(), decided=False)


def shown_case(case: Case) -> Case:
    """The case without what must not be shown."""
    return replace(
        case,
        escalation=_shown_escalation(case.escalation) if case.escalation else None,
        undecided=tuple(_shown_undecided(reply) for reply in case.undecided),
    )


def _shown_undecided(reply: UndecidedReply) -> UndecidedReply:
    return replace(reply, intents=(), flags=()) if is_personal(reply.flags, reply.intents) else reply


def _shown_escalation(escalation: Escalation) -> Escalation:
    """In a crisis somebody is pinged sooner; that is all that may be seen of it."""
    if escalation.reason is not _CRISIS:
        return escalation
    chain = replace(escalation.chain, name=EscalationReason.PERSON_ONLY.value)
    return replace(escalation, reason=EscalationReason.PERSON_ONLY, chain=chain)


def shown_sentence(recorded: Recorded, currency: str) -> str:
    """What happened, without why only a person may treat the customer."""
    event = recorded.event
    match event:
        case e.ReplyReceived() if is_personal(event.flags, event.intents):
            return NEEDS_PERSON
        case e.ReplyDecided() if is_personal(event.flags, event.intents):
            return f"{event.by} read the customer's message: a person must answer."
        case e.CaseEscalated() if event.reason in _PERSONAL_LABELS:
            return sentence(replace(event, reason=HoldKind.PERSON_ONLY.value))
        case e.EscalationRaised():
            return sentence(replace(event, escalation=_shown_escalation(event.escalation)))
        case _:
            return sentence(event, currency)
