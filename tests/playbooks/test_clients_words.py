"""What a client changes of a playbook is explored, too: with its own name, at its own line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.authored import Problems, read_file
from bot.playbook.proof.checking import Files, check_all

ROOT = Path(__file__).parents[2]
PLAYBOOK = """\
playbook: short
extends: base
for: [missing_payment]
owes: they
resolutions: [payment_plan, write_off, charge_stands, credit_note, hand_over]

steps:
  - id: first
    when: 3 days after due
    send: missing_payment/first
    as: chase
    tone: friendly

  - id: second
    when: 10 days after due
    send: missing_payment/second
    as: chase
    tone: firm

  - id: hand_over
    when: 20 days after due
    hand over to: operator
    within: 1 business day
"""
TELLS_EARLY = """\
short:
  reactions:
    proposal_approved:
      - tell: common/carried_out
"""
LATER = """\
short:
  steps:
    - id: second
      when: 12 days after due
"""


@pytest.fixture
def folder(tmp_path):
    """A folder of one short playbook."""
    shutil.copy(ROOT / "playbooks" / "base.yaml", tmp_path)
    (tmp_path / "short.yaml").write_text(PLAYBOOK)
    return tmp_path


def checked(folder, **clients):
    overrides = {}
    for name, text in clients.items():
        path = folder.parent / f"{name}.yaml"
        path.write_text(text)
        overrides[name] = read_file(path, Problems()).entries
    (report,) = check_all(Files(folder), overrides, None, lambda _: ())
    return report


def test_what_a_client_makes_worse_is_told_with_its_name_at_its_line(folder):
    report = checked(folder, acme=TELLS_EARLY)
    assert [(Path(one.file).name, one.line, one.rule) for one in report.problems] == [
        ("acme.yaml", 3, "told-before-done")
    ]
    assert report.problems[0].sentence.endswith("(As acme has it.)")
    assert report.problems[0].story


def test_what_is_changed_alike_is_explored_once(folder):
    alone = checked(folder)
    one, two = checked(folder, acme=LATER), checked(folder, acme=LATER, northwind=LATER)
    assert one.problems == ()
    assert one.transitions > alone.transitions
    assert two.transitions == one.transitions
