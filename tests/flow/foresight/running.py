"""The running system on a store of its own, its clock turned from one due moment to the next."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from bot.app.acting import advance
from bot.app.identifiers import inquiry_key
from bot.app.inquiries.answering import Taken, answer_by_link
from bot.app.messages import Inbound
from bot.app.receiving import receive
from bot.app.replying import process_replies
from bot.bootstrap import inquiry_desk
from bot.domain.calendar import DAY, at_local, local
from bot.domain.case import Case
from bot.domain.vocabulary import Channel
from bot.intake.command_line import ImportOrder, import_file
from bot.store.store import SqlStore
from tests.flow.web.world import World

OFFICE = "America/New_York"  # of the client
COLUMNS = (
    "client,external_id,customer_id,customer_name,customer_kind,email,phone,language,country,timezone,case_type,"
    "invoice_number,due_date,currency,amount_expected,amount_paid"
)


@dataclass(frozen=True)
class Row:
    """One line of a ledger."""

    number: int = 1
    case_type: str = "missing_payment"
    zone: str = "America/New_York"
    due: str = "2026-03-03"
    expected: str = "120.00"
    paid: str = "0.00"
    email: str = ""
    phone: str = ""
    client: str = "acme"
    name: str = "Alex Morgan"
    customer: str = ""  # "" = made from the number
    invoice: str | None = None  # None = made from the number; "" = the ledger knows none

    @property
    def address(self) -> str:
        return self.email or f"ada{self.number}@example.org"

    @property
    def numbered(self) -> str:
        return f"INV-{self.number}" if self.invoice is None else self.invoice

    @property
    def external_id(self) -> str:
        return "" if self.numbered else f"E-{self.number}"

    def line(self) -> str:
        return (
            f"{self.client},{self.external_id},{self.customer or f'C{self.number}'},{self.name},consumer,{self.address},{self.phone},en,US,"
            f"{self.zone},{self.case_type},{self.numbered},{self.due},USD,{self.expected},{self.paid}"
        )


@dataclass(frozen=True)
class Went:
    """A message that a provider took, and what of whom it carried."""

    at: datetime
    channel: Channel
    templates: tuple[str, ...]


@dataclass
class Running:
    """The product itself: store, scheduler's work, gate, composer, pipeline. Only the providers' answers are given."""

    store: SqlStore
    folder: Path
    start: datetime
    world: World = field(init=False)
    replies: int = 0
    rows: tuple[Row, ...] = ()

    def __post_init__(self) -> None:
        self.world = World(self.store, self.folder)
        self.world.now = self.start

    def bring_in(self, *rows: Row, as_of: date | None = None) -> None:
        """Import the ledger as it stands at the end of a day."""
        self.rows = rows
        path = self.folder / "ledger.csv"
        path.write_text("\n".join((COLUMNS, *(row.line() for row in rows))), "utf-8")
        order = ImportOrder(path, as_of or self.world.now.date(), rejects=self.folder / "no.csv")
        done = import_file(self.world.app.context, self.store, order, progress=lambda _: None)
        assert done.report.rejected == 0, (self.folder / "no.csv").read_text("utf-8")

    def write(self, row: Row, text: str) -> None:
        """The customer answers by e-mail."""
        self.replies += 1
        inbound = Inbound(
            provider="email",
            provider_message_id=f"reply-{self.replies}",
            channel=Channel.EMAIL,
            sender=row.address,
            recipients=("billing@acme.example.test",),
            text=text,
        )
        receive(self.world.app.context, self.world.app.reception, inbound)

    def answer(self, row: Row, answer: str) -> None:
        """Whoever was asked presses the button."""
        inquiry = next(one for one in self.case(row).inquiries if one.open)
        assert answer_by_link(inquiry_desk(self.world.app), inquiry_key(inquiry.id), answer) is Taken.TAKEN

    async def until(self, end: datetime) -> None:
        """Everything that is due before `end` happens at its own minute; the ledger comes in each midnight."""
        while self.world.now < end:
            today = local(self.world.now, OFFICE).date()
            midnight = at_local(today + DAY, time(0), OFFICE)
            await self._until(min(midnight, end))
            if midnight <= end:
                self.bring_in(*self.rows, as_of=today)

    async def _until(self, end: datetime) -> None:
        while True:
            await self._settle()
            with self.store.begin() as unit:
                moment = unit.next_moment()
            if moment is None or moment >= end:
                self.world.now = max(self.world.now, end)
                return
            self.world.now = max(moment, self.world.now)

    async def _settle(self) -> None:
        while True:
            read = await asyncio.to_thread(process_replies, self.world.app.context, self.world.app.understand)
            due = await asyncio.to_thread(advance, self.world.app.context)
            sent = await self.world.pipeline.drain()
            if not read and not due and not sent.claimed:
                return

    def went(self) -> list[Went]:
        """What was handed over, oldest first."""
        with self.store.begin() as unit:
            rows: Any = unit.db.rows(
                "SELECT o.id, o.sending_at, o.channel, t.template FROM outbox o JOIN touches t ON t.message_id = o.id"
                " WHERE o.state IN ('sent', 'delivered') AND t.state IN ('sent', 'delivered')"
                " ORDER BY o.sending_at, o.id, t.case_id, t.cause"
            )
            found: dict[tuple[str, datetime, str], list[str]] = {}
            for message, at, channel, template in rows:
                found.setdefault((message, unit.db.instant(at), channel), []).append(template)
        return [Went(at, Channel(channel), tuple(templates)) for (_, at, channel), templates in found.items()]

    def case(self, row: Row) -> Case:
        with self.store.begin() as unit:
            (ref,) = unit.db.rows("SELECT ref FROM cases WHERE invoice = ?", f"INV-{row.number}")[0]
            found = unit.case_by_ref(ref)
        assert found is not None
        return found
