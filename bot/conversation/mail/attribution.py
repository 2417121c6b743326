"""The line by which a mail program introduces what it quotes: "On Monday Joe <joe@example.com> wrote:".

It may be wrapped, in any language, with the name first or the day first. A person's own "I wrote to you on 3/11 at
10:00:" is none: there somebody stands beside the verb, or more follows than a program says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.conversation.mail.lines import MAX_LINE, Line, marked_follows
from bot.conversation.tables.mail_words import INTRODUCTIONS, OPENERS, PERSONS, WEAK_WROTE, WHEN_OPENERS, WROTE

_MOST_LINES = 5  # over which it is wrapped, blank ones included
_MOST_LINES_BEHIND_VERB = 3
_LONGEST_NAME = 90  # characters behind the verb
_MOST_STARTS = 4  # places within a line at which it may begin


def _any(words: Sequence[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


_VERB = re.compile(rf"(?<!\w)(?:{_any(WROTE)})(?!\w)")
_WEAK_VERB = re.compile(rf"(?<!\w)(?:{_any(WEAK_WROTE)})(?!\w)")
_WHEN = re.compile(r"\d{1,2}[:.h]\d{2}|\d{4}|\d{1,2}[./-]\d{1,2}[./-]\d{2}")
_OPENER = re.compile(rf"(?:{_any(OPENERS)})[.,]? ")
_DAY_FIRST = re.compile(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\b|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\d{1,2}\.? [^\W\d]{3,12}\.? "
)
_DAY_AND_TIME = re.compile(rf"(?:{_DAY_FIRST.pattern})[,. ]{{0,3}}(?:at |um |a |o )?\d{{1,2}}[:.]\d{{2}}")
_GMT = re.compile(r"\d{4}-\d{1,2}-\d{1,2} \d{1,2}:\d{2} gmt[+-]\d")
_ADDRESS = re.compile(r"[^\s<>@]@[^\s<>@]")
_ENDS_WITH_ADDRESS = re.compile(r"[^\s<>@]@[^\s<>@]+[>\])]+ ?:?$|[^\s<>@]@[^\s<>@]+>? ?:$")
_ENDS_BRACKETED = re.compile(r"<[^<>@\s]+@[^<>@\s]+> ?:$")
_TIME, _YEAR = re.compile(r"\d{1,2}[:.]\d{2}"), re.compile(r"\b\d{4}\b")
_END = re.compile(r"[\s:.\-_=*<>)\]]*$")
_TAIL_WHEN = re.compile(rf"[ ,]*(?:{_any(WHEN_OPENERS)})\b.{{0,60}}\d")
_INNER = re.compile(r"(?<=\S)(?: |-{2,} ?)(?=(?:on|el|le|am|em|il|op|w dniu|dnia|den) [^:]{0,30}\d)")
_LAST_WORD = re.compile(r"([\w']+)\W*$")
_FIRST_WORD = re.compile(r"\W*([\w']+)")
_PERSONS = frozenset(PERSONS)
_LEADING = " \t*>-_\u2014\u2022|"


def attribution(lines: Sequence[Line], index: int) -> int:
    """Return how many lines from here introduce a quote; 0 when there is none."""
    first = lines[index]
    if first.blank or first.quoted or not _may_begin(first.folded):
        return 0
    joined = ""
    most = _MOST_LINES_BEHIND_VERB if _VERB.search(first.folded) else _MOST_LINES
    for count, line in enumerate(lines[index : index + most], start=1):
        if line.blank and not _broken_address(lines, index + count):
            return count - 1 if _without_verb(joined) else 0
        joined = f"{joined} {line.unquoted}".strip()
        if len(joined) > MAX_LINE:
            return 0
        if _introduces(joined, lines, index + count):
            return count
        if line.folded.endswith(":") or (line.quoted and count > 1):
            return 0
    return 0


def split_inside(lines: Sequence[Line], index: int) -> int:
    """Return where in the line a quote is introduced behind the customer's own words; 0 when nowhere."""
    folded = lines[index].folded
    if _begins(folded.lstrip(_LEADING)):
        return 0
    if not _ADDRESS.search(folded) and not marked_follows(lines, index + 1):
        return 0
    for found in list(_INNER.finditer(folded))[-_MOST_STARTS:]:
        if _introduces(folded[found.end() :], lines, index + 1):
            leading = len(lines[index].raw) - len(lines[index].raw.lstrip())
            return found.start() + leading
    return 0


