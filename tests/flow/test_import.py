"""Importing into real stores: nothing opens twice, payments silence at once, an undone import leaves no trace."""

from __future__ import annotations

import csv
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot import clients
from bot.app.acting import act, advance
from bot.app.calendars import HolidayCalendar
from bot.app.context import Context, Shelf
from bot.app.import_ports import identity_of
from bot.app.import_undo import undo_import
from bot.app.importing import Source, import_rows
from bot.domain.chains import EscalationReason
from bot.domain.commands import (
    Actor,
    ApproveProposal,
    CarryOut,
    CloseCase,
    ProposeResolution,
    SeePayment,
    SnoozeCase,
)
from bot.domain.errors import Rejected
from bot.domain.proposals import money_digest
from bot.domain.vocabulary import CaseState, CaseType, Outcome, ResolutionKind, Role, RootCause
from bot.intake.command_line import ImportOrder, import_file, read_ledger
from bot.playbook.library import PlaybookLibrary
from bot.playbook.plain import canonical, parse

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "tests" / "data" / "sample_ledger.csv"
BROKEN = ROOT / "tests" / "data" / "broken"
RECEIVABLES = ROOT / "config" / "mappings" / "accounts_receivable.yaml"
HEADER = "client,external_id,customer_id,customer_name,email,region,case_type,due_date,currency,amount_expected,amount_paid,amount_disputed"
DAY = date(2024, 3, 16)


class World:
    """A store with a clock that the test turns."""

    def __init__(self, store, folder: Path) -> None:
        configuration = clients.load(ROOT / "config")
        library = PlaybookLibrary.load(ROOT / "playbooks", configuration.overrides)
        calendar = HolidayCalendar()
        self.store = store
        self.folder = folder
        self.now = datetime(2024, 3, 17, 15, 0, tzinfo=UTC)
        shelf = Shelf(library.for_case, canonical, parse)
        shelf.keep(store, library.all(), self.now)
        self.context = Context(
            store,
            dict(configuration.rules),
            shelf,
            lambda country, region, year: calendar.days(country, region, year - 1, year + 1),
            lambda: self.now,
        )

    def later(self, **span) -> None:
        self.now += timedelta(**span)

    def load(self, file: Path, as_of: date = DAY, mapping: Path | None = None, **order):
        self.later(seconds=1)
        wanted = ImportOrder(file, as_of, mapping, rejects=self.folder / "rejected.csv", **order)
        return import_file(self.context, self.store, wanted, progress=lambda _: None)

    def sample(self, as_of: date = DAY) -> dict:
        return self.load(SAMPLE, as_of, RECEIVABLES).facts()

    def own(self, *lines: str, as_of: date = DAY):
        path = self.folder / "own.csv"
        path.write_text("\n".join((HEADER, *lines)), encoding="utf-8")
        return self.load(path, as_of)

    def case(self, identity: str, client: str = "acme"):
        with self.store.begin() as unit:
            case_id, customer_id = unit.cases_by_identity(client, [identity])[identity]
            bundle = unit.bundles([customer_id], self.now, closed=[case_id])[customer_id]
        return next(case for case in bundle.cases if case.id == case_id)

    def cases(self) -> list[tuple[str, str]]:
        with self.store.begin() as unit:
            return unit.db.rows("SELECT ref, state FROM cases ORDER BY ref")

    def queued(self) -> int:
        with self.store.begin() as unit:
            return unit.db.value("SELECT count(*) FROM outbox WHERE state = 'queued'")


@pytest.fixture
def world(store, tmp_path):
    return World(store, tmp_path)


@pytest.fixture
def light_world(sqlite_store, tmp_path):
    """For what happens before the store: one kind of database is enough."""
    return World(sqlite_store, tmp_path)


def adds_up(facts: dict) -> bool:
    parts = facts["opened"] + facts["updated"] + facts["unchanged"] + sum(facts["skipped"].values())
    return facts["rows"] == parts + facts["rejected"]


def test_a_ledger_opens_what_is_overdue_and_a_second_time_nothing(world):
    first, second = world.sample(), world.sample()
    assert first["rows"] == second["rows"] == 120
    assert (first["opened"], first["rejected"]) == (7, 0)
    assert first["skipped"] == {"not_due": 35, "not_yet_issued": 3, "settled": 75}
    assert (second["opened"], second["updated"], second["unchanged"]) == (0, 0, 7)
    assert adds_up(first)
    assert adds_up(second)
    assert len(world.cases()) == 7


