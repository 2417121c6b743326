"""Posts to staff: queued with what they tell of, taken one a channel, recorded once; on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.app.records import CustomerChange
from bot.app.staff.announcing import card, line
from bot.app.staff.post_ports import PostEnd
from bot.app.staff.posts import PRESSED, URGENT, NewPost, PostKind, PostState
from bot.domain.errors import Fault
from tests.contract.store.making import NOW, customer, new_case, opened, queued, with_case

SECOND = timedelta(seconds=1)
WAYS = ("slack", "sms")


def queue(store, *posts, at=NOW):
    with store.begin() as unit:
        unit.queue_posts(posts, at)


def ping(case, level=0, by="slack", target="sofia", at=NOW):
    identifier = f"ping:e1:{level}:0:{by}:{target}"
    return NewPost(identifier, PostKind.PING, case.client, case.id, case.customer_id, by, target, "e1", at, URGENT)


def take(store, at=NOW, token="w1", ways=WAYS):
    with store.begin() as unit:
        return unit.claim_posts(ways, at, at + SECOND, at + timedelta(minutes=1), token, 50)


def end(store, post, state=PostState.SENT, at=NOW, token="w1", **changes):
    made = PostEnd(post, state, "C1", post.ts or f"ts-{post.id}", "d1")
    with store.begin() as unit:
        return unit.finish_posts([replace(made, **changes)], token, at)


def states(store):
    with store.begin() as unit:
        return dict(unit.db.rows("SELECT id, state FROM posts ORDER BY id"))


def test_a_post_appears_with_the_change_that_it_tells_of_or_not_at_all(store):
    case = with_case(store)
    told = CustomerChange("cu1", posts=(card(case, NOW),))
    with store.begin() as unit:
        unit.save([told], NOW)
    assert states(store) == {"card:ca1": "queued"}
    change = replace(queued(case), before_seq=7)
    with pytest.raises(Fault), store.begin() as unit:
        unit.save([replace(told, cases=(change,), posts=(line(case, "m1", NOW),))], NOW)
    assert states(store) == {"card:ca1": "queued"}


def test_any_number_of_changes_become_one_update(store):
    case = with_case(store)
    for _ in range(100):
        queue(store, card(case, NOW))
    (post,) = take(store)
    for _ in range(100):
        queue(store, card(case, NOW))
    end(store, post)
    assert states(store) == {"card:ca1": "queued"}  # once more, as it changed while it was on its way
    (again,) = take(store, NOW + SECOND)
    assert (again.ts, again.place) == (post.ts or "ts-card:ca1", "C1")
    end(store, again, at=NOW + SECOND)
    assert states(store) == {"card:ca1": "sent"}


def test_a_channel_has_one_post_a_second_over_all_workers(store):
    cases = [with_case(store, n) for n in range(3)]
    queue(store, *(card(case, NOW) for case in cases))
    (post,) = take(store)
    end(store, post)
    assert take(store, token="w2") == []
    (second,) = take(store, NOW + SECOND, token="w2")
    assert second.id != post.id
    assert take(store, NOW + 2 * SECOND, token="w1") == []  # the first worker's turn comes when the second is done


def test_persons_and_other_clients_do_not_wait_for_a_channel(store):
    case = with_case(store)
    other = replace(new_case(2), client="globex")
    queue(store, card(case, NOW), card(other, NOW), ping(case), ping(case, by="sms"))
    assert len(take(store)) == 4


def test_what_has_no_door_keeps_nobody_waiting(store):
    case = with_case(store)
    queue(store, ping(case, by="sms"), ping(case))
    with store.begin() as unit:
        taken = unit.claim_posts(["slack"], NOW, NOW + SECOND, NOW + SECOND, "w1", 1)
    assert [post.by for post in taken] == ["slack"]


def test_pings_go_first(store):
    case = with_case(store)
    late = NOW + SECOND
    queue(store, card(new_case(7), NOW), card(case, late, rank=URGENT), ping(case, target="", at=late))
    assert [post.id for post in take(store, late)] == ["card:ca1"]


def test_a_queued_card_becomes_urgent(store):
    case = with_case(store)
    queue(store, card(new_case(7), NOW), card(case, NOW + SECOND))
    queue(store, card(case, NOW + SECOND, rank=URGENT))
    assert [post.id for post in take(store, NOW + SECOND)] == ["card:ca1"]


def test_the_card_that_was_pressed_goes_before_pings(store):
    case = with_case(store)
    queue(store, card(new_case(7), NOW), ping(new_case(7), target=""), card(case, NOW))
    queue(store, card(case, NOW + SECOND, rank=PRESSED))
    assert [post.id for post in take(store, NOW + SECOND)] == ["card:ca1"]


def test_a_card_that_is_pressed_while_it_is_on_its_way_goes_again_first(store):
    case = with_case(store)
    queue(store, card(case, NOW))
    (post,) = take(store)
    queue(store, card(new_case(7), NOW, rank=URGENT), card(case, NOW, rank=PRESSED))
    end(store, post)
    (post,) = take(store, NOW + SECOND)
    assert (post.id, post.rank) == ("card:ca1", PRESSED)
    end(store, post, at=NOW + SECOND)
    queue(store, card(case, NOW + SECOND))
    assert [post.id for post in take(store, NOW + 2 * SECOND)] == ["card:ca7"]


def test_a_line_waits_for_its_card(store):
    case = with_case(store)
    queue(store, line(case, "m1", NOW, if_carded=False))
    assert take(store) == []
    queue(store, card(case, NOW + SECOND))
    (post,) = take(store, NOW + SECOND)
    assert post.kind is PostKind.CARD
    end(store, post, at=NOW + SECOND)
    (post,) = take(store, NOW + 2 * SECOND)
    assert (post.id, post.thread, post.card_place) == ("line:m1:ca1", "ts-card:ca1", "C1")


def test_a_line_is_not_told_of_a_case_without_a_card(store):
    case = with_case(store)
    queue(store, card(case, NOW, if_carded=True), line(case, "m1", NOW))
    assert states(store) == {}
    queue(store, card(case, NOW))
    queue(store, card(case, NOW, if_carded=True), line(case, "m1", NOW))
    assert set(states(store)) == {"card:ca1", "line:m1:ca1"}


def test_nothing_passes_one_whose_fate_is_open(store):
    case = with_case(store)
    queue(store, card(case, NOW), card(new_case(2), NOW + SECOND))
    (post,) = take(store)
    end(store, post, PostState.UNKNOWN, ts="", available_at=NOW + timedelta(minutes=2))
    queue(store, line(case, "m1", NOW))
    (second,) = take(store, NOW + SECOND)
    assert second.id == "card:ca2"  # another case


def test_a_card_that_is_refused_for_good_keeps_nothing_waiting(store):
    case = with_case(store)
    queue(store, card(case, NOW), line(case, "m1", NOW), ping(case, target=""))
    (post,) = take(store)
    end(store, post, PostState.FAILED, ts="", failure="invalid_arguments")
    assert states(store) == {"card:ca1": "failed", "line:m1:ca1": "cancelled", "ping:e1:0:0:slack:": "queued"}
    (post,) = take(store, NOW + SECOND)
    assert (post.kind, post.thread) == (PostKind.PING, "")
    with store.begin() as unit:
        unit.queue_lines([line(case, "m1", NOW, if_carded=False)], NOW)
    assert states(store)["line:m1:ca1"] == "queued"


def test_a_hold_is_the_whole_channels_and_everybodys(store):
    case = with_case(store)
    queue(store, card(case, NOW), card(new_case(2), NOW), ping(case))
    slow = next(post for post in take(store) if post.kind is PostKind.CARD)
    end(store, slow, PostState.QUEUED, ts="", held_until=NOW + 30 * SECOND)
    assert take(store, NOW + 29 * SECOND, token="w2") == []
    assert len(take(store, NOW + 30 * SECOND, token="w2")) == 1


def test_a_wrong_configuration_is_told_once(store):
    case = with_case(store)
    queue(store, card(case, NOW))
    told = []
    for at in (NOW, NOW + 5 * SECOND):
        (post,) = take(store, at)
        told.append(end(store, post, PostState.QUEUED, at, ts="", why="channel_not_found", held_until=at + SECOND))
    assert told == [["slack:acme"], []]
    with store.begin() as unit:
        (stuck,) = unit.stuck_queues(NOW - SECOND, 10)
        assert (stuck.queue, stuck.why, stuck.waiting) == ("slack:acme", "channel_not_found", 1)
    (post,) = take(store, NOW + 9 * SECOND)
    end(store, post, at=NOW + 9 * SECOND)
    with store.begin() as unit:
        assert unit.stuck_queues(NOW, 10) == []


def test_what_a_dead_worker_was_sending_is_unknown_and_asked_by_one(store):
    case = with_case(store)
    queue(store, card(case, NOW))
    take(store)
    later = NOW + timedelta(minutes=3)
    with store.begin() as unit:
        assert unit.expire_posts(NOW, later) == 0
        assert unit.expire_posts(NOW + SECOND, later) == 1
    asked_until = later + timedelta(minutes=1)
    with store.begin() as unit:
        (post,) = unit.unknown_posts(later, asked_until, 10)
    with store.begin() as unit:
        assert unit.unknown_posts(later, asked_until, 10) == []
        unit.settle_posts([PostEnd(post, PostState.SENT, "C1", "ts1", "")], asked_until, later)
        assert unit.case_of_card("C1", "ts1") == "ca1"
    assert states(store) == {"card:ca1": "sent"}


def test_a_dead_workers_update_is_simply_done_again(store):
    case = with_case(store)
    queue(store, card(case, NOW))
    end(store, *take(store))
    queue(store, card(case, NOW))
    take(store, NOW + SECOND)
    with store.begin() as unit:
        unit.expire_posts(NOW + 2 * SECOND, NOW + timedelta(minutes=3))
    assert states(store) == {"card:ca1": "queued"}


def test_a_late_answer_is_the_truth_until_the_post_is_taken_up_again(store):
    case = with_case(store)
    queue(store, card(case, NOW))
    (post,) = take(store)
    later = NOW + timedelta(minutes=3)
    with store.begin() as unit:
        unit.expire_posts(later, later)
    end(store, post, at=later)
    assert states(store) == {"card:ca1": "sent"}


def test_settled_pings_are_not_sent_and_sent_ones_are_changed(store):
    case = with_case(store)
    queue(store, ping(case, target="sofia"))
    (sent,) = take(store)
    end(store, sent)
    queue(store, ping(case, target="omar"), ping(case, by="sms"))
    with store.begin() as unit:
        unit.save([CustomerChange("cu1", posts=(ping(case, level=1),), pings_over=("e1",))], NOW)
    assert states(store) == {
        "over:ping:e1:0:0:slack:sofia": "queued",
        "ping:e1:0:0:slack:omar": "cancelled",
        "ping:e1:0:0:slack:sofia": "sent",
        "ping:e1:0:0:sms:sofia": "cancelled",
        "ping:e1:1:0:slack:sofia": "queued",
    }
    with store.begin() as unit:
        unit.db.run("UPDATE posts SET state = 'cancelled' WHERE id LIKE 'ping:e1:1%'")
    over = next(post for post in take(store, NOW + SECOND) if post.kind is PostKind.PING_OVER)
    assert (over.ts, over.original) == ("ts-ping:e1:0:0:slack:sofia", PostState.SENT)


def test_a_ping_by_text_has_a_code_of_its_own(store):
    case = with_case(store)
    queue(store, ping(case, by="sms"), ping(case, level=1, by="sms"))
    (post,) = take(store)
    assert len(post.code) == 6
    with store.begin() as unit:
        (found,) = unit.coded_pings([post.code, "OTHERS"])
        codes = {row[0] for row in unit.db.rows("SELECT code FROM posts")}
    assert (found.staff_id, found.escalation_id, found.case_id) == ("sofia", "e1", "ca1")
    assert len(codes) == 2


def test_erasing_a_customer_takes_the_words_out_of_slack(store):
    case = with_case(store)
    queue(store, card(case, NOW))
    end(store, *take(store))
    queue(store, line(case, "m1", NOW))
    end(store, *take(store, NOW + SECOND))
    queue(store, line(case, "m2", NOW), ping(case, by="sms"))
    with store.begin() as unit:
        unit.db.run("UPDATE cases SET state = 'closed'")
        unit.erase_customer("cu1", NOW)
    assert states(store) == {
        "card:ca1": "queued",
        "line:m1:ca1": "queued",
        "line:m2:ca1": "cancelled",
        "ping:e1:0:0:sms:sofia": "cancelled",
    }
    assert all(post.erased for post in take(store, NOW + 2 * SECOND))


def test_a_batch_of_changes_is_announced_at_once(store):
    changes = []
    with store.begin() as unit:
        unit.put_customers([customer(n) for n in range(50)], NOW)
        for n in range(50):
            case = new_case(n)
            told = (card(case, NOW), line(case, f"m{n}", NOW))
            changes.append(CustomerChange(f"cu{n}", (opened(case),), posts=told))
        unit.save(changes, NOW)
    assert len(states(store)) == 100


def test_counts_for_metrics(store):
    case = with_case(store)
    queue(store, card(case, NOW), ping(case))
    take(store)
    queue(store, card(new_case(2), NOW))
    with store.begin() as unit:
        counts = unit.post_counts()
    assert counts.by_state == {"queued": 1, "sending": 2, "unknown": 0, "failed": 0}
    assert counts.oldest_queued == NOW
