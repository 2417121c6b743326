"""Chains of escalation in `config/`: what they become, and every fault in its line with its sentence."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest

from bot import clients
from bot.authored import Problems, ProblemsFound
from bot.domain.chains import Chain, EscalationReason, Level, PingBy, StaffHours
from bot.domain.playbook import Duration, Unit
from bot.domain.vocabulary import Role

SHIPPED = Path(__file__).parents[3] / "config"
CLIENT = """\
client: acme
brand: Acme
live: live
country: US
zone: America/New_York
languages: [en]
domain: acme.example.test
channels: [email, chat]
check where: {en: call the number on your bill}
senders: {email: [{address: billing@acme.example.test, per second: 10}]}
"""
STAFF = """\
staff:
  - {id: olivia, name: Olivia, roles: operator}
  - {id: ana, name: Ana, roles: approver}
  - {id: sofia, name: Sofia, roles: supervisor, phone: "+12125550171"}
"""
FILE = """\
hours: {from: "08:00", to: "17:30", days: [monday, sunday]}
chains:
  desk:
    repeats: 2
    levels:
      - {role: operator, by: channel, within: 4 hours}
      - {role: supervisor, by: [dm, sms], within: 1 business day}
  crisis:
    working hours: no
    levels:
      - {role: supervisor, by: [sms], within: 20 minutes}
reasons:
  other: desk
  crisis: crisis
  repeat_issue: none
