"""Where a case may begin: one world for each side of each condition that a playbook asks about, and for each calendar.

Two worlds in which every condition that cannot change during a case has the same answer are explored once: the
playbook cannot tell them apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from bot.domain import commands as c
from bot.domain.ahead import days_ahead
from bot.domain.facts import ContactFacts, CustomerFacts, Facts
from bot.domain.playbook import ALWAYS, Anchor, Balance, Condition, ContactRole, Inquire, Playbook, Reaction
from bot.domain.reasons import REASONS, ReasonGroup, group_of
from bot.domain.rules import Ceiling, Liveness, Rules, Staff
from bot.domain.vocabulary import CaseType, Channel, CustomerKind, Owes, Role, Stage

CLIENT, CURRENCY, ZONE = "proof", "EUR", "Europe/Berlin"
OPERATOR = c.Actor("operator", Role.OPERATOR)
APPROVER = c.Actor("approver", Role.APPROVER)
SUPERVISOR = c.Actor("supervisor", Role.SUPERVISOR)
STAFF = (OPERATOR, APPROVER, SUPERVISOR)
# Outside events in one story of a world that differs by a condition: two, or one where there are many such worlds.
OTHERS_EVENTS, MANY_OTHERS = 2, 3
CALENDAR_EVENTS = 1  # and of one that differs by its calendar
# A Monday in an ordinary month, 10:00 in Berlin.
MONDAY = datetime(2026, 6, 1, 8, tzinfo=UTC)
OPEN_AMOUNT = Decimal(250)
CENTS = 100
NO_LIMIT = 10**12  # minor units
DEADLINE_AFTER = timedelta(days=20)
# The week between Christmas and New Year, and the night in which clocks go forward.
HOLIDAYS = frozenset({date(2026, 12, 25), date(2026, 12, 26), date(2027, 1, 1)})
BEFORE_HOLIDAYS = datetime(2026, 12, 23, 9, tzinfo=UTC)
BEFORE_DST = datetime(2027, 3, 26, 9, tzinfo=UTC)
PLAIN_CODE, OTHER_CODE, FRAUD_CODE = "13.1", "", "10.4"  # of a chargeback; of anything else; what schemes call fraud


@dataclass(frozen=True, slots=True)
class Setting:
    """What a world is made of. Each field may be asked about by a condition, or is a calendar."""

    amount: Decimal = OPEN_AMOUNT
    kind: CustomerKind = CustomerKind.CONSUMER
    language: str = "en"
    client: str = CLIENT
    country: str = "DE"
    reason: str = ""
    stage: Stage | None = None
    earlier: int = 0
    balance: Balance | None = None  # None = as the playbook's side has it
    contested: bool = False
    deadline: bool = False
    start: datetime = MONDAY
    zone: str = ZONE
    holidays: frozenset[date] = frozenset()
    rest_is_chased: bool = False  # the client chases what is not contested


@dataclass(frozen=True, slots=True)
class World:
    name: str
    opening: c.OpenCase
    facts: Facts
    rules: Rules
    start: datetime
    most_events: int | None = field(default=None)  # outside events in one story; None = any number


def conditions(playbook: Playbook) -> tuple[Condition, ...]:
    """Every condition of a playbook, each once."""
    found: dict[Condition, None] = {}
    for step in playbook.steps:
        found[step.only_if] = None
        if step.unless is not None:
            found[step.unless] = None
        if isinstance(step.action, Inquire):
            found |= dict.fromkeys(_guards(step.action))
    for reaction in playbook.reactions.values():
        found |= dict.fromkeys(_of_reaction(reaction))
    return tuple(found)


def _of_reaction(reaction: Reaction) -> Iterator[Condition]:
    for action, guard in reaction.guarded():
        yield guard.only_if
        if guard.unless is not None:
            yield guard.unless
        if isinstance(action, Inquire):
            yield from _guards(action)


def _guards(inquire: Inquire) -> Iterator[Condition]:
    for reaction in (*inquire.answers.values(), inquire.no_answer):
        yield from _of_reaction(reaction)


# --- settings --------------------------------------------------------------------------------------------------


def settings(playbook: Playbook) -> tuple[Setting, ...]:
    """The settings from which no condition of the playbook can tell any other apart; the plain one first."""
    asked = [condition for condition in conditions(playbook) if condition != ALWAYS]
    plain = Setting(deadline=_has_deadline(playbook), reason=_plain_reason(playbook), stage=_plain_stage(playbook))
    wanted = [plain, *_each_side(plain, asked), *(_satisfying(plain, condition) for condition in asked)]
    if CaseType.CHARGEBACK in playbook.case_types:
        wanted.append(replace(plain, reason=FRAUD_CODE))
    told: dict[tuple[object, ...], Setting] = {}
    for setting in wanted:
        told.setdefault(_told_apart(setting, asked), setting)
    return tuple(told.values())


def _has_deadline(playbook: Playbook) -> bool:
    return CaseType.CHARGEBACK in playbook.case_types or any(
        step.when.anchor is Anchor.DEADLINE for step in playbook.steps
    )


def _plain_reason(playbook: Playbook) -> str:
    return PLAIN_CODE if CaseType.CHARGEBACK in playbook.case_types else OTHER_CODE


def _plain_stage(playbook: Playbook) -> Stage | None:
    return Stage.CHARGEBACK if CaseType.CHARGEBACK in playbook.case_types else None


def _code(reason: str) -> str:
    """A code for what a condition names: a group's first, else the code itself."""
    return next((code for code, known in REASONS.items() if known.group.value == reason), reason)


