"""All playbooks of a deployment, or some files, checked: what stands in the files, then what they lead to."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from bot.authored import Problem, Problems
from bot.domain.playbook import Inquire, NotePromise, Playbook, Tell
from bot.domain.vocabulary import CaseType
from bot.playbook.checks import AnswersOf, HasTemplate, check
from bot.playbook.library import Overrides, Shelf, two_playbooks
from bot.playbook.proof.report import Flaw, Report, Subject, flaws_of, prove
from bot.playbook.reader import Draft

# What is wrong with words does not keep a playbook from being explored; anything else in its file does.
OF_WORDS = frozenset({"no-template", "no-label"})


@dataclass(frozen=True, slots=True)
class Files:
    """What is to be checked: all playbooks of a folder, or these files, laid over that folder's."""

    folder: Path
    chosen: tuple[Path, ...] = ()

    def paths(self) -> list[Path]:
        """Every file to read; one that is chosen takes the place of the folder's of that name."""
        own = {path.stem: path for path in sorted(self.folder.glob("*.yaml"))}
        return list({**own, **{path.stem: path for path in self.chosen}}.values())

    def wanted(self, name: str) -> bool:
        """Whether a playbook is among those to be checked."""
        return not self.chosen or any(path.stem == name for path in self.chosen)


Languages = Callable[[Iterable[str]], Sequence[str]]  # in which all of these templates have their words


def check_all(
    files: Files,
    clients: Mapping[str, Overrides],
    has_template: HasTemplate | None,
    languages: Languages,
    answers_of: AnswersOf | None = None,
) -> tuple[Report, ...]:
    """Check and prove. One report for each playbook; and for each file with problems that is none."""
    problems = Problems()
    shelf = Shelf.of(files.paths(), problems)
    drafts, reports = [], dict[str, Report]()
    for draft, found in _drafts(shelf, files, problems, has_template, answers_of):
        spoken = tuple(languages(templates_of(draft.playbook)))
        reports[draft.playbook.name] = replace(_static(draft, found), languages=spoken)
        if all(problem.rule in OF_WORDS for problem in found):
            drafts.append(draft)
    known = {draft.playbook.digest for draft in drafts}
    subjects = [Subject(draft) for draft in drafts]
    of_clients: list[Problem] = []
    for client, overrides in clients.items():
        shelf.check_overrides(overrides, problems)
        for draft in shelf.drafts(overrides, problems):
            own = Problems()
            check(draft, own, has_template, answers_of)
            of_clients += own
            if draft.playbook.digest not in known and all(problem.rule in OF_WORDS for problem in own):
                known.add(draft.playbook.digest)
                subjects.append(Subject(draft, client))
    for proof in proved(subjects):
        reports[proof.name] = reports[proof.name].joined(proof)
    said = {flaw for report in reports.values() for flaw in report.problems}
    for flaw in flaws_of([*problems, *of_clients]):
        if flaw not in said and _concerns(flaw, files):
            add(reports, Path(flaw.file).stem, flaw)
    return tuple(reports[name] for name in sorted(reports))


def _concerns(flaw: Flaw, files: Files) -> bool:
    return not files.chosen or any(Path(flaw.file) == path for path in files.chosen)


def add(reports: dict[str, Report], name: str, flaw: Flaw) -> None:
    """Put a problem to a report, which may have to be begun."""
    before = reports.get(name, Report(name))
    reports[name] = replace(before, problems=tuple(sorted((*before.problems, flaw))))


def _drafts(
    shelf: Shelf,
    files: Files,
    problems: Problems,
    has_template: HasTemplate | None,
    answers_of: AnswersOf | None,
) -> list[tuple[Draft, list[Problem]]]:
    """Every playbook to be checked, with what is wrong in its files."""
    by_type = dict[CaseType, str]()
    found = []
    for draft in shelf.drafts({}, problems):
        own = Problems()
        check(draft, own, has_template, answers_of)
        if not files.chosen:
            two_playbooks(by_type, draft, own)
        if files.wanted(draft.playbook.name):
            found.append((draft, [*own, *(one for one in problems if one.file == draft.head.file)]))
    return found


def _static(draft: Draft, found: Sequence[Problem]) -> Report:
    kinds = tuple(kind.value for kind in draft.playbook.case_types)
    return Report(draft.playbook.name, kinds, problems=flaws_of(found))


def proved(subjects: Sequence[Subject]) -> list[Report]:
    """Prove each in a process of its own, as many at once as there are cores; the longest first."""
    workers = min(len(subjects), os.cpu_count() or 1)
    if workers <= 1:
        return [prove(subject) for subject in subjects]
    longest = sorted(subjects, key=lambda one: (bool(one.client), -len(one.draft.playbook.steps)))
    with ProcessPoolExecutor(workers, multiprocessing.get_context("fork")) as pool:
        return list(pool.map(prove, longest))


def templates_of(playbook: Playbook) -> frozenset[str]:
    """Every template that a playbook names: of its steps, its reactions, and what follows upon answers."""
    todo: list[object] = [step.action for step in playbook.steps]
    todo += [action for reaction in playbook.reactions.values() for action in reaction.actions]
    found: set[str] = set()
    while todo:
        action = todo.pop()
        if isinstance(action, Inquire):
            todo += [one for reaction in (*action.answers.values(), action.no_answer) for one in reaction.actions]
        found |= {getattr(action, name, "") for name in ("template", "if_given", "noted", "remind")}
        if isinstance(action, NotePromise):
            found.add(action.ask)
        if isinstance(action, Tell):
            found |= set(action.for_resolution.values())
    return frozenset(found - {""})
