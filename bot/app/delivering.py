"""Receipts of providers and bounces: kept raw but for addresses, translated at the edge, told to the cases."""

from __future__ import annotations

import re

from bot.app.context import Context
from bot.app.messages import Receipt
from bot.app.work import CustomerWork
from bot.domain.commands import RecordReceipt
from bot.domain.vocabulary import ReceiptKind

# Receipts are kept in clear, and longer than a customer whose data is erased: whom they name is known without them.
ADDRESS = re.compile(r"\+\d{7,15}(?!\d)|[^\s<>,;:()\"@]{1,64}@[^\s<>,;:()\"@]{1,255}")


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
            {name: ADDRESS.sub("[address]", value) for name, value in receipt.raw.items()},
            now,
            receipt.failure,
        )
        if message_id is None or owner is None or not tells(receipt.kind):
            return message_id is not None
        bundle = unit.bundles([owner.customer_id], now, closed=owner.case_ids)[owner.customer_id]
        work = CustomerWork(context, unit, bundle, now)
        if receipt.kind in (ReceiptKind.FAILED, ReceiptKind.UNDELIVERED):
            unit.give_back([message_id])  # it never reached the person: another medium may take over
        for case_id, key in owner.touches:
            command = RecordReceipt(
                key, message_id, owner.channel, receipt.kind, receipt.failure, receipt.code, owner.contact_id
            )
            work.handle(case_id, command, "provider")
        unit.save([work.change()], now)
        return True


def tells(kind: ReceiptKind) -> bool:
    """Only ends are told: what is in between says nothing that the log needs."""
    return kind in (ReceiptKind.DELIVERED, ReceiptKind.UNDELIVERED, ReceiptKind.FAILED, ReceiptKind.READ)
