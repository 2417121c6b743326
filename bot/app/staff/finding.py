"""Lists of cases for one member of staff: only those of their clients."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final

from bot.app.context import Context
from bot.app.staff.people import READERS
from bot.app.staff.views import Found
from bot.app.views import CaseFilter, CaseRow
from bot.domain.calendar import local
from bot.domain.case import Case
from bot.domain.duties import bar_to_approve
from bot.domain.money import to_decimal
from bot.domain.roles import CHECKERS
from bot.domain.rules import Staff
from bot.domain.sentences import HELD_FOR
from bot.domain.vocabulary import CaseState, CaseType, HoldKind, ProposalState

LIMIT: Final = 20
LOOKED_AT: Final = 200
_STATES: Final = {
    "held": CaseState.HELD,
    "approvals": CaseState.DECIDING,
    **{state.value: state for state in CaseState},
}


def find_cases(context: Context, staff: Staff, text: str, limit: int = LIMIT) -> list[Found]:
    """The cases that fit all words, the last opened first; without a word whatever is not closed.

    A word is the beginning of a reference or invoice, "mine", "held", "approvals", "unread", "overdue",
    "escalated", a type or a state.
    """
    if not staff.roles & READERS:
        return []
    words = text.split()
    found: dict[str, CaseRow] = {}
    with context.store.read() as unit:
        for wanted in _filters(words, staff, limit, context.clock()):
            found |= {row.id: row for row in unit.list_cases(wanted)}
    latest = sorted(found.values(), key=lambda row: (row.opened_at, row.id), reverse=True)[:limit]
    return [_found(context, row) for row in latest]


def asked_of(context: Context, staff: Staff, text: str, limit: int = LIMIT) -> list[Found]:
    """Of these cases those in which this very person is asked: to approve what they may, to take what rings for them.

    Looks at the `LOOKED_AT` that were opened last.
    """
    found = find_cases(context, staff, text, LOOKED_AT)
    with context.store.read() as unit:
        cases = {one.ref: unit.case_by_ref(one.ref) for one in found}
    return [one for one in found if (case := cases[one.ref]) is not None and _asks(case, staff)][:limit]


def _asks(case: Case, staff: Staff) -> bool:
    proposal, rings = case.live_proposal, case.escalation
    if proposal is not None and proposal.state is ProposalState.PROPOSED and staff.roles & CHECKERS:
        return not bar_to_approve(case, proposal, staff.id)
    if rings is None or rings.acknowledged_at is not None:
        return False
    return bool(staff.roles & {level.role for level in rings.chain.levels[: rings.level + 1]})


def _filters(words: list[str], staff: Staff, limit: int, now: datetime) -> list[CaseFilter]:
    """One filter; two where a word may be a reference, which is stored in capitals, or an invoice as it was typed."""
    wanted = CaseFilter(clients=staff.clients, limit=limit)
    searches: list[str] = []
    for word in words:
        plain = word.lower().replace("-", "_")
        if plain in ("mine", "me"):
            wanted = replace(wanted, assignee=staff.id)
        elif plain == "unread":
            wanted = replace(wanted, hold_kinds=frozenset({HoldKind.UNDECIDED_REPLY}))
        elif plain == "overdue":
            wanted = replace(wanted, overdue_at=now)
        elif plain == "escalated":
            wanted = replace(wanted, escalated=True)
        elif plain in _STATES:
            wanted = replace(wanted, states=wanted.states | {_STATES[plain]})
        elif plain in set(CaseType):
            wanted = replace(wanted, case_types=wanted.case_types | {CaseType(plain)})
        else:
            searches.append(word)
    if searches:
        typed = " ".join(searches)
        return [replace(wanted, search=search) for search in dict.fromkeys((typed, typed.upper()))]
    if not wanted.states:
        wanted = replace(wanted, states=frozenset(CaseState) - {CaseState.CLOSED})
    return [wanted]


def _found(context: Context, row: CaseRow) -> Found:
    rules = context.rules_of(row.client)
    assignee = rules.staff.get(row.assignee)
    return Found(
        ref=row.ref,
        client=row.client,
        case_type=row.case_type,
        state=row.state,
        amount=f"{row.currency} {to_decimal(row.open_minor, row.currency):,}",
        invoice=row.invoice,
        assignee=assignee.name if assignee else row.assignee,
        why=_why(row, rules.zone),
        opened_at=row.opened_at,
    )


def _why(row: CaseRow, zone: str) -> str:
    """What a case waits for, in a few words; times are the client's."""
    match row.state:
        case CaseState.HELD:
            return HELD_FOR[row.hold_kind] if row.hold_kind else "held"
        case CaseState.DECIDING:
            return "a proposal waits for its decision"
        case CaseState.EXECUTING:
            return "a resolution is being carried out"
        case CaseState.CLOSED:
            return f"closed: {(row.outcome or row.state).value.replace('_', ' ')}"
        case CaseState.WAITING:
            return f"waits{_next(row.next_at, zone)}"
        case CaseState.OPEN:
            return (
                f"held back by {row.blocked_rule}"
                if row.blocked_rule
                else f"goes on by itself{_next(row.next_at, zone)}"
            )


def _next(at: datetime | None, zone: str) -> str:
    return f"; next: {local(at, zone):%a %-d %b %H:%M}" if at else ""
