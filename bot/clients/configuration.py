"""Reading a whole `config/` folder."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.authored import Fields, Node, Place, Problems, Table, one_of, read_file, shown, suggest, words
from bot.clients.clocks import of_client, read_clocks
from bot.clients.escalating import deployments, read_escalations
from bot.clients.profile import PROFILE_KEYS, ClientProfile, read_profile, telephone
from bot.clients.weighing import CLIENT_RULE_KEYS, RULE_KEYS, over, read_reasons, read_rules, works_for
from bot.domain.clocks import OutsideClock
from bot.domain.errors import Rejected
from bot.domain.rules import Rules, Staff
from bot.domain.vocabulary import Role

CLIENT_KEYS = (*PROFILE_KEYS, *CLIENT_RULE_KEYS, "escalations", "clocks", "playbooks")
NOTHING = Table(Place("", 1, 1))


@dataclass(frozen=True, slots=True)
class Configuration:
    """What `config/` says. All mappings by client id, `staff` by staff id, `slack_users` by Slack's user id."""

    profiles: Mapping[str, ClientProfile]
    rules: Mapping[str, Rules]
    staff: Mapping[str, Staff]
    slack_users: Mapping[str, str]  # -> staff id
    overrides: Mapping[str, Mapping[str, Table]]  # as PlaybookLibrary.load takes them
    reasons: Mapping[str, Mapping[str, str]]  # why a client's rule is looser than shipped, by the rule's key

    @property
    def clients(self) -> tuple[str, ...]:
        """The ids of all clients, sorted."""
        return tuple(sorted(self.profiles))


def load(folder: Path) -> Configuration:
    """Read `clients/*.yaml`, `staff.yaml`, `rules.yaml`, `escalations.yaml` and `clocks.yaml`.

    Raises ProblemsFound with all problems at once.
    """
    problems = Problems()
    configuration = collect(folder, problems)
    problems.raise_any()
    return configuration


def collect(folder: Path, problems: Problems) -> Configuration:
    """Like `load`, but problems go to the collector, so that those of playbooks can join them."""
    deployment, escalations = _deployment(folder, problems), deployments(folder, problems)
    clocks = read_clocks(folder, problems)
    tables = _client_files(folder, problems)
    staff, slack_users = _staff(folder, tables, problems)
    made = _Made({}, {}, {}, {})
    for name, table in tables.items():
        team = {who: person for who, person in staff.items() if works_for(person, name)}
        _read_client(made, name, over(deployment, table), escalations, clocks, team, problems)
        _someone_decides(name, table, team, problems)
    return Configuration(
        profiles=made.profiles,
        rules=made.rules,
        staff=staff,
        slack_users=slack_users,
        overrides=made.overrides,
        reasons=made.reasons,
    )


@dataclass(frozen=True, slots=True)
class _Made:
    profiles: dict[str, ClientProfile]
    rules: dict[str, Rules]
    overrides: dict[str, dict[str, Table]]
    reasons: dict[str, dict[str, str]]


def _read_client(
    made: _Made,
    name: str,
    table: Table,
    escalations: Table,
    clocks: tuple[OutsideClock, ...],
    team: Mapping[str, Staff],
    problems: Problems,
) -> None:
    fields = Fields(table, "a client", problems, CLIENT_KEYS)
    fields.need("client", client_id)
    if "languages" not in fields:
        fields.need("languages", words)
    chains = read_escalations(escalations, fields, name, team)
    rules = made.rules[name] = read_rules(fields, name, team, chains, of_client(clocks, fields))
    profile = read_profile(fields, name, rules.languages, rules.channels)
    if profile:
        made.profiles[name] = profile
    made.reasons[name] = read_reasons(fields)
    made.overrides[name] = _overrides(fields)


