"""Who may do what: the roles that make and check proposals, and whether somebody holds one for a case's client."""

from __future__ import annotations

from typing import Final

from bot.domain.case import Case
from bot.domain.commands import Actor
from bot.domain.errors import Rejected
from bot.domain.rules import Rules
from bot.domain.vocabulary import Role

MAKERS: Final = frozenset({Role.OPERATOR, Role.APPROVER, Role.SUPERVISOR})
CHECKERS: Final = frozenset({Role.APPROVER, Role.SUPERVISOR})


def require(rules: Rules, case: Case, actor: Actor, roles: frozenset[Role]) -> None:
    """Raise Rejected unless the actor holds that role, one of these, for this case's client."""
    staff = rules.staff.get(actor.id)
    if staff is None or actor.role not in staff.roles:
        raise Rejected(f"{actor.id} does not hold the role {actor.role.value}.")
    if staff.clients and case.client not in staff.clients:
        raise Rejected(f"{actor.id} does not work for this client.")
    if actor.role not in roles:
        allowed = ", ".join(sorted(role.value for role in roles))
        raise Rejected(f"This needs one of the roles {allowed}.")
