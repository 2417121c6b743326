"""`playbook check`: what stands in the files, the words of every step and language, and the proof."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

import click

from bot.authored import Problems
from bot.bootstrap import config_folder
from bot.channels.words.check import check_library
from bot.channels.words.composer import TemplateComposer
from bot.channels.words.library import Library, read_library
from bot.channels.words.problems import Problem as WordProblem
from bot.cli.shared import FOUND, chosen_config, config_option, json_option, print_json
from bot.clients import collect
from bot.playbook.proof.checking import Files, add, check_all
from bot.playbook.proof.report import Flaw, Report, flaws_of, said
from bot.shipped import own_or_shipped

BOUND = (
    "Explored: every story in which nothing, or one thing, lasts from earlier events; where two things last, "
    "the clock alone goes on (docs/proof.md)."
)


@click.command("check")
@click.argument("files", nargs=-1, type=click.Path(exists=True, path_type=Path))
@config_option
@json_option
def prove_playbooks(files: tuple[Path, ...], config_dir: str | None, *, as_json: bool) -> None:
    """Check playbooks and prove that every path of a case ends well, or tell the shortest story that does not.

    FILES may be folders of playbooks, too. Without FILES all playbooks are checked, with their words and the
    configuration.
    """
    chosen = tuple(path for file in files for path in (sorted(file.glob("*.yaml")) if file.is_dir() else [file]))
    if files and not chosen:
        raise click.UsageError("There is no playbook (*.yaml) in there.")
    reports = checked(config_folder(chosen_config(config_dir)), chosen)
    wrong = sum(len(report.problems) for report in reports)
    if as_json:
        print_json({"playbooks": [report.plain() for report in reports]})
    else:
        for line in said(reports):
            click.echo(line)
        click.echo(_summary(reports, wrong), err=True)
    if wrong:
        raise click.exceptions.Exit(FOUND)


def checked(folder: Path, files: tuple[Path, ...]) -> tuple[Report, ...]:
    """The reports of some files, or of everything that a config folder runs."""
    problems = Problems()
    configuration = collect(folder, problems)
    templates = own_or_shipped(folder, "templates")
    library = read_library(templates)
    composer = TemplateComposer(library) if not library.problems else None
    names = {path.stem for path in files}
    with _tried_beside(library, names or None) as words_of:
        reports = check_all(
            Files(own_or_shipped(folder, "playbooks"), files),
            configuration.overrides if not files else {},
            composer.has if composer else None,
            composer.languages_of if composer else lambda _: (),
            composer.answers_of if composer else None,
        )
        words = words_of()
    by_name = {report.name: report for report in reports}
    for flaw in () if files else flaws_of(problems):
        add(by_name, Path(flaw.file).stem, flaw)
    for name, flaw in _words(words, templates, by_name, chosen=bool(files)):
        add(by_name, name, flaw)
    return tuple(by_name[name] for name in sorted(by_name))


@contextmanager
def _tried_beside(library: Library, of: Collection[str] | None) -> Iterator[Callable[[], Sequence[WordProblem]]]:
    """Try the words, of these playbooks or of all, in a process of its own while the playbooks are explored.

    Call what is given for the problems.
    """
    forking = multiprocessing.get_context("fork")  # compiled templates cannot be sent to another process
    here, there = forking.Pipe(duplex=False)
    beside = forking.Process(target=_send_problems, args=(library, of, there), daemon=True)
    beside.start()
    there.close()
    try:
        yield here.recv
    finally:
        beside.terminate()
        beside.join()


def _send_problems(library: Library, of: Collection[str] | None, there: Connection) -> None:
    there.send(check_library(library, of))


def _words(
    words: Sequence[WordProblem], templates: Path, reports: dict[str, Report], *, chosen: bool
) -> list[tuple[str, Flaw]]:
    """What is wrong with words, put to the playbook in whose folder they stand."""
    found = []
    for problem in words:
        name = Path(problem.file).parts[0]
        flaw = Flaw(str(templates / problem.file), problem.line, "words", problem.sentence)
        if name in reports or not chosen:
            found.append((name if name in reports else "templates", flaw))
    return found


def _summary(reports: Sequence[Report], wrong: int) -> str:
    states = sum(report.states for report in reports)
    transitions = sum(report.transitions for report in reports)
    problems = _counted(wrong, "problem") if wrong else "No problems"
    found = f"{problems} in {_counted(len(reports), 'playbook')}"
    if not states:
        return f"{found}; nothing is explored before the files are put right."
    return f"{found}; {_counted(states, 'state')}, {_counted(transitions, 'transition')}. {BOUND}"


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
