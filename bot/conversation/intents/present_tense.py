"""Spanish "pagamos" is said of yesterday and of tomorrow alike: the day that stands with it tells which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.conversation.intents.engine import Fired
from bot.conversation.tables.calendar_words import ALREADY, PRESENT_OR_PAST
from bot.conversation.words import Word
from bot.domain.reading import ReadDate
from bot.domain.vocabulary import DateRole, Intent

_UNSURE: Final = 0.5  # one day that has been and one to come: a person reads it


def by_the_day(fired: Sequence[Fired], words: Sequence[Word], dates: Sequence[ReadDate]) -> list[Fired]:
    """What was read, with "pagamos el 25 de septiembre" as a promise while that day is to come."""
    if any(item.label is Intent.PROMISE_TO_PAY for item in fired):
        return list(fired)
    return [_meant(item, words, dates) if item.label is Intent.ALREADY_PAID else item for item in fired]


def _meant(item: Fired, words: Sequence[Word], dates: Sequence[ReadDate]) -> Fired:
    inside = [word for word in words if word.start < item.span[1] and item.span[0] < word.end]
    said = {word.text for word in inside}
    if not said & PRESENT_OR_PAST or said & ALREADY:
        return item
    sentences = {word.sentence for word in inside}
    near = [word for word in words if word.sentence in sentences]
    roles = {day.role for day in dates if any(word.start < day.span[1] and day.span[0] < word.end for word in near)}
    if DateRole.WILL_PAY_ON not in roles:
        return item
    if DateRole.PAID_ON in roles:
        return replace(item, confidence=_UNSURE)
    return replace(item, label=Intent.PROMISE_TO_PAY, rule="promise_to_pay.es.day", tense=True)
