"""What a day in a reply means - paid on, will pay on, other - and which day it then is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.conversation.calendar_arithmetic import add_months, day_or_none
from bot.conversation.dates import WEEK, Candidate, Shape, find_days
from bot.conversation.phrases import NEGATIONS
from bot.conversation.tables.calendar_words import (
    AHEAD,
    ALREADY,
    ARTICLES,
    BELONGS,
    DATED_NOUNS,
    FUTURE_BEFORE_PAID,
    NOUN_OR_VERB,
    OTHER_CUES,
    PAID_CUES,
    PRESENT_OR_PAST,
    WILL_CUES,
)
from bot.conversation.words import Word
from bot.domain.reading import ReadDate
from bot.domain.vocabulary import DateRole, Intent, Question

MONTH_FIRST = frozenset({"US", "PR", "PH", "PW", "FM", "MH", "GU", "VI", "AS"})  # countries that write 11/27
_FURTHEST = 2 * 366  # days from today: more is a misreading
_FURTHEST_PROMISE = 300  # days: a promise without a year that would be further away was meant for the past
_REACH_BACK, _REACH_ON = 10, 7  # words in which a cue is looked for
_UNTIL = frozenset({"until", "till", "hasta"})
_EARLIEST, _LATEST = date(1990, 1, 1), date(2100, 1, 1)


@dataclass(frozen=True, slots=True)
class DateContext:
    today: date
    region: str = ""
    intents: frozenset[Intent] = frozenset()
    question: Question | None = None


def read_dates(folded: str, words: Sequence[Word], context: DateContext) -> tuple[ReadDate, ...]:
    """Return the days with their roles. "Next Friday" yields both its readings, with the same span, the later first."""
    if not _EARLIEST < context.today < _LATEST:
        return ()
    found: list[ReadDate] = []
    candidates = find_days(folded, context.today, month_first=_month_first(context.region))
    for candidate in candidates:
        wanted = _role(candidate, candidates, words, context)
        found.extend(
            ReadDate(day, _possible(wanted, day, context.today), candidate.span)
            for day in _days(candidate, wanted, context.today)
            if abs((day - context.today).days) <= _FURTHEST
        )
    return _distinct(found)


def _distinct(found: Sequence[ReadDate]) -> tuple[ReadDate, ...]:
    """Return each day once: "tomorrow, Thursday" names one."""
    first: dict[tuple[date, DateRole], ReadDate] = {}
    for day in found:
        first.setdefault((day.date, day.role), day)
    return tuple(first.values())


def ambiguous(dates: Iterable[ReadDate]) -> bool:
    """Whether a stretch of the text has more than one reading."""
    spans = [day.span for day in dates]
    return len(spans) != len(set(spans))


def _month_first(region: str) -> bool:
    return not region or region in MONTH_FIRST


def _role(
    candidate: Candidate, candidates: Sequence[Candidate], words: Sequence[Word], context: DateContext
) -> DateRole:
    if Intent.AUTOMATIC_REPLY in context.intents:
        return DateRole.OTHER
    cue = _cue(candidate, candidates, words, context.today)
    if cue is not None:
        return cue
    paid, promised = Intent.ALREADY_PAID in context.intents, Intent.PROMISE_TO_PAY in context.intents
    if paid and not promised:
        return DateRole.PAID_ON
    if promised and not paid:
        return DateRole.WILL_PAY_ON
    if Intent.PAYMENT_PLAN in context.intents:
        return DateRole.WILL_PAY_ON
    return DateRole.WILL_PAY_ON if context.question is Question.WHICH_DAY else DateRole.OTHER


def _cue(candidate: Candidate, candidates: Sequence[Candidate], words: Sequence[Word], today: date) -> DateRole | None:
    """Return the role by the nearest telling word: before the day first, then behind it."""
    inside = [
        place for place, word in enumerate(words) if word.start < candidate.span[1] and candidate.span[0] < word.end
    ]
    if not inside:
        return None
    first, last, sentence = inside[0], inside[-1], words[inside[0]].sentence
    before = range(first - 1, max(first - 1 - _REACH_BACK, -1), -1)
    behind = range(last + 1, min(last + 1 + _REACH_ON, len(words)))
    for place in (*before, *behind):
        if words[place].sentence == sentence:
            role = _role_of_word(words, place)
            taken = role is DateRole.OTHER and _belongs_to_another(words[place], candidate, candidates)
            if role is not None and not taken:
                return _in_tense(role, words, place, candidate, today)
    return None


def _in_tense(role: DateRole, words: Sequence[Word], place: int, candidate: Candidate, today: date) -> DateRole:
    """What a verb that may be present or past tells: "pagamos el 25" of a day to come is an intention."""
    if role is not DateRole.PAID_ON or words[place].text not in PRESENT_OR_PAST:
        return role
    if _denied(words, place):
        return DateRole.OTHER
    clause = words[place].clause
    if any(word.text in ALREADY and word.clause == clause for word in words[max(0, place - 3) : place]):
        return role
    return DateRole.WILL_PAY_ON if _is_ahead(candidate, words, today) else role


def _is_ahead(candidate: Candidate, words: Sequence[Word], today: date) -> bool:
    """Whether a day is more likely one to come. A bare day of the week with a verb in the past form is the last one."""
    match candidate.shape:
        case Shape.FULL:
            return candidate.day is not None and candidate.day > today
        case Shape.WEEKDAY:
            start, end = candidate.span
            around = [n for n, word in enumerate(words) if word.start < end and start < word.end]
            return any(word.text in AHEAD for word in words[max(0, around[0] - 1) : around[-1] + 3])
        case Shape.NEXT_WEEKDAY:
            return True
        case Shape.YEARLESS:
            return any(day > today for day in _with_year(candidate, DateRole.OTHER, today))
        case _:
            last = _with_month(candidate.number, today, past=True)
            coming = _with_month(candidate.number, today, past=False)
            return bool(coming) and (not last or coming[0] - today < today - last[0])


def _belongs_to_another(word: Word, candidate: Candidate, candidates: Sequence[Candidate]) -> bool:
    """Whether another day stands between: in "the invoice dated 11/3 on 11/27" only the first is a date of it."""
    return any(word.end <= other.span[0] < candidate.span[0] for other in candidates)


def _role_of_word(words: Sequence[Word], place: int) -> DateRole | None:
    text = words[place].text
    following = words[place + 1].text if place + 1 < len(words) else ""
    if text in DATED_NOUNS:
        return DateRole.OTHER if following in BELONGS else None
    if text in NOUN_OR_VERB and place and words[place - 1].text in ARTICLES:
        return None
    if text in PAID_CUES:
        before = {word.text for word in words[max(0, place - 3) : place] if word.sentence == words[place].sentence}
        return DateRole.WILL_PAY_ON if before & FUTURE_BEFORE_PAID - {"have"} else DateRole.PAID_ON
    if text in OTHER_CUES:
        return DateRole.OTHER
    if text in WILL_CUES:
        return DateRole.OTHER if _denied(words, place) else DateRole.WILL_PAY_ON
    return None


def _denied(words: Sequence[Word], place: int) -> bool:
    """Whether the intention is denied: "I can't Friday", "el viernes no puedo"; not "I can't pay until Friday"."""
    if words[place].text in _UNTIL:
        return False
    around = words[max(0, place - 2) : place + 2]
    return any(word.text in NEGATIONS and word.clause == words[place].clause for word in around)


def _days(candidate: Candidate, role: DateRole, today: date) -> list[date]:
    past = role is DateRole.PAID_ON
    match candidate.shape:
        case Shape.FULL:
            return [candidate.day] if candidate.day else []
        case Shape.WEEKDAY:
            ahead = (candidate.number - today.weekday()) % WEEK or WEEK
            return [today + timedelta(days=ahead - WEEK if past else ahead)]
        case Shape.NEXT_WEEKDAY:
            ahead = (candidate.number - today.weekday()) % WEEK or WEEK
            following = today + timedelta(days=WEEK - today.weekday() + candidate.number)
            return list(dict.fromkeys((following, today + timedelta(days=ahead))))
        case Shape.YEARLESS:
            return _with_year(candidate, role, today)
        case _:
            return _with_month(candidate.number, today, past=past)


def _with_year(candidate: Candidate, role: DateRole, today: date) -> list[date]:
    years = (today.year - 1, today.year, today.year + 1)
    days = [day for year in years if (day := day_or_none(year, candidate.month, candidate.number))]
    if role is DateRole.PAID_ON:
        days = [day for day in days if day <= today]
        return days[-1:]
    if role is DateRole.WILL_PAY_ON:
        days = [day for day in days if today <= day <= today + timedelta(days=_FURTHEST_PROMISE)]
        return days[:1]
    return sorted(days, key=lambda day: abs((day - today).days))[:1]


def _with_month(number: int, today: date, *, past: bool) -> list[date]:
    months = [add_months(today.replace(day=1), shift) for shift in (range(0, -3, -1) if past else range(3))]
    days = [day for month in months if (day := day_or_none(month.year, month.month, number))]
    return [day for day in days if (day <= today if past else day >= today)][:1]


def _possible(role: DateRole, day: date, today: date) -> DateRole:
    """Nothing was paid tomorrow, and nothing will be paid yesterday."""
    if (role is DateRole.PAID_ON and day > today) or (role is DateRole.WILL_PAY_ON and day < today):
        return DateRole.OTHER
    return role
