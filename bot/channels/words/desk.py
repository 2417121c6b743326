"""Words for the telephone and for staff: the call script and the desk's texts of a case type."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from babel import Locale

from bot.app.words import CallFacts, CallScript, DeskTexts, Letter
from bot.channels.words import values
from bot.channels.words.catalogue import Catalogue
from bot.channels.words.draft import Book, words_of
from bot.channels.words.kinds import Kind
from bot.domain.errors import Rejected
from bot.domain.vocabulary import CaseType, Channel


def call_script(facts: CallFacts, book: Book, catalogue: Catalogue, locale: Locale) -> CallScript:
    """Until the person has confirmed who they are, a script knows no more than brand and name; a machine not even that.

    Raises Rejected when the case type has no script, or a part of it says nothing.
    """
    words = words_of(book, f"{facts.item.case_type}/{Kind.CALL}")
    known = _values(facts, catalogue, locale, verified=True)
    nothing = dict.fromkeys(("invoice", "invoices", "about", "bills"), "")
    hidden = _values(facts, catalogue, locale, verified=False) | nothing
    asked_for = hidden | {"name": values.line(facts.customer_name)}
    given = {"identify": asked_for, "item": known, "ask": known, "next": known, "voicemail": hidden}
    says = {part: words.say(part, one) for part, one in given.items()}
    if silent := [part for part, text in says.items() if not text]:
        raise Rejected(f"The call script '{words.name}' says nothing in '{silent[0]}'.")
    return CallScript(**says)


def _values(facts: CallFacts, catalogue: Catalogue, locale: Locale, *, verified: bool) -> dict[str, Any]:
    letter = Letter(
        channel=Channel.VOICE,
        language=catalogue.language,
        country=facts.country,
        items=(facts.item,),
        brand=facts.brand,
        customer_name=facts.customer_name,
        customer_kind=facts.customer_kind,
        verified=verified,
        show_amount=True,
        first_sms=False,
        reference="",
        chat_url="",
        unsubscribe_url="",
        check_where=facts.check_where,
        check_code="",
    )
    item = facts.item if verified else replace(facts.item, tone=0)
    common = values.letter_values(letter, locale, catalogue.phrase(facts.check_where))
    return common | values.group_values([item], letter, locale, catalogue)


def desk_texts(case_type: CaseType, book: Book) -> DeskTexts | None:
    """The same in every case of a type: there is nothing to fill in."""
    words = book.get(f"{case_type}/{Kind.DESK}")
    if words is None:
        return None
    return DeskTexts(*(words.say(part, {}) for part in ("about", "find_out", "beware", "done")))
