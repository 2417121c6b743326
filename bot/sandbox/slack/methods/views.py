"""views.open, push, update, publish."""

from __future__ import annotations

import copy
from typing import Any, Final

from bot.sandbox.slack import opening
from bot.sandbox.slack.calls import Answer, Call, Method
from bot.sandbox.slack.errors import ApiError


def _view(call: Call, surface: str) -> dict[str, Any]:
    view = call.structure("view", "invalid_arguments")
    if view is None:
        raise ApiError("invalid_arguments", "[ERROR] missing required field: view")
    return opening.checked(view, surface)


def _shown(call: Call, *, on_top: bool) -> Answer:
    """https://docs.slack.dev/reference/methods/views.open and views.push. A trigger is used up only by a view."""
    trigger = call.workspace.triggers.check(call.need("trigger_id"))
    modal = opening.made(call.workspace, _view(call, "modal"), trigger.user)
    if on_top and not trigger.view_id:
        raise ApiError("not_found")
    opening.show(call.workspace, modal, on_top=on_top)
    trigger.used = True
    return {"view": opening.shown(modal)}


def _open(call: Call) -> Answer:
    return _shown(call, on_top=False)


def _push(call: Call) -> Answer:
    return _shown(call, on_top=True)


def _update(call: Call) -> Answer:
    """https://docs.slack.dev/reference/methods/views.update."""
    view_id, external_id = call.text("view_id"), call.text("external_id")
    if not (view_id or external_id):
        raise ApiError("invalid_arguments", "[ERROR] missing required field: view_id")
    view = _view(call, "modal")
    modal = call.workspace.modals.find(view_id, external_id)
    if modal is None:
        raise ApiError("not_found")
    return {"view": opening.shown(opening.update(call.workspace, modal, view, call.text("hash")))}


def _publish(call: Call) -> Answer:
    """https://docs.slack.dev/reference/methods/views.publish."""
    workspace, user = call.workspace, call.need("user_id")
    if user not in workspace.users:
        raise ApiError("user_not_found")
    view = _view(call, "home")
    before, expected = workspace.homes.get(user), call.text("hash")
    if expected and before is not None and expected != before["hash"]:
        raise ApiError("hash_conflict")
    payload = opening.made(workspace, view, user).payload
    if before is not None:
        payload["id"] = payload["root_view_id"] = before["id"]
    workspace.homes[user] = payload
    workspace.touch()
    return {"view": {**copy.deepcopy(payload), "state": {"values": {}}}}


METHODS: Final = {
    "views.open": Method(_open),
    "views.push": Method(_push),
    "views.update": Method(_update),
    "views.publish": Method(_publish),
}
