"""SLACK-MIN and PERSON-ONLY: what a channel must not learn. That a person is needed is shown; why is never.

What may be shown of the log and of a reading is decided before, by `bot.app.staff.discretion`.
"""

from __future__ import annotations

from typing import Final

from bot.app.staff.discretion import is_personal
from bot.app.staff.views import CaseView, LineView
from bot.domain.chains import Escalation, EscalationReason
from bot.domain.reading import Reading
from bot.slack.blocks.plain import REASON, task
from bot.slack.limits import fit

PERSONAL: Final = frozenset({EscalationReason.CRISIS, EscalationReason.PERSON_ONLY})
WHAT: Final = 80  # units
HIDDEN_WORDS: Final = "Show, on the card, shows the words to you alone."


def is_sensitive(reading: Reading) -> bool:
    """Whether the reading gives a reason for which only a person may treat the customer."""
    return is_personal(reading.flags, tuple(read.intent for read in reading.intents))


def reason_of(view: CaseView, escalation: Escalation) -> EscalationReason:
    """Why somebody is asked, as it may be shown: where it is urgent, that it is; of no reason more than the view."""
    live = view.case.escalation
    urgent = view.urgent and live is not None and live.id == escalation.id
    return EscalationReason.CRISIS if urgent else escalation.reason


def asked_for(view: CaseView, escalation: Escalation) -> str:
    """Why somebody is asked, and for what: ' (look into the refund)'. Of a customer's person it tells nothing."""
    why = reason_of(view, escalation)
    told = escalation.what and not view.person_only and why not in PERSONAL
    return f"{REASON[why]} ({fit(task(escalation.what), WHAT)})" if told else REASON[why]


def hides_words(view: CaseView, line: LineView) -> bool:
    """Whether a customer's words stay out of the channel: they may say why only a person may answer."""
    if line.who != "customer":
        return False
    return view.person_only or any(reply.id == line.id and is_sensitive(reply.reading) for reply in view.undecided)
