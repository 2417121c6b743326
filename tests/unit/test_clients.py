"""The deployment's files: what they become, and every fault in its line with its sentence."""

from __future__ import annotations

import shutil
from datetime import time
from pathlib import Path

import pytest

from bot import clients
from bot.app.correspondents import Correspondent
from bot.app.staff.posts import CardsWanted
from bot.authored import Problems, ProblemsFound
from bot.clients.genuine import genuine_words, is_shortener
from bot.domain.errors import Rejected
from bot.domain.playbook import Duration, Unit
from bot.domain.rules import Caps, Ceiling, Liveness, OptOutScope, Window
from bot.domain.vocabulary import Channel, ResolutionKind, Role

SHIPPED = Path(__file__).parents[2] / "config"
CLIENT = """\
client: acme
brand: Acme
live: live
country: US
zone: America/New_York
languages: [en]
domain: acme.example.test
check where:
  en: call the number on your bill
senders:
  email:
    - address: billing@acme.example.test
      per second: 10
  sms:
    - address: "+12125550123"
      per second: 0.5
"""
STAFF = """\
staff:
  - {id: olivia, name: Olivia, roles: operator}
  - {id: ana, name: Ana, roles: [approver, supervisor]}
"""
RULES = """\
caps: {per day: 1}
ceilings:
  - {role: approver, currency: USD, single: "500.00", in 30 days: "2500.00"}
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "clients").mkdir()
    (tmp_path / "clients" / "acme.yaml").write_text(CLIENT)
    (tmp_path / "staff.yaml").write_text(STAFF)
    (tmp_path / "rules.yaml").write_text(RULES)
    return tmp_path


def problems_of(folder):
    problems = Problems()
    clients.collect(folder, problems)
    return list(problems)


def client(folder, text):
    (folder / "clients" / "acme.yaml").write_text(text)
    return clients.load(folder)


# --- what they become -----------------------------------------------------------------------------------------------


def test_a_client_becomes_rules_and_a_profile(folder):
    configuration = clients.load(folder)
    rules, profile = configuration.rules["acme"], configuration.profiles["acme"]
    assert (rules.zone, rules.country, rules.languages) == ("America/New_York", "US", ("en",))
    assert rules.liveness is Liveness.LIVE
    assert rules.ceilings == (Ceiling(Role.APPROVER, "USD", 50_000, 250_000),)
    assert set(rules.staff) == {"olivia", "ana"}
    assert profile.senders[Channel.EMAIL] == (clients.SenderIdentity("billing@acme.example.test", 10.0),)
    assert profile.senders[Channel.SMS][0].per_second == 0.5
    assert profile.reply_domain == "acme.example.test"
    assert profile.check_where_in("pl") == "call the number on your bill"


def test_every_knob_reaches_the_rules(folder):
    text = CLIENT + (
        'floor: {USD: "7.50", JPY: "300", other: "4.00"}\ndeclared feed: yes\nsms amounts: yes\n'
        "chase undisputed rest: yes\nlearn from replies: no\nopt out scope: all\nanswer promise: 3 business days\n"
        "undecided within: 4 hours\nperson only within: 2 hours\ncrisis within: 1 hour\n"
        'second approver above: {USD: "1000.00"}\nprofile: strict\nallow list: [C-1, C-2]\ndaily ramp: 25\n'
        'ceilings:\n  - {role: supervisor, currency: USD, kind: refund, single: "10.00", in 30 days: "10.00"}\n'
        "caps: {days between: 5}\nhours: {from: '09:00', to: '18:00'}\n"
    )
    rules = client(folder, text).rules["acme"]
    assert (rules.floor, rules.floor_default) == ({"USD": 750, "JPY": 300}, 400)
    assert rules.declared_feed
    assert rules.sms_amounts
    assert rules.chase_undisputed_rest
    assert not rules.learn_from_replies
    assert rules.opt_out_scope is OptOutScope.ALL
    assert rules.answer_promise == Duration(3, Unit.BUSINESS_DAYS)
    assert (rules.undecided_within, rules.person_only_within) == (
        Duration(4, Unit.HOURS),
        Duration(2, Unit.HOURS),
    )
    assert rules.second_approver_above == {"USD": 100_000}
    assert (rules.profile, rules.allow_list, rules.daily_ramp) == ("strict", {"C-1", "C-2"}, 25)
    assert rules.ceilings == (Ceiling(Role.SUPERVISOR, "USD", 1000, 1000, ResolutionKind.REFUND),)
    assert rules.caps == Caps(1, 3, 5)
    assert rules.hours_default == Window(time(9), time(18), sundays=False, holidays=False)


def test_a_profile_shows_codes_and_names_a_senior_person(folder):
    text = CLIENT + (
        'check code: "AC-{code}"\nsenior: {name: Dana Whitfield, title: Head}\nslack channel: "#acme"\n'
        "slack cards: all\n"
        "payment portal: https://pay.acme.example.test/x\nreply domain: r.acme.example.test\n"
    )
    profile = client(folder, text).profiles["acme"]
    assert profile.shown_code("7F3K") == "AC-7F3K"
    assert (profile.senior_name, profile.senior_title, profile.slack_channel) == (
        "Dana Whitfield",
        "Head",
        "acme",
    )
    assert profile.slack_cards is CardsWanted.ALL
    assert profile.desk_language == "en"
    assert profile.payment_portal == "https://pay.acme.example.test/x"
    assert profile.reply_domain == "r.acme.example.test"


def test_staff_of_a_client_may_read_in_another_language(folder):
    assert client(folder, CLIENT + "desk language: pt-BR\n").profiles["acme"].desk_language == "pt-BR"


def test_whom_a_playbook_asks_has_an_address_a_name_and_a_language(folder):
    asked = """\
