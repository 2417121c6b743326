"""Receipts in suspense: which of them may be the payment that a case waits for."""

from __future__ import annotations

from bot.domain.case import Case
from bot.domain.facts import Facts, UnappliedReceipt
from bot.domain.money import Money
from bot.domain.vocabulary import Owes


def fitting(case: Case, facts: Facts) -> tuple[UnappliedReceipt, ...]:
    """The customer's receipts that fit: exactly what is owed or may be asked for, or those that name the invoice."""
    if not facts.unapplied or case.owes is Owes.WE or case.gap <= 0:
        return ()
    amounts = {case.gap, case.chaseable_minor} - {0}
    return tuple(
        receipt
        for receipt in facts.unapplied
        if receipt.currency == case.currency
        and (receipt.minor_units in amounts or bool(receipt.invoice and receipt.invoice == case.invoice))
    )


def described(receipt: UnappliedReceipt) -> str:
    """`a receipt of 120.00 EUR of 2026-03-03`."""
    day = f" of {receipt.received_on.isoformat()}" if receipt.received_on is not None else ""
    return f"a receipt of {Money(receipt.minor_units, receipt.currency)}{day}"
