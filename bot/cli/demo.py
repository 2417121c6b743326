"""`followup demo`."""

from __future__ import annotations

import asyncio
import signal
import webbrowser

import click
import uvloop

from bot.logs import configure
from bot.sandbox.demo import PORT, Demo


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="Another one if taken.")
@click.option("--open", "open_browser", is_flag=True, help="Open the page in your browser.")
def demo(port: int, *, open_browser: bool) -> None:
    """See the whole product in a browser. Nothing leaves this machine, and nothing of it is kept."""
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
