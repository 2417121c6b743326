"""The stop button: who may press it, and for what."""

from __future__ import annotations

import pytest

from bot.app.staff.stopping import pause
from bot.domain.facts import Pause
from bot.domain.rules import Staff
from bot.domain.vocabulary import Role
from tests.flow.staff.desk import Desk, refused

HERS = Staff("nora", "Nora", frozenset({Role.SUPERVISOR}), frozenset({"acme"}))


def pauses(desk: Desk) -> list[Pause]:
    with desk.store.read() as unit:
        return unit.pauses()


@pytest.mark.parametrize("name", ["sofia", "adele"])
def test_supervisors_and_admins_stop_everything_and_let_it_go_on(desk: Desk, name: str):
    pause(desk.app.context, desk.who(name), "deployment", "", "incident 12", True)
    assert pauses(desk) == [Pause("deployment", "")]
    pause(desk.app.context, desk.who(name), "deployment", "", "over", False)
    assert pauses(desk) == []
    assert desk.rows("SELECT set_by, reason, lifted_by FROM pauses") == [(name, "incident 12", name)]


@pytest.mark.parametrize("name", ["olivia", "ana", "ivo", "carla"])
def test_nobody_else_does(desk: Desk, name: str):
    assert "supervisor or admin" in refused(pause, desk.app.context, desk.who(name), "client", "acme", "why", True)
    assert pauses(desk) == []


def test_whoever_works_for_some_clients_stops_only_those(desk: Desk):
    for scope, value in (("deployment", ""), ("client", "northwind"), ("channel", "email"), ("playbook", "x")):
        assert "only the clients" in refused(pause, desk.app.context, HERS, scope, value, "why", True)
    pause(desk.app.context, HERS, "client", "acme", "why", True)
    assert pauses(desk) == [Pause("client", "acme")]


def test_a_reason_is_needed(desk: Desk):
    assert "why" in refused(pause, desk.app.context, desk.who("sofia"), "client", "acme", " ", True)
