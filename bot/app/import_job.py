"""One row's work under its customer's lock: a case opened, or what the ledger changed since it last spoke."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

from bot.app.context import Context
from bot.app.identifiers import case_id, case_reference, customer_id
from bot.app.import_ports import ChangeKind, ImportChange, ImportRecord, IntakeRow, Position, actor_of
from bot.app.import_standing import Standing, case_type_of
from bot.app.records import PaymentRecord
from bot.app.views import Note
from bot.app.work import CustomerWork
from bot.domain.case import Case
from bot.domain.commands import OpenCase, ReviseAmounts, ReviseReason, SeePayment, UndoPayment
from bot.domain.errors import Rejected
from bot.domain.reasons import parse_reason
from bot.domain.vocabulary import CaseType, Stage


@dataclass(frozen=True, slots=True)
class Known:
    """A case that has the row's identity; `position` None: no import has met it yet."""

    case_id: str
    customer_id: str
    position: Position | None

    @property
    def withdrawn(self) -> bool:
        """The import that opened it was undone: it counts as not there."""
        return self.position is not None and self.position.withdrawn


@dataclass(frozen=True, slots=True)
class Job:
    row: IntakeRow
    stood: Standing
    digest: str
    known: Known | None

    @property
    def opens(self) -> bool:
        return self.known is None or self.known.withdrawn

    @property
    def customer_id(self) -> str:
        """The case's customer. A ledger that moves an invoice to another customer does not move the case."""
        if self.opens or self.known is None:
            return customer_id(self.row.client, self.row.customer.external_id)
        return self.known.customer_id


def words_of(row: IntakeRow) -> str:
    """What the ledger says about the discrepancy in words; '' where it says nothing."""
    parts = (
        row.note,
        f"Reason code: {row.reason_code}" if row.reason_code else "",
        f"Occurred on: {row.occurred_on}" if row.occurred_on else "",
        f"Payment reference: {row.payment.reference}" if row.payment.reference else "",
        f"Transaction: {row.payment.transaction_id}" if row.payment.transaction_id else "",
        f"Paid by: {row.payment.method} {row.payment.card_scheme}".rstrip() if row.payment.method else "",
    )
    return "\n".join(filter(None, parts))


def digest_of(row: IntakeRow, paid: int) -> str:
    """Over everything of a row that may change a case or its customer: 16 hex digits."""
    who = row.customer
    parts = (
        row.currency, row.expected, paid, row.disputed, who.external_id, who.name, who.kind, who.email, who.phone,
        who.language, who.country, who.region, who.zone, who.consent,
        *((row.reason_code, row.respond_by) if row.reason_code or row.respond_by else ()),
    )  # fmt: skip
    return hashlib.blake2b("\x1f".join(map(str, parts)).encode(), digest_size=8).hexdigest()


