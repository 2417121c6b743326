"""How well replies are understood: by week and language, from what became of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.app.lessons import Understood
from bot.domain.vocabulary import Intent
from bot.reports.understanding import Drift, Share, facts, first_moment, told, understanding

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
PAID, PLAN, PROMISE = Intent.ALREADY_PAID, Intent.PAYMENT_PLAN, Intent.PROMISE_TO_PAY
REPLY = Understood("acme", "r", MONDAY, "en", decided=True, read=(PAID,))


def replies(count: int, undecided: int = 0, **changes) -> list[Understood]:
    made = [replace(REPLY, **changes) for _ in range(count)]
    return [replace(one, decided=False) for one in made[:undecided]] + made[undecided:]


def test_shares_are_by_the_monday_of_the_week_and_by_language():
    found = understanding(
        [
            *replies(40, 10),
            *replies(3, 1, language="pt-BR"),
            *replies(2, at=MONDAY + timedelta(days=6, hours=20), language=""),
        ]
    )
    assert found.shares == (
        Share(date(2026, 3, 2), "all", 43, 11, 0),
        Share(date(2026, 3, 2), "en", 40, 10, 0),
        Share(date(2026, 3, 2), "pt", 3, 1, 0),
        Share(date(2026, 3, 9), "all", 2, 0, 0),
        Share(date(2026, 3, 9), "?", 2, 0, 0),
    )


def test_what_people_said_is_counted_by_what_it_was_read_as():
    found = understanding(
        [
            *replies(2, 2, said=(PAID,)),
            *replies(3, 3, said=(PLAN,)),
            *replies(1, said=(PROMISE,), misread=True),
            *replies(1, 1, read=(), said=(PLAN,)),
        ]
    )
    assert (found.confirmed, found.corrected, found.misread) == (2, 4, 1)
    assert found.meant == ((PAID, PLAN, 3), (PAID, PROMISE, 1), (Intent.OTHER, PLAN, 1))
    assert found.shares[0].corrected == 5


def test_a_share_of_few_replies_is_marked_and_said():
    lines = list(told(understanding([*replies(29, 3), *replies(30, 3, language="de")])))
    assert "10%*" in next(line for line in lines if " en " in line)
    assert "10% " in next(line for line in lines if " de " in line)
    assert any("fewer than 30" in line for line in lines)


def test_a_language_that_drifts_is_named_and_chance_is_not():
    later = MONDAY + timedelta(weeks=4)
    german = [*replies(50, 5, language="de"), *replies(50, 20, language="de", at=later)]
    english = [*replies(50, 5), *replies(50, 7, at=later)]
    few = [*replies(10, 0, language="pl"), *replies(10, 9, language="pl", at=later)]
    found = understanding([*german, *english, *few])
    assert found.drifts == (Drift("de", 0.1, 0.4),)
    assert any("de: more for people, 10% before and 40% now" in line for line in told(found))


def test_nothing_came():
    found = understanding([])
    assert list(told(found)) == ["No replies in this time."]
    assert facts(found)["weeks"] == []


def test_weeks_begin_on_mondays_with_this_one():
    assert first_moment(MONDAY + timedelta(days=3), 1) == datetime(2026, 3, 2, tzinfo=UTC)
    assert first_moment(MONDAY, 8) == datetime(2026, 1, 12, tzinfo=UTC)
