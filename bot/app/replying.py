"""Unread replies: understand each, find its cases, decide. Every one ends in a plan, a wait, or a person."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from bot.app.attributing import Scene, understood
from bot.app.context import Context
from bot.app.ports import Unit
from bot.app.receiving import FREEZE
from bot.app.records import Bundle, CustomerChange, StoredReply
from bot.app.surroundings import Surroundings, Understand, read
from bot.app.work import CustomerWork
from bot.domain.answer_language import AnswerLanguage, language_of_answer
from bot.domain.case import Case
from bot.domain.commands import SettleWhichCase, UnderstandReply
from bot.domain.errors import Outage
from bot.domain.events import ReplyReceived
from bot.domain.gate import customer_zone
from bot.domain.reading import Reading, ReadIntent
from bot.domain.vocabulary import CaseState, Intent

log = structlog.get_logger(__name__)


# What a wish for a language may be taken for, when it is all that a reply says.
ONLY_A_LANGUAGE = frozenset({Intent.CHANGE_CONTACT, Intent.OTHER})


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
    found = understood(understand, reply, scene_of(work, reply, alone=alone))
    for one in found.settled:
        work.handle(one.case_id, SettleWhichCase(one.reply_id, reply.id, one.meant), "customer", reply.text_digest)
    contact, speaks = writer(reply, work.bundle), _language(work, reply, found.whole)
    for number, meaning in enumerate(found.meanings):
        command = UnderstandReply(
            reply.id,
            reply.channel,
            with_language(meaning.reading, speaks),
            contact,
            whole_person=number == 0,
            basis=meaning.basis,
            reader=work.reader,
            answer_in=speaks.answer_in,
            contact_language=speaks.contact,
            language_asked=speaks.asked,
            which=meaning.which and not speaks.unserved,
        )
        work.handle(meaning.case.id, command, "customer", reply.text_digest)
    return found.whole


def scene_of(work: CustomerWork, reply: StoredReply, *, alone: bool) -> Scene:
    """Where a reply is read."""
    around = surroundings(work, reply.case_ids, reply)
    return Scene(around, tuple(work.cases.values()), alone, work.words, work.earlier_reply)


def _language(work: CustomerWork, reply: StoredReply, whole: Reading) -> AnswerLanguage:
    chosen = language_for(work, reply, whole)
    if not chosen.answer_in or chosen.contact:
        return chosen
    return language_for(work, reply, whole, _answered_in(work, reply))


def language_for(work: CustomerWork, reply: StoredReply, whole: Reading, before: str = "") -> AnswerLanguage:
    """In which language it is answered, and the contact is written to from now on. A button is of no language.

    `before` is the language of the answer to the contact's last reply.
    """
    if whole.automatic or reply.payload.get("plain"):
        return AnswerLanguage()
    usual = surroundings(work, (), reply).language or work.rules.languages[0]
    asked = work.words.language_asked(whole)
    return language_of_answer(whole, work.rules.languages, usual, asked, before)


def _answered_in(work: CustomerWork, reply: StoredReply) -> str:
    """The language of the answer to the contact's last reply before this one; "" = the contact's own."""
    contact = writer(reply, work.bundle)
    told = (one for case_id in work.cases for one in work.log_of(case_id))
    came = [
        one.event
        for one in told
        if isinstance(one.event, ReplyReceived) and not one.event.automatic and one.event.contact_id == contact
    ]
    last = max((event for event in came if event.reply_id != reply.id), key=lambda event: event.at, default=None)
    return last.answer_in if last is not None else ""


def with_language(reading: Reading, speaks: AnswerLanguage) -> Reading:
    """A wish for a language is no change of address: it is granted at once, or a person sees it."""
    if speaks.unserved:
        because = f"undecided: asks to be written to in {speaks.unserved}, which is not served"
        return replace(reading, decided=False, because=(*reading.because, because))
    if not speaks.asked or reading.emails or reading.phones:
        return reading
    left = tuple(read for read in reading.intents if read.intent not in ONLY_A_LANGUAGE)
    if left:
        return replace(reading, intents=left)
    granted = (*reading.because, "asks for a language, which is granted")
    return replace(reading, intents=(ReadIntent(Intent.ACKNOWLEDGEMENT, 1.0),), decided=True, because=granted)


def writer(reply: StoredReply, bundle: Bundle) -> str:
    """The contact who wrote, if it is this customer's; else the first that the medium reaches."""
    contacts = bundle.facts.contacts
    if any(contact.id == reply.contact_id for contact in contacts):
        return reply.contact_id
    reached = next((c.id for c in contacts if reply.channel in c.reachable), "")
    return reached or (contacts[0].id if contacts else "")


def surroundings(work: CustomerWork, known: Collection[str], reply: StoredReply | None = None) -> Surroundings:
    """What is known of the customer around a reply that concerns these cases; none = not known which."""
    cases: Sequence[Case] = list(work.cases.values())
    running = [c for c in cases if c.state is not CaseState.CLOSED and (not known or c.id in known)]
    facts = work.bundle.facts
    wrote = writer(reply, work.bundle) if reply is not None else ""
    return Surroundings(
        customer=facts,
        rules=work.rules,
        cases=tuple(running or cases),
        zone=customer_zone(work.facts(""), work.rules),
        contact=next((contact for contact in facts.contacts if contact.id == wrote), None),
        invoices=tuple(dict.fromkeys(case.invoice for case in cases if case.invoice)),
    )
