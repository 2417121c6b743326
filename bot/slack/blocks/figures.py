"""Money and times as staff read them: amounts grouped, times in the client's zone with the day told twice.

What is relative is told in whole days: a card that is not touched again stays true until midnight.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Final

from bot.app.staff.views import CaseView
from bot.domain.calendar import local
from bot.domain.case import Case
from bot.domain.money import to_decimal
from bot.domain.vocabulary import CaseState, CaseType, Outcome, ProposalState
from bot.slack.blocks.spoken import spoken

GIVEN: Final = {Outcome.REFUNDED: "refunded", Outcome.CREDITED: "credited", Outcome.WRITTEN_OFF: "written off"}
_DAY: Final = re.compile(r"\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b")
_UTC: Final = re.compile(r"\b([0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}) UTC")


def amount(minor_units: int, currency: str) -> str:
    """'USD 1,234.50'."""
    return f"{currency} {to_decimal(minor_units, currency):,}"


def money_line(view: CaseView) -> str:
    """What the case is about in money: the first line of everything that is kept up to date."""
    return f"{_what(view.case)} - {_invoice(view)}{_late(view)}"


def money_alone(view: CaseView) -> str:
    """The same without how late it is: for what is posted once and stays."""
    return f"{_what(view.case)} - {_invoice(view)}"


def _what(case: Case) -> str:
    return _settled(case) or _open(case)


def _settled(case: Case) -> str:
    """What a closed case gave: the ledger has taken the payment out, and what it calls open now is owed by nobody."""
    done = next((one for one in reversed(case.proposals) if one.state is ProposalState.CONFIRMED), None)
    if case.state is not CaseState.CLOSED or done is None or case.outcome not in GIVEN:
        return ""
    return f"{amount(done.minor_units, done.currency)} {GIVEN[case.outcome]}"


def _open(case: Case) -> str:
    currency = case.currency
    if case.gap < 0:
        more = f", {amount(case.disputed, currency)} contested" if case.disputed else ""
        return f"{amount(-case.gap, currency)} paid too much{more}"
    if case.gap == 0 and case.disputed:
        asked = "asked back" if case.case_type is CaseType.REFUND_REQUEST else "contested"
        return f"{amount(case.disputed, currency)} {asked} of {amount(case.expected, currency)} paid"
    if case.gap == 0:
        return f"Nothing open of {amount(case.expected, currency)}"
    more = f", {amount(case.disputed, currency)} of it contested" if case.disputed else ""
    return f"{amount(case.gap, currency)} open of {amount(case.expected, currency)}{more}"


def _invoice(view: CaseView) -> str:
    return f"invoice {view.case.invoice}" if view.case.invoice else view.case.ref


def _late(view: CaseView) -> str:
    case = view.case
    if case.due_on is None or case.gap <= 0 or case.state is CaseState.CLOSED:
        return ""
    days = (today(view) - case.due_on).days
    match days:
        case 0:
            return ", due today"
        case 1:
            return ", 1 day late"
        case -1:
            return ", due tomorrow"
        case _:
            return f", {days} days late" if days > 0 else f", due in {-days} days"


def today(view: CaseView) -> date:
    """The day where staff sit."""
    return local(view.now, view.zone).date()


def clock(view: CaseView, moment: datetime) -> str:
    """'Fri 20 Nov 15:00' in the client's zone; with the year when it is another one."""
    here = local(moment, view.zone)
    return f"{_day(view, here.date())} {here:%H:%M}"


def when(view: CaseView, moment: datetime) -> str:
    """'Mon 23 Nov 10:00 (in 3 days)'."""
    return f"{clock(view, moment)} ({_away(view, local(moment, view.zone).date())})"


def on_day(view: CaseView, day: date) -> str:
    """'Mon 23 Nov (in 3 days)'."""
    return f"{date_alone(view, day)} ({_away(view, day)})"


def date_alone(view: CaseView, day: date) -> str:
    """'Mon 23 Nov': for what is posted once and stays, where 'in 3 days' would become wrong."""
    return _day(view, day)


def until(view: CaseView, moment: datetime) -> str:
    """'until Mon 23 Nov 10:00 (in 3 days)', or that it is overdue."""
    if moment <= view.now:
        return f"OVERDUE since {when(view, moment)}"
    return f"until {when(view, moment)}"


def there(view: CaseView, moment: datetime, local_time: str) -> str:
    """The customer's own time ('Fri 20 Nov 15:00 CET'); empty when their clock shows what ours shows."""
    same = local_time.startswith(f"{local(moment, view.zone):%a %d %b %H:%M}")
    return "" if same else local_time


def in_our_time(view: CaseView, sentence: str) -> str:
    """A sentence of the log in plain words: its UTC times in the client's zone, and days as people say them."""
    timed = _UTC.sub(lambda found: clock(view, datetime.fromisoformat(found[1]).replace(tzinfo=UTC)), spoken(sentence))
    return _DAY.sub(lambda found: date_alone(view, date.fromisoformat(found[0])), timed)


def _day(view: CaseView, day: date) -> str:
    year = f" {day.year}" if day.year != today(view).year else ""
    return f"{day:%a} {day.day} {day:%b}{year}"


def _away(view: CaseView, day: date) -> str:
    days = (day - today(view)).days
    match days:
        case 0:
            return "today"
        case 1:
            return "tomorrow"
        case -1:
            return "yesterday"
        case _:
            return f"in {days} days" if days > 0 else f"{-days} days ago"
