"""Candidate zones of a person: those of the address united with those of the phone number."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import phonenumbers
from phonenumbers import timezone

from bot.app.regions import REGION_ZONES

UNKNOWN_ZONE = timezone.UNKNOWN_TIMEZONE  # the library's marker for satellite phones and the like


def candidate_zones(country: str, region: str, phone: str, zone: str = "") -> tuple[str, ...]:
    """IANA names, sorted; empty when nothing is known.

    `phone` is E.164 or empty. A toll-free number has every zone of its numbering plan: area codes move with people,
    so all of them count. `zone` is that of the address, where somebody said it; it takes the place of the region's.
    """
    address = (zone,) if zone and is_zone(zone) else address_zones(country, region)
    return tuple(sorted({*address, *phone_zones(phone)}))


@lru_cache(maxsize=4_096)
def address_zones(country: str, region: str) -> tuple[str, ...]:
    """The zones of a region (ISO 3166-2, with or without the country), else all those of the country."""
    country = country.strip().upper()
    bare = region.strip().upper().removeprefix(f"{country}-")
    return REGION_ZONES.get((country, bare)) or _country_zones().get(country, ())


@lru_cache(maxsize=8_192)
def phone_zones(phone: str) -> tuple[str, ...]:
    """The zones in which a number in E.164 may ring; empty for none and for one that says nothing."""
    try:
        zones = timezone.time_zones_for_number(phonenumbers.parse(phone, None))
    except phonenumbers.NumberParseException:
        return ()
    return tuple(sorted(zone for zone in zones if zone != UNKNOWN_ZONE and is_zone(zone)))


@lru_cache(maxsize=1_024)
def is_zone(name: str) -> bool:
    """Whether it is an IANA zone that this machine knows."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # a folder or a strange path raises the latter two
        return False
    return True


@lru_cache(maxsize=1)
def _country_zones() -> dict[str, tuple[str, ...]]:
    """ISO country -> zones, from the tz database's own table (public domain)."""
    zones: dict[str, list[str]] = {}
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    for line in table.splitlines():
        if line and not line.startswith("#"):
            country, _, zone = line.split("\t")[:3]
            zones.setdefault(country, []).append(zone)
    return {country: tuple(sorted(names)) for country, names in zones.items()}
