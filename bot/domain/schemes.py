"""What the schemes of banks and cards forbid, whatever a playbook or a person proposes."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.domain.case import Case
from bot.domain.reasons import ReasonGroup, Scheme, group_of, reason_of
from bot.domain.vocabulary import CaseType, ProposalState, ResolutionKind, Stage

# NACHA Operating Rules, Reinitiation of Returned Entries: R01 and R09 are sent again at most twice, within 180 days.
NACHA_RETRIES = 2
NACHA_WITHIN = timedelta(days=180)
# Bacs: only "refer to payer" is presented again, once, within a month.
BACS_AGAIN = "ARUDD-0"
BACS_WITHIN = timedelta(days=30)
# The payer never agreed, took it back, or there is nothing to take from: a new mandate or a new means is needed.
NEVER_AGAIN = {
    ReasonGroup.UNAUTHORISED: "the payer did not agree to it",
    ReasonGroup.FRAUD: "it was reported as fraud",
    ReasonGroup.STOPPED: "the payer stopped it",
    ReasonGroup.ACCOUNT_CLOSED: "the account is closed",
    ReasonGroup.NO_ACCOUNT: "there is no such account",
}
CARRIED_OUT = (ProposalState.CARRIED_OUT, ProposalState.CONFIRMED)


def never_written_to(case: Case) -> bool:
    """Whether the cardholder says that it was fraud, or nobody says what it was: then nothing automatic is written.

    The schemes forbid contact on fraud reasons; a code that we do not know may be one.
    """
    return case.case_type is CaseType.CHARGEBACK and group_of(case.reason) in (ReasonGroup.FRAUD, ReasonGroup.UNKNOWN)


def bar_to_resolve(case: Case, kind: ResolutionKind, now: datetime) -> str:
    """The sentence that says why a scheme forbids this resolution; "" where none does."""
    if kind is ResolutionKind.RETRY:
        return _bar_to_retry(case, now)
    gone = case.case_type is CaseType.CHARGEBACK and case.stage is not Stage.INQUIRY
    if kind is ResolutionKind.REFUND and gone:
        return "The issuer has taken the money: a refund would pay it twice. Accept the chargeback or represent it."
    return ""


def _bar_to_retry(case: Case, now: datetime) -> str:
    reason = reason_of(case.reason)
    if reason is None:
        return ""
    if why := NEVER_AGAIN.get(reason.group):
        return f"This may not be collected again ({reason.code}): {why}."
    tried = [p for p in case.proposals if p.kind is ResolutionKind.RETRY and p.state in CARRIED_OUT]
    if reason.scheme is Scheme.NACHA:
        lately = [p for p in tried if p.made_at > now - NACHA_WITHIN]
        return "This was collected again twice already; NACHA allows no more." if len(lately) >= NACHA_RETRIES else ""
    if reason.scheme is Scheme.BACS and (reason.code != BACS_AGAIN or tried or now > case.opened_at + BACS_WITHIN):
        return "Bacs lets 'refer to payer' be presented again once, within a month, and nothing else."
    return ""
