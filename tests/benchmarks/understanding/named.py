"""What replies name - days with roles, amounts, references, addresses - against values by other hands."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.conversation.lines import understand_lines
from bot.conversation.understand import Understander

NAMED = Path(__file__).parents[2] / "data" / "entities"
KINDS = ("dates", "amounts", "references", "emails", "phones")


@dataclass
class Tally:
    """How many were expected, found, and both; which lines were wrong."""

    expected: int = 0
    found: int = 0
    right: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, text: str, expected: set[Any], found: set[Any]) -> None:
        self.expected += len(expected)
        self.found += len(found)
        self.right += len(expected & found)
        if expected != found:
            self.wrong.append(
                f"{text!r}: expected {sorted(map(str, expected - found))}, found {sorted(map(str, found - expected))}"
            )

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.expected + self.found) if self.expected + self.found else 1.0


def measure(understander: Understander, folder: Path = NAMED) -> dict[str, dict[str, Tally]]:
    """By language and kind."""
    return {file.stem: _measure(understander, file) for file in sorted(folder.glob("*.jsonl"))}


def _measure(understander: Understander, file: Path) -> dict[str, Tally]:
    tallies = {kind: Tally() for kind in KINDS}
    for line, answer in _read(understander, file):
        for kind in KINDS:
            expected = set(_plain(kind, line["expect"].get(kind, [])))
            tallies[kind].add(line["text"], expected, set(_plain(kind, answer[kind])))
    return tallies


def _read(understander: Understander, file: Path) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    lines = [json.loads(text) for text in file.read_text(encoding="utf-8").splitlines() if text.strip()]
    language = file.stem.partition("-")[0]
    asked = (
        json.dumps({"locale": f"{language}-{line.get('country', '')}", **_without_answer(line), "id": 1})
        for line in lines
    )
    for line, answer in zip(lines, understand_lines(understander, asked), strict=True):
        yield line, json.loads(answer)


def _without_answer(line: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in line.items() if name != "expect"}


def _plain(kind: str, items: Iterable[Any]) -> Iterator[Any]:
    """As values that can be compared: spaces and capitals of references, marks of telephone numbers do not count."""
    for item in items:
        text = item if isinstance(item, str) else item.get("text", "")
        match kind:
            case "dates":
                yield item["date"], item["role"]
            case "amounts":
                yield item["minor_units"], item["currency"]
            case "references":
                yield "".join(filter(str.isalnum, text)).upper()
            case "phones":
                yield "".join(filter(str.isdigit, text))
            case _:
                yield text.casefold()
