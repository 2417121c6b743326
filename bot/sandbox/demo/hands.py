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
from bot.slack.blocks.notices import FAILED
from bot.slack.forms.inputs import NOTE
from bot.slack.names import ACTION_PREFIX, COMMAND, Deed

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

    async def reject(self, staff: str, invoice: str, reason: str) -> None:
        """Reject a proposal; its maker reads the reason."""
        await self.press(staff, invoice, Deed.REJECT)
        await self.send(staff, {NOTE: reason})

    async def refused(self, staff: str, invoice: str, deed: Deed) -> str:
        """Press the button, send the form if one opens. Returns the refusal as it is read; "" = it was done."""
        await self.press(staff, invoice, deed)
        try:
            await self.send(staff, {})
        except Rejected as refusal:
            return str(refusal)
        return ""

    async def reply(self, staff: str, invoice: str, text: str) -> None:
        """Write to the customer, on the way that the form offers: look at the preview, then send it."""
        await self.press(staff, invoice, Deed.REPLY)
        await self.send(staff, {"text": text})
        await self.send(staff, {})

    async def close(self, staff: str, invoice: str, outcome: str, cause: str) -> None:
        """Close a case by hand."""
        await self.press(staff, invoice, Deed.CLOSE)
        await self.send(staff, {"outcome": outcome, "cause": cause})

    async def release(self, staff: str, invoice: str) -> None:
        """Lift a hold."""
        await self.press(staff, invoice, Deed.RELEASE)
        await self.send(staff, {})

    async def command(self, staff: str, invoice: str, word: str, *, channel_of: str = "") -> str:
        """`/case <word> <reference>` in the client's channel, or in that of another one. Returns the answer."""
        ref, client = self._ref(invoice)
        place = self._demo.desk.channel_of(channel_of or client)
        answer = await self._demo.as_staff(staff).command(COMMAND, f"{word} {ref}", place)
        return str(answer["text"]) if answer else ""

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
        await self._past_refusal(staff)
        await self._demo.player.react()

    async def _past_refusal(self, staff: str) -> None:
        """Raises Rejected with what the open view says, if it says that it did not work."""
        views = self._demo.slack.views(self._demo.desk.user(staff))
        if views and views[-1]["title"]["text"] == FAILED:
            await self.put_away(staff)
            raise Rejected(_told(views[-1]))

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
            await self._past_refusal(staff)
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


def _told(view: Mapping[str, Any]) -> str:
    return " ".join(block["text"]["text"] for block in view["blocks"] if "text" in block).removeprefix("✋ ")


def _has(view: Mapping[str, Any], block_id: str) -> bool:
    return any(block.get("block_id") == block_id for block in view["blocks"])
