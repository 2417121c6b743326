"""Receipts in suspense: money that is in and has no invoice yet is looked into before anybody is asked for proof."""

from __future__ import annotations

from bot.domain import events as e
from bot.domain.receipts import described, fitting
from bot.domain.turn import Turn
from bot.domain.vocabulary import CaseState, Role, TaskKind


def look(turn: Turn) -> None:
    """Somebody is asked to look at each receipt that fits, once for each."""
    if turn.case.state is CaseState.CLOSED:
        return
    for receipt in fitting(turn.case, turn.facts):
        if receipt.receipt_id and receipt.receipt_id not in turn.case.receipts:
            found = (receipt.receipt_id, receipt.minor_units, receipt.currency, receipt.received_on)
            turn.say(e.ReceiptFits(*found, turn.now))
            _task(turn, f"{described(receipt)} fits")


def said_paid(turn: Turn) -> None:
    """The customer says that it was paid, and there is money: whoever looks is told of the receipt."""
    for receipt in fitting(turn.case, turn.facts):
        _task(turn, f"the customer says that it was paid: {described(receipt)} fits")


def _task(turn: Turn, name: str) -> None:
    deadline = turn.staff_deadline(turn.rules.undecided_within)
    turn.say(e.TaskRaised(name, Role.OPERATOR, deadline, turn.now, TaskKind.LOOK_UP))
