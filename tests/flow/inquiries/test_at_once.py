"""Imports, answers, receipts, proposals and two versions of a playbook at once, from several threads.

Afterwards the log is whole, no transaction gave back more than there was, and nobody was asked or told anything twice.
"""

from __future__ import annotations

import asyncio
import random
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.app.acting import advance
from bot.app.identifiers import inquiry_key
from bot.app.inquiries.answering import answer_by_link, record_answer
from bot.app.migrating import migrate
from bot.app.staff.doing import do
from bot.app.staff.people import actor
from bot.app.suspense import ReceiptRow, import_receipts
from bot.bootstrap import inquiry_desk
from bot.domain import commands as c
from bot.domain.apply import fold
from bot.domain.case import Case
from bot.domain.errors import Rejected
from bot.domain.linked import DECIDED, GIVES_BACK
from bot.domain.proposals import money_digest
from bot.domain.roles import CHECKERS, MAKERS
from bot.domain.vocabulary import CaseType, ProposalState, ResolutionKind
from bot.intake.command_line import ImportOrder, import_file
from bot.playbook.library import PlaybookLibrary
from bot.store.audit import verify
from tests.flow.inquiries.asking import ROOT, AskingWorld

HEADER = (
    "client,external_id,customer_id,customer_name,email,phone,country,timezone,case_type,invoice_number,currency,"
    "amount_expected,amount_paid,amount_disputed,transaction_id,reason_code"
)
KINDS = ("refund_request", "chargeback", "disputed_charge", "bank_reversal", "overpayment")
WANTED = (ResolutionKind.REFUND, ResolutionKind.CREDIT_NOTE, ResolutionKind.ACCEPT_CHARGEBACK)
MOST = 13_000  # minor units that were ever paid for a transaction
DEEDS = 40  # of each thread


class Crowd:
    """What one of several threads does to the world, by chance. What is refused is refused."""

    def __init__(self, world: AskingWorld, versions: tuple, name: str, seed: int) -> None:
        self.world, self.versions, self.name = world, versions, name
        self.chance = random.Random(seed)
        self.number = 0

    def run(self) -> None:
        deeds: tuple[Callable[[], object], ...] = (
            *(self.ledger, self.answer, self.record, self.receipts, self.migrate, self.hours),
            *(self.propose, self.propose, self.decide, self.decide),
        )
        for self.number in range(DEEDS):
            try:
                self.chance.choice(deeds)()
            except Rejected:
                continue

    def ledger(self) -> None:
        transaction, kind = self.chance.randrange(5), self.chance.choice(KINDS)
        paid = self.chance.choice(("0.00", "120.00", "130.00"))
        disputed = "120.00" if paid != "0.00" and kind != "overpayment" else "0.00"
        reason = self.chance.choice(("inquiry 13.1", "13.1", "prearb 10.4")) if kind == "chargeback" else ""
        brings(self.world, self.name, row(kind, transaction, paid, disputed, reason))

    def answer(self) -> None:
        asked = self.chance.choice(self._case().inquiries or [None])
        if asked is not None:
            note = f"{self.name}{self.number}"
            answer_by_link(inquiry_desk(self.world.app), inquiry_key(asked.id), asked.offers[0], "a line", note)

    def record(self) -> None:
        case = self._case()
        asked = self.chance.choice(case.inquiries or [None])
        if asked is not None:
            record_answer(self.world.app.context, case.ref, self._who("olivia"), asked.id, asked.offers[-1])

    def receipts(self) -> None:
        some = [number for number in range(5) if self.chance.random() < 0.5]
        rows = [ReceiptRow("acme", f"R{n}", "USD", 12_000, customer=f"C{n % 3}") for n in some]
        name = f"{self.name}{self.number}"
        import_receipts(self.world.app.context, self.world.store, rows, name, "acme", reject=lambda _: None)

    def migrate(self) -> None:
        version = self.chance.choice(self.versions)
        context = self.world.app.context

        def current(client: str, kind: CaseType):
            return version if kind in version.case_types else context.shelf.current(client, kind)

        moving = replace(context, shelf=replace(context.shelf, current=current))
        migrate(moving, self.world.store, version.name, ["acme"], "sofia", dry_run=False)

    def hours(self) -> None:
        self.world.turn(hours=self.chance.choice((1, 8, 26)))
        advance(self.world.app.context)

    def propose(self) -> None:
        staff, made = self._who("olivia"), f"{self.name}{self.number}"
        kind, minor = self.chance.choice(WANTED), self.chance.choice((12_000, 6_000))
        command = c.ProposeResolution(actor(staff, MAKERS), made, kind, minor)
        do(self.world.app.context, self._case().ref, staff, command)

    def decide(self) -> None:
        case = self._case()
        live = case.live_proposal
        if live is not None and live.state is ProposalState.PROPOSED:
            staff = self._who("ana")
            command = c.ApproveProposal(actor(staff, CHECKERS), live.id, money_digest(case))
            do(self.world.app.context, case.ref, staff, command)
        elif live is not None and live.state is ProposalState.APPROVED:
            staff = self._who("omar")
            do(self.world.app.context, case.ref, staff, c.CarryOut(actor(staff, MAKERS), live.id, "ERP"))

    def _who(self, name: str):
        return self.world.app.context.rules_of("acme").staff[name]

    def _case(self) -> Case:
        cases = every_case(self.world)
        busy = [case for case in cases if case.live_proposal is not None or case.inquiries]
        return self.chance.choice(busy if busy and self.chance.random() < 0.6 else cases)