def test_the_opened_case_is_what_the_ledger_says(world):
    world.sample()
    good, _ = read_ledger(world.context, ImportOrder(SAMPLE, DAY, RECEIVABLES))
    row = next(r for r in good if r.case_type is CaseType.DISPUTED_CHARGE and r.due_on < DAY < r.paid_on)
    case = world.case(row.identity, "ledger")
    assert (case.case_type, case.expected, case.paid, case.disputed) == (row.case_type, row.expected, 0, row.expected)
    assert (case.currency, case.invoice, case.due_on) == ("USD", row.invoice, row.due_on)


def test_played_day_by_day_everything_that_opens_is_settled(world):
    good, _ = read_ledger(world.context, ImportOrder(SAMPLE, DAY, RECEIVABLES))
    opened = 0
    for days in range(0, 182, 2):
        day = date(2024, 1, 2) + timedelta(days=days)
        world.now = datetime(day.year, day.month, day.day, 22, 0, tzinfo=UTC)
        report = import_rows(world.context, world.store, good, Source(f"import-{days}", "sample", day))
        assert adds_up(report.facts())
        opened += report.opened
        advance(world.context)
    assert opened > 30
    assert len(world.cases()) == opened
    assert {state for _, state in world.cases()} == {"closed"}


def test_a_payment_silences_and_closes_in_the_transaction_that_imports_it(world):
    world.own("acme,1,C,Ada,ada@example.org,NY,missing_payment,2024-03-01,USD,100,0,0")
    advance(world.context)
    assert world.queued() == 1
    facts = world.own("acme,1,C,Ada,ada@example.org,NY,missing_payment,2024-03-01,USD,100,100,0").facts()
    assert facts["updated"] == 1
    case = world.case(identity_of("1", ""))
    assert (case.state, case.outcome) == (CaseState.CLOSED, Outcome.PAYMENT_RECEIVED)
    assert world.queued() == 0


def test_a_contested_one_closes_as_paid_under_dispute(world):
    world.own("acme,1,C,Ada,ada@example.org,NY,disputed_charge,2024-03-01,USD,100,0,100")
    world.own("acme,1,C,Ada,ada@example.org,NY,disputed_charge,2024-03-01,USD,100,100,100")
    assert world.case(identity_of("1", "")).outcome is Outcome.PAID_UNDER_DISPUTE


def test_the_third_case_of_a_customer_in_a_month_calls_a_supervisor(light_world):
    """Whether the others came with the same ledger or with one before; another customer's do not count."""
    row = "acme,{0},{1},Ada,ada{1}@example.org,NY,missing_payment,2024-03-01,USD,100,0,0"
    light_world.own(row.format(1, "C"), row.format(2, "D"), row.format(3, "D"))
    light_world.own(row.format(4, "C"), row.format(5, "C"), row.format(6, "D"))
    called = [light_world.case(identity_of(str(n), "")).escalation for n in range(1, 7)]
    assert [one is not None and one.reason is EscalationReason.REPEAT_ISSUE for one in called] == [
        *(False, False, False),
        *(False, True, True),
    ]


def test_what_the_ledger_changes_reaches_the_case_step_by_step(world):
    row = "acme,1,C,Ada,ada@example.org,NY,missing_payment,2024-03-01,USD,{},{},{}"
    seen = []
    for expected, paid, disputed in ((100, 0, 0), (100, 40, 0), (100, 25, 0), (90, 25, 0), (90, 25, 30), (90, 25, 30)):
        report = world.own(row.format(expected, paid, disputed)).report
        case = world.case(identity_of("1", ""))
        seen.append((case.expected, case.paid, case.disputed, report.updated))
    assert seen == [
        (10000, 0, 0, 0),
        (10000, 4000, 0, 1),
        (10000, 2500, 0, 1),
        (9000, 2500, 0, 1),
        (9000, 2500, 3000, 1),
        (9000, 2500, 3000, 0),
    ]


def test_a_payment_that_is_known_already_is_not_counted_twice(world):
    row = "acme,1,C,Ada,ada@example.org,NY,missing_payment,2024-03-01,USD,100,{},0"
    world.own(row.format(0))
    case = world.case(identity_of("1", ""))
    act(world.context, case.ref, SeePayment("webhook-1", 3000), "webhook")
    assert world.own(row.format(0)).report.unchanged == 1
    assert world.case(identity_of("1", "")).paid == 3000
    world.own(row.format(30))
    assert world.case(identity_of("1", "")).paid == 3000
    world.own(row.format(50))
    assert world.case(identity_of("1", "")).paid == 5000


