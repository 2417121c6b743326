"""A resolved playbook, and the problems of playbooks, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from bot.authored import Problem
from bot.domain.playbook import Inquire, Playbook, Step
from bot.playbook.phrases import say_duration
from bot.playbook.plain import to_plain
from bot.playbook.qualifying import qualified
from bot.playbook.reader import TRIGGERS
from bot.playbook.telling import WHO_OWES, all_told, branches, reaction_to, repeats, spoken, told, when


def as_json(playbook: Playbook) -> dict[str, Any]:
    """The canonical form with its digest."""
    return {"digest": playbook.digest, **to_plain(playbook)}


def problems_as_json(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """One object for each problem, as `followup playbook check --json` lists them."""
    return [
        {
            "rule": problem.rule,
            "file": problem.file,
            "line": problem.line,
            "column": problem.column,
            "sentence": problem.sentence,
        }
        for problem in problems
    ]


def as_text(playbook: Playbook) -> str:
    """The whole playbook in words, with everything that it inherits."""
    lines = [
        f"{playbook.name}: for {', '.join(map(spoken, playbook.case_types))}; {WHO_OWES[playbook.owes]}",
        *(f"{key}: {note}" for key, note in playbook.notes.items()),
        f"About {playbook.at:%H:%M} in the customer's local time. Paid closes it as {spoken(playbook.paid_outcome)}.",
        f"May be proposed: {', '.join(map(spoken, sorted(playbook.resolutions)))}.",
        f"A proposal expires after {say_duration(playbook.proposal_expires)}.",
        f"What is approved is carried out within {say_duration(playbook.carry_out_within)}.",
        f"Digest: {playbook.digest}",
        "",
        "Steps",
        *(line for step in playbook.steps for line in _step_lines(step)),
        "",
        "Reactions",
        *(line for name in TRIGGERS for line in _reaction_lines(playbook, name)),
    ]
    return "\n".join(lines) + "\n"


def _step_lines(step: Step) -> Iterator[str]:
    yield f"  {step.id}: {when(step)}"
    yield f"    {told(step.action)}"
    if isinstance(step.action, Inquire):
        yield from (f"      {answer}: {follows}" for answer, follows in branches(step.action))
    yield from (f"    {condition}" for condition in qualified(step.only_if, step.unless))
    if often := repeats(step):
        yield f"    {often}"


def _reaction_lines(playbook: Playbook, name: str) -> Iterator[str]:
    reaction = reaction_to(playbook, TRIGGERS[name])
    if reaction is None:
        return
    yield f"  {spoken(name)}:"
    yield from (f"    {line}" for line in all_told(reaction) or ("Nothing more",))
