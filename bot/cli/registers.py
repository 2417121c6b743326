"""`followup register`: the sixteen registers of the trade, from the one case log."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterable, Iterator
from datetime import date

import click

from bot.app.registers import RegisterUnit
from bot.bootstrap import Application
from bot.cli.shared import Day, application, config_option, json_option
from bot.reports.registers import REGISTERS, Register, Row, rows_of
from bot.reports.writing import WRITERS

FALLBACK_ZONE = "UTC"  # of a client that is no longer configured
SAID_EVERY = 1_000  # rows


class RegisterName(click.ParamType[Register]):
    """A register by its name; one that is misspelt is answered with those that it may be."""

    name = "register"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Register:
        """Find it."""
        if isinstance(value, Register):
            return value
        name = str(value).replace("-", "_")
        if name not in REGISTERS:
            self.fail(f"There is no register '{value}'. {_hint(name, REGISTERS)}", param, ctx)
        return REGISTERS[name]


def _hint(name: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, list(known), n=3)
    return f"Did you mean {' or '.join(close)}?" if close else f"There are: {', '.join(known)}."


def _listed() -> str:
    """The registers, for the help text; the first line keeps click from joining the others."""
    width = max(map(len, REGISTERS))
    return "\b\n" + "\n".join(f"{one.name:{width}}  {one.about}" for one in REGISTERS.values())


@click.command(epilog=_listed())
@click.argument("register", type=RegisterName(), metavar="NAME")
@click.option("--client", default="", help="Only this client's (default: every client's, one after the other).")
@click.option("--from", "first", type=Day(), help="First day of the entries, where the client sits.")
@click.option("--to", "last", type=Day(), help="Last day of the entries.")
@click.option(
    "--format",
    "form",
    type=click.Choice(sorted(WRITERS)),
    default="table",
    show_default=True,
    help="How it is written.",
)
@config_option
@json_option
def register(
    register: Register,
    client: str,
    first: date | None,
    last: date | None,
    form: str,
    config_dir: str | None,
    *,
    as_json: bool,
) -> None:
    """Print a register: overpayments, chargebacks, approvals and so on. Names are masked; no message is repeated."""
    if first is not None and last is not None and last < first:
        raise click.UsageError("--to is before --from.")
    with application(config_dir) as app, app.store.read() as unit:
        zones, screen = _zones(app, unit, client), app.context.screen
        rows = (
            row for one, zone in zones.items() for row in rows_of(register, unit, one, zone, first, last, screen=screen)
        )
        WRITERS["json" if as_json else form](register, _counted(rows), sys.stdout)
    sys.stdout.flush()


def _zones(app: Application, unit: RegisterUnit, client: str) -> dict[str, str]:
    """The zones of the clients that are asked for, also of those that `config/` no longer has."""
    rules = app.context.rules
    known = sorted({*rules, *unit.registered_clients()})
    if client and client not in known:
        raise click.UsageError(f"There is no client '{client}'. {_hint(client, known)}")
    return {one: rules[one].zone if one in rules else FALLBACK_ZONE for one in ([client] if client else known)}


def _counted(rows: Iterable[Row]) -> Iterator[Row]:
    """The same rows; how many there were goes to stderr."""
    count, shows = 0, sys.stderr.isatty()
    for count, row in enumerate(rows, start=1):
        if shows and count % SAID_EVERY == 0:
            click.echo(f"\r{count} entries", err=True, nl=False)
        yield row
    back = "\r" if shows else ""
    click.echo(f"{back}{count} {'entry' if count == 1 else 'entries'}.", err=True)
