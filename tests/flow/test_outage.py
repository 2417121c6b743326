"""Outages of ours, of the providers and of the database; the stop button; payments and replies in between."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
import structlog

from bot.app.acting import advance
from bot.app.controlling import go_live, set_pause
from bot.app.messages import LookedUp, LookUp
from bot.app.receiving import receive
from bot.app.recording import record, settle_unknown, unknown
from bot.app.replying import process_replies
from bot.app.sending import CALL_TIMEOUT, LEASE, start
from bot.channels import smtp_email, twilio_door
from bot.domain import events as e
from bot.domain.facts import Pause
from bot.domain.vocabulary import Channel, HoldKind
from bot.sandbox.script import Action, Wrong
from tests.flow import kit
from tests.flow.kit import DAY, Owed, said
from tests.flow.office import Interfering, Office

TEN = timedelta(minutes=31)  # from the opening to ten o'clock in New York
PAST = kit.SETTLED.total_seconds()
WHOLE = Pause("deployment")


@pytest.fixture
async def office(store, tmp_path) -> AsyncIterator[Office]:
    made = Office(store, tmp_path)
    await made.open()
    with structlog.testing.capture_logs():  # faults are made on purpose here
        yield made
    await made.close()


def mails(numbers: range, client: str = "mailer") -> list[Owed]:
    return [Owed(client, n) for n in numbers]


def due(office: Office, owed: list[Owed]) -> None:
    """Their first messages are in the outbox."""
    office.bring_in(owed)
    office.clock.now += TEN
    assert advance(office.app.context) == len({one.number for one in owed})


def events(office: Office, kind: type) -> list:
    with office.store.begin() as unit:
        return [event for _, event in kit.events_of(unit) if isinstance(event, kind)]


# --- ours --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("hours", [26, 5 * 24])
async def test_after_an_outage_everybody_gets_one_message_at_most(office, hours):
    """Some were in the outbox, some were due meanwhile, some twice: nothing is lost, and there is no burst."""
    chased, fresh = mails(range(1, 11)), mails(range(11, 21), "twin")
    contested = [Owed("mailer", n, case_type="disputed_charge") for n in range(21, 26)]
    office.bring_in(chased)
    office.clock.now += TEN
    await office.work()
    office.clock.now = kit.START + timedelta(days=3)
    office.bring_in([replace(one, due=DAY + timedelta(days=3)) for one in fresh])
    office.bring_in(contested)
    office.clock.now += TEN
    advance(office.app.context)  # they are in the outbox; then the machine is gone
    before = office.reached()
    office.clock.turn(hours=hours)
    await office.work_until_quiet()
    got = office.reached() - before
    assert set(got) == {one.address for one in (*chased, *fresh, *contested)}
    assert max(got.values()) == 1, got
    assert not set(office.count().faults) - {"unsettled"}, office.count()
    await office.work_for(60)
    assert max((office.reached() - before).values()) == 1


async def test_a_step_that_another_overtook_is_superseded(office):
    """Five days too late: the second letter is never sent, the third goes in its place."""
    due(office, mails(range(1, 4)))
    await office.work()
    office.clock.turn(days=8)
    await office.work_until_quiet()
    assert {event.step for event in events(office, e.TouchSuperseded)} == {"second"}
    assert Counter(event.step for event in events(office, e.TouchQueued)) == {"first": 3, "third": 3}
    assert not office.count().faults


async def test_after_an_outage_each_sender_keeps_its_rate(office):
    """Thirty wait, three a second may go; and each is looked at about once, not every second again."""
    due(office, mails(range(1, 31), "slow"))
    office.clock.turn(hours=2)
    sent, looked_at = [], 0
    for _ in range(12):
        before = len(office.smtp.accepted)
        looked_at += (await office.pipeline.drain()).claimed
        sent.append(len(office.smtp.accepted) - before)
        office.clock.turn(seconds=1)
    assert sent == [3] * 10 + [0, 0]
    assert looked_at <= 2 * 30 + 3
    assert not office.count().faults


async def test_nothing_goes_out_at_night_however_late_it_is(office):
    due(office, mails(range(1, 6)))
    office.clock.now = datetime(2026, 3, 5, 8, 0, tzinfo=UTC)  # three in the morning in New York
    await office.work_until_quiet()
    assert not office.smtp.accepted
    office.clock.now = datetime(2026, 3, 5, 13, 0, tzinfo=UTC)
    await office.work_until_quiet()
    assert len(office.smtp.accepted) == 5
    assert not office.count().faults


async def test_a_run_that_has_had_enough_leaves_nothing_half_done(office):
    """What was begun is called: the next run need not look anything up."""
    due(office, mails(range(1, 8)))
    assert (await office.pipeline.drain(limit=2, most=3)).claimed == 3
    assert kit.states(office.store) == {"sent": 3, "queued": 4}


# --- the stop button and the go-live gate ------------------------------------------------------------------------


async def test_the_stop_button_holds_what_is_claimed_too(office):
    """A worker claimed and died; the button is pressed; the claims come back and stay. Resumed, each goes once."""
    due(office, mails(range(1, 6)))
    with office.store.begin() as unit:
        assert len(unit.claim(office.clock(), 3, office.clock() + LEASE, "dead")) == 3
    set_pause(office.app.context, WHOLE, "olivia", "something is wrong", on=True)
    for _ in range(3):
        await office.work()
        office.clock.turn(seconds=PAST)
    assert not office.smtp.accepted
    set_pause(office.app.context, WHOLE, "olivia", "it was nothing", on=False)
    await office.work_until_quiet()
    assert set(office.reached().values()) == {1}
    assert len(office.smtp.accepted) == 5
    assert not office.count().faults


async def test_the_stop_button_of_one_client_does_not_hold_another(office):
    due(office, [*mails(range(1, 4)), *mails(range(4, 7), "twin")])
    set_pause(office.app.context, Pause("client", "twin"), "olivia", "a wrong price list", on=True)
    await office.work_until_quiet()
    assert set(office.reached()) == {f"c{n}@example.test" for n in range(1, 4)}


async def test_a_client_that_has_not_gone_live_sends_nothing_and_then_starts_with_rung_one(office):
    office.bring_in(mails(range(1, 6), "unreleased"))
    for _ in range(10):
        office.clock.turn(days=1)
        await office.work()
    assert not office.smtp.accepted
    office.clock.now = kit.START + timedelta(days=13, hours=2)
    go_live(office.app.context, "unreleased", "", "adam", "the contract is signed")
    await office.work_until_quiet()
    assert set(office.reached().values()) == {1}
    assert len(office.smtp.accepted) == 5
    assert {
        event.step for event in events(office, e.TouchSent) + events(office, e.TouchQueued) if hasattr(event, "step")
    } == {"first"}
    assert not office.count().faults


# --- providers ---------------------------------------------------------------------------------------------------


async def test_a_provider_that_is_away_for_an_hour_gets_everything_once(office):
    """Nobody listens: tried again with growing waits. The answer to a customer is not lost either."""
    texts = [Owed("texter", n) for n in range(1, 6)]
    due(office, texts)
    receive(office.app.context, office.app.reception, said(texts[0], "STOP"))
    port = office.sms.port
    await office.sms.stop()
    await office.work_for(60)
    with office.store.begin() as unit:
        tries = [row[0] for row in unit.db.rows("SELECT tries FROM outbox WHERE state = 'queued'")]
    assert tries
    assert max(tries) < 10
    assert not office.sms.accepted
    await office.sms.start(port)
    await office.work_for(60)
    assert office.reached() == Counter(one.phone for one in texts)
    assert not office.count().faults


async def test_a_provider_that_fails_for_an_hour_gets_everything_once(office):
    """A 500 says nothing: each is looked up, which fails too, before it is sent again."""
    texts = [Owed("texter", n) for n in range(1, 6)]
    due(office, texts)
    office.sms.fail(
        Wrong(Action.REFUSE, 500, times=1_000_000), Wrong(Action.REFUSE, 500, stage="list", times=1_000_000)
    )
    await office.work_for(60)
    assert not office.sms.accepted
    office.sms.script.clear()
    await office.work_for(10)
    assert office.reached() == Counter(one.phone for one in texts)
    assert not office.count().faults


async def test_retry_after_holds_all_messages_of_that_sender(office):
    """One is told to wait two minutes: until then none of the others is even tried. Other senders go on."""
    due(office, [Owed("texter", n) for n in range(1, 6)])
    office.sms.fail(Wrong(Action.REFUSE, 429, "20429", retry_after=120))
    await office.pipeline.run_once(1)
    asked = office.sms.requests
    for _ in range(3):
        await office.work()
        office.clock.turn(seconds=30)
    assert (office.sms.requests, len(office.sms.accepted)) == (asked, 0)
    office.clock.now += TEN
    office.bring_in(mails(range(6, 8)))
    await office.work_for(2)
    assert len(office.sms.accepted) == 5
    assert not office.count().duplicates


async def test_a_call_that_hangs_does_not_hold_up_the_others(office):
    """Their answers are recorded, and the next batch goes out, while it hangs."""
    texts = [Owed("texter", n) for n in range(1, 12)]
    due(office, texts)
    office.sms.fail(Wrong(Action.HANG, to=texts[0].phone))
    run = asyncio.create_task(office.pipeline.drain(limit=4))
    await office.until(lambda: kit.states(office.store)["sent"] == 10)
    assert kit.states(office.store) == {"sent": 10, "sending": 1}
    assert not run.done()
    port = office.sms.port
    taken = list(office.sms.accepted)
    await office.sms.stop()
    await run
    await office.sms.start(port)
    office.clock.turn(seconds=PAST)
    await office.work_until_quiet()
    assert list(office.sms.accepted) == taken
    assert not office.count().faults


async def test_a_call_whose_turn_comes_after_its_lease_is_not_made(office):
    """Somebody may be looking it up by then. It is given back, and goes once."""
    due(office, mails(range(1, 4)))
    slow = Interfering(office.doors[Channel.EMAIL], lambda: office.clock.turn(seconds=PAST))
    behind = office.worker("w2", {Channel.EMAIL: slow}, concurrency=1)
    await behind.run_once()
    assert len(office.smtp.accepted) == 1
    assert kit.states(office.store) == {"sent": 1, "queued": 2}
    office.clock.turn(minutes=1)
    await office.work()
    assert set(office.reached().values()) == {1}
    assert not office.count().faults


async def test_a_call_without_an_answer_is_not_looked_up_while_it_may_still_arrive(office):
    """A provider that is slow may accept after we stopped listening: a look-up at once would say "not found"."""
    due(office, [Owed("texter", 1)])
    office.sms.fail(Wrong(Action.DROP_BEFORE))
    assert (await office.pipeline.run_once()).unknown == 1
    office.clock.now += CALL_TIMEOUT - timedelta(seconds=1)
    assert await office.pipeline.look_up_unknown() == 0
    office.clock.turn(seconds=1)
    assert await office.pipeline.look_up_unknown() == 1
    await office.work()
    assert len(office.sms.accepted) == 1
    assert not office.count().faults


async def test_a_look_up_that_lost_its_lease_does_not_queue_what_another_is_sending(office):
    due(office, [Owed("texter", 1)])
    office.sms.fail(Wrong(Action.DROP_BEFORE))
    await office.pipeline.run_once()
    office.clock.turn(seconds=PAST)
    context, not_found = office.app.context, LookedUp(LookUp.NOT_FOUND)
    (first,) = unknown(context, "slow")
    assert unknown(context, "quick") == []
    office.clock.turn(seconds=PAST)
    (second,) = unknown(context, "quick")
    settle_unknown(context, "quick", [(second, not_found)])
    assert len(start(context, office.app.desk, "quick").ready) == 1
    settle_unknown(context, "slow", [(first, not_found)])
    assert kit.states(office.store) == {"sending": 1}


async def test_nobody_can_be_inside_a_call_longer_than_we_wait_before_asking():
    longest = max(twilio_door.TOTAL_SECONDS, smtp_email.TOTAL_SECONDS)
    assert timedelta(seconds=longest) < CALL_TIMEOUT


# --- the database, and what cannot be written --------------------------------------------------------------------


def cut_all(url: str) -> None:
    """Break every other connection to this database."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


