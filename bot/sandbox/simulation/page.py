"""A simulation as a page with every message as its reader sees it. It needs nothing from outside."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Final

from bot.app.foresight.prospect import Happened
from bot.app.messages import Rendered
from bot.domain.calendar import local
from bot.domain.money import Money
from bot.sandbox.simulation.playing import Asked, Entry, Heard, Paid, Sent, Simulation
from bot.sandbox.simulation.telling import BY, asked_whom, ending, offered, read_as, said, timeline

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
    for entry in timeline(simulation):
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
                return f'<div class="card out">{head}{_letter(entry.words)}</div>'
            return f'<div class="card out">{head}<p class="text">{escape(entry.words.text)}</p></div>'
        case Asked():
            head = f'<p class="soft">E-mail to {escape(asked_whom(entry))}</p>'
            foot = f'<p class="soft">{escape(offered(entry, simulation))}</p>'
            return f'<div class="card ask">{head}{_letter(entry.words.mail.rendered)}{foot}</div>'
        case Heard():
            read = f'<p class="soft">read as {escape(read_as(entry))}</p>'
            return f'<div class="card in"><p class="text">{escape(entry.text)}</p>{read}</div>'
        case Paid():
            amount = Money(entry.minor_units, simulation.scenario.currency)
            return f'<div class="card in">Pays {escape(str(amount))}</div>'
        case Happened():
            return f"<p>{escape(said(entry, simulation))}</p>"


def _letter(words: Rendered) -> str:
    """An e-mail that opens on a click, in a frame that runs no scripts; on paper its plain text."""
    subject = escape(words.subject)
    frame = f'<iframe sandbox title="{subject}" srcdoc="{escape(words.html)}"></iframe>'
    return (
        f"<details><summary>{subject}</summary>{frame}</details>"
        f'<div class="paper"><p><strong>{subject}</strong></p><p class="text">{escape(words.text)}</p></div>'
    )
