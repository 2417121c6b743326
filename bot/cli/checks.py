"""`followup check`, `playbook check|show`, `understand`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from bot.app.rereading import reread
from bot.authored import Problem, Problems
from bot.bootstrap import config_folder, model_in_force
from bot.channels.words.catalogue import read_catalogues
from bot.channels.words.check import check as check_templates
from bot.channels.words.composer import TemplateComposer
from bot.cli.migrating import diff, migrate_command
from bot.cli.playbooks import graph, playbook_of, schema, simulate_command
from bot.cli.proving import prove_playbooks
from bot.cli.shared import FOUND, application, chosen_config, config_option, json_option, print_json, settings
from bot.clients import collect
from bot.conversation.lines import understand_lines
from bot.conversation.understand import Understander
from bot.domain.playbook import Playbook
from bot.playbook.library import PlaybookLibrary
from bot.playbook.proof.checking import templates_of
from bot.playbook.show import as_json as playbook_json
from bot.playbook.show import as_text, problems_as_json
from bot.shipped import own_or_shipped
from bot.web.checking import check_pages


@click.command()
@config_option
@json_option
def check(config_dir: str | None, *, as_json: bool) -> None:
    """Check clients, playbooks, templates and the page's words: every problem of every file, with file and line."""
    folder = config_folder(chosen_config(config_dir))
    problems, playbooks, words = _problems(folder)
    found = [str(problem) for problem in problems] + words
    if as_json:
        print_json(
            {
                "playbooks": list(playbooks),
                "languages": playbooks,
                "problems": problems_as_json(problems),
                "words": words,
            }
        )
    else:
        for line in found:
            click.echo(line)
        for name, languages in playbooks.items() if not found else ():
            click.echo(f"{name}: {', '.join(languages)}")
        click.echo(f"{len(found)} problems." if found else f"No problems in {len(playbooks)} playbooks.", err=True)
    if found:
        raise click.exceptions.Exit(FOUND)


def _problems(folder: Path) -> tuple[list[Problem], dict[str, list[str]], list[str]]:
    """Problems of the files, the languages of each playbook, problems of the words."""
    collected = Problems()
    configuration = collect(folder, collected)
    templates = own_or_shipped(folder, "templates")
    words = [str(problem) for problem in check_templates(templates)]
    composer = TemplateComposer.load(templates) if not words else None
    spoken_in_messages, _ = read_catalogues(templates)
    words += [f"page: {problem}" for problem in check_pages(spoken_in_messages)]
    library = PlaybookLibrary.collect(
        own_or_shipped(folder, "playbooks"),
        collected,
        configuration.overrides,
        composer.has if composer else None,
        composer.answers_of if composer else None,
    )
    spoken = {name: _spoken(library.named(name), composer) for name in library.names()}
    return list(collected), spoken, words


def _spoken(playbook: Playbook, composer: TemplateComposer | None) -> list[str]:
    """The languages in which a playbook has all its words; of templates with problems nothing is known."""
    return list(composer.languages_of(templates_of(playbook))) if composer else []


@click.group()
def playbook() -> None:
    """Check and show playbooks."""


playbook.add_command(prove_playbooks)
playbook.add_command(graph)
playbook.add_command(schema)
playbook.add_command(diff)
playbook.add_command(migrate_command)
playbook.add_command(simulate_command)


@playbook.command("show")
@click.argument("name")
@click.option("--client", default="", help="With this client's overrides.")
@click.option("--resolved", is_flag=True, help="With everything that the base says (the default here).")
@config_option
@json_option
def show(name: str, client: str, config_dir: str | None, *, resolved: bool, as_json: bool) -> None:
    """Show a playbook as it runs: inheritance and overrides applied."""
    del resolved  # the resolved form is what runs; the file itself is for an editor
    folder = config_folder(chosen_config(config_dir))
    found = playbook_of(folder, name, client)
    if as_json:
        print_json(playbook_json(found))
    else:
        click.echo(as_text(found))


@click.command()
@click.option("--reply", "reply_id", default="", help="Read a stored reply again, with what was known when it came in.")
@config_option
@json_option
def understand(reply_id: str, config_dir: str | None, *, as_json: bool) -> None:
    """Read JSON lines on stdin, write what each reply means, one JSON line for each.

    With --reply: whether a stored reply is read today as it was then, and what differs; exit 1 when something does.
    """
    if reply_id:
        _read_again(reply_id, config_dir, as_json=as_json)
        return
    sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    reader = Understander(model=model_in_force(settings(), config_folder(chosen_config(config_dir))))
    for line in understand_lines(reader, sys.stdin):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


def _read_again(reply_id: str, config_dir: str | None, *, as_json: bool) -> None:
    with application(config_dir) as app:
        facts = reread(app.context, app.understand, reply_id)
    if as_json:
        print_json(facts)
    else:
        for one in facts["cases"]:
            _print_reread(one)
    if not facts["same"]:
        raise click.exceptions.Exit(FOUND)


def _print_reread(one: dict[str, Any]) -> None:
    read = one["now"] or one["then"]
    meaning = ", ".join((*read["intents"], *read["flags"])) or "nothing that is known"
    sure = "" if read["decided"] else ", not surely"
    click.echo(
        f"{one['ref']}: {'same' if one['same'] else 'differs'}: {meaning}{sure} (case found by: {read['basis']})"
    )
    for name in one["differs"]:
        before, now = (side[name] if side else None for side in (one["then"], one["now"]))
        click.echo(f"  {name}: {before} -> {now}")
    if one["reader_then"] != one["reader_now"]:
        click.echo(f"  read by {one['reader_then'] or 'unknown'} then, by {one['reader_now'] or 'unknown'} now")
