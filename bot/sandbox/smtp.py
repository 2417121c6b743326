"""A stand-in for a mail relay, over real SMTP on the loopback interface.

It keeps what it accepted (also in a file, written before it answers 250), offers STARTTLS with a certificate
made at the start, asks for a login when told to, and fails as told at each command.
`python -m bot.sandbox.smtp --port 0 --record FILE` runs it alone and prints its port as a line of JSON.
"""

from __future__ import annotations

import asyncio
import functools
import logging
import ssl
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, cast

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from bot.sandbox.certificate import self_signed
from bot.sandbox.records import Records
from bot.sandbox.script import Action, Script, Wrong

_LOOPBACK: Final = "127.0.0.1"
_SIZE_LIMIT: Final = 30_000_000  # octets
_MAGIC_LOCAL_PART: Final = "nobody"  # mail to nobody@anywhere bounces at RCPT


def _utc_now() -> datetime:
    return datetime.now(UTC)


class SmtpSandbox:
    """Start it, point SMTP_URL at `url`, script it, look at `accepted`."""

    def __init__(
        self,
        *,
        now: Callable[[], datetime] = _utc_now,
        record: Path | None = None,
        starttls: bool = False,
        implicit_tls: bool = False,
        login: tuple[str, str] | None = None,
    ) -> None:
        self.accepted = Records(record)
        self.script = Script()
        self.hanging = asyncio.Event()  # set when a scripted hang has begun
        self.sessions = 0  # connections that were greeted
        self.encrypted = 0  # mails that came over TLS
        self.url = ""
        self._now = now
        self._login = login
        self._certificate = self_signed(_LOOPBACK) if starttls or implicit_tls else None
        self._implicit_tls = implicit_tls
        self._server: asyncio.Server | None = None
        self.protocols: set[_Protocol] = set()
        self._never = asyncio.Event()

    async def start(self, port: int = 0) -> str:
        """Listen on the loopback interface; returns a URL for SMTP_URL without login."""
        logging.getLogger("mail.log").setLevel(logging.ERROR)  # aiosmtpd writes addresses there
        loop = asyncio.get_running_loop()
        context = self._certificate.context if self._certificate and self._implicit_tls else None
        self._server = await loop.create_server(
            functools.partial(_Protocol, self, loop), _LOOPBACK, port, backlog=1024, ssl=context
        )
        self.port: int = self._server.sockets[0].getsockname()[1]
        self.url = f"{'smtps' if self._implicit_tls else 'smtp'}://{_LOOPBACK}:{self.port}"
        return self.url

    async def stop(self) -> None:
        self._never.set()
        if self._server is not None:
            self._server.close()
        self.drop_connections()
        if self._server is not None:
            await self._server.wait_closed()
        self.accepted.close()

    def fail(self, *wrongs: Wrong) -> None:
        """Script what goes wrong next."""
        self.script.add(*wrongs)

    def drop_connections(self) -> None:
        """Cut every open connection, as a relay does with idle ones."""
        for protocol in tuple(self.protocols):
            protocol.cut()

    def client_context(self) -> ssl.SSLContext:
        """A client's TLS context that trusts this stand-in only."""
        assert self._certificate is not None, "this stand-in was started without STARTTLS"
        return ssl.create_default_context(cadata=self._certificate.pem)

    def starttls_context(self) -> ssl.SSLContext | None:
        return self._certificate.context if self._certificate and not self._implicit_tls else None

    def keep(self, session: Session, envelope: Envelope) -> None:
        raw = envelope.original_content or b""
        self.encrypted += self._implicit_tls or session.ssl is not None
        self.accepted.append(
            {
                "envelope_from": (envelope.mail_from or "").replace("<>", ""),
                "rcpt": list(envelope.rcpt_tos),
                "raw": raw.decode("utf-8", "surrogateescape"),
                "at": self._now().isoformat(),
            }
        )

    def authenticate(self, *asked: Any) -> AuthResult:
        """The authenticator of aiosmtpd: (server, session, envelope, mechanism, data)."""
        data = asked[-1]
        given = (data.login.decode(), data.password.decode()) if isinstance(data, LoginPassword) else None
        return AuthResult(success=given is not None and given == self._login, handled=False)

    @property
    def needs_login(self) -> bool:
        return self._login is not None

    async def misbehave(self, stage: str, protocol: _Protocol, to: str = "") -> str | None:
        """Do what is scripted for this stage: a reply, a cut, a wait; None when nothing is."""
        wrong = self.script.take(to=to, stage=stage)
        if wrong is None:
            return None
        if wrong.action is Action.REFUSE:
            return f"{wrong.status} {wrong.code}"
        if wrong.action is Action.SLOW:
            await asyncio.sleep(wrong.seconds)
            return None
        return await self._vanish(wrong, protocol)

    async def _vanish(self, wrong: Wrong, protocol: _Protocol) -> str:
        if wrong.stage == "data" and wrong.action is not Action.DROP_BEFORE:
            assert protocol.session is not None
            assert protocol.envelope is not None
            self.keep(protocol.session, protocol.envelope)
        if wrong.action is Action.HANG:
            self.hanging.set()
            await self._never.wait()
        protocol.cut()
        return "421 4.3.2 Closing"


class _Protocol(SMTP):
    """One connection."""

    def __init__(self, sandbox: SmtpSandbox, loop: asyncio.AbstractEventLoop) -> None:
        self._sandbox = sandbox
        super().__init__(
            _Handler(sandbox),
            data_size_limit=_SIZE_LIMIT,
            hostname="sandbox.invalid",
            ident="followup sandbox",
            tls_context=sandbox.starttls_context(),
            auth_require_tls=False,
            authenticator=sandbox.authenticate,
            loop=loop,
        )

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._sandbox.sessions += self._original_transport is None
        self._sandbox.protocols.add(self)
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        self._sandbox.protocols.discard(self)
        super().connection_lost(error)

    def cut(self) -> None:
        """Abort, without a word."""
        transport = self._original_transport or self.transport
        if transport is not None:
            cast("asyncio.WriteTransport", transport).abort()  # those of uvloop do not inherit from it


class _Handler:
    """aiosmtpd's hooks."""

    def __init__(self, sandbox: SmtpSandbox) -> None:
        self._sandbox = sandbox

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self, server: _Protocol, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        said = await self._sandbox.misbehave("mail", server)
        if said is not None:
            return said
        if self._sandbox.needs_login and not session.authenticated:
            return "530 5.7.0 Authentication required"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 2.1.0 OK"

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: _Protocol, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        said = await self._sandbox.misbehave("rcpt", server, to=address)
        if said is not None:
            return said
        if address.partition("@")[0] == _MAGIC_LOCAL_PART:
            return "550 5.1.1 No such user"
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: _Protocol, session: Session, envelope: Envelope) -> str:  # noqa: N802 - as above
        said = await self._sandbox.misbehave("data", server, to=envelope.rcpt_tos[0])
        if said is not None:
            return said
        self._sandbox.keep(session, envelope)
        return f"250 2.0.0 OK queued as {len(self._sandbox.accepted)}"


if __name__ == "__main__":
    from bot.sandbox.standalone import serve_smtp

    serve_smtp()
