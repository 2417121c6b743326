"""Another client's case: not read, not changed, not even known of, whatever a button, a form or a command carries."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote_plus

import orjson
import pytest

from bot.slack.names import Carried, Deed, action_of, pack
from tests.flow.slack_desk.desk import ANA, CARLA, IVO, LUCIA, OLIVIA, SOFIA, Bill, DeskWorld, words

OVERPAID = Bill(number=20481, customer=1, expected="120.00", paid="200.00", case_type="overpayment")
OTHER = Bill(number=31, customer=31, expected="120.00", paid="200.00", case_type="overpayment", client="northwind")
UNSURE = "well you know how it is, let us see about the thing"
_NAMES = re.compile(r'"(?:block_id|ts)":"[^"]*",?')  # that Slack gives
THERE_IS_NOT = "OP-000000000"


async def two(desk: DeskWorld) -> tuple[str, str]:
    """References of a case of acme, and of one of northwind, where Lucia works."""
    ours = desk.case()
    desk.bills(OVERPAID, OTHER)
    theirs = str(desk.rows("SELECT ref FROM cases WHERE invoice = ?", OTHER.invoice)[0][0])
    return ours, theirs


async def submitted(
    desk: DeskWorld, user: str, deed: Deed, carried: Carried, values: dict[str, Any], number: int
) -> Any:
    """A form that nobody opened; what it is answered."""
    payload = {
        "type": "view_submission",
        "team": {"id": desk.sandbox.team_id},
        "user": {"id": user},
        "trigger_id": f"{number}.2",
        "view": {
            "id": f"VFORGED{number}",
            "type": "modal",
            "callback_id": action_of(deed),
            "private_metadata": pack(carried),
            "blocks": [{"type": "input", "block_id": "amount"}],
            "state": {"values": {block: {"value": value} for block, value in values.items()}},
        },
    }
    body = f"payload={quote_plus(orjson.dumps(payload))}".encode()
    async with desk.client() as browser:
        headers = {"Content-Type": "application/x-www-form-urlencoded", **desk.signed(body)}
        answer = await browser.post("/slack/events", content=body, headers=headers)
    await desk.inbox.settle()
    assert answer.status_code == 200
    return answer.json() if answer.content else {}


def chosen(value: str) -> dict[str, Any]:
    return {"selected_option": {"value": value}}


EVERYTHING = {
    "kind": chosen("refund"),
    "amount": {"value": "80.00"},
    "note": {"value": "x"},
    "reference": {"value": "B-1"},
    "outcome": chosen("handed_over"),
    "cause": chosen("unknown"),
    "to": chosen("olivia"),
    "role": chosen("supervisor"),
    "day": {"selected_date": "2026-03-05"},
    "time": {"selected_time": "12:00"},
    "type": chosen("underpayment"),
    "text": {"value": "Hello"},
    "way": chosen("email:x"),
    "contact": chosen("email:x"),
    "what": chosen("right"),
    "step": chosen("first"),
    "reached": chosen("nobody"),
    "payment": chosen("x"),
    "intents": {"selected_options": [{"value": "how_to_pay"}]},
    "on": chosen("stop"),
    "scope": chosen("client:acme"),
    "reason": {"value": "x"},
}


async def test_no_form_and_no_button_of_another_clients_person_does_or_tells_anything(sqlite_desk: DeskWorld):
    desk = sqlite_desk
    ours, _ = await two(desk)
    await desk.proposed(ours)
    live = desk.view(ours).case.live_proposal
    before = desk.events(ours)
    for number, deed in enumerate(Deed):
        told = []
        for ref in (ours, THERE_IS_NOT):
            carried = Carried(ref=ref, proposal=live.id, money=desk.view(ours).money_digest, reply="r", saying="s")
            said = await submitted(desk, LUCIA, deed, carried, EVERYTHING, 2 * number + (ref == ours))
            told.append(orjson.dumps(said).decode().replace(ref, "REF"))
            if deed is not Deed.MORE:
                await desk.press(LUCIA, ours, deed, carried)
        assert told[0] == told[1], deed
    assert desk.events(ours) == before
    heard = str(desk.sandbox.ephemerals(LUCIA, desk.acme)) + str(desk.sandbox.views(LUCIA))
    assert not [secret for secret in ("USD", "80.00", "Ada", "A••", OVERPAID.invoice, "refund") if secret in heard]


@pytest.mark.parametrize(
    "command", ["find {}", "show {}", "why {}", "open {}", "log call {}", "pause {}", "find overpayment"]
)
async def test_no_command_tells_of_another_clients_case(sqlite_desk: DeskWorld, command):
    desk = sqlite_desk
    ours, theirs = await two(desk)
    lucia = desk.sandbox.as_user(LUCIA)
    for channel in (desk.acme, desk.northwind, desk.sandbox.add_channel("somewhere", members=[LUCIA])):
        answers = []
        for ref in (ours, THERE_IS_NOT):
            said = await lucia.command("/case", command.format(ref), channel)
            answers.append(_NAMES.sub("", orjson.dumps(said).decode()).replace(ref, "REF"))
            assert ours not in answers[-1]
            assert "80.00" not in answers[-1] or theirs in answers[-1]
        assert answers[0] == answers[1]
    assert desk.sandbox.messages(desk.acme) == []


async def test_a_clients_channel_shows_no_other_clients_case_even_to_whoever_works_for_both(sqlite_desk: DeskWorld):
    desk = sqlite_desk
    _, theirs = await two(desk)
    olivia = desk.sandbox.as_user(OLIVIA)
    for command in ("show", "why", "open", "find"):
        said = str(await olivia.command("/case", f"{command} {theirs}", desk.acme))
        assert "80.00" not in said
    assert desk.sandbox.messages(desk.northwind) == []


async def test_the_home_of_one_clients_person_holds_no_others(sqlite_desk: DeskWorld):
    desk = sqlite_desk
    ours, theirs = await two(desk)
    for ref in (ours, theirs):
        await desk.proposed(ref) if ref == ours else None
        await desk.form(SOFIA, ref, Deed.ESCALATE)
        await desk.send(SOFIA, {"note": "x"})
    for user, hidden in ((LUCIA, ours), (CARLA, theirs)):
        await desk.sandbox.as_user(user).open_home()
        home = str(desk.sandbox.home(user))
        assert hidden not in home, user


async def test_ids_of_another_case_fit_nowhere(sqlite_desk: DeskWorld):
    """The case is one's own; the proposal, reply, words, payment or escalation is another's."""
    desk = sqlite_desk
    ours, theirs = await two(desk)
    await desk.replied(OTHER, UNSURE)
    await desk.proposed(theirs)
    await desk.form(OLIVIA, theirs, Deed.ESCALATE)
    await desk.send(OLIVIA, {"note": "x"})
    other = desk.view(theirs)
    await desk.proposed(ours)
    before, there = desk.events(ours), desk.events(theirs)
    proposal, escalation = other.case.live_proposal.id, other.case.escalation.id
    carried = Carried(ref=ours, proposal=proposal, money=other.money_digest, escalation=escalation)
    for number, deed in enumerate((Deed.APPROVE, Deed.REJECT, Deed.WITHDRAW, Deed.CARRY_OUT)):
        await submitted(desk, ANA, deed, carried, EVERYTHING, 900 + number)
    mixed = Carried(ref=ours, proposal=proposal, money=desk.view(ours).money_digest)
    await submitted(desk, ANA, Deed.APPROVE, mixed, EVERYTHING, 950)
    contact = other.contacts[0].id
    for number, deed in enumerate((Deed.REPLY, Deed.CORRECT_CONTACT)):
        values = {**EVERYTHING, "way": chosen(f"email:{contact}"), "contact": chosen(f"email:{contact}")}
        await submitted(desk, OLIVIA, deed, Carried(ref=ours), values, 960 + number)
    await desk.press(SOFIA, ours, Deed.ACKNOWLEDGE, carried)
    assert desk.events(ours) == before
    assert desk.events(theirs) == there


async def test_a_note_in_a_thread_of_another_clients_card_is_not_kept(sqlite_desk: DeskWorld):
    desk = sqlite_desk
    ours, _ = await two(desk)
    ts = await desk.posted(ours)
    for user in (LUCIA, CARLA, IVO):
        await desk.sandbox.as_user(user).write(desk.acme, "I was here", thread_ts=ts)
    await desk.inbox.settle()
    assert not [line for line in desk.view(ours).lines if line.channel is None]
    assert "80.00" not in str(desk.sandbox.ephemerals(LUCIA, desk.acme))


async def test_a_person_who_left_does_nothing_any_more(sqlite_desk: DeskWorld):
    """Taken out of the configuration between the click and the submit."""
    desk = sqlite_desk
    ours, _ = await two(desk)
    await desk.proposed(ours)
    await desk.form(ANA, ours, Deed.APPROVE)
    people = {user: one for user, one in desk.inbox.ws.people.items() if user != ANA}
    object.__setattr__(desk.inbox.ws, "people", people)
    await desk.send(ANA)
    assert "ProposalApproved" not in desk.events(ours)
    assert "do not know you" in words(desk.top(ANA))


async def test_markup_in_words_of_customers_and_staff_stays_what_it_is(sqlite_desk: DeskWorld):
    desk = sqlite_desk
    ours, _ = await two(desk)
    evil = "<!channel> <@U0SOFIA01> <https://evil.example|click> &lt;!here&gt; *b* @channel"
    ts = await desk.posted(ours)
    await desk.replied(OVERPAID, f"{evil} {UNSURE}")
    await desk.form(OLIVIA, ours, Deed.HOLD)
    await desk.send(OLIVIA, {"note": evil})
    for _ in range(6):
        desk.turn(seconds=20)
        await desk.poster.drain()
    posted = [*desk.sandbox.messages(desk.acme), *desk.sandbox.messages(desk.acme, ts)]
    bot = [one for one in posted if one.get("bot_id")]
    assert any("evil.example" in str(one) for one in bot)
    for one in bot:
        assert not [mark for mark in ("<!", "<@U0SOFIA01", "<http") if mark in one["text"]], one["text"]
        assert '"mrkdwn"' not in orjson.dumps(one.get("blocks")).decode()
    said = await desk.sandbox.as_user(OLIVIA).command("/case", f"{evil}", desk.acme)
    assert "<!channel>" not in said["text"]
