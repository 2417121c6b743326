"""Whom the playbooks may ask: the client's own people, its bank and its gateway."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

DEFAULT = "default"  # whom of the client's people a question goes to that names nobody
CLIENT = "client"


@dataclass(frozen=True, slots=True)
class Correspondent:
    """One of them, as `config/` names them. They are no customers: their addresses are no secret of a case."""

    email: str
    language: str
    name: str = ""  # how they are greeted; "" = nobody is named


@dataclass(frozen=True, slots=True)
class Correspondents:
    """Those of one client."""

    people: Mapping[str, Correspondent] = field(default_factory=dict)  # the client's own, by the name in `to`
    parties: Mapping[str, Correspondent] = field(default_factory=dict)  # bank, gateway

    def find(self, party: str, to: str) -> Correspondent | None:
        """Whom a question to this party reaches; None = nobody is named. `to` counts for the client's people only."""
        if party != CLIENT:
            return self.parties.get(party)
        return self.people.get(to or DEFAULT)


NOBODY = Correspondents()
