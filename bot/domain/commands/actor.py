"""Who commands, where a person does."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Actor:
    """A member of staff as `config/` names them."""

    id: str
    role: Role
