"""A delivery of Slack acts once: its mark and what it does are one transaction.

A process that is killed before that transaction ends has done nothing and marked nothing: the person sees that the
click failed and clicks again, and Slack brings an event again. Killed after it, both are there, and a repeat finds the
mark. There is nothing in between.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from bot.app.context import Context
from bot.app.ports import Unit
from bot.app.staff.post_ports import PostUnit

SOURCE: Final = "slack"


class SeenBefore(Exception):  # noqa: N818 - no error: the quiet end of a repeated delivery
    """This delivery acted before, or was refused before."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What came in, by the keys that name it: the first is the delivery itself, any other what may act only once.

    When it acts all are marked, and one seen before means that it acted. When it is refused only the first is: a
    corrected form is a new delivery of the same view, and may act.
    """

    keys: tuple[str, ...]

    def mark(self, unit: Unit, now: datetime) -> None:
        """It acts, in this transaction. A second process waits here for the first. Raises SeenBefore."""
        if not all(unit.first_sight(SOURCE, key, now) for key in self.keys):
            raise SeenBefore

    def refused(self, context: Context) -> None:
        """It was refused. Raises SeenBefore for a repeat: whoever sent it was told already."""
        with context.store.begin() as unit:
            if not unit.first_sight(SOURCE, self.keys[0], context.clock()):
                raise SeenBefore


def delivery_of(*keys: Iterable[str]) -> Delivery:
    """Each key is made of parts; the first is that of the delivery itself."""
    return Delivery(tuple("|".join(parts) for parts in keys))


@contextmanager
def once(context: Context, delivery: Delivery) -> Iterator[Context]:
    """A context whose use cases all work in one transaction, which also marks the delivery. Raises SeenBefore."""
    with context.store.begin() as unit:
        delivery.mark(unit, context.clock())
        yield replace(context, store=_Joined(unit))


class _Joined:
    """A store that is in a transaction already: what begins in it is part of it."""

    def __init__(self, unit: PostUnit) -> None:
        self._unit = unit

    def begin(self) -> AbstractContextManager[PostUnit]:
        return nullcontext(self._unit)

    def read(self) -> AbstractContextManager[PostUnit]:
        return nullcontext(self._unit)
