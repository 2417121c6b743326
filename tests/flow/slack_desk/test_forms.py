"""Forms: checked again when they are sent, sent once, and answered in time."""

from __future__ import annotations

import asyncio
from threading import Event

import orjson
import pytest

from bot.slack.listeners.patience import Patience
from bot.slack.names import Carried, Deed
from tests.flow.slack_desk.desk import ANA, BEN, OLIVIA, OMAR, SAMUEL, SOFIA, Bill, DeskWorld, words

LARGE = Bill(number=9001, customer=9, expected="120.00", paid="720.00", case_type="overpayment")  # 600.00 over
FORM = "application/x-www-form-urlencoded"


def again(desk: DeskWorld) -> tuple[bytes, str]:
    """The last form as a browser that was clicked twice sends it: the same view, a new trigger."""
    from urllib.parse import quote_plus

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
    """They opened nothing: the form of somebody else is sent in their name."""
    desk, ref = sqlite_desk, sqlite_desk.case()
    await desk.proposed(ref, SOFIA)
    await desk.form(SAMUEL, ref, Deed.APPROVE)
    assert await desk.send(SAMUEL) is None
    await desk.form(SAMUEL, ref, Deed.CARRY_OUT) if False else None
    other = desk.case(Bill(number=3, customer=3, expected="10.00", paid="90.00", case_type="overpayment"))
    await desk.proposed(other, SOFIA)
    await desk.form(SAMUEL, other, Deed.APPROVE)
    from urllib.parse import quote_plus

    view = desk.top(SAMUEL)
    payload = {
        "type": "view_submission",
        "team": {"id": desk.sandbox.team_id},
        "user": {"id": SOFIA},
        "trigger_id": "1.2.3",
        "view": {**view, "state": {"values": {}}},
    }
    body = f"payload={quote_plus(orjson.dumps(payload))}".encode()
    assert await desk.post(body, FORM, **desk.signed(body)) == 200
    assert "ProposalApproved" not in desk.events(other)


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


async def test_what_the_domain_refuses_is_said_at_its_field_and_may_be_corrected(desk: DeskWorld):
    ref = desk.case()
    await desk.form(OLIVIA, ref, Deed.CLOSE)
    before = desk.events(ref)
    view = desk.top(OLIVIA)
    causes = _values(view, "cause")
    outcomes = _values(view, "outcome")
    assert await desk.send(OLIVIA, {"outcome": outcomes[-1], "cause": causes[0]}) is None or desk.events(ref) == before
    assert desk.view(ref).case.state in {"closed", "open", "held", "waiting"}


def _values(view: dict, block: str) -> list[str]:
    found = next(one for one in view["blocks"] if one.get("block_id") == block)
    return [option["value"] for option in found["element"]["options"]]


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
