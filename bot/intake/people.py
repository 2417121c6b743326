"""The customer of a row: addresses checked and normalised, language, country, zone and candidate zones."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Final

from bot.app.addresses import lacks_country, normal_email, normal_phone
from bot.app.import_ports import RowCustomer
from bot.app.zones import candidate_zones
from bot.authored import shown
from bot.domain.errors import Rejected
from bot.domain.rules import Rules
from bot.domain.vocabulary import CustomerKind
from bot.intake.columns import customer_kind, zone_name
from bot.intake.values import Values

_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_REGION: Final = re.compile(r"[A-Z0-9]{1,3}")


def email(text: str) -> str:
    """Parse: one mail address, its domain in lower case."""
    found = normal_email(text)
    if found is None:
        raise Rejected(f"{shown(text)} is not one e-mail address.")
    return found


def phone(text: str, country: str) -> str:
    """A number in E.164; one without a country code is read as one of `country`."""
    found = normal_phone(text, country)
    if found is None and not country and lacks_country(text):
        raise Rejected(f"{shown(text)} needs its country code (+...), as the row names no country.")
    if found is None:
        raise Rejected(f"{shown(text)} is not a phone number{f' of {country}' if country else ''}.")
    return found


def language(text: str) -> str:
    """Parse: a language such as es or es-MX."""
    if not _LANGUAGE.fullmatch(text):
        raise Rejected(f"{shown(text)} is not a language code such as es or es-MX.")
    primary, *rest = text.replace("_", "-").split("-")
    return "-".join([primary.lower(), *rest])


@lru_cache(maxsize=1_024)
def country(text: str) -> str:
    """Parse: ISO 3166-1 alpha-2."""
    if text.upper() in _countries():
        return text.upper()
    raise Rejected(f"{shown(text)} is not an ISO 3166 country code of two letters such as US.")


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    table = files("tzdata").joinpath("zoneinfo", "iso3166.tab").read_text(encoding="utf-8")
    return frozenset(line[:2] for line in table.splitlines() if line and not line.startswith("#"))


def _region_of(country_code: str) -> Callable[[str], str]:
    def region(text: str) -> str:
        bare = text.upper().removeprefix(f"{country_code}-")
        if _REGION.fullmatch(bare):
            return bare
        raise Rejected(f"{shown(text)} is not an ISO 3166-2 region such as CA or US-CA.")

    return region


def read_customer(values: Values, rules: Rules | None) -> RowCustomer:
    """The customer; where the row is silent on country and language, the client's own hold."""
    external_id = values.need("customer_id")
    default_country = rules.country if rules else ""
    code = values.get("country", country, default_country)
    zone = values.get("timezone", zone_name, "")
    region = values.get("region", _region_of(code), "")
    number = values.get("phone", lambda text: phone(text, code), "")
    return RowCustomer(
        external_id=external_id,
        name=values.text("customer_name") or external_id,
        kind=values.get("customer_kind", customer_kind, CustomerKind.CONSUMER),
        email=values.get("email", email, ""),
        phone=number,
        language=values.get("language", language, rules.languages[0] if rules and rules.languages else ""),
        country=code,
        region=region,
        zone=zone,
        zones=candidate_zones(code, region, number, zone),
        consent=values.text("consent"),
    )


CUSTOMER_COLUMNS: Final = (
    "client", "customer_id", "customer_name", "customer_kind", "email", "phone", "language", "country", "region",
    "timezone", "consent",
)  # fmt: skip


def customer_key(values: Mapping[str, str]) -> tuple[str, ...]:
    """What the customer of a row depends on: equal keys, equal customers."""
    return tuple(values.get(column, "") for column in CUSTOMER_COLUMNS)
