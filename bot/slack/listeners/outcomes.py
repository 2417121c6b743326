"""How what a person did ended. Making one is the use cases' part, showing one is `answering`'s."""

from __future__ import annotations

import traceback
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import structlog

from bot.app.context import Context
from bot.domain.errors import Rejected
from bot.slack.blocks.parts import Block
from bot.slack.listeners.once import Delivery, SeenBefore
from bot.slack.names import Carried, Deed

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Done:
    """It was done. `undo` is what takes it back."""

    sentence: str
    undo: Carried | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """It was not done, and why. `again` is the deed to look at once more, where what was shown has changed."""

    sentence: str
    again: tuple[Deed, Carried] | None = None


@dataclass(frozen=True, slots=True)
class Corrections:
    """The form has to be corrected: a sentence for each block."""

    errors: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Shown:
    """A view comes next."""

    view: Block


@dataclass(frozen=True, slots=True)
class Silent:
    """A repeated delivery: it was answered before."""


Outcome = Done | Refused | Corrections | Shown | Silent


def outcome_of(context: Context, delivery: Delivery, work: Callable[[], Outcome]) -> Outcome:
    """Do it. Whatever goes wrong becomes a sentence for the person; a bug or an outage is logged with a reference."""
    try:
        try:
            outcome = work()
        except Rejected as refusal:
            delivery.refused(context)
            return Refused(str(refusal))
    except SeenBefore:
        log.info("slack.repeated")
        return Silent()
    except Exception as error:  # noqa: BLE001 - the outermost loop of a click: the person is told, the log knows more
        return broken(error)
    return outcome


def broken(error: Exception) -> Refused:
    """A bug or an outage: the log has the trace, the person its reference."""
    reference = uuid.uuid4().hex[:8]
    # Plain: other forms show variables, and so what people wrote.
    log.error("slack.failed", reference=reference, trace="".join(traceback.format_exception(error)))
    return Refused(f"Something went wrong on our side. Please try again in a moment (reference {reference}).")
