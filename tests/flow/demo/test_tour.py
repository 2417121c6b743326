"""The guided tour: each stop does itself through the real protocols, and its check mark comes from the log."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.domain import events as e
from bot.domain.vocabulary import Outcome
from bot.sandbox.demo import Demo
from bot.sandbox.demo.hands import Hands
from bot.sandbox.demo.tour import STOPS, Tour
from bot.sandbox.demo.view import log_of
from bot.slack.names import Deed


@pytest.fixture
async def demo() -> AsyncIterator[Demo]:
    async with Demo(0) as played:
        yield played


async def test_nothing_is_done_at_the_beginning(demo: Demo) -> None:
    assert [stop["id"] for stop in Tour(demo).states() if stop["done"]] == []


async def test_every_stop_does_itself_and_gets_its_mark(demo: Demo) -> None:
    tour = Tour(demo, reading_seconds=0.1)
    for stop in STOPS:
        await tour.do(stop.id)
        await demo.player.react()
        state = next(one for one in tour.states() if one["id"] == stop.id)
        assert (stop.id, state["done"], state["problem"]) == (stop.id, True, "")


async def test_whoever_proposed_a_refund_cannot_approve_it(demo: Demo) -> None:
    hands = Hands(demo)
    await hands.propose("ana", "AC-10176", "refund", "Cancelled before it began.")
    assert "Whoever made a proposal cannot approve it" in await hands.refused("ana", "AC-10176", Deed.APPROVE)
    assert not [event for event in log_of(demo, "AC-10176") if isinstance(event, e.ProposalApproved)]
    await hands.put_away("ana")
    await hands.approve("ben", "AC-10176")
    approved = [event for event in log_of(demo, "AC-10176") if isinstance(event, e.ProposalApproved)]
    assert [event.by for event in approved] == ["ben"]


async def test_one_mail_about_two_invoices_is_answered_once(demo: Demo) -> None:
    talleres = demo.as_customer("talleres")
    await demo.turn(timedelta(hours=14))
    before = len(talleres.mailbox())
    await talleres.mail("Ya pagamos las dos facturas")
    await demo.player.react()
    reply, answer = talleres.mailbox()[before:]
    assert (reply.mine, answer.mine) == (True, False)
    assert answer.subject == "Facturas NW-2250, NW-2274: nos faltan datos para encontrar sus pagos"
    assert "la referencia de cada pago" in answer.text


async def test_a_refund_that_was_carried_out_is_confirmed_by_the_next_ledger(demo: Demo) -> None:
    hands = Hands(demo)
    await hands.propose("olivia", "AC-10176", "refund", "")
    await hands.approve("ana", "AC-10176")
    await hands.carry_out("olivia", "AC-10176", "BANK-1")
    await demo.turn(timedelta(days=1))
    closed = [event for event in log_of(demo, "AC-10176") if isinstance(event, e.CaseClosed)]
    assert [event.outcome for event in closed] == [Outcome.REFUNDED]
