"""Unread replies: understand each, find its cases, decide. Every one ends in a plan, a wait, or a person."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog

from bot.app.context import Context
from bot.app.ports import Unit
from bot.app.receiving import FREEZE
from bot.app.records import Bundle, CustomerChange, StoredReply
from bot.app.work import CustomerWork
from bot.domain.attribution import Attribution, attribute
from bot.domain.case import Case
from bot.domain.commands import UnderstandReply
from bot.domain.errors import Outage
from bot.domain.facts import CustomerFacts
from bot.domain.gate import customer_zone
from bot.domain.reading import Reading
from bot.domain.rules import Rules
from bot.domain.vocabulary import CaseState, Intent

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known around a reply; the more, the surer it is read."""

    customer: CustomerFacts | None = None
    rules: Rules | None = None
    cases: tuple[Case, ...] = ()
    zone: str = "UTC"


# Said of the person or the conversation, not of a case.
NO_REQUEST = frozenset(
    {Intent.OPT_OUT, Intent.OPT_IN, Intent.WRONG_PERSON, Intent.ACKNOWLEDGEMENT, Intent.AFFIRM, Intent.HUMAN_REQUEST}
)

Understand = Callable[[StoredReply, Surroundings], Reading]


# What cannot be read at all: a person reads it.
UNREADABLE = Reading("", 0.0, automatic=False, intents=(), flags=(), decided=False)


# A reply whose processing failed is tried again after this time.
TRY_AGAIN_AFTER = timedelta(minutes=1)


class _NotProcessedError(Exception):
    """A reply whose processing failed; nothing of it was committed."""

    def __init__(self, reply: StoredReply) -> None:
        super().__init__(reply.id)
        self.reply = reply


def process_replies(
    context: Context, understand: Understand, limit: int = 100, resting: dict[str, datetime] | None = None
) -> int:
    """Deal with up to `limit` unread replies, each in its own transaction. Returns how many.

    One that fails stays unread and keeps its customer's chases frozen; it must not keep the others waiting. It rests
    (`resting` remembers until when, from call to call), and when its freeze reaches the deadline it is parked for a
    person, who is alarmed by the log and by `/metrics`.
    """
    now, done = context.clock(), 0
    resting = {} if resting is None else resting
    while done < limit:
        waiting = {reply for reply, until in resting.items() if until > now}
        try:
            if not _process_one(context, understand, waiting):
                break
            done += 1
        except _NotProcessedError as error:
            log.exception("reply.failed", reply=error.reply.id)
            resting[error.reply.id] = now + TRY_AGAIN_AFTER
            if now - error.reply.received_at >= FREEZE:
                _park(context, error.reply)
    return done


def _park(context: Context, reply: StoredReply) -> None:
    log.error("reply.stuck", reply=reply.id)
    with context.store.begin() as unit:
        unit.park_reply(reply.id)


def _process_one(context: Context, understand: Understand, waiting: Collection[str]) -> bool:
    now, tried = context.clock(), None
    try:
        with context.store.begin() as unit:
            unread = [reply for reply in unit.unread_replies(len(waiting) + 1) if reply.id not in waiting]
            if not unread:
                return False
            tried = unread[0]
            _process(context, unit, understand, tried, now)
    except Outage:
        raise
    except Exception as error:  # the outermost place for a reply
        if tried is None:
            raise  # no reply's fault: trying the next one would never end
        raise _NotProcessedError(tried) from error
    return True


def _process(context: Context, unit: Unit, understand: Understand, reply: StoredReply, now: datetime) -> None:
    unit.lock_customers(reply.candidates)
    closed = set(reply.case_ids) or unit.latest_closed_cases(reply.candidates)
    bundles = unit.bundles(reply.candidates, now, closed=closed)
    concerned = [bundle for bundle in bundles.values() if bundle.cases]
    if not concerned:
        reading = read(understand, reply, Surroundings())
        if reading.has(Intent.OPT_OUT) and not reading.automatic:
            unit.close_address(str(reply.payload.get("sender", "")), reply.channel, Intent.OPT_OUT.value, now)
        unit.close_reply(reply.id, "unassigned", now)  # a person finds it there: nothing is lost
        return
    changes = [
        _for_customer(context, unit, understand, reply, bundle, now, alone=len(concerned) == 1) for bundle in concerned
    ]
    unit.save(changes, now)


def _for_customer(
    context: Context,
    unit: Unit,
    understand: Understand,
    reply: StoredReply,
    bundle: Bundle,
    now: datetime,
    *,
    alone: bool,
) -> CustomerChange:
    work = CustomerWork(context, unit, bundle, now)
    hear(work, understand, reply, alone=alone)
    work.reply_done(reply.id)
    return work.change()


def hear(work: CustomerWork, understand: Understand, reply: StoredReply, *, alone: bool) -> Reading:
    """Read a reply, find the cases that it concerns, and tell them. `alone` = it can only be this customer's."""
    reading = read(understand, reply, surroundings(work, reply.case_ids))
    found = attribute(reading, work.bundle.cases, [i for i in reply.case_ids if i in work.cases])
    if not (alone and found.certain and _clear_for(reading, found)):
        reading = replace(reading, decided=False)  # what belongs to which case is for a person; safety concerns all
    _handle(work, reply, reading, found, work.bundle)
    return reading


def read(understand: Understand, reply: StoredReply, around: Surroundings) -> Reading:
    """Read a reply; what cannot be read at all is UNREADABLE."""
    if not reply.payload:
        return UNREADABLE
    try:
        return understand(reply, around)
    except Exception:  # people write anything; what breaks the reading is read by a person
        log.exception("reply.unreadable", reply=reply.id)
        return UNREADABLE


def _clear_for(reading: Reading, found: Attribution) -> bool:
    """One request may concern several cases; several requests about several cases are for a person to tell apart."""
    requests = [read for read in reading.intents if read.intent not in NO_REQUEST]
    return len(found.cases) == 1 or len(requests) <= 1


def _handle(work: CustomerWork, reply: StoredReply, reading: Reading, found: Attribution, bundle: Bundle) -> None:
    contact = writer(reply, bundle)
    for number, case in enumerate(found.cases):
        command = UnderstandReply(reply.id, reply.channel, reading, contact, whole_person=number == 0)
        work.handle(case.id, command, "customer", reply.text_digest)


def writer(reply: StoredReply, bundle: Bundle) -> str:
    """The contact who wrote, if it is this customer's; else the first that the medium reaches."""
    contacts = bundle.facts.contacts
    if any(contact.id == reply.contact_id for contact in contacts):
        return reply.contact_id
    reached = next((c.id for c in contacts if reply.channel in c.reachable), "")
    return reached or (contacts[0].id if contacts else "")


def surroundings(work: CustomerWork, known: Collection[str]) -> Surroundings:
    """What is known of the customer around a reply that concerns these cases; none = not known which."""
    cases: Sequence[Case] = list(work.cases.values())
    running = [c for c in cases if c.state is not CaseState.CLOSED and (not known or c.id in known)]
    zone = customer_zone(work.facts(""), work.rules)
    return Surroundings(work.bundle.facts, work.rules, tuple(running or cases), zone)
