"""`followup init`: a new workspace. `followup doctor`: what it still needs."""

from __future__ import annotations

import asyncio
import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Final

import click

from bot.bootstrap import config_folder
from bot.cli.new_workspace import write_workspace
from bot.cli.shared import FOUND, chosen_config, config_option, json_option, print_json
from bot.doctor import CHECKS, Finding, Mark, Options, examine
from bot.logs import configure

COLOURS: Final[Mapping[Mark, str]] = {Mark.OK: "green", Mark.NOTE: "yellow", Mark.MISSING: "red"}


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


@click.command()
@click.argument("checks", nargs=-1, metavar="[CHECK]...", type=click.Choice([name for name, _ in CHECKS]))
@click.option("--reach", is_flag=True, help="Also ask whether the public address answers.")
@config_option
@json_option
def doctor(checks: tuple[str, ...], config_dir: str | None, *, reach: bool, as_json: bool) -> None:
    """Say what is configured, reachable, missing, and what to do about it. Exit code 1 when something is missing.

    CHECK limits it to some: key, database, audit, web, twilio, smtp, inbound, slack, words, clients, staff.
    """
    configure("warning")
    folder = config_folder(chosen_config(config_dir))
    findings = asyncio.run(examine(os.environ, folder, Options(reach=reach, only=frozenset(checks))))
    marks = Counter(finding.mark for finding in findings)
    if as_json:
        print_json({"ok": not marks[Mark.MISSING], "findings": [asdict(finding) for finding in findings]})
    else:
        width = max((len(finding.subject) for finding in findings), default=0)
        for finding in findings:
            click.echo(_line(finding, width))
        click.echo(f"{marks[Mark.OK]} ok, {marks[Mark.NOTE]} to note, {marks[Mark.MISSING]} missing.", err=True)
    if marks[Mark.MISSING]:
        raise click.exceptions.Exit(FOUND)


def _line(finding: Finding, width: int) -> str:
    mark = click.style(f"{finding.mark:8}", fg=COLOURS[finding.mark], bold=finding.mark is Mark.MISSING)
    return f"{mark} {finding.subject:{width}}  {finding.sentence} {finding.todo}".rstrip()
