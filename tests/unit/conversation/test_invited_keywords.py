"""Every word that a message of ours invites the customer to answer is understood, on every channel, at any time."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.channels.words.catalogue import catalogue_file, parse
from bot.channels.words.extract import collect
from bot.conversation.cleaning import fold
from bot.conversation.reply import ReplyIn
from bot.conversation.understand import Understander
from bot.domain.vocabulary import Channel, DateRole, Intent, Question

TEMPLATES = Path(__file__).parents[3] / "templates"
RECEIVED = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
CHANNELS = [Channel.SMS, Channel.WHATSAPP, Channel.CHAT, Channel.EMAIL]

# language -> word as the texts print it (folded) -> what it must be read as
WORDS = {
    "en": {
        "person": Intent.HUMAN_REQUEST,
        "wrong person": Intent.WRONG_PERSON,
        "stop": Intent.OPT_OUT,
        "start": Intent.OPT_IN,
        "refund": Intent.REFUND_REQUEST,
        "credit": Intent.KEEP_AS_CREDIT,
        "call": Intent.HUMAN_REQUEST,
        "please explain": Intent.DOCUMENT_REQUEST,
        "i do not know": Intent.ACKNOWLEDGEMENT,
    },
    "es": {
        "persona": Intent.HUMAN_REQUEST,
        "persona equivocada": Intent.WRONG_PERSON,
        "equivocado": Intent.WRONG_PERSON,
        "stop": Intent.OPT_OUT,
        "start": Intent.OPT_IN,
        "reembolso": Intent.REFUND_REQUEST,
        "saldo": Intent.KEEP_AS_CREDIT,
        "llámenme": Intent.HUMAN_REQUEST,
        "explíquenmelo": Intent.DOCUMENT_REQUEST,
        "no lo sé": Intent.ACKNOWLEDGEMENT,
    },
}
# A plain yes or no answers the question that asks for it.
YES_OR_NO = {"en": {"yes": Intent.AFFIRM, "no": Intent.DENY}, "es": {"sí": Intent.AFFIRM, "no": Intent.DENY}}
UNSURE = {"no lo sé"}  # to a question for yes or no it is no yes
# What a question offers as examples: understood as an answer to it.
DAYS = {"en": {"friday": 20, "the 15th": 15}, "es": {"el viernes": 20, "el dia 15": 15}}
# What questions offer without quotes: "Would you like a refund or a credit?", "Is it paid?"
CHOICES = {
    "en": {
        "a refund": Intent.REFUND_REQUEST,
        "a refund please": Intent.REFUND_REQUEST,
        "send it back": Intent.REFUND_REQUEST,
        "money back": Intent.REFUND_REQUEST,
        "a credit": Intent.KEEP_AS_CREDIT,
        "credit on my next bill": Intent.KEEP_AS_CREDIT,
        "as a credit": Intent.KEEP_AS_CREDIT,
        "keep it for my next bill": Intent.KEEP_AS_CREDIT,
        "take it off my next bill": Intent.KEEP_AS_CREDIT,
    },
    "es": {
        "un reembolso": Intent.REFUND_REQUEST,
        "el reembolso por favor": Intent.REFUND_REQUEST,
        "devuélvanmelo": Intent.REFUND_REQUEST,
        "un saldo": Intent.KEEP_AS_CREDIT,
        "saldo a favor": Intent.KEEP_AS_CREDIT,
        "saldo para la próxima factura": Intent.KEEP_AS_CREDIT,
        "descuéntenlo de mi próxima factura": Intent.KEEP_AS_CREDIT,
        "como saldo a favor": Intent.KEEP_AS_CREDIT,
    },
}
# "Paid already?", "Sent already?", "On its way, or left out for a reason?"
SHORT = {
    "en": {
        "paid": Intent.ALREADY_PAID,
        "yes, paid": Intent.ALREADY_PAID,
        "sent already": Intent.ALREADY_PAID,
        "sent": Intent.ALREADY_PAID,
        "on its way": Intent.PROMISE_TO_PAY,
        "the rest is on its way": Intent.PROMISE_TO_PAY,
    },
    "es": {
        "pagada": Intent.ALREADY_PAID,
        "sí, ya está pagada": Intent.ALREADY_PAID,
        "están pagadas": Intent.ALREADY_PAID,
        "está enviado": Intent.ALREADY_PAID,
        "en camino": Intent.PROMISE_TO_PAY,
        "está en camino": Intent.PROMISE_TO_PAY,
        "el resto viene en camino": Intent.PROMISE_TO_PAY,
    },
}
LOCALES = {"en": ("en-US", "en-GB"), "es": ("es-MX", "es-ES", "es-US")}

# What stands in quotes or in capitals in our texts is to be sent back, but for names of things and gaps.
_QUOTED = re.compile(r"[“«„]\s*([^”»“]+?)\s*[”»“]")
_CAPITALS = re.compile(r"(?<![\w(%-])[A-ZÀ-ÖØ-ÞĄĆĘŁŃŚŹŻ]{2,}(?: [A-ZÀ-ÖØ-ÞĄĆĘŁŃŚŹŻ]{2,})*(?![\w)])")
_NOT_WORDS = {
    "sms",
    "our",
    "sha",
    "ben",
}  # the options of a transfer's charges (ISO 20022: DEBT, SHAR, CRED) are no answers
_NOT_TO_CUSTOMERS = (
    "/desk.j2",
    "/call.j2",
    "/ask_client",
    "/ask_bank",
    "/ask_gateway",
    "/ask_release",
)  # for staff, to be spoken, to the client's people and banks


def texts(language: str) -> Iterator[str]:
    catalogue = collect(TEMPLATES) if language == "en" else parse(catalogue_file(TEMPLATES, language))
    for message in catalogue:
        if message.id and not all(_is_for_others(path) for path, _ in message.locations):
            found = message.id if language == "en" else message.string
            yield from [found] if isinstance(found, str) else found


def _is_for_others(path: str) -> bool:
    return any(part in path for part in _NOT_TO_CUSTOMERS)


def invited(language: str) -> set[str]:
    words = {found for text in texts(language) for form in (_QUOTED, _CAPITALS) for found in form.findall(text)}
    return {fold(word) for word in words} - _NOT_WORDS


def written(word: str) -> Iterator[str]:
    """As people type it."""
    yield from (word, word.upper(), word.capitalize(), word.title())
    for around in ("{}.", "{}!", " {} \n", '"{}"', "“{}”", "«{}»", "*{}*", "{}…", "- {}"):
        yield around.format(word)


def polite(word: str, language: str) -> Iterator[str]:
    for around in (
        ("{} please", "{}, thanks", "Hi, {}") if language == "en" else ("{} por favor", "{}, gracias", "Hola, {}")
    ):
        yield around.format(word)


def replies(text: str, language: str, questions: tuple[Question | None, ...]) -> Iterator[ReplyIn]:
    for locale, channel, question in itertools.product(LOCALES[language], CHANNELS, questions):
        yield ReplyIn(
            text,
            locale=locale,
            languages=("en", "es"),
            received_at=RECEIVED,
            channel=channel,
            last_question=question,
        )


def test_the_lists_hold_exactly_what_our_texts_invite():
    """Who invites a new word writes it down here, and the tests below see to it that it is understood."""
    for language, words in WORDS.items():
        assert invited(language) == {fold(word) for word in (*words, *DAYS[language], *YES_OR_NO[language])}


@pytest.mark.parametrize(
    ("language", "word"), [(language, word) for language, words in WORDS.items() for word in words]
)
def test_an_invited_word_is_read_and_decided_whatever_was_asked_last(
    understander: Understander, language: str, word: str
) -> None:
    meant = WORDS[language][word]
    asked = [question for question in (None, *Question) if word not in UNSURE or question is not Question.CONFIRM]
    for text in (*written(word), *polite(word, language)):
        for reply in replies(text, language, tuple(asked)):
            reading = understander.read(reply)
            assert (reading.primary, reading.decided, reading.flags) == (meant, True, ()), (reply, reading)


@pytest.mark.parametrize("language", YES_OR_NO)
def test_a_plain_yes_or_no_answers_the_question_that_asks_for_it(understander: Understander, language: str) -> None:
    for word, meant in YES_OR_NO[language].items():
        for text in written(word):
            for reply in replies(text, language, (Question.CONFIRM,)):
                reading = understander.read(reply)
                assert (reading.primary, reading.decided) == (meant, True), (reply, reading)


@pytest.mark.parametrize("language", WORDS)
def test_the_words_of_one_language_are_understood_from_a_reader_of_the_other(
    understander: Understander, language: str
) -> None:
    other = {"en": "es", "es": "en"}[language]
    for word, meant in WORDS[language].items():
        for reply in replies(word.upper(), other, (None,)):
            reading = understander.read(reply)
            assert (reading.primary, reading.decided) == (meant, True), (reply, reading)


@pytest.mark.parametrize(("language", "day"), [(language, day) for language, days in DAYS.items() for day in days])
def test_a_day_written_like_our_examples_is_a_promise(understander: Understander, language: str, day: str) -> None:
    for text in written(day):
        for reply in replies(text, language, (Question.WHICH_DAY,)):
            reading = understander.read(reply)
            assert (reading.primary, reading.decided) == (Intent.PROMISE_TO_PAY, True), (reply, reading)
            assert reading.dates[0].role is DateRole.WILL_PAY_ON, (reply, reading)
            assert reading.dates[0].date.day == DAYS[language][day], (reply, reading)


@pytest.mark.parametrize(
    ("language", "text"), [(language, text) for language, said in CHOICES.items() for text in said]
)
def test_a_choice_in_the_words_of_the_question_is_understood(
    understander: Understander, language: str, text: str
) -> None:
    for reply in replies(text, language, (Question.REFUND_OR_CREDIT, Question.CONFIRM, None)):
        reading = understander.read(reply)
        assert (reading.primary, reading.decided) == (CHOICES[language][text], True), (reply, reading)


@pytest.mark.parametrize(("language", "text"), [(language, text) for language, said in SHORT.items() for text in said])
def test_a_short_answer_to_a_short_question_is_understood(understander: Understander, language: str, text: str) -> None:
    for reply in replies(text, language, (Question.WHICH_DAY, Question.REASON)):
        reading = understander.read(reply)
        assert (reading.primary, reading.decided) == (SHORT[language][text], True), (reply, reading)


@pytest.mark.parametrize(
    ("text", "locale"), [("not sent", "en-US"), ("no está pagada", "es-MX"), ("no enviado", "es-MX")]
)
def test_the_contrary_of_a_short_answer_is_not_taken_for_it(understander: Understander, text: str, locale: str) -> None:
    for question in (Question.WHICH_DAY, Question.REASON):
        reading = understander.read(ReplyIn(text, locale=locale, languages=("en", "es"), last_question=question))
        assert not reading.has(Intent.ALREADY_PAID), reading
        assert not reading.has(Intent.PROMISE_TO_PAY), reading
