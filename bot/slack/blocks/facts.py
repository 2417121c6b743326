"""The lines of a case's card: labels and what they say, in the order in which a clerk needs them."""

from __future__ import annotations

from collections.abc import Iterator

from bot.app.staff.inquiry_lines import question, whom
from bot.app.staff.views import CaseView
from bot.domain.case import Proposal
from bot.domain.chains import Escalation
from bot.domain.explain import Held
from bot.domain.rules import Rule
from bot.domain.vocabulary import PERSONAL_INTENTS, CaseState, HoldKind, InquiryState, ProposalState
from bot.slack.blocks.discreet import asked_for
from bot.slack.blocks.figures import amount, in_our_time, on_day, until, when
from bot.slack.blocks.people import customer_line, name_of
from bot.slack.blocks.plain import ASKED, HOLD, INTENT, OUTCOME, PING, RESOLUTION, ROLE, ROOT_CAUSE, TYPE, state
from bot.slack.blocks.turn import is_overdue, is_stopped, what_next, whose_turn
from bot.slack.limits import shorten

Rows = Iterator[tuple[str, str]]
PERSON_ONLY = "☝️ Only a person may write to this customer."
CLOSING = "The case was closed as "  # how the log begins to tell it
REASONS_SHOWN = 4
LONG = 400  # UTF-16 units of one line


def live_rows(view: CaseView) -> Rows:
    """Everything about a case that is not closed."""
    case = view.case
    late = "⏰ OVERDUE - " if is_overdue(case, view.now) else ""
    yield "", f"{late}{standing(view)}"
    if view.person_only:
        yield "", PERSON_ONLY
    yield "Type", f"{TYPE[case.case_type]} ({case.ref}, {view.brand})"
    yield "Customer", customer_line(view)
    yield "Whose turn", whose_turn(view)
    yield from _wanted(view)
    yield "Next", shorten(what_next(view), LONG)
    yield from held_rows(view)
    yield from inquiry_rows(view)
    yield from proposal_rows(view)
    yield from escalation_rows(view)
    yield from _promise(view)
    yield from _deadline(view)
    yield from _unread(view)
    yield "Assigned to", name_of(view, case.assignee) if case.assignee else "nobody yet"
    yield from _linked(view)
    if view.other_cases:
        yield "Other cases of this customer", shorten(", ".join(view.other_cases), LONG)


def standing(view: CaseView) -> str:
    """How the case stands, in a few words."""
    live = view.case.live_proposal
    if view.case.state is CaseState.OPEN and is_stopped(view):
        return "⛔ Stopped: nothing is sent until somebody resumes it"
    if view.case.state is CaseState.EXECUTING and live is not None and live.state is ProposalState.CARRIED_OUT:
        return "🛠️ Carried out: the ledger must show it"
    return state(view.case.state)


def closed_rows(view: CaseView) -> Rows:
    """What is left to say of a closed case."""
    case = view.case
    yield "", f"{state(case.state)}: {OUTCOME[case.outcome] if case.outcome else 'no outcome'}"
    if view.person_only:
        yield "", PERSON_ONLY
    yield "Type", f"{TYPE[case.case_type]} ({case.ref}, {view.brand})"
    yield "Customer", customer_line(view)
    yield "Root cause", ROOT_CAUSE[case.root_cause] if case.root_cause else "not said"
    by = next((entry.by for entry in reversed(view.happened) if entry.sentence.startswith(CLOSING)), "")
    if case.closed_at is not None:
        yield "When", when(view, case.closed_at) + (f", by {name_of(view, by)}" if by else "")


# --- what holds it back ----------------------------------------------------------------------------------------


def held_rows(view: CaseView) -> Rows:
    """What holds it back, and what lifts it. What the card says already is not said again."""
    said = {Rule.CASE_STATE.value, *([Rule.PERSON_ONLY.value] if view.person_only else [])}
    held_back = [held for held in view.held if held.rule not in said or (held.kind and held.rule == Rule.CASE_STATE)]
    shown = held_back[:REASONS_SHOWN]
    for number, held in enumerate(shown):
        yield ("Held back by" if number == 0 else "and by"), shorten(_held(view, held), LONG)
    if len(held_back) > len(shown):
        yield "and", f"{len(held_back) - len(shown)} more reasons: press Why"


def _held(view: CaseView, held: Held) -> str:
    if held.kind:
        return f"{HOLD[HoldKind(held.kind)]}; {held.lifts_when}"
    lifts = f"until {when(view, held.lifts_at)}" if held.lifts_at else f"until {held.lifts_when}"
    why = in_our_time(view, held.sentence).rstrip(".")
    return f"{why[:1].lower() if why[1:2].islower() or why[1:2] == ' ' else why[:1]}{why[1:]}, {lifts}"


