"""Words that may not stand in a message (FALSE-URGENCY, GENUINE, no admission before a decision).

The words themselves are in `forbidden_words.py`. They catch slips, not intent: a person still reads every new text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from bot.channels.words.forbidden_words import ACCOUNT, ADMISSION, BANK_REASON, EXPOSING, SECRET, THREAT, URGENCY, Words
from bot.channels.words.kinds import FRAME, Kind
from bot.channels.words.links import SHORTENERS

_THREATENS: Final = "threatens, or names what only a threat would name"
_HURRIES: Final = "makes it more urgent than it is"
_HIDES: Final = "contains a link shortener"
_EXPOSES: Final = "exposes the reader to whoever sees the screen"
_NUMBERS: Final = "speaks of account, card or secret numbers"
_SECRETS: Final = "speaks of secret numbers"
_REASON: Final = "names a reason that is between the customer and the bank"
_ADMITS: Final = "admits something before it is decided"
_LISTS: Final[Mapping[str, Words]] = {
    _THREATENS: THREAT,
    _HURRIES: URGENCY,
    _HIDES: {"": tuple(rf"{re.escape(host)}\b" for host in sorted(SHORTENERS))},
    _EXPOSES: EXPOSING,
    _NUMBERS: {key: (*SECRET[key], *ACCOUNT[key]) for key in SECRET},
    _SECRETS: SECRET,
    _REASON: BANK_REASON,
    _ADMITS: ADMISSION,
}

# Texts sent while nothing is decided yet.
UNDECIDED: Final = re.compile(
    r"^(?:disputed_charge|refund_request|chargeback)/|^common/(?:dispute|refund|complaint)_received$"
)
# The notice that says that we never ask for such things has to name them.
MAY_NAME_ACCOUNTS: Final = frozenset({"genuine"})

# Others read a text on a locked screen, and hear who calls and what a machine says.
_OVERHEARD: Final = frozenset({"sms", "whatsapp", "identify", "voicemail"})


def forbidden_in(text: str, template: str, part: str, kind: Kind = Kind.MESSAGE, language: str = "") -> Iterator[str]:
    """Sentences on what may not stand in this part of a template: in this language or, if it is not known, in any."""
    if kind is Kind.DESK:
        return  # it tells staff what not to say, in the words that are not to be said
    base = language.replace("-", "_").partition("_")[0].lower()
    for rule in _rules(template, part, kind):
        if found := _pattern(rule, base).search(text):
            yield f"'{found[0]}' {rule}."


def _rules(template: str, part: str, kind: Kind) -> Iterator[str]:
    yield from (_THREATENS, _HURRIES, _HIDES)
    if part in _OVERHEARD or template == f"{FRAME}/sms":
        yield _EXPOSES
    if part not in MAY_NAME_ACCOUNTS:
        yield _SECRETS if kind is Kind.INQUIRY else _NUMBERS
    if kind is not Kind.INQUIRY:
        yield _REASON
    if UNDECIDED.search(template):
        yield _ADMITS


@lru_cache(maxsize=128)
def _pattern(rule: str, language: str) -> re.Pattern[str]:
    words = _LISTS[rule]
    patterns = [pattern for key in ("", language) for pattern in words.get(key, ())]
    if language not in THREAT:
        patterns = [pattern for listed in words.values() for pattern in listed]
    return re.compile(rf"\b(?:{'|'.join(patterns)})", re.IGNORECASE)
