"""A megabyte of a stranger's words and a ledger full of markup: posted, shown and answered within Slack's limits."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import orjson
import pytest

from bot.app.messages import Inbound
from bot.app.receiving import receive
from bot.app.replying import process_replies
from bot.app.staff.finding import find_cases
from bot.app.staff.viewing import view_case
from bot.domain.errors import Rejected
from bot.domain.vocabulary import Channel
from bot.slack.blocks.buttons import carried_for
from bot.slack.blocks.card import case_card_blocks, case_card_text
from bot.slack.blocks.help import found_blocks, show_view, why_view
from bot.slack.blocks.home import home_view
from bot.slack.blocks.thread import line_blocks, line_text, reply_blocks, reply_text
from bot.slack.forms import FORMS
from bot.slack.offers import offered
from tests.flow.web.world import Bill
from tests.unit.slack.judges import assert_valid_message, assert_valid_view

MEGABYTE = 1024 * 1024
RENDER_SECONDS = 0.2
HOSTILE = {
    "letters": "x" * MEGABYTE,
    "control": "\x01\x07\x1b[31m\x7f\x85" * (MEGABYTE // 10),
    "nothing to see": "\u202e\u2066\ufeff\u200b" * (MEGABYTE // 12),
    "right to left": "\u202e<!channel> \u2067אבג" * (MEGABYTE // 24),
    "emoji": "🙈👩‍👩‍👧‍👦" * 10_000,
    "marks": "e" + "\u0301" * 200_000,
    "mrkdwn": "*_~`<!channel> <@U0EVIL001> <https://evil.example|click>&lt; ```\n> " * 16_000,
    "block kit": '{"type":"section","text":{"type":"mrkdwn","text":"<!here>"}},' * 16_000,
    "lines": "\n" * MEGABYTE,
    "quotes": "> " * (MEGABYTE // 2),
    "digits": "1,000.00 " * 110_000,
    "days": "31/12/2026 " * 90_000,
    "card numbers": "4111 1111 1111 1111 " * 50_000,
    "lone surrogates": "a\ud83d" * 300_000,
    "nul": "\x00a" * 300_000,
}


async def wrote(world, text: str) -> str:
    """The customer writes by e-mail; returns the case's reference."""
    ref = world.case()
    await world.work()
    world.turn(minutes=3)
    inbound = Inbound(
        provider="smtp",
        provider_message_id="hostile-1",
        channel=Channel.EMAIL,
        sender=Bill().email,
        recipients=("pay@acme.example.test",),
        text=text,
        received_at=world.now,
    )
    receive(world.app.context, world.app.reception, inbound)
    process_replies(world.app.context, world.app.understand)
    return ref


def shown(world, ref: str):
    context = world.app.context
    return view_case(context, world.app.understand, {}, ref, None)


def timed(render, *what):
    began = time.perf_counter()
    made = render(*what)
    assert time.perf_counter() - began < RENDER_SECONDS, render.__name__
    return made


@pytest.mark.parametrize("kind", sorted(HOSTILE))
async def test_a_megabyte_is_posted_and_rendered_in_time(sqlite_world, kind):
    world = sqlite_world
    ref = await wrote(world, HOSTILE[kind])
    world.escalate(ref)
    await world.post(rounds=200)
    assert set(world.states()) <= {"sent", "cancelled"}, world.states()
    assert world.called("chat.postMessage") >= 2
    for message in (*world.posted(), *world.sandbox.messages(world.acme, world.posted()[0]["ts"])):
        assert not [mark for mark in ("<!channel", "<@U0EVIL001", "<http") if mark in message["text"]]
        assert "4111" not in orjson.dumps(message).decode()
    view = shown(world, ref)
    assert_valid_message(timed(case_card_blocks, view), timed(case_card_text, view))
    for line in view.lines:
        assert_valid_message(timed(line_blocks, view, line), timed(line_text, view, line))
    for reply in view.undecided:
        assert_valid_message(timed(reply_blocks, view, reply), timed(reply_text, view, reply))
    for render in (show_view, why_view):
        assert_valid_view(timed(render, view))
    for deed in offered(view, None):
        if deed in FORMS:
            with suppress(Rejected):
                assert_valid_view(timed(FORMS[deed].open, view, view.staff[0], carried_for(view, deed)))


NAMES = ("<!channel> *x* `", "\u202eRLO\u2066", "🙈" * 500, "'; DROP TABLE cases; --", "=cmd|' /C calc'!A0", "N" * 3000)


@pytest.mark.parametrize("name", NAMES)
async def test_names_and_invoices_of_a_ledger_break_no_card(sqlite_world, name):
    world = sqlite_world
    ref = world.case()
    view = shown(world, ref)
    hostile = replace(view, case=replace(view.case, invoice=name, assignee=name), brand=name, customer=name)
    assert_valid_message(timed(case_card_blocks, hostile), timed(case_card_text, hostile))
    for render in (show_view, why_view):
        assert_valid_view(timed(render, hostile))
    for deed in offered(hostile, None):
        if deed in FORMS:
            with suppress(Rejected):
                assert_valid_view(timed(FORMS[deed].open, hostile, hostile.staff[0], carried_for(hostile, deed)))
    staff = next(iter(world.app.context.rules["acme"].staff.values()))
    found = [replace(one, invoice=name, assignee=name, why=name) for one in find_cases(world.app.context, staff, "")]
    assert_valid_message(found_blocks(found * 30))
    assert_valid_view(home_view(staff, {"mine": found * 30, "held": found * 30}, world.now + timedelta(days=1)))
    assert "<!channel>" not in case_card_text(hostile)
