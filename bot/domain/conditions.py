"""Conditions of steps and reactions: whether what a playbook says of a case and its customer holds now."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from bot.domain.case import Case
from bot.domain.facts import Facts
from bot.domain.money import to_decimal
from bot.domain.playbook import ALWAYS, Balance, Condition
from bot.domain.reasons import group_of


def holds(condition: Condition, case: Case, facts: Facts, now: datetime) -> bool:
    """Whether all parts of a condition hold."""
    if condition is ALWAYS:
        return True
    return _of_amounts(condition, case) and _of_history(condition, case, now) and _of_facts(condition, case, facts)


def allowed(only_if: Condition, unless: Condition | None, case: Case, facts: Facts, now: datetime) -> bool:
    """Whether something is to be done: `only_if` holds and `unless`, where it is given, does not."""
    return holds(only_if, case, facts, now) and (unless is None or not holds(unless, case, facts, now))


def _of_amounts(condition: Condition, case: Case) -> bool:
    return (
        (condition.above is None or _open(case) > condition.above)
        and (condition.below is None or _open(case) < condition.below)
        and (not condition.balances or balance(case) in condition.balances)
        and (condition.contested is None or (case.disputed > 0) is condition.contested)
    )


def _open(case: Case) -> Decimal:
    return to_decimal(case.open_minor, case.currency)


def _of_history(condition: Condition, case: Case, now: datetime) -> bool:
    age = condition.older_than_days
    return (
        (age is None or now - case.opened_at >= timedelta(days=age))
        and (condition.promises_broken is None or case.promises_broken >= condition.promises_broken)
        and (condition.answered is None or (case.answered_at is not None) is condition.answered)
        and (condition.earlier_cases is None or case.earlier_cases >= condition.earlier_cases)
    )


def _of_facts(condition: Condition, case: Case, facts: Facts) -> bool:
    return (
        (not condition.kinds or facts.customer.kind in condition.kinds)
        and (not condition.languages or _speaks(facts.customer.language, condition.languages))
        and (not condition.countries or facts.customer.country in condition.countries)
        and (not condition.clients or case.client in condition.clients)
        and (not condition.stages or case.stage in condition.stages)
        and (not condition.reasons or _has_reason(case, condition.reasons))
        and (condition.deadline is None or (case.respond_by is not None) is condition.deadline)
    )


def _speaks(language: str, wanted: frozenset[str]) -> bool:
    """Whether a language is among those; "pt" stands for each kind of Portuguese, "pt-BR" for that one only."""
    tag = language.replace("_", "-")
    return tag in wanted or tag.partition("-")[0] in wanted


def _has_reason(case: Case, wanted: frozenset[str]) -> bool:
    """Whether the case's code, or the group that it belongs to, is among those."""
    return case.reason in wanted or group_of(case.reason).value in wanted


def balance(case: Case) -> Balance:
    """What is expected against what was paid."""
    if case.gap > 0:
        return Balance.OWED
    return Balance.HELD if case.gap < 0 else Balance.EVEN
