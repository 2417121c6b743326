"""Escalations: `config/escalations.yaml` under each client's own `escalations`, read into the domain's model.

A deployment without the file uses what is built in, fitted to whoever works there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from bot.authored import (
    Fields,
    Problems,
    Table,
    clock_time,
    read_file,
    read_text,
    shown,
    suggest,
    whole_number,
    words,
)
from bot.clients.built_in_escalations import BUILT_IN, BUILT_IN_NAME
from bot.clients.chains import ReadChain, read_chains
from bot.clients.weighing import by_currency
from bot.domain.chains import Chain, EscalationReason, Escalations, Level, PingBy, StaffHours
from bot.domain.errors import Rejected
from bot.domain.playbook import Duration, Unit
from bot.domain.rules import Staff
from bot.domain.vocabulary import Role
from bot.playbook.phrases import duration

ESCALATION_KEYS: Final = ("hours", "chains", "reasons", "high value", "repeat issue")
NONE: Final = "none"
DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MOST_DAYS: Final = 1000
SHIPPED: Final = StaffHours()
# PERSON-ONLY: in a crisis a person within the hour.
THE_HOUR: Final = 60  # minutes


def deployments(folder: Path, problems: Problems) -> Table:
    """What `escalations.yaml` in the folder says; what is built in where there is none, or none that can be read."""
    path = folder / "escalations.yaml"
    table = read_file(path, problems) if path.exists() else None
    if table is not None:
        Fields(table, "the escalations", problems, ESCALATION_KEYS)
        return table
    built_in = read_text(BUILT_IN, problems, BUILT_IN_NAME)
    assert built_in is not None, "what is built in can be read"
    return built_in


def read_escalations(below: Table, client: Fields, name: str, staff: Mapping[str, Staff]) -> Escalations:
    """One client's escalations. `staff` are those who work for it. What is wrong is noted and left out."""
    own = client.inner("escalations")
    fields = Fields(_over(below, own) if own else below, "'escalations'", client.problems, ESCALATION_KEYS)
    chains = read_chains(fields)
    return Escalations(
        chains=_by_reason(fields, chains, _Team(name, tuple(staff.values()))),
        high_value=by_currency(fields, "high value"),
        hours=_hours(fields),
        **_repeats(fields),
    )


def _over(lower: Table, upper: Table) -> Table:
    """A client's words over the deployment's, key by key within each part."""
    entries, keys = {**lower.entries, **upper.entries}, {**lower.keys, **upper.keys}
    for key in ESCALATION_KEYS:
        below, above = lower.entries.get(key), upper.entries.get(key)
        if isinstance(below, Table) and isinstance(above, Table):
            entries[key] = Table(above.place, {**below.entries, **above.entries}, {**below.keys, **above.keys})
    return Table(upper.place, entries, keys)


# --- which chain for which reason ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Team:
    """Who works for a client."""

    client: str
    people: tuple[Staff, ...]

    def has(self, role: Role) -> bool:
        return any(role in person.roles for person in self.people)

    def has_phone(self, role: Role) -> bool:
        return any(person.phone and role in person.roles for person in self.people)


def _by_reason(fields: Fields, chains: Mapping[str, ReadChain | None], team: _Team) -> dict[EscalationReason, Chain]:
    table = fields.inner("reasons")
    if table is None:
        if "reasons" not in fields:
            fields.need("reasons", words, "Say at least which chain 'other' uses.")
        return {}
    inner = Fields(table, "'reasons'", fields.problems, tuple(EscalationReason))
    inner.need(EscalationReason.OTHER, words, "It is for every reason that has no chain of its own.")
    found: dict[EscalationReason, Chain] = {}
    for reason in EscalationReason:
        key = reason if reason in inner else EscalationReason.OTHER
        read = _named(inner, key, chains)
        if reason is EscalationReason.CRISIS:
            _within_the_hour(inner, key, read, chains)
        chain = _staffed(read, team, fields.problems) if read else None
        if chain is not None:
            found[reason] = chain
    return found


