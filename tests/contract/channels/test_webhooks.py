"""Twilio's webhooks, genuine and hostile, over real HTTP to a receiver that does what ours must do."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import parse_qsl

import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.receipts import advance
from bot.channels.twilio_sms import parse_inbound_sms, parse_status, verify_twilio_signature
from bot.domain.errors import Rejected
from bot.domain.vocabulary import Channel, FailureClass, ReceiptKind
from bot.sandbox.twilio_hooks import WebhookSender

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
PUBLIC = "https://followup.example/webhooks/twilio/status"
FORM = {"MessageSid": "SM1", "MessageStatus": "delivered", "To": "+15550199"}
SENDER = WebhookSender("auth-token", "AC1")


class Receiver:
    """Verifies over the configured public URL, then parses; keeps what it took."""

    def __init__(self):
        self.forms = []
        self.tokens = ["new-token", "auth-token"]
        self.public = PUBLIC

    async def handle(self, request):
        form = dict(parse_qsl((await request.read()).decode(), keep_blank_values=True))
        signature = request.headers.get("X-Twilio-Signature")
        if not verify_twilio_signature(self.tokens, self.public, form, signature):
            return web.Response(status=403)
        self.forms.append(form)
        return web.Response(status=204)


@pytest.fixture
async def receiver():
    receiver = Receiver()
    runner = web.ServerRunner(web.Server(receiver.handle), access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield receiver
    await runner.cleanup()


@pytest.fixture
async def sender():
    sender = WebhookSender("auth-token", "AC1")
    yield sender
    await sender.close()


async def test_a_genuine_callback_is_taken(receiver, sender):
    assert await sender.post(receiver.url, FORM, signed_url=PUBLIC) == 204


async def test_a_callback_signed_over_the_requests_own_url_is_not(receiver, sender):
    assert await sender.post(receiver.url, FORM) == 403


async def test_a_callback_of_a_stranger_is_not(receiver):
    stranger = WebhookSender("stolen", "AC1")
    assert await stranger.post(receiver.url, FORM, signed_url=PUBLIC) == 403
    await stranger.close()
    assert receiver.forms == []


async def test_repeated_and_unordered_callbacks_end_where_ordered_ones_do(receiver, sender):
    message = {"sid": "SM1", "to": "+15550199", "from": "+15550100", "error_code": None}
    for status in ("delivered", "queued", "sent", "sending"):
        await sender.status({**message, "status": status}, url=receiver.url, signed_url=PUBLIC, times=2)
    receipts = [parse_status(form) for form in receiver.forms]
    assert len({(receipt.provider_id, receipt.kind) for receipt in receipts}) == 4
    current = None
    for receipt in receipts:
        current = advance(current, receipt.kind)
    assert current is ReceiptKind.DELIVERED


def test_a_status_keeps_everything_but_the_words():
    """The double `emulate` repeats the body in each callback, and receipts are kept in clear."""
    assert parse_status({**FORM, "Body": "Ana, 120.00 EUR", "New": "1"}).raw == {**FORM, "New": "1"}


async def test_a_repeated_message_keeps_its_id(receiver, sender):
    answers = await sender.inbound(
        receiver.url, "+15550199", "+15550100", "STOP", sid="SM9", signed_url=PUBLIC, times=2
    )
    assert answers == [204, 204]
    first, second = (parse_inbound_sms(form, NOW) for form in receiver.forms)
    assert first == second
    assert (first.provider_message_id, first.text, first.sender) == ("SM9", "STOP", "+15550199")


async def test_the_sandbox_posts_to_this_machine_only(sender):
    with pytest.raises(Rejected):
        await sender.post("https://followup.example/", FORM)


async def test_the_stand_in_reports_what_became_of_a_message(twilio, receiver):
    receiver.tokens, receiver.public = twilio.sandbox.auth_token, receiver.url
    sent = await twilio.transport.send(twilio.message(status_url=receiver.url))
    answers = await twilio.sandbox.deliver_status(sent.provider_id, "undelivered", error_code=30005, times=2)
    assert answers == [204, 204]
    receipt = parse_status(receiver.forms[0])
    assert (receipt.provider_id, receipt.failure) == (sent.provider_id, FailureClass.STOP_CHANNEL)


@pytest.mark.parametrize(
    ("tokens", "url", "params", "signature"),
    [
        ("auth-token", PUBLIC, FORM, None),
        ("auth-token", PUBLIC, FORM, ""),
        ("auth-token", PUBLIC, FORM, "x" * 28),
        ("auth-token", PUBLIC, {**FORM, "MessageStatus": "failed"}, SENDER.signature(PUBLIC, FORM)),
        ("auth-token", PUBLIC + "?x=1", FORM, SENDER.signature(PUBLIC, FORM)),
        ("auth-token", PUBLIC, '{"json": 1}', SENDER.signature(PUBLIC, {})),
        ("auth-token", "https://x:port/", FORM, "x"),
        ("auth-token", "", {}, "x"),
        ("auth-token", PUBLIC, {"a": "\ud800"}, "x"),
        ("", PUBLIC, FORM, WebhookSender("", "AC1").signature(PUBLIC, FORM)),
        ([], PUBLIC, FORM, SENDER.signature(PUBLIC, FORM)),
    ],
)
def test_what_cannot_be_verified_is_not_genuine_and_nothing_is_raised(tokens, url, params, signature):
    assert verify_twilio_signature(tokens, url, params, signature) is False


def test_both_tokens_are_good_while_they_are_rotated():
    signature = SENDER.signature(PUBLIC, FORM)
    assert verify_twilio_signature(("new", "auth-token"), PUBLIC, FORM, signature)


@given(st.dictionaries(st.text(max_size=20), st.text(max_size=20)))
def test_any_form_is_a_receipt_or_rejected(form):
    for parse in (parse_status, lambda form: parse_inbound_sms(form, NOW)):
        try:
            parse(form)
        except Rejected:
            assert not ({"MessageSid", "MessageStatus", "From"} <= set(form) and all(form.values()))


@given(st.text(max_size=5000))
def test_any_error_code_is_read(code):
    receipt = parse_status({**FORM, "MessageStatus": "failed", "ErrorCode": code})
    assert receipt.failure in FailureClass
    assert receipt.code == code


def test_a_failed_status_has_the_class_of_its_code_and_keeps_the_raw_form():
    form = {**FORM, "MessageStatus": "undelivered", "ErrorCode": "30005", "Brand-New": "1"}
    receipt = parse_status(form, reference="FU-1")
    assert (receipt.kind, receipt.failure, receipt.code) == (
        ReceiptKind.UNDELIVERED,
        FailureClass.STOP_CHANNEL,
        "30005",
    )
    assert (receipt.raw, receipt.reference) == (form, "FU-1")
    assert parse_status(FORM).failure is None


def test_a_whatsapp_message_is_known_by_its_prefix():
    form = {"MessageSid": "SM1", "From": "whatsapp:+15550199", "To": "whatsapp:+15550100", "Body": "hi\0"}
    inbound = parse_inbound_sms(form, NOW)
    assert (inbound.channel, inbound.sender, inbound.recipients) == (Channel.WHATSAPP, "+15550199", ("+15550100",))
    assert inbound.text == "hi"
    assert inbound.received_at == NOW
