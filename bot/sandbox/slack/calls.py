"""One call of a Web API method: its arguments as slack_sdk sends them, as a form, in the address or as JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import orjson

from bot.sandbox.slack.errors import ApiError
from bot.sandbox.slack.workspace import Workspace

_TRUE: Final = frozenset({"true", "1", "True", "yes"})
Answer = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Call:
    """A method's arguments. Forms carry JSON as text; both kinds are read the same way here."""

    workspace: Workspace
    method: str
    args: Mapping[str, Any]
    link: Callable[[], str] = field(default=lambda: "")  # makes the address of a Socket Mode connection

    def text(self, name: str, default: str = "") -> str:
        value = self.args.get(name)
        return default if value is None else str(value)

    def need(self, name: str) -> str:
        """Raises ApiError invalid_arguments when it is missing."""
        value = self.text(name)
        if not value:
            raise ApiError("invalid_arguments", f"[ERROR] missing required field: {name}")
        return value

    def flag(self, name: str, *, default: bool = False) -> bool:
        value = self.args.get(name)
        return default if value is None else value is True or str(value) in _TRUE

    def number(self, name: str, default: int, most: int) -> int:
        try:
            value = int(self.text(name) or default)
        except ValueError:
            raise ApiError("invalid_arguments", f"[ERROR] must be an integer [json-pointer:/{name}]") from None
        if not 1 <= value <= most:
            raise ApiError("invalid_limit")
        return value

    def structure(self, name: str, otherwise: str) -> Any:
        """A JSON value, or JSON as text. None when absent; raises ApiError `otherwise` for what is no JSON."""
        value = self.args.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return orjson.loads(value)
        except orjson.JSONDecodeError:
            raise ApiError(otherwise) from None


@dataclass(frozen=True, slots=True)
class Method:
    """A method of the Web API. A bot needs one of `scopes` (none listed: no scope is needed)."""

    run: Callable[[Call], Answer]
    scopes: tuple[str, ...] = ()
    app_token: bool = False  # wants the app-level token
    free: bool = False  # works without a token
