"""Messages made from what an app or a person wrote: checked, completed as Slack completes them, and announced."""

from __future__ import annotations

import copy
import re
import secrets
from collections.abc import Iterator
from typing import Any, Final

import orjson

from bot.sandbox.slack.blocks import check_message
from bot.sandbox.slack.calls import Call
from bot.sandbox.slack.errors import ApiError
from bot.sandbox.slack.inputs import usable
from bot.sandbox.slack.workspace import Channel, Message, Workspace

MAX_TEXT: Final = 40_000  # characters; longer text is cut: https://docs.slack.dev/reference/methods/chat.postMessage
MAX_UPDATE: Final = 4_000  # characters; https://docs.slack.dev/reference/methods/chat.update
MAX_ATTACHMENTS: Final = 100
MAX_METADATA: Final = 16_000  # bytes of JSON; a safe reading of https://docs.slack.dev/messaging/message-metadata
_TEXT_KEYS: Final = {"plain_text": ("emoji", True), "mrkdwn": ("verbatim", False)}
_EVENT_TYPE: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_NO_ACTION: Final = frozenset({"image", "plain_text", "mrkdwn"})


def content(call: Call, limit: int = 0) -> dict[str, Any]:
    """text, blocks, attachments and metadata of a call. Raises ApiError as chat.postMessage does."""
    text, blocks = call.text("text"), call.structure("blocks", "invalid_blocks_format")
    attachments = call.structure("attachments", "invalid_attachments")
    _check_attachments(attachments)
    if blocks:
        wrong = check_message(blocks)
        if wrong:
            raise ApiError("invalid_blocks", *(f"[ERROR] {sentence}" for sentence in wrong))
    if call.text("markdown_text"):
        if text or blocks:
            raise ApiError("markdown_text_conflict")
        text = call.text("markdown_text")
    if limit and len(text) > limit:
        raise ApiError("msg_too_long")
    made: dict[str, Any] = {"text": text[:MAX_TEXT]}
    if blocks is not None:
        made["blocks"] = completed(blocks)
    if attachments:
        made["attachments"] = [{"id": number, **found} for number, found in enumerate(attachments, 1)]
    metadata = call.structure("metadata", "invalid_metadata_format")
    if metadata is not None:
        made["metadata"] = _metadata(metadata)
    return made


def _check_attachments(attachments: Any) -> None:
    if attachments and (not isinstance(attachments, list) or not all(isinstance(one, dict) for one in attachments)):
        raise ApiError("invalid_attachments")
    if attachments and len(attachments) > MAX_ATTACHMENTS:
        raise ApiError("too_many_attachments")


def _metadata(metadata: Any) -> dict[str, Any]:
    """https://docs.slack.dev/messaging/message-metadata: event_type and event_payload; {} takes it away."""
    if not isinstance(metadata, dict):
        raise ApiError("invalid_metadata_format")
    if not metadata:
        return {}
    if set(metadata) != {"event_type", "event_payload"} or not isinstance(metadata["event_payload"], dict):
        raise ApiError("invalid_metadata_schema")
    if not _EVENT_TYPE.fullmatch(str(metadata["event_type"])):
        raise ApiError("invalid_metadata_schema")
    if len(orjson.dumps(metadata)) > MAX_METADATA:
        raise ApiError("metadata_too_large")
    return metadata


def completed(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Blocks as Slack gives them back: with the ids and defaults that the app left out."""
    made = copy.deepcopy(blocks)
    for block in made:
        block.setdefault("block_id", secrets.token_urlsafe(4))
        for part in _parts(block):
            if part.get("type") in _TEXT_KEYS and isinstance(part.get("text"), str):
                part.setdefault(*_TEXT_KEYS[part["type"]])
        for element in usable(block):
            if element.get("type") not in _NO_ACTION:
                element.setdefault("action_id", secrets.token_urlsafe(4))
    return made


def _parts(value: Any) -> Iterator[dict[str, Any]]:
    """Every object inside a block but rich text, whose texts have another form."""
    if isinstance(value, dict):
        if value.get("type") == "rich_text":
            return
        yield value
        for inner in value.values():
            yield from _parts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _parts(inner)


def bot_message(workspace: Workspace, made: dict[str, Any]) -> Message:
    """A message of the app, with who wrote it."""
    return {
        "type": "message",
        "user": workspace.bot_user_id,
        "ts": workspace.ts(),
        "bot_id": workspace.bot_id,
        "app_id": workspace.app_id,
        "team": workspace.team_id,
        "bot_profile": {"id": workspace.bot_id, "app_id": workspace.app_id, "name": workspace.app_name},
        **{key: value for key, value in made.items() if value or key == "text"},
    }


def user_message(workspace: Workspace, user: str, text: str) -> Message:
    return {"type": "message", "user": user, "ts": workspace.ts(), "team": workspace.team_id, "text": text}


def place(workspace: Workspace, channel: Channel, message: Message, thread_ts: str, *, broadcast: bool) -> Message:
    """Put it into the channel or a thread, and tell the app. A reply to a reply goes to its parent."""
    if thread_ts:
        parent = channel.messages.get(thread_ts)
        if parent is None:
            raise ApiError("thread_not_found")
        message["thread_ts"] = parent.get("thread_ts", thread_ts)
        if broadcast:
            message["subtype"] = "thread_broadcast"
    workspace.append(channel, message)
    workspace.announce(channel, message)
    return message


def changed(workspace: Workspace, channel: Channel, message: Message, made: dict[str, Any], editor: str) -> Message:
    """Replace what a message says. What was not given stays; an empty list takes blocks away (chat.update's page)."""
    before = copy.deepcopy(message)
    message.update(made)
    for key in ("blocks", "attachments", "metadata"):
        if key in message and not message[key]:
            del message[key]
    message["edited"] = {"user": editor, "ts": workspace.ts()}
    workspace.touch()
    hidden = {"type": "message", "subtype": "message_changed", "hidden": True, "ts": workspace.ts()}
    workspace.announce(channel, {**hidden, "message": copy.deepcopy(message), "previous_message": before})
    return message


def deleted(workspace: Workspace, channel: Channel, ts: str) -> None:
    gone = workspace.remove(channel, ts)
    hidden = {"type": "message", "subtype": "message_deleted", "hidden": True, "ts": workspace.ts()}
    workspace.announce(channel, {**hidden, "deleted_ts": ts, "previous_message": gone})
