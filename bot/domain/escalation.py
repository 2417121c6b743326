"""Escalations: raised, pinged level by level, acknowledged, ended. Pure."""

from __future__ import annotations

from bot.domain import commands as c
from bot.domain.errors import Rejected
from bot.domain.turn import Turn


def acknowledge(turn: Turn, command: c.AcknowledgeEscalation) -> None:
    raise Rejected(f"{type(command).__name__} cannot be done on {turn.case.ref} yet.")
