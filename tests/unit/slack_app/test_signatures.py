"""Whether Slack signed it: checked on raw octets, and nothing that is sent makes it fail otherwise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.signature import SignatureVerifier

from bot.slack.signatures import Signatures

SECRET = "a secret of the tests"
NOW = 1_790_000_000


def signed(body: bytes, *, at: int = NOW, secret: str = SECRET) -> dict[str, str]:
    signature = SignatureVerifier(secret).generate_signature(timestamp=str(at), body=body)
    return {"X-Slack-Request-Timestamp": str(at), "X-Slack-Signature": signature or ""}


def signatures() -> Signatures:
    return Signatures(SECRET, lambda: NOW)


def test_what_slack_signed_fits():
    assert signatures().fit(b'{"a": 1}', signed(b'{"a": 1}'))


@pytest.mark.parametrize("away", [-301, 301])
def test_what_is_older_or_newer_than_five_minutes_does_not(away):
    assert not signatures().fit(b"{}", signed(b"{}", at=NOW + away))


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Slack-Signature": "v0=0"},
        {"X-Slack-Request-Timestamp": str(NOW)},
        signed(b"{}", secret="another secret, of a stranger"),
        signed(b"{ }"),
        {**signed(b"{}"), "X-Slack-Request-Timestamp": "yesterday"},
        {**signed(b"{}"), "X-Slack-Signature": "v0=é"},
    ],
)
def test_what_anybody_else_made_does_not(headers):
    assert not signatures().fit(b"{}", headers)


@given(st.binary(max_size=200), st.text(max_size=40), st.text(max_size=80))
def test_nothing_makes_the_check_itself_fail(body, stamp, signature):
    headers = {"x-slack-request-timestamp": stamp, "x-slack-signature": signature}
    assert not signatures().fit(body, headers)


def test_a_body_that_is_no_text_is_refused():
    assert not signatures().fit(b"\xff\xfe", {"X-Slack-Request-Timestamp": str(NOW), "X-Slack-Signature": "v0=0"})
