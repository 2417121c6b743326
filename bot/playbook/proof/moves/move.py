"""What a move is, and the moment at which it may happen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.domain import commands as c
from bot.domain.facts import Facts
from bot.domain.vocabulary import CaseState
from bot.playbook.proof.state import Ground, State

Commands = tuple[c.Command, ...]
Give = Callable[[Ground, State], Commands | None]
RUNS = (CaseState.OPEN, CaseState.WAITING)


@dataclass(frozen=True, slots=True)
class Move:
    """Something that may happen. `outside`: by somebody, not by the clock or by what the clock sent."""

    name: str
    says: str
    outside: bool
    commands: Give  # None = it cannot happen in this state
    at: Callable[[Ground, State], datetime | None] = lambda _, state: state.now  # None = never
    by_staff: bool = False
    clock: bool = False  # what happens if nobody does anything
    ends: bool = False  # a decision, a release: it ends a pause and leaves no mark
    learns: Callable[[Ground, State], Facts] | None = None  # what is known of the customer's other cases then


OPENING = Move("open", "the case opens", False, lambda _, __: None)


def is_closed(state: State) -> bool:
    """Whether nothing but a new opening may happen."""
    return state.case.state is CaseState.CLOSED
