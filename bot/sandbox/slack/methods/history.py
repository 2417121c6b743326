"""conversations.history and conversations.replies."""

from __future__ import annotations

import copy
from typing import Final

from bot.sandbox.slack.calls import Answer, Call, Method
from bot.sandbox.slack.errors import ApiError
from bot.sandbox.slack.pages import page
from bot.sandbox.slack.workspace import Channel, Message

_HISTORY: Final = ("channels:history", "groups:history", "im:history", "mpim:history")


def _readable(call: Call) -> Channel:
    channel = call.workspace.channel(call.need("channel"))
    if call.workspace.bot_user_id not in channel.members:
        raise ApiError("not_in_channel")
    return channel


def _between(call: Call, message: Message) -> bool:
    ts, oldest, latest = float(message["ts"]), call.text("oldest"), call.text("latest")
    if call.flag("inclusive"):
        return (not oldest or ts >= float(oldest)) and (not latest or ts <= float(latest))
    return (not oldest or ts > float(oldest)) and (not latest or ts < float(latest))


def _shown(call: Call, message: Message) -> Message:
    """Metadata comes only when asked for. https://docs.slack.dev/messaging/message-metadata."""
    shown = copy.deepcopy(message)
    if not call.flag("include_all_metadata"):
        shown.pop("metadata", None)
    return shown


def _top_level(message: Message) -> bool:
    in_thread = message.get("thread_ts", message["ts"]) != message["ts"]
    return not in_thread or message.get("subtype") == "thread_broadcast"


def _history(call: Call) -> Answer:
    """Newest first. https://docs.slack.dev/reference/methods/conversations.history."""
    channel = _readable(call)
    seen = [
        message for message in reversed(channel.messages.values()) if _top_level(message) and _between(call, message)
    ]
    found, metadata = page(call, seen, 100, 999)
    answer: Answer = {
        "messages": [_shown(call, message) for message in found],
        "has_more": bool(metadata["next_cursor"]),
        "pin_count": 0,
    }
    return {**answer, "response_metadata": metadata} if metadata["next_cursor"] else answer


def _replies(call: Call) -> Answer:
    """The parent, then its replies, oldest first. https://docs.slack.dev/reference/methods/conversations.replies."""
    channel, ts = _readable(call), call.need("ts")
    asked = channel.messages.get(ts)
    if asked is None:
        raise ApiError("thread_not_found")
    root = asked.get("thread_ts", ts)
    parent = [channel.messages[root]] if root in channel.messages else []
    seen = parent + [reply for reply in call.workspace.replies(channel, root) if _between(call, reply)]
    found, metadata = page(call, seen, 1000)
    answer: Answer = {
        "messages": [_shown(call, message) for message in found],
        "has_more": bool(metadata["next_cursor"]),
    }
    return {**answer, "response_metadata": metadata} if metadata["next_cursor"] else answer


METHODS: Final = {
    "conversations.history": Method(_history, _HISTORY),
    "conversations.replies": Method(_replies, _HISTORY),
}
