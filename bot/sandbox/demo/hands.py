"""Hands at the staff desk: finds a case's card and presses its buttons, as a person would."""

from __future__ import annotations

from typing import Any

from bot.domain.errors import Rejected
from bot.sandbox.demo.demo import Demo


class Hands:
    def __init__(self, demo: Demo) -> None:
        self._demo = demo

    async def propose_refund(self, staff: str, invoice: str) -> None:
        raise Rejected(f"The desk is not open yet ({staff}, {invoice}).")

    async def approve(self, staff: str, invoice: str) -> None:
        raise Rejected(f"The desk is not open yet ({staff}, {invoice}).")

    async def acknowledge(self, staff: str, invoice: str) -> None:
        raise Rejected(f"The desk is not open yet ({staff}, {invoice}).")

    def _card(self, invoice: str) -> dict[str, Any]:
        raise Rejected(f"{self._demo.url} has no card for {invoice} yet.")
