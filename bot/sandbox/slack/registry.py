"""All methods of the Web API by name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bot.sandbox.slack.calls import Method
from bot.sandbox.slack.methods import apps, auth, chat, conversations, history, reactions, users, views

METHODS: Final[Mapping[str, Method]] = MappingProxyType(
    {
        **apps.METHODS,
        **auth.METHODS,
        **chat.METHODS,
        **conversations.METHODS,
        **history.METHODS,
        **reactions.METHODS,
        **users.METHODS,
        **views.METHODS,
    }
)
