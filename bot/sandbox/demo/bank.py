"""The client's bank and books: what was carried out shows in the next night's ledger, as it would."""

from __future__ import annotations

from bot.app.views import CaseFilter
from bot.bootstrap import Application
from bot.domain.case import Case
from bot.domain.money import to_decimal
from bot.domain.vocabulary import CaseState, Owes, ProposalState, ResolutionKind
from bot.sandbox.demo.feed import Feed


class Bank:
    def __init__(self, application: Application, feed: Feed) -> None:
        self._application = application
        self._feed = feed
        self._booked: set[str] = set()  # proposals: nothing is booked twice, also when the ledger's line is rejected

    def book(self) -> int:
        """Book the refunds and credits that staff carried out since. Returns how many."""
        with self._application.store.read() as unit:
            rows = unit.list_cases(CaseFilter(states=frozenset({CaseState.EXECUTING})))
            cases = [case for row in rows if (case := unit.case_by_ref(row.ref)) is not None]
        return sum(self._book(case) for case in cases)

    def _book(self, case: Case) -> bool:
        live = case.live_proposal
        if live is None or live.state is not ProposalState.CARRIED_OUT or live.id in self._booked:
            return False
        self._booked.add(live.id)
        amount = to_decimal(live.minor_units, case.currency)
        surplus = live.kind is ResolutionKind.CREDIT_NOTE and (case.owes is Owes.WE or case.gap < 0)
        if live.kind is ResolutionKind.REFUND or surplus:  # it left the invoice, for the bank or for the next bill
            self._feed.lower_paid(case.invoice, amount)
        elif live.kind in (ResolutionKind.CREDIT_NOTE, ResolutionKind.INVOICE_REVISION):
            self._feed.lower_expected(case.invoice, amount)
        return live.kind in (ResolutionKind.REFUND, ResolutionKind.CREDIT_NOTE, ResolutionKind.INVOICE_REVISION)
