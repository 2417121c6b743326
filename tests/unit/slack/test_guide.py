"""What staff have to know of a type, and what to say on the telephone: valid blocks, in the right order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.app.words import CallScript, DeskTexts
from bot.slack.blocks.card import case_card_blocks
from bot.slack.blocks.guide import LABELS, guide_blocks, guide_text, guide_view, script_blocks
from bot.slack.forms import FORMS
from bot.slack.names import Carried, Deed
from bot.slack.offers import offered
from tests.unit.slack.judges import assert_valid_message, assert_valid_view
from tests.unit.slack.test_card import HARD, deeds, said
from tests.unit.slack.views import view_of, world_of, worlds

GUIDE = DeskTexts("What happened.", "Whether it is on its way.", "Do not call it a mistake.", "Done when it is paid.")
SCRIPT = CallScript(
    "Hello, may I speak to Ada Example?",
    "It is about invoice INV-1.",
    "Is it on its way?",
    "I will note it.",
    "A message from Acme. To call us back: the number on your bill.",
)
VIEW = replace(view_of(world_of()), guide=GUIDE, script=SCRIPT, script_language="es")


@pytest.mark.parametrize("words", HARD)
def test_guide_and_script_are_valid_whatever_they_say(words):
    hard = HARD[words]
    view = replace(VIEW, guide=DeskTexts(*[hard] * 4), script=CallScript(*[hard] * 5))
    assert_valid_message(guide_blocks(view), guide_text(view))
    assert_valid_message(script_blocks(view))
    assert_valid_view(guide_view(view))
    assert_valid_view(FORMS[Deed.LOG_CALL].open(view, view.staff[0], Carried("MP-C1")))


def test_the_guide_says_what_it_is_what_to_find_out_what_not_to_do_and_when_it_is_done():
    assert said(guide_blocks(VIEW)).replace("\n\n", "\n").splitlines() == [
        "Guide: Missing payment",
        "What it is: ",
        "What happened.",
        "Find out: ",
        "Whether it is on its way.",
        "Careful: ",
        "Do not call it a mistake.",
        "When it ends: ",
        "Done when it is paid.",
    ]


@pytest.mark.parametrize(("language", "label"), [("de", "Worum es geht"), ("pt-BR", "Do que se trata"), ("xx", "What")])
def test_its_labels_are_in_the_language_of_the_desk(language, label):
    assert label in said(guide_blocks(replace(VIEW, desk_language=language)))


def test_every_label_is_there_in_every_language():
    assert len(LABELS) == 8
    assert all(len(set(labels)) == 4 for labels in LABELS.values())


def test_nothing_of_the_matter_is_said_before_the_person_is_identified():
    text = said(script_blocks(VIEW))
    assert text.index("Ada Example") < text.index("Once they have said who they are") < text.index("INV-1")
    assert text.index("I will note it") < text.index("On an answering machine, this and nothing else")
    assert "in Spanish" in text


def test_the_form_shows_the_script_above_its_fields():
    blocks = FORMS[Deed.LOG_CALL].open(VIEW, VIEW.staff[0], Carried("MP-C1"))["blocks"]
    fields = [number for number, block in enumerate(blocks) if block["type"] == "input"]
    shown = [number for number, block in enumerate(blocks) if "Ada Example" in said([block])]
    assert max(shown) < min(fields)


def test_a_case_without_a_script_says_so():
    bare = replace(VIEW, script=None)
    assert "no words for this call" in said(FORMS[Deed.LOG_CALL].open(bare, bare.staff[0], Carried("MP-C1"))["blocks"])


@pytest.mark.parametrize("name", worlds())
def test_every_card_has_the_guide_in_its_menu(name):
    view = view_of(worlds()[name])
    assert Deed.GUIDE in offered(view, None)
    assert_valid_view(guide_view(view))


def test_the_guide_is_no_button():
    buttons, entries = deeds(case_card_blocks(VIEW))
    assert Deed.GUIDE not in buttons
    assert "guide" in entries
