"""The smallest pieces of Block Kit that we use. Words of people go through `rich` or `plain_section` only.

In rich text and plain text nothing is markup: `*`, `<!channel>` or `:smile:` in a customer's words stay what they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from bot.slack.limits import ACTIONS, BUTTON, HEADER, OPTION, PLACEHOLDER, SECTION, fit, plain, shorten

Block = dict[str, Any]
BULLET: Final = "•"


def escaped(text: str) -> str:
    """For mrkdwn and for a message's `text`: no mention, no link, no entity."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def plain_text(text: str, most: int = SECTION) -> Block:
    """A text object in which nothing is markup, and `:smile:` stays as it is."""
    return {"type": "plain_text", "text": fit(plain(text), most) or " ", "emoji": False}


def header(text: str) -> Block:
    return {"type": "header", "text": plain_text(text, HEADER)}


def section(text: str) -> Block:
    """A paragraph of our own words; nothing in it is markup."""
    shown = shorten(plain(text), SECTION)
    return {"type": "section", "text": {"type": "plain_text", "text": shown or " ", "emoji": False}}


def context(*texts: str, block_id: str = "") -> Block:
    """Small print."""
    block: Block = {"type": "context", "elements": [plain_text(text) for text in texts]}
    return {**block, "block_id": block_id} if block_id else block


def divider() -> Block:
    return {"type": "divider"}


# --- rich text -------------------------------------------------------------------------------------------------


def words(text: str, *, bold: bool = False, italic: bool = False) -> Block:
    """A piece of literal text for `rich`."""
    style = {name: True for name, on in (("bold", bold), ("italic", italic)) if on}
    piece: Block = {"type": "text", "text": plain(text)}
    return {**piece, "style": style} if style else piece


def mention(slack_user: str) -> Block:
    """Makes somebody's Slack ring."""
    return {"type": "user", "user_id": slack_user}


def rich(*parts: Block) -> Block:
    return {"type": "rich_text", "elements": list(parts)}


def line_of(*pieces: Block) -> Block:
    """A paragraph of literal pieces; empty ones are left out."""
    return {"type": "rich_text_section", "elements": _filled(pieces)}


def quote_of(text: str, most: int) -> Block:
    """Somebody's words as a quotation."""
    return {"type": "rich_text_quote", "elements": _filled([words(shorten(plain(text).strip(), most))])}


def _filled(pieces: Sequence[Block]) -> list[Block]:
    kept = [piece for piece in pieces if piece.get("text", "x")]
    return kept or [words("(no words)", italic=True)]


def rows(entries: Sequence[tuple[str, str]]) -> Block:
    """Lines of a label and what it says. What has only one of the two is bold; a label of BULLET is none."""
    pieces: list[Block] = []
    for number, entry in enumerate(entries):
        pieces += _row(*entry, end="\n" if number < len(entries) - 1 else "")
    return rich(line_of(*pieces))


def _row(label: str, text: str, end: str) -> list[Block]:
    if label == BULLET:
        return [words(f"{BULLET} {text}{end}")]
    if label and text:
        return [words(f"{label}: ", bold=True), words(text + end)]
    return [words(label + text + end, bold=True)]


# --- what can be pressed ---------------------------------------------------------------------------------------


def button(text: str, action_id: str, value: str, *, style: str = "", ask: Block | None = None) -> Block:
    """`style` is "", "primary" or "danger"; `ask` is a question that must be answered first."""
    element: Block = {
        "type": "button",
        "text": plain_text(text, BUTTON),
        "action_id": action_id,
        "value": value,
    }
    if style:
        element["style"] = style
    if ask is not None:
        element["confirm"] = ask
    return element


def confirm(title: str, text: str, yes: str, no: str = "Not now") -> Block:
    """A question before a button acts."""
    return {
        "title": plain_text(title, 100),
        "text": plain_text(text, 300),
        "confirm": plain_text(yes, 30),
        "deny": plain_text(no, 30),
    }


def option(text: str, value: str, description: str = "") -> Block:
    entry: Block = {"text": plain_text(text, OPTION), "value": value}
    return {**entry, "description": plain_text(description, OPTION)} if description else entry


def menu(placeholder: str, action_id: str, options: Sequence[Block]) -> Block:
    return {
        "type": "static_select",
        "action_id": action_id,
        "placeholder": plain_text(placeholder, PLACEHOLDER),
        "options": list(options),
    }


def actions(elements: Sequence[Block], block_id: str) -> Block:
    return {"type": "actions", "block_id": block_id, "elements": list(elements)[:ACTIONS]}
