"""Twilio's webhooks: signed, repeated, at the same time, out of order, forged, huge."""

from __future__ import annotations

import asyncio

import httpx
import pytest

from bot.app.acting import advance
from tests.flow.web.world import Bill, World, signed

BILL = Bill()
SMS = "/webhooks/twilio/sms"


def text(body: str = "Who is this?", sid: str = "SM" + "1" * 32, **more: str) -> dict[str, str]:
    return {"MessageSid": sid, "From": BILL.phone, "To": "+12125550123", "Body": body, "NumMedia": "0", **more}


async def post(browser: httpx.AsyncClient, path: str, form: dict[str, str], **headers: str) -> httpx.Response:
    return await browser.post(path, data=form, headers=headers or signed(path, form))


def inbox(world: World) -> list[tuple]:
    return world.rows("SELECT provider_message_id, channel, contact_id FROM inbox ORDER BY 1")


async def sent_sms(world: World) -> str:
    """A text message of ours that Twilio took; returns its id."""
    world.bills(BILL)
    async with world.client() as browser:
        form = text("I have already paid.")
        await post(browser, SMS, form)
    world.turn(minutes=1)
    await world.work()
    assert world.sms.taken, world.rows("SELECT channel, state, code FROM outbox")
    return world.sms.taken[0].message_id


async def test_a_text_is_stored_answered_with_nothing_and_read_later(world: World):
    world.bills(BILL)
    async with world.client() as browser:
        answer = await post(browser, SMS, text())
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/xml")
    assert answer.text.endswith("<Response/>")
    assert inbox(world) == [("SM" + "1" * 32, "sms", world.contact(BILL))]


async def test_the_same_text_again_is_one_reply(world: World):
    world.bills(BILL)
    async with world.client() as browser:
        answers = await asyncio.gather(*(post(browser, SMS, text()) for _ in range(6)))
        assert {answer.status_code for answer in answers} == {200}
        assert (await post(browser, SMS, text())).status_code == 200
        shown = (await browser.get("/metrics")).text
    assert len(inbox(world)) == 1
    assert 'followup_webhooks_total{outcome="repeated",webhook="sms"} 6.0' in shown


async def test_two_processes_with_the_same_text_store_it_once(world: World, open_again):
    world.bills(BILL)
    other = World(open_again(), world.folder)
    async with world.client() as one, other.client() as two:
        answers = await asyncio.gather(*(post(b, SMS, text()) for b in (one, two, one, two)))
    assert {answer.status_code for answer in answers} == {200}
    assert len(inbox(world)) == 1


async def test_a_text_freezes_what_is_queued_and_stop_closes_the_medium(world: World):
    world.bills(BILL)
    advance(world.app.context)
    async with world.client() as browser:
        await post(browser, SMS, text("STOP"))
    assert world.rows("SELECT state FROM outbox WHERE frozen_by IS NOT NULL") == [("queued",)]
    await world.work()
    assert world.mail.taken == []
    assert ("sms",) in world.rows("SELECT channel FROM suppressions")


@pytest.mark.parametrize(
    "headers",
    [
        {"x-nothing": "1"},
        {"X-Twilio-Signature": ""},
        {"X-Twilio-Signature": "forged"},
        {"X-Twilio-Signature": "\xe9" * 28},
        signed(SMS, text(), "another token"),
        signed("/webhooks/twilio/status", text()),
    ],
)
async def test_what_twilio_did_not_sign_is_refused(world: World, headers: dict[str, str]):
    world.bills(BILL)
    async with world.client() as browser:
        before = world.everything()
        for path in (SMS, "/webhooks/twilio/status"):
            if path == SMS or "another" in str(headers):
                answer = await browser.post(
                    path, data=text(), headers=[(k, v.encode("latin-1")) for k, v in headers.items()]
                )
                assert answer.status_code == 403
        json = await browser.post(SMS, json=text(), headers=signed(SMS, text()))
        assert json.status_code in {403, 415}
    assert world.everything() == before


async def test_a_changed_field_breaks_the_signature(world: World):
    world.bills(BILL)
    headers = signed(SMS, text())
    async with world.client() as browser:
        answer = await browser.post(SMS, data=text("I paid"), headers=headers)
        query = await browser.post(f"{SMS}?x=1", data=text(), headers=headers)
    assert (answer.status_code, query.status_code) == (403, 403)


async def test_the_signature_is_over_the_public_url_whatever_the_request_says(world: World):
    world.bills(BILL)
    transport = httpx.ASGITransport(world.web)
    async with httpx.AsyncClient(transport=transport, base_url="http://10.0.0.7:8000") as browser:
        answer = await post(browser, SMS, text(), **signed(SMS, text()))
    assert answer.status_code == 200
    assert len(inbox(world)) == 1


