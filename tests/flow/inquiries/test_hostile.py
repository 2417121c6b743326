"""What stands in a ledger is somebody else's words: in the e-mail and on the page they stay words."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from email import message_from_string, policy

import pytest

from tests.flow.inquiries.asking import AskingWorld
from tests.flow.web.world import Bill, nonce_of

HOSTILE = [
    "INV\u2028Bcc: evil@x.test",
    "INV\u202e\u2066<script>alert(1)</script>",
    '"><img src=x onerror=1>',
    "{{ 7*7 }}{% raise %}",
    "a" * 200,
    "%s%(x)s%n%(invoice)s",
    "=?utf-8?q?x?=",
    "=cmd|' /C calc'!A0",
]


@dataclass(frozen=True)
class Odd(Bill):
    """A bill whose number somebody chose."""

    named: str = ""

    @property
    def invoice(self) -> str:
        return self.named

    def line(self) -> str:
        out, plain = io.StringIO(), Bill()
        cells = next(csv.reader([plain.line()]))
        csv.writer(out, lineterminator="").writerow([self.named if cell == plain.invoice else cell for cell in cells])
        return out.getvalue()


@pytest.mark.parametrize("invoice", HOSTILE)
async def test_a_hostile_invoice_number_stays_a_number(world: AskingWorld, invoice: str):
    world.bill = Odd(named=invoice)
    world.case()
    async with world.client() as browser:
        seen = await browser.get(world.path())
        assert seen.status_code == 200
        assert not [bad for bad in ("<script>alert", "<img src=x", "\u202e", "\u2066", "\u2028") if bad in seen.text]
        form = {"nonce": nonce_of(seen), "answer": "we_have_it", "comment": invoice}
        assert (await browser.post(world.path(), data=form)).status_code == 303
    await world.send()
    assert world.states() == {"client:billing": "cancelled", "bank": "sent"}
    [[sent]] = world.mails().values()
    mail = message_from_string(sent["raw"], policy=policy.default)
    assert mail["bcc"] is None
    assert mail["subject"].isprintable()
    words = "".join(part.get_content() for part in mail.walk() if part.get_content_maintype() == "text")
    assert not [bad for bad in ("<script>alert", "<img src=x", "\u202e") if bad in words]