async def test_answers_are_recorded_when_the_database_was_away_for_a_moment(postgresql_store, postgresql_url, tmp_path):
    """The connections break while the provider is called: without the answers, mails would go twice."""
    office = Office(postgresql_store, tmp_path)
    await office.open()
    due(office, mails(range(1, 6)))

    interfering = Interfering(office.doors[Channel.EMAIL], lambda: cut_all(postgresql_url))
    unlucky = office.worker("w2", {Channel.EMAIL: interfering})
    with structlog.testing.capture_logs() as logs:
        assert (await unlucky.run_once()).accepted == 5
    assert {log["event"] for log in logs} == {"record.failed"}
    assert kit.states(office.store) == {"sent": 5}
    assert not office.count().faults
    await office.close()


async def test_a_client_that_is_not_configured_any_more_does_not_stop_the_others(office):
    """Its cases wait, loudly, and go on when it is back."""
    owed = [*mails(range(1, 6)), *mails(range(6, 9), "twin")]
    office.bring_in(owed)
    office.clock.now += TEN
    whole = office.app
    rules = {name: one for name, one in whole.context.rules.items() if name != "twin"}
    office.app = replace(whole, context=replace(whole.context, rules=rules))
    office.pipeline = office.worker("w1")
    await office.work()
    assert len(office.smtp.accepted) == 5
    office.app = whole
    office.pipeline = office.worker("w1")
    office.clock.turn(minutes=20)
    await office.work()
    assert set(office.reached().values()) == {1}
    assert len(office.smtp.accepted) == 8
    assert not office.count().faults


