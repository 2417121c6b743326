"""Posting to staff: take ▸ gate and render ▸ (the door's call) ▸ record. The network is called outside of transactions.

A post that is taken is `sending` at once: killed at any moment after that, its fate is unknown and it is looked up by
its metadata before anything else. What is shown is read after it was taken, so a later change posts once more.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final, Protocol

import structlog

from bot.app.context import Clock
from bot.app.messages import Handed, HandOver
from bot.app.recording import MOST_BLIND_TRIES
from bot.app.retrying import MAX_TRIES, retry_at
from bot.app.staff.announcing import guide, line
from bot.app.staff.post_ports import Errand, Landed, Move, PostEnd, PostStore, Shown
from bot.app.staff.posts import NO_ANSWER, Post, PostBy, PostKind, PostState
from bot.app.staff.views import CaseView
from bot.domain.chains import Escalation
from bot.domain.errors import Outage, Rejected
from bot.domain.events import EscalationAcknowledged, EscalationPinged, EscalationRaised
from bot.domain.vocabulary import CaseState, FailureClass

log = structlog.get_logger(__name__)

PACE: Final = timedelta(seconds=1)  # between two messages of a channel (Slack, rate limits)
LEASE: Final = timedelta(seconds=60)  # within which the call of a taken post begins, or it does not begin at all
CALL_TIMEOUT: Final = timedelta(seconds=90)  # longer than any door's own: nobody can still be inside such a call
SLOW_DOWN_WAIT: Final = timedelta(seconds=5)
FIRST_WAIT: Final = timedelta(seconds=2)  # of a channel that cannot be reached; doubles up to the longest
LONGEST_WAIT: Final = timedelta(minutes=1)
CONFIGURATION_WAIT: Final = timedelta(minutes=5)  # a person must put it right
OUTAGE_WAIT: Final = timedelta(seconds=2)  # of a post, when the database is away
ORIGINAL_WAIT: Final = timedelta(seconds=5)  # a ping that is over and still on its way
MOST_QUEUES: Final = 50  # that are posted to at once
ORDERED: Final = timedelta(seconds=1)  # posts go in the order of their times
BACKFILL: Final = 30  # lines of the past that a new card's thread begins with

ViewCase = Callable[[str], CaseView]
Render = Callable[[Post, CaseView, Escalation | None], Shown | None]  # None = there is nothing (left) to show


class Questions(Protocol):
    """Inquiries on their way out."""

    def prepare(self, post: Post) -> Errand | PostEnd:
        """Gate and words; or its end, when nothing is to be sent (now)."""
        ...

    def undelivered(self, post: Post, code: str) -> None:
        """It has failed for good: a person is told. Doing it again changes nothing."""
        ...


@dataclass(frozen=True, slots=True)
class PostDesk:
    """What posts are made of."""

    store: PostStore
    clock: Clock
    view: ViewCase
    render: Render
    erased: Shown  # a card whose customer's data was erased
    questions: Questions | None = None  # None = inquiries wait


def take(desk: PostDesk, token: str, ways: Collection[str], limit: int = MOST_QUEUES) -> list[Post]:
    """The first post of each channel that is free."""
    now = desk.clock()
    with desk.store.begin() as unit:
        return unit.claim_posts(ways, now, now + PACE, now + LEASE + CALL_TIMEOUT, token, limit)


def prepare(desk: PostDesk, post: Post) -> Errand | PostEnd:
    """What is to be done about a post that was taken, or, when nothing is, its end."""
    try:
        if post.erased:
            return _erasing(desk, post)
        if post.kind is PostKind.INQUIRY and desk.questions is not None:
            return desk.questions.prepare(post)
        return _prepared(desk, post)
    except Rejected:
        return _ended(post, PostState.CANCELLED)  # the case is not there
    except Outage as outage:  # the database is away: nothing was called, so it is as if nobody had taken it
        log.warning("post.waits", post=post.id, why=str(outage))
        return replace(_ended(post, PostState.QUEUED), available_at=desk.clock() + OUTAGE_WAIT)
    except Exception:  # one that cannot be shown must not stop the others: people are alarmed
        log.exception("post.not_shown", post=post.id)
        return _ended(post, PostState.FAILED, "fault")


def _prepared(desk: PostDesk, post: Post) -> Errand | PostEnd:
    view = desk.view(post.case_id)
    escalation = _escalation(desk, post, view)
    if post.kind is PostKind.PING and not _still_needed(post, view):
        return _ended(post, PostState.CANCELLED)
    if post.kind is PostKind.PING_OVER and not post.ts:
        waits = post.original in (PostState.SENDING, PostState.UNKNOWN, PostState.QUEUED)
        return _later(post, desk.clock() + ORIGINAL_WAIT) if waits else _ended(post, PostState.CANCELLED)
    shown = desk.render(post, view, escalation)
    if shown is None:
        return _ended(post, PostState.CANCELLED)
    if post.ts and shown.digest == post.digest:
        return replace(_ended(post, PostState.SENT), digest=post.digest, place=post.place, ts=post.ts)
    if post.kind is PostKind.CARD and not post.ts:
        _backfill(desk, view, post.rank)
    return Errand(post, Move.UPDATE if post.ts else Move.POST, shown, view.case.seq)


def _still_needed(post: Post, view: CaseView) -> bool:
    """A ping is for a live escalation that nobody took, and for the level that it stands at."""
    live = view.case.escalation
    if live is None or live.id != post.about or live.acknowledged_by or view.case.state is CaseState.CLOSED:
        return False
    return post.id.startswith(f"ping:{live.id}:{live.level}:{live.repeated}:")


def _escalation(desk: PostDesk, post: Post, view: CaseView) -> Escalation | None:
    """The escalation that a ping is about, also when it is over."""
    if post.kind not in (PostKind.PING, PostKind.PING_OVER):
        return None
    live = view.case.escalation
    if live is not None and live.id == post.about:
        return live
    with desk.store.read() as unit:
        return _past_escalation(post.about, [recorded.event for recorded in unit.case_events(post.case_id)])


def _past_escalation(escalation_id: str, events: Sequence[object]) -> Escalation | None:
    found: Escalation | None = None
    for event in events:
        match event:
            case EscalationRaised(escalation=raised) if raised.id == escalation_id:
                found = raised
            case EscalationPinged() if found and event.escalation_id == escalation_id:
                found = replace(found, level=event.level, repeated=event.repeated, next_at=event.next_at)
            case EscalationAcknowledged() if found and event.escalation_id == escalation_id:
                found = replace(found, acknowledged_by=event.by, acknowledged_at=event.at, next_at=None)
            case _:
                pass
    return replace(found, next_at=None) if found else None


def _backfill(desk: PostDesk, view: CaseView, rank: int) -> None:
    """What its type needs of staff stands first in a case's thread; then what was said before it had a card."""
    now, first = desk.clock(), view.lines[-BACKFILL:][:1]
    begins = min(now, first[0].at - ORDERED) if first else now
    past = [guide(view.case, begins, rank)] if view.guide else []
    past += [replace(line(view.case, one.id, one.at), if_carded=False) for one in view.lines[-BACKFILL:]]
    if past:
        with desk.store.begin() as unit:
            unit.queue_lines(past, now)


