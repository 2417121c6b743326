"""Ids that are derived, so that doing a thing twice gives the same id; and short ones that people can read."""

from __future__ import annotations

import hashlib

from bot.domain.case import TouchKey
from bot.domain.vocabulary import CaseType

# Crockford's base 32 without I, L, O and U: nothing that can be misread, no words by accident.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
REFERENCE_CHARACTERS = 10  # 50 bits: with a million messages the chance of a collision is 1 in 2,000
CASE_CHARACTERS = 9
PREFIXES = {
    CaseType.MISSING_PAYMENT: "MP",
    CaseType.FAILED_PAYMENT: "FP",
    CaseType.UNDERPAYMENT: "UP",
    CaseType.OVERPAYMENT: "OP",
    CaseType.DUPLICATE_PAYMENT: "DP",
    CaseType.UNIDENTIFIED_PAYMENT: "UI",
    CaseType.INVOICE_MISMATCH: "IM",
    CaseType.CURRENCY_MISMATCH: "CM",
    CaseType.DATA_MISMATCH: "DM",
    CaseType.MISALLOCATED_PAYMENT: "MA",
    CaseType.DISPUTED_CHARGE: "DC",
    CaseType.CHARGEBACK: "CB",
    CaseType.BANK_REVERSAL: "BR",
    CaseType.GATEWAY_REVERSAL: "GR",
    CaseType.MERCHANT_ERROR: "ME",
    CaseType.REFUND_REQUEST: "RR",
    CaseType.MISSED_DISCOUNT: "MD",
    CaseType.BILLING_ERROR: "BE",
    CaseType.PLAN_CHANGE: "PC",
    CaseType.MANUAL_ADJUSTMENT: "AD",
    CaseType.CREDIT_OR_REFUND: "CR",
    CaseType.UNACKNOWLEDGED_ADJUSTMENT: "UA",
}


def message_id(case_id: str, key: TouchKey) -> str:
    """The id of the message that this touch leads: 32 hex digits. The same touch can only ever make one message."""
    return hashlib.blake2b(f"{case_id}|{key.cause}|{key.occurrence}".encode(), digest_size=16).hexdigest()


def message_reference(identifier: str) -> str:
    """The short reference in the text or headers of a message."""
    return readable(identifier, REFERENCE_CHARACTERS)


def case_id(client: str, identity: str, round_: int = 1) -> str:
    """The id of the case of an invoice or external id: 24 hex digits. Importing twice cannot make two."""
    return hashlib.blake2b(f"case|{client}|{identity}|{round_}".encode(), digest_size=12).hexdigest()


def case_reference(case_type: CaseType, identifier: str) -> str:
    """What people see, e.g. `MP-7F3K2QX9A`."""
    return f"{PREFIXES[case_type]}-{readable(identifier, CASE_CHARACTERS)}"


def customer_id(client: str, external_id: str) -> str:
    """The id of a client's customer: 24 hex digits."""
    return hashlib.blake2b(f"customer|{client}|{external_id}".encode(), digest_size=12).hexdigest()


def reply_id(provider: str, provider_message_id: str) -> str:
    """The id of an inbox row: 32 hex digits."""
    return hashlib.blake2b(f"reply|{provider}|{provider_message_id}".encode(), digest_size=16).hexdigest()


def inquiry_key(inquiry: str) -> str:
    """What stands for an inquiry in links, addresses and the Message-ID of its e-mail: 32 hex digits."""
    return hashlib.blake2b(f"inquiry|{inquiry}".encode(), digest_size=16).hexdigest()


def readable(text: str, characters: int) -> str:
    """A digest of the text in characters that people can read out, at most 12 of them; 5 bits each."""
    number = int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest())
    return "".join(ALPHABET[number >> 5 * place & 31] for place in range(characters))
