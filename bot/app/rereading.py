"""A reply that was read is read again, with what was known when it came in: is it read the same today?

What was known then follows from the log: the customer's cases are folded up to that moment. What the customer's record
said of language and zone is taken as it stands now, but for a language that changed since by what they wrote.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.app.attributing import Meaning, understood
from bot.app.context import Context
from bot.app.ports import Unit
from bot.app.records import Bundle, Recorded, StoredReply
from bot.app.replying import language_for, scene_of, with_language, writer
from bot.app.surroundings import Understand
from bot.app.views import CaseFilter
from bot.app.work import CustomerWork
from bot.domain import events as e
from bot.domain.apply import fold
from bot.domain.case import Case
from bot.domain.errors import Rejected
from bot.domain.facts import CustomerFacts

MOST_CASES = 500  # of one customer
READING = frozenset({"UnderstandReply", "SettleWhichCase"})  # commands that a reply becomes
COMPARED = ("intents", "flags", "decided", "automatic", "language", "basis", "answer_in", "because")


@dataclass(frozen=True, slots=True)
class _Then:
    """A customer as they were when the reply was read."""

    bundle: Bundle
    at: datetime
    logs: dict[str, list[Recorded]]
    told: dict[str, e.ReplyReceived]  # by case


def reread(context: Context, understand: Understand, reply_id: str) -> dict[str, Any]:
    """What was read then and is read now, by case, without the customer's words. Raises Rejected for no such reply."""
    with context.store.read() as unit:
        stored = unit.replies([reply_id]).get(reply_id)
        if stored is None:
            raise Rejected(f"There is no reply {reply_id}.")
        bundles = unit.bundles(stored.candidates, context.clock())
        then = [_then(unit, bundle, reply_id) for bundle in bundles.values()]
        read = [one for one in then if one is not None]
        if not read:
            raise Rejected(f"The reply {reply_id} is not read yet, or was about no case.")
        cases = [
            facts for one in read for facts in _again(context, unit, understand, stored, one, alone=len(read) == 1)
        ]
    return {"reply": reply_id, "same": all(case["same"] for case in cases), "cases": cases}


def _then(unit: Unit, bundle: Bundle, reply_id: str) -> _Then | None:
    rows = unit.list_cases(CaseFilter(customer_id=bundle.customer_id, limit=MOST_CASES))
    logs = {row.id: list(unit.case_events(row.id)) for row in rows}
    told = {
        case_id: one.event
        for case_id, log in logs.items()
        for one in log
        if isinstance(one.event, e.ReplyReceived) and one.event.reply_id == reply_id
    }
    if not told:
        return None
    at = min(event.at for event in told.values())
    cases = tuple(case for case_id, log in logs.items() if (case := _case_then(log, at)) is not None)
    facts = _speaking_then(bundle.facts, logs, at)
    return _Then(replace(bundle, cases=cases, facts=facts), at, logs, told)


def _case_then(log: Sequence[Recorded], at: datetime) -> Case | None:
    """The case before anything was made of a reply at that moment; None where it was opened later."""
    events = []
    for one in log:
        if one.at > at or (one.at == at and one.command in READING):
            break
        events.append(one.event)
    return fold(events) if events else None


def _speaking_then(customer: CustomerFacts, logs: dict[str, list[Recorded]], at: datetime) -> CustomerFacts:
    """With the languages that the contacts had then."""
    changed: dict[str, str] = {}
    since = (one.event for log in logs.values() for one in log if one.at >= at)
    chosen = [event for event in since if isinstance(event, e.ContactLanguageSet)]
    for event in sorted(chosen, key=lambda event: event.at):
        changed.setdefault(event.contact_id, event.before)
    contacts = tuple(replace(one, language=changed.get(one.id, one.language)) for one in customer.contacts)
    return replace(customer, contacts=contacts)


def _again(
    context: Context, unit: Unit, understand: Understand, reply: StoredReply, then: _Then, *, alone: bool
) -> list[dict[str, Any]]:
    work = CustomerWork(context, unit, then.bundle, then.at)
    found = understood(understand, reply, scene_of(work, reply, alone=alone))
    speaks = language_for(work, reply, found.whole, _answered_before(then, reply))
    meanings = {
        meaning.case.id: replace(meaning, reading=with_language(meaning.reading, speaks)) for meaning in found.meanings
    }
    refs = {case.id: case.ref for case in then.bundle.cases}
    return [
        _compared(refs[case_id], then.told.get(case_id), meanings.get(case_id), speaks.answer_in, context.reader)
        for case_id in refs
        if case_id in then.told or case_id in meanings
    ]


def _answered_before(then: _Then, reply: StoredReply) -> str:
    contact = writer(reply, then.bundle)
    came = [
        one.event
        for log in then.logs.values()
        for one in log
        if one.at < then.at and isinstance(one.event, e.ReplyReceived) and not one.event.automatic
    ]
    last = max((event for event in came if event.contact_id == contact), key=lambda event: event.at, default=None)
    return last.answer_in if last is not None else ""


def _compared(
    ref: str, told: e.ReplyReceived | None, meaning: Meaning | None, answer_in: str, reader: str
) -> dict[str, Any]:
    before = _logged(told) if told is not None else None
    now = _read(meaning, answer_in) if meaning is not None else None
    differs = [name for name in COMPARED if before is None or now is None or before[name] != now[name]]
    return {
        "ref": ref,
        "same": not differs,
        "differs": differs,
        "then": before,
        "now": now,
        "reader_then": told.reader if told is not None else "",
        "reader_now": reader,
    }


def _logged(told: e.ReplyReceived) -> dict[str, Any]:
    return {name: _plain(getattr(told, name)) for name in COMPARED}


def _read(meaning: Meaning, answer_in: str) -> dict[str, Any]:
    reading = meaning.reading
    return {
        "intents": [read.intent.value for read in reading.intents],
        "flags": [flag.value for flag in reading.flags],
        "decided": reading.decided and not meaning.which,
        "automatic": reading.automatic,
        "language": reading.language,
        "basis": meaning.basis,
        "answer_in": answer_in,
        "because": list(reading.because),
    }


def _plain(value: Any) -> Any:
    return [getattr(one, "value", one) for one in value] if isinstance(value, tuple) else value
