"""The state of a stand-in workspace: people, channels, messages. No network here."""

from __future__ import annotations

import asyncio
import secrets
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any, Final

from bot.sandbox.slack.errors import ApiError
from bot.sandbox.slack.modals import Modals
from bot.sandbox.slack.triggers import Triggers

Message = dict[str, Any]  # with Slack's keys
_MICRO: Final = 1_000_000


def _nobody(_channel: Channel, _message: Message) -> None:
    """Nobody listens yet."""


@dataclass(slots=True)
class User:
    id: str
    real_name: str
    email: str = ""
    tz: str = "Europe/London"
    is_bot: bool = False

    @property
    def name(self) -> str:
        return self.real_name.lower().replace(" ", ".")


@dataclass(slots=True)
class Channel:
    id: str
    name: str
    members: set[str]
    private: bool = False
    dm_with: str = ""  # the person, when it is the direct messages of a person and the bot
    archived: bool = False
    created: int = 0
    messages: dict[str, Message] = field(default_factory=dict)  # by ts, oldest first


class Workspace:
    """Everything that Slack would remember."""

    def __init__(self, now: Callable[[], datetime], monotonic: Callable[[], float], app_name: str) -> None:
        self.now, self.monotonic = now, monotonic
        self._numbers = count(1)
        self._last_ts = 0
        self.team_id, self.app_id, self.bot_id = self.mint("T"), self.mint("A"), self.mint("B")
        self.app_name = app_name
        self.users: dict[str, User] = {}
        self.channels: dict[str, Channel] = {}
        self.ephemerals: dict[tuple[str, str], list[Message]] = defaultdict(list)  # by user and channel
        self.homes: dict[str, dict[str, Any]] = {}
        self.on_message: Callable[[Channel, Message], None] = _nobody
        self.triggers = Triggers(monotonic)
        self.modals = Modals()
        self.revision = 0
        self._changed = asyncio.Event()
        self.bot_user_id = self.mint("U")
        self.users[self.bot_user_id] = User(self.bot_user_id, app_name, is_bot=True)

    def mint(self, prefix: str) -> str:
        """An id of Slack's form that nothing else has."""
        return f"{prefix}0SBX{next(self._numbers):06X}"

    def ts(self) -> str:
        """A time stamp in story time that is later than every one before: seconds with six decimals."""
        moment = self.now()
        wanted = int(moment.timestamp()) * _MICRO + moment.microsecond
        self._last_ts = max(wanted, self._last_ts + 1)
        return f"{self._last_ts // _MICRO}.{self._last_ts % _MICRO:06d}"

    def view_hash(self) -> str:
        return f"{int(self.now().timestamp())}.{secrets.token_hex(4)}"

    def touch(self) -> None:
        """Something changed that somebody may wait for."""
        self.revision += 1
        self._changed.set()
        self._changed = asyncio.Event()

    async def changed(self, since: int) -> int:
        while self.revision <= since:
            await self._changed.wait()
        return self.revision

    def announce(self, channel: Channel, message: Message) -> None:
        """Tell whoever listens that a message was written, changed or deleted."""
        self.on_message(channel, message)

    def add_channel(self, name: str, members: Iterable[str], channel_id: str = "", *, private: bool = False) -> Channel:
        channel_id = channel_id or self.mint("C")
        channel = Channel(channel_id, name, set(members), private, created=int(self.now().timestamp()))
        self.channels[channel_id] = channel
        self.touch()
        return channel

    def dm(self, user_id: str) -> Channel:
        """The direct messages of the bot and a person, made when needed. Raises ApiError user_not_found."""
        if user_id not in self.users or self.users[user_id].is_bot:
            raise ApiError("user_not_found")
        for channel in self.channels.values():
            if channel.dm_with == user_id:
                return channel
        channel = self.add_channel("", (user_id, self.bot_user_id), self.mint("D"))
        channel.dm_with = user_id
        return channel

    def channel(self, named: str) -> Channel:
        """By id, name or #name; private ones only when the bot is in. Raises ApiError channel_not_found."""
        found = self.channels.get(named)
        if found is None:
            bare = named.removeprefix("#")
            found = next((channel for channel in self.channels.values() if bare and channel.name == bare), None)
        if found is None or ((found.private or found.dm_with) and self.bot_user_id not in found.members):
            raise ApiError("channel_not_found")
        return found

    def append(self, channel: Channel, message: Message) -> Message:
        """Put a message into a channel, and count it in its thread."""
        channel.messages[message["ts"]] = message
        parent = channel.messages.get(message.get("thread_ts", ""))
        if parent is not None and parent is not message:
            parent["thread_ts"] = parent["ts"]
            self._count_replies(channel, parent)
        self.touch()
        return message

    def remove(self, channel: Channel, ts: str) -> Message:
        """Delete a message. One with replies leaves a tombstone, as at Slack. Raises ApiError message_not_found."""
        message = channel.messages.get(ts)
        if message is None:
            raise ApiError("message_not_found")
        if message.get("reply_count"):
            kept = {key: message[key] for key in ("thread_ts", "reply_count", "reply_users", "latest_reply")}
            tombstone = {"type": "message", "subtype": "tombstone", "text": "This message was deleted.", "ts": ts}
            channel.messages[ts] = {**tombstone, "user": "USLACKBOT", **kept}
        else:
            del channel.messages[ts]
        parent = channel.messages.get(message.get("thread_ts", ""))
        if parent is not None and parent["ts"] != ts:
            self._count_replies(channel, parent)
        self.touch()
        return message

    def replies(self, channel: Channel, ts: str) -> list[Message]:
        """Without the parent."""
        return [found for found in channel.messages.values() if found.get("thread_ts") == ts and found["ts"] != ts]

    def _count_replies(self, channel: Channel, parent: Message) -> None:
        replies = self.replies(channel, parent["ts"])
        users = list(dict.fromkeys(reply["user"] for reply in replies))
        parent["reply_count"], parent["reply_users"], parent["reply_users_count"] = len(replies), users, len(users)
        if replies:
            parent["latest_reply"] = replies[-1]["ts"]
