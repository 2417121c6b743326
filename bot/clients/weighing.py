"""The rules that the gate and the approvals weigh: read from `config/rules.yaml` under each client's own file."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from zoneinfo import available_timezones

from bot.authored import (
    Fields,
    Node,
    Problems,
    Table,
    amount,
    clock_time,
    one_of,
    parsed,
    shown,
    suggest,
    whole_number,
    words,
    yes_or_no,
)
from bot.domain.chains import Escalations
from bot.domain.clocks import OutsideClock
from bot.domain.errors import Rejected
from bot.domain.money import check_currency, to_minor
from bot.domain.playbook import Duration, Unit
from bot.domain.rules import (
    HOURS_DEFAULT,
    HOURS_US,
    Caps,
    Ceiling,
    Liveness,
    OptOutScope,
    Rules,
    Staff,
    Window,
)
from bot.domain.vocabulary import Channel, ResolutionKind, Role
from bot.playbook.phrases import duration
from bot.playbook.plain import canonical_json, plain_values
from bot.playbook.reader import language

RULE_KEYS = (
    "profile",
    "channels",
    "caps",
    "hours",
    "hours us",
    "floor",
    "declared feed",
    "chase undisputed rest",
    "sms amounts",
    "opt out scope",
    "answer promise",
    "undecided within",
    "person only within",
    "crisis within",
    "ceilings",
    "second approver above",
    "learn from replies",
    "reasons",
)
CLIENT_RULE_KEYS = ("live", "allow list", "daily ramp", "country", "zone", "languages", *RULE_KEYS)
BY_KEY = ("caps", "hours", "hours us", "floor", "second approver above", "reasons")
PROFILES = ("first_party_creditor", "third_party_collector", "strict")
DEFAULT = Rules(client="")
APPROVING = (Role.APPROVER, Role.SUPERVISOR)
LOOSER_NEEDS_REASON = "is looser than the shipped rule; give the reason under 'reasons', it is logged."


def over(lower: Table, upper: Table) -> Table:
    """A client's rules over the deployment's: plain keys replace, mappings of amounts and hours by key."""
    entries, keys = {**lower.entries, **upper.entries}, {**lower.keys, **upper.keys}
    for key in BY_KEY:
        below, above = lower.entries.get(key), upper.entries.get(key)
        if isinstance(below, Table) and isinstance(above, Table):
            entries[key] = Table(above.place, {**below.entries, **above.entries}, {**below.keys, **above.keys})
    return Table(upper.place, entries, keys)


def read_rules(
    fields: Fields,
    client: str,
    staff: Mapping[str, Staff],
    escalations: Escalations,
    clocks: tuple[OutsideClock, ...] = (),
) -> Rules:
    """Read all rules of one client, for whom this staff works. What is wrong is noted, and its default stands in."""
    return with_digest(
        Rules(
            client=client,
            zone=fields.need("zone", _zone) or DEFAULT.zone,
            country=fields.need("country", _country) or DEFAULT.country,
            languages=fields.many("languages", language) or DEFAULT.languages,
            profile=fields.get("profile", _profile, DEFAULT.profile),
            liveness=fields.need("live", one_of(Liveness, "a state of going live")) or DEFAULT.liveness,
            allow_list=frozenset(fields.many("allow list", words)),
            daily_ramp=fields.get("daily ramp", whole_number(0, 1_000_000), DEFAULT.daily_ramp),
            caps=_caps(fields),
            hours_us=_window(fields, "hours us", HOURS_US),
            hours_default=_window(fields, "hours", HOURS_DEFAULT),
            **_floors(fields),  # type: ignore[arg-type] # two fields of two types
            declared_feed=fields.get("declared feed", yes_or_no, DEFAULT.declared_feed),
            chase_undisputed_rest=fields.get("chase undisputed rest", yes_or_no, default=False),
            sms_amounts=fields.get("sms amounts", yes_or_no, default=False),
            opt_out_scope=fields.get("opt out scope", one_of(OptOutScope, "a scope"), DEFAULT.opt_out_scope),
            answer_promise=fields.get("answer promise", duration, DEFAULT.answer_promise),
            undecided_within=fields.get("undecided within", duration, DEFAULT.undecided_within),
            person_only_within=fields.get("person only within", duration, DEFAULT.person_only_within),
            crisis_within=fields.get("crisis within", _within_the_hour, DEFAULT.crisis_within),
            ceilings=_ceilings(fields),
            second_approver_above=by_currency(fields, "second approver above"),
            staff=staff,
            channels=frozenset(fields.many("channels", one_of(Channel, "a channel"))) or DEFAULT.channels,
            escalations=escalations,
            clocks=clocks,
            learn_from_replies=fields.get("learn from replies", yes_or_no, DEFAULT.learn_from_replies),
        )
    )


def with_digest(rules: Rules) -> Rules:
    """The same rules under the SHA-256 of their canonical JSON."""
    text = canonical_json(plain_values(replace(rules, digest="")))
    return replace(rules, digest=hashlib.sha256(text.encode()).hexdigest())


def works_for(person: Staff, client: str) -> bool:
    """Whether a member of staff works for this client; without a list, for all."""
    return not person.clients or client in person.clients


def _caps(fields: Fields) -> Caps:
    table, shipped = fields.inner("caps"), Caps()
    if table is None:
        return shipped
    inner = Fields(table, "'caps'", fields.problems, ("per day", "per week", "days between"))
    caps = Caps(
        inner.get("per day", whole_number(0, 50), shipped.per_day),
        inner.get("per week", whole_number(0, 50), shipped.per_week),
        inner.get("days between", whole_number(0, 365), shipped.gap_days),
    )
    looser = caps.per_day > shipped.per_day or caps.per_week > shipped.per_week
    _reasoned(fields, "caps", looser=looser or caps.gap_days < shipped.gap_days)
    return caps


def _window(fields: Fields, key: str, shipped: Window) -> Window:
    table = fields.inner(key)
    if table is None:
        return shipped
    inner = Fields(table, shown(key), fields.problems, ("from", "to", "sundays", "holidays"))
    window = Window(
        inner.get("from", clock_time, shipped.start),
        inner.get("to", clock_time, shipped.end),
        sundays=inner.get("sundays", yes_or_no, shipped.sundays),
        holidays=inner.get("holidays", yes_or_no, shipped.holidays),
    )
    if window.start >= window.end:
        fields.problems.add(table.place, f"{shown(key)} ends before it begins.", "wrong-value")
    longer = window.start < shipped.start or window.end > shipped.end
    days = (window.sundays and not shipped.sundays) or (window.holidays and not shipped.holidays)
    _reasoned(fields, key, looser=longer or days)
    return window


def _reasoned(fields: Fields, key: str, *, looser: bool) -> None:
    reasons = fields.table.entries.get("reasons")
    given = isinstance(reasons, Table) and bool(reasons.text(key).strip())
    if looser and not given:
        fields.problems.add(fields.place(key), f"{shown(key)} {LOOSER_NEEDS_REASON}", "no-reason")


def read_reasons(fields: Fields) -> dict[str, str]:
    """Why a rule is looser than shipped, by the rule's key."""
    table = fields.inner("reasons")
    if table is None:
        return {}
    inner = Fields(table, "'reasons'", fields.problems, ("caps", "hours", "hours us"))
    return {key: inner.get(key, words, "") for key in table.entries}