# --- who else is asked -----------------------------------------------------------------------------------------


def inquiry_rows(view: CaseView) -> Rows:
    """Who was asked what, since when, until when, while an answer is still taken."""
    for inquiry in (one for one in view.case.inquiries if one.open):
        said = f"{whom(inquiry)}, {when(view, inquiry.asked_at)}: {question(inquiry, view.asked)}"
        if inquiry.undelivered:
            said += "; it could not be delivered"
        overdue = inquiry.state is InquiryState.OVERDUE
        due = f"no answer, it was due {when(view, inquiry.due_at)}" if overdue else until(view, inquiry.due_at)
        yield "Asked", shorten(f"{said}; {due}", LONG)


# --- proposal and escalation -----------------------------------------------------------------------------------


def proposal_rows(view: CaseView) -> Rows:
    live = view.case.live_proposal
    if live is None:
        return
    payee = " to a NEW PAYEE (call back on a number known before)" if live.new_payee else ""
    what = f"{amount(live.minor_units, live.currency)} - {RESOLUTION[live.kind]}{payee}"
    yield "Proposal", f"{what}, made by {name_of(view, live.maker)} {when(view, live.made_at)}"
    yield "Approvals", _approvals(view, live)
    if live.carried_out_by:
        yield (
            "Carried out",
            f"by {name_of(view, live.carried_out_by)}, reference {live.reference}",
        )


def _approvals(view: CaseView, live: Proposal) -> str:
    given = ", ".join(f"{name_of(view, a.by)} ({ROLE[a.role]})" for a in live.approvals)
    count = f"{len(live.approvals)} of {max(live.approvers_needed, len(live.approvals))}"
    if live.state is not ProposalState.PROPOSED:
        return f"{count}: {given}"
    return f"{count}{f': {given}' if given else ''}; {until(view, live.expires_at)}, then it expires"


def escalation_rows(view: CaseView) -> Rows:
    escalation = view.case.escalation
    if escalation is not None:
        yield "🔔 Escalated", escalation_line(view, escalation)


def escalation_line(view: CaseView, escalation: Escalation) -> str:
    """Why, who was pinged and how, until when, and who took it. The reason of the hold is said with the hold."""
    why = asked_for(view, escalation)
    held_by = HOLD[view.case.hold.kind] if view.case.hold is not None else ""
    return _asked(view, escalation, "" if why == held_by else f"{why}; ")


def _asked(view: CaseView, escalation: Escalation, why: str) -> str:
    if escalation.acknowledged_by:
        at = f" {when(view, escalation.acknowledged_at)}" if escalation.acknowledged_at else ""
        return f"{why}taken by {name_of(view, escalation.acknowledged_by)}{at}"
    level = escalation.chain.levels[escalation.level]
    how = " and ".join(PING[by] for by in level.by)
    again = f", reminder {escalation.repeated}" if escalation.repeated else ""
    then = f"; {until(view, escalation.next_at)} to take it" if escalation.next_at else "; nobody else is left to ask"
    return f"{why}the {ROLE[level.role]} was pinged {how}{again}{then}"


# --- the rest --------------------------------------------------------------------------------------------------


def _wanted(view: CaseView) -> Rows:
    """What the customer wants, and what they were asked and have answered: for whoever takes the case."""
    case = view.case
    if case.hold is None:
        return
    wants = [INTENT[intent] for intent in case.wants if intent not in PERSONAL_INTENTS]
    if wants:
        yield "The customer", "; ".join(wants)
    answered = [ASKED[asked] for asked in case.asked_back if asked in case.questions_answered]
    waiting = [ASKED[asked] for asked in case.asked_back if asked not in case.questions_answered]
    parts = [f"answered: {', '.join(answered)}"] if answered else []
    parts += [f"no answer yet: {', '.join(waiting)}"] if waiting else []
    if parts:
        yield "They were asked", "; ".join(parts)


def _promise(view: CaseView) -> Rows:
    case = view.case
    if case.promise is not None:
        yield "Promise", f"the customer will pay on {on_day(view, case.promise.day)}"
    if case.promises_broken:
        times = "once" if case.promises_broken == 1 else f"{case.promises_broken} times"
        yield "Broken promises", times


def _deadline(view: CaseView) -> Rows:
    if view.case.respond_by is not None:
        yield "Outside deadline", on_day(view, view.case.respond_by)


def _linked(view: CaseView) -> Rows:
    """Cases about the same transaction, and which one moves the money."""
    if view.linked:
        names = shorten(", ".join(view.linked), LONG)
        yield "Linked", f"{names}; {view.owner or 'this case'} moves the money"


def _unread(view: CaseView) -> Rows:
    count = len(view.undecided)
    if count:
        yield "To be read", f"{count} message{'s' if count > 1 else ''} of the customer, in the thread"
