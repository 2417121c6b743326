"""The proof of one playbook as a report: what was explored, and every problem with its place and its story."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from bot.authored import Problem
from bot.domain.decide import decide as domains_decide
from bot.playbook.proof.explorer import Explorer, Graph
from bot.playbook.proof.state import Decide
from bot.playbook.proof.story import Line, told
from bot.playbook.proof.verdicts import Verdict, verdicts
from bot.playbook.proof.worlds import worlds
from bot.playbook.reader import Draft


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


def explored(draft: Draft, decide: Decide = domains_decide) -> tuple[Graph, ...]:
    """Every world of a playbook."""
    return tuple(Explorer(draft.playbook, world, decide).run() for world in worlds(draft.playbook))


def prove(draft: Draft, decide: Decide = domains_decide) -> Report:
    """Explore a playbook and judge it."""
    began = time.perf_counter()
    with _nothing_collected():
        graphs = explored(draft, decide)
        flaws = [_flaw(draft, verdict, decide) for verdict in verdicts(draft.playbook, graphs)]
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


def _flaw(draft: Draft, verdict: Verdict, decide: Decide) -> Flaw:
    wrong = verdict.violation
    place = draft.place(*wrong.part) if wrong.part else draft.head
    lines = told(draft.playbook, verdict.world, verdict.story, decide)
    return Flaw(place.file, place.line, wrong.rule, wrong.sentence, lines)


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
