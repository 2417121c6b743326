"""What stands under a reply, or over it, without being the customer's: devices, signatures, disclaimers, banners.

In doubt it stays: a signature in the text costs little, a lost sentence costs the answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.conversation.mail.lines import Line
from bot.conversation.tables.mail_tails import (
    CLOSINGS,
    CONTACT_LABELS,
    DEVICES,
    DISCLAIMER_STARTS,
    DISCLAIMER_WORDS,
    EXCUSES,
    NO_DEVICE,
    NO_DISCLAIMER,
    NOTICES,
    RECIPIENT_WORDS,
    SAID,
    SENT_FROM,
)

_LONGEST_DEVICE = 110  # characters of "Sent from my ..."
_LONGEST_SIGNATURE = 15  # lines
_LONGEST_CLOSING = 40  # characters
_SENTENCE = 6  # words; fewer may be a name, a title, a company
_WORD = re.compile(r"[\w'.\-]+")
_DEVICES, _NO_DEVICE, _CLOSINGS = frozenset(DEVICES), frozenset(NO_DEVICE), frozenset(CLOSINGS)
_SAID, _NO_DISCLAIMER = frozenset(SAID), frozenset(NO_DISCLAIMER)
_LONG_DISCLAIMER = 20  # words
_INSIDE = re.compile(r"[\[\]()<>*]")
_BRACKETS = " \t*_<>()[]\"'|-\u2014."
_LINK = re.compile(r"\]?[(<\[]https?://[^\s)>\]]*[)>\]]|https?://\S+")
_CONTACT = re.compile(
    r"[^\s<>@]@[^\s<>@]+\.\w|https?://|\bwww\.|(?:\+|\b00)\d[\d \-().]{6,}|\(?\b0?\d{2,4}\)?[ \-./]\d{2,4}[ \-./]\d{2,}"
)
_LABELLED = re.compile(rf"(?:{'|'.join(map(re.escape, CONTACT_LABELS))})(?: ?[:|]|\.? ?\+?\(?\d)")
_DELIMITERS = frozenset({"--", "---", "\u2014", "__", "___", "-- ", "\u2014\u2014"})


def is_device_line(line: Line) -> bool:
    """Whether a telephone or program added the line: "Sent from my iPhone", not "sent from my account"."""
    if not line.folded or len(line.folded) > _LONGEST_DEVICE + 60:
        return False
    text = _INSIDE.sub("", _LINK.sub("", line.folded)).strip(_BRACKETS)
    head, _, excuse = text.partition(", ")
    if excuse and any(word in excuse for word in EXCUSES):
        text = head
    if not text.startswith(SENT_FROM) or len(text) > _LONGEST_DEVICE or ", " in text:
        return False
    words = [word.strip(".") for word in _WORD.findall(text)]
    if _NO_DEVICE.intersection(words):
        return False
    return any(word in _DEVICES or word.partition("-")[0].partition("'")[0] in _DEVICES for word in words) or any(
        name in text for name in ("iphone", "ipad", "web.de", "t-online")
    )


def without_tails(own: Sequence[Line]) -> list[Line]:
    """Return the lines without devices, disclaimers and signatures."""
    kept = _without_notices([line for line in own if not is_device_line(line)])
    kept = _without_trailing_rules(kept)
    return _without_trailing_rules(_without_contacts(_without_signature(kept)))


def _without_trailing_rules(lines: list[Line]) -> list[Line]:
    end = len(lines)
    while end and (lines[end - 1].blank or lines[end - 1].rule):
        end -= 1
    return lines[:end]


def _without_notices(lines: list[Line]) -> list[Line]:
    """Drop paragraphs that are a disclaimer or a program's notice, and what goes on behind a disclaimer."""
    kept: list[Line] = []
    dropping = False
    for begin, end in _paragraphs(lines):
        paragraph = lines[begin:end]
        text = " ".join(line.folded for line in paragraph[:12])[:1_500].lstrip(_BRACKETS + "!:=")
        begins = text.startswith(DISCLAIMER_STARTS)
        dropping = (dropping or begins) and _is_legal(text, goes_on=dropping)
        if not dropping and not text.startswith(NOTICES):
            kept.extend(paragraph)
    return kept


