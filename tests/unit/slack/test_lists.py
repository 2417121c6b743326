"""What one asks for: lists, the home view, help, the whole case, and why."""

from __future__ import annotations

import pytest

from bot.app.staff.lately import Lately
from bot.app.staff.views import Found
from bot.domain.vocabulary import CaseState, CaseType
from bot.slack.blocks.help import found_blocks, help_blocks, show_blocks, show_view, why_blocks, why_view
from bot.slack.blocks.home import home_view
from bot.slack.blocks.notices import done_view, ephemeral_text, error_view, loading_view
from bot.slack.limits import BLOCKS_IN_VIEW
from bot.slack.names import HOME_LISTS, unpack
from tests.unit.domain import kit
from tests.unit.slack.judges import assert_valid_message, assert_valid_view
from tests.unit.slack.test_card import HARD, said
from tests.unit.slack.views import NOW, crowded, view_of, worlds

WORLDS = worlds()
ANN = kit.staff()["ann"]


def found(number: int = 0, why: str = "waits for an approver") -> Found:
    return Found(
        f"MP-{number:05}", "acme", CaseType.MISSING_PAYMENT, CaseState.DECIDING, "USD 120.00", "I-1", "Ann", why, NOW
    )  # fmt: skip


@pytest.mark.parametrize("count", [0, 1, 20, 200])
def test_a_list_of_any_length_is_valid_and_says_what_it_leaves_out(count):
    blocks = found_blocks([found(number, HARD["markup"]) for number in range(count)])
    assert_valid_message(blocks)
    assert ("180 more" in said(blocks)) == (count == 200)


def test_a_found_case_leads_with_money_and_can_be_shown():
    blocks = found_blocks([found()])
    assert said(blocks).startswith("⚖️ USD 120.00")
    assert unpack(blocks[1]["elements"][0]["value"]).ref == "MP-00000"


@pytest.mark.parametrize("count", [0, 3, 100])
def test_the_home_view_is_valid_and_within_its_limit(count):
    view = home_view(ANN, {name: [found(number) for number in range(count)] for name in HOME_LISTS}, NOW)
    assert_valid_view(view)
    assert len(view["blocks"]) <= BLOCKS_IN_VIEW
    assert ("Nothing waits for you" in said(view["blocks"])) == (count == 0)


@pytest.mark.parametrize(("count", "heading"), [(8, "Yours (8)"), (9, "Yours (more than 8)")])
def test_the_home_view_counts_only_what_it_knows(count, heading):
    text = said(home_view(ANN, {"mine": [found(number) for number in range(count)]}, NOW)["blocks"])
    assert heading in text
    assert ("type /case mine" in text) == (count > 8)


@pytest.mark.parametrize(
    ("lately", "says"),
    [
        (Lately(4, 200, 26, 9), "Replies of the last 4 weeks: 200; 13% waited for a person, 9 were corrected."),
        (Lately(4, 12, 6, 1), "Replies of the last 4 weeks: 12, too few to say"),
    ],
)
def test_whoever_answers_for_the_whole_sees_how_well_replies_are_understood(lately, says):
    full = {name: [found(number) for number in range(20)] for name in HOME_LISTS}
    view = home_view(ANN, full, NOW, lately)
    assert_valid_view(view)
    assert says in said(view["blocks"])
    for nothing in (None, Lately(4, 0, 0, 0)):
        assert "Replies of the last" not in said(home_view(ANN, {}, NOW, nothing)["blocks"])


def test_the_home_view_begins_with_what_is_most_urgent():
    text = said(home_view(ANN, {"mine": [found(1)], "escalated": [found(2)]}, NOW)["blocks"])
    assert text.index("You are asked to take") < text.index("Yours")


@pytest.mark.parametrize("words", HARD)
@pytest.mark.parametrize("name", WORLDS)
def test_the_whole_case_and_why_are_valid_in_a_modal_and_in_a_message(name, words):
    for view in (view_of(WORLDS[name]), crowded(WORLDS[name], HARD[words])):
        assert_valid_view(show_view(view))
        assert_valid_view(why_view(view))
        assert_valid_message(show_blocks(view))
        assert_valid_message(why_blocks(view))


def test_why_says_whose_turn_what_holds_what_comes_and_what_happened():
    text = said(why_blocks(view_of(WORLDS["held"])))
    for words in (
        "Whose turn",
        "a colleague holds it",
        "it goes one level up",
        "The case was opened as missing payment",
    ):
        assert words in text


def test_the_times_of_the_log_are_told_in_the_zone_of_the_client():
    text = said(why_blocks(view_of(WORLDS["held"])))
    assert "Held for the operator until Tue 3 Mar 10:00" in text
    assert "UTC" not in text


def test_help_names_every_word_that_can_be_typed():
    assert_valid_message(help_blocks())
    for word in ("find", "mine", "open", "show", "why", "log", "pause", "help"):
        assert f"/case {word}" in said(help_blocks())


def test_the_small_answers_are_valid():
    for view in (loading_view("Approve"), error_view("x" * 9_000), done_view("Done."), loading_view("t" * 99)):
        assert_valid_view(view)
    assert ephemeral_text("<!channel> & you") == "&lt;!channel&gt; &amp; you"


def test_the_plan_of_a_case_that_does_not_run_is_not_promised():
    assert "if nobody writes, pays or acts" in said(show_blocks(view_of(WORLDS["missing_payment"])))
    assert "only once the case goes on" in said(show_blocks(view_of(WORLDS["held"])))


def test_the_log_names_people_by_their_names():
    text = said(why_blocks(view_of(WORLDS["executing"])))
    assert "Abe approved the proposal" in text
    assert "abe" not in text
