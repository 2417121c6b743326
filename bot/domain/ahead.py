"""Messages before the due day: how early a case has to open for them, and when the day for one has gone by."""

from __future__ import annotations

from datetime import date

from bot.domain.case import Case
from bot.domain.playbook import Anchor, Duration, Playbook, Send, Step, Unit

_WEEK, _BUSINESS_WEEK = 7, 5  # days
# So that an import on the evening before finds the case open in good time.
_EVENING_BEFORE = 1  # day


def days_ahead(playbook: Playbook) -> int:
    """Calendar days before the due day on which a case may open; 0 where nothing is said before it.

    A client wants it where its playbook has a message with a negative offset from the due day.
    """
    earliest = max((_calendar_days(step.when.offset) for step in playbook.steps if _is_ahead(step)), default=0)
    return earliest + _EVENING_BEFORE if earliest else 0


def has_gone_by(step: Step, case: Case, today: date, opened: date) -> bool:
    """Whether a message for before the due day would come on it or later: "will soon be due" is not true any more.

    `opened`: the local day on which the case opened, which counts where no due day is known.
    """
    return _is_ahead(step) and today >= (case.due_on or opened)


def _is_ahead(step: Step) -> bool:
    return isinstance(step.action, Send) and step.when.anchor is Anchor.DUE and step.when.offset.amount < 0


def _calendar_days(offset: Duration) -> int:
    """As many as it may be at most, without a public holiday."""
    if offset.unit is Unit.BUSINESS_DAYS:
        weeks = -(offset.amount // _BUSINESS_WEEK)
        return -offset.amount + weeks * (_WEEK - _BUSINESS_WEEK)
    return -offset.amount if offset.unit is Unit.DAYS else 1
