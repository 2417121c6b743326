"""Every playbook of `broken/` has one fault: just its rule is found, at the line that is marked, with a story that
runs again and ends where it goes wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.authored import Problems
from bot.domain import events as e
from bot.domain.decide import decide
from bot.playbook.library import Shelf
from bot.playbook.proof.checking import Files, check_all
from bot.playbook.proof.state import Ground
from bot.playbook.proof.story import replay_lines
from bot.playbook.proof.verdicts import never_ends
from bot.playbook.proof.worlds import worlds

ROOT = Path(__file__).parents[2]
BROKEN = sorted((Path(__file__).parent / "broken").glob("*.yaml"))
MARK = "# <--"
OF_THE_WHOLE = {"dead-step", "unreachable-step", "endless-loop"}


def expected(path):
    lines = path.read_text().splitlines()
    rule = next(line.removeprefix("# rule: ") for line in lines if line.startswith("# rule: "))
    return rule, next(number for number, line in enumerate(lines, 1) if line.endswith(MARK))


def report(path):
    reports = check_all(Files(ROOT / "playbooks", (path,)), {}, None, lambda _: ())
    return next(one for one in reports if one.name == path.stem)


def playbook_of(path):
    shelf = Shelf.of(Files(ROOT / "playbooks", (path,)).paths(), Problems())
    return next(draft.playbook for draft in shelf.drafts({}, Problems()) if draft.playbook.name == path.stem)


def does(events, name):
    return any(isinstance(one, e.StepDone | e.TouchQueued) and one.step == name for one in events)


def ends_in(rule, path, flaw):
    """Whether the story, run again from its machine form, ends in the violation."""
    playbook = playbook_of(path)
    done = replay_lines(playbook, flaw.story)
    events = [event for turn in done.events for event in turn]
    if rule in {"dead-step", "unreachable-step"}:
        name = flaw.sentence.split("'")[1]
        return not does(events, name)
    if rule == "endless-loop":
        world = next(one for one in worlds(playbook) if one.name == flaw.story[0].world)
        again = done.keys[-1] in done.keys[:-1]
        return again and never_ends(Ground(playbook, world.rules, decide), done.states[-1])
    return rule in {violation.rule for violation in done.violations}


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_the_fault_is_found_at_its_line_and_its_story_runs_again(path):
    rule, line = expected(path)
    flaws = report(path).problems
    assert [(flaw.rule, flaw.line, Path(flaw.file).name) for flaw in flaws] == [(rule, line, path.name)]
    assert not flaws[0].story or ends_in(rule, path, flaws[0])


def test_there_are_enough_of_both_sorts():
    assert len(BROKEN) >= 40
