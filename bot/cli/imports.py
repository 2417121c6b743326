"""`followup import` and `followup replay`."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from pathlib import Path

import click

from bot.app.import_undo import undo_import
from bot.app.importing import ImportReport
from bot.bootstrap import config_folder
from bot.cli.shared import FOUND, Day, application, chosen_config, config_option, json_option, print_json
from bot.conversation.redact import redact
from bot.intake.command_line import ImportOrder, import_file
from bot.intake.suspense import SuspenseOrder, import_suspense
from bot.sandbox.comparing import CANNOT_TELL, compare
from bot.sandbox.replay import ReplayOrder, replay_ledger


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--mapping", type=click.Path(path_type=Path), help="How foreign columns become ours.")
@click.option("--as-of", type=Day(), help="The day at whose end the rows are read (default: today).")
@click.option("--client", default="", help="Client of rows that name none.")
@click.option("--rejects", type=click.Path(path_type=Path), help="Where refused rows go (default: beside the file).")
@click.option("--undo", "undo_id", metavar="IMPORT", help="Undo an import by its id, instead of importing.")
@click.option("--by", default="cli", show_default=True, help="Staff id, for the log.")
@click.option("--suspense", is_flag=True, help="The file holds all receipts that are in suspense, not a ledger.")
@config_option
@json_option
def import_command(
    file: Path | None,
    mapping: Path | None,
    as_of: date | None,
    client: str,
    rejects: Path | None,
    undo_id: str | None,
    by: str,
    config_dir: str | None,
    *,
    suspense: bool,
    as_json: bool,
) -> None:
    """Import a ledger: cases open, payments silence at once. Importing twice opens nothing twice."""
    if undo_id:
        _undo(undo_id, by, config_dir, as_json=as_json)
        return
    if file is None:
        raise click.UsageError("Name the file to import.")
    if suspense:
        if as_of is not None:
            raise click.UsageError("--as-of: what is in suspense is imported as it is now.")
        _import_suspense(SuspenseOrder(file, mapping, client, rejects), config_dir, as_json=as_json)
        return
    order = ImportOrder(file, as_of or datetime.now(UTC).date(), mapping, by=by, client=client, rejects=rejects)
    _import_ledger(order, config_dir, as_json=as_json)


def _import_ledger(order: ImportOrder, config_dir: str | None, *, as_json: bool) -> None:
    with application(config_dir) as app:
        imported = import_file(app.context, app.store, order, progress=_progress, redact=redact)
    _end_progress()
    report = imported.report
    if as_json:
        print_json(imported.facts())
    else:
        click.echo(
            f"{report.rows} rows: {report.opened} opened, {report.updated} updated, {report.unchanged} unchanged, "
            f"{sum(report.skipped.values())} skipped, {report.rejected} rejected. Import {report.import_id}."
        )
        for reason, count in sorted(report.skipped.items()):
            click.echo(f"  skipped, {reason}: {count}")
    if imported.reject_file:
        click.echo(f"Rejected rows, with reasons: {imported.reject_file}", err=True)
        raise click.exceptions.Exit(FOUND)


def _import_suspense(order: SuspenseOrder, config_dir: str | None, *, as_json: bool) -> None:
    with application(config_dir) as app:
        report, rejects = import_suspense(app.context, app.store, order)
    if as_json:
        print_json(report.facts() | ({"reject_file": str(rejects)} if rejects else {}))
    else:
        click.echo(
            f"{report.rows} receipts: {report.new} new, {report.unassigned} of unknown payers, {report.gone} applied "
            f"or returned since, {report.rejected} rejected. {report.fits} cases to look at. Import {report.import_id}."
        )
    if rejects:
        click.echo(f"Rejected rows, with reasons: {rejects}. Nothing was taken to be applied.", err=True)
        raise click.exceptions.Exit(FOUND)


def _undo(undo_id: str, by: str, config_dir: str | None, *, as_json: bool) -> None:
    with application(config_dir) as app:
        undone = undo_import(app.context, app.store, undo_id, by=by)
    if as_json:
        print_json(undone.facts())
    else:
        click.echo(f"Import {undo_id} is undone: {undone.facts()}")


def _progress(report: ImportReport) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r{report.rows} rows, {report.opened} opened", err=True, nl=False)


def _end_progress() -> None:
    if sys.stderr.isatty():
        click.echo("", err=True)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--mapping", type=click.Path(path_type=Path), help="How foreign columns become ours.")
@click.option("--from", "first", type=Day(), required=True, help="First day.")
@click.option("--to", "last", type=Day(), required=True, help="Last day.")
@click.option("--client", default="", help="Client of rows that name none.")
@click.option(
    "--compare",
    "other",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A folder with other playbooks: the same ledger under both, side by side.",
)
@config_option
@json_option
def replay(
    file: Path,
    mapping: Path | None,
    first: date,
    last: date,
    client: str,
    other: Path | None,
    config_dir: str | None,
    *,
    as_json: bool,
) -> None:
    """Play a ledger day by day through the real system with a turned clock: a back-test. Nothing leaves the machine."""
    if last < first:
        raise click.UsageError("--to is before --from.")
    order = ReplayOrder(file, mapping, first, last, client)
    if other is not None:
        _compare(order, other, config_dir, as_json=as_json)
        return
    report = replay_ledger(order, config_folder(chosen_config(config_dir)), progress=_say_day)
    _end_progress()
    facts = report.facts()
    if as_json:
        print_json(facts)
    else:
        for name, value in facts.items():
            click.echo(f"{name:24} {value}")
    if report.lost or report.duplicates or report.touches_after_payment:
        raise click.exceptions.Exit(FOUND)


def _compare(order: ReplayOrder, other: Path, config_dir: str | None, *, as_json: bool) -> None:
    compared = compare(order, config_folder(chosen_config(config_dir)), other, progress=_say_day)
    _end_progress()
    if as_json:
        print_json(compared.facts())
    else:
        rows = [("", "here", other.name, ""), *((_figure(what), *_shown(a, b)) for what, a, b in compared.rows())]
        widths = [max(len(row[column]) for row in rows) for column in range(3)]
        for what, here, there, mark in rows:
            click.echo(f"{what:{widths[0]}}  {here:>{widths[1]}}  {there:>{widths[2]}}  {mark}".rstrip())
        click.echo("\nWhat a back-test cannot tell:")
        for sentence in CANNOT_TELL:
            click.echo(f"- {sentence}")
    if any(
        report.lost or report.duplicates or report.touches_after_payment for report in (compared.here, compared.there)
    ):
        raise click.exceptions.Exit(FOUND)


def _figure(what: str) -> str:
    """The name of a figure as people say it; what stands behind it (a rule, a template) is an id and stays."""
    name, comma, of = what.partition(", ")
    return f"{name.replace('_', ' ')}{comma}{of}"


def _shown(here: object, there: object) -> tuple[str, str, str]:
    """Two figures and, where both are numbers and differ, by how much the second is more or less."""
    more = there - here if isinstance(here, int | float) and isinstance(there, int | float) else 0
    texts = [
        "-" if value is None else f"{value:g}" if isinstance(value, float) else str(value) for value in (here, there)
    ]
    return texts[0], texts[1], f"{more:+g}" if more else ""


def _say_day(day: date) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r{day.isoformat()}", err=True, nl=False)
