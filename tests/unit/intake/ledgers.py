"""What the tests of this room share: small ledgers and the clients they belong to."""

from __future__ import annotations

from pathlib import Path

from bot.app.import_ports import BadRow, IntakeRow
from bot.domain.rules import Rules
from bot.intake.mapping import FileMapping
from bot.intake.mapping_file import mapping_from_text, read_mapping
from bot.intake.reader import OpenedRows, Reading, open_rows

ROOT = Path(__file__).parents[3]
SAMPLE = ROOT / "tests" / "data" / "sample_ledger.csv"
BROKEN = ROOT / "tests" / "data" / "broken"
RECEIVABLES = ROOT / "config" / "mappings" / "accounts_receivable.yaml"
CLIENTS = {
    "ledger": Rules("ledger", zone="America/New_York", country="US"),
    "acme": Rules("acme", zone="Europe/Berlin", country="DE", languages=("de", "en")),
}
OWN_HEADER = (
    "client,external_id,invoice_number,customer_id,email,phone,country,due_date,currency,amount_expected,amount_paid"
)


def receivables() -> FileMapping:
    return read_mapping(RECEIVABLES)


def mapping(text: str) -> FileMapping:
    return mapping_from_text(text, "m.yaml")


def opened(path: Path, mapping: FileMapping | None = None, **known: str) -> tuple[OpenedRows, list[IntakeRow | BadRow]]:
    with open_rows(path, Reading(CLIENTS, mapping, **known)) as rows:
        return rows, list(rows.rows)


def read(path: Path, mapping: FileMapping | None = None, **known: str) -> list[IntakeRow | BadRow]:
    return opened(path, mapping, **known)[1]


def own(*lines: str, header: str = OWN_HEADER) -> str:
    return "\n".join((header, *lines)) + "\n"


def good(rows: list[IntakeRow | BadRow]) -> list[IntakeRow]:
    return [row for row in rows if isinstance(row, IntakeRow)]


def bad(rows: list[IntakeRow | BadRow]) -> list[BadRow]:
    return [row for row in rows if isinstance(row, BadRow)]
