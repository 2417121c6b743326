"""Mapping files: read strictly, all problems at once; foreign rows become ours."""

from __future__ import annotations

from datetime import date

import pytest

from bot.app.import_standing import Skip, standing
from bot.authored import ProblemsFound
from bot.domain.vocabulary import CaseType, CustomerKind
from tests.unit.intake.ledgers import BROKEN, RECEIVABLES, SAMPLE, bad, good, mapping, read, receivables

SMALL = """\
mapping: small
dates: D.M.YYYY
decimals: 1.234,56
columns:
  client: {constant: acme}
  customer_id: Kunde
  currency: {constant: EUR}
  amount_expected: Betrag
  invoice_number: Nr
"""


def sentences(text):
    with pytest.raises(ProblemsFound) as found:
        mapping(text)
    return [str(problem) for problem in found.value.problems]


def rows_of(tmp_path, text, *lines, header="Nr;Kunde;Betrag;Fällig;Status"):
    path = tmp_path / "foreign.csv"
    path.write_text("\n".join((header, *lines)), encoding="utf-8")
    return read(path, mapping(text))


def test_the_sample_ledger_is_read_whole():
    rows = good(read(SAMPLE, receivables()))
    assert len(rows) == 120
    assert {row.client for row in rows} == {"ledger"}
    first = rows[0]
    assert (first.invoice, first.identity) == ("4002044", "invoice:4002044")
    assert (first.expected, first.currency) == (7651, "USD")
    assert (first.issued_on, first.due_on) == (date(2024, 2, 23), date(2024, 3, 24))
    assert (first.overdue_on, first.paid_on) == (date(2024, 3, 25), date(2024, 3, 3))
    assert first.customer.email == "9037-btzxh@example.test"
    assert first.customer.kind is CustomerKind.BUSINESS
    assert first.customer.zones == ("America/New_York",)


def test_the_sample_as_of_a_day_opens_what_is_overdue():
    rows = good(read(SAMPLE, receivables()))
    stood = [(row, standing(row, date(2024, 3, 16)).skip) for row in rows]
    skips = [skip for _, skip in stood]
    assert {skip: skips.count(skip) for skip in set(skips)} == {
        None: 7,
        Skip.SETTLED: 75,
        Skip.NOT_DUE: 35,
        Skip.NOT_YET_ISSUED: 3,
    }
    kinds = [row.case_type for row, skip in stood if skip is None]
    assert kinds.count(CaseType.DISPUTED_CHARGE) == 4
    assert kinds.count(CaseType.MISSING_PAYMENT) == 3


def test_played_day_by_day_43_invoices_are_overdue_and_all_settle():
    rows = good(read(SAMPLE, receivables()))
    days = [date.fromordinal(n) for n in range(date(2024, 1, 1).toordinal(), date(2024, 6, 30).toordinal() + 1)]
    opened = {row.identity for row in rows for day in days if standing(row, day).skip is None}
    assert len(opened) == 43
    assert all(standing(row, days[-1]).skip is Skip.SETTLED for row in rows if row.identity in opened)


def test_the_contested_amount_follows_the_flag():
    for row in good(read(SAMPLE, receivables())):
        assert row.disputed == (row.expected if row.case_type is CaseType.DISPUTED_CHARGE else 0)


def test_foreign_dates_numbers_and_letters(tmp_path):
    text = SMALL + "  due_date: Fällig\n"
    [row] = rows_of(tmp_path, text, "7;Müller;1.234,50;31.12.2024;offen")
    assert (row.expected, row.due_on, row.customer.name) == (123450, date(2024, 12, 31), "Müller")
    assert row.customer.country == "DE"
    assert row.customer.language == "de"


def test_value_maps_are_deaf_to_case_and_refuse_what_they_do_not_know(tmp_path):
    text = (
        SMALL
        + '  case_type:\n    column: Status\n    values: {"Offen": missing_payment, "Strittig": disputed_charge}\n'
    )
    rows = rows_of(tmp_path, text, "7;M;1,00;;OFFEN", "8;M;1,00;;strittig", "9;M;1,00;;ofen")
    assert [row.case_type for row in good(rows)] == [CaseType.MISSING_PAYMENT, CaseType.DISPUTED_CHARGE]
    assert bad(rows)[0].reasons == (
        "Status: 'ofen' is none of the values that the mapping knows. Did you mean 'Offen'?",
    )


def test_otherwise_and_choose_and_conditions(tmp_path):
    text = SMALL + (
        "  amount_paid:\n"
        "    choose:\n"
        "      - {column: Betrag, when: {column: Status, one_of: [bezahlt, erledigt]}}\n"
        "      - {constant: '1.00', when: {all: [{column: Betrag, above: '1.000'}, {not: {column: Status, empty: yes}}]}}\n"
        "      - {constant: '0'}\n"
        "  customer_kind: {column: Status, values: {Firma: business}, otherwise: consumer}\n"
    )
    rows = good(rows_of(tmp_path, text, "1;M;50,00;;Bezahlt", "2;M;1.000,50;;Firma", "3;M;1.000,50;;", "4;M;999,00;;x"))
    assert [row.paid for row in rows] == [5000, 100, 0, 0]
    assert [row.customer.kind.value for row in rows] == ["consumer", "business", "consumer", "consumer"]


def test_a_template_for_an_address_is_lower_case_and_safe(tmp_path):
    text = SMALL + '  email: {template: "{Kunde}.{Nr}@Example.test"}\n  note: {template: "{Kunde}: 100%"}\n'
    rows = rows_of(tmp_path, text, "7;Ab C Ö;1,00;;", "8; ;1,00;;")
    assert [row.customer.email for row in good(rows)] == ["ab-c.7@example.test"]


