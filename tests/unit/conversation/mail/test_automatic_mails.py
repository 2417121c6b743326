"""A machine's mail is never a customer's answer, and a customer's is never a machine's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.automatic import AutomaticKind, classify_mail, classify_text
from bot.conversation.reply import ReplyIn
from bot.conversation.understand import Understander
from bot.domain.vocabulary import Channel, Intent
from tests.unit.conversation.mail.automatic_mails import AUTOMATIC, NOTES, ORDINARY, PERSONS


@pytest.mark.parametrize(("headers", "kind"), AUTOMATIC)
def test_automatic_mail_is_known_by_headers(headers: dict[str, str], kind: str) -> None:
    found = classify_mail(headers)
    assert found is not None
    assert found.kind is AutomaticKind(kind)


@pytest.mark.parametrize(("headers", "kind"), AUTOMATIC)
def test_names_of_headers_are_compared_without_case(headers: dict[str, str], kind: str) -> None:
    found = classify_mail({name.upper(): value for name, value in headers.items()})
    assert found is not None
    assert found.kind is AutomaticKind(kind)


@pytest.mark.parametrize("headers", ORDINARY)
def test_a_persons_mail_is_a_persons(headers: dict[str, str]) -> None:
    assert classify_mail(headers) is None


@pytest.mark.parametrize("text", NOTES)
def test_notes_without_headers_are_known(text: str) -> None:
    assert classify_text(text) is not None


@pytest.mark.parametrize("text", PERSONS)
def test_whoever_speaks_to_us_is_a_person(text: str) -> None:
    assert classify_text(text) is None


@pytest.mark.parametrize("text", NOTES)
@pytest.mark.parametrize(
    "promise", ["I will pay on Friday.", "Zahle am Freitag.", "pago el viernes", "je paierai vendredi"]
)
def test_a_note_with_a_promise_is_a_persons(text: str, promise: str) -> None:
    found = classify_text(f"{text}\n{promise}")
    assert found is None or found.kind is AutomaticKind.BOUNCE


@given(st.text(max_size=400))
def test_any_text_is_survived(text: str) -> None:
    found = classify_text(text)
    assert found is None or found.because


@given(
    st.dictionaries(
        st.sampled_from(sorted({name for headers, _ in AUTOMATIC for name in headers})), st.text(max_size=80)
    )
)
def test_any_value_is_survived(headers: dict[str, str]) -> None:
    found = classify_mail(headers)
    assert found is None or found.because


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("I am away until Monday", Intent.AUTOMATIC_REPLY),
        ("Ich bin bis zum 15.8. im Urlaub.", Intent.AUTOMATIC_REPLY),
        ("I'm away until Monday, will pay then", Intent.PROMISE_TO_PAY),
        ("I'm out of the office until Monday, I'll pay then", Intent.PROMISE_TO_PAY),
    ],
)
@pytest.mark.parametrize("channel", [Channel.SMS, Channel.EMAIL])
def test_a_note_is_automatic_on_every_channel_and_a_promise_is_not(
    understander: Understander, text: str, intent: Intent, channel: Channel
) -> None:
    reading = understander.read(ReplyIn(text, channel=channel))
    assert reading.intents[0].intent is intent
    assert reading.automatic is (intent is Intent.AUTOMATIC_REPLY)
