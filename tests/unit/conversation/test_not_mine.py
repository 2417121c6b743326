"""“Not mine” answers “do you know this payment?”; where something is charged the same words contest it."""

from __future__ import annotations

import pytest

from bot.conversation.reply import ReplyIn
from bot.domain.vocabulary import CaseType, Channel, Intent, Question

LANDED = CaseType.MISALLOCATED_PAYMENT
SAID = {
    "en-US": (
        "not mine", "That is not mine.", "that's not mine", "No, it isn't mine", "not my payment", "it's not ours",
        "We don't know this payment", "I don't recognise it", "sorry, that payment isn't mine", "I didn't make that payment",
    ),
    "es-ES": ("no es mío", "Ese pago no es nuestro", "No, no lo conozco", "no reconozco ese pago", "No hice ese pago"),
    "fr-FR": ("Ce n'est pas le mien", "ce n'est pas notre paiement", "Je ne connais pas ce paiement", "pas à moi"),
    "de-DE": ("Nicht meine", "Das ist nicht unsere", "Die Zahlung ist nicht von mir", "Diese Zahlung kenne ich nicht"),
    "pt-BR": ("não é meu", "Esse pagamento não é nosso", "Não reconheço esse pagamento", "não fiz esse pagamento"),
    "it-IT": ("Non è mio", "Quel pagamento non è nostro", "non lo conosco", "Non riconosco quel pagamento"),
    "nl-NL": ("niet van mij", "Die betaling is niet van ons", "die betaling ken ik niet", "Wij kennen deze betaling niet"),
    "pl-PL": ("to nie moje", "To nie nasza płatność", "Nie znam tej płatności", "Ta wpłata nie jest nasza"),
}  # fmt: skip
EVERY = [(locale, text) for locale, texts in SAID.items() for text in texts]


def read(understander, text, locale, case_type, question=Question.REFERENCE):
    languages = ("en", "es", locale[:2])
    return understander.read(
        ReplyIn(
            text, locale=locale, languages=languages, channel=Channel.SMS, case_type=case_type, last_question=question
        )
    )


@pytest.mark.parametrize(("locale", "text"), EVERY)
@pytest.mark.parametrize("case_type", [LANDED, CaseType.UNIDENTIFIED_PAYMENT])
def test_it_is_a_plain_no_where_the_owner_of_a_payment_is_looked_for(understander, locale, text, case_type):
    found = read(understander, text, locale, case_type)
    assert (found.primary, found.decided) == (Intent.DENY, True), found
    assert not found.has(Intent.DISPUTE)


@pytest.mark.parametrize(("locale", "text"), EVERY)
@pytest.mark.parametrize("case_type", [CaseType.MISSING_PAYMENT, None])
def test_elsewhere_it_never_answers_a_question_with_no(understander, locale, text, case_type):
    found = read(understander, text, locale, case_type)
    assert not (found.decided and found.primary is Intent.DENY), found


def test_a_charge_that_is_not_mine_stays_contested(understander):
    found = read(understander, "that is not mine", "en-US", CaseType.MISSING_PAYMENT)
    assert found.primary is Intent.DISPUTE


@pytest.mark.parametrize(
    "text",
    ["that is not mine, I dispute it", "not mine, talk to my lawyer", "not mine, stop writing to me", "it is mine"],
)
def test_whatever_else_is_said_is_read_as_ever(understander, text):
    here, elsewhere = (read(understander, text, "en-US", kind) for kind in (LANDED, CaseType.MISSING_PAYMENT))
    assert here.primary == elsewhere.primary


def test_a_stranger_is_still_a_wrong_person(understander):
    found = read(understander, "wrong number, this is not me", "en-US", LANDED)
    assert found.primary is Intent.WRONG_PERSON
