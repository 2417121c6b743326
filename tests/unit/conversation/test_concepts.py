"""The same meaning gives the same concepts in eight languages; the files that say so are whole."""

from __future__ import annotations

import pytest

from bot.conversation.classifier.concepts import ConceptError, Concepts, parse, read_tables
from bot.conversation.classifier.concepts.reading import LANGUAGES
from bot.conversation.classifier.features import tokens_of

_EVERY = ("en", "es", "fr", "de", "pt", "it", "nl", "pl")
_SAID: dict[str, tuple[str, ...]] = {  # concepts in the order of their names: one sentence a language, as in _EVERY
    "paid weekday": (
        "I paid on Friday",
        "Pagué el viernes",
        "J'ai payé vendredi",
        "Am Freitag bezahlt",
        "Paguei na sexta-feira",
        "Ho pagato venerdì",
        "Ik heb vrijdag betaald",
        "Zapłaciłem w piątek",
    ),
    "tomorrow will_pay": (
        "will pay tomorrow",
        "pagaré mañana",
        "je paierai demain",
        "zahle morgen",
        "vou pagar amanhã",
        "pagherò domani",
        "ik ga morgen betalen, zal betalen",
        "zapłacę jutro",
    ),
    "cannot instalment": (
        "I can't do it at once, instalments?",
        "no puedo todo, ¿cuotas?",
        "je ne peux pas, en trois mensualités ?",
        "Kann nicht, geht Ratenzahlung?",
        "não consigo, dá pra parcelar?",
        "non riesco, si può a rate?",
        "lukt niet, kan het in termijnen?",
        "nie dam rady, można na raty?",
    ),
    "amount wrong": (
        "the amount is wrong",
        "el importe está mal",
        "le montant est faux",
        "Der Betrag ist falsch",
        "o valor está errado",
        "l'importo è sbagliato",
        "het bedrag is verkeerd",
        "kwota jest błędna",
    ),
    "goods not_delivered": (
        "never received the goods",
        "no recibí la mercancía",
        "jamais reçu la marchandise",
        "Ware nie erhalten, die Ware fehlt",
        "não recebi a mercadoria",
        "non ho ricevuto la merce",
        "goederen nooit ontvangen",
        "nie dotarł towar",
    ),
    "cancel contract": (
        "I cancelled the contract",
        "cancelé el contrato",
        "j'ai résilié le contrat",
        "Vertrag ist gekündigt",
        "cancelei o contrato",
        "ho annullato il contratto",
        "contract opgezegd",
        "zrezygnowałem, umowa rozwiązana",
    ),
    "refund": (
        "I want a refund",
        "quiero un reembolso",
        "je veux un remboursement",
        "Ich will eine Erstattung",
        "quero reembolso",
        "voglio il rimborso",
        "ik wil restitutie",
        "chcę zwrotu",
    ),
    "next_bill": (
        "on the next bill",
        "en la próxima factura",
        "sur la prochaine facture",
        "auf die nächste Rechnung",
        "na próxima fatura",
        "sulla prossima fattura",
        "op de volgende factuur",
        "na kolejną fakturę",
    ),
    "invoice copy": (
        "a copy of the invoice",
        "una copia de la factura",
        "une copie de la facture",
        "eine Kopie der Rechnung",
        "uma cópia da fatura",
        "una copia della fattura",
        "een kopie van de factuur",
        "kopia faktury",
    ),
    "yes correct": (
        "yes, correct",
        "sí, correcto",
        "oui, exact",
        "ja, korrekt",
        "sim, correto",
        "sì, esatto",
        "ja, klopt",
        "tak, zgadza się",
    ),
    "wrong_number": (
        "wrong number",
        "número equivocado",
        "mauvais numéro",
        "falsche Nummer",
        "número errado",
        "numero sbagliato",
        "verkeerd nummer",
        "zły numer",
    ),
    "stop message": (
        "stop, and no messages",
        "basta, tantos mensajes",
        "stop, ces messages",
        "Schluss mit den Nachrichten",
        "chega de mensagens",
        "basta, troppi messaggi",
        "genoeg berichten",
        "dość tych wiadomości",
    ),
    "callback": (
        "call me back",
        "llámenme",
        "rappelez-moi",
        "Rufen Sie mich an",
        "me liga",
        "mi richiami",
        "bel mij terug",
        "proszę zadzwonić",
    ),
    "lawyer": (
        "ask my lawyer",
        "mi abogado",
        "mon avocat",
        "mein Anwalt",
        "meu advogado",
        "il mio avvocato",
        "mijn advocaat",
        "mój adwokat",
    ),
    "died": (
        "my mother passed away",
        "mi madre falleció",
        "ma mère est décédée",
        "Meine Mutter ist verstorben",
        "minha mãe faleceu",
        "mia madre è deceduta",
        "mijn moeder is overleden",
        "moja mama zmarła",
    ),
    "scam": (
        "is this a scam?",
        "¿es una estafa?",
        "c'est une arnaque ?",
        "Ist das Betrug?",
        "isso é golpe?",
        "è una truffa?",
        "is dit oplichting?",
        "czy to oszustwo?",
    ),
}


