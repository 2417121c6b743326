"""One rig for each transport: the real adapter, and the stand-in that speaks its protocol."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.app.messages import Outgoing, Rendered, Transport
from bot.channels.chat import Chat
from bot.channels.smtp_email import SmtpEmail
from bot.channels.smtp_pool import PoolLimits
from bot.channels.twilio_sms import TwilioSms
from bot.domain.errors import Fault
from bot.domain.vocabulary import Channel
from bot.sandbox.script import Action, Wrong
from bot.sandbox.smtp import SmtpSandbox
from bot.sandbox.twilio import TwilioSandbox

NOW = datetime(2026, 3, 2, 23, 58, tzinfo=UTC)
PATIENCE = 0.4  # seconds that an impatient adapter waits for an answer that never comes


@dataclass
class Rig:
    """What a contract test needs to know of a provider."""

    transport: Transport
    impatient: Transport  # the same, for answers that never come
    channel: Channel
    sender: str
    to: str
    wrongs: dict[str, tuple[Wrong, ...]] = field(default_factory=dict)

    def message(self, number: int = 1, **changes: Any) -> Outgoing:
        reference = f"FU-{number:05d}"
        made = {
            "message_id": f"message-{number}",
            "reference": reference,
            "client": "brand",
            "channel": self.channel,
            "sender": self.sender,
            "to": self.to,
            "rendered": Rendered(text=f"Invoice 4711 is open. {reference}", subject="Invoice 4711"),
            "created_at": NOW,
        }
        return Outgoing(**{**made, **changes})

    def goes_wrong(self, scenario: str) -> None:
        raise NotImplementedError

    def accepted(self) -> list[str]:
        """The references of everything that the provider took, in order."""
        raise NotImplementedError

    def connections(self) -> int:
        raise NotImplementedError


@dataclass
class TwilioRig(Rig):
    sandbox: TwilioSandbox = field(kw_only=True)

    def goes_wrong(self, scenario):
        self.sandbox.fail(*self.wrongs[scenario])

    def accepted(self):
        return [message["body"].rpartition(" ")[2] for message in self.sandbox.accepted]

    def connections(self):
        return len(self.sandbox.connections)


TWILIO_WRONGS = {
    "bad address": (Wrong(Action.REFUSE, 400, "21211"),),
    "configuration": (Wrong(Action.REFUSE, 401, "20003"),),
    "slow down": (Wrong(Action.REFUSE, 429, "20429", retry_after=7),),
    "hang": (Wrong(Action.HANG),),
    "cut after accepting": (Wrong(Action.DROP_AFTER),),
    "cut while unsure": (Wrong(Action.DROP_BEFORE),),
}


@dataclass
class SmtpRig(Rig):
    sandbox: SmtpSandbox = field(kw_only=True)

    def goes_wrong(self, scenario):
        self.sandbox.fail(*self.wrongs[scenario])

    def accepted(self):
        return [
            mail["raw"].partition("X-Followup-Reference: ")[2].partition("\r\n")[0] for mail in self.sandbox.accepted
        ]

    def connections(self):
        return self.sandbox.sessions


SMTP_WRONGS = {
    "bad address": (Wrong(Action.REFUSE, 550, "5.1.1 No such user", stage="rcpt"),),
    "configuration": (Wrong(Action.REFUSE, 550, "5.7.1 Sender not allowed", stage="mail"),),
    "slow down": (Wrong(Action.REFUSE, 451, "4.7.1 Later", stage="rcpt"),),
    "temporary": (Wrong(Action.REFUSE, 452, "4.3.1 No space", stage="data"),),
    "filtered": (Wrong(Action.REFUSE, 554, "5.7.1 Spam", stage="data"),),
    "hang": (Wrong(Action.HANG),),
    "cut after accepting": (Wrong(Action.DROP_AFTER),),
    "cut while unsure": (Wrong(Action.DROP_BEFORE),),
    "cut before anything": (Wrong(Action.DROP_BEFORE, stage="rcpt"),),
}


class Page:
    """The chat page's store, in memory."""

    def __init__(self) -> None:
        self.visible: dict[str, Outgoing] = {}
        self.down = False

    async def publish(self, message: Outgoing) -> None:
        self.visible.setdefault(message.message_id, message)
        if self.down:
            raise Fault("The store went away.")

    async def exists(self, message_id: str) -> bool:
        if self.down:
            raise Fault("The store went away.")
        return message_id in self.visible


@dataclass
class ChatRig(Rig):
    page: Page = field(kw_only=True)

    def goes_wrong(self, scenario):
        self.page.down = True

    def accepted(self):
        return [message.reference for message in self.page.visible.values()]


def clock() -> datetime:
    return NOW


@pytest.fixture
async def twilio() -> AsyncIterator[TwilioRig]:
    sandbox = TwilioSandbox(now=clock)
    base = await sandbox.start()
    login = (sandbox.account_sid, sandbox.auth_token)
    transport = TwilioSms(*login, api_base=base, now=clock)
    impatient = TwilioSms(*login, api_base=base, now=clock, total_seconds=PATIENCE)
    yield TwilioRig(transport, impatient, Channel.SMS, "+15550100", "+15550199", TWILIO_WRONGS, sandbox=sandbox)
    await transport.close()
    await impatient.close()
    await sandbox.stop()


def smtp_transport(url: str, **options: Any) -> SmtpEmail:
    return SmtpEmail(url, local_hostname="test.invalid", now=clock, **options)


@pytest.fixture
async def smtp() -> AsyncIterator[SmtpRig]:
    sandbox = SmtpSandbox(now=clock)
    transport = smtp_transport(await sandbox.start())
    impatient = smtp_transport(sandbox.url, limits=PoolLimits(command=PATIENCE))
    yield SmtpRig(
        transport,
        impatient,
        Channel.EMAIL,
        "billing@brand.example",
        "diaz@customer.example",
        SMTP_WRONGS,
        sandbox=sandbox,
    )
    await transport.close()
    await impatient.close()
    await sandbox.stop()


@pytest.fixture
async def smtp_tls() -> AsyncIterator[SmtpRig]:
    """STARTTLS required, certificate checked, login needed."""
    sandbox = SmtpSandbox(now=clock, starttls=True, login=("user", "p@ss word"))
    url = (await sandbox.start()).replace("//", "//user:p%40ss%20word@") + "?starttls=required"
    context = sandbox.client_context()
    transport = smtp_transport(url, tls_context=context)
    impatient = smtp_transport(url, tls_context=context, limits=PoolLimits(command=PATIENCE))
    yield SmtpRig(
        transport,
        impatient,
        Channel.EMAIL,
        "billing@brand.example",
        "diaz@customer.example",
        SMTP_WRONGS,
        sandbox=sandbox,
    )
    await transport.close()
    await impatient.close()
    await sandbox.stop()


@pytest.fixture
def chat() -> ChatRig:
    page = Page()
    return ChatRig(Chat(page), Chat(page), Channel.CHAT, "", "customer-1", page=page)


@pytest.fixture
def smtp_for():
    """A further e-mail transport with the options of a test; the test closes it."""
    return smtp_transport


@pytest.fixture
def rig(request: pytest.FixtureRequest) -> Rig:
    """The rig that a test's parameter names."""
    return request.getfixturevalue(request.param)
