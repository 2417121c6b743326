"""SMS segments agree with Twilio's own counter and never cut a pair."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.segments import BY_LANGUAGE, SPANISH, TYPOGRAPHY, Encoding, encoding_of, fold_gsm7, measure, split

# written with the npm package sms-segments-calculator 1.3.0
ORACLE = [json.loads(line) for line in (Path(__file__).parent / "sms_segments.jsonl").read_text("utf-8").splitlines()]

GSM7_TEXT = st.text("ab 1\n€[]{}~^|\\ñéüàÇΩ", max_size=700)
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=400)


@pytest.mark.parametrize("row", ORACLE, ids=range(len(ORACLE)))
def test_agrees_with_twilios_counter(row):
    found = measure(row["text"])
    assert (found.encoding, found.count) == (row["encoding"], row["segments"])


@given(GSM7_TEXT | ANY_TEXT)
def test_the_parts_are_the_text_and_as_many_as_counted(text):
    parts = split(text)
    assert "".join(parts) == text
    assert len(parts) == measure(text).count


@given(GSM7_TEXT | ANY_TEXT)
def test_no_part_is_too_long_for_its_segment(text):
    encoding, parts = encoding_of(text), split(text)
    limit = {Encoding.GSM_7: (160, 153), Encoding.UCS_2: (70, 67)}[encoding][len(parts) > 1]
    for part in parts:
        units = len(part.encode("utf-16-le")) // 2
        if encoding is Encoding.GSM_7:
            units = len(part) + sum(part.count(char) for char in "\f^{}\\[~]|€")
        assert units <= limit


@given(ANY_TEXT)
def test_more_text_never_costs_less(text):
    assert measure(text + "中").count >= measure(text).count


@pytest.mark.parametrize("char", "‘’“”–—`…\u00a0\u202f•")
def test_typography_is_folded_into_the_cheap_alphabet(char):
    assert encoding_of(char) is Encoding.UCS_2
    assert encoding_of(fold_gsm7(f"a{char}b")) is Encoding.GSM_7


def test_what_the_alphabet_has_stays():
    assert fold_gsm7("ñ é ü à Ö ß ¿ € Ω") == "ñ é ü à Ö ß ¿ € Ω"


def test_accents_stay_unless_a_language_table_is_given():
    assert fold_gsm7("Señora, ¿cuál es la operación?") == "Señora, ¿cuál es la operación?"
    assert fold_gsm7("Señora, ¿cuál es la operación?", SPANISH) == "Señora, ¿cual es la operacion?"


def test_decomposed_letters_are_composed_first():
    assert fold_gsm7(unicodedata.normalize("NFD", "é ü")) == "é ü"


def test_other_scripts_are_left_alone():
    assert fold_gsm7("Уважаемый – 中") == "Уважаемый - 中"


@pytest.mark.parametrize(
    ("language", "text", "folded"),
    [
        ("fr", "Reçu : l’échéance août, cœur, où, à Noël", "Recu : l'échéance aout, coeur, où, à Noel"),
        ("de", "Größe „Öl“ über Straße", 'Größe "Öl" über Straße'),
        ("pt", "não há opções às três, ação, você, avó", "nao ha opcoes às tres, açao, voce, avo".replace("ç", "c")),
        ("it", "è già così, più perché; È", "è già così, più perché; E"),
        ("nl", "geïnd, coördinatie, één, vóór, ideeën", "geind, coördinatie, één, voor, ideeen"),
        ("pl", "Zażółć gęślą jaźń ŁÓDŹ", "Zazolc gesla jazn LODZ"),
    ],
)
def test_each_language_loses_only_the_accents_that_the_cheap_alphabet_lacks(language, text, folded):
    assert fold_gsm7(text, BY_LANGUAGE[language]) == folded
    assert encoding_of(folded) is Encoding.GSM_7


@pytest.mark.parametrize("table", [TYPOGRAPHY, *BY_LANGUAGE.values()])
def test_every_replacement_is_in_the_cheap_alphabet(table):
    assert encoding_of("".join(table.values())) is Encoding.GSM_7
    assert all(encoding_of(char) is Encoding.UCS_2 or char == "\t" for char in table)


@given(ANY_TEXT)
def test_folding_twice_is_folding_once_and_never_dearer_in_encoding(text):
    folded = fold_gsm7(text)
    assert fold_gsm7(folded) == folded
    assert (encoding_of(text), encoding_of(folded)) != (Encoding.GSM_7, Encoding.UCS_2)