def _may_begin(folded: str) -> bool:
    """Whether the first line has what a program begins with: a day, an address, or the verb itself."""
    text = folded.lstrip(_LEADING)
    if text.startswith(INTRODUCTIONS) or _VERB.search(text) or _ADDRESS.search(text):
        return True
    return (_OPENER.match(text) is not None and _WHEN.search(text) is not None) or _DAY_FIRST.match(text) is not None


def _broken_address(lines: Sequence[Line], index: int) -> bool:
    """Whether an address goes on behind a blank line, as one mail program breaks it."""
    return index < len(lines) and lines[index].folded in {"<", "<mailto:"}


def _introduces(joined: str, lines: Sequence[Line], after: int) -> bool:
    text = joined.lstrip(_LEADING)
    marked = marked_follows(lines, after)
    found = None
    for found in _VERB.finditer(text):  # noqa: B007 - the last one is the program's
        pass
    if found is None:
        found = _WEAK_VERB.search(text) if _ADDRESS.search(text) and _WHEN.search(text) else None
    if found is None:
        ended = text.endswith(":") or marked
        return ended and (_without_verb(text) or (text.startswith(INTRODUCTIONS) and _known_time(text)))
    before, behind = text[: found.start()], text[found.end() :]
    if text.startswith(INTRODUCTIONS):
        return _known_time(text)
    return _by_verb(before, behind, marked=marked)


def _by_verb(before: str, behind: str, *, marked: bool) -> bool:
    address, when = _ADDRESS.search(before), _WHEN.search(before)
    closed = behind.rstrip().endswith((":", "-", "--", ":*", ":_"))
    if _END.fullmatch(behind):  # the verb is last
        person = _LAST_WORD.search(before)
        if person and person.group(1) in _PERSONS and not marked:
            return False
        programs = bool(address and when) and _begins(before)
        return (closed or marked or programs) and bool(
            address or when or (marked and before) or closed_by_dashes(behind)
        )
    if _TAIL_WHEN.match(behind):  # name, verb, day
        return closed and bool(address) and not _person_before(before)
    if when and _begins(before):  # day, verb, name
        first = _FIRST_WORD.match(behind)
        person_follows = first is not None and first.group(1) in _PERSONS
        ended = closed or _ENDS_WITH_ADDRESS.search(behind) is not None or behind.endswith('"')
        return ended and len(behind) <= _LONGEST_NAME + 60 and not person_follows and not _person_before(before)
    return False


def _begins(text: str) -> bool:
    return _OPENER.match(text) is not None or _DAY_FIRST.match(text) is not None


def closed_by_dashes(behind: str) -> bool:
    return behind.strip().startswith("--")


def _person_before(before: str) -> bool:
    person = _LAST_WORD.search(before)
    return person is not None and person.group(1) in _PERSONS


def _known_time(text: str) -> bool:
    return _WHEN.search(text) is not None or _ADDRESS.search(text) is not None


def _without_verb(text: str) -> bool:
    """Whether it is "2016-03-03 17:21 GMT+01:00 Joe <joe@example.com>:": a day, a name and an address alone."""
    text = text.lstrip(_LEADING)
    if _GMT.match(text):
        return True
    if _TIME.search(text) and _YEAR.search(text) and _ENDS_BRACKETED.search(text):
        return True
    return _DAY_FIRST.match(text) is not None and _ENDS_WITH_ADDRESS.search(text) is not None
