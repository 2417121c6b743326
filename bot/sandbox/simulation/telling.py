"""A simulation as a timeline: for people to read, as JSON, as a page with every message as the customer sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any, Final

from bot.app.foresight.prospect import Happened
from bot.domain import events as e
from bot.domain.calendar import local
from bot.domain.money import Money
from bot.domain.sentences import is_told, sentence
from bot.domain.vocabulary import CaseState, Channel
from bot.sandbox.simulation.playing import Entry, Heard, Paid, Sent, Simulation

BY: Final = {
    Channel.EMAIL: "E-mail",
    Channel.SMS: "Text message",
    Channel.CHAT: "On the customer's page",
    Channel.WHATSAPP: "WhatsApp",
    Channel.VOICE: "Call",
    Channel.SLACK: "Slack",
}
# What the message itself or the line above says already.
SILENT: Final = (e.TouchQueued, e.TouchSent, e.ReplyReceived, e.QuestionAsked, e.StepDone, e.EscalationPinged)
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
        "timeline": [_entry(entry, simulation) for entry in simulation.entries if _shown(entry)],
        "ends": {
            "state": case.state.value,
            "outcome": case.outcome.value if case.outcome else None,
            "says": ending(simulation),
        },
    }


def as_text(simulation: Simulation, *, words: bool) -> Iterator[str]:
    """Lines to read aloud; with `words` every message whole, else its first line."""
    day = ""
    for entry in filter(_shown, simulation.entries):
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
        until = f"{local(case.hold.deadline, simulation.scenario.zone):%A %d %B, %H:%M}"
        return f"The case is with a person: the {case.hold.owner.value} has it until {until}."
    if simulation.rests:
        return f"The case is {case.state.value} and waits for a person or the customer."
    return f"The case is {case.state.value} when the time of the simulation is over."


def _shown(entry: Entry) -> bool:
    return not isinstance(entry, Happened) or (is_told(entry.event) and not isinstance(entry.event, SILENT))


def _lines(entry: Entry, at: str, simulation: Simulation, *, words: bool) -> Iterator[str]:
    match entry:
        case Sent():
            steps = ", ".join(step or template for step, template in zip(entry.steps, entry.templates, strict=True))
            yield f"{at}  -> {BY[entry.channel]} ({steps}): {entry.words.subject or _first(entry.words.text)}"
            if words:
                yield from (f"           | {line}" for line in entry.words.text.splitlines())
        case Heard():
            yield f"{at}  <- The customer writes: “{entry.text}” (read as {_read(entry)})"
        case Paid():
            yield f"{at}  <- The customer pays {Money(entry.minor_units, simulation.scenario.currency)}"
        case Happened():
            yield f"{at}     {_said(entry, simulation)}"


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
        case Happened():
            return {
                "what": "event",
                "event": type(entry.event).__name__,
                "sentence": _said(entry, simulation),
                "by": entry.by,
            }


def _said(entry: Happened, simulation: Simulation) -> str:
    """The sentence, with the times in it where the customer is."""
    return _UTC.sub(lambda found: _at(found[1], simulation), sentence(entry.event, simulation.scenario.currency))


def _at(text: str, simulation: Simulation) -> str:
    return f"{local(datetime.fromisoformat(f'{text}+00:00'), simulation.scenario.zone):%A %d %B, %H:%M}"


def _read(entry: Heard) -> str:
    found = ", ".join(one.intent.value.replace("_", " ") for one in entry.reading.intents) or "nothing"
    return found if entry.reading.decided else f"perhaps {found}, a person looks"


def _first(text: str) -> str:
    return text.strip().partition("\n")[0]


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")


# --- the page --------------------------------------------------------------------------------------------------

_STYLE: Final = (Path(__file__).parent / "timeline.css").read_text("utf-8")


def as_page(simulation: Simulation) -> str:
    """One HTML page that needs nothing from outside. E-mails stand in frames that run no scripts."""
    scenario = simulation.scenario
    title = f"{simulation.playbook.name.replace('_', ' ').capitalize()}, simulated"
    person = scenario.person
    who = (
        f"{person.kind.value}, {person.language}, {person.country}; times in {scenario.zone}; client {scenario.client}"
    )
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" '
        f'content="width=device-width,initial-scale=1"><title>{escape(title)}</title><style>{_STYLE}</style></head><body><main>'
        f'<h1>{escape(title)}</h1><p class="soft">{escape(who)}</p>{"".join(_days(simulation))}'
        f'<p class="end">{escape(ending(simulation))}</p></main></body></html>\n'
    )


def _days(simulation: Simulation) -> Iterator[str]:
    day = ""
    for entry in filter(_shown, simulation.entries):
        there = local(entry.at, simulation.scenario.zone)
        if (today := f"{there:%A %d %B %Y}") != day:
            yield f"{'</ol>' if day else ''}<h2>{today}</h2><ol>"
            day = today
        moment = f'<time datetime="{there.isoformat(timespec="minutes")}">{there:%H:%M}</time>'
        yield f"<li>{moment}{_card(entry, simulation)}</li>"
    if day:
        yield "</ol>"


def _card(entry: Entry, simulation: Simulation) -> str:
    match entry:
        case Sent():
            steps = ", ".join(filter(None, entry.steps)) or ", ".join(entry.templates)
            head = f'<p class="soft">{BY[entry.channel]} · {escape(steps)}</p>'
            if entry.words.html:
                subject = escape(entry.words.subject)
                frame = f'<iframe sandbox title="{subject}" srcdoc="{escape(entry.words.html)}"></iframe>'
                return f'<div class="card out">{head}<details><summary>{subject}</summary>{frame}</details></div>'
            return f'<div class="card out">{head}<p class="text">{escape(entry.words.text)}</p></div>'
        case Heard():
            read = f'<p class="soft">read as {escape(_read(entry))}</p>'
            return f'<div class="card in"><p class="text">{escape(entry.text)}</p>{read}</div>'
        case Paid():
            amount = Money(entry.minor_units, simulation.scenario.currency)
            return f'<div class="card in">Pays {escape(str(amount))}</div>'
        case Happened():
            return f"<p>{escape(_said(entry, simulation))}</p>"
