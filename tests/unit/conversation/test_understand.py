"""The one door: mail, context, languages, doubt, hostile input."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.conversation.reply import ReplyIn
from bot.conversation.understand import Understander
from bot.domain.money import Money
from bot.domain.reading import Reading
from bot.domain.vocabulary import Channel, DateRole, Intent, Question

RECEIVED = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
QUIET = settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=60
)


def mail(text: str, **more: object) -> ReplyIn:
    return ReplyIn(text, languages=("en", "es"), received_at=RECEIVED, country="US", channel=Channel.EMAIL, **more)  # type: ignore[arg-type]


def test_only_the_stripped_text_of_a_mail_is_read(understander: Understander) -> None:
    reading = understander.read(
        mail(
            "I paid yesterday.\n\nOn Mon, Nov 3, 2025 at 10:00 AM X <x@example.com> wrote:\n> Reply STOP to unsubscribe\n> call your lawyer"
        )
    )
    assert reading.stripped_text == "I paid yesterday."
    assert [read.intent for read in reading.intents] == [Intent.ALREADY_PAID]


def test_automatic_mail_is_said_to_be_so_and_nothing_else(understander: Understander) -> None:
    reading = understander.read(mail("I paid yesterday, stop", headers={"Auto-Submitted": "auto-replied"}))
    assert reading.automatic
    assert [read.intent for read in reading.intents] == [Intent.AUTOMATIC_REPLY]


def test_html_is_read_where_there_is_no_text(understander: Understander) -> None:
    reading = understander.read(mail("", html="<p>I will pay <b>Friday</b></p>"))
    assert reading.primary is Intent.PROMISE_TO_PAY
    assert reading.dates[0].role is DateRole.WILL_PAY_ON


def test_spans_count_the_redacted_text(understander: Understander) -> None:
    reading = understander.read(mail("card 4111 1111 1111 1111, I will pay $50 tomorrow"))
    assert "4111" not in reading.stripped_text
    start, end = reading.amounts[0].span
    assert reading.stripped_text[start:end] == "$50"
    start, end = reading.dates[0].span
    assert reading.stripped_text[start:end] == "tomorrow"


def test_cancel_is_a_keyword_on_sms_and_a_question_in_mail(understander: Understander) -> None:
    assert understander.read(ReplyIn("cancel", channel=Channel.SMS)).decided
    reading = understander.read(ReplyIn("cancel", channel=Channel.EMAIL))
    assert reading.has(Intent.OPT_OUT)
    assert not reading.decided


@pytest.mark.parametrize(
    "word",
    [
        "arrêt",
        "désabonner",
        "abmelden",
        "STOPP",
        "sair",
        "descadastrar",
        "disiscrivi",
        "afmelden",
        "wypisz",
        "rezygnuję",
        "baja",
        "Stop",
    ],
)
def test_stop_words_of_every_language_count_at_once(understander: Understander, word: str) -> None:
    reading = understander.read(ReplyIn(word, languages=("en",), channel=Channel.SMS))
    assert reading.primary is Intent.OPT_OUT
    assert reading.decided


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("fr-FR", "J'ai déjà payé la facture hier par virement"),
        ("de-DE", "Ich habe die Rechnung gestern schon bezahlt"),
        ("pl-PL", "Zapłaciłem fakturę wczoraj przelewem"),
    ],
)
def test_a_language_that_the_client_serves_is_read_and_another_goes_to_a_person(
    understander: Understander, locale: str, text: str
) -> None:
    served = understander.read(ReplyIn(text, locale=locale, languages=("en", locale[:2]), channel=Channel.SMS))
    assert (served.primary, served.decided) == (Intent.ALREADY_PAID, True)
    elsewhere = understander.read(ReplyIn(text, locale="en-US", languages=("en", "es"), channel=Channel.SMS))
    assert (elsewhere.language, elsewhere.decided) == (locale[:2], False)


def test_a_long_letter_goes_to_a_person(understander: Understander) -> None:
    assert not understander.read(mail("I paid yesterday. " + "There is more to say about all of this. " * 30)).decided


def test_both_answers_at_once_are_not_decided(understander: Understander) -> None:
    reading = understander.read(
        ReplyIn("refund it to my card or put it on the next invoice as credit", channel=Channel.SMS)
    )
    assert not reading.decided


def test_without_a_moment_no_day_is_named(understander: Understander) -> None:
    assert understander.read(ReplyIn("I'll pay Friday")).dates == ()


def test_days_are_those_of_the_customers_zone(understander: Understander) -> None:
    late = datetime(2026, 11, 19, 3, 0, tzinfo=UTC)
    in_chicago = understander.read(ReplyIn("I paid today", received_at=late, timezone="America/Chicago"))
    in_madrid = understander.read(ReplyIn("I paid today", received_at=late, timezone="Europe/Madrid"))
    nowhere = understander.read(ReplyIn("I paid today", received_at=late, timezone="../etc/passwd"))
    assert [in_chicago.dates[0].date.day, in_madrid.dates[0].date.day, nowhere.dates[0].date.day] == [18, 19, 19]


def test_an_answer_is_read_in_the_light_of_the_question(understander: Understander) -> None:
    def primary(text: str, question: Question | None) -> Intent:
        return understander.read(
            ReplyIn(
                text,
                received_at=RECEIVED,
                country="US",
                last_question=question,
                open_amount=Money(48250, "USD"),
                invoices=("INV-7781",),
            )
        ).primary

    assert primary("the 30th", Question.WHICH_DAY) is Intent.PROMISE_TO_PAY
    assert primary("yesterday I paid", Question.WHICH_DAY) is Intent.ALREADY_PAID
    assert primary("300", Question.WHICH_AMOUNT) is Intent.PROVIDE_DETAILS
    assert primary("INV 7781", Question.WHICH_CASE) is Intent.PROVIDE_DETAILS
    assert primary("credit", Question.REFUND_OR_CREDIT) is Intent.KEEP_AS_CREDIT
    assert primary("credit", None) is Intent.KEEP_AS_CREDIT


def test_because_holds_rules_and_places_but_no_words_of_the_customer(understander: Understander) -> None:
    reading = understander.read(mail("Maria Gonzalez here, my secret name, I already paid"))
    assert reading.because
    assert not [line for line in reading.because if "Maria" in line or "secret" in line]


def spans(reading: Reading) -> list[tuple[int, int]]:
    return [
        found.span
        for group in (reading.dates, reading.amounts, reading.references, reading.emails, reading.phones)
        for found in group
    ]


TEXTS = st.one_of(
    st.text(max_size=400),
    st.lists(
        st.sampled_from(
            [
                "I",
                "will",
                "pay",
                "stop",
                "not",
                "friday",
                "$50",
                "11/27",
                "ref",
                "88213",
                "no",
                "sí",
                "pagué",
                "mañana",
                "4111111111111111",
                "a@b.co",
                "+12125550147",
                "\n",
                ">",
                ".",
                "👍",
                "\u202e",
            ]
        ),
        max_size=40,
    ).map(" ".join),
)


@QUIET
@given(TEXTS, st.sampled_from([None, *Channel]), st.sampled_from([None, *Question]), st.text(max_size=80))
def test_anything_is_survived_and_spans_are_of_the_stripped_text(
    understander: Understander, text: str, channel: Channel | None, question: Question | None, html: str
) -> None:
    reading = understander.read(
        ReplyIn(
            text,
            html=html,
            received_at=RECEIVED,
            country="US",
            channel=channel,
            last_question=question,
            open_amount=Money(48250, "USD"),
        )
    )
    assert reading.intents
    for start, end in spans(reading):
        assert 0 <= start < end <= len(reading.stripped_text)
    for found in (*reading.references, *reading.emails, *reading.phones):
        assert reading.stripped_text[found.span[0] : found.span[1]] == found.text


@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000,
        "pay " * 250_000,
        "4" * 1_000_000,
        "😀" * 10_000,
        "\u202eabc " * 200_000,
        "\x00" * 1_000_000,
        "\ud800" * 100_000,
        "aаあع한 " * 160_000,
        "> x\n" * 250_000,
        "a\u0301\u0302" * 300_000,
    ],
    ids=[
        "one word",
        "words",
        "digits",
        "emoji",
        "direction marks",
        "controls",
        "surrogates",
        "scripts",
        "quotes",
        "accents",
    ],
)
def test_hostile_text_takes_little_time(understander: Understander, text: str) -> None:
    begun = time.perf_counter()
    reading = understander.read(mail(text))
    assert time.perf_counter() - begun < 3
    assert reading.intents


def test_ordinary_replies_take_milliseconds(understander: Understander) -> None:
    begun = time.perf_counter()
    for _ in range(50):
        understander.read(
            mail("Hi, I already paid this last Friday, ref 88213, please check and call me at (212) 555-0147")
        )
    assert (time.perf_counter() - begun) / 50 < 0.1


def test_threads_read_the_same(understander: Understander) -> None:
    wanted = understander.read(mail("ya pagué ayer $50, ref 88213"))
    results: list[Reading] = []
    threads = [
        threading.Thread(target=lambda: results.append(understander.read(mail("ya pagué ayer $50, ref 88213"))))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [wanted] * 8


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Sorry! I will send the rest tomorrow", Intent.PROMISE_TO_PAY),  # what is missing, not a plan
        ("Could we pay in three instalments?", Intent.PAYMENT_PLAN),  # not how to pay
        ("100 now and the rest on Friday", Intent.PAYMENT_PLAN),
        ("Can I pay in cash?", Intent.HOW_TO_PAY),
    ],
)
def test_one_wish_is_read_as_one(understander: Understander, text: str, meant: Intent) -> None:
    read = [found.intent for found in understander.read(mail(text)).intents]
    assert read[0] is meant
    assert set(read) <= {meant, Intent.PROMISE_TO_PAY}  # "the rest on Friday" may be called a promise as well
