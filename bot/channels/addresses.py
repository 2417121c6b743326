"""Mail addresses: the strict form that may be written to, and signed plus-addresses of replies, bounces."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from bot.channels.tokens import Purpose, TokenSigner
from bot.domain.errors import Rejected

_LOCAL_PART_LIMIT: Final = 64  # octets, RFC 5321 section 4.5.3.1.1
_ADDRESS_LIMIT: Final = 254  # octets, RFC 5321 section 4.5.3.1.3

# dot-atom "@" dot-atom of RFC 5322. Quoted local parts and address literals are legal, but nobody has one.
_ATOM: Final = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_STRICT: Final = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@(?:[A-Za-z0-9-]+\.)*[A-Za-z0-9-]+", re.ASCII)

# What stands in headers of mail from outside: an address in angle brackets, else a bare one.
_QUOTED: Final = re.compile(r'"(?:[^"\\]|\\.)*"')
_ANGLE: Final = re.compile(r"<\s*([^<>\s@]{1,64}@[^<>\s@]{1,255})\s*>")
_BARE: Final = re.compile(r"[^\s<>,;:()\"@]{1,64}@[^\s<>,;:()\"@]{1,255}")
_HEADER_LIMIT: Final = 10_000  # characters of one header that are read

_PLUS: Final = re.compile(r"([^+@]+)\+([^@]+)@([^@]+)")


def is_address(value: str) -> bool:
    """Whether mail may be sent to it as it stands: ASCII, no quoting, nothing that ends a header."""
    return (
        len(value) <= _ADDRESS_LIMIT
        and "=?" not in value
        and _STRICT.fullmatch(value) is not None
        and value.index("@") <= _LOCAL_PART_LIMIT
    )


def addresses_in(header: str) -> tuple[str, ...]:
    """Every address in a header value, lower case, in order, without display names.

    Written here because `email.utils.getaddresses` of Python 3.11.7 can be led to report an address out of a
    display name (CVE-2023-27043), and the sender decides whose case a reply belongs to.
    """
    found: list[str] = []
    for part in _QUOTED.sub(" ", header[:_HEADER_LIMIT]).split(","):
        match = _ANGLE.search(part) if "<" in part else _BARE.search(part)
        if match:
            found.append((match.group(1) if match.re is _ANGLE else match.group()).lower())
    return tuple(dict.fromkeys(found))


def reply_address(signer: TokenSigner, opaque_id: str, domain: str) -> str:
    """`reply+<token>@domain`: an answer to it finds its conversation whoever sends it."""
    return _plus_address(signer, Purpose.REPLY, opaque_id, domain)


def return_path(signer: TokenSigner, opaque_id: str, domain: str) -> str:
    """`bounce+<token>@domain`: the VERP envelope sender, so that a bounce names its message."""
    return _plus_address(signer, Purpose.BOUNCE, opaque_id, domain)


def inquiry_address(signer: TokenSigner, opaque_id: str, domain: str) -> str:
    """`ask+<token>@domain`: what comes there is about a question to the client's people, the bank, the gateway."""
    return _plus_address(signer, Purpose.INQUIRY, opaque_id, domain)


def plus_token(recipients: Iterable[str], purpose: Purpose) -> str:
    """The token of the first recipient that has this purpose's form, not yet verified; empty without one."""
    for recipient in recipients:
        match = _PLUS.fullmatch(recipient)
        if match and match.group(1).lower() == purpose:
            return match.group(2).lower()
    return ""


def opened(signer: TokenSigner, recipients: Iterable[str], purpose: Purpose) -> str | None:
    """The opaque id of the first recipient whose token is genuine, or None."""
    for recipient in recipients:
        opaque_id = signer.verify(purpose, plus_token((recipient,), purpose))
        if opaque_id is not None:
            return opaque_id
    return None


def _plus_address(signer: TokenSigner, purpose: Purpose, opaque_id: str, domain: str) -> str:
    address = f"{purpose}+{signer.sign(purpose, opaque_id)}@{domain}"
    if not is_address(address):
        raise Rejected(f"No {purpose} address can be built in the domain {domain!r}.")
    return address
