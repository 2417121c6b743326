"""A reply about several cases, told apart: which stretch of it is about which.

Sentences are cut at their ends, a sentence that names several cases at a border between two names: "but", else the
last "and", comma or dash. A stretch that names none goes with the case named last. Where no border stands between two
names, nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.app.reply_words import CaseName, Part, Range
from bot.conversation.case_names import Mention, amounts, explicit, phrase
from bot.conversation.cleaning import fold
from bot.conversation.days.role_words import role_words
from bot.conversation.tables.case_words import CASE_WORDS, CaseWords
from bot.domain.reading import Reading

MOST_CHARACTERS = 4_000
_END = re.compile(r"[.!?…]+(?=\s|$)|;|\n")
_SHORTENED = re.compile(r"(?:^|\W)(?:no|nr|num|nro|inv|fra|ref|art|rg|fv|n|ca|bzw|vs|approx|rech|fact|z|dr)$")
_DAY = re.compile(r"(?:^|\D)\d{1,2}$")
_COMMA = re.compile(r",(?!\d)|\s[-–—]+\s|[()]")
_WORD = re.compile(r"[^\W_]+")
_NONE = CaseWords(*(((),) * 14))
# Behind "and" these begin something of their own: "and for INV-2 I need a copy".
_PREPOSITIONS = frozenset(
    {
        "for", "on", "of", "with", "de", "del", "por", "para", "en", "pour", "sur", "du", "des", "fur", "von", "zu",
        "auf", "mit", "na", "da", "do", "di", "per", "su", "della", "voor", "van", "op", "za", "z",
    }
)  # fmt: skip
_SEVERAL_WORDS = 2


@dataclass(frozen=True, slots=True)
class _Text:
    """The text, as written and folded (one character for each), and the words of its language."""

    written: str
    folded: str
    words: CaseWords
    anchors: tuple[int, ...]  # where days and amounts begin
    negations: frozenset[str]

    def words_in(self, start: int, end: int) -> list[str]:
        return _WORD.findall(self.folded[start:end])


@dataclass(slots=True)
class _Stretch:
    cases: tuple[str, ...]
    start: int
    end: int
    first: Mention
    last: Mention
    lead: tuple[Range, ...] = ()


def tell_apart(reading: Reading, names: Sequence[CaseName]) -> tuple[Part, ...] | None:
    """The parts of a reply; () when it names fewer than two sets of cases; None when they cannot be told apart."""
    text = _text(reading)
    mentions = _mentions(text, reading, names)
    if len({mention.cases for mention in mentions}) < _SEVERAL_WORDS:
        return ()
    if len(text.written) > MOST_CHARACTERS:
        return None
    stretches: list[_Stretch] = []
    before: list[Range] = []
    for start, end in _sentences(text, mentions):
        inside = [mention for mention in mentions if start <= mention.start < end]
        cut = _cut(text, start, end, inside)
        if cut is None:
            return None
        stretches += cut
        if not inside and stretches:
            last = stretches[-1]
            stretches.append(_Stretch(last.cases, start, end, last.first, last.last))
        elif not inside:
            before.append((start, end))
    if len({stretch.cases for stretch in stretches}) < _SEVERAL_WORDS:
        return ()
    return _parts(before, stretches)


def _text(reading: Reading) -> _Text:
    written = reading.stripped_text
    starts = [day.span[0] for day in reading.dates] + [amount.span[0] for amount in reading.amounts]
    words = CASE_WORDS.get(reading.language, _NONE)
    return _Text(written, fold(written), words, tuple(sorted(starts)), role_words((reading.language,)).negations)


def _parts(before: list[Range], stretches: Sequence[_Stretch]) -> tuple[Part, ...]:
    """One part for each set of cases, in the order in which they are named."""
    found = [Part((), tuple(before))] if before else []
    for cases in dict.fromkeys(stretch.cases for stretch in stretches):
        own = [stretch for stretch in stretches if stretch.cases == cases]
        lead = own[0].lead if len(own) == 1 else ()
        found.append(Part(cases, tuple((stretch.start, stretch.end) for stretch in own), lead))
    return tuple(found)


# --- where cases are named --------------------------------------------------------------------------------------


def _mentions(text: _Text, reading: Reading, names: Sequence[CaseName]) -> list[Mention]:
    found = explicit(text.folded, names)
    found += [one for one in amounts(reading, text.folded, names) if _stands_for_case(text, one, found)]
    found += _together(text, names)
    return _others(text, sorted(found), names)


def _stands_for_case(text: _Text, amount: Mention, named: Sequence[Mention]) -> bool:
    """Whether an amount names its case: no other name stands in its clause, and the clause says more than it."""
    start, end = _clause(text, amount)
    if any(start <= mention.start < end for mention in named):
        return False
    return bool(text.words_in(start, amount.start) or text.words_in(amount.end, end))


def _clause(text: _Text, mention: Mention) -> Range:
    borders = [at for at, _ in _borders(text, 0, len(text.folded))]
    borders += [match.start() for match in _END.finditer(text.folded)]
    before = max((at for at in borders if at <= mention.start), default=0)
    return before, min((at for at in borders if at >= mention.end), default=len(text.folded))


def _together(text: _Text, names: Sequence[CaseName]) -> Iterator[Mention]:
    """Every case at once: "both", "all of them"."""
    everyone = tuple(name.id for name in names)
    phrases = [*text.words.both, *(each for each in text.words.every if " " in each)]
    for match in phrase(phrases).finditer(text.folded):
        if not text.folded[: match.start()].endswith(" a "):  # "a las dos" is a time of the day
            yield Mention(*match.span(), everyone)


def _others(text: _Text, found: list[Mention], names: Sequence[CaseName]) -> list[Mention]:
    """Add "the other one": all that was not named before it."""
    for match in phrase(text.words.other).finditer(text.folded):
        named = {case for mention in found if mention.end <= match.start() for case in mention.cases}
        left = tuple(name.id for name in names if name.id not in named)
        if named and left and not any(mention.start < match.end() and match.start() < mention.end for mention in found):
            found.append(Mention(*match.span(), left))
    return sorted(found)


# --- borders ----------------------------------------------------------------------------------------------------


def _sentences(text: _Text, mentions: Sequence[Mention]) -> Iterator[Range]:
    start = 0
    starts = {mention.start for mention in mentions}
    for match in _END.finditer(text.folded):
        if any(mention.start < match.end() and match.start() < mention.end for mention in mentions):
            continue
        if _ends_here(text, match, starts):
            yield from _trimmed(text, start, match.end())
            start = match.end()
    yield from _trimmed(text, start, len(text.folded))


def _ends_here(text: _Text, match: re.Match[str], names_at: set[int]) -> bool:
    following = match.end() + len(text.written[match.end() :]) - len(text.written[match.end() :].lstrip())
    if match.group() == "\n":  # mail is wrapped in the middle of sentences
        rest = text.written[following : following + 1]
        return not rest.isalpha() or rest.isupper() or following in names_at
    if match.group() != ".":
        return True
    before = text.folded[max(0, match.start() - 12) : match.start()]
    if _SHORTENED.search(before):
        return False
    next_word = _WORD.match(text.folded, following)
    named = next_word is not None and any(
        next_word.group() in month.split() or next_word.group()[:3] == month[:3] for month in text.words.months
    )
    return not (_DAY.search(before) and (named or text.written[following : following + 1].islower()))


def _trimmed(text: _Text, start: int, end: int) -> Iterator[Range]:
    inner = text.written[start:end]
    left = start + len(inner) - len(inner.lstrip())
    right = start + len(inner.rstrip())
    if text.words_in(left, right):
        yield left, right


def _borders(text: _Text, start: int, end: int) -> list[tuple[int, int]]:
    """(place, strength) of what may part two clauses: 2 for "but", 1 for "and", a comma, a dash."""
    found = [(match.start(), 2) for match in phrase(text.words.but).finditer(text.folded, start, end)]
    joins = phrase(text.words.join).finditer(text.folded, start, end)
    found += [(match.start(), 1) for match in joins if _as_written(text, match)]
    found += [(match.start(), 1) for match in _COMMA.finditer(text.folded, start, end)]
    return sorted(found)


def _as_written(text: _Text, match: re.Match[str]) -> bool:
    """Whether a word of one letter has no accent: "é" is no "e"."""
    return len(match.group()) > 1 or text.written[match.start()].lower() == match.group()


def _cut(text: _Text, start: int, end: int, mentions: Sequence[Mention]) -> list[_Stretch] | None:
    """The stretches of one sentence; None when no border stands between two names."""
    groups = _groups(text, start, end, mentions)
    stretches: list[_Stretch] = []
    for number, group in enumerate(groups):
        begins = start
        if number:
            border = _border(text, start, groups[number - 1], group)
            if border is None:
                return None
            begins = stretches[-1].end = border
        cases = tuple(dict.fromkeys(case for mention in group for case in mention.cases))
        if stretches and stretches[-1].cases == cases:
            stretches[-1].end, stretches[-1].last = end, group[-1]
        else:
            stretches.append(_Stretch(cases, begins, end, group[0], group[-1]))
    for number, stretch in enumerate(stretches):
        stretch.lead = _lead(text, stretches, number)
    return stretches


def _groups(text: _Text, start: int, end: int, mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Names of one breath together: "INV-1 and INV-2"."""
    groups: list[list[Mention]] = []
    for number, mention in enumerate(mentions):
        ends = mentions[number + 1].start if number + 1 < len(mentions) else end
        if groups and _joined(text, start, groups[-1], mention, ends):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    return groups


