"""What the registers are made of: cases with their logs, and receipts in suspense. A port of the store."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final, Protocol

from bot.app.records import Recorded
from bot.app.staff.masks import masked_name
from bot.domain.case import Case
from bot.domain.facts import SiblingFacts
from bot.domain.linked import PRECEDENCE, THE_REST, are_linked, sibling
from bot.domain.vocabulary import CaseState, CaseType

PAGE: Final = 200  # cases of one query: their logs are some thousand events


@dataclass(frozen=True, slots=True)
class CasesWanted:
    """Whose cases may have an entry: of a type, now or before, or with something in their log. A wide net.

    `moved_since` and `opened_before` bound when an entry can have come about.
    """

    client: str
    case_types: frozenset[CaseType] = frozenset()
    proposed: bool = False  # a resolution was proposed
    contested: bool = False  # a part was contested
    by_hand: bool = False  # a person recorded a payment
    moved_since: datetime | None = None
    opened_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Linked:
    """A case about the same transaction as another."""

    case_id: str
    ref: str
    case_type: CaseType
    opened_at: datetime

    @property
    def rank(self) -> tuple[int, datetime, str]:
        """The lowest of those about one transaction counts in sums, whatever became of it (`bot/domain/linked.py`)."""
        return PRECEDENCE.get(self.case_type, THE_REST), self.opened_at, self.case_id


@dataclass(frozen=True, slots=True)
class RegisteredCase:
    """A case, all that happened to it, and the customer's name: masked, once it has left the store."""

    case: Case
    log: tuple[Recorded, ...]  # oldest first
    customer: str
    linked: tuple[Linked, ...] = ()  # the other cases about the same transaction, the first opened first


@dataclass(frozen=True, slots=True)
class SuspenseReceipt:
    """A receipt that fits no invoice yet, or did not for a time."""

    client: str
    receipt_id: str
    customer: str  # masked name; "" = nobody knows whose it is
    currency: str
    minor_units: int
    received_on: date | None
    invoice: str  # that it names
    at: datetime  # when we heard of it
    applied_at: datetime | None  # applied or returned


class RegisterUnit(Protocol):
    """One state of the whole database. Implemented in `bot/store/registers.py`."""

    def registered_clients(self) -> list[str]:
        """The clients of whom there is anything, by name."""
        ...

    def registered_cases(
        self, wanted: CasesWanted, after: tuple[datetime, str] | None, limit: int
    ) -> list[RegisteredCase]:
        """A page in the order of opening; `after` is (opened_at, id) of the last one seen. Names in clear."""
        ...

    def suspense_receipts(self, client: str, after: tuple[datetime, str] | None, limit: int) -> list[SuspenseReceipt]:
        """A page in the order in which we heard of them; `after` is (at, receipt id). Names in clear."""
        ...


class RegisterStore(Protocol):
    def read(self) -> AbstractContextManager[RegisterUnit]: ...


def cases_of(unit: RegisterUnit, wanted: CasesWanted, page: int = PAGE) -> Iterator[RegisteredCase]:
    """All cases that may have an entry, the first opened first, page by page; names masked."""
    after = None
    while True:
        found = unit.registered_cases(wanted, after, page)
        for one in found:
            yield replace(one, customer=masked_name(one.customer))
        if len(found) < page:
            return
        after = (found[-1].case.opened_at, found[-1].case.id)


def receipts_of(unit: RegisterUnit, client: str, page: int = PAGE) -> Iterator[SuspenseReceipt]:
    """All receipts that are or were in suspense, the first that we heard of first; names masked."""
    after = None
    while True:
        found = unit.suspense_receipts(client, after, page)
        for one in found:
            yield replace(one, customer=masked_name(one.customer))
        if len(found) < page:
            return
        after = (found[-1].at, found[-1].receipt_id)


def linked_cases(case: Case, others: Sequence[Case]) -> tuple[Linked, ...]:
    """Those of a customer's other cases that are about the same transaction, also by way of one another.

    Closed ones, too: what was counted does not count anew because a case ends. By their invoice alone only open ones
    are linked, as when they are worked on.
    """
    found: dict[str, Case] = {}
    rest = {other.id: other for other in others if other.id != case.id and other.client == case.client}
    ahead = [case]
    while ahead:
        one = sibling(ahead.pop())
        near = [other for other in rest.values() if _are_one(one, sibling(other))]
        for other in near:
            found[other.id] = rest.pop(other.id)
        ahead += near
    ordered = sorted(found.values(), key=lambda other: (other.opened_at, other.id))
    return tuple(Linked(other.id, other.ref, other.case_type, other.opened_at) for other in ordered)


def _are_one(one: SiblingFacts, other: SiblingFacts) -> bool:
    if CaseState.CLOSED in (one.state, other.state):
        one, other = replace(one, invoice=""), replace(other, invoice="")
    return are_linked(one, other)
