"""The stop button, the go-live gate, and the audit."""

from __future__ import annotations

from pathlib import Path

import click

from bot.app.controlling import SCOPES, go_live, set_pause
from bot.cli.shared import FOUND, Decorated, application, config_option, json_option, print_json
from bot.domain.apply import fold
from bot.domain.facts import Pause
from bot.store.audit import verify
from bot.store.heads import FILE_NAME


def logged_options(command: Decorated) -> Decorated:
    """`--reason` and `--by`: who did it and why stands in the log."""
    command = click.option("--by", default="cli", show_default=True, help="Staff id.")(command)
    return click.option("--reason", required=True, help="Why; it is logged.")(command)


@click.command()
@click.argument("scope", type=click.Choice(SCOPES))
@click.argument("value", default="")
@logged_options
@config_option
@json_option
def pause(scope: str, value: str, reason: str, by: str, config_dir: str | None, *, as_json: bool) -> None:
    """Press the stop button for SCOPE (and its VALUE): nothing is handed over, claimed messages included."""
    with application(config_dir) as app:
        set_pause(app.context, Pause(scope, value), by, reason, on=True)
    _say({"paused": True, "scope": scope, "value": value}, f"Paused: {scope} {value}", as_json=as_json)


@click.command()
@click.argument("scope", type=click.Choice(SCOPES))
@click.argument("value", default="")
@logged_options
@config_option
@json_option
def resume(scope: str, value: str, reason: str, by: str, config_dir: str | None, *, as_json: bool) -> None:
    """Release the stop button: what it held goes on, each message through the gate again."""
    with application(config_dir) as app:
        set_pause(app.context, Pause(scope, value), by, reason, on=False)
    _say({"paused": False, "scope": scope, "value": value}, f"Resumed: {scope} {value}", as_json=as_json)


@click.command()
@click.argument("client")
@click.option("--customer", default="", help="Only this customer (external id); else the whole client.")
@logged_options
@config_option
@json_option
def release(client: str, customer: str, reason: str, by: str, config_dir: str | None, *, as_json: bool) -> None:
    """Let a client, or one customer, through the go-live gate."""
    with application(config_dir) as app:
        go_live(app.context, client, customer, by, reason)
    _say({"released": True, "client": client, "customer": customer}, f"Released: {client} {customer}", as_json=as_json)


def _say(facts: dict[str, object], sentence: str, *, as_json: bool) -> None:
    if as_json:
        print_json(facts)
    else:
        click.echo(sentence.rstrip())


@click.group()
def audit() -> None:
    """The log that an auditor can trust."""


@audit.command("verify")
@click.option("--heads", type=click.Path(path_type=Path), help="A file of published heads (FOLLOWUP_AUDIT_DIR).")
@config_option
@json_option
def verify_log(heads: Path | None, config_dir: str | None, *, as_json: bool) -> None:
    """Find any change, removal, insertion or truncation; the first broken event of each chain is named."""
    with application(config_dir) as app:
        folder = app.settings.audit_dir
        published = heads or (folder / FILE_NAME if folder and (folder / FILE_NAME).exists() else None)
        findings = verify(app.store, published, fold)
    if as_json:
        broken = [{"ref": one.ref, "seq": one.seq, "what": one.what.value} for one in findings]
        print_json({"ok": not findings, "heads": str(published) if published else None, "findings": broken})
    else:
        for one in findings:
            where = f"{one.ref}, event {one.seq}" if one.ref else f"the file of heads, line {one.seq}"
            click.echo(f"{where}: {one.what.value.replace('_', ' ')}")
        click.echo("The log is whole." if not findings else f"{len(findings)} chains are broken.", err=bool(findings))
    if findings:
        raise click.exceptions.Exit(FOUND)