def _named(reasons: Fields, key: str, chains: Mapping[str, ReadChain | None]) -> ReadChain | None:
    """The chain that a reason names; None where it is switched off or wrong."""
    name = reasons.get(key, words, NONE)
    if name != NONE and name not in chains:
        sentence = f"There is no chain {shown(name)}.{suggest(name, (*chains, NONE))}"
        reasons.problems.add(reasons.place(key), sentence, "unknown-chain")
    return chains.get(name)


def _within_the_hour(reasons: Fields, key: str, read: ReadChain | None, chains: Mapping[str, ReadChain | None]) -> None:
    """PERSON-ONLY: a crisis is never left to the next morning, and cannot be switched off."""
    place = reasons.place(key)
    if read is None:
        if reasons.get(key, words, NONE) == NONE or not chains:
            sentence = "Somebody in a crisis gets a person within the hour; 'crisis' needs a chain (PERSON-ONLY)."
            reasons.problems.add(place, sentence, "crisis")
        return
    first = read.chain.levels[0].within
    if read.chain.working_hours:
        sentence = "The chain for a crisis runs round the clock: write 'working hours: no' (PERSON-ONLY)."
        reasons.problems.add(place, sentence, "crisis")
    if _in_minutes(first) > THE_HOUR:
        sentence = "The first level of the chain for a crisis has an hour at most (PERSON-ONLY)."
        reasons.problems.add(place, sentence, "crisis")


def _in_minutes(within: Duration) -> int:
    return within.amount * {Unit.MINUTES: 1, Unit.HOURS: 60}.get(within.unit, 24 * 60)


def _staffed(read: ReadChain, team: _Team, problems: Problems) -> Chain | None:
    """The chain, if the client has people for it. What is built in is fitted to those who are there."""
    if read.built_in:
        levels = tuple(fitting for level in read.chain.levels if (fitting := _fitted(level, team)) is not None)
        return replace(read.chain, levels=levels) if levels else None
    for level, place in zip(read.chain.levels, read.levels, strict=True):
        if not team.has(level.role):
            sentence = f"Nobody in staff.yaml is {level.role} for the client '{team.client}'."
            problems.add(place, sentence, "nobody-pinged")
        elif PingBy.SMS in level.by and not team.has_phone(level.role):
            sentence = f"No {level.role} for the client '{team.client}' has a 'phone' in staff.yaml for a text message."
            problems.add(place, sentence, "no-phone")
    return read.chain


def _fitted(level: Level, team: _Team) -> Level | None:
    by = level.by if team.has_phone(level.role) else tuple(way for way in level.by if way is not PingBy.SMS)
    return replace(level, by=by) if by and team.has(level.role) else None


# --- the rest --------------------------------------------------------------------------------------------------


def _hours(fields: Fields) -> StaffHours:
    table = fields.inner("hours")
    if table is None:
        return SHIPPED
    inner = Fields(table, "'hours'", fields.problems, ("from", "to", "days"))
    start, end = inner.get("from", clock_time, SHIPPED.start), inner.get("to", clock_time, SHIPPED.end)
    if start >= end:
        fields.problems.add(table.place, "The staff's hours end before they begin.", "wrong-value")
        return SHIPPED
    days = tuple(sorted(set(inner.many("days", _day))))
    return StaffHours(start, end, days or SHIPPED.days)


def _day(text: str) -> int:
    if text not in DAYS:
        raise Rejected(f"{shown(text)} is not a day of the week such as 'monday'.{suggest(text, DAYS)}")
    return DAYS.index(text)


def _repeats(fields: Fields) -> dict[str, int]:
    table = fields.inner("repeat issue")
    if table is None:
        return {}
    inner = Fields(table, "'repeat issue'", fields.problems, ("cases", "within"))
    cases, days = inner.need("cases", _cases), inner.need("within", _days)
    return {"repeat_cases": cases, "repeat_days": days} if cases is not None and days is not None else {}


def _cases(text: str) -> int:
    cases = whole_number(0, MOST_DAYS)(text)
    if cases == 1:
        raise Rejected("One case is no repetition; write 2 or more, or 0 for never.")
    return cases


def _days(text: str) -> int:
    length = duration(text)
    if length.unit is not Unit.DAYS:
        raise Rejected(f"{shown(text)} is not a number of days such as '30 days'.")
    return length.amount
