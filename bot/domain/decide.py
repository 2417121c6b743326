"""`decide`: pure and deterministic. Whatever happens to a case enters here as a command."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import assert_never

from bot.domain import (
    answering,
    by_hand,
    clocks,
    deliveries,
    escalation,
    inquiries,
    migrating,
    payments,
    proposals,
    replies,
    staff,
    stages,
    suspense,
)
from bot.domain import commands as c
from bot.domain import events as e
from bot.domain.apply import apply
from bot.domain.calendar import local
from bot.domain.case import Case
from bot.domain.clockwork import pass_time
from bot.domain.errors import Rejected, UndefinedTransition
from bot.domain.facts import Facts
from bot.domain.linked import parent_of
from bot.domain.playbook import Playbook
from bot.domain.reactions import react
from bot.domain.rules import Rules
from bot.domain.turn import Turn
from bot.domain.vocabulary import CaseType, Stage


def decide(
    case: Case | None, command: c.Command, playbook: Playbook, rules: Rules, facts: Facts, now: datetime
) -> list[e.Event]:
    """What happens because of the command.

    `facts` is a frozen snapshot of all else that matters. Raises Rejected, with a sentence for the user, for
    what is not allowed; the same arguments always give the same events.
    """
    return turn_of(case, command, playbook, rules, facts, now).events


def turn_of(
    case: Case | None, command: c.Command, playbook: Playbook, rules: Rules, facts: Facts, now: datetime
) -> Turn:
    """The same with the case as the events leave it, so that nobody has to fold them a second time."""
    if isinstance(command, c.OpenCase):
        if case is not None:
            raise Rejected(f"{case.ref} is already open.")
        opened = _with_parent(_opened(command, playbook, rules, facts, now), facts)
        turn = Turn(apply(None, opened), playbook, rules, facts, now, react)
        turn.events.append(opened)
        suspense.look(turn)
        pass_time(turn)
        inquiries.settle(turn)
        escalation.follow(turn, command)
        return turn
    if case is None:
        raise UndefinedTransition(f"{type(command).__name__} came for a case that was never opened.")
    turn = Turn(case, playbook, rules, facts, now, react)
    _dispatch(turn, command)
    inquiries.settle(turn)
    escalation.follow(turn, command)
    return turn


def _opened(command: c.OpenCase, playbook: Playbook, rules: Rules, facts: Facts, now: datetime) -> e.CaseOpened:
    return e.CaseOpened(
        case_id=command.case_id,
        ref=command.ref,
        client=command.client,
        customer_id=command.customer_id,
        case_type=command.case_type,
        owes=command.owes,
        currency=command.currency,
        expected=command.expected,
        paid=command.paid,
        disputed=payments.contested_at_opening(command),
        invoice=command.invoice,
        due_on=command.due_on,
        respond_by=_respond_by(command, rules, facts, now),
        parent=command.parent,
        playbook=playbook.digest,
        source=command.source,
        at=now,
        reason=command.reason,
        stage=_stage(command),
        earlier_cases=max(command.earlier_cases, facts.recent_cases),
        transaction=command.transaction,
    )


def _with_parent(opened: e.CaseOpened, facts: Facts) -> e.CaseOpened:
    """The later of two cases about the same transaction gets the earlier one as its parent."""
    if opened.parent or not facts.siblings:
        return opened
    return replace(opened, parent=parent_of(apply(None, opened), facts))


def _respond_by(command: c.OpenCase, rules: Rules, facts: Facts, now: datetime) -> date | None:
    """What the processor says; of a chargeback of which it says nothing, the shortest time that may apply."""
    if command.respond_by is not None or command.case_type is not CaseType.CHARGEBACK:
        return command.respond_by
    happened = command.occurred_on or local(now, rules.zone).date()
    countries = (facts.customer.country, rules.country)
    return clocks.respond_by(rules.clocks, command.card_scheme, countries, happened, facts.holidays)


def _stage(command: c.OpenCase) -> Stage | None:
    """Of a chargeback nobody says more of, the money is gone."""
    if command.stage is None and command.case_type is CaseType.CHARGEBACK:
        return Stage.CHARGEBACK
    return command.stage


def _dispatch(turn: Turn, command: c.Command) -> None:
    match command:
        case c.OpenCase():
            raise UndefinedTransition("handled before")
        case c.PassTime():
            pass_time(turn)
        case c.UnderstandReply():
            replies.understand(turn, command)
        case c.RecordHandOver():
            deliveries.handed_over(turn, command)
        case c.RecordFailure():
            deliveries.failed(turn, command)
        case c.RecordReceipt():
            deliveries.received(turn, command)
        case c.RefuseTouch():
            deliveries.refused(turn, command)
        case c.SeePayment():
            payments.see(turn, command)
        case c.UndoPayment():
            payments.undo(turn, command)
        case c.ReviseAmounts():
            payments.revise(turn, command)
        case c.ReviseReason():
            stages.revise_reason(turn, command)
        case c.LookIntoSuspense():
            suspense.look(turn)
        case c.StandAside():
            proposals.stand_aside(turn)
        case c.WithdrawCase():
            staff.withdraw_case(turn, command)
        case c.ConfirmExecution():
            proposals.confirm(turn, command)
        case c.ProposeResolution():
            proposals.propose(turn, command)
        case c.ApproveProposal():
            proposals.approve(turn, command)
        case c.RejectProposal():
            proposals.reject(turn, command)
        case c.WithdrawProposal():
            proposals.withdraw(turn, command)
        case c.CarryOut():
            proposals.carry_out(turn, command)
        case c.HoldCase():
            staff.hold_case(turn, command)
        case c.ReleaseHold():
            staff.release(turn, command)
        case c.SnoozeCase():
            staff.snooze(turn, command)
        case c.AssignCase():
            staff.assign(turn, command)
        case c.EscalateCase():
            staff.escalate(turn, command)
        case c.CloseCase():
            staff.close_case(turn, command)
        case c.ReopenCase():
            staff.reopen(turn, command)
        case c.RetypeCase():
            staff.retype(turn, command)
        case c.MigrateCase():
            migrating.migrate(turn, command)
        case c.LogCall():
            staff.log_call(turn, command)
        case c.AcknowledgeEscalation():
            escalation.acknowledge(turn, command)
        case c.DecideReply():
            by_hand.decide_reply(turn, command)
        case c.SayByHand():
            by_hand.say(turn, command)
        case c.TakeBackSaying():
            by_hand.take_back(turn, command)
        case c.CorrectContact():
            by_hand.correct_contact(turn, command)
        case c.RecordPayment():
            by_hand.record_payment(turn, command)
        case c.TakeBackPayment():
            by_hand.take_back_payment(turn, command)
        case c.SkipStep():
            by_hand.skip_step(turn, command)
        case c.ShiftStep():
            by_hand.shift_step(turn, command)
        case c.RecordEvidence():
            by_hand.record_evidence(turn, command)
        case c.AnswerInquiry():
            answering.answer(turn, command)
        case c.ReportInquiry():
            answering.report(turn, command)
        case _:
            assert_never(command)
