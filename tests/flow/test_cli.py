"""The command line as a user has it: real processes, real files, exit codes and JSON."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.domain.vocabulary import CaseType
from tests.flow.shell import ROOT, Shell

PLAYBOOKS = ROOT / "playbooks"
LEDGER = ROOT / "tests" / "data" / "sample_ledger.csv"
MAPPING = ROOT / "config" / "mappings" / "accounts_receivable.yaml"
COMMANDS = [
    ["init"],
    ["doctor"],
    ["run"],
    ["web"],
    ["worker"],
    ["db", "upgrade"],
    ["import"],
    ["replay"],
    ["understand"],
    ["check"],
    ["playbook", "check"],
    ["playbook", "show"],
    ["case", "list"],
    ["case", "show"],
    ["case", "why"],
    ["case", "unlock"],
    ["pause"],
    ["resume"],
    ["release"],
    ["audit", "verify"],
    ["register"],
]


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


@pytest.fixture(scope="module")
def imported_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, object]]:
    """A folder with the sample ledger in its database, and what the import said: each test takes a copy."""
    folder = tmp_path_factory.mktemp("imported")
    return folder, import_sample(Shell(folder))


@pytest.fixture
def imported(imported_once: tuple[Path, dict[str, object]], tmp_path: Path) -> dict[str, object]:
    """The test's own shell has the sample ledger: what the import said."""
    folder, facts = imported_once
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    return facts


def import_sample(shell: Shell, day: str = "2024-03-16") -> dict[str, object]:
    facts = shell.facts("import", str(LEDGER), "--mapping", str(MAPPING), "--as-of", day)
    assert isinstance(facts, dict)
    return facts


# The entry point of `followup`, one command after the other: most of what a process costs is its start.
EACH_IN_TURN = """
import contextlib, io, json, sys
from bot.cli import main
said = []
for words in json.load(sys.stdin):
    sys.argv, out = ["followup", *words], io.StringIO()
    try:
        with contextlib.redirect_stdout(out):
            main()
    except SystemExit as end:
        said.append((end.code, out.getvalue()))
json.dump(said, sys.stdout)
"""


@pytest.fixture(scope="module")
def helps() -> dict[str, tuple[int, str]]:
    """Exit code and words of each command's --help."""
    asked = json.dumps([[*command, "--help"] for command in COMMANDS])
    child = [sys.executable, "-c", EACH_IN_TURN]
    done = subprocess.run(child, input=asked, capture_output=True, text=True, timeout=120, check=True)
    said = [(code, words) for code, words in json.loads(done.stdout)]
    return dict(zip(map(" ".join, COMMANDS), said, strict=True))


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_explains_itself(helps: dict[str, tuple[int, str]], command: list[str]) -> None:
    code, said = helps[" ".join(command)]
    assert code == 0
    assert f"Usage: followup {' '.join(command)} [" in said
    assert "--help" in said


def test_an_import_adds_up_and_a_second_one_opens_nothing(shell: Shell) -> None:
    first = import_sample(shell)
    assert first["opened"] > 0
    parts = first["opened"] + first["updated"] + first["unchanged"] + sum(first["skipped"].values()) + first["rejected"]
    assert first["rows"] == parts
    second = import_sample(shell)
    assert second["opened"] == 0
    assert second["unchanged"] == first["opened"]


@pytest.mark.usefixtures("imported")
def test_a_case_says_what_happened_what_comes_next_and_what_holds_it_back(shell: Shell) -> None:
    cases = shell.facts("case", "list", "--state", "open")
    assert cases
    why = shell.facts("case", "why", cases[0]["ref"])
    assert set(why) == {"ref", "state", "linked", "asked", "happened", "next", "held"}
    assert why["happened"][0]["sentence"]
    for step in why["next"]:
        assert {"step", "channel", "at", "local_time"} <= set(step)
    for held in why["held"]:
        assert {"rule", "sentence", "lifts_at", "lifts_when"} <= set(held)
    shown = shell("case", "show", cases[0]["ref"])
    assert cases[0]["ref"] in shown.stdout
    typed = f" {cases[0]['ref'].lower()}"
    assert shell("case", "show", typed).stdout == shown.stdout
    assert shell.facts("case", "why", typed)["happened"] == why["happened"]


def test_an_unknown_case_is_a_clear_sentence_and_wrong_use(shell: Shell) -> None:
    done = shell("case", "why", "MP-000000000")
    assert done.returncode == 2
    assert "There is no case MP-000000000." in done.stderr
    assert "Traceback" not in done.stderr


def test_a_missing_file_is_a_clear_sentence_and_wrong_use(shell: Shell) -> None:
    done = shell("import", "nothing.csv", "--as-of", "2024-06-30")
    assert done.returncode == 2
    assert "nothing.csv" in done.stderr
    assert "Traceback" not in done.stderr


def test_all_wrong_settings_are_said_at_once(shell: Shell) -> None:
    done = shell(
        "case",
        "list",
        FOLLOWUP_MASTER_KEY="short",
        FOLLOWUP_LISTEN="nowhere",
        FOLLOWUP_DATABASE_ULR="sqlite:///x.db",
        TWILIO_ACCOUNT_SID="something",
    )
    assert done.returncode == 2
    for expected in (
        "FOLLOWUP_MASTER_KEY is wrong",
        "FOLLOWUP_LISTEN is 'nowhere'",
        "Did you mean FOLLOWUP_DATABASE_URL?",
        "TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN are needed together.",
    ):
        assert expected in done.stderr


def test_a_secret_may_come_from_a_file_and_is_never_printed(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "key").write_text("not a key at all")
    done = shell("case", "list", FOLLOWUP_MASTER_KEY_FILE=str(tmp_path / "key"))
    assert done.returncode == 2
    assert "FOLLOWUP_MASTER_KEY is wrong" in done.stderr
    assert "not a key at all" not in done.stderr + done.stdout


