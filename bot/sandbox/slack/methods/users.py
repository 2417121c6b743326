"""users.info, users.list, users.lookupByEmail."""

from __future__ import annotations

from typing import Any, Final

from bot.sandbox.slack.calls import Answer, Call, Method
from bot.sandbox.slack.errors import ApiError
from bot.sandbox.slack.pages import page
from bot.sandbox.slack.workspace import User, Workspace


def _user(workspace: Workspace, user: User) -> dict[str, Any]:
    """https://docs.slack.dev/reference/objects/user-object."""
    profile = {"real_name": user.real_name, "display_name": user.name, "email": user.email, "team": workspace.team_id}
    return {
        "id": user.id,
        "team_id": workspace.team_id,
        "name": user.name,
        "real_name": user.real_name,
        "deleted": False,
        "tz": user.tz,
        "is_bot": user.is_bot,
        "is_app_user": False,
        "profile": {key: value for key, value in profile.items() if value},
    }


def _info(call: Call) -> Answer:
    user = call.workspace.users.get(call.need("user"))
    if user is None:
        raise ApiError("user_not_found")
    return {"user": _user(call.workspace, user)}


def _list(call: Call) -> Answer:
    found, metadata = page(call, [_user(call.workspace, user) for user in call.workspace.users.values()], 1000)
    return {"members": found, "cache_ts": int(call.workspace.now().timestamp()), "response_metadata": metadata}


def _lookup(call: Call) -> Answer:
    email = call.need("email").lower()
    for user in call.workspace.users.values():
        if user.email and user.email.lower() == email:
            return {"user": _user(call.workspace, user)}
    raise ApiError("users_not_found")


METHODS: Final = {
    "users.info": Method(_info, ("users:read",)),
    "users.list": Method(_list, ("users:read",)),
    "users.lookupByEmail": Method(_lookup, ("users:read.email",)),
}
