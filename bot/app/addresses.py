"""One mail address, one telephone number: checked, and in the one form in which they are kept."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

import phonenumbers

_LOCAL_PART: Final = 64  # octets, RFC 5321 section 4.5.3.1.1
_ADDRESS: Final = 254  # octets, RFC 5321 section 4.5.3.1.3
# dot-atom "@" dot-atom with a dot in the domain; ASCII: what the sender is willing to write to.
_ATOM: Final = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL: Final = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_EMAIL: Final = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+{_LABEL}")
_SHORTEST: Final = 10_000  # some plans allow two digits; nobody's own number has fewer than five
_EXTENSION_FREE: Final = re.compile(r"[+0-9 ().\-/\u00a0\u2010-\u2015]+")


def normal_email(text: str) -> str | None:
    """One mail address, its domain in lower case; None for anything else."""
    if len(text) > _ADDRESS or "=?" in text or not _EMAIL.fullmatch(text) or text.index("@") > _LOCAL_PART:
        return None
    local, _, domain = text.rpartition("@")
    return f"{local}@{domain.lower()}"


def lacks_country(text: str) -> bool:
    """Whether it is written like a number and begins with no country code."""
    return _EXTENSION_FREE.fullmatch(text) is not None and not text.startswith(("+", "00"))


@lru_cache(maxsize=8_192)
def normal_phone(text: str, country: str) -> str | None:
    """A number in E.164, read as one of `country` where it names none; None for what is no number."""
    if not _EXTENSION_FREE.fullmatch(text):
        return None
    number = f"+{text[2:]}" if text.startswith("00") else text
    try:
        parsed = phonenumbers.parse(number, country or None)
    except phonenumbers.NumberParseException:
        return None
    # Possible, not valid: number plans change faster than the library is released.
    if not phonenumbers.is_possible_number(parsed) or (parsed.national_number or 0) < _SHORTEST:
        return None
    return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))
