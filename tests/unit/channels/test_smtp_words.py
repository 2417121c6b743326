"""SMTP_URL and SMTP replies in our words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.smtp_codes import Stage, failure_of
from bot.channels.smtp_url import Tls, parse_smtp_url
from bot.domain.errors import Rejected
from bot.domain.vocabulary import FailureClass


@pytest.mark.parametrize(
    ("url", "host", "port", "tls"),
    [
        ("smtp://relay.example", "relay.example", 25, Tls.OPTIONAL),
        ("smtp://relay.example:2525?starttls=off", "relay.example", 2525, Tls.OFF),
        ("smtp://u:p@relay.example", "relay.example", 587, Tls.REQUIRED),
        ("smtp://u:p@127.0.0.1:2525", "127.0.0.1", 2525, Tls.OPTIONAL),
        ("smtp://u:p@relay.example?starttls=optional", "relay.example", 587, Tls.OPTIONAL),
        ("smtps://u:p@relay.example", "relay.example", 465, Tls.IMPLICIT),
        ("smtp://[::1]:25", "::1", 25, Tls.OPTIONAL),
    ],
)
def test_reads_the_url(url, host, port, tls):
    target = parse_smtp_url(url)
    assert (target.host, target.port, target.tls) == (host, port, tls)


def test_the_login_is_percent_decoded_and_never_shown():
    target = parse_smtp_url("smtp://who%40x:p%2Fw%20d@relay.example")
    assert (target.user, target.password) == ("who@x", "p/w d")
    assert "p/w d" not in repr(target)


@pytest.mark.parametrize(
    "url",
    ["", "http://x", "smtp://", "smtp://x:notaport", "smtp://x?starttls=maybe", "smtps://x?starttls=off",
     "smtp://x?tls=1", "smtp://x/path"],
)  # fmt: skip
def test_refuses_what_it_does_not_know_without_repeating_it(url):
    with pytest.raises(Rejected) as refusal:
        parse_smtp_url(url.replace("://", "://user:hidden@"))
    assert "hidden" not in str(refusal.value)


@pytest.mark.parametrize(
    ("stage", "code", "text", "failure"),
    [
        (Stage.RCPT, 550, "5.1.1 no such user", FailureClass.BAD_ADDRESS),
        (Stage.RCPT, 550, "no such user", FailureClass.BAD_ADDRESS),
        (Stage.RCPT, 550, "5.2.1 disabled", FailureClass.BAD_ADDRESS),
        (Stage.RCPT, 552, "5.2.2 full", FailureClass.STOP_CHANNEL),
        (Stage.RCPT, 554, "5.7.1 relay access denied", FailureClass.CONFIGURATION),
        (Stage.RCPT, 450, "4.2.0 greylisted", FailureClass.TEMPORARY),
        (Stage.RCPT, 451, "4.7.1 try later", FailureClass.SLOW_DOWN),
        (Stage.MAIL, 421, "too many connections", FailureClass.SLOW_DOWN),
        (Stage.MAIL, 530, "5.7.0 Authentication required", FailureClass.CONFIGURATION),
        (Stage.MAIL, 550, "5.7.1 sender not allowed", FailureClass.CONFIGURATION),
        (Stage.CONNECT, 535, "5.7.8 bad login", FailureClass.CONFIGURATION),
        (Stage.CONNECT, 554, "no", FailureClass.CONFIGURATION),
        (Stage.DATA, 554, "5.7.1 looks like spam", FailureClass.FILTERED),
        (Stage.DATA, 550, "5.7.26 unauthenticated", FailureClass.CONFIGURATION),
        (Stage.DATA, 552, "5.3.4 too big", FailureClass.CONTENT),
        (Stage.DATA, 554, "rejected", FailureClass.FILTERED),
        (Stage.DATA, 452, "4.3.1 no space", FailureClass.TEMPORARY),
        (Stage.BOUNCE, 550, "5.4.4", FailureClass.BAD_ADDRESS),
    ],
)
def test_replies_have_their_class(stage, code, text, failure):
    assert failure_of(stage, code, text) is failure


@given(st.sampled_from(Stage), st.integers(-1, 999), st.text(max_size=50))
def test_every_reply_has_a_class(stage, code, text):
    assert failure_of(stage, code, text) in FailureClass
