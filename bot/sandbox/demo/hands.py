"""Hands at the staff desk: finds a case's card and presses its buttons, as a person would."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import orjson

from bot.domain.errors import Rejected
from bot.sandbox.demo.demo import Demo
from bot.sandbox.demo.view import case_of
from bot.slack.names import ACTION_PREFIX, Deed

LOOKS: Final = 60
LOOK_SECONDS: Final = 0.1
_VALUE: Final = "value"  # the action_id of every input of our forms


@dataclass(frozen=True, slots=True)
class Card:
    """A case's card where it stands."""

    place: str
    ts: str
    blocks: list[dict[str, Any]]


class Hands:
    def __init__(self, demo: Demo) -> None:
        self._demo = demo

    async def propose(self, staff: str, invoice: str, kind: str, note: str) -> None:
        """Fill in the form for a proposal over the whole amount. Raises Rejected when it is not taken."""
        await self.press(staff, invoice, Deed.PROPOSE)
        await self.send(staff, {"kind": kind, "note": note})

    async def approve(self, staff: str, invoice: str) -> None:
        """Press the button, look at the form, send it."""
        await self.press(staff, invoice, Deed.APPROVE)
        await self.send(staff, {})

    async def try_to_approve(self, staff: str, invoice: str, seconds: float) -> None:
        """Press the button as somebody who may not, and read the answer for so long."""
        await self.press(staff, invoice, Deed.APPROVE)
        await asyncio.sleep(seconds)
        await self.put_away(staff)

    async def carry_out(self, staff: str, invoice: str, reference: str) -> None:
        """Say that an approved resolution was posted, with the bank's reference."""
        await self.press(staff, invoice, Deed.CARRY_OUT)
        await self.send(staff, {"reference": reference})

    async def take(self, staff: str, invoice: str) -> None:
        """Take a case that was escalated."""
        await self.press(staff, invoice, Deed.ACKNOWLEDGE)

    # --- pressing ---

    async def press(self, staff: str, invoice: str, deed: Deed) -> None:
        """Press a button of the card, or choose it in its menu. Raises Rejected when it is not there in time."""
        ref, client = self._ref(invoice)
        person = self._demo.as_staff(staff)
        card, element = await self._found(ref, client, deed)
        if element["type"] == "button":
            await person.click(card.place, card.ts, element["action_id"], value=element.get("value"))
        else:
            chosen = next(value for value in _choices(element) if _deed_in(value) == deed)
            await person.click(card.place, card.ts, element["action_id"], selected=chosen)
        await self._demo.slack.settled()

    async def send(self, staff: str, values: Mapping[str, Any]) -> None:
        """Send the form that is open, with these values by block. Raises Rejected with what it answers."""
        view = await self._form(staff)
        filled = {block: {_VALUE: value} for block, value in values.items() if _has(view, block)}
        errors = await self._demo.as_staff(staff).submit(view["id"], filled)
        if errors:
            await self.put_away(staff)
            raise Rejected(" ".join(errors.values()))
        await self._demo.player.react()

    async def put_away(self, staff: str) -> None:
        """Close whatever forms are open."""
        person = self._demo.as_staff(staff)
        for view in reversed(self._demo.slack.views(self._demo.desk.user(staff))):
            await person.dismiss(view["id"])

    # --- finding ---

    def _ref(self, invoice: str) -> tuple[str, str]:
        row = case_of(self._demo, invoice)
        return row.ref, row.client

    async def _found(self, ref: str, client: str, deed: Deed) -> tuple[Card, dict[str, Any]]:
        for _ in range(LOOKS):
            for card in self._cards(ref, client):
                for element in _elements(card.blocks):
                    if element.get("action_id") == f"{ACTION_PREFIX}{deed}" or deed in map(_deed_in, _choices(element)):
                        return card, element
            await asyncio.sleep(LOOK_SECONDS)  # the card is on its way: one message a second
        raise Rejected(f"The card of {ref} offers no '{deed.replace('_', ' ')}' now.")

    def _cards(self, ref: str, client: str) -> Iterator[Card]:
        place = self._demo.desk.channel_of(client)
        for message in self._demo.slack.messages(place):
            if ref in message["text"]:
                yield Card(place, message["ts"], message.get("blocks") or [])

    async def _form(self, staff: str) -> dict[str, Any]:
        for _ in range(LOOKS):
            views = self._demo.slack.views(self._demo.desk.user(staff))
            if views and views[-1].get("submit"):
                return dict(views[-1])
            await asyncio.sleep(LOOK_SECONDS)
        raise Rejected("No form has opened.")


def _elements(blocks: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for block in blocks:
        yield from block.get("elements", []) if block["type"] == "actions" else ()


def _choices(element: Mapping[str, Any]) -> list[str]:
    return [str(option["value"]) for option in element.get("options", [])]


def _deed_in(value: str) -> str:
    try:
        carried = orjson.loads(value)
    except orjson.JSONDecodeError:
        return ""
    return str(carried.get("do", "")) if isinstance(carried, dict) else ""


def _has(view: Mapping[str, Any], block_id: str) -> bool:
    return any(block.get("block_id") == block_id for block in view["blocks"])