people:
  default: {email: Desk@acme.example.test}
  billing: {email: billing.desk@acme.example.test, name: Petra Lind, language: es}
parties:
  bank: {email: recalls@bank.example.test, name: First Example Bank}
"""
    (folder / "clients" / "acme.yaml").write_text(CLIENT + asked)
    known = clients.load(folder).profiles["acme"].correspondents
    assert known.find("client", "") == known.find("client", "default") == Correspondent("desk@acme.example.test", "en")
    assert known.find("client", "billing") == Correspondent("billing.desk@acme.example.test", "es", "Petra Lind")
    assert known.find("bank", "") == Correspondent("recalls@bank.example.test", "en", "First Example Bank")
    assert known.find("gateway", "") is None


def test_staff_of_other_clients_are_not_in_a_clients_rules(folder):
    (folder / "clients" / "beta.yaml").write_text(CLIENT.replace("client: acme", "client: beta"))
    (folder / "staff.yaml").write_text(
        STAFF + "  - {id: bo, name: Bo, roles: operator, clients: [beta], slack: U0BO0001}\n"
    )
    configuration = clients.load(folder)
    assert set(configuration.rules["acme"].staff) == {"olivia", "ana"}
    assert set(configuration.rules["beta"].staff) == {"olivia", "ana", "bo"}
    assert configuration.slack_users == {"U0BO0001": "bo"}


def test_overrides_of_playbooks_are_passed_on_unread(folder):
    overrides = client(folder, CLIENT + "playbooks:\n  missing_payment: {by: email}\n").overrides["acme"]
    assert overrides["missing_payment"].text("by") == "email"


def test_the_digest_ignores_comments_and_order_and_sees_every_change(folder):
    before = clients.load(folder).rules["acme"].digest
    lines = CLIENT.splitlines(keepends=True)
    reordered = "".join([*lines[1:6], "# a comment\n", lines[0], *lines[6:]])
    assert client(folder, reordered).rules["acme"].digest == before
    assert client(folder, CLIENT + "sms amounts: yes\n").rules["acme"].digest != before


def test_without_rules_of_the_deployment_the_shipped_ones_count(folder):
    (folder / "rules.yaml").unlink()
    assert clients.load(folder).rules["acme"].caps == Caps()


def test_a_looser_rule_is_taken_with_its_reason(folder):
    text = CLIENT + "caps: {per day: 2}\nreasons: {caps: The client's customers asked for it in writing.}\n"
    configuration = client(folder, text)
    assert configuration.rules["acme"].caps.per_day == 2
    assert configuration.reasons["acme"]["caps"].startswith("The client's")


# --- what is wrong --------------------------------------------------------------------------------------------------


def line(old, new):
    """The client's file with one line changed and marked."""
    assert old in CLIENT
    return CLIENT.replace(old, f"{new} # <--")


