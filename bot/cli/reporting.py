"""`followup report understanding`: how well replies are understood, week by week."""

from __future__ import annotations

import click

from bot.cli.shared import application, config_option, json_option, print_json
from bot.reports.understanding import facts, first_moment, told, understanding


@click.group()
def report() -> None:
    """Reports from the one case log."""


@report.command("understanding")
@click.option("--weeks", type=click.IntRange(1, 520), default=8, show_default=True, help="So many, this one included.")
@click.option("--client", default="", help="Only this client's replies.")
@config_option
@json_option
def understanding_command(weeks: int, client: str, config_dir: str | None, *, as_json: bool) -> None:
    """Show the share of replies that a person had to read, by week and language, and what people corrected.

    A share that grows says that customers write otherwise than what the model has learnt from: `followup train`.
    """
    with application(config_dir) as app, app.store.read() as unit:
        if client and client not in app.context.rules:
            raise click.UsageError(f"There is no client '{client}'. There are: {', '.join(sorted(app.context.rules))}.")
        replies = unit.understood(first_moment(app.context.clock(), weeks), [client] if client else ())
    found = understanding(replies)
    if as_json:
        print_json(facts(found))
        return
    for line in told(found):
        click.echo(line)
