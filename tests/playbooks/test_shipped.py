"""Every shipped file of `playbooks/` and `config/` loads, obeys the trade, and names only templates that are agreed."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import clients
from bot.domain.playbook import (
    Anchor,
    Answer,
    Ask,
    Duration,
    HandOver,
    Happening,
    HoldFor,
    NotePromise,
    Propose,
    Send,
    Tell,
    Tone,
    Unit,
    WaitFor,
)
from bot.domain.vocabulary import CaseType, Channel, Flag, HoldKind, Intent, Owes, Question, ResolutionKind, TouchClass
from bot.playbook.library import PlaybookLibrary
from bot.playbook.plain import from_plain, to_plain
from bot.playbook.show import as_text

ROOT = Path(__file__).parents[2]
COMMON = [
    "ask_day",
    "promise_noted",
    "promise_reminder",
    "promise_broken",
    "paid_thanks",
    "trace_started",
    "trace_ask_reference",
    "plan_received",
    "dispute_received",
    "refund_received",
    "credit_noted",
    "how_to_pay",
    "document_received",
    "details_received",
    "wrong_person_sorry",
    "contact_changed",
    "opt_out_confirmed",
    "opt_in_confirmed",
    "human_coming",
    "with_a_person",
    "complaint_received",
    "scam_check",
    "thanks",
    "which_case",
    "ask_reason",
    "ask_reference",
    "clarify",
    "resolution_refund",
    "resolution_credit",
    "resolution_write_off",
    "resolution_revised",
    "resolution_plan",
    "resolution_stands",
    "resolution_refused",
    "carried_out",
    "staff_reply",
    "partial_thanks",
    "affirm_next",
    "deny_next",
    "payment_undone",
]
OWN = {
    "missing_payment": ("first", "second", "third", "formal"),
    "underpayment": ("first", "second", "third", "formal"),
    "overpayment": ("inform", "remind", "last"),
    "duplicate_payment": ("inform", "remind", "last"),
    "disputed_charge": ("received", "update", "ask_evidence"),
    "refund_request": ("received", "ask_reason", "update"),
}
TEMPLATES = {f"common/{name}" for name in COMMON} | {f"{room}/{name}" for room in OWN for name in OWN[room]}
CONFIGURATION = clients.load(ROOT / "config")
LIBRARY = PlaybookLibrary.load(
    ROOT / "playbooks",
    CONFIGURATION.overrides,
    lambda name, channel: name in TEMPLATES and channel in {Channel.EMAIL, Channel.SMS, Channel.CHAT},
)
ALL = LIBRARY.all()
IDS = [f"{playbook.name}-{playbook.digest[:6]}" for playbook in ALL]


@pytest.fixture(params=ALL, ids=IDS)
def playbook(request):
    return request.param


def days(*offsets):
    return [Duration(offset, Unit.DAYS) for offset in offsets]


def sends(playbook):
    return [step for step in playbook.steps if isinstance(step.action, Send)]


def test_the_six_types_have_a_playbook():
    assert LIBRARY.names() == tuple(sorted(OWN))
    assert {case_type for playbook in ALL for case_type in playbook.case_types} == {CaseType(name) for name in OWN}


def test_a_playbook_survives_the_database(playbook):
    assert from_plain(to_plain(playbook)) == playbook


def test_a_playbook_can_be_read_aloud(playbook):
    assert as_text(playbook).count("\n") > 100


def test_every_ladder_ends_with_a_person(playbook):
    assert isinstance(playbook.steps[-1].action, HandOver)


def test_nobody_is_pressed_where_we_owe(playbook):
    for step in sends(playbook):
        if playbook.owes is not Owes.THEY:
            assert step.action.touch_class is TouchClass.NOTICE
            assert step.action.tone <= Tone.FRIENDLY


def test_every_hold_of_a_crisis_ends_within_the_hour(playbook):
    [hold] = [a for a in playbook.reactions[Flag.SELF_HARM].actions if isinstance(a, HoldFor)]
    assert (hold.kind, hold.within) == (HoldKind.PERSON_ONLY, Duration(1, Unit.HOURS))


def test_a_lawyers_letter_is_not_answered_by_a_machine(playbook):
    assert not any(isinstance(a, Answer | Ask) for a in playbook.reactions[Intent.LEGAL_NOTICE].actions)


def test_missing_payments_follow_the_trades_ladder_from_the_due_day():
    playbook = LIBRARY.named("missing_payment")
    assert {step.when.anchor for step in playbook.steps} == {Anchor.DUE}
    assert [step.when.offset for step in sends(playbook)] == days(0, 3, 7, 14)
    assert playbook.steps[-1].when.offset == Duration(30, Unit.DAYS)
    assert [step.action.tone.name for step in sends(playbook)] == ["FRIENDLY", "DIRECT", "FIRM", "FORMAL"]


def test_underpayments_follow_the_same_ladder_from_the_opening_and_ask_why_first():
    playbook = LIBRARY.named("underpayment")
    assert {step.when.anchor for step in playbook.steps} == {Anchor.OPENED}
    assert [step.when.offset for step in sends(playbook)] == days(0, 3, 7, 14)
    assert playbook.steps[-1].when.offset == Duration(30, Unit.DAYS)
    assert sends(playbook)[0].action.ask is Question.REASON


@pytest.mark.parametrize("name", ["overpayment", "duplicate_payment"])
def test_what_we_owe_is_told_reminded_twice_and_goes_to_a_person(name):
    playbook = LIBRARY.named(name)
    told = [(step.when.anchor, step.when.offset) for step in (*sends(playbook), playbook.steps[-1])]
    assert told == [
        (Anchor.OPENED, Duration(0, Unit.HOURS)),
        *[(Anchor.OPENED, Duration(number, Unit.BUSINESS_DAYS)) for number in (3, 10, 20)],
    ]
    assert all(step.action.ask is Question.REFUND_OR_CREDIT for step in sends(playbook))


def test_the_choice_between_refund_and_credit_becomes_a_proposal():
    reactions = LIBRARY.named("overpayment").reactions
    assert Propose(ResolutionKind.REFUND) in reactions[Intent.REFUND_REQUEST].actions
    assert Propose(ResolutionKind.CREDIT_NOTE) in reactions[Intent.KEEP_AS_CREDIT].actions


def test_a_consumers_duplicate_is_simply_proposed_for_refund_and_a_business_is_asked_again():
    steps = {step.id: step for step in LIBRARY.named("duplicate_payment").steps}
    assert steps["refund"].action == Propose(ResolutionKind.REFUND)
    assert steps["refund"].only_if.kinds == {"consumer"}
    assert steps["remind"].only_if.kinds == steps["last"].only_if.kinds == {"business"}


@pytest.mark.parametrize("name", ["disputed_charge", "refund_request"])
def test_whoever_asks_us_hears_at_once_and_a_supervisor_hears_when_the_answer_is_due(name):
    playbook = LIBRARY.named(name)
    assert playbook.steps[0].action.template == f"{name}/received"
    assert playbook.step("answer_due").when.offset == Duration(2, Unit.BUSINESS_DAYS)


def test_already_paid_is_traced_for_two_bank_days_and_then_a_persons():
    actions = LIBRARY.named("missing_payment").reactions[Intent.ALREADY_PAID].actions
    assert WaitFor(Duration(2, Unit.BUSINESS_DAYS), ask_staff_after=True) in actions


def test_a_promise_has_the_trades_limits():
    [promise] = LIBRARY.named("missing_payment").reactions[Intent.PROMISE_TO_PAY].actions
    assert isinstance(promise, NotePromise)
    assert (promise.at_most, promise.without_day) == tuple(days(14, 7))
    assert promise.grace == Duration(2, Unit.BUSINESS_DAYS)


def test_a_decision_that_moves_no_money_is_told_in_words_of_its_own(playbook):
    [tell] = playbook.reactions[Happening.CONFIRMED].actions
    assert isinstance(tell, Tell)
    assert tell.for_resolution[ResolutionKind.CHARGE_STANDS] == "common/resolution_stands"
    assert tell.for_resolution[ResolutionKind.REFUSE] == "common/resolution_refused"


def test_a_clients_override_changes_its_own_cases_only():
    own = LIBRARY.for_case("northwind", CaseType.MISSING_PAYMENT)
    shipped = LIBRARY.for_case("acme", CaseType.MISSING_PAYMENT)
    assert [step.when.offset for step in sends(own)] == days(0, 5, 12, 20)
    assert [step.when.offset for step in sends(shipped)] == days(0, 3, 7, 14)
    assert own.reactions == shipped.reactions
    assert own.digest != shipped.digest


def test_the_sample_clients_can_run():
    assert CONFIGURATION.clients == ("acme", "ledger", "northwind")
    for name in CONFIGURATION.clients:
        rules, profile = CONFIGURATION.rules[name], CONFIGURATION.profiles[name]
        assert rules.liveness == "live"
        assert set(profile.check_where) == set(rules.languages)
        assert {channel for channel in rules.channels if channel is not Channel.CHAT} == set(profile.senders)


def test_sample_addresses_can_reach_nobody():
    for profile in CONFIGURATION.profiles.values():
        for identity in profile.senders[Channel.EMAIL]:
            assert identity.address.endswith(".example.test")
        for identity in profile.senders.get(Channel.SMS, ()):
            assert identity.address[:-2].endswith("55501")
