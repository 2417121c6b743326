"""The SDK takes the proxy of HTTPS_PROXY and HTTP_PROXY for every address. No proxy reaches this machine's own.

A stand-in of Slack listens there: through a proxy it is never reached, and the proxy would see its tokens.
"""

from __future__ import annotations

import ipaddress
from typing import Protocol, TypeVar
from urllib.parse import urlsplit


class Proxied(Protocol):
    """A client of the SDK."""

    proxy: str | None


Client = TypeVar("Client", bound=Proxied)


def straight(client: Client, url: str) -> Client:
    """The client without a proxy if `url` is this machine's; else as the SDK made it."""
    if _is_here(urlsplit(url).hostname or ""):
        client.proxy = None
    return client


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
