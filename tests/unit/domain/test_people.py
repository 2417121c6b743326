"""Several cases and clients of one person: merged messages, caps, who owes whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain import events as e
from bot.domain.calendar import local
from bot.domain.case import TouchKey
from bot.domain.decide import decide
from bot.domain.effects import after_event
from bot.domain.events import TouchQueued
from bot.domain.gate import OPT_OUT_CONFIRMATION
from bot.domain.merge import MAX_TOUCHES, merge
from bot.domain.playbook import Tone
from bot.domain.vocabulary import Channel, Intent, Owes, TouchClass
from tests.unit.domain import kit
from tests.unit.domain.kit import MONDAY
from tests.unit.domain.world import World

# --- merging ---------------------------------------------------------------------------------------------------


def case(name: str, owes: Owes = Owes.THEY, **more):
    opened = decide(None, kit.opening(name, owes=owes), kit.they_owe(), kit.rules(), kit.facts(), MONDAY)
    return replace(kit.fold(opened), **more)


def touch(cause: str = "first", **more) -> TouchQueued:
    fields = {
        "key": TouchKey(cause, 1),
        "step": cause,
        "template": "chase/friendly",
        "touch_class": TouchClass.CHASE,
        "channel": Channel.EMAIL,
        "contact_id": "c1",
        "tone": int(Tone.FRIENDLY),
        "ask": None,
        "sender": "normal",
        "merge": True,
        "at": MONDAY,
    }
    return TouchQueued(**{**fields, **more})


def shapes(plans) -> list[list[str]]:
    return [[case_id for case_id, _ in plan.touches] for plan in plans]


def test_cases_that_are_due_together_share_a_message_at_the_latest_of_their_times():
    later = MONDAY + timedelta(hours=3)
    (plan,) = merge([(case("C1"), touch()), (case("C2"), touch(at=later))])
    assert plan.at == later
    assert (plan.channel, plan.contact_id, plan.touch_class, plan.sender) == (
        Channel.EMAIL,
        "c1",
        TouchClass.CHASE,
        "normal",
    )


def test_what_differs_in_anything_that_matters_goes_by_itself():
    base = (case("C1"), touch())
    others = [
        (case("C2", owes=Owes.WE), touch()),
        (case("C2", client="other"), touch()),
        (case("C2"), touch(channel=Channel.SMS)),
        (case("C2"), touch(contact_id="c2")),
        (case("C2"), touch(touch_class=TouchClass.NOTICE)),
        (case("C2"), touch(sender="senior")),
        (case("C2"), touch(merge=False)),
        (case("C2"), touch(answers="r1")),
    ]
    for other in others:
        assert sorted(shapes(merge([base, other]))) == [["C1"], ["C2"]]


def test_we_and_open_questions_go_together():
    assert shapes(merge([(case("C1", owes=Owes.WE), touch()), (case("C2", owes=Owes.OPEN), touch())])) == [["C1", "C2"]]


def test_answers_to_the_same_reply_share_a_message_and_to_another_do_not():
    answer = touch("r1:x", step="", touch_class=TouchClass.RESPONSE, answers="r1")
    other = touch("r2:x", step="", touch_class=TouchClass.RESPONSE, answers="r2")
    plans = merge([(case("C1"), answer), (case("C2"), answer), (case("C1"), other)])
    assert sorted(shapes(plans)) == [["C1"], ["C1", "C2"]]


def test_one_reply_is_answered_once_however_many_cases_it_concerns_and_whatever_is_said_of_each():
    answers = [
        (case(f"C{n:02}", owes=(Owes.THEY, Owes.WE, Owes.OPEN)[n % 3]), answer_of(template))
        for n, template in enumerate(["trace_ask_reference", "promise_noted"] * 12)
    ]
    (plan,) = merge(answers)
    assert len(plan.touches) == 24


def answer_of(template: str):
    key = f"r1:{template}"
    return touch(key, step="", template=template, touch_class=TouchClass.RESPONSE, answers="r1")


def test_the_confirmation_of_an_opt_out_stands_alone():
    answer = touch("r1:x", step="", touch_class=TouchClass.RESPONSE, answers="r1")
    confirmation = replace(answer, key=TouchKey("r1:y"), template=OPT_OUT_CONFIRMATION)
    assert len(merge([(case("C1"), answer), (case("C1"), confirmation)])) == 2


def test_the_firmest_comes_first_then_the_oldest_then_by_reference():
    old, firm = case("C1", due_on=date(2026, 1, 1)), case("C4")
    plans = merge(
        [
            (case("C3"), touch()),
            (case("C2"), touch()),
            (old, touch()),
            (firm, touch(tone=int(Tone.FIRM))),
            (case("C5", due_on=None), touch()),
        ]
    )
    assert shapes(plans) == [["C4", "C1", "C2", "C3", "C5"]]


@kit.QUICK
@given(st.permutations(range(23)), st.lists(st.integers(0, 50), min_size=23, max_size=23))
def test_merging_loses_nothing_hurries_nothing_and_does_not_depend_on_the_order(order, hours):
    pairs = [(case(f"C{n:02}"), touch(at=MONDAY + timedelta(hours=hours[n]))) for n in range(23)]
    plans = merge([pairs[n] for n in order])
    assert plans == merge(pairs)
    assert sorted(i for shape in shapes(plans) for i in shape) == [f"C{n:02}" for n in range(23)]
    assert all(len(plan.touches) <= MAX_TOUCHES for plan in plans)
    assert all(plan.at == max(t.at for _, t in plan.touches) for plan in plans)


# --- caps over cases and clients -------------------------------------------------------------------------------


def two_clients() -> World:
    return World(
        rules={"acme": kit.rules(), "other": kit.rules(client="other")},
        known={"acme": kit.facts(), "other": kit.facts(who={"id": "k2"})},
    )


def test_two_clients_do_not_chase_the_same_person_on_the_same_day():
    world = two_clients()
    world.open()
    world.open(kit.opening("C2", client="other", customer_id="k2"))
    assert [case_id for message in world.outbox for case_id, _ in message.touches] == ["C1", "C2"]
    world.run(timedelta(hours=1))
    assert [s.case_id for s in world.sent] == ["C1"]
    world.run(timedelta(days=90))
    assert {s.case_id for s in world.sent} == {"C1", "C2"}
    assert len({s.at.date() for s in world.sent}) == len(world.sent)


def test_one_client_says_everything_in_one_message():
    world = World()
    world.transaction([(name, kit.opening(name)) for name in ("C1", "C2", "C3")])
    world.run(timedelta(hours=1))
    assert len(world.sent) == 3
    assert {s.message for s in world.sent} == {1}
    assert len(world.history.chases) == 1


@kit.QUICK
@given(
    st.lists(
        st.tuples(st.sampled_from(["acme", "other"]), st.integers(-3, 20), st.integers(0, 60)), min_size=1, max_size=6
    ),
    st.lists(st.integers(1, 40), max_size=4),
)
def test_the_caps_hold_whatever_cases_of_whatever_clients_are_due(cases, replies):
    world = two_clients()
    for number, (client, late, wait) in enumerate(cases):
        world.run(timedelta(hours=wait))
        due = local(world.now, kit.NEW_YORK).date() - timedelta(days=late)
        customer = "k1" if client == "acme" else "k2"
        world.open(kit.opening(f"C{number}", client=client, customer_id=customer, due_on=due))
    for number, hours in enumerate(replies):
        world.run(timedelta(hours=hours))
        world.reply(kit.reading(Intent.ACKNOWLEDGEMENT), f"C{number % len(cases)}")
    world.run(timedelta(days=90))
    chases = world.history.chases
    days = [local(at, kit.NEW_YORK).date() for at in chases]
    assert len(set(days)) == len(days)
    for at in chases:
        assert sum(at - timedelta(days=7) < other <= at for other in chases) <= 3
    for case_id in world.cases:
        assert world.cases[case_id].state == "held"
        tones = [s.touch.tone for s in world.sent if s.case_id == case_id and s.touch.step]
        assert tones == sorted(tones)


def test_nobody_is_chased_while_we_owe_them_as_much():
    world = World()
    world.open(kit.overpaid("C1"))
    world.open(kit.opening("C2"))
    world.run(timedelta(days=3))
    assert {s.case_id for s in world.sent} == {"C1"}


# --- effects ---------------------------------------------------------------------------------------------------


def test_effects_concern_the_contact_that_they_name_and_all_where_they_name_none():
    known = kit.facts(kit.contact("c1"), kit.contact("c2"))
    email = frozenset({Channel.EMAIL})
    one = after_event(known, e.MediumSuppressed(Channel.EMAIL, "c2", "opt_out", MONDAY))
    assert [k.suppressed for k in one.customer.contacts] == [frozenset(), email]
    every = after_event(known, e.MediumSuppressed(None, "", "opt_out", MONDAY))
    assert all(k.suppressed == frozenset(Channel) for k in every.customer.contacts)
    again = after_event(one, e.MediumAllowed(Channel.EMAIL, "c2", MONDAY))
    assert again == known
    doubt = after_event(known, e.ContactUnverified("c1", Channel.EMAIL, "wrong_person", MONDAY))
    assert (doubt.customer.contacts[0].verified, doubt.customer.contacts[0].reachable) == (
        False,
        frozenset({Channel.SMS}),
    )
    alone = after_event(known, e.PersonOnlySet(MONDAY))
    assert alone.customer.person_only
    assert after_event(alone, e.PersonOnlyLifted("sue", MONDAY)) == known
    assert after_event(known, e.PromiseReminded(MONDAY)) is known
