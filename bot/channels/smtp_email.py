"""E-mail over SMTP: before the final dot nothing is sent; after it, without an answer, nobody knows."""

from __future__ import annotations

import asyncio
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from aiosmtplib import (
    SMTP,
    SMTPException,
    SMTPReadTimeoutError,
    SMTPResponseException,
    SMTPServerDisconnected,
)

from bot.app.messages import Handed, HandOver, LookedUp, LookUp, Outgoing
from bot.channels.addresses import is_address
from bot.channels.email_bytes import build_email, message_id_of
from bot.channels.smtp_codes import Stage, enhanced_in, failure_of
from bot.channels.smtp_pool import Kept, PoolLimits, SmtpPool
from bot.channels.smtp_url import parse_smtp_url
from bot.domain.errors import Rejected
from bot.domain.vocabulary import Channel, FailureClass

TOTAL_SECONDS: Final = 60.0  # for one mail, waiting for a connection included

_GO_AHEAD: Final = 354
_DONE: Final = 250
_CLOSING: Final = 421

_LIMITS: Final = PoolLimits()
_UNKNOWN: Final = Handed(HandOver.UNKNOWN, failure=FailureClass.UNKNOWN)


def _refused(failure: FailureClass, code: str) -> Handed:
    return Handed(HandOver.REFUSED, failure=failure, code=code)


def _utc_now() -> datetime:
    return datetime.now(UTC)


class _Lost(Exception):  # noqa: N818 - internal: the connection broke and nothing was transmitted
    pass


@dataclass(slots=True)
class _Mail:
    """One mail on its way."""

    sender: str
    to: str
    raw: bytes
    stage: Stage = Stage.MAIL
    transmitted: bool = False  # the final dot has been handed to the network


class SmtpEmail:
    """The transport for e-mail (`bot.app.messages.Transport`). The provider's id is the Message-ID."""

    channel = Channel.EMAIL

    def __init__(
        self,
        url: str,
        *,
        domain: str = "",
        limits: PoolLimits = _LIMITS,
        total_seconds: float = TOTAL_SECONDS,
        tls_context: ssl.SSLContext | None = None,
        local_hostname: str = "",
        now: Callable[[], datetime] = _utc_now,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`url` is SMTP_URL, `domain` that of Message-IDs (or the sender's). Rejects a bad URL."""
        self._domain = domain
        self._total = total_seconds
        self._now = now
        self._pool = SmtpPool(
            parse_smtp_url(url),
            limits=limits,
            tls_context=tls_context,
            local_hostname=local_hostname or socket.gethostname() or "localhost",
            clock=clock,
        )

    async def send(self, message: Outgoing) -> Handed:
        if not is_address(message.to):
            return _refused(FailureClass.BAD_ADDRESS, "not-an-address")
        sender = message.return_path or message.sender
        try:
            raw = build_email(message, domain=self._domain, now=self._now())
        except Rejected:
            return _refused(FailureClass.CONTENT, "unsafe-header")
        if not is_address(sender):
            return _refused(FailureClass.CONFIGURATION, "bad-return-path")
        handed = await self._in_time(_Mail(sender, message.to, raw))
        if handed.outcome is HandOver.ACCEPTED:
            return Handed(HandOver.ACCEPTED, provider_id=message_id_of(message, self._domain), code=handed.code)
        return handed

    async def look_up(self, message: Outgoing) -> LookedUp:  # noqa: ARG002 - nobody can be asked
        return LookedUp(LookUp.CANNOT_ASK)

    async def close(self) -> None:
        await self._pool.close()

    async def _in_time(self, mail: _Mail) -> Handed:
        try:
            async with asyncio.timeout(self._total), self._pool.slot:
                return await self._deliver(mail)
        except TimeoutError:
            return _UNKNOWN if mail.transmitted else _refused(FailureClass.TEMPORARY, "timeout")

    async def _deliver(self, mail: _Mail) -> Handed:
        """Send over a kept connection; a stale one is replaced once, nothing having been said."""
        try:
            kept = await self._pool.take()
            if kept.uses:
                try:
                    return await self._transact(kept, mail)
                except _Lost:
                    mail.stage = Stage.MAIL
                    kept = await self._pool.fresh()
        except (SMTPException, OSError) as error:
            return _not_connected(error)
        try:
            return await self._transact(kept, mail)
        except _Lost:
            return _refused(FailureClass.TEMPORARY, "connection-lost")

    async def _transact(self, kept: Kept, mail: _Mail) -> Handed:
        """One mail over one connection. Raises _Lost when it broke before the message was transmitted."""
        good = False
        try:
            code, text = await self._envelope(kept.client, mail)
            if code == _GO_AHEAD:
                code, text = await self._payload(kept.client, mail)
            elif code == _CLOSING and kept.uses:
                raise _Lost
            elif kept.client.is_connected:
                await kept.client.rset()
            good = True
        except (SMTPException, OSError) as error:
            if mail.transmitted:
                return _UNKNOWN
            raise _Lost from error
        finally:
            self._pool.give_back(kept, good=good)
        return _answered(mail, code, text)

    async def _envelope(self, client: SMTP, mail: _Mail) -> tuple[int, str]:
        """MAIL, RCPT, DATA: the reply that ends them, 354 when the message may follow."""
        try:
            await client.mail(mail.sender)
            mail.stage = Stage.RCPT
            await client.rcpt(mail.to)
        except (SMTPServerDisconnected, SMTPReadTimeoutError):
            raise
        except SMTPResponseException as refusal:
            return refusal.code, refusal.message
        mail.stage = Stage.DATA
        reply = await client.execute_command(b"DATA")
        return reply.code, reply.message

    async def _payload(self, client: SMTP, mail: _Mail) -> tuple[int, str]:
        """Transmit and wait. Written here, not by aiosmtplib's `data`, to know when the dot has left."""
        protocol = client.protocol
        if protocol is None:
            raise SMTPServerDisconnected("Connection lost")
        # the bytes have CRLF line ends only, and end with one; the first line is a header
        stuffed = mail.raw.replace(b"\r\n.", b"\r\n..") + b".\r\n"
        protocol.write(stuffed)
        mail.transmitted = True
        reply = await protocol.read_response(timeout=client.timeout)
        return reply.code, reply.message


def _answered(mail: _Mail, code: int, text: str) -> Handed:
    said = f"{code} {enhanced_in(text)}".strip()
    if mail.transmitted and code == _DONE:
        return Handed(HandOver.ACCEPTED, code=said)
    if mail.transmitted and code < _GO_AHEAD:  # neither yes nor no
        return _UNKNOWN
    return _refused(failure_of(mail.stage, code, text), said)


def _not_connected(error: Exception) -> Handed:
    """Nothing was said to anybody yet, so it may be tried again, unless a person must mend the settings."""
    if isinstance(error, SMTPResponseException):
        failure = failure_of(Stage.CONNECT, error.code, error.message)
        return _refused(failure, f"{error.code} {enhanced_in(error.message)}".strip())
    if isinstance(error, ssl.SSLError) or isinstance(error.__cause__, ssl.SSLError):
        return _refused(FailureClass.CONFIGURATION, "tls")
    if isinstance(error, OSError):  # aiosmtplib's connection errors and time-outs among them
        return _refused(FailureClass.TEMPORARY, "not-connected")
    return _refused(FailureClass.CONFIGURATION, "not-supported")  # no STARTTLS or no login where it is required