@pytest.mark.usefixtures("imported")
def test_a_wrong_master_key_is_refused_before_anything_is_read(shell: Shell) -> None:
    done = shell("case", "list", FOLLOWUP_MASTER_KEY="A" * 43 + "=")
    assert done.returncode == 2
    assert "FOLLOWUP_MASTER_KEY is not the key that this database was written with." in done.stderr


@pytest.mark.usefixtures("imported")
def test_the_log_is_whole_after_an_import(shell: Shell) -> None:
    verified = shell.facts("audit", "verify")
    assert verified == {"ok": True, "heads": None, "findings": []}


@pytest.mark.usefixtures("imported")
def test_pause_and_resume_need_a_reason_and_say_what_they_did(shell: Shell) -> None:
    assert shell("pause", "client", "ledger").returncode == 2
    assert shell("pause", "deployment", "ledger", "--reason", "x").returncode == 2
    paused = shell("pause", "client", "ledger", "--reason", "wrong file")
    assert paused.returncode == 0
    assert "Paused: client ledger" in paused.stdout
    ref = shell.facts("case", "list")[0]["ref"]
    assert "PAUSED" in {held["rule"] for held in shell.facts("case", "why", ref)["held"]}
    resumed = shell.facts("resume", "client", "ledger", "--reason", "mended")
    assert resumed == {"paused": False, "scope": "client", "value": "ledger"}
    assert "PAUSED" not in {held["rule"] for held in shell.facts("case", "why", ref)["held"]}


@pytest.mark.parametrize(("scope", "value"), [("client", "legder"), ("channel", "e-mail"), ("playbook", "mising")])
def test_a_stop_button_for_something_misspelt_does_not_say_that_it_stopped(
    shell: Shell, scope: str, value: str
) -> None:
    answer = shell("pause", scope, value, "--reason", "wrong file")
    assert answer.returncode == 2
    assert "nothing is paused" in answer.stderr
    assert shell("resume", scope, value, "--reason", "mended").returncode == 2


def test_the_shipped_files_have_no_problems(shell: Shell) -> None:
    checked = shell.facts("check")  # once: it tries every message in every language, on every channel
    assert checked["problems"] == []
    assert checked["words"] == []
    assert {str(case_type) for case_type in CaseType} <= set(checked["playbooks"])
    assert all(
        {"en", "es", "de", "fr", "it", "nl", "pl", "pt_BR"} <= set(checked["languages"][one]) for one in CaseType
    )


def test_problems_of_a_config_are_found_with_exit_code_1(shell: Shell, tmp_path: Path) -> None:
    folder = tmp_path / "broken"
    (folder / "clients").mkdir(parents=True)
    (folder / "clients" / "acme.yaml").write_text("client: acme\nbrandd: Acme\n")
    done = shell("check", "--config", str(folder))
    assert done.returncode == 1
    assert "Did you mean 'brand'?" in done.stdout


def test_understanding_gives_one_line_for_each(shell: Shell) -> None:
    lines = [
        '{"id": 1, "text": "STOP", "channel": "sms"}',
        "not json",
        '{"id": 3, "text": "a refund, or a credit on the next bill?"}',
    ]
    done = shell("understand", stdin="\n".join(lines) + "\n")
    assert done.returncode == 0
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [a["id"] for a in answers] == [1, None, 3]
    assert answers[0]["intents"][0]["intent"] == "opt_out"
    assert "error" in answers[1]
    assert answers[2]["decided"] is False


def test_a_replay_loses_nothing_and_sends_nothing_twice(shell: Shell) -> None:
    days = ("--from", "2024-01-01", "--to", "2024-12-31")
    facts = shell.facts("replay", str(LEDGER), "--mapping", str(MAPPING), *days)
    assert facts["cases_opened"] > 0
    assert facts["lost"] == facts["duplicates"] == facts["touches_after_payment"] == 0
    assert sum(facts["touches"].values()) >= facts["cases_opened"] / 2


def test_a_back_test_shows_two_sets_of_playbooks_side_by_side(shell: Shell, tmp_path: Path) -> None:
    others = tmp_path / "gentler"
    shutil.copytree(PLAYBOOKS, others)
    ladder = (others / "missing_payment.yaml").read_text("utf-8")
    assert "when: 3 days after due" in ladder
    (others / "missing_payment.yaml").write_text(
        ladder.replace("when: 3 days after due", "when: 5 days after due"), "utf-8"
    )
    days = ("--from", "2024-01-01", "--to", "2024-03-31")
    command = ("replay", str(LEDGER), "--mapping", str(MAPPING), *days, "--compare", str(others))
    facts = shell.facts(*command)
    assert facts["here"]["cases_opened"] == facts["there"]["cases_opened"] > 0
    assert facts["there"]["chases"] < facts["here"]["chases"]
    assert "chases" in {difference["what"] for difference in facts["differences"]}
    assert any("sooner" in sentence for sentence in facts["cannot_tell"])
    table = shell(*command)
    assert table.returncode == 0, table.stderr
    assert "What a back-test cannot tell:" in table.stdout
    (others / "missing_payment.yaml").write_text(ladder.replace("as: chase", "as: chaes"), "utf-8")
    wrong = shell(*command)
    assert wrong.returncode == 2
    assert "chaes" in wrong.stderr


def test_an_undone_import_closes_what_it_opened(shell: Shell, imported: dict[str, object]) -> None:
    undone = shell("import", "--undo", str(imported["import"]), "--json")
    assert undone.returncode == 0, undone.stderr
    assert shell.facts("case", "list", "--state", "open") == []
