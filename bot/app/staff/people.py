"""Who may do what: the role in which a member of staff acts, and whose cases they may see."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from bot.domain.commands import Actor
from bot.domain.errors import Rejected
from bot.domain.rules import Staff
from bot.domain.vocabulary import Role

# Of several roles that fit, the first of these is taken: it may do the most.
STRONGEST: Final = (Role.SUPERVISOR, Role.APPROVER, Role.OPERATOR, Role.ADMIN, Role.CLIENT_CONTACT, Role.AUDITOR)
READERS: Final = frozenset(Role)


def actor(staff: Staff, roles: Collection[Role]) -> Actor:
    """The member of staff in the strongest of these roles that they hold. Raises Rejected when they hold none."""
    for role in STRONGEST:
        if role in staff.roles and role in roles:
            return Actor(staff.id, role)
    wanted = _listed([role for role in STRONGEST if role in roles])
    held = _listed([role for role in STRONGEST if role in staff.roles]) or "nobody with a role"
    raise Rejected(f"This needs the role {wanted}. You are {held} here.")


def _listed(roles: Collection[Role]) -> str:
    *first, last = (role.value.replace("_", " ") for role in roles) if roles else ("",)
    return f"{', '.join(first)} or {last}" if first else last


def works_for(staff: Staff, client: str) -> bool:
    """Whether the client's cases are theirs; somebody without a list of clients works for all."""
    return not staff.clients or client in staff.clients


def may_read(staff: Staff, client: str) -> bool:
    """Whether they may see the client's cases: they work for it and hold any role."""
    return works_for(staff, client) and bool(staff.roles & READERS)