def _is_legal(text: str, *, goes_on: bool) -> bool:
    """Whether a paragraph speaks of secrecy, or at length of its recipient, and nobody speaks for himself."""
    words = _WORD.findall(text)
    if not _NO_DISCLAIMER.isdisjoint(words):
        return False
    long = goes_on or len(words) >= _LONG_DISCLAIMER
    return (long and any(word in text for word in RECIPIENT_WORDS)) or any(word in text for word in DISCLAIMER_WORDS)


def _paragraphs(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Return (begin, end) of each paragraph with the blank lines behind it. A disclaimer's first line begins one."""
    starts = [
        index
        for index, line in enumerate(lines)
        if index == 0
        or (not line.blank and lines[index - 1].blank)
        or line.folded.lstrip(_BRACKETS).startswith(DISCLAIMER_STARTS)
    ]
    return list(pairwise([*starts, len(lines)]))


def _without_signature(lines: list[Line]) -> list[Line]:
    """Cut at "-- " or a rule where what follows is names, titles and numbers."""
    for index in range(len(lines) - 1, max(len(lines) - _LONGEST_SIGNATURE, 0), -1):
        line = lines[index]
        strict = line.raw.rstrip("\n") in {"-- ", "--", "--\xa0"}
        if (strict or line.folded in _DELIMITERS or line.rule) and _is_signature(lines[index + 1 :], strict=strict):
            return lines[:index]
    return lines


def _is_signature(lines: Sequence[Line], *, strict: bool) -> bool:
    texts = [line for line in lines if not line.blank and not line.folded.lstrip(_BRACKETS).startswith(NOTICES)]
    contacts = sum(_is_contact(line.folded) for line in texts)
    if texts and not strict and not contacts:
        return False
    if strict and contacts > 1:  # mottoes and fingerprints stand there, too
        return not any(map(_has_said_word, texts))
    return not any(_is_said(line, names=contacts > 1) for line in texts)


def _is_said(line: Line, *, names: bool = False) -> bool:
    """Whether a line reads like a sentence: many words, a question, or, where no `names` are, all in lower case."""
    text = line.raw.strip()
    words = text.split()
    if _has_said_word(line) or text.endswith("?"):
        return True
    if _is_contact(line.folded):
        return False
    lowered = text[:1].islower() and not any(word[:1].isupper() for word in words[1:])
    return len(words) > _SENTENCE or (lowered and not names and len(words) > 1)


def _has_said_word(line: Line) -> bool:
    """Whether a word stands there that signatures do not hold, as in "call me: 555 0100"."""
    if _LABELLED.match(line.folded.strip(_BRACKETS)):
        return False
    return not _SAID.isdisjoint(_WORD.findall(line.folded))


def _is_contact(folded: str) -> bool:
    text = folded.strip(_BRACKETS)
    return _CONTACT.search(text) is not None or _LABELLED.match(text) is not None


def _without_contacts(lines: list[Line]) -> list[Line]:
    """Under a closing keep the name; drop titles, numbers and addresses when nothing there is said."""
    for index in range(len(lines) - 1, max(len(lines) - _LONGEST_SIGNATURE, -1), -1):
        text = lines[index].folded.strip(_BRACKETS + ",!")
        if len(text) > _LONGEST_CLOSING or text not in _CLOSINGS:
            continue
        below = [line for line in lines[index + 1 :] if not line.blank]
        if not any(_is_contact(line.folded) for line in below) or any(_is_said(line) for line in below):
            return lines
        name = 1 if below and not _is_contact(below[0].folded) else 0
        end = lines.index(below[0], index) + 1 if name else index + 1
        return lines[:end]
    return lines
