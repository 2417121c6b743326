"""The watchdog: what should have happened by now and did not. One alarm a subject and hour, whoever looks.

It reads what the database says is overdue, so it also finds what a bug kept from happening.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import structlog

from bot.app.context import Context
from bot.app.staff.posts import URGENT, NewPost, Post, PostBy, PostKind, alarm_id
from bot.store.store import SqlStore
from bot.store.unit import SqlUnit

log = structlog.get_logger(__name__)

PING_LATE: Final = timedelta(minutes=5)  # the clock ticks four times a second: later than this it does not
POST_LATE: Final = timedelta(minutes=5)
HOLD_LATE: Final = timedelta(minutes=15)
REPLY_LATE: Final = timedelta(minutes=5)
MOST: Final = 200  # of each kind at once
AGAIN_AFTER: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Alarm:
    """`subject` is a reference or an id: never a name, an address or words."""

    kind: str
    subject: str
    client: str
    since: datetime
    code: str = ""
    case_id: str = ""  # the client's channel is told as well


def watch(context: Context, store: SqlStore) -> list[Alarm]:
    """Look once. Returns the alarms that are new in this hour; each is in the log."""
    now = context.clock()
    with store.read() as unit:
        found = list(_alarms(unit, now))
    if not found:
        return []
    with store.begin() as unit:
        fresh = [alarm for alarm in found if unit.first_sight("alarm", _once(alarm, now), now)]
        unit.queue_lines(_for_channels(context, fresh, now), now)
    for alarm in fresh:
        since = alarm.since.isoformat()
        log.error(alarm.kind, reference=alarm.subject, client=alarm.client, since=since, code=alarm.code or None)
    return fresh


def _for_channels(context: Context, alarms: Iterable[Alarm], now: datetime) -> list[NewPost]:
    """Once a trouble, not every hour: the log repeats it, the channel need not."""
    if context.staff_posts is None:
        return []
    told = [one for one in alarms if one.case_id and one.client in context.staff_posts.channels]
    return [
        NewPost(
            alarm_id(one.kind, one.case_id, one.since), PostKind.ALARM, one.client, one.case_id, "",
            PostBy.SLACK.value, "", one.kind, now, URGENT,
        )
        for one in told
    ]  # fmt: skip


def _once(alarm: Alarm, now: datetime) -> str:
    hour = int(now.timestamp() // AGAIN_AFTER.total_seconds())
    return f"{alarm.kind}:{alarm.subject}:{hour}"


def _alarms(unit: SqlUnit, now: datetime) -> Iterator[Alarm]:
    for case in unit.overdue_pings(now - PING_LATE, MOST):
        yield Alarm("escalation.ping_overdue", case.ref, case.client, case.since, case_id=case.case_id)
    for case in unit.unheard(MOST):
        yield Alarm("escalation.nobody_answers", case.ref, case.client, case.since, case_id=case.case_id)
    for row in unit.overdue_holds(now - HOLD_LATE, MOST):
        if row.hold_deadline is not None:
            yield Alarm("hold.overdue", row.ref, row.client, row.hold_deadline, case_id=row.id)
    for queue in unit.stuck_queues(now - POST_LATE, MOST):
        yield Alarm("posts.stuck", queue.queue, queue.client, queue.oldest, queue.why)
    for post in unit.failed_posts(now - AGAIN_AFTER, MOST):
        yield _failed(post, now)
    for reply_id, received_at in unit.late_replies(now - REPLY_LATE, MOST):
        yield Alarm("reply.overdue", reply_id, "", received_at)


def _failed(post: Post, now: datetime) -> Alarm:
    return Alarm("post.failed", post.id, post.client, post.begun_at or now)
