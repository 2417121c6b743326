"""How one value of a mapping is got: from a column, a constant, a template, or a choice among such."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bot.authored import Fields, Node, Place, Problems, Table, Text, parsed, shown, suggest, words
from bot.domain.errors import Rejected
from bot.intake.columns import AMOUNTS, CHECKS, DATES
from bot.intake.conditions import ConditionReader
from bot.intake.conversions import Convert, date_format, decimal_style
from bot.intake.mapping import Cells, Take

_SOURCES: Final = ("column", "constant", "template", "choose")
_DETAILS: Final = ("dates", "decimals", "values", "otherwise", "when")
_PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")
_UNSAFE: Final = re.compile(r"[^a-z0-9._+-]+")


@dataclass(frozen=True, slots=True)
class ValueReader:
    """Reads the values of one mapping file. `named` collects the foreign columns and where they stand."""

    problems: Problems
    dates: Convert
    decimals: Convert
    named: dict[str, Place]

    def column(self, node: Text) -> str:
        """Note a foreign column; return its name."""
        self.named.setdefault(node.value.strip(), node.place)
        return node.value.strip()

    @property
    def conditions(self) -> ConditionReader:
        return ConditionReader(self.column, self.decimals, self.problems)

    def take(self, target: str, node: Node) -> Take:
        """How to get the value of our column `target`. What is wrong is noted; the value is then empty."""
        if isinstance(node, Text):
            return self._column(target, node, None)
        if not isinstance(node, Table):
            self.problems.add(node.place, f"{shown(target)} must be a column or a mapping.", "wrong-type")
            return _nothing
        return self._table(target, node)

    def _table(self, target: str, table: Table) -> Take:
        fields = Fields(table, f"'{target}'", self.problems, (*_SOURCES, *_DETAILS))
        chosen = [key for key in _SOURCES if key in fields]
        if len(chosen) != 1:
            sentence = f"'{target}' holds exactly one of {', '.join(_SOURCES)}."
            self.problems.add(table.place, sentence, "wrong-value")
            return _nothing
        take = self._source(target, chosen[0], fields)
        if "when" not in fields:
            return take
        test = self.conditions.read(table.entries["when"])
        return lambda cells: take(cells) if test(cells) else ""

    def _source(self, target: str, key: str, fields: Fields) -> Take:
        node = fields.table.entries[key]
        if key == "choose":
            return self._choice(target, fields)
        if not isinstance(node, Text):
            self.problems.add(node.place, f"'{key}' must be plain text.", "wrong-type")
            return _nothing
        if key == "column":
            return self._column(target, node, fields)
        return self._constant(target, node) if key == "constant" else self._template(target, node)

    # --- from a column -----------------------------------------------------------------------------------------

    def _column(self, target: str, node: Text, fields: Fields | None) -> Take:
        name = self.column(node)
        convert = self._convert(target, fields)
        if convert is None:
            return lambda cells: cells[name].strip()

        def take(cells: Cells) -> str:
            text = cells[name].strip()
            try:
                return convert(text) if text else ""
            except Rejected as error:
                raise Rejected(f"{name}: {error}") from None

        return take

    def _convert(self, target: str, fields: Fields | None) -> Convert | None:
        if fields and "values" in fields:
            return self._value_map(target, fields)
        if target in DATES:
            return fields.get("dates", date_format, self.dates) if fields else self.dates
        if target in AMOUNTS:
            return fields.get("decimals", decimal_style, self.decimals) if fields else self.decimals
        return None

    def _value_map(self, target: str, fields: Fields) -> Convert:
        table = fields.inner("values") or Table(fields.table.place)
        known = {key: self._checked(target, node) for key, node in table.entries.items()}
        by_fold = {key.casefold(): value for key, value in known.items()}
        otherwise = fields.table.entries.get("otherwise")
        default = None if otherwise is None else self._checked(target, otherwise)
        return _value_map(by_fold, tuple(known), default)

    # --- from what the mapping itself says ---------------------------------------------------------------------

    def _checked(self, target: str, node: Node) -> str:
        if isinstance(node, Text) and not node.value:
            return ""
        text = parsed(node, words, self.problems, target)
        if text is not None and target in CHECKS:
            parsed(node, CHECKS[target], self.problems, target)
        return text or ""

    def _constant(self, target: str, node: Text) -> Take:
        value = self._checked(target, node)
        return lambda _: value

    def _template(self, target: str, node: Text) -> Take:
        names = _PLACEHOLDER.findall(node.value)
        if not names or re.search(r"[{}]", _PLACEHOLDER.sub("", node.value)):
            self.problems.add(node.place, "A template holds columns in braces: '{Name}'.", "wrong-value")
            return _nothing
        for name in names:
            self.column(Text(node.place, name))
        return _template(node.value, _in_address if target == "email" else str.strip)

    def _choice(self, target: str, fields: Fields) -> Take:
        takes = tuple(self.take(target, item) for item in fields.items("choose"))
        # The first that gives something: an alternative whose `when` does not hold gives nothing.
        return lambda cells: next(filter(None, (take(cells) for take in takes)), "")


def _nothing(_: Cells) -> str:
    return ""


def _value_map(known: Mapping[str, str], names: tuple[str, ...], otherwise: str | None) -> Convert:
    def convert(text: str) -> str:
        value = known.get(text.casefold(), otherwise)
        if value is None:
            raise Rejected(f"{shown(text)} is none of the values that the mapping knows.{suggest(text, names)}")
        return value

    return convert


def _template(template: str, clean: Convert) -> Take:
    # Split by a pattern with one group: literal texts at even places, names of columns at odd ones.
    parts = _PLACEHOLDER.split(template)
    names = tuple(name.strip() for name in parts[1::2])
    layout = "%s".join(part.replace("%", "%%") for part in parts[::2])

    def take(cells: Cells) -> str:
        filled = tuple(clean(cells[name]) for name in names)
        # When every column is empty it says nothing: "@example.test" is no address.
        return layout % filled if any(filled) else ""

    return take


def _in_address(text: str) -> str:
    return _UNSAFE.sub("-", text.strip().lower()).strip("-.")