@dataclass(slots=True)
class JobWriter:
    """Turns jobs into commands, and keeps what the import has to remember of them."""

    context: Context
    record: ImportRecord
    number: int  # of the last change that the import recorded
    positions: list[Position] = field(default_factory=list)
    changes: list[ImportChange] = field(default_factory=list)
    payments: list[PaymentRecord] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    @property
    def _actor(self) -> str:
        return actor_of(self.record.id)

    def open(self, job: Job, work: CustomerWork) -> None:
        """Open the case. Raises Rejected where no playbook runs its type."""
        row = job.row
        kind = case_type_of(row, job.stood.paid)
        # Derived from the identity: opening twice cannot make two. After a withdrawal from the withdrawn case.
        identifier = case_id(row.client, f"{row.identity}|{job.known.case_id}" if job.known else row.identity)
        stage, reason = parse_reason(row.reason_code)
        command = OpenCase(
            case_id=identifier,
            ref=case_reference(kind, identifier),
            client=row.client,
            customer_id=job.customer_id,
            case_type=kind,
            owes=self.context.shelf.current(row.client, kind).owes,
            currency=row.currency,
            expected=row.expected,
            paid=job.stood.paid,
            invoice=row.invoice,
            disputed=row.disputed,
            due_on=row.due_on,
            respond_by=row.respond_by,
            source=self._actor,
            reason=reason,
            stage=stage,
            transaction=self._transaction(row),
            card_scheme=row.payment.card_scheme,
            occurred_on=row.occurred_on,
        )
        work.open(command, self._actor, row.identity, self.record.id)
        self._note(job, ChangeKind.OPENED, identifier)
        if row.payment.reference:  # what the case is about may be this very payment: its bank is asked by it
            self._keep_payment(job, identifier, f"{identifier}:opening", job.stood.paid)
        self._place(job, identifier)
        text = words_of(row)
        if text:
            name = f"{self.record.id}:{self.number}"
            self.notes.append(Note(name, row.client, job.customer_id, identifier, self._actor, text))

    def _transaction(self, row: IntakeRow) -> str:
        """What names the transaction; "" where it holds what nobody may keep, such as a card number (PCI-PAN)."""
        text = row.payment.transaction_id
        return text if self.context.screen(text) == text else ""

    def update(self, job: Job, work: CustomerWork, case: Case) -> None:
        """Tell the case what the ledger changed since it last spoke; what the case learned elsewhere stays."""
        row = job.row
        if case.currency != row.currency:
            raise Rejected(f"The case of this row is in {case.currency}; the row says {row.currency}.")
        position = job.known.position if job.known else None
        self._revise(job, work, case, position)
        self._revise_reason(row, work, case)
        moved = money_moved(case.paid, position.paid if position else case.paid, job.stood.paid)
        if moved > 0:
            self._pay(job, work, case, moved)
        elif moved < 0:
            change = self._note(job, ChangeKind.UNPAID, case.id, minor_units=-moved)
            work.handle(case.id, UndoPayment(change.payment_id, -moved, self._actor), self._actor)
        self._place(job, case.id)

    def _revise(self, job: Job, work: CustomerWork, case: Case, position: Position | None) -> None:
        row = job.row
        last = (position.expected, position.disputed) if position else (case.expected, case.disputed)
        expected = row.expected if row.expected != last[0] else case.expected
        disputed = row.disputed if row.disputed != last[1] else case.disputed
        if (expected, disputed) == (case.expected, case.disputed):
            return
        amounts = {
            "expected_before": case.expected,
            "disputed_before": case.disputed,
            "expected": expected,
            "disputed": disputed,
        }
        self._note(job, ChangeKind.REVISED, case.id, **amounts)
        work.handle(case.id, ReviseAmounts(expected, disputed, self._actor), self._actor)

    def _revise_reason(self, row: IntakeRow, work: CustomerWork, case: Case) -> None:
        """A row that says nothing of reason and deadline leaves them as they are."""
        if not row.reason_code and row.respond_by is None:
            return
        stage, reason = parse_reason(row.reason_code)
        if stage is None and row.reason_code and case.case_type is CaseType.CHARGEBACK:
            stage = Stage.CHARGEBACK
        more = (row.respond_by, row.payment.card_scheme, row.occurred_on, self._actor)
        work.handle(case.id, ReviseReason(reason or case.reason, stage or case.stage, *more), self._actor)

    def _pay(self, job: Job, work: CustomerWork, case: Case, minor_units: int) -> None:
        change = self._note(job, ChangeKind.PAID, case.id, minor_units=minor_units)
        kept = self._keep_payment(job, case.id, change.payment_id, minor_units)
        command = SeePayment(change.payment_id, minor_units, kept.paid_on, self._actor)
        work.handle(case.id, command, self._actor)

    def _keep_payment(self, job: Job, case: str, payment_id: str, minor_units: int) -> PaymentRecord:
        said = job.row.payment
        kept = PaymentRecord(
            payment_id=payment_id,
            case_id=case,
            client=job.row.client,
            currency=job.row.currency,
            minor_units=minor_units,
            paid_on=said.paid_on or job.row.paid_on,
            reference=said.reference,
            method=said.method,
            transaction_id=said.transaction_id,
            import_id=self.record.id,
        )
        self.payments.append(kept)
        return kept

    def _note(self, job: Job, kind: ChangeKind, case: str, **amounts: Any) -> ImportChange:
        self.number += 1
        change = ImportChange(
            import_id=self.record.id,
            number=self.number,
            kind=kind,
            client=job.row.client,
            identity=job.row.identity,
            case_id=case,
            customer_id=job.customer_id,
            payment_id=f"{self.record.id}:{self.number}" if kind in {ChangeKind.PAID, ChangeKind.UNPAID} else "",
            **amounts,
        )
        self.changes.append(change)
        return change

    def _place(self, job: Job, case: str) -> None:
        row = job.row
        self.positions.append(
            Position(
                client=row.client,
                identity=row.identity,
                case_id=case,
                customer_id=job.customer_id,
                currency=row.currency,
                expected=row.expected,
                paid=job.stood.paid,
                disputed=row.disputed,
                digest=job.digest,
                as_of=self.record.as_of,
            )
        )


def money_moved(seen: int, said_before: int, says: int) -> int:
    """Minor units that came in (or, negative, went out) by what the ledger says now.

    `seen` is what the case counts as paid, from every source; `said_before` and `says` are the ledger's totals. A
    raise counts only beyond what was seen: the same payment may have come by a webhook before. What the ledger never
    counted, its lowering cannot take back.
    """
    if says > said_before:
        return max(says - seen, 0)
    return -max(min(said_before - says, seen - says), 0)
