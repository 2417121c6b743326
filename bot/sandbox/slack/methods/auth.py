"""api.test and auth.test."""

from __future__ import annotations

from typing import Final

from bot.sandbox.slack.calls import Answer, Call, Method
from bot.sandbox.slack.errors import ApiError


def _api_test(call: Call) -> Answer:
    """https://docs.slack.dev/reference/methods/api.test: `error` comes back as an error."""
    if call.text("error"):
        raise ApiError(call.text("error"), args=dict(call.args))
    return {"args": dict(call.args)}


def _auth_test(call: Call) -> Answer:
    workspace = call.workspace
    return {
        "url": "https://sandbox.slack.com/",
        "team": "Sandbox",
        "user": workspace.users[workspace.bot_user_id].name,
        "team_id": workspace.team_id,
        "user_id": workspace.bot_user_id,
        "bot_id": workspace.bot_id,
        "is_enterprise_install": False,
    }


METHODS: Final = {"api.test": Method(_api_test, free=True), "auth.test": Method(_auth_test)}
