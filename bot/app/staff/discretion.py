"""SLACK-MIN: that only a person may treat a customer is shown, why is not.

What is posted stays where it was posted. So whatever would tell why is taken out before anything is rendered.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from bot.app.records import Recorded
from bot.domain import events as e
from bot.domain.case import Case, TouchKey, UndecidedReply
from bot.domain.chains import Escalation, EscalationReason
from bot.domain.reading import Reading
from bot.domain.sentences import NOBODY, sentence
from bot.domain.vocabulary import PERSONAL_FLAGS, PERSONAL_INTENTS, Flag, Intent

NEEDS_PERSON: Final = "The customer wrote; a person must answer."
# What the log says where a playbook reacts to such a reply.
_PERSONAL_LABELS: Final = {label.value for label in (*PERSONAL_FLAGS, *PERSONAL_INTENTS)}
# In place of the name of an answer to such a reply, as the log tells it.
_ANSWER: Final = "answer/to that message"
_PERSON_ONLY: Final = "a person must answer"
_CRISIS: Final = EscalationReason.CRISIS


def is_personal(flags: tuple[Flag, ...], intents: tuple[Intent, ...] = ()) -> bool:
    """Whether a reply puts the customer under PERSON-ONLY."""
    return not PERSONAL_FLAGS.isdisjoint(flags) or not PERSONAL_INTENTS.isdisjoint(intents)


def personal_replies(log: Iterable[Recorded]) -> frozenset[str]:
    """The ids of the replies that put the customer under PERSON-ONLY, as they were read or as a person read them."""
    said = (one.event for one in log)
    return frozenset(
        event.reply_id
        for event in said
        if isinstance(event, e.ReplyReceived | e.ReplyDecided) and is_personal(event.flags, event.intents)
    )


def is_urgent(case: Case) -> bool:
    """Whether somebody must act within the hour, and is being asked to. That may be seen, why may not."""
    return case.escalation is not None and case.escalation.reason is _CRISIS


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
    """In a crisis somebody is pinged sooner, and urgently; that is all that may be seen of it."""
    if escalation.reason is not _CRISIS:
        return escalation
    chain = replace(escalation.chain, name=EscalationReason.PERSON_ONLY.value)
    return replace(escalation, reason=EscalationReason.PERSON_ONLY, chain=chain)


def shown_sentence(
    recorded: Recorded, currency: str, personal: Collection[str] = (), names: Mapping[str, str] = NOBODY
) -> str:
    """What happened, without why only a person may treat the customer. `personal`: see `personal_replies`.

    `names` are those of staff by their ids.
    """
    event = recorded.event
    answered = getattr(event, "key", TouchKey("")).cause.partition(":")[0]
    match event:
        case _ if answered in personal:  # its name may say what was answered
            named: Any = event
            return sentence(replace(named, key=replace(named.key, cause=f"{answered}:{_ANSWER}")), currency, names)
        case e.ReplyReceived() if is_personal(event.flags, event.intents):
            return NEEDS_PERSON
        case e.ReplyDecided() if is_personal(event.flags, event.intents):
            return f"{names.get(event.by, event.by)} read the customer's message: a person must answer."
        case e.CaseEscalated() if event.reason in _PERSONAL_LABELS:
            return sentence(replace(event, reason=_PERSON_ONLY), currency, names)
        case e.EscalationRaised():
            return sentence(replace(event, escalation=_shown_escalation(event.escalation)), currency, names)
        case _:
            return sentence(event, currency, names)
