"""What the page shows, as plain data. Times are already in words of the place where the reader stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from bot.app.explaining import explain_case
from bot.app.views import CaseFilter, CaseRow
from bot.domain.calendar import local
from bot.domain.errors import Rejected
from bot.domain.events import Event
from bot.domain.money import to_decimal
from bot.domain.vocabulary import CaseState
from bot.sandbox.demo.customers import Customer, Mail, Person, Sms
from bot.sandbox.demo.demo import Demo

_MANY: Final = 500
_UTC: Final = re.compile(r"\b([0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}) UTC")
_DAY: Final = re.compile(r"\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b")
_WORD: Final = re.compile(r"[A-Za-z_]+")
_ZONES: Final = (("New York", "America/New_York"), ("Madrid", "Europe/Madrid"))
_MARKS: Final = {
    "cases": "SELECT coalesce(sum(seq), 0) FROM cases",
    "outbox": "SELECT count(*), coalesce(max(sending_at), 0), coalesce(max(finished_at), 0) FROM outbox",
    "inbox": "SELECT count(*) FROM inbox",
}


class Look:
    """Reads the demo for its page. Changes nothing."""

    def __init__(self, demo: Demo) -> None:
        self._demo = demo

    # --- what changed ---

    def marks(self) -> dict[str, Any]:
        demo = self._demo
        with demo.application.store.read() as unit:
            log = [tuple(unit.db.rows(sql)) for sql in _MARKS.values()]
        written = sum(map(len, demo.town.texts.values())), sum(map(len, demo.town.letters.values()))
        states = [one["status"] for one in demo.phones.accepted]
        return {
            "customer": (len(demo.mails.accepted), states, written),
            "cases": log,
            "slack": demo.slack.revision,
            "turning": (demo.player.turning is not None, demo.player.turning and round(demo.player.turning.share, 2)),
            "feed": demo.feed.imports,
        }

    def time(self) -> dict[str, Any]:
        now, turning = self._demo.clock(), self._demo.player.turning
        return {
            "now": now.isoformat(),
            "places": [{"name": name, "time": _short(now, zone)} for name, zone in _ZONES],
            "turning": turning.share if turning is not None else None,
        }

    # --- the page ---

    def page(self, who: str) -> dict[str, Any]:
        """All but the staff desk, for the customer whose phone the visitor holds."""
        rows = self._rows()
        person = self._demo.person(who)
        return {
            "clock": self.time(),
            "people": [self._listed(one, rows) for one in self._demo.people],
            "customer": self._customer(person),
            "cases": [self._case(row, person) for row in _of(rows, person, self._demo)],
            "invoices": [asdict(one) | {"missing": one.missing} for one in self._demo.feed.invoices()],
            "import": self._demo.feed.last.facts() if self._demo.feed.last else None,
        }

    def _rows(self) -> list[CaseRow]:
        with self._demo.application.store.read() as unit:
            return unit.list_cases(CaseFilter(limit=_MANY))

    def _brand(self, client: str) -> str:
        return self._demo.application.texts.configuration.profiles[client].brand

    def _listed(self, person: Person, rows: Sequence[CaseRow]) -> dict[str, Any]:
        mine = _of(rows, person, self._demo)
        return {
            "id": person.id,
            "name": person.name,
            "client": person.client,
            "brand": self._brand(person.client),
            "language": person.language,
            "business": person.kind == "business",
            "asked": bool(person.asked_about),
            "about": person.persona.about,
            "email": bool(person.email),
            "phone": bool(person.phone),
            "cases": [{"type": row.case_type.value, "state": row.state.value, "amount": _amount(row)} for row in mine],
        }

    def _customer(self, person: Person) -> dict[str, Any]:
        customer = Customer(self._demo.town, person)
        mails = customer.mailbox() if person.email else []
        return {
            "id": person.id,
            "name": person.name,
            "number": person.phone,
            "address": person.email,
            "language": person.language,
            "brand": self._brand(person.client),
            "time": _short(self._demo.clock(), person.zone),
            "sms": [_sms(one, person.zone) for one in customer.phone()] if person.phone else [],
            "mails": [_mail(one, person.zone) for one in mails],
            "page": "" if person.asked_about else customer.page(),
            "invoices": [one.number for one in self._demo.feed.invoices(person.id)],
            "tries": person.persona.try_saying,
        }

    def _case(self, row: CaseRow, person: Person) -> dict[str, Any]:
        why = explain_case(self._demo.application.context, row.ref)
        now = self._demo.clock()
        return {
            "ref": row.ref,
            "type": row.case_type.value,
            "state": row.state.value,
            "amount": _amount(row),
            "invoice": row.invoice,
            "hold": row.hold_kind.value if row.hold_kind else "",
            "owner": row.hold_owner.value if row.hold_owner else "",
            "assignee": row.assignee,
            "outcome": row.outcome.value if row.outcome else "",
            "zone": person.zone,
            "happened": [
                one | {"time": _past(one["at"], person.zone), "sentence": self._told(one["sentence"], person.zone)}
                for one in why["happened"]
            ],
            "next": [one | {"time": _ahead(one["at"], person.zone, now)} for one in why["next"]],
            "held": [
                one
                | {
                    "time": _ahead(one["lifts_at"], person.zone, now),
                    "sentence": self._told(one["sentence"], person.zone),
                }
                for one in why["held"]
            ],
        }

    def _told(self, sentence: str, zone: str) -> str:
        """A sentence of the log for people: staff by their names, times by the customer's clock."""
        staff = self._demo.application.texts.configuration.staff
        timed = _UTC.sub(lambda found: _short(datetime.fromisoformat(found[1]).replace(tzinfo=UTC), zone), sentence)
        dated = _DAY.sub(lambda found: f"{date.fromisoformat(found[0]):%a %-d %b}", timed)
        return _WORD.sub(lambda found: staff[found[0]].name if found[0] in staff else found[0], dated)

    def letter(self, mail_id: str) -> Mail | None:
        """A mail of any mailbox, by its id."""
        boxes = self._demo.town.parsed.values()
        return next((mail for _, mail, _ in boxes if mail.id == mail_id), None)

    def staff_phone(self, staff_id: str) -> dict[str, Any]:
        """The phone of a member of staff."""
        messages = self._demo.staff_phone(staff_id)
        person = self._demo.application.texts.configuration.staff[staff_id]
        zone = _ZONES[0][1]
        return {
            "id": staff_id,
            "name": person.name,
            "number": person.phone,
            "sms": [_sms(one, zone) for one in messages],
        }


