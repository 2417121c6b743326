"""The port through which messages get their words, and the plain data that templates may see."""

from __future__ import annotations

from collections.abc import Mapping
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
    earlier_day: date | None = None  # that was noted before, where `promise_day` stands in its place
    asked_day: date | None = None  # of which we ask whether it is meant
    asks: bool = True  # false: the question of its words is left out
    question: str = ""  # that its words put, where they answer a reply
    answer_day: date | None = None  # until when a person answers what the customer last wrote
    resolution: str = ""  # ResolutionKind, for outcome messages
    resolution_minor: int = 0
    new_payee: bool = False  # the money goes elsewhere than where it came from
    tone: int = 0
    counted: bool = True  # in sums; of cases about one transaction one is


@dataclass(frozen=True, slots=True)
class Letter:
    """One message before it has words. Several items = a merged message of one customer, client and direction."""

    channel: Channel
    language: str  # of the customer's contact; a language without words falls back to `fallback`
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
    fallback: str = ""  # the client's first language, for a reader whose language has no words


@dataclass(frozen=True, slots=True)
class Composed:
    rendered: Rendered
    template_digest: str  # SHA-256 over the sources of the templates and the catalogue used


@dataclass(frozen=True, slots=True)
class CallFacts:
    """What a call is about. `item.template` is not used: a case type has one script."""

    item: LetterItem
    country: str
    brand: str
    customer_name: str
    customer_kind: CustomerKind
    check_where: str  # where the number stands that the customer may call back


@dataclass(frozen=True, slots=True)
class CallScript:
    """What is said on the telephone, in this order. Before the person has confirmed who they are: `identify` alone."""

    identify: str  # who calls, and whom we ask for; nothing of the matter
    item: str
    ask: str
    next: str
    voicemail: str  # brand and how to call back, nothing else


@dataclass(frozen=True, slots=True)
class DeskTexts:
    """What staff have to know of a case type, each in a sentence or two."""

    about: str  # what happened
    find_out: str
    beware: str  # what not to do
    done: str  # when it is done, and with which root cause


@dataclass(frozen=True, slots=True)
class InquiryFacts:
    """A question to the client's own people, the bank or the gateway, before it has words.

    They see invoice, amounts and our reference; never the customer's name, addresses or words.
    """

    item: LetterItem  # its template is the inquiry's: "<case type>/ask_<party>"
    country: str  # for formats of dates and amounts
    brand: str
    party: str  # client, bank, gateway
    recipient: str  # name of the person or team that is asked; "" = unknown
    answers: tuple[tuple[str, str], ...]  # (id, link to the page with this answer chosen), in their order
    reference: str
    check_code: str
    needed_by: date | None = None
    payment_reference: str = ""
    payment_day: date | None = None
    reason_code: str = ""
    today: date | None = None


@dataclass(frozen=True, slots=True)
class InquiryWords:
    """The question in parts, for a page, and as a whole e-mail."""

    subject: str
    intro: str  # who asks, on whose behalf
    item: str
    ask: str
    next: str
    needed_by: str  # "Please answer by ..."; empty without a day
    facts: tuple[tuple[str, str], ...]  # (label, value)
    answers: Mapping[str, str]  # id -> label, in the order of the facts
    genuine: str  # how to check that it is genuine
    assistant: str  # the notice that it is automated
    mail: Composed


class Composer(Protocol):
    def compose(self, letter: Letter) -> Composed:
        """Give a letter its words. Raises Rejected when no template fits or an obligatory part is missing."""
        ...


class Scripts(Protocol):
    """Words for people at a desk and on the telephone."""

    def call_script(self, facts: CallFacts, language: str) -> CallScript:
        """Raises Rejected when the case type has no script."""
        ...

    def desk_texts(self, case_type: CaseType, language: str) -> DeskTexts | None:
        """None when the case type has none."""
        ...


class InquiryComposer(Protocol):
    def inquiry(self, facts: InquiryFacts, language: str) -> InquiryWords:
        """Raises Rejected when there is no such template, or it lacks a label for an answer."""
        ...

    def answers_of(self, name: str) -> tuple[str, ...] | None:
        """The ids of the answers that an inquiry has labels for; None when there is no such inquiry."""
        ...
