"""What is known around a reply when it is read; the more, the surer it is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import structlog

from bot.app.records import StoredReply
from bot.domain.case import Case
from bot.domain.facts import ContactFacts, CustomerFacts
from bot.domain.reading import Reading
from bot.domain.rules import Rules

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """`cases` are those that it may be about: one, and its type and amount are known; `invoices` all the customer's."""

    customer: CustomerFacts | None = None
    rules: Rules | None = None
    cases: tuple[Case, ...] = ()
    zone: str = "UTC"
    contact: ContactFacts | None = None  # who wrote
    invoices: tuple[str, ...] = ()

    @property
    def language(self) -> str:
        """In which whoever wrote is written to; "" = unknown."""
        of_contact = self.contact.language if self.contact else ""
        return of_contact or (self.customer.language if self.customer else "")


Understand = Callable[[StoredReply, Surroundings], Reading]

# What cannot be read at all: a person reads it.
UNREADABLE = Reading("", 0.0, automatic=False, intents=(), flags=(), decided=False)


def read(understand: Understand, reply: StoredReply, around: Surroundings) -> Reading:
    """Read a reply; what cannot be read at all is UNREADABLE."""
    if not reply.payload:
        return UNREADABLE
    try:
        return understand(reply, around)
    except Exception:  # people write anything; what breaks the reading is read by a person
        log.exception("reply.unreadable", reply=reply.id)
        return UNREADABLE
