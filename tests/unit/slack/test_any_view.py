"""Any view gives valid blocks, and the same ones twice."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.app.staff.views import Happened
from bot.domain.errors import Rejected
from bot.domain.explain import Held
from bot.domain.vocabulary import Channel, Flag, Intent
from bot.slack.blocks.buttons import carried_for
from bot.slack.blocks.card import case_card_blocks, case_card_text
from bot.slack.blocks.help import show_view, why_view
from bot.slack.blocks.thread import line_blocks, line_text, reply_blocks, reply_text
from bot.slack.forms import FORMS
from bot.slack.offers import offered
from tests.unit.domain import kit
from tests.unit.domain.kit import QUICK
from tests.unit.slack.judges import assert_valid_message, assert_valid_view
from tests.unit.slack.views import CONTACT, NOW, crowded, line, reply, view_of, worlds

WORLDS = worlds()
WORDS = st.one_of(st.text(max_size=200), st.text(min_size=1, max_size=20).map(lambda text: text * 300))
SHORT = st.text(max_size=60)
READINGS = st.builds(
    lambda intents, flags, confidence: replace(
        kit.reading(*intents, decided=False, flags=tuple(flags)),
        intents=tuple(replace(one, confidence=confidence) for one in kit.reading(*intents).intents),
    ),
    st.lists(st.sampled_from(Intent), max_size=5, unique=True),
    st.lists(st.sampled_from(Flag), max_size=3, unique=True),
    st.floats(0, 1),
)


@st.composite
def views(draw):
    world = WORLDS[draw(st.sampled_from(sorted(WORLDS)))]
    words = draw(WORDS)
    view = crowded(world, words, draw(st.integers(0, 60))) if draw(st.booleans()) else view_of(world)
    said = draw(WORDS)
    lifts = st.one_of(st.none(), st.just(NOW + timedelta(days=400)))
    return replace(
        view,
        case=replace(view.case, invoice=draw(SHORT), assignee=draw(st.sampled_from(["", "ann", "gone"]))),
        brand=draw(SHORT),
        customer=draw(SHORT),
        customer_language=draw(st.sampled_from(["en", "es-MX", "", "xx"])),
        customer_local_time=draw(SHORT),
        person_only=draw(st.booleans()),
        zone=draw(st.sampled_from(["UTC", "America/New_York", "Asia/Kathmandu"])),
        held=tuple(Held("RULE", said, draw(lifts), said) for _ in range(draw(st.integers(0, 7)))),
        happened=tuple(Happened(NOW, draw(SHORT), said) for _ in range(draw(st.integers(0, 40)))),
        undecided=tuple(
            replace(reply(words), id=f"r{n}", reading=draw(READINGS)) for n in range(draw(st.integers(0, 2)))
        ),
        contacts=draw(st.sampled_from([(), (CONTACT,), (replace(CONTACT, email="", reachable=(Channel.SMS,)),)])),
        lines=(*view.lines, line(words, draw(SHORT), draw(st.sampled_from([None, Channel.CHAT])), state=draw(SHORT))),
    )


@QUICK
@given(views())
def test_any_view_gives_valid_blocks_and_the_same_ones_twice(view):
    assert_valid_message(case_card_blocks(view), case_card_text(view))
    assert case_card_blocks(view) == case_card_blocks(replace(view))
    assert_valid_view(show_view(view))
    assert_valid_view(why_view(view))
    for one in view.lines[-3:]:
        assert_valid_message(line_blocks(view, one), line_text(view, one))
    for one in view.undecided:
        assert_valid_message(reply_blocks(view, one), reply_text(view, one))


@QUICK
@given(views(), st.data())
def test_any_form_that_is_offered_opens_or_says_why_not(view, data):
    deed = data.draw(st.sampled_from([deed for deed in offered(view, None) if deed in FORMS]))
    carried = carried_for(view, deed)
    with suppress(Rejected):
        assert_valid_view(FORMS[deed].open(view, view.staff[0], carried))
