"""Supervisors are pinged by text message, and take a case by answering it."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from bot.bootstrap import poster
from bot.channels.twilio_sms import TwilioSms
from bot.domain.vocabulary import Channel
from bot.sandbox.script import Action, Wrong
from bot.sandbox.twilio import ACCOUNT_SID, AUTH_TOKEN, TwilioSandbox
from tests.flow.slack.posting import SAMUEL, SETTLED, SOFIA, PostingWorld
from tests.flow.web.world import Bill, signed

SMS = "/webhooks/twilio/sms"
SOFIA_PHONE, SAMUEL_PHONE = "+12125550171", "+12125550172"
CODE = re.compile(r"Reply OK ([0-9A-Z]{6}) to take it")


class Telephones:
    """A world whose supervisors have been pinged by text message, and what they write back."""

    def __init__(self, world: PostingWorld, twilio: TwilioSandbox) -> None:
        self.world = world
        self.twilio = twilio
        self.transport = TwilioSms(
            ACCOUNT_SID, AUTH_TOKEN, api_base=twilio.url, now=lambda: world.now, total_seconds=0.4
        )
        made = poster(world.app, {Channel.SMS: self.transport}, call_seconds=0.5)
        assert made is not None
        self.poster = made
        self._number = 0

    async def pinged(self) -> str:
        """Nobody of the first level answers: the telephones ring. Returns the case's reference."""
        ref = self.world.case()
        self.world.escalate(ref)
        await self.world.post(self.poster)
        self.world.turn(hours=2, minutes=1)
        await self.world.work()
        await self.world.post(self.poster, rounds=5)
        return ref

    def texts(self, phone: str) -> list[str]:
        return [one["body"] for one in self.twilio.accepted if one["to"] == phone]

    def code(self, phone: str) -> str:
        found = CODE.search(self.texts(phone)[-1])
        assert found
        return found[1]

    async def write(self, phone: str, text: str, sid: str = "") -> str:
        """Somebody texts us; returns what they are answered."""
        self._number += 1
        form = {"MessageSid": sid or f"SM{self._number:032d}", "From": phone, "To": "+12125550123", "Body": text}
        async with self.world.client() as browser:
            answer: httpx.Response = await browser.post(SMS, data=form, headers=signed(SMS, form))
        assert answer.status_code == 200
        found = re.search(r"<Message>(.*)</Message>", answer.text)
        return found[1] if found else ""

    def taken_by(self) -> list[str]:
        rows = self.world.rows("SELECT data FROM events WHERE type = 'EscalationAcknowledged'")
        return [re.search(r'"by":"(\w+)"', row[0])[1] for row in rows]


async def _telephones(world: PostingWorld) -> AsyncIterator[Telephones]:
    twilio = TwilioSandbox(now=lambda: world.now)
    await twilio.start()
    made = Telephones(world, twilio)
    yield made
    await made.poster.close()
    await made.transport.close()
    await twilio.stop()


@pytest.fixture
async def phones(world: PostingWorld, tmp_path: Path) -> AsyncIterator[Telephones]:
    async for one in _telephones(world):
        yield one


@pytest.fixture
async def sqlite_phones(sqlite_world: PostingWorld, tmp_path: Path) -> AsyncIterator[Telephones]:
    async for one in _telephones(sqlite_world):
        yield one


async def test_a_text_names_neither_customer_nor_amount(sqlite_phones):
    ref = await sqlite_phones.pinged()
    (text,) = sqlite_phones.texts(SOFIA_PHONE)
    assert ref in text
    assert not re.search(r"Ada|120|USD|INV", text)
    assert sqlite_phones.code(SOFIA_PHONE) != sqlite_phones.code(SAMUEL_PHONE)


