"""The web server of a process: uvicorn on uvloop, the LMTP listener beside it, and a stop that loses nothing."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import structlog
import uvicorn
from starlette.applications import Starlette

from bot.bootstrap import Application
from bot.channels.lmtp import LmtpServer
from bot.domain.errors import Rejected
from bot.web.app import web_app
from bot.web.mail import deliver_mail
from bot.web.site import Site, UnderstandNow

if TYPE_CHECKING:  # Bolt is slow to load, and not everybody works in Slack
    from bot.slack.app import SlackInbox

log = structlog.get_logger(__name__)

STOP_SECONDS: Final = 10  # how long open requests may take when the server stops


async def serve(
    application: Application,
    stop: asyncio.Event,
    *,
    host: str = "",
    port: int | None = None,
    understand_now: UnderstandNow | None = None,
    inbox: SlackInbox | None = None,
) -> None:
    """Serve until `stop` is set; then answer what is open and return. Signals are the caller's.

    Host and port default to those of the settings. Raises Rejected when an address cannot be listened on.
    """
    settings = application.settings
    app = web_app(application, understand_now=understand_now, inbox=inbox)
    server = WebServer(app, host or settings.listen_host, settings.listen_port if port is None else port)
    lmtp = lmtp_server(application, app.state.site)
    await server.start()
    try:
        if lmtp is not None:
            await _listen(lmtp, settings.lmtp_listen)
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait({stopping, server.task}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
    finally:
        if lmtp is not None:
            await lmtp.stop()
        await server.stop()


def lmtp_server(application: Application, site: Site) -> LmtpServer | None:
    """The listener for mail, where the settings name an address for it."""
    listen = application.settings.lmtp_listen

    async def deliver(raw: bytes, envelope_from: str, recipients: list[str]) -> None:
        delivered = await asyncio.to_thread(deliver_mail, application, raw, envelope_from, recipients)
        site.metrics.webhooks.labels("lmtp", delivered.value).inc()
        site.react_soon()

    return LmtpServer(listen, deliver) if listen else None


async def _listen(lmtp: LmtpServer, listen: str) -> None:
    try:
        await lmtp.start()
    except OSError as error:
        raise Rejected(f"FOLLOWUP_LMTP_LISTEN is {listen}, but it cannot be listened on: {error.strerror}.") from error
    log.info("lmtp.listening")


class WebServer:
    """One uvicorn server in the running loop."""

    def __init__(self, app: Starlette, host: str, port: int) -> None:
        self._host = host
        self._port = port
        self._site: Site = app.state.site
        self._server = _Server(
            uvicorn.Config(
                app,
                host=host,
                port=port,
                ws="none",
                log_config=None,
                log_level="warning",
                access_log=False,  # its lines hold paths, and paths hold tokens
                server_header=False,
                proxy_headers=False,  # nothing here depends on who a proxy says that it is for
                timeout_graceful_shutdown=STOP_SECONDS,
            )
        )
        self.task: asyncio.Task[None]

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return int(self._server.servers[0].sockets[0].getsockname()[1])

    async def start(self) -> None:
        """Return when it answers. Raises Rejected when the address cannot be listened on."""
        sock = self._bound()
        self.task = asyncio.create_task(self._server.serve([sock]))
        ready = asyncio.create_task(self._server.ready.wait())
        await asyncio.wait({ready, self.task}, return_when=asyncio.FIRST_COMPLETED)
        if not ready.done():
            ready.cancel()
            await self.task
            raise Rejected("The web server could not start.")
        log.info("web.listening", host=self._host, port=self.port)

    async def stop(self) -> None:
        """Take no more, end the streams, answer what is open."""
        self._site.live.close()
        self._server.should_exit = True
        await self.task

    def _bound(self) -> socket.socket:
        family = socket.AF_INET6 if ":" in self._host else socket.AF_INET
        sock = socket.socket(family, socket.SOCK_STREAM)
        try:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            sock.bind((self._host, self._port))
        except OSError as error:
            sock.close()
            reason = error.strerror or "no such address"
            raise Rejected(f"The address {self._host}:{self._port} cannot be listened on: {reason}.") from error
        sock.setblocking(False)
        return sock


class _Server(uvicorn.Server):
    """uvicorn without signals, which belong to the process, and with an event for "it answers now"."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals to the caller."""
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()
