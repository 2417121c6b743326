"""The demo: the whole product in one process, on a throw-away store, with stand-ins for the outside world."""

from __future__ import annotations

import asyncio
import secrets
import shutil
import socket
import tempfile
from contextlib import AsyncExitStack
from datetime import timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Final, Self
from urllib.parse import urlsplit

from bot.app.importing import ImportReport
from bot.bootstrap import Application, build, poster, transports
from bot.channels.pipeline import Pipeline
from bot.domain.errors import Rejected
from bot.sandbox.demo.cast import cast
from bot.sandbox.demo.clock import RunningClock
from bot.sandbox.demo.customers import Customer, Person, Sms, Town, phone_of, text_from
from bot.sandbox.demo.desk import StaffDesk
from bot.sandbox.demo.feed import Feed
from bot.sandbox.demo.player import Player
from bot.sandbox.demo.story import BEGINNING, FIRST_EXPORT, STORY_CLIENTS
from bot.sandbox.slack import Person as StaffPerson
from bot.sandbox.slack import SlackSandbox
from bot.sandbox.smtp import SmtpSandbox
from bot.sandbox.twilio import ACCOUNT_SID, AUTH_TOKEN, TwilioSandbox
from bot.scheduler.ticking import Ticker
from bot.settings import KEY_BYTES, Settings
from bot.shipped import shipped
from bot.web.serve import WebServer

PORT: Final = 8765
LOOPBACK: Final = "127.0.0.1"
_LOOPBACK_HOSTS: Final = frozenset({"127.0.0.1", "::1", "localhost"})
_NOT_PLAYED: Final = frozenset({"watch", "heads"})  # alarms for an office that nobody sits in; a file that is not kept
LONGEST_TURN: Final = timedelta(days=31)


