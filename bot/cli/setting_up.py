"""`followup init`: a new workspace."""

from __future__ import annotations

from pathlib import Path

import click

from bot.cli.new_workspace import write_workspace
from bot.cli.shared import json_option, print_json


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@json_option
def init(folder: Path, *, as_json: bool) -> None:
    """Write a commented workspace to DIR: example client, playbooks, words, settings. Never over what is there."""
    files = write_workspace(folder)
    if as_json:
        print_json({"folder": str(folder), "files": files})
        return
    click.echo(f"A workspace is in {folder}: {len(files)} files. Nothing goes out from it: its client is `live: held`.")
    click.echo(f"Next:\n  cd {folder}\n  followup check\n  followup doctor\nREADME.md there has the next five steps.")
