"""`followup playbook simulate | graph`: what a playbook would do, and how it looks."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

import click

from bot.authored import Problems
from bot.bootstrap import config_folder
from bot.cli.shared import Day, chosen_config, config_option, json_option, print_json
from bot.clients import collect
from bot.domain.calendar import at_local
from bot.playbook.drawing import html, mermaid, svg
from bot.playbook.library import PlaybookLibrary
from bot.playbook.schema import override_schema, playbook_schema
from bot.sandbox.clock import TurnedClock
from bot.sandbox.simulation import scenario as scenes
from bot.sandbox.simulation.playing import rehearse, simulate
from bot.sandbox.simulation.scenario import Act, Scenario
from bot.sandbox.simulation.telling import as_json as simulation_json
from bot.sandbox.simulation.telling import as_page, as_text
from bot.shipped import own_or_shipped

DRAWN: Final = {"svg": svg, "html": html, "mermaid": mermaid}
MOST_DAYS: Final = 1000


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
    overrides = collect(folder, Problems()).overrides
    library = PlaybookLibrary.load(own_or_shipped(folder, "playbooks"), overrides)
    drawn = DRAWN[form](library.named(name, client), client)
    if output:
        output.write_text(drawn, "utf-8")
        click.echo(f"Wrote {output}.", err=True)
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
@click.option("--tz", "zone", default="", help="The customer's time zone (default: the client's).")
@click.option(
    "--start", type=Day(), default=scenes.START.isoformat(), show_default=True, help="The day on which the case opens."
)
@click.option("--at", "clock_time", default="09:00", show_default=True, help="The local time at which it opens.")
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
    name: str,
    customer: str,
    replies: tuple[str, ...],
    payments: tuple[str, ...],
    zone: str,
    start: date,
    clock_time: str,
    client: str,
    expected: str,
    paid: str,
    disputed: str,
    due: date | None,
    deadline: date | None,
    reason: str,
    days: int,
    page: Path | None,
    config_dir: str | None,
    *,
    words: bool,
    as_json: bool,
) -> None:
    """Play one case of a playbook: a timeline in the customer's local time, with the words of every message."""
    turned = TurnedClock(datetime(1970, 1, 1, tzinfo=UTC))
    application = rehearse(config_folder(chosen_config(config_dir)), turned)
    try:
        clients = sorted(application.context.rules)
        chosen = client or next(iter(clients), "")
        rules = application.context.rules_of(chosen)
        playbook = application.texts.playbooks.named(name, chosen)
        person = scenes.person(customer or f"{rules.languages[0]} {rules.country or 'US'}")
        currency = scenes.currency_of(person.country)
        usual = scenes.amounts(playbook.owes, currency)
        where = scenes.zone_of(zone or rules.zone)
        cues = [scenes.cue(text, Act.SAYS, currency) for text in replies]
        cues += [scenes.cue(text, Act.PAYS, currency) for text in payments]
        played = Scenario(
            playbook=name,
            client=chosen,
            person=person,
            zone=where,
            start=at_local(start, scenes.time_of(clock_time), where),
            currency=currency,
            expected=scenes.minor_units(expected, currency) if expected else usual[0],
            paid=scenes.minor_units(paid, currency) if paid else usual[1],
            disputed=scenes.minor_units(disputed, currency) if disputed else 0,
            due_on=due or start,
            respond_by=deadline,
            reason=reason,
            cues=scenes.in_order(cues),
        )
        found = simulate(application, turned, played, days)
    finally:
        application.store.close()
    if page:
        page.write_text(as_page(found), "utf-8")
        click.echo(f"Wrote {page}.", err=True)
    if as_json:
        print_json(simulation_json(found))
    elif not page:
        for line in as_text(found, words=words):
            click.echo(line)
