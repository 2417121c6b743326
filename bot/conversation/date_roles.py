"""What a day in a reply means - paid on, will pay on, other - and which day it then is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.conversation.calendar_arithmetic import add_months, day_or_none
from bot.conversation.dates import WEEK, Candidate, Order, Shape, find_days, tokens_of
from bot.conversation.days.context import Surroundings, Telling
from bot.conversation.days.lexicon import WEEKDAY_WORDS
from bot.conversation.days.role_words import Cue, role_words
from bot.conversation.tables.calendar_words import ADDS_NOTHING
from bot.domain.reading import ReadDate
from bot.domain.vocabulary import DateRole, Intent, Question

MONTH_FIRST = frozenset({"US", "PR", "PH", "PW", "FM", "MH", "GU", "VI", "AS"})  # countries that write 11/27
_BOTH_ORDERS = frozenset({"CA"})  # in English, that is
_FURTHEST = 2 * 366  # days from today: more is a misreading
_FURTHEST_PROMISE = 300  # days: a promise without a year that would be further away was meant for the past
_LATELY = timedelta(days=60)
_EARLIEST, _LATEST = date(1990, 1, 1), date(2100, 1, 1)
_MOST_DAYS = 60  # in one reply: a list of more is no answer
_PAYING_QUESTIONS = frozenset({None, Question.WHICH_DAY})
_BARE_WORDS = 6
# Of a reply about none of these a day with "until", "can" or "ok" alone is no day of payment.
_OF_PAYING = frozenset(
    {
        *(Intent.ALREADY_PAID, Intent.PROMISE_TO_PAY, Intent.PAYMENT_PLAN, Intent.HOW_TO_PAY, Intent.AFFIRM),
        *(Intent.DENY, Intent.PROVIDE_DETAILS, Intent.KEEP_AS_CREDIT, Intent.ACKNOWLEDGEMENT, Intent.OTHER),
    }
)


@dataclass(frozen=True, slots=True)
class DateContext:
    """What is known around a reply. `languages`: of the reply and of the customer, the likelier first."""

    today: date
    region: str = ""
    intents: frozenset[Intent] = frozenset()
    question: Question | None = None
    languages: tuple[str, ...] = ()

    @property
    def says_paid(self) -> bool:
        """Whether the reply says that it was paid."""
        return Intent.ALREADY_PAID in self.intents


@dataclass(frozen=True, slots=True)
class _Role:
    role: DateRole
    past: bool = False  # a day without month or year is one that has been


def read_dates(folded: str, context: DateContext) -> tuple[ReadDate, ...]:
    """Return the days with their roles. A day with two readings yields both with the same span."""
    if not _EARLIEST < context.today < _LATEST:
        return ()
    tokens = tokens_of(folded, context.languages)
    candidates = find_days(
        folded,
        tokens.items,
        context.today,
        _order(context),
        languages=frozenset(context.languages),
        asked=context.question is Question.WHICH_DAY,
    )[:_MOST_DAYS]
    if not candidates:
        return ()
    around = Surroundings(tokens, [one.span for one in candidates], role_words(context.languages))
    found: list[ReadDate] = []
    for place, candidate in enumerate(candidates):
        wanted = _role(place, candidate, around, context)
        found.extend(
            ReadDate(day, _possible(wanted, day, context.today), candidate.span)
            for day in _days(candidate, wanted, context.today)
            if abs((day - context.today).days) <= _FURTHEST
        )
    return _distinct(found)


def _distinct(found: Sequence[ReadDate]) -> tuple[ReadDate, ...]:
    """Return each day once: "tomorrow, Thursday" names one. One that tells a role outweighs a mere mention."""
    told = {day.date for day in found if day.role is not DateRole.OTHER}
    first: dict[tuple[date, DateRole], ReadDate] = {}
    for day in found:
        if day.role is not DateRole.OTHER or day.date not in told:
            first.setdefault((day.date, day.role), day)
    return tuple(first.values())


def ambiguous(dates: Iterable[ReadDate]) -> bool:
    """Whether a stretch of the text has more than one reading."""
    spans = [day.span for day in dates]
    return len(spans) != len(set(spans))


def _order(context: DateContext) -> Order:
    """By the country; where it is not known by the language. In English without a country nobody knows."""
    english = not context.languages or context.languages[0] == "en"
    if context.region in MONTH_FIRST:
        return Order.MONTH_FIRST
    if english and (not context.region or context.region in _BOTH_ORDERS):
        return Order.EITHER
    return Order.DAY_FIRST


def _role(place: int, candidate: Candidate, around: Surroundings, context: DateContext) -> _Role:
    if Intent.AUTOMATIC_REPLY in context.intents and not context.says_paid:
        return _Role(DateRole.OTHER)
    told = around.tell(place)
    if told.denied:
        return _Role(DateRole.OTHER)
    role = _by_cue(told, candidate, context) or _by_intents(told, candidate, around, context)
    if role.role is DateRole.WILL_PAY_ON and told.asked:
        return _Role(DateRole.OTHER)
    return role


def _by_cue(told: Telling, candidate: Candidate, context: DateContext) -> _Role | None:
    ahead = _surely_ahead(candidate, context.today)
    match told.cue:
        case None:
            return None
        case Cue.WEAK if context.intents and (context.says_paid or not context.intents & _OF_PAYING):
            return None
        case Cue.OTHER | Cue.OTHER_PAST:
            return _Role(DateRole.OTHER, past=told.cue is Cue.OTHER_PAST)
        case Cue.PAID:
            promised = ahead or told.coming  # "the transfer is done for Monday"
        case Cue.PAYMENT:
            promised = ahead or not (
                _surely_behind(candidate, context.today) or told.belongs or told.since or context.says_paid
            )
        case Cue.LIKELY:
            promised = not _surely_behind(candidate, context.today)
        case Cue.PRESENT:
            promised = _is_ahead(candidate, context.today, coming=told.coming)
        case _:
            promised = not (context.says_paid and _surely_behind(candidate, context.today))
    return _Role(DateRole.WILL_PAY_ON) if promised else _Role(DateRole.PAID_ON, past=True)


def _surely_behind(candidate: Candidate, today: date) -> bool:
    """Whether the day has been; one without a year, when it was lately."""
    if candidate.shape is Shape.YEARLESS:
        nearest = _with_year(candidate.month, candidate.number, _Role(DateRole.OTHER), today)
        return bool(nearest) and timedelta(0) < today - nearest[0] <= _LATELY
    return candidate.shape is Shape.FULL and candidate.day is not None and candidate.day < today


def _surely_ahead(candidate: Candidate, today: date) -> bool:
    return candidate.shape is Shape.FULL and candidate.day is not None and candidate.day > today


def _is_ahead(candidate: Candidate, today: date, *, coming: bool) -> bool:
    """Whether a day is more likely one to come. A bare day of the week with a verb in the past form is the last one."""
    match candidate.shape:
        case Shape.FULL:
            return candidate.day is not None and candidate.day > today
        case Shape.WEEKDAY:
            return coming
        case Shape.NEXT_WEEKDAY:
            return True
        case Shape.YEARLESS | Shape.EITHER:
            return any(day > today for day in _days(candidate, _Role(DateRole.OTHER), today))
        case _:
            last = _with_month(candidate.number, today, past=True)
            following = _with_month(candidate.number, today, past=False)
            return bool(following) and (not last or following[0] - today < today - last[0])


def _by_intents(told: Telling, candidate: Candidate, around: Surroundings, context: DateContext) -> _Role:
    """Without a telling word: what the reply is about, what was asked, and when the day is."""
    behind = _surely_behind(candidate, context.today)
    paid, promised = Intent.ALREADY_PAID in context.intents, Intent.PROMISE_TO_PAY in context.intents
    if paid and (not promised or behind):
        return _Role(DateRole.PAID_ON, past=True)
    if promised or Intent.PAYMENT_PLAN in context.intents:
        return _Role(DateRole.WILL_PAY_ON)
    if context.question is Question.WHICH_DAY or (context.question in _PAYING_QUESTIONS and _is_bare(around)):
        was = behind or (told.cue is None and around.says_was())
        return _Role(DateRole.PAID_ON, past=True) if was else _Role(DateRole.WILL_PAY_ON)
    if context.question is Question.REFERENCE and behind and told.cue is None:
        return _Role(DateRole.PAID_ON, past=True)
    return _Role(DateRole.OTHER, past=told.since)


def _is_bare(around: Surroundings) -> bool:
    """Whether the reply says days and nothing else, politeness aside."""
    others = around.beside_days()
    return len(others) <= _BARE_WORDS and all(word in ADDS_NOTHING or word in WEEKDAY_WORDS for word in others)


def _days(candidate: Candidate, wanted: _Role, today: date) -> list[date]:
    match candidate.shape:
        case Shape.FULL:
            return [candidate.day] if candidate.day else []
        case Shape.WEEKDAY:
            ahead = (candidate.number - today.weekday()) % WEEK or WEEK
            return [today + timedelta(days=ahead - WEEK if wanted.past else ahead)]
        case Shape.NEXT_WEEKDAY:
            ahead = (candidate.number - today.weekday()) % WEEK or WEEK
            following = today + timedelta(days=WEEK - today.weekday() + candidate.number)
            return list(dict.fromkeys((following, today + timedelta(days=ahead))))
        case Shape.YEARLESS:
            return _with_year(candidate.month, candidate.number, wanted, today)
        case Shape.EITHER:
            return _either(candidate, wanted, today)
        case _:
            return _with_month(candidate.number, today, past=wanted.past)


def _either(candidate: Candidate, wanted: _Role, today: date) -> list[date]:
    """Both readings of 03/04, the later first."""
    if candidate.day:
        days = [candidate.day, *filter(None, [candidate.other_day])]
    else:
        days = _with_year(candidate.month, candidate.number, wanted, today) + _with_year(
            *candidate.other, wanted, today
        )
    return sorted(set(days), reverse=True)


def _with_year(month: int, number: int, wanted: _Role, today: date) -> list[date]:
    years = (today.year - 1, today.year, today.year + 1)
    days = [day for year in years if (day := day_or_none(year, month, number))]
    if wanted.role is DateRole.PAID_ON:
        return [day for day in days if day <= today][-1:]
    if wanted.role is DateRole.WILL_PAY_ON:
        ahead = [day for day in days if today <= day <= today + timedelta(days=_FURTHEST_PROMISE)]
        if ahead:
            return ahead[:1]
    return sorted(days, key=lambda day: abs((day - today).days))[:1]


def _with_month(number: int, today: date, *, past: bool) -> list[date]:
    months = [add_months(today.replace(day=1), shift) for shift in (range(0, -3, -1) if past else range(3))]
    days = [day for month in months if (day := day_or_none(month.year, month.month, number))]
    return [day for day in days if (day <= today if past else day >= today)][:1]


def _possible(wanted: _Role, day: date, today: date) -> DateRole:
    """Nothing was paid tomorrow, and nothing will be paid yesterday."""
    if (wanted.role is DateRole.PAID_ON and day > today) or (wanted.role is DateRole.WILL_PAY_ON and day < today):
        return DateRole.OTHER
    return wanted.role