@pytest.fixture(scope="module")
def concepts() -> Concepts:
    return Concepts()


@pytest.mark.parametrize(
    ("language", "sentence", "meant"),
    [(code, said, names) for names, row in _SAID.items() for code, said in zip(_EVERY, row, strict=True)],
)
def test_a_meaning_has_its_concepts_in_each_language(
    concepts: Concepts, language: str, sentence: str, meant: str
) -> None:
    """Whatever else a sentence says, what was meant is among its concepts."""
    found = {concept for _, concept in concepts.concepts_of(tokens_of(sentence), language)}
    assert set(meant.split()) <= found


def test_every_language_has_a_file_with_every_concept() -> None:
    """A concept that one language lacks would mean something else there."""
    tables = read_tables()
    assert tuple(table.language for table in tables) == LANGUAGES
    assert len({frozenset(table.forms) for table in tables}) == 1
    assert len(tables[0].forms) >= 220


def test_the_longest_form_takes_its_words(concepts: Concepts) -> None:
    """ "No problem" is no refusal."""
    assert concepts.concepts_of(["no", "problem"], "en") == [(0, "ok")]
    assert concepts.concepts_of(["no"], "en") == [(0, "no")]


def test_a_word_wins_over_a_beginning_and_a_longer_beginning_over_a_shorter_one() -> None:
    """Exceptions of a beginning are written beside it."""
    told = Concepts([parse("en", "pay: paym*\npaid: paymen\nbank: payments*")])
    assert told.concepts_of(["paymaster", "paymen", "paymentsx"], "en") == [(0, "pay"), (1, "paid"), (2, "bank")]


def test_a_phrase_may_end_in_a_beginning() -> None:
    """Languages with many endings need no form for each."""
    told = Concepts([parse("pl", "lost: nie dotar*\nnot: nie")])
    assert told.concepts_of(["nie", "dotarla", "nie", "ma"], "pl") == [(0, "lost"), (2, "not")]


def test_an_apostrophe_parts_words_and_the_place_stays_that_of_the_token(concepts: Concepts) -> None:
    """ "d'accord" is one token of the model."""
    assert concepts.concepts_of(["bon", "d'accord"], "fr")[-1] == (1, "ok")
    assert (1, "not") in concepts.concepts_of(["i", "don't"], "en")


def test_a_locale_is_read_as_its_language(concepts: Concepts) -> None:
    """The corpus has `pt-BR`, customers have `es-MX`."""
    assert concepts.concepts_of(["paguei"], "pt-BR") == concepts.concepts_of(["paguei"], "pt") == [(0, "paid")]


def test_without_a_language_the_words_of_all_count(concepts: Concepts) -> None:
    """Nor with a language that has no table."""
    words = ["anwalt", "abogado", "lawyer"]
    assert concepts.concepts_of(words, None) == [(0, "lawyer"), (1, "lawyer"), (2, "lawyer")]
    assert concepts.concepts_of(words, "sv") == concepts.concepts_of(words, None)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("Yes: ja", "no name of a concept"),
        ("yes: ja\nyes: si", "line 2: yes stands here a second time"),
        ("yes: ja, si, ja", "yes lists twice: ja"),
        ("yes: sí", "has capitals or accents"),
        ("yes: Ja", "has capitals or accents"),
        ("yes: ja,, si", "is empty"),
        ("yes:", "is empty"),
        ("yes: j*a", "has a * before its end"),
        ("yes: ja*", "fewer than 3 letters"),
        ("yes: a b c d e f g", "more than 6 words"),
    ],
)
def test_a_malformed_file_is_refused_with_the_reason(text: str, complaint: str) -> None:
    """Whoever edits a file is told where and what."""
    with pytest.raises(ConceptError, match=complaint.replace("*", r"\*")):
        parse("en", text)
