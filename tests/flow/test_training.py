"""`followup train` and `followup report understanding` as a user has them: real processes, exit codes, files."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import pytest

from bot.bootstrap import master_keys
from bot.conversation.classifier.model import Model
from bot.conversation.learning.lines import Line, written
from bot.domain.vocabulary import Intent
from bot.settings import Settings
from bot.store.engine import open_store
from tests.contract.store.making import NOW, customer
from tests.flow.shell import FOLLOWUP, Shell
from tests.unit.conversation.learning.making import WORDS, corpus, lesson, line

CORPUS = corpus(12)


@pytest.fixture
def shell(tmp_path) -> Shell:
    """A workspace with a corpus, and lines to judge with that are like it."""
    made = Shell(tmp_path)
    assert made("init", ".").returncode == 0
    write(tmp_path / "corpus" / "en" / "a.txt", CORPUS)
    write(tmp_path / "judge" / "en.txt", [replace(one, text=f"{one.text} indeed") for one in CORPUS])
    return made


def write(path: Path, lines: list[Line]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    ordered = sorted(lines, key=lambda one: one.intents[0])
    sections = [
        "\n".join([f"== {intent}", *map(written, group)])
        for intent, group in groupby(ordered, lambda one: one.intents[0])
    ]
    path.write_text("\n".join(sections), encoding="utf-8")


def poisoned(path: Path) -> None:
    """A second writer calls an opt-out small talk, many times."""
    wrong = [replace(line(Intent.OPT_OUT, n), intents=(Intent.OTHER,)) for n in range(1_000, 1_300)]
    write(path / "en" / "b.txt", wrong)


def teach(shell: Shell, *lessons) -> None:
    url = shell.environment["FOLLOWUP_DATABASE_URL"]
    store = open_store(url, master_keys(Settings(database_url=url)))
    with store.begin() as unit:
        unit.put_customers([customer(int(one.customer_id[2:]), "example") for one in lessons], NOW)
        for one in lessons:
            unit.keep_lesson(one)
    store.close()


TRAIN = ("train", "--corpus", "corpus", "--judge", "judge")


def test_a_model_is_trained_compared_written_and_used(shell):
    done = shell(*TRAIN)
    assert done.returncode == 0, done.stderr
    model = Model.load(shell.folder / "config" / "model.npz")
    assert model.settings["lines"] == len(CORPUS)
    for said in ("before   after", "macro-F1", "coverage at 95 % precision", "recall of opt_out", model.digest):
        assert said in done.stdout
    doctor = shell("doctor", "model")
    assert model.digest in doctor.stdout
    read = shell(
        "understand", stdin=f'{{"id": 1, "text": "{WORDS[Intent.DISPUTE]} today please", "locale": "en-US"}}\n'
    )
    assert '"dispute"' in read.stdout


def test_a_model_that_misses_what_is_critical_is_refused_and_nothing_is_written(shell):
    assert shell(*TRAIN).returncode == 0
    before = (shell.folder / "config" / "model.npz").read_bytes()
    poisoned(shell.folder / "corpus")
    done = shell(*TRAIN)
    assert done.returncode == 1
    assert "Refused: the new model is worse at " in done.stderr
    assert "opt_out" in done.stderr
    assert (shell.folder / "config" / "model.npz").read_bytes() == before
    assert [path.name for path in (shell.folder / "config").glob("*model*")] == ["model.npz"]
    facts = shell.facts(*TRAIN, "--out", "other.npz", code=1)
    assert (facts["written"], "opt_out" in facts["worse"]) == (None, True)
    assert not (shell.folder / "other.npz").exists()


def test_what_staff_said_is_learnt_from_and_what_contradicts_itself_is_named(shell):
    good = lesson(1, client="example", text="the blue thing")
    twice = [lesson(2, client="example", text="hm"), lesson(3, client="example", text="hm", intents=(Intent.DENY,))]
    teach(shell, good, *twice)
    done = shell(*TRAIN, "--with-corrections", "--out", "own.npz")
    assert done.returncode == 0, done.stderr
    assert f"{len(CORPUS)} lines of the corpus, 1 of staff" in done.stdout
    assert "FOLLOWUP_MODEL=own.npz uses it" in done.stdout
    assert "contradicting: staff2 says dispute" in done.stdout
    assert "blue thing" not in done.stdout + done.stderr
    assert Model.load(shell.folder / "own.npz").settings["lines"] == len(CORPUS) + 1


def test_a_client_that_keeps_its_customers_words_out_teaches_nothing(shell):
    teach(shell, lesson(1, client="example"))
    path = shell.folder / "config" / "clients" / "example.yaml"
    path.write_text(path.read_text().replace("learn from replies: yes", "learn from replies: no"))
    assert shell.facts(*TRAIN, "--with-corrections")["corrections"] == 0


def test_without_scikit_learn_one_sentence_says_how_to_install_it(shell):
    for name in ("scipy", "sklearn"):
        (shell.folder / "without" / name).mkdir(parents=True)
        (shell.folder / "without" / name / "__init__.py").write_text("raise ImportError('not installed')")
    done = subprocess.run(
        [sys.executable, str(FOLLOWUP), *TRAIN],
        cwd=shell.folder,
        env={**shell.environment, "PYTHONPATH": os.pathsep.join([str(shell.folder / "without"), *sys.path])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == "followup: Training needs scikit-learn: pip install 'followup[train]'."


@pytest.mark.parametrize(
    ("folder", "says"), [("nowhere", "does not exist"), ("few", "not enough"), ("bad", "cannot be read")]
)
def test_a_corpus_that_cannot_be_used_is_one_sentence(shell, folder, says):
    write(shell.folder / "few" / "en" / "a.txt", CORPUS[:5])
    (shell.folder / "bad" / "en").mkdir(parents=True)
    (shell.folder / "bad" / "en" / "a.txt").write_text("no section")
    done = shell("train", "--corpus", folder, "--judge", "judge")
    assert (done.returncode, says in done.stderr, "Traceback" in done.stderr) == (2, True, False)


@pytest.mark.parametrize("content", [b"", b"not a model", None])
def test_a_broken_model_is_said_at_the_start_and_by_doctor(shell, content):
    if content is not None:
        (shell.folder / "config" / "model.npz").write_bytes(content)
    chosen = {} if content is not None else {"FOLLOWUP_MODEL": "gone.npz"}
    for command in (("understand",), ("case", "list")):
        done = shell(*command, **chosen)
        assert done.returncode == 2
        assert "followup train" in done.stderr
        assert "Traceback" not in done.stderr
    doctor = shell("doctor", "model", **chosen)
    assert doctor.returncode == 1
    assert "missing" in doctor.stdout


# --- the report ------------------------------------------------------------------------------------------------


def test_the_report_is_there_before_anything_came(shell):
    assert shell("report", "understanding").stdout.strip() == "No replies in this time."
    assert shell.facts("report", "understanding", "--weeks", "4")["weeks"] == []
    wrong = shell("report", "understanding", "--client", "exampel")
    assert (wrong.returncode, "There is no client" in wrong.stderr) == (2, True)