def test_a_template_of_empty_columns_is_empty(tmp_path):
    text = SMALL + '  email: {template: "{Fällig}@example.test"}\n'
    [row] = rows_of(tmp_path, text, "7;M;1,00;;")
    assert row.customer.email == ""


def test_paid_by_the_day_counts_the_whole_amount_unless_one_is_named(tmp_path):
    text = SMALL + "as_of:\n  paid_when: Fällig <= D\n"
    partial = SMALL + "  amount_paid: Teil\nas_of:\n  paid_when: Fällig <= D\n"
    [whole] = rows_of(tmp_path, text, "7;M;10,00;5.1.2024;")
    [part] = rows_of(tmp_path, partial, "7;M;10,00;5.1.2024;;4,00", header="Nr;Kunde;Betrag;Fällig;Status;Teil")
    [never] = rows_of(tmp_path, text, "7;M;10,00;;")
    day = date(2024, 1, 5)
    assert [standing(whole, d).paid for d in (date(2024, 1, 4), day)] == [0, 1000]
    assert [standing(part, d).paid for d in (date(2024, 1, 4), day)] == [0, 400]
    assert standing(never, date(2099, 1, 1)).paid == 0


def test_a_row_without_the_day_that_a_rule_needs_never_stands(tmp_path):
    text = SMALL + "as_of:\n  exists_when: Fällig <= D\n"
    [row] = rows_of(tmp_path, text, "7;M;10,00;;")
    assert standing(row, date(2099, 1, 1)).skip is Skip.NOT_YET_ISSUED


def test_every_problem_of_a_row_is_listed_with_the_foreign_name():
    rows = read(BROKEN / "bad_values.csv", receivables())
    assert [row.original.line for row in good(rows)] == [2 + 3]
    assert [row.reasons for row in bad(rows)] == [
        ("InvoiceAmount: 'seventy' is not a number in the style 1,234.56.",),
        (
            "InvoiceDate: '20/2/2024' is no day of the calendar.",
            "Disputed: 'Perhaps' is none of the values that the mapping knows. Known are: Yes, No.",
        ),
        ("amount_expected: '-27.24' is negative.", "amount_disputed: '-27.24' is negative."),
    ]


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        ("missing_column.csv", r"accounts_receivable.yaml:\d+:\d+: The ledger has no column 'SettledDate'."),
        ("misspelt_column.csv", r"The ledger has no column 'DueDate'. Did you mean 'Due Date'\?"),
    ],
)
def test_a_column_that_the_file_lacks_is_named_with_the_mappings_line(file, sentence):
    with pytest.raises(ProblemsFound, match=sentence):
        read(BROKEN / file, receivables())


def test_the_shipped_mapping_has_no_problem():
    assert receivables().name == RECEIVABLES.stem


def test_all_problems_of_a_mapping_come_at_once_with_their_lines():
    found = sentences(
        """\
mapping: wrong
dates: MM-DD
decimal: 1,234.56
separator: colon
encoding: utf-9
columns:
  client: {constant: acme}
  custmer_id: Kunde
  case_type: {constant: mising_payment}
  currency: {constant: euro}
  due_date: {column: Due, constant: x}
  email: {template: "nobody@example.test"}
  amount_expected: {column: Betrag, decimals: 1.234}
  amount_paid: {column: P, when: {column: Status, equal: x}}
as_of:
  paid_when: Settled before D
  exist_when: Issued <= D
"""
    )
    text = "\n".join(found)
    for expected in (
        "m.yaml:2:8: 'MM-DD' is not a form of dates.",
        "m.yaml:3:1: 'decimal' is not known in a mapping. Did you mean 'decimals'?",
        "m.yaml:4:12: 'colon' is not a separator. Did you mean 'semicolon'?",
        "m.yaml:5:11: 'utf-9' is not an encoding",
        "m.yaml:7:3: 'customer_id' is missing in 'columns'.",
        "'external_id' or 'invoice_number' is missing",
        "m.yaml:8:3: 'custmer_id' is not known in our columns. Did you mean 'customer_id'?",
        "'mising_payment' is not a case type. Did you mean 'missing_payment'?",
        "'euro' is not an ISO 4217 currency code",
        "m.yaml:11:13: 'due_date' holds exactly one of column, constant, template, choose.",
        "A template holds columns in braces",
        "'1.234' is not a style of numbers.",
        "m.yaml:14:51: 'equal' is not known in a condition. Did you mean 'equals'?",
        "m.yaml:16:14: 'Settled before D' is not a rule such as 'DueDate < D'",
        "m.yaml:17:3: 'exist_when' is not known in 'as_of'. Did you mean 'exists_when'?",
    ):
        assert expected in text, (expected, text)


@pytest.mark.parametrize(
    "text", ["", "a: [", "- 1", "mapping: x\n", "mapping: x\ncolumns: 3\n", "mapping: x\ncolumns: {}"]
)
def test_a_mapping_without_columns_is_refused(text):
    assert sentences(text)


def test_a_bare_yes_and_a_bare_number_are_text(tmp_path):
    text = SMALL + "  note: {column: Status, values: {Yes: it is, 1: one}}\n"
    rows = rows_of(tmp_path, text, "7;M;1,00;;yes", "8;M;1,00;;1")
    assert [row.note for row in good(rows)] == ["it is", "one"]
