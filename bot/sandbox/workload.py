"""What a set of playbooks asked of customers and of staff in a replay: the figures by which two sets are compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import median
from typing import Any, Final

from bot.app.views import CaseFilter, CaseRow
from bot.domain import events as e
from bot.domain.vocabulary import CaseState, HoldKind, Outcome, TouchClass
from bot.store.store import SqlStore

PAID: Final = frozenset({Outcome.PAYMENT_RECEIVED, Outcome.BALANCE_PAID, Outcome.PAID_UNDER_DISPUTE})
# A chase so shortly before the payment came in was on its way together with it: the customer had paid already.
ON_ITS_WAY: Final = timedelta(days=2)
DAY: Final = timedelta(days=1)
PAGE: Final = 500


@dataclass(frozen=True, slots=True)
class Workload:
    """Counts over all cases of a replay. Days are medians; None where there was no case to count."""

    touches_by_step: Mapping[str, int] = field(default_factory=dict)  # template -> handed over
    chases: int = 0
    most_chases_in_a_case: int = 0
    cases_never_chased: int = 0
    chases_while_payment_was_on_its_way: int = 0
    hand_overs: int = 0  # ladders that ended with a person
    other_holds: int = 0
    tasks: int = 0
    escalations: int = 0
    days_to_first_chase: float | None = None
    days_to_payment: float | None = None

    def facts(self) -> dict[str, Any]:
        """As `--compare --json` prints it."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


@dataclass(slots=True)
class _Counted:
    steps: Counter[str] = field(default_factory=Counter)
    chases: list[int] = field(default_factory=list)  # per case
    needless: int = 0
    hand_overs: int = 0
    holds: int = 0
    tasks: int = 0
    escalations: int = 0
    to_first: list[float] = field(default_factory=list)
    to_payment: list[float] = field(default_factory=list)


def work_of(store: SqlStore) -> Workload:
    """Count the log of every case."""
    counted = _Counted()
    for row in all_cases(store):
        with store.begin() as unit:
            events = [recorded.event for recorded in unit.case_events(row.id)]
        _count(counted, row, events)
    return Workload(
        touches_by_step=dict(sorted(counted.steps.items())),
        chases=sum(counted.chases),
        most_chases_in_a_case=max(counted.chases, default=0),
        cases_never_chased=counted.chases.count(0),
        chases_while_payment_was_on_its_way=counted.needless,
        hand_overs=counted.hand_overs,
        other_holds=counted.holds,
        tasks=counted.tasks,
        escalations=counted.escalations,
        days_to_first_chase=_middle(counted.to_first),
        days_to_payment=_middle(counted.to_payment),
    )


def all_cases(store: SqlStore) -> Iterator[CaseRow]:
    """Every case of a store, those changed last first."""
    after: tuple[datetime, str] | None = None
    while True:
        with store.begin() as unit:
            rows = unit.list_cases(CaseFilter(after=after, limit=PAGE))
        yield from rows
        if len(rows) < PAGE:
            return
        after = (rows[-1].updated_at, rows[-1].id)


def _count(counted: _Counted, row: CaseRow, events: list[e.Event]) -> None:
    queued = {event.key: event for event in events if isinstance(event, e.TouchQueued)}
    sent = [(queued[event.key], event.at) for event in events if isinstance(event, e.TouchSent)]
    counted.steps.update(touch.template for touch, _ in sent)
    chased = [at for touch, at in sent if touch.touch_class is TouchClass.CHASE]
    counted.chases.append(len(chased))
    opened = next((event.at for event in events if isinstance(event, e.CaseOpened)), None)
    if opened and chased:
        counted.to_first.append((chased[0] - opened) / DAY)
    paid = [event.at for event in events if isinstance(event, e.CaseClosed) and event.outcome in PAID]
    if opened and paid and row.state is CaseState.CLOSED:
        counted.to_payment.append((paid[-1] - opened) / DAY)
        counted.needless += sum(timedelta(0) <= paid[-1] - at <= ON_ITS_WAY for at in chased)
    _count_staff(counted, events)


def _count_staff(counted: _Counted, events: Iterable[e.Event]) -> None:
    for event in events:
        match event:
            case e.HoldPlaced():
                ended = event.hold.kind is HoldKind.END_OF_PLAYBOOK
                counted.hand_overs += ended
                counted.holds += not ended
            case e.TaskRaised():
                counted.tasks += 1
            case e.CaseEscalated():
                counted.escalations += 1
            case _:
                pass


def _middle(days: list[float]) -> float | None:
    return round(median(days), 1) if days else None
