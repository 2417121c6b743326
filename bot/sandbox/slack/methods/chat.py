"""chat.postMessage, postEphemeral, update, delete, getPermalink."""

from __future__ import annotations

import copy
from typing import Any, Final

from bot.sandbox.slack.calls import Answer, Call, Method
from bot.sandbox.slack.errors import ApiError
from bot.sandbox.slack.posting import MAX_TEXT, MAX_UPDATE, bot_message, changed, content, deleted, place
from bot.sandbox.slack.workspace import Channel, Message

_WRITE: Final = ("chat:write",)


def _writable(call: Call) -> Channel:
    """The channel to post to; a person's id means the direct messages with them."""
    workspace, named = call.workspace, call.need("channel")
    try:
        channel = workspace.dm(named) if named in workspace.users else workspace.channel(named)
    except ApiError:
        raise ApiError("channel_not_found") from None
    if channel.archived:
        raise ApiError("is_archived")
    if workspace.bot_user_id not in channel.members:
        raise ApiError("not_in_channel")
    return channel


def _said(made: dict[str, Any]) -> dict[str, Any]:
    if not (made["text"].strip() or made.get("blocks") or made.get("attachments")):
        raise ApiError("no_text")
    return made


def _post(call: Call) -> Answer:
    """https://docs.slack.dev/reference/methods/chat.postMessage."""
    channel = _writable(call)
    made = _said(content(call))
    message = bot_message(call.workspace, made)
    thread, broadcast = call.text("thread_ts"), call.flag("reply_broadcast")
    place(call.workspace, channel, message, thread, broadcast=broadcast)
    answer = {"channel": channel.id, "ts": message["ts"], "message": copy.deepcopy(message)}
    if len(call.text("text")) > MAX_TEXT:
        answer |= {"warning": "message_truncated", "response_metadata": {"warnings": ["message_truncated"]}}
    return answer


def _ephemeral(call: Call) -> Answer:
    """https://docs.slack.dev/reference/methods/chat.postEphemeral."""
    channel, user = _writable(call), call.need("user")
    if user not in call.workspace.users or user not in channel.members:
        raise ApiError("user_not_in_channel")
    message = bot_message(call.workspace, _said(content(call)))
    if call.text("thread_ts"):
        message["thread_ts"] = call.text("thread_ts")
    call.workspace.ephemerals[user, channel.id].append(message)
    call.workspace.touch()
    return {"message_ts": message["ts"]}


def _own(call: Call, ts: str, otherwise: str) -> tuple[Channel, Message]:
    """One of the app's own messages. Raises ApiError message_not_found or `otherwise`."""
    channel = call.workspace.channel(call.need("channel"))
    message = channel.messages.get(ts)
    if message is None:
        raise ApiError("message_not_found")
    if message.get("bot_id") != call.workspace.bot_id:
        raise ApiError(otherwise)
    return channel, message


def _update(call: Call) -> Answer:
    """https://docs.slack.dev/reference/methods/chat.update."""
    channel, message = _own(call, call.need("ts"), "cant_update_message")
    if channel.archived:
        raise ApiError("is_inactive")
    made = content(call, MAX_UPDATE)
    if call.args.get("text") is None:
        del made["text"]
    if not made or not (made.get("text") or made.get("blocks") or made.get("attachments") or message.get("text")):
        raise ApiError("no_text")
    changed(call.workspace, channel, message, made, call.workspace.bot_user_id)
    shown = copy.deepcopy(message)
    return {"channel": channel.id, "ts": message["ts"], "text": message["text"], "message": shown}


def _delete(call: Call) -> Answer:
    channel, message = _own(call, call.need("ts"), "cant_delete_message")
    deleted(call.workspace, channel, message["ts"])
    return {"channel": channel.id, "ts": message["ts"]}


def _permalink(call: Call) -> Answer:
    channel = call.workspace.channel(call.need("channel"))
    ts = call.need("message_ts")
    if ts not in channel.messages:
        raise ApiError("message_not_found")
    link = f"https://sandbox.slack.com/archives/{channel.id}/p{ts.replace('.', '')}"
    thread = channel.messages[ts].get("thread_ts")
    return {"channel": channel.id, "permalink": f"{link}?thread_ts={thread}&cid={channel.id}" if thread else link}


METHODS: Final = {
    "chat.postMessage": Method(_post, _WRITE),
    "chat.postEphemeral": Method(_ephemeral, _WRITE),
    "chat.update": Method(_update, _WRITE),
    "chat.delete": Method(_delete, _WRITE),
    "chat.getPermalink": Method(_permalink),
}
