"""`followup forecast`: who would get what and when, what is held back and why; nothing is sent."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import click

from bot.app.foresight.forecasting import ASSUMES, Forecast, ForeseenMessage, HeldCase, forecast
from bot.app.staff.doing import do
from bot.app.staff.people import actor
from bot.bootstrap import Application
from bot.cli.shared import application, config_option, json_option, print_json
from bot.domain.calendar import local
from bot.domain.commands import SkipStep
from bot.domain.errors import Rejected
from bot.domain.roles import MAKERS
from bot.domain.vocabulary import Channel
from bot.playbook.telling import BY

MOST_DAYS: Final = 366
STRUCK: Final = "\x1b[9m{}\x1b[0m"  # ECMA-48, SGR 9: crossed out


@click.command("forecast")
@click.option("--days", default=14, show_default=True, type=click.IntRange(1, MOST_DAYS), help="How far to look.")
@click.option("--client", default="", help="Only this client's customers.")
@click.option("--strike", multiple=True, metavar="REF:STEP", help="Strike a step out of its case before looking.")
@click.option("--by", default="", help="Staff id: who strikes out.")
@config_option
@json_option
def forecast_command(
    days: int, client: str, strike: tuple[str, ...], by: str, config_dir: str | None, *, as_json: bool
) -> None:
    """Say who would get what and when, and what would be held back and why. Nothing is sent.

    What should not go out can be struck out: --strike MP-7F3K2ABC:second --by olivia skips that step for good.
    """
    with application(config_dir) as app:
        for one in strike:
            _strike(app, one, by)
        if client:
            app.context.rules_of(client)  # one that is not there says so
        found = forecast(app.context, app.store, timedelta(days=days), client)
    if as_json:
        print_json(_facts(found, strike))
    else:
        for line in _lines(found, styled=sys.stdout.isatty()):
            click.echo(line)


def _strike(app: Application, text: str, by: str) -> None:
    """Skip a step, as a person of the desk does it. Raises Rejected with a sentence."""
    reference, colon, step = text.partition(":")
    if not colon or not step:
        raise click.UsageError(f"--strike says which step of which case: REF:STEP, not '{text}'.")
    staff = next(
        (found for rules in app.context.rules.values() for name, found in rules.staff.items() if name == by), None
    )
    if staff is None:
        raise Rejected(
            "Say with --by which member of staff strikes it out." if not by else f"There is no staff '{by}'."
        )
    do(app.context, reference, staff, SkipStep(actor(staff, MAKERS), step))


def _facts(found: Forecast, struck: tuple[str, ...]) -> dict[str, Any]:
    return {
        "from": _iso(found.start),
        "until": _iso(found.end),
        "assumes": list(ASSUMES),
        "customers": found.customers,
        "by_client": found.by_client_and_channel(),
        "held_by_rule": found.by_rule(),
        "messages": [_message(message) for message in found.messages],
        "held": [_held(one) for one in found.held],
        "struck": list(struck),
    }


def _message(message: ForeseenMessage) -> dict[str, Any]:
    touches = [
        {"ref": t.ref, "case_type": t.case_type.value, "step": t.step, "template": t.template} for t in message.touches
    ]
    return {
        "at": _iso(message.at),
        "local_time": local(message.at, message.zone).isoformat(timespec="minutes"),
        "client": message.client,
        "customer": message.customer,
        "channel": message.channel.value,
        "class": message.touch_class.value,
        "sender": message.sender,
        "cases": touches,
    }


def _held(one: HeldCase) -> dict[str, Any]:
    why = one.why
    return {
        "client": one.client,
        "ref": one.ref,
        "case_type": one.case_type.value,
        "state": one.state.value,
        "zone": one.zone,
        "rule": why.rule,
        "sentence": why.sentence,
        "lifts_at": _iso(why.lifts_at) if why.lifts_at else None,
        "lifts_when": why.lifts_when,
    }


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")


# --- for people ------------------------------------------------------------------------------------------------


def _lines(found: Forecast, *, styled: bool) -> Iterator[str]:
    until = f"until {found.end:%A %d %B %Y}, if nothing changes"
    yield f"{len(found.messages)} messages to {found.customers} customers {until}."
    for client, channels in found.by_client_and_channel().items():
        yield f"  {client}: {', '.join(f'{number} by {BY[Channel(channel)]}' for channel, number in channels.items())}"
    day = ""
    for message in found.messages:
        there = local(message.at, message.zone)
        if (today := f"{there:%A %d %B %Y}") != day:
            day = today
            yield f"\n{today}"
        about = ", ".join(f"{touch.ref} {touch.step or touch.template}" for touch in message.touches)
        who = f"{message.client} {message.customer}"
        yield f"  {there:%H:%M} {message.zone:22} {BY[message.channel]:19} {who:30} {about}"
    yield from _held_lines(found, styled=styled)
    yield "\nThis assumes:"
    yield from (f"- {sentence}" for sentence in ASSUMES)


def _held_lines(found: Forecast, *, styled: bool) -> Iterator[str]:
    by_client: dict[str, list[HeldCase]] = defaultdict(list)
    for one in found.held:
        by_client[one.client].append(one)
    for client, cases in sorted(by_client.items()):
        yield f"\nHeld back at {client}:"
        for one in sorted(cases, key=lambda held: (held.why.rule, held.ref)):
            name = f"{one.ref} {one.case_type.value}"
            lifts = f"until {_lifts(one)}"
            shown = STRUCK.format(name) if styled else f"~~{name}~~"
            yield f"  {shown} {one.why.rule}: {one.why.sentence} ({lifts})"


def _lifts(one: HeldCase) -> str:
    """When it goes on, where the customer is, or what it takes."""
    at = one.why.lifts_at
    return f"{local(at, one.zone):%A %d %B, %H:%M} {one.zone}" if at else one.why.lifts_when
