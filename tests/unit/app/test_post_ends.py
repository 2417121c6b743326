"""What becomes of a post and of its channel after a call: how long each waits, and what is tried again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.app.messages import HandOver
from bot.app.posting import CALL_TIMEOUT, CONFIGURATION_WAIT, LONGEST_WAIT, SLOW_DOWN_WAIT, end_of
from bot.app.retrying import MAX_TRIES
from bot.app.staff.post_ports import Errand, Landed, Move, PostEnd, Shown
from bot.app.staff.posts import Post, PostBy, PostKind, PostState
from bot.domain.vocabulary import FailureClass

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
SECOND = timedelta(seconds=1)
CARD = Post("card:ca1", PostKind.CARD, "acme", "ca1", "cu1", PostBy.SLACK, "", "", NOW)
TEXT = Post("ping:e1:0:0:sms:sofia", PostKind.PING, "acme", "ca1", "cu1", PostBy.SMS, "sofia", "e1", NOW)
MAIL = Post("inquiry:k1", PostKind.INQUIRY, "acme", "ca1", "cu1", PostBy.EMAIL, "bank", "ca1.ask_bank.1", NOW)
SHOWN = Shown("USD 120.00 open")
UNKNOWN = Landed(HandOver.UNKNOWN)


def refused(failure: FailureClass, post: Post = CARD, move: Move = Move.POST, **more: object) -> PostEnd:
    return end_of(Errand(post, move, SHOWN), Landed(HandOver.REFUSED, failure=failure, **more), NOW)


def test_a_new_message_without_an_answer_is_asked_about_when_nobody_can_be_inside_the_call_any_more():
    end = end_of(Errand(CARD, Move.POST, SHOWN), UNKNOWN, NOW)
    assert (end.state, end.available_at) == (PostState.UNKNOWN, NOW + CALL_TIMEOUT)
    assert end.held_until is not None
    assert end.held_until > NOW  # its channel waits a moment, and for no look-up


def test_a_change_without_an_answer_is_made_again_for_twice_does_no_harm():
    there = replace(CARD, ts="1.2", place="C1", digest="as it was")
    end = end_of(Errand(there, Move.UPDATE, SHOWN), UNKNOWN, NOW)
    assert (end.state, end.ts, end.digest) == (PostState.QUEUED, "1.2", "")  # nobody knows what it shows


@pytest.mark.parametrize(("asked", "waits"), [(30.0, 30 * SECOND), (None, SLOW_DOWN_WAIT)])
def test_retry_after_holds_the_channel_and_counts_against_nobody(asked, waits):
    end = refused(FailureClass.SLOW_DOWN, retry_after=asked)
    assert (end.state, end.held_until, end.failed) == (PostState.QUEUED, NOW + waits, False)


@pytest.mark.parametrize("failure", [FailureClass.CONFIGURATION, FailureClass.REGISTRATION])
def test_what_a_person_must_put_right_waits_for_them_and_says_what_it_is(failure):
    end = refused(failure, code="not_in_channel")
    assert (end.state, end.held_until, end.why) == (PostState.QUEUED, NOW + CONFIGURATION_WAIT, "not_in_channel")


@pytest.mark.parametrize(
    ("failures", "waits"), [(0, 2 * SECOND), (1, 4 * SECOND), (3, 16 * SECOND), (99, LONGEST_WAIT)]
)
def test_a_channel_that_does_not_answer_is_asked_less_and_less_often(failures, waits):
    end = refused(FailureClass.TEMPORARY, replace(CARD, failures=failures))
    assert (end.state, end.held_until) == (PostState.QUEUED, NOW + waits)
    assert end.available_at is not None
    assert end.available_at > NOW + waits  # others of the channel have a turn first


def test_a_longer_wait_that_is_asked_for_is_kept():
    assert refused(FailureClass.TEMPORARY, retry_after=45).held_until == NOW + 45 * SECOND


def test_what_slack_cannot_take_now_is_never_given_up_and_a_text_message_is():
    assert refused(FailureClass.TEMPORARY, replace(CARD, tries=MAX_TRIES + 9)).state is PostState.QUEUED
    assert refused(FailureClass.TEMPORARY, replace(TEXT, tries=MAX_TRIES - 1)).state is PostState.QUEUED
    assert refused(FailureClass.TEMPORARY, replace(TEXT, tries=MAX_TRIES)).state is PostState.FAILED


def test_what_never_works_fails_with_its_code():
    end = refused(FailureClass.BAD_ADDRESS, TEXT, code="21211")
    assert (end.state, end.failure, end.held_until) == (PostState.FAILED, "21211", None)


@pytest.mark.parametrize(
    ("kind", "erased", "state"),
    [
        (PostKind.CARD, False, PostState.QUEUED),
        (PostKind.LINE, False, PostState.QUEUED),
        (PostKind.PING_OVER, False, PostState.CANCELLED),
        (PostKind.CARD, True, PostState.CANCELLED),
    ],
)
def test_a_message_that_somebody_deleted_is_posted_anew_only_where_it_is_still_of_use(kind, erased, state):
    there = replace(CARD, kind=kind, erased=erased, ts="1.2", place="C1")
    end = end_of(Errand(there, Move.UPDATE, SHOWN), Landed(HandOver.REFUSED, gone=True), NOW)
    assert (end.state, end.ts) == (state, "")


@pytest.mark.parametrize("failure", [FailureClass.TEMPORARY, FailureClass.SLOW_DOWN])
def test_a_mailbox_that_takes_nothing_waits_alone_and_not_for_ever(failure):
    end = refused(failure, replace(MAIL, tries=3))
    assert (end.state, end.held_until) == (PostState.QUEUED, NOW + SECOND)
    assert end.available_at is not None
    assert end.available_at > NOW + SECOND  # its client's other questions go meanwhile
    assert refused(failure, replace(MAIL, tries=99)).state is PostState.FAILED