def _each_side(plain: Setting, asked: list[Condition]) -> Iterator[Setting]:
    for amount in _amounts(asked):
        yield replace(plain, amount=amount)
    for condition in asked:
        yield from (replace(plain, kind=kind) for kind in CustomerKind if condition.kinds)
        yield from (replace(plain, language=language) for language in sorted(condition.languages))
        yield from (replace(plain, client=client) for client in sorted(condition.clients))
        yield from (replace(plain, reason=_code(reason)) for reason in sorted(condition.reasons))
        yield from (replace(plain, stage=stage) for stage in Stage if condition.stages)
        yield from (replace(plain, country=country) for country in sorted(condition.countries))
        yield from (replace(plain, balance=balance) for balance in Balance if condition.balances)
        if condition.earlier_cases is not None:
            yield replace(plain, earlier=condition.earlier_cases)
        if condition.contested is not None:
            yield replace(plain, contested=True)
        if condition.deadline is not None:
            yield replace(plain, deadline=not plain.deadline)


def _amounts(asked: list[Condition]) -> Iterator[Decimal]:
    """One amount for each side of each threshold: at it, and above it."""
    limits = sorted({limit for one in asked for limit in (one.above, one.below) if limit is not None})
    for limit in limits:
        yield limit - Decimal("0.01") if limit > 1 else Decimal("0.50")
        yield limit
        yield limit + Decimal(100)


def _satisfying(plain: Setting, one: Condition) -> Setting:
    """A setting in which a condition holds, as far as the beginning of a case decides it."""
    return Setting(
        amount=_amount_between(plain, one),
        kind=min(one.kinds, default=plain.kind),
        language=min(one.languages, default=plain.language),
        client=min(one.clients, default=plain.client),
        country=min(one.countries, default=plain.country),
        reason=_code(min(one.reasons)) if one.reasons else plain.reason,
        stage=min(one.stages, default=plain.stage),
        earlier=one.earlier_cases or plain.earlier,
        balance=min(one.balances, default=plain.balance),
        contested=plain.contested if one.contested is None else one.contested,
        deadline=plain.deadline if one.deadline is None else one.deadline,
    )


def _amount_between(plain: Setting, one: Condition) -> Decimal:
    if one.above is not None and one.below is not None:
        return (one.above + one.below) / 2
    if one.above is not None:
        return one.above + 100
    return one.below - Decimal("0.01") if one.below is not None else plain.amount


def _told_apart(setting: Setting, asked: list[Condition]) -> tuple[object, ...]:
    """What the conditions say of a setting. What may change later, the amount, stands as the side that it is on."""
    limits = sorted({limit for one in asked for limit in (one.above, one.below) if limit is not None})
    sides = tuple((setting.amount > limit, setting.amount < limit) for limit in limits)
    fixed = tuple(_fixed_part(setting, one) for one in asked)
    return (
        *fixed,
        sides,
        setting.balance,
        setting.contested,
        setting.deadline,
        group_of(setting.reason) is ReasonGroup.FRAUD,
    )


def _fixed_part(setting: Setting, one: Condition) -> bool:
    return all(
        (
            not one.kinds or setting.kind in one.kinds,
            not one.languages or setting.language in one.languages,
            not one.clients or setting.client in one.clients,
            not one.reasons or setting.reason in one.reasons or group_of(setting.reason).value in one.reasons,
            not one.stages or setting.stage in one.stages,
            not one.countries or setting.country in one.countries,
            one.earlier_cases is None or setting.earlier >= one.earlier_cases,
        )
    )


