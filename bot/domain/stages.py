"""What the bank or the scheme says anew of a case: another reason, the next stage, another deadline."""

from __future__ import annotations

from datetime import date

from bot.domain import clocks
from bot.domain import commands as c
from bot.domain import events as e
from bot.domain.calendar import local
from bot.domain.case import Case
from bot.domain.proposals import invalidate, withdraw_barred
from bot.domain.turn import Turn
from bot.domain.vocabulary import CaseState, CaseType, Stage

_ORDER = (None, Stage.INQUIRY, Stage.CHARGEBACK, Stage.PRE_ARBITRATION)


def revise_reason(turn: Turn, command: c.ReviseReason) -> None:
    """A chargeback that goes on has a new clock, and less may be done: what is no longer allowed is withdrawn at once.

    A closed one whose next stage begins is open again.
    """
    before = turn.case
    rose = _ORDER.index(command.stage) > _ORDER.index(before.stage)
    after = (command.reason, command.stage, _deadline(turn, command, rose=rose))
    if after == (before.reason, before.stage, before.respond_by):
        return
    turn.say(e.ReasonRevised(before.reason, before.stage, before.respond_by, *after, command.source, turn.now))
    if before.state is CaseState.CLOSED:
        if rose and before.case_type is CaseType.CHARGEBACK:
            turn.say(e.CaseReopened("ledger", "the chargeback has reached its next stage", turn.now))
        return
    withdraw_barred(turn)
    invalidate(turn)


def _deadline(turn: Turn, command: c.ReviseReason, *, rose: bool) -> date | None:
    """What the processor says; of a new stage of which it says nothing, the shortest time that may apply."""
    case: Case = turn.case
    if command.respond_by is not None or not rose or case.case_type is not CaseType.CHARGEBACK:
        return command.respond_by or case.respond_by
    happened = command.occurred_on or local(turn.now, turn.rules.zone).date()
    countries = (turn.facts.customer.country, turn.rules.country)
    return clocks.respond_by(turn.rules.clocks, command.card_scheme, countries, happened, turn.facts.holidays)