def _overrides(fields: Fields) -> dict[str, Table]:
    table = fields.inner("playbooks")
    found: dict[str, Table] = {}
    for name, node in (table.entries if table else {}).items():
        if isinstance(node, Table):
            found[name] = node
        else:
            sentence = f"{shown(name)} must hold what this client wants otherwise, as `key: value` lines."
            fields.problems.add(node.place, sentence, "wrong-type")
    return found


def _deployment(folder: Path, problems: Problems) -> Table:
    path = folder / "rules.yaml"
    if not path.exists():
        return NOTHING
    table = read_file(path, problems) or NOTHING
    Fields(table, "the deployment's rules", problems, RULE_KEYS)
    return table


def _client_files(folder: Path, problems: Problems) -> dict[str, Table]:
    paths = sorted((folder / "clients").glob("*.yaml"))
    if not paths:
        raise Rejected(f"There are no clients in {folder / 'clients'}.")
    found: dict[str, Table] = {}
    for path in paths:
        table = read_file(path, problems)
        if table is None:
            continue
        if table.text("client") != path.stem:
            place = table.keys.get("client", table.place)
            problems.add(place, f"Say 'client: {path.stem}', like the file's name.", "wrong-name")
        found[path.stem] = table
    return found


def _staff(folder: Path, clients: Mapping[str, Table], problems: Problems) -> tuple[dict[str, Staff], dict[str, str]]:
    table = read_file(folder / "staff.yaml", problems)
    staff: dict[str, Staff] = {}
    slack_users: dict[str, str] = {}
    fields = Fields(table or NOTHING, "the staff file", problems, ("staff",))
    for node in fields.items("staff"):
        person, slack = _person(node, clients, problems)
        if person is None:
            continue
        if person.id in staff or slack in slack_users:
            problems.add(node.place, f"Two people have the id {shown(person.id)} or its Slack id.", "id-twice")
            continue
        staff[person.id] = person
        if slack:
            slack_users[slack] = person.id
    return staff, slack_users


def _person(node: Node, clients: Mapping[str, Table], problems: Problems) -> tuple[Staff | None, str]:
    if not isinstance(node, Table):
        problems.add(node.place, "A person is written as `key: value` lines.", "wrong-type")
        return None, ""
    fields = Fields(node, "a person", problems, ("id", "name", "roles", "clients", "slack", "phone"))
    name, full = fields.need("id", client_id), fields.need("name", words)
    roles = frozenset(fields.many("roles", one_of(Role, "a role")))
    if not roles and "roles" not in fields:
        fields.need("roles", words)
    works = fields.many("clients", words)
    for client in works:
        if client not in clients:
            sentence = f"There is no client {shown(client)}.{suggest(client, clients)}"
            problems.add(fields.place("clients"), sentence, "unknown-client")
    if name is None or full is None:
        return None, ""
    person = Staff(name, full, roles, frozenset(works), fields.get("phone", telephone, ""))
    return person, fields.get("slack", _slack_user, "")


def _someone_decides(name: str, table: Table, team: Mapping[str, Staff], problems: Problems) -> None:
    """Every client needs a person to whom the ladder hands over, one who approves and one who is escalated to."""
    held = {role for person in team.values() for role in person.roles}
    for role in (Role.OPERATOR, Role.APPROVER, Role.SUPERVISOR):
        if role not in held:
            sentence = f"Nobody in staff.yaml is {role} for the client '{name}'."
            problems.add(table.keys.get("client", table.place), sentence, "nobody-decides")


def client_id(text: str) -> str:
    """Parse: an id of a client or a member of staff."""
    if not re.fullmatch(r"[a-z][a-z0-9_.-]{0,47}", text):
        raise Rejected(f"{shown(text)} is not an id: use small letters, digits, dots, dashes, underscores.")
    return text


def _slack_user(text: str) -> str:
    if not re.fullmatch(r"[UW][A-Z0-9]{6,20}", text):
        raise Rejected(f"{shown(text)} is not a Slack user's id such as 'U02ABCDEF'.")
    return text