class Demo:
    """Start it, look at `url`; or play it without the page: `as_customer`, `as_staff`, `turn`, `pay`."""

    def __init__(self, port: int = PORT, *, config: Path | None = None, running: bool = True) -> None:
        """`port` 0 = any; another one is taken when it is in use. The environment's settings are never read.

        Not `running`: the clock stands and nothing happens by itself; whoever plays it turns it.
        """
        self._port = port
        self._running = running
        self._config = config or shipped("config")
        self._open = AsyncExitStack()
        self.clock = RunningClock(FIRST_EXPORT)
        self.phones = TwilioSandbox(now=self.clock, auto_status=True)
        self.mails = SmtpSandbox(now=self.clock)
        self.slack = SlackSandbox(now=self.clock)
        self.url = ""
        self.folder: Path
        self.application: Application
        self.desk: StaffDesk
        self.feed: Feed
        self.player: Player
        self.town: Town
        self._people: dict[str, Person] = {}

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    async def start(self) -> str:
        """Everything up to the moment at which the visitor comes in. Returns the URL of the page."""
        async with self._open:  # closes what was opened, should anything fail or be cancelled on the way
            await self._start()
            self._open = self._open.pop_all()
        return self.url

    async def stop(self) -> None:
        """Stop all and throw everything away."""
        await self._open.aclose()

    # --- what a visitor does ---

    def as_customer(self, customer: str) -> Customer:
        """A customer by their number in the ledger, e.g. `ada`; or `billing`. Raises Rejected for an unknown one."""
        return Customer(self.town, self.person(customer))

    def person(self, customer: str) -> Person:
        found = self._people.get(customer)
        if found is None:
            raise Rejected(f"There is nobody called {customer} in this story.")
        return found

    @property
    def people(self) -> tuple[Person, ...]:
        return tuple(self._people.values())

    async def turn(self, by: timedelta) -> None:
        """Turn the clock forward; everything in between happens in order, each at its own time."""
        if not timedelta(0) < by <= LONGEST_TURN:
            raise Rejected("The clock turns forward, by at most a month.")
        await self.player.turn_to(self.clock() + by)

    async def turn_to_next(self) -> None:
        """Turn to the next moment at which the product does something by itself."""
        moment = await self.player.next_moment()
        if moment is not None:
            await self.player.turn_to(max(moment, self.clock()))

    async def pay(self, invoice: str, amount: Decimal | None = None) -> ImportReport:
        """A customer pays: the bank's line comes in through the real import."""
        report = await asyncio.to_thread(self.feed.pay, self.application, invoice, amount)
        await self.player.react()
        return report

    def as_staff(self, staff_id: str) -> StaffPerson:
        """A member of staff in the workspace, by their id in `config/staff.yaml`. Raises Rejected for others."""
        return self.desk.person(staff_id)

    def staff_phone(self, staff_id: str) -> list[Sms]:
        """The text messages on the phone of a member of staff, oldest first."""
        return phone_of(self.town, self._staff_number(staff_id))

    async def staff_text(self, staff_id: str, text: str) -> None:
        """A member of staff answers a text message."""
        number = self._staff_number(staff_id)
        sent = [one["from"] for one in self.phones.accepted if one["to"] == number]
        if not sent:
            raise Rejected("Nobody has written to this phone yet.")
        await text_from(self.town, number, sent[-1], text)

    def _staff_number(self, staff_id: str) -> str:
        found = self.application.texts.configuration.staff.get(staff_id)
        if found is None or not found.phone:
            raise Rejected(f"{staff_id} has no phone in this story.")
        return found.phone

    # --- starting ---

    async def _start(self) -> None:
        self.folder = folder = self._folder()
        self._open.push_async_callback(self.phones.stop)
        self._open.push_async_callback(self.mails.stop)
        port = free_port(self._port)
        self.url = f"http://{LOOPBACK}:{port}"
        self._open.push_async_callback(self.slack.stop)
        settings = self._settings(folder, await self.mails.start(), await self.phones.start(), await self.slack.start())
        self.application = build(settings, self._config, clock=self.clock)
        self._open.callback(self.application.store.close)
        self.desk = StaffDesk(self.slack, self.application.texts.configuration, STORY_CLIENTS)
        self.slack.deliver_to(f"{self.url}/slack/events")
        self.feed = Feed(folder)
        self._people = {person.id: person for person in cast(self.feed, self.application)}
        doors = transports(self.application, self.clock)
        pipeline = Pipeline(self.application.context, self.application.desk, doors, "demo")
        self._open.push_async_callback(pipeline.close)
        posting = poster(self.application, doors)
        if posting is not None:
            self._open.push_async_callback(posting.close)
        ticks = [one for one in Ticker(self.application, pipeline, posting).ticks() if one.name not in _NOT_PLAYED]
        self.player = Player(self.application, ticks, self.clock, self.feed, self._settled)
        self.town = Town(self.application, self.phones, self.mails, self.url, self.clock)
        self._open.push_async_callback(self.town.close)
        await self._serve(port)
        await self._play_the_morning()

    def _folder(self) -> Path:
        folder = Path(tempfile.mkdtemp(prefix="followup-demo-"))
        self._open.callback(partial(shutil.rmtree, folder, ignore_errors=True))
        return folder

    def _settings(self, folder: Path, mail_url: str, phones_url: str, slack_url: str) -> Settings:
        """A throw-away store and stand-ins only; refuses whatever is not this machine."""
        settings = Settings(
            database_url=f"sqlite:///{folder}/demo.db",
            public_url=self.url,
            master_keys=(secrets.token_bytes(KEY_BYTES),),
            email_webhook_secret=secrets.token_hex(KEY_BYTES),
            log_level="warning",
            smtp_url=mail_url,
            twilio_account_sid=ACCOUNT_SID,
            twilio_auth_tokens=(AUTH_TOKEN,),
            twilio_api_base=phones_url,
            slack_bot_token=self.slack.bot_token,
            slack_signing_secret=self.slack.signing_secret,
            slack_api_base=slack_url,
        )
        for address in (settings.public_url, settings.smtp_url, settings.twilio_api_base, settings.slack_api_base):
            refuse_elsewhere(address)
        return settings

    async def _serve(self, port: int) -> None:
        # Imported here: the page needs the Demo, and the Demo its page.
        from bot.sandbox.demo.site import demo_site  # noqa: PLC0415

        site = demo_site(self, port)
        server = WebServer(site, LOOPBACK, port)
        await server.start()
        self._open.push_async_callback(server.stop)
        self._open.callback(site.state.pulse.closing.set)  # streams end first

    async def _play_the_morning(self) -> None:
        """The ledger of the evening before comes in, the morning passes, and the visitor is there."""
        self._open.push_async_callback(self.player.stop)
        await self.player.turn_to(BEGINNING)
        if self._running:
            self.player.start()

    async def _settled(self) -> None:
        await self.phones.settled()
        await self.slack.settled()


def refuse_elsewhere(url: str) -> None:
    """Raises Rejected for an address that is not this machine."""
    if urlsplit(url).hostname not in _LOOPBACK_HOSTS:
        raise Rejected("The demo speaks to this machine only.")


def free_port(wanted: int) -> int:
    """The wanted port of the loopback interface, or any other one where it is taken."""
    for port in (wanted, 0):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((LOOPBACK, port))
                probe.listen(1)
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise Rejected("No port of this machine is free.")
