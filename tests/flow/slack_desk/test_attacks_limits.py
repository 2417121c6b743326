"""Limits that are approached in slices, pings that are answered by the wrong telephone, and secrets in the log."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import structlog

from bot.app.messages import Inbound
from bot.app.staff.sms import HELP, OVER, take_staff_sms
from bot.domain.vocabulary import Channel
from bot.sandbox.slack.errors import NotAnswered
from bot.slack.names import Deed
from tests.flow.slack_desk.desk import ANA, OLIVIA, OMAR, Bill, DeskWorld

SOFIAS, SAMUELS = "+12125550171", "+12125550172"
OWING = Bill(number=7, customer=7, expected="120.00", paid="0.00")


async def approves(desk: DeskWorld, user: str, ref: str) -> bool:
    await desk.form(user, ref, Deed.APPROVE)
    if desk.top(user).get("callback_id"):
        await desk.send(user)
    for view in list(desk.sandbox.views(user)):
        await desk.sandbox.as_user(user).dismiss(view["id"])
    return desk.events(ref).count("ProposalApproved") > 0


async def test_an_approver_does_not_pass_their_limit_over_several_customers(sqlite_desk: DeskWorld):
    """2,500 in 30 days: five slices of 450 to five customers, the sixth is another's; 30 days later it may be theirs."""
    desk = sqlite_desk
    bills = [
        Bill(number=5000 + n, customer=50 + n, expected="10.00", paid="460.00", case_type="overpayment")
        for n in range(6)
    ]
    desk.bills(*bills)
    refs = [str(desk.rows("SELECT ref FROM cases WHERE invoice = ?", bill.invoice)[0][0]) for bill in bills]
    for ref in refs:
        await desk.proposed(ref, amount="450.00")
    assert [await approves(desk, ANA, ref) for ref in refs] == [True] * 5 + [False]
    desk.turn(days=29, hours=23, minutes=59)
    await desk.proposed(refs[5], OMAR, "450.00")
    assert not await approves(desk, ANA, refs[5])
    desk.turn(minutes=2)
    assert await approves(desk, ANA, refs[5])


async def called(desk: DeskWorld) -> tuple[str, dict[str, str]]:
    """A case for which both supervisors are called by SMS, and the code that each was sent."""
    ref = desk.case(OWING)
    await desk.replied(OWING, "I cannot go on, I want to kill myself because of this.")
    codes = desk.rows("SELECT target, code FROM posts WHERE way = 'sms' AND kind = 'ping'")
    return ref, dict(codes)


def texted(desk: DeskWorld, phone: str, text: str, number: int) -> str | None:
    inbound = Inbound(
        provider="twilio",
        provider_message_id=f"SM{number}",
        channel=Channel.SMS,
        sender=phone,
        recipients=("+12125550100",),
        text=text,
        received_at=desk.now,
    )
    answered = take_staff_sms(desk.app.context, inbound)
    return answered.text if answered else None


async def test_a_ping_is_taken_with_the_code_of_this_very_telephone_only(sqlite_desk: DeskWorld):
    desk = sqlite_desk
    ref, codes = await called(desk)
    sofias = codes["sofia"]

    def say(phone: str, text: str, number: int) -> str | None:
        return texted(desk, phone, text, number)

    assert await asyncio.to_thread(say, "+12125559999", f"OK {sofias}", 1) is None  # nobody of the staff
    assert await asyncio.to_thread(say, SAMUELS, f"OK {sofias}", 2) == HELP  # a colleague's code
    assert await asyncio.to_thread(say, SOFIAS, "OK " + " ".join(f"{n:06d}" for n in range(200)), 3) == HELP
    assert await asyncio.to_thread(say, SOFIAS, sofias, 4) == ""  # without OK, and told how once a day
    assert desk.view(ref).case.escalation.acknowledged_by == ""
    assert ref in (await asyncio.to_thread(say, SOFIAS, f"ok {sofias.lower()}!", 5) or "")
    assert desk.view(ref).case.escalation.acknowledged_by == "sofia"
    assert await asyncio.to_thread(say, SAMUELS, f"OK {codes['samuel']}", 6) == OVER
    assert desk.events(ref).count("EscalationAcknowledged") == 1


async def test_no_secret_and_no_words_of_people_stand_in_the_log_of_a_failure(sqlite_desk: DeskWorld):
    desk = sqlite_desk
    ref = desk.case()
    await desk.form(OLIVIA, ref, Deed.HOLD)
    with structlog.testing.capture_logs() as logs:
        with desk.store.begin() as unit:
            unit.db.run("ALTER TABLE notes RENAME TO notes_gone")
        await desk.send(OLIVIA, {"note": "Her daughter Wilhelmina called."})
        with desk.store.begin() as unit:
            unit.db.run("ALTER TABLE notes_gone RENAME TO notes")
        client = desk.inbox.ws.client
        client.base_url = "http://127.0.0.1:9/api/"  # nobody is there
        for deed in (Deed.SHOW, Deed.TAKE):
            with suppress(NotAnswered):
                await desk.press(OLIVIA, ref, deed)
    log = repr(logs)
    assert "slack.failed" in log
    for secret in (desk.sandbox.bot_token, desk.sandbox.app_token, desk.sandbox.signing_secret, "Wilhelmina"):
        assert secret not in log
