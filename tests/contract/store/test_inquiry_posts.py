"""Inquiries among the posts: one e-mail each, at the pace of its client, found by its key, blind after a lost answer."""

from __future__ import annotations

from datetime import timedelta

from bot.app.identifiers import inquiry_key
from bot.app.staff.post_ports import AskedOf, PostEnd
from bot.app.staff.posts import NO_ANSWER, NewPost, PostKind, PostState, inquiry_id
from tests.contract.store.making import NOW, with_case

SECOND = timedelta(seconds=1)
NAME = "ca1.ask_bank.1"
KEY = inquiry_key(NAME)
EVERY_WAY = ("email", "slack", "sms")


def asked(case, name=NAME, target="bank"):
    kind, identifier = PostKind.INQUIRY, inquiry_id(inquiry_key(name))
    return NewPost(identifier, kind, case.client, case.id, case.customer_id, "email", target, name, NOW)


def queue(store, *posts):
    with store.begin() as unit:
        unit.queue_posts(posts, NOW)


def take(store, at=NOW, ways=EVERY_WAY):
    with store.begin() as unit:
        return unit.claim_posts(ways, at, at + SECOND, at + timedelta(minutes=1), "w1", 50)


def end(store, post, state, **more):
    with store.begin() as unit:
        unit.finish_posts([PostEnd(post, state, **more)], "w1", NOW)


def settle(store, at, **more):
    with store.begin() as unit:
        (post,) = unit.unknown_posts(at, at + SECOND, 9)
        unit.settle_posts([PostEnd(post, available_at=at, **more)], at + SECOND, at)
        return post


def test_it_waits_for_a_relay_and_goes_before_its_case_has_a_card(store):
    queue(store, asked(with_case(store)))
    assert take(store, ways=("slack", "sms")) == []
    (post,) = take(store)
    assert (post.queue, post.about, post.target) == ("email:acme", NAME, "bank")
    assert take(store) == []


def test_one_client_asks_one_question_a_second(store):
    case = with_case(store)
    queue(store, asked(case), asked(case, "ca1.ask_client.1", "client:billing"))
    (first,) = take(store)
    end(store, first, PostState.SENT, place="email", ts="<id>")
    assert take(store) == []
    assert [post.about for post in take(store, NOW + SECOND)] != [first.about]


def test_the_key_finds_the_inquiry_until_its_customer_is_erased(store):
    case = with_case(store)
    queue(store, asked(case))
    with store.read() as unit:
        assert unit.asked_of(KEY) == AskedOf(NAME, case.id, case.customer_id, case.client)
        assert unit.asked_of("-") is None
    with store.begin() as unit:
        unit.db.run("UPDATE cases SET state = 'closed'")
        unit.erase_customer(case.customer_id, NOW)
        assert unit.asked_of(KEY) is None
    assert take(store) == []


def test_what_was_on_its_way_when_its_customer_was_erased_does_not_go_again(store):
    case = with_case(store)
    queue(store, asked(case))
    (post,) = take(store)
    with store.begin() as unit:
        unit.db.run("UPDATE cases SET state = 'closed'")
        unit.erase_customer(case.customer_id, NOW)
    end(store, post, PostState.UNKNOWN, failure=NO_ANSWER, available_at=NOW)
    assert settle(store, NOW + SECOND, state=PostState.QUEUED).erased


def test_a_try_that_may_have_gone_out_is_remembered(store):
    queue(store, asked(with_case(store)))
    (post,) = take(store)
    assert (post.sent_before, post.unanswered) == (False, False)
    end(store, post, PostState.UNKNOWN, failure=NO_ANSWER, available_at=NOW)
    first = settle(store, NOW + SECOND, state=PostState.QUEUED, sent_before=True)
    assert (first.sent_before, first.unanswered) == (False, True)
    (again,) = take(store, NOW + 2 * SECOND)
    assert (again.sent_before, again.unanswered) == (True, False)
    end(store, again, PostState.QUEUED, available_at=NOW)
    (third,) = take(store, NOW + 3 * SECOND)
    assert third.sent_before, "a refusal in between does not make it forgotten"
