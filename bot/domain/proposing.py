"""Making a proposal: by a member of staff, or by the playbook."""

from __future__ import annotations

from bot.domain import commands as c
from bot.domain import events as e
from bot.domain.case import Case, Proposal
from bot.domain.ceilings import needs_second
from bot.domain.duties import BOT
from bot.domain.errors import Rejected
from bot.domain.linked import bar_to_move, require_may_move
from bot.domain.money import Money
from bot.domain.playbook import AmountOf, Propose
from bot.domain.proposals import end, not_closed, refuse
from bot.domain.reading import Reading
from bot.domain.roles import MAKERS, require
from bot.domain.schemes import bar_to_resolve
from bot.domain.turn import Turn
from bot.domain.vocabulary import CaseState, HoldKind, ProposalState, ResolutionKind, Role

# What sets something right without moving a sum, or moves one that nobody has counted yet.
WITHOUT_AMOUNT = frozenset(
    {
        ResolutionKind.DATA_CORRECTION,
        ResolutionKind.REALLOCATION,
        ResolutionKind.INVOICE_REVISION,
        ResolutionKind.CHARGE_STANDS,
        ResolutionKind.REFUSE,
        ResolutionKind.HAND_OVER,
    }
)


def propose(turn: Turn, command: c.ProposeResolution) -> None:
    """A member of staff proposes. Whoever edits a proposal of the bot becomes its maker: the bot's is withdrawn."""
    require(turn.rules, turn.case, command.actor, MAKERS)
    not_closed(turn.case)
    if command.kind is ResolutionKind.REFUND and command.minor_units > turn.case.paid:
        paid = Money(turn.case.paid, turn.case.currency)
        raise Rejected(f"More than was paid cannot be refunded: the customer paid {paid}.")
    require_may_move(turn.case, turn.facts, command.kind, command.minor_units)
    refuse(bar_to_resolve(turn.case, command.kind, turn.now))
    live = turn.case.live_proposal
    if live is not None and live.state is not ProposalState.PROPOSED:
        raise Rejected("A resolution of this case is already approved and being carried out.")
    if live is not None:
        end(turn, live, ProposalState.WITHDRAWN, command.actor.id)
    if turn.case.hold is not None and turn.case.hold.kind is not HoldKind.PERSON_ONLY:
        turn.lift_hold(command.actor.id)
    _make(
        turn,
        command.proposal_id,
        command.kind,
        command.minor_units,
        command.actor.id,
        new_payee=command.new_payee,
    )


def propose_by_bot(turn: Turn, action: Propose, cause: str, reading: Reading | None) -> None:
    """The playbook proposes. Nothing happens where one is live; what cannot be proposed is a person's.

    Where a person said what the customer's message means, that person asks for it: the proposal is theirs.
    """
    if turn.case.state not in (CaseState.OPEN, CaseState.WAITING):
        return
    amount = _amount(turn.case, action.amount, reading)
    barred = bar_to_move(turn.case, turn.facts, action.kind, amount)
    barred = barred or bar_to_resolve(turn.case, action.kind, turn.now)
    nothing = amount <= 0 and action.kind not in WITHOUT_AMOUNT
    if barred or nothing or action.kind not in turn.playbook.resolutions:
        turn.hold(HoldKind.REQUEST, Role.OPERATOR, turn.staff_deadline(turn.rules.answer_promise))
        return
    proposal_id = _free_id(turn.case)
    maker = _who_said(turn) or f"{BOT}:{cause}"
    _make(turn, proposal_id, action.kind, amount, maker, new_payee=False)


def _who_said(turn: Turn) -> str:
    """The member of staff who said in this turn what a message means, or recorded an answer; "" = nobody."""
    for event in turn.events:
        if isinstance(event, e.ReplyDecided):
            return event.by
        if isinstance(event, e.InquiryAnswered) and event.recorded_by:
            return event.recorded_by
    return ""


def _free_id(case: Case) -> str:
    taken = {proposal.id for proposal in case.proposals}
    numbers = range(len(taken) + 1, 2 * len(taken) + 2)
    return next(name for number in numbers if (name := f"{case.id}.{number}") not in taken)


def _amount(case: Case, of: AmountOf, reading: Reading | None) -> int:
    if of is AmountOf.DISPUTED:
        return case.disputed
    if of is AmountOf.ASKED and reading is not None:
        fitting = {amount for amount in reading.amounts_in(case.currency) if 0 < amount <= case.open_minor}
        if len(fitting) == 1:
            return fitting.pop()
    return case.open_minor


def _make(turn: Turn, proposal_id: str, kind: ResolutionKind, minor: int, maker: str, *, new_payee: bool) -> None:
    case = turn.case
    if kind not in turn.playbook.resolutions:
        raise Rejected(f"'{kind.value}' is no resolution of a {case.case_type.value} case.")
    if minor < 0 or (minor == 0 and kind not in WITHOUT_AMOUNT):
        raise Rejected("A proposal needs an amount above zero.")
    if any(p.id == proposal_id for p in case.proposals):
        raise Rejected("This proposal was already made.")
    turn.cancel_chases("a proposal waits for its decision")
    turn.end_wait()
    two = new_payee or needs_second(turn, minor)
    version = case.money_version + 1
    proposal = Proposal(
        id=proposal_id,
        kind=kind,
        minor_units=minor,
        currency=case.currency,
        new_payee=new_payee,
        maker=maker,
        made_at=turn.now,
        money_version=version,
        expires_at=turn.staff_deadline(turn.playbook.proposal_expires),
        approvers_needed=2 if two else 1,
        state=ProposalState.PROPOSED,
    )
    turn.say(e.ProposalMade(proposal))
