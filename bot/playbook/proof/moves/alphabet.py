"""The alphabet: everything that may happen to a case, each with its name, its words and its command.

A name is the machine form of a story's line: the same name in the same state is the same command.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

from bot.domain.playbook import Playbook
from bot.playbook.proof.canonical import alike
from bot.playbook.proof.moves.clock import LATER, PROVIDER, SENT, TIME
from bot.playbook.proof.moves.elsewhere import BANK, answers
from bot.playbook.proof.moves.linked import LINKED, LINKED_FRAUD, UNLINKED, revised_reasons
from bot.playbook.proof.moves.move import RUNS, Commands, Move
from bot.playbook.proof.moves.staff import BY_HAND, DECISIONS, ENDS, RELEASE, STAFF, STEERING, decided_words, proposed
from bot.playbook.proof.replies import (
    ABOUT_A_DAY,
    ONLY_FIRST,
    RACES,
    WITH_A_PERSON,
    Wording,
    after_a_mark,
    command,
    representatives,
    wordings,
)
from bot.playbook.proof.state import Ground, State, awaited


class Depth(Enum):
    """How much is tried in a state: the more has happened before, the less."""

    FIRST = auto()  # nobody has done anything yet: every word
    PLAIN = auto()  # nothing that lasts: one word of each class
    MARKED = auto()  # one thing lasts: one word of each kind
    CLOCK = auto()  # more lasts: the clock, and the release of a hold

    @classmethod
    def of(cls, marks: int, *, first: bool) -> Depth:
        """By the number of lasting marks."""
        if marks == 0:
            return cls.FIRST if first else cls.PLAIN
        return cls.MARKED if marks == 1 else cls.CLOCK


@dataclass(frozen=True, slots=True)
class Alphabet:
    """The moves of one playbook, by what they are good for."""

    every_word: tuple[Move, ...]
    words: tuple[Move, ...]  # one of each class
    words_with_a_person: tuple[Move, ...]
    races: tuple[Move, ...]  # what may come between a message and the provider
    others: tuple[Move, ...]  # of the bank, the staff, those who were asked
    only_first: tuple[Move, ...]  # tried where nobody has done anything yet
    after_a_mark: tuple[Move, ...]
    about_a_day: tuple[Move, ...]  # where one waits for a yes

    @classmethod
    def of(cls, playbook: Playbook, outcome_words: frozenset[str]) -> Alphabet:
        """All that may happen to a case of this playbook."""
        first = representatives(playbook, outcome_words)
        every = {wording.name: _reply(wording) for wording in wordings()}
        decisions = [replace(move, by_staff=True, ends=True) for move in (*DECISIONS, *ENDS)]
        by_hand = [*decisions, *(replace(move, by_staff=True) for move in (*STAFF, *decided_words()))]
        kinds = {alike(kind): kind for kind in sorted(playbook.resolutions)}
        proposals = [replace(proposed(kind), by_staff=True) for kind in sorted(playbook.resolutions)]
        one_of_each = [move for move in proposals if move.name in {f"propose {kind}" for kind in kinds.values()}]
        others = (*BANK, LINKED, UNLINKED, *by_hand, *one_of_each, *answers(playbook))
        return cls(
            tuple(every.values()),
            tuple(move for name, move in every.items() if name in first - ONLY_FIRST),
            tuple(every[name] for name in sorted(WITH_A_PERSON)),
            (*(every[name] for name in sorted(RACES)), *(move for move in others if move.name in RACING)),
            others,
            (
                *(replace(move, by_staff=True) for move in (*STEERING, *BY_HAND)),
                *proposals,
                LINKED_FRAUD,
                *revised_reasons(playbook),
            ),
            (
                *(every[name] for name in after_a_mark(playbook)),
                *(move for move in others if move.ends or move.name in MARKED),
            ),
            tuple(every[name] for name in ABOUT_A_DAY),
        )

    def of_state(self, state: State, depth: Depth) -> Iterator[Move]:
        """The moves to try in a state."""
        if any(awaited(touch) for touch in state.case.touches):
            yield from (SENT,) if depth is Depth.CLOCK else (*PROVIDER, *self.races)
            return
        yield TIME
        if depth is Depth.CLOCK:
            yield RELEASE
        elif depth is Depth.MARKED:
            yield from (LATER, *self.after_a_mark)
            yield from self.about_a_day if state.case.proposed_day is not None else ()
        elif state.case.state in RUNS:
            yield from (LATER, *(self.every_word if depth is Depth.FIRST else self.words), *self.others)
            yield from self.only_first if depth is Depth.FIRST else ()
        else:
            yield from (*self.words_with_a_person, *self.others)


# What else is tried where something lasts: money, a person, an answer from elsewhere.
MARKED = frozenset({"pay all", "pay part", "undo", "hold", "close", "correct", "decide reply dispute"})
RACING = frozenset({"pay all", "pay part", "hold", "hold person_only", "close", "revise to paid"})


def _reply(wording: Wording) -> Move:
    def commands(_: Ground, state: State) -> Commands | None:
        return (command(state, wording),)

    return Move(wording.name, f"the customer writes: {wording.says}", True, commands)


def by_name(playbook: Playbook, outcome_words: frozenset[str]) -> dict[str, Move]:
    """Every move by its name."""
    alphabet = Alphabet.of(playbook, outcome_words)
    moves = (TIME, LATER, *PROVIDER, *alphabet.every_word, *alphabet.others, *alphabet.only_first)
    return {move.name: move for move in moves}
