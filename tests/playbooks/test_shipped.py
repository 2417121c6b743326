"""Every shipped file of `playbooks/` and `config/` loads, obeys the trade, and names only templates that are agreed."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import clients
from bot.domain.playbook import (
    Anchor,
    Answer,
    Ask,
    Balance,
    Duration,
    HandOver,
    Happening,
    HoldFor,
    Inquire,
    NotePromise,
    Propose,
    Send,
    Sender,
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
TEMPLATES = {f"{path.parent.name}/{path.stem}" for path in (ROOT / "templates").glob("*/*.j2")}
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


def test_every_case_type_has_a_playbook_of_its_name():
    assert LIBRARY.names() == tuple(sorted(CaseType))
    assert {(one.name, one.case_types) for one in ALL} == {(kind.value, (kind,)) for kind in CaseType}


def test_a_playbook_survives_the_database(playbook):
    assert from_plain(to_plain(playbook)) == playbook


def test_a_playbook_can_be_read_aloud(playbook):
    assert as_text(playbook).count("\n") > 100


def test_every_ladder_ends_with_a_person(playbook):
    assert isinstance(playbook.steps[-1].action, HandOver)


def test_a_formal_notice_goes_out_once_and_only_when_a_person_at_the_client_has_released_it(playbook):
    formal = [step for step in sends(playbook) if step.action.tone is Tone.FORMAL]
    assert len(formal) <= 1
    for step in formal:
        before = playbook.steps[: playbook.steps.index(step)]
        release = next(one for one in reversed(before) if isinstance(one.action, Inquire))
        assert (release.id, release.action.waits) == ("release", True)
        assert (release.only_if, release.unless) == (step.only_if, step.unless)
        assert step.action.sender is Sender.SENIOR


def test_nobody_is_pressed_where_we_owe_or_before_it_is_known_who_owes(playbook):
    for step in sends(playbook):
        known = playbook.owes is not Owes.WE and step.only_if.balances == {Balance.OWED}
        if playbook.owes is not Owes.THEY and not known:
            assert step.action.touch_class is TouchClass.NOTICE
            assert step.action.tone <= Tone.FRIENDLY


def test_every_hold_of_a_crisis_ends_within_the_hour(playbook):
    [hold] = [a for a in playbook.reactions[Flag.SELF_HARM].actions if isinstance(a, HoldFor)]
    assert (hold.kind, hold.within) == (HoldKind.PERSON_ONLY, Duration(1, Unit.HOURS))


def test_a_lawyers_letter_is_not_answered_by_a_machine(playbook):
    assert not any(isinstance(a, Answer | Ask) for a in playbook.reactions[Intent.LEGAL_NOTICE].actions)


def test_missing_payments_follow_the_trades_ladder_from_the_due_day():
    playbook = LIBRARY.named("missing_payment")
    assert {step.when.anchor for step in playbook.steps if step.id != "release"} == {Anchor.DUE}
    assert [step.when.offset for step in sends(playbook)] == days(0, 3, 7, 14)
    assert playbook.steps[-1].when.offset == Duration(30, Unit.DAYS)
    assert [step.action.tone.name for step in sends(playbook)] == ["FRIENDLY", "DIRECT", "FIRM", "FORMAL"]


def test_underpayments_follow_the_same_ladder_from_the_opening_and_ask_why_first():
    playbook = LIBRARY.named("underpayment")
    assert {step.when.anchor for step in playbook.steps if step.id != "release"} == {Anchor.OPENED}
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


@pytest.mark.parametrize("name", ["missing_payment", "underpayment"])
def test_a_formal_notice_goes_out_only_after_a_person_at_the_client_released_it(name):
    steps = LIBRARY.named(name).steps
    ids = [step.id for step in steps]
    release = steps[ids.index("release")]
    assert ids.index("release") < ids.index("formal")
    assert isinstance(release.action, Inquire)
    assert release.action.waits
    assert release.only_if == steps[ids.index("formal")].only_if


def test_nothing_more_is_charged_for_our_billing_error_without_a_yes():
    playbook = LIBRARY.named("billing_error")
    charges = {
        trigger
        for trigger, reaction in playbook.reactions.items()
        if any(isinstance(a, Propose) and a.kind is ResolutionKind.EXTRA_CHARGE for a in reaction.actions)
    }
    assert charges == {Intent.AFFIRM}
    assert not any(isinstance(step.action, Propose) for step in playbook.steps)


def test_already_paid_is_traced_for_two_bank_days_and_then_a_persons():
    actions = LIBRARY.named("missing_payment").reactions[Intent.ALREADY_PAID].actions
    assert WaitFor(Duration(2, Unit.BUSINESS_DAYS), ask_staff_after=True) in actions


def test_a_promise_has_the_trades_limits():
    [promise] = LIBRARY.named("missing_payment").reactions[Intent.PROMISE_TO_PAY].actions
    assert isinstance(promise, NotePromise)
    assert (promise.at_most, promise.without_day) == tuple(days(14, 7))
    assert promise.grace == Duration(2, Unit.BUSINESS_DAYS)


def test_a_decision_that_moves_no_money_is_told_in_words_of_its_own(playbook):
    [tell] = [action for action in playbook.reactions[Happening.CONFIRMED].actions if isinstance(action, Tell)]
    for kind in playbook.resolutions & {ResolutionKind.CHARGE_STANDS, ResolutionKind.REFUSE}:
        assert tell.for_resolution[kind].endswith(("stands", "refused"))


def test_a_clients_override_changes_its_own_cases_only():
    own = LIBRARY.for_case("northwind", CaseType.MISSING_PAYMENT)
    shipped = LIBRARY.for_case("acme", CaseType.MISSING_PAYMENT)
    assert [step.when.offset for step in sends(own)] == days(0, 5, 12, 20)
    assert [step.when.offset for step in sends(shipped)] == days(0, 3, 7, 14)
    assert own.reactions == shipped.reactions
    assert own.digest != shipped.digest


def test_the_sample_clients_can_run():
    assert CONFIGURATION.clients == ("acme", "ledger", "meridian", "northwind")
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
