"""The card of a case: money first, always true, valid in every state."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain import commands as c
from bot.domain.chains import EscalationReason
from bot.domain.explain import Held, NextStep
from bot.domain.rules import Rule
from bot.domain.vocabulary import CaseState, CaseType, HoldKind, Intent, Outcome, ProposalState, Role
from bot.slack.blocks.card import FOOTER, case_card_blocks, case_card_text
from bot.slack.blocks.figures import in_our_time
from bot.slack.blocks.turn import happens
from bot.slack.names import Deed, deed_of, unpack
from tests.unit.domain import kit
from tests.unit.slack.judges import assert_valid_message
from tests.unit.slack.views import NOW, TYPES, crowded, reply, view_of, with_escalation, world_of, worlds

WORLDS = worlds()
HARD = {
    "long": "word " * 2_000,
    "right to left": "שלום עולם \u202e gnp.exe 123 " * 40,
    "emoji": "👩‍👩‍👧‍👦🏳️‍🌈" * 700,
    "markup": "*bold* _it_ ~no~ `x` <!channel> <@U0ANA0001> <http://x.test|y> & :smile: @here " * 30,
    "empty": "",
    "control": "a\x00b\x1bc\ud800d\r\ne",
}


def said(blocks: list[dict]) -> str:
    """All the text of blocks."""
    found = []

    def walk(node: object) -> None:
        if isinstance(node, dict):
            if isinstance(node.get("text"), str):
                found.append(node["text"])
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(blocks)
    return "\n".join(found)


def deeds(blocks: list[dict]) -> tuple[list[Deed | None], list[str]]:
    """The deeds of the buttons, and those of the menu."""
    row = next(block for block in blocks if block["type"] == "actions")
    buttons = [deed_of(element["action_id"]) for element in row["elements"] if element["type"] == "button"]
    menus = [element for element in row["elements"] if element["type"] == "static_select"]
    return buttons, [unpack(entry["value"]).deed for menu in menus for entry in menu["options"]]


@pytest.mark.parametrize("name", WORLDS)
def test_the_card_of_every_situation_is_valid_and_the_same_twice(name):
    view = view_of(WORLDS[name])
    assert_valid_message(case_card_blocks(view), case_card_text(view))
    assert case_card_blocks(view) == case_card_blocks(view)


@pytest.mark.parametrize("words", HARD)
@pytest.mark.parametrize("name", ["missing_payment", "deciding", "closed"])
def test_a_crowded_card_is_valid_whatever_the_customer_wrote(name, words):
    view = crowded(WORLDS[name], HARD[words])
    assert_valid_message(case_card_blocks(view), case_card_text(view))


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("missing_payment", "USD 100.00 open of USD 100.00 - invoice I-C1, due today"),
        ("running", "USD 100.00 open of USD 100.00 - invoice I-C1, 5 days late"),
        ("underpayment", "USD 40.00 open of USD 100.00 - invoice I-C1, due today"),
        ("overpayment", "USD 35.20 paid too much - invoice I-C1"),
        ("disputed_charge", "USD 40.00 contested of USD 100.00 paid - invoice I-C1"),
        ("refund_request", "USD 100.00 asked back of USD 100.00 paid - invoice I-C1"),
        ("yen", "JPY 12,000 open of JPY 12,000 - invoice I-C1, due today"),
        ("dinar", "KWD 12.344 open of KWD 12.345 - invoice I-C1, due today"),
    ],
)
def test_the_first_line_says_what_it_is_about_in_money(name, line):
    assert case_card_blocks(view_of(WORLDS[name]))[0]["text"]["text"] == line


@pytest.mark.parametrize(
    ("name", "whose"),
    [
        ("missing_payment", "Whose turn: the bot's"),
        ("waiting", "Whose turn: the customer's, until Sat 14 Mar 10:00 (in 12 days): the customer promised to pay"),
        ("held", "Whose turn: the operator, until Tue 3 Mar 10:00 (tomorrow)"),
        ("deciding", "Whose turn: an approver (not Ann), until Mon 9 Mar 10:00 (in 7 days)"),
        ("two needed", "Whose turn: 2 approvers (not Ann), until Mon 9 Mar 10:00 (in 7 days)"),
        ("executing", "Whose turn: somebody to carry it out (not Abe), until Wed 4 Mar 10:00 (in 2 days)"),
        ("escalated", "Whose turn: the supervisor, to take it, until Mon 2 Mar 12:00 (today)"),
    ],
)
def test_the_card_says_whose_turn_it_is_and_until_when(name, whose):
    facts = case_card_blocks(view_of(WORLDS[name]))[1]["elements"][0]["elements"]
    assert whose in "".join(piece["text"] for piece in facts).split("\n")


def test_a_deadline_that_has_passed_is_said_to_be_overdue():
    held = view_of(WORLDS["held"])
    late = said(case_card_blocks(replace(held, now=held.now + timedelta(days=3))))
    assert "OVERDUE" in late
    assert "2 days ago" in late


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("deciding", [Deed.APPROVE, Deed.REJECT]),
        ("executing", [Deed.CARRY_OUT]),
        ("escalated", [Deed.ACKNOWLEDGE]),
        ("closed", [Deed.REOPEN, Deed.SHOW]),
        ("missing_payment", [Deed.PROPOSE, Deed.REPLY, Deed.TAKE]),
    ],
)
def test_the_buttons_that_make_sense_now_come_first(name, first):
    buttons, _ = deeds(case_card_blocks(view_of(WORLDS[name])))
    assert buttons[: len(first)] == first


def test_an_undecided_reply_puts_its_buttons_first():
    view = view_of(WORLDS["undecided"], undecided=(reply(),))
    buttons, _ = deeds(case_card_blocks(view))
    assert buttons[:3] == [Deed.CONFIRM_READING, Deed.CORRECT_READING, Deed.REPLY]
    assert len(buttons) == 5


@pytest.mark.parametrize("name", WORLDS)
def test_there_are_at_most_five_buttons_and_no_deed_twice(name):
    buttons, more = deeds(case_card_blocks(view_of(WORLDS[name])))
    names = [deed.value for deed in buttons if deed] + more
    assert len(buttons) <= 5
    assert len(names) == len(set(names))


def test_an_approval_carries_the_proposal_and_the_money_that_was_shown():
    view = view_of(WORLDS["deciding"])
    row = case_card_blocks(view)[2]
    carried = unpack(row["elements"][0]["value"])
    assert (carried.ref, carried.proposal, carried.money) == ("MP-C1", "p1", view.money_digest)


@pytest.mark.parametrize("reason", [EscalationReason.CRISIS, EscalationReason.PERSON_ONLY])
def test_a_person_only_card_never_says_why(reason):
    view = view_of(with_escalation(worlds()["person only"], reason))
    text = said(case_card_blocks(view)).lower()
    assert "only a person may write to this customer" in text
    for why in (
        "complain",
        "crisis",
        "harm",
        "vulnerable",
        "bereaved",
        "minor",
        "fraud",
        "breathing",
        "lawyer",
        "legal",
    ):
        assert why not in text


def test_a_closed_card_is_short_and_says_how_it_ended():
    blocks = case_card_blocks(view_of(WORLDS["closed"]))
    text = said(blocks)
    for words in ("Handed over", "Not known", "by Ann", "Re-open"):
        assert words in text
    assert "Whose turn" not in text


def test_nothing_but_the_footer_tells_the_minute_at_which_it_was_made():
    """What is told in days stays true until midnight, so an untouched card is not posted again."""
    view = view_of(WORLDS["waiting"])
    later = replace(view, now=view.now + timedelta(minutes=40))
    first, second = (
        [block for block in case_card_blocks(one) if block.get("block_id") != FOOTER] for one in (view, later)
    )
    assert first == second


def test_the_fallback_text_holds_no_markup():
    world = world_of(invoice="<!channel>&<@U1>")
    assert "<" not in case_card_text(view_of(world))


@pytest.mark.parametrize("case_type", TYPES)
def test_a_customer_without_contacts_has_a_card_too(case_type: CaseType):
    assert_valid_message(case_card_blocks(view_of(world_of(case_type), contacts=(), steps=(), next=(), customer="")))


def test_the_state_words_are_there_for_every_world():
    assert {world.case.state.value for world in WORLDS.values()} == {
        "open", "waiting", "held", "deciding", "executing", "closed",
    }  # fmt: skip
    assert WORLDS["missing_payment"].now == NOW


def test_what_is_said_once_is_not_said_again_as_what_holds_it_back():
    text = said(case_card_blocks(view_of(WORLDS["person only"])))
    assert text.lower().count("only a person may write to this customer") == 1


def test_the_customers_own_time_is_told_only_where_their_clock_shows_another():
    view = view_of(world_of(CaseType.MISSING_PAYMENT))
    assert "At the customer's" not in said(case_card_blocks(view))
    elsewhere = replace(view, customer_local_time="Mon 02 Mar 16:00 CET")
    assert "At the customer's it was Mon 02 Mar 16:00 CET." in said(case_card_blocks(elsewhere))


def test_a_message_that_goes_out_next_is_told_as_a_colleagues():
    view = view_of(world_of(CaseType.MISSING_PAYMENT))
    saying = replace(view.next[0], step="say", at=view.now + timedelta(seconds=30))
    assert "a colleague's message goes out" in said(case_card_blocks(replace(view, next=(saying,))))


@pytest.mark.parametrize(
    ("able", "whose"),
    [
        (("Abe", "Sue"), "an approver (Abe or Sue), until"),
        (("A", "B", "C", "D", "E"), "an approver (not Ann), until"),
        ((), "nobody here may approve it: withdraw it"),
    ],
)
def test_the_card_names_only_those_who_may_approve(able, whose):
    view = replace(view_of(WORLDS["deciding"]), deciders=able)
    assert whose in said(case_card_blocks(view))


def test_what_the_playbook_proposed_any_approver_may_decide():
    view = view_of(WORLDS["deciding"])
    assert "an approver (not Ann" in said(case_card_blocks(view))
    (made,) = view.case.proposals
    by_itself = replace(view.case, proposals=(replace(made, maker="bot:inform"),))
    assert "an approver, until" in said(case_card_blocks(replace(view, case=by_itself)))


def test_a_refund_that_the_ledger_shows_is_told_as_given_and_not_as_money_owed():
    view = view_of(WORLDS["executing"])
    (made,) = view.case.proposals
    posted = replace(made, state=ProposalState.CARRIED_OUT, carried_out_by="olivia", reference="S 1")
    carried = replace(view, case=replace(view.case, proposals=(posted,)))
    assert "Carried out: the ledger must show it" in said(case_card_blocks(carried))
    assert "being carried out" not in said(case_card_blocks(carried))
    closed = replace(
        view.case,
        state=CaseState.CLOSED,
        outcome=Outcome.REFUNDED,
        paid=0,
        proposals=(replace(posted, state=ProposalState.CONFIRMED),),
    )
    first = said(case_card_blocks(replace(view, case=closed))).splitlines()[0]
    assert "refunded" in first
    assert "open" not in first


def test_the_reason_of_a_hold_is_said_once():
    held = WORLDS["undecided"]
    told = said(case_card_blocks(view_of(with_escalation(held, EscalationReason.UNDECIDED_REPLY))))
    assert told.count("a person must read what the customer wrote") == 1
    assert "pinged" in told


def test_days_of_the_log_are_told_as_people_say_them():
    view = view_of(world_of())
    assert in_our_time(view, "Promised for 2026-03-06, until 2026-03-06 15:00 UTC.") == (
        "Promised for Fri 6 Mar, until Fri 6 Mar 10:00."
    )


def test_a_case_that_the_stop_button_holds_is_not_said_to_run():
    stopped = Held(Rule.PAUSED, "The stop button is pressed for the client acme.", None, "somebody resumes it")
    view = view_of(WORLDS["missing_payment"], held=(stopped,))
    told = said(case_card_blocks(view))
    assert "⛔ Stopped: nothing is sent until somebody resumes it" in told
    assert "nobody's: the stop button is pressed" in told
    assert "Stopped" in case_card_text(view)
    assert "Running" not in told + case_card_text(view)


def test_nobody_is_above_the_admin():
    world = world_of()
    world.do(c.HoldCase(kit.ANN, HoldKind.STAFF, world.now + timedelta(hours=4)))
    hold = world.case.hold
    view = view_of(world, case=replace(world.case, hold=replace(hold, owner=Role.ADMIN)))
    step = NextStep("escalation", None, hold.deadline)
    assert happens(view_of(world), step) == "it goes one level up"
    assert happens(view, step) == "the time is over: the admin is asked again"


def test_linked_cases_are_named_and_which_one_moves_the_money():
    alone, owner = view_of(worlds()["running"]), view_of(worlds()["running"], linked=("CB-1",), owner="CB-1")
    assert "Linked" not in said(case_card_blocks(alone))
    assert "CB-1; CB-1 moves the money" in said(case_card_blocks(owner))


def test_whoever_takes_a_case_sees_what_is_wanted_and_what_was_asked():
    world = world_of()
    world.reply(kit.reading(Intent.HOW_TO_PAY))
    world.reply(kit.reading(Intent.HUMAN_REQUEST, Intent.DOCUMENT_REQUEST, Intent.COMPLAINT))
    card = said(case_card_blocks(view_of(world)))
    assert "wants to talk to a person; wants the invoice or another document" in card
    assert "no answer yet: which day" in card
    assert "complains" not in card
