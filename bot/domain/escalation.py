"""Escalations: raised, pinged level by level, acknowledged, ended. One is live in a case at a time.

`follow` looks at what a turn has said and done, whatever it was: nothing else raises, pings or ends one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain import commands as c
from bot.domain import events as e
from bot.domain.calendar import after
from bot.domain.case import Case
from bot.domain.chains import About, Chain, Escalation, EscalationReason, Level
from bot.domain.deciders import deciders
from bot.domain.errors import Rejected
from bot.domain.facts import Facts
from bot.domain.inquiries import missed
from bot.domain.raising import Cause, causes, causes_at, causes_of_time, deadline_of
from bot.domain.roles import require
from bot.domain.rules import Rules, Staff
from bot.domain.turn import Turn
from bot.domain.vocabulary import CaseState, ProposalState, Role
from bot.domain.working import after_working, half_worked

# These take the place of whatever else is being asked; the first is the most urgent.
URGENT = (EscalationReason.CRISIS, EscalationReason.PERSON_ONLY)
SENIORITY = (Role.OPERATOR, Role.APPROVER, Role.SUPERVISOR, Role.ADMIN)
MOST_PINGED = 10  # people at once: a ping to everybody is a ping to nobody
LEAST_WAIT = timedelta(minutes=1)  # a chain of no length would be asked about for ever at the same moment
# A hold that ends so goes on under another name: nobody has settled anything.
STILL_HELD = frozenset({"deadline", "replaced"})
# What a person does with a case when they look after it.
WORK = (
    c.ProposeResolution
    | c.ApproveProposal
    | c.RejectProposal
    | c.CarryOut
    | c.HoldCase
    | c.ReleaseHold
    | c.SnoozeCase
    | c.RetypeCase
    | c.LogCall
    | c.DecideReply
    | c.SayByHand
    | c.CorrectContact
    | c.RecordPayment
    | c.SkipStep
    | c.ShiftStep
    | c.RecordEvidence
)
STANDING = {
    EscalationReason.APPROVAL_AGED: ProposalState.PROPOSED,
    EscalationReason.NOT_CARRIED_OUT: ProposalState.APPROVED,
    EscalationReason.NOT_CONFIRMED: ProposalState.CARRIED_OUT,
}


def follow(turn: Turn, command: c.Command) -> None:
    """End what is settled, raise what calls for a person, ping whose time has come."""
    if turn.case.escalation is None and not turn.rules.escalations.chains:
        return
    _end_if_settled(turn, command)
    if turn.case.state is CaseState.CLOSED:
        return
    found = list(causes(turn, command))
    if isinstance(command, c.PassTime | c.OpenCase):
        found += causes_of_time(turn)
    _raise(turn, found)
    if isinstance(command, c.PassTime):
        _ping_whose_time_has_come(turn)


def escalation_at(case: Case, facts: Facts, rules: Rules) -> datetime | None:
    """When `follow` next has something to do because time has passed; None = not by time alone."""
    live = case.escalation
    pings = live.next_at if live is not None else None
    calls = causes_at(case, facts, rules)
    return min((at for at in (pings, calls) if at is not None), default=None)


# --- who -------------------------------------------------------------------------------------------------------


def pinged_people(case: Case, what: Escalation | e.EscalationPinged, rules: Rules) -> tuple[Staff, ...]:
    """Who hears of it: at first the assignee alone, if they are as senior as the level; else all who hold its role.

    Of a proposal that waits too long only those who may decide it, where there are any in that role. Sorted by id, at
    most `MOST_PINGED`. Empty where nobody holds the role.
    """
    role = what.role if isinstance(what, e.EscalationPinged) else what.chain.levels[what.level].role
    owner = rules.staff.get(case.assignee)
    first = what.level == 0 and what.repeated == 0
    if first and owner is not None and _is_asked_alone(case, owner, role, rules):
        return (owner,)
    return _able(case, _holders(role, case.client, rules), rules)[:MOST_PINGED]


def _able(case: Case, people: tuple[Staff, ...], rules: Rules) -> tuple[Staff, ...]:
    """Without those who could not approve what waits for approval; all of them where nobody could."""
    if case.escalation is None or case.escalation.reason is not EscalationReason.APPROVAL_AGED:
        return people
    able = deciders(case, rules) or ()
    return tuple(person for person in people if person in able) or people


def _is_asked_alone(case: Case, owner: Staff, role: Role, rules: Rules) -> bool:
    """Whether the assignee may take what this role is asked. In a crisis only the chain's own people may."""
    if owner.clients and case.client not in owner.clients:
        return False
    reason = case.escalation.reason if case.escalation is not None else None
    if reason is EscalationReason.APPROVAL_AGED and owner not in (deciders(case, rules) or ()):
        return False
    crisis = reason is EscalationReason.CRISIS
    if crisis or role not in SENIORITY:
        return role in owner.roles
    return not owner.roles.isdisjoint(SENIORITY[SENIORITY.index(role) :])


