"""Cases by the reference that people know them by, however they type it."""

from __future__ import annotations

from bot.app.ports import Unit
from bot.domain.errors import Rejected


def normal(reference: str) -> str:
    """A reference as it is stored."""
    return reference.strip().upper()


def unknown_case(reference: str) -> Rejected:
    """The refusal for a case that is not there; the same for one of another client, so that nobody can probe."""
    return Rejected(f"There is no case {reference}.")


def find_case(unit: Unit, reference: str) -> tuple[str, str]:
    """(case id, customer id). Raises Rejected for an unknown reference."""
    name = normal(reference)
    found = unit.case_ids_by_ref([name]).get(name)
    if found is None:
        raise unknown_case(reference)
    return found
