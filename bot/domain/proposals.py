"""What becomes of a proposal: checker, executor, and the money version that they are bound to."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import datetime

from bot.domain import commands as c
from bot.domain import events as e
from bot.domain.case import Approval, Case, Proposal
from bot.domain.ceilings import check_ceilings, check_spent_since, needs_second
from bot.domain.duties import BOT, bar_to_approve, bar_to_carry_out, bar_to_withdraw
from bot.domain.errors import Rejected
from bot.domain.inquiries import withdraw as withdraw_inquiries
from bot.domain.linked import MOVES_MONEY, other_owner, require_may_move
from bot.domain.money import Money
from bot.domain.playbook import Duration, Happening, Unit
from bot.domain.reasons import root_cause_of
from bot.domain.roles import CHECKERS, MAKERS, require
from bot.domain.schemes import bar_to_resolve
from bot.domain.turn import Turn
from bot.domain.vocabulary import (
    CaseState,
    HoldKind,
    Intent,
    Outcome,
    ProposalState,
    ResolutionKind,
    Role,
    RootCause,
    TouchClass,
)

# What the ledger or the bank must show before the case is closed.
CONFIRMED_BY_IMPORT = frozenset(
    {
        ResolutionKind.REFUND,
        ResolutionKind.CREDIT_NOTE,
        ResolutionKind.REALLOCATION,
        ResolutionKind.RETRY,
        ResolutionKind.EXTRA_CHARGE,
    }
)
# What needs the customer's yes, by how they gave it, and the words with which they take it back.
TAKEN_BACK = {
    Intent.AFFIRM: frozenset({Intent.DENY, Intent.DISPUTE}),
    Intent.KEEP_AS_CREDIT: frozenset({Intent.REFUND_REQUEST, Intent.DENY, Intent.DISPUTE}),
    Intent.REFUND_REQUEST: frozenset({Intent.KEEP_AS_CREDIT}),
}
OUTCOMES = {
    ResolutionKind.REFUND: Outcome.REFUNDED,
    ResolutionKind.CREDIT_NOTE: Outcome.CREDITED,
    ResolutionKind.WRITE_OFF: Outcome.WRITTEN_OFF,
    ResolutionKind.INVOICE_REVISION: Outcome.INVOICE_REVISED,
    ResolutionKind.REALLOCATION: Outcome.REALLOCATED,
    ResolutionKind.PAYMENT_PLAN: Outcome.PLAN_AGREED,
    ResolutionKind.RETRY: Outcome.RETRIED,
    ResolutionKind.EXTRA_CHARGE: Outcome.EXTRA_CHARGED,
    ResolutionKind.DATA_CORRECTION: Outcome.DATA_CORRECTED,
    ResolutionKind.ACCEPT_CHARGEBACK: Outcome.CHARGEBACK_ACCEPTED,
    ResolutionKind.REPRESENT: Outcome.REPRESENTED,
    ResolutionKind.REFUSE: Outcome.REFUSED,
    ResolutionKind.HAND_OVER: Outcome.HANDED_OVER,
    ResolutionKind.CHARGE_STANDS: Outcome.CHARGE_STANDS,
}
CONFIRM_WITHIN = Duration(10, Unit.BUSINESS_DAYS)


def money_digest(case: Case) -> str:
    """What an approval is bound to: everything about the case's money as it stands. SHA-256, first 16 hex digits."""
    parts = (
        case.id,
        case.money_version,
        case.case_type.value,
        case.currency,
        case.expected,
        case.paid,
        case.disputed,
    )
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()[:16]


# --- deciding --------------------------------------------------------------------------------------------------


def approve(turn: Turn, command: c.ApproveProposal) -> None:
    """An approver agrees. Raises Rejected, with the reason, for whatever forbids it."""
    proposal = _proposal(turn.case, command.proposal_id, ProposalState.PROPOSED)
    actor = command.actor
    require(turn.rules, turn.case, actor, CHECKERS)
    refuse(bar_to_approve(turn.case, proposal, actor.id))
    if proposal.new_payee and not command.called_back:
        raise Rejected("A new payee must be called back first, on a number that was known before.")
    require_may_move(turn.case, turn.facts, proposal.kind, proposal.minor_units)
    if turn.now >= proposal.expires_at:
        raise Rejected("The proposal has expired; it must be made again.")
    _check_version(turn.case, proposal, command.money_digest)
    check_ceilings(turn, proposal, actor)
    needed = max(proposal.approvers_needed, 2 if needs_second(turn, proposal.minor_units) else 1)
    complete = len(proposal.approvals) + 1 >= needed
    if complete:
        _check_earlier(turn, proposal)
    until = turn.staff_deadline(turn.playbook.carry_out_within) if complete else None
    called_back = proposal.new_payee and command.called_back
    turn.say(e.ProposalApproved(proposal.id, actor.id, actor.role, complete, until, turn.now, called_back))
    if complete:
        turn.react(Happening.PROPOSAL_APPROVED)


