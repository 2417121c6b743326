"""Questions to others than the customer as the thread of a case tells them: asked, answered, overdue, needless."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from bot.app.correspondents import DEFAULT
from bot.app.records import Recorded
from bot.app.staff.views import AskedWords, LineView
from bot.domain import events as e
from bot.domain.case import Case, Inquiry
from bot.domain.vocabulary import Party

INQUIRY: Final = "inquiry"  # LineView.who
_PARTIES: Final[Mapping[Party, str]] = {
    Party.CLIENT: "the client's people",
    Party.BANK: "the bank",
    Party.GATEWAY: "the gateway",
}


# Of one moment the lines sort as they follow each other.
_ORDER: Final[Mapping[type[e.InquiryEvent], int]] = {
    e.InquiryMade: 1,
    e.InquiryUndelivered: 2,
    e.InquiryOverdue: 3,
    e.InquiryAnswered: 4,
    e.InquiryWithdrawn: 5,
}


def inquiry_line_id(event: e.InquiryEvent) -> str:
    """Each thing that happens to an inquiry is a line of its own."""
    return f"inquiry:{_inquiry_id(event)}:{_ORDER[type(event)]}"


def _inquiry_id(event: e.InquiryEvent) -> str:
    return event.inquiry.id if isinstance(event, e.InquiryMade) else event.inquiry_id


def inquiry_lines(
    case: Case, log: Iterable[Recorded], names: Mapping[str, str], asked: Mapping[str, AskedWords]
) -> Iterator[LineView]:
    """The lines of a case's inquiries. `names` are those of staff by their ids, `asked` their words by inquiry."""
    known = {inquiry.id: inquiry for inquiry in case.inquiries}
    for one in log:
        event = one.event
        if not isinstance(event, e.InquiryEvent):
            continue
        inquiry = event.inquiry if isinstance(event, e.InquiryMade) else known.get(event.inquiry_id)
        if inquiry is not None:
            yield LineView(inquiry_line_id(event), one.at, INQUIRY, None, _said(event, inquiry, names, asked))


def whom(inquiry: Inquiry) -> str:
    """Who is asked, in words: "the client's people (billing)", "the bank"."""
    named = inquiry.party is Party.CLIENT and inquiry.to != DEFAULT
    return f"{_PARTIES[inquiry.party]} ({inquiry.to})" if named else _PARTIES[inquiry.party]


def question(inquiry: Inquiry, asked: Mapping[str, AskedWords] = MappingProxyType({})) -> str:
    """What is asked, in words; without them by the name of its template: "invoice mismatch: ask client"."""
    if words := asked.get(inquiry.id):
        return words.question
    return inquiry.template.replace("/", ": ").replace("_", " ")


def answer_words(answer: str) -> str:
    """An answer's id as words."""
    return answer.replace("_", " ")


def answer_of(inquiry: Inquiry, answer: str, asked: Mapping[str, AskedWords]) -> str:
    """An answer as the button of the e-mail says it; without that, its id as words."""
    words = asked.get(inquiry.id)
    return (words.answers.get(answer) if words else "") or answer_words(answer)


def _said(event: e.InquiryEvent, inquiry: Inquiry, names: Mapping[str, str], words: Mapping[str, AskedWords]) -> str:
    asked, what = whom(inquiry), question(inquiry, words)
    match event:
        case e.InquiryMade():
            offers = " · ".join(answer_of(inquiry, one, words) for one in inquiry.offers)
            return f"We asked {asked}: {_ended(what)} Answers: {offers}."
        case e.InquiryAnswered():
            late = ", after it was due" if event.late else ""
            for_them = f" {names.get(event.recorded_by, event.recorded_by)} recorded it." if event.recorded_by else ""
            return f"Answer of {asked}{late}: {_ended(answer_of(inquiry, event.answer, words))}{for_them}"
        case e.InquiryOverdue():
            return f"No answer of {asked} in time: {_ended(what)} An answer still counts."
        case e.InquiryUndelivered():
            return f"Our question to {asked} could not be delivered. Please ask in another way and record the answer."
        case e.InquiryWithdrawn():
            return f"The question to {asked} is settled: {event.reason}."


def _ended(sentence: str) -> str:
    """With a full stop, unless it ends as a sentence does."""
    return sentence if sentence.endswith((".", "?", "!")) else f"{sentence}."
