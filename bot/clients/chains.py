"""Escalation chains as people write them: levels, each with a role, ways to ping it, and how long it has."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from bot.authored import Fields, Node, Place, Problems, Table, one_of, shown, whole_number, words, yes_or_no
from bot.clients.built_in_escalations import BUILT_IN_NAME
from bot.domain.chains import Chain, Level, PingBy
from bot.domain.errors import Rejected
from bot.domain.playbook import Duration, Unit
from bot.domain.vocabulary import Role
from bot.playbook.phrases import duration

PINGED: Final = (Role.OPERATOR, Role.APPROVER, Role.SUPERVISOR, Role.ADMIN)
MOST_REPEATS: Final = 20  # then the watchdog alarms; more pings are not read
MOST_LEVELS: Final = 10
_MINUTES: Final = re.compile(r"([0-9]{1,3}) +minutes?")


@dataclass(frozen=True, slots=True)
class ReadChain:
    """A chain and where it stands: `levels` are the places of its levels."""

    chain: Chain
    place: Place
    levels: tuple[Place, ...]

    @property
    def built_in(self) -> bool:
        return self.place.file == BUILT_IN_NAME


def read_chains(fields: Fields) -> dict[str, ReadChain | None]:
    """The chains by name; None for one in which something is wrong, which is noted."""
    table = fields.inner("chains")
    if table is None:
        return {}
    return {name: _chain(name, node, fields.problems) for name, node in table.entries.items()}


def _chain(name: str, node: Node, problems: Problems) -> ReadChain | None:
    if not isinstance(node, Table):
        problems.add(node.place, f"The chain {shown(name)} is written as `key: value` lines.", "wrong-type")
        return None
    fields = Fields(node, f"the chain {shown(name)}", problems, ("levels", "repeats", "working hours"))
    nodes = fields.items("levels")
    if not nodes:
        place = fields.place("levels") if "levels" in fields else node.place
        problems.add(place, f"The chain {shown(name)} needs at least one level.", "no-level")
    if len(nodes) > MOST_LEVELS:
        problems.add(fields.place("levels"), f"A chain has at most {MOST_LEVELS} levels.", "wrong-value")
    levels = [_level(one, problems) for one in nodes]
    known = tuple(level for level in levels if level is not None)
    if not known or len(known) < len(levels):
        return None
    chain = Chain(
        name,
        known,
        repeats=fields.get("repeats", whole_number(0, MOST_REPEATS), 0),
        working_hours=fields.get("working hours", yes_or_no, default=True),
    )
    return ReadChain(chain, node.place, tuple(one.place for one in nodes))


def _level(node: Node, problems: Problems) -> Level | None:
    if not isinstance(node, Table):
        problems.add(node.place, "A level is written as `key: value` lines.", "wrong-type")
        return None
    fields = Fields(node, "a level", problems, ("role", "by", "within"))
    role, within = fields.need("role", _pinged), fields.need("within", waiting)
    by = fields.many("by", one_of(PingBy, "a way to ping somebody"))
    if "by" not in fields:
        fields.need("by", words)
    if len(set(by)) < len(by):
        problems.add(fields.place("by"), "The same way to ping is given twice.", "wrong-value")
    return Level(role, by, within) if role and within and by else None


def _pinged(text: str) -> Role:
    role = one_of(Role, "a role")(text)
    if role not in PINGED:
        raise Rejected(f"{shown(text)} cannot take a case; ping one of {', '.join(PINGED)}.")
    return role


def waiting(text: str) -> Duration:
    """Parse: how long a level has, such as "20 minutes", "4 hours", "1 business day"; not zero."""
    minutes = _MINUTES.fullmatch(text)
    if minutes is None:
        return duration(text)
    if int(minutes[1]) == 0:
        raise Rejected(f"{shown(text)} is no time at all; the least is '1 minute'.")
    return Duration(int(minutes[1]), Unit.MINUTES)
