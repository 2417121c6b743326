"""Mail: whether it can go out (nothing is sent), and whether answers can come in."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import ssl
import time
from typing import Final

from aiosmtplib import SMTPAuthenticationError, SMTPException, SMTPNotSupported

from bot.channels.smtp_pool import PoolLimits, SmtpPool
from bot.channels.smtp_url import SmtpTarget, parse_smtp_url
from bot.doctor.findings import Finding, missing, note, ok
from bot.doctor.patient import Patient, listed
from bot.doctor.reaching import is_known
from bot.domain.errors import Rejected
from bot.domain.vocabulary import Channel

QUIT_SECONDS: Final = 2.0


async def smtp(patient: Patient) -> list[Finding]:
    """Connect, EHLO, STARTTLS, log in, QUIT."""
    url, users = patient.settings.smtp_url, patient.using(Channel.EMAIL)
    if not url and not users:
        return []
    if not url:
        sentence = f"SMTP_URL is not set, and {listed(users)} {_writes(users)} e-mail."
        return [missing("smtp", sentence, "Set it to your mail relay, as in env.example.")]
    try:
        target = parse_smtp_url(url)
    except Rejected as error:
        return [missing("smtp", str(error), "Correct SMTP_URL.")]
    return [await _tried(target, patient.options.call_seconds)]


async def _tried(target: SmtpTarget, seconds: float) -> Finding:
    where = f"{target.host}:{target.port}"
    if not await is_known(target.host, target.port):
        return missing("smtp", f"There is no host named {target.host}.", "Correct SMTP_URL.")
    limits = PoolLimits(connections=1, connect=seconds, command=seconds)
    name = socket.gethostname() or "localhost"
    pool = SmtpPool(target, limits=limits, tls_context=None, local_hostname=name, clock=time.monotonic)
    try:
        kept = await pool.fresh()
    except SMTPAuthenticationError:
        return missing("smtp", f"{where} refuses the user or the password.", "Correct them in SMTP_URL.")
    except (SMTPException, OSError, TimeoutError, ValueError) as error:
        return _failed(where, error)
    encrypted = kept.client.get_transport_info("sslcontext") is not None
    try:
        await kept.client.quit(timeout=QUIT_SECONDS)
    except (SMTPException, OSError, TimeoutError):
        kept.client.close()
    return _good(where, target, encrypted=encrypted)


def _good(where: str, target: SmtpTarget, *, encrypted: bool) -> Finding:
    login = " and takes the login" if target.user else ""
    if not encrypted and not _is_loopback(target.host):
        sentence = f"{where} answers{login}, but in clear text: whoever is on the way reads the mail."
        return note("smtp", sentence, "Add ?starttls=required to SMTP_URL, or use smtps://.")
    return ok("smtp", f"{where} answers{' over TLS' if encrypted else ''}{login}. No mail was sent.")


def _failed(where: str, error: Exception) -> Finding:
    causes = (error, error.__cause__, error.__context__)
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        sentence = f"The certificate of {where} is not one that we trust, or not for that name."
        return missing("smtp", sentence, "See whether the name in SMTP_URL is that of the certificate.")
    if isinstance(error, SMTPNotSupported) or "STARTTLS" in str(error):
        return missing(
            "smtp", f"{where} offers no STARTTLS, which SMTP_URL requires.", "Use smtps://, or another port."
        )
    return missing("smtp", f"{where} does not answer as a mail relay does.", "See whether it is up and reachable.")


async def inbound_mail(patient: Patient) -> list[Finding]:
    """Answers to our mail come by LMTP, or are posted to the webhook."""
    settings, users = patient.settings, patient.using(Channel.EMAIL)
    if settings.lmtp_listen:
        return [await _lmtp(settings.lmtp_listen, patient.options.call_seconds)]
    if settings.email_webhook_secret:
        sentence = f"Mail is taken at {settings.public_url}/webhooks/email when it is signed with our secret."
        return [ok("inbound mail", sentence)]
    if not users:
        return []
    sentence = f"What customers answer by e-mail reaches nobody, and {listed(users)} {_writes(users)} e-mail."
    return [missing("inbound mail", sentence, "Set FOLLOWUP_LMTP_LISTEN or FOLLOWUP_EMAIL_WEBHOOK_SECRET.")]


async def _lmtp(listen: str, seconds: float) -> Finding:
    """Our own listener, so that nobody answers while no web process runs."""
    try:
        async with asyncio.timeout(seconds):
            greeting = await _greeting(listen)
    except (OSError, TimeoutError, ValueError):
        sentence = f"Nothing listens at {listen} now."
        return note("inbound mail", sentence, "`followup run` and `followup web` do, once they are started.")
    if greeting.startswith(b"220"):
        return ok("inbound mail", f"Mail is taken by LMTP at {listen}.")
    return missing("inbound mail", f"Something else listens at {listen}.", "Name another port in FOLLOWUP_LMTP_LISTEN.")


async def _greeting(listen: str) -> bytes:
    if listen.startswith("unix:"):
        reader, writer = await asyncio.open_unix_connection(listen.removeprefix("unix:"))
    else:
        host, _, port = listen.rpartition(":")
        reader, writer = await asyncio.open_connection(host, int(port))
    try:
        return await reader.readline()
    finally:
        writer.close()


def _writes(clients: list[str]) -> str:
    return "writes" if len(clients) == 1 else "write"


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
