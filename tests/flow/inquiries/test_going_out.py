"""Questions to the client's people and the bank leave by real SMTP: once, from the client's sender, or are held back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from email import message_from_string, policy

import pytest

from bot.app.acting import act
from bot.app.controlling import go_live, set_pause
from bot.app.identifiers import inquiry_key
from bot.app.posting import CALL_TIMEOUT, LEASE
from bot.domain.commands import Actor, CloseCase
from bot.domain.facts import Pause
from bot.domain.rules import Liveness
from bot.domain.vocabulary import Outcome, Role, RootCause
from bot.sandbox.script import Action, Wrong
from tests.flow.inquiries.asking import LINK, AskingWorld

BILLING, BANK = "billing-desk@acme.example.test", "investigations@firstbank.example.test"
OPERATOR = Actor("olivia", Role.OPERATOR)
SETTLED = LEASE + CALL_TIMEOUT + timedelta(seconds=1)


async def test_each_is_asked_once_by_mail_with_a_link_for_each_answer(world: AskingWorld):
    world.case()
    await world.send()
    mails = world.mails()
    assert {who: len(got) for who, got in mails.items()} == {BILLING: 1, BANK: 1}
    mail = message_from_string(mails[BILLING][0]["raw"], policy=policy.default)
    assert mail["From"] == "Acme Utilities Billing <billing@acme.example.test>"
    assert mail["Subject"] == "Test: did a payment for INV-20481 reach you?"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Reply-To"] == world.address() == mails[BILLING][0]["envelope_from"]
    assert mail["Message-ID"] == f"<{inquiry_key(world.inquiry().id)}@acme.example.test>"
    for kind in ("plain", "html"):
        words = mail.get_body((kind,)).get_content()
        assert "$120.00" in words
        assert len(LINK.findall(words)) == 2
        assert "Ada" not in words, "nothing of the customer"
        assert "ada1@example.org" not in words
    assert world.states() == {"client:billing": "sent", "bank": "sent"}


async def test_a_second_poster_and_a_second_look_send_nothing_more(world: AskingWorld):
    world.case()
    other = world.another()
    for _ in range(5):
        await world.poster.drain()
        await other.drain()
        world.turn(seconds=1)
    await other.close()
    assert sum(map(len, world.mails().values())) == 2


@pytest.mark.parametrize(
    "pause",
    [
        Pause("deployment"),
        Pause("client", "acme"),
        Pause("playbook", "missing_payment"),
        Pause("template", "missing_payment/test_client"),
        Pause("channel", "email"),
    ],
    ids=lambda pause: pause.scope,
)
async def test_the_stop_button_holds_it_back_until_somebody_resumes(world: AskingWorld, pause: Pause):
    set_pause(world.app.context, pause, "ana", "a test", on=True)
    world.case()
    await world.send()
    assert BILLING not in world.mails()
    set_pause(world.app.context, pause, "ana", "a test", on=False)
    world.turn(minutes=2)
    await world.send()
    assert len(world.mails()[BILLING]) == 1


async def test_a_client_that_is_not_live_asks_nobody_until_a_person_releases_it(world: AskingWorld):
    context = world.app.context
    held = replace(context.rules["acme"], liveness=Liveness.HELD)
    world.app = replace(world.app, context=replace(context, rules={**context.rules, "acme": held}))
    world.poster = world.another()
    world.case()
    await world.send()
    assert world.mails() == {}
    go_live(world.app.context, "acme", "", "ana", "a test")
    world.turn(minutes=2)
    await world.send()
    assert set(world.mails()) == {BILLING, BANK}


async def test_what_is_answered_or_settled_before_it_goes_does_not_go(world: AskingWorld):
    set_pause(world.app.context, Pause("client", "acme"), "ana", "a test", on=True)
    case = world.case()
    await world.send()
    act(world.app.context, case.ref, CloseCase(OPERATOR, Outcome.APPLIED, RootCause.HUMAN_ERROR), "olivia")
    set_pause(world.app.context, Pause("client", "acme"), "ana", "a test", on=False)
    world.turn(minutes=2)
    await world.send()
    assert world.mails() == {}
    assert set(world.states().values()) == {"cancelled"}


async def test_a_busy_mailbox_is_tried_again_and_keeps_nobody_waiting(world: AskingWorld):
    world.relay.fail(Wrong(Action.REFUSE, 452, "4.2.2 mailbox full", stage="rcpt", to=BANK))
    world.case()
    await world.send()
    assert list(world.mails()) == [BILLING]
    world.turn(minutes=2)
    await world.send()
    assert sum(map(len, world.mails().values())) == 2


async def test_a_mailbox_that_is_not_there_makes_a_task_once(world: AskingWorld):
    world.relay.fail(Wrong(Action.REFUSE, 550, "5.1.1 nobody here", stage="rcpt", to=BILLING))
    world.case()
    await world.send()
    assert "failed" in world.states().values()
    assert world.tasks() == ["ask in another way: our question was not delivered"]


async def test_without_an_answer_of_the_relay_it_goes_once_more_with_the_same_id(world: AskingWorld):
    world.relay.fail(Wrong(Action.DROP_AFTER, times=4))
    world.case()
    await world.send()
    ids = set()
    for _ in range(6):
        world.turn(seconds=SETTLED.total_seconds())
        await world.poster.look_up_unknown()
        await world.send()
    for got in world.mails().values():
        assert len(got) <= 2
        ids |= {message_from_string(one["raw"])["Message-ID"] for one in got}
    assert len(ids) == len(world.mails())
    assert set(world.states().values()) == {"sent"}
