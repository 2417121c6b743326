"""`followup playbook simulate | graph | diff | migrate` and `forecast`, as processes, on a real ledger."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.flow.shell import ROOT, Shell
from tests.flow.test_cli import import_sample

__all__ = ["shell"]


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A deployment with playbooks of its own."""
    for name in ("config", "playbooks", "templates"):
        shutil.copytree(ROOT / name, tmp_path / "own" / name)
    return tmp_path / "own"


def change(workspace: Path, before: str, after: str, name: str = "missing_payment") -> None:
    path = workspace / "playbooks" / f"{name}.yaml"
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), "utf-8")


def test_a_simulation_reads_like_a_diary(shell: Shell, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    command = (
        "playbook",
        "simulate",
        "missing_payment",
        "--customer",
        "business, es, MX",
        "--tz",
        "America/Mexico_City",
    )
    done = shell(*command, "--reply", "day 3: ya lo pagué", "--words")
    assert done.returncode == 0, done.stderr
    assert "<- The customer writes: “ya lo pagué” (read as already paid)" in done.stdout
    assert "Factura INV-2026-0117" in done.stdout
    facts = shell.facts(*command, "--pay", "day 4: 120.00")
    assert facts["ends"]["outcome"] == "payment_received"
    assert facts["timeline"][0]["local_time"].endswith("-06:00")
    assert shell(*command, "--html", str(page)).returncode == 0
    assert page.read_text("utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--reply", "soon: yes"), "does not say when"),
        (("--customer", "somebody"), "says nothing of a customer"),
        (("--tz", "Mars/Base"), "not a time zone"),
        (("--client", "nobody"), "not configured"),
        (("--expected", "a lot"), "not an amount"),
        (("--reply", "day 400: hello"), "is not played"),
        (("--answer", "day 1: send it"), "an answer needs a question"),
        (("--pay", "day 3: 0.00"), "more than nothing"),
        (("--expected", "0"), "Nothing is open"),
        (("--disputed", "500"), "cannot be contested"),
        (("--customer", "es, ZZ"), "not a country"),
        (("--start", "9999-12-30"), "a day lies between"),
        (("--html", "no/such/folder/page.html"), "cannot be written: No such file"),
    ],
)
def test_a_simulation_that_cannot_be_played_says_why(shell: Shell, options: tuple[str, ...], said: str) -> None:
    done = shell("playbook", "simulate", "missing_payment", *options)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("graph", "missing_payment", "--client", "nobody"), "There is no client 'nobody'."),
        (("show", "missing_payment", "--client", "acmee"), "Did you mean 'acme'?"),
        (("diff", "missing_payment", "missing_payment@acmee"), "Did you mean 'acme'?"),
        (("diff", "no/such/folder/missing_payment", "missing_payment"), "There is no folder 'no/such/folder'."),
        (("diff", "missing_payment", "0123456789abcdef"), "No version begins with"),
        (("graph", "missing_payment", "--output", "no/such/folder/x.svg"), "cannot be written: No such file"),
    ],
)
def test_what_is_not_there_is_one_sentence(shell: Shell, command: tuple[str, ...], said: str) -> None:
    done = shell("playbook", *command)
    assert done.returncode == 2
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_picture_with_overrides_of_a_broken_file_is_not_drawn(shell: Shell, workspace: Path) -> None:
    """Who signs a client's playbook signs what runs: an override that cannot be read is not left out in silence."""
    with (workspace / "config" / "clients" / "acme.yaml").open("a", encoding="utf-8") as file:
        file.write("no such key: yes\n")
    done = shell("playbook", "graph", "missing_payment", "--client", "acme", "--config", str(workspace / "config"))
    assert done.returncode == 2
    assert "'no such key' is not known" in done.stderr


def test_a_playbook_is_drawn(shell: Shell, tmp_path: Path) -> None:
    drawn = shell("playbook", "graph", "missing_payment")
    assert ET.fromstring(drawn.stdout).tag == "{http://www.w3.org/2000/svg}svg"
    assert shell("playbook", "graph", "missing_payment", "--format", "mermaid").stdout.startswith("%% missing payment")
    target = tmp_path / "missing.html"
    assert shell("playbook", "graph", "missing_payment", "--format", "html", "--output", str(target)).returncode == 0
    assert "@page{size:A4" in target.read_text("utf-8")
    wrong = shell("playbook", "graph", "missing_paymnet")
    assert wrong.returncode == 2
    assert "missing_payment" in wrong.stderr


