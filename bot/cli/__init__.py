"""The command line. Every command has --help; --json puts facts on stdout, progress and logs go to stderr.

Exit code 0 = done, 1 = problems or rejected rows were found, 2 = wrong use or configuration.
"""

from __future__ import annotations

import difflib
import importlib
import sys
from collections.abc import Mapping

import click

from bot import __version__
from bot.domain.errors import Fault, Rejected

WRONG_USE = 2
INTERRUPTED = 130
# Where each command is: a module is imported only for the command that is run, so that a command starts at once.
COMMANDS: Mapping[str, tuple[str, str, str]] = {
    "init": ("setting_up", "init", "Write a commented workspace to a new folder."),
    "doctor": ("setting_up", "doctor", "Say what is configured, reachable, missing."),
    "demo": ("demo", "demo", "The whole product in a browser, on a throw-away store: nothing leaves this machine."),
    "run": ("serving", "run", "Everything in one process: web, scheduler, sender."),
    "web": ("serving", "web", "Only the web server: webhooks, the customer's page."),
    "worker": ("serving", "worker", "Only the scheduler and the sender."),
    "db": ("serving", "db", "The database: upgrade its schema."),
    "import": ("imports", "import_command", "Import a ledger; undo an import."),
    "replay": ("imports", "replay", "Play a ledger through the real system: a back-test."),
    "train": ("training", "train", "Train the model that reads replies; refuses one that got worse."),
    "understand": ("checks", "understand", "Say what replies mean, as JSON lines."),
    "check": ("checks", "check", "Check clients, playbooks and templates."),
    "playbook": ("checks", "playbook", "Check and show playbooks."),
    "forecast": (
        "forecasting",
        "forecast_command",
        "Who would get what and when, and what is held back. Sends nothing.",
    ),
    "case": ("cases", "case", "Look at cases: list, show, why."),
    "register": ("registers", "register", "Print a register: overpayments, chargebacks, approvals and so on."),
    "report": ("reporting", "report", "How well replies are understood, week by week."),
    "pause": ("control", "pause", "Press the stop button."),
    "resume": ("control", "resume", "Release the stop button."),
    "release": ("control", "release", "Let a client or customer through the go-live gate."),
    "audit": ("control", "audit", "Verify the log."),
    "slack": ("slack", "slack", "The desk in Slack: the manifest of its app."),
}


class Commands(click.Group):
    """A group whose commands are imported when they are needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order of a working day."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, or None."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module, name, _ = COMMANDS[cmd_name]
        found = getattr(importlib.import_module(f"bot.cli.{module}"), name)
        return found if isinstance(found, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; one that is misspelt is answered with those that it may be."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            close = difflib.get_close_matches(args[0], COMMANDS, n=3)
            hint = f" Did you mean {' or '.join(close)}?" if close else ""
            raise click.UsageError(f"{error.message}{hint}", ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, short) for name, (_, _, short) in COMMANDS.items()])


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="followup")
@click.option("--config", "config_dir", metavar="DIR", help="Config folder (default: ./config, else the shipped one).")
@click.pass_context
def group(context: click.Context, config_dir: str | None) -> None:
    """Follow up payment discrepancies until they end."""
    context.obj = config_dir


def main() -> None:
    """Entry point of `followup`."""
    try:
        # Outside of standalone mode click hands on the code of an Exit as the result.
        code = group.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(WRONG_USE)
    except click.Abort:
        sys.exit(INTERRUPTED)
    except (Rejected, Fault) as error:
        click.echo(f"followup: {error}", err=True)
        sys.exit(WRONG_USE)
    sys.exit(code if isinstance(code, int) else 0)
