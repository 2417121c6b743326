"""Whose turn it is, and until when: one answer for every case."""

from __future__ import annotations

from datetime import datetime

from bot.app.staff.views import CaseView, StepView
from bot.domain.case import Case, Proposal, WaitReason
from bot.domain.duties import BOT
from bot.domain.explain import NextStep
from bot.domain.rules import Rule
from bot.domain.vocabulary import CaseState, ProposalState, Role
from bot.slack.blocks.figures import there, until, when
from bot.slack.blocks.people import name_of
from bot.slack.blocks.plain import HAPPENING, ROLE

WAIT = {
    WaitReason.PROMISE: "the customer promised to pay",
    WaitReason.TRACE: "the payment is being traced",
    WaitReason.ANSWER: "the customer was asked something",
    WaitReason.QUIET: "a quiet time, then the playbook goes on",
    WaitReason.SNOOZE: "a colleague set it aside",
    WaitReason.INQUIRY: "somebody else was asked",
}
NAMED = 4  # so many people are named; more of them are a role


def whose_turn(view: CaseView) -> str:
    """A sentence such as 'the approver, until Mon 23 Nov 17:00 (in 3 days)'."""
    case = view.case
    live = case.live_proposal
    if case.state is CaseState.CLOSED:
        return "nobody's: it is closed"
    if case.hold is not None:
        return f"the {ROLE[case.hold.owner]}, {until(view, case.hold.deadline)}"
    if live is not None:
        return _of_proposal(view, live)
    asked = case.escalation
    if asked is not None and not asked.acknowledged_by:
        tail = f", {until(view, asked.next_at)}" if asked.next_at else ""
        return f"the {ROLE[asked.chain.levels[asked.level].role]}, to take it{tail}"
    if case.wait is not None:
        who = "ours" if case.wait.reason is WaitReason.TRACE else "the customer's"
        who = "nobody's" if case.wait.reason in (WaitReason.QUIET, WaitReason.SNOOZE) else who
        who = "theirs whom we asked" if case.wait.reason is WaitReason.INQUIRY else who
        return f"{who}, {until(view, case.wait.until)}: {WAIT[case.wait.reason]}"
    return _the_bots(view)


def _the_bots(view: CaseView) -> str:
    if is_stopped(view):
        return "nobody's: the stop button is pressed"
    return "the bot's" if view.next else "nobody's yet: nothing is planned"


def _of_proposal(view: CaseView, live: Proposal) -> str:
    deadline: datetime | None = view.case.executing_until
    match live.state:
        case ProposalState.PROPOSED:
            missing = live.approvers_needed - len(live.approvals)
            another = "another approver" if live.approvals else "an approver"
            who = another if missing <= 1 else f"{missing} approvers"
            return f"{who}{_deciders(view, live)}, {until(view, live.expires_at)}"
        case ProposalState.APPROVED:
            not_these = " or ".join(name_of(view, approval.by) for approval in live.approvals)
            tail = f", {until(view, deadline)}" if deadline else ""
            return f"somebody to carry it out (not {not_these}){tail}"
        case _:
            return "nobody's: the ledger must show it" + (f", {until(view, deadline)}" if deadline else "")


def _deciders(view: CaseView, live: Proposal) -> str:
    """Who that is, where they are few; else who it is not."""
    able = view.deciders
    if able is not None and not able:
        return " - but nobody here may approve it: withdraw it, or ask the admin about the ceilings"
    if able is not None and len(able) <= NAMED:
        return f" ({' or '.join(able)})"
    return "" if live.maker.partition(":")[0] == BOT else f" (not {name_of(view, live.maker)})"


def what_next(view: CaseView) -> str:
    """What happens by itself next, at the customer's local time and at ours."""
    if not view.next:
        return "nothing by itself: a person must act" if view.case.state is not CaseState.CLOSED else "nothing"
    step = view.next[0]
    known = _planned(view, step)
    elsewhere = there(view, step.at, known.local_time) if known and known.due_at == step.at else ""
    tail = f"; there {elsewhere}" if elsewhere else ""
    return f"{happens(view, step)}, {when(view, step.at)}{tail}"


def happens(view: CaseView, step: NextStep) -> str:
    """What a next step is, in plain words."""
    known, hold = _planned(view, step), view.case.hold
    if step.step == "escalation" and hold is not None and hold.owner is Role.ADMIN:
        return "the time is over: the admin is asked again"  # nobody is above
    return known.what if known else HAPPENING.get(step.step, step.step.replace("_", " "))


def _planned(view: CaseView, step: NextStep) -> StepView | None:
    return next((planned for planned in view.steps if planned.id == step.step), None)


def is_stopped(view: CaseView) -> bool:
    """Whether the stop button holds back what the playbook would send next."""
    return any(held.rule == Rule.PAUSED for held in view.held)


def is_overdue(case: Case, now: datetime) -> bool:
    """Whether a person should have acted already."""
    live = case.live_proposal
    decided_late = live is not None and live.state is ProposalState.PROPOSED and live.expires_at <= now
    held_late = case.hold is not None and case.hold.deadline <= now
    carried_late = case.executing_until is not None and case.executing_until <= now
    return case.state is not CaseState.CLOSED and (decided_late or held_late or carried_late)
