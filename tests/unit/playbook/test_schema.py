"""The JSON Schema says of the shipped playbooks what the reader says, and underlines what the reader refuses."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import fastjsonschema
import pytest
import yaml

from bot.authored import Fields, Problems, read_file
from bot.domain.vocabulary import Channel
from bot.playbook.actions import FOLLOWING_VERBS, REACTION_VERBS, STEP_VERBS
from bot.playbook.conditions import CONDITION_KEYS
from bot.playbook.reader import PLAYBOOK_KEYS, STEP_FRAME
from bot.playbook.schema import MEANS, override_schema, playbook_schema

PLAYBOOKS = sorted((Path(__file__).parents[3] / "playbooks").glob("*.yaml"))
CLIENTS = sorted((Path(__file__).parents[3] / "config" / "clients").glob("*.yaml"))


class Editor(yaml.SafeLoader):
    """YAML 1.2 as editors read it: only `true` and `false` are no texts, `10:00` and `on` are."""


_OLD = ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:int", "tag:yaml.org,2002:float")
Editor.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag not in _OLD]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Editor.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), list("tf"))
Editor.add_implicit_resolver("tag:yaml.org,2002:int", re.compile("^[-+]?[0-9]+$"), list("-+0123456789"))


@pytest.fixture(scope="module")
def validate() -> Callable[[Any], Any]:
    return fastjsonschema.compile(playbook_schema())


@pytest.mark.parametrize("path", PLAYBOOKS, ids=lambda path: path.stem)
def test_a_shipped_playbook_has_nothing_underlined(validate: Callable[[Any], Any], path: Path) -> None:
    read = yaml.load(path.read_text("utf-8"), Editor)
    assert validate(read) == read


@pytest.mark.parametrize("path", CLIENTS, ids=lambda path: path.stem)
def test_what_a_client_overrides_has_nothing_underlined(path: Path) -> None:
    check = fastjsonschema.compile(override_schema())
    for override in (yaml.load(path.read_text("utf-8"), Editor).get("playbooks") or {}).values():
        check(override)


GOOD = """
playbook: mine
extends: base
for: [missing_payment]
owes: they
steps:
  - id: first
    when: 3 days after due
    send: missing_payment/first
    as: chase
    tone: friendly
    only if: {above: "10.00", kind: business}
reactions:
  already_paid:
    - wait: 2 business days
      then: a person
  dispute: nothing
"""
SLIPS = {
    "a misspelt key": ("extends: base", "extend: base"),
    "a misspelt type": ("missing_payment]", "missing_paymnet]"),
    "a time without a unit": ("3 days after due", "3 after due"),
    "an unknown tone": ("tone: friendly", "tone: furious"),
    "a template without a room": ("send: missing_payment/first", "send: first"),
    "two verbs in a step": ("    as: chase", "    as: chase\n    propose: refund"),
    "a detail of another verb": ("    as: chase", "    as: chase\n    because: trace"),
    "an unknown trigger": ("already_paid:", "allready_paid:"),
    "a wait that leads nowhere": ("then: a person", "then: nobody"),
    "an action without a verb": ("    - wait: 2 business days\n", "    - owner: operator\n"),
    "an unknown condition": ("kind: business", "size: big"),
    "a deadline that is none": ("wait: 2 business days", "wait: soon"),
    "a wait that does not say who goes on": ("      then: a person\n", ""),
    "a hold without a deadline": ("wait: 2 business days\n      then: a person", "hold: trace\n      owner: operator"),
}


def test_a_small_playbook_is_accepted(validate: Callable[[Any], Any]) -> None:
    good = yaml.load(GOOD, Editor)
    assert validate(good) == good


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_underlined(validate: Callable[[Any], Any], slip: str) -> None:
    before, after = SLIPS[slip]
    assert before in GOOD
    with pytest.raises(fastjsonschema.JsonSchemaException):
        validate(yaml.load(GOOD.replace(before, after), Editor))


def test_every_key_of_the_language_says_what_it_means() -> None:
    verbs = {**STEP_VERBS, **REACTION_VERBS, **FOLLOWING_VERBS}
    keys = {*PLAYBOOK_KEYS, *STEP_FRAME, *CONDITION_KEYS, *verbs, *(d for verb in verbs.values() for d in verb.details)}
    assert keys == set(MEANS)


VALUES = {
    "send": "a/b", "hand over to": "operator", "propose": "refund", "task": "look", "escalate to": "supervisor",
    "inquire": "bank", "tell": "a/b", "hold": "trace", "wait": "1 day", "resume after": "1 day", "answer": "a/b",
    "clarify": "a/b", "close as": "refunded",
}  # fmt: skip


@pytest.mark.parametrize("name", VALUES)
def test_an_editor_asks_for_what_the_reader_asks_for(tmp_path: Path, name: str) -> None:
    path, problems = tmp_path / "action.yaml", Problems()
    path.write_text(f"{name}: {VALUES[name]}\n", "utf-8")
    table = read_file(path, problems)
    assert table is not None
    verb = {**STEP_VERBS, **REACTION_VERBS, **FOLLOWING_VERBS}[name]
    verb.read(Fields(table, "a reaction", problems, [name, *verb.details]), (Channel.EMAIL,))
    assert {re.findall("'([^']+)' is missing", problem.sentence)[0] for problem in problems} == set(verb.needs)