def _holders(role: Role, client: str, rules: Rules) -> tuple[Staff, ...]:
    staff = sorted(rules.staff.values(), key=lambda person: person.id)
    return tuple(p for p in staff if role in p.roles and (not p.clients or client in p.clients))


# --- raising ---------------------------------------------------------------------------------------------------


def _raise(turn: Turn, found: Iterable[Cause]) -> None:
    """Begin an escalation for the most urgent cause, unless whoever is being asked already will do."""
    asked = [
        (_second_ping_at(turn, chain, cause), cause, chain)
        for cause in found
        if (chain := _chain(turn, cause)) is not None
    ]
    if not asked:
        return
    next_at, cause, chain = min(asked, key=lambda one: (_rank(one[1].reason), one[0]))
    live = turn.case.escalation
    if live is not None:
        if live.acknowledged_at is None:
            if not _takes_the_place(cause.reason, chain, next_at, live):
                return
            if _rank(live.reason) < _rank(cause.reason):  # a crisis that nobody answered stays one: it is asked anew
                cause, chain = Cause(live.reason, live.about), live.chain
                next_at = _second_ping_at(turn, chain, cause)
        turn.say(e.EscalationEnded(live.id, "replaced", turn.now))
    name = f"{turn.case.id}.e{turn.case.seq}"
    raised = Escalation(name, cause.reason, chain, turn.now, about=cause.about, what=cause.what)
    turn.say(e.EscalationRaised(raised))
    _ping(turn, 0, 0, next_at)


def _chain(turn: Turn, cause: Cause) -> Chain | None:
    """The chain of a reason from whoever is asked on: what is a supervisor's is no question to an operator.

    Somebody who is asked and is not in the chain comes before it.
    """
    chain = turn.rules.escalations.chains.get(cause.reason)
    if chain is None:
        return None
    chain = _from_owner(turn, chain, cause.owner)
    return _from_deciders(turn, chain) if cause.reason is EscalationReason.APPROVAL_AGED else chain


def _from_owner(turn: Turn, chain: Chain, owner: Role | None) -> Chain:
    if owner is None:
        return chain
    roles = [level.role for level in chain.levels]
    if owner in roles:
        return replace(chain, levels=chain.levels[roles.index(owner) :])
    if not _holders(owner, turn.case.client, turn.rules):
        return chain
    return replace(chain, levels=(replace(chain.levels[0], role=owner), *chain.levels))


def _from_deciders(turn: Turn, chain: Chain) -> Chain:
    """From the first level on in which somebody may decide the proposal; else the last: somebody must withdraw it."""
    able = {role for person in deciders(turn.case, turn.rules) or () for role in person.roles}
    first = next((at for at, level in enumerate(chain.levels) if level.role in able), len(chain.levels) - 1)
    return replace(chain, levels=chain.levels[first:])


def _rank(reason: EscalationReason) -> int:
    return URGENT.index(reason) if reason in URGENT else len(URGENT)


def _takes_the_place(reason: EscalationReason, chain: Chain, next_at: datetime, live: Escalation) -> bool:
    """Whether a new reason is more urgent than what nobody has acknowledged yet; else it joins it."""
    if live.next_at is None:
        return True  # nobody is asked any more
    if _rank(reason) != _rank(live.reason):
        return _rank(reason) < _rank(live.reason)
    pinged = max(_seniority(level.role) for level in live.chain.levels[: live.level + 1])
    if _seniority(chain.levels[0].role) > pinged:
        return True  # whoever is asked now has not heard of the case yet
    return (reason is not live.reason or live.level == 0) and next_at < live.next_at


def _seniority(role: Role) -> int:
    return SENIORITY.index(role) if role in SENIORITY else 0


# --- pinging ---------------------------------------------------------------------------------------------------


def _ping_whose_time_has_come(turn: Turn) -> None:
    """Ping the level that is due. Levels whose time passed while nothing ran are passed over, not fired in a burst."""
    live = turn.case.escalation
    if live is None or live.next_at is None or live.next_at > turn.now:
        return
    last = len(live.chain.levels) - 1
    level, due = live.level, live.next_at
    while level < last and due <= turn.now:
        level += 1
        due = _later(turn, live.chain, live.chain.levels[level], due)
    _ping(turn, level, live.repeated + 1 if live.level == last else 0)


def _ping(turn: Turn, level: int, repeated: int, next_at: datetime | None = None) -> None:
    """Ping a level; the next one at `next_at`, else when this one has had its time."""
    live = turn.case.escalation
    if live is None:
        return
    one = live.chain.levels[level]
    if level == len(live.chain.levels) - 1 and repeated >= live.chain.repeats:
        next_at = None
    else:
        next_at = next_at or _later(turn, live.chain, one, turn.now)
    turn.say(e.EscalationPinged(live.id, level, repeated, one.role, one.by, next_at, turn.now))


