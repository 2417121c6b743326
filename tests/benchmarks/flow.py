"""Whole flows and their limits: how many seconds the same messages take each way."""

from __future__ import annotations

import asyncio

import uvloop

from bot.app.messages import HandOver, Outgoing, Rendered, Transport
from bot.bootstrap import transports
from bot.channels.pipeline import CONCURRENCY, Pipeline
from bot.channels.twilio_sms import TwilioSms
from bot.domain.vocabulary import Channel
from tests.benchmarks.machine import Stopwatch, Took
from tests.benchmarks.provider import ACCOUNT, TOKEN
from tests.benchmarks.raw import RawTwilio, raw_seconds, request_of
from tests.benchmarks.world import SENDER, World

BODY = (
    "Bench Utilities (automated): we cannot see your payment of invoice INV-12345 yet. Paid already? If not, which "
    "day? To check it is us: call the number on your bill, code 7F3K2QX9AB. Reply PERSON for a person, STOP to opt out."
)
STATUS = "https://pay.bench.example.test/webhooks/twilio/status?message=0123456789abcdef0123456789abcdef"


def whole_flow(world: World, port: int, count: int, *, sdk: bool) -> Took:
    """Claim, gate, compose, send, record: everything that is queued, through the product's own pipeline."""

    async def run() -> Took:
        if sdk:
            transport: Transport = transports(world.application, world.clock)[Channel.SMS]
        else:
            transport = raw = RawTwilio(port, CONCURRENCY)
            await raw.open()
        pipeline = Pipeline(
            world.application.context,
            world.application.desk,
            {Channel.SMS: transport},
            "bench",
            concurrency=CONCURRENCY,
        )
        watch = Stopwatch()
        sent = await pipeline.drain()
        took = watch.took()
        await pipeline.close()
        if sent.accepted != count:
            raise AssertionError(f"{count} messages were due and {sent} happened")
        return took

    return uvloop.run(run())


def raw_http(port: int, count: int) -> Took:
    """Only the posts, on kept connections, their bytes made before."""
    requests = [request_of(SENDER, f"+1202{number:07d}", BODY, STATUS) for number in range(count)]
    return uvloop.run(raw_seconds(port, requests, CONCURRENCY))


def sdk_alone(port: int, count: int) -> Took:
    """Only Twilio's SDK, asynchronous, behind the product's door."""
    letters = [_outgoing(number) for number in range(count)]

    async def run() -> Took:
        transport = TwilioSms(ACCOUNT, TOKEN, api_base=f"http://127.0.0.1:{port}")
        left = iter(letters)

        async def send_all() -> None:
            for letter in left:
                handed = await transport.send(letter)
                if handed.outcome is not HandOver.ACCEPTED:
                    raise AssertionError(handed)

        watch = Stopwatch()
        await asyncio.gather(*(send_all() for _ in range(CONCURRENCY)))
        took = watch.took()
        await transport.close()
        return took

    return uvloop.run(run())


def _outgoing(number: int) -> Outgoing:
    return Outgoing(
        message_id=f"{number:032x}",
        reference="7F3K2QX9AB",
        client="bench",
        channel=Channel.SMS,
        sender=SENDER,
        to=f"+1202{number:07d}",
        rendered=Rendered(BODY),
        status_url=STATUS,
    )
