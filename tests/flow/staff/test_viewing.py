"""What staff are shown: enough to decide, nothing that identifies, and only their clients' cases."""

from __future__ import annotations

import pytest

from bot.app.staff.finding import find_cases
from bot.app.staff.viewing import view_case, view_case_by_id
from bot.domain.commands import AssignCase, HoldCase
from bot.domain.proposals import money_digest
from bot.domain.vocabulary import Channel, Flag, HoldKind, Intent, TouchClass
from tests.flow.staff.desk import BRANDS, Bill, Desk, refused

BILL = Bill()


async def test_a_view_holds_what_a_card_needs_and_masks_who_it_is(desk: Desk):
    desk.bills(BILL)
    await desk.work()
    view = desk.view(BILL, "olivia")
    assert (view.brand, view.customer, view.zone) == ("Acme Utilities", "A•• E••••••", "America/New_York")
    assert view.contacts[0].email == "a•••@example.org"
    assert view.contacts[0].phone == "•••• 0001"
    assert view.money_digest == money_digest(view.case)
    assert view.next
    assert view.steps[0].due_at is not None
    assert {one.id for one in view.staff} >= {"olivia", "ana", "sofia"}
    assert "lucia" not in {one.id for one in view.staff}


async def test_the_conversation_is_shown_in_words_without_names_addresses_and_links(desk: Desk):
    desk.bills(BILL)
    await desk.work()
    desk.turn(minutes=5)
    desk.writes(BILL, f"I am Ada Example, {BILL.email}. Which invoice is this about?")
    await desk.work()
    lines = desk.view(BILL).lines
    assert lines[0].touch_class is TouchClass.CHASE
    assert (lines[0].who, lines[0].state, lines[1].who) == ("bot", "sent", "customer")
    shown = "\n".join(line.text for line in lines)
    assert "Ada Example" not in shown
    assert BILL.email not in shown
    assert "/c/" not in shown
    assert "/u/" not in shown
    assert "{" not in lines[0].text


async def test_the_quoted_history_of_a_mail_is_not_shown_again(desk: Desk):
    desk.bills(BILL)
    await desk.work()
    desk.turn(minutes=5)
    desk.writes(BILL, "Thanks, I will look.\n\nOn Tue, Mar 3, 2026 Acme wrote:\n> Dear Ada\n> please pay")
    await desk.work()
    assert desk.view(BILL).lines[-1].text == "Thanks, I will look."


def test_a_case_of_another_client_is_refused_with_the_sentence_of_an_unknown_one(desk: Desk):
    desk.bills(BILL)
    context, read = desk.app.context, desk.app.understand
    lucia = desk.who("lucia", "northwind")
    foreign = refused(view_case, context, read, BRANDS, desk.ref(BILL), lucia)
    unknown = refused(view_case, context, read, BRANDS, "MP-UNKNOWN", lucia)
    assert foreign.replace(desk.ref(BILL), "X") == unknown.replace("MP-UNKNOWN", "X")


@pytest.mark.parametrize("name", ["ivo", "adele", "carla", "olivia", "ana", "sofia"])
def test_everybody_who_works_for_the_client_may_read(desk: Desk, name: str):
    desk.bills(BILL)
    assert desk.view(BILL, name).case.ref == desk.ref(BILL)


def test_a_reference_may_be_typed_in_small_letters(desk: Desk):
    desk.bills(BILL)
    view = view_case(desk.app.context, desk.app.understand, BRANDS, f" {desk.ref(BILL).lower()} ", None)
    assert view.case.ref == desk.ref(BILL)
    assert view_case_by_id(desk.app.context, desk.app.understand, BRANDS, view.case.id).case == view.case


async def test_an_undecided_reply_comes_with_what_we_believe_and_a_digest(desk: Desk):
    desk.bills(BILL)
    await desk.work()
    desk.turn(minutes=5)
    desk.writes(BILL, "A refund, or a credit on the next bill?")
    await desk.work()
    (reply,) = desk.view(BILL).undecided
    assert reply.text == "A refund, or a credit on the next bill?"
    assert (reply.channel, len(reply.digest)) == (Channel.EMAIL, 16)
    assert desk.view(BILL).undecided == (reply,)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("I want to die, I cannot take this any more.", Flag.SELF_HARM),
        ("My husband passed away last week.", Flag.BEREAVED),
        ("My lawyer will contact you, I have filed for bankruptcy.", Intent.LEGAL_NOTICE),
    ],
)
async def test_why_only_a_person_may_treat_a_customer_stands_nowhere(desk: Desk, text: str, label: str):
    desk.bills(BILL)
    await desk.work()
    desk.turn(minutes=5)
    desk.writes(BILL, text)
    await desk.work()
    assert any(label in told for told in desk.events("ReplyReceived")), "the log itself knows it"
    view = desk.view(BILL)
    assert view.person_only
    assert text not in [line.text for line in view.lines]
    told = "\n".join((*(h.sentence for h in view.happened), *(h.sentence for h in view.held), repr(view.undecided)))
    assert label not in told
    assert label.replace("_", " ") not in told
    assert "crisis" not in told
    assert "crisis" not in repr(view.case.escalation)
    assert text in [line.text for line in desk.view(BILL, "olivia").lines], "whoever opens the case may read it"


async def test_lists_hold_only_the_clients_of_whoever_asks(desk: Desk):
    other = Bill(number=5, customer=2, client="northwind")
    desk.bills(BILL, other)
    find = find_cases
    context = desk.app.context
    assert {found.client for found in find(context, desk.who("olivia"), "")} == {"acme", "northwind"}
    assert {found.client for found in find(context, desk.who("lucia", "northwind"), "")} == {"northwind"}
    assert find(context, desk.who("lucia", "northwind"), BILL.invoice) == []


async def test_lists_are_found_by_reference_invoice_state_type_and_owner(desk: Desk):
    second = Bill(number=7, customer=2, case_type="overpayment", paid="150.00")
    desk.bills(BILL, second)
    context, olivia = desk.app.context, desk.who("olivia")

    def refs(text: str) -> list[str]:
        return [found.ref for found in find_cases(context, olivia, text)]

    assert refs(desk.ref(BILL).lower()) == [desk.ref(BILL)]
    assert refs(BILL.invoice) == [desk.ref(BILL)]
    assert refs("overpayment") == [desk.ref(second)]
    assert refs("mine") == []
    desk.do(BILL, "olivia", AssignCase, "olivia")
    assert refs("mine") == [desk.ref(BILL)]
    desk.do(BILL, "olivia", HoldCase, HoldKind.STAFF, desk.now.replace(day=9))
    assert refs("held") == [desk.ref(BILL)]
    assert refs("unread") == []
    assert len(refs("")) == 2
