"""Inheritance, client overrides, digests, and finding the playbook of a case."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.authored import Problems, read_text
from bot.domain.errors import Rejected
from bot.domain.playbook import Duration, HandOver, Resume, Send, Task, Tone, Unit
from bot.domain.vocabulary import CaseType, Channel, Intent
from bot.playbook.library import PlaybookLibrary

BASE = Path(__file__).parents[3] / "playbooks" / "base.yaml"
P = """\
playbook: p
extends: base
for: [missing_payment]
owes: they
resolutions: [payment_plan]
steps:
  - id: first
    when: on the due day
    send: missing_payment/first
    as: chase
    tone: friendly
  - id: hand_over
    when: 30 days after due
    hand over to: operator
    within: 2 business days
"""


@pytest.fixture
def folder(tmp_path):
    shutil.copy(BASE, tmp_path / "base.yaml")
    (tmp_path / "p.yaml").write_text(P)
    return tmp_path


def load(folder, override=""):
    table = read_text(override, Problems(), "acme.yaml") if override else None
    return PlaybookLibrary.load(folder, {"acme": table.entries} if table else None)


def overridden(folder, override):
    return load(folder, override).for_case("acme", CaseType.MISSING_PAYMENT)


def test_what_a_playbook_does_not_say_comes_from_the_base(folder):
    playbook = load(folder).named("p")
    assert playbook.steps[0].action.channels == (Channel.EMAIL, Channel.SMS, Channel.CHAT)
    assert playbook.reactions[Intent.ACKNOWLEDGEMENT].actions[-1] == Resume(Duration(3, Unit.DAYS))


def test_a_step_changes_only_what_the_override_names(folder):
    text = "p:\n  steps:\n    - id: first\n      when: 2 days after due\n      tone: direct\n"
    step = overridden(folder, text).steps[0]
    assert step.when.offset == Duration(2, Unit.DAYS)
    assert isinstance(step.action, Send)
    assert (step.action.tone, step.action.template) == (Tone.DIRECT, "missing_payment/first")


def test_another_verb_replaces_the_whole_action_and_keeps_the_time(folder):
    text = "p:\n  steps:\n    - id: first\n      task: call\n      owner: operator\n      within: 1 day\n"
    step = overridden(folder, text).steps[0]
    assert step.action == Task("call", step.action.owner, Duration(1, Unit.DAYS))
    assert step.when.offset == Duration(0, Unit.DAYS)


def test_a_step_is_added_where_it_is_wanted_and_another_removed(folder):
    text = (
        "p:\n  steps:\n    - id: call\n      after: first\n      when: 5 days after due\n      task: call\n"
        "      owner: operator\n      within: 1 day\n    - id: first\n      remove: yes\n"
    )
    assert [step.id for step in overridden(folder, text).steps] == ["call", "hand_over"]


def test_an_override_of_the_base_reaches_every_playbook_of_the_client(folder):
    playbook = overridden(folder, "base:\n  by: email\n  reactions:\n    acknowledgement: nothing\n")
    assert playbook.steps[0].action.channels == (Channel.EMAIL,)
    assert playbook.reactions[Intent.ACKNOWLEDGEMENT].actions == ()


def test_a_playbooks_own_word_stands_above_the_clients_word_on_the_base(folder):
    (folder / "p.yaml").write_text(P + 'time of day: "11:00"\n')
    assert overridden(folder, 'base:\n  time of day: "09:00"\n').at.hour == 11


def test_other_clients_do_not_see_an_override(folder):
    library = load(folder, 'p:\n  time of day: "08:30"\n')
    assert library.for_case("other", CaseType.MISSING_PAYMENT).at.hour == 10
    assert library.for_case("acme", CaseType.MISSING_PAYMENT).at.hour == 8
    assert len(library.all()) == 2


def test_a_client_without_overrides_has_the_shipped_playbook(folder):
    library = load(folder, "p: {}\n")
    assert library.named("p", "acme") == library.named("p")
    assert len(library.all()) == 1


def test_the_digest_ignores_comments_and_the_order_of_keys(folder):
    before = load(folder).named("p").digest
    head, steps = P.split("steps:\n")
    text = "# another comment\nsteps:\n" + steps + "".join(reversed(head.splitlines(keepends=True)))
    (folder / "p.yaml").write_text(
        text.replace("    tone: friendly\n", "").replace("    as", "    tone: friendly\n    as")
    )
    assert load(folder).named("p").digest == before


def test_the_digest_sees_every_change_of_meaning(folder):
    before = load(folder).named("p").digest
    (folder / "p.yaml").write_text(P.replace("30 days", "31 days"))
    assert load(folder).named("p").digest != before


def test_a_playbook_may_extend_another_that_has_cases_of_its_own(folder):
    (folder / "q.yaml").write_text("playbook: q\nextends: p\nfor: [underpayment]\n")
    library = load(folder)
    assert library.for_case("acme", CaseType.UNDERPAYMENT).steps == library.named("p").steps
    assert isinstance(library.named("q").steps[-1].action, HandOver)


def test_unknown_names_and_types_are_refused_with_a_hint(folder):
    library = load(folder)
    with pytest.raises(Rejected, match=r"There is no playbook 'pp'. Did you mean 'p'\?"):
        library.named("pp")
    with pytest.raises(Rejected, match=r"There is no playbook for the case type 'chargeback'."):
        library.for_case("acme", CaseType.CHARGEBACK)
