"""Which links may stand in a message."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from bot.domain.errors import Rejected

# Services that hide where a link leads. GENUINE: never in a message.
SHORTENERS: Final = frozenset(
    {"bit.ly", "t.co", "tinyurl.com", "goo.gl", "ow.ly", "is.gd", "buff.ly", "rebrand.ly", "cutt.ly", "rb.gy"}
    | {"t.ly", "shorturl.at", "tiny.cc", "lnkd.in", "bl.ink", "s.id", "v.gd", "wa.link", "soo.gd"}
)


def check_link(link: str) -> None:
    """Raises Rejected unless the link is plain http(s) to a host that says where it leads."""
    if not link:
        return
    parts = urlsplit(link)
    if parts.scheme not in {"http", "https"} or not parts.hostname or not link.isprintable() or " " in link:
        raise Rejected(f"'{link}' is not a link that may stand in a message.")
    if parts.hostname.removeprefix("www.") in SHORTENERS:
        raise Rejected(f"'{parts.hostname}' is a link shortener: customers cannot see where it leads.")
