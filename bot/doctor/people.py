"""Who works for each client: whether the work can be done, and whether they can be reached."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from bot.clients import ClientProfile
from bot.doctor.findings import Finding, missing, note, ok
from bot.doctor.patient import Patient, listed
from bot.domain.chains import PingBy
from bot.domain.roles import CHECKERS, MAKERS
from bot.domain.rules import Rules, Staff
from bot.domain.vocabulary import Role

NEEDED: Final = (Role.OPERATOR, Role.APPROVER, Role.SUPERVISOR)
FILE: Final = "config/staff.yaml"


async def staff(patient: Patient) -> list[Finding]:
    """One line a client when all is well, else one for each thing that is not."""
    if patient.texts is None:
        return []
    in_slack = frozenset(patient.texts.configuration.slack_users.values())
    return [finding for profile in patient.profiles for finding in _client(patient, profile, in_slack)]


def _client(patient: Patient, profile: ClientProfile, in_slack: frozenset[str]) -> list[Finding]:
    subject, rules = f"staff of {profile.id}", patient.rules(profile.id)
    people = tuple(rules.staff.values())
    reached = [person for person in people if person.id in in_slack]
    found = [*_roles(subject, people, reached), *_two_people(subject, rules, reached), *_telephones(subject, rules)]
    if not profile.slack_channel:
        sentence = "The client has no Slack channel, so its cards are posted nowhere."
        found.append(missing(subject, sentence, f"Write `slack channel` into config/clients/{profile.id}.yaml."))
    if found:
        return found
    numbers = listed([f"{_count(reached, role)} {role.value}{_s(_count(reached, role))}" for role in NEEDED])
    return [ok(subject, f"{numbers} can work in Slack, and money has enough different people.")]


def _roles(subject: str, people: Collection[Staff], reached: Collection[Staff]) -> list[Finding]:
    found = []
    for role in NEEDED:
        if not _count(people, role):
            found.append(missing(subject, f"Nobody is {_a(role)} for it.", f"Add somebody to {FILE}."))
        elif not _count(reached, role):
            names = listed([person.id for person in people if role in person.roles])
            todo = f"Write `slack: U...` beside {names} in {FILE}."
            found.append(missing(subject, f"Nobody who is {_a(role)} for it has a Slack id.", todo))
    return found


def _two_people(subject: str, rules: Rules, people: Collection[Staff]) -> list[Finding]:
    """SOX-SOD: the approver is neither who proposed nor who carries out; above a limit two approve."""
    makers = {person.id for person in people if person.roles & MAKERS}
    checkers = {person.id for person in people if person.roles & CHECKERS}
    if not checkers or not makers:
        return []  # said already, by role
    if len(makers) < 2:  # noqa: PLR2004 - one who proposes, another who approves
        sentence = "Only one person works for it, and nobody may approve what they proposed."
        return [missing(subject, sentence, f"Add a second person to {FILE}.")]
    if rules.second_approver_above and (len(checkers) < 2 or len(makers) < 3):  # noqa: PLR2004 - two of them, and who proposed
        sentence = (
            "Two people approve above a limit, and there are not enough for that: it takes three, two who approve."
        )
        return [missing(subject, sentence, f"Add an approver or a supervisor to {FILE}.")]
    return []


def _telephones(subject: str, rules: Rules) -> list[Finding]:
    """Whoever is pinged by text message needs a telephone; where nobody has one, the files are refused already."""
    levels = [level for chain in rules.escalations.chains.values() for level in chain.levels if PingBy.SMS in level.by]
    roles = {level.role for level in levels}
    without = [person.id for person in rules.staff.values() if person.roles & roles and not person.phone]
    if not without:
        return []
    todo = f'Write `phone: "+..."` beside {listed(without)} in {FILE}.'
    return [note(subject, f"{listed(without)} cannot be pinged by text message.", todo)]


def _count(people: Collection[Staff], role: Role) -> int:
    return sum(role in person.roles for person in people)


def _a(role: Role) -> str:
    return f"{'an' if role.value[0] in 'aeiou' else 'a'} {role.value}"


def _s(number: int) -> str:
    return "" if number == 1 else "s"