def _check_version(case: Case, proposal: Proposal, seen: str) -> None:
    if seen != money_digest(case):
        raise Rejected(_changed(case))
    _check_unchanged(case, proposal)


def _check_unchanged(case: Case, proposal: Proposal) -> None:
    if proposal.money_version != case.money_version:
        raise Rejected(_changed(case))


def _changed(case: Case) -> str:
    now = f"expected {Money(case.expected, case.currency)}, paid {Money(case.paid, case.currency)}"
    return (
        f"The money of {case.ref} changed since this was shown: it is now {now}, "
        f"contested {Money(case.disputed, case.currency)}. Look again before you decide."
    )


def _check_earlier(turn: Turn, proposal: Proposal) -> None:
    """Whoever approved first has spent it as well, once it is complete: their role and limit must still allow it."""
    for earlier in proposal.approvals:
        _still_there(turn, earlier)
        check_spent_since(turn, proposal, earlier)


def _still_there(turn: Turn, earlier: Approval) -> None:
    """Raise Rejected where whoever approved first does not hold that role here any more."""
    try:
        require(turn.rules, turn.case, c.Actor(earlier.by, earlier.role), CHECKERS)
    except Rejected as refusal:
        raise Rejected(
            f"{earlier.by} approved first, and that does not count any more. {refusal} Reject the proposal, so that it "
            "is made again."
        ) from None


def reject(turn: Turn, command: c.RejectProposal) -> None:
    """An approver says no."""
    proposal = _proposal(turn.case, command.proposal_id, ProposalState.PROPOSED)
    require(turn.rules, turn.case, command.actor, CHECKERS)
    end(turn, proposal, ProposalState.REJECTED, command.actor.id)
    _after_end(turn, Happening.PROPOSAL_REJECTED)


def withdraw(turn: Turn, command: c.WithdrawProposal) -> None:
    """Its maker, or a supervisor, takes a proposal back before it is approved."""
    proposal = _proposal(turn.case, command.proposal_id, ProposalState.PROPOSED)
    require(turn.rules, turn.case, command.actor, MAKERS)
    refuse(bar_to_withdraw(proposal, command.actor.id, {command.actor.role}))
    end(turn, proposal, ProposalState.WITHDRAWN, command.actor.id)
    _after_end(turn, Happening.PROPOSAL_REJECTED)


def expire(turn: Turn, proposal: Proposal) -> None:
    """Nobody decided in time: a person is told."""
    end(turn, proposal, ProposalState.EXPIRED, "clock")
    _after_end(turn, Happening.PROPOSAL_EXPIRED)


def invalidate(turn: Turn) -> None:
    """The money changed under an approved resolution that nobody has carried out: the approval is void."""
    live = turn.case.live_proposal
    if live is None or live.state is not ProposalState.APPROVED or live.money_version == turn.case.money_version:
        return
    end(turn, live, ProposalState.EXPIRED, "the money changed")
    _after_end(turn, Happening.PROPOSAL_EXPIRED)


def take_back(turn: Turn, said: Collection[Intent]) -> None:
    """Whoever agreed to something may change their mind until it is carried out: nobody decides about it any more."""
    live = turn.case.live_proposal
    if live is None or live.state not in (ProposalState.PROPOSED, ProposalState.APPROVED):
        return
    if any(live.maker == f"{BOT}:{agreed}" and not instead.isdisjoint(said) for agreed, instead in TAKEN_BACK.items()):
        end(turn, live, ProposalState.WITHDRAWN, "customer")


def stand_aside(turn: Turn) -> None:
    """A linked case moves the money from now on: what is proposed or approved here is withdrawn at once.

    What was carried out cannot be: then a supervisor sees to it that nothing is paid twice.
    """
    owner = other_owner(turn.case, turn.facts)
    if owner is None or turn.case.state is CaseState.CLOSED:
        return
    turn.cancel_chases(f"linked case {owner.ref}")
    live = turn.case.live_proposal
    if live is None or live.kind not in MOVES_MONEY:
        return
    deadline = turn.staff_deadline(turn.rules.undecided_within)
    if live.state is ProposalState.CARRIED_OUT:
        name = f"{owner.ref} is about money that was moved here already: see that nothing is paid twice"
        turn.say(e.TaskRaised(name, Role.SUPERVISOR, deadline, turn.now))
        return
    turn.cancel(f"linked case {owner.ref}", lambda touch: touch.touch_class is TouchClass.NOTICE)
    end(turn, live, ProposalState.WITHDRAWN, f"linked case {owner.ref}")
    turn.hold(HoldKind.NOT_CARRIED_OUT, Role.OPERATOR, deadline)


