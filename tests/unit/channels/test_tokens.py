"""Signed tokens survive lower-casing and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.addresses import opened, plus_token, reply_address, return_path
from bot.channels.tokens import Purpose, TokenSigner
from bot.domain.errors import Rejected

SIGNER = TokenSigner(["first", "second"])
PLAIN_IDS = st.text("abcdefghijklmnopqrstuvwxyz0123456789_-", min_size=1, max_size=40)
SHORT_IDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=6)


@given(PLAIN_IDS | SHORT_IDS, st.sampled_from(Purpose))
def test_a_token_comes_back_in_any_letter_case(opaque_id, purpose):
    token = SIGNER.sign(purpose, opaque_id)
    assert SIGNER.verify(purpose, token) == opaque_id
    assert SIGNER.verify(purpose, token.upper()) == opaque_id
    assert token == token.lower()


@given(PLAIN_IDS | SHORT_IDS)
def test_an_address_fits_into_a_local_part(opaque_id):
    for address in (reply_address(SIGNER, opaque_id, "m.example"), return_path(SIGNER, opaque_id, "m.example")):
        assert len(address.partition("@")[0]) <= 64


@given(PLAIN_IDS, st.integers(0, 200), st.characters(codec="ascii"))
def test_one_changed_character_makes_a_token_worthless(opaque_id, index, char):
    token = SIGNER.sign(Purpose.CHAT, opaque_id)
    at = index % len(token)
    forged = token[:at] + char + token[at + 1 :]
    if forged.lower() != token:
        assert SIGNER.verify(Purpose.CHAT, forged) is None


@given(st.text(max_size=100))
def test_verifying_never_raises(token):
    assert SIGNER.verify(Purpose.REPLY, token) is None


def test_a_token_for_one_purpose_is_worthless_for_another():
    token = SIGNER.sign(Purpose.CHAT, "42")
    assert [SIGNER.verify(purpose, token) for purpose in Purpose] == [None, None, "42", None, None, None]


def test_old_keys_verify_and_only_the_first_signs():
    old, rotated, gone = TokenSigner(["old"]), TokenSigner(["new", "old"]), TokenSigner(["new"])
    assert rotated.verify("chat", old.sign("chat", "x")) == "x"
    assert gone.verify("chat", rotated.sign("chat", "x")) == "x"
    assert gone.verify("chat", old.sign("chat", "x")) is None


@pytest.mark.parametrize("keys", [[], [""], ["good", ""]])
def test_no_signer_without_real_keys(keys):
    with pytest.raises(Rejected):
        TokenSigner(keys)


@pytest.mark.parametrize("opaque_id", ["", "a" * 41, "Ä" * 13])
def test_ids_that_do_not_fit_are_rejected(opaque_id):
    with pytest.raises(Rejected):
        SIGNER.sign(Purpose.REPLY, opaque_id)


def test_the_reply_address_is_found_among_the_recipients():
    address = reply_address(SIGNER, "case-7", "m.example")
    recipients = ("billing@m.example", "reply+forged@m.example", address.upper())
    assert opened(SIGNER, recipients, Purpose.REPLY) == "case-7"
    assert opened(SIGNER, recipients, Purpose.BOUNCE) is None
    assert plus_token((address,), Purpose.REPLY) == address.partition("+")[2].partition("@")[0]


@pytest.mark.parametrize("domain", ["", "two words", "x\r\nBcc: y", "é.example"])
def test_no_address_in_a_domain_that_is_none(domain):
    with pytest.raises(Rejected):
        reply_address(SIGNER, "1", domain)