def row(kind: str, number: int, paid: str, disputed: str, reason: str = "") -> str:
    who = f"C{number % 3},Ada Example,ada{number % 3}@example.org,+1212555{number % 3:04d},US,America/New_York"
    figures = f"USD,120.00,{paid},{disputed},T-{number},{reason}"
    return f"acme,{kind}{number},{who},{kind},INV-{number},{figures}"


def brings(world: AskingWorld, name: str, *rows: str) -> None:
    path = world.folder / f"{name}.csv"
    path.write_text("\n".join((HEADER, *rows)), encoding="utf-8")
    order = ImportOrder(path, world.now.date(), rejects=world.folder / f"{name}.no.csv")
    import_file(world.app.context, world.store, order, progress=lambda _: None)


def every_case(world: AskingWorld) -> list[Case]:
    with world.store.read() as unit:
        refs = [ref for (ref,) in unit.db.rows("SELECT ref FROM cases ORDER BY ref")]
        return [unit.case_by_ref(ref) for ref in refs]


@pytest.mark.parametrize("seed", [1, 2])
async def test_whatever_happens_at_once_the_log_is_whole_and_nothing_happens_twice(world: AskingWorld, seed: int):
    context = world.app.context
    asking = context.shelf.current("acme", CaseType.MISSING_PAYMENT)
    shipped = PlaybookLibrary.load(ROOT / "playbooks").for_case("acme", CaseType.MISSING_PAYMENT)
    context.shelf.keep(world.store, [shipped], world.now)
    brings(world, "first", *(row("missing_payment", number, "0.00", "0.00") for number in range(5)))
    crowd = [Crowd(world, (asking, shipped), f"t{n}", seed * 10 + n) for n in range(3)]
    threads = [asyncio.create_task(asyncio.to_thread(one.run)) for one in crowd]
    while not all(thread.done() for thread in threads):  # a worker sends meanwhile
        await world.pipeline.drain()
        await world.poster.drain()
    await asyncio.gather(*threads)
    for _ in range(4):
        await world.work()
        await world.send(3)
    assert verify(world.store, None, fold) == []
    gave: dict[str, int] = defaultdict(int)
    for case in every_case(world):
        given = (one.minor_units for one in case.proposals if one.kind in GIVES_BACK and one.state in DECIDED)
        gave[case.transaction] += sum(given)
    assert max(gave.values()) <= MOST, gave
    asked = Counter(line for one in world.relay.accepted for line in one["raw"].splitlines() if "Message-ID" in line)
    assert set(asked.values()) == {1}
    told = Counter((one.to, one.rendered.text) for one in (*world.mail.taken, *world.sms.taken))
    assert set(told.values()) <= {1}
