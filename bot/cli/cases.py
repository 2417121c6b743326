"""`followup case list | show | why`."""

from __future__ import annotations

from typing import Any

import click

from bot.app.by_reference import find_case, normal, unknown_case
from bot.app.explaining import explain_case
from bot.app.views import CaseFilter, CaseRow
from bot.cli.shared import application, config_option, json_option, moment, print_json
from bot.domain.money import Money
from bot.domain.vocabulary import CaseState, CaseType
from bot.web.confirming import unlock


@click.group()
def case() -> None:
    """Look at cases: list, show, why."""


@case.command("list")
@click.option("--state", type=click.Choice([s.value for s in CaseState]), help="Only cases in this state.")
@click.option("--type", "case_type", type=click.Choice([t.value for t in CaseType]), help="Only this type.")
@click.option("--client", default="", help="Only this client's.")
@click.option("--search", default="", help="Start of a reference or an invoice number.")
@click.option("--limit", default=50, show_default=True, help="At most so many.")
@config_option
@json_option
def list_cases(
    state: str, case_type: str, client: str, search: str, limit: int, config_dir: str | None, *, as_json: bool
) -> None:
    """List cases, those opened last first."""
    wanted = CaseFilter(
        clients=frozenset({client} if client else ()),
        states=frozenset({CaseState(state)} if state else ()),
        case_types=frozenset({CaseType(case_type)} if case_type else ()),
        search=search,
        limit=limit,
    )
    with application(config_dir) as app, app.store.begin() as unit:
        rows = unit.list_cases(wanted)
    if as_json:
        print_json([_facts(row) for row in rows])
        return
    for row in rows:
        amount = str(Money(row.open_minor, row.currency))
        extra = f"held: {row.hold_kind.value}" if row.hold_kind else (row.outcome.value if row.outcome else "")
        line = f"{row.ref:14} {row.client:12} {row.case_type.value:20} {row.state.value:10} {amount:>16}  {row.invoice}"
        click.echo(f"{line}  {extra}".rstrip())
    if not rows:
        click.echo("No cases.")
    if len(rows) == limit:
        click.echo(f"Only the {limit} opened last; --limit shows more.", err=True)


def _facts(row: CaseRow) -> dict[str, Any]:
    return {
        "ref": row.ref,
        "client": row.client,
        "type": row.case_type.value,
        "state": row.state.value,
        "open": {"minor_units": row.open_minor, "currency": row.currency},
        "invoice": row.invoice,
        "opened_at": moment(row.opened_at),
        "next_at": moment(row.next_at),
        "hold": row.hold_kind.value if row.hold_kind else None,
        "outcome": row.outcome.value if row.outcome else None,
    }


@case.command("show")
@click.argument("ref")
@config_option
@json_option
def show(ref: str, config_dir: str | None, *, as_json: bool) -> None:
    """Show one case: money, state, and everything that happened."""
    with application(config_dir) as app:
        with app.store.begin() as unit:
            found = unit.list_cases(CaseFilter(search=normal(ref), limit=5))
        row = next((row for row in found if row.ref == normal(ref)), None)
        if row is None:
            raise unknown_case(ref)
        facts = explain_case(app.context, row.ref)
    if as_json:
        print_json({**_facts(row), **facts})
        return
    click.echo(f"{row.ref}  {row.case_type.value}  {row.state.value}  {Money(row.open_minor, row.currency)}")
    click.echo(f"client {row.client}, invoice {row.invoice or '-'}, opened {moment(row.opened_at)}")
    _print_asked(facts)
    for other in facts["linked"]:
        moves = ", which moves the money" if other["moves_money"] else ""
        click.echo(f"linked {other['ref']} ({other['type']}){moves}")
    _print_happened(facts)


@case.command("why")
@click.argument("ref")
@config_option
@json_option
def why(ref: str, config_dir: str | None, *, as_json: bool) -> None:
    """Say why a case is where it is: what happened, what comes next, what holds it back."""
    with application(config_dir) as app:
        facts = explain_case(app.context, ref)
    if as_json:
        print_json(facts)
        return
    click.echo(f"{facts['ref']} is {facts['state']}.")
    _print_happened(facts)
    click.echo("Next:" if facts["next"] else "Next: nothing by itself.")
    for step in facts["next"]:
        click.echo(f"  {step['local_time']}  {step['step']} by {step['channel'] or 'staff'}")
    _print_asked(facts)
    if facts["held"]:
        click.echo("Held back:")
    for held in facts["held"]:
        lifts = held["lifts_at"] or held["lifts_when"]
        click.echo(f"  {held['rule']}: {held['sentence']} Lifts: {lifts}.")


def _print_asked(facts: dict[str, Any]) -> None:
    """Whose answers are still awaited."""
    for one in facts["asked"]:
        due = f"no answer, was due {one['due_at']}" if one["overdue"] else f"due {one['due_at']}"
        lost = "" if one["delivered"] else ", not delivered"
        click.echo(f"Asked {one['whom']} at {one['asked_at']} ({one['question']}), {due}{lost}.")


def _print_happened(facts: dict[str, Any]) -> None:
    click.echo("Happened:")
    for line in facts["happened"]:
        click.echo(f"  {line['at']}  {line['sentence']}")
        if "rests_on" in line:
            _print_rests_on(line["rests_on"])


def _print_rests_on(rests: dict[str, Any]) -> None:
    sure = ", ".join(f"{name} {confidence:.2f}" for name, confidence in rests["confidences"].items())
    found = f"case found by: {rests['case_found_by']}" if rests["case_found_by"] else ""
    language = f"language {rests['language']} {rests['language_confidence']:.2f}"
    click.echo(f"    reply {rests['reply']}: {'; '.join(filter(None, (sure, language, found)))}")
    for line in rests["because"]:
        click.echo(f"      {line}")


@case.command("unlock")
@click.argument("ref")
@config_option
def unlock_link(ref: str, config_dir: str | None) -> None:
    """Open the customer's link again after five wrong tries, once you have made sure of who it is."""
    with application(config_dir) as app:
        with app.store.begin() as unit:
            _, customer_id = find_case(unit, ref)
            contacts = unit.bundles([customer_id], app.context.clock())[customer_id].facts.contacts
        for contact in contacts:
            unlock(app, contact.id)
    click.echo(f"The link of the customer of {ref} is open again.")
