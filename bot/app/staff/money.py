"""Payments that a person saw before any import did."""

from __future__ import annotations

from datetime import date

from bot.app.context import Context
from bot.app.records import PaymentRecord
from bot.app.staff.at_hand import CaseAtHand, case_at_hand
from bot.app.staff.people import actor
from bot.app.staff.references import one_line
from bot.domain.calendar import local
from bot.domain.case import Case
from bot.domain.commands import RecordPayment, TakeBackPayment
from bot.domain.errors import Rejected
from bot.domain.roles import MAKERS
from bot.domain.rules import Staff

BY_HAND = "by hand"  # the method of such a payment


def record_payment(
    context: Context,
    reference: str,
    staff: Staff,
    payment_id: str,
    minor_units: int,
    paid_on: date | None,
    reference_of_bank: str,
) -> Case:
    """Record a payment with the reference of the bank. The next import adds only what it shows beyond it.

    Raises Rejected for an amount of nothing, a missing reference, a day to come, or a payment that is recorded.
    """
    bank = one_line(context, reference_of_bank)
    with case_at_hand(context, reference, staff) as at_hand:
        who = actor(staff, MAKERS)
        if paid_on is not None and paid_on > local(at_hand.now, at_hand.work.rules.zone).date():  # where staff sit
            raise Rejected("The day of the payment has not come yet.")
        command = RecordPayment(who, payment_id, minor_units, paid_on, bank)
        case = at_hand.handle(command)
        at_hand.unit.add_payments([_record(case, command)])
        return at_hand.save()


def _record(case: Case, command: RecordPayment) -> PaymentRecord:
    return PaymentRecord(
        payment_id=command.payment_id,
        case_id=case.id,
        client=case.client,
        currency=case.currency,
        minor_units=command.minor_units,
        paid_on=command.paid_on,
        reference=command.reference.strip(),
        method=BY_HAND,
        transaction_id="",
        import_id="",
    )


def take_back_payment(context: Context, reference: str, staff: Staff, payment_id: str) -> Case:
    """Take back a payment that a person recorded by mistake, once.

    Raises Rejected when the ledger counts the money by now: then it is corrected there, and comes with an import.
    """
    with case_at_hand(context, reference, staff) as at_hand:
        who = actor(staff, MAKERS)
        case = at_hand.handle(TakeBackPayment(who, payment_id))
        _not_in_ledger(at_hand, case.paid)
        return at_hand.save()


def _not_in_ledger(at_hand: CaseAtHand, after: int) -> None:
    """What the ledger says was paid stays paid; otherwise the next import would say nothing new and all chase on."""
    says = at_hand.unit.ledger_paid(at_hand.case_id)
    if says is not None and after < says:
        raise Rejected("The ledger shows this payment by now: a mistake is corrected there.")
