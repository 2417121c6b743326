"""GENUINE: what may stand in a client's settings so that customers can tell our messages from a fraud.

The client's own domain, no link shorteners, and no bank details in any words that reach a customer.
"""

from __future__ import annotations

import re

from bot.authored import shown
from bot.domain.errors import Rejected
from bot.domain.iban import holds_iban

# Services whose links hide where they lead. A link of theirs, or of a name under theirs, is refused.
SHORTENERS = frozenset(
    """adf.ly bit.do bit.ly bitly.com bl.ink buff.ly cutt.ly dub.sh goo.gl goo.su is.gd kutt.it lnkd.in mcaf.ee
    ow.ly qr.ae rb.gy rebrand.ly s.id short.io shorturl.at smarturl.it soo.gd t.co t.ly t2m.io tiny.cc tiny.one
    tinyurl.com trib.al urlz.fr v.gd vk.cc x.co""".split()  # noqa: SIM905 - read as words, kept as words
)
_HOST = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+")
_HOST_IN_TEXT = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.IGNORECASE)
# Eleven digits and more are no telephone number without a "+"; shorter ones are judged by the word before them.
_LONG_NUMBER = re.compile(r"(?<![+0-9])[0-9](?:[ -]?[0-9]){10,18}(?![0-9])")
_TELEPHONE = re.compile(r"\+[0-9][0-9 .()-]{6,20}")
_SORT_CODE = re.compile(r"\b[0-9]{2}-[0-9]{2}-[0-9]{2}\b")
_BANK_WORDS = re.compile(
    r"\b(iban|bic|swift|sort code|routing number|account number|n[uú]mero de cuenta|kontonummer|bankleitzahl)\b"
    r"|\b(account|acct|cuenta|konto|compte|conta|conto|rekening)\b\D{0,20}[0-9]{6,}",
    re.IGNORECASE,
)


def is_shortener(host: str) -> bool:
    """Whether a host belongs to a link shortener."""
    labels = host.lower().split(".")
    return any(".".join(labels[start:]) in SHORTENERS for start in range(len(labels)))


def own_domain(text: str) -> str:
    """Parse: a domain of the client's own, such as acme.example.test."""
    if not _HOST.fullmatch(text):
        raise Rejected(f"{shown(text)} is not a domain such as 'billing.example.test'.")
    if is_shortener(text):
        raise Rejected(f"{shown(text)} is a link shortener (GENUINE); use the client's own domain.")
    return text


def genuine_words(text: str) -> str:
    """Parse: words that reach a customer. Refuses bank details and links of shorteners."""
    if _has_bank_details(text):
        raise Rejected("Bank details are never sent in a message (GENUINE); point to the bill instead.")
    for host in _HOST_IN_TEXT.findall(text):
        if is_shortener(host):
            raise Rejected(f"{shown(host)} is a link shortener (GENUINE); use the client's own domain.")
    return text


def _has_bank_details(text: str) -> bool:
    if _BANK_WORDS.search(text) or _SORT_CODE.search(text):
        return True
    if holds_iban(text):
        return True
    return bool(_LONG_NUMBER.search(_TELEPHONE.sub("", text)))
