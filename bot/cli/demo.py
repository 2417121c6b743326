"""`followup demo`."""

from __future__ import annotations

import asyncio
import signal
import webbrowser
from collections.abc import Sequence

import click
import uvloop

from bot.cli.shared import FOUND, json_option, print_json
from bot.logs import configure
from bot.sandbox.demo import PORT, Demo
from bot.sandbox.demo.headless import STORY, Scene, play
from bot.sandbox.demo.stage import StoryError, Told


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="Another one if taken.")
@click.option("--open", "open_browser", is_flag=True, help="Open the page in your browser.")
@click.option("--headless", is_flag=True, help="Play a scripted story instead, without the page, and count.")
@json_option
def demo(port: int, *, open_browser: bool, headless: bool, as_json: bool) -> None:
    """See the whole product in a browser. Nothing leaves this machine, and nothing of it is kept."""
    if as_json and not headless:
        raise click.UsageError("--json is for --headless.")
    if headless:
        tell_story(as_json=as_json)
        return
    configure("error")
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_serve(port, open_browser=open_browser))


async def _serve(port: int, *, open_browser: bool) -> None:
    """Until SIGINT or SIGTERM; then everything is thrown away."""
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stopping.set)
    click.echo("Playing the morning ...", err=True)
    async with Demo(port) as played:
        click.echo(played.url)
        click.echo("Open this address in a browser. Ctrl-C ends the demo and leaves nothing behind.", err=True)
        if open_browser:
            await asyncio.to_thread(webbrowser.open, played.url)
        await stopping.wait()


# --- headless --------------------------------------------------------------------------------------------------


def tell_story(*, as_json: bool, story: Sequence[Scene] = STORY) -> None:
    """Play a story and print what it amounts to; exit 1 with a sentence when it did not go as it is written."""
    configure("error")
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        facts = runner.run(_told(story, as_json=as_json))
    if as_json:
        print_json(facts)
    else:
        _print_table(facts)


async def _told(story: Sequence[Scene], *, as_json: bool) -> dict[str, object]:
    """Raises Abort at SIGINT or SIGTERM, when all is thrown away."""
    telling = asyncio.ensure_future(play((lambda _: None) if as_json else _print_line, _print_title, story=story))
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, telling.cancel)
    try:
        return (await telling).facts()
    except asyncio.CancelledError:
        raise click.Abort from None
    except StoryError as failure:
        click.echo(f"followup: {failure}", err=True)
        raise click.exceptions.Exit(FOUND) from None


def _print_line(told: Told) -> None:
    click.echo(f"{told.at:%a %d %b %H:%M}  {told.who}: {told.what}")


def _print_title(title: str) -> None:
    click.echo(f"-- {title}", err=True)


def _print_table(facts: dict[str, object]) -> None:
    click.echo("")
    for name, found in facts.items():
        click.echo(f"{_plain(name).capitalize():<18}{_listed(found) if isinstance(found, dict) else found}")


def _listed(numbers: dict[str, int]) -> str:
    return ", ".join(f"{number} {_plain(what)}" for what, number in numbers.items()) or "none"


def _plain(name: str) -> str:
    return name.replace("_", " ")
