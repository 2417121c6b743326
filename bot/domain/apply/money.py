"""Payments and amounts."""

from __future__ import annotations

from typing import Any

from bot.domain import events as e
from bot.domain.apply.changes import changes_of, planned_if_timed
from bot.domain.case import Case, HandPayment, StepFate
from bot.domain.changing import replace


@changes_of.register
def _(event: e.PaymentRecorded, case: Case) -> dict[str, Any]:
    changes = {"paid": case.paid + event.minor_units, **_money_moved(case)}
    by = event.source.removeprefix(e.BY_STAFF)
    if by != event.source:
        payment = HandPayment(event.payment_id, event.minor_units, by, event.at)
        changes["hand_payments"] = (*case.hand_payments, payment)
    return changes


def _money_moved(case: Case) -> dict[str, Any]:
    """An approval is bound to the money as it stood, and so is what the gate refused."""
    return {"money_version": case.money_version + 1, "planned": planned_if_timed(case)}


@changes_of.register
def _(event: e.PaymentReversed, case: Case) -> dict[str, Any]:
    changes = {"paid": case.paid - event.minor_units, **_money_moved(case)}
    if case.hand_payments:
        by = event.source.removeprefix(e.BY_STAFF) if event.source.startswith(e.BY_STAFF) else ""
        changes["hand_payments"] = tuple(
            replace(payment, taken_back=True, taken_back_by=by) if payment.id == event.payment_id else payment
            for payment in case.hand_payments
        )
    return changes


@changes_of.register
def _(event: e.ReceiptFits, case: Case) -> dict[str, Any]:
    return {"receipts": (*case.receipts, event.receipt_id)}


# What was done once because of an outside deadline is done anew for the next one.
OF_A_DEADLINE = frozenset({"deadline_near", "escalation:deadline_half", "escalation:deadline_near"})


@changes_of.register
def _(event: e.ReasonRevised, case: Case) -> dict[str, Any]:
    changes: dict[str, Any] = {"reason": event.reason, "stage": event.stage, "respond_by": event.respond_by}
    if event.respond_by != event.respond_by_before:
        changes["steps"] = tuple(
            replace(record, fate=StepFate.AGAIN) if record.step in OF_A_DEADLINE else record for record in case.steps
        )
    return {**changes, **_money_moved(case)}


@changes_of.register
def _(event: e.AmountsRevised, case: Case) -> dict[str, Any]:
    contested = min(case.disputed_by_customer, event.disputed)
    return {
        "expected": event.expected,
        "disputed": event.disputed,
        "disputed_by_customer": contested,
        **_money_moved(case),
    }


@changes_of.register
def _(event: e.DisputeRecorded, case: Case) -> dict[str, Any]:
    return {"disputed": event.minor_units, "disputed_by_customer": event.minor_units, **_money_moved(case)}
