"""The stop button in the hands of staff: supervisors and admins, each for their clients."""

from __future__ import annotations

from typing import Final

from bot.app.context import Context
from bot.app.controlling import set_pause
from bot.app.staff.people import actor, works_for
from bot.app.staff.references import one_line
from bot.domain.errors import Rejected
from bot.domain.facts import Pause
from bot.domain.rules import Staff
from bot.domain.vocabulary import Role

STOPPERS: Final = frozenset({Role.SUPERVISOR, Role.ADMIN})
CLIENT: Final = "client"
MOST_CHARACTERS: Final = 1_000  # of the reason


def pause(context: Context, staff: Staff, scope: str, value: str, reason: str, on: bool) -> None:  # noqa: FBT001
    """Press (`on`) or release the stop button. Somebody limited to clients may stop only those.

    Raises Rejected for whoever may not, without a reason, and for something that is not there.
    """
    actor(staff, STOPPERS)
    if staff.clients and not (scope == CLIENT and works_for(staff, value)):
        raise Rejected("You may stop only the clients that you work for.")
    why = one_line(context, reason, MOST_CHARACTERS)
    if not why:
        raise Rejected("Say why, in a few words: it is logged.")
    set_pause(context, Pause(scope, value), staff.id, why, on=on)
