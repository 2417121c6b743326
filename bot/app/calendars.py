"""Public holidays as data: read from the `holidays` library once, handed to the domain as plain days."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from itertools import chain

from holidays import country_holidays, list_supported_countries

_CACHED_SPANS = 4_096  # (country, region, first year, last year); a span holds a few dozen days


class HolidayCalendar:
    """Public holidays of a country or of a region in it. Answers are cached: they are asked for at every tick."""

    def days(self, country: str, region: str, first_year: int, last_year: int) -> frozenset[date]:
        """The holidays of these years, both included.

        `country` is ISO 3166-1 alpha-2, `region` ISO 3166-2 with or without the country. An unknown region falls
        back to its country; an unknown country has no holidays, which `knows` tells from one without any.
        """
        return _span(country, region, first_year, last_year)

    def knows(self, country: str) -> bool:
        """Whether the library has this country at all."""
        return country.strip().upper() in _regions()

    def knows_region(self, country: str, region: str) -> bool:
        """Whether the region has a calendar of its own."""
        country = country.strip().upper()
        return _bare(country, region) in _regions().get(country, frozenset())


@lru_cache(maxsize=1)
def _regions() -> dict[str, frozenset[str]]:
    # Aliases are left out: they are names ("Bayern"), and our columns hold codes.
    countries = list_supported_countries(include_aliases=False)
    return {country: frozenset(regions) for country, regions in countries.items()}


def _bare(country: str, region: str) -> str:
    return region.strip().upper().removeprefix(f"{country}-")


@lru_cache(maxsize=_CACHED_SPANS)
def _span(country: str, region: str, first_year: int, last_year: int) -> frozenset[date]:
    country = country.strip().upper()
    regions = _regions().get(country)
    if regions is None:
        return frozenset()
    bare = _bare(country, region)
    subdivision = bare if bare in regions else None
    years = range(first_year, last_year + 1)
    return frozenset(chain.from_iterable(_year(country, subdivision, year) for year in years))


@lru_cache(maxsize=_CACHED_SPANS)
def _year(country: str, subdivision: str | None, year: int) -> frozenset[date]:
    # `expand` off: the library's dictionaries otherwise grow by each year that is looked up in them.
    return frozenset(country_holidays(country, subdiv=subdivision, years=year, expand=False))
