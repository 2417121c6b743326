"""Events and cases survive being stored, whatever is in them."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, date, datetime

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.case import Case
from bot.domain.codec import decode_case, decode_event, encode_case, encode_event, type_names
from bot.domain.errors import Fault
from bot.domain.events import PromiseKept

# What JSON and the wire can carry: PostgreSQL has no NUL, UTF-8 has no lone surrogates.
TEXT = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=20)
st.register_type_strategy(str, TEXT)
st.register_type_strategy(float, st.floats(0.0, 1.0))  # confidences
st.register_type_strategy(int, st.integers(-(2**53), 2**53))
st.register_type_strategy(datetime, st.datetimes(datetime(1970, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - hypothesis wants bounds without a zone
st.register_type_strategy(date, st.dates(date(1970, 1, 1), date(2200, 1, 1)))

SOME = settings(max_examples=30, deadline=None)


@pytest.mark.parametrize("name", sorted(type_names))
@SOME
@given(st.data())
def test_every_event_comes_back_as_it_was(name, data):
    event = data.draw(st.from_type(type_names[name]))
    stored = orjson.dumps(encode_event(event))
    assert decode_event(name, orjson.loads(stored)) == event


@pytest.mark.parametrize("name", sorted(type_names))
@SOME
@given(st.data())
def test_the_fast_writer_of_the_store_writes_the_same(name, data):
    """orjson takes a dataclass as it is; the store relies on that being what the codec writes."""
    event = data.draw(st.from_type(type_names[name]))
    assert orjson.loads(orjson.dumps(event)) == encode_event(event)


@SOME
@given(st.from_type(Case))
def test_every_case_comes_back_as_it_was(case):
    stored = orjson.dumps(case)
    assert orjson.loads(stored) == encode_case(case)
    assert decode_case(orjson.loads(stored)) == case


@SOME
@given(st.from_type(Case))
def test_a_case_stored_before_a_field_existed_gets_its_default(case):
    plain = encode_case(case)
    del plain["assignee"], plain["closed_gap"]
    read = decode_case(plain)
    assert (read.assignee, read.closed_gap) == ("", 0)
    assert read.touches == case.touches


def kept():
    return encode_event(PromiseKept(date(2026, 3, 2), datetime(2026, 3, 2, tzinfo=UTC)))


@pytest.mark.parametrize(
    ("name", "change", "sentence"),
    [
        ("PromiseKept", {"mood": "good"}, "unknown fields: mood"),
        ("PromiseKept", {"day": ...}, "has no day"),
        ("PromiseSwallowed", {}, "unknown type 'PromiseSwallowed'"),
    ],
)
def test_what_is_not_understood_is_a_fault(name, change, sentence):
    """Nothing is dropped silently."""
    plain = {**kept(), **change}
    with pytest.raises(Fault, match=sentence):
        decode_event(name, {k: v for k, v in plain.items() if v is not ...})


def test_an_unknown_word_is_a_fault():
    with pytest.raises(Fault, match=r"QuestionAsked\.question has the unknown value"):
        decode_event("QuestionAsked", {"question": "shoe_size", "at": "2026-03-02T00:00:00+00:00"})


def test_every_field_of_a_case_is_stored():
    names = {field.name for field in fields(Case)}
    from tests.contract.store.making import new_case

    assert set(encode_case(new_case())) == names
