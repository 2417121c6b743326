"""What is learnt from holds no name, address or number of anybody."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation.anonymous import anonymous

GONE = [
    # words, the customer's names, country, what is left
    ("hi, this is Maria Huber, paid 120.50 on Friday", ["Maria Huber"], "US", "hi, this is NAME, paid 120.50 on Friday"),
    ("MARIA HERE, maria's invoice", ["Maria Huber"], "US", "NAME HERE, NAME's invoice"),
    ("here is jose garcia", ["José García"], "ES", "here is NAME"),
    ("Ada Example, ada@example.test", ["Ada Example"], "US", "NAME, name@example.com"),
    ("call me 212-555-0123 or mail maria@web.test", [], "US", "call me 555 0100 or mail name@example.com"),
    ("ruf an: 030 901820, danke", [], "DE", "ruf an: 555 0100, danke"),
    ("from DE89 3704 0044 0532 0130 00", [], "DE", "from XX00 0000 0000 0000 0000 00"),
    ("paid monday, ref 88213", [], "US", "paid monday, ref 00000"),
    ("invoice INV-20481 is wrong", [], "US", "invoice XXX-00000 is wrong"),
    ("customer number 123456789", [], "US", "customer number 000000000"),
    ("born 12.03.1961", [], "DE", "born 00.00.0000"),
    ("I live at 12 Old Elm Street now", [], "US", "I live at 1 STREET now"),
    ("bin umgezogen: Musterstraße 12a, 80331 München", [], "DE", "bin umgezogen: 1 STREET, 00000 TOWN"),
    ("nouvelle adresse: 12 rue de la Paix 75002 Paris", [], "FR", "nouvelle adresse: 1 STREET 00000 TOWN"),
    ("ul. Długa 5/7, 00-950 Warszawa", [], "PL", "1 STREET, 00000 TOWN"),
    ("calle Mayor 5 es mi casa", [], "ES", "1 STREET es mi casa"),
    ("my wife Ana pays", [], "US", "my wife NAME pays"),
    ("Dear Mr. Smith, no", [], "GB", "Dear Mr. NAME, no"),
    ("me llamo José García y pago", [], "MX", "me llamo NAME y pago"),
    ("ich bin Peter Huber und zahle", [], "DE", "ich bin NAME und zahle"),
    ("Hallo Peter, Gruß Anna", [], "DE", "Hallo NAME, Gruß NAME"),
    ("merci. Cordialement, Jean-Luc Picard", [], "FR", "merci. Cordialement, NAME"),
    ("I pay Friday\nMaria", [], "US", "I pay Friday\nNAME"),
    ("see https://pay.example.test/c/abc123", [], "US", "see https://example.com"),
]  # fmt: skip
STAYS = [
    "paid 1,250.00 on 12/03",
    "I will pay on the 28th",
    "pago 12345 Euro el 15",
    "Ich bin Kunde und zahle am Freitag",
    "MY ACCOUNT IS CLOSED AND I AM BROKE",
    "the Main Street branch was closed",
    "Thanks\nDanke",
    "50 now and 70 in May",
    "",
]


@pytest.mark.parametrize(("words", "names", "country", "left"), GONE)
def test_who_wrote_it_is_gone(words, names, country, left):
    assert anonymous(words, names, region=country) == left


@pytest.mark.parametrize("words", STAYS)
def test_what_it_says_stays(words):
    assert anonymous(words, ["Ada Example"], region="US") == words


def test_a_name_that_is_also_a_word_is_taken_out_where_it_is_written_as_a_name():
    assert anonymous("i will pay friday. Will", ["Will Huber"], region="US") == "i will pay friday. NAME"


def test_the_numbers_of_their_invoices_and_cases_are_gone_however_they_are_written():
    codes = ["INV-20481", "MP-7F3K2"]
    assert anonymous("inv 20481, my case mp7f3k2; 120 paid", codes=codes) == "XXX 00000, my case XX0X0X0; 120 paid"


def test_where_only_a_person_may_answer_no_figure_is_kept():
    left = anonymous("12 days in hospital, 3 operations, 400 euro", numbers=False)
    assert left == "00 days in hospital, 0 operations, 000 euro"


@settings(deadline=None)
@given(st.text(max_size=300), st.lists(st.sampled_from(["Zoltan Quarex", "Ydwine"]), max_size=2))
def test_no_name_of_the_customer_and_no_address_is_left_whatever_stands_around_it(words, names):
    left = anonymous(f"{words} {' '.join(names)} zq@quarex.test 4111222333", names, region="US")
    assert not re.search(r"zoltan|ydwine|zq@|4111222333", left.lower())
    assert anonymous(left, names, region="US").count("@") <= left.count("@")
