"""Conditions in words."""

from __future__ import annotations

from decimal import Decimal

from bot.domain import playbook as model
from bot.domain.playbook import Condition
from bot.domain.vocabulary import CustomerKind, Stage
from bot.playbook.qualifying import qualified, say_condition


def test_a_condition_says_all_its_parts():
    condition = Condition(
        Decimal(5), Decimal(9), 3, frozenset({CustomerKind.BUSINESS}), frozenset({"es"}), frozenset({"acme"}), 1
    )
    assert say_condition(condition) == (
        "the amount is above 5 and the amount is below 9 and the case is older than 3 days and the customer is a "
        "business and the language is es and the client is acme and a promise was broken"
    )
    assert say_condition(model.ALWAYS) == ""


def test_a_condition_says_what_it_wants_of_the_case():
    condition = Condition(
        answered=False,
        earlier_cases=2,
        balances=frozenset({model.Balance.OWED, model.Balance.EVEN}),
        reasons=frozenset({"no_funds", "R10"}),
        stages=frozenset({Stage.PRE_ARBITRATION}),
        countries=frozenset({"US", "CA"}),
        contested=True,
        deadline=False,
    )
    assert say_condition(condition) == (
        "the customer has not written and the customer had 2 or more other cases lately and nothing is owed either "
        "way or the customer owes money and the reason is R10 or no funds and the stage is pre arbitration and the "
        "country is CA or US and a part is contested and there is no outside deadline"
    )


def test_several_that_may_hold_are_listed_as_people_list_them():
    assert say_condition(Condition(reasons=frozenset({"fraud", "no_funds", "stopped"}), promises_broken=2)) == (
        "at least 2 promises were broken and the reason is fraud, no funds or stopped"
    )


def test_what_must_hold_stands_before_what_must_not():
    large, business = Condition(above=Decimal(500)), Condition(kinds=frozenset({CustomerKind.BUSINESS}))
    assert qualified(large, business) == ["only if the amount is above 500", "unless the customer is a business"]
    assert qualified(model.ALWAYS, None) == []
