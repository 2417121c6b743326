"""A case is given another type only where that type has a playbook."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.errors import Rejected
from bot.domain.vocabulary import CaseType
from bot.slack.names import Deed
from tests.flow.slack_desk.desk import OLIVIA, DeskWorld, words

GONE = CaseType.DISPUTED_CHARGE


def without(desk: DeskWorld, gone: CaseType) -> None:
    """No playbook runs this type any more."""
    shelf = desk.inbox.ws.context.shelf

    def current(client: str, case_type: CaseType):
        if case_type is gone:
            raise Rejected(f"There is no playbook for the case type '{case_type}'.")
        return shelf.current(client, case_type)

    context = replace(desk.inbox.ws.context, shelf=replace(shelf, current=current))
    object.__setattr__(desk.inbox.ws, "context", context)


async def test_a_type_without_a_playbook_is_not_offered(sqlite_desk: DeskWorld):
    ref = sqlite_desk.case()
    assert GONE.value in str(await sqlite_desk.form(OLIVIA, ref, Deed.RETYPE))
    without(sqlite_desk, GONE)
    assert GONE.value not in str(await sqlite_desk.form(OLIVIA, ref, Deed.RETYPE))


async def test_a_type_that_lost_its_playbook_meanwhile_is_refused_with_a_sentence(sqlite_desk: DeskWorld):
    ref = sqlite_desk.case()
    await sqlite_desk.form(OLIVIA, ref, Deed.RETYPE)
    without(sqlite_desk, GONE)
    errors = await sqlite_desk.send(OLIVIA, {"type": GONE.value})
    assert "no playbook" in str(errors) + words(sqlite_desk.top(OLIVIA))
    assert "CaseRetyped" not in sqlite_desk.events(ref)
