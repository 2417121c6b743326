"""Attacks on money: one's own request approved by a detour, one proposal decided twice, references that hide things."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any
from urllib.parse import quote_plus

import orjson
import pytest

from bot.slack.names import Carried, Deed
from tests.flow.slack_desk.desk import ANA, BEN, OLIVIA, OMAR, SAMUEL, SOFIA, VALUE, Bill, DeskWorld, words

OWING = Bill(number=7, customer=7, expected="120.00", paid="0.00", case_type="underpayment")
OVERPAID = Bill(number=20481, customer=1, expected="120.00", paid="200.00", case_type="overpayment")
LARGE = Bill(number=9001, customer=9, expected="120.00", paid="1620.00", case_type="overpayment")  # 1,500.00 over
UNSURE = "well you know how it is, let us see about the thing"
CARD = "4111 1111 1111 1111"


async def approved(desk: DeskWorld, user: str, ref: str) -> bool:
    """Whether this person's approval counts."""
    before = desk.events(ref).count("ProposalApproved")
    await desk.form(user, ref, Deed.APPROVE)
    if desk.top(user).get("callback_id"):
        await desk.send(user)
    for view in list(desk.sandbox.views(user)):
        await desk.sandbox.as_user(user).dismiss(view["id"])
    return desk.events(ref).count("ProposalApproved") > before


async def forged(desk: DeskWorld, user: str, view: dict[str, Any], typed: dict[str, str], trigger: str = "1.1") -> int:
    """A form with words that no field of Slack would take; the status that it is answered with."""
    values = {block: {VALUE: {"type": "plain_text_input", "value": value}} for block, value in typed.items()}
    payload = {
        "type": "view_submission",
        "team": {"id": desk.sandbox.team_id},
        "user": {"id": user},
        "trigger_id": trigger,
        "view": {**view, "state": {"values": values}},
    }
    body = f"payload={quote_plus(orjson.dumps(payload))}".encode()
    return await desk.post(body, "application/x-www-form-urlencoded", **desk.signed(body))


# --- one's own request -----------------------------------------------------------------------------------------


async def test_whoever_says_that_a_reply_asks_for_a_refund_does_not_approve_it(sqlite_desk: DeskWorld):
    """The playbook makes the proposal, but only because this person said what the customer means."""
    desk, ref = sqlite_desk, sqlite_desk.case()
    await desk.replied(OVERPAID, UNSURE)
    reply = desk.view(ref).undecided[0]
    await desk.form(ANA, ref, Deed.CORRECT_READING, Carried(ref=ref, reply=reply.id, reading=reply.digest))
    assert await desk.send(ANA, {"intents": ["refund_request"], "care": ["none"]}) is None
    assert desk.view(ref).case.state == "deciding"
    assert not await approved(desk, ANA, ref)
    assert await approved(desk, BEN, ref)


async def test_a_maker_stays_one_under_another_role_and_as_assignee(sqlite_desk: DeskWorld):
    desk, ref = sqlite_desk, sqlite_desk.case()
    await desk.proposed(ref, SOFIA)
    await desk.press(SOFIA, ref, Deed.TAKE)
    assert not await approved(desk, SOFIA, ref)


async def test_editing_the_bots_proposal_makes_it_ones_own(sqlite_desk: DeskWorld):
    desk, ref = sqlite_desk, sqlite_desk.case()
    await desk.replied(OVERPAID, "Please refund the 80 dollars that I paid too much.")
    assert desk.view(ref).case.state == "deciding"
    await desk.proposed(ref, ANA, "70.00")
    assert not await approved(desk, ANA, ref)
    assert await approved(desk, BEN, ref)


async def test_whoever_took_a_payment_back_does_not_approve_what_becomes_of_the_money(sqlite_desk: DeskWorld):
    """The customer paid, a colleague recorded it: taking it back makes up a debt that is then written off."""
    desk, ref = sqlite_desk, sqlite_desk.case(OWING)
    await desk.form(OLIVIA, ref, Deed.PAYMENT)
    await desk.send(OLIVIA, {"amount": "50.00", "day": str(desk.now.date()), "reference": "B-1"})
    await desk.form(ANA, ref, Deed.UNDO_PAYMENT)
    assert await desk.send(ANA, {"note": "It was none."}) is None
    await desk.form(OMAR, ref, Deed.PROPOSE)
    assert await desk.send(OMAR, {"kind": "write_off", "amount": "120.00"}) is None
    assert not await approved(desk, ANA, ref)
    assert await approved(desk, BEN, ref)


async def test_a_first_approval_of_somebody_who_is_no_approver_any_more_does_not_count(sqlite_desk: DeskWorld):
    desk, ref = sqlite_desk, sqlite_desk.case(LARGE)
    await desk.proposed(ref, amount="1500.00")
    assert await approved(desk, SOFIA, ref)
    rules = desk.app.context.rules["acme"]
    without = {name: one for name, one in rules.staff.items() if name != "sofia"}
    changed = replace(rules, staff=without)
    context = replace(desk.inbox.ws.context, rules={**desk.app.context.rules, "acme": changed})
    object.__setattr__(desk.inbox.ws, "context", context)
    assert not await approved(desk, SAMUEL, ref)
    assert desk.view(ref).case.state == "deciding"


