"""Durations and times are read and said in the same words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import Rejected
from bot.domain.playbook import Anchor, Duration, Unit
from bot.playbook.phrases import UNITS, duration, offset, say_duration, say_offset


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("1 hour", Duration(1, Unit.HOURS)),
        ("2 business days", Duration(2, Unit.BUSINESS_DAYS)),
        ("1 business day", Duration(1, Unit.BUSINESS_DAYS)),
        ("14 days", Duration(14, Unit.DAYS)),
    ],
)
def test_a_length_of_time_is_read_and_said_alike(text, length):
    assert duration(text) == length
    assert say_duration(length) == text


@pytest.mark.parametrize(
    ("text", "anchor", "length"),
    [
        ("7 days before due", Anchor.DUE, Duration(-7, Unit.DAYS)),
        ("3 business days after previous", Anchor.PREVIOUS, Duration(3, Unit.BUSINESS_DAYS)),
        ("at opening", Anchor.OPENED, Duration(0, Unit.HOURS)),
        ("on the day of opening", Anchor.OPENED, Duration(0, Unit.DAYS)),
        ("on the due day", Anchor.DUE, Duration(0, Unit.DAYS)),
        ("2 business days before deadline", Anchor.DEADLINE, Duration(-2, Unit.BUSINESS_DAYS)),
        ("4 hours after answer", Anchor.ANSWER, Duration(4, Unit.HOURS)),
    ],
)
def test_a_time_is_read_and_said_alike(text, anchor, length):
    assert offset(text) == (anchor, length)
    assert say_offset(anchor, length) == text


@given(st.sampled_from(Anchor), st.integers(-1000, 1000), st.sampled_from(sorted(set(UNITS.values()))))
def test_whatever_is_said_is_read_back(anchor, amount, unit):
    assert offset(say_offset(anchor, Duration(amount, unit))) == (anchor, Duration(amount, unit))


@pytest.mark.parametrize("text", ["", "2", "days", "2 weeks", "-2 days", "2.5 days", "two days", "0 hours"])
def test_what_is_no_length_of_time_is_refused(text):
    with pytest.raises(Rejected):
        duration(text)