def test_a_closed_case_reopens_only_if_the_gap_grows(world):
    row = "acme,1,C,Ada,ada@example.org,NY,missing_payment,2024-03-01,USD,{},{},0"
    world.own(row.format(100, 0))
    supervisor = next(
        (s.id for s in world.context.rules["acme"].staff.values() if Role.SUPERVISOR in s.roles and not s.clients),
        None,
    ) or next(s.id for s in world.context.rules["acme"].staff.values() if Role.SUPERVISOR in s.roles)
    close = CloseCase(Actor(supervisor, Role.SUPERVISOR), Outcome.TRACE_FOUND, RootCause.UNKNOWN)
    act(world.context, world.case(identity_of("1", "")).ref, close, supervisor)
    world.own(row.format(100, 20))
    assert world.case(identity_of("1", "")).state is CaseState.CLOSED
    world.own(row.format(150, 20))
    assert world.case(identity_of("1", "")).state is not CaseState.CLOSED


def test_rows_of_one_identity_in_one_file_see_each_other(world):
    facts = world.load(BROKEN / "duplicate_rows.csv", date(2024, 1, 1), RECEIVABLES).facts()
    assert adds_up(facts)
    facts = world.own(
        "acme,1,C,Ada,a@example.org,NY,,,USD,100,0,0",
        "acme,1,C,Ada,a@example.org,NY,,,USD,100,0,0",
        "acme,1,C,Ada,a@example.org,NY,,,USD,100,60,0",
    ).facts()
    assert (facts["opened"], facts["unchanged"], facts["updated"]) == (1, 1, 1)
    assert world.case(identity_of("1", "")).paid == 6000


def test_an_older_file_takes_nothing_back(world):
    row = "acme,1,C,Ada,ada@example.org,NY,missing_payment,2024-03-01,USD,100,{},0"
    world.own(row.format(0))
    world.own(row.format(60), as_of=DAY + timedelta(days=2))
    facts = world.own(row.format(0), as_of=DAY + timedelta(days=1)).facts()
    assert facts["skipped"] == {"older_than_known": 1}
    assert world.case(identity_of("1", "")).paid == 6000


def test_news_of_the_customer_reach_the_contact(world):
    row = "acme,1,C,Ada,{},NY,missing_payment,2024-03-01,USD,100,0,0"
    world.own(row.format("old@example.org"))
    assert world.own(row.format("new@example.org")).report.updated == 1
    with world.store.begin() as unit:
        case = world.case(identity_of("1", ""))
        contact = f"{case.customer_id}-main"
        assert unit.addresses([contact])[contact].email == "new@example.org"


def test_what_the_ledger_says_in_words_is_kept_with_the_case(world):
    path = world.folder / "own.jsonl"
    path.write_text(
        '{"client": "acme", "external_id": 1, "customer_id": "C", "currency": "USD", "amount_expected": 10,'
        ' "case_type": "disputed_charge", "reason_code": "13.1", "occurred_at": "2024-03-01", "note": "not delivered"}'
    )
    world.load(path)
    with world.store.begin() as unit:
        [note] = unit.notes_of_case(world.case(identity_of("1", "")).id)
    assert note.text == "not delivered\nReason code: 13.1\nOccurred on: 2024-03-01"


@pytest.mark.parametrize(
    ("file", "good"),
    [
        ("half_a_file.csv", 8),
        ("stray_quote.csv", 4),
        ("bad_values.csv", 1),
        ("formulas.csv", 0),
        ("header_only.csv", 0),
        ("semicolons_windows_1252.csv", 5),
        ("tabs_utf_16.csv", 5),
    ],
)
def test_broken_ledgers_lose_nothing(light_world, file, good):
    done = light_world.load(BROKEN / file, DAY, RECEIVABLES)
    facts = done.facts()
    assert adds_up(facts)
    assert facts["rows"] - facts["rejected"] == good
    if facts["rejected"]:
        lines = list(csv.DictReader(done.reject_file.read_text(encoding="utf-8").splitlines()))
        assert len(lines) == facts["rejected"]
        assert all(line["followup_reasons"] for line in lines)
    else:
        assert done.reject_file is None


@pytest.mark.parametrize(
    "file", ["empty.csv", "workbook.csv", "missing_column.csv", "misspelt_column.csv", "absent.csv"]
)
def test_a_file_that_cannot_be_imported_writes_nothing(light_world, file):
    with pytest.raises(Rejected):
        light_world.load(BROKEN / file, DAY, RECEIVABLES)
    with light_world.store.begin() as unit:
        assert unit.db.value("SELECT count(*) FROM imports") == 0