def _of(rows: Iterable[CaseRow], person: Person, demo: Demo) -> list[CaseRow]:
    numbers = {*person.asked_about, *(invoice.number for invoice in demo.feed.invoices(person.id))}
    mine = [row for row in rows if row.client == person.client and row.invoice in numbers]
    return sorted(mine, key=lambda row: (row.state is CaseState.CLOSED, row.opened_at, row.invoice))


def _amount(row: CaseRow) -> str:
    return f"{row.currency} {to_decimal(row.open_minor, row.currency):,}"


def _sms(sms: Sms, zone: str) -> dict[str, Any]:
    return {"time": _short(sms.at, zone), "mine": sms.mine, "text": sms.text, "state": sms.state}


def _mail(mail: Mail, zone: str) -> dict[str, Any]:
    return {
        "id": mail.id,
        "time": _short(mail.at, zone),
        "mine": mail.mine,
        "other": mail.other,
        "subject": mail.subject,
        "text": mail.text,
    }


def _short(at: datetime, zone: str) -> str:
    return f"{local(at, zone):%a %-d %b, %H:%M}"


def _past(iso: str, zone: str) -> str:
    return _short(datetime.fromisoformat(iso), zone)


def _ahead(iso: str | None, zone: str, now: datetime) -> str:
    """When it is, in the customer's own time, and how far off."""
    if not iso:
        return ""
    at = datetime.fromisoformat(iso)
    return f"{_short(at, zone)} · {_how_far(at - now)}"


def _how_far(span: timedelta) -> str:
    hours = span.total_seconds() / 3600
    if hours < 1:
        return f"in {max(round(hours * 60), 1)} min"
    if hours < 24:  # noqa: PLR2004 - hours of a day
        return f"in {round(hours)} h"
    days = round(hours / 24)
    return f"in {days} day{'s' if days > 1 else ''}"


def log_of(demo: Demo, invoice: str) -> list[Event]:
    """Everything that happened to the cases of an invoice, oldest first."""
    with demo.application.store.read() as unit:
        found = unit.list_cases(CaseFilter(search=invoice, limit=_MANY))
        return [one.event for row in found if row.invoice == invoice for one in unit.case_events(row.id)]


def case_of(demo: Demo, invoice: str) -> CaseRow:
    """The case of an invoice. Raises Rejected when there is none."""
    with demo.application.store.read() as unit:
        found = [row for row in unit.list_cases(CaseFilter(search=invoice, limit=_MANY)) if row.invoice == invoice]
    if not found:
        raise Rejected(f"No case is open about {invoice}.")
    return found[0]
