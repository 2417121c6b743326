"""The columns of the registers: a name and what stands under it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from bot.app.registers import Linked
from bot.domain import events as e
from bot.domain.case import Proposal
from bot.reports.cells import Amount, Cell
from bot.reports.entries import Entry, position, position_at_opening
from bot.reports.telling import communication, steps_taken, waiting_for


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    cell: Callable[[Entry, str], Cell]  # the entry and the client's zone
    brief: bool = False  # shown in a table, too


def local_day(entry: Entry, zone: str) -> date:
    """The day of an entry where the client sits."""
    return entry.at.astimezone(ZoneInfo(zone)).date()


def _money(minor_units: int | None, entry: Entry) -> Amount | None:
    return None if minor_units is None else Amount(minor_units, entry.case.currency)


def _proposal(entry: Entry) -> Proposal | None:
    """The resolution that a line is about: its own, else the last one of the case."""
    return entry.proposal or (entry.case.proposals[-1] if entry.case.proposals else None)


def _counted(entry: Entry, _zone: str) -> str:
    """Whether the amount counts in a sum: of linked cases just one does, the one that moves the money."""
    case = entry.case
    own = Linked(case.id, case.ref, case.case_type, case.opened_at)
    first = min((own, *entry.about.linked), key=lambda one: one.rank)
    return "yes" if first is own else f"no, in {first.ref}"


def _linked(entry: Entry, _zone: str) -> str:
    return " ".join(one.ref for one in entry.about.linked)


# --- of every register -----------------------------------------------------------------------------------------

DATED = (
    Column("day", local_day, brief=True),
    Column("at", lambda entry, _: entry.at),
    Column("client", lambda entry, _: entry.case.client),
    Column("case", lambda entry, _: entry.case.ref, brief=True),
    Column("type", lambda entry, _: entry.case_type.value, brief=True),
    Column("retyped", lambda entry, _: entry.retyped),
    Column("customer", lambda entry, _: entry.about.customer, brief=True),
    Column("invoice", lambda entry, _: entry.case.invoice, brief=True),
    Column("transaction_id", lambda entry, _: entry.case.transaction),
    Column("linked", _linked),
    Column("counted", _counted),
    Column("currency", lambda entry, _: entry.case.currency, brief=True),
)
STANDING = (
    Column("expected", lambda entry, _: _money(entry.case.expected, entry)),
    Column("paid", lambda entry, _: _money(entry.case.paid, entry)),
    Column("difference", lambda entry, _: _money(entry.case.paid - entry.case.expected, entry), brief=True),
    Column("contested", lambda entry, _: _money(entry.case.disputed, entry)),
)
STATE = (
    Column("state", lambda entry, _: entry.case.state.value, brief=True),
    Column("assignee", lambda entry, _: entry.case.assignee),
    Column("outcome", lambda entry, _: entry.case.outcome.value if entry.case.outcome else "", brief=True),
    Column("root_cause", lambda entry, _: entry.case.root_cause.value if entry.case.root_cause else ""),
    Column("closed_at", lambda entry, _: entry.case.closed_at),
)

# --- of some ---------------------------------------------------------------------------------------------------

COMMUNICATION = Column("communication", lambda entry, zone: "; ".join(map(str, communication(entry.log, zone))))
STEPS = Column("steps", lambda entry, zone: steps_taken(entry.log, zone))
DUE = Column("due_on", lambda entry, _: entry.case.due_on)
PROMISED = Column("promised_day", lambda entry, _: entry.case.promise.day if entry.case.promise else None)
BROKEN = Column("promises_broken", lambda entry, _: entry.case.promises_broken)
REASON = Column("reason", lambda entry, _: entry.case.reason, brief=True)
STAGE = Column("stage", lambda entry, _: entry.case.stage.value if entry.case.stage else "")
RESPOND_BY = Column("respond_by", lambda entry, _: entry.case.respond_by)


def _nature(entry: Entry, _zone: str) -> str:
    """What it is, in labels: the reason that was given, else what the customer said of it."""
    if entry.case.reason:
        return entry.case.reason
    meant: dict[str, None] = {}
    for one in entry.log:
        if isinstance(one.event, e.ReplyReceived | e.ReplyDecided) and not one.event.flags:
            meant |= dict.fromkeys(intent.value for intent in one.event.intents)
    shown = [name for name in meant if name in _OF_A_DISPUTE]
    return " ".join(shown) or entry.case.case_type.value


_OF_A_DISPUTE = frozenset({"dispute", "refund_request", "deny", "already_paid"})
NATURE = Column("nature", _nature, brief=True)


def _before(part: str, name: str) -> Column:
    def cell(entry: Entry, _zone: str) -> Cell:
        found = entry.change.before if entry.change else position_at_opening(entry)
        return _money(getattr(found, part), entry)

    return Column(name, cell)


def _after(part: str, name: str) -> Column:
    def cell(entry: Entry, _zone: str) -> Cell:
        found = entry.change.after if entry.change else position(entry.case)
        return _money(getattr(found, part), entry)

    return Column(name, cell)


BEFORE_AND_AFTER = (
    _before("expected", "expected_before"),
    _before("paid", "paid_before"),
    _before("disputed", "contested_before"),
    _after("expected", "expected_after"),
    _after("paid", "paid_after"),
    _after("disputed", "contested_after"),
)
WHAT = Column(
    "what", lambda entry, _: entry.change.what if entry.change else entry.case_type.value.replace("_", " "), brief=True
)
WHO = Column("who", lambda entry, _: entry.change.by if entry.change else _opened_by(entry), brief=True)


def _opened_by(entry: Entry) -> str:
    return entry.log[0].actor if entry.log else ""


# --- of resolutions --------------------------------------------------------------------------------------------


def _of_proposal(name: str, cell: Callable[[Proposal], Cell], *, brief: bool = False) -> Column:
    def shown(entry: Entry, _zone: str) -> Cell:
        found = _proposal(entry)
        return None if found is None else cell(found)

    return Column(name, shown, brief)


RESOLUTION = _of_proposal("resolution", lambda one: one.kind.value, brief=True)
RESOLUTION_AMOUNT = _of_proposal("resolution_amount", lambda one: Amount(one.minor_units, one.currency), brief=True)
RESOLUTION_STATE = _of_proposal("resolution_state", lambda one: one.state.value, brief=True)
RESOLUTIONS = (RESOLUTION, RESOLUTION_AMOUNT, RESOLUTION_STATE)
MAKER = _of_proposal("requested_by", lambda one: one.maker)
DUE_AT = _of_proposal("decision_due", lambda one: one.expires_at)
NEEDED = _of_proposal("approvers_needed", lambda one: one.approvers_needed)
DECIDED_BY = _of_proposal("approved_by", lambda one: " ".join(approval.by for approval in one.approvals))
CARRIED_OUT_BY = _of_proposal("carried_out_by", lambda one: one.carried_out_by)
REFERENCE = _of_proposal("reference", lambda one: one.reference)
ACCOUNT = _of_proposal("account", lambda one: "another payee" if one.new_payee else "original source", brief=True)


def _decided_at(entry: Entry, _zone: str) -> Cell:
    found = _proposal(entry)
    if found is None:
        return None
    ends = [
        one.at
        for one in entry.log
        if (isinstance(one.event, e.ProposalApproved) and one.event.complete and one.event.proposal_id == found.id)
        or (isinstance(one.event, e.ProposalEnded) and one.event.proposal_id == found.id)
    ]
    return ends[0] if ends else None


DECIDED_AT = Column("decided_at", _decided_at)
WAITS_FOR = Column("waiting_for", lambda entry, _: waiting_for(entry.case)[0], brief=True)
WAITS_SINCE = Column("waiting_since", lambda entry, _: waiting_for(entry.case)[1], brief=True)


def _why(entry: Entry, _zone: str) -> Cell:
    """Why money is given back: the reason that was given, else the kind of case."""
    return entry.case.reason or entry.case.case_type.value.replace("_", " ")


WHY = Column("reason", _why)
