"""Whom the playbooks ask: whether the client's file names an address for each of them."""

from __future__ import annotations

from collections.abc import Iterator

from bot.app.correspondents import CLIENT, DEFAULT
from bot.clients import ClientProfile
from bot.doctor.findings import Finding, missing
from bot.doctor.patient import Patient, listed
from bot.domain.playbook import Inquire, Playbook


def unasked(patient: Patient, profile: ClientProfile) -> list[Finding]:
    """One line for everybody whom a playbook asks and nobody is named for."""
    if patient.texts is None:
        return []
    library, subject = patient.texts.playbooks, f"client {profile.id}"
    wanted: dict[tuple[str, str], list[str]] = {}
    for name in library.names():
        for action in inquiries_of(library.named(name, profile.id)):
            known = profile.correspondents.find(action.party.value, action.to)
            asking = wanted.setdefault((action.party.value, action.to), [])
            if known is None and name not in asking:
                asking.append(name)
    return [_finding(subject, profile.id, party, to, names) for (party, to), names in wanted.items() if names]


def inquiries_of(playbook: Playbook) -> Iterator[Inquire]:
    """Every question to others, of steps, of reactions, and of what follows upon their answers."""
    for step in playbook.steps:
        yield from _within(step.action)
    for reaction in playbook.reactions.values():
        for action in reaction.actions:
            yield from _within(action)


def _within(action: object) -> Iterator[Inquire]:
    if isinstance(action, Inquire):
        yield action
        for reaction in (*action.answers.values(), action.no_answer):
            for further in reaction.actions:
                yield from _within(further)


def _finding(subject: str, client: str, party: str, to: str, names: list[str]) -> Finding:
    whom = f"the client's people ({to or DEFAULT})" if party == CLIENT else f"the {party}"
    where = f"`people:` `{to or DEFAULT}:`" if party == CLIENT else f"`parties:` `{party}:`"
    todo = f"Write {where} with an `email` into config/clients/{client}.yaml."
    asks = "asks" if len(names) == 1 else "ask"
    return missing(subject, f"{listed(names)} {asks} {whom}, and nobody is named for it.", todo)
