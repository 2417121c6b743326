"""The form of a question to the client's own people, the bank or the gateway: its parts, and a whole e-mail."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any, Final

from babel import Locale

from bot.app.messages import Rendered
from bot.app.words import Composed, InquiryFacts, InquiryWords, Letter
from bot.channels.words import formats, values
from bot.channels.words.catalogue import Catalogue
from bot.channels.words.draft import Book, words_of
from bot.channels.words.email import subject
from bot.channels.words.kinds import ANSWER, FRAME
from bot.channels.words.library import Words
from bot.channels.words.links import check_link
from bot.domain.errors import Rejected
from bot.domain.vocabulary import Channel, CustomerKind

FRAME_INQUIRY: Final = f"{FRAME}/inquiry"
LAYOUT: Final = f"{FRAME}/inquiry.html"

# Label in the frame -> variable. What is empty is left out.
_FACTS: Final = {
    "case_label": "case",
    "invoice_label": "invoice",
    "amount_label": "amount",
    "expected_label": "expected",
    "paid_label": "paid",
    "disputed_label": "disputed",
    "due_label": "due",
    "payment_label": "payment_reference",
    "payment_day_label": "payment_day",
    "reason_label": "reason_code",
}
_FRAME_PARTS: Final = (
    *("greeting", "intro", "needed_by", "answer_here", "regards", "genuine", "assistant", "reference_line"),
)


def inquiry(facts: InquiryFacts, book: Book, catalogue: Catalogue, locale: Locale) -> InquiryWords:
    """Raises Rejected when there is no such template, it lacks a label for an answer, or a notice is missing."""
    for _, link in facts.answers:
        check_link(link)
    words, frame = words_of(book, facts.item.template), words_of(book, FRAME_INQUIRY)
    given = _values(facts, catalogue, locale)
    _demand(given)
    says = {part: words.say(part, given) for part in ("subject", "item", "ask", "next")}
    around = {part: frame.say(part, given) for part in _FRAME_PARTS}
    labels = {id_: words.say(f"{ANSWER}{id_}", given) for id_, _ in facts.answers}
    if lacking := [id_ for id_, label in labels.items() if not label]:
        raise Rejected(f"The inquiry '{words.name}' has no words for the answer '{lacking[0]}'.")
    known = given if values.invoice_of(facts.item) else given | {"invoice": ""}  # our reference has a line of its own
    table = tuple((frame.say(label, given), str(known[name])) for label, name in _FACTS.items() if known[name])
    page = _page(facts, says, around, labels, table)
    html = words_of(book, LAYOUT)
    mail = Rendered(text=_text(page), subject=page["subject"], html=html.page(given | page))
    return InquiryWords(
        subject=page["subject"],
        intro=around["intro"],
        item=says["item"],
        ask=says["ask"],
        next=says["next"],
        needed_by=around["needed_by"],
        facts=table,
        answers=labels,
        genuine=around["genuine"],
        assistant=around["assistant"],
        mail=Composed(mail, _digest(words, frame, html)),
    )


def _values(facts: InquiryFacts, catalogue: Catalogue, locale: Locale) -> dict[str, Any]:
    letter = _letter(facts, catalogue.language)
    common = values.letter_values(letter, locale, "")
    days = {"needed_by": facts.needed_by, "payment_day": facts.payment_day}
    return (
        common
        | values.group_values([facts.item], letter, locale, catalogue)
        | {name: formats.day(one, locale) if one else "" for name, one in days.items()}
        | {
            "recipient": values.line(facts.recipient),
            "party": facts.party,
            "payment_reference": values.line(facts.payment_reference),
            "reason_code": values.line(facts.reason_code, 24),
            "language": locale.language,
        }
    )


def _letter(facts: InquiryFacts, language: str) -> Letter:
    """The values are those of an e-mail about one case, without the customer."""
    return Letter(
        channel=Channel.EMAIL,
        language=language,
        country=facts.country,
        items=(replace(facts.item, promise_day=None, earlier_day=None, asked_day=None, answer_day=None),),
        brand=facts.brand,
        customer_name="",
        customer_kind=CustomerKind.BUSINESS,
        verified=True,
        show_amount=True,
        first_sms=False,
        reference=facts.reference,
        chat_url="",
        unsubscribe_url="",
        check_where="",
        check_code=facts.check_code,
        today=facts.today,
    )


def _demand(given: dict[str, Any]) -> None:
    for name, what in {"brand": "the name of who asks", "check_code": "the code to check it with"}.items():
        if not given[name]:
            raise Rejected(f"The inquiry lacks {what}.")


def _page(
    facts: InquiryFacts,
    says: dict[str, str],
    around: dict[str, str],
    labels: dict[str, str],
    table: tuple[tuple[str, str], ...],
) -> dict[str, Any]:
    """Everything that text and HTML both show, in words."""
    if not says["item"] or not says["ask"]:
        raise Rejected(f"The inquiry '{facts.item.template}' has nothing to ask in this case.")
    return {
        "subject": subject(says["subject"]),
        "greeting": around["greeting"],
        "paragraphs": [text for text in (around["intro"], says["item"]) if text],
        "facts": table,
        "closing": [text for text in (says["ask"], around["needed_by"]) if text],
        "answers": [(labels[id_], link) for id_, link in facts.answers],
        "hint": around["answer_here"] if facts.answers else "",
        "after": says["next"],
        "signature": [text for text in (around["regards"], values.line(facts.brand)) if text],
        "genuine": around["genuine"],
        "notices": [around["assistant"], around["reference_line"]],
    }


def _text(page: dict[str, Any]) -> str:
    blocks = [
        page["greeting"],
        *page["paragraphs"],
        "\n".join(f"{label}: {value}" for label, value in page["facts"]),
        *page["closing"],
        page["hint"],
        "\n\n".join(f"{label}:\n{link}" for label, link in page["answers"]),
        page["after"],
        "\n".join(page["signature"]),
        "--",
        page["genuine"],
        *page["notices"],
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _digest(*used: Words) -> str:
    return hashlib.sha256(b"".join(words.digest for words in used)).hexdigest()
