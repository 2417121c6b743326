"""A template can neither reach into the program nor keep it busy."""

from __future__ import annotations

import time

import pytest

from bot.channels.words import TemplateComposer, check
from bot.domain.errors import Rejected

HOSTILE = {
    "arithmetic": "{{ 'a' * 200_000_000 }}",
    "power": "{{ 9 ** 9 ** 9 }}",
    "loops": "{% for a in range(100000) %}{% for b in range(100000) %}x{% endfor %}{% endfor %}",
    "call": "{{ name.upper() }}",
    "attribute": "{{ name.__class__.__mro__ }}",
    "item": "{{ name['__class__'] }}",
    "filter": "{{ name|center(100000000) }}",
    "format": "{{ '%1000000000d'|format(1) }}",
    "concatenation": "{{ name ~ name }}",
    "addition": "{{ name + name }}",
    "include": "{% include 'frame/email.j2' %}",
    "extends": "{% extends 'frame/email.j2' %}",
    "import": "{% import 'frame/email.j2' as x %}",
    "macro": "{% macro a() %}{{ a() }}{% endmacro %}",
    "assignment": "{% set x = name %}",
    "global": "{{ lipsum(1000000) }}",
    "self": "{{ self.item() }}",
    "do": "{{ cycler('a').next() }}",
    "slice": "{{ name[0:1] }}",
    "list": "{{ [1, 2, 3] }}",
    "dynamic text": "{{ gettext(name) }}",
    "spread": "{{ gettext(*name) }}",
    "unbound": "{{ secret }}",
    "expression in a text": "{% trans x=name*9 %}{{ x }}{% endtrans %}",
    "calls in a text": "{% trans x=name.upper() %}{{ x }}{% endtrans %}",
}


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_is_not_on_the_list_is_refused_with_its_place(folder, words):
    path = folder / "missing_payment" / "first.j2"
    lines = path.read_text("utf-8").splitlines()
    lines.insert(3, f"{{% block opening %}}{words}{{% endblock %}}")
    path.write_text("\n".join(lines), "utf-8")
    started = time.monotonic()
    found = check(folder)
    assert time.monotonic() - started < 2
    assert any(problem.file == "missing_payment/first.j2" and problem.line == 4 for problem in found), found
    with pytest.raises(Rejected, match=r"missing_payment/first\.j2:4:"):
        TemplateComposer.load(folder)


def test_a_layout_may_loop_over_what_it_is_given_and_nothing_else(folder):
    path = folder / "frame" / "email.html.j2"
    path.write_text(
        path.read_text("utf-8") + "{% for a in 'abc' %}{% for b in items %}x{% endfor %}{% endfor %}", "utf-8"
    )
    sentences = [problem.sentence for problem in check(folder) if problem.file == "frame/email.html.j2"]
    assert "A loop may only run over a list that the template is given." in sentences
    assert "A loop inside a loop is not allowed." in sentences


def test_a_file_of_any_length_is_not_even_parsed(folder):
    (folder / "missing_payment" / "first.j2").write_text("{{ (" * 100_000, "utf-8")
    assert "Longer than 20000 characters." in [problem.sentence for problem in check(folder)]


@pytest.mark.parametrize(
    "words",
    ["{{ " + "(" * 9_000 + " }}", "{% if " + " and ".join(["many"] * 1_500) + " %}{% endif %}"],
    ids=["brackets", "conditions"],
)
def test_nesting_exhausts_neither_the_parser_nor_whoever_reads_on(folder, words):
    path = folder / "missing_payment" / "first.j2"
    path.write_text(f"{{% block opening %}}{words}{{% endblock %}}", "utf-8")
    assert "Expressions are nested too deeply." in [
        problem.sentence for problem in check(folder) if problem.file == "missing_payment/first.j2"
    ]
