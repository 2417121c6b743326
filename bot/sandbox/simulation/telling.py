"""A simulation as a timeline: for people to read, and as JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final

from bot.app.foresight.prospect import Happened
from bot.domain import events as e
from bot.domain.calendar import local
from bot.domain.money import Money
from bot.domain.sentences import is_told, sentence
from bot.domain.vocabulary import CaseState, Channel, Party
from bot.sandbox.simulation.playing import Asked, Entry, Heard, Paid, Sent, Simulation

BY: Final = {
    Channel.EMAIL: "E-mail",
    Channel.SMS: "Text message",
    Channel.CHAT: "On the customer's page",
    Channel.WHATSAPP: "WhatsApp",
    Channel.VOICE: "Call",
    Channel.SLACK: "Slack",
}
# What the message itself or the line above says already.
SILENT: Final = (
    e.TouchQueued, e.TouchSent, e.ReplyReceived, e.QuestionAsked, e.StepDone, e.EscalationPinged, e.InquiryMade,
    e.PaymentRecorded,
)  # fmt: skip
WITH_A_PERSON: Final = (e.HoldPlaced, e.TaskRaised, e.CaseEscalated)  # that somebody must look goes without saying
WITH_STAFF: Final = {
    CaseState.DECIDING: "The case waits for an approver to decide on the proposal.",
    CaseState.EXECUTING: "The case waits for a person to carry out what was approved.",
}
_UTC: Final = re.compile(r"(\d{4}-\d\d-\d\d \d\d:\d\d) UTC")


def as_json(simulation: Simulation) -> dict[str, Any]:
    """The whole timeline; times in UTC and in the customer's zone."""
    scenario, case = simulation.scenario, simulation.case
    return {
        "playbook": simulation.playbook.name,
        "digest": simulation.playbook.digest,
        "client": scenario.client,
        "zone": scenario.zone,
        "start": _iso(scenario.start),
        "timeline": [_entry(entry, simulation) for entry in timeline(simulation)],
        "ends": {
            "state": case.state.value,
            "outcome": case.outcome.value if case.outcome else None,
            "says": ending(simulation),
        },
    }


def as_text(simulation: Simulation, *, words: bool) -> Iterator[str]:
    """Lines to read aloud; with `words` every message whole, else its first line."""
    day = ""
    for entry in timeline(simulation):
        there = local(entry.at, simulation.scenario.zone)
        if (today := f"{there:%A %d %B %Y}") != day:
            yield f"{'' if not day else chr(10)}{today}"
            day = today
        yield from _lines(entry, f"  {there:%H:%M}", simulation, words=words)
    yield f"\n{ending(simulation)}"


def ending(simulation: Simulation) -> str:
    """How it stands when the time of the simulation is over."""
    case = simulation.case
    if case.state is CaseState.CLOSED and case.outcome:
        return f"The case is closed: {case.outcome.value.replace('_', ' ')}."
    if case.hold is not None:
        until = _there(case.hold.deadline, simulation)
        return f"The case is with a person: the {case.hold.owner.value} has it until {until}."
    if case.state in WITH_STAFF:
        return WITH_STAFF[case.state]
    if simulation.rests:
        return f"The case is {case.state.value} and waits for a person or the customer."
    return f"The case is {case.state.value} when the time of the simulation is over."


def timeline(simulation: Simulation) -> Iterator[Entry]:
    """What people read, oldest first: nothing that the entry before it says already."""
    with_a_person = None
    for entry in simulation.entries:
        if isinstance(entry, Happened):
            if isinstance(entry.event, WITH_A_PERSON):
                with_a_person = entry.at
            said = isinstance(entry.event, e.EscalationRaised) and entry.at == with_a_person
            if said or isinstance(entry.event, SILENT) or not is_told(entry.event):
                continue
        yield entry


