"""Mail by webhook and by LMTP: signed, lately; replies, bounces, vacations, nonsense."""

from __future__ import annotations

import asyncio
import smtplib
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest

from bot.channels.email_webhook import sign_email_webhook
from bot.web.mail import Delivered, deliver_mail
from bot.web.serve import lmtp_server
from tests.flow.web.world import MAIL_SECRET, Bill, World

BILL = Bill()
HOOK = "/webhooks/email"


def written(
    text: str = "I have already paid.", to: str = "billing@acme.example.test", name: str = "1", **headers: str
) -> bytes:
    head = {
        "From": f"Ada <{BILL.email}>",
        "To": to,
        "Subject": "Re: your invoice",
        "Message-ID": f"<{name}@example.org>",
        "Content-Type": "text/plain; charset=utf-8",
        **headers,
    }
    return "\r\n".join([*(f"{k}: {v}" for k, v in head.items()), "", text, ""]).encode()


def bounce(to: str, status: str = "5.1.1", own_id: str = "", action: str = "failed") -> bytes:
    returned = f"Message-ID: {own_id}\r\nSubject: x\r\n" if own_id else "Subject: x\r\n"
    return (
        f"From: MAILER-DAEMON@mx.example.org\r\nTo: {to}\r\nSubject: Undelivered\r\nMessage-ID: <b{status}{action}@mx>\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nIt failed.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n\r\n"
        f"Final-Recipient: rfc822; {BILL.email}\r\nAction: {action}\r\nStatus: {status}\r\n\r\n"
        f"--b\r\nContent-Type: text/rfc822-headers\r\n\r\n{returned}\r\n--b--\r\n"
    ).encode()


async def post(browser: httpx.AsyncClient, world: World, raw: bytes, **changes) -> httpx.Response:
    header = changes.get(
        "signature", sign_email_webhook(changes.get("secret", MAIL_SECRET), raw, changes.get("at", world.now))
    )
    kind = changes.get("kind", "message/rfc822")
    return await browser.post(HOOK, content=raw, headers={"content-type": kind, "X-Followup-Signature": header})


async def mailed(world: World) -> None:
    """The first e-mail has gone out."""
    world.bills(BILL)
    await world.work()
    assert len(world.mail.taken) == 1


def inbox(world: World) -> list[tuple]:
    return world.rows("SELECT channel, contact_id, automatic FROM inbox ORDER BY received_at")


async def test_a_signed_mail_is_a_reply_and_twice_the_same_is_one(world: World):
    await mailed(world)
    async with world.client() as browser:
        answers = [await post(browser, world, written()) for _ in range(3)]
    assert [a.json()["delivered"] for a in answers] == ["stored", "repeated", "repeated"]
    assert [row[:2] for row in inbox(world)] == [("email", world.contact(BILL))]


async def test_at_the_same_time_it_is_one_as_well(world: World):
    await mailed(world)
    async with world.client() as browser:
        await asyncio.gather(*(post(browser, world, written()) for _ in range(5)))
    assert len(inbox(world)) == 1


async def test_a_reply_address_finds_the_conversation_whoever_writes(world: World):
    await mailed(world)
    address = world.mail.taken[0].reply_to
    raw = written(to=address).replace(BILL.email.encode(), b"somebody@else.example")
    async with world.client() as browser:
        await post(browser, world, raw)
    assert [row[:2] for row in inbox(world)] == [("email", world.contact(BILL))]


@pytest.mark.parametrize(
    "changes",
    [
        {"signature": ""},
        {"signature": "t=1,v1=" + "0" * 64},
        {"secret": "another secret here"},
        {"at": timedelta(minutes=-6)},
        {"at": timedelta(minutes=6)},
    ],
)
async def test_what_is_not_signed_lately_is_refused(world: World, changes: dict):
    if "at" in changes:
        changes = {"at": world.now + changes["at"]}
    async with world.client() as browser:
        assert (await post(browser, world, written(), **changes)).status_code == 403
    assert inbox(world) == []


async def test_without_a_secret_in_the_settings_nothing_is_taken(store, tmp_path):
    world = World(store, tmp_path, email_webhook_secret="")
    async with world.client() as browser:
        assert (await post(browser, world, written(), secret="")).status_code == 403


