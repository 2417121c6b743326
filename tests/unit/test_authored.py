"""Files that people write: places, strictness, and what a hostile file may not do."""

from __future__ import annotations

from datetime import time
from decimal import Decimal
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.authored import (
    MAX_BYTES,
    MAX_DEPTH,
    Fields,
    Listing,
    Place,
    Problem,
    Problems,
    ProblemsFound,
    Table,
    Text,
    amount,
    clock_time,
    one_of,
    read_file,
    read_text,
    suggest,
    whole_number,
    words,
    yes_or_no,
)


class Colour(StrEnum):
    RED = "red"
    GREEN = "green"


def read(text):
    problems = Problems()
    return read_text(text, problems, "f.yaml"), list(problems)


def test_every_value_and_key_knows_its_place():
    table, problems = read("a: 1\nb:\n  - x\n  - c: y\n")
    assert problems == []
    assert table.keys["b"] == Place("f.yaml", 2, 1)
    listing = table.entries["b"]
    assert isinstance(listing, Listing)
    assert listing.items[0] == Text(Place("f.yaml", 3, 5), "x")
    assert isinstance(listing.items[1], Table)
    assert listing.items[1].entries["c"] == Text(Place("f.yaml", 4, 8), "y")


@pytest.mark.parametrize("value", ["on", "no", "10:00", "0.10", "0x1F", "1e400", "2026-01-01", "~", "9" * 1000])
def test_plain_values_stay_the_text_that_was_written(value):
    table, problems = read(f"{value}: {value}\n")
    assert problems == []
    assert table.text(value) == value


SYNTAX = {
    "duplicate-key": ("a: 1\nb: 2\na: 3\n", 3, 1, "'a' is written twice; it already stands in line 1."),
    "alias": ("a: &x 1\n", 1, 4, "Anchors (&) and aliases (*) are not allowed; write the value out."),
    "tag": ("a: !!python/object:os.system x\n", 1, 4, "Tags (!) are not allowed; write plain text."),
    "second-document": ("a: 1\n---\nb: 2\n", 2, 1, "A second document begins here; a file holds one."),
    "empty": ("# only a comment\n", 1, 1, "The file is empty."),
    "wrong-type": ("- a\n", 1, 1, "The file must hold `key: value` lines at its top."),
    "syntax": ("a:\n\tb: 1\n", 2, 1, "A tab stands here; indent with spaces."),
}


@pytest.mark.parametrize("rule", SYNTAX)
def test_each_fault_of_syntax_has_its_place_and_sentence(rule):
    text, line, column, sentence = SYNTAX[rule]
    assert read(text)[1] == [Problem("f.yaml", line, column, sentence, rule)]


@pytest.mark.parametrize(
    ("text", "line", "column", "sentence"),
    [
        ("a: b: c\n", 1, 5, "This is not valid YAML: mapping values are not allowed here."),
        ("a: 1\nb: \x07\n", 2, 4, "A control character stands here; only plain text is allowed."),
        ("a: [1, 2\n", 2, 1, "This is not valid YAML: expected ',' or ']', but got '<stream end>'."),
    ],
)
def test_unreadable_yaml_says_where(text, line, column, sentence):
    assert read(text) == (None, [Problem("f.yaml", line, column, sentence, "syntax")])


def test_a_key_that_is_a_list_is_a_problem():
    assert read("? [a]\n: b\n")[1] == [Problem("f.yaml", 1, 3, "A key must be plain text.", "wrong-type")]


def test_a_bomb_of_aliases_is_refused_and_not_expanded():
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]" for n in range(20)]
    _, problems = read("\n".join(lines))
    assert {problem.rule for problem in problems} == {"alias"}


def test_deep_nesting_is_refused():
    _, problems = read("a: " + "[" * 5000)
    assert [p.sentence for p in problems] == [f"This is nested more than {MAX_DEPTH} deep."]


def test_a_file_too_large_is_refused_unread(tmp_path):
    path = tmp_path / "big.yaml"
    path.write_bytes(b"a: " + b"x" * 1024 * 1024)
    problems = Problems()
    assert read_file(path, problems) is None
    assert [str(p) for p in problems] == [f"{path}:1:1: The file is larger than {MAX_BYTES // 1024} kB."]


def test_a_file_that_is_not_utf8_says_from_where(tmp_path):
    path = tmp_path / "latin.yaml"
    path.write_bytes("a: 1\nb: n\xfamero\n".encode("latin-1"))
    problems = Problems()
    assert read_file(path, problems) is None
    assert list(problems) == [Problem(str(path), 2, 5, "The file is not UTF-8 text from here on.", "not-utf8")]


def test_a_file_that_is_missing_is_a_problem(tmp_path):
    problems = Problems()
    assert read_file(tmp_path / "none.yaml", problems) is None
    assert [p.sentence for p in problems] == ["The file cannot be read: No such file or directory."]


