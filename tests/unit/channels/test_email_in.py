"""Incoming mail is read, and hostile mail never crashes."""

from __future__ import annotations

import email.policy
import string
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.bounces import parse_bounce
from bot.channels.email_in import parse_email, sign_email_webhook, verify_email_webhook
from bot.domain.vocabulary import Channel, FailureClass, ReceiptKind

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def read(raw: bytes, **envelope):
    return parse_email(raw, received_at=NOW, **envelope)


def reply(**headers: str) -> EmailMessage:
    message = EmailMessage(policy=email.policy.SMTP)
    message["From"] = "Diaz, Ana <Ana.Diaz@Customer.example>"
    message["To"] = "Billing <reply+PToken@Mail.Brand.example>"
    message["Subject"] = "Re: Rückfrage"
    message["Message-ID"] = "<1@customer.example>"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content("Ich habe schon bezahlt.\n")
    return message


def test_a_reply_is_read():
    message = reply(In_Reply_To="<a@x>", References="<z@x> <a@x>", Delivered_To="box@mail.brand.example")
    message.add_alternative("<p>Ich habe schon bezahlt.</p>\n", subtype="html")
    inbound = read(message.as_bytes(), envelope_to=["reply+ptoken@mail.brand.example"], envelope_from="ana@x.example")
    assert inbound.channel is Channel.EMAIL
    assert inbound.sender == "ana.diaz@customer.example"
    assert inbound.recipients == ("reply+ptoken@mail.brand.example", "box@mail.brand.example")
    assert inbound.token == "ptoken"
    assert inbound.text == "Ich habe schon bezahlt.\n"
    assert inbound.html == "<p>Ich habe schon bezahlt.</p>\n"
    assert inbound.subject == "Re: Rückfrage"
    assert inbound.provider_message_id == "<1@customer.example>"
    assert inbound.in_reply_to == ("<a@x>", "<z@x>")
    assert inbound.headers["return-path"] == "<ana@x.example>"
    assert inbound.received_at == NOW


def test_the_null_sender_of_a_bounce_shows_in_the_headers():
    assert read(reply().as_bytes(), envelope_from="").headers["return-path"] == "<>"


def test_the_sender_is_the_address_whatever_the_display_name_claims():
    raw = b'From: "boss@brand.example" <attacker@evil.example>\r\n\r\nhi'
    assert read(raw).sender == "attacker@evil.example"
    assert read(b"From: a@x.example)b@evil.example\r\n\r\n").sender in {"a@x.example", "b@evil.example"}
    assert read(b"To: x@y.example\r\n\r\n").sender == ""


def test_attachments_and_forwarded_messages_are_not_the_senders_words():
    message = reply()
    message.add_attachment("secret", filename="a.txt")
    message.add_attachment(reply())
    assert read(message.as_bytes()).text == "Ich habe schon bezahlt.\n"


def test_repeated_headers_are_joined_and_unfolded():
    raw = b"Received: a\r\n by b\r\nReceived: c\r\nX-A: =?utf-8?q?gr=C3=BC=C3=9F?=\r\n\r\n"
    assert read(raw).headers == {"received": "a by b, c", "x-a": "grüß"}


def test_a_mail_without_message_id_gets_a_digest_that_repeats():
    raw = b"From: a@x.example\r\n\r\nhi"
    assert read(raw).provider_message_id == read(raw).provider_message_id
    assert read(raw).provider_message_id.startswith("sha256:")


@pytest.mark.parametrize(
    ("charset", "octets", "text"),
    [
        ("iso-8859-1", b"gr\xfc\xdfe", "grüße"),
        ("windows-1251", "привет".encode("cp1251"), "привет"),
        ("nonsense", "grüße".encode(), "grüße"),
        ("us-ascii", "grüße".encode(), "grüße"),
        ("utf-8", b"gr\xfc\xdfe", "grüße"),
        ("punycode", b"abc", "abc"),
        ("zip", b"abc", "abc"),
        ("unicode_escape", b"\\x41", "\\x41"),
        ('"', b"abc", "abc"),
    ],
)
def test_any_charset_is_read_as_well_as_it_can_be(charset, octets, text):
    raw = f"Content-Type: text/plain; charset={charset}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n".encode() + octets
    assert read(raw).text == text