@pytest.mark.parametrize("answer", ["OK {code}", "ok {code}", "Okay, {code}. On it!", "  Ok\n{lower} thanks"])
async def test_an_answer_takes_the_case_and_settles_every_ping(sqlite_phones, answer):
    phones = sqlite_phones
    ref = await phones.pinged()
    code = phones.code(SOFIA_PHONE)
    said = await phones.write(SOFIA_PHONE, answer.format(code=code, lower=code.lower()))
    assert ref in said
    assert phones.taken_by() == ["sofia"]
    await phones.world.post(phones.poster)
    for user in (SOFIA, SAMUEL):
        assert all("has taken it" in message["text"] for message in phones.world.sandbox.dms(user))
    phones.world.turn(hours=20)
    await phones.world.work()
    await phones.world.post(phones.poster)
    assert len(phones.texts(SAMUEL_PHONE)) == 1  # nobody is pinged again
    assert "not valid any more" in await phones.write(SAMUEL_PHONE, f"OK {phones.code(SAMUEL_PHONE)}")
    assert phones.world.rows("SELECT count(*) FROM inbox") == [(0,)]


async def test_a_code_is_good_from_its_own_telephone_only(phones):
    await phones.pinged()
    said = await phones.write(SAMUEL_PHONE, f"OK {phones.code(SOFIA_PHONE)}")
    assert "answer with OK" in said
    await phones.write("+12125550999", f"OK {phones.code(SOFIA_PHONE)}")  # a stranger: it goes the customers' way
    assert phones.taken_by() == []
    assert len(phones.world.rows("SELECT id FROM inbox")) == 1


async def test_a_text_full_of_guesses_is_no_answer(sqlite_phones):
    """A sender's number can be forged: a code of 30 bits is not to be guessed by hundreds a message."""
    phones = sqlite_phones
    await phones.pinged()
    code = phones.code(SOFIA_PHONE)
    guesses = " ".join(f"{number:06d}" for number in range(200))
    assert "answer with OK" in await phones.write(SOFIA_PHONE, f"OK {guesses} {code}")
    assert await phones.write(SOFIA_PHONE, f"OK {code} {guesses}") == ""
    assert phones.taken_by() == []
    assert "yours now" in await phones.write(SOFIA_PHONE, f"Okay Samuel, no hurry, taking it alone: {code}")
    assert phones.taken_by() == ["sofia"]


async def test_anything_else_is_helped_once_and_is_no_customers_reply(phones):
    await phones.pinged()
    assert "answer with OK" in await phones.write(SOFIA_PHONE, "who is this?")
    assert await phones.write(SOFIA_PHONE, "hello?") == ""
    assert phones.world.rows("SELECT count(*) FROM inbox") == [(0,)]


async def test_the_same_text_delivered_again_changes_nothing(sqlite_phones):
    phones = sqlite_phones
    await phones.pinged()
    text = f"OK {phones.code(SOFIA_PHONE)}"
    first = await phones.write(SOFIA_PHONE, text, sid="SM" + "7" * 32)
    again = await phones.write(SOFIA_PHONE, text, sid="SM" + "7" * 32)
    assert first
    assert again == ""
    assert phones.taken_by() == ["sofia"]


async def test_a_telephone_that_is_a_customers_as_well_writes_as_a_customer_without_a_code(sqlite_phones):
    phones = sqlite_phones
    ref = await phones.pinged()
    phones.world.bills(Bill(), Bill(number=7, customer=171))  # +12125550171
    assert Bill(customer=171).phone == SOFIA_PHONE
    assert await phones.write(SOFIA_PHONE, "Ok thanks, I will pay on Friday") == ""
    assert len(phones.world.rows("SELECT id FROM inbox")) == 1
    assert ref in await phones.write(SOFIA_PHONE, f"OK {phones.code(SOFIA_PHONE)}")
    assert len(phones.world.rows("SELECT id FROM inbox")) == 1


@pytest.mark.parametrize("trouble", [Action.HANG, Action.DROP_AFTER, Action.DROP_BEFORE])
async def test_a_text_without_an_answer_is_looked_up_and_never_sent_twice(sqlite_phones, trouble):
    phones = sqlite_phones
    phones.twilio.fail(Wrong(trouble))
    await phones.pinged()
    for _ in range(2):
        phones.world.turn(seconds=SETTLED.total_seconds())
        await phones.poster.look_up_unknown()
        await phones.world.post(phones.poster, rounds=5)
    assert [len(phones.texts(phone)) for phone in (SOFIA_PHONE, SAMUEL_PHONE)] == [1, 1]
    assert set(phones.world.states()) <= {"sent", "cancelled"}