def _erasing(desk: PostDesk, post: Post) -> Errand | PostEnd:
    if not post.ts or post.by != PostBy.SLACK:
        return _ended(post, PostState.CANCELLED)
    if post.kind is PostKind.CARD:
        return Errand(post, Move.UPDATE, desk.erased)
    return Errand(post, Move.DELETE, desk.erased)


def _ended(post: Post, state: PostState, failure: str = "") -> PostEnd:
    """Its end without a call."""
    return PostEnd(post, state, post.place, post.ts, post.digest, failure, quiet=True)


def _later(post: Post, at: datetime) -> PostEnd:
    return PostEnd(post, PostState.QUEUED, available_at=at, quiet=True)


# --- after the call --------------------------------------------------------------------------------------------


def record(desk: PostDesk, token: str, ends: Sequence[PostEnd]) -> None:
    """Write how posts ended. Whoever runs this is alarmed once of a channel that is set up wrongly, and of refusals.

    The case hears first of a question that reaches nobody: killed in between, the post is tried once more.
    """
    for end in ends:
        if desk.questions is not None and end.post.kind is PostKind.INQUIRY and end.state is PostState.FAILED:
            desk.questions.undelivered(end.post, end.failure)
    with desk.store.begin() as unit:
        alarmed = unit.finish_posts(ends, token, desk.clock())
    for end in ends:
        if end.post.queue in alarmed:
            log.error("posts.configuration", client=end.post.client, queue=end.post.queue, code=end.why)
        if end.state is PostState.FAILED:
            log.error("post.failed", post=end.post.id, client=end.post.client, code=end.failure)


def end_of(errand: Errand, landed: Landed, now: datetime) -> PostEnd:
    """What becomes of a post after its call, and of its channel. Pure."""
    post = errand.post
    match landed.outcome:
        case HandOver.ACCEPTED:
            seat = landed.place if landed.seat_for else ""
            return replace(_accepted(errand, landed), seat_place=seat, seat_for=landed.seat_for)
        case HandOver.UNKNOWN if errand.move is Move.POST:
            # Slack may still be at it: it is not asked before the call is surely over there, too.
            asked_from, until = now + CALL_TIMEOUT, now + _backoff(post.failures)
            return PostEnd(
                post, PostState.UNKNOWN, available_at=asked_from, held_until=until, failure=NO_ANSWER, failed=True
            )
        case HandOver.UNKNOWN:
            return _tried(replace(post, digest=""), now, now + _backoff(post.failures))  # twice does no harm
        case HandOver.REFUSED:
            return _gone(errand, now) if landed.gone else _refused(errand, landed, now)


