"""What opens a whole mail below a reply: a block "From: / Sent: / To: / Subject:", "-----Original Message-----"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.conversation.mail.lines import Line
from bot.conversation.tables.mail_words import (
    FROM,
    MONEY_LABELS,
    ORIGINAL,
    OTHER_HEADERS,
    REPLY_ABOVE,
    SENT,
    SUBJECT,
)

_WINDOW = 14  # lines in which the labels of a block stand, blank and wrapped ones included
_MOST_GAP = 3  # lines between two labels
_MOST_RULES = 2  # lines of underscores, or blank, before it
_MIN_LABELS = 3
_LONGEST_ORIGINAL = 80

_FROM, _SENT, _SUBJECT, _OTHER = map(frozenset, (FROM, SENT, SUBJECT, OTHER_HEADERS))
_HEADERS = _FROM | _SENT | _SUBJECT | _OTHER
_MONEY = frozenset(MONEY_LABELS)
_LABEL = re.compile(r"[*_>| ]{0,4}([^\W\d][^\W\d]*(?:[ \-'][^\W\d]+){0,2}) ?[*_]{0,2} ?: ?[*_]{0,2}")
_LABELS = "|".join(map(re.escape, sorted(_HEADERS - {"a", "an", "do", "de", "da", "to"}, key=len, reverse=True)))
_INLINE = re.compile(rf"(?<!\w)({_LABELS}) ?\*{{0,2}}: ?")
_ORIGINALS = "|".join(map(re.escape, ORIGINAL))
_ORIGINAL = re.compile(rf"[>\s]*[-_=*~]{{2,}}[-_=*~ \t]*(?:{_ORIGINALS})(?: [^:]{{0,40}})?[ \t:]*[-_=*~]*\s*")
_ORIGINAL_ALONE = re.compile(rf"(?:{_ORIGINALS}) ?:|(?:{_ORIGINALS})")
_ADDRESS = re.compile(r"[^\s<>@]@[^\s<>@]|mailto:")
_TIME = re.compile(r"\d{1,2}[:.]\d{2}\b")
_DIGIT = re.compile(r"\d")


def opens_original(lines: Sequence[Line], index: int) -> int:
    """Return how many lines such as "-----Original Message-----" stand here; 0 or 1."""
    folded = lines[index].folded
    if not folded or len(folded) > _LONGEST_ORIGINAL * 2:
        return 0
    if any(phrase in folded for phrase in REPLY_ABOVE) and len(folded) <= _LONGEST_ORIGINAL + 40:
        return int(not folded[0].isalpha())
    if len(folded) <= _LONGEST_ORIGINAL and _ORIGINAL.fullmatch(folded):
        return 1
    alone = _ORIGINAL_ALONE.fullmatch(folded)
    return int(alone is not None and (folded.endswith(":") or header_block(lines, index + 1) > 0))


def header_block(lines: Sequence[Line], index: int) -> int:
    """Return how many lines a block of mail headers takes from here; 0 when there is none."""
    start = index
    while start < len(lines) and start - index < _MOST_RULES and (lines[start].blank or lines[start].rule):
        start += 1
    if start >= len(lines):
        return 0
    if _inline_block(lines[start].folded):
        return start + 1 - index
    labels, last, texts = _labels(lines, start)
    return last + 1 - index if _is_block(labels, texts) else 0


def _labels(lines: Sequence[Line], start: int) -> tuple[list[str], int, list[str]]:
    """Return the labels that stand below each other, the line of the last, and what stands behind them."""
    labels: list[str] = []
    texts: list[str] = []
    last = start
    for position in range(start, min(start + _WINDOW, len(lines))):
        line = lines[position]
        found = _LABEL.match(line.folded)
        label = found.group(1) if found else ""
        if found and (label in _HEADERS or label in _MONEY):
            labels.append(label)
            texts.append(line.folded[found.end() :])
            last = position
        elif position == start or position - last > _MOST_GAP:
            break
        elif not line.blank:
            texts.append(line.folded)
    return labels, last, texts


def _is_block(labels: Sequence[str], texts: Sequence[str]) -> bool:
    known = set(labels)
    if known & (_MONEY - _SUBJECT - _HEADERS) or not known & _FROM:
        return False
    address = any(_ADDRESS.search(text) for text in texts)
    timed = any(_TIME.search(text) for text in texts)
    sent, subject = known & _SENT, known & _SUBJECT
    if len(known) >= _MIN_LABELS:
        return bool((sent and subject) or (address and (sent or subject)) or (sent and timed))
    return bool(sent) and address and any(_DIGIT.search(text) for text in texts)


def _inline_block(folded: str) -> bool:
    """Whether a whole block stands in one line, as flattened HTML has it."""
    if _LABEL.match(folded) is None:
        return False
    labels = [found.group(1) for found in _INLINE.finditer(folded)]
    known = set(labels)
    return len(known) >= _MIN_LABELS and bool(known & _SUBJECT) and bool(known & _FROM) and not known & _MONEY
