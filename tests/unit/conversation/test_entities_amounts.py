"""Amounts in eight languages: the tables in `amounts/`, a line a reply."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.conversation.amounts import AmountContext, find_amounts
from bot.conversation.cleaning import clean, fold
from bot.domain.money import Money, to_minor

_TABLES = sorted((Path(__file__).parent / "amounts").glob("*.txt"))


def rows(path: Path) -> Iterator[tuple[str, AmountContext, tuple[tuple[int, str | None], ...]]]:
    region, open_amount = "", None
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("@ "):
            country, *amount = line[2:].split()
            region = country.strip("-")
            open_amount = Money(to_minor(amount[0], amount[1]), amount[1]) if len(amount) > 1 else None
        elif line and not line.startswith("#"):
            text, _, wanted = line.rpartition("=>")
            asked = text.startswith("{asked} ")
            expected = tuple(_amount(part) for part in wanted.split(";") if part.strip())
            yield text.removeprefix("{asked} ").strip(), AmountContext(region, open_amount, asked=asked), expected


def _amount(written: str) -> tuple[int, str | None]:
    value, code = written.split()
    return to_minor(value, code if code != "?" else "EUR"), None if code == "?" else code


_ROWS = [(path.stem, *row) for path in _TABLES for row in rows(path)]


@pytest.mark.parametrize(("language", "text", "context", "wanted"), _ROWS)
def test_amounts_in_eight_languages(
    language: str, text: str, context: AmountContext, wanted: tuple[tuple[int, str | None], ...]
) -> None:
    found = find_amounts(fold(clean(text)), (), context)
    assert tuple((amount.minor_units, amount.currency) for amount in found) == wanted, language


def test_each_language_has_its_table() -> None:
    counted = {path.stem: len(list(rows(path))) for path in _TABLES}
    assert set(counted) == {"en", "es", "fr", "de", "pt", "it", "nl", "pl"}
    assert min(counted.values()) >= 40


@pytest.mark.parametrize(
    "unit", ["1", "1 ", "1.", "1,000", "half ", "the rest ", "two hundred and ", "$", "€1", "not 50, ", "k 1", "un "]
)
def test_amounts_in_hostile_text_take_little_time(unit: str) -> None:
    text = (unit * 2000)[:2000]
    begun = time.process_time()
    find_amounts(fold(text), (), AmountContext("US", Money(48250, "USD"), asked=True))
    assert time.process_time() - begun < 0.5