def _accepted(errand: Errand, landed: Landed) -> PostEnd:
    post = errand.post
    if errand.move is Move.DELETE:
        return PostEnd(post, PostState.CANCELLED)
    return PostEnd(
        post, PostState.SENT, landed.place or post.place, landed.ts or post.ts, errand.shown.digest, seq=errand.seq
    )


def _gone(errand: Errand, now: datetime) -> PostEnd:
    """Somebody deleted the message: a card and a line are posted anew, all else is over."""
    post = errand.post
    again = errand.move is Move.UPDATE and post.kind in (PostKind.CARD, PostKind.LINE) and not post.erased
    if again:
        return PostEnd(post, PostState.QUEUED, available_at=now)
    return PostEnd(post, PostState.CANCELLED)


def _refused(errand: Errand, landed: Landed, now: datetime) -> PostEnd:
    post, failure = errand.post, landed.failure or FailureClass.TEMPORARY
    wait = timedelta(seconds=landed.retry_after) if landed.retry_after else None
    match failure:
        case FailureClass.SLOW_DOWN | FailureClass.TEMPORARY if post.by == PostBy.EMAIL:
            return _mailed_again(post, landed, failure, now)
        case FailureClass.SLOW_DOWN:
            return _again(post, now, now + (wait or SLOW_DOWN_WAIT), code=landed.code)
        case FailureClass.CONFIGURATION | FailureClass.REGISTRATION:
            until = now + CONFIGURATION_WAIT
            return _again(post, now, until, code=landed.code, why=landed.code or failure.value, failed=True)
        case FailureClass.TEMPORARY if post.by == PostBy.SLACK or post.tries < MAX_TRIES:
            return _tried(post, now, now + max(_backoff(post.failures), wait or PACE), code=landed.code)
        case _:
            return PostEnd(post, PostState.FAILED, post.place, post.ts, post.digest, landed.code or failure.value)


def _again(
    post: Post, now: datetime, held_until: datetime, *, code: str = "", why: str = "", failed: bool = False
) -> PostEnd:
    """Queued again as it was; its whole channel waits."""
    return PostEnd(
        post, PostState.QUEUED, post.place, post.ts, post.digest, code, now, held_until, why=why, failed=failed
    )


def _tried(post: Post, now: datetime, held_until: datetime, code: str = "") -> PostEnd:
    """It failed, perhaps through its own fault: it keeps its place, but others have a turn before it is tried again."""
    again = _again(post, now, held_until, code=code, failed=True)
    return replace(again, available_at=max(now + _backoff(post.tries), held_until + PACE))


def _mailed_again(post: Post, landed: Landed, failure: FailureClass, now: datetime) -> PostEnd:
    """A mailbox that takes nothing at the moment keeps no other waiting: it is tried as a customer's is."""
    again = retry_at(Handed(HandOver.REFUSED, "", failure, "", landed.retry_after), post.tries, now)
    if again is None:
        return PostEnd(post, PostState.FAILED, failure=landed.code or failure.value)
    return PostEnd(post, PostState.QUEUED, failure=landed.code, available_at=again, held_until=now + PACE)


def _backoff(failures: int) -> timedelta:
    return min(FIRST_WAIT * (1 << min(failures, 10)), LONGEST_WAIT)


# --- what nobody knows -----------------------------------------------------------------------------------------


def unknown(desk: PostDesk, limit: int = MOST_QUEUES) -> tuple[list[Post], datetime]:
    """Posts whose fate nobody knows; nobody else asks before the moment that comes with them."""
    now = desk.clock()
    asked_until = now + LEASE
    with desk.store.begin() as unit:
        unit.expire_posts(now - LEASE - CALL_TIMEOUT, now)  # a call begins within the lease at the latest
        return unit.unknown_posts(now, asked_until, limit), asked_until


def settle(desk: PostDesk, answers: Sequence[tuple[Post, Landed]], asked_until: datetime) -> None:
    """Found = recorded, not found = sent again. Where nobody can be asked (SMTP): once more, with one Message-ID."""
    now = desk.clock()
    ends = [_settled(post, landed, now) for post, landed in answers]
    with desk.store.begin() as unit:
        unit.settle_posts(ends, asked_until, now)


def _settled(post: Post, landed: Landed, now: datetime) -> PostEnd:
    if landed.outcome is HandOver.ACCEPTED:
        # What it shows is not known, and it may be from before a change, or an erasure, that came meanwhile.
        again = post.erased or post.kind in (PostKind.CARD, PostKind.LINE)
        state = PostState.QUEUED if again else PostState.SENT
        return PostEnd(post, state, landed.place, landed.ts, available_at=now)
    if landed.blind:
        went = post.sent_before and (post.unanswered or post.tries >= MOST_BLIND_TRIES)
        state = PostState.SENT if went else PostState.QUEUED
        return PostEnd(post, state, available_at=now, sent_before=True)
    return PostEnd(post, PostState.QUEUED, available_at=now)
