"""Lists of cases: found ones, and those of the home view."""

from __future__ import annotations

from collections.abc import Sequence

from bot.app.staff.views import Found
from bot.slack.blocks.parts import Block, actions, button, context, line_of, rich, section, words
from bot.slack.blocks.plain import STATE, TYPE
from bot.slack.limits import fit
from bot.slack.names import Carried, Deed, action_of, pack

MOST = 20  # cases of one list: two blocks each, within 50 a message
NOTHING = "Nothing was found. Try a case reference, an invoice number, or: mine, held, approvals, unread."
LONG = 200  # units of the reason
NAMED = 60  # units of an invoice or a person: twenty long ones would be more than a message holds


def found_blocks(found: Sequence[Found]) -> list[Block]:
    """The cases that were found, each with a button that shows it."""
    if not found:
        return [section(NOTHING)]
    blocks = list_blocks(found, "found", MOST)
    return (
        blocks if len(found) <= MOST else [*blocks, context(f"{len(found) - MOST} more: please say it more exactly.")]
    )


def list_blocks(found: Sequence[Found], name: str, most: int) -> list[Block]:
    """Two blocks a case; `name` keeps the block ids of several lists apart."""
    return [block for number, one in enumerate(found[:most]) for block in _entry(one, f"{name}-{number}")]


def _entry(one: Found, block_id: str) -> list[Block]:
    symbol, _ = STATE[one.state]
    invoice = f", invoice {fit(one.invoice, NAMED)}" if one.invoice else ""
    who = f"; {fit(one.assignee, NAMED)}" if one.assignee else ""
    why = f"\n{fit(one.why, LONG)}{who}" if one.why or who else ""
    text = line_of(
        words(f"{symbol} {one.amount}", bold=True),
        words(f"{invoice} - {TYPE[one.case_type]}, {one.ref}, {one.client}{why}"),
    )
    show = button(f"Show {one.ref}", action_of(Deed.SHOW), pack(Carried(one.ref)))
    return [rich(text), actions([show], block_id)]
