"""SMTP_URL: where mail goes out, and how safe the way there must be."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final
from urllib.parse import parse_qsl, unquote, urlsplit

from bot.domain.errors import Rejected


class Tls(StrEnum):
    REQUIRED = "required"  # STARTTLS with a certificate that is checked, or nothing is sent
    OPTIONAL = "optional"  # STARTTLS where it is offered, whatever the certificate: better than clear text
    OFF = "off"
    IMPLICIT = "implicit"  # TLS from the first octet (smtps://), certificate checked


_STARTTLS: Final = (Tls.REQUIRED, Tls.OPTIONAL, Tls.OFF)
_PORT: Final = 25
_SUBMISSION_PORT: Final = 587
_SUBMISSIONS_PORT: Final = 465


@dataclass(frozen=True, slots=True)
class SmtpTarget:
    host: str
    port: int
    tls: Tls
    user: str = ""
    password: str = field(default="", repr=False)


def parse_smtp_url(url: str) -> SmtpTarget:
    """Read `smtp://user:password@host:port?starttls=required|optional|off` or `smtps://...`.

    Without `starttls`, a login over a network requires it, else it is optional. Raises Rejected with a
    sentence that never repeats the URL, because a password may stand in it.
    """
    try:
        parts = urlsplit(url)
        port, host = parts.port, parts.hostname
    except ValueError:
        raise Rejected("SMTP_URL has a port or a host that cannot be read.") from None
    if parts.scheme not in {"smtp", "smtps"} or not host or parts.path not in {"", "/"}:
        raise Rejected("SMTP_URL must look like smtp://user:password@host:port or smtps://host.")
    user = unquote(parts.username or "")
    tls = _tls(parts.scheme, dict(parse_qsl(parts.query, keep_blank_values=True)), host, user)
    return SmtpTarget(host, port or _default_port(tls, user), tls, user, unquote(parts.password or ""))


def _tls(scheme: str, options: dict[str, str], host: str, user: str) -> Tls:
    asked = options.pop("starttls", "")
    if options:
        raise Rejected(f"SMTP_URL knows the option starttls only, not {', '.join(sorted(options))}.")
    if scheme == "smtps":
        if asked:
            raise Rejected("SMTP_URL: smtps:// is TLS from the start, so starttls has no place there.")
        return Tls.IMPLICIT
    if asked and asked not in _STARTTLS:
        raise Rejected(f"SMTP_URL: starttls is one of {', '.join(_STARTTLS)}.")
    if asked:
        return Tls(asked)
    return Tls.REQUIRED if user and not _is_loopback(host) else Tls.OPTIONAL


def _default_port(tls: Tls, user: str) -> int:
    if tls is Tls.IMPLICIT:
        return _SUBMISSIONS_PORT
    return _SUBMISSION_PORT if user else _PORT


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
