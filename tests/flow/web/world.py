"""A whole application with a turned clock, a ledger of a few invoices, and its web pages."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import httpx

from bot.app.acting import advance
from bot.app.messages import Handed, HandOver, LookedUp, LookUp, Outgoing
from bot.app.replying import process_replies
from bot.bootstrap import Application, StoredChat, build
from bot.channels.chat import Chat
from bot.channels.email_bytes import message_id_of
from bot.channels.pipeline import Pipeline
from bot.channels.twilio_webhooks import RequestValidator
from bot.domain.vocabulary import Channel
from bot.intake.command_line import ImportOrder, import_file
from bot.settings import Settings
from bot.store.engine import open_store
from bot.store.store import SqlStore
from bot.store.tables import metadata
from bot.web.app import web_app
from tests.conftest import MASTER_KEY

CONFIG = Path(__file__).parents[3] / "config"
PUBLIC = "https://pay.acme.example.test"
TWILIO_TOKEN = "token of the tests"
MAIL_SECRET = "a secret of the tests"
START = datetime(2026, 3, 3, 15, 0, tzinfo=UTC)  # a Tuesday, ten in New York
DUE = START.date()
HEADER = (
    "client,external_id,customer_id,customer_name,email,phone,language,country,timezone,case_type,invoice_number,"
    "due_date,currency,amount_expected,amount_paid"
)
NONCE = re.compile(r'name="nonce" value="([^"]+)"')


@dataclass(frozen=True)
class Bill:
    """One line of the ledger."""

    number: int = 20481
    customer: int = 1
    language: str = "en"
    expected: str = "120.00"
    paid: str = "0.00"
    case_type: str = "missing_payment"
    client: str = "acme"
    due: date = DUE

    @property
    def invoice(self) -> str:
        return f"INV-{self.number}"

    @property
    def email(self) -> str:
        return f"ada{self.customer}@example.org"

    @property
    def phone(self) -> str:
        return f"+1212555{self.customer:04d}"

    def line(self) -> str:
        return (
            f"{self.client},,C{self.customer},Ada Example,{self.email},{self.phone},{self.language},US,America/New_York,"
            f"{self.case_type},{self.invoice},{self.due},USD,{self.expected},{self.paid}"
        )


@cache
def _wired() -> Application:
    """Texts are read once a process."""
    settings = Settings(
        master_keys=(MASTER_KEY,),
        public_url=PUBLIC,
        email_webhook_secret=MAIL_SECRET,
        twilio_account_sid="AC" + "0" * 32,
        twilio_auth_tokens=(TWILIO_TOKEN,),
    )
    return build(settings, CONFIG, store=open_store("sqlite://", [MASTER_KEY]))


@dataclass
class Accepting:
    """A provider that takes everything. Its ids are those that the real transport would tell."""

    channel: Channel
    taken: list[Outgoing] = field(default_factory=list)

    async def send(self, message: Outgoing) -> Handed:
        self.taken.append(message)
        mail = self.channel is Channel.EMAIL
        return Handed(HandOver.ACCEPTED, message_id_of(message) if mail else f"SM{message.message_id}")

    async def look_up(self, message: Outgoing) -> LookedUp:
        return LookedUp(LookUp.NOT_FOUND)

    async def close(self) -> None:
        """Nothing is open."""


class World:
    def __init__(self, store: SqlStore, folder: Path, **settings: Any) -> None:
        wired = _wired()
        self.now = START
        self.store = store
        self.folder = folder
        shelf = replace(wired.context.shelf, known={})
        shelf.keep(store, wired.texts.playbooks.all(), self.now)
        context = replace(wired.context, store=store, clock=lambda: self.now, shelf=shelf)
        self.app = replace(wired, settings=replace(wired.settings, **settings), store=store, context=context)
        self.mail, self.sms = Accepting(Channel.EMAIL), Accepting(Channel.SMS)
        doors = {Channel.CHAT: Chat(StoredChat()), Channel.EMAIL: self.mail, Channel.SMS: self.sms}
        self.pipeline = Pipeline(self.app.context, self.app.desk, doors, "tests")
        self.web = web_app(self.app, heartbeat=0.05, look_every=0.05)

    def turn(self, **span: float) -> None:
        self.now += timedelta(**span)

    def bills(self, *bills: Bill) -> None:
        """Import the ledger as it stands now."""
        path = self.folder / "ledger.csv"
        path.write_text("\n".join((HEADER, *(bill.line() for bill in bills))), encoding="utf-8")
        order = ImportOrder(path, self.now.date(), rejects=self.folder / "no.csv")
        imported = import_file(self.app.context, self.store, order, progress=lambda _: None)
        assert imported.report.rejected == 0, (self.folder / "no.csv").read_text("utf-8")

    async def work(self) -> None:
        """What the clock of a worker does."""
        await asyncio.to_thread(process_replies, self.app.context, self.app.understand)
        await asyncio.to_thread(advance, self.app.context)
        await self.pipeline.drain()

    # --- links -----------------------------------------------------------------------------------------------

    def contact(self, bill: Bill) -> str:
        with self.store.read() as unit:
            return unit.find_contacts(Channel.EMAIL, bill.email)[0][0]

    def page(self, bill: Bill) -> str:
        return self.app.links.chat(self.contact(bill)).removeprefix(PUBLIC)

    def way_out(self, bill: Bill, channel: Channel) -> str:
        return self.app.links.unsubscribe(self.contact(bill), channel).removeprefix(PUBLIC)

    # --- looking ---------------------------------------------------------------------------------------------

    def rows(self, sql: str, *params: Any) -> list[tuple[Any, ...]]:
        with self.store.read() as unit:
            return [tuple(row) for row in unit.db.rows(sql, *params)]

    def everything(self) -> dict[str, list[str]]:
        """All rows of all tables."""
        return {
            t.name: sorted(repr(row) for row in self.rows(f"SELECT * FROM {t.name}")) for t in metadata.sorted_tables
        }

    @contextmanager
    def without(self, table: str) -> Iterator[None]:
        """A store that fails whenever it needs this table. Put right afterwards: databases are used again."""
        self._do(f"ALTER TABLE {table} RENAME TO gone")
        try:
            yield
        finally:
            self._do(f"ALTER TABLE gone RENAME TO {table}")

    @contextmanager
    def schema(self, version: str) -> Iterator[None]:
        """A database of another version."""
        own = self.rows("SELECT version_num FROM alembic_version")[0][0]
        self._do("UPDATE alembic_version SET version_num = ?", version)
        try:
            yield
        finally:
            self._do("UPDATE alembic_version SET version_num = ?", own)

    def _do(self, sql: str, *params: Any) -> None:
        with self.store.begin() as unit:
            unit.db.run(sql, *params)

    # --- talking ---------------------------------------------------------------------------------------------

    def client(self) -> httpx.AsyncClient:
        """A browser on the application, without a network."""
        return httpx.AsyncClient(transport=httpx.ASGITransport(self.web), base_url=PUBLIC)

    async def confirmed(self, browser: httpx.AsyncClient, bill: Bill) -> str:
        """Name the invoice; returns the page's path."""
        page = self.page(bill)
        nonce = nonce_of(await browser.get(page))
        answer = await browser.post(f"{page}/confirm", data={"nonce": nonce, "fact": bill.invoice})
        assert answer.status_code == 303, answer.text
        return page


def nonce_of(response: httpx.Response) -> str:
    found = NONCE.search(response.text)
    assert found, response.text
    return found[1]


def signed(path: str, form: dict[str, str], token: str = TWILIO_TOKEN) -> dict[str, str]:
    """Headers with which Twilio posts this form."""
    return {"X-Twilio-Signature": RequestValidator(token).compute_signature(PUBLIC + path, form)}
