"""What is wrong with the whole of what was explored: steps that never come, and ways that never end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.domain import events as e
from bot.domain.playbook import Playbook
from bot.domain.vocabulary import CaseState
from bot.playbook.proof.explorer import Graph, Told, taken
from bot.playbook.proof.moves.clock import SENT, TIME
from bot.playbook.proof.properties import Violation
from bot.playbook.proof.state import Ground, State

# A case that goes round in these is with a person, who is asked again and again until somebody acts.
LONGEST = 400  # turns of the clock: no ladder has so many steps and repeats
WITH_A_PERSON = frozenset({CaseState.HELD, CaseState.EXECUTING})


@dataclass(frozen=True, slots=True)
class Verdict:
    """A violation with the shortest way to it, in the world in which it was found first."""

    violation: Violation
    world: str
    story: tuple[Told, ...]


def verdicts(playbook: Playbook, graphs: Sequence[Graph]) -> tuple[Verdict, ...]:
    """Everything that is wrong, each rule once for each part of the playbook; the shortest story of all worlds."""
    found: dict[tuple[str, tuple[str, ...]], Verdict] = {}
    for graph in graphs:
        for verdict in (*_of_transitions(graph), *_endless(playbook, graph), *_nowhere(graph), *_too_large(graph)):
            name = (verdict.violation.rule, verdict.violation.part)
            if name not in found or len(verdict.story) < len(found[name].story):
                found[name] = verdict
    # What never happens can only be said of all stories.
    whole = all(graph.complete for graph in graphs) and any(graph.world.most_events is None for graph in graphs)
    never = _never(playbook, graphs) if whole else ()
    return (*found.values(), *never)


def _of_transitions(graph: Graph) -> Iterator[Verdict]:
    for one in graph.found.values():
        yield Verdict(one.violation, graph.world.name, (*graph.way_to(one.node), one.told))


# --- steps that never come -------------------------------------------------------------------------------------


def _never(playbook: Playbook, graphs: Sequence[Graph]) -> Iterator[Verdict]:
    fired = frozenset[str]().union(*(graph.fired for graph in graphs))
    for step in playbook.steps:
        if step.id in fired:
            continue
        passing = [(graph, graph.passed[step.id]) for graph in graphs if step.id in graph.passed]
        part = ("steps", step.id)
        if passing:
            graph, node = min(passing, key=lambda one: len(one[0].way_to(one[1])))
            sentence = f"The step '{step.id}' is never done: whenever it is due, it is skipped or overtaken."
            yield Verdict(Violation("dead-step", sentence, part), graph.world.name, tuple(graph.way_to(node)))
        else:
            sentence = f"The step '{step.id}' is never due: nothing that may happen leads to it."
            story = tuple(_by_clock_alone(graphs[0]))
            yield Verdict(Violation("unreachable-step", sentence, part), graphs[0].world.name, story)


def _by_clock_alone(graph: Graph) -> list[Told]:
    """What happens if nobody does anything, until a person has the case."""
    at, seen = 0, set[int]()
    while graph.nodes[at].by_clock >= 0 and at not in seen and graph.nodes[at].state.case.state not in WITH_A_PERSON:
        seen.add(at)
        at = graph.nodes[at].by_clock
    return graph.way_to(at)


# --- ways that never end ---------------------------------------------------------------------------------------


def _endless(playbook: Playbook, graph: Graph) -> Iterator[Verdict]:
    """Where the clock alone goes round for ever, and not because a person is asked again."""
    done: set[int] = set()
    for start in range(len(graph.nodes)):
        way: dict[int, None] = {}
        at = start
        while at >= 0 and at not in done and at not in way:
            way[at] = None
            at = graph.nodes[at].by_clock
        if at in way:
            order = list(way)
            cycle = order[order.index(at) :]
            if _is_endless(graph, cycle) and never_ends(ground_of(playbook, graph), graph.nodes[at].state):
                yield _round(graph, at, cycle)
        done |= way.keys()


def _is_endless(graph: Graph, cycle: list[int]) -> bool:
    nodes = [graph.nodes[at] for at in cycle]
    sends = any(isinstance(event, e.TouchQueued | e.ProposalMade) for node in nodes for event in node.clock_events)
    return sends or any(node.state.case.state not in WITH_A_PERSON for node in nodes)


def ground_of(playbook: Playbook, graph: Graph) -> Ground:
    """What the graph was explored on."""
    return Ground(playbook, graph.world.rules, graph.decide)


def never_ends(ground: Ground, state: State) -> bool:
    """Whether the clock alone, run from here for as long as no ladder lasts, brings the case to no person.

    A circle of canonical states may be wider than it looks; here the case itself goes on.
    """
    for _ in range(LONGEST):
        if state.case.state in (*WITH_A_PERSON, CaseState.CLOSED):
            return False
        done = taken(ground, frozenset(), state, SENT) or taken(ground, frozenset(), state, TIME)
        if done is None:
            return False
        state = done.after
    return True


def _round(graph: Graph, at: int, cycle: list[int]) -> Verdict:
    part = next(filter(None, (_part(event) for one in cycle for event in graph.nodes[one].clock_events)), ())
    story = graph.way_to(at)
    for one in cycle:
        story.append(graph.nodes[one].clock_told or graph.nodes[one].told)
    sentence = "With nobody doing anything the case goes round for ever, and never comes to a person."
    return Verdict(Violation("endless-loop", sentence, part), graph.world.name, tuple(story))


def _part(event: e.Event) -> tuple[str, ...]:
    """The part of the playbook that made an event of a loop."""
    match event:
        case e.TouchQueued() if event.step:
            return ("steps", event.step)
        case e.TouchQueued():
            return ("reactions", event.key.cause.partition(":")[0])
        case e.ProposalMade():
            return ("reactions", event.proposal.maker.partition(":")[2])
        case _:
            return ()


def _nowhere(graph: Graph) -> Iterator[Verdict]:
    for at, node in enumerate(graph.nodes if graph.complete else ()):
        if node.by_clock < 0 and node.state.case.state is not CaseState.CLOSED:
            sentence = f"The case stays {node.state.case.state.value} for ever: no timer runs and no person has it."
            yield Verdict(Violation("goes-nowhere", sentence, ("steps",)), graph.world.name, tuple(graph.way_to(at)))
            return


def _too_large(graph: Graph) -> Iterator[Verdict]:
    if not graph.complete:
        sentence = (
            f"After {len(graph.nodes)} states there are more: it was not explored to the end, so nothing is proved."
        )
        yield Verdict(Violation("too-large", sentence, ("steps",)), graph.world.name, ())
