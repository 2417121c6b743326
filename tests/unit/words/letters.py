"""Letters for tests, changed with `dataclasses.replace`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.app.words import Letter, LetterItem
from bot.domain.vocabulary import CaseType, Channel, CustomerKind

ITEM = LetterItem(
    template="missing_payment/first",
    case_ref="NW-2041",
    case_type=CaseType.MISSING_PAYMENT,
    invoice="INV-2041",
    currency="USD",
    open_minor=125_000,
    expected_minor=200_000,
    paid_minor=75_000,
    disputed_minor=30_000,
    due_on=date(2026, 5, 3),
    days_late=17,
    promise_day=date(2026, 5, 20),
    resolution="refund",
    resolution_minor=50_000,
    tone=1,
)
OTHER = replace(ITEM, case_ref="NW-2077", invoice="INV-2077", open_minor=25_000)

LETTER = Letter(
    channel=Channel.EMAIL,
    language="en",
    country="US",
    items=(ITEM,),
    brand="Northwind Energy",
    customer_name="Ana Ruiz",
    customer_kind=CustomerKind.CONSUMER,
    verified=True,
    show_amount=True,
    first_sms=False,
    reference="K7Q2M9XW4T",
    chat_url="https://pay.northwind.example/c/abcdefgh",
    unsubscribe_url="https://pay.northwind.example/u/abcdefgh",
    check_where="call the number on your bill",
    check_code="NW-K7Q2M9XW4T",
    today=date(2026, 5, 20),
    staff_text="Your meter was read on 2 May.\nThe reading is right.",
)
SMS = replace(LETTER, channel=Channel.SMS)
CHAT = replace(LETTER, channel=Channel.CHAT)


def about(template: str, letter: Letter = LETTER, **changes: object) -> Letter:
    """A letter with one case and this template."""
    return replace(letter, items=(replace(ITEM, template=template, **changes),))
