"""`followup init`: a workspace that passes its own check, takes a ledger, starts, and sends nothing."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import httpx
import pytest

from bot.bootstrap import read_texts
from bot.cli.new_workspace import OWN, workspace_files
from bot.clients.configuration import CLIENT_KEYS
from bot.domain.rules import Liveness
from bot.settings import NAMES, read_settings
from tests.flow.shell import FOLLOWUP, ROOT, Shell
from tests.flow.test_run import CONNECT_TRIES, free_port

LANGUAGES = "de, en, es, fr, it, nl, pl, pt_BR"  # the check says which of them each playbook has words in


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """A shell in a new workspace."""
    outside = Shell(tmp_path)
    done = outside("init", "work")
    assert done.returncode == 0, done.stderr
    inside = Shell(tmp_path / "work")
    inside.environment["FOLLOWUP_DATABASE_URL"] = f"sqlite:///{tmp_path}/work/followup.db"
    return inside


def test_it_says_what_it_wrote(tmp_path: Path) -> None:
    facts = Shell(tmp_path).facts("init", "work")
    assert isinstance(facts, dict)
    assert facts["folder"] == "work"
    assert sorted(facts["files"]) == sorted(
        path.relative_to(tmp_path / "work").as_posix() for path in (tmp_path / "work").rglob("*") if path.is_file()
    )
    assert {"README.md", ".gitignore", "env.example", "config/clients/example.yaml"} <= set(facts["files"])


def test_its_ledger_can_be_imported_and_nothing_would_go_out(shell: Shell) -> None:
    imported = shell.facts("import", "ledgers/example.csv")
    assert isinstance(imported, dict)
    assert (imported["opened"], imported["rejected"]) == (2, 0)
    texts = read_texts(shell.folder / "config")
    assert {rules.liveness for rules in texts.configuration.rules.values()} == {Liveness.HELD}


def test_it_never_writes_over_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "README.md").write_text("mine", encoding="utf-8")
    done = Shell(tmp_path)("init", "work")
    assert done.returncode == 2
    assert "README.md" in done.stderr
    assert [path.name for path in (tmp_path / "work").iterdir()] == ["README.md"]
    assert (tmp_path / "work" / "README.md").read_text(encoding="utf-8") == "mine"


def test_a_file_or_a_closed_folder_is_a_clear_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    for target in ("file", "file/below"):
        done = Shell(tmp_path)("init", target)
        assert done.returncode == 2
        assert "file" in done.stderr
        assert "Traceback" not in done.stderr


def test_the_example_of_the_environment_names_every_setting_and_sets_none(tmp_path: Path) -> None:
    lines = workspace_files()["env.example"].decode().splitlines()
    assert [line for line in lines if line and not line.startswith("#")] == []
    named = [
        line[1:].partition("=")[0] for line in lines if line.startswith("#") and "=" in line and line[1:2].isupper()
    ]
    assert named == list(NAMES)
    filled = dict(line[1:].split("=", 1) for line in lines if line[1:2].isupper() and "=" in line)
    assert read_settings({name: value for name, value in filled.items() if value})


def test_the_example_client_explains_every_key() -> None:
    text = (OWN / "config" / "clients" / "example.yaml").read_text(encoding="utf-8")
    written = {line.strip("# ").partition(":")[0] for line in text.splitlines() if ":" in line}
    assert set(CLIENT_KEYS) - written == set()


def test_it_starts_as_it_is(shell: Shell) -> None:
    address = f"127.0.0.1:{free_port()}"
    process = subprocess.Popen(
        [FOLLOWUP, "run"],
        cwd=shell.folder,
        env=shell.environment | {"FOLLOWUP_LISTEN": address},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        with httpx.Client(transport=httpx.HTTPTransport(retries=CONNECT_TRIES)) as client:
            assert client.get(f"http://{address}/readyz").status_code == 200
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=60)
    finally:
        process.kill()
    assert process.returncode == 0, errors


@pytest.mark.slow
def test_it_works_from_the_wheel_outside_of_the_source_tree_and_passes_the_check(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "dist")]
    built = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert built.returncode == 0, built.stderr
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    main = f"import bot.cli; assert bot.__file__.startswith({str(tmp_path)!r}), bot.__file__; bot.cli.main()"
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("FOLLOWUP_", "TWILIO_", "SMTP_", "SLACK_"))}

    def followup(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-P", "-c", main, *words],
            cwd=folder,
            env=environment | {"PYTHONPATH": str(tmp_path / "installed")},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    done = followup("init", "work", "--json", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert sorted(json.loads(done.stdout)["files"]) == sorted(workspace_files())
    done = followup("check", folder=tmp_path / "work")  # once: it tries every message of all languages
    assert (done.returncode, done.stderr) == (0, "No problems in 22 playbooks.\n")
    assert [line.partition(": ")[2] for line in done.stdout.splitlines()] == [LANGUAGES] * 22