async def test_messages_of_a_client_that_is_not_configured_any_more_do_not_stop_the_others(office):
    due(office, [*mails(range(1, 6)), *mails(range(6, 9), "twin")])
    whole = office.app
    rules = {name: one for name, one in whole.context.rules.items() if name != "twin"}
    office.app = replace(whole, context=replace(whole.context, rules=rules))
    await office.worker("w2").drain()
    assert len(office.smtp.accepted) == 5
    office.clock.turn(seconds=PAST)
    await office.work()
    await office.work_until_quiet()
    assert set(office.reached().values()) == {1}
    assert len(office.smtp.accepted) == 8
    assert not office.count().faults


async def test_one_customer_that_cannot_be_recorded_costs_the_others_nothing(office):
    due(office, [*mails(range(1, 6)), *mails(range(6, 7), "twin")])
    context = office.app.context
    batch = start(context, office.app.desk, "w1")
    answers = [(one, await office.doors[Channel.EMAIL].send(one.outgoing)) for one in batch.ready]
    rules = {name: one for name, one in context.rules.items() if name != "twin"}
    record(replace(context, rules=rules), "w1", answers)
    assert kit.states(office.store) == {"sent": 5, "sending": 1}
    record(context, "w1", answers)  # doing it again changes nothing for those that are done
    assert kit.states(office.store) == {"sent": 6}
    assert not office.count().faults


