"""Entries of a register: what of a case, or of its log, stands in a line of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.app.records import Recorded
from bot.app.registers import RegisteredCase, SuspenseReceipt
from bot.domain import events as e
from bot.domain.apply import apply
from bot.domain.case import Case, Proposal
from bot.domain.vocabulary import CaseType, ResolutionKind


@dataclass(frozen=True, slots=True)
class Position:
    """How a case stood: minor units."""

    expected: int
    paid: int
    disputed: int


@dataclass(frozen=True, slots=True)
class Change:
    """What a person changed by hand, with the case before and after."""

    what: str
    by: str
    before: Position
    after: Position


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a register. `at` is when the entry came about; it is dated so."""

    at: datetime
    about: RegisteredCase
    case_type: CaseType  # as which it stands here
    retyped: str = ""  # "from underpayment", "to overpayment": it stands in both registers
    proposal: Proposal | None = None
    change: Change | None = None
    receipt: SuspenseReceipt | None = None

    @property
    def case(self) -> Case:
        return self.about.case

    @property
    def log(self) -> tuple[Recorded, ...]:
        return self.about.log


# --- by type ---------------------------------------------------------------------------------------------------


def entries_by_type(about: RegisteredCase, kinds: frozenset[CaseType]) -> Iterator[Entry]:
    """One entry where the case is or was of these types: from when it first was, marked where it was not always so."""
    spans = _types_of(about)
    had = next(((at, kind) for at, kind in spans if kind in kinds), None)
    if had is None:
        return
    at, kind = had
    marks = []
    if kind is not spans[0][1]:
        marks.append(f"from {spans[0][1].value}")
    if about.case.case_type not in kinds:
        marks.append(f"to {about.case.case_type.value}")
    elif about.case.case_type is not kind:
        kind = about.case.case_type
    yield Entry(at, about, kind, ", ".join(marks))


def _types_of(about: RegisteredCase) -> list[tuple[datetime, CaseType]]:
    """The types that a case had, each with when it got it, the first one first."""
    found = [
        (one.event.at, one.event.case_type if isinstance(one.event, e.CaseOpened) else one.event.after)
        for one in about.log
        if isinstance(one.event, e.CaseOpened | e.CaseRetyped)
    ]
    return found or [(about.case.opened_at, about.case.case_type)]


# --- by what happened ------------------------------------------------------------------------------------------


def entries_of_proposals(about: RegisteredCase, kinds: frozenset[ResolutionKind]) -> Iterator[Entry]:
    """One entry for each resolution of these kinds that was ever proposed, as it stands now."""
    for proposal in about.case.proposals:
        if proposal.kind in kinds:
            yield Entry(proposal.made_at, about, about.case.case_type, proposal=proposal)


def entry_of_dispute(about: RegisteredCase) -> Iterator[Entry]:
    """One entry from when the customer first contested a part."""
    for one in about.log:
        if isinstance(one.event, e.DisputeRecorded):
            yield Entry(one.event.at, about, about.case.case_type)
            return


# What somebody books by hand once it is approved; a refund or credit stands in a register of its own.
_BOOKED = frozenset(
    {
        ResolutionKind.DATA_CORRECTION,
        ResolutionKind.INVOICE_REVISION,
        ResolutionKind.REALLOCATION,
        ResolutionKind.WRITE_OFF,
        ResolutionKind.EXTRA_CHARGE,
    }
)


def entries_by_hand(about: RegisteredCase) -> Iterator[Entry]:
    """One entry for each time that a person changed what is known of a payment: the case before and after."""
    case: Case | None = None
    for one in about.log:
        before = case
        case = apply(case, one.event)
        if before is None:
            continue
        what = _by_hand(one, case)
        if what:
            change = Change(what, _who(one), position(before), position(case))
            yield Entry(one.at, about, about.case.case_type, change=change)


def _by_hand(one: Recorded, case: Case) -> str:
    """What a person changed; "" = nothing by hand."""
    event = one.event
    match event:
        case e.PaymentRecorded() if event.source.startswith(e.BY_STAFF):
            return "payment recorded"
        case e.PaymentReversed() if event.source.startswith(e.BY_STAFF):
            return "payment taken back"
        case e.ResolutionCarriedOut():
            done = next((p for p in case.proposals if p.id == event.proposal_id and p.kind in _BOOKED), None)
            return f"{done.kind.value} carried out" if done is not None else ""
        case _:
            return ""


def _who(one: Recorded) -> str:
    event = one.event
    return event.by if isinstance(event, e.ResolutionCarriedOut) else one.actor


def position(case: Case) -> Position:
    return Position(case.expected, case.paid, case.disputed)


def position_at_opening(entry: Entry) -> Position:
    """How the case stood when it was opened."""
    for one in entry.log:
        if isinstance(one.event, e.CaseOpened):
            return Position(one.event.expected, one.event.paid, one.event.disputed)
    return position(entry.case)
