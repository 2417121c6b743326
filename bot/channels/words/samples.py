"""Letters to try templates with: long but plausible names, numbers and amounts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from bot.app.words import Letter, LetterItem
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
_CHECK_WHERE: Final = {"es": "llame al número que figura al dorso de su factura"}
_COUNTRIES: Final = {"en": "US", "es": "MX"}


def letters(template: str, language: str) -> Iterator[Letter]:
    """The letters with which `check` tries one template in one language."""
    group = template.partition("/")[0]
    case_type = CaseType(group) if group in {str(kind) for kind in CaseType} else CaseType.MISSING_PAYMENT
    item = replace(ITEM, template=template, case_type=case_type)
    letter = replace(LETTER, items=(item,), language=language, country=_COUNTRIES.get(language, ""))
    letter = replace(letter, check_where=_CHECK_WHERE.get(language, letter.check_where))
    for channel in (Channel.EMAIL, Channel.SMS, Channel.WHATSAPP, Channel.CHAT):
        for variant in _variants(replace(letter, channel=channel)):
            yield variant
            yield replace(variant, first_sms=True, show_amount=False)


def _variants(letter: Letter) -> Iterator[Letter]:
    (item,) = letter.items
    three = tuple(replace(item, invoice=f"INV-2026-010471{n}", case_ref=f"NW-10471{n}") for n in range(3))
    yield letter
    yield replace(letter, customer_kind=CustomerKind.BUSINESS)
    yield replace(letter, items=(_bare(item),))
    yield replace(letter, items=(replace(item, case_type=CaseType.OVERPAYMENT, resolution=ResolutionKind.CREDIT_NOTE),))
    yield replace(letter, items=(replace(item, new_payee=True),))
    yield replace(letter, items=three)
    yield replace(letter, items=tuple(replace(one, new_payee=True) for one in three))
    yield replace(letter, items=three, customer_kind=CustomerKind.BUSINESS)
    yield replace(letter, verified=False)


def _bare(item: LetterItem) -> LetterItem:
    """A case of which nothing is known that need not be known."""
    bare = replace(item, due_on=None, days_late=0, promise_day=None, answer_day=None)
    return replace(bare, disputed_minor=0, resolution_minor=0, resolution="")
