"""Conversations: what the customer writes, as it is read; what is said, asked and noted upon it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.domain import commands as c
from bot.domain import events as e
from bot.domain.case import PASSED_ON, PERSON_HAS_IT, WaitReason
from bot.domain.handing_over import AUTOMATED
from bot.domain.playbook import Answer, Happening, Propose, Resume, Task
from bot.domain.reading import ReadDate, Reading
from bot.domain.vocabulary import (
    CaseState,
    Channel,
    DateRole,
    Flag,
    HoldKind,
    Intent,
    Owes,
    Question,
    ResolutionKind,
    Role,
    TouchClass,
)
from tests.unit.domain import kit
from tests.unit.domain.world import World

MINUTE = timedelta(minutes=1)
# It is Monday 2 March 2026, ten in the morning.
FRIDAY, NEXT_FRIDAY, MONDAY_WEEK = date(2026, 3, 6), date(2026, 3, 13), date(2026, 3, 9)
LONG_AGO, FAR_OFF = date(2026, 2, 20), date(2026, 5, 1)
SMALL_TALK = {
    Intent.ACKNOWLEDGEMENT: (Answer("welcome", by=(Channel.SMS, Channel.CHAT), once=True), Resume(kit.days(3))),
    Intent.OTHER: (Answer(PASSED_ON), Task("answer it", Role.OPERATOR, kit.business_days(1)), Resume(kit.days(3))),
}


class Talk:
    """One case and its customer. `hears` gives what is said upon a message, in order; the clock goes on a little."""

    def __init__(self, owes: Owes = Owes.THEY, **more) -> None:
        build = kit.we_owe if owes is Owes.WE else kit.they_owe
        self.world = World(playbooks={owes: build(**more)} if more else {})
        self.world.open(kit.overpaid() if owes is Owes.WE else kit.opening())
        self.world.run(timedelta(hours=2))

    def says(self, reading: Reading, channel: Channel = Channel.EMAIL) -> list[str]:
        before = len(self.world.log["C1"])
        self.world.reply(reading, channel=channel)
        said = [event for event in self.world.log["C1"][before:] if isinstance(event, e.TouchQueued)]
        self.world.run(MINUTE)
        return [event.template for event in said]

    def asked(self) -> list[Question]:
        return [event.question for event in self.world.said(e.QuestionAsked) if event.back]

    @property
    def case(self):
        return self.world.case

    @property
    def noted(self) -> date | None:
        return self.case.promise.day if self.case.promise else None


def pays(*days: date, role: DateRole = DateRole.WILL_PAY_ON, intents=(Intent.PROMISE_TO_PAY,), text="") -> Reading:
    """A day of which each of `days` is a reading: they stand at one place."""
    named = tuple(ReadDate(day, role, (0, len(text) or 1)) for day in days)
    return kit.reading(*intents, dates=named, stripped_text=text)


def apart(*days: date) -> Reading:
    """Several days, each at a place of its own."""
    named = tuple(ReadDate(day, DateRole.WILL_PAY_ON, (n * 9, n * 9 + 6)) for n, day in enumerate(days))
    return kit.reading(Intent.PROMISE_TO_PAY, dates=named)


def confirming(**more) -> Talk:
    """The customer wrote "next Friday"."""
    talk = Talk(reactions={Intent.PROMISE_TO_PAY: (kit.CONFIRMS,)}, **more)
    assert talk.says(pays(NEXT_FRIDAY, FRIDAY)) == ["confirm_day"]
    return talk


def noted(day: date = FRIDAY, **more) -> Talk:
    """The customer named a day, and it was noted."""
    talk = Talk(reactions={Intent.PROMISE_TO_PAY: (kit.CONFIRMS,)} | more)
    assert talk.says(pays(day)) == ["noted"]
    return talk


# --- a day that may be two ---------------------------------------------------------------------------------------


def test_a_day_with_two_readings_is_confirmed_before_it_is_noted():
    talk = confirming()
    assert talk.noted is None
    assert talk.case.proposed_day.day == NEXT_FRIDAY
    assert talk.case.last_question is Question.CONFIRM
    assert (talk.case.state, talk.case.wait.reason) == (CaseState.WAITING, WaitReason.ANSWER)


def test_yes_notes_just_the_day_that_was_proposed():
    talk = confirming()
    assert talk.says(kit.reading(Intent.AFFIRM)) == ["noted"]
    assert talk.noted == NEXT_FRIDAY
    assert talk.case.proposed_day is None
    assert talk.case.wait.reason is WaitReason.PROMISE


@pytest.mark.parametrize("intents", [(Intent.AFFIRM,), (Intent.AFFIRM, Intent.PROMISE_TO_PAY)])
def test_yes_friday_is_the_friday_that_was_proposed(intents):
    talk = confirming()
    talk.says(pays(FRIDAY, intents=intents, text="yes, Friday"))
    assert talk.noted == NEXT_FRIDAY


def test_yes_with_another_day_in_figures_is_that_day():
    talk = confirming()
    talk.says(pays(FRIDAY, intents=(Intent.AFFIRM,), text="6 March"))
    assert talk.noted == FRIDAY


def test_no_asks_which_day_and_then_the_answer_is_noted():
    talk = confirming()
    assert talk.says(kit.reading(Intent.DENY)) == ["ask_day"]
    assert talk.noted is None
    assert talk.says(pays(MONDAY_WEEK)) == ["noted"]
    assert talk.noted == MONDAY_WEEK


@pytest.mark.parametrize("role", [DateRole.WILL_PAY_ON, DateRole.OTHER])
@pytest.mark.parametrize("intents", [(Intent.DENY,), (Intent.DENY, Intent.PROMISE_TO_PAY), (Intent.OTHER,)])
def test_no_the_ninth_notes_the_ninth(intents, role):
    talk = confirming()
    assert talk.says(pays(MONDAY_WEEK, intents=intents, role=role)) == ["noted"]
    assert talk.noted == MONDAY_WEEK


@pytest.mark.parametrize("role", [DateRole.OTHER, DateRole.WILL_PAY_ON])
def test_a_day_taken_for_a_detail_is_the_day_that_was_asked_about(role):
    talk = confirming()
    assert talk.says(pays(MONDAY_WEEK, role=role, intents=(Intent.DENY, Intent.PROVIDE_DETAILS))) == ["noted"]
    assert talk.noted == MONDAY_WEEK


def test_a_yes_that_comes_too_late_confirms_nothing():
    talk = confirming()
    talk.world.run(timedelta(days=12))
    talk.says(kit.reading(Intent.AFFIRM))
    assert talk.noted is None


def test_a_yes_after_another_question_is_not_about_the_day():
    talk = confirming()
    talk.says(kit.reading(Intent.ALREADY_PAID))
    assert talk.case.last_question is Question.REFERENCE
    talk.says(kit.reading(Intent.AFFIRM))
    assert talk.noted is None


def test_of_two_readings_one_that_is_over_is_not_meant():
    talk = Talk()
    assert talk.says(pays(FRIDAY, LONG_AGO)) == ["noted"]
    assert talk.noted == FRIDAY


def test_of_two_readings_that_which_is_accepted_is_proposed_not_noted():
    talk = Talk(reactions={Intent.PROMISE_TO_PAY: (kit.CONFIRMS,)})
    assert talk.says(pays(FAR_OFF, FRIDAY)) == ["confirm_day"]
    assert talk.noted is None
    assert talk.case.proposed_day.day == FRIDAY


def test_a_playbook_without_words_to_confirm_asks_which_day():
    talk = Talk()
    assert talk.says(pays(NEXT_FRIDAY, FRIDAY)) == ["ask_day"]
    assert talk.noted is None


@pytest.mark.parametrize("reading", [apart(FRIDAY, MONDAY_WEEK), pays(LONG_AGO)])
def test_two_days_or_one_that_is_over_are_asked_about_and_never_noted(reading):
    talk = Talk()
    assert talk.says(reading) == ["ask_day"]
    assert talk.noted is None
    assert talk.says(reading) == [PERSON_HAS_IT]
    assert talk.case.hold.kind is HoldKind.UNDECIDED_REPLY


def test_the_same_day_said_twice_is_one_day():
    talk = Talk()
    assert talk.says(apart(FRIDAY, FRIDAY)) == ["noted"]
    assert talk.noted == FRIDAY


def test_one_word_makes_another_sure():
    """ "Next Friday, the 13th" has two readings and one: it is the 13th."""
    named = (
        ReadDate(NEXT_FRIDAY, DateRole.WILL_PAY_ON, (0, 11)),
        ReadDate(FRIDAY, DateRole.WILL_PAY_ON, (0, 11)),
        ReadDate(NEXT_FRIDAY, DateRole.WILL_PAY_ON, (13, 21)),
    )
    talk = Talk()
    talk.says(kit.reading(Intent.PROMISE_TO_PAY, dates=named))
    assert talk.noted == NEXT_FRIDAY


def test_a_day_beyond_what_is_accepted_is_a_plan_for_a_person_and_the_customer_hears_so():
    talk = Talk()
    assert talk.says(pays(FAR_OFF)) == ["plan"]
    assert talk.noted is None
    assert talk.case.hold.kind is HoldKind.REQUEST


# --- corrections -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("intents", [(Intent.DENY,), (Intent.PROMISE_TO_PAY,), (Intent.DENY, Intent.PROMISE_TO_PAY)])
def test_another_day_stands_in_place_of_the_noted_one(intents):
    talk = noted()
    assert talk.says(pays(MONDAY_WEEK, intents=intents)) == ["noted"]
    assert talk.noted == MONDAY_WEEK
    assert talk.case.promise.instead_of == FRIDAY


@pytest.mark.parametrize("intents", [(Intent.OTHER,), (Intent.ACKNOWLEDGEMENT,), (Intent.AFFIRM,)])
def test_a_bare_day_after_a_noted_one_corrects_it(intents):
    talk = noted()
    talk.says(pays(MONDAY_WEEK, intents=intents, role=DateRole.OTHER, text="9 March"))
    assert talk.noted == MONDAY_WEEK


def test_a_corrected_promise_is_not_a_broken_one():
    talk = noted()
    talk.says(pays(NEXT_FRIDAY))
    talk.world.run(timedelta(days=9))  # the first day and its grace are over
    assert talk.case.promises_broken == 0
    assert talk.noted == NEXT_FRIDAY
    assert talk.world.said(e.PromiseBroken) == []


def test_a_correction_that_may_be_two_days_is_confirmed_while_the_noted_day_stands():
    talk = noted()
    assert talk.says(pays(NEXT_FRIDAY, FRIDAY, intents=(Intent.DENY,))) == ["confirm_day"]
    assert talk.noted == FRIDAY
    talk.says(kit.reading(Intent.AFFIRM))
    assert talk.noted == NEXT_FRIDAY


def test_no_to_the_noted_day_takes_it_back_and_asks_which():
    talk = noted()
    assert talk.says(kit.reading(Intent.DENY)) == ["ask_day"]
    assert talk.noted is None
    assert [event.day for event in talk.world.said(e.PromiseWithdrawn)] == [FRIDAY]
    talk.world.run(timedelta(days=12))
    assert talk.case.promises_broken == 0


def test_no_and_an_objection_is_the_objection():
    talk = noted()
    assert talk.says(kit.reading(Intent.DENY, Intent.DISPUTE)) == ["dispute"]
    assert talk.asked() == []


def test_yes_to_the_noted_day_changes_nothing_and_asks_nothing():
    talk = noted()
    assert talk.says(kit.reading(Intent.AFFIRM)) == []
    assert (talk.noted, talk.case.wait.reason) == (FRIDAY, WaitReason.PROMISE)


def test_what_follows_upon_a_noted_day_is_read_as_an_answer_to_which_day():
    talk = noted()
    assert talk.case.last_question is None
    assert talk.case.listens_for is Question.WHICH_DAY
    assert confirming().case.listens_for is Question.CONFIRM
    assert Talk().case.listens_for is Question.WHICH_DAY  # the ladder's


def test_having_paid_now_ends_the_wait_for_the_day():
    talk = noted()
    assert talk.says(kit.reading(Intent.ALREADY_PAID)) == ["trace"]
    assert talk.noted is None
    assert talk.case.wait.reason is WaitReason.TRACE


def test_what_was_still_to_be_said_of_the_old_day_is_not_said():
    world = World()
    world.open()
    world.run(timedelta(hours=2))
    world.reply(pays(FRIDAY))
    world.reply(pays(MONDAY_WEEK))
    world.run(MINUTE)
    said = [sent.touch.template for sent in world.sent if sent.touch.touch_class is TouchClass.RESPONSE]
    assert said == ["noted"]


# --- one answer to all -------------------------------------------------------------------------------------------


def test_a_promise_a_copy_and_a_new_address_are_all_seen_to():
    talk = Talk()
    said = talk.says(pays(FRIDAY, intents=(Intent.DOCUMENT_REQUEST, Intent.PROMISE_TO_PAY, Intent.CHANGE_CONTACT)))
    assert sorted(said) == ["changed", "document", "noted"]
    assert talk.noted == FRIDAY
    assert talk.case.state is CaseState.WAITING
    tasks = [task.name for task in talk.world.said(e.TaskRaised)]
    assert tasks == ["send the customer what they asked for", "enter how the customer wants to be contacted"]


def test_all_of_it_is_one_message():
    talk = Talk()
    talk.says(pays(FRIDAY, intents=(Intent.DOCUMENT_REQUEST, Intent.PROMISE_TO_PAY)))
    answers = [sent for sent in talk.world.sent if sent.touch.touch_class is TouchClass.RESPONSE]
    assert len(answers) == 2
    assert len({sent.message for sent in answers}) == 1


def test_one_answer_puts_one_question():
    talk = Talk()
    talk.world.reply(kit.reading(Intent.ALREADY_PAID, Intent.HOW_TO_PAY))
    queued = [event for event in talk.world.said(e.TouchQueued) if event.answers]
    assert [event.ask for event in queued].count(None) == len(queued) - 1
    assert [event.asks for event in queued if event.ask is None] == [False]


def test_politeness_beside_a_request_is_no_request():
    for polite in (Intent.ACKNOWLEDGEMENT, Intent.AFFIRM, Intent.DENY):
        talk = Talk()
        assert talk.says(kit.reading(polite, Intent.DOCUMENT_REQUEST)) == ["document"]


def test_something_unrelated_beside_a_request_is_a_task_for_a_person():
    talk = Talk(reactions=SMALL_TALK)
    assert talk.says(pays(FRIDAY, intents=(Intent.PROMISE_TO_PAY, Intent.OTHER))) == ["noted"]
    assert [task.name for task in talk.world.said(e.TaskRaised)] == ["answer what else the customer asks"]


# --- who is writing ----------------------------------------------------------------------------------------------


def bot(*intents: Intent, **more) -> Reading:
    return kit.reading(*(intents or (Intent.OTHER,)), asks_if_automated=True, **more)


def test_whoever_asks_is_told_that_a_program_writes_and_the_case_goes_on():
    talk = Talk()
    assert talk.says(bot()) == [AUTOMATED]
    assert talk.case.state is CaseState.OPEN
    assert talk.asked() == []
    assert talk.world.said(e.TaskRaised) == []


def test_beside_a_request_both_are_answered():
    talk = Talk()
    assert talk.says(bot(Intent.HOW_TO_PAY)) == [AUTOMATED, "how"]


def test_whoever_wants_a_person_gets_one_and_is_not_offered_one_besides():
    talk = Talk()
    assert talk.says(bot(Intent.HUMAN_REQUEST)) == [AUTOMATED, "human"]
    assert talk.case.hold.kind is HoldKind.HUMAN_REQUEST
    told = next(event for event in talk.world.said(e.TouchQueued) if event.template == AUTOMATED)
    assert not told.asks


def test_it_is_said_too_where_a_person_has_the_case_or_nobody_is_sure():
    talk = Talk()
    talk.says(kit.reading(Intent.PAYMENT_PLAN))
    assert talk.says(bot()) == [AUTOMATED]
    unsure = Talk()
    assert unsure.says(bot(decided=False)) == [AUTOMATED, PERSON_HAS_IT]


def test_how_to_check_is_said_too_where_a_person_has_the_case():
    talk = Talk()
    talk.says(kit.reading(Intent.PAYMENT_PLAN))
    assert talk.says(kit.reading(Intent.OTHER, flags=(Flag.SCAM_FEAR,))) == ["check"]
    assert talk.case.wait is None, "the person who has it need not wait"
    assert [task.name for task in talk.world.said(e.TaskRaised)] == ["read the customer's message"]


def test_how_to_check_is_not_said_where_only_a_person_may_answer():
    talk = Talk()
    talk.says(kit.reading(Intent.LEGAL_NOTICE))
    assert talk.says(kit.reading(Intent.OTHER, flags=(Flag.SCAM_FEAR,))) == []


@pytest.mark.parametrize("flag", [Flag.VULNERABLE, Flag.MINOR, Flag.SELF_HARM])
def test_no_program_speaks_of_itself_where_only_a_person_may_answer(flag):
    talk = Talk()
    assert AUTOMATED not in talk.says(bot(flags=(flag,)))


# --- small talk --------------------------------------------------------------------------------------------------


def test_thanks_get_a_short_word_once_where_people_talk_and_never_a_question():
    talk = Talk(reactions=SMALL_TALK)
    thanks = kit.reading(Intent.ACKNOWLEDGEMENT)
    assert talk.says(thanks, Channel.SMS) == ["welcome"]
    assert talk.says(thanks, Channel.SMS) == []
    assert talk.says(kit.reading(Intent.HOW_TO_PAY), Channel.SMS) == ["how"]
    assert talk.says(thanks, Channel.SMS) == ["welcome"]
    assert talk.asked() == [Question.WHICH_DAY]


def test_an_e_mail_of_thanks_gets_none():
    assert Talk(reactions=SMALL_TALK).says(kit.reading(Intent.ACKNOWLEDGEMENT)) == []


def test_nothing_presses_after_small_talk():
    talk = Talk(reactions=SMALL_TALK)
    before = len(talk.world.sent)
    talk.says(kit.reading(Intent.ACKNOWLEDGEMENT))
    talk.world.run(timedelta(days=2, hours=20))
    assert len(talk.world.sent) == before


def test_an_unrelated_question_goes_to_a_person_and_the_ladder_goes_on_after_a_rest():
    talk = Talk(reactions=SMALL_TALK)
    assert talk.says(kit.reading(Intent.OTHER)) == [PASSED_ON]
    assert [task.name for task in talk.world.said(e.TaskRaised)] == ["answer it"]
    assert talk.asked() == []
    assert talk.case.state is CaseState.OPEN
    talk.world.run(timedelta(days=5))
    assert "chase/direct" in [sent.touch.template for sent in talk.world.sent]


def test_a_second_one_on_the_same_day_is_not_told_the_same():
    talk = Talk(reactions=SMALL_TALK)
    talk.says(kit.reading(Intent.OTHER))
    assert talk.says(kit.reading(Intent.OTHER)) == []
    assert len(talk.world.said(e.TaskRaised)) == 2


# --- nothing is asked twice --------------------------------------------------------------------------------------


def test_the_same_question_is_put_once_whatever_leads_to_it_and_wherever():
    talk = Talk()
    talk.says(kit.reading(Intent.HOW_TO_PAY), Channel.SMS)
    assert talk.says(kit.reading(Intent.HOW_TO_PAY)) == ["how"]
    assert talk.says(kit.reading(Intent.PROMISE_TO_PAY)) == ["noted"]
    assert talk.asked() == [Question.WHICH_DAY]
    assert talk.case.wait.reason is WaitReason.ANSWER


def test_a_day_that_is_noted_is_not_asked_for():
    talk = noted()
    assert talk.says(kit.reading(Intent.HOW_TO_PAY)) == ["how"]
    assert talk.asked() == []
    assert talk.noted == FRIDAY


def test_after_two_questions_for_clearness_a_person_reads_what_is_meant():
    talk = confirming()
    assert talk.says(kit.reading(Intent.DENY)) == ["ask_day"]
    assert talk.says(kit.reading(Intent.OTHER)) == [PERSON_HAS_IT]
    assert talk.case.hold.kind is HoldKind.UNDECIDED_REPLY
    assert talk.asked() == [Question.CONFIRM, Question.WHICH_DAY]


@pytest.mark.parametrize("first", list(Intent))
@pytest.mark.parametrize(
    "second", [Intent.HOW_TO_PAY, Intent.PROMISE_TO_PAY, Intent.DENY, Intent.DISPUTE, Intent.OTHER]
)
def test_no_two_messages_of_a_customer_get_the_same_question_twice(first, second):
    talk = Talk()
    for intent in (first, second, first):
        talk.says(kit.reading(intent))
    assert len(talk.asked()) == len(set(talk.asked()))
    clarifying = [event for event in talk.world.said(e.QuestionAsked) if event.clarifying]
    assert len(clarifying) <= 2


# --- handing over ------------------------------------------------------------------------------------------------


def test_who_writes_what_nobody_can_read_surely_hears_that_a_person_has_it():
    talk = Talk()
    assert talk.says(kit.reading(Intent.OTHER, decided=False)) == [PERSON_HAS_IT]
    assert talk.case.hold.kind is HoldKind.UNDECIDED_REPLY


@pytest.mark.parametrize("intent", [Intent.OPT_OUT, Intent.WRONG_PERSON, Intent.LEGAL_NOTICE])
def test_but_not_who_may_mean_that_nobody_is_to_write(intent):
    assert PERSON_HAS_IT not in Talk().says(kit.reading(intent, decided=False))


@pytest.mark.parametrize(("channel", "at_once"), [(Channel.EMAIL, False), (Channel.SMS, False), (Channel.CHAT, True)])
def test_at_night_that_a_person_has_it_is_said_where_nothing_rings(channel, at_once):
    talk = Talk()
    talk.world.run(timedelta(hours=13))  # one in the morning
    assert talk.says(kit.reading(Intent.OTHER, decided=False), channel) == [PERSON_HAS_IT]
    assert (PERSON_HAS_IT in [sent.touch.template for sent in talk.world.sent]) is at_once


def test_it_is_not_said_any_more_once_a_person_has_answered():
    talk = Talk()
    talk.world.run(timedelta(hours=13))
    talk.says(kit.reading(Intent.OTHER, decided=False))
    talk.world.do(c.SayByHand(kit.ANN, "s1", Channel.EMAIL, "c1", talk.world.now))
    talk.world.run(timedelta(days=1))
    assert PERSON_HAS_IT not in [sent.touch.template for sent in talk.world.sent]


def test_whoever_takes_the_case_sees_what_is_wanted_and_what_was_asked():
    talk = Talk()
    talk.says(kit.reading(Intent.HOW_TO_PAY))
    talk.says(kit.reading(Intent.ACKNOWLEDGEMENT))
    talk.says(pays(FRIDAY, intents=(Intent.PROMISE_TO_PAY, Intent.HUMAN_REQUEST)))
    assert talk.case.wants == (Intent.PROMISE_TO_PAY, Intent.HUMAN_REQUEST)
    assert talk.case.asked_back == (Question.WHICH_DAY,)
    assert talk.case.questions_answered == (Question.WHICH_DAY,)


# --- what has consequences ---------------------------------------------------------------------------------------


def test_a_plain_yes_moves_no_money_that_nobody_asked_about():
    moves = {Intent.AFFIRM: (Answer("refund"), Propose(ResolutionKind.REFUND))}
    talk = Talk(reactions=moves)
    talk.says(kit.reading(Intent.AFFIRM))
    assert talk.case.proposals == ()


def test_a_yes_to_a_day_moves_the_day_and_no_money():
    moves = {
        Intent.PROMISE_TO_PAY: (kit.CONFIRMS,),
        Intent.AFFIRM: (Answer("refund"), Propose(ResolutionKind.REFUND)),
    }
    talk = Talk(reactions=moves)
    talk.says(pays(NEXT_FRIDAY, FRIDAY))
    talk.says(kit.reading(Intent.AFFIRM))
    assert talk.noted == NEXT_FRIDAY
    assert talk.case.proposals == ()


def test_a_yes_to_nothing_may_have_an_answer_of_its_own():
    moves = {
        Intent.AFFIRM: (Propose(ResolutionKind.REFUND),),
        Happening.UNCLEAR_ANSWER: (Answer("what do you mean"),),
    }
    assert Talk(reactions=moves).says(kit.reading(Intent.AFFIRM)) == ["what do you mean"]


def test_new_contact_data_are_a_persons_to_enter():
    talk = Talk()
    talk.says(kit.reading(Intent.CHANGE_CONTACT))
    assert talk.case.hold.kind is HoldKind.REQUEST
    assert talk.world.said(e.ContactCorrected) == []


def test_unclear_wishes_propose_no_refund():
    for intent in (Intent.AFFIRM, Intent.ACKNOWLEDGEMENT, Intent.OTHER, Intent.COMPLAINT, Intent.HUMAN_REQUEST):
        talk = Talk(Owes.WE)
        talk.says(kit.reading(intent))
        assert talk.case.proposals == (), intent