def test_a_type_that_no_playbook_runs_is_refused_with_its_row(world):
    shelf = world.context.shelf

    def without_refunds(client, case_type):
        if case_type is CaseType.REFUND_REQUEST:
            raise Rejected("There is no playbook for the case type 'refund_request'.")
        return shelf.current(client, case_type)

    world.context = replace(world.context, shelf=replace(shelf, current=without_refunds))
    done = world.own(
        "acme,1,C,Ada,a@example.org,NY,refund_request,,USD,100,100,0",
        "acme,2,C,Ada,a@example.org,NY,missing_payment,,USD,100,0,0",
    )
    assert (done.report.opened, done.report.rejected) == (1, 1)
    assert "no playbook" in done.reject_file.read_text()


def test_a_currency_that_changes_is_refused(world):
    world.own("acme,1,C,Ada,a@example.org,NY,,,USD,100,0,0")
    done = world.own("acme,1,C,Ada,a@example.org,NY,,,EUR,100,0,0")
    assert done.report.rejected == 1
    assert "is in USD" in done.reject_file.read_text()


def test_a_day_that_has_not_come_is_refused(light_world):
    with pytest.raises(Rejected, match="2024-03-20 has not come yet"):
        light_world.sample(date(2024, 3, 20))


def test_the_file_itself_cannot_be_its_reject_file(light_world):
    with pytest.raises(Rejected, match="overwrite"):
        import_file(
            light_world.context,
            light_world.store,
            ImportOrder(SAMPLE, DAY, RECEIVABLES, rejects=SAMPLE.parent / "." / SAMPLE.name),
            progress=lambda _: None,
        )


def test_imports_at_the_same_time_open_nothing_twice(world, open_again):
    def one(number):
        store = open_again()
        good, _ = read_ledger(world.context, ImportOrder(SAMPLE, DAY, RECEIVABLES))
        context = replace(
            world.context, store=store, shelf=replace(world.context.shelf, known=dict(world.context.shelf.known))
        )
        return import_rows(context, store, good, Source(f"import-{number}", "sample", DAY)).opened

    with ThreadPoolExecutor(4) as pool:
        opened = list(pool.map(one, range(4)))
    assert sum(opened) == 7
    assert len(world.cases()) == 7


def test_an_import_that_breaks_off_goes_on_where_it_stood(world):
    good, _ = read_ledger(world.context, ImportOrder(SAMPLE, DAY, RECEIVABLES))

    def breaking():
        yield from (replace(row, identity=f"{row.identity}-{copy}") for copy in range(6) for row in good)
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="gone"):
        import_rows(world.context, world.store, breaking(), Source("import-1", "sample", DAY))
    before = len(world.cases())
    assert 0 < before < 42
    rows = (replace(row, identity=f"{row.identity}-{copy}") for copy in range(6) for row in good)
    report = import_rows(world.context, world.store, rows, Source("import-2", "sample", DAY))
    assert (report.opened, report.unchanged) == (42 - before, before)


# --- undo ------------------------------------------------------------------------------------------------------


def undo(world, done):
    world.later(minutes=1)
    return undo_import(world.context, world.store, done.report.import_id, "dana")


def test_undoing_withdraws_what_it_opened_and_a_later_import_opens_anew(world):
    done = world.load(SAMPLE, DAY, RECEIVABLES)
    advance(world.context)
    report = undo(world, done)
    assert (report.withdrawn, report.kept) == (7, {})
    assert {state for _, state in world.cases()} == {"closed"}
    assert world.queued() == 0
    again = world.sample()
    assert again["opened"] == 7
    assert len(world.cases()) == 14
    assert world.sample()["unchanged"] == 7


def test_undoing_takes_payments_back_and_the_next_import_sees_them_again(world):
    row = "acme,1,C,Ada,ada@example.org,NY,missing_payment,2024-03-01,USD,{},{},0"
    world.own(row.format(100, 0))
    done = world.own(row.format(120, 100), as_of=DAY + timedelta(days=1))
    report = undo(world, done)
    assert (report.payments_undone, report.changed_back) == (1, 1)
    case = world.case(identity_of("1", ""))
    assert (case.expected, case.paid) == (10000, 0)
    world.own(row.format(120, 120))
    assert world.case(identity_of("1", "")).state is CaseState.CLOSED


