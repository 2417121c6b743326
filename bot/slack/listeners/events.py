"""Events: the home tab is opened, somebody writes in the thread of a card."""

from __future__ import annotations

import asyncio
import html
import re
from collections.abc import Callable
from typing import Any, Final

import structlog
from slack_sdk.errors import SlackApiError

from bot.app.context import Context
from bot.app.staff.finding import asked_of, find_cases
from bot.app.staff.lately import understood_lately
from bot.app.staff.noting import note
from bot.app.staff.people import READERS
from bot.app.staff.views import Found
from bot.domain.errors import Rejected
from bot.domain.roles import CHECKERS, MAKERS
from bot.domain.rules import Staff
from bot.slack.blocks.home import EACH, home_view
from bot.slack.listeners.answering import tell
from bot.slack.listeners.identifiers import note_of
from bot.slack.listeners.once import SeenBefore, once
from bot.slack.listeners.outcomes import Refused
from bot.slack.listeners.payloads import Payload, Place, Written, read_written
from bot.slack.listeners.workspace import STRANGER, Workspace
from bot.slack.names import HOME_LISTS

log = structlog.get_logger(__name__)

RECEIPT: Final = "memo"
CARD_NUMBER: Final = (
    "Your message holds a card number. The note is kept without it; please delete the message in Slack."
)
_CONCERNED: Final = {"approvals": CHECKERS, "escalated": MAKERS}
_LINK: Final = re.compile(r"<([^<>|]+)(?:\|([^<>]*))?>")


async def on_home(ws: Workspace, body: Payload) -> None:
    """Show the person what waits for them. It is asked for anew each time: nothing here acts."""
    event = body["event"]
    if event.get("tab", "home") != "home":
        return
    staff = ws.people.get(event["user"])
    view = await asyncio.to_thread(home_of, ws, staff) if staff else _stranger()
    await ws.client.views_publish(user_id=event["user"], view=view)


def home_of(ws: Workspace, staff: Staff) -> dict[str, Any]:
    """The home tab of a member of staff: only lists of what they may do something about."""
    names = [name for name in HOME_LISTS if staff.roles & _CONCERNED.get(name, READERS)]
    lists = {name: _find(name)(ws.context, staff, name, EACH + 1) for name in names}
    return home_view(staff, lists, ws.context.clock(), understood_lately(ws.context, staff))


def _find(name: str) -> Callable[[Context, Staff, str, int], list[Found]]:
    return asked_of if name in _CONCERNED else find_cases


def _stranger() -> dict[str, Any]:
    text = {"type": "plain_text", "text": STRANGER}
    return {"type": "home", "blocks": [{"type": "section", "text": text}]}


async def on_message(ws: Workspace, body: Payload) -> None:
    """What staff write in the thread of a card is kept as an internal note of the case. Nothing else is."""
    written = read_written(body)
    if written is None:
        return
    place = Place(channel=written.channel, thread=written.thread)
    reference = await asyncio.to_thread(_case_of, ws, written)
    if not reference:
        return
    try:
        kept = await asyncio.to_thread(_keep, ws, written, reference)
    except Rejected as refusal:
        await tell(ws, written.user, place, "", Refused(f"This is not kept as a note. {refusal}"))
        return
    if kept:
        await _receipt(ws, written)
        words = plain(ws, written.text)
        if ws.desk.screen(words) != words:  # kept without it; what stands in Slack only its writer can delete
            await tell(ws, written.user, place, "", Refused(CARD_NUMBER))


def _case_of(ws: Workspace, written: Written) -> str:
    """The case whose card begins the thread; "" = it is another thread."""
    with ws.context.store.read() as unit:
        case_id = unit.case_of_card(written.channel, written.thread)
        return unit.case_ref(case_id) if case_id else ""


def _keep(ws: Workspace, written: Written, reference: str) -> bool:
    """False = it is kept already. Whatever else goes wrong is not acknowledged: Slack brings it again."""
    staff = ws.staff(written.user)
    try:
        with once(ws.context, written.delivery) as context:
            note(context, ws.desk, reference, staff, note_of(written.channel, written.ts), plain(ws, written.text))
    except SeenBefore:
        log.info("slack.repeated")
        return False
    return True


async def _receipt(ws: Workspace, written: Written) -> None:
    """A small mark on the message: it is kept."""
    try:
        await ws.client.reactions_add(channel=written.channel, timestamp=written.ts, name=RECEIPT)
    except SlackApiError as error:
        log.info("slack.no_receipt", error=str(error.response.get("error")))


def plain(ws: Workspace, text: str) -> str:
    """Slack's own marks as people read them: `<@U0OLIVIA1>` as a name, `<https://a|b>` as the address."""

    def read(found: re.Match[str]) -> str:
        target = found[1]
        if target.startswith("@"):
            who = ws.people.get(target[1:])
            return f"@{who.name}" if who else "@somebody"
        if target.startswith(("#", "!")):
            return f"{target[0].strip('!')}{found[2] or target[1:]}"
        return target.removeprefix("mailto:").removeprefix("tel:")

    return html.unescape(_LINK.sub(read, text))
