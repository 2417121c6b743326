"""From text to `IntakeRow`, once, at the edge. Every problem of a row is listed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from bot.app.import_ports import BadRow, IntakeRow, Original, RowCustomer, RowPayment, identity_of
from bot.authored import shown, suggest
from bot.domain.errors import Rejected
from bot.domain.money import check_currency, to_minor
from bot.domain.rules import Rules
from bot.domain.vocabulary import CaseType
from bot.intake.columns import case_type, iso_day, plain_amount
from bot.intake.mapping import AsOf, Cells
from bot.intake.people import customer_key, read_customer
from bot.intake.values import Values

_LONGEST_NOTE: Final = 4_000  # characters
LARGEST: Final = 10**15  # minor units; beyond it somebody mistyped
_REMEMBERED: Final = 10_000  # customers whose parsed form is kept: a ledger repeats them


@dataclass(frozen=True, slots=True)
class _Amounts:
    expected: int
    paid: int
    disputed: int


@dataclass(frozen=True, slots=True)
class _Days:
    """From when on the row exists, is a discrepancy, is paid; see `IntakeRow`."""

    issued: date | None
    overdue: date | None
    paid: date | None


@dataclass(frozen=True, slots=True)
class RowReader:
    """Parses rows. `redact` takes card numbers out of free text before anything is kept."""

    clients: Mapping[str, Rules]
    default_client: str = ""
    as_of: AsOf = field(default_factory=AsOf)
    redact: Callable[[str], str] = str
    _customers: dict[tuple[str, ...], RowCustomer] = field(default_factory=dict)

    def read(
        self, original: Original, texts: Mapping[str, str], cells: Cells, problems: Mapping[str, str] | None = None
    ) -> IntakeRow | BadRow:
        """`texts` are values by our column, `cells` the row as it stood, `problems` what converting found."""
        values = Values(texts, problems)
        client = self._client(values)
        row = self._row(original, values, client, self._customer(values, texts, client), cells)
        return BadRow(original, values.reasons) if values.reasons else row

    def _client(self, values: Values) -> str:
        client = values.text("client") or self.default_client
        if not client:
            values.wrong("client", "client is missing.")
        elif client not in self.clients:
            hint = suggest(client, self.clients)
            values.wrong("client", f"client: {shown(client)} is not a client in config.{hint}")
        return client

    def _customer(self, values: Values, texts: Mapping[str, str], client: str) -> RowCustomer:
        key = customer_key(texts)
        known = self._customers.get(key)
        if known is not None and not values.reasons:
            return known
        customer = read_customer(values, self.clients.get(client))
        if not values.reasons:
            if len(self._customers) >= _REMEMBERED:
                self._customers.clear()
            self._customers[key] = customer
        return customer

    def _row(self, original: Original, values: Values, client: str, customer: RowCustomer, cells: Cells) -> IntakeRow:
        external_id = values.text("external_id")
        invoice = values.text("invoice_number")
        if not external_id and not invoice:
            values.wrong("external_id", "external_id or invoice_number is missing: the row must be known again.")
        currency = values.get("currency", check_currency, "") if values.need("currency") else ""
        kind = values.get("case_type", case_type, None)
        due = values.get("due_date", iso_day, None)
        issued = values.get("invoice_date", iso_day, None)
        amounts = _amounts(values, currency)
        days = self._days(values, cells, issued, due if _follows_due_date(kind, amounts) else None)
        return IntakeRow(
            original=original,
            client=client,
            identity=identity_of(external_id, invoice),
            external_id=external_id,
            invoice=invoice,
            case_type=kind,
            customer=customer,
            currency=currency,
            expected=amounts.expected,
            paid=self._paid(amounts, days),
            disputed=amounts.disputed,
            issued_on=days.issued,
            overdue_on=days.overdue,
            paid_on=days.paid,
            due_on=due,
            respond_by=values.get("respond_by", iso_day, None),
            occurred_on=values.get("occurred_at", iso_day, None),
            payment=_payment(values),
            reason_code=values.text("reason_code"),
            note=self.redact(values.long_text("note", _LONGEST_NOTE)),
        )

    def _days(self, values: Values, cells: Cells, issued: date | None, due: date | None) -> _Days:
        rules = self.as_of
        try:
            return _Days(
                issued=(rules.exists.holds_from(cells) or date.max) if rules.exists else issued,
                overdue=(rules.overdue.holds_from(cells) or date.max) if rules.overdue else _after(due),
                paid=rules.paid.holds_from(cells) if rules.paid else None,
            )
        except Rejected as error:
            values.wrong("as_of", str(error))
            return _Days(None, None, None)

    def _paid(self, amounts: _Amounts, days: _Days) -> int:
        if self.as_of.paid is None:
            return amounts.paid
        return (amounts.paid or amounts.expected) if days.paid else 0


def _after(day: date | None) -> date | None:
    return day + timedelta(days=1) if day else None


def _follows_due_date(kind: CaseType | None, amounts: _Amounts) -> bool:
    """Whether the row is a discrepancy only once it is overdue: nobody named one, and money is missing."""
    return kind is None and not amounts.disputed and amounts.paid < amounts.expected


def _amounts(values: Values, currency: str) -> _Amounts:
    values.need("amount_expected")
    expected, paid, disputed = (
        _minor(values, column, currency) for column in ("amount_expected", "amount_paid", "amount_disputed")
    )
    if disputed > max(expected, paid):
        values.wrong("amount_disputed", "amount_disputed is more than was expected or paid.")
    return _Amounts(expected, paid, disputed)


def _minor(values: Values, column: str, currency: str) -> int:
    text = values.get(column, plain_amount, "")
    if not text:
        return 0
    if text.startswith("-"):
        values.wrong(column, f"{column}: {shown(text)} is negative.")
        return 0
    if not currency:
        return 0
    try:
        minor = to_minor(text, currency)
    except Rejected as error:
        values.wrong(column, f"{column}: {error}")
        return 0
    if minor > LARGEST:
        values.wrong(column, f"{column}: {shown(text)} is too large.")
    return minor


def _payment(values: Values) -> RowPayment:
    return RowPayment(
        reference=values.text("payment_reference"),
        method=values.text("payment_method"),
        paid_on=values.get("payment_date", iso_day, None),
        transaction_id=values.text("transaction_id"),
        card_scheme=values.text("card_scheme"),
    )
