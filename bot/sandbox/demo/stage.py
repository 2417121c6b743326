"""The stage of a scripted story: customers and staff act, the clock is turned, what happened is told and checked."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.app.views import CaseRow
from bot.domain import events as e
from bot.domain.apply import fold
from bot.domain.sentences import is_told, sentence
from bot.domain.vocabulary import CaseState, Intent
from bot.sandbox.demo.counting import cases_of, recorded
from bot.sandbox.demo.demo import Demo
from bot.sandbox.demo.hands import Hands
from bot.sandbox.demo.view import case_of, log_of
from bot.slack.names import Deed
from bot.store.audit import verify

_A_MOMENT: Final = timedelta(minutes=5)  # of story time, in which what was set off comes to rest
_AT_ONCE: Final = timedelta(seconds=1)
_QUIET: Final = (e.TouchQueued, e.ReceiptRecorded, e.WaitEnded)  # said by the events around them
_OFFICE: Final = {"clock": "Followup", "provider": "Provider", "import": "Ledger"}


class StoryError(Exception):
    """The story did not go as it is written."""


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the narrative."""

    at: datetime
    who: str
    what: str


class Stage:
    def __init__(self, demo: Demo, tell: Callable[[Told], None]) -> None:
        """`tell` gets each line as it happens. The demo's clock stands: only the story turns it."""
        self._demo = demo
        self._tell = tell
        self._hands = Hands(demo)
        self._told: dict[str, int] = {}  # case id -> events that were told
        self.refusals: list[str] = []  # of approvals, as they were read

    # --- customers, on their devices ---

    async def text(self, customer: str, words: str) -> None:
        """A text message."""
        await self._says(customer, "by text message", words)
        await self._demo.as_customer(customer).text(words)
        await self.later()

    async def mail(self, customer: str, words: str) -> None:
        """An answer to the last mail."""
        await self._says(customer, "by e-mail", words)
        await self._demo.as_customer(customer).mail(words)
        await self.later()

    async def chat(self, customer: str, invoice: str, words: str) -> None:
        """On the customer's own page."""
        await self._says(customer, "on the page", words)
        await self._demo.as_customer(customer).chat(words, invoice)
        await self.later()

    async def answers(self, desk: str, answer: str) -> None:
        """One of the client's own people opens a link of the mail that asks them, and presses the button."""
        await self._says(desk, "on the page of the question", answer.replace("_", " "))
        await self._demo.as_customer(desk).answer(answer)
        await self.later()

    async def pay(self, invoice: str) -> None:
        """What is missing comes in with the bank's next line."""
        await self._demo.pay(invoice)
        await self.later()

    async def _says(self, customer: str, how: str, words: str) -> None:
        self._say(self._demo.person(customer).name, f"{how}: “{words}”")

    # --- staff, in Slack ---

    async def propose(self, staff: str, invoice: str, kind: str, why: str) -> None:
        await self._hands.propose(staff, invoice, kind, why)
        await self.later()

    async def approve(self, staff: str, invoice: str) -> None:
        await self._hands.approve(staff, invoice)
        await self.later()

    async def reject(self, staff: str, invoice: str, why: str) -> None:
        await self._hands.reject(staff, invoice, why)
        await self.later()

    async def carry_out(self, staff: str, invoice: str, reference: str) -> None:
        await self._hands.carry_out(staff, invoice, reference)
        await self.later()

    async def take(self, staff: str, invoice: str) -> None:
        """Take what was escalated."""
        await self._hands.take(staff, invoice)
        await self.later()

    async def reply(self, staff: str, invoice: str, words: str) -> None:
        """Write to the customer."""
        await self._hands.reply(staff, invoice, words)
        await self.later()

    async def release(self, staff: str, invoice: str) -> None:
        """Lift a hold."""
        await self._hands.release(staff, invoice)
        await self.later()

    async def close(self, staff: str, invoice: str, outcome: str, cause: str) -> None:
        """Close a case by hand, from the card that `/case open` brings up."""
        await self._hands.command(staff, invoice, "open")
        await self.later()
        await self._hands.close(staff, invoice, outcome, cause)
        await self.later()

    async def may_not_approve(self, staff: str, invoice: str, because: str) -> None:
        """Try it all the same: the refusal must say why."""
        refusal = await self._hands.refused(staff, invoice, Deed.APPROVE)
        self.expect(refusal != "", f"{self.name(staff)} is refused to approve {invoice}")
        self.refusals.append(refusal)
        self._say(self.name(staff), f"tries to approve {invoice} and reads: “{refusal}”")
        self.expect(because in refusal, f"the refusal says '{because}' (it says: {refusal})")

    async def asks(self, staff: str, word: str, invoice: str, *, channel_of: str = "") -> str:
        """`/case <word>` in the client's channel, or in another one. Returns the answer."""
        answer = await self._hands.command(staff, invoice, word, channel_of=channel_of)
        self._say(self.name(staff), f"/case {word} {invoice}: “{answer}”")
        return answer

    # --- time ---

    async def later(self, by: timedelta = _A_MOMENT) -> None:
        """What was just done is dealt with first; then the clock is turned, and all in between happens in order."""
        await self._demo.turn(_AT_ONCE)
        await self._demo.turn(by)
        self._tell_news()

    async def until(self, happened: Callable[[], bool], what: str, *, at_most: timedelta, every: timedelta) -> None:
        """Turn the clock until something has happened. Raises StoryError when it has not in that time."""
        end = self._demo.clock() + at_most
        while not happened() and self._demo.clock() < end:
            await self.later(every)
        self.expect(happened(), what)

    # --- what is so ---

    def expect(self, so: bool, what: str) -> None:  # noqa: FBT001 - reads as a sentence
        """Raises StoryError with `what` when it is not so."""
        if not so:
            raise StoryError(f"It was expected that {what}. It is not so.")

    def case(self, invoice: str) -> CaseRow:
        """The case of an invoice."""
        return case_of(self._demo, invoice)

    def open_cases(self) -> list[str]:
        """The invoices whose case is not closed."""
        return [row.invoice for row in cases_of(self._demo) if row.state is not CaseState.CLOSED]

    async def log_is_whole(self) -> bool:
        """Whether the log verifies, as `followup audit verify` does it."""
        return not await asyncio.to_thread(verify, self._demo.application.store, replay=fold)

    def happened(self, invoice: str, kind: type[e.Event], **said: object) -> int:
        """How often an event of this kind, with these values, is in the log of an invoice."""
        log = log_of(self._demo, invoice)
        return sum(
            isinstance(event, kind) and all(getattr(event, name) == value for name, value in said.items())
            for event in log
        )

    def understood(self, invoice: str, intent: Intent) -> bool:
        """Whether a reply about the invoice was understood so."""
        log = log_of(self._demo, invoice)
        return any(isinstance(event, e.ReplyReceived) and intent in event.intents for event in log)

    def name(self, staff: str) -> str:
        """Of a member of staff."""
        return self._demo.application.texts.configuration.staff[staff].name

    # --- telling ---

    def _say(self, who: str, what: str) -> None:
        self._tell_news()  # what happened before is told before
        self._tell(Told(self._demo.clock(), who, what))

    def _tell_news(self) -> None:
        """What the log has more than before, in the order in which it happened."""
        names = {person.id: person.name for person in self._demo.application.texts.configuration.staff.values()}
        seen: dict[str, int] = {}
        news: list[Told] = []
        for row, one in recorded(self._demo):
            seen[row.id] = seen.get(row.id, 0) + 1
            if seen[row.id] > self._told.get(row.id, 0) and not isinstance(one.event, _QUIET) and is_told(one.event):
                what = f"{row.invoice}: {sentence(one.event, row.currency, names)}"
                news.append(Told(one.at, self._who(one.actor, row.invoice), what))
        self._told = seen
        for line in sorted(news, key=lambda line: line.at):
            self._tell(line)

    def _who(self, actor: str, invoice: str) -> str:
        staff = self._demo.application.texts.configuration.staff.get(actor)
        if staff is not None:
            return staff.name
        if actor == "customer":
            return next(one.name for one in self._demo.feed.invoices() if one.number == invoice)
        kind = actor.partition(":")[0]
        return _OFFICE.get(kind, kind)
