"""Forms: checked again when they are sent, sent once, and answered in time."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from threading import Event
from urllib.parse import quote_plus

import orjson
import pytest

from bot.slack.listeners.patience import Patience
from bot.slack.names import Carried, Deed, action_of, pack, unpack
from tests.flow.slack_desk.desk import ANA, BEN, EVENTS, OLIVIA, OMAR, SAMUEL, SOFIA, Bill, DeskWorld, words

LARGE = Bill(number=9001, customer=9, expected="120.00", paid="720.00", case_type="overpayment")  # 600.00 over
FORM = "application/x-www-form-urlencoded"


def again(desk: DeskWorld) -> tuple[bytes, str]:
    """The last form as a browser that was clicked twice sends it: the same view, a new trigger."""
    payload = orjson.loads(orjson.dumps(desk.sandbox.deliveries[-1].payload))
    payload["trigger_id"] = f"{payload['trigger_id']}.2"
    return f"payload={quote_plus(orjson.dumps(payload))}".encode(), FORM


async def test_a_refund_is_proposed_approved_and_carried_out_by_three_people(desk: DeskWorld):
    ref = desk.case()
    await desk.proposed(ref)
    assert desk.view(ref).case.state == "deciding"
    await desk.form(ANA, ref, Deed.APPROVE)
    assert await desk.send(ANA) is None
    await desk.form(OMAR, ref, Deed.CARRY_OUT)
    assert await desk.send(OMAR, {"reference": "BANK-77"}) is None
    assert [name for name in desk.events(ref) if name.startswith("Proposal") or name == "ResolutionCarriedOut"][:2] == [
        "ProposalMade",
        "ProposalApproved",
    ]
    assert "carried out" in desk.told(OMAR)


async def test_a_form_that_is_sent_twice_acts_once(desk: DeskWorld):
    ref = desk.case()
    await desk.proposed(ref)
    before = desk.events(ref)
    body, kind = again(desk)
    statuses = await asyncio.gather(*(desk.post(body, kind, **desk.signed(body)) for _ in range(3)))
    assert set(statuses) == {200}
    assert await desk.sandbox.redeliver(desk.sandbox.deliveries[-1]) == 200
    assert desk.events(ref) == before


async def test_of_two_approvers_at_once_one_approves(desk: DeskWorld):
    ref = desk.case()
    await desk.proposed(ref)
    await desk.form(ANA, ref, Deed.APPROVE)
    await desk.form(BEN, ref, Deed.APPROVE)
    await asyncio.gather(desk.send(ANA), desk.send(BEN))
    assert desk.events(ref).count("ProposalApproved") == 1
    views = [*desk.sandbox.views(ANA), *desk.sandbox.views(BEN)]
    assert len(views) == 1
    assert "That did not work" in words(views[0])


async def test_the_maker_is_refused_at_the_submit_too(sqlite_desk: DeskWorld):
    """The form that another supervisor opened comes back in the maker's name."""
    desk, ref = sqlite_desk, sqlite_desk.case()
    await desk.proposed(ref, SOFIA)
    await desk.form(SAMUEL, ref, Deed.APPROVE)
    payload = {
        "type": "view_submission",
        "team": {"id": desk.sandbox.team_id},
        "user": {"id": SOFIA},
        "trigger_id": "1.2.3",
        "view": {**desk.top(SAMUEL), "state": {"values": {}}},
    }
    body = f"payload={quote_plus(orjson.dumps(payload))}".encode()
    assert await desk.post(body, FORM, **desk.signed(body)) == 200
    assert "ProposalApproved" not in desk.events(ref)
    assert await desk.send(SAMUEL) is None
    assert "ProposalApproved" in desk.events(ref)


async def test_an_amount_above_the_ceiling_is_refused_with_the_reason(sqlite_desk: DeskWorld):
    desk, ref = sqlite_desk, sqlite_desk.case(LARGE)
    await desk.proposed(ref, amount="600.00")
    await desk.form(ANA, ref, Deed.APPROVE)
    await desk.send(ANA)
    assert "ceiling" in words(desk.top(ANA))
    assert "ProposalApproved" not in desk.events(ref)
    await desk.form(SOFIA, ref, Deed.APPROVE)
    assert await desk.send(SOFIA) is None
    assert "ProposalApproved" in desk.events(ref)


