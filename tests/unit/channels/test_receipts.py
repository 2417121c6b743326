"""Receipts only ever rise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.receipts import advance, rank
from bot.channels.twilio_codes import CODES, kind_of, meaning_of
from bot.domain.vocabulary import FailureClass, ReceiptKind

KINDS = st.lists(st.sampled_from(ReceiptKind), min_size=1)


def _folded(kinds):
    current = None
    for kind in kinds:
        current = advance(current, kind)
    return current


@given(KINDS)
def test_the_rank_never_goes_down(kinds):
    ranks = [rank(_folded(kinds[:end])) for end in range(1, len(kinds) + 1)]
    assert ranks == sorted(ranks)


@given(KINDS, st.randoms())
def test_order_and_repetition_do_not_matter_for_the_rank(kinds, random):
    shuffled = kinds * 2
    random.shuffle(shuffled)
    assert rank(_folded(shuffled)) == rank(_folded(kinds))


def test_the_first_end_stands_and_reading_proves_delivery():
    assert advance(ReceiptKind.DELIVERED, ReceiptKind.FAILED) is ReceiptKind.DELIVERED
    assert advance(ReceiptKind.UNDELIVERED, ReceiptKind.READ) is ReceiptKind.READ


@pytest.mark.parametrize(
    ("codes", "failure"),
    [
        ((21211, 21614, 21635, 21612), FailureClass.BAD_ADDRESS),
        ((21610, 63014), FailureClass.OPTED_OUT),
        ((21408, 21603, 21606, 21201, 20003), FailureClass.CONFIGURATION),
        ((20429, 30001), FailureClass.SLOW_DOWN),
        ((30003, 30008), FailureClass.TEMPORARY),
        ((30004, 30005, 30006), FailureClass.STOP_CHANNEL),
        ((30007,), FailureClass.FILTERED),
        ((30034, 30863, 30943), FailureClass.REGISTRATION),
        ((63016, 21617), FailureClass.CONTENT),
        (range(35114, 35119), FailureClass.CONFIGURATION),
    ],
)
def test_twilios_codes_have_their_class(codes, failure):
    assert {meaning_of(code).failure for code in codes} == {failure}


@given(st.integers(min_value=-1, max_value=10**9) | st.none(), st.integers(0, 599))
def test_every_other_code_has_a_class_too(code, status):
    assert meaning_of(code, status).failure in FailureClass


def test_retries_are_few_where_they_make_sense():
    assert (CODES[30003].retries, CODES[30008].retries, CODES[21610].retries) == (3, 1, 0)


def test_an_unknown_status_changes_nothing():
    assert kind_of("brand_new") is ReceiptKind.ACCEPTED
    assert kind_of("Delivered") is ReceiptKind.DELIVERED
