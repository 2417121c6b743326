"""Through Slack: the guide of a case's type in a modal, and the words for a call above the form's fields."""

from __future__ import annotations

from dataclasses import replace

from bot.app.acting import act
from bot.domain.commands import Actor, HoldCase
from bot.domain.vocabulary import HoldKind, Role
from bot.slack.names import Deed
from tests.flow.slack_desk.desk import OLIVIA, OVERPAID, DeskWorld, words
from tests.flow.web.world import Bill


async def test_the_menu_of_a_card_opens_the_guide_for_one_person(desk: DeskWorld):
    view = await desk.form(OLIVIA, desk.case(), Deed.GUIDE)
    assert view["title"]["text"] == "Guide"
    said = words(view)
    assert "Guide: Overpayment" in said
    assert all(label in said for label in ("What it is", "Find out", "Careful", "When it ends"))


async def test_the_form_of_a_call_begins_with_what_to_say_in_the_customers_language(desk: DeskWorld):
    ref = desk.case(Bill(case_type="underpayment", paid="20.00", language="es"))
    said = words(await desk.form(OLIVIA, ref, Deed.LOG_CALL))
    assert "First, in Spanish" in said
    assert said.index("Ada Example") < said.index("Once they have said who they are")
    assert "INV-20481" in said.partition("Once they have said who they are")[2]
    assert "100" in said.partition("Once they have said who they are")[2]
    assert said.index("Once they have said") < said.index("How did it go?")
    assert await desk.send(OLIVIA, {"reached": "reached", "note": "They pay on Friday"}) is None


async def test_nobody_is_called_with_a_script_whom_only_a_person_may_treat(sqlite_desk: DeskWorld):
    ref = sqlite_desk.case(replace(OVERPAID, number=7))
    until = sqlite_desk.now.replace(year=sqlite_desk.now.year + 1)
    hold = HoldCase(Actor("olivia", Role.OPERATOR), HoldKind.PERSON_ONLY, until)
    act(sqlite_desk.app.context, ref, hold, "olivia")
    said = words(await sqlite_desk.form(OLIVIA, ref, Deed.LOG_CALL))
    assert "no words for this call" in said
    assert "Ada Example" not in said


async def test_the_card_in_the_channel_never_names_the_customer(sqlite_desk: DeskWorld):
    ref = sqlite_desk.case()
    await sqlite_desk.posted(ref)
    for _ in range(5):
        await sqlite_desk.poster.drain()
        sqlite_desk.turn(seconds=1)
    everything = str(sqlite_desk.sandbox.workspace.channels[sqlite_desk.acme].messages)
    assert "Guide: Overpayment" in everything
    assert "Ada Example" not in everything
