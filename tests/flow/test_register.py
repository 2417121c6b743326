"""`followup register` and `followup import --suspense` as a user has them: real processes, exit codes, files."""

from __future__ import annotations

import csv
import io

import pytest

from tests.flow.shell import Shell
from tests.flow.test_cli import import_sample


@pytest.fixture
def shell(tmp_path) -> Shell:
    return Shell(tmp_path)


def in_csv(shell: Shell, *words: str) -> list[dict[str, str]]:
    done = shell("register", *words, "--format", "csv")
    assert done.returncode == 0, done.stderr
    return list(csv.DictReader(io.StringIO(done.stdout, newline="")))


def test_a_register_is_complete_in_every_form_and_the_same_twice(shell):
    opened = import_sample(shell)["opened"]
    kinds = ("missing_payments", "underpayments", "overpayments", "duplicates", "disputes", "credits_and_refunds")
    rows = {name: in_csv(shell, name) for name in kinds}
    assert sum(map(len, rows.values())) == opened
    name = max(rows, key=lambda one: len(rows[one]))
    facts = shell.facts("register", name)
    assert [row["case"] for row in facts["rows"]] == [row["case"] for row in rows[name]]
    assert in_csv(shell, name) == rows[name]
    table = shell("register", name)
    assert len(table.stdout.splitlines()) == len(rows[name]) + 1
    count = len(rows[name])
    assert table.stderr.strip().endswith(f"{count} {'entry' if count == 1 else 'entries'}.")


def test_days_that_lie_elsewhere_have_no_entries(shell):
    import_sample(shell)
    assert in_csv(shell, "missing_payments", "--to", "2001-01-01") == []
    assert shell.facts("register", "approvals") == {"register": "approvals", "rows": []}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["overpayment"], "Did you mean overpayments"),
        (["nothing_like_it"], "There are: overpayments, underpayments"),
        (["disputes", "--client", "acmee", "--format", "csv"], "Did you mean acme"),
        (["disputes", "--from", "2024-02-01", "--to", "2024-01-01"], "--to is before --from"),
        (["disputes", "--from", "soon"], "is not a day"),
        (["disputes", "--format", "xml"], "xml"),
    ],
)
def test_wrong_use_is_told_and_ends_with_two(shell, words, says):
    done = shell("register", *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_what_is_in_suspense_comes_in_and_stands_in_its_register(shell):
    (shell.folder / "suspense.csv").write_text(
        "client,external_id,currency,amount_paid,payment_date\nacme,=R1,USD,120.00,2026-03-02\n", encoding="utf-8"
    )
    facts = shell.facts("import", "suspense.csv", "--suspense")
    assert (facts["rows"], facts["new"], facts["unassigned"], facts["rejected"]) == (1, 1, 1, 0)
    row = in_csv(shell, "suspense")[0]
    assert (row["transaction_id"], row["paid"], row["received_on"], row["state"]) == (
        *("'=R1", "120.00", "2026-03-02", "in suspense"),
    )
    (shell.folder / "bad.csv").write_text(
        "client,external_id,currency,amount_paid\nacme,R2,USD,much\n", encoding="utf-8"
    )
    done = shell("import", "bad.csv", "--suspense")
    assert (done.returncode, "1 rejected" in done.stdout) == (1, True)
    assert shell("import", "bad.csv", "--suspense", "--as-of", "2026-01-01").returncode == 2


def test_a_card_number_in_a_ledger_stands_in_no_register(shell):
    (shell.folder / "ledger.csv").write_text(
        "client,external_id,customer_id,customer_name,email,country,timezone,case_type,invoice_number,currency,"
        "amount_expected,amount_paid\n"
        "acme,E1,C1,Ada,ada@example.org,US,America/New_York,overpayment,4111 1111 1111 1111,USD,10.00,12.00\n",
        encoding="utf-8",
    )
    assert shell.facts("import", "ledger.csv")["opened"] == 1
    [row] = in_csv(shell, "overpayments")
    assert row["invoice"] == "[card ending 1111]"
    assert shell.facts("register", "overpayments")["rows"][0]["invoice"] == "[card ending 1111]"