async def test_refusals_that_cannot_be_written_do_not_keep_the_others_from_going(
    postgresql_store, postgresql_url, tmp_path
):
    """The connections break between the commit of `sending` and the gate's refusals: the calls are made all the same."""
    office = Office(postgresql_store, tmp_path)
    await office.open()
    due(office, [*mails(range(1, 6)), *mails(range(6, 8), "twin")])
    set_pause(office.app.context, Pause("client", "twin"), "olivia", "a wrong price list", on=True)

    def look(name: str, unit: object) -> None:
        if name == "start" and unit is None:
            cut_all(postgresql_url)

    office.app = kit.application(kit.Watched(postgresql_store, look), office.clock)
    with structlog.testing.capture_logs() as logs:
        await office.worker("w2").run_once()
    assert "refusals.failed" in {log["event"] for log in logs}
    assert kit.states(office.store) == {"sent": 5, "claimed": 2}
    await office.close()


@pytest.mark.parametrize("where", ["reading", "deciding"])
async def test_a_reply_that_nobody_can_deal_with_does_not_stop_the_others(office, where):
    """What cannot be read goes to a person. What fails otherwise stays unread, and keeps its customer's chases frozen."""
    owed = [*mails(range(1, 2), "twin"), *mails(range(2, 5))]
    due(office, owed)
    for one in owed:
        receive(office.app.context, office.app.reception, said(one, "I have already paid this on Monday."))
        office.clock.turn(seconds=1)
    context, understand = office.app.context, office.app.understand
    if where == "deciding":
        rules = {name: one for name, one in context.rules.items() if name != "twin"}
        assert process_replies(replace(context, rules=rules), understand) == 3
        assert kit.states(office.store)["queued"] == 1 + 3  # the frozen chase, and three answers
        assert process_replies(context, understand) == 1
    else:

        def breaks(reply, around):
            if around.rules.client == "twin":
                raise ZeroDivisionError
            return understand(reply, around)

        assert process_replies(context, breaks) == 4
        (hold,) = [event.hold for event in events(office, e.HoldPlaced)]
        assert hold.kind is HoldKind.UNDECIDED_REPLY
    await office.work_until_quiet()
    assert not office.count().faults


