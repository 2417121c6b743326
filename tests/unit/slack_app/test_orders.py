"""What is typed after /case."""

from __future__ import annotations

import pytest

from bot.domain.errors import Rejected
from bot.slack.listeners.orders import Typed, Word, typed


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", Typed(Word.HELP)),
        ("help", Typed(Word.HELP)),
        ("  FIND   INV-20481  ", Typed(Word.FIND, "INV-20481")),
        ("find payload", Typed(Word.FIND, "payload")),
        ("mine", Typed(Word.MINE)),
        ("held overpayment", Typed(Word.HELD, "overpayment")),
        ("show mp-7f3k2qx9a", Typed(Word.SHOW, "mp-7f3k2qx9a")),
        ("stop MP-7F3K2QX9A", Typed(Word.PAUSE, "MP-7F3K2QX9A")),
        ("log call MP-7F3K2QX9A", Typed(Word.LOG, "MP-7F3K2QX9A")),
    ],
)
def test_words_are_read_however_they_are_typed(text, found):
    assert typed(text) == found


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("hlep", "Did you mean `/case help`"),
        ("aprovals", "Did you mean `/case approvals`"),
        ("xyzzy", "`/case help` says what I understand"),
        ("why", "Which case"),
        ("find", "What shall I look for"),
        ("log call", "Which case"),
    ],
)
def test_what_is_not_understood_comes_with_a_hint(text, sentence):
    with pytest.raises(Rejected, match=sentence):
        typed(text)
