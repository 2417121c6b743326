"""What staff are told of a case's events: its card, the lines of its thread, pings; and who else is asked. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.app.correspondents import CLIENT
from bot.app.identifiers import inquiry_key
from bot.app.staff.inquiry_lines import inquiry_line_id
from bot.app.staff.posts import (
    IDLE,
    UNASKED,
    URGENT,
    USUAL,
    CardsWanted,
    NewPost,
    PostBy,
    PostKind,
    StaffPosts,
    card_id,
    guide_id,
    inquiry_id,
    line_id,
    ping_id,
)
from bot.app.staff.task_lines import call_line_id
from bot.domain import events as e
from bot.domain.case import Case, Inquiry
from bot.domain.chains import PingBy
from bot.domain.escalation import pinged_people
from bot.domain.rules import Rules
from bot.domain.vocabulary import CaseState, ReceiptKind, TaskKind

_FOR_A_PERSON = (CaseState.HELD, CaseState.DECIDING, CaseState.EXECUTING)
_CALLS_A_PERSON = (e.TaskRaised, e.CaseEscalated, e.EscalationRaised)
_BAD_ENDS = (ReceiptKind.FAILED, ReceiptKind.UNDELIVERED)


@dataclass(slots=True)
class Announced:
    """`pings_over` are escalations whose earlier pings are settled; they are dealt with before `posts` are queued."""

    posts: dict[str, NewPost] = field(default_factory=dict)  # by id, so that nothing is said twice
    pings_over: list[str] = field(default_factory=list)


def announced(
    staff_posts: StaffPosts | None, rules: Rules, case: Case, events: Sequence[e.Event], now: datetime
) -> Announced:
    """What one change of a case asks to be posted. Whoever has no desk asks others all the same."""
    found = Announced()
    for event in events:
        if isinstance(event, e.InquiryMade):
            asked = _asked(case, event.inquiry, now)
            found.posts[asked.id] = asked
    if staff_posts is not None:
        _told(found, staff_posts, rules, case, events, now)
    return found


def _told(
    found: Announced, staff_posts: StaffPosts, rules: Rules, case: Case, events: Sequence[e.Event], now: datetime
) -> None:
    for event in events:
        _pings(found, staff_posts, rules, case, event, now)
    if case.client in staff_posts.channels:
        wanted = staff_posts.cards.get(case.client, CardsWanted.NEEDED)
        by_itself = not needs_person(case, events)
        if_carded = by_itself and wanted is CardsWanted.NEEDED
        rank = UNASKED if by_itself and wanted is CardsWanted.ALL else USUAL
        lines = dict.fromkeys(filter(None, map(_line, events)))
        for post in (
            card(case, now, if_carded=if_carded, rank=rank),
            *(line(case, one, now, if_carded=if_carded, rank=rank) for one in lines),
        ):
            found.posts.setdefault(post.id, post)


def asked_of(inquiry: Inquiry) -> str:
    """Whom an inquiry asks, in one word: "client:billing", "bank"."""
    return f"{CLIENT}:{inquiry.to}" if inquiry.party.value == CLIENT else inquiry.party.value


def _asked(case: Case, inquiry: Inquiry, now: datetime) -> NewPost:
    identifier, whom = inquiry_id(inquiry_key(inquiry.id)), asked_of(inquiry)
    return _post(identifier, PostKind.INQUIRY, case, inquiry.id, now, by=PostBy.EMAIL, target=whom)


def needs_person(case: Case, events: Iterable[e.Event] = ()) -> bool:
    """Whether a person has something to do or to look at: then the case has a card."""
    if case.state in _FOR_A_PERSON or case.undecided or case.escalation is not None:
        return True
    return any(isinstance(event, _CALLS_A_PERSON) for event in events)


def card(case: Case, now: datetime, *, if_carded: bool = False, rank: int = USUAL) -> NewPost:
    """Make the case's card, or bring it up to date."""
    return _post(card_id(case.id), PostKind.CARD, case, "", now, rank=rank, if_carded=if_carded)


