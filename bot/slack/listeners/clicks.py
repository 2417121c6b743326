"""Clicks on buttons and menus."""

from __future__ import annotations

import asyncio
from typing import Final

import structlog
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.errors import SlackApiError

from bot.domain.errors import Rejected
from bot.domain.rules import Staff
from bot.slack.blocks.notices import error_view, loading_view
from bot.slack.blocks.parts import Block
from bot.slack.forms import FORMS
from bot.slack.listeners import deeds
from bot.slack.listeners.answering import tell
from bot.slack.listeners.outcomes import Refused, broken, outcome_of
from bot.slack.listeners.payloads import Click, Payload, Place, read_click
from bot.slack.listeners.workspace import Workspace
from bot.slack.names import Deed

log = structlog.get_logger(__name__)


OPENING: Final = frozenset({*FORMS, Deed.SHOW, Deed.WHY, Deed.GUIDE})
TITLES: Final = {Deed.SHOW: "The case", Deed.WHY: "Why", Deed.GUIDE: "Guide"}
# A trigger works once. So a repeated delivery of a click that opens something ends here by itself.
_USED: Final = frozenset({"exchanged_trigger_id", "trigger_exchanged", "expired_trigger_id", "trigger_expired"})


async def on_click(ws: Workspace, ack: AsyncAck, body: Payload) -> None:
    """Acknowledge, parse, act or open, answer."""
    try:
        click = read_click(body)
    except Rejected as refusal:
        click = None
        place = Place(channel=str((body.get("channel") or {}).get("id", "")), response_url=body.get("response_url", ""))
        await tell(ws, body["user"]["id"], place, str(body.get("trigger_id", "")), Refused(str(refusal)))
    if click is not None:
        task = await ws.patience.start(_clicked(ws, click))
        if task.done():
            task.result()  # what could not even be answered is not acknowledged: the person sees that it failed
    await ack()


async def _clicked(ws: Workspace, click: Click) -> None:
    try:
        staff = ws.staff(click.user)
        if click.deed in OPENING:
            await open_view(ws, click, staff)
            return
        outcome = await asyncio.to_thread(
            outcome_of, ws.context, click.delivery, lambda: deeds.clicked(ws, click, staff)
        )
    except Rejected as refusal:
        outcome = Refused(str(refusal))
    await tell(ws, click.user, click.place, click.trigger, outcome)


async def open_view(ws: Workspace, click: Click, staff: Staff) -> None:
    """A small modal at once, because the trigger lives for 3 seconds; then what it is about."""
    title = FORMS[click.deed].title if click.deed in FORMS else TITLES[click.deed]
    opening = ws.client.views_push if click.place.in_modal else ws.client.views_open
    try:
        answer = await opening(trigger_id=click.trigger, view=loading_view(title))
    except SlackApiError as error:
        if error.response.get("error") not in _USED:
            raise
        log.info("slack.repeated", what="trigger")
        return
    view = await asyncio.to_thread(_filled, ws, click, staff)
    await ws.client.views_update(view_id=answer["view"]["id"], view=view)


def _filled(ws: Workspace, click: Click, staff: Staff) -> Block:
    try:
        return deeds.opened(ws, click, staff)
    except Rejected as refusal:
        return error_view(str(refusal))
    except Exception as error:  # noqa: BLE001 - the modal must not say "one moment" for ever
        return error_view(broken(error).sentence)