# --- twice, and out of order -----------------------------------------------------------------------------------


async def test_of_an_approval_and_a_rejection_at_once_one_counts(desk: DeskWorld):
    ref = desk.case()
    await desk.proposed(ref)
    await desk.form(ANA, ref, Deed.APPROVE)
    await desk.form(BEN, ref, Deed.REJECT)
    await asyncio.gather(desk.send(ANA), desk.send(BEN, {"note": "No."}))
    ended = [name for name in desk.events(ref) if name in {"ProposalApproved", "ProposalEnded"}]
    assert len(ended) == 1


async def test_what_two_carry_out_at_once_is_carried_out_once(desk: DeskWorld):
    ref = desk.case()
    await desk.proposed(ref)
    assert await approved(desk, ANA, ref)
    await desk.form(OMAR, ref, Deed.CARRY_OUT)
    await desk.form(OLIVIA, ref, Deed.CARRY_OUT)
    await asyncio.gather(desk.send(OMAR, {"reference": "B-1"}), desk.send(OLIVIA, {"reference": "B-2"}))
    assert desk.events(ref).count("ResolutionCarriedOut") == 1


async def test_one_person_is_not_two_approvers(sqlite_desk: DeskWorld):
    desk, ref = sqlite_desk, sqlite_desk.case(LARGE)
    await desk.proposed(ref, amount="1500.00")
    assert await approved(desk, SOFIA, ref)
    assert not await approved(desk, SOFIA, ref)
    assert desk.view(ref).case.state == "deciding"
    assert not await approved(desk, ANA, ref)  # above an approver's ceiling, also as the second
    assert await approved(desk, SAMUEL, ref)
    assert desk.view(ref).case.state == "executing"


async def test_a_form_for_a_proposal_that_was_replaced_approves_nothing(sqlite_desk: DeskWorld):
    desk, ref = sqlite_desk, sqlite_desk.case()
    await desk.proposed(ref)
    await desk.form(ANA, ref, Deed.APPROVE)
    await desk.proposed(ref, OMAR, "10.00")
    await desk.send(ANA)
    assert "ProposalApproved" not in desk.events(ref)


# --- references ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("reference", [CARD, f"paid with {CARD}", "4111-1111-1111-1111"])
async def test_no_card_number_stands_in_a_reference(sqlite_desk: DeskWorld, reference):
    desk, ref = sqlite_desk, sqlite_desk.case()
    await desk.proposed(ref)
    assert await approved(desk, ANA, ref)
    await desk.form(OMAR, ref, Deed.CARRY_OUT)
    errors = await desk.send(OMAR, {"reference": reference})
    assert errors
    assert "ResolutionCarriedOut" not in desk.events(ref)
    owing = desk.case(OWING)
    await desk.form(OLIVIA, owing, Deed.PAYMENT)
    assert await desk.send(OLIVIA, {"amount": "5.00", "day": str(desk.now.date()), "reference": reference})
    assert desk.view(owing).case.paid == 0


async def test_a_reference_is_one_line(sqlite_desk: DeskWorld):
    desk, ref = sqlite_desk, sqlite_desk.case()
    await desk.proposed(ref)
    assert await approved(desk, ANA, ref)
    await desk.form(OMAR, ref, Deed.CARRY_OUT)
    view = desk.top(OMAR)
    assert await forged(desk, OMAR, view, {"reference": "x" * 400}) == 200
    assert "ResolutionCarriedOut" not in desk.events(ref)
    assert await forged(desk, OMAR, view, {"reference": "B-1\n2026-03-03 ben approved\t\x00\u202eit"}, "2.2") == 200
    live = desk.view(ref).case.live_proposal
    assert live is not None
    assert live.reference == "B-1 2026-03-03 ben approved it"


async def test_no_card_number_stands_in_the_reason_of_a_stop(sqlite_desk: DeskWorld):
    desk, ref = sqlite_desk, sqlite_desk.case()
    await desk.form(SOFIA, ref, Deed.PAUSE)
    errors = await desk.send(SOFIA, {"on": "stop", "scope": "client:acme", "reason": f"because of {CARD}"})
    assert errors
    assert "card number" in str(errors)
    assert desk.rows("SELECT count(*) FROM pauses")[0][0] == 0


async def test_a_card_number_in_a_note_is_taken_out_wherever_it_is_typed(sqlite_desk: DeskWorld):
    desk, ref = sqlite_desk, sqlite_desk.case()
    ts = await desk.posted(ref)
    await desk.form(OLIVIA, ref, Deed.HOLD)
    await desk.send(OLIVIA, {"note": f"They said {CARD}."})
    await desk.sandbox.as_user(OLIVIA).write(desk.acme, f"It is {CARD}", thread_ts=ts)
    await desk.inbox.settle()
    await desk.poster.drain()
    assert "1111 1111" not in str([line.text for line in desk.view(ref).lines])
    ours = [m for m in desk.sandbox.messages(desk.acme, ts) if m.get("user") != OLIVIA]
    assert "1111 1111" not in str([words(message) for message in ours])
    assert "card number" in str(
        desk.sandbox.ephemerals(OLIVIA, desk.acme)
    )  # Slack still shows it: only whoever typed it can delete it
