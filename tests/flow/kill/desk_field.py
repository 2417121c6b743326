"""One database with a desk: stand-ins for Slack, text messages and mail in this process, workers in their own."""

from __future__ import annotations

import asyncio
import itertools
import re
import signal
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.app.acting import act
from bot.app.posting import CALL_TIMEOUT, LEASE
from bot.app.staff.post_ports import Shown
from bot.app.staff.posts import Post, PostKind
from bot.app.staff.viewing import view_case_by_id
from bot.bootstrap import guidance, poster, transports
from bot.domain.commands import AcknowledgeEscalation, Actor, AssignCase, EscalateCase
from bot.domain.vocabulary import Role
from bot.intake.command_line import ImportOrder, import_file
from bot.sandbox.slack import SlackSandbox
from bot.sandbox.smtp import SmtpSandbox
from bot.sandbox.twilio import TwilioSandbox
from bot.slack.names import METADATA_EVENT
from bot.store.store import SqlStore
from tests.flow import kit
from tests.flow.kill.clock import SharedClock
from tests.flow.kill.desk_worker import Places, desk_application
from tests.flow.kill.lives import NUMBERS, Worker
from tests.flow.kill.talking import Spoken
from tests.flow.slack.posting import PEOPLE
from tests.flow.web.world import HEADER, START, Bill

SPEED = 30.0  # so that a channel's second is over soon
SETTLED = max(LEASE + CALL_TIMEOUT, kit.SETTLED) + timedelta(seconds=1)
MOST_ROUNDS = 25
OPERATOR = Actor("olivia", Role.OPERATOR)
CODE = re.compile(r"\bOK ([0-9A-Z]{6})\b")


