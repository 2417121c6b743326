"""Reading for the registers, page by page, a fixed number of queries a page; on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.app.records import CaseChange, CustomerChange
from bot.app.registers import CasesWanted, cases_of, receipts_of
from bot.domain.events import CaseRetyped, DisputeRecorded
from bot.domain.vocabulary import CaseState, CaseType, Outcome, Owes
from tests.contract.store.making import NOW, customer, new_case, opened, recorded

MISSING = frozenset({CaseType.MISSING_PAYMENT})


def keep(store, *cases, n: int = 1, client: str = "acme"):
    with store.begin() as unit:
        unit.put_customers([customer(n, client)], NOW)
        unit.save([CustomerChange(f"cu{n}", tuple(opened(case) for case in cases))], NOW)


def happened(store, case, event, command: str = "PassTime", **changes):
    after = replace(case, seq=case.seq + 1, **changes)
    with store.begin() as unit:
        change = CaseChange(case.seq, after, (recorded(event, command=command),))
        unit.save([CustomerChange(case.customer_id, (change,))], NOW + timedelta(days=3))
    return after


def found(store, **wanted):
    with store.read() as unit:
        return [one.case.id for one in cases_of(unit, CasesWanted("acme", **wanted), page=2)]


def test_all_pages_come_in_the_order_of_opening_with_logs_and_masked_names(store):
    times = [NOW, NOW, NOW + timedelta(hours=1), NOW - timedelta(days=1), NOW]
    keep(store, *(replace(new_case(n, "cu1"), opened_at=at) for n, at in enumerate(times)))
    keep(store, new_case(9, "cu2", "globex"), n=2, client="globex")
    assert found(store, case_types=MISSING) == ["ca3", "ca0", "ca1", "ca4", "ca2"]
    with store.read() as unit:
        assert unit.registered_clients() == ["acme", "globex"]
        one = next(cases_of(unit, CasesWanted("acme", MISSING)))
    assert (one.customer, [type(entry.event).__name__ for entry in one.log]) == ("A•• E•••••• 1", ["CaseOpened"])


def test_a_page_takes_the_same_number_of_queries_however_many_cases_it_has(store):
    keep(store, *(new_case(n, "cu1") for n in range(40)))
    asked = {}
    for size in (1, 40):
        with store.read() as unit:
            count = []
            unit.registered_cases(CasesWanted("acme", MISSING), None, 1)  # keys are cached from here on
            unit.db = _Counting(unit.db, count)
            unit.registered_cases(CasesWanted("acme", MISSING), None, size)
        asked[size] = len(count)
    assert asked[1] == asked[40]


class _Counting:
    """The database, with a list of what it was asked."""

    def __init__(self, db, count):
        self._db, self._count = db, count

    def __getattr__(self, name):
        return getattr(self._db, name)

    def rows(self, sql, *params):
        self._count.append(sql)
        return self._db.rows(sql, *params)


def test_a_case_of_another_type_comes_too_when_it_was_retyped(store):
    keep(store, new_case(1, "cu1"), new_case(2, "cu1"))
    event = CaseRetyped(CaseType.MISSING_PAYMENT, CaseType.OVERPAYMENT, Owes.WE, "p" * 64, "ann", NOW)
    happened(store, new_case(1, "cu1"), event, case_type=CaseType.OVERPAYMENT)
    assert found(store, case_types=frozenset({CaseType.PLAN_CHANGE})) == ["ca1"]
    assert found(store, case_types=MISSING) == ["ca1", "ca2"]


def test_cases_come_by_what_happened_to_them(store):
    keep(store, *(new_case(n, "cu1") for n in (1, 2, 3)))
    happened(store, new_case(1, "cu1"), DisputeRecorded(500, "r1", NOW))
    happened(store, new_case(2, "cu1"), DisputeRecorded(500, "r1", NOW), command="RecordPayment")
    assert found(store, contested=True) == ["ca1", "ca2"]
    assert found(store, by_hand=True) == ["ca2"]
    assert found(store, proposed=True) == []


def test_days_bound_what_is_read(store):
    keep(store, new_case(1, "cu1"), replace(new_case(2, "cu1"), opened_at=NOW + timedelta(days=9)))
    happened(store, new_case(1, "cu1"), DisputeRecorded(500, "r1", NOW))
    later = NOW + timedelta(days=2)
    assert found(store, case_types=MISSING, moved_since=later) == ["ca1"]
    assert found(store, case_types=MISSING, opened_before=later) == ["ca1"]
    assert found(store, case_types=MISSING, moved_since=NOW + timedelta(days=4)) == []


def test_cases_of_one_transaction_and_their_parents_are_named(store):
    one = replace(new_case(1, "cu1"), transaction="T1")
    two = replace(new_case(2, "cu1"), transaction="T1", case_type=CaseType.CHARGEBACK)
    child = replace(new_case(3, "cu1"), parent="ca1")
    keep(store, one, two, child)
    assert told(store) == {"ca1": "MP-2 MP-3", "ca2": "MP-1 MP-3", "ca3": "MP-1 MP-2"}


def told(store, page: int = 100) -> dict[str, str]:
    """The references of the linked cases by case, as the registers show them."""
    with store.read() as unit:
        every = cases_of(unit, CasesWanted("acme", frozenset(CaseType)), page)
        return {one.case.id: " ".join(other.ref for other in one.linked) for one in every}


def test_linked_cases_are_the_same_from_each_of_them_on_whatever_page(store):
    reversal, plan = CaseType.BANK_REVERSAL, CaseType.PLAN_CHANGE
    first = replace(new_case(1, "cu1"), invoice="I")  # no transaction is known of it
    later = [
        replace(new_case(2, "cu1"), invoice="I", transaction="T", parent="ca1", case_type=reversal),
        replace(new_case(3, "cu1"), invoice="", transaction="T", parent="ca1", case_type=CaseType.CHARGEBACK),
        replace(new_case(4, "cu1"), invoice="I", case_type=plan),  # not about money of the invoice
        replace(new_case(5, "cu1"), invoice="I9"),
    ]
    keep(store, first, *(replace(case, opened_at=NOW + timedelta(days=n)) for n, case in enumerate(later)))
    keep(store, replace(new_case(6, "cu2"), invoice="I", transaction="T", parent=""), n=2)
    expected = {"ca1": "MP-2 MP-3", "ca2": "MP-1 MP-3", "ca3": "MP-1 MP-2", "ca4": "", "ca5": "", "ca6": ""}
    assert told(store) == told(store, page=1) == expected


def test_by_an_invoice_alone_only_open_cases_are_linked(store):
    old = replace(new_case(1, "cu1"), invoice="I", state=CaseState.CLOSED, outcome=Outcome.APPLIED, closed_at=NOW)
    keep(store, old, *(replace(new_case(n, "cu1"), invoice="I", case_type=kind) for n, kind in LATER.items()))
    assert told(store) == {"ca1": "", "ca2": "MP-3", "ca3": "MP-2"}


LATER = {2: CaseType.REFUND_REQUEST, 3: CaseType.CHARGEBACK}


def test_receipts_in_suspense_come_in_the_order_in_which_they_came_with_masked_names(store):
    keep(store, new_case(1, "cu1"))
    with store.begin() as unit:
        unit.add_unapplied("acme", "r2", "cu1", "EUR", 500, NOW)
        unit.add_unapplied("acme", "r1", "", "EUR", 700, NOW)
        unit.add_unapplied("acme", "r0", "", "EUR", 900, NOW + timedelta(hours=1))
        unit.apply_receipt("acme", "r2", NOW)
    with store.read() as unit:
        told = [(one.receipt_id, one.customer, one.applied_at) for one in receipts_of(unit, "acme", page=2)]
    assert told == [("r1", "", None), ("r2", "A•• E•••••• 1", NOW), ("r0", "", None)]
