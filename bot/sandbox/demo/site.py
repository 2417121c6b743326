"""The demo's page and its controls, beside the product's own web application, on one address of this machine.

These routes exist in this application only: `run`, `web` and `worker` never mount them.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final

import orjson
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Mount, Route

from bot.domain.errors import Rejected
from bot.sandbox.demo.controls import Controls
from bot.sandbox.demo.demo import Demo
from bot.sandbox.demo.guard import HEADERS, MAIL_POLICY, Framed, SameMachine
from bot.sandbox.demo.pulse import Pulse
from bot.sandbox.demo.shelf.page import ShelfPages
from bot.sandbox.demo.view import Look
from bot.web.app import web_app
from bot.web.bodies import read_body

FOLDER: Final = Path(__file__).parent / "static"
KINDS: Final = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".html": "text/html; charset=utf-8",
}
BODY_LIMIT: Final = 256 * 1024  # octets


def demo_site(demo: Demo, port: int) -> Starlette:
    """The whole: `/` is the page, `/demo/...` its controls, everything else is the product itself."""
    product = web_app(demo.application, understand_now=demo.player.react)
    token = secrets.token_urlsafe(24)
    site = _Site(demo, token)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with product.router.lifespan_context(product):
            yield
            site.pulse.closing.set()
            await site.controls.close()

    app = Starlette(
        routes=[
            Route("/", site.page),
            Route("/demo/static/{name}", site.static),
            Route("/demo/view", site.view),
            Route("/demo/desk", site.desk),
            Route("/demo/phone/{staff}", site.phone),
            Route("/demo/events", site.events),
            Route("/demo/mail/{mail}", site.mail),
            Route("/demo/ledger.csv", site.ledger),
            Route("/demo/playbooks", site.shelf),
            Route("/demo/playbooks/{name}", site.playbook),
            Route("/demo/playbooks-mail", site.example),
            Route("/demo/do/{deed}", site.do, methods=["POST"]),
            Mount("/", app=Framed(product)),
        ],
        middleware=[Middleware(SameMachine, port=port, token=token)],
        exception_handlers={Rejected: _rejected},
        lifespan=lifespan,
    )
    app.state.site = product.state.site
    app.state.pulse = site.pulse
    return app


class _Site:
    def __init__(self, demo: Demo, token: str) -> None:
        self._demo = demo
        self._look = Look(demo)
        self.controls = Controls(demo)
        self.pulse = Pulse(self._look, token[:8])
        self._shelf = ShelfPages(demo.application)
        self._files = {path.name: path.read_bytes() for path in FOLDER.iterdir() if path.suffix in KINDS}
        page = self._files["page.html"].decode()
        self._page = page.replace("{{ token }}", token)

    async def page(self, _request: Request) -> Response:
        return HTMLResponse(self._page, headers=HEADERS)

    async def static(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in self._files or name.endswith(".html"):
            raise HTTPException(HTTPStatus.NOT_FOUND)
        return Response(self._files[name], media_type=KINDS[Path(name).suffix], headers=HEADERS)

    async def view(self, request: Request) -> Response:
        page = await asyncio.to_thread(self._look.page, request.query_params.get("who", ""))
        page["tour"] = await asyncio.to_thread(self.controls.tour.states)
        return _json(page)

    async def desk(self, request: Request) -> Response:
        asked = request.query_params
        return _json(self._demo.desk.seen_by(asked.get("me", ""), asked.get("place", ""), asked.get("thread", "")))

    async def phone(self, request: Request) -> Response:
        return _json(self._look.staff_phone(request.path_params["staff"]))

    async def events(self, _request: Request) -> Response:
        headers = {**HEADERS, "X-Accel-Buffering": "no"}
        return StreamingResponse(self.pulse.events(), media_type="text/event-stream", headers=headers)

    async def mail(self, request: Request) -> Response:
        found = self._look.letter(request.path_params["mail"])
        if found is None:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        return HTMLResponse(found.html, headers={**HEADERS, "Content-Security-Policy": MAIL_POLICY})

    async def ledger(self, _request: Request) -> Response:
        headers = {**HEADERS, "Content-Disposition": 'attachment; filename="ledger.csv"'}
        return Response(self._demo.feed.text(), media_type="text/csv", headers=headers)

    async def shelf(self, _request: Request) -> Response:
        return RedirectResponse(f"/demo/playbooks/{self._shelf.first}", HTTPStatus.SEE_OTHER, headers=HEADERS)

    async def playbook(self, request: Request) -> Response:
        asked = request.query_params
        name, language, business = request.path_params["name"], asked.get("lang", "en"), asked.get("for") == "business"
        page = await asyncio.to_thread(self._shelf.page, name, language, business=business)
        return HTMLResponse(page, headers=HEADERS)

    async def example(self, request: Request) -> Response:
        asked = request.query_params
        template, language, business = (
            asked.get("template", ""),
            asked.get("lang", "en"),
            asked.get("for") == "business",
        )
        mail = await asyncio.to_thread(self._shelf.mail, template, language, business=business)
        return HTMLResponse(mail, headers={**HEADERS, "Content-Security-Policy": MAIL_POLICY})

    async def do(self, request: Request) -> Response:
        asked = _asked(await read_body(request, BODY_LIMIT))
        return _json({"done": await self.controls.do(request.path_params["deed"], asked)})


def _asked(body: bytes) -> dict[str, Any]:
    try:
        found = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise Rejected("This is not JSON.") from None
    if not isinstance(found, dict):
        raise Rejected("A control takes a JSON object.")
    return found


def _json(data: object) -> Response:
    return Response(orjson.dumps(data, default=str), media_type="application/json", headers=HEADERS)


async def _rejected(_request: Request, error: Exception) -> Response:
    """What cannot be done, as a sentence; of a form also the sentence for each block."""
    errors = getattr(error, "errors", None)
    told = {"sentence": str(error), "errors": errors if isinstance(errors, dict) else {}}
    return JSONResponse(told, HTTPStatus.UNPROCESSABLE_ENTITY, headers=HEADERS)
