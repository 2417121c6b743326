"""The proof of one playbook as a report: what was explored, and every problem with its place and its story."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from bot.authored import Problem
from bot.domain.decide import decide as domains_decide
from bot.playbook.proof.explorer import Explorer
from bot.playbook.proof.state import Decide
from bot.playbook.proof.story import Line, told
from bot.playbook.proof.verdicts import Verdict, verdicts
from bot.playbook.proof.worlds import CALENDAR_EVENTS, World, worlds
from bot.playbook.reader import Draft

EVENTS_OF_A_CLIENT = 2  # outside events in one story of the plain world, of a playbook as a client changes it


@dataclass(frozen=True, slots=True, order=True)
class Flaw:
    """One problem, as the report says it."""

    file: str
    line: int
    rule: str
    sentence: str
    story: tuple[Line, ...] = field(default=(), compare=False)

    def plain(self) -> dict[str, object]:
        """As JSON has it."""
        return {
            "rule": self.rule,
            "file": self.file,
            "line": self.line,
            "sentence": self.sentence,
            "story": [line.plain() for line in self.story],
        }


@dataclass(frozen=True, slots=True)
class Report:
    """What became of one playbook, or of a file that is none."""

    name: str
    case_types: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    states: int = 0
    transitions: int = 0
    seconds: float = 0.0
    problems: tuple[Flaw, ...] = ()

    def joined(self, proof: Report) -> Report:
        """With what was explored besides."""
        return replace(
            self,
            states=self.states + proof.states,
            transitions=self.transitions + proof.transitions,
            seconds=self.seconds + proof.seconds,
            problems=(*self.problems, *proof.problems),
        )

    def plain(self) -> dict[str, object]:
        """As JSON has it."""
        return {
            "name": self.name,
            "case_types": list(self.case_types),
            "languages": list(self.languages),
            "states_explored": self.states,
            "transitions": self.transitions,
            "seconds": round(self.seconds, 2),
            "problems": [flaw.plain() for flaw in self.problems],
        }


@dataclass(frozen=True, slots=True)
class Subject:
    """What is proved: a playbook as all have it, or as one client does."""

    draft: Draft
    client: str = ""

    def worlds(self) -> tuple[World, ...]:
        """Where its cases may begin. Of a client's own words it is known that they change a proved playbook."""
        found = worlds(self.draft.playbook)
        if not self.client:
            return found
        plain, *others = found
        plain = replace(plain, most_events=EVENTS_OF_A_CLIENT)
        return (plain, *(replace(world, most_events=CALENDAR_EVENTS) for world in others))


def prove(subject: Subject, decide: Decide = domains_decide) -> Report:
    """Explore a playbook and judge it."""
    began, draft = time.perf_counter(), subject.draft
    with _nothing_collected():
        graphs = [Explorer(draft.playbook, world, decide).run() for world in subject.worlds()]
        flaws = [_flaw(subject, verdict, decide) for verdict in verdicts(draft.playbook, graphs)]
    return Report(
        draft.playbook.name,
        tuple(kind.value for kind in draft.playbook.case_types),
        states=sum(len(graph.nodes) for graph in graphs),
        transitions=sum(graph.transitions for graph in graphs),
        seconds=time.perf_counter() - began,
        problems=tuple(sorted(flaws)),
    )


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """States are gathered by the hundred thousand, and none in a circle: the collector would look at all in vain."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()


def _flaw(subject: Subject, verdict: Verdict, decide: Decide) -> Flaw:
    wrong, draft = verdict.violation, subject.draft
    sentence = f"{wrong.sentence} (As {subject.client} has it.)" if subject.client else wrong.sentence
    place = draft.place(*wrong.part) if wrong.part else draft.head
    lines = told(draft.playbook, verdict.world, verdict.story, decide)
    return Flaw(place.file, place.line, wrong.rule, sentence, lines)


def flaws_of(problems: Iterable[Problem]) -> tuple[Flaw, ...]:
    """Problems that were read off the files: they have no story."""
    return tuple(Flaw(one.file, one.line, one.rule, one.sentence) for one in problems)


def said(reports: Sequence[Report]) -> list[str]:
    """The report as lines of text."""
    lines = []
    for report in reports:
        for flaw in report.problems:
            lines.append(f"{flaw.file}:{flaw.line}: {flaw.sentence} [{flaw.rule}]")
            lines += [f"    {line.line}" for line in flaw.story]
    return lines
