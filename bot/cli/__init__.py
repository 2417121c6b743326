"""The command line. Every command has --help; --json puts facts on stdout, progress and logs go to stderr.

Exit code 0 = done, 1 = problems or rejected rows were found, 2 = wrong use or configuration.
"""

from __future__ import annotations

import sys

import click

from bot import __version__
from bot.cli.cases import case
from bot.cli.checks import check, playbook, understand
from bot.cli.control import audit, pause, release, resume
from bot.cli.imports import import_command, replay
from bot.cli.serving import db, run, web, worker
from bot.cli.shared import WRONG_USE
from bot.domain.errors import Fault, Rejected


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="followup")
@click.option("--config", "config_dir", metavar="DIR", help="Config folder (default: ./config, else the shipped one).")
@click.pass_context
def group(context: click.Context, config_dir: str | None) -> None:
    """Follow up payment discrepancies until they end."""
    context.obj = config_dir


for command in (
    run, web, worker, db, import_command, replay, understand, check, playbook, case, pause, resume, release, audit
):  # fmt: skip
    group.add_command(command)


def main() -> None:
    """Entry point of `followup`."""
    try:
        group.main(standalone_mode=False)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(WRONG_USE)
    except click.Abort:
        sys.exit(130)
    except (Rejected, Fault) as error:
        click.echo(f"followup: {error}", err=True)
        sys.exit(WRONG_USE)
