"""What the tests of the staff's use cases share: the web tests' world, with people at the desk."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.app.messages import Inbound
from bot.app.receiving import receive
from bot.app.staff.doing import do
from bot.app.staff.people import actor
from bot.app.staff.viewing import view_case
from bot.app.staff.views import CaseView
from bot.domain.case import Case
from bot.domain.errors import Rejected
from bot.domain.roles import CHECKERS, MAKERS
from bot.domain.rules import Staff
from bot.domain.vocabulary import Channel
from bot.store.store import SqlStore
from tests.flow.web.world import Bill, World

BRANDS: Mapping[str, str] = {"acme": "Acme Utilities", "northwind": "Northwind"}


class Desk(World):
    """Staff by id; commands by the case's reference."""

    def __init__(self, store: SqlStore, folder: Path) -> None:
        super().__init__(store, folder)
        self.mails = 0

    def who(self, name: str, client: str = "acme") -> Staff:
        return self.app.context.rules_of(client).staff[name]

    def ref(self, bill: Bill) -> str:
        return str(self.rows("SELECT ref FROM cases WHERE invoice = ?", bill.invoice)[0][0])

    def case(self, bill: Bill) -> Case:
        return self.view(bill).case

    def view(self, bill: Bill, name: str | None = None) -> CaseView:
        staff = self.who(name) if name else None
        return view_case(self.app.context, self.app.understand, BRANDS, self.ref(bill), staff)

    def do(self, bill: Bill, name: str, command: Any, *parts: Any, roles: Any = MAKERS, **more: Any) -> Case:
        staff = self.who(name)
        made = command(actor(staff, roles), *parts, **more)
        return do(self.app.context, self.ref(bill), staff, made)

    def writes(self, bill: Bill, text: str, channel: Channel = Channel.EMAIL) -> None:
        self.mails += 1
        sender = bill.email if channel is Channel.EMAIL else bill.phone
        inbound = Inbound("test", f"<{self.mails}@x>", channel, sender, (), text, received_at=self.now)
        assert receive(self.app.context, self.app.reception, inbound)

    def events(self, kind: str) -> list[str]:
        return [row[0] for row in self.rows("SELECT data FROM events WHERE type = ? ORDER BY case_id, seq", kind)]


def refused(what: Any, *args: Any, **more: Any) -> str:
    """The sentence with which something was refused."""
    with pytest.raises(Rejected) as caught:
        what(*args, **more)
    sentence = str(caught.value)
    assert sentence.endswith(".")
    return sentence


__all__ = ["BRANDS", "CHECKERS", "MAKERS", "Bill", "Desk", "refused"]
