"""Every rule that the code knows stands in the document that names its source."""

from __future__ import annotations

from pathlib import Path

from bot.domain.rules import Rule

TABLE = (Path(__file__).parents[2] / "docs" / "rules.md").read_text(encoding="utf-8")


def test_every_rule_is_explained_with_its_source():
    ids = {one.strip() for line in TABLE.splitlines() if line.startswith("| ") for one in line.split("|")[1].split(",")}
    assert {rule.value for rule in Rule} <= ids
