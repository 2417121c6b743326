"""What staff are told of a case's events: what, once, and only where somebody wants it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.app.staff.announcing import announced, needs_person
from bot.app.staff.posts import UNASKED, URGENT, USUAL, CardsWanted, StaffPosts
from bot.domain import events as e
from bot.domain.case import Case, TouchKey
from bot.domain.chains import Chain, Escalation, EscalationReason, Level, PingBy
from bot.domain.playbook import Duration, Unit
from bot.domain.rules import Rules, Staff
from bot.domain.vocabulary import (
    CaseState,
    CaseType,
    Channel,
    FailureClass,
    Outcome,
    Owes,
    ReceiptKind,
    Role,
    RootCause,
)

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
EVERYWHERE = StaffPosts(
    channels={"acme": "acme-followup"},
    cards={"acme": CardsWanted.ALL},
    slack_users={"sofia": "U0SOFIA01", "omar": "U0OMAR001"},
    sms_clients=frozenset({"acme"}),
)
WHERE_NEEDED = replace(EVERYWHERE, cards={})
RULES = Rules(
    "acme",
    staff={
        "sofia": Staff("sofia", "Sofia", frozenset({Role.SUPERVISOR}), frozenset(), "+12125550171"),
        "omar": Staff("omar", "Omar", frozenset({Role.SUPERVISOR}), frozenset()),
        "ida": Staff("ida", "Ida", frozenset({Role.SUPERVISOR}), frozenset({"globex"}), "+12125550172"),
    },
)
CASE = Case(
    id="ca1",
    ref="MP-1",
    client="acme",
    customer_id="cu1",
    case_type=CaseType.MISSING_PAYMENT,
    owes=Owes.THEY,
    state=CaseState.OPEN,
    opened_at=NOW,
    currency="EUR",
    expected=12_000,
    paid=0,
    invoice="INV-1",
    playbook="p",
)
CHAIN = Chain("lead", (Level(Role.SUPERVISOR, tuple(PingBy), Duration(2, Unit.HOURS)),))
LIVE = Escalation("e1", EscalationReason.STAFF, CHAIN, NOW)
SENT = e.TouchSent(TouchKey("first"), "m1", False, "t", "r", "b", NOW)
CLOSED = e.CaseClosed(next(iter(Outcome)), next(iter(RootCause)), "olivia", NOW)


def pinged(level: int = 0, repeated: int = 0, by: tuple[PingBy, ...] = tuple(PingBy)) -> e.EscalationPinged:
    return e.EscalationPinged("e1", level, repeated, Role.SUPERVISOR, by, None, NOW)


def told(*events: e.Event, case: Case = CASE, where: StaffPosts = EVERYWHERE) -> list[str]:
    return sorted(announced(where, RULES, case, events, NOW).posts)


def test_a_message_to_the_customer_is_one_line_whatever_it_carries():
    second = replace(SENT, key=TouchKey("second"))
    assert told(SENT, second) == ["card:ca1", "line:m1:ca1"]


def test_replies_and_decisions_about_them_are_the_same_line():
    came = e.ReplyReceived("r1", Channel.SMS, "en", False, False, (), (), NOW)
    decided = e.ReplyDecided("r1", "olivia", (), (), NOW)
    assert told(came) == told(decided) == ["card:ca1", "line:r1:ca1"]


def test_only_a_receipt_that_says_no_changes_a_line():
    receipt = e.ReceiptRecorded(TouchKey("first"), "m1", ReceiptKind.DELIVERED, None, "", NOW)
    assert told(receipt) == ["card:ca1"]
    failed = replace(receipt, kind=ReceiptKind.FAILED, failure=FailureClass.BAD_ADDRESS)
    assert told(failed) == ["card:ca1", "line:m1:ca1"]


def test_where_cards_are_made_when_needed_a_case_that_runs_by_itself_only_updates_one():
    posts = announced(WHERE_NEEDED, RULES, CASE, [SENT], NOW).posts.values()
    assert [post.if_carded for post in posts] == [True, True]


@pytest.mark.parametrize(
    "case",
    [
        replace(CASE, state=CaseState.HELD),
        replace(CASE, state=CaseState.DECIDING),
        replace(CASE, state=CaseState.EXECUTING),
        replace(CASE, escalation=LIVE),
    ],
)
def test_what_waits_for_a_person_has_a_card(case):
    assert needs_person(case)
    posts = announced(WHERE_NEEDED, RULES, case, [SENT], NOW).posts.values()
    assert not any(post.if_carded for post in posts)


def test_a_task_needs_a_person():
    assert needs_person(CASE, [e.TaskRaised("call", Role.OPERATOR, NOW, NOW)])


def test_a_client_without_a_channel_posts_nothing():
    assert told(SENT, pinged(), case=replace(CASE, client="globex")) == []


def test_a_ping_goes_to_whom_it_can_reach_and_the_cards_thread_comes_first():
    posts = announced(EVERYWHERE, RULES, CASE, [pinged()], NOW).posts
    assert {key: post.rank for key, post in posts.items()} == {
        "card:ca1": URGENT,
        "ping:e1:0:0:slack:": URGENT,
        "ping:e1:0:0:slack:omar": URGENT,
        "ping:e1:0:0:slack:sofia": URGENT,
        "ping:e1:0:0:sms:sofia": URGENT,  # Omar has no telephone, Ida works for another client
    }


def test_whoever_is_not_in_slack_gets_no_direct_message():
    """Nobody could take such a post; the channel and the telephone reach them."""
    alone = replace(EVERYWHERE, slack_users={"sofia": "U0SOFIA01"})
    assert [key for key in told(pinged(), where=alone) if "slack" in key] == [
        "ping:e1:0:0:slack:",
        "ping:e1:0:0:slack:sofia",
    ]


def test_a_call_with_a_note_is_a_line():
    assert told(e.CallLogged("call1", True, "olivia", NOW)) == ["card:ca1", "line:call1:ca1"]


def test_without_slack_a_ping_still_goes_by_text():
    by_text = StaffPosts(sms_clients=frozenset({"acme"}))
    assert told(pinged(), where=by_text) == ["ping:e1:0:0:sms:sofia"]


@pytest.mark.parametrize(
    "event", [e.EscalationAcknowledged("e1", "sofia", NOW), e.EscalationEnded("e1", "settled", NOW), CLOSED]
)
def test_what_settles_an_escalation_settles_its_pings(event):
    found = announced(EVERYWHERE, RULES, replace(CASE, escalation=LIVE), [pinged(), event], NOW)
    assert found.pings_over == ["e1"]
    assert [key for key in found.posts if key.startswith("ping")] == []


def test_a_later_level_takes_the_place_of_the_one_before():
    found = announced(EVERYWHERE, RULES, CASE, [pinged(), pinged(1, by=(PingBy.DM,))], NOW)
    assert found.pings_over == ["e1"]
    assert sorted(key for key in found.posts if key.startswith("ping")) == [
        "ping:e1:1:0:slack:omar",
        "ping:e1:1:0:slack:sofia",
    ]


def test_an_ordinary_change_is_not_urgent():
    shifted = e.StepShifted("first", NOW + timedelta(days=1), "olivia", NOW)
    (post,) = announced(EVERYWHERE, RULES, CASE, [shifted], NOW).posts.values()
    assert post.rank == UNASKED  # nobody has anything to do with this case
    held = replace(CASE, state=CaseState.HELD)
    (post,) = announced(EVERYWHERE, RULES, held, [shifted], NOW).posts.values()
    assert post.rank == USUAL
