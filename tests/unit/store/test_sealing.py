"""Texts open for whom they were sealed, where they were sealed, and never after their key is gone."""

from __future__ import annotations

import hashlib
import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import Fault, Rejected
from bot.store.sealing import AddressHasher, KeyCache, MasterKeys, Retention, SealingKey, normalise

OLD, NEW = b"o" * 32, b"n" * 32


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_sealed_text_opens(text):
    key = SealingKey(OLD)
    assert key.open(key.seal(text, "outbox/1/body"), "outbox/1/body") == text


def test_a_sealed_text_does_not_open_in_another_row():
    """Somebody moved a ciphertext to another row."""
    key = SealingKey(OLD)
    with pytest.raises(Fault, match="outbox/2/body does not open"):
        key.open(key.seal("Dear Ada", "outbox/1/body"), "outbox/2/body")


@pytest.mark.parametrize("place", [0, 12, -1])
def test_a_changed_ciphertext_does_not_open(place):
    key = SealingKey(OLD)
    sealed = bytearray(key.seal("Dear Ada", "here"))
    sealed[place] ^= 1
    with pytest.raises(Fault):
        key.open(bytes(sealed), "here")


def test_no_two_ciphertexts_of_one_text_are_alike():
    key = SealingKey(OLD)
    assert key.seal("Dear Ada", "here") != key.seal("Dear Ada", "here")


def test_a_new_master_key_opens_what_the_old_one_wrapped():
    """Rotation: the first key wraps, all unwrap."""
    wrapped = MasterKeys([OLD]).wrap(b"secret", "cu1")
    both = MasterKeys([NEW, OLD])
    assert both.unwrap(wrapped, "cu1") == b"secret"
    assert not wrapped.startswith(both.current_id)
    assert both.wrap(b"secret", "cu1").startswith(both.current_id)


@pytest.mark.parametrize(("keys", "bound"), [([NEW], "cu1"), ([OLD], "cu2")])
def test_another_master_key_or_owner_is_refused(keys, bound):
    wrapped = MasterKeys([OLD]).wrap(b"secret", "cu1")
    with pytest.raises(Rejected, match="FOLLOWUP_MASTER_KEY is not the key"):
        MasterKeys(keys).unwrap(wrapped, bound)


@pytest.mark.parametrize("keys", [[], [b"short"], [OLD, b""]])
def test_a_master_key_has_32_bytes(keys):
    with pytest.raises(Rejected, match="32 bytes"):
        MasterKeys(keys)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ada@Example.org", " ada@example.org"), ("+1 (212) 555-0001", "+12125550001")],
)
def test_spellings_of_an_address_have_one_key(one, other):
    assert AddressHasher(OLD).key(one) == AddressHasher(OLD).key(other)


def test_an_address_key_is_an_hmac():
    expected = hmac.new(OLD, b"ada@example.org", hashlib.sha256).hexdigest()
    assert AddressHasher(OLD).key("Ada@example.org") == expected
    assert AddressHasher(NEW).key("Ada@example.org") != expected


def test_no_address_has_no_key():
    assert AddressHasher(OLD).key(" ") is None
    assert normalise("") == ""


def test_the_cache_forgets_the_least_recently_used_and_the_erased():
    cache = KeyCache(size=2)
    for owner in ("a", "b"):
        cache.put(owner, Retention.IDENTITY, SealingKey(OLD))
    cache.get("a", Retention.IDENTITY)
    cache.put("c", Retention.IDENTITY, SealingKey(OLD))
    assert cache.get("b", Retention.IDENTITY) is None
    cache.evict("a")
    assert cache.get("a", Retention.IDENTITY) is None
    assert cache.get("c", Retention.IDENTITY) is not None
