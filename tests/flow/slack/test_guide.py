"""What a type of case needs of staff stands in its thread once; a call that is to be made says where its words are."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.app.acting import act, advance
from bot.domain.commands import AssignCase, RetypeCase
from bot.domain.playbook import Anchor, Duration, Task, Timing, Unit
from bot.domain.vocabulary import CaseType, Role, TaskKind
from bot.playbook.plain import with_digest
from tests.flow.slack.posting import OPERATOR, PEOPLE, PostingWorld
from tests.flow.web.world import Bill

ABOUT = "A payment came in that is smaller than the invoice."


async def thread(world: PostingWorld, channel: str = "") -> list[str]:
    """Without the pings: what is urgent waits for nothing."""
    await world.post()
    channel = channel or world.acme
    (card,) = world.sandbox.messages(channel)
    told = [str(message["text"]) for message in world.sandbox.messages(channel, card["ts"])]
    return [text for text in told if "needs you" not in text]


async def test_the_guide_is_the_first_line_of_a_cards_thread_and_comes_once(world):
    ref = world.case(Bill(case_type="underpayment", paid="20.00"))
    await world.work()
    world.escalate(ref)
    told = await thread(world)
    assert told[0] == f"Guide: Underpayment. {ABOUT}"
    assert any("We wrote by" in text for text in told[1:])
    act(world.app.context, ref, AssignCase(OPERATOR, "omar"), "olivia")
    world.turn(days=1)
    assert [text for text in await thread(world) if text.startswith("Guide")] == told[:1]


async def test_it_is_in_the_language_of_the_clients_desk(sqlite_world):
    channel = sqlite_world.sandbox.add_channel("northwind-followup", members=list(PEOPLE))
    ref = sqlite_world.case(Bill(case_type="underpayment", paid="20.00", client="northwind"))
    sqlite_world.escalate(ref)
    told = await thread(sqlite_world, channel)
    assert told[0].startswith("Guide: Underpayment. ")
    assert ABOUT not in told[0]
    (card,) = sqlite_world.sandbox.messages(channel)
    assert "Qué averiguar" in str(sqlite_world.sandbox.messages(channel, card["ts"]))


async def test_another_type_has_its_own_guide(sqlite_world):
    world = sqlite_world
    ref = world.case()
    world.escalate(ref)
    assert (await thread(world))[0].startswith("Guide: Missing payment")
    playbook = world.app.context.shelf.for_opening("acme", CaseType.UNDERPAYMENT)
    command = RetypeCase(OPERATOR, CaseType.UNDERPAYMENT, playbook.owes, playbook.digest)
    act(world.app.context, ref, command, "olivia")
    guides = [text for text in await thread(world) if text.startswith("Guide")]
    assert [text.partition(".")[0] for text in guides] == ["Guide: Missing payment", "Guide: Underpayment"]


async def test_a_call_says_in_the_thread_until_when_and_where_its_words_are(sqlite_world):
    world = sqlite_world
    shelf = world.app.context.shelf
    playbook = shelf.for_opening("acme", CaseType.MISSING_PAYMENT)
    task = Task("call the customer", Role.OPERATOR, Duration(1, Unit.BUSINESS_DAYS), TaskKind.CALL)
    call = replace(playbook.steps[0], id="ring", when=Timing(Anchor.OPENED, Duration(0, Unit.DAYS)), action=task)
    calling = with_digest(replace(playbook, steps=(call, *playbook.steps)))
    shelf = replace(shelf, current=lambda _client, _case_type: calling)
    shelf.keep(world.store, [calling], world.now)
    world.app = replace(world.app, context=replace(world.app.context, shelf=shelf))
    world.poster = world.another()
    world.case()
    world.turn(seconds=timedelta(days=1).total_seconds())
    advance(world.app.context)
    (line,) = [text for text in await thread(world) if text.startswith("To do")]
    assert "call the customer, until " in line
    assert line.endswith("press Log a call.")