def _floors(fields: Fields) -> dict[str, object]:
    floors = by_currency(fields, "floor", also=("other",))
    default = floors.pop("other", DEFAULT.floor_default)
    return {"floor": floors, "floor_default": default}


def by_currency(fields: Fields, key: str, also: tuple[str, ...] = ()) -> dict[str, int]:
    """Amounts by currency, in minor units; `also` are keys that stand for two decimals and any currency."""
    table = fields.inner(key)
    found: dict[str, int] = {}
    for name, node in (table.entries if table else {}).items():
        try:
            currency = "XXX" if name in also else check_currency(name)  # ISO 4217: no currency, two decimals
        except Rejected as error:
            fields.problems.add(table.keys[name] if table else node.place, str(error), "wrong-value")
            continue
        value = parsed(node, minor_units_of(currency), fields.problems, name)
        if value is not None:
            found[name] = value
    return found


def minor_units_of(currency: str) -> Callable[[str], int]:
    """Parse: an amount of this currency, into minor units."""

    def parse(text: str) -> int:
        return to_minor(amount(text), currency)

    return parse


def _ceilings(fields: Fields) -> tuple[Ceiling, ...]:
    found: dict[tuple[Role, str, ResolutionKind | None], Ceiling] = {}
    for node in fields.items("ceilings"):
        ceiling = _ceiling(node, fields.problems)
        if ceiling is None:
            continue
        key = (ceiling.role, ceiling.currency, ceiling.kind)
        if key in found:
            fields.problems.add(node.place, "The same ceiling is given twice.", "duplicate-ceiling")
        found[key] = ceiling
    return tuple(found.values())


def _ceiling(node: Node, problems: Problems) -> Ceiling | None:
    if not isinstance(node, Table):
        problems.add(node.place, "A ceiling is written as `key: value` lines.", "wrong-type")
        return None
    fields = Fields(node, "a ceiling", problems, ("role", "currency", "kind", "single", "in 30 days"))
    role, currency = fields.need("role", _approving), fields.need("currency", check_currency)
    money = minor_units_of(currency or "XXX")
    single, total = fields.need("single", money), fields.need("in 30 days", money)
    kind = fields.get("kind", one_of(ResolutionKind, "a resolution"), None)
    if role is None or currency is None or single is None or total is None:
        return None
    if total < single:
        problems.add(fields.place("in 30 days"), "The limit of 30 days is below that of one.", "wrong-value")
    return Ceiling(role, currency, single, total, kind)


def _approving(text: str) -> Role:
    role = one_of(Role, "a role")(text)
    if role not in APPROVING:
        raise Rejected(f"{shown(text)} approves nothing; only an approver or a supervisor does (SOX-SOD).")
    return role


def _zone(text: str) -> str:
    zones = available_timezones()
    if text not in zones:
        raise Rejected(f"{shown(text)} is not a time zone.{suggest(text, zones)}")
    return text


def _country(text: str) -> str:
    if not re.fullmatch(r"[A-Z]{2}", text):
        raise Rejected(f"{shown(text)} is not a country of two capital letters such as 'US'.")
    return text


def _profile(text: str) -> str:
    if text not in PROFILES:
        raise Rejected(f"{shown(text)} is not a profile.{suggest(text, PROFILES)}")
    return text


def _within_the_hour(text: str) -> Duration:
    length = duration(text)
    if length != Duration(1, Unit.HOURS):
        raise Rejected("Somebody in a crisis gets a person within '1 hour'; this cannot be longer (PERSON-ONLY).")
    return length
