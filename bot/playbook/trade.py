"""What the trade allows for each case type: its resolutions, as data."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.vocabulary import CaseType, ResolutionKind

R = ResolutionKind

# A person may always take a case over.
ALWAYS_ALLOWED = frozenset({R.HAND_OVER})
# Any charge may be contested in the middle of a chase; the contested part is answered where it was raised.
ANSWERS_TO_A_DISPUTE = frozenset({R.CHARGE_STANDS, R.CREDIT_NOTE})

ALLOWED: Mapping[CaseType, frozenset[ResolutionKind]] = {
    # A trace that finds the money elsewhere ends in a reallocation.
    CaseType.MISSING_PAYMENT: frozenset({R.PAYMENT_PLAN, R.WRITE_OFF, R.REALLOCATION}) | ANSWERS_TO_A_DISPUTE,
    CaseType.FAILED_PAYMENT: frozenset({R.RETRY, R.PAYMENT_PLAN}) | ANSWERS_TO_A_DISPUTE,
    CaseType.UNDERPAYMENT: (
        frozenset({R.INVOICE_REVISION, R.WRITE_OFF, R.PAYMENT_PLAN, R.REALLOCATION}) | ANSWERS_TO_A_DISPUTE
    ),
    CaseType.OVERPAYMENT: frozenset({R.REFUND, R.CREDIT_NOTE, R.REALLOCATION}),
    CaseType.DUPLICATE_PAYMENT: frozenset({R.REFUND, R.CREDIT_NOTE, R.REALLOCATION}),
    CaseType.UNIDENTIFIED_PAYMENT: frozenset({R.REALLOCATION, R.REFUND}),
    CaseType.INVOICE_MISMATCH: frozenset({R.INVOICE_REVISION, R.REFUND}) | ANSWERS_TO_A_DISPUTE,
    CaseType.CURRENCY_MISMATCH: frozenset({R.WRITE_OFF, R.REFUND}),
    CaseType.DATA_MISMATCH: frozenset({R.DATA_CORRECTION, R.REALLOCATION}),
    CaseType.MISALLOCATED_PAYMENT: frozenset({R.REALLOCATION}),
    CaseType.DISPUTED_CHARGE: frozenset({R.REFUND}) | ANSWERS_TO_A_DISPUTE,
    CaseType.CHARGEBACK: frozenset({R.ACCEPT_CHARGEBACK, R.REPRESENT, R.REFUND}),  # refund: inquiries only
    CaseType.BANK_REVERSAL: frozenset({R.RETRY, R.PAYMENT_PLAN}) | ANSWERS_TO_A_DISPUTE,
    CaseType.GATEWAY_REVERSAL: frozenset({R.RETRY, R.REFUND}),
    CaseType.MERCHANT_ERROR: frozenset({R.REFUND, R.DATA_CORRECTION, R.CREDIT_NOTE, R.INVOICE_REVISION}),
    CaseType.REFUND_REQUEST: frozenset({R.REFUND, R.REFUSE, R.CREDIT_NOTE}),
    CaseType.MISSED_DISCOUNT: frozenset({R.CREDIT_NOTE, R.REFUND, R.REFUSE}),
    CaseType.BILLING_ERROR: (frozenset({R.INVOICE_REVISION, R.CREDIT_NOTE, R.EXTRA_CHARGE}) | ANSWERS_TO_A_DISPUTE),
    CaseType.PLAN_CHANGE: frozenset({R.INVOICE_REVISION, R.CREDIT_NOTE, R.DATA_CORRECTION}),
    CaseType.MANUAL_ADJUSTMENT: frozenset({R.DATA_CORRECTION}),
    CaseType.CREDIT_OR_REFUND: frozenset({R.REFUND, R.CREDIT_NOTE}),
    CaseType.UNACKNOWLEDGED_ADJUSTMENT: frozenset({R.DATA_CORRECTION}),
}


def allowed_for(case_type: CaseType) -> frozenset[ResolutionKind]:
    """The resolutions that a playbook for this type may offer."""
    return ALLOWED[case_type] | ALWAYS_ALLOWED