def _joined(text: _Text, start: int, group: Sequence[Mention], mention: Mention, ends: int) -> bool:
    between, words = text.words_in(group[-1].end, mention.start), text.words
    signs = set(text.folded[group[-1].end : mention.start])
    if any(word not in words.join and word not in words.beside for word in between):
        return False
    if signs.intersection("&+/") or any(word in words.join for word in between):
        return not any(word in _PREPOSITIONS for word in between)
    if "," not in signs:
        return not between  # "INV-1 with INV-2" is no list
    # A comma alone joins names in a list, and parts two clauses: "I'll pay INV-1, INV-2 is wrong".
    said_before = len(text.words_in(start, group[0].start)) >= _SEVERAL_WORDS
    return not (said_before and len(text.words_in(mention.end, ends)) >= _SEVERAL_WORDS)


def _border(text: _Text, start: int, group: Sequence[Mention], following: Sequence[Mention]) -> int | None:
    borders = _borders(text, group[-1].end, following[0].start)
    if borders:
        strongest = max(strength for _, strength in borders)
        return max(at for at, strength in borders if strength == strongest)
    heads = [word for word in text.words_in(start, group[0].start) if word not in text.words.beside]
    return following[0].start if not heads else None  # each stretch begins with its name


def _lead(text: _Text, stretches: Sequence[_Stretch], number: int) -> tuple[Range, ...]:
    """What a stretch without a verb leans on: the beginning of the first one, or the end of the last one.

    One that denies leans on nothing: "INV-1 is paid and INV-2 is not ours".
    """
    found: list[Range] = []
    if _denies(text, stretches[number]):
        return ()
    if number:
        first = stretches[0]
        if text.words_in(first.start, first.first.start):
            found.append((first.start, first.first.start))
        else:
            until = next((at for at in text.anchors if first.last.end <= at < first.end), first.end)
            found.append((first.last.end, until))
    if number < len(stretches) - 1:
        last = stretches[-1]
        behind = max([last.last.end, *(at for at in text.anchors if last.last.end <= at < last.end)])
        rest = _WORD.search(text.folded, behind, last.end) if behind > last.last.end else None
        found.append((rest.end() if rest else behind, last.end))
    return tuple(one for one in found if text.words_in(*one))


def _denies(text: _Text, stretch: _Stretch) -> bool:
    """Whether a "not" stands in a stretch; "no" right before a name is short for number."""
    before = text.words_in(stretch.start, stretch.first.start)[:-1]
    behind = text.words_in(stretch.last.end, stretch.end)
    return not text.negations.isdisjoint((*before, *behind))
