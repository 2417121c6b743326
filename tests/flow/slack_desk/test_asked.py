"""Whoever is asked in an escalation can take it, in the role in which they are asked."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.vocabulary import Role
from bot.slack.names import Carried, Deed, action_of
from tests.flow.slack_desk.desk import OLIVIA, Bill, DeskWorld

ADELE = "U0ADELE01"
OWING = Bill(number=7, customer=7, expected="120.00", paid="0.00")


async def test_an_admin_who_is_called_in_a_crisis_takes_it_by_a_click(sqlite_desk: DeskWorld):
    desk, ref = sqlite_desk, sqlite_desk.case(OWING)
    await desk.replied(OWING, "I cannot go on, I want to kill myself because of this.")
    desk.sandbox.add_user(ADELE, "Adele")
    place = desk.sandbox.add_channel("the-leads", members=[ADELE])
    live = desk.view(ref).case.escalation
    ts = await desk.buttons(place, Carried(ref=ref, escalation=live.id), Deed.ACKNOWLEDGE)
    await desk.sandbox.as_user(ADELE).click(place, ts, action_of(Deed.ACKNOWLEDGE))
    assert desk.view(ref).case.escalation.acknowledged_by == "adele"


async def test_an_operator_who_is_an_approver_as_well_takes_what_operators_are_asked(sqlite_desk: DeskWorld):
    desk, ref = sqlite_desk, sqlite_desk.case(OWING)
    both = replace(desk.inbox.ws.people[OLIVIA], roles=frozenset({Role.OPERATOR, Role.APPROVER}))
    rules = desk.app.context.rules["acme"]
    changed = {**desk.app.context.rules, "acme": replace(rules, staff={**rules.staff, "olivia": both})}
    object.__setattr__(desk.inbox.ws, "people", {**desk.inbox.ws.people, OLIVIA: both})
    object.__setattr__(desk.inbox.ws, "context", replace(desk.inbox.ws.context, rules=changed))
    await desk.replied(OWING, "well you know how it is, let us see about the thing")
    live = desk.view(ref).case.escalation
    assert {level.role for level in live.chain.levels} == {Role.OPERATOR, Role.SUPERVISOR}
    await desk.press(OLIVIA, ref, Deed.ACKNOWLEDGE, Carried(ref=ref, escalation=live.id))
    assert desk.view(ref).case.escalation.acknowledged_by == "olivia"
