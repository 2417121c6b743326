"""When a message that a provider refused is tried again: a pure calculation."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.app.messages import Handed
from bot.domain.vocabulary import FailureClass

MAX_TRIES = 12  # five hours: an answer to a customer outlives an afternoon without the provider
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=1)
SLOW_DOWN_WAIT = timedelta(seconds=5)
# A provider that asks us to slow down never processed the message: that is no try of its own.
MAX_SLOW_DOWNS = 50


def retry_at(handed: Handed, tries: int, now: datetime) -> datetime | None:
    """The time of the next try; None = it has failed. `tries` counts the calls made so far, this one included."""
    match handed.failure:
        case FailureClass.SLOW_DOWN:
            wait = timedelta(seconds=handed.retry_after) if handed.retry_after else SLOW_DOWN_WAIT
            return now + wait if tries < MAX_SLOW_DOWNS else None
        case FailureClass.TEMPORARY:
            if tries >= MAX_TRIES:
                return None
            return now + _backoff(tries, handed.retry_after)
        case _:
            return None


def _backoff(tries: int, asked: float | None) -> timedelta:
    """Doubling from half a minute to an hour; never sooner than the provider asked for."""
    wait = FIRST_WAIT * (1 << max(tries - 1, 0))
    longest: timedelta = max(min(wait, LONGEST_WAIT), timedelta(seconds=asked or 0))
    return longest
