"""Sessions and nonces."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.channels.tokens import TokenSigner
from bot.web.seals import NONCE, SESSION, Seals


class Clock:
    now = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def seals(clock: Clock) -> Seals:
    return Seals(TokenSigner(["key"]), clock)


def test_a_session_is_known_again_until_it_ends(seals: Seals, clock: Clock):
    value = seals.session("contact1")
    assert seals.is_session("contact1", value)
    clock.now += SESSION - timedelta(seconds=1)
    assert seals.is_session("contact1", value)
    clock.now += timedelta(seconds=1)
    assert not seals.is_session("contact1", value)


def test_a_nonce_ends_too_and_no_two_are_the_same(seals: Seals, clock: Clock):
    one, two = seals.nonce("contact1"), seals.nonce("contact1")
    assert one != two
    assert seals.is_nonce("contact1", one)
    clock.now += NONCE
    assert not seals.is_nonce("contact1", one)


def test_neither_serves_another_contact_or_another_use(seals: Seals):
    session, nonce = seals.session("contact1"), seals.nonce("contact1")
    assert not seals.is_session("contact2", session)
    assert not seals.is_nonce("contact2", nonce)
    assert not seals.is_nonce("contact1", session)
    assert not seals.is_session("contact1", nonce)


@pytest.mark.parametrize("value", ["", "x", "p-", "\x00", "é" * 20, "p" + "a" * 40, "p69a6c4c0aaaaaaaaaaaaaaaa"])
def test_whatever_else_a_browser_sends_is_nothing(seals: Seals, value: str):
    assert not seals.is_session("contact1", value)
    assert not seals.is_nonce("contact1", value)


def test_another_key_signs_nothing_here(seals: Seals, clock: Clock):
    assert not seals.is_session("contact1", Seals(TokenSigner(["other"]), clock).session("contact1"))
