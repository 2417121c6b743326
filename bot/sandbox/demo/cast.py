"""Who is in the story: the customers of the ledger, and those of a client's own people whom a playbook asks."""

from __future__ import annotations

from collections.abc import Mapping

from bot.bootstrap import Application
from bot.sandbox.demo.customers import Person
from bot.sandbox.demo.feed import Feed
from bot.sandbox.demo.story import DESKS, PERSONAS, Desk, Persona

NO_CUSTOMER = "desk"  # the kind of a person whom a playbook asks


def cast(feed: Feed, application: Application) -> list[Person]:
    """Everybody whose phone or mailbox the visitor may hold."""
    rows: Mapping[str, Mapping[str, str]] = {row["customer_id"]: row for row in reversed(feed.rows)}
    customers = [_customer(persona, rows[persona.id], application) for persona in PERSONAS]
    return [*customers, *(_desk(desk, application) for desk in DESKS)]


def _customer(persona: Persona, row: Mapping[str, str], application: Application) -> Person:
    assert row["client"] in application.texts.configuration.profiles, "the story's clients are configured"
    return Person(
        persona=persona,
        client=row["client"],
        name=row["customer_name"],
        language=row["language"],
        kind=row["customer_kind"],
        email=row["email"],
        phone=row["phone"],
        zone=row["timezone"],
    )


def _desk(desk: Desk, application: Application) -> Person:
    configuration = application.texts.configuration
    asked = configuration.profiles[desk.client].correspondents.people[desk.people]
    return Person(
        persona=desk.persona,
        client=desk.client,
        name=asked.name,
        language=asked.language,
        kind=NO_CUSTOMER,
        email=asked.email,
        phone="",
        zone=configuration.rules[desk.client].zone,
        asked_about=(desk.invoice,),
    )
