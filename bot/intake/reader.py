"""A file of rows: opened, its columns checked, each record converted and parsed. A stream: nothing is held."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.app.import_ports import BadRow, IntakeRow, Original
from bot.authored import suggest
from bot.domain.errors import Rejected
from bot.domain.rules import Rules
from bot.intake.columns import COLUMNS, IDENTITY, NEEDED, REJECT_COLUMNS, alike
from bot.intake.ledger_file import LedgerFile, Shape, open_ledger
from bot.intake.mapping import AsOf, FileMapping
from bot.intake.rejects import is_reject_file, unguarded
from bot.intake.rows import RowReader


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader must know beside the file."""

    clients: Mapping[str, Rules]
    mapping: FileMapping | None = None
    default_client: str = ""
    encoding: str = ""
    separator: str = ""
    redact: Callable[[str], str] = str


@dataclass(frozen=True, slots=True)
class OpenedRows:
    """`rows` can be walked once. `passed_over` are columns that nobody reads."""

    columns: tuple[str, ...]
    encoding: str
    separator: str
    passed_over: tuple[str, ...]
    rows: Iterator[IntakeRow | BadRow]


@contextmanager
def open_rows(path: Path, reading: Reading) -> Iterator[OpenedRows]:
    """Open a ledger. Raises Rejected where the file as a whole cannot be imported, and says all that is wrong."""
    mapping = reading.mapping
    shape = Shape(
        expected=tuple(mapping.columns) if mapping else COLUMNS,
        encoding=reading.encoding or (mapping.encoding if mapping else ""),
        separator=reading.separator or (mapping.separator if mapping else ""),
        strict_keys=mapping is None,
    )
    with open_ledger(path, shape) as ledger:
        yield _opened(ledger, reading)


def _opened(ledger: LedgerFile, reading: Reading) -> OpenedRows:
    mapping = reading.mapping
    columns = ledger.columns if mapping else tuple(name.lower().replace(" ", "_") for name in ledger.columns)
    if mapping:
        mapping.check_columns(columns)
        passed_over: tuple[str, ...] = ()
    else:
        passed_over = _check_own(columns, default_client=bool(reading.default_client))
    return OpenedRows(ledger.columns, ledger.encoding, ledger.separator, passed_over, _rows(ledger, columns, reading))


def _check_own(columns: tuple[str, ...], *, default_client: bool) -> tuple[str, ...]:
    """Raise Rejected for columns that are missing or misspelt; return those that mean nothing to us.

    A misspelt column must not pass in silence: without its `amount_paid` a ledger would chase people who paid.
    """
    wanted = (*NEEDED, *(() if default_client else ("client",)))
    absent = [name for name in COLUMNS if name not in columns]
    unknown = [name for name in columns if name and name not in (*COLUMNS, *REJECT_COLUMNS)]
    sentences = [f"The column '{name}' is missing.{_like(name, unknown)}" for name in wanted if name in absent]
    if not set(IDENTITY) & set(columns):
        sentences.append("The column 'external_id' or 'invoice_number' is missing.")
    sentences += [f"'{name}' is not a column.{suggest(name, absent)}" for name in unknown if alike(name, absent)]
    if sentences:
        raise Rejected(" ".join(sentences))
    return tuple(unknown)


def _like(name: str, unknown: list[str]) -> str:
    similar = alike(name, unknown)
    return f" Is '{similar}' meant for it?" if similar else ""


def _rows(ledger: LedgerFile, columns: tuple[str, ...], reading: Reading) -> Iterator[IntakeRow | BadRow]:
    mapping = reading.mapping
    repaired = is_reject_file(columns)
    reader = RowReader(
        clients=reading.clients,
        default_client=reading.default_client,
        redact=reading.redact,
        as_of=mapping.as_of if mapping else AsOf(),
    )
    for record in ledger.records:
        if isinstance(record, BadRow):
            yield record
            continue
        original = Original(record.line, tuple(map(unguarded, record.cells))) if repaired else record
        cells = dict(zip(columns, original.cells, strict=True))
        if mapping is None:
            yield reader.read(original, cells, cells)
        else:
            texts, problems = mapping.convert(cells)
            yield reader.read(original, texts, cells, problems)
