"""What the app is told, in Slack's form.

https://docs.slack.dev/reference/interaction-payloads, https://docs.slack.dev/interactivity/implementing-slash-commands,
https://docs.slack.dev/apis/events-api
"""

from __future__ import annotations

import copy
import secrets
from collections.abc import Mapping
from typing import Any

from bot.sandbox.slack.inputs import initial, stateful, values
from bot.sandbox.slack.modals import Modal, Values
from bot.sandbox.slack.workspace import Channel, Message, Workspace

Payload = dict[str, Any]


def _person(workspace: Workspace, user: str) -> Payload:
    name = workspace.users[user].name
    return {"id": user, "username": name, "name": name, "team_id": workspace.team_id}


def _shared(workspace: Workspace, kind: str, user: str) -> Payload:
    return {
        "type": kind,
        "user": _person(workspace, user),
        "api_app_id": workspace.app_id,
        "token": "deprecated",
        "team": {"id": workspace.team_id, "domain": "sandbox"},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def channel_name(channel: Channel) -> str:
    if channel.dm_with:
        return "directmessage"
    return "privategroup" if channel.private else channel.name


def action(workspace: Workspace, block_id: str, element: Mapping[str, Any], state: Mapping[str, Any]) -> Payload:
    """One entry of `actions`; `state` holds what was chosen, for a button its value."""
    shown = {key: copy.deepcopy(element[key]) for key in ("text", "placeholder", "confirm") if key in element}
    if stateful(element):
        before = initial(element)
        shown |= {key: copy.deepcopy(element[key]) for key in element if key.startswith("initial_") and before}
    return {
        "type": element["type"],
        "action_id": element["action_id"],
        "block_id": block_id,
        **shown,
        **state,
        "action_ts": workspace.ts(),
    }


def clicked_message(
    workspace: Workspace,
    user: str,
    channel: Channel,
    message: Message,
    act: Payload,
    entered: Values,
    *,
    ephemeral: bool,
) -> Payload:
    """block_actions from a message; without trigger_id and response_url. An ephemeral message is not shown again."""
    container = {
        "type": "message",
        "message_ts": message["ts"],
        "channel_id": channel.id,
        "is_ephemeral": ephemeral,
    }
    if "thread_ts" in message:
        container["thread_ts"] = message["thread_ts"]
    shown = {} if ephemeral else {"message": copy.deepcopy(message)}
    return {
        **_shared(workspace, "block_actions", user),
        "container": container,
        "channel": {"id": channel.id, "name": channel_name(channel)},
        **shown,
        "state": {"values": values(message.get("blocks", []), entered)},
        "actions": [act],
    }


def clicked_view(workspace: Workspace, user: str, view: Payload, act: Payload, entered: Values) -> Payload:
    """block_actions from a modal or the home tab; without trigger_id."""
    return {
        **_shared(workspace, "block_actions", user),
        "container": {"type": "view", "view_id": view["id"]},
        "view": with_state(view, entered),
        "actions": [act],
    }


def with_state(view: Payload, entered: Values) -> Payload:
    return {**copy.deepcopy(view), "state": {"values": values(view["blocks"], entered)}}


def submitted(workspace: Workspace, modal: Modal) -> Payload:
    """view_submission; without trigger_id."""
    shared = _shared(workspace, "view_submission", modal.user)
    return {**shared, "view": with_state(modal.payload, modal.entered), "response_urls": []}


def closed(workspace: Workspace, modal: Modal, *, cleared: bool) -> Payload:
    shared = _shared(workspace, "view_closed", modal.user)
    return {**shared, "view": with_state(modal.payload, modal.entered), "is_cleared": cleared}


def command(workspace: Workspace, user: str, name: str, text: str, channel: Channel) -> Payload:
    """The form of a slash command; without trigger_id and response_url."""
    return {
        "token": "deprecated",
        "team_id": workspace.team_id,
        "team_domain": "sandbox",
        "channel_id": channel.id,
        "channel_name": channel_name(channel),
        "user_id": user,
        "user_name": workspace.users[user].name,
        "command": name,
        "text": text,
        "api_app_id": workspace.app_id,
        "is_enterprise_install": "false",
    }


def event(workspace: Workspace, what: Payload) -> Payload:
    """The envelope of the Events API."""
    authorization = {
        "enterprise_id": None,
        "team_id": workspace.team_id,
        "user_id": workspace.bot_user_id,
        "is_bot": True,
        "is_enterprise_install": False,
    }
    return {
        "token": "deprecated",
        "team_id": workspace.team_id,
        "api_app_id": workspace.app_id,
        "event": what,
        "type": "event_callback",
        "event_id": workspace.mint("Ev"),
        "event_time": int(workspace.now().timestamp()),
        "authorizations": [authorization],
        "is_ext_shared_channel": False,
        "event_context": secrets.token_urlsafe(16),
    }


def message_event(channel: Channel, message: Message) -> Payload:
    """https://docs.slack.dev/reference/events/message."""
    kind = "im" if channel.dm_with else "group" if channel.private else "channel"
    shown = {key: value for key, value in copy.deepcopy(message).items() if key != "metadata"}
    return {**shown, "channel": channel.id, "channel_type": kind, "event_ts": message["ts"]}
