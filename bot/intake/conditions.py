"""Conditions of mapping files: what must stand in a row for a value to be taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from bot.authored import Fields, Listing, Node, Problems, Table, Text, parsed, words, yes_or_no
from bot.intake.conversions import Convert

Cells = Mapping[str, str]
Test = Callable[[Cells], bool]

_COMBINED: Final = ("all", "any", "not")
_COMPARED: Final = ("equals", "one_of", "empty", "above", "below")


@dataclass(frozen=True, slots=True)
class ConditionReader:
    """Reads conditions of one mapping file. `column` notes a column's name and place, `decimals` reads numbers."""

    column: Callable[[Text], str]
    decimals: Convert
    problems: Problems

    def read(self, node: Node) -> Test:
        """`{column: Disputed, equals: "Yes"}`, or `all`, `any` (lists) and `not` over such.

        What is wrong is noted; the test then holds for no row.
        """
        if not isinstance(node, Table):
            self.problems.add(node.place, "A condition holds `column:` and a comparison.", "wrong-type")
            return _never
        combined = [key for key in _COMBINED if key in node.entries]
        if combined:
            return self._combined(node, combined[0])
        return self._compared(Fields(node, "a condition", self.problems, ("column", *_COMPARED, *_COMBINED)))

    def _combined(self, table: Table, key: str) -> Test:
        fields = Fields(table, f"a condition with '{key}'", self.problems, (key,))
        if key == "not":
            inner = self.read(fields.table.entries[key])
            return lambda cells: not inner(cells)
        tests = tuple(self.read(item) for item in fields.items(key))
        if key == "all":
            return lambda cells: all(test(cells) for test in tests)
        return lambda cells: any(test(cells) for test in tests)

    def _compared(self, fields: Fields) -> Test:
        node = fields.table.entries.get("column")
        chosen = [key for key in _COMPARED if key in fields]
        if not isinstance(node, Text) or len(chosen) != 1:
            sentence = f"A condition holds `column:` and one of {', '.join(_COMPARED)}."
            self.problems.add(fields.table.place, sentence, "wrong-condition")
            return _never
        return self._test(self.column(node), chosen[0], fields)

    def _test(self, column: str, key: str, fields: Fields) -> Test:
        match key:
            case "equals" | "one_of":
                wanted = frozenset(self._texts(fields.table.entries[key], key))
                return lambda cells: cells[column].strip().casefold() in wanted
            case "empty":
                empty = fields.get(key, yes_or_no, default=True)
                return lambda cells: (not cells[column].strip()) is empty
            case _:
                limit = fields.get(key, lambda text: Decimal(self.decimals(text)), Decimal(0))
                return self._amount_test(column, limit, above=key == "above")

    def _texts(self, node: Node, key: str) -> list[str]:
        nodes = node.items if isinstance(node, Listing) else (node,)
        found = [parsed(item, words, self.problems, key) for item in nodes]
        return [text.casefold() for text in found if text is not None]

    def _amount_test(self, column: str, limit: Decimal, *, above: bool) -> Test:
        def test(cells: Cells) -> bool:
            text = cells[column].strip()
            if not text:
                return False
            value = Decimal(self.decimals(text))
            return value > limit if above else value < limit

        return test


def _never(_: Cells) -> bool:
    return False
