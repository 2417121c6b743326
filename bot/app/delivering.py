"""Receipts of providers and bounces: kept raw, translated at the edge, told to the cases."""

from __future__ import annotations

from bot.app.context import Context
from bot.app.messages import Receipt
from bot.app.work import CustomerWork
from bot.domain.commands import RecordReceipt
from bot.domain.vocabulary import FailureClass, ReceiptKind


def take_receipt(context: Context, receipt: Receipt) -> bool:
    """Keep a receipt and tell the cases of its message. False = repeated, unknown, or lower in rank."""
    now = context.clock()
    with context.store.begin() as unit:
        owner = unit.message_owner_by_provider(receipt.provider, receipt.provider_id, receipt.reference)
        if owner is not None:
            unit.lock_customers([owner.customer_id])  # customers before outbox rows
        message_id = unit.add_receipt(
            receipt.provider,
            receipt.provider_id,
            receipt.kind,
            receipt.code,
            receipt.raw,
            now,
            receipt.failure,
        )
        if message_id is None or owner is None or not tells(receipt.kind):
            return message_id is not None
        bundle = unit.bundles([owner.customer_id], now, closed=owner.case_ids)[owner.customer_id]
        work = CustomerWork(context, unit, bundle, now)
        for case_id, key in owner.touches:
            command = RecordReceipt(key, message_id, owner.channel, receipt.kind, receipt.failure, receipt.code)
            work.handle(case_id, command, "provider")
        unit.save([work.change()], now)
        return True


def tells(kind: ReceiptKind) -> bool:
    """Only ends are told: what is in between says nothing that the log needs."""
    return kind in (ReceiptKind.DELIVERED, ReceiptKind.UNDELIVERED, ReceiptKind.FAILED, ReceiptKind.READ)


def bounced(context: Context, message_id: str, *, permanent: bool, code: str) -> bool:
    """A delivery report for one of our mails came in: permanent failures close the address."""
    now = context.clock()
    with context.store.begin() as unit:
        owner = unit.message_owner(message_id)
        if owner is None:
            return False
        unit.lock_customers([owner.customer_id])
        bundle = unit.bundles([owner.customer_id], now, closed=owner.case_ids)[owner.customer_id]
        work = CustomerWork(context, unit, bundle, now)
        failure = FailureClass.BAD_ADDRESS if permanent else FailureClass.TEMPORARY
        for case_id, key in owner.touches:
            command = RecordReceipt(key, message_id, owner.channel, ReceiptKind.FAILED, failure, code)
            work.handle(case_id, command, "provider")
        unit.save([work.change()], now)
        return True
