"""Days in a reply: by patterns of words, by figures. What a day means is decided in `date_roles`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import zip_longest

from bot.conversation.days.candidate import WEEK, Candidate, Shape
from bot.conversation.days.figures import Order, numeric_days
from bot.conversation.days.lexicon import ABBREVIATED, RESPELLED, SHORT_WEEKDAYS, TRIE
from bot.conversation.days.meaning import candidate_of
from bot.conversation.days.tokens import Token, Tokens, read_tokens
from bot.conversation.days.trie import Match
from bot.conversation.spans import Span
from bot.conversation.tables.calendar_words import ADDS_NOTHING, BESIDE_A_DAY
from bot.conversation.tables.days.neighbours import (
    IN_STREET_NAMES,
    INTRODUCES_NAME,
    MAY_FOLLOW,
    NAMED_AFTER_DAYS,
    NOT_A_DAY_BEFORE,
    NOT_A_DAY_BEHIND,
)

__all__ = ["WEEK", "Candidate", "Order", "Shape", "find_days", "tokens_of"]

_DOTTED = frozenset({"de", "pl", "fr", "it", "nl", "pt", "es", ""})  # languages whose days may be written 27.11.
_POINT_BEHIND_DAY = frozenset({"de", "pl"})  # they write "am 15. zahle ich"
_DAYS_OF_MONTH = 31
_OF_MONTH = frozenset({"dom", "doms", "wddom"})
_IN_STREETS = frozenset({"dom", "doms", "date"})
_BARE = re.compile(r"(?<![\w.,/:$€£#+-])(\d{1,2})(?![\w/:%€$£-]|[.,]\d)")
_STREET_REACH = 2  # words between the street and its day: "rue du 8 mai"
_BARE_WORDS = 6  # words of an answer in which a bare figure is the day that was asked for
_WEEKDAY_SHAPES = frozenset({Shape.WEEKDAY, Shape.NEXT_WEEKDAY})
_DATE_SHAPES = frozenset({Shape.FULL, Shape.YEARLESS, Shape.MONTHLESS, Shape.EITHER})
_ARTICLES_WORDS = "the el dia le il den dem der am de de_ em no na dia o op dnia a on l al ten"
_ARTICLES = frozenset(_ARTICLES_WORDS.split())


def tokens_of(folded: str, languages: Sequence[str] = ()) -> Tokens:
    """Return the tokens of a folded text."""
    return read_tokens(folded, RESPELLED, ABBREVIATED, dotted=bool(_POINT_BEHIND_DAY.intersection(languages)))


def find_days(
    folded: str,
    tokens: Sequence[Token],
    today: date,
    order: Order,
    *,
    languages: frozenset[str] = frozenset(),
    asked: bool = False,
) -> list[Candidate]:
    """Return the days named, in their order; where two readings overlap, the longer one.

    `asked`: a day was asked for, so that a bare "28" is one.
    """
    dotted = not languages or bool(languages & _DOTTED)
    found = [*numeric_days(folded, order, dotted=dotted), *_named(tokens, today, languages)]
    kept = _longest(found, len(folded))
    if asked and len(tokens) <= _BARE_WORDS:
        kept = _longest([*kept, *_bare(folded, tokens), *_short_weekday(tokens, languages)], len(folded))
    return _without_weekday_of_date(folded, [day for day in kept if day.shape is not Shape.NONE])


def _named(tokens: Sequence[Token], today: date, languages: frozenset[str]) -> Iterator[Candidate]:
    for match in TRIE.find(tokens, languages):
        if match.meaning[0] in _OF_MONTH and _counts_something(tokens, match):
            continue
        if match.meaning[0] == "wd" and match.first and tokens[match.first - 1].text in INTRODUCES_NAME:
            continue
        if match.meaning[0] in _IN_STREETS and (street := _street(tokens, match)):
            yield Candidate(Shape.NONE, street)
            continue
        candidate = candidate_of(match, (tokens[match.first].start, tokens[match.end - 1].end), today)
        if candidate:
            yield candidate


def _street(tokens: Sequence[Token], match: Match) -> Span | None:
    """Return the stretch of an address whose street is named after a day, with the number of the house."""
    before = match.first - 1
    while before >= max(0, match.first - _STREET_REACH) and tokens[before].text in IN_STREET_NAMES:
        before -= 1
    if before < 0 or tokens[before].text not in NAMED_AFTER_DAYS:
        return None
    end = match.end + (match.end < len(tokens) and tokens[match.end].text.isdigit())
    return tokens[before].start, tokens[end - 1].end


def _counts_something(tokens: Sequence[Token], match: Match) -> bool:
    """Whether the figure counts things, hours, money: "the 2nd reminder", "am 15 minutes away"."""
    behind = tokens[match.end].text if match.end < len(tokens) else ""
    before = tokens[match.first - 1].text if match.first else ""
    if behind in {"de", "del"} and tokens[match.first].text in {"el", "dia"}:
        return True
    strict = "ord" in match.values or match.meaning[0] == "doms"
    if strict and behind.isalpha() and behind not in MAY_FOLLOW:
        return True
    return behind in NOT_A_DAY_BEHIND or before in NOT_A_DAY_BEFORE


def _longest(found: Sequence[Candidate], length: int) -> list[Candidate]:
    taken = bytearray(length)
    kept = []
    for day in sorted(found, key=_weight):
        start, end = day.span
        if not any(taken[start:end]):
            taken[start:end] = b"\x01" * (end - start)
            kept.append(day)
    return sorted(kept, key=lambda one: one.span)


def _short_weekday(tokens: Sequence[Token], languages: frozenset[str]) -> Iterator[Candidate]:
    """A short form as the whole answer to "which day?": "Fr", "jue", "pt"."""
    words = [token for token in tokens if token.text.isalpha() and token.text not in ADDS_NOTHING]
    for code in languages:
        number = SHORT_WEEKDAYS.get(code, {}).get(words[0].text) if len(words) == 1 else None
        if number is not None:
            yield Candidate(Shape.WEEKDAY, (words[0].start, words[0].end), number=number)


def _weight(day: Candidate) -> tuple[bool, int, int]:
    """The longer one counts; "am 5." gives way to "5. Januar"."""
    return day.shape is Shape.MONTHLESS, day.span[0] - day.span[1], day.span[0]


def _bare(folded: str, tokens: Sequence[Token]) -> Iterator[Candidate]:
    """Figures as an answer to "which day?": with nothing beside them that could be counted."""
    for match in _BARE.finditer(folded):
        number = int(match[1])
        behind = next((token.text for token in tokens if token.start >= match.end() and token.text.isalpha()), "")
        before = next(
            (token.text for token in reversed(tokens) if token.end <= match.start() and token.text.isalpha()), ""
        )
        counts = behind in NOT_A_DAY_BEHIND or behind == "of" or before in NOT_A_DAY_BEFORE
        if 1 <= number <= _DAYS_OF_MONTH and not counts:
            yield Candidate(Shape.MONTHLESS, match.span(), number=number)


def _without_weekday_of_date(folded: str, days: list[Candidate]) -> list[Candidate]:
    """In "Friday, Nov 27" and "tomorrow (Thursday)" the weekday adds nothing."""
    kept = []
    for day, following in zip_longest(days, days[1:]):
        said_again = (
            day.shape in _WEEKDAY_SHAPES
            and following is not None
            and following.shape in _DATE_SHAPES
            and set(re.findall(r"[^\W_]+", folded[day.span[1] : following.span[0]])) <= BESIDE_A_DAY | _ARTICLES
            and following.span[0] - day.span[1] <= 12  # noqa: PLR2004 - characters: " , den ", " de el "
        )
        if not said_again:
            kept.append(day)
    return kept