# --- payments and replies in between -------------------------------------------------------------------------------


def pay(office: Office, owed: list[Owed]) -> None:
    office.bring_in([replace(one, paid=one.expected) for one in owed])


async def test_a_payment_cancels_what_is_queued_and_what_is_claimed(office):
    owed = mails(range(1, 7))
    due(office, owed)
    with office.store.begin() as unit:
        assert len(unit.claim(office.clock(), 3, office.clock() + LEASE, "dead")) == 3
    pay(office, owed)
    assert kit.states(office.store) == {"cancelled": 6}
    for _ in range(3):
        office.clock.turn(seconds=PAST)
        await office.work()
    assert not office.smtp.accepted
    assert not office.count().faults


async def test_a_payment_during_a_call_that_is_refused_ends_the_message(office):
    """The provider asked to slow down, and meanwhile it was paid: the message does not stay in the outbox for ever."""
    owed = [Owed("texter", 1)]
    due(office, owed)
    office.sms.fail(Wrong(Action.REFUSE, 429, "20429"))
    interfering = Interfering(office.doors[Channel.SMS], lambda: pay(office, owed))
    await office.worker("w2", {Channel.SMS: interfering}).run_once()
    assert kit.states(office.store) == {"queued": 1}
    office.clock.turn(minutes=1)
    await office.work()
    assert kit.states(office.store) == {"cancelled": 1}
    assert not office.sms.accepted
    assert not office.count().faults


async def test_a_payment_during_a_call_that_is_accepted_leaves_both_in_the_log(office):
    owed = [Owed("texter", 1)]
    due(office, owed)
    interfering = Interfering(office.doors[Channel.SMS], lambda: pay(office, owed))
    await office.worker("w2", {Channel.SMS: interfering}).run_once()
    assert len(office.sms.accepted) == 1
    assert not office.count().faults
    assert len(events(office, e.PaymentRecorded)) == len(events(office, e.TouchSent)) == 1


@pytest.mark.parametrize("stopped_by", ["payment", "payment after the look-up", "pause"])
async def test_a_mail_that_may_have_gone_and_will_not_go_again_is_in_the_log(office, stopped_by):
    """The relay took it and the worker died. Before the second try a payment, or the stop button, comes between."""
    owed = mails(range(1, 2))
    due(office, owed)
    batch = start(office.app.context, office.app.desk, "dead")
    await office.doors[Channel.EMAIL].send(batch.ready[0].outgoing)
    office.clock.turn(seconds=PAST)
    if stopped_by == "payment":
        pay(office, owed)
    assert await office.pipeline.look_up_unknown() == 1
    if stopped_by == "payment after the look-up":
        pay(office, owed)
    if stopped_by == "pause":
        set_pause(office.app.context, WHOLE, "olivia", "something is wrong", on=True)
    await office.work()
    assert len(office.smtp.accepted) == 1
    assert not office.count().faults
    assert kit.states(office.store) == {"sent": 1}


async def test_a_reply_freezes_what_is_queued_and_what_is_claimed(office):
    owed = mails(range(1, 5))
    due(office, owed)
    with office.store.begin() as unit:
        unit.claim(office.clock(), 2, office.clock() + LEASE, "dead")
    for one in owed:
        assert receive(office.app.context, office.app.reception, said(one, "I have already paid this on Monday."))
    assert (await office.pipeline.drain()).claimed == 0
    office.clock.turn(seconds=PAST)
    assert (await office.pipeline.drain()).claimed == 0
    await office.work()
    with office.store.begin() as unit:
        classes = dict(
            unit.db.rows("SELECT touch_class, count(*) FROM outbox WHERE state = 'sent' GROUP BY touch_class")
        )
    assert classes.keys() <= {"response"}
    assert not office.count().faults