class DeskField:
    def __init__(self, store: SqlStore, url: str, folder: Path, nursery: Spoken) -> None:
        self.store, self.url, self.folder, self.nursery = store, url, folder, nursery
        self.clock = SharedClock(folder / "clock", SPEED)
        self.clock.set(START)
        self.slack = SlackSandbox(now=self.clock, monotonic=lambda: self.clock().timestamp())
        self.sms, self.smtp = TwilioSandbox(now=self.clock), SmtpSandbox(now=self.clock)

    async def open(self) -> None:
        self.places = Places(
            database=self.url,
            clock=str(self.clock.path),
            sms=await self.sms.start(),
            smtp=await self.smtp.start(),
            slack=await self.slack.start(),
            bot_token=self.slack.bot_token,
        )
        for user in PEOPLE:
            self.slack.add_user(user, user.removeprefix("U0").title())
        self.acme = self.slack.add_channel("acme-followup", members=list(PEOPLE))
        self.app = desk_application(self.store, self.clock, self.places)

    async def close(self) -> None:
        await self.slack.stop()
        await self.sms.stop()
        await self.smtp.stop()

    # --- what happens ----------------------------------------------------------------------------------------

    def bills(self, numbers: Iterable[int], **more: Any) -> None:
        path = self.folder / "ledger.csv"
        lines = (Bill(number=number, customer=number, **more).line() for number in numbers)
        path.write_text("\n".join((HEADER, *lines)), encoding="utf-8")
        order = ImportOrder(path, self.clock().date(), rejects=self.folder / "no.csv")
        assert import_file(self.app.context, self.store, order, progress=lambda _: None).report.rejected == 0

    def refs(self) -> list[str]:
        return [row[0] for row in self.rows("SELECT ref FROM cases ORDER BY invoice")]

    def escalate(self, ref: str) -> None:
        act(self.app.context, ref, EscalateCase(OPERATOR, Role.SUPERVISOR, self.clock() + timedelta(hours=3)), "olivia")

    def assign(self, ref: str, to: str) -> None:
        act(self.app.context, ref, AssignCase(OPERATOR, to), "olivia")

    def take(self, ref: str) -> None:
        """A supervisor takes the case whose escalation is live."""
        sql = "SELECT about FROM posts WHERE kind = 'ping' AND case_id = (SELECT id FROM cases WHERE ref = ?)"
        live = self.rows(sql, ref)[-1][0]
        act(self.app.context, ref, AcknowledgeEscalation(Actor("sofia", Role.SUPERVISOR), live), "sofia")

    def rows(self, sql: str, *params: Any) -> list[tuple[Any, ...]]:
        with self.store.read() as unit:
            return [tuple(row) for row in unit.db.rows(sql, *params)]

    # --- workers ---------------------------------------------------------------------------------------------

    async def worker(self, **job: Any) -> Worker:
        token = f"desk-{next(NUMBERS)}"
        self.nursery.tell(token=token, **asdict(self.places), **job)
        await self._heard(lambda said: said["token"] == token and said["now"] == "forked")
        return Worker(token, self.nursery)

    async def _heard(self, wanted: Any) -> None:
        await asyncio.to_thread(self.nursery.wait_for, wanted)

    async def die_at(self, moment: str, times: int = 1) -> None:
        """A worker that is killed there; then all its leases run out."""
        code = await asyncio.to_thread((await self.worker(fatal=moment, times=times)).wait)
        assert code == -signal.SIGKILL, f"no worker ever came to '{moment}': {self.nursery.errors()}"
        self.clock.turn(SETTLED)

    async def until_quiet(self) -> None:
        """One worker, until it finds nothing more to do."""
        code = await asyncio.to_thread((await self.worker()).wait)
        assert code == 0, self.nursery.errors()

    async def settle(self) -> None:
        """Workers go on, each after the leases of the one before, until nothing is left without an end."""
        for _ in range(MOST_ROUNDS):
            await self.until_quiet()
            if kit.settled(self.store) and not self.unsettled():
                return
            self.clock.turn(SETTLED)
        raise AssertionError(f"never settled: {self.unsettled()}; {self.nursery.errors()}")

    def unsettled(self) -> list[tuple[Any, ...]]:
        return self.rows("SELECT id, state FROM posts WHERE state NOT IN ('sent', 'cancelled') ORDER BY id")

    # --- what came of it -------------------------------------------------------------------------------------

    def ids(self) -> Counter[str]:
        """How often each post stands in Slack. A ping that is over is still that ping."""
        found: Counter[str] = Counter()
        for channel in self.slack.workspace.channels.values():
            for message in channel.messages.values():
                told = message.get("metadata") or {}
                if told.get("event_type") == METADATA_EVENT:
                    found[str(told["event_payload"]["id"]).removeprefix("over:")] += 1
        return found

    def texted(self) -> Counter[str]:
        """How often each ping was sent by text message, by its code."""
        return Counter(code for one in self.sms.accepted for code in CODE.findall(one["body"]))

    def asked(self) -> Counter[str]:
        """How often each inquiry was taken by the relay, by the key in its Message-ID."""
        raws = (one["raw"] for one in self.smtp.accepted if one["envelope_from"].startswith("ask+"))
        return Counter(raw.partition("Message-ID: <")[2].partition("@")[0] for raw in raws)

    def check(self) -> None:
        """Each card, line and ping once, with the newest state; customers' messages once."""
        shown = self.ids()
        assert set(shown.values()) <= {1}, [one for one, times in shown.items() if times > 1]
        sent = {row[0] for row in self.rows("SELECT id FROM posts WHERE state = 'sent' AND way = 'slack'")}
        assert set(shown) == {one.removeprefix("over:") for one in sent}, set(shown) ^ sent
        codes = {row[0] for row in self.rows("SELECT code FROM posts WHERE state = 'sent' AND way = 'sms'")}
        assert self.texted() == Counter(codes)
        self._check_lines(shown)
        self._check_cards(shown)
        people = {one.phone for rules in self.app.context.rules.values() for one in rules.staff.values()}
        sms = [one for one in self.sms.accepted if one["to"] not in people]
        mails = [one for one in self.smtp.accepted if not one["envelope_from"].startswith("ask+")]
        tally = kit.count(self.store, sms, mails)
        # Nobody can be asked whether a mail went before its worker died. When it is not to go again because its case
        # was held meanwhile, it counts as handed over, whether the relay has it or not.
        blind = {row[0] for row in self.rows("SELECT id FROM outbox WHERE channel = 'email' AND sent_before")}
        tally.invented[:] = [message for message in tally.invented if message not in blind]
        assert not tally.faults, tally

    def _check_lines(self, shown: Counter[str]) -> None:
        for (case_id,) in self.rows("SELECT id FROM cases"):
            said = {f"line:{one.id}:{case_id}" for one in self.view(case_id).lines}
            there = {one for one in shown if one.startswith("line:") and one.endswith(case_id)}
            guides = {one for one in there if one.startswith("line:guide:")}
            assert len(guides) <= 1, guides
            assert said == there - guides, said ^ there

    def _check_cards(self, shown: Counter[str]) -> None:
        made = poster(self.app, transports(self.app, self.clock))
        assert made is not None
        for case_id, digest, ts in self.rows("SELECT case_id, digest, ts FROM posts WHERE kind = 'card'"):
            assert shown[f"card:{case_id}"] == 1
            wanted = made._desk.render(self._post(case_id), self.view(case_id), None)
            assert wanted is not None
            there = self.slack.workspace.channels[self.acme].messages[ts]
            assert there["text"] == wanted.text
            differ = Counter(words(there["blocks"], wanted))
            differ.subtract(words(wanted.blocks, wanted))
            assert not any(differ.values()), {text: times for text, times in differ.items() if times}
            assert digest == wanted.digest
        assert len(self.rows("SELECT 1 FROM posts WHERE kind = 'card'")) == len(self.refs())

    def _post(self, case_id: str) -> Post:
        with self.store.read() as unit:
            row = unit.db.row("SELECT customer_id, available_at FROM posts WHERE id = ?", f"card:{case_id}")
            assert row is not None
            at = unit.db.instant(row[1])
            return Post(f"card:{case_id}", PostKind.CARD, "acme", case_id, row[0], "slack", "", "", at)

    def view(self, case_id: str) -> Any:
        brands = {name: one.brand for name, one in self.app.texts.configuration.profiles.items()}
        return view_case_by_id(self.app.context, self.app.understand, brands, case_id, guidance(self.app))


def words(blocks: Any, shown: Shown) -> list[str]:
    """All texts of blocks, but those that only tell the time of looking."""
    said = [block for block in blocks if block.get("block_id") not in shown.unsaid]
    return sorted(itertools.chain.from_iterable(_texts(block) for block in said))


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, dict):
        for key, one in value.items():
            if key == "text" and isinstance(one, str):
                yield one
            else:
                yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)
