"""Bounds in memory."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.web.limits import Places, Rate

NOW = datetime(2026, 3, 3, tzinfo=UTC)


def test_so_many_within_a_span_and_no_more():
    at = NOW
    rate = Rate(2, timedelta(minutes=1), lambda: at)
    assert [rate.allows("a") for _ in range(3)] == [True, True, False]
    assert rate.allows("b")
    at += timedelta(seconds=59)
    assert not rate.allows("a")
    at += timedelta(seconds=1)
    assert rate.allows("a")


def test_memory_is_bounded():
    rate = Rate(1, timedelta(minutes=1), lambda: NOW)
    for number in range(20_000):
        assert rate.allows(str(number))
    assert not rate.allows("19999")
    assert rate.allows("0")


def test_places_are_given_back():
    places = Places(3, 2)
    assert [places.take("a") for _ in range(3)] == [True, True, False]
    assert places.take("b")
    assert not places.take("c")
    places.leave("a")
    assert places.take("c")
