"""An LMTP listener (RFC 2033): our mail system hands replies over and keeps each until we have it."""

from __future__ import annotations

import asyncio
import functools
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final, cast

from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import Envelope, Session

from bot.domain.errors import Rejected

Deliver = Callable[[bytes, str, list[str]], Awaitable[None]]

SIZE_LIMIT: Final = 10_000_000  # octets of one mail
IDLE_SECONDS: Final = 300.0

# Mode of the Unix socket: a mail system with a user of its own may connect, and its folder says who else may not.
_ANYBODY: Final = 0o666
_LONGEST_LINE: Final = 65_536  # octets; RFC 5321 allows 1000, real mail does not care
_HAVE_IT: Final = "250 2.0.0 OK"
_TRY_AGAIN: Final = "451 4.3.0 Not stored, try again later"
_TOO_BIG: Final = "552 5.3.4 Message too big"

_log = logging.getLogger(__name__)


class LmtpServer:
    """Listens on `host:port`, or on a Unix socket (`unix:/path` or `/path`)."""

    def __init__(self, listen: str, deliver: Deliver, *, size_limit: int = SIZE_LIMIT) -> None:
        """`deliver(raw, envelope_from, recipients)` must have stored the mail when it returns.

        `envelope_from` is empty for the null sender. Raises Rejected when `listen` cannot be read.
        """
        self._deliver = deliver
        self._size_limit = size_limit
        self._path, self._host, self._port = _listen_at(listen)
        self._server: asyncio.Server | None = None
        self._open: set[_Connection] = set()

    @property
    def port(self) -> int:
        """The TCP port that it listens on, once started."""
        assert self._server is not None, "not started"
        return int(self._server.sockets[0].getsockname()[1])

    async def start(self) -> None:
        logging.getLogger("mail.log").setLevel(logging.ERROR)  # aiosmtpd writes addresses there
        loop = asyncio.get_running_loop()
        factory = functools.partial(_Connection, self, loop)
        if self._path:
            Path(self._path).unlink(missing_ok=True)  # noqa: ASYNC240 - once, at the start; left by a killed process
            self._server = await loop.create_unix_server(factory, self._path)
            Path(self._path).chmod(_ANYBODY)  # noqa: ASYNC240 - once, at the start
        else:
            self._server = await loop.create_server(factory, self._host, self._port)

    async def stop(self) -> None:
        """Stop listening and cut what is open: whatever was not answered stays with the mail system."""
        if self._server is None:
            return
        self._server.close()
        for connection in tuple(self._open):
            if connection.transport is not None:  # those of uvloop do not inherit from WriteTransport
                cast("asyncio.WriteTransport", connection.transport).abort()
        await self._server.wait_closed()
        self._server = None

    async def take(self, raw: bytes, sender: str, recipients: list[str]) -> str:
        """The reply for each recipient."""
        try:
            await self._deliver(raw, sender, recipients)
        except Exception:  # noqa: BLE001 - the outermost loop of this entry: the mail system keeps the mail
            _log.exception("lmtp_delivery_failed", extra={"octets": len(raw)})
            return _TRY_AGAIN
        return _HAVE_IT

    def opened(self, connection: _Connection) -> None:
        self._open.add(connection)

    def closed(self, connection: _Connection) -> None:
        self._open.discard(connection)

    @property
    def size_limit(self) -> int:
        return self._size_limit


class _Connection(LMTP):
    """One connection. LMTP answers the final dot once for each recipient, which aiosmtpd leaves to us."""

    line_length_limit = _LONGEST_LINE

    def __init__(self, server: LmtpServer, loop: asyncio.AbstractEventLoop) -> None:
        self._owner = server
        super().__init__(
            _Handler(server),
            data_size_limit=server.size_limit,
            enable_SMTPUTF8=True,
            hostname="followup",
            ident="LMTP",
            timeout=IDLE_SECONDS,
            loop=loop,
        )

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._owner.opened(self)
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        self._owner.closed(self)
        super().connection_lost(error)

    async def push(self, status: str | bytes) -> None:
        """Repeat aiosmtpd's own refusals after the final dot for each recipient."""
        text = status if isinstance(status, str) else status.decode("utf-8", "replace")
        too_much = text.startswith(("552 Error: Too much", "500 Line too long"))
        if too_much and self.envelope is not None:
            text = "\r\n".join([_TOO_BIG] * len(self.envelope.rcpt_tos))
        await super().push(text)


class _Handler:
    def __init__(self, server: LmtpServer) -> None:
        self._server = server

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, _server: LMTP, _session: Session, envelope: Envelope
    ) -> str:
        sender = (envelope.mail_from or "").removeprefix("<>")
        reply = await self._server.take(envelope.original_content or b"", sender, list(envelope.rcpt_tos))
        return "\r\n".join([reply] * len(envelope.rcpt_tos))


def _listen_at(listen: str) -> tuple[str, str, int]:
    """(path, "", 0) for a Unix socket, ("", host, port) for TCP."""
    path = listen.removeprefix("unix:")
    if path.startswith("/"):
        return path, "", 0
    host, colon, port = listen.rpartition(":")
    if not colon or not port.isascii() or not port.isdigit():
        raise Rejected("FOLLOWUP_LMTP_LISTEN must be host:port or unix:/path/to/socket.")
    return "", host.strip("[]") or "127.0.0.1", int(port)
