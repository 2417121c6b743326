"""Kept SMTP connections: a handshake with TLS and login costs more than the mail itself."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from aiosmtplib import SMTP, SMTPException

from bot.channels.smtp_url import SmtpTarget, Tls

_QUIT_SECONDS: Final = 2.0  # for a farewell that nobody needs


@dataclass(frozen=True, slots=True)
class PoolLimits:
    """How many connections, and for how long each. Times in seconds."""

    connections: int = 8
    uses: int = 100  # mails over one connection; relays close after about as many
    idle: float = 20.0  # below the idle limit of common relays
    connect: float = 10.0
    command: float = 30.0


@dataclass(slots=True)
class Kept:
    client: SMTP
    uses: int = 0  # mails that went over it
    idle_since: float = 0.0


class SmtpPool:
    """Lends connections. A caller holds `slot` while it has one, so that there are never too many."""

    def __init__(
        self,
        target: SmtpTarget,
        *,
        limits: PoolLimits,
        tls_context: ssl.SSLContext | None,
        local_hostname: str,
        clock: Callable[[], float],
    ) -> None:
        self._target = target
        self._limits = limits
        self._context = tls_context
        self._local_hostname = local_hostname
        self._clock = clock
        self._idle: list[Kept] = []
        self.slot = asyncio.Semaphore(limits.connections)

    async def take(self) -> Kept:
        """The connection that was used last, if it is still good, else a fresh one."""
        while self._idle:
            kept = self._idle.pop()
            if kept.client.is_connected and self._clock() - kept.idle_since < self._limits.idle:
                return kept
            kept.client.close()
        return await self.fresh()

    async def fresh(self) -> Kept:
        """Connect, secure, log in. Raises what aiosmtplib, ssl and the system raise."""
        client = SMTP(
            hostname=self._target.host,
            port=self._target.port,
            username=self._target.user or None,
            password=self._target.password or None,
            local_hostname=self._local_hostname,
            timeout=self._limits.connect,
            use_tls=self._target.tls is Tls.IMPLICIT,
            start_tls={Tls.REQUIRED: True, Tls.OPTIONAL: None}.get(self._target.tls, False),
            tls_context=self._tls_context(),
        )
        await client.connect()
        client.timeout = self._limits.command
        return Kept(client)

    def give_back(self, kept: Kept, *, good: bool) -> None:
        """Keep the connection for the next mail unless it is broken or worn."""
        kept.uses += 1
        kept.idle_since = self._clock()
        if good and kept.client.is_connected and kept.uses < self._limits.uses:
            self._idle.append(kept)
        else:
            kept.client.close()

    async def close(self) -> None:
        while self._idle:
            client = self._idle.pop().client
            with contextlib.suppress(SMTPException, OSError):
                await client.quit(timeout=_QUIT_SECONDS)
            client.close()

    def _tls_context(self) -> ssl.SSLContext:
        if self._context is None:
            self._context = ssl.create_default_context()
            if self._target.tls is Tls.OPTIONAL:  # opportunistic, RFC 7435: clear text would be accepted too
                self._context.check_hostname = False
                self._context.verify_mode = ssl.CERT_NONE
        return self._context
