"""Ceilings: what a role may approve, single and in 30 days, and from when on it takes two. In minor units."""

from __future__ import annotations

from bot.domain import commands as c
from bot.domain.case import Approval, Proposal
from bot.domain.errors import Rejected
from bot.domain.money import Money
from bot.domain.rules import Ceiling, Rules
from bot.domain.turn import Turn
from bot.domain.vocabulary import ResolutionKind, Role


def find_ceiling(rules: Rules, role: Role, kind: ResolutionKind, currency: str) -> Ceiling | None:
    """The ceiling for this kind, else the one for every kind, else None: nothing may be approved."""
    fitting = [c for c in rules.ceilings if c.role is role and c.currency == currency and c.kind in (kind, None)]
    return next((c for c in fitting if c.kind is kind), fitting[0] if fitting else None)


def needs_second(turn: Turn, minor: int) -> bool:
    """Whether two must approve: what the customer got in 30 days counts too, so that slicing does not help."""
    above = turn.rules.second_approver_above.get(turn.case.currency)
    before = turn.facts.spent.customer.get(turn.case.currency, 0)
    return above is not None and before + minor > above


def check_ceilings(turn: Turn, proposal: Proposal, actor: c.Actor) -> None:
    """Raise Rejected where the amount, or what was approved in 30 days with it, is above the approver's ceiling."""
    ceiling = find_ceiling(turn.rules, actor.role, proposal.kind, proposal.currency)
    if ceiling is None:
        raise Rejected(f"No ceiling lets {_a(actor.role)} approve a {proposal.kind.value} in {proposal.currency}.")
    amount, currency = proposal.minor_units, proposal.currency
    if amount > ceiling.single:
        limit = Money(ceiling.single, currency)
        raise Rejected(f"{Money(amount, currency)} is above the ceiling of {limit} for {_a(actor.role)}.")
    spent = turn.facts.spent
    totals = (
        ("this customer", spent.customer.get(currency, 0)),
        ("this approver", spent.approver.get((actor.id, currency), 0)),
    )
    for whom, before in totals:
        if before + amount > ceiling.cumulative:
            limit = Money(ceiling.cumulative, currency)
            raise Rejected(f"With {Money(before, currency)} in 30 days for {whom}, this passes the limit of {limit}.")


def check_spent_since(turn: Turn, proposal: Proposal, earlier: Approval) -> None:
    """Raise Rejected where whoever approved before has used up their 30 days meanwhile: it counts for them, too."""
    ceiling = find_ceiling(turn.rules, earlier.role, proposal.kind, proposal.currency)
    before = turn.facts.spent.approver.get((earlier.by, proposal.currency), 0)
    if ceiling is None or before + proposal.minor_units > ceiling.cumulative:
        raise Rejected(
            f"{earlier.by} approved first and has reached the limit of 30 days since. Reject the proposal, so that "
            "it is made again and others approve it."
        )


def _a(role: Role) -> str:
    return f"{'an' if role.value[0] in 'aeiou' else 'a'} {role.value.replace('_', ' ')}"
