"""Posts that a person asks for, beside those that the change of a case asks for by itself."""

from __future__ import annotations

from bot.app.context import Context
from bot.app.staff.announcing import card, line
from bot.app.staff.posts import PRESSED, URGENT, NewPost
from bot.domain.case import Case
from bot.domain.errors import Rejected


def bring_up(context: Context, case: Case) -> None:
    """The case's card, whether the case would have one by itself or not. Raises Rejected where there is no channel."""
    if not _has_channel(context, case):
        raise Rejected(f"The client of {case.ref} has no Slack channel.")
    _queue(context, card(case, context.clock(), rank=URGENT))


def bring_up_to_date(context: Context, case: Case) -> None:
    """The card of a case on which a person acted, if it has one: before all else of its channel."""
    if _has_channel(context, case):
        _queue(context, card(case, context.clock(), if_carded=True, rank=PRESSED))


def put_in_thread(context: Context, case: Case, note_id: str) -> None:
    """A note that was written in a form, for whoever reads the thread of the card."""
    if _has_channel(context, case):
        _queue(context, line(case, note_id, context.clock()))


def _has_channel(context: Context, case: Case) -> bool:
    return context.staff_posts is not None and case.client in context.staff_posts.channels


def _queue(context: Context, post: NewPost) -> None:
    with context.store.begin() as unit:
        unit.queue_posts([post], context.clock())
