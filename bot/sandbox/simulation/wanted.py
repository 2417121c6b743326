"""A simulation as somebody asks for it, in words; what they leave out is as usual."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.bootstrap import Application
from bot.domain.calendar import at_local
from bot.domain.errors import Rejected
from bot.domain.money import Money
from bot.domain.playbook import Playbook
from bot.domain.vocabulary import Owes
from bot.sandbox.simulation import scenario as scenes
from bot.sandbox.simulation.scenario import Act, Scenario

OPENED_AT: Final = "09:00"


@dataclass(frozen=True, slots=True)
class Wanted:
    """The options of `followup playbook simulate`, as they were written; '' and None = not said."""

    customer: str = ""
    zone: str = ""
    client: str = ""
    start: date = scenes.START
    clock_time: str = OPENED_AT
    due: date | None = None
    deadline: date | None = None
    expected: str = ""
    paid: str = ""
    disputed: str = ""
    reason: str = ""
    replies: tuple[str, ...] = ()
    payments: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()


def scenario_of(application: Application, name: str, wanted: Wanted) -> Scenario:
    """The scenario of a playbook. Raises Rejected, with a sentence, for what cannot be read or cannot be."""
    chosen = wanted.client or min(application.context.rules, default="")
    rules = application.context.rules_of(chosen)
    playbook = application.texts.playbooks.named(name, chosen)
    for day in (wanted.start, wanted.due, wanted.deadline):
        if day is not None and not scenes.EARLIEST <= day <= scenes.LATEST:
            raise Rejected(f"{day} is not played: a day lies between {scenes.EARLIEST} and {scenes.LATEST}.")
    person = scenes.person(wanted.customer or f"{rules.languages[0]} {rules.country or 'US'}")
    currency = scenes.currency_of(person.country, wanted.start)
    expected, paid, disputed = _amounts(playbook, wanted, currency)
    zone = scenes.zone_of(wanted.zone or rules.zone)
    return Scenario(
        playbook=name,
        client=chosen,
        person=person,
        zone=zone,
        start=at_local(wanted.start, scenes.time_of(wanted.clock_time), zone),
        currency=currency,
        expected=expected,
        paid=paid,
        disputed=disputed,
        due_on=wanted.due or wanted.start,
        respond_by=wanted.deadline,
        reason=wanted.reason,
        cues=_cues(wanted, currency),
    )


def _amounts(playbook: Playbook, wanted: Wanted, currency: str) -> tuple[int, int, int]:
    """Expected, paid, disputed, in minor units."""
    usual = scenes.amounts(playbook.owes, currency)
    said = (wanted.expected, wanted.paid, wanted.disputed)
    expected, paid, disputed = (
        scenes.minor_units(text, currency) if text else known for text, known in zip(said, (*usual, 0), strict=True)
    )
    if playbook.owes is Owes.THEY and paid >= expected:
        raise Rejected(
            f"Nothing is open: {Money(expected, currency)} was billed and {Money(paid, currency)} paid, and in this "
            "playbook the customer owes."
        )
    if disputed > max(expected, paid):
        raise Rejected(f"{Money(disputed, currency)} cannot be contested where {Money(expected, currency)} was billed.")
    return expected, paid, disputed


def _cues(wanted: Wanted, currency: str) -> tuple[scenes.Cue, ...]:
    acts = ((Act.SAYS, wanted.replies), (Act.PAYS, wanted.payments), (Act.ANSWERS, wanted.answers))
    return scenes.in_order(scenes.cue(text, act, currency) for act, texts in acts for text in texts)