async def test_a_ceiling_is_not_exceeded_in_slices(sqlite_desk: DeskWorld):
    """Slices of 450 to one customer: what they got in 30 days counts, so from 1,000 on two must approve, and from 2,500 none can."""
    desk, approved = sqlite_desk, 0
    for number in range(7):
        bill = Bill(number=5000 + number, customer=5, expected="10.00", paid="460.00", case_type="overpayment")
        desk.bills(
            *(
                Bill(number=5000 + n, customer=5, expected="10.00", paid="460.00", case_type="overpayment")
                for n in range(number + 1)
            )
        )
        ref = str(desk.rows("SELECT ref FROM cases WHERE invoice = ?", bill.invoice)[0][0])
        await desk.proposed(ref, amount="450.00")
        await desk.form(ANA, ref, Deed.APPROVE)
        await desk.send(ANA)
        approved += desk.view(ref).case.state == "executing"
        for open_view in desk.sandbox.views(ANA):
            await desk.sandbox.as_user(ANA).dismiss(open_view["id"])
    assert approved == 2  # 900.00; the third would make 1,350.00, and needs a second approver


async def test_an_approval_is_refused_when_the_money_changed_and_can_be_looked_at_again(desk: DeskWorld):
    ref = desk.case()
    await desk.proposed(ref)
    await desk.form(ANA, ref, Deed.APPROVE)
    desk.bills(Bill(number=20481, customer=1, expected="120.00", paid="230.00", case_type="overpayment"))
    assert await desk.send(ANA) is None
    shown = desk.top(ANA)
    assert "230.00" in words(shown)
    assert "Look again" in words(shown)
    assert "ProposalApproved" not in desk.events(ref)
    await desk.sandbox.as_user(ANA).click_in_view(shown["id"], action_of(Deed.APPROVE))
    assert "110.00" in words(desk.top(ANA)) or "That did not work" in words(desk.top(ANA))


async def test_what_changed_back_is_approved_after_another_look(desk: DeskWorld):
    """The form of a card that shows other money than the case has now."""
    ref = desk.case()
    proposal = await desk.proposed(ref)
    view = await desk.form(ANA, ref, Deed.APPROVE)
    payload = {
        "type": "view_submission",
        "team": {"id": desk.sandbox.team_id},
        "user": {"id": ANA},
        "trigger_id": "1.2.3",
        "view": {
            **view,
            "private_metadata": pack(Carried(ref=ref, proposal=proposal, money="0" * 16, channel=desk.acme)),
            "state": {"values": {}},
        },
    }
    body = f"payload={quote_plus(orjson.dumps(payload))}".encode()
    async with desk.client() as browser:
        headers = {"Content-Type": FORM, **desk.signed(body)}
        answer = (await browser.post(EVENTS, content=body, headers=headers)).json()
    assert answer["response_action"] == "update"
    button = answer["view"]["blocks"][-1]["elements"][0]
    again = unpack(button["value"])
    assert (button["action_id"], again.proposal, again.channel) == (action_of(Deed.APPROVE), proposal, desk.acme)
    assert again.money == desk.view(ref).money_digest


async def test_a_stale_card_is_shown_as_it_stands_now(sqlite_desk: DeskWorld):
    desk, ref = sqlite_desk, sqlite_desk.case()
    await desk.form(OLIVIA, ref, Deed.APPROVE, Carried(ref=ref, proposal="gone", money="0" * 16))
    assert "That did not work" in words(desk.top(OLIVIA))


async def test_what_is_written_wrongly_is_said_at_its_field_and_may_be_corrected(desk: DeskWorld):
    ref = desk.case()
    await desk.form(OLIVIA, ref, Deed.PROPOSE)
    errors = await desk.send(OLIVIA, {"kind": "refund", "amount": "a lot"})
    assert errors is not None
    assert set(errors) == {"amount"}
    assert await desk.send(OLIVIA, {"kind": "refund", "amount": "80.00"}) is None
    assert desk.events(ref).count("ProposalMade") == 1