def _lines(entry: Entry, at: str, simulation: Simulation, *, words: bool) -> Iterator[str]:
    match entry:
        case Sent():
            steps = ", ".join(step or template for step, template in zip(entry.steps, entry.templates, strict=True))
            yield f"{at}  -> {BY[entry.channel]} ({steps}): {entry.words.subject or _first(entry.words.text)}"
            if words:
                yield from (f"           | {line}" for line in entry.words.text.splitlines())
        case Heard():
            yield f"{at}  <- The customer writes: “{entry.text}” (read as {read_as(entry)})"
        case Paid():
            yield f"{at}  <- The customer pays {Money(entry.minor_units, simulation.scenario.currency)}"
        case Asked():
            yield f"{at}  -> E-mail to {asked_whom(entry)}: {entry.words.subject}"
            yield f"           {offered(entry, simulation)}"
            if words:
                yield from (f"           | {line}" for line in entry.words.mail.rendered.text.splitlines())
        case Happened():
            yield f"{at}     {said(entry, simulation)}"


def _entry(entry: Entry, simulation: Simulation) -> dict[str, Any]:
    there = {
        "at": _iso(entry.at),
        "local_time": local(entry.at, simulation.scenario.zone).isoformat(timespec="minutes"),
    }
    return there | dict(_particulars(entry, simulation))


def _particulars(entry: Entry, simulation: Simulation) -> Mapping[str, Any]:
    match entry:
        case Sent():
            return {
                "what": "message",
                "channel": entry.channel.value,
                "class": entry.touch_class,
                "steps": list(entry.steps),
                "templates": list(entry.templates),
                "subject": entry.words.subject,
                "text": entry.words.text,
                "segments": entry.words.segments,
            }
        case Heard():
            intents = [{"intent": r.intent.value, "confidence": r.confidence} for r in entry.reading.intents]
            return {"what": "reply", "text": entry.text, "intents": intents, "decided": entry.reading.decided}
        case Paid():
            return {"what": "payment", "minor_units": entry.minor_units, "currency": simulation.scenario.currency}
        case Asked():
            asked = entry.inquiry
            return {
                "what": "question",
                "party": asked.party.value,
                "to": asked.to,
                "template": asked.template,
                "answers": list(asked.offers),
                "due": _iso(asked.due_at),
                "subject": entry.words.subject,
                "text": entry.words.mail.rendered.text,
            }
        case Happened():
            return {
                "what": "event",
                "event": type(entry.event).__name__,
                "sentence": said(entry, simulation),
                "by": entry.by,
            }


def said(entry: Happened, simulation: Simulation) -> str:
    """The sentence, with the times in it where the customer is."""
    return _UTC.sub(lambda found: _at(found[1], simulation), sentence(entry.event, simulation.scenario.currency))


def asked_whom(entry: Asked) -> str:
    """Who is asked, and where in the playbook that stands."""
    asked = entry.inquiry
    whom = "the client's people" if asked.party is Party.CLIENT else f"the {asked.party.value}"
    who = f", {asked.to.replace('_', ' ')}" if asked.to != "default" else ""
    return f"{whom}{who} ({asked.cause.partition('.')[0].replace('_', ' ')})"


def offered(entry: Asked, simulation: Simulation) -> str:
    """What they may answer, and by when."""
    answers = ", ".join(offer.replace("_", " ") for offer in entry.inquiry.offers)
    return f"They may answer until {_there(entry.inquiry.due_at, simulation)}: {answers}."


def _there(at: datetime, simulation: Simulation) -> str:
    return f"{local(at, simulation.scenario.zone):%A %d %B, %H:%M}"


def _at(text: str, simulation: Simulation) -> str:
    return _there(datetime.fromisoformat(f"{text}+00:00"), simulation)


def read_as(entry: Heard) -> str:
    found = ", ".join(one.intent.value.replace("_", " ") for one in entry.reading.intents) or "nothing"
    return found if entry.reading.decided else f"perhaps {found}, a person looks"


def _first(text: str) -> str:
    return text.strip().partition("\n")[0]


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")
