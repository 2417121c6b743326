"""Automatic mail is known by its headers; no person's mail is taken for it."""

from __future__ import annotations

from email import message_from_string, policy
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.automatic import AutomaticKind, ReportKind, classify_mail, read_delivery_report


@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        ({"Auto-Submitted": "auto-replied"}, "away"),
        ({"auto-submitted": "auto-generated"}, "robot"),
        ({"Auto-Submitted": "auto-replied; owner-email=x"}, "away"),
        ({"Return-Path": "<>"}, "bounce"),
        ({"Content-Type": "multipart/report; report-type=delivery-status; boundary=x"}, "bounce"),
        ({"Content-Type": 'multipart/report; report-type="feedback-report"'}, "feedback"),
        ({"Content-Type": "multipart/report; report-type=disposition-notification"}, "receipt"),
        ({"X-Failed-Recipients": "a@example.com"}, "bounce"),
        ({"X-Autoreply": "yes"}, "robot"),
        ({"X-Autorespond": "x"}, "robot"),
        ({"Precedence": "bulk"}, "bulk"),
        ({"Precedence": "auto_reply"}, "away"),
        ({"List-Id": "<x.example.com>"}, "bulk"),
        ({"List-Unsubscribe": "<mailto:x@example.com>"}, "bulk"),
        ({"From": "Mail Delivery <MAILER-DAEMON@mx.example.com>"}, "bounce"),
        ({"From": "postmaster@example.com"}, "bounce"),
        ({"From": "no-reply@example.com"}, "robot"),
        ({"X-Auto-Response-Suppress": "All"}, "robot"),
        ({"Subject": "Automatic reply: Invoice 12"}, "away"),
        ({"Subject": "Out of Office: Invoice"}, "away"),
        ({"Subject": "Respuesta automática: Factura"}, "away"),
        ({"Subject": "Réponse automatique : Facture"}, "away"),
        ({"Subject": "Automatische Antwort: Rechnung"}, "away"),
        ({"Subject": "Resposta automática: Fatura"}, "away"),
        ({"Subject": "Risposta automatica: Fattura"}, "away"),
        ({"Subject": "Automatisch antwoord: Factuur"}, "away"),
        ({"Subject": "Automatyczna odpowiedź: Faktura"}, "away"),
        ({"Subject": "Undeliverable: Invoice 12"}, "bounce"),
        ({"Subject": "Delivery Status Notification (Failure)"}, "bounce"),
    ],
)
def test_automatic_mail_is_known(headers: dict[str, str], kind: str) -> None:
    found = classify_mail(headers)
    assert found is not None
    assert found.kind is AutomaticKind(kind)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"From": "Joe <joe@example.com>", "Subject": "Re: Invoice 12", "Return-Path": "<joe@example.com>"},
        {"Auto-Submitted": "no"},
        {"X-Auto-Response-Suppress": "DR, RN, NRN"},
        {"Subject": "Re: Automatic reply to my question?"},
        {"Subject": "Re: Undeliverable goods"},
        {"Subject": "I am out of money"},
        {"Precedence": "normal", "Importance": "high"},
        {"Content-Type": "multipart/alternative; boundary=report"},
        {"From": "noreen@example.com"},
        {"X-Mailer": "Outlook", "X-Priority": "1", "Thread-Topic": "Invoice", "In-Reply-To": "<1@x>"},
        {"X-Google-Smtp-Source": "x", "X-Received": "by x", "X-MS-Has-Attach": "yes"},
    ],
)
def test_ordinary_mail_is_not(headers: dict[str, str]) -> None:
    assert classify_mail(headers) is None


@given(st.dictionaries(st.text(max_size=20), st.text(max_size=60), max_size=5), st.text(max_size=80))
def test_any_headers_are_survived(headers: dict[str, str], subject: str) -> None:
    found = classify_mail(headers, subject)
    assert found is None or (found.kind in AutomaticKind and found.because)


def report(action: str, status: str, *, extra: str = "") -> EmailMessage:
    text = (
        "From: MAILER-DAEMON@mx.example.com\nMIME-Version: 1.0\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=B\n\n"
        "--B\nContent-Type: text/plain\n\nSorry.\n"
        "--B\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.com\n\n"
        f"Final-Recipient: rfc822; Joe@Example.com\nAction: {action}\nStatus: {status}\n{extra}\n"
        "--B\nContent-Type: text/rfc822-headers\n\nMessage-ID: <ours-1@example.com>\nSubject: x\n\n--B--\n"
    )
    message = message_from_string(text, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


@pytest.mark.parametrize(
    ("action", "status", "kind"),
    [
        ("failed", "5.1.1", ReportKind.PERMANENT),
        ("failed", "4.4.7", ReportKind.TRANSIENT),
        ("delayed", "4.4.1", ReportKind.DELAYED),
        ("delivered", "2.0.0", ReportKind.DELIVERED),
        ("failed", "", ReportKind.PERMANENT),
        ("Failed (permanent)", "5.0.0 (x)", ReportKind.PERMANENT),
    ],
)
def test_delivery_reports_are_read_by_status(action: str, status: str, kind: ReportKind) -> None:
    found = read_delivery_report(report(action, status))
    assert found is not None
    assert (found.kind, found.recipient, found.original_message_id) == (kind, "joe@example.com", "<ours-1@example.com>")


def test_feedback_reports_are_complaints() -> None:
    text = (
        "MIME-Version: 1.0\nContent-Type: multipart/report; report-type=feedback-report; boundary=B\n\n"
        "--B\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\nVersion: 1\n"
        "Original-Rcpt-To: joe@example.com\n\n--B\nContent-Type: message/rfc822\n\nMessage-ID: <o@x>\n\nhi\n--B--\n"
    )
    message = message_from_string(text, policy=policy.default)
    assert isinstance(message, EmailMessage)
    found = read_delivery_report(message)
    assert found is not None
    assert (found.kind, found.recipient, found.original_message_id) == (
        ReportKind.COMPLAINT,
        "joe@example.com",
        "<o@x>",
    )


def test_other_mail_is_no_report() -> None:
    message = EmailMessage()
    message.set_content("I paid")
    assert read_delivery_report(message) is None


@given(st.text(max_size=400))
def test_any_report_is_survived(body: str) -> None:
    text = (
        "Content-Type: multipart/report; boundary=B\n\n--B\nContent-Type: message/delivery-status\n\n"
        + body
        + "\n--B--"
    )
    message = message_from_string(text.encode("ascii", "replace").decode(), policy=policy.default)
    assert isinstance(message, EmailMessage)
    read_delivery_report(message)
