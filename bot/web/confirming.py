"""A visitor names a fact from the bill. Five wrong ones lock the link until a person opens it again."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.bootstrap import Application
from bot.store.pages import Pages
from bot.web.proof import proves
from bot.web.visits import MOST_WRONG_TRIES, Visit


class Verdict(StrEnum):
    RIGHT = "right"
    WRONG = "wrong"
    LOCKED = "locked"


@dataclass(frozen=True, slots=True)
class Confirmed:
    verdict: Verdict
    tries_left: int


def confirm(application: Application, visit: Visit, said: str) -> Confirmed:
    """Judge what the visitor said. Tries are counted in the database, one after the other, whoever else tries."""
    right = proves(said, visit.cases)
    link = visit.contact.id
    with application.store.begin() as unit:
        pages = Pages.of(unit)
        wrong = pages.lock_tries(link)
        if wrong >= MOST_WRONG_TRIES:
            return Confirmed(Verdict.LOCKED, 0)
        if right:
            pages.forget_tries(link)
            return Confirmed(Verdict.RIGHT, MOST_WRONG_TRIES)
        wrong = unit.wrong_try(link, visit.now)
        return Confirmed(Verdict.LOCKED if wrong >= MOST_WRONG_TRIES else Verdict.WRONG, MOST_WRONG_TRIES - wrong)


def unlock(application: Application, contact_id: str) -> None:
    """A person has made sure of who it is: the link opens again."""
    with application.store.begin() as unit:
        Pages.of(unit).forget_tries(contact_id)
