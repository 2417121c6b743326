"""What `followup import` and `replay` call: a file and a mapping in, a report out."""

from __future__ import annotations

import hashlib
import os
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from bot.app.context import Context
from bot.app.import_ports import BadRow, ImportStore, IntakeRow
from bot.app.importing import ImportReport, Source, import_rows
from bot.domain.errors import Rejected
from bot.intake.mapping import FileMapping
from bot.intake.mapping_file import read_mapping
from bot.intake.reader import Reading, open_rows
from bot.intake.rejects import reject_file

_PIECE: Final = 1024 * 1024  # bytes read at once


@dataclass(frozen=True, slots=True)
class ImportOrder:
    """What somebody asked to import. `rejects` None = beside the file, as NAME.rejected.csv."""

    file: Path
    as_of: date
    mapping: Path | None = None
    by: str = "cli"
    client: str = ""  # of rows that name none
    encoding: str = ""
    separator: str = ""
    rejects: Path | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    report: ImportReport
    reject_file: Path | None  # None: nothing was refused
    passed_over: tuple[str, ...]  # columns that mean nothing to us
    encoding: str
    separator: str

    def facts(self) -> dict[str, object]:
        """As `--json` prints it."""
        facts = self.report.facts()
        if self.reject_file:
            facts["reject_file"] = str(self.reject_file)
        if self.passed_over:
            facts["columns_passed_over"] = list(self.passed_over)
        return facts


def import_file(
    context: Context,
    store: ImportStore,
    order: ImportOrder,
    *,
    progress: Callable[[ImportReport], None],
    redact: Callable[[str], str] = str,
) -> Imported:
    """Import a file. Raises Rejected, before anything is written, for a file or mapping that cannot be used."""
    mapping = read_mapping(order.mapping) if order.mapping else None
    source = Source(
        import_id=new_import_id(),
        name=order.file.name,
        as_of=order.as_of,
        by=order.by,
        digest=file_digest(order.file),
        mapping=mapping.name if mapping else "",
    )
    rejects_at = _rejects_at(order)
    with (
        open_rows(order.file, _reading(context, order, mapping, redact)) as opened,
        reject_file(rejects_at, opened.columns) as rejects,
    ):
        report = import_rows(context, store, opened.rows, source, reject=rejects.add, progress=progress)
    return Imported(
        report=report,
        reject_file=rejects.path if rejects.count else None,
        passed_over=opened.passed_over,
        encoding=opened.encoding,
        separator=opened.separator,
    )


def read_ledger(context: Context, order: ImportOrder) -> tuple[list[IntakeRow], list[BadRow]]:
    """All rows of a file at once, for replaying it day by day: how a row stood on a day follows from the row."""
    mapping = read_mapping(order.mapping) if order.mapping else None
    good: list[IntakeRow] = []
    bad: list[BadRow] = []
    with open_rows(order.file, _reading(context, order, mapping, str)) as opened:
        for row in opened.rows:
            if isinstance(row, BadRow):
                bad.append(row)
            else:
                good.append(row)
    return good, bad


def _rejects_at(order: ImportOrder) -> Path:
    """Beside the file; in the current folder where nothing may be written beside it."""
    if order.rejects is None:
        name = f"{order.file.stem}.rejected.csv"
        return order.file.with_name(name) if os.access(order.file.parent, os.W_OK) else Path(name)
    if order.rejects.resolve() == order.file.resolve():
        raise Rejected("The reject file would overwrite the file that is imported.")
    return order.rejects


def new_import_id() -> str:
    """Names the import in the log, in `import --undo` and in the pause of an import."""
    return uuid.uuid4().hex[:16]


def file_digest(path: Path) -> str:
    """SHA-256 of a file, hex; read in pieces. Raises Rejected when it cannot be read."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as stream:
            while piece := stream.read(_PIECE):
                digest.update(piece)
    except OSError as error:
        raise Rejected(f"The file '{path}' cannot be read: {error.strerror}.") from error
    return digest.hexdigest()


def _reading(
    context: Context, order: ImportOrder, mapping: FileMapping | None, redact: Callable[[str], str]
) -> Reading:
    return Reading(
        clients=context.rules,
        mapping=mapping,
        default_client=order.client,
        encoding=order.encoding,
        separator=order.separator,
        redact=redact,
    )
