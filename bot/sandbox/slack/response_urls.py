"""The address that comes with a click or a command: five answers within thirty minutes.

https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

import orjson
from aiohttp import web

from bot.sandbox.slack.calls import Call
from bot.sandbox.slack.errors import ApiError
from bot.sandbox.slack.posting import bot_message, changed, content, deleted, place
from bot.sandbox.slack.workspace import Channel, Message, Workspace

PREFIX: Final = "/respond/"
LIFETIME: Final = 30 * 60  # seconds
USES: Final = 5


@dataclass(slots=True)
class Reply:
    """To whom an address leads, and what it may replace."""

    user: str
    channel: str
    issued: float  # monotonic seconds
    source: str = ""  # ts of the message that was clicked
    ephemeral: bool = False  # whether that message is seen by one person only
    thread: str = ""
    uses: int = 0


class ResponseUrls:
    """Issues addresses and answers what is posted to them."""

    def __init__(self, workspace: Workspace) -> None:
        self.root = ""  # "http://127.0.0.1:port"
        self._workspace = workspace
        self._issued: dict[str, Reply] = {}

    def issue(self, reply: Reply) -> str:
        key = secrets.token_urlsafe(12)
        self._issued[key] = reply
        return f"{self.root}{PREFIX}{key}"

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        reply = self._issued.get(request.path.removeprefix(PREFIX))
        if reply is None:
            return web.Response(status=HTTPStatus.NOT_FOUND, text="no_such_url")
        if self._workspace.monotonic() - reply.issued > LIFETIME:
            return web.Response(status=HTTPStatus.NOT_FOUND, text="expired_url")
        if reply.uses >= USES:
            return web.Response(status=HTTPStatus.NOT_FOUND, text="used_url")
        try:
            said = orjson.loads(await request.read())
            reply.uses += 1
            self.say(reply, said)
        except orjson.JSONDecodeError:
            return web.Response(status=HTTPStatus.BAD_REQUEST, text="invalid_payload")
        except ApiError as error:
            return web.Response(status=HTTPStatus.BAD_REQUEST, text=error.code)
        return web.Response(text="ok")

    def say(self, reply: Reply, said: dict[str, Any]) -> Message | None:
        """Post, replace or delete as told; ephemeral unless "in_channel" is said. Raises ApiError."""
        workspace = self._workspace
        channel = workspace.channels[reply.channel]
        if said.get("delete_original"):
            self._delete(channel, reply)
            return None
        made = content(Call(workspace, "response_url", said))
        if not (made["text"] or made.get("blocks") or made.get("attachments")):
            raise ApiError("no_text")
        if said.get("replace_original") and reply.source:
            return self._replace(channel, reply, made)
        message = bot_message(workspace, made)
        thread = said.get("thread_ts", reply.thread)
        if said.get("response_type") == "in_channel":
            return place(workspace, channel, message, thread, broadcast=False)
        if thread:
            message["thread_ts"] = thread
        workspace.ephemerals[reply.user, channel.id].append(message)
        workspace.touch()
        return message

    def _replace(self, channel: Channel, reply: Reply, made: dict[str, Any]) -> Message:
        workspace = self._workspace
        if reply.ephemeral:
            for message in workspace.ephemerals[reply.user, channel.id]:
                if message["ts"] == reply.source:
                    message.pop("blocks", None)
                    message.update(made)
                    workspace.touch()
                    return message
        elif reply.source in channel.messages:
            message = channel.messages[reply.source]
            return changed(workspace, channel, message, {"blocks": [], **made}, workspace.bot_user_id)
        raise ApiError("message_not_found")

    def _delete(self, channel: Channel, reply: Reply) -> None:
        if not reply.ephemeral:
            deleted(self._workspace, channel, reply.source)
            return
        left = self._workspace.ephemerals[reply.user, channel.id]
        left[:] = [message for message in left if message["ts"] != reply.source]
        self._workspace.touch()
