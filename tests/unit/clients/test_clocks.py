"""`config/clocks.yaml`: every line with a source and a day, read strictly, and a client's own times over it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.authored import Problems
from bot.clients import collect
from bot.clients.clocks import read_clocks
from bot.domain.clocks import ClockFor
from bot.domain.playbook import Duration, Unit

SHIPPED = Path(__file__).parents[3] / "config"
ONE = """
clocks:
  - id: visa_chargeback
    for: chargeback
    scheme: visa
    within: 18 days
    source: a processor's page
    noted: 2026-11-20
"""


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(SHIPPED, tmp_path / "config")
    return tmp_path / "config"


def problems_of(folder: Path) -> list[tuple[str, int, str]]:
    found = Problems()
    collect(folder, found)
    return [(Path(one.file).name, one.line, one.sentence) for one in found]


def test_the_shipped_clocks_are_those_of_the_trade():
    found = {clock.id: clock for clock in read_clocks(SHIPPED, Problems())}
    days = {name: clock.within.amount for name, clock in found.items() if clock.what is ClockFor.CHARGEBACK}
    assert days == {
        "amex_chargeback": 14,
        "visa_chargeback": 18,
        "visa_chargeback_us_ca": 9,
        "diners_chargeback": 25,
        "discover_chargeback": 25,
        "mastercard_chargeback": 40,
        "jcb_chargeback": 40,
    }
    assert (found["nacha_retry"].times, found["visa_chargeback_us_ca"].countries) == (2, ("US", "CA"))


def test_a_deployment_without_the_file_has_the_shipped_clocks(folder):
    (folder / "clocks.yaml").unlink()
    assert read_clocks(folder, Problems()) == read_clocks(SHIPPED, Problems())


def test_a_client_says_otherwise_by_id(folder):
    path = folder / "clients" / "acme.yaml"
    path.write_text(path.read_text() + "\nclocks:\n  visa_chargeback: 12 days\n")
    rules = collect(folder, Problems()).rules
    within = {name: {clock.id: clock.within for clock in one.clocks} for name, one in rules.items()}
    assert within["acme"]["visa_chargeback"] == Duration(12, Unit.DAYS)
    assert within["northwind"]["visa_chargeback"] == Duration(18, Unit.DAYS)


@pytest.mark.parametrize(
    ("change", "line", "says"),
    [
        (("within: 18 days", "within: soon"), 6, "soon"),
        (("for: chargeback", "for: chargebacks"), 4, "chargeback"),
        (("source: a processor's page", "origin: mine"), 7, "'origin' is not known"),
        (("2026-11-20", "20.11.2026"), 8, "is not a day"),
        (("scheme: visa", "countries: [usa]"), 5, "two capital letters"),
        (("id: visa_chargeback", "id: Visa"), 3, "is not an id"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(folder, change, line, says):
    (folder / "clocks.yaml").write_text(ONE.replace(*change))
    assert any(
        name == "clocks.yaml" and at == line and says in sentence for name, at, sentence in problems_of(folder)
    ), problems_of(folder)


def test_two_clocks_of_one_id_are_a_problem(folder):
    (folder / "clocks.yaml").write_text(ONE + ONE.removeprefix("\nclocks:\n"))
    assert any("two clocks" in sentence for _, _, sentence in problems_of(folder))


def test_a_client_that_names_an_unknown_clock_is_helped(folder):
    path = folder / "clients" / "acme.yaml"
    path.write_text(path.read_text() + "\nclocks:\n  visa_chargback: 12 days\n")
    assert any("visa_chargeback" in sentence for _, _, sentence in problems_of(folder))
