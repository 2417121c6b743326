"""What commands share: options, opening the application, printing facts."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any, TypeVar

import click
import orjson

from bot.bootstrap import Application, build, config_folder
from bot.logs import configure
from bot.settings import Settings, read_settings

FOUND = 1  # problems or rejected rows

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def json_option(command: Decorated) -> Decorated:
    """`--json`: facts on stdout as JSON."""
    return click.option("--json", "as_json", is_flag=True, help="Print facts as JSON on stdout.")(command)


def config_option(command: Decorated) -> Decorated:
    """`--config` may also stand behind the command's name."""
    return click.option("--config", "config_dir", metavar="DIR", help="Config folder.")(command)


def chosen_config(config_dir: str | None) -> str | None:
    """The option of the command, else that of the group."""
    context = click.get_current_context()
    return config_dir or context.find_root().obj


def settings() -> Settings:
    """The settings of this process's environment, with logging set up accordingly."""
    found = read_settings(os.environ)
    configure(found.log_level)
    return found


@contextmanager
def application(config_dir: str | None) -> Iterator[Application]:
    """The wired application; its store is closed afterwards."""
    wired = build(settings(), config_folder(chosen_config(config_dir)))
    try:
        yield wired
    finally:
        wired.store.close()


def print_json(facts: object) -> None:
    """One JSON document on stdout."""
    click.echo(orjson.dumps(facts, option=orjson.OPT_INDENT_2, default=str).decode())


def moment(at: datetime | None) -> str | None:
    """ISO 8601 in UTC, whole seconds."""
    return None if at is None else at.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")


class Day(click.ParamType[date]):
    """A day as YYYY-MM-DD."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Parse; a wrong day is a clear sentence."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"'{value}' is not a day; write it as 2013-06-30.", param, ctx)
