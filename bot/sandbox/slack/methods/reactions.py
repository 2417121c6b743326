"""reactions.add."""

from __future__ import annotations

import re
from typing import Final

from bot.sandbox.slack.calls import Answer, Call, Method
from bot.sandbox.slack.errors import ApiError
from bot.sandbox.slack.workspace import Message, Workspace

_NAME: Final = re.compile(r"[a-z0-9_+'-]+(::skin-tone-[2-6])?")


def react(workspace: Workspace, message: Message, user: str, name: str) -> None:
    """Raises ApiError already_reacted, invalid_name."""
    if not _NAME.fullmatch(name):
        raise ApiError("invalid_name")
    reactions = message.setdefault("reactions", [])
    found = next((reaction for reaction in reactions if reaction["name"] == name), None)
    if found is None:
        found = {"name": name, "users": [], "count": 0}
        reactions.append(found)
    if user in found["users"]:
        raise ApiError("already_reacted")
    found["users"].append(user)
    found["count"] += 1
    workspace.touch()


def _add(call: Call) -> Answer:
    channel = call.workspace.channel(call.need("channel"))
    message = channel.messages.get(call.need("timestamp"))
    if message is None:
        raise ApiError("message_not_found")
    react(call.workspace, message, call.workspace.bot_user_id, call.need("name").strip(":"))
    return {}


METHODS: Final = {"reactions.add": Method(_add, ("reactions:write",))}
