"""conversations.list, info, open, join, members."""

from __future__ import annotations

from typing import Any, Final

from bot.sandbox.slack.calls import Answer, Call, Method
from bot.sandbox.slack.errors import ApiError
from bot.sandbox.slack.pages import page
from bot.sandbox.slack.workspace import Channel, Workspace

_READ: Final = ("channels:read", "groups:read", "im:read", "mpim:read")


def conversation(workspace: Workspace, channel: Channel) -> dict[str, Any]:
    """https://docs.slack.dev/reference/objects/conversation-object."""
    shared = {"id": channel.id, "created": channel.created, "is_archived": channel.archived}
    if channel.dm_with:
        return {**shared, "is_im": True, "user": channel.dm_with, "is_user_deleted": False, "priority": 0}
    return {
        **shared,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": not channel.private,
        "is_group": channel.private,
        "is_im": False,
        "is_mpim": False,
        "is_private": channel.private,
        "is_general": False,
        "is_member": workspace.bot_user_id in channel.members,
        "num_members": len(channel.members),
        "creator": workspace.bot_user_id,
        "topic": {"value": "", "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
    }


def _kind(channel: Channel) -> str:
    if channel.dm_with:
        return "im"
    return "private_channel" if channel.private else "public_channel"


def _list(call: Call) -> Answer:
    workspace = call.workspace
    kinds = {kind.strip() for kind in call.text("types", "public_channel").split(",")}
    if not kinds <= {"public_channel", "private_channel", "im", "mpim"}:
        raise ApiError("invalid_types")
    seen = [
        conversation(workspace, channel)
        for channel in workspace.channels.values()
        if _kind(channel) in kinds
        and (_kind(channel) == "public_channel" or workspace.bot_user_id in channel.members)
        and not (channel.archived and call.flag("exclude_archived"))
    ]
    found, metadata = page(call, seen, 100)
    return {"channels": found, "response_metadata": metadata}


def _info(call: Call) -> Answer:
    channel = call.workspace.channel(call.need("channel"))
    return {"channel": conversation(call.workspace, channel)}


def _open(call: Call) -> Answer:
    """Direct messages with one person. https://docs.slack.dev/reference/methods/conversations.open."""
    workspace = call.workspace
    if call.text("channel"):
        found = workspace.channel(call.text("channel"))
        return {"channel": conversation(workspace, found) if call.flag("return_im") else {"id": found.id}}
    people = [user for user in call.text("users").split(",") if user]
    if not people:
        raise ApiError("users_list_not_supplied")
    if len(people) > 1:
        raise ApiError("not_enough_users", "[ERROR] the sandbox opens direct messages with one person only")
    known = {channel.dm_with for channel in workspace.channels.values()}
    channel = workspace.dm(people[0])
    answer: Answer = {"channel": conversation(workspace, channel) if call.flag("return_im") else {"id": channel.id}}
    return {"no_op": True, "already_open": True, **answer} if people[0] in known else answer


def _join(call: Call) -> Answer:
    channel = call.workspace.channel(call.need("channel"))
    if channel.private or channel.dm_with:
        raise ApiError("method_not_supported_for_channel_type")
    if channel.archived:
        raise ApiError("is_archived")
    channel.members.add(call.workspace.bot_user_id)
    call.workspace.touch()
    return {"channel": conversation(call.workspace, channel)}


def _members(call: Call) -> Answer:
    channel = call.workspace.channel(call.need("channel"))
    found, metadata = page(call, sorted(channel.members), 100)
    return {"members": found, "response_metadata": metadata}


METHODS: Final = {
    "conversations.list": Method(_list, _READ),
    "conversations.info": Method(_info, _READ),
    "conversations.open": Method(_open, ("im:write", "mpim:write")),
    "conversations.join": Method(_join, ("channels:join",)),
    "conversations.members": Method(_members, _READ),
}
