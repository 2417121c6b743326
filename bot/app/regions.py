"""Regions to IANA zones, where a country has several. A region that two zones share has both.

Sources: 49 CFR part 71 for the boundaries in the United States; the tz database's comments for Canada and Australia.
Counties that keep another zone than the rest of their state count: the windows must hold in every candidate zone.
"""

from __future__ import annotations

from typing import Final

_EASTERN: Final = ("America/New_York",)
_CENTRAL: Final = ("America/Chicago",)
_MOUNTAIN: Final = ("America/Denver",)
_PACIFIC: Final = ("America/Los_Angeles",)


def _all(regions: str, zones: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    return dict.fromkeys(regions.split(), zones)


_US: Final[dict[str, tuple[str, ...]]] = {
    **_all("CT DC DE GA MA MD ME NC NH NJ NY OH PA RI SC VA VT WV", _EASTERN),
    **_all("AL AR IA IL LA MN MO MS OK WI", _CENTRAL),
    **_all("CO MT NM UT WY", _MOUNTAIN),
    **_all("CA WA", _PACIFIC),
    "AK": ("America/Adak", "America/Anchorage"),
    "AZ": ("America/Denver", "America/Phoenix"),  # the Navajo Nation keeps daylight saving time
    "FL": (*_CENTRAL, *_EASTERN),
    "HI": ("Pacific/Honolulu",),
    "ID": ("America/Boise", *_PACIFIC),
    "IN": (*_CENTRAL, "America/Indiana/Indianapolis"),
    "KS": (*_CENTRAL, *_MOUNTAIN),
    "KY": (*_CENTRAL, "America/Kentucky/Louisville"),
    "MI": ("America/Detroit", "America/Menominee"),
    "ND": (*_CENTRAL, *_MOUNTAIN),
    "NE": (*_CENTRAL, *_MOUNTAIN),
    "NV": ("America/Denver", *_PACIFIC),  # West Wendover
    "OR": ("America/Boise", *_PACIFIC),
    "SD": (*_CENTRAL, *_MOUNTAIN),
    "TN": (*_CENTRAL, *_EASTERN),
    "TX": (*_CENTRAL, *_MOUNTAIN),
    "AS": ("Pacific/Pago_Pago",),
    "GU": ("Pacific/Guam",),
    "MP": ("Pacific/Saipan",),
    "PR": ("America/Puerto_Rico",),
    "VI": ("America/St_Thomas",),
}
_CA: Final[dict[str, tuple[str, ...]]] = {
    "AB": ("America/Edmonton",),
    "BC": ("America/Creston", "America/Edmonton", "America/Fort_Nelson", "America/Vancouver"),
    "MB": ("America/Winnipeg",),
    "NB": ("America/Moncton",),
    "NL": ("America/Goose_Bay", "America/St_Johns"),
    "NS": ("America/Halifax",),
    "NT": ("America/Edmonton",),
    "NU": ("America/Cambridge_Bay", "America/Iqaluit", "America/Rankin_Inlet", "America/Resolute"),
    "ON": ("America/Atikokan", "America/Toronto", "America/Winnipeg"),
    "PE": ("America/Halifax",),
    "QC": ("America/Blanc-Sablon", "America/Toronto"),
    "SK": ("America/Edmonton", "America/Regina"),
    "YT": ("America/Whitehorse",),
}
_AU: Final[dict[str, tuple[str, ...]]] = {
    "ACT": ("Australia/Sydney",),
    "NSW": ("Australia/Broken_Hill", "Australia/Lord_Howe", "Australia/Sydney"),
    "NT": ("Australia/Darwin",),
    "QLD": ("Australia/Brisbane",),
    "SA": ("Australia/Adelaide",),
    "TAS": ("Australia/Hobart",),
    "VIC": ("Australia/Melbourne",),
    "WA": ("Australia/Eucla", "Australia/Perth"),
}
REGION_ZONES: Final = {
    (country, region): zones
    for country, table in (("US", _US), ("CA", _CA), ("AU", _AU))
    for region, zones in table.items()
}
