"""E-mail bytes say what was meant, and no value from a person becomes a header."""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace
from datetime import UTC, datetime
from email.header import decode_header, make_header
from email.message import EmailMessage

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.app.messages import Outgoing, Rendered
from bot.channels.email_bytes import build_email, message_id_of
from bot.domain.errors import Rejected
from bot.domain.vocabulary import Channel

INJECTION = "=?utf-8?q?a=0D=0ABcc:_x?="

MAIL = Outgoing(
    message_id="018f-abc",
    reference="FU-AB12",
    client="brand",
    channel=Channel.EMAIL,
    sender="billing@brand.example",
    sender_name="Brand",
    to="diaz@customer.example",
    rendered=Rendered(text="Hello\n", subject="Invoice 4711", html="<p>Hello</p>\n"),
    reply_to="reply+token@mail.brand.example",
    return_path="bounce+token@mail.brand.example",
    unsubscribe_url="https://pay.brand.example/u/token",
    in_reply_to="<their.id@customer.example>",
    created_at=datetime(2026, 3, 2, 9, 30, tzinfo=UTC),
)

EXPECTED = [
    "From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Auto-Submitted", "X-Followup-Reference",
    "Reply-To", "In-Reply-To", "References", "List-Unsubscribe", "List-Unsubscribe-Post", "Content-Type",
]  # fmt: skip

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)
NASTY = st.text('a=?utf-8qQbB_0DA\r\n:, <>"\\\0é中😀\u2028\x85', max_size=120)


def parsed(mail: Outgoing) -> EmailMessage:
    return email.message_from_bytes(build_email(mail), policy=email.policy.default)


def with_subject(subject: str) -> Outgoing:
    return replace(MAIL, rendered=replace(MAIL.rendered, subject=subject))


def with_text(text: str, html: str = "") -> Outgoing:
    return replace(MAIL, rendered=replace(MAIL.rendered, text=text, html=html))


def test_the_injection_is_live_in_the_library_that_is_not_used_for_it():
    """Python 3.11.7 writes the decoded CR and LF of an encoded word back as a header; later ones refuse."""
    message = EmailMessage()
    message["Subject"] = INJECTION
    try:
        written = message.as_bytes()
    except email.errors.HeaderWriteError:
        return
    assert "Bcc" in email.message_from_bytes(written)


@pytest.mark.parametrize(
    "field", ["subject", "sender_name", "reference", "to", "sender", "reply_to", "unsubscribe_url"]
)
@pytest.mark.parametrize(
    "value", [INJECTION, "a\r\nBcc: x", "a\nBcc: x", "a\rBcc: x", "a\0", "a\x85b", "a\u2028b", "\ud800"]
)
def test_a_value_that_could_forge_a_header_is_refused(field, value):
    mail = with_subject(value) if field == "subject" else replace(MAIL, **{field: value})
    with pytest.raises(Rejected):
        build_email(mail)


@given(NASTY | TEXT, NASTY | TEXT)
@example(INJECTION, "")
@example("", INJECTION)
def test_whatever_people_write_the_headers_are_those_that_were_meant(subject, name):
    mail = replace(with_subject(subject), sender_name=name)
    try:
        raw = build_email(mail)
    except Rejected:
        return
    for policy in (email.policy.compat32, email.policy.default, email.policy.SMTP):
        message = email.message_from_bytes(raw, policy=policy)
        assert message.keys() == EXPECTED
    assert message["Subject"].split() == subject.split()
    assert message["From"].addresses[0].addr_spec == MAIL.sender
    assert not message.defects
    again = email.message_from_bytes(message.as_bytes(), policy=email.policy.default)  # folded by a relay
    assert again.keys() == EXPECTED


@given(NASTY)
def test_an_odd_message_id_of_a_stranger_costs_the_threading_only(message_id):
    keys = parsed(replace(MAIL, in_reply_to=message_id)).keys()
    assert keys in (EXPECTED, [key for key in EXPECTED if key not in {"In-Reply-To", "References"}])


