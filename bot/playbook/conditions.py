"""Conditions under `only if` and `unless`: of a step, and of each action of a reaction."""

from __future__ import annotations

import re

from bot.authored import Fields, Problems, Table, amount, one_of, shown, similar, whole_number, yes_or_no
from bot.domain.errors import Rejected
from bot.domain.playbook import ALWAYS, UNGUARDED, Balance, Condition, Guard, Unit
from bot.domain.reasons import REASONS, ReasonGroup, parse_reason
from bot.domain.vocabulary import CustomerKind, Stage
from bot.playbook.phrases import duration
from bot.playbook.verbs import plain_id

GUARD_KEYS = ("only if", "unless")
CONDITION_KEYS = (
    "above",
    "below",
    "older than",
    "kind",
    "language",
    "client",
    "promises broken",
    "answered",
    "earlier cases",
    "balance",
    "reason",
    "stage",
    "country",
    "contested",
    "deadline",
)


def read_guard(fields: Fields) -> Guard:
    """What stands under `only if` and `unless`."""
    only_if = _condition(fields.inner("only if"), fields.problems)
    unless = _condition(fields.inner("unless"), fields.problems)
    return UNGUARDED if only_if is None and unless is None else Guard(only_if or ALWAYS, unless)


def _condition(table: Table | None, problems: Problems) -> Condition | None:
    if table is None:
        return None
    fields = Fields(table, "a condition", problems, CONDITION_KEYS)
    if not table.entries:
        problems.add(table.place, "A condition says what must hold, such as 'above: \"500\"'.", "wrong-value")
    return Condition(
        above=fields.get("above", amount, None),
        below=fields.get("below", amount, None),
        older_than_days=fields.get("older than", _days, None),
        kinds=frozenset(fields.many("kind", one_of(CustomerKind, "a kind of customer"))),
        languages=frozenset(fields.many("language", language)),
        clients=frozenset(fields.many("client", plain_id)),
        promises_broken=fields.get("promises broken", whole_number(1, 99), None),
        answered=fields.get("answered", yes_or_no, None),
        earlier_cases=fields.get("earlier cases", whole_number(1, 99), None),
        balances=frozenset(fields.many("balance", one_of(Balance, "a balance"))),
        reasons=frozenset(fields.many("reason", a_reason)),
        stages=frozenset(fields.many("stage", one_of(Stage, "a stage of a chargeback"))),
        countries=frozenset(fields.many("country", a_country)),
        contested=fields.get("contested", yes_or_no, None),
        deadline=fields.get("deadline", yes_or_no, None),
    )


def _days(text: str) -> int:
    length = duration(text)
    if length.unit is not Unit.DAYS:
        raise Rejected(f"{shown(text)} is not a number of days such as '30 days'.")
    return length.amount


def language(text: str) -> str:
    """Parse: a language code such as en or pt-BR."""
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Z]{2})?", text):
        raise Rejected(f"{shown(text)} is not a language code such as 'en' or 'pt-BR'.")
    return text


def a_country(text: str) -> str:
    """Parse: a country's code of two capitals, such as US."""
    if not re.fullmatch(r"[A-Z]{2}", text):
        raise Rejected(f"{shown(text)} is not a country's code such as 'US'.")
    return text


def a_reason(text: str) -> str:
    """Parse: a group of reasons such as no_funds, or a code such as R01 that is known."""
    groups = [group.value for group in ReasonGroup]
    _, code = parse_reason(text)
    if text in groups:
        return text
    if code in REASONS:
        return code
    hint = similar(text, groups) or similar(text, (known.lower() for known in REASONS)).upper().replace(
        " DID YOU MEAN", " Did you mean"
    )
    raise Rejected(f"{shown(text)} is neither a group of reasons nor a code that is known.{hint}")
