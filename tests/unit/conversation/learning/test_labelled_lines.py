"""Labelled lines: read, written, refused; and the shipped corpus keeps its own rules."""

from __future__ import annotations

from collections import Counter

import pytest

from bot.conversation.learning.lines import BadLineError, Line, parse_lines, read_corpus, written
from bot.conversation.redact import redact
from bot.domain.vocabulary import Flag, Intent, Question

TEXT = """# en, writer x
== already_paid
sent it last week
{+complaint !abusive ?confirm} PAID you fools\\nbye

== affirm
{?confirm} yep
"""


def test_a_file_is_read_line_by_line() -> None:
    assert parse_lines(TEXT, "en", "x") == [
        Line("sent it last week", (Intent.ALREADY_PAID,), frozenset(), None, "en", "x"),
        Line(
            "PAID you fools\nbye",
            (Intent.ALREADY_PAID, Intent.COMPLAINT),
            frozenset({Flag.ABUSIVE}),
            Question.CONFIRM,
            "en",
            "x",
        ),
        Line("yep", (Intent.AFFIRM,), frozenset(), Question.CONFIRM, "en", "x"),
    ]


@pytest.mark.parametrize("text", ["plain", "two\nlines", "{in braces} it begins", "# no comment", "== no section"])
def test_what_is_written_reads_the_same(text: str) -> None:
    line = Line(text, (Intent.OTHER, Intent.COMPLAINT), frozenset({Flag.MINOR}), Question.REASON, "en", "x")
    assert parse_lines(f"== other\n{written(line)}\n", "en", "x") == [line]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("hello", r"en/x:1: stands before"),
        ("== paid\nhello", r"en/x:1: 'paid' is not a valid Intent"),
        ("== other\n{+nope} hello", r"en/x:2: 'nope' is not a valid"),
        ("== other\n{confirm} hello", r"en/x:2: unknown tag confirm"),
        ("== other\n{+complaint}", r"en/x:2: has no text"),
        ("== other\na\tb", r"en/x:2: has a tab"),
    ],
)
def test_a_wrong_line_is_refused_with_its_place(text: str, why: str) -> None:
    with pytest.raises(BadLineError, match=why):
        parse_lines(text, "en", "x")


def test_each_language_has_enough_lines_of_everything_by_three_writers() -> None:
    lines = read_corpus()
    assert {line.language for line in lines} == {"en", "es", "fr", "de", "pt", "it", "nl", "pl"}
    for language in sorted({line.language for line in lines}):
        ours = [line for line in lines if line.language == language]
        assert len({line.writer for line in ours}) >= 3
        said = Counter(intent for line in ours for intent in line.intents)
        assert {intent: said[intent] for intent in Intent if said[intent] < 150} == {}, language
        raised = Counter(flag for line in ours for flag in line.flags)
        assert {flag: raised[flag] for flag in Flag if raised[flag] < 40} == {}, language


def test_no_line_stands_twice_with_two_meanings() -> None:
    """The same words to the same question: one primary intent, whoever wrote them."""
    meanings: dict[tuple[str, str, Question | None], set[Intent]] = {}
    for line in read_corpus():
        meanings.setdefault((line.language, line.text.casefold(), line.question), set()).add(line.intents[0])
    twice = {key: found for key, found in meanings.items() if len(found) > 1}
    assert len(twice) <= 0.01 * len(meanings), list(twice.items())[:20]


def test_no_line_holds_a_card_number() -> None:
    lines = read_corpus()
    assert [
        line.text for line in lines if "[card ending" in redact(line.text) and "[card ending" not in line.text
    ] == []