async def test_without_a_token_in_the_settings_nothing_is_genuine(store, tmp_path):
    world = World(store, tmp_path, twilio_auth_tokens=())
    async with world.client() as browser:
        assert (await post(browser, SMS, text(), **signed(SMS, text(), ""))).status_code == 403


async def test_a_text_from_nobody_we_know_is_kept(world: World):
    async with world.client() as browser:
        form = {**text(), "From": "+13105550199"}
        assert (await post(browser, SMS, form)).status_code == 200
    assert inbox(world) == [("SM" + "1" * 32, "sms", "")]


async def test_a_signed_text_without_an_id_is_a_clear_error(world: World):
    async with world.client() as browser:
        form = {"From": BILL.phone, "Body": "x"}
        answer = await post(browser, SMS, form)
    assert answer.status_code == 400
    assert "MessageSid" in answer.text


async def test_huge_binary_and_odd_bodies_do_no_harm(world: World):
    form = {"content-type": "application/x-www-form-urlencoded"}
    async with world.client() as browser:
        assert (await browser.post(SMS, content=b"Body=" + b"x" * 100_000, headers=form)).status_code == 413
        assert (await browser.post(SMS, content=bytes(range(256)), headers=form)).status_code == 403
        assert (await browser.post(SMS, content=b"")).status_code == 403
        odd = text("a\x00b \ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"), Extra="new field")
        assert (await post(browser, SMS, odd)).status_code == 200
    assert len(inbox(world)) == 1


@pytest.mark.parametrize("channel", ["whatsapp", "voice"])
async def test_channels_that_are_not_connected_say_so(world: World, channel: str):
    async with world.client() as browser:
        answer = await browser.post(f"/webhooks/twilio/{channel}", data=text())
    assert answer.status_code == 501
    assert "not connected" in answer.text


# --- what became of ours -----------------------------------------------------------------------------------------


def states(world: World, message_id: str) -> tuple[str, str]:
    return world.rows("SELECT state, receipt FROM outbox WHERE id = ?", message_id)[0]


async def status(browser: httpx.AsyncClient, message_id: str, word: str, **more: str) -> httpx.Response:
    path = f"/webhooks/twilio/status?message={message_id}"
    form = {"MessageSid": f"SM{message_id}", "MessageStatus": word, **more}
    return await browser.post(path, data=form, headers=signed(path, form))


async def test_receipts_only_rise_however_they_come(world: World):
    message_id = await sent_sms(world)
    async with world.client() as browser:
        for word in ("queued", "delivered", "sent", "delivered", "sending", "a-new-word"):
            assert (await status(browser, message_id, word)).status_code == 204
    assert states(world, message_id) == ("delivered", "delivered")
    assert world.rows("SELECT count(*) FROM receipts WHERE kind = 'delivered'") == [(1,)]


async def test_a_receipt_keeps_no_number_in_clear(world: World):
    """Erasing a customer does not reach receipts."""
    message_id = await sent_sms(world)
    async with world.client() as browser:
        await status(browser, message_id, "delivered", To=BILL.phone, From="+12125550123", AccountSid="AC1")
    ((raw,),) = world.rows("SELECT raw FROM receipts")
    assert "AC1" in raw
    assert BILL.phone not in raw
    assert "+12125550123" not in raw


async def test_an_address_that_is_wrong_is_not_written_to_again(world: World):
    message_id = await sent_sms(world)
    async with world.client() as browser:
        before = world.rows("SELECT count(*) FROM events")
        await status(browser, message_id, "undelivered", ErrorCode="30005")
        once = world.rows("SELECT count(*) FROM events")
        await status(browser, message_id, "undelivered", ErrorCode="30005")
    assert once > before
    assert world.rows("SELECT count(*) FROM events") == once
    assert states(world, message_id)[0] == "failed"
    assert "sms" in world.rows("SELECT bad_channels FROM contacts")[0][0]


async def test_a_receipt_of_nobodys_message_is_kept_and_harms_nothing(world: World):
    async with world.client() as browser:
        assert (await status(browser, "0" * 32, "delivered")).status_code == 204
        assert (await status(browser, "", "delivered")).status_code == 204
        path = "/webhooks/twilio/status"
        bad = await browser.post(path, data={"x": "1"}, headers=signed(path, {"x": "1"}))
        assert bad.status_code == 400
    assert world.rows("SELECT count(*) FROM receipts") == [(2,)]
