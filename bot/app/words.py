"""The port through which messages get their words, and the plain data that templates may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from bot.app.messages import Rendered
from bot.domain.vocabulary import CaseType, Channel, CustomerKind


@dataclass(frozen=True, slots=True)
class LetterItem:
    """One touch of a message: what one case has to say. Amounts are minor units of `currency`."""

    template: str  # "<case type>/<name>", e.g. "missing_payment/first"
    case_ref: str
    case_type: CaseType
    invoice: str
    currency: str
    open_minor: int  # what the case is about: asked for, or held of the customer's
    expected_minor: int
    paid_minor: int
    disputed_minor: int
    due_on: date | None = None
    days_late: int = 0
    promise_day: date | None = None
    answer_day: date | None = None  # until when a person answers what the customer last wrote
    resolution: str = ""  # ResolutionKind, for outcome messages
    resolution_minor: int = 0
    new_payee: bool = False  # the money goes elsewhere than where it came from
    tone: int = 0


@dataclass(frozen=True, slots=True)
class Letter:
    """One message before it has words. Several items = a merged message of one customer, client and direction."""

    channel: Channel
    language: str  # of the customer's contact; a language without words falls back to the client's first
    country: str  # for formats of dates and amounts
    items: tuple[LetterItem, ...]
    brand: str
    customer_name: str
    customer_kind: CustomerKind
    verified: bool  # THIRD-PARTY: an unverified contact gets brand and masked reference only
    show_amount: bool  # SMS carries no amount unless the client turns it on
    first_sms: bool  # OPTOUT-NOTICE: the first SMS carries the way out in words
    reference: str  # of the message; in the text of an SMS
    chat_url: str
    unsubscribe_url: str
    check_where: str  # GENUINE: how to check without the link, e.g. "call the number on your bill"
    check_code: str
    sender_person: str = ""  # a named senior person, where the step wants one
    today: date | None = None
    staff_text: str = ""  # words that a member of staff wrote (an answer by hand)


@dataclass(frozen=True, slots=True)
class Composed:
    rendered: Rendered
    template_digest: str  # SHA-256 over the sources of the templates and the catalogue used


class Composer(Protocol):
    def compose(self, letter: Letter) -> Composed:
        """Give a letter its words. Raises Rejected when no template fits or an obligatory part is missing."""
        ...
