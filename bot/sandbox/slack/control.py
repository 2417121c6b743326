"""How another process plays people in the stand-in workspace and reads what is in it: JSON under /sandbox/."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

import orjson
from aiohttp import web

from bot.domain.errors import Rejected
from bot.sandbox.slack.errors import ApiError, NotAnswered, Refused

if TYPE_CHECKING:
    from bot.sandbox.slack.sandbox import SlackSandbox

PREFIX: Final = "/sandbox/"
# What a person does: POST /sandbox/act {"user": ..., "do": "click", ... the arguments of Person.click}
_DEEDS: Final = frozenset(
    {
        "click",
        "click_in_view",
        "command",
        "delete",
        "dismiss",
        "edit",
        "fill",
        "open_home",
        "react",
        "submit",
        "write",
    }
)
# What is done to or read from the workspace: POST /sandbox/<name> with the arguments of the method
_CALLS: Final = frozenset(
    {
        "add_channel",
        "add_user",
        "archive",
        "deliver_to",
        "dms",
        "ephemerals",
        "fail_next",
        "home",
        "invite",
        "kick",
        "messages",
        "views",
    }
)


class Control:
    """Answers {"result": ...}, or {"error": ..., "errors": ...} with 400 (refused) or 502 (the app did not answer)."""

    def __init__(self, sandbox: SlackSandbox) -> None:
        self._sandbox = sandbox

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        if request.method != "POST" or request.content_type != "application/json":
            return _json({"error": "POST JSON here."}, HTTPStatus.UNSUPPORTED_MEDIA_TYPE)  # no web page can do that
        raw = await request.read()
        try:
            asked = orjson.loads(raw) if raw else {}
            result = await self._answer(request.path.removeprefix(PREFIX), asked)
        except NotAnswered as error:
            return _json({"error": str(error)}, HTTPStatus.BAD_GATEWAY)
        except (Rejected, ApiError, ValueError, TypeError, KeyError) as error:
            told = error.errors if isinstance(error, Refused) else {}
            return _json({"error": str(error), "errors": told}, HTTPStatus.BAD_REQUEST)
        return _json({"result": result})

    async def _answer(self, name: str, asked: dict[str, Any]) -> Any:
        if name == "act":
            return await self._act(asked)
        if name == "tokens":
            return self._sandbox.credentials()
        if name == "changed":
            return await self._sandbox.changed(int(asked["since"]))
        if name not in _CALLS:
            raise Rejected(f"The sandbox has no control named {name!r}.")
        method: Callable[..., Any] = getattr(self._sandbox, name)
        return method(**asked)

    async def _act(self, asked: Mapping[str, Any]) -> Any:
        doing = asked["do"]
        if doing not in _DEEDS:
            raise Rejected(f"A person does {', '.join(sorted(_DEEDS))}; not {doing!r}.")
        method: Callable[..., Awaitable[Any]] = getattr(self._sandbox.as_user(asked["user"]), doing)
        return await method(**{key: value for key, value in asked.items() if key not in {"do", "user"}})


def _json(body: Mapping[str, Any], status: int = HTTPStatus.OK) -> web.Response:
    return web.Response(body=orjson.dumps(body), status=status, content_type="application/json")
