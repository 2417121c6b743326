"""What a page says, as plain data for its template: nothing here decides anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from babel.dates import format_time

from bot.channels.words import formats
from bot.domain.calendar import local
from bot.domain.case import Case, WaitReason
from bot.domain.vocabulary import CaseState, CaseType, Channel, Owes
from bot.store.columns import to_micros
from bot.store.pages import Said
from bot.web.answers import Answer, Day, answers_for
from bot.web.proof import shown_end
from bot.web.visits import Visit

FARTHEST_PROMISE: Final = timedelta(days=60)
_MOST_ENDS: Final = 3
_WITH_PERSON: Final = (CaseState.HELD, CaseState.DECIDING, CaseState.EXECUTING)


@dataclass(frozen=True, slots=True)
class Card:
    """One case."""

    ref: str
    invoice: str  # "" = the ledger has no number for it
    state: str  # open, promised, tracing, person, closed
    owes: str  # they, we, open
    amount: str
    expected: str
    paid: str
    due: str
    promised: str
    answers: Sequence[Answer]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the thread."""

    id: str
    cursor: int  # microseconds: where a stream goes on
    inbound: bool
    kind: str  # chat, email, sms ...
    paragraphs: tuple[str, ...]
    signature: str  # who says so
    by_person: bool
    time: str
    day: str
    iso: str


def cards(visit: Visit) -> list[Card]:
    return [_card(visit, case) for case in visit.cases]


def _card(visit: Visit, case: Case) -> Card:
    def money(minor: int) -> str:
        return formats.amount_format(case.currency, visit.locale).write(minor) if minor else ""

    closed = case.state is CaseState.CLOSED
    private = case.case_type is CaseType.UNIDENTIFIED_PAYMENT  # perhaps a stranger's: they tell us, not we them
    return Card(
        ref=case.ref,
        invoice=case.invoice,
        state=_state(case),
        owes=(Owes.OPEN if case.owes is Owes.EITHER else case.owes).value,
        amount="" if closed or private else money(case.open_minor),
        expected="" if private else money(case.expected),
        paid="" if private else money(case.paid),
        due=formats.day(case.due_on, visit.locale) if case.due_on and not closed else "",
        promised=formats.day(case.promise.day, visit.locale) if case.promise and not closed else "",
        answers=answers_for(case),
    )


def _state(case: Case) -> str:
    if case.state is CaseState.CLOSED:
        return "closed"
    if case.state in _WITH_PERSON:
        return "person"
    if case.wait is not None and case.wait.reason is WaitReason.TRACE:
        return "tracing"
    return "promised" if case.promise else "open"


def ends(visit: Visit) -> list[str]:
    """The masked references: all that is shown of the cases before a fact from the bill was named."""
    return list(dict.fromkeys(filter(None, (shown_end(case) for case in visit.cases))))[:_MOST_ENDS]


def lines(visit: Visit) -> list[Line]:
    return [line(visit, said) for said in visit.thread]


def line(visit: Visit, said: Said) -> Line:
    at = local(said.at, visit.zone)
    paragraphs = tuple(part.strip() for part in said.text.split("\n\n") if part.strip())
    ours = not said.inbound and said.channel is Channel.CHAT and len(paragraphs) > 1
    return Line(
        id=said.id,
        cursor=to_micros(said.at),
        inbound=said.inbound,
        kind=said.channel.value,
        paragraphs=paragraphs[:-1] if ours else paragraphs,
        signature=paragraphs[-1] if ours else "",
        by_person=said.by_person,
        time=format_time(at, "short", locale=visit.locale),
        day=formats.day(at.date(), visit.locale),
        iso=at.isoformat(timespec="seconds"),
    )


def days(visit: Visit, day: Day) -> Mapping[str, str]:
    """First and last day that a day field takes."""
    today = visit.today
    first, last = (today, today + FARTHEST_PROMISE) if day is Day.FUTURE else (today - FARTHEST_PROMISE, today)
    return {"min": first.isoformat(), "max": last.isoformat()}


def day_of(visit: Visit, answer: Answer, said: str) -> date | None:
    """The day that was chosen, if it is one that the answer takes."""
    try:
        chosen = date.fromisoformat(said)
    except ValueError:
        return None
    limits = days(visit, answer.day)
    return chosen if limits["min"] <= chosen.isoformat() <= limits["max"] else None


def common(visit: Visit, token: str, extra: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """What every page of a customer shows."""
    return {
        "brand": visit.profile.brand,
        "token": token,
        "ends": ends(visit),
        "check_where": visit.profile.check_where_in(visit.language.code),
        "check_code": visit.check_code,
        **(extra or {}),
    }
