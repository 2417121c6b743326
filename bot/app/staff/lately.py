"""How well the replies of the last weeks were understood, in three numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from bot.app.context import Context
from bot.app.staff.people import may_read
from bot.domain.rules import Staff
from bot.domain.vocabulary import Role

WEEKS: Final = 4
FEW: Final = 30  # replies; a share of fewer says little
WATCHES: Final = frozenset({Role.SUPERVISOR})  # who answers for the whole


@dataclass(frozen=True, slots=True)
class Lately:
    weeks: int
    replies: int
    undecided: int
    corrected: int


def understood_lately(context: Context, staff: Staff) -> Lately | None:
    """Of the clients whose cases they may see; None for whom it does not concern."""
    clients = [client for client in context.rules if may_read(staff, client)]
    if not clients or not staff.roles & WATCHES:
        return None
    with context.store.read() as unit:
        replies = unit.understood(context.clock() - timedelta(weeks=WEEKS), clients)
    return Lately(WEEKS, len(replies), sum(not one.decided for one in replies), sum(one.corrected for one in replies))
