"""Conditions in words: "only if the customer is a business, unless the amount is below 25.00"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from bot.domain.playbook import Balance, Condition

BALANCES: Final = {
    Balance.OWED: "the customer owes money",
    Balance.HELD: "we hold money of the customer",
    Balance.EVEN: "nothing is owed either way",
}


def qualified(only_if: Condition, unless: Condition | None) -> list[str]:
    """When something is done, in words: none, one or two phrases."""
    phrases = [f"only if {said}" if (said := say_condition(only_if)) else ""]
    phrases.append(f"unless {said}" if unless is not None and (said := say_condition(unless)) else "")
    return [phrase for phrase in phrases if phrase]


def say_condition(condition: Condition) -> str:
    """The parts of a condition, joined by "and"; '' when there are none."""
    parts = (
        f"the amount is above {condition.above}" if condition.above is not None else "",
        f"the amount is below {condition.below}" if condition.below is not None else "",
        f"the case is older than {condition.older_than_days} days" if condition.older_than_days else "",
        f"the customer is a {_any_of(condition.kinds)}" if condition.kinds else "",
        f"the language is {_any_of(condition.languages)}" if condition.languages else "",
        f"the client is {_any_of(condition.clients)}" if condition.clients else "",
        _promises(condition.promises_broken),
        *_of_case(condition),
    )
    return " and ".join(filter(None, parts))


def _of_case(condition: Condition) -> tuple[str, ...]:
    return (
        _yes_or_no(condition.answered, "the customer has written", "the customer has not written"),
        f"the customer had {condition.earlier_cases} or more other cases lately" if condition.earlier_cases else "",
        " or ".join(BALANCES[balance] for balance in sorted(condition.balances)),
        f"the reason is {_any_of(condition.reasons)}" if condition.reasons else "",
        f"the stage is {_any_of(condition.stages)}" if condition.stages else "",
        f"the country is {_any_of(condition.countries)}" if condition.countries else "",
        _yes_or_no(condition.contested, "a part is contested", "nothing is contested"),
        _yes_or_no(condition.deadline, "there is an outside deadline", "there is no outside deadline"),
    )


def _promises(broken: int | None) -> str:
    if not broken:
        return ""
    return "a promise was broken" if broken == 1 else f"at least {broken} promises were broken"


def _any_of(words: Iterable[str]) -> str:
    *firsts, last = sorted(words)
    return (f"{', '.join(firsts)} or {last}" if firsts else last).replace("_", " ")


def _yes_or_no(said: bool | None, yes: str, no: str) -> str:  # noqa: FBT001 - the answer itself
    if said is None:
        return ""
    return yes if said else no
