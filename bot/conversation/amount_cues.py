"""What makes a bare number money: a word of paying beside it, an answer to "how much?", the open amount itself."""

from __future__ import annotations

import re

from bot.conversation.amount_numbers import Number
from bot.conversation.amount_units import choice, counts_something_else
from bot.conversation.tables.money_words import (
    CORRECTIONS,
    CUES_AFTER,
    CUES_BEFORE,
    DETERMINERS,
    FILLERS,
    FOLLOWERS,
    NEGATIONS,
    NOT_MONEY_BEFORE,
    WEAK_CUES,
)

_REACH = 48  # characters looked at before a number
_SMALL = 20  # smaller numbers count things, days and hours more often than money
_LEAST_DIGITS = 3
_TELEPHONE = 7  # digits
_HOURS, _MINUTES = 31, 59  # "10.30" may be a time or a day; "45.99" may not
_CUE_BEFORE = re.compile(
    rf"(?<![^\W_])(?P<cue>{choice(CUES_BEFORE)})[ ]?(?::[ ]?)?(?:(?:{choice(FILLERS)})[ ]){{0,3}}$"
)
_OFTEN = re.compile(r"(?<![^\W_])\d{1,2}[ ]?x[ ](?:de[ ]|je[ ])?$")  # "3x de 50"
_DETERMINED = re.compile(rf"(?<![^\W_])(?:{choice(DETERMINERS)})[ ]$")
_CUE_AFTER = re.compile(rf"[ ]?(?:{choice(CUES_AFTER)})(?![^\W_])")
_NOT_BEFORE = re.compile(rf"(?<![^\W_])(?:{choice(NOT_MONEY_BEFORE)})[.:]?[ ]?(?:n[o°º]?[.]?[ ]?)?#?$")
_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})")
_MONTHS = 12
# "200 on the 1st and 200 on the 15th": at the beginning of a clause, with a day behind it.
_BEGINS = re.compile(r"(?:^|[,;.\n] ?|(?<![^\W_])(?:and|then|y|luego|et|puis|und|dann|e|depois|poi|en|dan|i|potem) )$")
_ON_A_DAY = re.compile(
    r" (?:on|by|el|le|am|il|op|w|na|em|no dia|dia|el dia) (?:the |de )?"
    r"(?:\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo)(?![^\W_]))"
)
_FOLLOWER = re.compile(r"[ ]*(?:$|[.,;:!?)\n](?!\d)|[-–] |(?P<word>[^\W\d_]+))")
_ARTICLE = "(?:(?:the|los|die|os|de)[ ])?"
_RATHER = rf"(?:(?:{choice(CORRECTIONS)})[ ])?"
_NOT = rf"(?<![^\W_])(?:{choice(NEGATIONS)})[ ]{_ARTICLE}"
_NEGATED = re.compile(rf"{_NOT}$")
_AND_THEN = re.compile(rf",?[ ]*(?:[,;-][ ]?)?{_RATHER}{_ARTICLE}(?:[^\w\s.,;]{{1,3}}[ ]?)?(?=\d)")
_CORRECTION_OF = re.compile(  # "60, not"
    r"\d[^\w]{0,4}(?:[^\W\d_]{0,6})[, ]*(?:(?:and|y|und|e|et|en|i) )?(?:[^\W\d_]+ ?)$"
)
_CORRECTED = re.compile(rf"{_NOT}\d[\d.,]{{0,11}}(?:[ ]?[^\W\d_]{{1,6}}|[ ]?[€$£])?,?[ ]{_RATHER}$")
_AGAIN = "the other|otros|encore|nochmal|mais|altri|nog|another|then|luego|puis|dann|depois|poi|dan|potem"
_SECOND = re.compile(
    r"(?:[,;]|(?<![^\W_])(?:and|then|y|luego|et|puis|und|dann|e|depois|poi|en|dan|i|potem))[ ]"
    rf"(?:(?:{_AGAIN})[ ])?$"
)


def is_negated(folded: str, number: Number, end: int) -> bool:
    """Whether the number is only named to be corrected: of "not 50, 60" the fifty."""
    if not _NEGATED.search(folded, max(0, number.span[0] - _REACH), number.span[0]):
        return False
    if _AND_THEN.match(folded, end):
        return True
    return _CORRECTION_OF.search(folded, max(0, number.span[0] - _REACH // 2), number.span[0]) is not None


def is_day_of_month(written: str) -> bool:
    """Whether figures with a point may be a day and its month."""
    found = _DAY.fullmatch(written)
    return found is not None and 0 < int(found[1]) <= _HOURS and 0 < int(found[2]) <= _MONTHS


def speaks_of_money(folded: str, number: Number, *, asked: bool, equal: bool, after_money: bool) -> bool:
    """Whether words around the number, a question or the open amount say that it is money."""
    start, end = number.span
    begin = max(0, start - _REACH)
    if counts_something_else(folded, end) or _NOT_BEFORE.search(folded, begin, start):
        return False
    ends = _ends_its_clause(folded, end)
    small = _is_small(number)
    if asked:
        return ends or not small
    if small and (number.in_words or not ends):
        return False
    said = _OFTEN.search(folded, begin, start) or (ends and _CORRECTED.search(folded, begin, start))
    if said or _is_paid(folded, begin, start, ends=ends, small=small):
        return True
    if not small and _BEGINS.search(folded, begin, start) and _ON_A_DAY.match(folded, end):
        return True
    return not small and _is_said_behind(folded, number, ends=ends, equal=equal, after_money=after_money)


def _is_said_behind(folded: str, number: Number, *, ends: bool, equal: bool, after_money: bool) -> bool:
    """Whether the number itself, what stands behind it or what was said before says that it is money."""
    start, end = number.span
    if _CUE_AFTER.match(folded, end) or number.said_of_money or _has_decimals_of_money(number.written):
        return True
    if equal:
        return ends or sum(map(str.isdigit, number.written)) >= _LEAST_DIGITS
    if ends and _is_large(number) and _DETERMINED.search(folded, max(0, start - _REACH), start):
        return True
    return after_money and ends and _SECOND.search(folded, max(0, start - _REACH), start) is not None


def _is_small(number: Number) -> bool:
    if number.in_words:
        return number.value < _SMALL
    return number.multiple == 1 and number.written.isdigit() and int(number.written) < _SMALL


def _is_large(number: Number) -> bool:
    """Whether it is too large for a day of the month or an hour, and too small for an account."""
    digits = sum(map(str.isdigit, number.written))
    return not number.in_words and int(re.sub(r"\D", "", number.written)) > _HOURS and digits < _TELEPHONE


def _is_paid(folded: str, begin: int, start: int, *, ends: bool, small: bool) -> bool:
    """Whether a word of paying stands before the number; a weak one needs more."""
    cue = _CUE_BEFORE.search(folded, begin, start)
    if cue is None:
        return False
    return ends and not small if cue["cue"] in WEAK_CUES else True


def _ends_its_clause(folded: str, end: int) -> bool:
    found = _FOLLOWER.match(folded, end)
    return found is not None and (not found["word"] or found["word"] in FOLLOWERS)


def _has_decimals_of_money(written: str) -> bool:
    """Whether it has two decimals and cannot be a day or a time."""
    head, sign, tail = written[:-3], written[-3:-2], written[-2:]
    if sign not in {".", ","} or not head or not tail.isdigit():
        return False
    if not head.isdigit():
        return True  # thousands are grouped, too
    return sign == "," or int(head) > _HOURS or int(tail) > _MINUTES
