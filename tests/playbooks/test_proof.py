"""The explorer itself: every property can fail, states that are merged have one future, and what is shipped holds."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from pathlib import Path

import pytest

from bot.authored import Problems
from bot.domain import commands as c
from bot.domain import events as e
from bot.domain.decide import decide
from bot.domain.errors import Rejected
from bot.domain.vocabulary import TouchClass
from bot.playbook.library import Shelf
from bot.playbook.proof.canonical import Lens, key
from bot.playbook.proof.explorer import MOST_STATES, Explorer, taken
from bot.playbook.proof.moves.alphabet import Alphabet, Depth
from bot.playbook.proof.properties import judged, outcome_words
from bot.playbook.proof.state import Ground
from bot.playbook.proof.story import replay
from bot.playbook.proof.verdicts import verdicts
from bot.playbook.proof.worlds import worlds

ROOT = Path(__file__).parents[2]
BROKEN = sorted((Path(__file__).parent / "broken").glob("*.yaml"))


def drafts(folder=ROOT / "playbooks"):
    return list(Shelf.of(sorted(folder.glob("*.yaml")), Problems()).drafts({}, Problems()))


DRAFTS = {draft.playbook.name: draft for draft in drafts()}
SHORT = DRAFTS["missing_payment"]
OURS = DRAFTS["overpayment"]


def short(draft, *names):
    """The playbook with only these steps: enough to see a rule broken, and quick."""
    kept = tuple(step for step in draft.playbook.steps if step.id in names)
    return replace(draft.playbook, steps=kept)


def rules_broken(playbook, mutant, most=MOST_STATES):
    """In the plain world. Stories of a bad core may have no end; what is wrong is wrong in short ones."""
    graph = Explorer(playbook, worlds(playbook)[0], mutant, most=most).run()
    return {verdict.violation.rule for verdict in verdicts(playbook, [graph])}


def without(*kinds, only=object):
    """A core that forgets some events, where the command is of a kind."""

    def forgetful(case, command, *rest):
        events = decide(case, command, *rest)
        return [one for one in events if not (isinstance(one, kinds) and isinstance(command, only))]

    return forgetful


def with_other(kind, change):
    """A core that says some events otherwise."""

    def liar(case, command, *rest):
        return [change(one) if isinstance(one, kind) else one for one in decide(case, command, *rest)]

    return liar


def alone(case, command, playbook, rules, facts, now):
    """A core that knows of no other cases."""
    return decide(case, command, playbook, rules, replace(facts, siblings=()), now)


# --- every property can fail ---------------------------------------------------------------------------------------

THEY = short(SHORT, "first", "second", "hand_over")
WE = short(OURS, "inform", "remind", "hand_over")


def posts_at_once(case, command, *rest):
    events = decide(case, command, *rest)
    if isinstance(command, c.ProposeResolution):
        events.append(e.ResolutionCarriedOut(command.proposal_id, command.actor.id, "ERP-1", rest[-1]))
    return events


def stands_still(case, command, *rest):
    if isinstance(command, c.PassTime):
        raise Rejected("Not today.")
    return decide(case, command, *rest)


CHASED = {"chase-after-closing", "chase-contested", "chase-after-opt-out", "chase-while-held"}
MUTANTS = {
    "nothing queued is ever taken back": (THEY, without(e.TouchCancelled), CHASED),
    "whoever is the wrong person is asked on": (
        THEY,
        without(e.TouchCancelled, only=(c.UnderstandReply, c.RecordFailure, c.RecordReceipt)),
        {"chase-contested", "chase-after-opt-out"},
    ),
    "a payment neither cancels nor closes": (
        THEY,
        without(e.TouchCancelled, e.CaseClosed, only=c.SeePayment),
        {"chase-after-payment"},
    ),
    "the second message is softer": (
        THEY,
        with_other(e.TouchQueued, lambda one: replace(one, tone=0) if one.step == "second" else one),
        {"tone-falls"},
    ),
    "holds have no time": (
        THEY,
        with_other(e.HoldPlaced, lambda one: replace(one, hold=replace(one.hold, deadline=one.hold.since))),
        {"hold-without-deadline"},
    ),
    "what is proposed is posted": (WE, posts_at_once, {"carried-out-without-approval"}),
    "whoever closes is the playbook": (
        WE,
        with_other(e.CaseClosed, lambda one: replace(one, by="playbook")),
        {"closes-by-itself"},
    ),
    "no person takes the end of the ladder": (THEY, without(e.HoldPlaced, only=c.PassTime), {"endless-loop"}),
    "a notice where we owe is firm": (
        WE,
        with_other(e.TouchQueued, lambda one: replace(one, tone=3) if one.step else one),
        {"presses-where-we-owe"},
    ),
    "a notice where we owe is a chase": (
        WE,
        with_other(e.TouchQueued, lambda one: replace(one, touch_class=TouchClass.CHASE) if one.step else one),
        {"presses-where-we-owe"},
    ),
    "whoever has paid waits for nothing": (
        THEY,
        without(e.WaitStarted, e.HoldPlaced, only=c.UnderstandReply),
        {"resumes-after-paid"},
    ),
    "a person is not called": (
        THEY,
        without(e.HoldPlaced, e.TaskRaised, only=c.UnderstandReply),
        {"no-person"},
    ),
    "whoever only a person may write to is asked on": (
        THEY,
        without(e.TouchCancelled, e.HoldPlaced, only=c.HoldCase),
        {"chase-after-person-only"},
    ),
    "an address that is not theirs is written to": (
        THEY,
        without(e.TouchCancelled, e.HoldPlaced, only=c.UnderstandReply),
        {"chase-after-wrong-person"},
    ),
    "no time passes": (WE, stands_still, {"goes-nowhere"}),
    "a linked case is not looked at": (WE, alone, {"moves-anothers-money"}),
    "who owes is asked beside a linked case": (THEY, alone, {"chase-while-linked"}),
}


@pytest.mark.parametrize("name", MUTANTS)
def test_a_core_that_breaks_a_rule_is_found_out(name):
    playbook, mutant, rules = MUTANTS[name]
    assert rules <= rules_broken(playbook, mutant, most=4000)


def test_a_sound_core_breaks_none():
    assert rules_broken(THEY, decide) == set()


def test_what_is_not_explored_to_the_end_is_not_proved():
    graph = Explorer(WE, worlds(WE)[0], decide, most=20).run()
    assert {verdict.violation.rule for verdict in verdicts(WE, [graph])} == {"too-large"}


def test_every_rule_of_the_proof_is_found_broken_by_some_test():
    """Those in docs/proof.md, against the broken playbooks and the broken cores; `words` has tests of its own."""
    found = set().union(*(rules for _, _, rules in MUTANTS.values()))
    found |= {line.removeprefix("# rule: ") for path in BROKEN for line in path.read_text().splitlines()[:3]}
    assert documented() - found == {"too-large", "words"}


def documented():
    """The rules of the table in docs/proof.md."""
    rules = set()
    for line in (ROOT / "docs" / "proof.md").read_text().splitlines():
        if line.startswith("| `"):
            rules |= set(re.findall(r"`([a-z-]+)`", line.split("|")[1]))
    return rules


# --- states that are merged have one future ------------------------------------------------------------------------


def seen(known):
    """A canonical state without how far off the steps are: that differs with the day of the week."""
    return (known.marks, known.mode, () if known.ladder == known.left else known.left)


def walk(playbook, world, chance, length=14, *, every_word=False):
    """A random way through the same alphabet: each state's key, and what was wrong on the way to it."""
    ground, words, lens = Ground(playbook, world.rules, decide), outcome_words(playbook), Lens.of(playbook)
    alphabet = Alphabet.of(playbook, words)
    state = replay(playbook, world, ["open"]).states[0]
    violations, opening = (), key(ground, lens, state)
    for _ in range(length):
        known = key(ground, lens, state)
        yield known, violations
        depth = Depth.FIRST if every_word else Depth.of(known.marks_beside(opening), first=False)
        moves = list(alphabet.of_state(state, depth))
        clock = [move for move in moves if not move.outside]
        done = None
        while done is None and moves:
            move = chance.choice(clock if clock and chance.random() < 0.5 else moves)
            moves = [other for other in moves if other is not move]
            clock = [other for other in clock if other is not move]
            done = taken(ground, words, state, move)
        if done is None:
            return
        memory, violations = judged(done)
        state = done.after._replace(memory=memory)


