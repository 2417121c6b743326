"""What one asks for: help, a list, the whole case, and why it is where it is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.app.staff.views import CaseView, Happened
from bot.domain.explain import Held
from bot.domain.vocabulary import CaseState, HoldKind
from bot.slack.blocks.buttons import card_actions
from bot.slack.blocks.facts import closed_rows, live_rows
from bot.slack.blocks.figures import clock, in_our_time, money_line, until, when
from bot.slack.blocks.lists import found_blocks
from bot.slack.blocks.notices import notice_view
from bot.slack.blocks.parts import BULLET, Block, context, header, rows, section
from bot.slack.blocks.people import contact_line, name_of
from bot.slack.blocks.plain import CHANNEL, HOLD
from bot.slack.blocks.thread import line_blocks
from bot.slack.blocks.turn import happens, whose_turn
from bot.slack.limits import fit, shorten
from bot.slack.names import COMMAND, Deed

__all__ = ["found_blocks", "help_blocks", "show_blocks", "show_view", "why_blocks", "why_view"]

LINES = 12  # of the conversation
STEPS = 12
CONTACTS = 10
EVENTS = 20
LONG = 200  # units of one line
ROOM = 6000  # units of all the words of a conversation that one message shows
COMMANDS = (
    ("find INV-20481", "looks for the beginning of a case reference or an invoice number, for a type or a state"),
    ("mine", "your cases; also: held, approvals, unread"),
    ("open MP-7F3K2", "brings the card of the case up in its channel"),
    ("show MP-7F3K2", "the whole case, for your eyes only; the number of its invoice will do as well"),
    ("why MP-7F3K2", "what happened, what comes next, and what holds it back"),
    ("log call MP-7F3K2", "logs a call"),
    ("pause MP-7F3K2", "the stop button, for its client, its playbook or a channel; resume lets it go on"),
    ("help", "this text"),
)
SYMBOLS = (
    "▶️ the playbook runs   ⏳ waits   ✋ held for a person   ⚖️ waits for approval   🛠️ being carried out   ✅ closed"
)
NOTES = (
    "What you type in the thread of a card is an internal note: the customer never sees it. Use Reply to write to them."
)


def help_blocks() -> list[Block]:
    """All that one can type, and what the symbols mean."""
    return [
        header("What you can type"),
        rows([(f"{COMMAND} {typed}", does) for typed, does in COMMANDS]),
        section(NOTES),
        context(SYMBOLS),
    ]


# --- the whole case --------------------------------------------------------------------------------------------


def show_blocks(view: CaseView) -> list[Block]:
    """The card, contacts, plan and the latest of the conversation. For one person's eyes: words are not hidden."""
    closed = view.case.state is CaseState.CLOSED
    return [
        header(money_line(view)),
        rows(tuple(closed_rows(view) if closed else live_rows(view))),
        card_actions(view, without=frozenset({Deed.SHOW})),
        *_contacts(view),
        *_plan(view),
        *_conversation(view),
        context(f"As of {clock(view, view.now)}, times of {view.brand} ({fit(view.zone, 60)})."),
    ]


def show_view(view: CaseView) -> dict[str, Any]:
    """The whole case as a modal."""
    return notice_view(fit(view.case.ref, 24), show_blocks(view))


def _contacts(view: CaseView) -> list[Block]:
    entries = [("Contacts", "" if view.contacts else "none on file")]
    entries += [(BULLET, shorten(contact_line(one), LONG)) for one in view.contacts[:CONTACTS]]
    return [rows(_more(entries, len(view.contacts) - CONTACTS))]


def _plan(view: CaseView) -> list[Block]:
    if not view.steps:
        return []
    runs = view.case.state is CaseState.OPEN
    entries = [("Planned", "if nobody writes, pays or acts" if runs else "only once the case goes on; times may move")]
    for step in view.steps[:STEPS]:
        at = when(view, step.due_at) if step.due_at else "no time yet"
        under_way = ", on its way" if step.under_way else ""
        entries.append((BULLET, shorten(f"{step.what}: {at}{under_way}", LONG)))
    return [rows(_more(entries, len(view.steps) - STEPS))]


def _conversation(view: CaseView) -> list[Block]:
    if not view.lines:
        return []
    shown = view.lines[-LINES:]
    left = len(view.lines) - len(shown)
    room = ROOM // len(shown)
    blocks = [context(f"{left} earlier lines stand in the thread of the card.")] if left else []
    open_eyes = replace(view, person_only=False, undecided=())  # one person's eyes: the words are not hidden
    for line in shown:
        blocks += line_blocks(open_eyes, replace(line, text=shorten(line.text, room)))
    return blocks


def _more(entries: list[tuple[str, str]], left: int) -> list[tuple[str, str]]:
    return [*entries, (BULLET, f"{left} more")] if left > 0 else entries


# --- why -------------------------------------------------------------------------------------------------------


def why_blocks(view: CaseView) -> list[Block]:
    """What holds it back, what comes next, what happened. The latest first: that is what is asked for."""
    return [
        header(money_line(view)),
        rows([("Whose turn", whose_turn(view))]),
        rows([("What holds it back", "" if view.held else "nothing"), *_held(view)]),
        rows([("What comes next, if nobody writes, pays or acts", "" if view.next else "nothing"), *_next(view)]),
        rows([("What happened, the latest first", ""), *_happened(view)]),
        context(f"Times of {view.brand} ({fit(view.zone, 60)})."),
    ]


def why_view(view: CaseView) -> dict[str, Any]:
    """The same as a modal."""
    return notice_view(fit(f"Why {view.case.ref}", 24), why_blocks(view))


def _held(view: CaseView) -> list[tuple[str, str]]:
    entries = [(BULLET, shorten(_said_of(view, held), LONG)) for held in view.held[:EVENTS]]
    return _more(entries, len(view.held) - EVENTS)


def _said_of(view: CaseView, held: Held) -> str:
    if held.kind:
        deadline = f", {until(view, held.deadline)}" if held.deadline else ""
        return f"{HOLD[HoldKind(held.kind)]}{deadline}; {held.lifts_when}"
    lifts = f"until {when(view, held.lifts_at)}" if held.lifts_at else f"until {held.lifts_when}"
    return f"{in_our_time(view, held.sentence).rstrip('.')}, {lifts}"


def _next(view: CaseView) -> list[tuple[str, str]]:
    entries = []
    for step in view.next[:STEPS]:
        what = happens(view, step)
        by = f" by {CHANNEL[step.channel]}" if step.channel and CHANNEL[step.channel] not in what else ""
        entries.append((when(view, step.at), shorten(f"{what}{by}", LONG)))
    return _more(entries, len(view.next) - STEPS)


def _happened(view: CaseView) -> list[tuple[str, str]]:
    latest = view.happened[: -EVENTS - 1 : -1]
    entries = [(clock(view, one.at), shorten(in_our_time(view, _named(view, one)), LONG)) for one in latest]
    return _more(entries, len(view.happened) - EVENTS)


def _named(view: CaseView, one: Happened) -> str:
    """The sentence, with the name of whoever of the staff did it where it does not begin with that."""
    said = one.sentence
    if all(staff.id != one.by for staff in view.staff):
        return said
    name = name_of(view, one.by)
    return said if said.startswith(f"{name} ") else f"{said} ({name})"
