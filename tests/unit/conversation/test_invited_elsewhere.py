"""What messages in French, German, Portuguese, Italian, Dutch and Polish invite the customer to answer is understood."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.channels.words.catalogue import LOCALES as FOLDER
from bot.conversation.cleaning import fold
from bot.conversation.intents.invited_words import PRINTED
from bot.conversation.reply import ReplyIn
from bot.conversation.understand import Understander
from bot.domain.vocabulary import Channel, Intent, Question
from tests.unit.conversation.test_invited_keywords import TEMPLATES, invited

RECEIVED = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)  # a Wednesday
LOCALES = {"fr": "fr-FR", "de": "de-DE", "pt": "pt-BR", "it": "it-IT", "nl": "nl-NL", "pl": "pl-PL"}
POLITE = {
    "fr": ("{}, merci", "{} s'il vous plaît", "Bonjour, {}"),
    "de": ("{}, danke", "{} bitte", "Guten Tag, {}"),
    "pt": ("{}, obrigado", "{} por favor", "Bom dia, {}"),
    "it": ("{}, grazie", "Buongiorno, {}"),
    "nl": ("{}, bedankt", "{} alstublieft", "Goedendag, {}"),
    "pl": ("{}, dziękuję", "{} proszę", "Dzień dobry, {}"),
}
YES_OR_NO = frozenset({Intent.AFFIRM, Intent.DENY})  # an answer to the question that asks for it
# A day as people name it, alone or politely -> day of November 2026
DAYS = {
    "fr": {"vendredi": 20, "le vendredi": 20, "le 25": 25, "Vendredi, merci": 20},
    "de": {"Freitag": 20, "am Freitag": 20, "am 25.": 25, "am 25": 25, "Freitag bitte": 20},
    "pt": {"sexta-feira": 20, "na sexta-feira": 20, "dia 25": 25, "no dia 25": 25},
    "it": {"venerdì": 20, "il 25": 25},
    "nl": {"vrijdag": 20, "op vrijdag": 20, "de 25e": 25, "op de 25e": 25},
    "pl": {"piątek": 20, "w piątek": 20, "25-go": 25, "dnia 25": 25},
}


def reading(understander: Understander, text, language, *, channel=Channel.SMS, question=None, served=("en", "es")):
    reply = ReplyIn(
        text,
        locale=LOCALES[language],
        languages=(*served, language),
        received_at=RECEIVED,
        channel=channel,
        last_question=question,
    )
    return understander.read(reply)


@pytest.mark.parametrize("language", LOCALES)
def test_every_invited_word_is_read_and_decided_whatever_was_asked_last(understander, language):
    for intent, words in PRINTED[language].items():
        for word in words:
            forms = [word, word.upper(), word.capitalize(), f"{word}.", f"„{word}”", f"« {word} »"]
            for text in (*forms, *(around.format(word) for around in POLITE[language])):
                for channel in (Channel.SMS, Channel.WHATSAPP, Channel.CHAT, Channel.EMAIL):
                    for question in (Question.CONFIRM,) if intent in YES_OR_NO else (None, *Question):
                        found = reading(understander, text, language, channel=channel, question=question)
                        assert (found.primary, found.decided, found.flags) == (intent, True, ()), (text, found)


@pytest.mark.parametrize("language", LOCALES)
def test_stop_and_start_are_understood_in_every_language(understander, language):
    for word, intent in (("STOP", Intent.OPT_OUT), ("start", Intent.OPT_IN)):
        found = reading(understander, word, language)
        assert (found.primary, found.decided) == (intent, True)


@pytest.mark.parametrize("language", LOCALES)
def test_a_day_alone_answers_which_day(understander, language):
    for text, day in DAYS[language].items():
        found = reading(understander, text, language, question=Question.WHICH_DAY)
        assert (found.primary, found.decided) == (Intent.PROMISE_TO_PAY, True), (text, found)
        assert found.dates[0].date.day == day, (text, found)


@pytest.mark.parametrize(
    ("language", "text", "never"),
    [
        ("fr", "je ne paierai pas vendredi, la facture est fausse", Intent.PROMISE_TO_PAY),
        ("de", "Nicht am Freitag, die Rechnung stimmt nicht", Intent.PROMISE_TO_PAY),
        ("pt", "não pago na sexta-feira porque a fatura está errada", Intent.PROMISE_TO_PAY),
        ("it", "venerdì non posso pagare, la fattura è sbagliata", Intent.PROMISE_TO_PAY),
        ("nl", "niet op vrijdag, de factuur klopt niet", Intent.PROMISE_TO_PAY),
        ("pl", "nie w piątek, faktura jest błędna", Intent.PROMISE_TO_PAY),
        ("de", "Keine Person hat mir geantwortet", Intent.DENY),
    ],
)
def test_a_sentence_with_an_invited_word_is_not_taken_for_it(understander, language, text, never):
    found = reading(understander, text, language, question=Question.WHICH_DAY)
    assert not (found.decided and found.primary is never), found


@pytest.mark.parametrize("text", ["I am 15 minutes away", "I am 15 days late", "I can do 15."])
def test_english_sentences_with_such_words_name_no_day(understander, text):
    found = understander.read(ReplyIn(text, locale="en-US", languages=("en", "es"), received_at=RECEIVED))
    assert found.dates == ()


# A day as our texts print it.
PRINTED_DAYS = {
    "fr": {"vendredi", "le 15", "comptabilise", "en attente"},  # and how a bank shows a payment
    "de": {"freitag", "am freitag", "am 15."},
    "pt": {"sexta-feira", "dia 15"},
    "it": {"venerdi", "il 15"},
    "nl": {"vrijdag", "op de 15e", "de 15e"},
    "pl": {"piatek", "w piatek", "15-go"},
}
CATALOGUES = [path.name for path in sorted((TEMPLATES / FOLDER).iterdir()) if path.name.partition("_")[0] in LOCALES]


def test_the_texts_of_each_language_invite_only_words_that_are_understood():
    for catalogue in CATALOGUES:
        language = catalogue.partition("_")[0]
        known = {fold(word) for words in PRINTED[language].values() for word in words} | {"stop", "start"}
        assert invited(catalogue) - known - PRINTED_DAYS[language] == set(), catalogue