@pytest.mark.parametrize("name", ["overpayment", "duplicate_payment", "underpayment"])
def test_random_runs_stay_within_what_was_explored(name):
    """One in a hundred of their states may lie outside: where two things last, not every word is tried."""
    playbook = DRAFTS[name].playbook
    plain = worlds(playbook)[0]
    graph = Explorer(playbook, plain, decide).run()
    explored = {seen(node.key) for node in graph.nodes}
    chance = random.Random(20260601)
    visited = [seen(known) for _ in range(300) for known, _ in walk(playbook, plain, chance)]
    strays = [one for one in visited if one not in explored]
    assert len(strays) * 100 <= len(visited)


@pytest.mark.parametrize("name", ["overpayment", "missing_payment", "underpayment", "disputed_charge"])
def test_random_runs_from_any_day_break_no_rule_either(name):
    """Long runs with every word everywhere, from each day of the week: what is not explored is sampled."""
    playbook = DRAFTS[name].playbook
    chance = random.Random(7)
    plain = worlds(playbook)[0]
    broken = {}
    for number in range(200):
        world = replace(plain, start=plain.start.replace(day=1 + number % 7))
        for _, violations in walk(playbook, world, chance, length=25, every_word=True):
            broken |= {(one.rule, one.part): one.sentence for one in violations}
    assert broken == {}


# --- what is shipped -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(DRAFTS))
def test_what_is_shipped_is_proved_for_two_events(name):
    """The plain world only, and two outside events: the whole is proved by `followup playbook check` (make texts)."""
    playbook = DRAFTS[name].playbook
    plain = replace(worlds(playbook)[0], most_events=2)
    graph = Explorer(playbook, plain, decide).run()
    assert verdicts(playbook, [graph]) == ()
