"""The store skips columns that some events cannot move; here is the proof."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.domain.apply import apply
from bot.domain.case import Case
from bot.domain.errors import UndefinedTransition
from bot.store.saving import QUIET, _rare
from tests.unit import test_codec  # noqa: F401 - registers how texts and times are drawn


@pytest.mark.parametrize("event_class", sorted(QUIET, key=lambda cls: cls.__name__))
@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_quiet_event_leaves_the_rare_columns(event_class, data):
    case = replace(data.draw(st.from_type(Case)), closed_at=None)
    try:
        after = apply(case, data.draw(st.from_type(event_class)))
    except (UndefinedTransition, OverflowError, ValueError):
        assume(False)
    assert _rare(after) == _rare(case)
