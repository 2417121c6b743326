"""What flow tests share: an application on a given store with a turned clock, a ledger, and the count at the end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any

import orjson

from bot.app.messages import Inbound
from bot.app.records import Finish
from bot.app.sending import CALL_TIMEOUT, LEASE
from bot.bootstrap import Application, build
from bot.domain import events as e
from bot.domain.case import TouchKey
from bot.domain.codec import decode_event
from bot.domain.vocabulary import Channel
from bot.intake.command_line import Imported, ImportOrder, import_file
from bot.sandbox.twilio import ACCOUNT_SID, AUTH_TOKEN
from bot.settings import Settings
from bot.store.audit import verify
from bot.store.engine import open_store
from bot.store.store import SqlStore
from bot.store.unit import SqlUnit
from tests.conftest import MASTER_KEY

CONFIG = Path(__file__).parent / "config"
START = datetime(2026, 3, 3, 14, 30, tzinfo=UTC)  # a Tuesday, half past nine in New York
DAY = START.date()
SETTLED = LEASE + CALL_TIMEOUT + timedelta(seconds=1)  # after so long nobody can still be inside a call
HEADER = (
    "client,external_id,customer_id,customer_name,email,phone,country,timezone,case_type,due_date,currency,"
    "amount_expected,amount_paid"
)
FINAL = (e.TouchSent, e.TouchFailed, e.TouchCancelled, e.TouchRefused, e.TouchSuperseded)
REFERENCE = re.compile(r"(?<![0-9A-Z])[0-9A-HJKMNP-TV-Z]{10}(?![0-9A-Z])")


class Turned:
    """A clock that stands still until the test turns it."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def turn(self, **span: float) -> None:
        self.now += timedelta(**span)


# --- an application --------------------------------------------------------------------------------------------


@cache
def _wired(folder: Path) -> Application:
    """Texts are read once a process; the store in memory is never used."""
    settings = Settings(master_keys=(MASTER_KEY,), public_url="https://pay.example.test")
    return build(settings, folder, store=open_store("sqlite://", [MASTER_KEY]))


def application(
    store: Any, clock: Callable[[], datetime], *, sms: str = "", smtp: str = "", folder: Path = CONFIG
) -> Application:
    """A whole application on this store. `sms` and `smtp` are the addresses of stand-ins."""
    wired = _wired(folder)
    twilio = {"twilio_account_sid": ACCOUNT_SID, "twilio_auth_tokens": (AUTH_TOKEN,)} if sms else {}
    settings = replace(wired.settings, twilio_api_base=sms, smtp_url=smtp, **twilio)
    shelf = replace(wired.context.shelf, known={})
    if store is not None:
        shelf.keep(store, wired.texts.playbooks.all(), clock())
    return replace(
        wired, settings=settings, store=store, context=replace(wired.context, store=store, clock=clock, shelf=shelf)
    )


# --- a ledger --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Owed:
    """One invoice of one customer of a client; both have the same number."""

    client: str
    number: int
    due: date = DAY
    expected: str = "120.00"
    paid: str = "0.00"
    email: str = ""
    case_type: str = "missing_payment"
    zone: str = "America/New_York"  # messages are due at ten there

    @property
    def phone(self) -> str:
        return f"+1212555{self.number:04d}"

    @property
    def address(self) -> str:
        return self.email or f"c{self.number}@example.test"

    def line(self) -> str:
        return (
            f"{self.client},INV-{self.number},C{self.number},Ada Example,{self.address},{self.phone},US,{self.zone},"
            f"{self.case_type},{self.due.isoformat()},USD,{self.expected},{self.paid}"
        )


def bring_in(app: Application, folder: Path, owed: Iterable[Owed]) -> Imported:
    """Import the ledger as it stands now. Nothing of it may be refused."""
    path = folder / "ledger.csv"
    path.write_text("\n".join((HEADER, *(one.line() for one in owed))), encoding="utf-8")
    day = app.context.clock().date()
    imported = import_file(
        app.context, app.store, ImportOrder(path, day, rejects=folder / "no.csv"), progress=lambda _: None
    )
    assert imported.report.rejected == 0, (folder / "no.csv").read_text(encoding="utf-8")
    return imported


