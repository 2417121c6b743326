"""Breadth first through one world: every move in every state, states with the same key once."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from bot.domain import events as e
from bot.domain.case import Case
from bot.domain.errors import Rejected
from bot.domain.playbook import Playbook
from bot.domain.vocabulary import CaseState
from bot.playbook.proof.canonical import Key, Lens, key
from bot.playbook.proof.moves.alphabet import Alphabet, Depth
from bot.playbook.proof.moves.move import OPENING, Move
from bot.playbook.proof.properties import Taken, Violation, judged, outcome_words
from bot.playbook.proof.state import Decide, Ground, State, opened, turned
from bot.playbook.proof.worlds import World

# A playbook that has more states in one world is not explored to the end; that is a problem of its own.
MOST_STATES = 100_000


class Told(NamedTuple):
    """One line of a story: what happened when, by the name of its move."""

    at: datetime
    move: str
    says: str


@dataclass(slots=True)
class Node:
    state: State
    parent: int  # index; -1 = the opening
    told: Told
    outside: int  # outside events on the way here
    key: Key
    by_clock: int = -1  # where the clock alone leads
    clock_events: tuple[e.Event, ...] = ()  # and what happens then
    clock_told: Told | None = None


@dataclass(frozen=True, slots=True)
class Found:
    violation: Violation
    node: int  # where it begins
    told: Told  # what leads to it


@dataclass(slots=True)
class Graph:
    """What was explored of one world."""

    world: World
    decide: Decide
    nodes: list[Node] = field(default_factory=list)
    index: dict[tuple[Key, int], int] = field(default_factory=dict)
    transitions: int = 0
    found: dict[tuple[str, tuple[str, ...]], Found] = field(default_factory=dict)
    fired: set[str] = field(default_factory=set)  # steps that did what they say
    passed: dict[str, int] = field(default_factory=dict)  # steps that came due and did not, with where
    complete: bool = True

    def way_to(self, node: int) -> list[Told]:
        """The shortest way from the opening to a node."""
        told: list[Told] = []
        while node >= 0:
            told.append(self.nodes[node].told)
            node = self.nodes[node].parent
        return told[::-1]


class Explorer:
    """Explores one world of one playbook. Local to one run."""

    def __init__(self, playbook: Playbook, world: World, decide: Decide, *, most: int = MOST_STATES) -> None:
        self._ground = Ground(playbook, world.rules, decide)
        self._lens = Lens.of(playbook)
        self._words = outcome_words(playbook)
        self._alphabet = Alphabet.of(playbook, self._words)
        self._most = most
        self.graph = Graph(world, decide)
        self._queue: deque[int] = deque()
        # Outside moves after which the ladder stands still or is over, by what was before: marks and mode.
        self._stopping: dict[tuple[object, ...], set[str]] = {}

    def run(self) -> Graph:
        """Explore until nothing new is found."""
        world = self.graph.world
        first = opened(self._ground, world.opening, world.facts, world.start)
        told = Told(world.start, OPENING.name, OPENING.says)
        blank = State(first.after.case, world.facts, world.start)
        self._enter(-1, OPENING, told, Taken(self._ground, self._words, blank, OPENING, first), 0)
        while self._queue:
            self._expand(self._queue.popleft())
            if len(self.graph.nodes) > self._most:
                self.graph.complete = False
                break
        return self.graph

    def _expand(self, at: int) -> None:
        node = self.graph.nodes[at]
        moves = self._moves(node)
        stops = self._stopping.get(like := (node.key.marks, node.key.mode))
        first = stops is None
        if stops is None:
            stops = self._stopping[like] = set()
        for move in moves:
            if not first and move.name in stops:
                continue  # it leads where it led from another place of the ladder: the ladder stands still there
            done = taken(self._ground, self._words, node.state, move)
            if done is None:
                continue
            told = Told(done.after.now, move.name, move.says)
            to = self._enter(at, move, told, done, node.outside + move.outside)
            if first and move.outside and _stands_still(self.graph.nodes[to].state.case):
                stops.add(move.name)

    def _moves(self, node: Node) -> Iterator[Move]:
        world = self.graph.world
        spent = world.most_events is not None and node.outside >= world.most_events
        depth = Depth.of(
            node.key.marks_beside(self.graph.nodes[0].key), first=node.outside == 0 and world.most_events is None
        )
        for move in self._alphabet.of_state(node.state, depth):
            if not (move.outside and spent):
                yield move

    def _enter(self, parent: int, move: Move, told: Told, done: Taken, outside: int) -> int:
        graph = self.graph
        graph.transitions += 1
        memory, violations = judged(done)
        for violation in violations:
            graph.found.setdefault((violation.rule, violation.part), Found(violation, parent, told))
        state = State(done.after.case, done.after.facts, done.after.now, memory)
        bounded = graph.world.most_events is not None
        known = key(self._ground, self._lens, state)
        found = (known, outside if bounded else 0)
        at = graph.index.get(found, -1)
        if at < 0:
            at = graph.index[found] = len(graph.nodes)
            graph.nodes.append(Node(state, parent, told, outside, known))
            self._queue.append(at)
        self._note_steps(done, at)
        if parent >= 0 and not move.outside and move.clock:
            before = graph.nodes[parent]
            before.by_clock, before.clock_events, before.clock_told = at, done.turned.events, told
        return at

    def _note_steps(self, done: Taken, at: int) -> None:
        """Which steps the playbook itself does: what a person moved by hand may come whatever it says."""
        if done.before.case.steered:
            return
        for event in done.turned.events:
            match event:
                case e.StepDone():
                    self.graph.fired.add(event.step)
                case e.TouchQueued() if event.step:
                    self.graph.fired.add(event.step)
                case e.StepSkipped(by="") | e.TouchSuperseded():
                    self.graph.passed.setdefault(event.step, at)
                case _:
                    pass


def _stands_still(case: Case) -> bool:
    """Whether its ladder is not read any more, or not until something ends."""
    return case.stopped_at is not None or case.state is CaseState.CLOSED


def taken(ground: Ground, words: frozenset[str], state: State, move: Move) -> Taken | None:
    """Make a move in a state; None where it cannot happen, or is refused."""
    commands = move.commands(ground, state)
    at = move.at(ground, state) if commands is not None else None
    if commands is None or at is None:
        return None
    if move.learns is not None:
        state = state._replace(facts=move.learns(ground, state))
    try:
        return Taken(ground, words, state, move, turned(ground, state, commands, at))
    except Rejected:
        return None
