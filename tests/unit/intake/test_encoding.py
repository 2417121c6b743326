"""The encoding of a file is found, whatever office program wrote it."""

from __future__ import annotations

import io

import pytest

from bot.domain.errors import Rejected
from bot.intake.encoding import detect_encoding

GERMAN = "Kunde;Ort\n" + "Jürgen Groß;Köln\nSöhne & Töchter;Überlingen am See\nBäckerei Müßig;Fürth\n" * 5
SPANISH = "cliente;nota\n" + "José Muñoz;Señor, ¿cuándo llegará el pago de la reparación?\nIñaki Ibáñez;Añejo\n" * 5
RUSSIAN = "клиент;заметка\n" + "Иванов;Оплата по счёту поступит в пятницу\nПетрова;Прошу перезвонить завтра\n" * 5
JAPANESE = "顧客;備考\n" + "田中商店;お支払いは来週の金曜日になります\n鈴木工業;請求書を確認しました\n" * 5


@pytest.mark.parametrize("text", [GERMAN, SPANISH])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_western_text_is_read_as_it_was_written(text, encoding):
    raw = text.encode(encoding)
    assert raw.decode(detect_encoding(io.BytesIO(raw))) == text


@pytest.mark.parametrize(("text", "encoding"), [(RUSSIAN, "cp1251"), (RUSSIAN, "koi8_r"), (JAPANESE, "cp932")])
def test_other_scripts_are_guessed(text, encoding):
    raw = text.encode(encoding)
    assert raw.decode(detect_encoding(io.BytesIO(raw))) == text


def test_the_first_foreign_letter_may_stand_far_down():
    raw = b"a,b\n" + b"1,2\n" * 100_000 + "Muñoz,3\n".encode()
    assert detect_encoding(io.BytesIO(raw)) == "utf-8"
    assert detect_encoding(io.BytesIO(raw.decode().encode("cp1252"))) != "utf-8"


def test_a_single_accent_is_taken_for_windows():
    raw = "name\nJosé\n".encode("cp1252")
    assert raw.decode(detect_encoding(io.BytesIO(raw))) == "name\nJosé\n"


def test_the_stream_is_rewound():
    stream = io.BytesIO(b"a,b\n")
    detect_encoding(stream)
    assert stream.tell() == 0


@pytest.mark.parametrize(
    ("raw", "word"),
    [(b"PK\x03\x04 zip", "Excel"), (b"\x1f\x8b gz", "gzip"), (b"%PDF-1.7", "PDF"), (b"a\0b\x01c,d,e,f,g,h,i", "NUL")],
)
def test_what_is_no_text_is_refused_with_a_word_on_what_to_do(raw, word):
    with pytest.raises(Rejected, match=word):
        detect_encoding(io.BytesIO(raw))
