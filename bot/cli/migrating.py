"""`followup playbook diff | migrate`: what another version changes, and moving running cases to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import click

from bot.app.migrating import Migrated, migrate
from bot.authored import shown
from bot.bootstrap import Application, config_folder
from bot.cli.playbooks import playbook_of
from bot.cli.shared import FOUND, application, chosen_config, config_option, json_option, moment, print_json
from bot.domain.calendar import local
from bot.domain.errors import Rejected
from bot.domain.explain import NextStep
from bot.domain.playbook import Playbook
from bot.domain.roles import CHECKERS
from bot.domain.vocabulary import Role
from bot.playbook.differing import Difference, differences
from bot.playbook.plain import parse
from bot.playbook.telling import spoken
from bot.shipped import own_or_shipped

MAY_MIGRATE: Final = CHECKERS | {Role.ADMIN}
LEAST_DIGEST: Final = 6  # hex digits


@click.command("diff")
@click.argument("before")
@click.argument("after")
@config_option
@json_option
def diff(before: str, after: str, config_dir: str | None, *, as_json: bool) -> None:
    """Say in words what changes for whom from playbook BEFORE to AFTER.

    Each is NAME or NAME@CLIENT of this config, FOLDER/NAME of another folder of playbooks, or the beginning of the
    digest of a version that cases run under. Exit 1 = they differ.
    """
    folder = config_folder(chosen_config(config_dir))
    old, new = (_version(text, folder, config_dir) for text in (before, after))
    found = differences(old, new)
    if as_json:
        facts = [{"part": one.part, "whom": one.whom, "sentence": one.sentence} for one in found]
        print_json({"before": _named(old), "after": _named(new), "differences": facts})
    else:
        for line in _said(found):
            click.echo(line)
        counted = "1 difference." if len(found) == 1 else f"{len(found)} differences."
        click.echo(counted if found else "They run alike.", err=True)
    if found:
        raise click.exceptions.Exit(FOUND)


def _named(playbook: Playbook) -> dict[str, str]:
    return {"name": playbook.name, "digest": playbook.digest}


def _said(found: tuple[Difference, ...]) -> Iterator[str]:
    part = ""
    for one in found:
        if one.part != part:
            part = one.part
            yield f"{part[:1].upper()}{part[1:]} ({one.whom})"
        yield f"  {one.sentence}"


def _version(text: str, config: Path, config_dir: str | None) -> Playbook:
    path = Path(text)
    if path.suffix == ".yaml":
        path = path.with_suffix("")
    name, _, client = path.name.partition("@")
    if path.parent != Path():
        if not path.parent.is_dir():
            raise Rejected(f"There is no folder {shown(str(path.parent))}.")
        return playbook_of(config, name, client, path.parent)
    if len(name) >= LEAST_DIGEST and set(name) <= set("0123456789abcdef") and not _is_playbook(name, config):
        return _kept(name, config_dir)
    return playbook_of(config, name, client)


def _is_playbook(name: str, config: Path) -> bool:
    return (own_or_shipped(config, "playbooks") / f"{name}.yaml").is_file()


def _kept(digest: str, config_dir: str | None) -> Playbook:
    """The version that cases run under whose digest begins so."""
    with application(config_dir) as app, app.store.read() as unit:
        kept = unit.playbooks_beginning_with(digest)
    if len(kept) != 1:
        raise Rejected(f"{'No version' if not kept else 'More than one version'} begins with '{digest}'.")
    return parse(kept[0])


@click.command("migrate")
@click.argument("name")
@click.option("--client", default="", help="Only this client's cases.")
@click.option("--go", is_flag=True, help="Do it. Without this nothing is changed: the dry run comes first.")
@click.option("--by", default="", help="Staff id of an approver, a supervisor or an admin: who moves them.")
@config_option
@json_option
def migrate_command(name: str, client: str, by: str, config_dir: str | None, *, go: bool, as_json: bool) -> None:
    """Move running cases of playbook NAME to its current version: a dry run, unless --go.

    What was done stays done. A new step whose time has passed is skipped; what is queued under a step that is gone is
    cancelled.
    """
    with application(config_dir) as app:
        if name not in app.texts.playbooks.names():
            app.texts.playbooks.named(name)  # says what it may be
        who = _mover(app, by) if go else (by or "cli")
        clients = [app.context.rules_of(client).client] if client else sorted(app.context.rules)
        moved = migrate(app.context, app.store, name, clients, who, dry_run=not go)
        changes = _changes(app, moved)
    if as_json:
        print_json({"playbook": name, "dry_run": not go, "cases": [_facts(one) for one in moved], "changes": changes})
        return
    for key, sentences in changes.items():
        click.echo(f"From {key}:")
        for sentence in sentences:
            click.echo(f"  {sentence}")
    for one in moved:
        for line in _lines(one):
            click.echo(line)
    cases = "1 case" if len(moved) == 1 else f"{len(moved)} cases"
    click.echo(f"{cases} {'moved' if go else 'would move; --go moves them'}.", err=True)


def _mover(app: Application, by: str) -> str:
    staff = app.texts.configuration.staff.get(by)
    if staff is None:
        raise Rejected(f"There is no staff '{by}'." if by else "Say with --by which member of staff moves them.")
    if not staff.roles & MAY_MIGRATE:
        raise Rejected("This needs the role supervisor, approver or admin.")
    return staff.id


def _changes(app: Application, moved: list[Migrated]) -> dict[str, list[str]]:
    """What changes, for each pair of versions: "old to new" -> sentences."""
    found: dict[str, list[str]] = {}
    with app.store.read() as unit:
        for before, after in sorted({(one.before, one.after) for one in moved}):
            old, new = (app.context.shelf.for_case(unit, digest) for digest in (before, after))
            sentences = [f"{one.part} ({one.whom}): {one.sentence}" for one in differences(old, new)]
            found[f"{before[:12]} to {after[:12]}"] = sentences
    return found


def _facts(one: Migrated) -> dict[str, Any]:
    return {
        "ref": one.ref,
        "client": one.client,
        "zone": one.zone,
        "before": one.before,
        "after": one.after,
        "next_before": [_next(step) for step in one.next_before],
        "next_after": [_next(step) for step in one.next_after],
        "skipped": list(one.skipped),
        "cancelled": list(one.cancelled),
    }


def _next(step: NextStep) -> dict[str, Any]:
    return {"step": step.step, "channel": step.channel.value if step.channel else None, "at": moment(step.at)}


def _lines(one: Migrated) -> Iterator[str]:
    """What becomes of one case: only what changes, where the customer is."""
    yield f"{one.ref} ({one.client}), times in {one.zone}"
    before, after = _times(one.next_before), _times(one.next_after)
    changes = [_change(step, before.get(step), after.get(step), one.zone) for step in dict.fromkeys([*after, *before])]
    yield from (f"  {line}" for line in filter(None, changes))
    if not any(changes):
        yield "  what comes next, and when, stays as it is"
    if one.skipped:
        yield f"  skipped, its time has passed: {', '.join(map(spoken, one.skipped))}"
    if one.cancelled:
        yield f"  cancelled: {', '.join(map(spoken, one.cancelled))}"


def _times(steps: tuple[NextStep, ...]) -> dict[tuple[str, int], datetime]:
    """When each comes; what comes several times has a number each."""
    found: dict[tuple[str, int], datetime] = {}
    seen: Counter[str] = Counter()
    for step in steps:
        seen[step.step] += 1
        found[step.step, seen[step.step]] = step.at
    return found


def _change(step: tuple[str, int], before: datetime | None, after: datetime | None, zone: str) -> str:
    name = spoken(step[0]) + (f", number {step[1]}" if step[1] > 1 else "")
    was, now = (f"{local(at, zone):%A %d %B %Y, %H:%M}" if at else "" for at in (before, after))
    if was == now:
        return ""
    if not was:
        return f"{name}: new, {now}"
    return f"{name}: {now} instead of {was}" if now else f"{name}: no longer; it was {was}"
