"""Clerks read sentences, not the ids of rules."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.app.staff.views import Happened
from bot.domain.explain import Held
from bot.domain.rules import Rule
from bot.slack.blocks.help import why_blocks
from bot.slack.blocks.notices import ephemeral_text, error_view
from bot.slack.blocks.spoken import spoken
from bot.slack.listeners.answering import acknowledgement, answer_blocks, late_view
from bot.slack.listeners.outcomes import Corrections, Refused
from tests.unit.slack.test_card import said
from tests.unit.slack.views import NOW, view_of, world_of

BARRED = "SOX-SOD: whoever made a proposal cannot approve it."


@pytest.mark.parametrize("rule", Rule)
def test_no_rule_is_named_by_its_id(rule):
    assert spoken(f"{rule.value}: whoever made it.") == "Whoever made it."
    assert spoken(f"It may not be sent ({rule.value}).") == "It may not be sent."
    assert spoken(f"It was moved to noon ({rule.value}): It is late.") == "It was moved to noon: It is late."


@pytest.mark.parametrize("text", ["A PAUSED client", "It costs 5 (net).", "(GENUINELY)", "Is it FLOOR: 3?", ""])
def test_what_is_no_id_of_a_rule_stays(text):
    assert spoken(text) == text


def test_a_refusal_is_said_in_words_wherever_it_is_shown():
    view = {"blocks": [{"type": "input", "block_id": "amount"}]}
    refused = Refused(BARRED)
    shown = [
        answer_blocks(refused),
        late_view(refused),
        error_view(BARRED),
        ephemeral_text(BARRED),
        acknowledgement(refused, view),
        acknowledgement(refused, {}),
        acknowledgement(Corrections({"amount": BARRED}), view),
    ]
    assert all("Whoever made a proposal" in str(one) and "SOX" not in str(one) for one in shown)


def test_why_says_what_holds_it_back_and_what_happened_without_ids():
    held = (Held("HOURS-US", "It is night there.", NOW + timedelta(hours=9), "the time passes"),)
    happened = (
        Happened(NOW, "clock", "The message 'first' was moved to 2026-03-03 13:00 UTC (HOURS-US): It is late."),
    )
    text = said(why_blocks(view_of(world_of(), held=held, happened=happened)))
    assert "It is night there" in text
    assert "It is late." in text
    assert "HOURS-US" not in text