def test_undoing_leaves_what_others_touched(world):
    done = world.own(
        "acme,1,C,Ada,a@example.org,NY,missing_payment,,USD,100,0,0",
        "acme,2,C,Ada,a@example.org,NY,missing_payment,,USD,100,0,0",
        "acme,3,D,Bob,b@example.org,NY,missing_payment,,USD,100,0,0",
    )
    staff = next(s.id for s in world.context.rules["acme"].staff.values() if Role.OPERATOR in s.roles)
    touched = world.case(identity_of("1", "")).ref
    act(world.context, touched, SnoozeCase(Actor(staff, Role.OPERATOR), world.now + timedelta(days=3)), staff)
    world.own("acme,2,C,Ada,a@example.org,NY,missing_payment,,USD,100,60,0")
    report = undo(world, done)
    paid = world.case(identity_of("2", "")).ref
    assert report.withdrawn == 1
    assert report.kept == {touched: f"It was touched since by {staff}.", paid: "Another import changed it since."}


def test_an_import_is_undone_once(world):
    done = world.own("acme,1,C,Ada,a@example.org,NY,,,USD,100,0,0")
    undo(world, done)
    with pytest.raises(Rejected, match="already undone"):
        undo(world, done)
    with pytest.raises(Rejected, match="no import"):
        undo_import(world.context, world.store, "nothing", "dana")


# --- freshness -------------------------------------------------------------------------------------------------


def test_an_import_of_a_declared_feed_covers_its_day_and_wakes_who_waits(world):
    assert world.context.rules["acme"].declared_feed
    world.now = datetime(2024, 3, 20, 15, 0, tzinfo=UTC)
    row = "acme,1,C,Ada,ada@example.org,NY,missing_payment,2024-03-01,USD,100,0,0"
    world.own(row, as_of=date(2024, 3, 1))
    case = world.case(identity_of("1", ""))
    assert case.planned is not None
    assert case.planned.rule == "FRESHNESS"
    world.own(row, as_of=date(2024, 3, 19))
    assert advance(world.context) == 1
    assert world.queued() == 1
    world.own(row, as_of=date(2024, 3, 5))
    with world.store.begin() as unit:
        assert unit.db.value("SELECT covered_until FROM feeds") == "2024-03-19"


# --- what was carried out shows in the ledger ------------------------------------------------------------------


def carried_out(world, kind: ResolutionKind, amount: int = 6_000):
    """An overpayment of 60.00 whose resolution two people decided and a third carried out."""
    world.own("acme,1,C,Ada,a@example.org,NY,,,USD,75,135,0")
    ref = world.case(identity_of("1", "")).ref
    case = act(world.context, ref, ProposeResolution(Actor("omar", Role.OPERATOR), "P1", kind, amount), "omar")
    act(world.context, ref, ApproveProposal(Actor("ben", Role.APPROVER), "P1", money_digest(case)), "ben")
    case = act(world.context, ref, CarryOut(Actor("olivia", Role.OPERATOR), "P1", "CN-1"), "olivia")
    assert case.state is CaseState.EXECUTING


@pytest.mark.parametrize(
    ("kind", "ledger", "outcome"),
    [
        (ResolutionKind.CREDIT_NOTE, "15,135", Outcome.CREDITED),  # a credit note: the invoice is smaller
        (ResolutionKind.CREDIT_NOTE, "75,75", Outcome.CREDITED),  # the money moved to the customer's account
        (ResolutionKind.CREDIT_NOTE, "135,135", Outcome.CREDITED),  # the surplus is used up on the invoice
        (ResolutionKind.REFUND, "75,75", Outcome.REFUNDED),  # money went out
        (ResolutionKind.REFUND, "135,135", Outcome.REFUNDED),
    ],
)
def test_the_ledger_confirms_what_was_carried_out_however_it_books_it(light_world, kind, ledger, outcome):
    carried_out(light_world, kind)
    light_world.own(f"acme,1,C,Ada,a@example.org,NY,,,USD,{ledger},0", as_of=DAY + timedelta(days=1))
    case = light_world.case(identity_of("1", ""))
    assert (case.state, case.outcome) == (CaseState.CLOSED, outcome)
    light_world.own(f"acme,1,C,Ada,a@example.org,NY,,,USD,{ledger},0", as_of=DAY + timedelta(days=2))
    assert light_world.case(identity_of("1", "")).state is CaseState.CLOSED


def test_a_ledger_that_shows_something_else_confirms_nothing(light_world):
    carried_out(light_world, ResolutionKind.CREDIT_NOTE)
    light_world.own("acme,1,C,Ada,a@example.org,NY,,,USD,75,0,0", as_of=DAY + timedelta(days=1))
    assert light_world.case(identity_of("1", "")).state is CaseState.HELD
