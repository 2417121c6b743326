"""The columns of our own files, and what each holds."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from datetime import date
from typing import Final

from bot.app.zones import is_zone
from bot.authored import one_of, shown, suggest
from bot.domain.errors import Rejected
from bot.domain.money import check_currency
from bot.domain.vocabulary import CaseType, CustomerKind
from bot.intake.conversions import date_format, decimal_style

COLUMNS: Final = (
    "external_id", "client", "case_type", "customer_id", "customer_name", "customer_kind", "email", "phone",
    "language", "country", "region", "timezone", "consent", "invoice_number", "invoice_date", "due_date", "currency",
    "amount_expected", "amount_paid", "amount_disputed", "payment_reference", "payment_method", "payment_date",
    "transaction_id", "card_scheme", "reason_code", "respond_by", "occurred_at", "note",
)  # fmt: skip
DATES: Final = frozenset({"invoice_date", "due_date", "payment_date", "respond_by", "occurred_at"})
AMOUNTS: Final = frozenset({"amount_expected", "amount_paid", "amount_disputed"})
NEEDED: Final = ("customer_id", "currency", "amount_expected")  # and external_id or invoice_number
IDENTITY: Final = ("external_id", "invoice_number")
# What a reject file adds; passed over when such a file, repaired, is imported again.
REJECT_COLUMNS: Final = ("followup_line", "followup_reasons", "followup_raw")

_FIRST_YEAR: Final = 1970
_LAST_YEAR: Final = 2199

_ALIKE: Final = 0.8  # how similar an unknown column must be to a known one to be taken for a mistyping

plain_amount = decimal_style("1234.56")
_iso = date_format("YYYY-MM-DD")
case_type = one_of(CaseType, "a case type")
customer_kind = one_of(CustomerKind, "a kind of customer")


def iso_day(text: str) -> date:
    """Parse: a day such as 2013-06-30; a time after it is passed over. Years far off are mistypings."""
    day = date.fromisoformat(_iso(text))
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise Rejected(f"{shown(text)} lies too far off to be meant.")
    return day


def zone_name(text: str) -> str:
    """Parse: an IANA zone such as America/New_York."""
    if is_zone(text):
        return text
    raise Rejected(f"{shown(text)} is not an IANA time zone.{suggest(text, ('America/New_York', 'Europe/London'))}")


def alike(name: str, columns: Iterable[str]) -> str:
    """The column that a name is taken for a mistyping of, or ''."""
    return next(iter(difflib.get_close_matches(name, tuple(columns), n=1, cutoff=_ALIKE)), "")


# What a constant of a mapping file is checked with, where its column is not free text.
CHECKS: Final[dict[str, Callable[[str], object]]] = {
    "case_type": case_type,
    "customer_kind": customer_kind,
    "currency": check_currency,
    "timezone": zone_name,
    **dict.fromkeys(DATES, iso_day),
    **dict.fromkeys(AMOUNTS, plain_amount),
}
