"""apps.connections.open: the address of a Socket Mode connection."""

from __future__ import annotations

from typing import Final

from bot.sandbox.slack.calls import Answer, Call, Method


def _open(call: Call) -> Answer:
    return {"url": call.link()}


METHODS: Final = {"apps.connections.open": Method(_open, app_token=True)}