def added(text):
    return CLIENT + text.replace("\n", " # <--\n", 1)


FAULTS = {
    "a misspelt key": ("unknown-key", added("flor: {USD: '5.00'}\n"), "'flor' is not known in a client. Did you mean 'floor'?"),
    "another name than the file's": ("wrong-name", line("client: acme", "client: acne"), "Say 'client: acme', like the file's name."),
    "no brand": ("missing-key", CLIENT.replace("client: acme", "client: acme # <--").replace("brand: Acme\n", ""), "'brand' is missing in a client."),
    "no state of going live": ("missing-key", CLIENT.replace("client: acme", "client: acme # <--").replace("live: live\n", ""), "'live' is missing in a client."),
    "an unknown state": ("wrong-value", line("live: live", "live: yes"), "'yes' is not a state of going live. Known are: held, listed, ramp, live."),
    "an unknown zone": ("wrong-value", line("America/New_York", "America/New_Yorck"), "'America/New_Yorck' is not a time zone. Did you mean 'America/New_York'?"),
    "a country in words": ("wrong-value", line("country: US", "country: Spain"), "'Spain' is not a country of two capital letters such as 'US'."),
    "a language in words": ("wrong-value", line("[en]", "[en, english]"), "'english' is not a language code such as 'en' or 'pt-BR'."),
    "a language without a way to check": ("missing-key", CLIENT.replace("[en]", "[en, es]").replace("  en: call", "  # <--\n  en: call").replace("  # <--\n  en: call the number on your bill", "  en: call the number on your bill # <--"), "'es' is missing in 'check where'."),
    "a shortener as domain": ("wrong-value", line("domain: acme.example.test", "domain: bit.ly"), "'bit.ly' is a link shortener (GENUINE); use the client's own domain."),
    "a domain that is none": ("wrong-value", line("domain: acme.example.test", "domain: acme"), "'acme' is not a domain such as 'billing.example.test'."),
    "a shortener in the words": ("wrong-value", line("call the number on your bill", "see https://go.TinyURL.com/x"), "'go.TinyURL.com' is a link shortener (GENUINE); use the client's own domain."),
    "bank details in the words": ("wrong-value", line("call the number on your bill", "pay to DE89 3704 0044 0532 0130 00"), "Bank details are never sent in a message (GENUINE); point to the bill instead."),
    "a sender of another domain": ("genuine", line("billing@acme.example.test", "billing@other.example.test"), "'other.example.test' is not within the client's own domain 'acme.example.test' (GENUINE)."),
    "a mailbox that is none": ("wrong-value", line("billing@acme.example.test", "billing"), "'billing' is not a mailbox such as 'billing@acme.example.test'."),
    "a number that is none": ("wrong-value", line('"+12125550123"', '"212 555 0123"'), "'212 555 0123' is not a number such as '+12125550123' (E.164, in quotes)."),
    "a rate of nothing": ("wrong-value", line("per second: 10", "per second: 0"), "'0' is not a rate of messages per second above 0 and up to 1000."),
    "a channel without a sender": ("no-sender", CLIENT.replace("  email:\n", "  email: # <--\n") + "channels: [email, sms, voice]\n", "There is no sender for 'voice', but it is among the channels."),
    "a portal elsewhere": ("genuine", added("payment portal: https://pay.example.test/\n"), "'pay.example.test' is not within the client's own domain 'acme.example.test' (GENUINE)."),
    "a portal without https": ("wrong-value", added("payment portal: http://acme.example.test/\n"), "'http://acme.example.test/' is not an https address."),
    "a check code without a code": ("wrong-value", added("check code: AC\n"), "'AC' must contain {code} once, where the code stands."),
    "cards that nobody knows": ("wrong-value", added("slack cards: most\n"), "'most' is not a choice of cards. Known are: needed, all."),
    "a slack channel with spaces": ("wrong-value", added("slack channel: our channel\n"), "'our channel' is not a Slack channel's name or id."),
    "an unknown currency": ("wrong-value", added("floor: {usd: '5.00'}\n"), "'usd' is not an ISO 4217 currency code of three capital letters."),
    "too many decimals": ("wrong-value", added("floor: {USD: '5.001'}\n"), "'5.001' has more decimals than USD has (2)."),
    "looser caps without a reason": ("no-reason", added("caps: {per week: 7}\n"), "'caps' is looser than the shipped rule; give the reason under 'reasons', it is logged."),
    "longer hours without a reason": ("no-reason", added("hours us: {to: '22:00'}\n"), "'hours us' is looser than the shipped rule; give the reason under 'reasons', it is logged."),
    "hours that end before they begin": ("wrong-value", added("hours: {from: '18:00', to: '09:00'}\n"), "'hours' ends before it begins."),
    "a crisis that waits": ("wrong-value", added("crisis within: 4 hours\n"), "Somebody in a crisis gets a person within '1 hour'; this cannot be longer (PERSON-ONLY)."),
    "an operator who approves": ("wrong-value", CLIENT + "ceilings:\n  - {role: operator, currency: USD, single: '1', in 30 days: '1'} # <--\n", "'operator' approves nothing; only an approver or a supervisor does (SOX-SOD)."),
    "a limit of 30 days below that of one": ("wrong-value", CLIENT + "ceilings:\n  - {role: approver, currency: USD, single: '9', in 30 days: '1'} # <--\n", "The limit of 30 days is below that of one."),
    "the same ceiling twice": ("duplicate-ceiling", CLIENT + "ceilings:\n  - {role: approver, currency: USD, single: '1', in 30 days: '1'}\n  - {role: approver, currency: USD, single: '2', in 30 days: '2'} # <--\n", "The same ceiling is given twice."),
    "an unknown profile": ("wrong-value", added("profile: stict\n"), "'stict' is not a profile. Did you mean 'strict'?"),
    "a person to ask without an address": ("missing-key", CLIENT + "people:\n  default: {name: Petra} # <--\n", "'email' is missing in 'people'."),
    "a person to ask who is a word": ("wrong-type", CLIENT + "people:\n  default: petra # <--\n", "'default' is written as `email: ...` and, where needed, `name` and `language`."),
    "an address that is none": ("wrong-value", CLIENT + "people:\n  default: {email: petra@desk} # <--\n", "'petra@desk' is not an e-mail address such as 'billing@acme.example.test'."),
    "a name that no playbook can say": ("unknown-key", CLIENT + "people:\n  Petra L: {email: p@acme.example.test} # <--\n", "'Petra L' is not a name for `to:` in a playbook: small letters, digits, underscores."),
    "a party that is none": ("unknown-key", CLIENT + "parties:\n  banc: {email: p@bank.example.test} # <--\n", "'banc' is no party that is asked: bank or gateway. Did you mean 'bank'?"),
    "a party whose language is a word": ("wrong-value", CLIENT + "parties:\n  bank: {email: p@bank.example.test, language: english} # <--\n", "'english' is not a language code such as 'en' or 'pt-BR'."),
    "an override that is a word": ("wrong-type", CLIENT + "playbooks:\n  missing_payment: harder # <--\n", "'missing_payment' must hold what this client wants otherwise, as `key: value` lines."),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_of_a_client_is_found_in_its_line_with_its_sentence(folder, fault):
    rule, text, sentence = FAULTS[fault]
    (folder / "clients" / "acme.yaml").write_text(text)
    number = next(number for number, row in enumerate(text.splitlines(), 1) if "# <--" in row)
    found = [(p.rule, Path(p.file).name, p.line, p.sentence) for p in problems_of(folder)]
    assert (rule, "acme.yaml", number, sentence) in found


STAFF_FAULTS = {
    "an unknown role": ("{id: a, name: A, roles: aprover}", "'aprover' is not a role. Did you mean 'approver'?"),
    "an unknown client": ("{id: a, name: A, roles: auditor, clients: acne}", "There is no client 'acne'. Did you mean 'acme'?"),
    "an id that is taken": ("{id: ana, name: A, roles: auditor}", "Two people have the id 'ana' or its Slack id."),
    "a person without roles": ("{id: a, name: A}", "'roles' is missing in a person."),
    "an id with a space": ("{id: a b, name: A, roles: auditor}", "'a b' is not an id: use small letters, digits, dots, dashes, underscores."),
    "a slack name": ("{id: a, name: A, roles: auditor, slack: ana}", "'ana' is not a Slack user's id such as 'U02ABCDEF'."),
    "a word": ("ana", "A person is written as `key: value` lines."),
}  # fmt: skip


@pytest.mark.parametrize("fault", STAFF_FAULTS)
def test_a_fault_of_the_staff_is_found_in_its_line_with_its_sentence(folder, fault):
    row, sentence = STAFF_FAULTS[fault]
    (folder / "staff.yaml").write_text(f"{STAFF}  - {row}\n")
    found = [(Path(p.file).name, p.line, p.sentence) for p in problems_of(folder)]
    assert found == [("staff.yaml", 4, sentence)]


def test_a_client_for_whom_nobody_decides_is_a_problem(folder):
    (folder / "staff.yaml").write_text("staff:\n  - {id: olivia, name: Olivia, roles: operator}\n")
    assert [(p.line, p.sentence) for p in problems_of(folder)] == [
        (1, "Nobody in staff.yaml is approver for the client 'acme'."),
        (1, "Nobody in staff.yaml is supervisor for the client 'acme'."),
    ]


def test_a_client_may_not_stand_in_the_deployments_rules(folder):
    (folder / "rules.yaml").write_text("brand: Acme\n")
    assert [(Path(p.file).name, p.line, p.rule) for p in problems_of(folder)] == [("rules.yaml", 1, "unknown-key")]


def test_all_problems_of_all_files_come_at_once(folder):
    (folder / "rules.yaml").write_text("capz: 1\n")
    (folder / "staff.yaml").write_text(STAFF + "  - word\n")
    (folder / "clients" / "beta.yaml").write_text("client: [\n")
    (folder / "clients" / "acme.yaml").write_text(CLIENT.replace("country: US", "country: us"))
    with pytest.raises(ProblemsFound) as caught:
        clients.load(folder)
    files = {Path(p.file).name for p in caught.value.problems}
    assert files == {"rules.yaml", "staff.yaml", "beta.yaml", "acme.yaml"}


def test_a_folder_without_clients_is_refused(tmp_path):
    with pytest.raises(Rejected, match="There are no clients in"):
        clients.load(tmp_path)


HOSTILE = ["", "- a\n", "a: &a [1]\nb: *a\n", "client:\nbrand:\nsenders:\n", "client: {a: b}\nsenders: [x]\nfloor: [1]\n",
           "caps: 9\nceilings: {a: b}\nchannels: [[email]]\nlanguages: {en: x}\n", "x" * 1024 * 1024, "floor: {USD: " + "9" * 900 + "}\n"]  # fmt: skip


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_a_hostile_file_yields_problems_and_no_crash(folder, number):
    for name in ("clients/acme.yaml", "staff.yaml", "rules.yaml"):
        shutil.copytree(SHIPPED, folder / "copy", dirs_exist_ok=True, ignore=shutil.ignore_patterns("mappings"))
        (folder / "copy" / name).write_text(HOSTILE[number])
        assert problems_of(folder / "copy")


@pytest.mark.parametrize("host", ["bit.ly", "go.bit.ly", "T.CO", "rb.gy"])
def test_shorteners_are_known_with_everything_under_them(host):
    assert is_shortener(host)


@pytest.mark.parametrize("host", ["acme.example.test", "orbit.lyon.example.test", "notbit.ly.example.test"])
def test_other_hosts_are_not_shorteners(host):
    assert not is_shortener(host)


@pytest.mark.parametrize(
    "text",
    [
        "call the number on your bill",
        "call +1 212 555 0123 or +34 912 555 013",
        "call 212-555-0123",
        "it is on page 2 of your bill of 2026",
        "llame al número que figura en su factura",
    ],
)
def test_ordinary_words_are_genuine(text):
    assert genuine_words(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "IBAN on request",
        "GB82 WEST 1234 5698 7654 32",
        "gb82west12345698765432",
        "sort code 20-00-00",
        "20-00-00 55779911",
        "to account no. 12345678",
        "card 4111 1111 1111 1111",
        "número de cuenta",
    ],
)
def test_bank_details_are_refused(text):
    with pytest.raises(Rejected, match="Bank details"):
        genuine_words(text)