# --- worlds ----------------------------------------------------------------------------------------------------


def worlds(playbook: Playbook) -> tuple[World, ...]:
    """Every world of a playbook. The plain settings are explored without a bound; calendars with single events."""
    plain, *others = settings(playbook)
    calendars = {
        "the week of holidays": replace(plain, start=BEFORE_HOLIDAYS, holidays=HOLIDAYS),
        "the night the clocks change": replace(plain, start=BEFORE_DST),
        "a customer in another zone": replace(plain, zone="Asia/Kolkata"),
        ("no outside deadline" if plain.deadline else "an outside deadline"): replace(
            plain, deadline=not plain.deadline
        ),
        "the uncontested rest is chased": replace(plain, rest_is_chased=True),
        "a Thursday": replace(plain, start=MONDAY + timedelta(days=3)),
    }
    found = [_world("", plain, playbook, None)]
    events = OTHERS_EVENTS if len(others) <= MANY_OTHERS else CALENDAR_EVENTS
    found += [_world(_differs(plain, other), other, playbook, events) for other in others]
    found += [_world(name, setting, playbook, CALENDAR_EVENTS) for name, setting in calendars.items()]
    return tuple(found)


def _differs(plain: Setting, other: Setting) -> str:
    """What makes a setting another one, in words."""
    names = [name for name in Setting.__slots__ if getattr(plain, name) != getattr(other, name)]
    return ", ".join(f"{name} {_said(getattr(other, name))}" for name in names)


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _world(name: str, setting: Setting, playbook: Playbook, most_events: int | None) -> World:
    return World(name, _opening(setting, playbook), _facts(setting), _rules(setting), setting.start, most_events)


def _opening(setting: Setting, playbook: Playbook) -> c.OpenCase:
    expected, paid = _money(setting, playbook)
    day = setting.start.date()
    return c.OpenCase(
        case_id="C",
        ref="PB-00000000",
        client=setting.client,
        customer_id="K",
        case_type=playbook.case_types[0],
        owes=playbook.owes,
        currency=CURRENCY,
        expected=expected,
        paid=paid,
        invoice="I-1",
        disputed=_minor(setting.amount) if setting.contested else 0,
        due_on=day + timedelta(days=days_ahead(playbook)),  # an import opens it so early
        respond_by=day + DEADLINE_AFTER if setting.deadline else None,
        reason=setting.reason,
        stage=setting.stage,
        earlier_cases=setting.earlier,
    )


def _money(setting: Setting, playbook: Playbook) -> tuple[int, int]:
    """Expected and paid, in minor units, so that so much is open on the side that the playbook is about."""
    amount = _minor(setting.amount)
    side = setting.balance or (Balance.HELD if playbook.owes is Owes.WE else Balance.OWED)
    match side:
        case Balance.OWED:
            return amount, 0
        case Balance.HELD:
            return amount, 2 * amount
        case Balance.EVEN:
            return amount, amount


def _minor(amount: Decimal) -> int:
    return int(amount * CENTS)


def _facts(setting: Setting) -> Facts:
    contact = ContactFacts(
        id="c1",
        role=ContactRole.MAIN,
        language=setting.language,
        zones=(setting.zone,),
        verified=True,
        reachable=frozenset({Channel.EMAIL, Channel.SMS}),
        suppressed=frozenset(),
    )
    customer = CustomerFacts(
        id="K",
        external_id="K-1",
        kind=setting.kind,
        language=setting.language,
        country=setting.country,
        region="",
        zone=setting.zone,
        contacts=(contact,),
        contacted_before=True,
    )
    return Facts(customer, holidays=setting.holidays, released=True)


def _rules(setting: Setting) -> Rules:
    people = {actor.id: Staff(actor.id, actor.id, frozenset({actor.role}), frozenset()) for actor in STAFF}
    ceilings = tuple(Ceiling(role, CURRENCY, NO_LIMIT, NO_LIMIT) for role in (Role.APPROVER, Role.SUPERVISOR))
    return Rules(
        client=setting.client,
        zone=ZONE,
        liveness=Liveness.LIVE,
        staff=people,
        ceilings=ceilings,
        floor_default=0,
        chase_undisputed_rest=setting.rest_is_chased,
    )