def test_a_difference_is_said_in_words_and_for_whom(shell: Shell, workspace: Path) -> None:
    change(workspace, "when: 3 days after due", "when: 5 days after due")
    other = str(workspace / "playbooks" / "missing_payment")
    done = shell("playbook", "diff", "missing_payment", other)
    assert done.returncode == 1
    assert "Step second (every customer)\n  Comes 5 days after due; it came 3 days after due.\n" in done.stdout
    facts = shell.facts("playbook", "diff", "missing_payment", "missing_payment@northwind", code=1)
    assert any("customers where" in one["whom"] for one in facts["differences"])
    assert shell("playbook", "diff", "missing_payment", "missing_payment").returncode == 0


def test_running_cases_move_to_another_version_after_a_dry_run(shell: Shell, workspace: Path) -> None:
    config = ("--config", str(workspace / "config"))
    shell.environment["FOLLOWUP_DATABASE_URL"] = f"sqlite:///{workspace}/cases.db"
    sample = ("tests/data/sample_ledger.csv", "config/mappings/accounts_receivable.yaml")
    ledger, mapping = (str(ROOT / one) for one in sample)
    opened = shell.facts("import", ledger, "--mapping", mapping, "--as-of", "2024-03-16", *config)
    assert opened["opened"] > 0
    change(workspace, "when: 3 days after due", "when: 5 days after due")
    dry = shell.facts("playbook", "migrate", "missing_payment", *config)
    assert dry["dry_run"] is True
    assert dry["cases"]
    (sentences,) = dry["changes"].values()
    assert sentences == ["step second (every customer): Comes 5 days after due; it came 3 days after due."]
    said = shell("playbook", "migrate", "missing_payment", *config).stdout
    (first, *_) = dry["cases"]
    assert f"{first['ref']} ({first['client']}), times in {first['zone']}\n" in said
    assert re.search(r"  second: \w+ \d\d \w+ \d{4}, \d\d:\d\d instead of \w+ \d\d \w+ \d{4}, \d\d:\d\d\n", said), said
    again = shell.facts("playbook", "migrate", "missing_payment", *config)
    assert [case["before"] for case in again["cases"]] == [case["before"] for case in dry["cases"]]
    refused = shell("playbook", "migrate", "missing_payment", "--go", *config)
    assert refused.returncode == 2
    assert "--by" in refused.stderr
    done = shell.facts("playbook", "migrate", "missing_payment", "--go", "--by", "sofia", *config)
    assert [case["ref"] for case in done["cases"]] == [case["ref"] for case in dry["cases"]]
    assert shell.facts("playbook", "migrate", "missing_payment", *config)["cases"] == []
    why = shell.facts("case", "why", done["cases"][0]["ref"], *config)
    assert any("another version of its playbook" in one["sentence"] for one in why["happened"])
    old = dry["cases"][0]["before"]
    versions = shell.facts("playbook", "diff", old[:12], "missing_payment", *config, code=1)
    assert versions["before"]["digest"] == old


def test_a_forecast_counts_by_client_and_channel_and_strikes_out(shell: Shell) -> None:
    import_sample(shell)
    facts = shell.facts("forecast", "--days", "14")
    assert facts["customers"] > 0
    assert facts["assumes"]
    assert facts["held"] or facts["messages"]
    done = shell("forecast", "--days", "14")
    assert done.returncode == 0, done.stderr
    assert "This assumes:" in done.stdout
    assert "until 20" not in done.stdout, "people read where the customer is, not ISO 8601"
    stranger = shell("forecast", "--client", "nobody")
    assert stranger.returncode == 2
    assert "The client 'nobody' is not configured." in stranger.stderr
    nobody = shell("forecast", "--strike", "MP-1:second", "--by", "nobody")
    assert nobody.returncode == 2
    assert "There is no staff 'nobody'." in nobody.stderr
    half = shell("forecast", "--strike", "MP-1", "--by", "olivia")
    assert "REF:STEP" in half.stderr


def test_a_folder_is_checked_file_by_file_and_what_cannot_be_read_is_not_called_explored(shell: Shell) -> None:
    folder = shell.folder / "drafts"
    folder.mkdir()
    empty = shell("playbook", "check", "drafts")
    assert (empty.returncode, "There is no playbook (*.yaml) in there." in empty.stderr) == (2, True)
    (folder / "one.yaml").write_text("playbook: one\nsteps: [\n", encoding="utf-8")
    done = shell("playbook", "check", "drafts")
    assert (done.returncode, done.stdout.startswith("drafts/one.yaml:3: ")) == (1, True)
    assert done.stderr == "1 problem in 1 playbook; nothing is explored before the files are put right.\n"
