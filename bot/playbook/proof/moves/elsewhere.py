"""The bank, the ledger, and those who were asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bot.domain import commands as c
from bot.domain.case import Case
from bot.domain.playbook import Inquire, Playbook
from bot.playbook.proof.moves.move import Commands, Move
from bot.playbook.proof.state import Ground, State


def _payment(minor_units: Callable[[Case], int]) -> Callable[[Ground, State], Commands | None]:
    def commands(_: Ground, state: State) -> Commands | None:
        minor = minor_units(state.case)
        return (c.SeePayment(f"p{state.case.seq}", minor),) if minor > 0 else None

    return commands


def a_part(case: Case) -> int:
    """Minor units of a part, once: of what is still all open."""
    return case.gap * 2 // 5 if case.gap == case.expected else 0


def _undone(_: Ground, state: State) -> Commands | None:
    return (c.UndoPayment("p1", state.case.paid),) if state.case.paid > 0 else None


def _surplus_left(_: Ground, state: State) -> Commands | None:
    surplus = -state.case.gap
    return (c.UndoPayment("p1", surplus),) if 0 < surplus < state.case.paid else None


def _revised(
    expected: Callable[[Case], int], disputed: Callable[[Case], int]
) -> Callable[[Ground, State], Commands | None]:
    def commands(_: Ground, state: State) -> Commands | None:
        case = state.case
        changed = (expected(case), disputed(case))
        if changed == (case.expected, case.disputed) or min(changed) < 0:
            return None
        return (c.ReviseAmounts(*changed),)

    return commands


BANK = (
    Move("pay part", "a part is paid", True, _payment(a_part)),
    Move("pay all", "all that is open is paid", True, _payment(lambda case: case.gap)),
    Move("pay too much", "more than is open is paid", True, _payment(lambda case: case.gap * 2 if case.gap > 0 else 0)),
    Move("undo", "what was paid is taken back", True, _undone),
    Move("surplus leaves", "what was paid too much has left the account", True, _surplus_left),
    Move("revise to paid", "the ledger expects just what was paid", True, _revised(lambda one: one.paid, lambda _: 0)),
    Move(
        "ledger contests",
        "the ledger calls all that is open contested",
        True,
        _revised(lambda one: one.expected, lambda one: max(one.gap, one.disputed)),
    ),
    Move("import undone", "the import that opened it is undone", True, lambda _, __: (c.WithdrawCase("import"),)),
)


# --- those who were asked --------------------------------------------------------------------------------------


def answers(playbook: Playbook) -> Iterator[Move]:
    """Each answer to each question to others."""
    for cause, answer in sorted(offered(playbook)):
        yield Move(
            f"answer {cause} {answer}", f"{cause.replace('_', ' ')} is answered: {answer}", True, _answer(cause, answer)
        )


def _answer(cause: str, answer: str) -> Callable[[Ground, State], Commands | None]:
    def commands(_: Ground, state: State) -> Commands | None:
        asked = next((one for one in state.case.inquiries if one.open and one.cause == cause), None)
        return None if asked is None else (c.AnswerInquiry(asked.id, answer, asked.to),)

    return commands


def offered(playbook: Playbook) -> set[tuple[str, str]]:
    """Each question to others, by its cause, with each answer that it offers."""
    found = {
        (step.id, answer)
        for step in playbook.steps
        if isinstance(step.action, Inquire)
        for answer in step.action.answers
    }
    for trigger, reaction in playbook.reactions.items():
        for number, action in enumerate(reaction.actions, 1):
            if isinstance(action, Inquire):
                found |= {(f"{trigger.value}.{number}", answer) for answer in action.answers}
    return found
