"""Every shipped message, on every channel, in every language, alone and merged, is fit to be sent."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest

from bot.app.words import CallFacts
from bot.channels.segments import Encoding, encoding_of
from bot.channels.words import TemplateComposer, check
from bot.channels.words.formats import amount_format, locale_of
from bot.channels.words.kinds import PARTS
from bot.channels.words.samples import ITEM, LETTER, SAMPLES
from bot.channels.words.values import INQUIRY_VARIABLES, VARIABLES
from bot.domain.vocabulary import CaseType, Channel, CustomerKind, ResolutionKind
from bot.playbook.library import PlaybookLibrary
from bot.playbook.plain import canonical

ROOT = Path(__file__).parents[2]
COMPOSER = TemplateComposer.load(ROOT / "templates")
NAMES = COMPOSER.names
SIX = ("missing_payment", "underpayment", "overpayment", "duplicate_payment", "disputed_charge", "refund_request")
CHANNELS = [Channel.EMAIL, Channel.SMS, Channel.WHATSAPP, Channel.CHAT]
PLACES = [
    *(("en", "US", "USD"), ("en", "GB", "GBP"), ("es", "MX", "MXN"), ("es", "ES", "EUR"), ("fr", "FR", "EUR")),
    *(("de", "DE", "EUR"), ("pt_BR", "BR", "BRL"), ("it", "IT", "EUR"), ("nl", "NL", "EUR"), ("pl", "PL", "PLN")),
]
BY_THE_CORE = {
    "common/with_a_person",
    "common/automated",
    "common/which_case",
    "common/language_noted",
    "common/staff_reply",
    "staff/message",
}
# Words for playbooks of one's own: no shipped one uses them.
FOR_OTHERS = {
    *(f"common/{name}" for name in ("affirm_next", "ask_reason", "ask_reference")),
    *(f"common/resolution_{kind}" for kind in ("credit", "refund", "revised", "write_off")),
    "missing_payment/before_due",
}
# How many texts of ordinary length need a second segment, at most.
LONGER = {"en": 2, "es": 8, "fr": 18, "de": 27, "pt_BR": 1, "it": 13, "nl": 15, "pl": 1}
LANGUAGES = [*dict.fromkeys(language for language, _, _ in PLACES)]
# Messages that say nothing of the case by design.
DISCREET = {
    f"common/{name}"
    for name in ("wrong_person_sorry", "contact_changed", "opt_out_confirmed", "opt_in_confirmed", "human_coming")
} | {
    "common/complaint_received",
    "common/scam_check",
    "common/with_a_person",
    "common/automated",
    "common/language_noted",
    "common/welcome",
    "common/thanks",
    "common/staff_reply",
    "staff/message",
}
OWED = {
    f"{kind}/{name}" for kind in ("missing_payment", "underpayment") for name in ("first", "second", "third", "formal")
}
HELD = {f"{kind}/{name}" for kind in ("overpayment", "duplicate_payment") for name in ("inform", "remind", "last")}
LEFT_OVER = re.compile(r"\{\{|\}\}|\{%|%\(|\{\}|\bNone\b|  |\( | ,| \.(?!\w)|\(\)")


@pytest.fixture(scope="module")
def composer() -> TemplateComposer:
    return COMPOSER


def letter(name, place, **changes):
    language, country, currency = place
    group = name.partition("/")[0]
    kind = CaseType(group) if group not in ("common", "staff") else CaseType.MISSING_PAYMENT
    item = replace(ITEM, template=name, case_type=kind, currency=currency)
    where = SAMPLES.get(language.partition("_")[0], SAMPLES["en"]).check_where
    return replace(LETTER, items=(item,), language=language, country=country, check_where=where, **changes)


def merged(one):
    (item,) = one.items
    others = tuple(replace(item, invoice=f"INV-2026-010471{n}", case_ref=f"NW-{n}") for n in (2, 3))
    return replace(one, items=(item, *others))


class Markup(HTMLParser):
    """Fails on a tag that is not closed where it was opened."""

    def __init__(self) -> None:
        super().__init__()
        self.stack: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag not in {"meta", "br"}:
            self.stack.append(tag)
        self.links += [value for key, value in attrs if key == "href"]
        assert not any(key in {"src", "background"} for key, _ in attrs)

    def handle_endtag(self, tag):
        assert self.stack.pop() == tag


BETWEEN_TAGS = re.compile(r">[^<>]*<")


@cache
def links_of(markup: str) -> set[str]:
    """Where a mail leads that is sound: its tags alone, which thousands of mails have in common."""
    read = Markup()
    read.feed(markup)
    read.close()
    assert read.stack == []
    return set(read.links)


def test_nothing_is_wrong_with_the_shipped_templates():
    assert check(ROOT / "templates") == []


def test_every_message_is_named_by_a_playbook_or_by_the_core(composer):
    library = PlaybookLibrary.load(ROOT / "playbooks")
    written = "".join(canonical(playbook) for playbook in library.all())
    named = set(re.findall(r'"([a-z_]+/[a-z_]+)"', written))
    assert {name for name in named - set(NAMES) if composer.answers_of(name) is None} == set()
    assert set(NAMES) - named == BY_THE_CORE | FOR_OTHERS


def test_every_message_speaks_on_every_channel(composer):
    assert all(composer.has(name, channel) for name in NAMES for channel in CHANNELS)


@pytest.mark.parametrize("name", NAMES)
def test_each_message_is_fit_to_be_sent(composer, name):
    tries = itertools.product(PLACES, CHANNELS, CustomerKind, (False, True))
    for place, channel, kind, many in tries:
        one, first = letter(name, place, channel=channel), not many
        tried = replace(merged(one) if many else one, customer_kind=kind, first_sms=first)
        rendered = composer.compose(tried).rendered
        assert_fit(tried, rendered)
        if name not in DISCREET and not name.startswith("unidentified_payment/"):  # which has no invoice yet
            assert_speaks_of_the_case(tried, rendered)


def assert_fit(tried, rendered):
    assert rendered.text
    assert tried.brand in rendered.text
    assert not LEFT_OVER.search(rendered.text), rendered.text
    if tried.channel is Channel.SMS:
        assert 1 <= rendered.segments <= 2
        assert encoding_of(rendered.text) is Encoding.GSM_7
        assert tried.reference in rendered.text
        assert not tried.first_sms or "STOP" in rendered.text
    if tried.channel is Channel.EMAIL:
        assert_email_fit(tried, rendered)
    else:
        assert (rendered.subject, rendered.html) == ("", "")


def assert_email_fit(tried, rendered):
    assert 0 < len(rendered.subject) <= 120
    assert "\n" not in rendered.subject
    assert not LEFT_OVER.search(rendered.subject)
    assert tried.unsubscribe_url in rendered.text
    assert tried.check_code in rendered.text
    assert tried.check_where in rendered.text
    links = links_of(BETWEEN_TAGS.sub("><", rendered.html))
    assert links <= {tried.chat_url, tried.unsubscribe_url}
    assert tried.unsubscribe_url in links


def assert_speaks_of_the_case(tried, rendered):
    everything = rendered.subject + rendered.text
    points_to_the_page = tried.channel is Channel.SMS and tried.first_sms and tried.chat_url in rendered.text
    assert tried.items[0].invoice in everything or points_to_the_page  # where two segments do not hold all of it
    if tried.channel is Channel.EMAIL and tried.items[0].template in OWED | HELD:
        locale = locale_of(tried.language, tried.country)
        form = amount_format(tried.items[0].currency, locale)
        assert form.write(tried.items[0].open_minor) in rendered.text
        assert form.write(tried.items[0].open_minor) in rendered.html
        if len(tried.items) > 1:
            assert form.write(sum(item.open_minor for item in tried.items)) in rendered.text


@pytest.mark.parametrize("name", NAMES)
def test_hidden_amounts_stay_hidden_in_texts(composer, name):
    for place, channel in itertools.product(PLACES, (Channel.SMS, Channel.WHATSAPP)):
        one = letter(name, place, channel=channel, show_amount=False)
        for tried in (one, merged(one)):
            written = composer.compose(tried).rendered.text
            assert not re.search(r"[$€£]|USD|MXN|PLN|BRL|\bzł\b|12.345.67|\d[.,]\d\d\b(?![.]\d)", written), written


@pytest.mark.parametrize("name", NAMES)
def test_a_stranger_learns_nothing(composer, name):
    for place, channel, many in itertools.product(PLACES, CHANNELS, (False, True)):
        one = letter(name, place, channel=channel, verified=False, first_sms=True)
        tried = merged(one) if many else one
        rendered = composer.compose(tried).rendered
        everything = rendered.subject + rendered.text + rendered.html
        assert tried.brand in rendered.text
        for secret in ("Fernanda", "INV-", "12,345", "23,456", "meter", "2026", "September", "septiembre"):
            assert secret not in everything


@pytest.mark.parametrize("resolution", ResolutionKind)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_resolution_has_words_when_carried_out(composer, resolution, language):
    one = letter("common/carried_out", (language, "US", "USD"))
    one = replace(one, items=(replace(one.items[0], resolution=resolution),))
    for channel in CHANNELS:
        assert_fit(one := replace(one, channel=channel), composer.compose(one).rendered)


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("common/")])
def test_an_answer_has_words_for_every_type_of_case(composer, name):
    tries = itertools.product(LANGUAGES, CaseType, (Channel.EMAIL, Channel.SMS), (False, True))
    for language, kind, channel, many in tries:
        one = letter(name, (language, "US", "USD"))
        one = replace(one, items=(replace(one.items[0], case_type=kind),))
        tried = replace(merged(one) if many else one, channel=channel, first_sms=True)
        rendered = composer.compose(tried).rendered
        assert_fit(tried, rendered)
        if name not in DISCREET and channel is Channel.EMAIL:  # a text that is too long points to the page
            assert tried.items[0].invoice in rendered.subject + rendered.text


@pytest.mark.parametrize("name", ["common/clarify", "common/dispute_received", "common/details_received"])
def test_nobody_is_asked_for_a_payment_while_the_charge_is_contested(composer, name):
    for channel, (language, paying) in itertools.product(CHANNELS, (("en", "will pay|paid"), ("es", "pagará|pagada"))):
        one = letter(name, (language, "US", "USD"), channel=channel)
        one = replace(one, items=(replace(one.items[0], case_type=CaseType.DISPUTED_CHARGE),))
        assert not re.search(paying, composer.compose(one).rendered.text)


def test_nothing_is_announced_that_no_playbook_does(composer):
    """The page shows neither bill nor plan, nobody visits, and what a letter encloses is not kept."""
    empty = "visit you|on your page you|see your plan|see the bill|office hours|attach|photo|(?<!the whole )picture"
    for name in NAMES:
        written = composer.compose(letter(name, ("en", "US", "USD"))).rendered.text
        assert not re.search(empty, written, re.IGNORECASE), name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES[::3])
def test_a_case_of_which_little_is_known_has_words(composer, name, language):
    one = letter(name, (language, "", "KWD"))
    bare = replace(
        one.items[0],
        due_on=None,
        days_late=0,
        promise_day=None,
        answer_day=None,
        disputed_minor=0,
        resolution_minor=0,
        resolution="",
        invoice="",
    )
    for channel in CHANNELS:
        tried = replace(one, items=(bare,), channel=channel)
        assert_fit(tried, composer.compose(tried).rendered)


@pytest.mark.parametrize("language", LONGER)
def test_a_text_of_ordinary_length_needs_one_segment(composer, language):
    """But for a few, of 182: German and French need more letters to say the same."""
    place = next(place for place in PLACES if place[0] == language)
    long = []
    for name in NAMES:
        one = letter(name, place, channel=Channel.SMS, show_amount=False, brand="Northwind")
        one = replace(one, items=(replace(one.items[0], invoice="INV-2041"),))
        if composer.compose(one).rendered.segments > 1:
            long.append(name)
    assert len(long) <= LONGER[language], long


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_messages_say_the_same(composer, language):
    said = [composer.compose(letter(name, (language, "US", "USD"))).rendered.text for name in NAMES]
    assert len(set(said)) == len(said)


@pytest.mark.parametrize("name", [name for name in NAMES if name in HELD])
def test_who_is_owed_money_is_never_pressed(composer, name):
    for language, pressing in (
        ("en", "please pay|this week|days late|remains unpaid|must"),
        ("es", "pague|esta semana|debe |sin pagar"),
    ):
        written = composer.compose(letter(name, (language, "US", "USD"))).rendered.text
        assert not re.search(rf"\b(?:{pressing})", written, re.IGNORECASE)


def test_the_guide_names_every_variable_and_part():
    guide = (ROOT / "docs" / "templates.md").read_text("utf-8")
    parts = {part for kind in PARTS.values() for part in (*kind.needed, *kind.may)}
    missing = [word for word in (*VARIABLES, *INQUIRY_VARIABLES, *sorted(parts), *PARTS) if f"`{word}`" not in guide]
    assert missing == []


# Sent only where more was paid than expected, or upon a payment: of these nobody can have paid nothing.
SOMETHING_PAID = {
    *(f"overpayment/{name}" for name in ("inform", "call")),
    *(f"currency_mismatch/{name}" for name in ("held", "held_again")),
    *("billing_error/too_much", "plan_change/costs_less", "invoice_mismatch/surplus", "common/partial_thanks"),
    *("merchant_error/inform", "merchant_error/call", "misallocated_payment/landed"),
}


def unpaid(item):
    return replace(item, paid_minor=0, open_minor=item.expected_minor, disputed_minor=0)


@pytest.mark.parametrize("name", sorted(set(NAMES) - SOMETHING_PAID))
def test_nobody_is_told_of_a_payment_of_nothing(composer, name):
    for place, channel, kind, many in itertools.product(PLACES, CHANNELS, CustomerKind, (False, True)):
        one = replace(letter(name, place, channel=channel), customer_kind=kind)
        tried = merged(one) if many else one
        tried = replace(tried, items=tuple(unpaid(item) for item in tried.items))
        rendered = composer.compose(tried).rendered
        nothing = amount_format(tried.items[0].currency, locale_of(tried.language, tried.country)).write(0)
        assert not re.search(rf"(?<![\d.,]){re.escape(nothing)}", rendered.subject + rendered.text), rendered.text
        assert_fit(tried, rendered)


@pytest.mark.parametrize("kind", [one for one in CaseType if f"{one}/call" not in SOMETHING_PAID])
def test_nobody_is_called_about_a_payment_of_nothing_or_asked_for_without_a_name(composer, kind):
    for language, country, currency in PLACES:
        item = unpaid(replace(ITEM, case_type=kind, currency=currency))
        facts = CallFacts(item, country, "Northwind", "", CustomerKind.CONSUMER, "look at your bill")
        script = composer.call_script(facts, language)
        nothing = amount_format(currency, locale_of(language, country)).write(0)
        assert not re.search(rf"(?<![\d.,]){re.escape(nothing)}", script.item), script.item
        for said in (script.identify, script.item, script.ask, script.next, script.voicemail):
            assert not LEFT_OVER.search(said), said
            assert not re.search(r"\s[?.,;]", said.replace("\N{NO-BREAK SPACE}", "")), said
        assert "look at your bill" in script.voicemail


@pytest.mark.parametrize("name", NAMES)
def test_whatsapp_says_of_several_cases_what_is_said_of_several(composer, name):
    """Where the words of a text differ by number, so do these: in words of their own or those of the text."""
    if name in DISCREET:
        return
    for place in PLACES:
        one = replace(letter(name, place, channel=Channel.WHATSAPP), show_amount=False)
        group = composer.draft(merged(one)).groups[0]
        single = group.values | {"count": 1}
        if group.words.say("sms", single) != group.say("sms"):
            of_several = composer.compose(merged(one)).rendered.text
            assert group.words.say("whatsapp", single) not in of_several or not group.say("whatsapp")
