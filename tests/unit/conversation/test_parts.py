"""A reply about several invoices is told apart, in the languages that people write."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest

from bot.app.reply_words import CaseName, Part
from bot.conversation.parts import tell_apart
from bot.conversation.reply import ReplyIn
from bot.conversation.understand import Understander
from bot.domain.vocabulary import Channel

ONE = CaseName("1", "MP-7F3K2QX9A", "INV-2041", 12_000, "EUR", date(2026, 1, 31))
TWO = CaseName("2", "MP-8G4M3RY1B", "INV-2042", 8_000, "EUR", date(2026, 2, 28))
THREE = CaseName("3", "UP-9H5N4SZ2C", "INV-2043", 4_500, "EUR", date(2026, 3, 31))
NAMES = (ONE, TWO, THREE)
PAIR = (ONE, TWO)

# language | what was written | case ids: the stretch that is about them; "": before any name
TOLD_APART = [
    ("en", "I'll pay INV-2041 on Friday but INV-2042 is wrong, we never got the goods; and 45 for INV-2043 I paid yesterday",
     {"1": "I'll pay INV-2041 on Friday", "2": "but INV-2042 is wrong, we never got the goods;", "3": "and 45 for INV-2043 I paid yesterday"}),
    ("en", "INV-2041 I already paid, INV-2042 I will pay next Monday", {"1": "INV-2041 I already paid", "2": ", INV-2042 I will pay next Monday"}),
    ("en", "I paid INV-2041 and INV-2042 yesterday. INV-2043 is not ours.", {"12": "I paid INV-2041 and INV-2042 yesterday.", "3": "INV-2043 is not ours."}),
    ("en", "2041 is paid. 2042 is too high. Please call me.", {"1": "2041 is paid.", "2": "2042 is too high. Please call me."}),
    ("en", "Hi there. I'll pay INV-2041 on Friday. The other one is wrong.", {"": "Hi there.", "1": "I'll pay INV-2041 on Friday.", "2": "The other one is wrong."}),
    ("en", "the 120.00 was paid last week but the 80.00 is not correct", {"1": "the 120.00 was paid last week", "2": "but the 80.00 is not correct"}),
    ("en", "inv 2041 paid yesterday inv 2042 friday", {"1": "inv 2041 paid yesterday", "2": "inv 2042 friday"}),
    ("en", "INV-2041: paid on 3 March\nINV-2042: wrong amount\nINV-2043: will pay Friday",
     {"1": "INV-2041: paid on 3 March", "2": "INV-2042: wrong amount", "3": "INV-2043: will pay Friday"}),
    ("en", "I'll pay INV-2041 Friday, INV-2042 is wrong", {"1": "I'll pay INV-2041 Friday", "2": ", INV-2042 is wrong"}),
    ("en", "INV-2041 was settled, and for MP-8G4M3RY1B please send me a copy", {"1": "INV-2041 was settled,", "2": "and for MP-8G4M3RY1B please send me a copy"}),
    ("es", "La factura 2041 la pago el viernes, pero la 2042 no es correcta", {"1": "La factura 2041 la pago el viernes,", "2": "pero la 2042 no es correcta"}),
    ("es", "Ya pagué la INV-2041, pero la INV-2042 la pagaré el lunes", {"1": "Ya pagué la INV-2041,", "2": "pero la INV-2042 la pagaré el lunes"}),
    ("es", "INV-2041 pagada ayer. La otra no la reconozco.", {"1": "INV-2041 pagada ayer.", "2": "La otra no la reconozco."}),
    ("de", "INV-2041 zahle ich am Freitag, aber INV-2042 stimmt nicht, die Ware kam nie an", {"1": "INV-2041 zahle ich am Freitag,", "2": "aber INV-2042 stimmt nicht, die Ware kam nie an"}),
    ("de", "Die Rechnung 2041 ist am 3. März bezahlt worden. Rg. 2042 bezahle ich nächsten Montag.",
     {"1": "Die Rechnung 2041 ist am 3. März bezahlt worden.", "2": "Rg. 2042 bezahle ich nächsten Montag."}),
    ("de", "INV-2041 habe ich überwiesen und INV-2042 ist falsch. Die andere auch.", None),
    ("fr", "J'ai payé la facture 2041 hier mais la 2042 est fausse, nous n'avons rien reçu", {"1": "J'ai payé la facture 2041 hier", "2": "mais la 2042 est fausse, nous n'avons rien reçu"}),
    ("fr", "INV-2041 sera réglée vendredi. L'autre, nous la contestons.", {"1": "INV-2041 sera réglée vendredi.", "2": "L'autre, nous la contestons."}),
    ("pt", "A INV-2041 eu já paguei, mas a INV-2042 é um erro", {"1": "A INV-2041 eu já paguei,", "2": "mas a INV-2042 é um erro"}),
    ("it", "La INV-2041 l'ho pagata ieri, ma la INV-2042 è sbagliata", {"1": "La INV-2041 l'ho pagata ieri,", "2": "ma la INV-2042 è sbagliata"}),
    ("nl", "INV-2041 heb ik gisteren betaald, maar INV-2042 klopt niet", {"1": "INV-2041 heb ik gisteren betaald,", "2": "maar INV-2042 klopt niet"}),
    ("pl", "INV-2041 zapłaciłem wczoraj, ale INV-2042 jest błędna", {"1": "INV-2041 zapłaciłem wczoraj,", "2": "ale INV-2042 jest błędna"}),
]  # fmt: skip
# One set of cases only: nothing is to be told apart.
ONE_SET = [
    ("en", "I paid INV-2041 yesterday"),
    ("en", "I will pay INV-2041 and INV-2042 on Friday"),
    ("en", "INV-2041, INV-2042 & INV-2043 were all paid"),
    ("es", "Ya pagué las facturas 2041 y 2042"),
    ("de", "INV-2041 und INV-2042 sind bezahlt"),
    # One breath, two clauses: read as one, it has two requests about two cases, which is a person's.
    ("es", "Ya pagué la INV-2041 y la INV-2042 la pagaré el lunes"),
    ("fr", "J'ai payé INV-2041 et INV-2042 hier"),
    ("en", "please call me"),
    ("en", ""),
]
# Two names and no border between them: nothing is guessed.
NOT_TO_BE_TOLD = [
    ("en", "did you take the money for INV-2041 out of INV-2042 because I paid that"),
    ("de", "Ich habe INV-2041 mit INV-2042 verrechnet"),
]


@pytest.fixture(scope="module")
def understander() -> Understander:
    return Understander()


def parts(understander: Understander, language: str, text: str, names=NAMES) -> tuple[Part, ...] | None:
    invoices = tuple(name.invoice for name in names)
    received = datetime(2026, 3, 10, 12, tzinfo=UTC)
    reply = ReplyIn(text, languages=(language,), invoices=invoices, received_at=received, channel=Channel.SMS)
    return tell_apart(understander.read(reply), names)


def said(text: str, part: Part) -> str:
    return " ".join(text[start:end] for start, end in part.ranges).strip()


@pytest.mark.parametrize(("language", "text", "expected"), TOLD_APART)
def test_each_invoice_has_its_own_stretch(understander: Understander, language: str, text: str, expected):
    pair = " other" in text or any(word in text for word in ("La otra", "L'autre", "Die andere"))
    found = parts(understander, language, text, PAIR if pair else NAMES)
    if expected is None:  # there is no "other one" left
        assert {part.about for part in found or ()} == {("1",), ("2",)}
        return
    assert {"".join(part.about): said(text, part) for part in found or ()} == expected


@pytest.mark.parametrize(("language", "text"), ONE_SET)
def test_one_set_of_invoices_is_not_told_apart(understander: Understander, language: str, text: str):
    assert parts(understander, language, text) == ()


@pytest.mark.parametrize(("language", "text"), NOT_TO_BE_TOLD)
def test_without_a_border_nothing_is_guessed(understander: Understander, language: str, text: str):
    assert parts(understander, language, text) is None


@pytest.mark.parametrize(
    ("language", "text", "lead"),
    [
        ("en", "I'll pay INV-2041 on Friday and INV-2042 on Monday", "I'll pay"),
        ("es", "Pagaré la INV-2041 el viernes y la INV-2042 el lunes", "Pagaré la"),
        ("fr", "Je paierai INV-2041 vendredi et INV-2042 lundi", "Je paierai"),
        ("de", "Ich zahle INV-2041 am Freitag und INV-2042 am Montag", "Ich zahle"),
    ],
)
def test_a_stretch_without_a_verb_leans_on_the_first(understander: Understander, language: str, text: str, lead: str):
    first, second = parts(understander, language, text) or ()
    assert (first.about, second.about) == (("1",), ("2",))
    assert " ".join(text[a:b] for a, b in second.lead).strip() == lead


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "INV-2041 is paid and INV-2042 is not ours"),
        ("en", "I paid INV-2041 but INV-2042 I didn't"),
        ("es", "La INV-2041 está pagada y la INV-2042 no"),
        ("fr", "INV-2041 est payée et INV-2042 pas encore"),
        ("de", "INV-2041 ist bezahlt und INV-2042 nicht"),
        ("it", "INV-2041 è pagata e INV-2042 non ancora"),
        ("pl", "INV-2041 zapłacona, a INV-2042 nie"),
    ],
)
def test_a_stretch_that_denies_leans_on_nothing(understander: Understander, language: str, text: str):
    _, second = parts(understander, language, text) or ()
    assert (second.about, second.lead) == (("2",), ())


def test_no_before_a_number_denies_nothing(understander: Understander):
    text = "I'll pay invoice no INV-2041 on Friday and invoice no INV-2042 on Monday"
    _, second = parts(understander, "en", text) or ()
    assert second.lead != ()


def test_every_range_lies_in_the_text_and_none_overlaps(understander: Understander):
    for language, text, _ in TOLD_APART:
        ranges = sorted(span for part in parts(understander, language, text) or () for span in part.ranges)
        assert all(0 <= start < end <= len(text) for start, end in ranges)
        assert all(one[1] <= other[0] for one, other in pairwise(ranges))


@pytest.mark.parametrize("text", ["INV-2041 and " * 20_000, ", but INV-2042 " * 20_000, "(" * 200_000, "é " * 100_000])
def test_hostile_text_takes_no_time(understander: Understander, text: str):
    began = time.perf_counter()
    parts(understander, "en", text)
    assert time.perf_counter() - began < 2
