"""PCI-PAN, PCI-SAD: a card number or its code, typed into any box of any form, stays nowhere and is said to nobody."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
import structlog

from bot.slack.names import Carried, Deed
from tests.flow.slack_desk.desk import OLIVIA, SOFIA, Bill, DeskWorld
from tests.flow.slack_desk.test_attacks_clients import chosen, submitted
from tests.flow.web.world import World

OVERPAID = Bill(number=20481, customer=1, expected="120.00", paid="200.00", case_type="overpayment")
UNSURE = "well you know how it is, let us see about the thing"
PANS = ("4111 1111 1111 1111", "4111111111111111", "4111-1111-1111-1111", "cvv: 987, card 4111111111111111")
BOXES = ("amount", "note", "reference", "text", "reason", "address", "day", "time", "words", "said", "email", "phone")


def held(world: World) -> str:
    """Everything that the database holds, sealed texts opened as far as staff can see them."""
    with world.store.read() as unit:
        names = [row[0] for row in unit.db.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return "".join(str(unit.db.rows(f'SELECT * FROM "{name}"')) for name in names)


def found_in(text: str) -> bool:
    return any(mark in text for mark in ("4111 1111", "41111111", "4111-1111", "cvv: 987"))


def filled(typed: str, view: Any) -> dict[str, Any]:
    contact, undecided = view.contacts[0].id, view.undecided[0].id if view.undecided else ""
    return {
        "kind": chosen("refund"),
        "outcome": chosen("handed_over"),
        "cause": chosen("unknown"),
        "to": chosen("olivia"),
        "role": chosen("supervisor"),
        "type": chosen("underpayment"),
        "way": chosen(f"email:{contact}"),
        "contact": chosen(f"email:{contact}"),
        "what": chosen("other"),
        "step": chosen("inform"),
        "reached": chosen("nobody"),
        "payment": chosen("x"),
        "reply": chosen(undecided),
        "currency": chosen("USD"),
        "intents": {"selected_options": [{"value": "how_to_pay"}]},
        "care": {"selected_options": [{"value": "none"}]},
        "on": chosen("stop"),
        "scope": chosen("client:acme"),
        "day": {"selected_date": "2026-03-05"},
        "time": {"selected_time": "12:00"},
        **{box: {"value": typed} for box in BOXES if box not in {"day", "time"}},
    }


@pytest.mark.parametrize("amount", ["typed", "80.00"])
@pytest.mark.parametrize("typed", PANS)
async def test_a_card_number_in_any_box_stays_nowhere(sqlite_desk: DeskWorld, typed, amount):
    desk = sqlite_desk
    ref = desk.case(OVERPAID)
    ts = await desk.posted(ref)
    await desk.replied(OVERPAID, UNSURE)
    view = desk.view(ref)
    live = view.case.live_proposal
    carried = Carried(
        ref=ref,
        proposal=live.id if live else "",
        money=view.money_digest,
        reply=view.undecided[0].id,
        reading=view.undecided[0].digest,
    )
    said = []
    with structlog.testing.capture_logs() as logs:
        for number, deed in enumerate(Deed):
            values = filled(typed, view) | ({"amount": {"value": amount}} if amount != "typed" else {})
            said.append((deed, str(await submitted(desk, SOFIA, deed, carried, values, 5000 + number))))
        for _ in range(5):
            desk.turn(seconds=20)
            await desk.poster.drain()
    assert not [deed for deed, answer in said if found_in(answer)], said
    assert not found_in(await asyncio.to_thread(held, desk))
    assert not found_in(str(desk.view(ref)))
    assert not found_in(str([desk.sandbox.messages(desk.acme), desk.sandbox.messages(desk.acme, ts)]))
    assert not found_in(
        str(desk.sandbox.ephemerals(SOFIA, desk.acme)) + str(desk.sandbox.ephemerals(OLIVIA, desk.acme))
    )
    assert not found_in(str(logs))


async def test_a_card_number_in_what_a_step_or_an_id_is_called_is_not_kept(sqlite_desk: DeskWorld):
    """Ids come from a form that nobody opened."""
    desk = sqlite_desk
    ref = desk.case(OVERPAID)
    number = "4111111111111111"
    for count, deed in enumerate(Deed):
        carried = Carried(
            ref=ref,
            proposal=number,
            reply=number,
            reading=number,
            escalation=number,
            saying=number,
            payment=number,
            step=number,
        )
        values = {**filled("x", desk.view(ref)), **dict.fromkeys(("step", "payment", "to", "scope"), chosen(number))}
        await submitted(desk, SOFIA, deed, carried, values, 6000 + count)
    assert number not in await asyncio.to_thread(held, desk)
