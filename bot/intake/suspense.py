"""A file of receipts in suspense: our own columns or a mapping's, a row a receipt."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.app.context import Context
from bot.app.import_ports import BadRow, Original
from bot.app.suspense import ReceiptRow, SuspenseReport, SuspenseStore, import_receipts
from bot.authored import shown, suggest
from bot.domain.errors import Rejected
from bot.domain.money import check_currency, to_minor
from bot.domain.rules import Rules
from bot.intake.columns import COLUMNS, REJECT_COLUMNS, alike, iso_day, plain_amount
from bot.intake.command_line import new_import_id
from bot.intake.ledger_file import LedgerFile, Shape, open_ledger
from bot.intake.mapping import FileMapping
from bot.intake.mapping_file import read_mapping
from bot.intake.rejects import is_reject_file, reject_file, unguarded
from bot.intake.rows import LARGEST
from bot.intake.values import Values

NEEDED: Final = ("external_id", "currency", "amount_paid")


@dataclass(frozen=True, slots=True)
class SuspenseOrder:
    """What somebody asked to import. `rejects` None = beside the file."""

    file: Path
    mapping: Path | None = None
    client: str = ""
    rejects: Path | None = None


def import_suspense(context: Context, store: SuspenseStore, order: SuspenseOrder) -> tuple[SuspenseReport, Path | None]:
    """Import a file of receipts. The second part is where refused rows went, None where there were none.

    Raises Rejected for a file, a mapping or a client that cannot be used; then nothing has changed.
    """
    if order.client:
        context.rules_of(order.client)
    mapping = read_mapping(order.mapping) if order.mapping else None
    rejects_at = order.rejects or order.file.with_name(f"{order.file.stem}.rejected.csv")
    with _open(order, mapping) as ledger, reject_file(rejects_at, ledger.columns) as rejects:
        rows = _rows(ledger, mapping, context.rules, order.client, context.screen)
        whole = not is_reject_file(_names(ledger, mapping))  # one that was repaired holds only what was refused
        report = import_receipts(context, store, rows, new_import_id(), order.client, reject=rejects.add, whole=whole)
        return report, rejects.path if rejects.count else None


@contextmanager
def _open(order: SuspenseOrder, mapping: FileMapping | None) -> Iterator[LedgerFile]:
    shape = Shape(
        expected=tuple(mapping.columns) if mapping else COLUMNS,
        encoding=mapping.encoding if mapping else "",
        separator=mapping.separator if mapping else "",
        strict_keys=mapping is None,
    )
    with open_ledger(order.file, shape) as ledger:
        if mapping is not None:
            mapping.check_columns(ledger.columns)
        else:
            _check_own(_ours(ledger.columns), default_client=bool(order.client))
        yield ledger


def _names(ledger: LedgerFile, mapping: FileMapping | None) -> tuple[str, ...]:
    return ledger.columns if mapping else _ours(ledger.columns)


def _ours(columns: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name.lower().replace(" ", "_") for name in columns)


def _check_own(columns: tuple[str, ...], *, default_client: bool) -> None:
    wanted = (*NEEDED, *(() if default_client else ("client",)))
    absent = [name for name in COLUMNS if name not in columns]
    unknown = [name for name in columns if name and name not in (*COLUMNS, *REJECT_COLUMNS)]
    sentences = [f"The column '{name}' is missing." for name in wanted if name in absent]
    sentences += [f"'{name}' is not a column.{suggest(name, absent)}" for name in unknown if alike(name, absent)]
    if sentences:
        raise Rejected(" ".join(sentences))


def _rows(
    ledger: LedgerFile,
    mapping: FileMapping | None,
    clients: Mapping[str, Rules],
    client: str,
    redact: Callable[[str], str],
) -> Iterator[ReceiptRow | BadRow]:
    columns = _names(ledger, mapping)
    repaired = is_reject_file(columns)
    for record in ledger.records:
        if isinstance(record, BadRow):
            yield record
            continue
        original = Original(record.line, tuple(map(unguarded, record.cells))) if repaired else record
        cells = dict(zip(columns, original.cells, strict=True))
        texts, problems = mapping.convert(cells) if mapping else (cells, {})
        values = Values(texts, problems)
        row = _row(values, original, clients, client, redact)
        yield BadRow(original, values.reasons) if values.reasons else row


def _row(
    values: Values, original: Original, clients: Mapping[str, Rules], client: str, redact: Callable[[str], str]
) -> ReceiptRow:
    name = values.text("client") or client
    if name not in clients:
        values.wrong("client", f"client: {shown(name)} is not a client in config.{suggest(name, clients)}")
    currency = values.get("currency", check_currency, "") if values.need("currency") else ""
    return ReceiptRow(
        client=name,
        receipt_id=_kept(values.need("external_id"), redact),
        currency=currency,
        minor_units=_minor(values, currency),
        customer=values.text("customer_id"),
        invoice=redact(values.text("invoice_number")),  # what a payer wrote may hold a card number (PCI-PAN)
        received_on=values.get("payment_date", iso_day, None),
        original=original,
    )


def _kept(text: str, redact: Callable[[str], str]) -> str:
    """The receipt's own id; of one that holds a card number a digest, so that it is still known again (PCI-PAN)."""
    return text if redact(text) == text else hashlib.blake2b(text.encode(), digest_size=12).hexdigest()


def _minor(values: Values, currency: str) -> int:
    values.need("amount_paid")
    text = values.get("amount_paid", plain_amount, "")
    if not text or not currency:
        return 0
    try:
        minor = to_minor(text, currency)
    except Rejected as error:
        values.wrong("amount_paid", f"amount_paid: {error}")
        return 0
    if minor > LARGEST:
        values.wrong("amount_paid", f"amount_paid: {shown(text)} is too large.")
    elif minor <= 0:
        values.wrong("amount_paid", f"amount_paid: {shown(text)} is no money that came in.")
    return minor