async def test_what_the_domain_refuses_is_said_in_the_form_and_may_be_corrected(desk: DeskWorld):
    """A step cannot be moved into the past, a promise is not cut short: here, a payment of tomorrow."""
    ref = desk.case(Bill(number=7, customer=7, expected="120.00", paid="20.00", case_type="underpayment"))
    await desk.form(OLIVIA, ref, Deed.PAYMENT)
    tomorrow = str((desk.now + timedelta(days=1)).date())
    errors = await desk.send(OLIVIA, {"amount": "50.00", "day": tomorrow, "reference": "B-1"})
    assert errors
    assert "PaymentSeen" not in desk.events(ref)
    assert await desk.send(OLIVIA, {"amount": "50.00", "day": str(desk.now.date()), "reference": "B-1"}) is None
    assert desk.view(ref).case.paid == 7000


async def test_a_form_that_takes_long_says_so_and_shows_the_end_later(sqlite_desk: DeskWorld):
    desk, ref = sqlite_desk, sqlite_desk.case()
    await desk.form(OLIVIA, ref, Deed.PROPOSE)
    desk.inbox.ws.patience._seconds = 0.05
    go, begun = Event(), Event()

    def keep_the_database_busy() -> None:
        with desk.store.begin() as unit:
            unit.db.run("UPDATE customers SET next_action_at = next_action_at")
            begun.set()
            go.wait(10)

    busy = asyncio.get_running_loop().run_in_executor(None, keep_the_database_busy)
    await asyncio.to_thread(begun.wait, 10)
    view = desk.top(OLIVIA)
    sending = asyncio.create_task(
        desk.sandbox.as_user(OLIVIA).submit(view["id"], {"kind": {"value": "refund"}, "amount": {"value": "80.00"}})
    )
    assert await sending is None
    assert "One moment" in words(desk.top(OLIVIA))
    go.set()
    await busy
    await desk.inbox.settle()
    assert "now waits for an approver" in words(desk.top(OLIVIA))
    assert desk.events(ref).count("ProposalMade") == 1


async def test_patience_ends_what_was_begun(sqlite_desk: DeskWorld):
    patience, done = Patience(0.01), asyncio.Event()
    ended: list[bool] = []

    async def work() -> None:
        await done.wait()
        ended.append(True)

    task = await patience.start(work())
    assert not task.done()
    done.set()
    await patience.settle()
    assert ended == [True]


@pytest.mark.parametrize(
    "deed",
    [
        Deed.HOLD,
        Deed.SNOOZE,
        Deed.ESCALATE,
        Deed.ASSIGN,
        Deed.LOG_CALL,
        Deed.EVIDENCE,
        Deed.PAYMENT,
        Deed.STEP,
        Deed.RETYPE,
        Deed.CLOSE,
        Deed.REPLY,
        Deed.CORRECT_CONTACT,
        Deed.PAUSE,
    ],
)
async def test_every_form_opens_on_a_running_case(sqlite_desk: DeskWorld, deed):
    user = SOFIA if deed is Deed.PAUSE else OLIVIA
    ref = sqlite_desk.case(Bill(number=7, customer=7, expected="120.00", paid="20.00", case_type="underpayment"))
    view = await sqlite_desk.form(user, ref, deed)
    assert view["callback_id"] == f"case:{deed}", words(view)


async def test_whoever_enters_an_address_of_another_customer_is_told(sqlite_desk: DeskWorld):
    mine, other = Bill(number=7, customer=7), Bill(number=8, customer=8)
    sqlite_desk.bills(other)
    ref = sqlite_desk.case(mine)
    (contact,) = sqlite_desk.view(ref).contacts
    for phone, shared in (("+12125559999", False), (other.phone, True)):
        await sqlite_desk.form(OLIVIA, ref, Deed.CORRECT_CONTACT)
        sent = {"contact": f"sms:{contact.id}", "what": "new_sure", "address": phone}
        assert await sqlite_desk.send(OLIVIA, sent) is None
        assert ("another customer has an address" in sqlite_desk.told(OLIVIA)) is shared
