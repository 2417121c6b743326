"""What is particular to Twilio."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.app.messages import HandOver, LookUp, Rendered
from bot.channels.twilio_door import TwilioDoor
from bot.channels.twilio_sms import TwilioSms
from bot.domain.errors import Fault, Rejected
from bot.domain.vocabulary import FailureClass, ReceiptKind
from bot.sandbox.script import Action, Wrong


async def test_slow_down_carries_retry_after(twilio):
    twilio.goes_wrong("slow down")
    handed = await twilio.transport.send(twilio.message())
    assert (handed.failure, handed.retry_after, handed.code) == (FailureClass.SLOW_DOWN, 7.0, "20429")


@pytest.mark.parametrize("status", [500, 502, 503])
async def test_a_server_error_says_nothing_about_the_message(twilio, status):
    twilio.sandbox.fail(Wrong(Action.REFUSE, status, ""))
    handed = await twilio.transport.send(twilio.message())
    assert (handed.outcome, handed.code) == (HandOver.UNKNOWN, str(status))


@pytest.mark.parametrize(
    ("to", "failure"),
    [
        ("+15005550001", FailureClass.BAD_ADDRESS),
        ("+15005550003", FailureClass.CONFIGURATION),
        ("+15005550004", FailureClass.OPTED_OUT),
        ("not a number", FailureClass.BAD_ADDRESS),
    ],
)
async def test_twilios_magic_numbers_fail_as_at_twilio(twilio, to, failure):
    handed = await twilio.transport.send(twilio.message(to=to))
    assert (handed.outcome, handed.failure) == (HandOver.REFUSED, failure)


@pytest.mark.parametrize(("text", "code"), [("", "21602"), ("x" * 1601, "21617")])
async def test_a_body_that_twilio_would_refuse_is_not_sent(twilio, text, code):
    handed = await twilio.transport.send(twilio.message(rendered=Rendered(text=text)))
    assert (handed.outcome, handed.failure, handed.code) == (HandOver.REFUSED, FailureClass.CONTENT, code)
    assert twilio.sandbox.requests == 0


async def test_wrong_credentials_are_a_configuration_alarm(twilio):
    transport = TwilioSms(twilio.sandbox.account_sid, "wrong", api_base=twilio.sandbox.url)
    handed = await transport.send(twilio.message())
    with pytest.raises(Fault):
        await transport.look_up(twilio.message())
    await transport.close()
    assert (handed.outcome, handed.failure, handed.code) == (HandOver.REFUSED, FailureClass.CONFIGURATION, "20003")


async def test_a_slow_answer_is_waited_for(twilio):
    twilio.sandbox.fail(Wrong(Action.SLOW, seconds=0.01))
    assert (await twilio.transport.send(twilio.message())).outcome is HandOver.ACCEPTED


async def test_a_message_service_and_a_status_url_are_handed_on(twilio):
    await twilio.transport.send(twilio.message(sender="MG1", status_url="http://127.0.0.1/status"))
    (record,) = twilio.sandbox.accepted
    assert (record["from"], record["status_callback"]) == ("MG1", "http://127.0.0.1/status")


async def test_a_look_up_says_what_became_of_the_message(twilio):
    sent = await twilio.transport.send(twilio.message())
    twilio.sandbox.set_status(sent.provider_id, "delivered")
    assert (await twilio.transport.look_up(twilio.message())).status is ReceiptKind.DELIVERED


async def test_a_look_up_reads_on_to_the_last_page(twilio):
    await asyncio.gather(*(twilio.transport.send(twilio.message(number)) for number in range(250)))
    for record in twilio.sandbox.accepted:
        twilio.sandbox.set_status(record["sid"], "sent")
    for number in (0, 249):
        assert (await twilio.transport.look_up(twilio.message(number))).answer is LookUp.FOUND


async def test_a_look_up_reads_what_is_queued_back_to_the_message_and_no_further(twilio):
    await asyncio.gather(*(twilio.transport.send(twilio.message(number)) for number in range(250)))
    before = twilio.sandbox.requests
    later = twilio.message(900, created_at=twilio.message().created_at + timedelta(days=1))
    assert (await twilio.transport.look_up(later)).answer is LookUp.NOT_FOUND
    assert twilio.sandbox.requests - before == 2
    assert (await twilio.transport.look_up(twilio.message(0))).answer is LookUp.FOUND


async def test_a_message_that_went_out_after_midnight_is_found(twilio):
    """The clock of the rig stands two minutes before midnight UTC."""
    sent = await twilio.transport.send(twilio.message())
    record = twilio.sandbox.set_status(sent.provider_id, "sent")
    record["date_sent"] = (twilio.message().created_at + timedelta(minutes=5)).isoformat()
    assert (await twilio.transport.look_up(twilio.message())).answer is LookUp.FOUND


async def test_a_longer_reference_or_another_recipient_is_not_it(twilio):
    await twilio.transport.send(twilio.message(1, rendered=Rendered(text="see FU-000011 or XFU-00001")))
    await twilio.transport.send(twilio.message(1, to="+15550142"))
    assert (await twilio.transport.look_up(twilio.message(1))).answer is LookUp.NOT_FOUND


@pytest.mark.parametrize("wrong", [Wrong(Action.DROP_BEFORE, stage="list"), Wrong(Action.REFUSE, 500, "20500", stage="list"),
                                   Wrong(Action.REFUSE, 429, "20429", stage="list")])  # fmt: skip
async def test_a_look_up_that_fails_on_the_way_is_a_fault(twilio, wrong):
    twilio.sandbox.fail(wrong, wrong)
    with pytest.raises(Fault):
        await twilio.transport.look_up(twilio.message())


async def test_the_host_is_rewritten_for_every_product():
    door = TwilioDoor("http://127.0.0.1:1/base/")
    assert (
        door.rewritten("https://api.twilio.com/2010-04-01/x.json?a=b")
        == "http://127.0.0.1:1/base/2010-04-01/x.json?a=b"
    )
    assert door.rewritten("https://messaging.sydney.au1.twilio.com/v1/y") == "http://127.0.0.1:1/base/messaging/v1/y"
    assert TwilioDoor().rewritten("https://api.twilio.com/z") == "https://api.twilio.com/z"


def test_a_base_that_is_no_url_is_rejected():
    with pytest.raises(Rejected):
        TwilioDoor("ftp://x")
