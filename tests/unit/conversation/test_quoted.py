"""The customer's own words stay; what a mail program added goes."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.markup import to_text
from bot.conversation.quoted import strip_quoted

HEADERS = {
    "gmail en": "On Mon, Nov 3, 2025 at 10:00 AM Billing <billing@example.com> wrote:",
    "gmail en wrapped": "On Mon, Nov 3, 2025 at 10:00 AM Billing Department <\nbilling@example.com> wrote:",
    "apple en": "On Nov 3, 2025, at 10:00 AM, Billing wrote:",
    "es": "El lun, 3 nov 2025 a las 10:00, Cobros (<cobros@example.com>) escribió:",
    "fr": "Le lun. 3 nov. 2025 à 10:00, Service <a@example.com> a écrit :",
    "de": "Am Mo., 3. Nov. 2025 um 10:00 Uhr schrieb Rechnung <a@example.com>:",
    "pt": "Em seg., 3 de nov. de 2025 às 10:00, Fulano <a@example.com> escreveu:",
    "it": "Il giorno lun 3 nov 2025 alle ore 10:00 Ufficio <a@example.com> ha scritto:",
    "nl": "Op ma 3 nov 2025 om 10:00 schreef Jan <a@example.com>:",
    "pl": "pon., 3 lis 2025 o 10:00 Jan <a@example.com> napisał(a):",
}
BLOCKS = {
    "en": "From: Billing\nSent: Monday, November 3, 2025\nTo: Joe\nSubject: Invoice",
    "es": "De: Cobros\nEnviado el: lunes\nPara: Ana\nAsunto: Factura",
    "fr": "De : Service\nEnvoyé : lundi\nÀ : Luc\nObjet : Facture",
    "de": "Von: Rechnung\nGesendet: Montag\nAn: Uwe\nBetreff: Rechnung",
    "pt": "De: Cobrança\nEnviado: segunda\nPara: Rui\nAssunto: Fatura",
    "it": "Da: Ufficio\nInviato: lunedì\nA: Ugo\nOggetto: Fattura",
    "nl": "Van: Kantoor\nVerzonden: maandag\nAan: Jan\nOnderwerp: Factuur",
    "pl": "Od: Biuro\nWysłano: poniedziałek\nDo: Jan\nTemat: Faktura",
}


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS.keys())
@pytest.mark.parametrize("quoted", ["> please pay\n> thanks", "please pay\nthanks"])
def test_a_reply_above_the_quote_is_kept_alone(header: str, quoted: str) -> None:
    assert strip_quoted(f"I paid it.\nBye\n\n{header}\n\n{quoted}\n") == "I paid it.\nBye"


@pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS.keys())
def test_outlook_header_blocks_end_the_reply(block: str) -> None:
    assert strip_quoted(f"Done.\n\n{block}\n\nplease pay") == "Done."
    assert strip_quoted(f"Done.\n\n________________________________\n{block}\n\nplease pay") == "Done."


def test_original_message_lines_end_the_reply() -> None:
    assert strip_quoted("ok\n-----Original Message-----\nFrom: x\nhello") == "ok"
    assert strip_quoted("ok\n-----Mensaje original-----\nhola") == "ok"


def test_bottom_and_inline_posting_keep_the_answers() -> None:
    header = HEADERS["gmail en"]
    assert strip_quoted(f"{header}\n> when will you pay?\n\nFriday") == "Friday"
    assert strip_quoted(f"{header}\n> when?\nFriday\n> how much?\nall of it") == "Friday\nall of it"


@pytest.mark.parametrize(
    "line",
    [
        "Sent from my iPhone",
        "Get Outlook for iOS",
        "Enviado desde mi iPhone",
        "Envoyé de mon iPhone",
        "Von meinem iPhone gesendet",
        "Enviado do meu iPhone",
        "Inviato da iPhone",
        "Verzonden vanaf mijn iPhone",
        "Wysłano z iPhone'a",
    ],
)
def test_lines_of_telephones_go(line: str) -> None:
    assert strip_quoted(f"I paid\n\n{line}") == "I paid"


def test_signatures_go() -> None:
    assert strip_quoted("I paid\n-- \nJoe\nAcme Ltd") == "I paid"


@pytest.mark.parametrize(
    "notice",
    [
        "Please consider the environment before printing this e-mail",
        "Bitte denken Sie an die Umwelt, bevor Sie diese Mail drucken.",
        "Antes de imprimir, piense en el medio ambiente",
    ],
)
def test_a_signature_may_end_with_a_programs_notice(notice: str) -> None:
    text = f"The 13th, please.\n\nAda\n\n--\nAda Example\nHead of Accounts\n+1 212 555 0199\n{notice}"
    assert strip_quoted(text) == "The 13th, please.\n\nAda"


def test_what_is_said_below_a_signature_and_its_notice_is_kept() -> None:
    text = "--\nAda Example\n+1 212 555 0199\nPlease consider the environment\nI will pay on Friday"
    assert "I will pay on Friday" in strip_quoted(f"Hello\n\n{text}")


@pytest.mark.parametrize(
    "text",
    [
        "> everything is quoted\n> all of it",
        "Sent from my iPhone",
        "-- \nJoe",
        "As I said on Monday:\nI paid",
        "I wrote to you on 3/11 at 10:00:\nI paid already",
        "From: me\nplease read",
        "To do:\n- pay\nDate: Friday",
        "here is what happened:\n\nI paid",
    ],
)
def test_nothing_of_the_customers_is_lost(text: str) -> None:
    assert strip_quoted(text) == text.strip()


@pytest.mark.parametrize(
    "wrapper",
    [
        '<div class="gmail_quote"><div>On Monday X wrote:</div><blockquote>please pay</blockquote></div>',
        '<blockquote type="cite"><div>please pay</div></blockquote>',
        '<div id="appendonsend"></div><hr><div>please pay</div>',
        '<div id="divRplyFwdMsg">From: X</div><div>please pay</div>',
        '<div class="yahoo_quoted"><div>please pay</div></div>',
        '<div class="moz-cite-prefix">On Monday X wrote:</div><blockquote type="cite">please pay</blockquote>',
    ],
)
def test_html_quotes_go(wrapper: str) -> None:
    markup = f"<html><head><style>p {{}}</style></head><body><div>I paid &amp; more<br>bye</div>{wrapper}</body></html>"
    assert strip_quoted(to_text(markup)) == "I paid & more\nbye"


def test_html_below_a_quote_is_kept() -> None:
    markup = '<blockquote type="cite">when?</blockquote><p>Friday</p>'
    assert strip_quoted(to_text(markup)) == "Friday"


def test_html_hides_what_a_reader_does_not_see() -> None:
    assert to_text("<script>alert(1)</script><p>hi</p><!-- no --><title>x</title>") == "hi"
    assert to_text("5 < 6 and 7 > 3") == "5 < 6 and 7 > 3"


@given(st.text(alphabet="<>/abdiv \n:=\"'!-&;", max_size=300))
def test_html_never_raises(markup: str) -> None:
    assert isinstance(to_text(markup), str)


@given(st.text(alphabet="> \nOnwrote:-_From10@a", max_size=300))
def test_stripping_loses_nothing_but_whole_lines(text: str) -> None:
    kept = strip_quoted(text)
    assert bool(kept) == bool(text.strip())
    assert (
        set(kept.split("\n")) <= {line.strip() for line in text.split("\n")} | set(text.split("\n")) | {""}
        or kept in text
    )


@pytest.mark.parametrize(
    "unit", ["> \n", "a\n", "\n", "from: x\n", "on 10:00 wrote\n", "<b>", "<", "<a ", "&#", "-- \n", "<!--"]
)
def test_a_megabyte_takes_little_time(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    begun = time.perf_counter()
    strip_quoted(text)
    to_text(text)
    assert time.perf_counter() - begun < 2
