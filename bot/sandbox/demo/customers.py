"""The visitor as a customer: their phone, their mailbox, their page. Everything goes through the real protocols."""

from __future__ import annotations

import email.policy
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import format_datetime
from typing import Any, Final

import aiohttp

from bot.bootstrap import Application
from bot.channels.email_webhook import HEADER, sign_email_webhook
from bot.domain.errors import Rejected
from bot.domain.vocabulary import Channel
from bot.sandbox.demo.story import Persona
from bot.sandbox.smtp import SmtpSandbox
from bot.sandbox.twilio import TwilioSandbox

_NONCE: Final = re.compile(r'name="nonce" value="([^"]+)"')
_ASKED: Final = re.compile(r"(\S+/q/\w+)\?answer=([a-z_]+)")
_DONE: Final = 300  # HTTP status below which something was done
_LONGEST: Final = 5_000  # characters of one message
_PARSER: Final = BytesParser(policy=email.policy.default)


@dataclass(frozen=True, slots=True)
class Sms:
    at: datetime
    mine: bool  # the customer's
    text: str
    state: str = ""


@dataclass(frozen=True, slots=True)
class Mail:
    id: str
    at: datetime
    mine: bool
    other: str  # who wrote, or to whom
    subject: str
    text: str
    html: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the ledger with their addresses. `client` is whose customer they are.

    `asked_about` has invoices for those who are no customers: one of the client's own people, whom a playbook asks.
    """

    persona: Persona
    client: str
    name: str
    language: str
    kind: str
    email: str
    phone: str
    zone: str
    asked_about: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return self.persona.id


@dataclass(slots=True)
class Town:
    """What customers' handles share: the stand-ins, the product's address, and what customers have sent."""

    application: Application
    phones: TwilioSandbox
    mails: SmtpSandbox
    url: str
    now: Callable[[], datetime]
    texts: dict[str, list[Sms]] = field(default_factory=dict)  # by telephone number
    letters: dict[str, list[Mail]] = field(default_factory=dict)  # by mailbox
    parsed: dict[int, tuple[str, Mail, str]] = field(default_factory=dict)  # index -> (mailbox, mail, reply address)
    session: aiohttp.ClientSession | None = None

    def http(self) -> aiohttp.ClientSession:
        """A browser's cookies, one jar for all: a cookie belongs to one page."""
        if self.session is None:
            jar = aiohttp.CookieJar(unsafe=True)  # also those of an address without a name
            self.session = aiohttp.ClientSession(cookie_jar=jar, timeout=aiohttp.ClientTimeout(total=30))
        return self.session

    async def close(self) -> None:
        session, self.session = self.session, None
        if session is not None:
            await session.close()


