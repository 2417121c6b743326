"""The time that a form suggests for a deadline: the next working day at noon, where staff sit."""

from __future__ import annotations

from datetime import datetime, time

from bot.app.staff.views import CaseView
from bot.domain.calendar import add_business_days, at_local
from bot.slack.blocks.figures import today

NOON = time(12)


def next_noon(view: CaseView, days: int = 1) -> datetime:
    """Noon, so many working days from today. Public holidays are not known here: the person sees the day."""
    return at_local(add_business_days(today(view), days, ()), NOON, view.zone)
