"""A letter gets the words that its channel, language, reader and number of cases call for."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from bot.app.words import Letter
from bot.channels.segments import Encoding, encoding_of
from bot.channels.words import TemplateComposer
from bot.domain.errors import Rejected
from bot.domain.vocabulary import CaseType, Channel, CustomerKind
from tests.unit.words.letters import CHAT, ITEM, LETTER, OTHER, SMS, about

GOLDEN = Path(__file__).parent / "golden"


def text_of(composer: TemplateComposer, letter: Letter) -> str:
    return composer.compose(letter).rendered.text


MIXED = (
    ITEM,
    replace(OTHER, template="underpayment/second", case_type=CaseType.UNDERPAYMENT, tone=2),
    replace(ITEM, template="missing_payment/third", case_ref="NW-1987", invoice="INV-1987", open_minor=48_250, tone=3),
)
ANSWERS = (
    replace(ITEM, template="common/promise_noted"),
    replace(OTHER, template="common/dispute_received"),
    replace(ITEM, template="common/how_to_pay"),
)
SAMPLES = {
    "first.email.en": LETTER,
    "first.email.es": replace(LETTER, language="es", country="MX"),
    "merged.email.en": replace(LETTER, items=MIXED),
    "merged.email.es": replace(LETTER, items=MIXED, language="es", country="ES"),
    "answers.email.en": replace(LETTER, items=ANSWERS),
    "overpayment.email.es": replace(about("overpayment/inform", tone=0), language="es", country="MX"),
    "formal.email.en": replace(
        about("missing_payment/formal", tone=4),
        customer_kind=CustomerKind.BUSINESS,
        customer_name="Miller & Sons Ltd",
        sender_person="Helen Marsh, Head of Accounts",
    ),
    "masked.email.en": replace(LETTER, verified=False),
    "first.sms.en": replace(SMS, first_sms=True),
    "first.sms.es": replace(SMS, first_sms=True, language="es", country="MX"),
    "merged.sms.en": replace(SMS, items=MIXED, show_amount=False),
    "answers.chat.es": replace(CHAT, items=ANSWERS, language="es", country="US"),
    "merged.chat.en": replace(CHAT, items=MIXED),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_the_words_are_the_ones_that_were_read_aloud(composer, name):
    rendered = composer.compose(SAMPLES[name]).rendered
    written = f"{rendered.subject}\n\n{rendered.text}" if rendered.subject else rendered.text
    path = GOLDEN / f"{name}.txt"
    assert written.rstrip("\n") + "\n" == path.read_text("utf-8")


def test_a_language_without_words_falls_back(composer):
    assert text_of(composer, replace(LETTER, language="ja")) == text_of(composer, LETTER)
    spanish = TemplateComposer.load(Path(__file__).parents[3] / "templates", fallback_language="es")
    assert text_of(spanish, replace(LETTER, language="ja")).startswith("Hola, Ana Ruiz:")
    with pytest.raises(Rejected, match="language 'ja'"):
        TemplateComposer.load(Path(__file__).parents[3] / "templates", fallback_language="ja")


def test_a_regional_language_is_understood(composer):
    assert text_of(composer, replace(LETTER, language="es-MX")).startswith("Hola, Ana Ruiz:")
    assert composer.languages == ("de", "en", "es", "fr", "it", "nl", "pl", "pt_BR")


def test_it_knows_what_it_has(composer):
    assert composer.has("missing_payment/first", Channel.EMAIL)
    assert composer.has("missing_payment/first", Channel.WHATSAPP)
    assert not composer.has("missing_payment/first", Channel.VOICE)
    assert not composer.has("missing_payment/fifth", Channel.EMAIL)
    assert not composer.has("frame/sms", Channel.EMAIL)


@pytest.mark.parametrize(
    ("letter", "sentence"),
    [
        (about("missing_payment/fifth"), "no message template 'missing_payment/fifth'"),
        (replace(LETTER, items=()), "between one and 200 cases"),
        (replace(LETTER, items=(ITEM,) * 201), "between one and 200 cases"),
        (replace(LETTER, channel=Channel.VOICE), "no words for the channel 'voice'"),
        (replace(LETTER, unsubscribe_url=""), "the way to stop e-mails"),
        (replace(LETTER, check_code=""), "the code to check the message with"),
        (replace(LETTER, check_where=""), "the way to check the message without the link"),
        (replace(LETTER, brand="\x00 "), "the sender's name"),
        (replace(SMS, brand=""), "the sender's name"),
        (replace(SMS, reference=""), "the message's reference"),
        (replace(CHAT, brand=""), "the sender's name"),
        (replace(LETTER, chat_url="javascript:alert(1)"), "not a link that may stand in a message"),
        (replace(LETTER, chat_url="https://pay.example/\r\nBcc: x"), "not a link that may stand in a message"),
        (replace(LETTER, chat_url="https://bit.ly/3xY"), "link shortener"),
        (replace(about("common/staff_reply"), staff_text=""), "nothing to say"),
        (replace(about("common/staff_reply", SMS), staff_text=""), "nothing to say"),
        (replace(about("common/staff_reply", CHAT), staff_text=""), "nothing to say"),
        (replace(LETTER, items=(replace(ITEM, currency="usd"),)), "ISO 4217"),
    ],
)
def test_what_may_not_go_out_is_refused_with_a_reason(composer, letter, sentence):
    with pytest.raises(Rejected, match=sentence):
        composer.compose(letter)


@pytest.mark.parametrize("channel", [Channel.EMAIL, Channel.SMS, Channel.CHAT, Channel.WHATSAPP])
@pytest.mark.parametrize("items", [(ITEM,), MIXED])
@pytest.mark.parametrize("language", ["en", "es"])
def test_somebody_who_is_not_verified_learns_the_brand_and_a_masked_reference(composer, channel, items, language):
    letter = replace(LETTER, channel=channel, items=items, language=language, verified=False, first_sms=True)
    rendered = composer.compose(letter).rendered
    everything = rendered.subject + rendered.text + rendered.html
    assert "Northwind Energy" in everything
    for secret in ("Ana", "Ruiz", "INV-", "1,250", "1.250", "May", "mayo", "$", "USD", "meter"):
        assert secret not in everything


def test_an_answer_that_tells_nothing_goes_to_anybody(composer):
    written = text_of(composer, replace(about("common/human_coming"), verified=False))
    assert "We have passed your message to our team" in written
    assert "Ana" not in written


@pytest.mark.parametrize("template", ["common/opt_out_confirmed", "common/wrong_person_sorry"])
def test_some_answers_name_nobody_even_when_verified(composer, template):
    for letter in (about(template), about(template, SMS), about(template, CHAT)):
        rendered = composer.compose(letter).rendered
        everything = rendered.subject + rendered.text + rendered.html
        assert not any(secret in everything for secret in ("Ana", "INV-2041", "1,250", "See"))


def test_amounts_are_hidden_in_texts_only(composer):
    hidden = replace(LETTER, show_amount=False)
    assert "$1,250.00" in text_of(composer, hidden)
    assert "$" not in text_of(composer, replace(SMS, show_amount=False))
    assert "INV-2041" in text_of(composer, replace(SMS, show_amount=False))
    assert "($1,250.00)" in text_of(composer, SMS)


def test_a_merged_message_says_common_things_once(composer):
    written = text_of(composer, replace(LETTER, items=MIXED))
    assert written.count("Hello Ana Ruiz") == 1
    assert all(item.invoice in written for item in MIXED)
    assert "Total still open: $1,982.50" in written
    assert written.count("https://pay.northwind.example/c/") == 1
    assert "Please pay now" in written  # the highest tone speaks
    assert "Could you tell us when" not in written


def test_money_of_linked_cases_stands_once_in_the_total(composer):
    """Two cases about one transaction: each is named, the sum has one of them."""
    merged = replace(LETTER, items=(ITEM, OTHER, replace(OTHER, case_ref="NW-3000", counted=False)))
    text = text_of(composer, merged)
    assert "$1,500.00" in text
    assert "$1,750.00" not in text


def test_several_currencies_have_no_total(composer):
    items = (ITEM, replace(OTHER, currency="EUR"))
    written = text_of(composer, replace(LETTER, items=items))
    assert "Total still open" not in written
    assert "$1,250.00" in written
    assert "€250.00" in written


def test_two_answers_about_one_case_count_it_once(composer):
    items = (replace(ITEM, template="common/promise_broken"), replace(ITEM, template="missing_payment/second"))
    rendered = composer.compose(replace(LETTER, items=items)).rendered
    assert "$2,500.00" not in rendered.text
    assert rendered.subject == "Invoice INV-2041: the payment planned for May 20, 2026"


def test_a_paragraph_that_is_the_same_for_several_cases_is_said_once(composer):
    items = tuple(replace(item, template="common/human_coming") for item in (ITEM, OTHER))
    written = text_of(composer, replace(LETTER, items=items))
    assert written.count("We have passed your message to our team") == 1
    assert "more than one point" not in written


def test_different_promised_days_are_not_mixed_up(composer):
    later = replace(OTHER, template="common/promise_noted", promise_day=ITEM.promise_day.replace(day=27))
    items = (replace(ITEM, template="common/promise_noted"), later)
    written = text_of(composer, replace(SMS, items=items))
    assert "May 20, 2026 for invoice INV-2041" in written
    assert "May 27, 2026 for invoice INV-2077" in written


def test_plurals_are_those_of_the_language(composer):
    two = (replace(ITEM, template="missing_payment/second"), replace(OTHER, template="missing_payment/second"))
    assert composer.compose(replace(LETTER, items=two)).rendered.subject == "2 invoices are still open"
    spanish = composer.compose(replace(LETTER, items=two, language="es")).rendered
    assert spanish.subject == "2 facturas siguen pendientes"
    alone = composer.compose(replace(LETTER, items=two[:1], language="es")).rendered
    assert alone.subject == "La factura INV-2041 sigue pendiente"


def test_the_first_text_tells_the_way_out_and_how_to_check(composer):
    first, later = text_of(composer, replace(SMS, first_sms=True)), text_of(composer, SMS)
    assert "STOP" in first
    assert "call the number on your bill, code NW-K7Q2M9XW4T" in first
    assert first.count("K7Q2M9XW4T") == 1
    assert "STOP" not in later
    assert later.endswith("Ref K7Q2M9XW4T")


def test_the_reference_is_given_when_the_code_does_not_hold_it(composer):
    assert text_of(composer, replace(SMS, first_sms=True, check_code="7788")).endswith("Ref K7Q2M9XW4T")
    assert text_of(composer, replace(SMS, first_sms=True, check_code="XK7Q2M9XW4T")).endswith("Ref K7Q2M9XW4T")


def test_spanish_texts_keep_the_cheap_alphabet(composer):
    written = text_of(composer, replace(SMS, language="es", country="ES", items=(replace(ITEM, currency="EUR"),)))
    assert encoding_of(written) is Encoding.GSM_7
    assert "¿" in written


def test_two_answers_in_one_text_are_sentences(composer):
    both = (replace(ITEM, template="common/document_received"), replace(ITEM, template="common/scam_check"))
    written = text_of(composer, replace(SMS, items=both))
    assert ". You are right to be careful." in written
    assert written.startswith("Northwind Energy (automated): one of our team")


def test_words_that_do_not_fit_become_a_pointer(composer):
    letter = replace(about("common/staff_reply", SMS), staff_text="Long words. " * 60)
    rendered = composer.compose(letter).rendered
    assert rendered.segments == 1
    assert "We have a message for you: https://pay.northwind.example/c/abcdefgh" in rendered.text


def test_many_different_cases_share_one_sentence(composer):
    written = text_of(composer, replace(SMS, items=MIXED))
    assert "3 invoices are not fully paid yet: INV-2041, INV-2077, INV-1987 ($1,982.50)." in written


def test_many_different_answers_become_the_first_one_and_a_pointer(composer):
    rendered = composer.compose(replace(SMS, items=ANSWERS)).rendered
    assert rendered.segments <= 2
    assert "noted: May 20, 2026 for invoice INV-2041" in rendered.text
    assert "More on your page:" in rendered.text


def test_a_brand_with_rare_accents_keeps_the_cheap_alphabet(composer):
    assert text_of(composer, replace(SMS, brand="È Čez")).startswith("E Cez (automated)")
    assert text_of(composer, replace(SMS, brand="È Płus")).startswith("È Płus (automated)")  # ł has no plain form


def test_a_text_without_a_shorter_form_is_refused(composer):
    with pytest.raises(Rejected, match="does not fit into 2 segments"):
        composer.compose(replace(SMS, brand="Ж" * 60, chat_url=f"https://pay.northwind.example/{'x' * 200}"))


WHATSAPP = replace(SMS, channel=Channel.WHATSAPP)


def test_a_whatsapp_message_names_its_sender_its_check_and_its_way_out_and_has_no_segments(composer):
    rendered = composer.compose(WHATSAPP).rendered
    assert rendered.text.startswith("Hello, this is the automated assistant of Northwind Energy.")
    assert all(needed in rendered.text for needed in (LETTER.chat_url, LETTER.check_code, LETTER.check_where, "STOP"))
    assert rendered.segments == 0


def test_a_whatsapp_message_shows_an_amount_only_where_texts_may(composer):
    assert "$1,250.00" in text_of(composer, WHATSAPP)
    assert "1,250" not in text_of(composer, replace(WHATSAPP, show_amount=False))


def test_whatsapp_without_words_of_its_own_says_what_the_page_says_or_a_text(composer):
    letter = about("common/promise_noted", WHATSAPP)
    assert "\n\nNoted: $1,250.00 for invoice INV-2041 on May 20, 2026." in text_of(composer, letter)
    assert "\n\nNoted: May 20, 2026 for invoice INV-2041." in text_of(composer, replace(letter, show_amount=False))


def test_many_cases_in_whatsapp_become_the_leading_one_and_a_pointer(composer):
    staff = replace(OTHER, template="common/staff_reply", tone=0)
    long = replace(WHATSAPP, items=(ITEM, staff), staff_text="We have read your meter again. " * 30)
    written = text_of(composer, long)
    assert len(written) <= 1_024
    assert "There is more; you find all of it on your page." in written


def test_a_business_is_addressed_as_one(composer):
    letter = replace(LETTER, customer_kind=CustomerKind.BUSINESS, customer_name="Miller & Sons Ltd")
    rendered = composer.compose(letter).rendered
    assert rendered.text.startswith("To the accounts team at Miller & Sons Ltd:")
    assert "payment run" in rendered.text
    assert "Miller &amp; Sons Ltd" in rendered.html


def test_staff_words_go_out_as_written_and_say_who_wrote_them(composer):
    rendered = composer.compose(about("common/staff_reply")).rendered
    assert "Your meter was read on 2 May.\nThe reading is right." in rendered.text
    assert "A member of the Northwind Energy team wrote this" in rendered.text


def test_an_answer_about_fraud_offers_no_button(composer):
    rendered = composer.compose(about("common/scam_check")).rendered
    assert "/c/abcdefgh" not in rendered.text + rendered.html


def test_html_fetches_nothing_and_says_what_the_text_says(composer):
    rendered = composer.compose(replace(LETTER, items=MIXED)).rendered
    assert "<img" not in rendered.html
    assert "url(" not in rendered.html
    assert "<script" not in rendered.html
    assert rendered.html.startswith('<!DOCTYPE html>\n<html lang="en">')
    for words in ("Please pay now", "$1,982.50", "INV-1987", "NW-K7Q2M9XW4T", "automated assistant"):
        assert words in rendered.html


def test_the_digest_is_of_what_was_used(composer):
    first = composer.compose(LETTER).template_digest
    assert len(first) == 64
    assert composer.compose(replace(LETTER, customer_name="Bo")).template_digest == first
    others = [replace(LETTER, language="es"), SMS, about("missing_payment/second"), replace(LETTER, items=MIXED)]
    assert len({first, *(composer.compose(other).template_digest for other in others)}) == 5


def test_a_message_is_written_in_well_under_a_millisecond(composer):
    started, rounds = time.perf_counter(), 300
    for _ in range(rounds):
        composer.compose(LETTER)
        composer.compose(SMS)
    assert (time.perf_counter() - started) / (2 * rounds) < 0.002  # measured: 0.07 ms
