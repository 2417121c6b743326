"""How another process scripts the Twilio stand-in and reads what it accepted: JSON under /sandbox/."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

import orjson
from aiohttp import web

from bot.domain.errors import Rejected
from bot.sandbox.script import Action, Wrong

if TYPE_CHECKING:
    from bot.sandbox.twilio import TwilioSandbox

_FIELDS: Final = frozenset(Wrong.__dataclass_fields__)


def wrong_from(body: dict[str, Any]) -> Wrong:
    """Raises Rejected for unknown fields or actions."""
    unknown = sorted(set(body) - _FIELDS)
    if unknown or body.get("action") not in set(Action):
        raise Rejected(f"A scripted failure has an action of {', '.join(Action)}; unknown: {unknown}.")
    return Wrong(**{**body, "action": Action(body["action"])})


class Control:
    """`script`, `clear`, `accepted`, `status` and `inbound`."""

    def __init__(self, sandbox: TwilioSandbox) -> None:
        self._sandbox = sandbox

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        raw = await request.read()
        try:
            body = orjson.loads(raw) if raw else {}
            answer = await self._answer(request.path.removeprefix("/sandbox/"), body)
        except (Rejected, ValueError, TypeError, KeyError) as error:
            return _json({"error": str(error)}, HTTPStatus.BAD_REQUEST)
        return _json(answer)

    async def _answer(self, name: str, body: dict[str, Any]) -> Any:
        match name:
            case "accepted":
                return list(self._sandbox.accepted)
            case "script":
                self._sandbox.fail(wrong_from(body))
            case "clear":
                self._sandbox.script.clear()
            case "status":
                return {"answers": await self._sandbox.deliver_status(**body)}
            case "inbound":
                return {"answers": await self._sandbox.hooks.inbound(**body)}
            case _:
                raise Rejected(f"The sandbox has no control named {name!r}.")
        return {"done": True}


def _json(body: Any, status: int = HTTPStatus.OK) -> web.Response:
    return web.Response(body=orjson.dumps(body), status=status, content_type="application/json")
