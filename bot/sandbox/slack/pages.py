"""Pages of a long answer. https://docs.slack.dev/apis/web-api/pagination."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from typing import Any

from bot.sandbox.slack.calls import Call
from bot.sandbox.slack.errors import ApiError


def page(call: Call, everything: Sequence[Any], default: int, most: int = 1000) -> tuple[list[Any], dict[str, str]]:
    """The page that `cursor` and `limit` ask for, and its response_metadata. Raises ApiError invalid_cursor."""
    limit = call.number("limit", default, most)
    start = _offset(call.text("cursor"))
    following = start + limit
    more = following < len(everything)
    cursor = base64.b64encode(f"offset:{following}".encode()).decode() if more else ""
    return list(everything[start:following]), {"next_cursor": cursor}


def _offset(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        kind, _, number = base64.b64decode(cursor, validate=True).decode().partition(":")
        if kind == "offset":
            return int(number)
    except (binascii.Error, ValueError):
        pass
    raise ApiError("invalid_cursor")
