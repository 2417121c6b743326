"""Which deeds make sense on a case now. What somebody may do is checked again at click, at submit and in the domain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from bot.app.staff.people import READERS
from bot.app.staff.stopping import STOPPERS
from bot.app.staff.views import CaseView, ReplyView
from bot.domain.case import Case, Proposal
from bot.domain.duties import bar_to_approve, bar_to_carry_out, bar_to_withdraw
from bot.domain.roles import CHECKERS, MAKERS
from bot.domain.rules import Staff
from bot.domain.vocabulary import CaseState, HoldKind, Intent, ProposalState, Role
from bot.slack.blocks.discreet import is_sensitive
from bot.slack.names import Deed

PRIMARY: Final = 5  # buttons on a card beside the menu

ROLES: Final[Mapping[Deed, frozenset[Role]]] = {
    **dict.fromkeys(Deed, MAKERS),
    Deed.APPROVE: CHECKERS,
    Deed.REJECT: CHECKERS,
    Deed.PAUSE: STOPPERS,
    Deed.SHOW: READERS,
    Deed.WHY: READERS,
    Deed.GUIDE: READERS,
    Deed.MORE: READERS,
}


def roles_for(deed: Deed, view: CaseView) -> frozenset[Role]:
    """Who may do it on this case: a hold of a customer that only a person may treat is lifted by a checker.

    Whoever is asked in an escalation may take it, an admin too.
    """
    hold, asked = view.case.hold, view.case.escalation
    if deed is Deed.ACKNOWLEDGE and asked is not None:
        return ROLES[deed] | {level.role for level in asked.chain.levels}
    if deed is Deed.RELEASE and hold is not None and hold.kind is HoldKind.PERSON_ONLY:
        return CHECKERS
    return ROLES[deed]


def offered(view: CaseView, staff: Staff | None) -> tuple[Deed, ...]:
    """The deeds that the case's state allows, the most useful first. `staff` None = for everybody in the channel."""
    deeds = tuple(dict.fromkeys(_closed(view) if view.case.state is CaseState.CLOSED else _live(view)))
    if staff is None:
        return deeds
    return tuple(deed for deed in deeds if roles_for(deed, view) & staff.roles and not barred(deed, view.case, staff))


def confirmable(reply: ReplyView) -> bool:
    """Whether the reading may be confirmed with one click: it says something, and nothing that needs care."""
    known = any(read.intent is not Intent.OTHER for read in reply.reading.intents)
    return known and not is_sensitive(reply.reading)


def barred(deed: Deed, case: Case, staff: Staff) -> str:
    """Why what they did to the case keeps them from it, as a sentence; "" = nothing does (`bot.domain.duties`)."""
    live = case.live_proposal
    if live is None:
        return ""
    match deed:
        case Deed.APPROVE:
            return bar_to_approve(case, live, staff.id)
        case Deed.CARRY_OUT:
            return bar_to_carry_out(live, staff.id)
        case Deed.WITHDRAW:
            return bar_to_withdraw(live, staff.id, staff.roles)
        case _:
            return ""


def _closed(view: CaseView) -> Iterator[Deed]:
    yield Deed.REOPEN
    yield Deed.SHOW
    yield from _looking(view)
    yield Deed.LOG_CALL
    if view.payments:
        yield Deed.UNDO_PAYMENT


def _live(view: CaseView) -> Iterator[Deed]:
    case, live = view.case, view.case.live_proposal
    if case.escalation is not None and not case.escalation.acknowledged_by:
        yield Deed.ACKNOWLEDGE
    if view.sayings:
        yield Deed.UNDO_REPLY
    if view.undecided:
        yield from _undecided(view)
    if live is not None:
        yield from _proposed(live)
    if any(inquiry.open for inquiry in case.inquiries):
        yield Deed.RECORD_ANSWER
    if case.hold is not None:
        yield Deed.RELEASE
    yield from _usual(view)


def _undecided(view: CaseView) -> Iterator[Deed]:
    if confirmable(view.undecided[0]):
        yield Deed.CONFIRM_READING
    yield from (Deed.CORRECT_READING, Deed.REPLY)


def _proposed(live: Proposal) -> Iterator[Deed]:
    if live.state is ProposalState.PROPOSED:
        yield from (Deed.APPROVE, Deed.REJECT)
    if live.state is ProposalState.APPROVED:
        yield Deed.CARRY_OUT


def _usual(view: CaseView) -> Iterator[Deed]:
    """What may be done on any case that is not closed."""
    case, live = view.case, view.case.live_proposal
    if view.resolutions and (live is None or live.state is ProposalState.PROPOSED):
        yield Deed.PROPOSE
    yield Deed.REPLY
    if live is not None and live.state is ProposalState.PROPOSED:
        yield Deed.WITHDRAW
    if not case.assignee:
        yield Deed.TAKE
    yield from (Deed.SHOW, Deed.LOG_CALL, Deed.PAYMENT, Deed.EVIDENCE, Deed.ESCALATE, Deed.ASSIGN)
    if case.state in (CaseState.OPEN, CaseState.WAITING):
        yield Deed.SNOOZE
    yield Deed.HOLD
    if any(not step.under_way for step in view.steps):
        yield Deed.STEP
    if view.contacts:
        yield Deed.CORRECT_CONTACT
    if view.payments:
        yield Deed.UNDO_PAYMENT
    if live is None:
        yield Deed.RETYPE
    if live is None or live.state is not ProposalState.CARRIED_OUT:
        yield Deed.CLOSE
    yield from _looking(view)
    yield Deed.PAUSE


def _looking(view: CaseView) -> Iterator[Deed]:
    """What whoever looks at the case may want: also to say that the last message was misunderstood."""
    if view.last_decided:
        yield Deed.MISREAD
    yield from (Deed.WHY, Deed.GUIDE)
