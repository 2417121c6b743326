"""What a replay did, counted from the log and from what the stand-in providers accepted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email import message_from_string
from typing import Any

from bot.app.views import CaseRow, OutboxRow
from bot.domain import events as e
from bot.domain.case import TouchKey
from bot.domain.vocabulary import CaseState, TouchClass
from bot.sandbox.workload import PAID, Workload, all_cases
from bot.store.store import SqlStore

ENDS = (e.TouchSent, e.TouchFailed, e.TouchCancelled, e.TouchRefused, e.TouchSuperseded)
# A message that has been due for longer than this without an end is lost.
OVERDUE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class ReplayReport:
    cases_opened: int = 0
    closed_by_payment: int = 0
    touches: Mapping[str, int] = field(default_factory=dict)  # channel -> touches handed over
    touches_after_payment: int = 0
    superseded: int = 0
    refused_by_rule: Mapping[str, int] = field(default_factory=dict)
    duplicates: int = 0
    lost: int = 0
    seconds: float = 0.0
    outcomes: Mapping[str, int] = field(default_factory=dict)
    messages: int = 0
    work: Workload = field(default_factory=Workload)

    def facts(self) -> dict[str, Any]:
        """As `--json` prints it."""
        return {
            "cases_opened": self.cases_opened,
            "closed_by_payment": self.closed_by_payment,
            "touches": dict(self.touches),
            "touches_after_payment": self.touches_after_payment,
            "superseded": self.superseded,
            "refused_by_rule": dict(self.refused_by_rule),
            "duplicates": self.duplicates,
            "lost": self.lost,
            "seconds": self.seconds,
            "outcomes": dict(self.outcomes),
            "messages": self.messages,
        }


@dataclass(slots=True)
class _Counted:
    opened: int = 0
    paid: int = 0
    late: int = 0
    superseded: int = 0
    lost: int = 0
    touches: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)


def tally(store: SqlStore, accepted: Iterable[Mapping[str, Any]], now: datetime) -> ReplayReport:
    """Count. `accepted` are the stand-ins' records of what they took."""
    counted = _Counted()
    for row in all_cases(store):
        with store.begin() as unit:
            events = [recorded.event for recorded in unit.case_events(row.id)]
            outbox = unit.outbox_of_case(row.id)
        _count_case(counted, row, events, outbox, now)
    references = Counter(filter(None, map(_reference, accepted)))
    return ReplayReport(
        cases_opened=counted.opened,
        closed_by_payment=counted.paid,
        touches=dict(sorted(counted.touches.items())),
        touches_after_payment=counted.late,
        superseded=counted.superseded,
        refused_by_rule=dict(sorted(counted.rules.items())),
        duplicates=sum(count - 1 for count in references.values()),
        lost=counted.lost,
        outcomes=dict(sorted(counted.outcomes.items())),
        messages=len(references),
    )


def _count_case(counted: _Counted, row: CaseRow, events: list[e.Event], outbox: list[OutboxRow], now: datetime) -> None:
    counted.opened += 1
    if row.state is CaseState.CLOSED and row.outcome is not None:
        counted.outcomes[row.outcome.value] += 1
        counted.paid += row.outcome in PAID
    channels: dict[TouchKey, str] = {}
    for event in events:
        match event:
            case e.TouchQueued():
                channels[event.key] = event.channel.value
            case e.TouchSent():
                counted.touches[channels[event.key]] += 1
            case e.TouchSuperseded():
                counted.superseded += 1
            case e.TouchPlanned() | e.TouchRefused():
                counted.rules[event.rule] += 1
            case _:
                pass
    counted.late += _after_payment(events, outbox)
    counted.lost += _lost(events, outbox, row, now)


def _after_payment(events: list[e.Event], outbox: list[OutboxRow]) -> int:
    """Chases whose `sending` began after the payment that closed the case was imported."""
    closed = [event.at for event in events if isinstance(event, e.CaseClosed) and event.outcome in PAID]
    if not closed:
        return 0
    chases = [m for m in outbox if m.touch_class is TouchClass.CHASE and m.sending_at is not None]
    return sum(m.sending_at > closed[-1] for m in chases if m.sending_at is not None)


def _lost(events: list[e.Event], outbox: list[OutboxRow], row: CaseRow, now: datetime) -> int:
    """Queued touches without an end: none may be left on a closed case, and none that has long been due."""
    queued = {event.key for event in events if isinstance(event, e.TouchQueued)}
    ended = {event.key for event in events if isinstance(event, ENDS)}
    left = len(queued - ended)
    if row.state is CaseState.CLOSED:
        return left
    waiting = sum(m.state == "queued" and m.available_at > now - OVERDUE for m in outbox)
    return max(left - waiting, 0) if left else 0


def _reference(record: Mapping[str, Any]) -> str:
    """What makes a message one and the same: its own reference, in the mail's headers or the SMS's text."""
    raw = record.get("raw")
    if isinstance(raw, str):
        return str(message_from_string(raw[: raw.find("\r\n\r\n")])["X-Followup-Reference"] or "")
    body = str(record.get("body") or record.get("Body") or "")
    return f"{record.get('to') or record.get('To')}|{body}" if body else ""