def withdraw_barred(turn: Turn) -> None:
    """What a scheme has forbidden since it was proposed or approved is withdrawn; a person sees what is left to do."""
    live = turn.case.live_proposal
    if live is None or live.state is ProposalState.CARRIED_OUT or not bar_to_resolve(turn.case, live.kind, turn.now):
        return
    end(turn, live, ProposalState.WITHDRAWN, "the scheme forbids it now")
    turn.hold(HoldKind.NOT_CARRIED_OUT, Role.OPERATOR, turn.staff_deadline(turn.rules.undecided_within))


def end(turn: Turn, proposal: Proposal, state: ProposalState, by: str) -> None:
    """Nobody decides about it any more. `by` is a staff id, "clock", or why."""
    turn.say(e.ProposalEnded(proposal.id, state, by, turn.now, turn.shifted(proposal.made_at)))


def _after_end(turn: Turn, trigger: Happening) -> None:
    if not turn.react(trigger) and turn.case.state in (CaseState.OPEN, CaseState.WAITING):
        turn.hold(HoldKind.NOT_CARRIED_OUT, Role.OPERATOR, turn.staff_deadline(turn.rules.undecided_within))


# --- carrying out ----------------------------------------------------------------------------------------------


def carry_out(turn: Turn, command: c.CarryOut) -> None:
    """An executor, who approved nothing of it, posted the resolution."""
    proposal = _proposal(turn.case, command.proposal_id, ProposalState.APPROVED)
    require(turn.rules, turn.case, command.actor, MAKERS)
    refuse(bar_to_carry_out(proposal, command.actor.id))
    require_may_move(turn.case, turn.facts, proposal.kind, proposal.minor_units)
    if not command.reference.strip():
        raise Rejected("Carrying out needs the reference of the ERP or the bank.")
    refuse(bar_to_resolve(turn.case, proposal.kind, turn.now))
    _check_unchanged(turn.case, proposal)
    turn.say(e.ResolutionCarriedOut(proposal.id, command.actor.id, command.reference.strip(), turn.now))
    if proposal.kind in CONFIRMED_BY_IMPORT:
        deadline = turn.staff_deadline(CONFIRM_WITHIN)
        turn.say(e.CaseEscalated(Role.OPERATOR, "clock", e.NOT_CONFIRMED, deadline, turn.now))
        turn.react(Happening.CARRIED_OUT)
    else:
        confirm(turn, c.ConfirmExecution(proposal.id, command.actor.id))


def confirm(turn: Turn, command: c.ConfirmExecution) -> None:
    """The ledger or the bank shows it: the customer is told and the case closed."""
    proposal = _known(turn.case, command.proposal_id, ProposalState.CARRIED_OUT)
    turn.say(e.ResolutionConfirmed(proposal.id, command.source, turn.now))
    if turn.case.state is CaseState.CLOSED:
        return  # paid meanwhile; the log is complete
    turn.lift_hold("carried out")
    turn.react(Happening.CONFIRMED)
    close(turn, OUTCOMES[proposal.kind], root_cause_of(turn.case.reason), command.source)


def close(turn: Turn, outcome: Outcome, root_cause: RootCause, by: str) -> None:
    """Close the case; what the ladder has queued is cancelled, a proposal that is not carried out is withdrawn."""
    if turn.case.state is CaseState.CLOSED:
        return
    turn.cancel("closed", lambda touch: bool(touch.step) or touch.touch_class is TouchClass.CHASE)
    withdraw_inquiries(turn, "the case is closed")
    live = turn.case.live_proposal
    if live is not None and live.state is not ProposalState.CARRIED_OUT:
        end(turn, live, ProposalState.WITHDRAWN, by)
    turn.say(e.CaseClosed(outcome, root_cause, by, turn.now))


# --- shared ----------------------------------------------------------------------------------------------------


def _proposal(case: Case, proposal_id: str, state: ProposalState) -> Proposal:
    found = _known(case, proposal_id, state)
    not_closed(case)
    return found


def _known(case: Case, proposal_id: str, state: ProposalState) -> Proposal:
    found = next((p for p in case.proposals if p.id == proposal_id), None)
    if found is None:
        raise Rejected("There is no such proposal on this case.")
    if found.state is not state:
        raise Rejected(f"The proposal is {found.state.value}, not {state.value}.")
    return found


def refuse(bar: str) -> None:
    """Raise Rejected where there is a bar: its sentence."""
    if bar:
        raise Rejected(bar)


def not_closed(case: Case) -> None:
    """Raise Rejected for a closed case."""
    if case.state is CaseState.CLOSED:
        raise Rejected("The case is closed.")


def expires_first(proposal: Proposal, executing_until: datetime | None) -> datetime | None:
    """When the clock next matters to a live proposal."""
    return proposal.expires_at if proposal.state is ProposalState.PROPOSED else executing_until