HOSTILE = {
    "empty": b"",
    "nul": b"\0" * 1000,
    "no head": b"\r\n\r\nhi",
    "one megabyte line": b"Subject: x\r\n\r\n" + b"a" * 1_000_000,
    "one megabyte header": b"Subject: " + b"=?utf-8?q?a?= " * 80_000 + b"\r\n\r\n",
    "many headers": b"X-A: b\r\n" * 50_000 + b"\r\n",
    "nested": b"".join(b"Content-Type: multipart/mixed; boundary=%d\r\n\r\n--%d\r\n" % (n, n) for n in range(3000)),
    "nested messages": b"Content-Type: message/rfc822\r\n\r\n" * 3000,
    "no end": b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nhi",
    "no parts": b"Content-Type: multipart/mixed; boundary=x\r\n\r\n",
    "no boundary": b"Content-Type: multipart/mixed\r\n\r\n--x\r\n\r\nhi",
    "bad base64": b"Content-Transfer-Encoding: base64\r\n\r\n!!!!a",
    "bad quoted-printable": b"Content-Transfer-Encoding: quoted-printable\r\n\r\n=ZZ=\0=",
    "bad uuencode": b"Content-Transfer-Encoding: x-uuencode\r\n\r\nbegin 644 a\r\n\xff\xff",
    "bad encoded word": b"Subject: =?utf-8?b?!!!?= =?zip?q?a?= =?punycode?b?YQ==?=\r\nFrom: =?utf-8?q?=0D=0A?= <a@x>\r\n\r\n",
    "bad rfc 2231": b"Content-Type: text/plain; charset*0*=a'b; charset*1*=%ff%00; name*=x''%\r\n\r\nhi",
    "raw octets": b"From: \xff\xfe <a@\xff.example>\r\nSubject: \xe4\xf6\r\nTo: \x80\r\n\r\n\xff\xfe\0",
    "colon only": b":\r\n: :\r\n\r\n",
    "surrogates": "Subject: \ud800\r\n\r\n\ud800".encode("utf-8", "surrogatepass"),
    "comments": b"From: " + b"(" * 20_000 + b" <a@x.example>\r\nTo: " + b"<" * 20_000 + b"\r\n\r\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_mail_never_crashes(name):
    inbound = read(HOSTILE[name])
    assert "\0" not in inbound.text + inbound.subject + inbound.sender
    assert all("\n" not in value and "\r" not in value for value in inbound.headers.values())
    assert parse_bounce(HOSTILE[name]) == ()
    (inbound.text + inbound.html + inbound.subject + "".join(inbound.headers.values())).encode()


PIECES = st.sampled_from(
    [b"\r\n", b"\n", b"\r\n\r\n", b"Content-Type: ", b"multipart/mixed; boundary=x", b"--x", b"--x--", b"text/plain",
     b"message/rfc822", b"message/delivery-status", b"multipart/report", b"; charset=", b"utf-16", b"utf-8", b"\xff", b"\0", b"=?", b"?b?", b"?=", b"From: ", b"To: ",
     b"Content-Transfer-Encoding: base64", b"Content-Disposition: ", b"attachment", b"Action: failed", b"Status: 5.1.1", b'"', b"<", b"@", b"*0*=", b"%", b";"]
)  # fmt: skip


@given(st.lists(PIECES | st.binary(max_size=20), max_size=60))
def test_no_bytes_at_all_crash_it(pieces):
    raw = b"".join(pieces)
    inbound = read(raw)
    assert "\0" not in inbound.text + inbound.subject + inbound.sender
    assert all("\n" not in value and "\r" not in value for value in inbound.headers.values())
    (inbound.text + inbound.html + inbound.sender + "".join(inbound.recipients)).encode()
    assert all(receipt.kind in ReceiptKind for receipt in parse_bounce(raw))


def test_a_long_mail_is_cut_not_refused():
    assert len(read(b"Subject: x\r\n\r\n" + b"a b c\r\n" * 400_000).text) <= 1_000_000


BOUNCE = b"""\
From: MAILER-DAEMON@relay.example
Subject: Undelivered
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b

It failed.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; relay.example

Final-Recipient: rfc822; diaz@customer.example
Action: %s
Status: %s
Diagnostic-Code: smtp; said no

--b
Content-Type: %s

From: billing@brand.example
Message-ID: <018f@brand.example>
X-Followup-Reference: FU-AB12

--b--
"""


@pytest.mark.parametrize(
    ("action", "status", "kind", "failure"),
    [
        (b"failed", b"5.1.1", ReceiptKind.FAILED, FailureClass.BAD_ADDRESS),
        (b"Failed", b"5.7.1", ReceiptKind.FAILED, FailureClass.FILTERED),
        (b"failed", b"4.4.7", ReceiptKind.FAILED, FailureClass.TEMPORARY),
        (b"failed", b"", ReceiptKind.FAILED, FailureClass.STOP_CHANNEL),
        (b"delayed", b"4.4.1", ReceiptKind.SENDING, None),
        (b"delivered", b"2.0.0", ReceiptKind.DELIVERED, None),
    ],
)
@pytest.mark.parametrize("returned", [b"message/rfc822", b"text/rfc822-headers"])
def test_a_bounce_is_a_receipt(action, status, kind, failure, returned):
    (receipt,) = parse_bounce(BOUNCE % (action, status, returned))
    assert (receipt.kind, receipt.failure, receipt.code) == (kind, failure, status.decode())
    assert (receipt.provider_id, receipt.reference) == ("<018f@brand.example>", "FU-AB12")
    assert receipt.raw["final-recipient"] == "rfc822; diaz@customer.example"


def test_a_reply_is_no_bounce():
    assert parse_bounce(reply().as_bytes()) == ()


BODY = reply().as_bytes()
SIGNED = sign_email_webhook("secret", BODY, NOW)


def test_a_signed_webhook_is_genuine_with_any_of_the_secrets():
    assert verify_email_webhook("secret", BODY, SIGNED, now=NOW)
    assert verify_email_webhook(["new", "secret"], BODY, SIGNED, now=NOW + timedelta(seconds=299))


@pytest.mark.parametrize(
    ("secrets", "body", "header", "later"),
    [
        ("other", BODY, SIGNED, 0),
        ([], BODY, SIGNED, 0),
        ("", BODY, sign_email_webhook("", BODY, NOW), 0),
        ("secret", BODY + b" ", SIGNED, 0),
        ("secret", BODY, SIGNED, 301),
        ("secret", BODY, SIGNED, -301),
        ("secret", BODY, SIGNED.replace("t=1", "t=2"), 0),
        ("secret", BODY, None, 0),
        ("secret", BODY, "", 0),
        ("secret", BODY, "t=,v1=", 0),
        ("secret", BODY, SIGNED.upper(), 0),
    ],
)
def test_forged_old_or_missing_signatures_are_not(secrets, body, header, later):
    assert not verify_email_webhook(secrets, body, header, now=NOW + timedelta(seconds=later))


@given(st.text(string.printable + "é", max_size=120))
def test_no_header_crashes_the_check(header):
    assert not verify_email_webhook("secret", BODY, header, now=NOW)