def test_a_byte_order_mark_is_no_problem(tmp_path):
    path = tmp_path / "bom.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\n")
    problems = Problems()
    table = read_file(path, problems)
    assert table is not None
    assert table.text("a") == "1"


@given(st.text(max_size=200))
def test_no_text_whatever_crashes_the_reader(text):
    table, problems = read(text)
    assert table is not None or problems


@given(st.binary(max_size=200))
def test_no_bytes_whatever_crash_the_reader(tmp_path_factory, raw):
    path = tmp_path_factory.mktemp("b") / "f.yaml"
    path.write_bytes(raw)
    problems = Problems()
    assert read_file(path, problems) is not None or len(problems)


# --- reading mappings -----------------------------------------------------------------------------------------------


def fields(text, keys):
    problems = Problems()
    table = read_text(text, problems, "f.yaml")
    assert table is not None
    return Fields(table, "a thing", problems, keys), problems


def test_unknown_keys_say_what_was_meant():
    _, problems = fields("colur: red\nsize: 1\n", ["colour", "size"])
    assert list(problems) == [
        Problem("f.yaml", 1, 1, "'colur' is not known in a thing. Did you mean 'colour'?", "unknown-key")
    ]


def test_missing_keys_stand_where_the_mapping_begins():
    reading, problems = fields("a: 1\n", ["a", "b"])
    assert reading.need("b", words, "It is useful.") is None
    assert list(problems) == [Problem("f.yaml", 1, 1, "'b' is missing in a thing. It is useful.", "missing-key")]


WRONG = {
    "red, said otherwise": ("rad", one_of(Colour, "a colour"), "'rad' is not a colour. Did you mean 'red'?"),
    "nothing similar": ("x", one_of(Colour, "a colour"), "'x' is not a colour. Known are: red, green."),
    "number": ("7" * 90, whole_number(0, 9), f"'{'7' * 60}...' is not a whole number from 0 to 9."),
    "yes": ("perhaps", yes_or_no, "'perhaps' is neither yes nor no."),
    "amount": ("1,50", amount, "'1,50' is not an amount such as 250.00."),
    "time": ("24:00", clock_time, "'24:00' is not a time of day such as 09:30."),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_values_have_a_sentence_and_the_default_stands_in(name):
    value, parse, sentence = WRONG[name]
    reading, problems = fields(f'a: "{value}"\n', ["a"])
    assert reading.get("a", parse, "default") == "default"
    assert list(problems) == [Problem("f.yaml", 1, 4, sentence, "wrong-value")]


def test_right_values_are_parsed():
    text = 'colour: red\nn: 3\nsure: yes\nfrom: "9:05"\nsum: "12.50"\n'
    reading, problems = fields(text, ["colour", "n", "sure", "from", "sum"])
    assert reading.need("colour", one_of(Colour, "a colour")) is Colour.RED
    assert reading.need("n", whole_number(0, 9)) == 3
    assert reading.need("sure", yes_or_no) is True
    assert reading.need("from", clock_time) == time(9, 5)
    assert reading.need("sum", amount) == Decimal("12.50")
    assert not len(problems)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a:\n", "Nothing is written after 'a'."),
        ("a: [x]\n", "'a' must be one plain value."),
        ("a: {b: c}\n", "'a' must be one plain value."),
    ],
)
def test_a_value_of_the_wrong_shape_is_a_problem(text, sentence):
    reading, problems = fields(text, ["a"])
    assert reading.get("a", words, None) is None
    assert [p.sentence for p in problems] == [sentence]


def test_lists_and_mappings_are_told_apart():
    reading, problems = fields("a: 1\nb: 2\nc: [red, blue]\n", ["a", "b", "c"])
    assert reading.inner("a") is None
    assert reading.items("b") == ()
    assert reading.many("c", one_of(Colour, "a colour")) == (Colour.RED,)
    assert [p.sentence for p in problems] == [
        "'a' must hold `key: value` lines.",
        "'b' must be a list, each item after a dash.",
        "'blue' is not a colour. Known are: red, green.",
    ]


def test_problems_are_sorted_told_once_and_raised_together():
    problems = Problems()
    problems.add(Place("b", 1, 1), "Second.", "r")
    problems.add(Place("a", 9, 1), "First.", "r")
    problems.add(Place("b", 1, 1), "Second.", "r")
    with pytest.raises(ProblemsFound) as caught:
        problems.raise_any()
    assert str(caught.value) == "a:9:1: First.\nb:1:1: Second."
    assert len(caught.value.problems) == 2


def test_nothing_is_suggested_among_many_when_nothing_is_similar():
    assert suggest("zzz", [f"choice {n}" for n in range(20)]) == ""
