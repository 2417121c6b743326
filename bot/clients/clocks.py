"""Reading `config/clocks.yaml`: outside clocks, and what a client says otherwise."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from bot.authored import (
    Fields,
    Node,
    Place,
    Problems,
    Table,
    one_of,
    parsed,
    read_file,
    shown,
    suggest,
    whole_number,
    words,
)
from bot.domain.clocks import ClockFor, OutsideClock, normal_scheme
from bot.domain.errors import Rejected
from bot.playbook.phrases import duration
from bot.shipped import shipped

FILE = "clocks.yaml"
CLOCK_KEYS = ("id", "for", "scheme", "countries", "within", "times", "source", "noted")


def read_clocks(folder: Path, problems: Problems) -> tuple[OutsideClock, ...]:
    """The clocks of the deployment; those that ship with the product where it has no file of its own."""
    own = folder / FILE
    path = own if own.exists() else shipped("config") / FILE
    table = read_file(path, problems)
    fields = Fields(table or Table(Place(str(path), 1, 1)), "the clocks", problems, ("clocks",))
    found: dict[str, OutsideClock] = {}
    for node in fields.items("clocks"):
        clock = _clock(node, problems)
        if clock is None:
            continue
        if clock.id in found:
            problems.add(node.place, f"There are two clocks with the id {shown(clock.id)}.", "id-twice")
        found[clock.id] = clock
    return tuple(found.values())


def of_client(clocks: tuple[OutsideClock, ...], fields: Fields) -> tuple[OutsideClock, ...]:
    """The clocks of a client: what its file says under `clocks:` takes the place of the deployment's time."""
    table = fields.inner("clocks")
    if table is None:
        return clocks
    known: Mapping[str, OutsideClock] = {clock.id: clock for clock in clocks}
    changed = dict(known)
    for name, node in table.entries.items():
        if name not in known:
            place = table.keys[name]
            fields.problems.add(place, f"There is no clock {shown(name)}.{suggest(name, known)}", "unknown-clock")
            continue
        within = parsed(node, duration, fields.problems, name)
        if within is not None:
            changed[name] = replace(known[name], within=within)
    return tuple(changed.values())


def _clock(node: Node, problems: Problems) -> OutsideClock | None:
    if not isinstance(node, Table):
        problems.add(node.place, "A clock is written as `key: value` lines.", "wrong-type")
        return None
    fields = Fields(node, "a clock", problems, CLOCK_KEYS)
    name, what = fields.need("id", _id), fields.need("for", one_of(ClockFor, "what a clock is for"))
    within, source = fields.need("within", duration), fields.need("source", words)
    noted = fields.need("noted", _day)
    scheme = normal_scheme(fields.get("scheme", words, ""))
    countries = fields.many("countries", _country)
    times = fields.get("times", whole_number(1, 100), None)
    if name is None or what is None or within is None or source is None or noted is None:
        return None
    return OutsideClock(name, what, within, source, noted, scheme, countries, times)


def _id(text: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,47}", text):
        raise Rejected(f"{shown(text)} is not an id: use small letters, digits, underscores.")
    return text


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Rejected(f"{shown(text)} is not a day such as 2026-11-20.") from None


def _country(text: str) -> str:
    if not re.fullmatch(r"[A-Z]{2}", text):
        raise Rejected(f"{shown(text)} is not a country of two capital letters such as 'US'.")
    return text
