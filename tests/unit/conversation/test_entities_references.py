"""References in eight languages: the tables in `references/`, a line a reply."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.conversation.cleaning import clean, fold
from bot.conversation.references import find_references

_TABLES = sorted((Path(__file__).parent / "references").glob("*.txt"))
_Row = tuple[str, list[str], bool, list[tuple[str, str]]]


def rows(path: Path) -> Iterator[_Row]:
    invoices: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("@ "):
            invoices = line[2:].split()
        elif line and not line.startswith("#"):
            text, _, wanted = line.rpartition("=>")
            expected = [part.strip().partition(" ")[::2] for part in wanted.split("; ") if part.strip()]
            yield (
                text.removeprefix("{asked} ").strip(),
                invoices,
                text.startswith("{asked} "),
                [(written, kind) for kind, written in expected],
            )


_ROWS = [(path.stem, *row) for path in _TABLES for row in rows(path)]


@pytest.mark.parametrize(("language", "text", "invoices", "asked", "wanted"), _ROWS)
def test_references_in_eight_languages(
    language: str, text: str, invoices: list[str], asked: bool, wanted: list[tuple[str, str]]
) -> None:
    text = clean(text)
    found = find_references(text, fold(text), invoices, asked=asked, taken=())
    assert [(reference.text, reference.kind) for reference in found] == wanted, language


def test_each_language_has_its_table() -> None:
    counted = {path.stem: len(list(rows(path))) for path in _TABLES}
    assert set(counted) == {"en", "es", "fr", "de", "pt", "it", "nl", "pl"}
    assert min(counted.values()) >= 25


@pytest.mark.parametrize(
    "unit", ["ref ", "ref 1", "1-", "a1", "1234 ", "DE89 ", "invoice no ", "A-1", "+++", "rf18 ", "ref is the of "]
)
def test_references_in_hostile_text_take_little_time(unit: str) -> None:
    text = (unit * 2000)[:2000]
    begun = time.process_time()
    find_references(text, fold(text), [f"INV-{number:05}" for number in range(500)], asked=True, taken=())
    assert time.process_time() - begun < 0.5
