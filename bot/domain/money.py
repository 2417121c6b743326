"""Money in minor units with ISO 4217 exponents. Never float."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from bot.domain.errors import Rejected

# ISO 4217 minor-unit exponents that differ from 2 (list one, published by SIX, 2024-06-25).
EXPONENTS = {
    "BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "ISK": 0, "JPY": 0, "KMF": 0, "KRW": 0, "PYG": 0, "RWF": 0,
    "UGX": 0, "UYI": 0, "VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0,
    "BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3, "CLF": 4, "UYW": 4,
}  # fmt: skip
CODE_LENGTH = 3


def exponent(currency: str) -> int:
    """Return the number of decimals of an ISO currency: USD 2, JPY 0, KWD 3."""
    return EXPONENTS.get(currency, 2)


def check_currency(code: str) -> str:
    """Return the code; raise Rejected unless it is three upper-case ASCII letters."""
    if len(code) == CODE_LENGTH and code.isascii() and code.isalpha() and code.isupper():
        return code
    raise Rejected(f"'{code}' is not an ISO 4217 currency code of three capital letters.")


def to_minor(amount: str | Decimal, currency: str) -> int:
    """Turn a decimal string such as '1234.50' into minor units, exactly.

    Raises Rejected for text that is no plain decimal number and for more decimals than the currency has.
    """
    check_currency(currency)
    try:
        value = amount if isinstance(amount, Decimal) else Decimal(amount.strip())
    except InvalidOperation:
        raise Rejected(f"'{amount}' is not a decimal amount.") from None
    if not value.is_finite():
        raise Rejected(f"'{amount}' is not a finite amount.")
    scaled = value.scaleb(exponent(currency))
    whole = scaled.to_integral_value()
    if scaled != whole:
        raise Rejected(f"'{amount}' has more decimals than {currency} has ({exponent(currency)}).")
    return int(whole)


def to_decimal(minor_units: int, currency: str) -> Decimal:
    """Turn minor units into a decimal with the currency's number of places."""
    return Decimal(minor_units).scaleb(-exponent(currency))


@dataclass(frozen=True, slots=True, order=True)
class Money:
    minor_units: int
    currency: str

    def __add__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.minor_units + other.minor_units, self.currency)

    def __sub__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.minor_units - other.minor_units, self.currency)

    def __str__(self) -> str:
        return f"{to_decimal(self.minor_units, self.currency)} {self.currency}"

    def _same(self, other: Money) -> None:
        if self.currency != other.currency:
            raise Rejected(f"{self.currency} and {other.currency} cannot be added.")
