"""The parts of a template speak a language: its words, its plural rule, the conditions of the template."""

from __future__ import annotations

from gettext import c2py

import pytest

from bot.channels.words.catalogue import ENGLISH, Catalogue
from bot.channels.words.source import environment
from bot.channels.words.translate import Translator

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


def said(words: str, catalogue: Catalogue = ENGLISH, **values: object) -> str:
    tree = environment().parse(f"{{% block a %}}{words}{{% endblock %}}")
    return Translator(catalogue).parts(tree)["a"](values).strip()


def page(words: str, **values: object) -> str:
    return Translator(POLISH, html=True).whole(environment(html=True).parse(words).body)(values)


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


def test_the_number_may_be_called_num():
    words = "{% trans num=count %}{{ num }} invoice{% pluralize %}{{ num }} invoices{% endtrans %}"
    assert [said(words, count=count) for count in (1, 2)] == ["1 invoice", "2 invoices"]


def test_more_forms_than_the_language_has_words_for_end_with_the_last():
    words = "{% trans count=count %}one{% pluralize %}more{% endtrans %}"
    assert [said(words, POLISH, count=count) for count in (1, 3, 5)] == ["one", "more", "more"]


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (
            "{% if tone == 4 %}a{% elif tone >= 2 and not many %}b{% elif tone in kinds or many %}c{% else %}d{% endif %}",
            "dbac",
        ),
        ("{% if 1 < tone <= 3 %}a{% else %}b{% endif %}", "babb"),
        ("{{ 'a' if many else 'b' }}", "bbba"),
        ("{{ 'a' if many }}", "a"),
        ("{% if ('x' if many else '') %}a{% else %}b{% endif %}", "bbba"),
        ("{{ tone }}", "0240"),
        ("{% if tone not in kinds %}a{% endif %}{% if tone != 0 %}b{% endif %}", "aabab"),
    ],
)
def test_conditions_choose(words, shown):
    tries = ((0, False), (2, False), (4, False), (0, True))
    assert "".join(said(words, tone=tone, many=many, kinds=(0,) if many else ()) for tone, many in tries) == shown


def test_a_block_in_a_block_speaks_where_it_stands():
    tree = environment().parse("{% block a %}One {% block b %}{{ name }}{% endblock %} three{% endblock %}")
    parts = Translator(ENGLISH).parts(tree)
    assert [parts[name]({"name": "two"}) for name in "ab"] == ["One two three", "two"]


def test_what_is_missing_is_not_left_out():
    for words in ("{{ nobody }}", "{% trans %}Hello {{ nobody }}{% endtrans %}", "{% if nobody %}a{% endif %}"):
        with pytest.raises(KeyError, match="nobody"):
            said(words, name="x")


def test_a_layout_escapes_all_but_its_own_text():
    given = {"name": "O'Neil & <b>", "amount": "5%"}
    assert page("<p>{{ name }} 100%</p>", **given) == "<p>O&#39;Neil &amp; &lt;b&gt; 100%</p>"
    assert page("{% trans %}{{ name }} owes 5% of {{ amount }}{% endtrans %}", **given) == (
        "Z 5% O&#39;Neil &amp; &lt;b&gt;: 5%"
    )
    assert page("{{ '<i>' if name else '' }}{{ '<u>' }}", **given) == "&lt;i&gt;&lt;u&gt;"


def test_a_layout_goes_through_lists():
    rows = [("a<", 1), ("b", 2)]
    assert page("{% for name, n in rows %}{{ name }}{{ n }},{% endfor %}", rows=rows) == "a&lt;1,b2,"
    assert page("{% for n in rows if n > 1 %}{{ n }}{% else %}nothing{% endfor %}", rows=[1, 2, 3]) == "23"
    assert page("{% for n in rows if n > 1 %}{{ n }}{% else %}nothing{% endfor %}", rows=[1]) == "nothing"
    assert page("{% for n in rows %}{{ n }}{% endfor %}{{ n }}", rows=[1], n="!") == "1!"