def _second_ping_at(turn: Turn, chain: Chain, cause: Cause) -> datetime:
    """When a chain that begins now pings for the second time.

    Whoever was given until a deadline is not reported to the level above before half of that time has passed.
    """
    at = _later(turn, chain, chain.levels[0], turn.now)
    end = cause.deadline
    if end is None or cause.reason in URGENT or end <= at:
        return at
    if not chain.working_hours:
        return max(at, turn.now + (end - turn.now) / 2)
    return max(at, half_worked(turn.now, end, turn.rules.escalations.hours, turn.rules.zone, turn.facts.holidays))


def _later(turn: Turn, chain: Chain, level: Level, since: datetime) -> datetime:
    """When a level that was pinged then has had its time, in the staff's hours if the chain says so."""
    zone, holidays = turn.rules.zone, turn.facts.holidays
    if chain.working_hours:
        at = after_working(since, level.within, turn.rules.escalations.hours, zone, holidays)
    else:
        at = after(since, level.within, zone, holidays)
    return max(at, since + LEAST_WAIT)


# --- acknowledging ---------------------------------------------------------------------------------------------


def acknowledge(turn: Turn, command: c.AcknowledgeEscalation) -> None:
    """Somebody of the chain, or the assignee, takes it: the pings stop. Raises Rejected for anybody else.

    In a crisis the chain alone: whoever makes the case their own does not keep a supervisor from hearing of it.
    Whoever takes it becomes the assignee where there is none, or one of a lower level.
    """
    case, actor, live = turn.case, command.actor, turn.case.escalation
    if live is None or live.id != command.escalation_id:
        raise Rejected("This is settled already; nobody needs to take it any more.")
    roles = frozenset(level.role for level in live.chain.levels)
    own = actor.id == case.assignee and live.reason is not EscalationReason.CRISIS
    require(turn.rules, case, actor, roles | {actor.role} if own else roles)
    if live.acknowledged_at is not None:
        raise Rejected(f"{_name(turn.rules, live.acknowledged_by)} has taken it already.")
    turn.say(e.EscalationAcknowledged(live.id, actor.id, turn.now))
    known = turn.rules.staff.get(case.assignee)
    held = known.roles if known is not None else frozenset()
    if _height(live.chain, frozenset({actor.role})) > _height(live.chain, held) and actor.id != case.assignee:
        turn.say(e.CaseAssigned(actor.id, actor.id, turn.now))


def _height(chain: Chain, roles: frozenset[Role]) -> int:
    """How far up the chain somebody with these roles stands; -1 = not in it."""
    return max((at for at, level in enumerate(chain.levels) if level.role in roles), default=-1)


def _name(rules: Rules, staff_id: str) -> str:
    known = rules.staff.get(staff_id)
    return known.name if known is not None else staff_id


# --- ending ----------------------------------------------------------------------------------------------------


def _end_if_settled(turn: Turn, command: c.Command) -> None:
    live = turn.case.escalation
    why = _settled(live, turn, command) if live is not None else ""
    if live is not None and why:
        turn.say(e.EscalationEnded(live.id, why, turn.now))


def _settled(live: Escalation, turn: Turn, command: c.Command) -> str:
    """Why nobody needs to be asked any more; "" while somebody does."""
    if turn.case.state is CaseState.CLOSED:
        return "the case was closed"
    match live.about:
        case About.HOLD:
            return "the hold was released" if _released(turn) else ""
        case About.PROPOSAL:
            return "the proposal has gone on" if _gone_on(live, turn.case) else ""
        case About.DEADLINE:
            return _deadline_settled(live, turn)
        case About.REPLY if isinstance(command, c.DecideReply):
            return "the reply was decided"
        case About.REPLY | About.CASE:
            return "somebody has looked after it" if _looked_after(live, turn.case, command) else _answered(live, turn)


def _released(turn: Turn) -> bool:
    ended = any(isinstance(event, e.HoldEnded) and event.by not in STILL_HELD for event in turn.events)
    return ended or turn.case.hold is None


def _gone_on(live: Escalation, case: Case) -> bool:
    proposal = case.live_proposal
    return proposal is None or proposal.state is not STANDING.get(live.reason, proposal.state)


def _deadline_settled(live: Escalation, turn: Turn) -> str:
    if any(isinstance(event, e.ResolutionCarriedOut) for event in turn.events):
        return "the resolution was carried out"
    end = deadline_of(turn.case, turn.rules, turn.facts)
    return "the deadline has passed" if end is None or live.raised_at < end <= turn.now else ""


def _looked_after(live: Escalation, case: Case, command: c.Command) -> bool:
    """Whether somebody of the chain has done something. What is held as well is asked about until it is released."""
    actor = command.actor if isinstance(command, WORK | c.AnswerInquiry) else None
    if case.hold is not None or actor is None:
        return False
    return actor.role in {level.role for level in live.chain.levels}


def _answered(live: Escalation, turn: Turn) -> str:
    """The answer has come after all to the inquiry because of which somebody was asked."""
    said = {event.inquiry_id for event in turn.events if isinstance(event, e.InquiryAnswered)}
    awaited = any(live.what == missed(inquiry) for inquiry in turn.case.inquiries if inquiry.id in said)
    return "the answer has come" if awaited else ""
