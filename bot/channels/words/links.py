"""Which links may stand in a message."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from bot.domain.errors import Rejected

# Services that hide where a link leads. GENUINE: never in a message.
SHORTENERS: Final = frozenset(
    {"bit.ly", "t.co", "tinyurl.com", "goo.gl", "ow.ly", "is.gd", "buff.ly", "rebrand.ly", "cutt.ly", "rb.gy"}
    | {"t.ly", "shorturl.at", "tiny.cc", "lnkd.in", "bl.ink", "s.id", "v.gd", "wa.link", "soo.gd"}
)
# Almost every link: taking one apart with urlsplit costs ten times as much, and each message has two.
_PLAIN: Final = re.compile(r"https?://([a-z0-9.-]+)(?::[0-9]{1,5})?(?:/[!-~]*)?", re.ASCII)


def check_link(link: str) -> None:
    """Raises Rejected unless the link is plain http(s) to a host that says where it leads."""
    if not link:
        return
    plain = _PLAIN.fullmatch(link)
    host = plain[1] if plain else _host(link)
    if host.removeprefix("www.") in SHORTENERS:
        raise Rejected(f"'{host}' is a link shortener: customers cannot see where it leads.")


def _host(link: str) -> str:
    parts = urlsplit(link)
    if parts.scheme not in {"http", "https"} or not parts.hostname or not link.isprintable() or " " in link:
        raise Rejected(f"'{link}' is not a link that may stand in a message.")
    return parts.hostname