@pytest.mark.parametrize(
    "text",
    ["", "plain\n", "ends without line end", ".\n..\n.dot first\n", "Grüße, 12,50 €\n" * 30, "中文 текст\n" * 40,
     "x" * 3000 + "\n", "a=_b\n", "trailing blanks  \t\nnext\n", "mixed\r\nends\rhere\n", "--=_boundary--\n", "nul \0\n",
     "é"],
)  # fmt: skip
def test_the_text_comes_through(text):
    wanted = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n") + "\n"
    for html in ("", "<p>" + text + "</p>"):
        message = parsed(with_text(text, html))
        body = message.get_body(("plain",))
        assert body.get_content().replace("\r\n", "\n") == wanted
        assert not message.defects


@given(TEXT, TEXT)
def test_any_text_and_html_come_through(text, html):
    message = parsed(with_text(text, html))
    wanted = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n") + "\n"
    assert message.get_body(("plain",)).get_content().replace("\r\n", "\n") == wanted
    assert (message.get_body(("html",)) is not None) == bool(html)


@given(TEXT, TEXT, TEXT)
def test_bytes_are_seven_bit_with_short_lines_and_crlf_only(text, html, subject):
    try:
        raw = build_email(replace(with_text(text, html), rendered=Rendered(text, subject, html)))
    except Rejected:
        return
    assert raw.isascii()
    assert raw.endswith(b"\r\n")
    assert b"\r" not in raw.replace(b"\r\n", b"")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert max(map(len, raw.split(b"\r\n"))) <= 998


def test_the_headers_say_who_what_and_how_to_leave():
    message = parsed(MAIL)
    assert message["From"] == "Brand <billing@brand.example>"
    assert message["Reply-To"] == "reply+token@mail.brand.example"
    assert message["Date"].datetime == MAIL.created_at
    assert message["Message-ID"] == "<018f-abc@brand.example>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["List-Unsubscribe"] == "<https://pay.brand.example/u/token>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["In-Reply-To"] == message["References"] == "<their.id@customer.example>"
    assert message["X-Followup-Reference"] == "FU-AB12"
    assert "Bcc" not in message
    assert "Return-Path" not in message


def test_the_message_id_is_the_same_for_every_try_and_safe_for_any_id():
    assert message_id_of(MAIL, "ids.example") == "<018f-abc@ids.example>"
    odd = replace(MAIL, message_id="a b>\r\n")
    assert message_id_of(odd) == message_id_of(odd)
    assert parsed(odd).keys() == EXPECTED


def test_long_and_foreign_names_and_subjects_are_folded():
    """The name is read by the older policy: the newer one puts blanks between encoded words of a phrase."""
    mail = replace(with_subject("Rückfrage zu Ihrer Zahlung " * 8), sender_name='Müller "&" Söhne, Zürich ' * 3)
    message = parsed(mail)
    assert message["Subject"] == ("Rückfrage zu Ihrer Zahlung " * 8).strip()
    name = email.message_from_bytes(build_email(mail))["From"].partition("<")[0]
    assert str(make_header(decode_header(name))).strip() == ('Müller "&" Söhne, Zürich ' * 3).strip()
    head = build_email(mail).partition(b"\r\n\r\n")[0]
    assert max(map(len, head.split(b"\r\n"))) <= 78


@pytest.mark.parametrize(
    "to",
    [
        "",
        "nobody",
        "a@b@c",
        "two words@x.example",
        "a@x.example, b@x.example",
        "<a@x.example>",
        "ü@x.example",
        "a" * 65 + "@x",
    ],
)
def test_an_address_that_cannot_be_written_to_is_refused(to):
    with pytest.raises(Rejected):
        build_email(replace(MAIL, to=to))


def test_a_mail_without_date_is_refused():
    with pytest.raises(Rejected):
        build_email(replace(MAIL, created_at=None))
