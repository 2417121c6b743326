"""The stop button (PAUSED) and the go-live gate (LIVE-LIST)."""

from __future__ import annotations

from bot.app.context import Context
from bot.app.identifiers import customer_id
from bot.app.ports import MAX_BATCH
from bot.domain.errors import Rejected
from bot.domain.facts import Pause
from bot.domain.rules import Rule
from bot.domain.vocabulary import Channel

SCOPES = ("deployment", "client", "playbook", "template", "channel", "import")


def set_pause(context: Context, pause: Pause, by: str, reason: str, *, on: bool) -> None:
    """Press or release the stop button. Releasing wakes what it held; everything passes the gate again."""
    if bool(pause.value) == (pause.scope == "deployment"):
        raise Rejected("A pause of the whole deployment has no value; every other scope needs one.")
    now = context.clock()
    with context.store.begin() as unit:
        if not on and pause not in unit.pauses():
            raise Rejected(f"The {_named(pause)} is not paused; nothing has changed.")
        if on:
            _check_there_is(context, pause)
        unit.set_pause(pause, by, reason, now, on=on)
    if not on:
        wake(context, pause.value if pause.scope == "client" else "", Rule.PAUSED)


def _check_there_is(context: Context, pause: Pause) -> None:
    """A stop button for something misspelt would stop nothing, and say that it did."""
    known = {
        "client": set(context.rules),
        "channel": {channel.value for channel in Channel},
        "playbook": {playbook.name for playbook in context.shelf.known.values()},
    }.get(pause.scope)
    if known is not None and pause.value not in known:
        raise Rejected(f"There is no {_named(pause)}; nothing is paused. There are: {', '.join(sorted(known))}.")


def _named(pause: Pause) -> str:
    return f"{pause.scope} {pause.value}".rstrip()


def go_live(context: Context, client: str, external_id: str, by: str, reason: str) -> None:
    """LIVE-LIST: a person releases a client, or one of its customers."""
    context.rules_of(client)
    who = customer_id(client, external_id) if external_id else ""
    with context.store.begin() as unit:
        unit.release_customers(client, who, by, reason, context.clock())
    wake(context, client, Rule.LIVE_LIST)


def wake(context: Context, client: str, rule: Rule) -> int:
    """Make due what a rule blocked until now; in batches. Returns how many customers."""
    total = 0
    while True:
        with context.store.begin() as unit:
            woken = unit.wake_blocked(client, rule.value, context.clock(), MAX_BATCH)
        total += woken
        if woken < MAX_BATCH:
            return total
