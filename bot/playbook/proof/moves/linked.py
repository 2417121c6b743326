"""Other cases about the same money, and what the bank or the scheme says anew of this one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

from bot.domain import commands as c
from bot.domain.changing import replace
from bot.domain.facts import Facts, SiblingFacts
from bot.domain.playbook import Playbook
from bot.domain.vocabulary import CaseState, CaseType, Owes, Stage
from bot.playbook.proof.moves.move import Commands, Give, Move, is_closed
from bot.playbook.proof.state import Ground, State
from bot.playbook.proof.worlds import FRAUD_CODE, conditions


def _chargeback(*, silent: bool) -> Callable[[Ground, State], Facts]:
    """An older chargeback about the same money: it decides about that money, whatever type this case has."""

    def learns(ground: Ground, state: State) -> Facts:
        case = state.case
        other = SiblingFacts(
            case_id="L",
            owes=Owes.OPEN,
            state=CaseState.OPEN,
            currency=case.currency,
            open_minor=case.expected,
            ref="PB-LINKED",
            case_type=CaseType.CHARGEBACK,
            parent=case.id,
            opened_at=case.opened_at - timedelta(days=1),
            expected=case.expected,
            silent=silent,
        )
        how = ("linked", silent, case.expected)
        return ground.known(state.facts, how, lambda facts: replace(facts, siblings=(other,)))

    return learns


def _alone(ground: Ground, state: State) -> Facts:
    return ground.known(state.facts, ("alone",), lambda facts: replace(facts, siblings=()))


def _comes(_: Ground, state: State) -> Commands | None:
    """While a person has the case nothing goes on that it could stop."""
    apart = state.facts.siblings or state.case.state in (CaseState.CLOSED, CaseState.HELD)
    return None if apart else (c.StandAside(),)


def _goes(_: Ground, state: State) -> Commands | None:
    return None if is_closed(state) or not state.facts.siblings else (c.PassTime(),)


LINKED = Move("linked", "a chargeback about the same money comes in", True, _comes, learns=_chargeback(silent=False))
LINKED_FRAUD = Move(
    "linked fraud",
    "a chargeback for fraud comes in, about the same money",
    True,
    _comes,
    learns=_chargeback(silent=True),
)
UNLINKED = Move("unlinked", "the linked chargeback is closed", True, _goes, ends=True, learns=_alone)


def revised_reasons(playbook: Playbook) -> Iterator[Move]:
    """Another reason and the next stage, where the playbook or the core reads them."""
    chargeback = CaseType.CHARGEBACK in playbook.case_types
    asked = conditions(playbook)
    if chargeback or any(one.reasons for one in asked):
        yield Move("reason fraud", "the scheme now says: fraud", True, _revised(FRAUD_CODE, None))
    if chargeback or any(one.stages for one in asked):
        says = "it goes to pre-arbitration"
        yield Move("stage pre_arbitration", says, True, _revised(None, Stage.PRE_ARBITRATION))


def _revised(reason: str | None, stage: Stage | None) -> Give:
    def commands(_: Ground, state: State) -> Commands | None:
        before = (state.case.reason, state.case.stage)
        after = (reason or state.case.reason, stage or state.case.stage)
        return None if after == before else (c.ReviseReason(*after),)

    return commands