async def test_other_bodies_are_refused(world: World):
    async with world.client() as browser:
        assert (await post(browser, world, b"{}", kind="application/json")).status_code == 415
        assert (await post(browser, world, b"")).status_code == 415
        announced = {"content-length": str(11_000_000), "content-type": "message/rfc822"}
        assert (await browser.post(HOOK, content=b"", headers=announced)).status_code == 413
        assert (await browser.get(HOOK)).status_code == 405


async def test_hostile_mail_is_kept_for_a_person(world: World):
    async with world.client() as browser:
        for number, raw in enumerate((bytes(range(256)) * 40, b"\r\n\r\n", b"From: \xff\xfe\r\n\x00", b"x" * 100_000)):
            answer = await post(browser, world, raw)
            assert answer.status_code == 200, number
    assert len(inbox(world)) == 4


async def test_a_bounce_names_its_message_by_the_signed_return_path(world: World):
    await mailed(world)
    raw = bounce(world.mail.taken[0].return_path)
    async with world.client() as browser:
        assert (await post(browser, world, raw)).json() == {"delivered": "bounce"}
        events = world.rows("SELECT count(*) FROM events")
        await post(browser, world, raw)
    assert world.rows("SELECT count(*) FROM events") == events
    assert world.rows("SELECT state, code FROM outbox WHERE channel = 'email' AND state = 'failed'") == [
        ("failed", "5.1.1")
    ]
    assert "email" in world.rows("SELECT bad_channels FROM contacts")[0][0]
    assert inbox(world) == []


async def test_a_bounce_names_its_message_by_its_message_id(world: World):
    await mailed(world)
    own_id = world.rows("SELECT provider_id FROM outbox")[0][0]
    async with world.client() as browser:
        answer = await post(browser, world, bounce("somewhere@acme.example.test", own_id=own_id))
    assert answer.json() == {"delivered": "bounce"}
    assert "email" in world.rows("SELECT bad_channels FROM contacts")[0][0]


async def test_a_delay_is_nothing_and_a_full_mailbox_no_end(world: World):
    await mailed(world)
    path = world.mail.taken[0].return_path
    async with world.client() as browser:
        await post(browser, world, bounce(path, "4.4.1", action="delayed"))
        assert world.rows("SELECT state FROM outbox") == [("sent",)]
        await post(browser, world, bounce(path, "4.2.2"))
    assert world.rows("SELECT bad_channels FROM contacts") == [("",)]


async def test_a_forged_bounce_address_names_nothing(world: World):
    await mailed(world)
    path = world.mail.taken[0].return_path
    forged = path.replace("@", "x@")
    async with world.client() as browser:
        answer = await post(browser, world, bounce(forged))
    assert answer.json() == {"delivered": "stored"}
    assert world.rows("SELECT state FROM outbox") == [("sent",)]


async def test_a_vacation_reply_is_kept_and_freezes_nothing(world: World):
    await mailed(world)
    raw = written("I am away.", to=world.mail.taken[0].return_path, **{"Auto-Submitted": "auto-replied"})
    async with world.client() as browser:
        assert (await post(browser, world, raw)).json() == {"delivered": "stored"}
    assert [bool(row[2]) for row in inbox(world)] == [True]


async def test_lmtp_and_webhook_take_the_same_mail_once(world: World):
    await mailed(world)
    application = replace(world.app, settings=replace(world.app.settings, lmtp_listen="127.0.0.1:0"))
    server = lmtp_server(application, world.web.state.site)
    assert server is not None
    await server.start()
    try:
        await asyncio.to_thread(_lmtp, server.port, world.mail.taken[0].reply_to)
    finally:
        await server.stop()
    assert deliver_mail(world.app, written(), None, ()) is Delivered.REPEATED
    assert [row[:2] for row in inbox(world)] == [("email", world.contact(BILL))]
    assert lmtp_server(world.app, world.web.state.site) is None


def _lmtp(port: int, to: str) -> None:
    with smtplib.LMTP("127.0.0.1", port) as connection:
        assert connection.sendmail("ada@example.org", [to], written()) == {}
