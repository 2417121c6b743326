"""Letters to try templates with: long but plausible names, numbers and amounts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.app.words import Letter, LetterItem
from bot.domain.changing import replace
from bot.domain.vocabulary import CaseType, Channel, CustomerKind, ResolutionKind

_DAY: Final = date(2026, 9, 23)  # a long month in both languages

ITEM: Final = LetterItem(
    template="",
    case_ref="NW-104711",
    case_type=CaseType.MISSING_PAYMENT,
    invoice="INV-2026-0104711",
    currency="USD",
    open_minor=1_234_567,
    expected_minor=2_345_678,
    paid_minor=1_111_111,
    disputed_minor=345_678,
    due_on=_DAY,
    days_late=21,
    promise_day=_DAY,
    earlier_day=_DAY,
    asked_day=_DAY,
    answer_day=_DAY,
    resolution=ResolutionKind.REFUND,
    resolution_minor=1_234_567,
)
LETTER: Final = Letter(
    channel=Channel.EMAIL,
    language="en",
    country="US",
    items=(ITEM,),
    brand="Northwind Energy & Water",
    customer_name="María Fernanda Rodríguez-Villaseñor",
    customer_kind=CustomerKind.CONSUMER,
    verified=True,
    show_amount=True,
    first_sms=False,
    reference="YQTS3JMB0V",
    chat_url="https://pay.northwind.example/c/k7q2m9xw4t",
    unsubscribe_url="https://pay.northwind.example/u/k7q2m9xw4t",
    check_where="call the number on the back of your bill",
    check_code="NW-YQTS3JMB0V",
    today=_DAY,
    staff_text="We have read your meter again on 12 May. The reading was right.",
)


@dataclass(frozen=True, slots=True)
class Sample:
    """A reader of a language: where, with which money, in a month with a long name."""

    country: str
    currency: str
    day: date
    name: str
    check_where: str


SAMPLES: Final = {
    "en": Sample("US", "USD", _DAY, LETTER.customer_name, LETTER.check_where),
    "es": Sample("MX", "USD", _DAY, LETTER.customer_name, "llame al número que figura al dorso de su factura"),
    "fr": Sample(
        "FR",
        "EUR",
        _DAY,
        "Marie-Élisabeth Lefèvre-Châteaubriand",
        "appelez le numéro qui figure au dos de votre facture",
    ),
    "de": Sample(
        "DE", "EUR", _DAY, "Anneliese Großmann-Schönfelder", "rufen Sie die Nummer auf der Rückseite Ihrer Rechnung an"
    ),
    "pt": Sample(
        "BR", "BRL", date(2026, 2, 23), "Conceição de Araújo Magalhães", "ligue para o número no verso da sua fatura"
    ),
    "it": Sample(
        "IT", "EUR", _DAY, "Maria Immacolata Degl’Innocenti", "chiami il numero che trova sul retro della bolletta"
    ),
    "nl": Sample(
        "NL", "EUR", _DAY, "Geneviève van der Meulen-Oosterhuis", "bel het nummer op de achterkant van uw factuur"
    ),
    "pl": Sample(
        "PL",
        "PLN",
        date(2026, 10, 23),
        "Małgorzata Święcicka-Wróblewska",
        "proszę zadzwonić pod numer z odwrotu rachunku",
    ),
}


_ON_PHONES: Final = (Channel.SMS, Channel.WHATSAPP)


def letters(template: str, language: str) -> Iterator[Letter]:
    """The letters with which `check` tries one template in one language."""
    group = template.partition("/")[0]
    case_type = CaseType(group) if group in {str(kind) for kind in CaseType} else CaseType.MISSING_PAYMENT
    sample = SAMPLES.get(language.partition("_")[0], SAMPLES["en"])
    item = replace(ITEM, template=template, case_type=case_type, currency=sample.currency)
    item = replace(item, due_on=sample.day, promise_day=sample.day, answer_day=sample.day)
    item = replace(item, earlier_day=sample.day, asked_day=sample.day)
    letter = replace(LETTER, items=(item,), language=language, country=sample.country, today=sample.day)
    letter = replace(letter, check_where=sample.check_where, customer_name=sample.name)
    for channel in (Channel.EMAIL, Channel.SMS, Channel.WHATSAPP, Channel.CHAT):
        for variant in _variants(replace(letter, channel=channel)):
            yield variant
            if channel in _ON_PHONES:  # elsewhere nothing depends on it
                yield replace(variant, first_sms=True, show_amount=False)


def _variants(letter: Letter) -> Iterator[Letter]:
    (item,) = letter.items
    five = tuple(replace(item, invoice=f"INV-2026-010471{n}", case_ref=f"NW-10471{n}") for n in range(5))
    two = five[:2]  # Polish says one, two and five in three ways
    yield letter
    yield replace(letter, customer_kind=CustomerKind.BUSINESS)
    yield replace(letter, items=(_bare(item),))
    yield replace(letter, items=(replace(item, asks=False, earlier_day=None),))
    yield replace(letter, items=(replace(item, case_type=CaseType.OVERPAYMENT, resolution=ResolutionKind.CREDIT_NOTE),))
    yield replace(letter, items=(replace(item, new_payee=True),))
    yield replace(letter, items=two)
    yield replace(letter, items=tuple(replace(one, asks=False, earlier_day=None) for one in two))
    yield replace(letter, items=five)
    yield replace(letter, items=tuple(replace(one, new_payee=True) for one in five))
    yield replace(letter, items=two, customer_kind=CustomerKind.BUSINESS)
    yield replace(letter, verified=False)


def _bare(item: LetterItem) -> LetterItem:
    """A case of which nothing is known that need not be known."""
    bare = replace(item, due_on=None, days_late=0, promise_day=None, answer_day=None)
    bare = replace(bare, earlier_day=None, asked_day=None)
    return replace(bare, disputed_minor=0, resolution_minor=0, resolution="")
