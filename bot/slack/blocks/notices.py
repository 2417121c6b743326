"""The small answers: a modal that is opened at once and filled in later, an error, a done, an ephemeral line."""

from __future__ import annotations

from typing import Any

from bot.slack.blocks.parts import Block, escaped, plain_text, section
from bot.slack.blocks.spoken import spoken
from bot.slack.limits import SECTION, TITLE, plain, shorten

FAILED = "That did not work"


def notice_view(title: str, blocks: list[Block]) -> dict[str, Any]:
    """A modal that can only be read and closed."""
    return {"type": "modal", "title": plain_text(title, TITLE), "close": plain_text("Close", TITLE), "blocks": blocks}


def loading_view(title: str) -> dict[str, Any]:
    """Opened within the three seconds that a click lives; updated as soon as the form is there."""
    return notice_view(title, [section("⏳ One moment ...")])


def error_view(sentence: str, title: str = FAILED) -> dict[str, Any]:
    return notice_view(title, [section(f"✋ {spoken(sentence)}")])


def done_view(sentence: str, title: str = "Done") -> dict[str, Any]:
    return notice_view(title, [section(f"✅ {sentence}")])


def ephemeral_text(sentence: str) -> str:
    """Escaped: what a person typed may stand in an error. Nobody reads the ids of rules."""
    return escaped(shorten(plain(spoken(sentence)), SECTION - 500))
