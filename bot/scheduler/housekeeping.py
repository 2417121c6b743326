"""What is done once in a while: cards whose days have turned, marks that nobody repeats any more."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Final

from bot.app.context import Context
from bot.app.ports import MAX_BATCH
from bot.app.staff.posts import LATER, NewPost, PostBy, PostKind, card_id
from bot.domain.calendar import at_local, local
from bot.store.store import SqlStore

# Slack repeats an event for an hour, Twilio a webhook for minutes; a person's form may stand open for days.
MARKS_KEPT: Final = timedelta(days=30)


def refresh_cards(context: Context, store: SqlStore) -> int:
    """Cards count in days: those of open cases are looked at again after midnight in the client's zone.

    What still says the same costs no call. Returns how many are queued, at most a batch a client.
    """
    if context.staff_posts is None:
        return 0
    now, queued = context.clock(), 0
    for client in sorted(context.staff_posts.channels):
        zone = context.rules_of(client).zone
        midnight = at_local(local(now, zone).date(), time(0), zone)
        with store.begin() as unit:
            stale = unit.stale_cards(client, midnight, MAX_BATCH)
            unit.queue_posts([_again(client, *one, now) for one in stale], now)
        queued += len(stale)
    return queued


def _again(client: str, case_id: str, customer_id: str, now: datetime) -> NewPost:
    by = PostBy.SLACK.value
    return NewPost(card_id(case_id), PostKind.CARD, client, case_id, customer_id, by, "", "", now, LATER)


def forget_marks(context: Context, store: SqlStore) -> int:
    """Drop the marks of deliveries that no outside system repeats any more. Returns how many."""
    with store.begin() as unit:
        return unit.forget_seen(context.clock() - MARKS_KEPT)
