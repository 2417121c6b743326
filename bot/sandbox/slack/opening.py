"""Views as Slack keeps them: checked, completed, opened, pushed, updated."""

from __future__ import annotations

import copy
from typing import Any, Final

import orjson

from bot.sandbox.slack.blocks import check_view
from bot.sandbox.slack.errors import ApiError
from bot.sandbox.slack.inputs import kept
from bot.sandbox.slack.modals import MAX_STACK, Modal
from bot.sandbox.slack.posting import completed
from bot.sandbox.slack.workspace import Workspace

MAX_BYTES: Final = 250_000  # https://docs.slack.dev/reference/methods/views.open: view_too_large
_TEXTS: Final = ("title", "submit", "close")


def checked(view: Any, surface: str) -> dict[str, Any]:
    """Raises ApiError invalid_arguments with every mistake, or view_too_large."""
    if len(orjson.dumps(view)) > MAX_BYTES:
        raise ApiError("view_too_large")
    wrong = check_view(view, surface)
    if wrong:
        raise ApiError("invalid_arguments", *(f"[ERROR] {sentence}" for sentence in wrong))
    return dict(view)


def made(workspace: Workspace, view: dict[str, Any], user: str) -> Modal:
    """A view object of Slack's form. https://docs.slack.dev/reference/views/modal-views."""
    view_id = workspace.mint("V")
    payload = {"id": view_id, "root_view_id": view_id, "previous_view_id": None, **_ours(workspace), **_theirs(view)}
    return Modal({**payload, "hash": workspace.view_hash()}, user)


def _ours(workspace: Workspace) -> dict[str, Any]:
    team = {"team_id": workspace.team_id, "app_installed_team_id": workspace.team_id}
    return {**team, "app_id": workspace.app_id, "bot_id": workspace.bot_id}


def _theirs(view: dict[str, Any]) -> dict[str, Any]:
    """What the app decides, with Slack's defaults."""
    texts = {name: {"emoji": True, **view[name]} if view.get(name) else None for name in _TEXTS}
    return {
        "type": view["type"],
        "blocks": completed(view["blocks"]),
        "private_metadata": view.get("private_metadata", ""),
        "callback_id": view.get("callback_id", ""),
        "external_id": view.get("external_id", ""),
        "clear_on_close": view.get("clear_on_close", False),
        "notify_on_close": view.get("notify_on_close", False),
        **texts,
    }


def shown(modal: Modal) -> dict[str, Any]:
    """A view as a method answers it: nothing has been entered."""
    return {**copy.deepcopy(modal.payload), "state": {"values": {}}}


def show(workspace: Workspace, modal: Modal, *, on_top: bool) -> Modal:
    """Open as the root, or push on top. Raises ApiError not_found, push_limit_reached, duplicate_external_id."""
    external_id = modal.payload["external_id"]
    if external_id and workspace.modals.find(external_id=external_id) is not None:
        raise ApiError("duplicate_external_id")
    stack = workspace.modals.stack(modal.user)
    if on_top:
        if not stack:
            raise ApiError("not_found")
        if len(stack) >= MAX_STACK:
            raise ApiError("push_limit_reached")
        modal.payload["root_view_id"], modal.payload["previous_view_id"] = stack[0].id, stack[-1].id
    else:
        stack.clear()
    stack.append(modal)
    workspace.touch()
    return modal


def update(workspace: Workspace, modal: Modal, view: dict[str, Any], expected: str = "") -> Modal:
    """Change an open view. What was typed stays where block_id and action_id stay. Raises ApiError hash_conflict."""
    if expected and expected != modal.payload["hash"]:
        raise ApiError("hash_conflict")
    modal.payload |= {**_theirs(view), "hash": workspace.view_hash()}
    modal.entered = kept(modal.payload["blocks"], modal.entered)
    workspace.touch()
    return modal
