"""SLACK-MIN and PERSON-ONLY: what a channel must not learn. That a person is needed is shown; why is never."""

from __future__ import annotations

import re
from typing import Final

from bot.app.staff.views import CaseView, Happened, LineView
from bot.domain.chains import Escalation, EscalationReason
from bot.domain.reading import Reading
from bot.domain.vocabulary import FLAGS_WITHOUT_PERSON, Flag, Intent

# Intents that put a customer under PERSON-ONLY (CONTACT_RULES.md: attorney, insolvency, open complaint).
_INTENTS: Final = frozenset({Intent.LEGAL_NOTICE, Intent.COMPLAINT})
_LABELS: Final = tuple(
    label.value.replace("_", " ") for label in (*(flag for flag in Flag if flag not in FLAGS_WITHOUT_PERSON), *_INTENTS)
)
_READ_AS: Final = re.compile(r"^The customer wrote by |read the customer's message as |called in until |must look: ")
_WHY: Final = re.compile(rf"\b({'|'.join(map(re.escape, (*_LABELS, 'crisis')))})\b", re.IGNORECASE)
HIDDEN_WORDS: Final = "Show, on the card, shows the words to you alone."


def is_sensitive(reading: Reading) -> bool:
    """Whether the reading gives a reason for which only a person may treat the customer."""
    return any(flag not in FLAGS_WITHOUT_PERSON for flag in reading.flags) or any(
        intent.intent in _INTENTS for intent in reading.intents
    )


def reason_of(view: CaseView, escalation: Escalation) -> EscalationReason:
    """Why somebody is asked, as it may be shown: where it is urgent, that it is; of no reason more than the view."""
    live = view.case.escalation
    urgent = view.urgent and live is not None and live.id == escalation.id
    return EscalationReason.CRISIS if urgent else escalation.reason


def hides_words(view: CaseView, line: LineView) -> bool:
    """Whether a customer's words stay out of the channel: they may say why only a person may answer."""
    if line.who != "customer":
        return False
    return view.person_only or any(reply.id == line.id and is_sensitive(reply.reading) for reply in view.undecided)


def happened(entry: Happened) -> str:
    """The sentence of the log, without the reason of a PERSON-ONLY."""
    if _READ_AS.search(entry.sentence) and _WHY.search(entry.sentence):
        return "The customer wrote; a person must read it."
    return entry.sentence
