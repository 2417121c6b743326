"""`decide`: pure and deterministic. Whatever happens to a case enters here as a command."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final, TypeVar

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
    proposing,
    replies,
    staff,
    stages,
    suspense,
    which_case,
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
    HANDLERS[type(command)](turn, command)
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


Handler = Callable[[Turn, Any], None]  # of one type of command; `_row` sees to it that it is that of its row
C = TypeVar("C", bound=c.Command)


def _row(kind: type[C], handler: Callable[[Turn, C], None]) -> tuple[type, Handler]:
    return kind, handler


# What carries out each command but OpenCase, which has no case yet. A table, since a million of these are decided in
# one proof of a playbook; a test holds it complete.
HANDLERS: Final[Mapping[type, Handler]] = dict(
    (
        _row(c.PassTime, lambda turn, _: pass_time(turn)),
        _row(c.UnderstandReply, replies.understand),
        _row(c.SettleWhichCase, which_case.settle),
        _row(c.RecordHandOver, deliveries.handed_over),
        _row(c.RecordFailure, deliveries.failed),
        _row(c.RecordReceipt, deliveries.received),
        _row(c.RefuseTouch, deliveries.refused),
        _row(c.SeePayment, payments.see),
        _row(c.UndoPayment, payments.undo),
        _row(c.ReviseAmounts, payments.revise),
        _row(c.ReviseReason, stages.revise_reason),
        _row(c.LookIntoSuspense, lambda turn, _: suspense.look(turn)),
        _row(c.StandAside, lambda turn, _: proposals.stand_aside(turn)),
        _row(c.WithdrawCase, staff.withdraw_case),
        _row(c.ConfirmExecution, proposals.confirm),
        _row(c.ProposeResolution, proposing.propose),
        _row(c.ApproveProposal, proposals.approve),
        _row(c.RejectProposal, proposals.reject),
        _row(c.WithdrawProposal, proposals.withdraw),
        _row(c.CarryOut, proposals.carry_out),
        _row(c.HoldCase, staff.hold_case),
        _row(c.ReleaseHold, staff.release),
        _row(c.SnoozeCase, staff.snooze),
        _row(c.AssignCase, staff.assign),
        _row(c.EscalateCase, staff.escalate),
        _row(c.CloseCase, staff.close_case),
        _row(c.ReopenCase, staff.reopen),
        _row(c.RetypeCase, staff.retype),
        _row(c.MigrateCase, migrating.migrate),
        _row(c.LogCall, staff.log_call),
        _row(c.AcknowledgeEscalation, escalation.acknowledge),
        _row(c.DecideReply, by_hand.decide_reply),
        _row(c.SayByHand, by_hand.say),
        _row(c.TakeBackSaying, by_hand.take_back),
        _row(c.CorrectContact, by_hand.correct_contact),
        _row(c.RecordPayment, by_hand.record_payment),
        _row(c.TakeBackPayment, by_hand.take_back_payment),
        _row(c.SkipStep, by_hand.skip_step),
        _row(c.ShiftStep, by_hand.shift_step),
        _row(c.RecordEvidence, by_hand.record_evidence),
        _row(c.AnswerInquiry, answering.answer),
        _row(c.ReportInquiry, answering.report),
    )
)
