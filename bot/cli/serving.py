"""`followup run | web | worker | db upgrade`."""

from __future__ import annotations

import asyncio

import click
import uvloop

from bot.cli.processes import Parts, serve
from bot.cli.shared import application, config_option, settings
from bot.store.engine import upgrade as upgrade_schema


@click.command()
@config_option
def run(config_dir: str | None) -> None:
    """Everything in one process: web, scheduler, sender. The embedded way, on SQLite."""
    _serve(config_dir, Parts(web=True, work=True))


@click.command()
@config_option
def web(config_dir: str | None) -> None:
    """Only the web server: webhooks, the customer's page, health. Any number of them on PostgreSQL."""
    _serve(config_dir, Parts(web=True, work=False))


@click.command()
@config_option
def worker(config_dir: str | None) -> None:
    """Only the scheduler and the sender. Any number of them on PostgreSQL."""
    _serve(config_dir, Parts(web=False, work=True))


def _serve(config_dir: str | None, parts: Parts) -> None:
    with application(config_dir) as app, asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(serve(app, parts))


@click.group()
def db() -> None:
    """The database."""


@db.command()
def upgrade() -> None:
    """Bring the schema up to date. SQLite does this by itself."""
    upgrade_schema(settings().database_url)
    click.echo("The schema is up to date.")