high value: {USD: "10000.00", JPY: "900000"}
repeat issue: {cases: 3, within: 30 days}
"""
DESK = Chain(
    "desk",
    (
        Level(Role.OPERATOR, (PingBy.CHANNEL,), Duration(4, Unit.HOURS)),
        Level(Role.SUPERVISOR, (PingBy.DM, PingBy.SMS), Duration(1, Unit.BUSINESS_DAYS)),
    ),
    repeats=2,
)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "clients").mkdir()
    (tmp_path / "clients" / "acme.yaml").write_text(CLIENT)
    (tmp_path / "staff.yaml").write_text(STAFF)
    (tmp_path / "escalations.yaml").write_text(FILE)
    return tmp_path


def escalations(folder, client="acme"):
    return clients.load(folder).rules[client].escalations


def problems_of(folder):
    problems = Problems()
    clients.collect(folder, problems)
    return [(p.rule, Path(p.file).name, p.line, p.sentence) for p in problems]


# --- what they become ------------------------------------------------------------------------------------------


def test_every_word_reaches_the_rules(folder):
    known = escalations(folder)
    assert known.chains[EscalationReason.UNDECIDED_REPLY] == DESK
    crisis = Chain("crisis", (Level(Role.SUPERVISOR, (PingBy.SMS,), Duration(20, Unit.MINUTES)),), working_hours=False)
    assert known.chains[EscalationReason.CRISIS] == crisis
    assert EscalationReason.REPEAT_ISSUE not in known.chains
    assert set(known.chains) == set(EscalationReason) - {EscalationReason.REPEAT_ISSUE}
    assert known.high_value == {"USD": 1_000_000, "JPY": 900_000}
    assert (known.repeat_cases, known.repeat_days) == (3, 30)
    assert known.hours == StaffHours(time(8), time(17, 30), (0, 6))


def test_a_client_changes_only_what_it_names(folder):
    own = (
        "escalations:\n  chains:\n    quick: {levels: [{role: supervisor, by: dm, within: 1 hour}]}\n"
        "  reasons: {high_value: quick, undecided_reply: none}\n"
        '  high value: {USD: "500.00"}\n  hours: {to: "20:00"}\n  repeat issue: {cases: 0}\n'
    )
    (folder / "clients" / "acme.yaml").write_text(CLIENT + own)
    (folder / "clients" / "beta.yaml").write_text(CLIENT.replace("client: acme", "client: beta"))
    acme, beta = escalations(folder), escalations(folder, "beta")
    assert acme.chains[EscalationReason.HIGH_VALUE].name == "quick"
    assert EscalationReason.UNDECIDED_REPLY not in acme.chains
    assert acme.chains[EscalationReason.NEEDS_PERSON] == beta.chains[EscalationReason.NEEDS_PERSON] == DESK
    assert (acme.high_value, acme.hours.end, acme.repeat_cases) == (
        {"USD": 50_000, "JPY": 900_000},
        time(20),
        0,
    )
    assert beta.high_value["USD"] == 1_000_000


def test_the_digest_of_the_rules_sees_a_change_of_a_chain(folder):
    before = clients.load(folder).rules["acme"].digest
    (folder / "escalations.yaml").write_text(FILE.replace("4 hours", "3 hours"))
    assert clients.load(folder).rules["acme"].digest != before


def test_a_person_has_a_telephone(folder):
    assert clients.load(folder).staff["sofia"].phone == "+12125550171"
    (folder / "staff.yaml").write_text(STAFF.replace("+12125550171", "0171 55"))
    sentence = "'0171 55' is not a number such as '+12125550123' (E.164, in quotes)."
    assert ("wrong-value", "staff.yaml", 4, sentence) in problems_of(folder)


# --- what is built in ------------------------------------------------------------------------------------------


def test_without_the_file_the_built_in_chains_are_fitted_to_whoever_works_there(folder):
    (folder / "escalations.yaml").unlink()
    known = escalations(folder)
    assert set(known.chains) == set(EscalationReason)
    assert [level.role for level in known.chains[EscalationReason.CRISIS].levels] == [Role.SUPERVISOR]
    (folder / "staff.yaml").write_text(STAFF.replace(', phone: "+12125550171"', ""))
    by = {way for chain in escalations(folder).chains.values() for level in chain.levels for way in level.by}
    assert by == {PingBy.CHANNEL, PingBy.DM}
    assert problems_of(folder) == []


def test_a_client_may_use_the_built_in_chains_by_name(folder):
    (folder / "escalations.yaml").unlink()
    (folder / "clients" / "acme.yaml").write_text(CLIENT + "escalations: {reasons: {undecided_reply: lead}}\n")
    assert escalations(folder).chains[EscalationReason.UNDECIDED_REPLY].name == "lead"


def test_what_is_built_in_is_what_the_shipped_file_says_but_for_amounts(tmp_path):
    shipped = escalations(SHIPPED)
    folder = shutil.copytree(SHIPPED, tmp_path / "config")
    (folder / "escalations.yaml").unlink()
    assert escalations(folder) == replace(shipped, high_value={})


# --- what is wrong ---------------------------------------------------------------------------------------------


def line(old, new):
    """The file with one line changed and marked."""
    assert old in FILE
    return "\n".join(f"{row.replace(old, new)} # <--" if old in row else row for row in FILE.split("\n"))


FAULTS = {
    "a misspelt key": ("unknown-key", line("repeat issue:", "repeat isue:"), "'repeat isue' is not known in the escalations. Did you mean 'repeat issue'?"),
    "a misspelt reason": ("unknown-key", line("  crisis: crisis", "  crisis: crisis\n  hold_overdu: desk"), "'hold_overdu' is not known in 'reasons'. Did you mean 'hold_overdue'?"),
    "an unknown chain": ("unknown-chain", line("other: desk", "other: dask"), "There is no chain 'dask'. Did you mean 'desk'?"),
    "an unknown role": ("wrong-value", line("role: operator", "role: oparator"), "'oparator' is not a role. Did you mean 'operator'?"),
    "a role that takes no case": ("wrong-value", line("role: operator", "role: auditor"), "'auditor' cannot take a case; ping one of operator, approver, supervisor, admin."),
    "a role that nobody holds": ("nobody-pinged", line("role: operator", "role: admin"), "Nobody in staff.yaml is admin for the client 'acme'."),
    "an unknown way": ("wrong-value", line("by: channel", "by: chanel"), "'chanel' is not a way to ping somebody. Did you mean 'channel'?"),
    "no way": ("missing-key", line("by: channel, ", ""), "'by' is missing in a level."),
    "the same way twice": ("wrong-value", line("by: [dm, sms]", "by: [dm, dm]"), "The same way to ping is given twice."),
    "a text message to nobody": ("no-phone", line("by: channel", "by: sms"), "No operator for the client 'acme' has a 'phone' in staff.yaml for a text message."),
    "no length": ("missing-key", line(", within: 4 hours", ""), "'within' is missing in a level."),
    "a length of nothing": ("wrong-value", line("20 minutes", "0 minutes"), "'0 minutes' is no time at all; the least is '1 minute'."),
    "a length in words": ("wrong-value", line("4 hours", "soon"), "'soon' is not a length of time such as '2 business days'."),
    "an unknown word in a level": ("unknown-key", line("within: 4 hours", "within: 4 hours, wait: 1 hour"), "'wait' is not known in a level."),
    "too many repeats": ("wrong-value", line("repeats: 2", "repeats: 99"), "'99' is not a whole number from 0 to 20."),
    "a crisis in the morning": ("crisis", FILE.replace("    working hours: no\n", "").replace("  crisis: crisis", "  crisis: crisis # <--"), "The chain for a crisis runs round the clock: write 'working hours: no' (PERSON-ONLY)."),
    "a crisis that waits": ("crisis", FILE.replace("20 minutes", "2 hours").replace("  crisis: crisis", "  crisis: crisis # <--"), "The first level of the chain for a crisis has an hour at most (PERSON-ONLY)."),
    "a crisis that is switched off": ("crisis", line("  crisis: crisis", "  crisis: none"), "Somebody in a crisis gets a person within the hour; 'crisis' needs a chain (PERSON-ONLY)."),
    "a crisis like all the rest": ("crisis", FILE.replace("  crisis: crisis\n", "").replace("reasons:", "reasons: # <--").replace("reasons: # <--\n  other: desk", "reasons:\n  other: desk # <--"), "The chain for a crisis runs round the clock: write 'working hours: no' (PERSON-ONLY)."),
    "hours that end before they begin": ("wrong-value", line('to: "17:30"', 'to: "07:30"'), "The staff's hours end before they begin."),
    "an unknown day": ("wrong-value", line("monday", "mondey"), "'mondey' is not a day of the week such as 'monday'. Did you mean 'monday'?"),
    "an unknown currency": ("wrong-value", line("USD", "usd"), "'usd' is not an ISO 4217 currency code of three capital letters."),
    "one case": ("wrong-value", line("cases: 3", "cases: 1"), "One case is no repetition; write 2 or more, or 0 for never."),
    "a time in hours": ("wrong-value", line("30 days", "30 hours"), "'30 hours' is not a number of days such as '30 days'."),
    "cases without a time": ("missing-key", line(", within: 30 days", ""), "'within' is missing in 'repeat issue'."),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found_in_its_line_with_its_sentence(folder, fault):
    rule, text, sentence = FAULTS[fault]
    (folder / "escalations.yaml").write_text(text)
    number = next(number for number, row in enumerate(text.splitlines(), 1) if "# <--" in row)
    assert (rule, "escalations.yaml", number, sentence) in problems_of(folder)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("chains: {desk: {levels: []}}\nreasons: {other: desk}\n", "The chain 'desk' needs at least one level."),
        ("chains: {desk: {repeats: 1}}\nreasons: {other: desk}\n", "The chain 'desk' needs at least one level."),
        ("chains: {desk: often}\nreasons: {other: desk}\n", "The chain 'desk' is written as `key: value` lines."),
        ("chains: {desk: {levels: [often]}}\nreasons: {other: desk}\n", "A level is written as `key: value` lines."),
        ("high value: {USD: '1.00'}\n", "'reasons' is missing in 'escalations'. Say at least which chain 'other' uses."),
        ("reasons: {crisis: none}\n", "'other' is missing in 'reasons'. It is for every reason that has no chain of its own."),
    ],
)  # fmt: skip
def test_what_is_missing_is_named(folder, text, sentence):
    (folder / "escalations.yaml").write_text(text)
    assert sentence in {found[3] for found in problems_of(folder)}


def test_the_same_fault_is_told_once_however_many_clients_use_the_chain(folder):
    (folder / "clients" / "beta.yaml").write_text(CLIENT.replace("client: acme", "client: beta"))
    (folder / "escalations.yaml").write_text(FILE.replace("4 hours", "soon"))
    assert [found[0] for found in problems_of(folder)] == ["wrong-value"]


def test_a_client_without_its_own_people_is_named(folder):
    (folder / "clients" / "beta.yaml").write_text(CLIENT.replace("client: acme", "client: beta"))
    (folder / "staff.yaml").write_text(STAFF.replace('"+12125550171"}', '"+12125550171", clients: [acme]}'))
    assert "Nobody in staff.yaml is supervisor for the client 'beta'." in {found[3] for found in problems_of(folder)}


@pytest.mark.parametrize(
    "text", ["", "- a\n", "chains: [a]\nreasons: [b]\nhours: x\nhigh value: 3\nrepeat issue: [1]\n", "reasons: x\n"]
)
def test_a_hostile_file_yields_problems_and_no_crash(folder, text):
    (folder / "escalations.yaml").write_text(text)
    assert problems_of(folder)


def test_all_problems_come_at_once(folder):
    (folder / "escalations.yaml").write_text(FILE.replace("4 hours", "soon").replace("other: desk", "other: dask"))
    with pytest.raises(ProblemsFound) as caught:
        clients.load(folder)
    assert len(caught.value.problems) >= 2
