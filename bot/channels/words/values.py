"""What a template sees: plain text, numbers, yes or no. What a person wrote is made harmless here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import Any, Final

from babel import Locale

from bot.app.words import Letter, LetterItem
from bot.channels.words import formats
from bot.channels.words.catalogue import Catalogue
from bot.channels.words.kinds import FRAME, Kind
from bot.domain.vocabulary import Channel, CustomerKind

# Name of a variable -> what it is. docs/templates.md is checked against this list.
VARIABLES: Final = {
    "invoice": "number of the invoice; “(our reference NW-1)” where there is none; its last characters if not verified",
    "invoices": "the same; of several cases a list such as “A-1, A-2 and 3 more”",
    "bills": "“Invoice A-1” or “Invoices A-1, A-2”, to begin a subject with",
    "about": "`invoices` with the amount in brackets, where the amount may be shown: for SMS",
    "amount": "what the case is about: asked for, or held of the customer's; empty where it is hidden or nothing",
    "expected": "what was billed",
    "paid": "what has been paid",
    "nothing_paid": "true when nothing at all has been paid",
    "disputed": "the contested part; empty when nothing is contested",
    "resolution_amount": "what was decided: refunded, credited, written off; empty when there is none",
    "resolution": "kind of the decision, one of ResolutionKind",
    "new_payee": "true when the money goes elsewhere than where it came from",
    "due": "the due day in words; empty when unknown",
    "days_late": "days since the due day (number)",
    "promise_day": "the day that the customer named, in words; empty when none",
    "earlier_day": "the day that was noted before, where `promise_day` stands in its place; empty when none did",
    "asked_day": "the day of which we ask whether it is meant, in words; empty when none is asked about",
    "asks": "false where the question is left out: it was put before, or another answer in the message puts one",
    "together": "true where the message holds other answers to the same reply, so that it need not thank again",
    "answer_day": "until when a person answers the customer's last message, in words; empty when that has passed",
    "tone": "0 inform, 1 friendly, 2 direct, 3 firm, 4 formal (number)",
    "case_type": "type of the case",
    "case": "our reference of the case",
    "count": "how many cases this part speaks of (number)",
    "many": "true when `count` is more than one",
    "total": "sum of a merged message where there is one currency, else empty",
    "brand": "name of the client that the customer knows",
    "name": "name of the customer",
    "business": "true when the customer is a business",
    "person": "the named person who signs; empty in most messages",
    "link": "the customer's own page",
    "unsubscribe": "where to stop e-mails",
    "check_where": "how to check a message without the link, e.g. “call the number on your bill”",
    "check_code": "code to quote when checking",
    "reference": "short reference of the message",
    "staff_text": "words that a member of staff wrote",
    "today": "today in words",
}
# What inquiries see besides.
INQUIRY_VARIABLES: Final = {
    "recipient": "who is asked by an inquiry, or empty",
    "party": "whom an inquiry asks: client, bank or gateway",
    "needed_by": "until when an inquiry needs its answer, in words; empty when there is no day",
    "payment_reference": "the payment's own reference, for an inquiry; empty when unknown",
    "payment_day": "when the payment came in, in words, for an inquiry; empty when unknown",
    "reason_code": "the bank's or the card network's code, for an inquiry; empty when there is none",
}
# What only frame and layouts see: parts that are already words.
FRAME_VARIABLES: Final = frozenset(
    {
        "family",
        "language",
        "subject",
        "greeting",
        "opening",
        "items",
        "facts",
        "sum_label",
        "closing",
        "action",
    }
    | {"signature", "genuine", "notices", "opt_out", "opt_out_label", "paragraphs", "answers", "after", "hint"}
)


def known_to(name: str, kind: Kind) -> frozenset[str]:
    """The variables that a template may use."""
    if kind is Kind.DESK:
        return frozenset()  # the same in every case
    frame = FRAME_VARIABLES if name.startswith(f"{FRAME}/") else frozenset()
    inquiry = INQUIRY_VARIABLES if kind is Kind.INQUIRY or name.startswith(f"{FRAME}/inquiry") else ()
    return frozenset(VARIABLES) | frame | frozenset(inquiry)


MAX_NAME: Final = 60  # characters
MAX_INVOICE: Final = 40
MAX_STAFF_TEXT: Final = 4_000
# Declared for translation in templates/frame/phrases.j2.
MORE: Final = "and {} more"
BILLS: Final = ("Invoice {}", "Invoices {}")
# Where the ledger knows no invoice number: stands after the word “invoice”, so that nobody takes ours for one.
OURS: Final = "(our reference {})"
OURS_ALONE: Final = "Our reference {}"
LONG_LIST: Final = 60  # characters of a list of invoices; the others are counted
SHORT_LIST: Final = 30  # the same in a text
WHICH_CASE: Final = "common/which_case"

_CONTROL: Final = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]+"
)
_BREAKS: Final = re.compile(r"[^\S\n]*\n\s*")
_ENCODED_WORD: Final = re.compile(r"=+\?+")  # RFC 2047: `=?utf-8?q?..?=` in a header is decoded, line breaks and all
_LINK: Final = re.compile(r"\b(?:\w+:/+|www\.)\S*", re.IGNORECASE)
_NOT_INVOICE: Final = re.compile(r"[^\w\-./# ]+")
_DOT_IN_WORD: Final = re.compile(r"(?<=\w)\.(?=[^\W\d_])")


_PLAIN: Final = re.compile(r"[\w +#&,'()-]*")  # in which none of the above can stand


@lru_cache(maxsize=8192)
def line(text: str, longest: int = MAX_NAME) -> str:
    """A value that a person wrote, as one short line without control characters, encoded words or links."""
    if len(text) <= longest and _PLAIN.fullmatch(text):  # almost every value, at a fifth of the cost
        return " ".join(text.split())
    plain = _LINK.sub(" ", _ENCODED_WORD.sub(" ", _CONTROL.sub(" ", text[: 4 * longest])))
    plain = " ".join(plain.split())
    return plain if len(plain) <= longest else plain[: longest - 1].rstrip() + "…"


def invoice_of(item: LetterItem) -> str:
    """The invoice number with nothing in it that a mailer or a phone would turn into a link; may be empty."""
    return _code(item.invoice)


@lru_cache(maxsize=8192)
def _code(invoice: str) -> str:
    plain = _NOT_INVOICE.sub(" ", line(invoice, MAX_INVOICE))
    return _DOT_IN_WORD.sub("-", " ".join(plain.split()))


def case_of(item: LetterItem) -> str:
    """Our own reference, as short as an invoice number."""
    return line(item.case_ref, MAX_INVOICE)


def staff_words(text: str) -> str:
    """What staff wrote: line breaks stay, other control characters go."""
    lines = _BREAKS.sub("\n", text.replace("\r\n", "\n").replace("\r", "\n")[:MAX_STAFF_TEXT])
    return "\n".join(_CONTROL.sub(" ", part).strip() for part in lines.split("\n")).strip()


def masked(invoice: str) -> str:
    """At most the last four characters, and never more than half of the number."""
    return invoice[-min(4, len(invoice) // 2) :] if len(invoice) > 1 else ""


def letter_values(letter: Letter, locale: Locale, check_where: str) -> dict[str, Any]:
    """What is the same in every part of a message."""
    return {
        "brand": line(letter.brand),
        "name": line(letter.customer_name) if letter.verified else "",
        "business": letter.customer_kind is CustomerKind.BUSINESS,
        "person": line(letter.sender_person),
        "link": letter.chat_url,
        "unsubscribe": letter.unsubscribe_url,
        "check_where": line(check_where, 120),
        "check_code": line(letter.check_code, 24),
        "reference": line(letter.reference, 24),
        "staff_text": staff_words(letter.staff_text) if letter.verified else "",
        "today": formats.day(letter.today, locale) if letter.today else "",
        "total": "",
    }


def group_values(items: Sequence[LetterItem], letter: Letter, locale: Locale, catalogue: Catalogue) -> dict[str, Any]:
    """What one part says of its cases: of several, what they have in common, and sums."""
    short = letter.channel is Channel.SMS
    shown = letter.verified and (letter.show_amount or letter.channel not in {Channel.SMS, Channel.WHATSAPP})
    first, items = items[0], cases(items)
    codes = _codes(items, catalogue, verified=letter.verified)
    money = _sums(items, locale, plain=short) if shown else dict.fromkeys(_MONEY, "")
    if first.template == WHICH_CASE:  # whoever is to choose must see all of them
        named = _with_amounts(items, codes, locale) if shown and not short else codes
        invoices = listed(named, catalogue.phrase(MORE), LONG_LIST if short else len(", ".join(named)))
    else:
        invoices = listed(codes, catalogue.phrase(MORE), SHORT_LIST if short else LONG_LIST)
    return money | {
        "invoice": codes[0],
        "invoices": invoices,
        "bills": _bills(items, invoices, catalogue, verified=letter.verified),
        "about": _about(invoices, money["amount"]),
        "nothing_paid": not any(item.paid_minor for item in items),
        "resolution": first.resolution,
        "new_payee": any(item.new_payee for item in items),
        "due": _day(items, "due_on", locale, short=short) if letter.verified else "",
        "promise_day": _day(items, "promise_day", locale, short=short) if letter.verified else "",
        "earlier_day": _day(items, "earlier_day", locale, short=short) if letter.verified else "",
        "asked_day": _day(items, "asked_day", locale, short=short, weekday=True) if letter.verified else "",
        "asks": any(item.asks for item in items),
        "together": len({item.template for item in letter.items}) > 1,
        "answer_day": _day(items, "answer_day", locale, short=short) if letter.verified else "",
        "days_late": max(item.days_late for item in items),
        "tone": max(item.tone for item in items),
        "case_type": str(first.case_type),
        "case": line(first.case_ref, MAX_INVOICE),
        "count": len(items),
        "many": len(items) > 1,
    }


def _with_amounts(items: Sequence[LetterItem], codes: Sequence[str], locale: Locale) -> list[str]:
    each = (_sums([item], locale, plain=True)["amount"] for item in items)
    return [f"{code} ({amount})" if amount else code for code, amount in zip(codes, each, strict=True)]


def _codes(items: Sequence[LetterItem], catalogue: Catalogue, *, verified: bool) -> list[str]:
    if not verified:
        return [masked(invoice_of(item) or case_of(item)) for item in items]
    ours = catalogue.phrase(OURS)
    return [invoice_of(item) or ours.format(case_of(item)) for item in items]


def _bills(items: Sequence[LetterItem], invoices: str, catalogue: Catalogue, *, verified: bool) -> str:
    if verified and len(items) == 1 and not invoice_of(items[0]):
        return catalogue.phrase(OURS_ALONE).format(case_of(items[0]))
    return catalogue.forms(BILLS)[catalogue.plural(len(items))].format(invoices)


def _about(invoices: str, amount: str) -> str:
    """The amount in brackets, within those that are there already."""
    if not amount:
        return invoices
    return f"{invoices[:-1]}, {amount})" if invoices.endswith(")") else f"{invoices} ({amount})"


def cases(items: Sequence[LetterItem]) -> list[LetterItem]:
    """One item of each case: two answers about one invoice do not make its amount twice as large."""
    if len(items) == 1:
        return list(items)
    return list({(item.case_ref, item.invoice): item for item in reversed(items)}.values())[::-1]


_MONEY: Final = {
    "amount": "open_minor",
    "expected": "expected_minor",
    "paid": "paid_minor",
    "disputed": "disputed_minor",
    "resolution_amount": "resolution_minor",
}

_amounts: Final = attrgetter(*_MONEY.values())


def _sums(items: Sequence[LetterItem], locale: Locale, *, plain: bool) -> dict[str, str]:
    currency = items[0].currency
    if len(items) > 1 and any(item.currency != currency for item in items):
        return dict.fromkeys(_MONEY, "")
    form = formats.amount_format(currency, locale, plain=plain)
    several = _amounts(items[0]) if len(items) == 1 else map(sum, zip(*map(_amounts, items), strict=True))
    sums = dict(zip(_MONEY, several, strict=True))
    return {key: form.write(minor) if minor or key == "paid" else "" for key, minor in sums.items()}


def _day(items: Sequence[LetterItem], field: str, locale: Locale, *, short: bool, weekday: bool = False) -> str:
    only: date | None = getattr(items[0], field)
    if only is None or any(getattr(item, field) != only for item in items[1:]):
        return ""
    if weekday:
        return formats.weekday(only, locale, short=short)
    return formats.short_day(only, locale) if short else formats.day(only, locale)


def listed(names: Sequence[str], more: str, width: int) -> str:
    """“A-1, A-2 and 4 more”: at least one, and never a list that fills a text."""
    shown = 1
    while shown < len(names) and len(", ".join(names[: shown + 1])) <= width:
        shown += 1
    start = ", ".join(names[:shown])
    return start if shown == len(names) else f"{start} {more.format(len(names) - shown)}"
