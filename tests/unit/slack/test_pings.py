"""Pings: in the channel, as a direct message, and as a text message that tells nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.channels.segments import Encoding, measure
from bot.domain.chains import EscalationReason
from bot.slack.blocks.card import case_card_blocks
from bot.slack.blocks.pings import ping_blocks, ping_sms, ping_text
from bot.slack.names import Deed, unpack
from tests.unit.slack.judges import assert_valid_message
from tests.unit.slack.test_card import deeds, said
from tests.unit.slack.views import NOW, crowded, view_of, with_escalation, world_of

ESCALATED = view_of(with_escalation(world_of()))
RAISED = ESCALATED.case.escalation


@pytest.mark.parametrize("reason", EscalationReason)
def test_a_ping_of_every_reason_is_valid_and_can_be_taken(reason):
    view = view_of(with_escalation(world_of(), reason))
    raised = view.case.escalation
    blocks = ping_blocks(view, raised, mentions=("U0SOFIA01", "U0SAMUEL1"))
    assert_valid_message(blocks, ping_text(view, raised, mentions=("U0SOFIA01",)))
    buttons, _ = deeds(blocks)
    assert buttons == [Deed.ACKNOWLEDGE, Deed.SHOW, Deed.WHY]
    assert unpack(blocks[-1]["elements"][0]["value"]).escalation == "e1"


def test_whose_telephone_rings_is_mentioned_and_nobody_else():
    blocks = ping_blocks(ESCALATED, RAISED, mentions=("U0SOFIA01",))
    assert blocks[0]["elements"][0]["elements"][0] == {"type": "user", "user_id": "U0SOFIA01"}
    hostile = view_of(with_escalation(world_of(invoice="<!channel>")))
    assert ping_text(hostile, RAISED, mentions=("U0SOFIA01",)).count("<") == 1


def test_a_ping_says_whose_times_it_tells():
    assert "Times are those of: \nAcme Utilities, America/New_York" in said(ping_blocks(ESCALATED, RAISED))


def test_a_ping_that_is_settled_says_who_took_it_and_when_and_has_no_buttons():
    taken = view_of(with_escalation(world_of(), acknowledged_by="sue", acknowledged_at=NOW))
    blocks = ping_blocks(taken, RAISED, over=True)
    assert_valid_message(blocks, ping_text(taken, RAISED, over=True))
    assert "Sue has taken it, Mon 2 Mar 10:00" in said(blocks)
    assert not [block for block in blocks if block["type"] == "actions"]


def test_a_ping_of_a_case_that_is_over_says_that_nobody_needs_to_act():
    assert "nobody needs to act" in said(ping_blocks(view_of(world_of()), RAISED, over=True))


@pytest.mark.parametrize("reason", EscalationReason)
def test_the_text_message_is_one_segment_without_name_or_amount(reason):
    view = crowded(with_escalation(world_of(ref="MP-7F3K2QX9A"), reason), "x")
    text = ping_sms(view, view.case.escalation, "482913")
    assert (measure(text).encoding, measure(text).count) == (Encoding.GSM_7, 1)
    assert "Reply OK 482913" in text
    for private in ("A••", "100", "USD", "large", "only", "harm", "Acme"):
        assert private not in text


@pytest.mark.parametrize("ref", ["MP-" + "X" * 200, "МП-É€^{}", ""])
def test_no_reference_makes_it_longer_than_one_message(ref):
    text = ping_sms(view_of(with_escalation(world_of(ref=ref))), RAISED, "1" * 60)
    assert measure(text).count == 1
    assert measure(text).encoding is Encoding.GSM_7


def test_a_crisis_is_urgent_and_says_no_more():
    view = view_of(with_escalation(world_of(), EscalationReason.CRISIS))
    text = said(ping_blocks(view, view.case.escalation)) + ping_sms(view, view.case.escalation, "1")
    assert "URGENT" in text
    assert not [why for why in ("harm", "crisis", "suicide") if why in text.lower()]


@pytest.mark.parametrize(
    ("reason", "what", "told"),
    [
        (EscalationReason.NEEDS_PERSON, "look into the refund", "a person is needed (look into the refund)"),
        (EscalationReason.PLAYBOOK, "our_answer_is_due", "the playbook asks for it (our answer is due)"),
        (EscalationReason.PLAYBOOK, "refund_request", "the playbook asks for it (wants the money back)"),
        (EscalationReason.NEEDS_PERSON, "", "a person is needed."),
        (EscalationReason.PERSON_ONLY, "why", "only a person may write to this customer."),
        (EscalationReason.CRISIS, "why", "urgent: a person must act within the hour."),
    ],
)
def test_a_ping_and_the_card_say_what_somebody_is_asked_for(reason, what, told):
    view = view_of(with_escalation(world_of(), reason, what=what))
    assert told in said(ping_blocks(view, view.case.escalation))
    assert told in ping_text(view, view.case.escalation)
    assert told.rstrip(".") in said(case_card_blocks(view))


def test_nothing_is_told_of_what_is_for_a_customer_that_only_a_person_may_treat():
    view = view_of(with_escalation(world_of(), EscalationReason.NEEDS_PERSON, what="call the widow"), person_only=True)
    assert "widow" not in said(ping_blocks(view, view.case.escalation)) + said(case_card_blocks(view))


def test_a_reminder_says_that_it_is_one():
    again = view_of(with_escalation(world_of(), repeated=2, next_at=NOW + timedelta(hours=1)))
    assert "(reminder 2)" in said(ping_blocks(again, again.case.escalation))


def test_what_is_posted_once_says_nothing_that_is_wrong_tomorrow():
    text = said(ping_blocks(ESCALATED, RAISED)) + ping_text(ESCALATED, RAISED)
    assert "Mon 2 Mar 12:00" in text
    assert not [word for word in ("today", "tomorrow", "late", "in 1 day") if word in text]
