"""SLACK-MIN and PERSON-ONLY: what a channel must not learn. That a person is needed is shown; why is never.

What may be shown of the log and of a reading is decided before, by `bot.app.staff.discretion`.
"""

from __future__ import annotations

from typing import Final

from bot.app.staff.discretion import is_personal
from bot.app.staff.views import CaseView, LineView
from bot.domain.chains import Escalation, EscalationReason
from bot.domain.reading import Reading

HIDDEN_WORDS: Final = "Show, on the card, shows the words to you alone."


def is_sensitive(reading: Reading) -> bool:
    """Whether the reading gives a reason for which only a person may treat the customer."""
    return is_personal(reading.flags, tuple(read.intent for read in reading.intents))


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
