"""`followup slack manifest`."""

from __future__ import annotations

from urllib.parse import urlsplit

import click
import yaml

from bot.cli.shared import json_option, print_json
from bot.slack.manifest import manifest as slack_manifest


@click.group()
def slack() -> None:
    """The desk in Slack: what its app needs."""


@slack.command()
@click.option("--url", required=True, help="Under which Slack reaches us, e.g. https://pay.example.com.")
@click.option("--socket-mode", is_flag=True, help="We call Slack; its address for us is not used.")
@json_option
def manifest(url: str, *, socket_mode: bool, as_json: bool) -> None:
    """Print the app's manifest, to paste at https://api.slack.com/apps ("From a manifest")."""
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname or parts.query or parts.fragment:
        raise click.BadParameter(f"'{url}' is not an https address; Slack calls nothing else.", param_hint="--url")
    text = slack_manifest(url, socket_mode=socket_mode)
    if as_json:
        print_json(yaml.safe_load(text))
    else:
        click.echo(text, nl=False)
