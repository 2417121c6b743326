"""Translations are put into a template before it is compiled, with the plural rule of their language."""

from __future__ import annotations

from gettext import c2py

import pytest

from bot.channels.words.catalogue import ENGLISH, Catalogue
from bot.channels.words.library import voice_of
from bot.channels.words.source import environment, tidy
from bot.channels.words.translate import PLURAL, Translator

POLISH = Catalogue(
    "pl",
    messages={
        (None, "%(count)s invoice"): ("%(count)s faktura", "%(count)s faktury", "%(count)s faktur"),
        (None, "%(name)s owes 5%% of %(amount)s"): ("Z %(amount)s %(name)s: 5%%",),
        ("month", "May"): ("maj",),
        ("verb", "May"): ("może",),
    },
    plural=c2py("n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2"),
)


def said(words: str, catalogue: Catalogue, **values: object) -> str:
    env = environment()
    tree = Translator(catalogue).visit(tidy(env.parse(f"{{% block a %}}{words}{{% endblock %}}")))
    template = env.from_string(tree)
    return "".join(template.blocks["a"](voice_of({**values, PLURAL: catalogue.plural}))).strip()


@pytest.mark.parametrize(
    ("count", "polish", "english"),
    [
        (1, "1 faktura", "1 invoice"),
        (3, "3 faktury", "3 invoices"),
        (5, "5 faktur", "5 invoices"),
        (22, "22 faktury", "22 invoices"),
    ],
)
def test_a_number_takes_the_form_of_its_language(count, polish, english):
    words = "{% trans count=count %}{{ count }} invoice{% pluralize %}{{ count }} invoices{% endtrans %}"
    assert said(words, POLISH, count=count) == polish
    assert said(words, ENGLISH, count=count) == english


def test_variables_may_change_places_and_percent_signs_stay():
    words = "{% trans %}{{ name }} owes 5% of {{ amount }}{% endtrans %}"
    assert said(words, POLISH, name="Jan", amount="10") == "Z 10 Jan: 5%"
    assert said(words, ENGLISH, name="Jan", amount="10") == "Jan owes 5% of 10"


def test_the_same_text_may_differ_by_context():
    assert said("{% trans 'month' %}May{% endtrans %}", POLISH) == "maj"
    assert said("{% trans 'verb' %}May{% endtrans %}", POLISH) == "może"
    assert said("{% trans 'verb' %}May{% endtrans %}", ENGLISH) == "May"


def test_values_are_never_read_as_words():
    assert said("{% trans %}{{ name }}{% endtrans %}", ENGLISH, name="%(amount)s {{ x }}") == "%(amount)s {{ x }}"


def test_line_breaks_of_the_author_are_spaces():
    assert said("{% trans %}\n  One\n  two\n{% endtrans %}\n\n  {{ name }}", ENGLISH, name="x") == "One two x"
