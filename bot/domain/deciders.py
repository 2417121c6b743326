"""Who may decide a proposal: the people to ask, and to name. What they approved in 30 days is weighed when they do."""

from __future__ import annotations

from bot.domain.case import Case, Proposal
from bot.domain.ceilings import find_ceiling
from bot.domain.duties import bar_to_approve
from bot.domain.roles import CHECKERS
from bot.domain.rules import Rules, Staff
from bot.domain.vocabulary import ProposalState


def deciders(case: Case, rules: Rules) -> tuple[Staff, ...] | None:
    """Everybody who may approve what waits for its decision, sorted by id; None where nothing waits."""
    live = case.live_proposal
    if live is None or live.state is not ProposalState.PROPOSED:
        return None
    staff = sorted(rules.staff.values(), key=lambda person: person.id)
    return tuple(one for one in staff if _works_for(one, case.client) and _may_approve(case, live, one, rules))


def _works_for(person: Staff, client: str) -> bool:
    return not person.clients or client in person.clients


def _may_approve(case: Case, proposal: Proposal, person: Staff, rules: Rules) -> bool:
    """By role, by the ceiling of a single proposal, and by what they did to the case."""
    if bar_to_approve(case, proposal, person.id):
        return False
    ceilings = (find_ceiling(rules, role, proposal.kind, proposal.currency) for role in person.roles & CHECKERS)
    return any(ceiling is not None and proposal.minor_units <= ceiling.single for ceiling in ceilings)
