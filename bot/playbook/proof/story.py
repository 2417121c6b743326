"""Stories: the shortest way to a violation, in lines that people read and that run again through `decide`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain import events as e
from bot.domain.calendar import local
from bot.domain.decide import decide as domains_decide
from bot.domain.errors import Rejected
from bot.domain.playbook import Playbook
from bot.playbook.proof.canonical import Key, Lens, key
from bot.playbook.proof.explorer import Told, taken
from bot.playbook.proof.moves.alphabet import by_name
from bot.playbook.proof.moves.move import OPENING
from bot.playbook.proof.properties import Taken, Violation, judged, outcome_words
from bot.playbook.proof.state import Decide, Ground, State, opened
from bot.playbook.proof.worlds import World, worlds


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `world`, `move` and `at` are its machine form; `line` is for people."""

    line: str
    world: str
    move: str
    at: datetime

    def plain(self) -> dict[str, str]:
        """As JSON has it."""
        return {"line": self.line, "world": self.world, "move": self.move, "at": self.at.isoformat()}


@dataclass(frozen=True, slots=True)
class Replayed:
    """What a story's lines did, one after the other."""

    states: tuple[State, ...]
    keys: tuple[Key, ...]
    events: tuple[tuple[e.Event, ...], ...]
    violations: tuple[Violation, ...]  # of the last line


def replay(playbook: Playbook, world: World, moves: Sequence[str], decide: Decide = domains_decide) -> Replayed:
    """Run a story again, from its machine form. Raises Rejected where a line cannot happen any more."""
    ground, words, lens = Ground(playbook, world.rules, decide), outcome_words(playbook), Lens.of(playbook)
    first = opened(ground, world.opening, world.facts, world.start)
    blank = State(first.after.case, world.facts, world.start)
    step: Taken = Taken(ground, words, blank, OPENING, first)
    known = by_name(playbook, words)
    memory, violations = judged(step)
    states, events = [first.after._replace(memory=memory)], [first.events]
    for name in moves[1:]:
        done = taken(ground, words, states[-1], known[name])
        if done is None:
            raise Rejected(f"'{name}' cannot happen here any more: the story is out of date.")
        memory, violations = judged(done)
        states.append(done.after._replace(memory=memory))
        events.append(done.turned.events)
    keys = tuple(key(ground, lens, state) for state in states)
    return Replayed(tuple(states), keys, tuple(events), violations)


def replay_lines(playbook: Playbook, lines: Sequence[Line], decide: Decide = domains_decide) -> Replayed:
    """The same from lines; the first says the world."""
    world = next(one for one in worlds(playbook) if one.name == lines[0].world)
    return replay(playbook, world, [line.move for line in lines], decide)


def told(
    playbook: Playbook, world_name: str, story: Sequence[Told], decide: Decide = domains_decide
) -> tuple[Line, ...]:
    """The lines of a story, with what followed upon each."""
    if not story:
        return ()
    world = next(one for one in worlds(playbook) if one.name == world_name)
    done = replay(playbook, world, [one.move for one in story], decide)
    zone = world.facts.customer.zone
    start = local(world.start, zone).date()
    lines = []
    for one, events in zip(story, done.events, strict=True):
        here = local(one.at, zone)
        follows = "; ".join(filter(None, map(_said, events)))
        says = f"{one.says} ({world.name})" if one.move == OPENING.name and world.name else one.says
        line = f"day {(here.date() - start).days}, {here:%A %H:%M}: {says}{f' -> {follows}' if follows else ''}"
        lines.append(Line(line, world.name, one.move, one.at))
    return tuple(lines)


def _message(event: e.TouchQueued) -> str:
    if event.step:
        return f"'{event.step}' sends {event.template}"
    return f"we {'answer' if event.answers else 'tell'} {event.template}"


WORDS: Mapping[type[object], Callable[[Any], str]] = {
    e.TouchQueued: _message,
    e.TouchCancelled: lambda one: f"{one.key.cause} is taken back",
    e.HoldPlaced: lambda one: f"held for the {one.hold.owner.value} ({one.hold.kind.value})",
    e.HoldEnded: lambda _: "the hold ends",
    e.WaitStarted: lambda one: f"waits ({one.wait.reason.value})",
    e.WaitEnded: lambda _: "the wait ends",
    e.TaskRaised: lambda one: f"task for the {one.owner.value}: {one.name}",
    e.CaseEscalated: lambda one: f"escalated to the {one.to.value}",
    e.InquiryMade: lambda one: f"we ask the {one.inquiry.party.value} ({one.inquiry.template})",
    e.InquiryOverdue: lambda _: "nobody answered our question",
    e.ProposalMade: lambda one: f"proposed: {one.proposal.kind.value}",
    e.ProposalEnded: lambda one: f"the proposal is {one.state.value}",
    e.StepSkipped: lambda one: f"'{one.step}' is skipped",
    e.TouchSuperseded: lambda one: f"'{one.step}' is overtaken",
    e.CaseClosed: lambda one: f"closed as {one.outcome.value}",
}


def _said(event: e.Event) -> str:
    """What an event means to somebody who reads the story; "" = nothing to them."""
    words = WORDS.get(type(event))
    return words(event) if words is not None else ""