def said(owed: Owed, text: str, number: int = 1) -> Inbound:
    """What the customer of an invoice writes, on the medium of the client."""
    by_phone = owed.client == "texter"
    return Inbound(
        provider="twilio" if by_phone else "email",
        provider_message_id=f"{owed.client}-{owed.number}-{number}",
        channel=Channel.SMS if by_phone else Channel.EMAIL,
        sender=owed.phone if by_phone else owed.address,
        recipients=("+12125550100",) if by_phone else (f"billing@{owed.client}.example.test",),
        text=text,
    )


# --- the count -------------------------------------------------------------------------------------------------


@dataclass
class Tally:
    """What became of everything, by the log, the outbox and the providers' own records."""

    planned: int = 0  # touches that were queued
    sent: int = 0  # touches that the log says were handed over
    accepted: int = 0  # messages in the providers' records
    lost: list[str] = field(default_factory=list)  # planned, without an end in the log, and not in the outbox either
    unsettled: list[str] = field(default_factory=list)  # in the outbox without an end
    duplicates: list[str] = field(default_factory=list)  # accepted twice, and nobody says that this may be
    unlogged: list[str] = field(default_factory=list)  # accepted, but not in the log
    invented: list[str] = field(default_factory=list)  # in the log as sent, but no provider has it
    sent_twice: list[str] = field(default_factory=list)  # one touch with two hand-overs in the log
    possible_duplicates: int = 0  # messages that the log and the outbox count as perhaps handed over twice
    broken: list[str] = field(default_factory=list)  # chains of the log that do not verify

    @property
    def faults(self) -> dict[str, list[str]]:
        names = ("lost", "unsettled", "duplicates", "unlogged", "invented", "sent_twice", "broken")
        return {name: found for name in names if (found := getattr(self, name))}


def records(path: Path) -> list[dict[str, Any]]:
    """What a stand-in wrote down before it answered."""
    return [orjson.loads(line) for line in path.read_bytes().splitlines()] if path.exists() else []


def sms_references(taken: Iterable[Mapping[str, Any]], known: Mapping[str, str]) -> list[str]:
    return [next(ref for ref in REFERENCE.findall(one["body"]) if ref in known) for one in taken]


def mail_references(taken: Iterable[Mapping[str, Any]]) -> list[str]:
    return [one["raw"].partition("X-Followup-Reference: ")[2].partition("\r\n")[0] for one in taken]


def events_of(unit: SqlUnit) -> list[tuple[str, e.Event]]:
    """The whole log: (case id, event) in order."""
    rows = unit.db.rows("SELECT case_id, type, data FROM events ORDER BY case_id, seq")
    return [(case_id, decode_event(kind, orjson.loads(data))) for case_id, kind, data in rows]


def count(store: SqlStore, sms: Sequence[Mapping[str, Any]] = (), mails: Sequence[Mapping[str, Any]] = ()) -> Tally:
    """Count what the providers accepted against what the database says."""
    with store.begin() as unit:
        log = events_of(unit)
        outbox = unit.db.rows("SELECT id, reference, state, possible_duplicate FROM outbox ORDER BY id")
        waiting = unit.db.rows(
            "SELECT t.case_id, t.cause, t.occurrence FROM touches t JOIN outbox o ON o.id = t.message_id"
            " WHERE o.state IN ('queued', 'claimed', 'sending', 'unknown')"
        )
    known = {reference: message for message, reference, _, _ in outbox}
    by_sms, by_mail = Counter(sms_references(sms, known)), Counter(mail_references(mails))
    tally = Tally(accepted=by_sms.total() + by_mail.total())
    _count_log(tally, log, known, by_sms | by_mail)
    alive = {(case, TouchKey(cause, occurrence)) for case, cause, occurrence in waiting}
    tally.lost = [f"{case} {key}" for case, key in _without_end(log) - alive]
    ends = {"sent", "delivered", "failed", "cancelled", "refused", "superseded"}
    tally.unsettled = [f"{message} {state}" for message, _, state, _ in outbox if state not in ends]
    excused = {known_as for _, known_as, _, possible in outbox if possible}
    tally.possible_duplicates = len(excused)
    tally.duplicates = [ref for ref, times in by_sms.items() if times > 1]
    tally.duplicates += [ref for ref, times in by_mail.items() if times > 1 and ref not in excused]
    tally.broken = [str(finding) for finding in verify(store)]
    return tally


