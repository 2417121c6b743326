"""`followup playbook simulate | graph`: what a playbook would do, and how it looks."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import click

from bot.authored import shown, suggest
from bot.bootstrap import config_folder
from bot.cli.shared import Day, chosen_config, config_option, json_option, print_json
from bot.clients import load
from bot.domain.errors import Rejected
from bot.domain.playbook import Playbook
from bot.playbook.drawing import html, mermaid, svg
from bot.playbook.library import PlaybookLibrary
from bot.playbook.schema import override_schema, playbook_schema
from bot.sandbox.clock import TurnedClock
from bot.sandbox.simulation import scenario as scenes
from bot.sandbox.simulation.page import as_page
from bot.sandbox.simulation.playing import rehearse, simulate
from bot.sandbox.simulation.telling import as_json as simulation_json
from bot.sandbox.simulation.telling import as_text
from bot.sandbox.simulation.wanted import OPENED_AT, Wanted, scenario_of
from bot.shipped import own_or_shipped

DRAWN: Final = {"svg": svg, "html": html, "mermaid": mermaid}
MOST_DAYS: Final = 1000


def playbook_of(config: Path, name: str, client: str = "", folder: Path | None = None) -> Playbook:
    """A resolved playbook of a folder (default: the one that runs), as a client has it.

    Raises Rejected for a name or a client that is not known, and with every problem of the files that it needs.
    """
    overrides = {}
    if client:
        configuration = load(config)
        if client not in configuration.clients:
            raise Rejected(f"There is no client {shown(client)}.{suggest(client, configuration.clients)}")
        overrides = {client: configuration.overrides[client]}
    return PlaybookLibrary.load(folder or own_or_shipped(config, "playbooks"), overrides).named(name, client)


def write_file(path: Path, text: str) -> None:
    """Write what was asked for, and say so. Raises Rejected where it cannot be written."""
    try:
        path.write_text(text, "utf-8")
    except OSError as error:
        raise Rejected(f"{path} cannot be written: {error.strerror}.") from error
    click.echo(f"Wrote {path}.", err=True)


@click.command("graph")
@click.argument("name")
@click.option("--client", default="", help="With this client's overrides.")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(DRAWN)),
    default="svg",
    show_default=True,
    help="html prints page by page.",
)
@click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write it to this file (default: stdout)."
)
@config_option
def graph(name: str, client: str, form: str, output: Path | None, config_dir: str | None) -> None:
    """Draw a playbook: its ladder, every reaction, and a place to sign."""
    folder = config_folder(chosen_config(config_dir))
    drawn = DRAWN[form](playbook_of(folder, name, client), client)
    if output:
        write_file(output, drawn)
    else:
        click.echo(drawn, nl=False)


@click.command("schema")
@click.option("--override", is_flag=True, help="Of what a client's file may say under `playbooks:`.")
def schema(*, override: bool) -> None:
    """Print the JSON Schema of playbooks, with which an editor completes and underlines.

    Save it and begin a playbook with: # yaml-language-server: $schema=playbook.schema.json
    """
    print_json(override_schema() if override else playbook_schema())


@click.command("simulate")
@click.argument("name")
@click.option("--customer", default="", help='Kind, language, country, media in any order: "business, es, MX, email".')
@click.option("--reply", "replies", multiple=True, help='What the customer writes: "day 3: I already paid".')
@click.option("--pay", "payments", multiple=True, help='What the customer pays: "day 5 16:30: 40.00".')
@click.option("--answer", "answers", multiple=True, help='What they answer who were asked: "day 2: send it".')
@click.option("--tz", "zone", default="", help="The customer's time zone (default: the client's).")
@click.option(
    "--start", type=Day(), default=scenes.START.isoformat(), show_default=True, help="The day on which the case opens."
)
@click.option("--at", "clock_time", default=OPENED_AT, show_default=True, help="The local time at which it opens.")
@click.option("--client", default="", help="Whose case it is (default: the first client).")
@click.option("--expected", default="", help="What was billed, such as 120.00.")
@click.option("--paid", default="", help="What was paid by then.")
@click.option("--disputed", default="", help="What is contested.")
@click.option("--due", type=Day(), help="The due day (default: the day of opening).")
@click.option("--deadline", type=Day(), help="The last day of an outside clock.")
@click.option("--reason", default="", help='Code of the bank or scheme, such as R01 or "inquiry 13.1".')
@click.option("--days", default=90, show_default=True, type=click.IntRange(1, MOST_DAYS), help="How long to play.")
@click.option("--words", is_flag=True, help="Every message whole, not only its subject.")
@click.option(
    "--html", "page", type=click.Path(path_type=Path, dir_okay=False), help="Write a page with the rendered messages."
)
@config_option
@json_option
def simulate_command(
    name: str, page: Path | None, config_dir: str | None, *, words: bool, as_json: bool, **options: Any
) -> None:
    """Play one case of a playbook: a timeline in the customer's local time, with the words of every message.

    --reply, --pay and --answer may be given several times; day 0 is the day of opening.
    """
    days = options.pop("days")
    clock = TurnedClock(datetime(1970, 1, 1, tzinfo=UTC))
    application = rehearse(config_folder(chosen_config(config_dir)), clock)
    try:
        found = simulate(application, clock, scenario_of(application, name, Wanted(**options)), days)
    finally:
        application.store.close()
    if page:
        write_file(page, as_page(found))
    if as_json:
        print_json(simulation_json(found))
    elif not page:
        for line in as_text(found, words=words):
            click.echo(line)