def line(case: Case, about: str, now: datetime, *, if_carded: bool = True, rank: int = USUAL) -> NewPost:
    """A line of the thread, for a message, a reply or a note; or bring it up to date."""
    return _post(line_id(about, case.id), PostKind.LINE, case, about, now, rank=rank, if_carded=if_carded)


def guide(case: Case, at: datetime, rank: int) -> NewPost:
    """What the case's type needs of staff. `rank` is its card's: it never goes before what is urgent."""
    about = guide_id(case.case_type)
    later = IDLE if rank == UNASKED else max(rank, USUAL)
    return _post(line_id(about, case.id), PostKind.GUIDE, case, about, at, rank=later)


def _line(event: e.Event) -> str:
    """What an event has to say in the thread: the id of a message or reply; "" = nothing."""
    match event:
        case e.TouchSent() | e.TouchFailed():
            return event.message_id
        case e.ReceiptRecorded(kind=kind) if kind in _BAD_ENDS:
            return event.message_id
        case e.ReplyReceived() | e.ReplyDecided():
            return event.reply_id
        case e.CallLogged():
            return event.call_id  # the note of what was said, where there is one
        case _:
            return _line_for_staff(event)


def _line_for_staff(event: e.Event) -> str:
    """The same for what concerns staff and others than the customer."""
    match event:
        case e.TaskRaised(kind=TaskKind.CALL):
            return call_line_id(event)
        case e.CaseRetyped():
            return guide_id(event.after)
        case _ if isinstance(event, e.InquiryEvent):
            return inquiry_line_id(event)
        case _:
            return ""


def _pings(found: Announced, staff_posts: StaffPosts, rules: Rules, case: Case, event: e.Event, now: datetime) -> None:
    match event:
        case e.EscalationPinged():
            _over(found, event.escalation_id)  # an earlier level, or the same asked again
            for post in _ping_posts(staff_posts, rules, case, event, now):
                found.posts[post.id] = post
        case e.EscalationAcknowledged() | e.EscalationEnded():
            _over(found, event.escalation_id)
        case e.CaseClosed() if case.escalation is not None:
            _over(found, case.escalation.id)
        case _:
            pass


def _over(found: Announced, escalation_id: str) -> None:
    """What was to be pinged in this very change is not pinged at all."""
    found.posts = {
        key: post
        for key, post in found.posts.items()
        if not (post.kind is PostKind.PING and post.about == escalation_id)
    }
    if escalation_id not in found.pings_over:
        found.pings_over.append(escalation_id)


def _ping_posts(
    staff_posts: StaffPosts, rules: Rules, case: Case, event: e.EscalationPinged, now: datetime
) -> Iterable[NewPost]:
    people = pinged_people(case, event, rules)
    has_channel = case.client in staff_posts.channels
    if has_channel and PingBy.CHANNEL in event.by:
        yield card(case, now, rank=URGENT)  # the thread in which the channel is mentioned
        yield _ping(case, event, PostBy.SLACK, "", now)
    if has_channel and PingBy.DM in event.by:
        yield from (
            _ping(case, event, PostBy.SLACK, one.id, now) for one in people if one.id in staff_posts.slack_users
        )
    if case.client in staff_posts.sms_clients and PingBy.SMS in event.by:
        yield from (_ping(case, event, PostBy.SMS, one.id, now) for one in people if one.phone)


def _ping(case: Case, event: e.EscalationPinged, by: PostBy, target: str, now: datetime) -> NewPost:
    identifier = ping_id(event.escalation_id, event.level, event.repeated, by, target)
    return _post(identifier, PostKind.PING, case, event.escalation_id, now, by=by, target=target, rank=URGENT)


def _post(
    identifier: str,
    kind: PostKind,
    case: Case,
    about: str,
    now: datetime,
    *,
    by: PostBy = PostBy.SLACK,
    target: str = "",
    rank: int = USUAL,
    if_carded: bool = False,
) -> NewPost:
    return NewPost(
        identifier, kind, case.client, case.id, case.customer_id, by.value, target, about, now, rank, if_carded
    )
