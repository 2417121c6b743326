"""Candidate zones: of the address, united with those of the phone number."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from bot.app.regions import REGION_ZONES
from bot.app.zones import address_zones, candidate_zones, is_zone, phone_zones


@pytest.mark.parametrize(
    ("country", "region", "phone", "zones"),
    [
        ("US", "NY", "", ("America/New_York",)),
        ("us", "us-tx", "", ("America/Chicago", "America/Denver")),
        ("US", "CA", "+12125550123", ("America/Los_Angeles", "America/New_York")),
        ("GB", "", "", ("Europe/London",)),
        ("DE", "BY", "", ("Europe/Berlin", "Europe/Busingen")),
        ("", "", "+442071234567", ("Europe/London",)),
        ("", "", "", ()),
        ("XX", "", "not a number", ()),
    ],
)
def test_zones_of_address_and_number_are_united(country, region, phone, zones):
    assert candidate_zones(country, region, phone) == zones


def test_a_toll_free_number_may_ring_anywhere():
    assert len(phone_zones("+18005551212")) > 20


def test_a_satellite_phone_says_nothing():
    assert phone_zones("+870773111632") == ()


def test_a_country_alone_has_all_its_zones():
    assert {"America/New_York", "Pacific/Honolulu"} <= set(address_zones("US", ""))
    assert address_zones("US", "??") == address_zones("US", "")


def test_a_zone_that_somebody_named_takes_the_place_of_the_regions():
    assert candidate_zones("US", "TX", "", "America/Denver") == ("America/Denver",)
    assert candidate_zones("US", "NY", "+14155552671", "America/New_York") == (
        "America/Los_Angeles",
        "America/New_York",
    )


def test_every_zone_of_the_tables_exists():
    assert all(ZoneInfo(zone) for zones in REGION_ZONES.values() for zone in zones)


def test_all_states_have_zones():
    assert len([region for country, region in REGION_ZONES if country == "US"]) == 56  # 50, DC, 5 territories


@pytest.mark.parametrize("name", ["", "Berlin", "../../etc/passwd", "America", "/etc/localtime", "a\0b"])
def test_what_is_no_zone(name):
    assert not is_zone(name)