def _without_end(log: list[tuple[str, e.Event]]) -> set[tuple[str, TouchKey]]:
    queued = {(case, event.key) for case, event in log if isinstance(event, e.TouchQueued)}
    return queued - {(case, event.key) for case, event in log if isinstance(event, FINAL)}


def _count_log(tally: Tally, log: list[tuple[str, e.Event]], known: Mapping[str, str], taken: Counter[str]) -> None:
    queued = {(case, event.key) for case, event in log if isinstance(event, e.TouchQueued)}
    sent = [(case, event) for case, event in log if isinstance(event, e.TouchSent)]
    tally.planned, tally.sent = len(queued), len(sent)
    per_touch = Counter((case, event.key) for case, event in sent)
    tally.sent_twice = [str(touch) for touch, times in per_touch.items() if times > 1]
    said_sent = {event.message_id for _, event in sent}
    tally.unlogged = [reference for reference in taken if known.get(reference) not in said_sent]
    really = {known[reference] for reference in taken if reference in known}
    tally.invented = sorted(said_sent - really)


def settled(store: SqlStore) -> bool:
    """Whether the outbox has nothing left without an end."""
    with store.begin() as unit:
        return not unit.db.value(
            "SELECT count(*) FROM outbox WHERE state IN ('queued', 'claimed', 'sending', 'unknown')"
        )


def states(store: SqlStore) -> Counter[str]:
    """How many messages of the outbox are in which state."""
    with store.begin() as unit:
        return Counter(dict(unit.db.rows("SELECT state, count(*) FROM outbox GROUP BY state")))


# --- watching a store from outside -------------------------------------------------------------------------------


class Watched:
    """A store that calls `look` with a name and the unit before each commit, and with None after it.

    The name is that of what was done, told by the methods that were used.
    """

    NAMES = (  # the first method that was used names the transaction
        ("unread_replies", "reply"),
        ("due_customers", "advance"),
        ("claim", "start"),
        ("expire_leases", "look-up"),
        ("add_reply", "receive"),
        ("put_positions", "import"),
        ("finish", "record"),
        ("refuse", "refuse"),
        ("claim_posts", "take post"),
        ("queue_lines", "backfill"),
        ("finish_posts", "record post"),
        ("unknown_posts", "look up post"),
        ("settle_posts", "settle post"),
    )

    def __init__(self, store: SqlStore, look: Callable[[str, SqlUnit | None], None]) -> None:
        self._store = store
        self._look = look

    def begin(self) -> AbstractContextManager[Any]:
        return _Watching(self._store, self._look)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


class _Noted:
    """A unit that notes which of its methods are used."""

    def __init__(self, unit: SqlUnit) -> None:
        self.unit = unit
        self.used: set[str] = set()

    def finish(self, finishes: Sequence[Finish], now: datetime) -> Any:
        """The gate's refusals end nothing that was handed over."""
        self.used.add("finish" if finishes else "refuse")
        return self.unit.finish(finishes, now)

    def __getattr__(self, name: str) -> Any:
        self.used.add(name)
        return getattr(self.unit, name)


class _Watching(AbstractContextManager[Any]):
    def __init__(self, store: SqlStore, look: Callable[[str, SqlUnit | None], None]) -> None:
        self._transaction = store.begin()
        self._look = look

    def __enter__(self) -> Any:
        self._noted = _Noted(self._transaction.__enter__())
        return self._noted

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        name = next((name for method, name in Watched.NAMES if method in self._noted.used), "")
        if kind is None and name:
            self._look(name, self._noted.unit)
        self._transaction.__exit__(kind, error, trace)
        if kind is None and name:
            self._look(name, None)
