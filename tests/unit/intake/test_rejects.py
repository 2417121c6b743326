"""The reject file: nothing lost, nothing run by a spreadsheet, and it can be imported again once repaired."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from bot.app.import_ports import BadRow, Original
from bot.intake.rejects import guarded, reject_file, unguarded
from tests.unit.intake.ledgers import BROKEN, SAMPLE, bad, good, opened, read, receivables


def rejected(tmp_path, file):
    found, rows = opened(file, receivables())
    path = tmp_path / "rejected.csv"
    with reject_file(path, found.columns) as rejects:
        for row in bad(rows):
            rejects.add(row)
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    return path, list(csv.DictReader(text.splitlines()))


def test_no_problem_leaves_no_file(tmp_path):
    path, _ = rejected(tmp_path, SAMPLE)
    assert not path.exists()


def test_a_row_stands_as_it_was_with_line_and_reasons(tmp_path):
    _, lines = rejected(tmp_path, BROKEN / "bad_values.csv")
    assert lines[0]["InvoiceAmount"] == "seventy"
    assert lines[0]["followup_line"] == "2"
    assert "seventy" in lines[0]["followup_reasons"]


def test_half_a_row_is_kept(tmp_path):
    _, lines = rejected(tmp_path, BROKEN / "half_a_file.csv")
    [line] = lines
    original = (BROKEN / "half_a_file.csv").read_text().splitlines()[-1]
    assert [value for value in line.values() if value][: original.count(",") + 1] == original.split(",")
    assert line["followup_reasons"].startswith("The row has ")


def test_a_row_that_fits_no_columns_is_kept_whole(tmp_path):
    _, lines = rejected(tmp_path, BROKEN / "stray_quote.csv")
    assert [line["followup_raw"] for line in lines] == [(BROKEN / "stray_quote.csv").read_text().splitlines()[2]]


def test_cells_that_a_spreadsheet_would_run_get_a_quote(tmp_path):
    _, lines = rejected(tmp_path, BROKEN / "formulas.csv")
    assert [line["customerID"][:2] for line in lines] == ["'=", "'+", "'-", "'@"]


def test_no_cell_of_a_reject_file_begins_like_a_formula(tmp_path):
    path = tmp_path / "r.csv"
    with reject_file(path, ("=a", "b")) as rejects:
        rejects.add(BadRow(Original(2, ("\t=1", "\r-1", "+3")), ("=why",)))
        rejects.add(BadRow(Original(3, (), "@raw"), ("why",)))
    for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)


def test_a_repaired_reject_file_is_imported_as_it_is(tmp_path):
    path, _ = rejected(tmp_path, BROKEN / "formulas.csv")
    path.write_text(path.read_text().replace("nothing", "12.50"))
    rows = read(path, receivables())
    assert [row.customer.external_id for row in good(rows)] == ["=cmd|'/C calc'!A0", "+1+1", "-2+3", "@SUM(A1)"]


@given(st.text())
def test_guarding_can_be_taken_back(cell):
    if not cell.startswith("'"):
        assert unguarded(guarded(cell)) == cell


def test_other_encodings_and_separators_are_read_like_the_plain_file():
    plain = good(read(SAMPLE, receivables()))[:5]
    tabs, _ = opened(BROKEN / "tabs_utf_16.csv", receivables())
    assert (tabs.encoding, tabs.separator) == ("utf-16", "\t")
    assert [r.invoice for r in good(read(BROKEN / "tabs_utf_16.csv", receivables()))] == [r.invoice for r in plain]
    windows = good(read(BROKEN / "semicolons_windows_1252.csv", receivables()))
    assert windows[0].customer.external_id == "Müller"
    assert windows[0].customer.email == "m-ller@example.test"
