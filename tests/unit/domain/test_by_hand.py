"""What people do with replies, words, addresses, payments and steps."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain import commands as c
from bot.domain import events as e
from bot.domain.case import PERSON_HAS_IT, TouchKey
from bot.domain.errors import Rejected
from bot.domain.explain import next_steps
from bot.domain.rules import Liveness
from bot.domain.sentences import sentence
from bot.domain.timing import due_at
from bot.domain.vocabulary import (
    CaseState,
    Channel,
    FailureClass,
    Flag,
    HoldKind,
    Intent,
    Outcome,
    ResolutionKind,
    RootCause,
    TouchClass,
)
from tests.unit.domain import kit
from tests.unit.domain.world import World

MINUTE = timedelta(minutes=1)


def kinds(events: list[e.Event]) -> list[str]:
    return [type(event).__name__ for event in events]


def unsure(world: World, *intents: Intent, flags: tuple[Flag, ...] = (), case_id: str = "C1") -> str:
    """The customer writes something that is not read surely; its id."""
    world.reply(kit.reading(*intents, decided=False, flags=flags), case_id)
    return world.cases[case_id].undecided[-1].id


def decides(reply: str, *intents: Intent, actor: c.Actor = kit.ANN, **more: object) -> c.DecideReply:
    return c.DecideReply(actor, reply, Channel.EMAIL, kit.reading(*intents, **more), "c1")


def saying(name: str = "s1", actor: c.Actor = kit.ANN, channel: Channel = Channel.EMAIL, at=kit.MONDAY) -> c.SayByHand:
    return c.SayByHand(actor, name, channel, "c1", at)


@pytest.fixture
def world() -> World:
    made = World()
    made.open()
    made.run(MINUTE)
    return made


def case(world: World):
    return world.cases["C1"]


# --- replies ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("intent", [i for i in Intent if i is not Intent.AUTOMATIC_REPLY])
def test_a_decided_reply_ends_like_one_that_was_read_surely(intent):
    sure, late = World(), World()
    for one in (sure, late):
        one.open()
        one.run(MINUTE)
    sure.reply(kit.reading(intent))
    late.do(decides(unsure(late), intent))
    told, tells = (
        {(t.touch_class, t.channel, t.contact_id, t.key) for t in one.cases["C1"].touches} for one in (sure, late)
    )
    heard = set() if intent is Intent.OPT_OUT else {f"r1:{PERSON_HAS_IT}"}  # said when nobody had read it yet
    assert {touch[3].cause for touch in tells - told} == heard
    assert told <= tells
    kept = [
        (k.state, k.hold and k.hold.kind, k.wait, k.promise, k.disputed, k.not_before) for k in (case(sure), case(late))
    ]
    assert kept[0] == kept[1]
    assert sure.known == late.known


def test_a_decided_dispute_is_recorded_and_answered_on_the_same_medium(world):
    events = world.do(decides(unsure(world), Intent.DISPUTE))
    assert kinds(events)[:2] == ["ReplyDecided", "HoldEnded"]
    assert case(world).disputed == 10_000
    assert case(world).hold.kind is HoldKind.DISPUTE
    (answer,) = [event for event in events if isinstance(event, e.TouchQueued)]
    assert (answer.touch_class, answer.answers) == (TouchClass.RESPONSE, "r1")


def test_a_reply_that_asks_for_nothing_just_lets_the_case_go_on(world):
    events = world.do(decides(unsure(world)))
    assert case(world).state is CaseState.OPEN
    assert "HoldPlaced" not in kinds(events)
    assert case(world).undecided == ()


def test_what_was_answered_when_it_came_in_is_not_answered_again(world):
    name = unsure(world, Intent.WRONG_PERSON)
    sorry = TouchKey(f"{name}:sorry", 1)
    assert sorry in {touch.key for touch in case(world).touches}
    world.run(MINUTE)
    events = world.do(decides(name, Intent.WRONG_PERSON, Intent.HUMAN_REQUEST))
    assert sorry not in [event.key for event in events if isinstance(event, e.TouchQueued)]
    assert case(world).hold.kind is HoldKind.WRONG_PERSON, "that hold is not of this reply's being unclear"


def test_a_hold_of_another_kind_stays(world):
    name = unsure(world)
    world.do(c.EscalateCase(kit.ANN, kit.SUE.role, kit.MONDAY + timedelta(days=2)))
    world.do(decides(name, Intent.HOW_TO_PAY))
    assert case(world).hold.kind is HoldKind.STAFF


def test_a_second_unclear_message_keeps_the_case_with_people(world):
    first, second = unsure(world), unsure(world)
    world.do(decides(first, Intent.ACKNOWLEDGEMENT))
    assert case(world).hold.kind is HoldKind.UNDECIDED_REPLY
    world.do(decides(second, Intent.ACKNOWLEDGEMENT))
    assert case(world).state is CaseState.OPEN


def test_a_flag_that_a_person_sees_makes_the_customer_a_persons(world):
    world.do(decides(unsure(world), Intent.OTHER, flags=(Flag.VULNERABLE,)))
    assert case(world).hold.kind is HoldKind.PERSON_ONLY
    assert world.known["acme"].customer.person_only


def test_a_reply_is_decided_once_and_only_where_it_came_in(world):
    name = unsure(world)
    world.open(kit.opening("C2"))
    with pytest.raises(Rejected, match="waits for nobody"):
        world.do(decides(name), "C2")
    world.do(decides(name))
    with pytest.raises(Rejected, match="waits for nobody"):
        world.do(decides(name))


def test_whoever_releases_the_case_has_read_what_waited(world):
    name = unsure(world)
    world.do(c.ReleaseHold(kit.ANN))
    with pytest.raises(Rejected):
        world.do(decides(name))


# --- words -----------------------------------------------------------------------------------------------------


def test_words_to_somebody_who_did_not_write_are_a_notice_that_keeps_the_hours(world):
    world.run(kit.moment("2026-03-03 04:00"))  # eleven at night in New York
    world.do(saying(at=world.now))
    (touch,) = [t for t in case(world).touches if t.key == TouchKey("say:s1")]
    assert touch.touch_class is TouchClass.NOTICE
    assert world.outbox[-1].at == kit.moment("2026-03-03 13:00")


def test_an_answer_goes_at_once_but_once(world):
    world.run(kit.moment("2026-03-03 04:00"))
    world.reply(kit.reading(Intent.ACKNOWLEDGEMENT))
    world.do(saying(at=world.now))
    assert case(world).touches[-1].touch_class is TouchClass.RESPONSE
    world.run(MINUTE)
    assert world.history.unanswered == frozenset()
    world.do(saying("s2", at=world.now))
    assert case(world).touches[-1].touch_class is TouchClass.NOTICE


def test_words_wait_until_they_can_no_longer_be_taken_back(world):
    world.do(saying(at=world.now + timedelta(seconds=30)))
    world.run(timedelta(seconds=29))
    assert "say:s1" not in [sent.touch.key.cause for sent in world.sent]
    world.do(c.TakeBackSaying(kit.AMY, "s1"))
    world.run(timedelta(days=1))
    assert "say:s1" not in [sent.touch.key.cause for sent in world.sent]
    with pytest.raises(Rejected, match="not waiting any more"):
        world.do(c.TakeBackSaying(kit.ANN, "s1"))


def test_words_go_out_alone_and_although_only_a_person_may_chase(world):
    world.reply(kit.reading(Intent.OTHER, flags=(Flag.BEREAVED,)))
    world.do(saying(at=world.now))
    world.run(MINUTE)
    sent = world.sent[-1]
    assert sent.touch.key == TouchKey("say:s1")
    assert [other.message for other in world.sent].count(sent.message) == 1


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda w: w.change(customer=kit.customer(kit.contact(suppressed=frozenset({Channel.EMAIL})))), "OPTOUT-SCOPE"),
        (lambda w: w.change(customer=kit.customer(kit.contact(reachable=frozenset()))), "NO-ADDRESS"),
        (lambda w: w.change(customer=kit.customer(kit.contact(verified=False))), "THIRD-PARTY"),
        (lambda w: w.change(customer=kit.customer(kit.contact(shared=True))), "THIRD-PARTY"),
        (lambda w: w.rules.update(acme=kit.rules(liveness=Liveness.HELD)), "LIVE-LIST"),
        (lambda w: w.do(c.CloseCase(kit.ANN, Outcome.OPENED_BY_MISTAKE, RootCause.UNKNOWN)), "Open it again"),
    ],
)
def test_words_that_may_not_go_out_are_refused_with_the_reason(world, change, why):
    change(world)
    with pytest.raises(Rejected, match=why):
        world.do(saying())


def test_a_closed_case_can_still_be_answered(world):
    world.reply(kit.reading(Intent.ACKNOWLEDGEMENT))
    world.do(c.CloseCase(kit.ANN, Outcome.OPENED_BY_MISTAKE, RootCause.UNKNOWN))
    world.do(saying(at=world.now))
    world.run(MINUTE)
    assert world.sent[-1].touch.key == TouchKey("say:s1")


def test_closing_the_case_does_not_swallow_what_was_just_written(world):
    world.do(saying(at=world.now + MINUTE))
    world.do(c.CloseCase(kit.ANN, Outcome.OPENED_BY_MISTAKE, RootCause.UNKNOWN))
    world.run(2 * MINUTE)
    assert world.sent[-1].touch.key == TouchKey("say:s1")


def test_words_that_do_not_arrive_become_a_persons_task(world):
    world.fails = lambda touch: FailureClass.TEMPORARY if touch.key.cause == "say:s1" else None
    world.do(saying(at=world.now))
    world.run(MINUTE)
    assert [event.name for event in world.log["C1"] if isinstance(event, e.TaskRaised)][
        -1
    ] == "tell the customer by hand"


# --- addresses -------------------------------------------------------------------------------------------------


def test_a_corrected_contact_lets_a_case_go_on_that_waited_for_it(world):
    world.reply(kit.reading(Intent.WRONG_PERSON))
    assert Channel.EMAIL not in world.known["acme"].customer.contacts[0].reachable
    world.do(c.CorrectContact(kit.ANN, "c1", Channel.EMAIL, verified=True))
    (contact,) = world.known["acme"].customer.contacts
    assert (contact.verified, Channel.EMAIL in contact.reachable) == (True, True)
    assert case(world).state is CaseState.OPEN


def test_another_hold_is_not_released_by_an_address(world):
    unsure(world)
    world.do(c.CorrectContact(kit.ANN, "c1", Channel.SMS, verified=False))
    assert case(world).hold.kind is HoldKind.UNDECIDED_REPLY


# --- payments --------------------------------------------------------------------------------------------------


def test_a_payment_by_hand_closes_the_case_and_is_taken_back_once(world):
    world.do(c.RecordPayment(kit.ANN, "h1", 10_000, None, "BANK-1"))
    assert (case(world).state, case(world).outcome) == (CaseState.CLOSED, Outcome.PAYMENT_RECEIVED)
    with pytest.raises(Rejected, match="recorded already"):
        world.do(c.RecordPayment(kit.ANN, "h1", 10_000, None, "BANK-1"))
    events = world.do(c.TakeBackPayment(kit.ANN, "h1"))
    assert case(world).state is CaseState.OPEN
    assert "TouchQueued" not in kinds(events), "the customer hears nothing of our mistake"
    with pytest.raises(Rejected, match="taken back already"):
        world.do(c.TakeBackPayment(kit.ANN, "h1"))
    assert case(world).gap == 10_000


def test_a_payment_of_an_import_is_not_taken_back_by_hand(world):
    world.do(c.SeePayment("imp:1", 4_000, source="import:x"))
    with pytest.raises(Rejected, match="corrected in the ledger"):
        world.do(c.TakeBackPayment(kit.ANN, "imp:1"))


def test_taking_back_does_not_confirm_a_refund(world):
    world.open(kit.overpaid("C2"))
    world.do(c.RecordPayment(kit.ANN, "h1", 10_000, None, "BANK-1"), "C2")
    world.do(c.ProposeResolution(kit.ANN, "P1", ResolutionKind.REFUND, 10_000), "C2")
    digest = kit_digest(world, "C2")
    world.do(c.ApproveProposal(kit.SUE, "P1", digest), "C2")
    world.do(c.CarryOut(kit.BOB, "P1", "ERP-1"), "C2")
    world.do(c.TakeBackPayment(kit.ANN, "h1"), "C2")
    assert world.cases["C2"].live_proposal is not None
    assert world.cases["C2"].state is not CaseState.CLOSED


def test_whoever_recorded_a_payment_does_not_approve_what_becomes_of_it(world):
    world.open(kit.overpaid("C2"))
    world.do(c.RecordPayment(kit.ABE, "h1", 10_000, None, "BANK-1"), "C2")
    world.do(c.ProposeResolution(kit.ANN, "P1", ResolutionKind.REFUND, 20_000), "C2")
    with pytest.raises(Rejected, match="SOX-SOD"):
        world.do(c.ApproveProposal(kit.ABE, "P1", kit_digest(world, "C2")), "C2")
    world.do(c.ApproveProposal(kit.AMY, "P1", kit_digest(world, "C2")), "C2")


def test_whoever_took_their_own_mistake_back_may_approve_and_whoever_took_a_colleagues_may_not(world):
    """Nothing is left of it in the first case; in the second somebody changed what a colleague had counted."""
    world.open(kit.overpaid("C2"))
    world.do(c.RecordPayment(kit.ABE, "h1", 10_000, None, "BANK-1"), "C2")
    world.do(c.TakeBackPayment(kit.ABE, "h1"), "C2")
    world.do(c.RecordPayment(kit.ANN, "h2", 5_000, None, "BANK-2"), "C2")
    world.do(c.TakeBackPayment(kit.AMY, "h2"), "C2")
    world.do(c.ProposeResolution(kit.ANN, "P1", ResolutionKind.REFUND, 10_000), "C2")
    with pytest.raises(Rejected, match="took a colleague's payment back"):
        world.do(c.ApproveProposal(kit.AMY, "P1", kit_digest(world, "C2")), "C2")
    world.do(c.ApproveProposal(kit.ABE, "P1", kit_digest(world, "C2")), "C2")


def kit_digest(world: World, name: str) -> str:
    from bot.domain.proposals import money_digest

    return money_digest(world.cases[name])


@pytest.mark.parametrize(
    ("minor", "reference", "why"), [(0, "B", "above zero"), (-5, "B", "above zero"), (5, " ", "ref")]
)
def test_a_payment_needs_an_amount_and_a_reference(world, minor, reference, why):
    with pytest.raises(Rejected, match=why):
        world.do(c.RecordPayment(kit.ANN, "h1", minor, None, reference))


# --- steps -----------------------------------------------------------------------------------------------------


def due(world: World, step: str):
    one = case(world)
    playbook = world.playbooks[one.owes]
    return due_at(playbook.step(step), one, playbook, world.facts("C1", "acme"), world.rules["acme"])


def ahead(world: World) -> list[tuple[str, object]]:
    one = case(world)
    steps = next_steps(one, world.playbooks[one.owes], world.facts("C1", "acme"), world.rules["acme"], world.now)
    return [(step.step, step.at) for step in steps]


def test_a_moved_step_is_due_then_and_what_comes_next_says_so(world):
    to = kit.moment("2026-03-06 16:00")
    world.do(c.ShiftStep(kit.ANN, "second", to))
    assert due(world, "second") == to
    assert ahead(world)[0] == ("second", to)
    world.run(to + MINUTE)
    assert (world.sent[-1].touch.step, world.sent[-1].at) == ("second", to)
    assert case(world).moved_steps == ()


def test_a_later_step_sent_now_overtakes_the_ones_before(world):
    world.run(timedelta(days=3) - 2 * MINUTE)  # the cap's days between are over
    world.do(c.ShiftStep(kit.ANN, "third", world.now))
    assert ahead(world)[0] == ("third", world.now + MINUTE), "as soon as the gate lets it pass"
    world.run(timedelta(days=5))
    assert [sent.touch.step for sent in world.sent] == ["first", "third"]


def test_now_passes_the_gate_all_the_same(world):
    world.do(c.ShiftStep(kit.ANN, "second", world.now))
    world.run(timedelta(days=1))
    assert [sent.touch.step for sent in world.sent] == ["first"], "three days between two reminders"


def test_the_first_message_is_rung_one_however_great_the_hurry():
    world = World(now=kit.moment("2026-03-02 04:00"))
    world.open()
    with pytest.raises(Rejected, match="'first' comes first"):
        world.do(c.ShiftStep(kit.ANN, "third", world.now))
    world.do(c.SkipStep(kit.ANN, "first"))
    world.do(c.SkipStep(kit.ANN, "second"))
    world.do(c.ShiftStep(kit.ANN, "third", world.now))


def test_a_rest_and_a_wait_after_the_move_count(world):
    to = kit.moment("2026-03-06 16:00")
    world.do(c.ShiftStep(kit.ANN, "second", to))
    world.run(to - timedelta(hours=1))
    world.reply(kit.reading(Intent.ACKNOWLEDGEMENT))  # rests for three days
    assert due(world, "second") >= world.now + timedelta(days=3) - timedelta(hours=12)


def test_a_skipped_step_never_goes_out_and_its_queued_message_is_cancelled():
    world = World(now=kit.moment("2026-03-02 15:00"))
    world.open()
    (touch,) = case(world).touches
    events = world.do(c.SkipStep(kit.ANN, "first"))
    assert kinds(events) == ["TouchCancelled", "StepSkipped"]
    assert sentence(events[1]) == "ann skipped the step 'first'."
    assert events[0].key == touch.key
    assert "first" not in [step for step, _ in ahead(world)]
    world.run(timedelta(days=4))
    assert [sent.touch.step for sent in world.sent] == ["second"]


def test_what_is_over_or_unknown_is_neither_moved_nor_skipped(world):
    for step in ("first", "nothing"):
        with pytest.raises(Rejected, match="not part of what is still to come"):
            world.do(c.SkipStep(kit.ANN, step))
        with pytest.raises(Rejected, match="not part of what is still to come"):
            world.do(c.ShiftStep(kit.ANN, step, world.now))


def test_no_step_is_moved_by_more_than_a_year(world):
    with pytest.raises(Rejected, match="more than a year"):
        world.do(c.ShiftStep(kit.ANN, "second", world.now + timedelta(days=401)))
    world.do(c.ShiftStep(kit.ANN, "second", world.now + timedelta(days=399)))


def test_what_is_on_its_way_is_not_sent_now_again():
    world = World(now=kit.MONDAY)
    world.open()
    assert [touch.step for touch in case(world).touches] == ["first"]
    with pytest.raises(Rejected, match="on its way already"):
        world.do(c.ShiftStep(kit.ANN, "first", world.now))
    assert [touch.step for touch in case(world).touches] == ["first"]


def test_opening_again_forgets_moved_steps(world):
    world.do(c.ShiftStep(kit.ANN, "second", kit.moment("2026-04-01 15:00")))
    world.do(c.CloseCase(kit.ANN, Outcome.OPENED_BY_MISTAKE, RootCause.UNKNOWN))
    world.do(c.ReopenCase(kit.ANN))
    assert case(world).moved_steps == ()


# --- who may ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("actor", [kit.ZOE, kit.AUD, c.Actor("ann", kit.SUE.role), c.Actor("nobody", kit.ANN.role)])
@pytest.mark.parametrize(
    "command",
    [
        lambda who, w: decides(unsure(w), actor=who),
        lambda who, w: saying(actor=who),
        lambda who, w: c.TakeBackSaying(who, "s1"),
        lambda who, w: c.CorrectContact(who, "c1", Channel.EMAIL, verified=True),
        lambda who, w: c.RecordPayment(who, "h1", 5, None, "B"),
        lambda who, w: c.TakeBackPayment(who, "h1"),
        lambda who, w: c.SkipStep(who, "second"),
        lambda who, w: c.ShiftStep(who, "second", w.now),
    ],
)
def test_only_who_works_cases_of_this_client_does_any_of_it(world, actor, command):
    made = command(actor, world)
    before = replace(case(world))
    with pytest.raises(Rejected, match=r"role|work for this client"):
        world.do(made)
    assert case(world) == before
