"""What people write never becomes markup, a header, a link, or more than it is."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from babel import Locale
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.channels.segments import Encoding, encoding_of
from bot.channels.words.catalogue import ENGLISH
from bot.channels.words.values import group_values, invoice_of, line, listed, masked, staff_words
from bot.domain.errors import Rejected
from bot.domain.vocabulary import Channel, CustomerKind
from tests.unit.words.letters import CHAT, ITEM, LETTER, SMS

INJECTION = "=?utf-8?q?a=0D=0ABcc:_x?="
HOSTILE = [
    INJECTION,
    "Ana\r\nBcc: x@evil.example",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ brand }}",
    "{% raw %}",
    "%(brand)s",
    "%s %d %",
    "Ana https://evil.example/login",
    "www.evil.example",
    "\u202egnp.exe\u2066",
    "a\x00b\x1b[2J",
    "=\x00?=?=??",
    "javascript:alert(1)",
    "x" * 5_000,
    "\ud800",
]
people_write = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=300))


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        if tag not in {"meta", "br", "img", "hr", "link", "input"}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.texts.append(data)


def parsed(markup: str) -> Tags:
    tags = Tags()
    tags.feed(markup)
    tags.close()
    assert tags.open == []
    return tags


@settings(max_examples=150, deadline=None)
@given(
    name=people_write, invoice=people_write, brand=people_write, staff=people_write, kind=st.sampled_from(CustomerKind)
)
@example(name=INJECTION, invoice=INJECTION, brand=INJECTION, staff=INJECTION, kind=CustomerKind.CONSUMER)
def test_hostile_values_change_nothing_but_the_words(composer, name, invoice, brand, staff, kind):
    brand = brand if line(brand) else "Brand"
    for template in ("missing_payment/first", "common/staff_reply", "common/which_case"):
        item = replace(ITEM, template=template, invoice=invoice)
        letter = replace(
            LETTER, items=(item,), customer_name=name, brand=brand, staff_text=f"A {staff}", customer_kind=kind
        )
        rendered = composer.compose(letter).rendered
        assert "\n" not in rendered.subject
        assert not re.search(r"=\?|[\x00-\x1f\x7f-\x9f\u2028\u2029]", rendered.subject)
        assert len(rendered.subject) <= 120
        assert parsed(rendered.html).tags == expected_tags(
            composer,
            replace(LETTER, items=(replace(item, invoice="A" if invoice_of(item) else ""),), customer_kind=kind),
        )


def expected_tags(composer, letter):
    return parsed(composer.compose(letter).rendered.html).tags


@settings(max_examples=100, deadline=None)
@given(invoice=people_write, brand=people_write)
def test_hostile_values_stay_inside_a_text(composer, invoice, brand):
    brand = brand if line(brand) else "Brand"
    item = replace(ITEM, invoice=invoice)
    for letter in (SMS, replace(SMS, first_sms=True), CHAT):
        try:
            rendered = composer.compose(replace(letter, items=(item,), brand=brand)).rendered
        except Rejected:  # too long for two segments of the dear alphabet
            assert encoding_of(line(brand) + invoice_of(item)) is Encoding.UCS_2
            continue
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", rendered.text)
        assert not re.search(r"https?://(?!pay\.northwind\.example)|www\.", rendered.text)
        assert rendered.segments <= 2


@given(people_write)
def test_a_name_is_one_short_line(text):
    written = line(text)
    assert len(written) <= 60
    assert written == " ".join(written.split())
    assert "=?" not in written
    assert "://" not in written


@given(people_write)
def test_an_invoice_number_is_never_a_link_and_ours_stands_where_there_is_none(text):
    item = replace(ITEM, invoice=text)
    written, shown = invoice_of(item), group_values([item], LETTER, Locale("en"), ENGLISH)
    assert shown["invoice"] == (written or f"(our reference {ITEM.case_ref})")
    assert shown["bills"] == (f"Invoice {written}" if written else f"Our reference {ITEM.case_ref}")
    assert "((" not in shown["about"] + shown["invoices"]
    assert ") (" not in shown["about"] or written
    assert len(written) <= 40
    assert not re.search(r"\w\.[^\W\d_]", written)


@pytest.mark.parametrize("number", ["INV-2041", "2024/0017-B", "R.2024.7", "No 5", "Ñ-77"])
def test_ordinary_invoice_numbers_stay_as_they_are(number):
    assert invoice_of(replace(ITEM, invoice=number)) == number


@pytest.mark.parametrize(
    ("invoice", "shown"), [("INV-2041", "2041"), ("12345", "45"), ("7", ""), ("", ""), ("AB", "B")]
)
def test_a_masked_number_shows_at_most_half(invoice, shown):
    assert masked(invoice) == shown


def test_line_breaks_of_staff_stay_and_other_control_characters_go():
    assert staff_words("One\r\n\r\n\r\nTwo \x1b\n three\x00") == "One\nTwo\nthree"


@pytest.mark.parametrize(
    ("names", "width", "written"),
    [
        (["A-1"], 1, "A-1"),
        (["A-1", "A-2"], 30, "A-1, A-2"),
        (["A-1", "A-2", "A-3", "A-4"], 8, "A-1, A-2 and 2 more"),
        (["a very long number", "another"], 5, "a very long number and 1 more"),
    ],
)
def test_long_lists_are_counted(names, width, written):
    assert listed(names, "and {} more", width) == written


def test_markup_of_staff_is_shown_and_not_done(composer):
    letter = replace(LETTER, items=(replace(ITEM, template="common/staff_reply"),), staff_text="<b>No</b> & so on")
    rendered = composer.compose(letter).rendered
    assert html.escape("<b>No</b> & so on", quote=False) in rendered.html
    assert "<b>No</b> & so on" in rendered.text
    assert letter.channel is Channel.EMAIL
