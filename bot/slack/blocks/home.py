"""The home view: what waits for this member of staff."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.app.staff.lately import FEW, Lately
from bot.app.staff.views import Found
from bot.domain.rules import Staff
from bot.slack.blocks.lists import list_blocks
from bot.slack.blocks.parts import Block, context, divider, header, section
from bot.slack.blocks.plain import ROLE
from bot.slack.names import COMMAND, HOME_LISTS

EACH = 8  # cases of a list: five lists of two blocks a case stay under 100
TITLES = {
    "escalated": "🔔 You are asked to take",
    "overdue": "⏰ Overdue",
    "approvals": "⚖️ Waiting for your approval",
    "unread": "✉️ Replies that somebody must read",
    "mine": "📌 Yours",
}
TYPED = frozenset({"mine", "approvals", "unread"})  # lists that the command shows as well
NOTHING = f"Nothing waits for you. Type {COMMAND} find and a reference or an invoice number to look for a case."


def home_view(
    staff: Staff, lists: Mapping[str, list[Found]], now: datetime, understood: Lately | None = None
) -> dict[str, Any]:
    """What is most urgent first; a list without cases is left out. One case more than EACH says that there are more.

    `understood` is for whoever answers for the whole: how well replies are understood.
    """
    roles = ", ".join(sorted(ROLE[role] for role in staff.roles))
    blocks = [section(f"{staff.name}, you are here as {roles or 'a guest'}.")]
    for name, title in TITLES.items():
        blocks += _list(name, title, lists.get(name, []))
    if not any(lists.get(name) for name in HOME_LISTS):
        blocks.append(section(NOTHING))
    if understood is not None and understood.replies:
        blocks.append(context(_understood(understood)))
    blocks.append(context(f"As of {now.astimezone(UTC):%a %-d %b %H:%M} UTC. Times are those of each client."))
    return {"type": "home", "callback_id": "home", "blocks": blocks}


def _understood(lately: Lately) -> str:
    """Few replies say little: then only their number is told."""
    what = f"Replies of the last {lately.weeks} weeks: {lately.replies:,}"
    if lately.replies < FEW:
        return f"{what}, too few to say how well they are understood."
    share = f"{lately.undecided / lately.replies:.0%} waited for a person"
    return f"{what}; {share}, {lately.corrected:,} were corrected. More: `followup report understanding`."


def _list(name: str, title: str, found: list[Found]) -> list[Block]:
    if not found:
        return []
    if len(found) <= EACH:
        return [divider(), header(f"{title} ({len(found)})"), *list_blocks(found, name, EACH)]
    more = f"There are more: type {COMMAND} {name}." if name in TYPED else "There are more; these were opened last."
    return [divider(), header(f"{title} (more than {EACH})"), *list_blocks(found, name, EACH), context(more)]
