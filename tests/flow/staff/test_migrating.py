"""Running cases move to another version while messages are on their way: nobody hears anything twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.app.context import Context
from bot.app.messages import Handed, Outgoing
from bot.app.migrating import Migrated, migrate
from bot.channels.pipeline import Pipeline
from bot.domain.apply import fold
from bot.domain.playbook import Playbook
from bot.domain.vocabulary import CaseType, Channel
from bot.store.audit import verify
from tests.flow.staff.desk import Desk
from tests.flow.web.world import Accepting, Bill


@pytest.fixture
def desk(store, tmp_path) -> Desk:
    return Desk(store, tmp_path)


def renamed(context: Context) -> Playbook:
    """Another version of the playbook of missing payments, in which no step has the name that it had."""
    before = context.shelf.current("acme", CaseType.MISSING_PAYMENT)
    steps = tuple(replace(step, id=f"{step.id}_new") for step in before.steps)
    return context.shelf.parse(context.shelf.canonical(replace(before, steps=steps)))


def move(desk: Desk, to: Playbook) -> list[Migrated]:
    context = desk.app.context
    context.shelf.keep(desk.store, [to], desk.now)

    def current(client: str, kind: CaseType) -> Playbook:
        return to if kind in to.case_types else context.shelf.current(client, kind)

    moving = replace(context, shelf=replace(context.shelf, current=current))
    return migrate(moving, desk.store, to.name, ["acme"], "sofia", dry_run=False)


class MovesMeanwhile(Accepting):
    """Takes a message; while it does so the cases move."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.mail.channel, desk.mail.taken)
        self._desk = desk

    async def send(self, message: Outgoing) -> Handed:
        move(self._desk, renamed(self._desk.app.context))
        return await super().send(message)


@pytest.mark.parametrize("moment", ["before the first message", "while it goes out", "after it"])
async def test_who_got_the_first_message_does_not_get_it_again_under_another_name(desk, moment):
    desk.bills(Bill())
    if moment == "before the first message":
        assert len(move(desk, renamed(desk.app.context))) == 1
    if moment == "while it goes out":
        doors = {Channel.EMAIL: MovesMeanwhile(desk), Channel.SMS: desk.sms}
        desk.pipeline = Pipeline(desk.app.context, desk.app.desk, doors, "tests")
    for day in range(5):
        for _ in range(12):
            await desk.work()
            desk.turn(hours=2)
        if day == 1 and moment == "after it":
            assert len(move(desk, renamed(desk.app.context))) == 1
        desk.bills(Bill())
    subjects = [message.rendered.subject for message in desk.mail.taken]
    assert len(subjects) == len(set(subjects)) == 2
    assert desk.case(Bill()).playbook == renamed(desk.app.context).digest
    assert verify(desk.store, None, fold) == []