class Customer:
    """One customer's handle."""

    def __init__(self, town: Town, person: Person) -> None:
        self._town = town
        self.person = person

    # --- telephone ---

    def phone(self) -> list[Sms]:
        """The text messages on the customer's phone, oldest first."""
        return phone_of(self._town, self.person.phone)

    async def text(self, text: str) -> None:
        """Write a text message back: a signed webhook, as Twilio posts it. Raises Rejected without a phone."""
        if not self.person.phone:
            raise Rejected(f"{self.person.name} has no mobile phone.")
        await text_from(self._town, self.person.phone, self._texted_from(), text)

    def _texted_from(self) -> str:
        """The number that writes to this customer, else the client's own."""
        before = [one["from"] for one in self._town.phones.accepted if one["to"] == self.person.phone]
        if before:
            return str(before[-1])
        profile = self._town.application.texts.configuration.profiles[self.person.client]
        senders = profile.senders[Channel.SMS]
        return senders[0].address

    # --- mailbox ---

    def mailbox(self) -> list[Mail]:
        """Everything in the mailbox, oldest first."""
        read_mails(self._town)
        came = [mail for box, mail, _ in self._town.parsed.values() if box == self.person.email]
        return sorted([*came, *self._town.letters.get(self.person.email, [])], key=lambda mail: mail.at)

    async def mail(self, text: str, *, answering: str = "") -> None:
        """Answer a mail, the last one if none is named; without any, write a new one. By the signed mail webhook."""
        if not self.person.email:
            raise Rejected(f"{self.person.name} has no e-mail address.")
        town, letter = self._town, self._letter(_clean(text), answering)
        body = letter.as_bytes(policy=email.policy.SMTP)
        signature = sign_email_webhook(town.application.settings.email_webhook_secret, body, town.now())
        headers = {HEADER: signature, "Content-Type": "message/rfc822"}
        async with town.http().post(f"{town.url}/webhooks/email", data=body, headers=headers) as answer:
            _check(answer.status)
        sent = Mail(secrets.token_hex(8), town.now(), True, str(letter["To"]), str(letter["Subject"]), text)
        town.letters.setdefault(self.person.email, []).append(sent)

    def _letter(self, text: str, answering: str) -> EmailMessage:
        read_mails(self._town)
        came = [(mail, to) for box, mail, to in self._town.parsed.values() if box == self.person.email]
        named = [pair for pair in came if pair[0].id == answering] or came[-1:]
        letter = EmailMessage()
        letter["From"] = f'"{self.person.name}" <{self.person.email}>'
        letter["Date"] = format_datetime(self._town.now())
        letter["Message-ID"] = f"<{secrets.token_hex(12)}@{self.person.email.partition('@')[2]}>"
        if named:
            mail, reply_to = named[0]
            letter["To"] = reply_to
            letter["Subject"] = mail.subject if mail.subject.lower().startswith("re:") else f"Re: {mail.subject}"
            letter["In-Reply-To"] = f"<{mail.id}>"
            quoted = "\n".join(f"> {line}" for line in mail.text.splitlines())
            letter.set_content(f"{text}\n\nOn {mail.at:%d %b %Y}, {mail.other} wrote:\n{quoted}\n")
        else:
            profile = self._town.application.texts.configuration.profiles[self.person.client]
            letter["To"] = profile.senders[Channel.EMAIL][0].address
            letter["Subject"] = "My bill"
            letter.set_content(text + "\n")
        return letter

    # --- a question to one of the client's own people ---

    async def answer(self, answer: str) -> None:
        """Open the link of this answer in the last mail that has one, and press its button. Raises Rejected."""
        links = (found for mail in reversed(self.mailbox()) for found in _ASKED.findall(mail.text))
        url = next((page for page, offered in links if offered == answer), None)
        if url is None:
            raise Rejected(f"{self.person.name} was not asked that.")
        form = {"nonce": await self._form(url), "answer": answer}
        async with self._town.http().post(url, data=form) as taken:
            _check(taken.status)

    # --- page ---

    def page(self) -> str:
        """The address of the customer's own page, without host. Raises Rejected before the import."""
        return self._link().removeprefix(self._town.url)

    async def chat(self, text: str, fact: str) -> None:
        """Open the page, name a fact from the bill (an invoice number), and write. Raises Rejected when refused."""
        town, url = self._town, self._town.url + self.page()
        form = await self._form(url)
        async with town.http().post(f"{url}/confirm", data={"nonce": form, "fact": fact}) as answer:
            _check(answer.status)
        nonce = await self._form(url)
        async with town.http().post(f"{url}/say", data={"nonce": nonce, "text": _clean(text)}) as answer:
            _check(answer.status)

    async def _form(self, url: str) -> str:
        async with self._town.http().get(url) as answer:
            found = _NONCE.search(await answer.text())
        if found is None:
            raise Rejected("The customer's page has no form.")
        return found.group(1)

    def _link(self) -> str:
        application, person = self._town.application, self.person
        channel, address = (Channel.EMAIL, person.email) if person.email else (Channel.SMS, person.phone)
        with application.store.read() as unit:
            contacts = unit.find_contacts(channel, address)
        if not contacts:
            raise Rejected(f"{person.name} is not known yet.")
        return application.links.chat(contacts[0][0])


def phone_of(town: Town, number: str) -> list[Sms]:
    """The text messages on any phone, also on one of staff."""
    came = [
        Sms(datetime.fromisoformat(one["date_created"]), False, one["body"], one["status"])
        for one in town.phones.accepted
        if one["to"] == number
    ]
    return sorted([*came, *town.texts.get(number, [])], key=lambda sms: sms.at)


async def text_from(town: Town, sender: str, to: str, text: str) -> None:
    """A text message from any phone. Raises Rejected when it is not taken."""
    text = _clean(text)
    town.texts.setdefault(sender, []).append(Sms(town.now(), True, text))
    heard: list[str] = []
    statuses = await town.phones.hooks.inbound(f"{town.url}/webhooks/twilio/sms", sender, to, text, heard=heard)
    for status in statuses:
        _check(status)
    town.texts[sender] += [Sms(town.now(), False, said) for said in heard]


def read_mails(town: Town) -> None:
    """Parse what the mail stand-in took since the last look."""
    for number in range(len(town.parsed), len(town.mails.accepted)):
        town.parsed[number] = _parsed(town.mails.accepted[number])


def _parsed(record: Mapping[str, Any]) -> tuple[str, Mail, str]:
    letter = _PARSER.parsebytes(record["raw"].encode("utf-8", "surrogateescape"))
    plain, rich = letter.get_body(("plain",)), letter.get_body(("html",))
    mail = Mail(
        id=str(letter["Message-ID"]).strip("<> "),
        at=datetime.fromisoformat(record["at"]),
        mine=False,
        other=str(letter["From"]),
        subject=str(letter["Subject"]),
        text=plain.get_content() if plain is not None else "",
        html=rich.get_content() if rich is not None else "",
    )
    return record["rcpt"][0], mail, str(letter["Reply-To"] or letter["From"])


def _clean(text: str) -> str:
    found = text.replace("\x00", "").strip()[:_LONGEST]
    if not found:
        raise Rejected("Write something first.")
    return found


def _check(status: int) -> None:
    if status >= _DONE:
        raise Rejected(f"It was not taken: the product answered {status}.")
