"""The forms: valid modals, and what is read from them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.app.staff.views import PaymentView, Preview, UnderstoodView
from bot.domain import commands as c
from bot.domain.errors import Rejected
from bot.domain.explain import Held
from bot.domain.proposals import money_digest
from bot.domain.reading import ReadDate
from bot.domain.vocabulary import (
    CaseState,
    CaseType,
    Channel,
    DateRole,
    Flag,
    HoldKind,
    InquiryState,
    Intent,
    Outcome,
    Party,
    ProposalState,
    ResolutionKind,
    Role,
    RootCause,
)
from bot.slack.blocks.buttons import carried_for
from bot.slack.forms import FORMS, previewed
from bot.slack.forms.form import Address, AnswerOf, Asked, NewType, Paid, ReadAs, Stop, UndonePayment, Words, Wrong
from bot.slack.names import Carried, Deed, unpack
from bot.slack.offers import offered
from tests.unit.domain import kit
from tests.unit.slack.judges import assert_valid_view
from tests.unit.slack.submitting import ask, fill, opened
from tests.unit.slack.test_card import HARD, said
from tests.unit.slack.views import CONTACT, NOW, crowded, reply, view_of, with_inquiry, world_of, worlds

WORLDS = worlds()
OPEN = view_of(WORLDS["missing_payment"])


def wanted(asked: Asked | Wrong) -> object:
    assert isinstance(asked, Asked), asked
    return asked.what


def errors(asked: Asked | Wrong) -> dict[str, str]:
    assert isinstance(asked, Wrong), asked
    return dict(asked.errors)


# --- all of them -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", WORLDS)
def test_every_form_that_is_offered_opens_as_a_valid_modal(name):
    for view in (view_of(WORLDS[name]), crowded(WORLDS[name], HARD["markup"]), crowded(WORLDS[name], HARD["emoji"])):
        for deed in offered(view, None):
            if deed in FORMS:
                form = FORMS[deed].open(view, view.staff[0], carried_for(view, deed))
                assert_valid_view(form)
                assert form == FORMS[deed].open(view, view.staff[0], carried_for(view, deed))
                assert unpack(form["private_metadata"]).ref == "MP-C1"


def test_there_is_a_form_for_every_deed_that_needs_words_or_a_choice():
    at_once = {Deed.ACKNOWLEDGE, Deed.TAKE, Deed.CONFIRM_READING, Deed.UNDO_REPLY, Deed.MORE}
    assert set(FORMS) == set(Deed) - at_once - {Deed.SHOW, Deed.WHY, Deed.GUIDE}


@pytest.mark.parametrize("deed", FORMS)
def test_an_empty_submission_is_refused_with_sentences_or_is_a_plain_yes(deed):
    """No crash and nothing guessed, whatever a forged submission leaves out."""
    view = crowded(WORLDS["deciding"], "hello")
    sent = FORMS[deed].read(view, kit.ANN, "new1", replace(fill(opened_anyway(deed)), values={}))
    plain_yes = {Deed.APPROVE, Deed.WITHDRAW, Deed.RELEASE}
    assert isinstance(sent, Asked) == (deed in plain_yes)


def opened_anyway(deed: Deed) -> dict:
    """The form of the deed, from whichever case has it."""
    for world in WORLDS.values():
        view = crowded(world, "hello")
        if deed in offered(view, None):
            return FORMS[deed].open(view, view.staff[0], carried_for(view, deed))
    raise AssertionError(deed)


# --- who else was asked ----------------------------------------------------------------------------------------


def test_an_answer_is_recorded_for_the_very_question_that_was_shown():
    view = view_of(with_inquiry(with_inquiry(world_of()), Party.BANK))
    form = opened(view, Deed.RECORD_ANSWER)
    options = next(block for block in form["blocks"] if block.get("block_id") == "answer")["element"]["options"]
    assert [one["text"]["text"] for one in options][2:] == ["the bank: we have it", "the bank: not paid"]
    asked = ask(view, Deed.RECORD_ANSWER, answer="ask_bank.2|not_paid", note="by telephone")
    assert wanted(asked) == AnswerOf("C1.ask_bank.2", "not_paid")
    first, second = view.case.inquiries
    gone = replace(view, case=replace(view.case, inquiries=(replace(first, state=InquiryState.ANSWERED), second)))
    late = FORMS[Deed.RECORD_ANSWER].read(gone, kit.ANN, "x", fill(form, answer="ask_client.1|not_paid"))
    assert "meanwhile" in errors(late)["answer"]


def test_whoever_has_evidence_says_what_it_is():
    assert "note" in errors(ask(OPEN, Deed.EVIDENCE))
    assert wanted(ask(OPEN, Deed.EVIDENCE, note="the contract, in the archive")) == c.RecordEvidence(kit.ANN)


# --- money -----------------------------------------------------------------------------------------------------


def test_a_proposal_has_the_open_amount_and_is_taken_by_the_domain():
    world = world_of()
    asked = ask(view_of(world), Deed.PROPOSE, kind="write_off", note="too small to chase")
    assert wanted(asked) == c.ProposeResolution(kit.ANN, "new1", ResolutionKind.WRITE_OFF, 10_000)
    assert asked.note == "too small to chase"
    world.do(wanted(asked))
    assert world.case.state is CaseState.DECIDING


@pytest.mark.parametrize(("written", "minor"), [("1.234,50", 123_450), ("1,234.50", 123_450), ("120", 12_000)])
def test_amounts_are_read_as_people_write_them(written, minor):
    assert wanted(ask(OPEN, Deed.PROPOSE, kind="refund", amount=written)).minor_units == minor


@pytest.mark.parametrize("name", ["yen", "dinar", "missing_payment"])
def test_an_amount_that_is_left_as_it_was_is_what_was_shown(name):
    """Also in a currency with three decimals, where 12.344 could be read in two ways."""
    view = view_of(WORLDS[name])
    assert wanted(ask(view, Deed.PROPOSE, kind="refund")).minor_units == view.case.open_minor


def test_a_new_payee_is_a_choice_that_is_never_made_for_anybody():
    assert wanted(ask(OPEN, Deed.PROPOSE, kind="refund")).new_payee is False
    assert wanted(ask(OPEN, Deed.PROPOSE, kind="refund", payee=["new"])).new_payee is True


def test_a_wrong_amount_is_said_at_its_field():
    assert "two ways" in errors(ask(OPEN, Deed.PROPOSE, kind="refund", amount="1.234"))["amount"]


def test_an_approval_shows_all_that_is_approved_and_is_bound_to_it():
    world = WORLDS["two needed"]
    view = view_of(world)
    form = opened(view, Deed.APPROVE, carried_for(view, Deed.APPROVE))
    for fact in ("USD 450.00", "Write-off", "made by Ann", "0 of 2", "USD 1,000.00", "ceiling", "A•• E••••••"):
        assert fact in said(form["blocks"])
    asked = FORMS[Deed.APPROVE].read(view, kit.ABE, "x", fill(form))
    assert wanted(asked) == c.ApproveProposal(kit.ABE, "p1", money_digest(world.case))


def test_an_approval_is_bound_to_what_the_form_showed_even_if_the_case_has_moved_on():
    world = worlds()["deciding"]
    before = view_of(world)
    form = opened(before, Deed.APPROVE, carried_for(before, Deed.APPROVE))
    world.do(c.SeePayment("y1", 1_000))
    approval = wanted(FORMS[Deed.APPROVE].read(view_of(world), kit.ABE, "x", fill(form)))
    with pytest.raises(Rejected, match="changed since this was shown"):
        world.do(approval)


def test_a_form_that_is_opened_from_an_old_card_says_that_the_money_has_changed():
    world = worlds()["deciding"]
    old = carried_for(view_of(world), Deed.APPROVE)
    world.do(c.ReviseAmounts(12_000, 0))
    assert "money has changed" in said(opened(view_of(world), Deed.APPROVE, old)["blocks"])


def test_a_new_payee_is_approved_only_after_a_call_back():
    view = view_of(WORLDS["new payee"])
    carried = carried_for(view, Deed.APPROVE)
    assert "called back" in errors(ask(view, Deed.APPROVE, kit.ABE, carried))["call"]
    assert wanted(ask(view, Deed.APPROVE, kit.ABE, carried, call=["called"])).called_back


@pytest.mark.parametrize("deed", [Deed.APPROVE, Deed.REJECT, Deed.WITHDRAW, Deed.CARRY_OUT])
def test_a_button_of_a_proposal_that_is_over_is_refused(deed):
    with pytest.raises(Rejected):
        opened(OPEN, deed, Carried("MP-C1", proposal="p1"))


def test_a_rejection_says_why():
    view = view_of(WORLDS["deciding"])
    carried = carried_for(view, Deed.REJECT)
    assert "note" in errors(ask(view, Deed.REJECT, kit.ABE, carried))
    asked = ask(view, Deed.REJECT, kit.ABE, carried, note="no receipt")
    assert (wanted(asked), asked.note) == (c.RejectProposal(kit.ABE, "p1"), "no receipt")


def test_carrying_out_needs_a_reference():
    world = worlds()["executing"]
    view = view_of(world)
    carried = carried_for(view, Deed.CARRY_OUT)
    assert "reference" in errors(ask(view, Deed.CARRY_OUT, carried=carried))
    world.do(wanted(ask(view, Deed.CARRY_OUT, carried=carried, reference=" ERP 4711 ")))
    assert world.case.proposals[-1].reference == "ERP 4711"


def test_a_withdrawal_is_taken_by_the_domain():
    world = worlds()["deciding"]
    view = view_of(world)
    world.do(wanted(ask(view, Deed.WITHDRAW, carried=carried_for(view, Deed.WITHDRAW))))
    assert world.case.proposals[-1].state is ProposalState.WITHDRAWN


def test_a_payment_has_amount_day_and_reference():
    asked = ask(OPEN, Deed.PAYMENT, amount="60,00", day="2026-02-27", reference="BANK 7")
    assert wanted(asked) == Paid(6_000, date(2026, 2, 27), "BANK 7")


def test_a_payment_of_tomorrow_is_refused():
    assert "still to come" in errors(ask(OPEN, Deed.PAYMENT, day="2026-03-03", reference="B"))["day"]


def test_a_payment_with_a_slip_in_the_year_is_refused():
    assert "check the year" in errors(ask(OPEN, Deed.PAYMENT, day="2006-02-27", reference="B"))["day"]


def test_one_of_the_recorded_payments_is_undone():
    view = view_of(WORLDS["missing_payment"], payments=(PaymentView("y1", 500, "ann", NOW),))
    assert wanted(ask(view, Deed.UNDO_PAYMENT, note="typed twice")) == UndonePayment("y1")
    with pytest.raises(Rejected):
        opened(OPEN, Deed.UNDO_PAYMENT)


# --- the case --------------------------------------------------------------------------------------------------


def test_times_are_entered_in_the_zone_of_the_client():
    asked = ask(OPEN, Deed.SNOOZE, day="2026-03-10", time="09:30")
    assert wanted(asked) == c.SnoozeCase(kit.ANN, kit.moment("2026-03-10 13:30"))  # New York is on summer time by then


def test_a_day_that_is_over_is_refused_with_the_time_it_is_now():
    assert "it is Mon 2 Mar 10:00 now" in errors(ask(OPEN, Deed.SNOOZE, day="2026-03-01", time="09:30"))["day"]
    assert "time" in errors(ask(OPEN, Deed.SNOOZE, day="2026-03-02", time="09:30"))


@pytest.mark.parametrize("name", ["missing_payment", "waiting", "snoozed"])
def test_the_time_that_is_suggested_can_be_taken_as_it_is(name):
    world = worlds()[name]
    world.do(wanted(ask(view_of(world), Deed.SNOOZE)))
    assert world.case.state is CaseState.WAITING


def test_a_snooze_that_cuts_a_promise_short_is_refused_before_it_is_tried():
    asked = ask(view_of(WORLDS["waiting"]), Deed.SNOOZE, day="2026-03-05")
    assert "promised to pay" in errors(asked)["day"]


def test_a_snooze_says_what_becomes_of_a_promise():
    assert "nobody is told if the promise is broken" in str(opened(view_of(WORLDS["waiting"]), Deed.SNOOZE))
    assert "promise" not in str(opened(OPEN, Deed.SNOOZE))


def test_a_hold_has_a_kind_and_an_end():
    world = worlds()["missing_payment"]
    world.do(wanted(ask(view_of(world), Deed.HOLD, kind="human_request")))
    assert world.case.hold is not None
    assert (world.case.hold.kind, world.case.hold.deadline) == (HoldKind.HUMAN_REQUEST, kit.moment("2026-03-03 17:00"))


def test_what_was_said_on_the_telephone_can_put_the_customer_in_a_persons_care():
    world = worlds()["missing_payment"]
    world.do(wanted(ask(view_of(world), Deed.HOLD, kind="person_only")))
    assert world.known[world.case.client].customer.person_only


def test_a_release_of_a_person_only_hold_says_what_it_opens():
    view = view_of(WORLDS["person only"])
    assert "every case of theirs" in said(opened(view, Deed.RELEASE)["blocks"])
    assert wanted(ask(view, Deed.RELEASE, kit.SUE)) == c.ReleaseHold(kit.SUE)


def test_an_escalation_says_to_whom_until_when_and_what_about():
    world = worlds()["missing_payment"]
    assert "note" in errors(ask(view_of(world), Deed.ESCALATE))
    world.do(wanted(ask(view_of(world), Deed.ESCALATE, note="they threaten to leave")))
    assert world.case.hold is not None
    assert world.case.hold.owner is Role.SUPERVISOR


def test_a_case_is_escalated_to_nobody_who_cannot_act_on_it():
    sent = fill(opened(OPEN, Deed.ESCALATE), note="they threaten to leave")
    sent.values["role"]["value"]["selected_option"] = {"value": Role.AUDITOR.value}
    assert "role" in errors(FORMS[Deed.ESCALATE].read(OPEN, kit.ANN, "new1", sent))


def test_a_case_is_given_to_somebody_who_works_for_the_client():
    view = view_of(WORLDS["missing_payment"], staff=tuple(kit.staff()[name] for name in ("ann", "bob", "sue", "aud")))
    form = opened(view, Deed.ASSIGN)
    element = next(block for block in form["blocks"] if block.get("block_id") == "to")["element"]
    assert [entry["value"] for entry in element["options"]] == ["ann", "bob", "sue"]
    assert wanted(ask(view, Deed.ASSIGN, to="bob")) == c.AssignCase(kit.ANN, "bob")


def test_a_call_that_reached_somebody_has_words():
    assert wanted(ask(OPEN, Deed.LOG_CALL, reached="nobody")) == c.LogCall(kit.ANN, "new1", reached=False)
    assert "note" in errors(ask(OPEN, Deed.LOG_CALL, reached="reached"))
    asked = ask(OPEN, Deed.LOG_CALL, reached="reached", note="will pay on Friday")
    assert (wanted(asked), asked.note) == (c.LogCall(kit.ANN, "new1", reached=True), "will pay on Friday")


def test_only_outcomes_that_move_no_money_are_given_by_hand():
    form = opened(OPEN, Deed.CLOSE)
    element = next(block for block in form["blocks"] if block.get("block_id") == "outcome")["element"]
    values = {entry["value"] for entry in element["options"]}
    assert not values & {"refunded", "written_off", "credited", "payment_received"}
    world = worlds()["missing_payment"]
    world.do(wanted(ask(view_of(world), Deed.CLOSE, outcome="handed_over", cause="process_delay")))
    assert (world.case.outcome, world.case.root_cause) == (Outcome.HANDED_OVER, RootCause.PROCESS_DELAY)


def test_an_outcome_that_is_forged_is_refused():
    sent = fill(opened(OPEN, Deed.CLOSE), cause="unknown")
    values = {**sent.values, "outcome": {"value": {"selected_option": {"value": "refunded"}}}}
    assert "proposal" in errors(FORMS[Deed.CLOSE].read(OPEN, kit.ANN, "x", replace(sent, values=values)))["outcome"]


def test_a_closed_case_is_opened_again_with_a_reason():
    world = worlds()["closed"]
    world.do(wanted(ask(view_of(world), Deed.REOPEN, note="they wrote again")))
    assert world.case.state is CaseState.OPEN


def test_the_new_type_is_another_one():
    assert wanted(ask(OPEN, Deed.RETYPE, type="disputed_charge")) == NewType(CaseType.DISPUTED_CHARGE)
    assert "type" in errors(ask(OPEN, Deed.RETYPE))


def test_a_step_is_skipped_sent_now_or_moved():
    view = view_of(WORLDS["running"])
    step = view.steps[0]
    assert wanted(ask(view, Deed.STEP, what="skip")) == c.SkipStep(kit.ANN, step.id)
    assert wanted(ask(view, Deed.STEP, what="now")) == c.ShiftStep(kit.ANN, step.id, view.now)
    assert wanted(ask(view, Deed.STEP)) == c.ShiftStep(kit.ANN, step.id, step.due_at)


def test_the_stop_button_names_what_it_stops_and_why():
    assert "reason" in errors(ask(OPEN, Deed.PAUSE))
    assert wanted(ask(OPEN, Deed.PAUSE, reason="wrong ledger")) == Stop("client", "acme", "wrong ledger", on=True)
    asked = ask(OPEN, Deed.PAUSE, reason="fixed", on="go", scope="channel:sms")
    assert wanted(asked) == Stop("channel", "sms", "fixed", on=False)


def test_whoever_asks_for_the_release_does_not_press_the_stop_button_again():
    form = opened(OPEN, Deed.PAUSE, Carried(OPEN.case.ref, deed="resume"))
    chosen = next(block["element"]["initial_option"] for block in form["blocks"] if block.get("block_id") == "on")
    assert chosen["value"] == "go"


def test_a_contact_is_right_or_gets_a_new_address():
    assert wanted(ask(OPEN, Deed.CORRECT_CONTACT, what="right")) == Address("c1", Channel.EMAIL, "", verified=True)
    asked = ask(OPEN, Deed.CORRECT_CONTACT, contact="sms:c1", what="new", address="+1 212 555 0199")
    assert wanted(asked) == Address("c1", Channel.SMS, "+1 212 555 0199", verified=False)
    assert "e-mail" in errors(ask(OPEN, Deed.CORRECT_CONTACT, what="new", address="+1 212 555 0199"))["address"]
    assert "address" in errors(ask(OPEN, Deed.CORRECT_CONTACT, what="new_sure"))


# --- what the customer meant -----------------------------------------------------------------------------------


def undecided(*replies: object) -> object:
    return view_of(WORLDS["undecided"], undecided=replies or (reply(),))


def corrected(view: object, **written: object) -> object:
    return wanted(ask(view, Deed.CORRECT_READING, carried=Carried("MP-C1", reply="r1"), **written)).reading


def test_a_reading_that_is_left_as_it_was_keeps_its_meaning_and_is_decided():
    day, money = kit.will_pay(date(2026, 3, 6)).dates, (kit.amount(6_000),)
    before = reply("x", Intent.PROMISE_TO_PAY, dates=day, amounts=money, references=(kit.reference(),))
    after = corrected(undecided(before))
    assert (after.dates, after.amounts, after.references) == (day, money, before.reading.references)
    assert [one.intent for one in after.intents] == [Intent.PROMISE_TO_PAY]
    assert after.decided is True


@pytest.mark.parametrize("currency", [None, "EUR", "KWD"])
def test_an_amount_in_any_currency_survives_unchanged(currency):
    before = reply("x", Intent.PROMISE_TO_PAY, amounts=(kit.amount(1_234, currency),))
    assert corrected(undecided(before)).amounts == before.reading.amounts


def test_a_person_says_what_it_means():
    view = undecided(reply("on the 9th", Intent.OTHER))
    after = corrected(view, intents=["promise_to_pay", "dispute"], day="2026-03-09", amount="60")
    assert [one.intent for one in after.intents] == [Intent.PROMISE_TO_PAY, Intent.DISPUTE]
    assert [(one.date, one.role) for one in after.dates] == [(date(2026, 3, 9), DateRole.WILL_PAY_ON)]
    assert [(one.minor_units, one.currency) for one in after.amounts] == [(6_000, "USD")]


def test_a_promise_for_yesterday_is_refused():
    asked = ask(undecided(), Deed.CORRECT_READING, day="2026-03-01")
    assert "today or later" in errors(asked)["day"]


def test_what_needs_care_is_not_shown_as_found_and_stays_until_somebody_lifts_it():
    view = undecided(reply("...", Intent.HUMAN_REQUEST, flags=(Flag.BEREAVED,)))
    form = opened(view, Deed.CORRECT_READING, Carried("MP-C1", reply="r1"))
    inputs = {block["block_id"]: block["element"] for block in form["blocks"] if block["type"] == "input"}
    assert "initial_options" not in inputs["care"]
    assert "initial_options" not in inputs["intents"]
    assert corrected(view, intents=["human_request"]).flags == (Flag.BEREAVED,)
    assert corrected(view, intents=["human_request"], care=["vulnerable"]).flags == (Flag.BEREAVED, Flag.VULNERABLE)
    assert corrected(view, intents=["human_request"], care=["none"]).flags == ()


def test_nothing_and_something_at_once_is_refused():
    assert "care" in errors(ask(undecided(), Deed.CORRECT_READING, care=["none", "minor"]))


def test_a_reply_that_somebody_has_decided_meanwhile_is_refused():
    with pytest.raises(Rejected):
        opened(undecided(), Deed.CORRECT_READING, Carried("MP-C1", reply="other"))
    sent = fill(opened(undecided(), Deed.CORRECT_READING))
    assert "already" in errors(FORMS[Deed.CORRECT_READING].read(OPEN, kit.ANN, "x", sent))["intents"]


def test_the_reading_names_the_reply_that_it_is_of():
    assert wanted(ask(undecided(), Deed.CORRECT_READING)).reply_id == "r1"
    assert isinstance(wanted(ask(undecided(), Deed.CORRECT_READING)), ReadAs)


def test_the_language_is_said_by_a_person():
    before = replace(reply("pago el viernes"), reading=replace(reply().reading, language="pt-BR"))
    assert corrected(undecided(before)).language == "pt-BR", "left as it was"
    after = corrected(undecided(before), language="es")
    assert (after.language, after.language_confidence) == ("es", 1.0)
    assert corrected(undecided(before), language="und").language == "und"


SECOND = ReadDate(date(2026, 3, 16), DateRole.WILL_PAY_ON, (20, 30))
FIRST = ReadDate(date(2026, 3, 6), DateRole.WILL_PAY_ON, (0, 10))


def test_several_days_have_their_own_meaning():
    view = undecided(reply("half on the 6th, half on the 16th", Intent.PAYMENT_PLAN, dates=(FIRST, SECOND)))
    assert corrected(view).dates == (FIRST, SECOND)
    after = corrected(view, day="2026-03-01", role="paid_on", day2="2026-03-17").dates
    assert [(one.date, one.role) for one in after] == [
        (date(2026, 3, 1), DateRole.PAID_ON),
        (date(2026, 3, 17), DateRole.WILL_PAY_ON),
    ]
    assert "today or later" in errors(ask(view, Deed.CORRECT_READING, day2="2026-03-01"))["day2"]


def test_a_day_with_two_readings_is_shown_once():
    earlier = replace(FIRST, date=date(2026, 3, 4))
    view = undecided(reply("next friday", Intent.PROMISE_TO_PAY, dates=(FIRST, earlier)))
    assert corrected(view).dates == (FIRST, earlier), "nobody has said which one"
    assert [one.date for one in corrected(view, day="2026-03-04").dates] == [date(2026, 3, 4)]


def test_several_amounts_are_corrected_one_by_one():
    found = (kit.amount(6_000), replace(kit.amount(2_500, "EUR"), span=(9, 12)))
    view = undecided(reply("60, and 25 euro", Intent.PAYMENT_PLAN, amounts=found))
    assert corrected(view).amounts == found
    after = corrected(view, amount="61.00").amounts
    assert [(one.minor_units, one.currency) for one in after] == [(6_100, "USD"), (2_500, "EUR")]
    assert corrected(view, amount2="").amounts == found[:1]


def test_what_was_found_stays_unless_somebody_says_that_there_is_nothing():
    view = undecided(reply("..."))
    kept = {care: wanted(ask(view, Deed.CORRECT_READING, care=[care])).keep_flags for care in ("minor", "none")}
    assert kept == {"minor": True, "none": False}


# --- what was misunderstood ------------------------------------------------------------------------------------


def understood(last: object | None = None, did: tuple[str, ...] = ("The bot noted <a> promise.",)) -> object:
    last = last or reply("I will pay", Intent.PROMISE_TO_PAY, decided=True)
    return view_of(WORLDS["missing_payment"], last_decided="r1", understood=UnderstoodView(last, did))


def test_a_misunderstood_message_shows_what_was_done_and_whose_it_becomes():
    view = understood()
    form = opened(view, Deed.MISREAD)
    assert_valid_view(form)
    for fact in ("I will pay", "The bot noted &lt;a&gt; promise.", "held by you"):
        assert fact in said(form["blocks"])
    wish = wanted(ask(view, Deed.MISREAD, intents=["payment_plan"]))
    assert (wish.reply_id, wish.misread) == ("r1", True)
    assert [one.intent for one in wish.reading.intents] == [Intent.PAYMENT_PLAN]


def test_only_the_last_message_is_corrected():
    with pytest.raises(Rejected, match="written again"):
        opened(understood(), Deed.MISREAD, Carried("MP-C1", reply="older"))
    with pytest.raises(Rejected, match="no message"):
        opened(OPEN, Deed.MISREAD)
    sent = fill(opened(understood(), Deed.MISREAD))
    assert "written again" in errors(FORMS[Deed.MISREAD].read(OPEN, kit.ANN, "x", sent))["intents"]


def test_it_is_offered_where_the_last_message_was_decided():
    assert Deed.MISREAD in offered(understood(), None)
    assert Deed.MISREAD not in offered(OPEN, None)
    assert carried_for(understood(), Deed.MISREAD) == Carried("MP-C1", reply="r1")


# --- words to the customer -------------------------------------------------------------------------------------

SHOWN = Preview(Channel.EMAIL, "en", "About your invoice", "Dear customer,\nthank you.", 0, ())


def test_words_are_previewed_before_they_are_sent():
    first = ask(OPEN, Deed.REPLY, text="thank you")
    assert wanted(first) == Words(Channel.EMAIL, "c1", "thank you", previewed=False)
    form = previewed(OPEN, OPEN.staff[0], wanted(first), SHOWN)
    assert_valid_view(form)
    assert form["submit"]["text"] == "Send"
    second = FORMS[Deed.REPLY].read(OPEN, kit.ANN, "x", fill(form))
    assert wanted(second) == Words(Channel.EMAIL, "c1", "thank you", previewed=True)


@pytest.mark.parametrize("changed", [{"text": "thank you!"}, {"way": "sms:c1"}])
def test_whoever_changes_something_sees_it_once_more(changed):
    form = previewed(OPEN, OPEN.staff[0], Words(Channel.EMAIL, "c1", "thank you", previewed=False), SHOWN)
    assert wanted(FORMS[Deed.REPLY].read(OPEN, kit.ANN, "x", fill(form, **changed))).previewed is False


def test_the_preview_shows_the_final_text_language_length_and_what_the_rules_say():
    held = (Held("HOURS-US", "It is night there.", NOW + timedelta(hours=9), "the time passes"),)
    shown = replace(SHOWN, channel=Channel.SMS, language="es", segments=2, held=held, warning="not their language")
    form = previewed(OPEN, OPEN.staff[0], Words(Channel.SMS, "c1", "gracias", previewed=False), shown)
    assert_valid_view(form)
    for fact in (
        "Dear customer",
        "Spanish",
        "2 text messages",
        "It is night there",
        "not their language",
        "has to wait",
    ):
        assert fact in said(form["blocks"])
    assert form["submit"]["text"] == "Send"


def test_what_is_forbidden_for_good_cannot_be_sent():
    held = (Held("OPTOUT-WORDS", "The customer wants none.", None, "the customer opts in"),)
    words = Words(Channel.EMAIL, "c1", "please", previewed=False)
    form = previewed(OPEN, OPEN.staff[0], words, replace(SHOWN, held=held))
    assert form["submit"]["text"] == "Look again"
    assert wanted(FORMS[Deed.REPLY].read(OPEN, kit.ANN, "x", fill(form))).previewed is False


def test_the_whole_of_a_long_message_is_shown():
    text = "x" * 2_990 + " the end"
    form = previewed(OPEN, OPEN.staff[0], Words(Channel.EMAIL, "c1", "y", previewed=False), replace(SHOWN, text=text))
    assert_valid_view(form)
    assert "the end" in said(form["blocks"])


def test_a_customer_who_has_opted_out_of_everything_cannot_be_written_to():
    closed = replace(CONTACT, suppressed=(Channel.EMAIL, Channel.SMS))
    with pytest.raises(Rejected, match="no way left"):
        opened(view_of(WORLDS["missing_payment"], contacts=(closed,)), Deed.REPLY)


def test_an_answer_goes_by_the_way_on_which_the_customer_wrote():
    view = undecided(replace(reply(), channel=Channel.SMS))
    assert wanted(ask(view, Deed.REPLY, text="hello")).channel is Channel.SMS
