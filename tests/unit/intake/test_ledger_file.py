"""Separators, quotes and broken shapes: every row is either read or given back, and none takes others with it."""

from __future__ import annotations

import csv
import io
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.app.import_ports import BadRow, Original
from bot.domain.errors import Rejected
from bot.intake.csv_records import find_separator, records
from bot.intake.ledger_file import Shape, open_ledger
from bot.intake.lines import MAX_LINE, Lines

EXPECTED = ("invoice", "customer", "amount")


def ledger(tmp_path, raw: bytes | str, **shape):
    path = tmp_path / "ledger.csv"
    path.write_bytes(raw.encode() if isinstance(raw, str) else raw)
    with open_ledger(path, Shape(EXPECTED, **shape)) as opened:
        return opened, list(opened.records)


def cells(found):
    return [record.cells for record in found if isinstance(record, Original)]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_separator_is_found(tmp_path, separator, end):
    raw = end.join(separator.join(row) for row in (EXPECTED, ("1", "A", "2"), ("3", "B", "4"))) + end
    opened, found = ledger(tmp_path, raw)
    assert (opened.separator, opened.columns) == (separator, EXPECTED)
    assert cells(found) == [("1", "A", "2"), ("3", "B", "4")]


def test_commas_in_decimals_do_not_hide_a_semicolon():
    lines = ["invoice;customer;amount\n", *["1;A, B and C;1.234,50\n"] * 5]
    assert find_separator(lines, EXPECTED) == ";"


def test_the_line_that_excel_writes_names_the_separator(tmp_path):
    opened, found = ledger(tmp_path, "sep=|\ninvoice|customer|amount\n1|A|2\n")
    assert opened.separator == "|"
    assert [record.line for record in found] == [3]


def test_quotes_hold_separators_quotes_and_line_ends(tmp_path):
    _, found = ledger(tmp_path, 'invoice,customer,amount\n1,"A ""and"" B,\nC",2\n3,D,4\n')
    assert cells(found) == [("1", 'A "and" B,\nC', "2"), ("3", "D", "4")]
    assert [record.line for record in found] == [2, 4]


def test_a_quote_that_never_closes_costs_one_row(tmp_path):
    rows = "".join(f"{n},C{n},1\n" for n in range(2000))
    _, found = ledger(tmp_path, f'invoice,customer,amount\n1,"A,2\n{rows}')
    assert isinstance(found[0], BadRow)
    assert found[0].original == Original(2, (), '1,"A,2')
    assert "quote" in found[0].reasons[0]
    assert len(cells(found)) == 2000


@pytest.mark.parametrize("rows", [['1,"A,2', '3,B",4'], ['1,"A,2', "3,B,4", '5,C",6']])
def test_a_quote_that_meets_another_one_rows_below_swallows_no_row(tmp_path, rows):
    _, found = ledger(tmp_path, "\n".join(["invoice,customer,amount", *rows, "7,D,8"]))
    assert [record.original.raw for record in found if isinstance(record, BadRow)] == [rows[0]]
    assert cells(found) == [tuple(row.split(",")) for row in [*rows[1:], "7,D,8"]]


def test_a_row_of_another_width_is_given_back_with_both_widths(tmp_path):
    _, found = ledger(tmp_path, "invoice,customer,amount\n1,A\n2,B,3,4\n5,C,6,,\n")
    assert [record.reasons for record in found[:2]] == [
        ("The row has 2 columns where the header has 3.",),
        ("The row has 4 columns where the header has 3.",),
    ]
    assert cells(found) == [("5", "C", "6")]


def test_blank_lines_are_not_rows(tmp_path):
    _, found = ledger(tmp_path, "\n\ninvoice,customer,amount\n\n1,A,2\n,,\n \n3,B,4\n")
    assert [(record.line, record.cells[0]) for record in found] == [(5, "1"), (8, "3")]


def test_a_line_of_ten_megabytes_is_refused_and_the_next_is_read(tmp_path):
    long = "x" * 10_000_000
    _, found = ledger(tmp_path, f"invoice,customer,amount\n1,{long},2\n3,B,4\n")
    assert found[0].original.raw == f"1,{long},2"
    assert cells(found) == [("3", "B", "4")]


def test_a_line_without_an_end_does_not_fill_the_memory():
    class Endless(io.StringIO):
        left = 40 * MAX_LINE

        def readline(self, size=-1):
            size = min(size, self.left)
            self.left -= size
            return "x" * size

    tracemalloc.start()
    found = list(records(Lines(Endless()), ",", EXPECTED))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(found) == 1
    assert peak < 6 * MAX_LINE


def test_a_column_twice_is_refused(tmp_path):
    with pytest.raises(Rejected, match="'amount' twice"):
        ledger(tmp_path, "invoice,amount,amount\n1,2,3\n")


@pytest.mark.parametrize(("raw", "sentence"), [("", "empty"), (" \n\n", "empty"), ('[{"a": 1}]', "one object a line")])
def test_what_is_no_ledger_is_refused(tmp_path, raw, sentence):
    with pytest.raises(Rejected, match=sentence):
        ledger(tmp_path, raw)


def test_json_lines_keep_numbers_as_written(tmp_path):
    raw = '{"invoice": 7, "customer": "A", "amount": 12345678901234567.10}\n\n{"customer": null, "invoice": true}\n'
    opened, found = ledger(tmp_path, raw)
    assert opened.separator == ""
    assert cells(found) == [("7", "A", "12345678901234567.10"), ("true", "", "")]


def test_broken_json_lines_are_given_back_one_by_one(tmp_path):
    raw = '{"invoice": 1}\n{"invoice": 2\n"three"\n{"invoice": {"a": 1}}\n' + "[" * 5000 + '\n{"invoice": 4}\n'
    _, found = ledger(tmp_path, raw)
    assert [record.original.line for record in found if isinstance(record, BadRow)] == [2, 3, 4, 5]
    assert [record.cells[0] for record in found if isinstance(record, Original)] == ["1", "4"]


def test_a_misspelt_key_is_a_problem_of_its_row(tmp_path):
    _, found = ledger(tmp_path, '{"invoice": 1, "amuont": 5}\n{"invoice": 1, "colour": 5}\n', strict_keys=True)
    assert found[0].reasons == ("'amuont' is not a column. Did you mean 'amount'?",)
    assert isinstance(found[1], Original)


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)


@given(st.lists(st.tuples(CELL, CELL, CELL), max_size=20), st.sampled_from([",", ";", "\t", "|"]))
def test_what_a_csv_writer_writes_is_read_back(rows, separator):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, quoting=csv.QUOTE_ALL).writerows(rows)
    text.seek(0)
    found = list(records(Lines(text), separator, EXPECTED))
    assert [record.cells for record in found] == [row for row in rows if any(c and not c.isspace() for c in row)]


@given(st.text(st.characters(codec="utf-8", include_characters='",;\n'), max_size=300))
def test_no_text_loses_a_line(text):
    """Every physical line with something in it is in exactly one record, read or refused."""
    stream = io.StringIO(text, newline="")
    source = Lines(stream)
    found = list(records(source, ",", EXPECTED))
    lines = io.StringIO(text, newline="").readlines()
    starts = [record.original.line if isinstance(record, BadRow) else record.line for record in found]
    assert starts == sorted(set(starts))
    assert all(lines[start - 1].strip(' ,"\r\n') or lines[start - 1] for start in starts)
    for record in found:
        if isinstance(record, BadRow) and record.original.raw:
            assert lines[record.original.line - 1].rstrip("\r\n") == record.original.raw
