"""One customer in memory: the same decisions, gate and merging as the running system, and nothing is written or sent.

Time moves from one moment at which something is due to the next. Assumed is what nobody can know: every message is
handed over at the moment at which the gate lets it pass, nobody writes, nobody pays, the ledger goes on being imported
each bank day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import reduce
from typing import Final

from bot.app.context import Context
from bot.app.outcomes import Outcome, handed_over
from bot.app.ports import Unit
from bot.app.records import Bundle, ClaimedMessage, ClaimedTouch, CustomerChange, NewMessage
from bot.app.sending import gated
from bot.app.work import CustomerWork
from bot.domain import events as e
from bot.domain.calendar import last_business_day_before, local
from bot.domain.case import Case, TouchKey
from bot.domain.commands import Command, OpenCase, PassTime
from bot.domain.effects import after_event
from bot.domain.facts import Facts, PersonHistory
from bot.domain.vocabulary import CaseState, Channel, TouchClass

CHASES_REMEMBERED: Final = timedelta(days=7)
MAX_TURNS: Final = 5000  # of one customer: more is a loop, and a bug


@dataclass(frozen=True, slots=True)
class Happened:
    """An event that would be, with its moment and case."""

    at: datetime
    case_id: str
    event: e.Event
    by: str  # as the log would name who acts


@dataclass(frozen=True, slots=True)
class Going:
    """A message that would go out. `work` is the customer at that moment, for its words."""

    at: datetime
    message: ClaimedMessage
    touches: tuple[ClaimedTouch, ...]
    work: CustomerWork


class Prospect:
    """One customer whose time is turned. `happened` and `going` grow as it goes."""

    def __init__(
        self, context: Context, unit: Unit, bundle: Bundle, now: datetime, outbox: Iterable[ClaimedMessage] = ()
    ) -> None:
        self._context = context
        self._unit = unit
        self.bundle = bundle
        self._feed_goes_on = bundle.covered_until is not None and bundle.covered_until >= self._bank_day_before(now)
        self.outbox = list(outbox)
        self.happened: list[Happened] = []
        self.going: list[Going] = []
        self._next: datetime | None = None
        self._reckoned = False
        self._turns = 0

    # --- what is due -----------------------------------------------------------------------------------------

    def next_moment(self, now: datetime) -> datetime | None:
        """When something is due next; None = only an event moves this customer."""
        if not self._reckoned:
            self._next = now if self._waits_for_an_event() else self.work(now).change().next_action_at
            self._reckoned = True
        times = [message.available_at for message in self.outbox]
        times += [self._next] if self._next is not None else []
        return max(min(times), now) if times else None

    def _waits_for_an_event(self) -> bool:
        """Whether a step waits for no time: what lifts the rule wakes the customer, perhaps has done so by now."""
        return any(case.planned is not None and case.planned.at is None for case in self.bundle.cases)

    def run(self, now: datetime) -> None:
        """Do what is due: the cases first, then the outbox, until nothing is due any more at this moment."""
        while (due := self.next_moment(now)) is not None and due <= now:
            self.pass_time(now)
            for message in self.due_messages(now):
                self.send(message, now)

    # --- commands --------------------------------------------------------------------------------------------

    def open(self, command: OpenCase, now: datetime, actor: str) -> None:
        """Open a case with the client's current playbook."""
        work = self.work(now)
        work.open(command, actor, command.case_id)
        self._take(work, now, actor)

    def tell(self, case_id: str, command: Command, now: datetime, actor: str) -> None:
        """Decide a command about one of the cases. Raises Rejected for what is not allowed."""
        work = self.work(now)
        work.handle(case_id, command, actor)
        self._take(work, now, actor)

    def customer_wrote(self, now: datetime, channel: Channel, handle: Callable[[CustomerWork], None]) -> None:
        """A message of the customer: it lifts the rest between chases, and may be answered at once on its medium."""
        unanswered = self.bundle.history.unanswered | {channel}
        last = replace(self.bundle.history, last_inbound_at=now, unanswered=unanswered)
        self.bundle = replace(self.bundle, history=last)
        work = self.work(now)
        handle(work)
        self._take(work, now, "customer")

    # --- turns -----------------------------------------------------------------------------------------------

    def pass_time(self, now: datetime) -> None:
        """Let every case do what is due, if any is."""
        self._turns += 1
        if self._turns > MAX_TURNS:
            raise AssertionError(f"the customer {self.bundle.customer_id} does not come to rest")
        if self._next is None or self._next > now:
            return
        work = self.work(now)
        for case in work.bundle.cases:
            if case.state is not CaseState.CLOSED:
                work.handle(case.id, PassTime(), "clock")
        self._take(work, now, "clock")

    def due_messages(self, now: datetime) -> list[ClaimedMessage]:
        """What a sender would claim, in its order."""
        return sorted((m for m in self.outbox if m.available_at <= now), key=lambda m: (m.available_at, m.id))

    def send(self, message: ClaimedMessage, now: datetime) -> None:
        """Gate a message of the outbox again, and hand it over if it passes. One that is gone meanwhile is left."""
        current = next((one for one in self.outbox if one.id == message.id), None)
        if current is None or current.available_at > now:
            return
        work = self.work(now)
        verdict = gated(current, work, now)
        if isinstance(verdict, Outcome):
            self._refused(current, verdict, work, now)
        else:
            self._hand_over(current, verdict, work, now)

    def _hand_over(
        self, message: ClaimedMessage, touches: tuple[ClaimedTouch, ...], work: CustomerWork, now: datetime
    ) -> None:
        self.outbox.remove(message)
        self.going.append(Going(now, message, touches, self.work(now)))
        for case_id, command in handed_over(message):
            work.handle(case_id, command, "provider")
        self._take(work, now, "provider")
        history = _after(self.bundle.history, message, now)
        facts = replace(self.bundle.facts, contacted_before=True)
        self.bundle = replace(self.bundle, history=history, facts=facts)

    def _refused(self, message: ClaimedMessage, outcome: Outcome, work: CustomerWork, now: datetime) -> None:
        self.outbox.remove(message)
        gone = {(case_id, key) for case_id, key in outcome.given_up}
        left = tuple(touch for touch in message.touches if (touch.case_id, touch.key) not in gone)
        if outcome.postponed_to is not None and left:
            self.outbox.append(replace(message, touches=left, available_at=outcome.postponed_to))
        for case_id, command in outcome.commands:
            work.handle(case_id, command, "gate")
        self._take(work, now, "gate")

    # --- the customer afterwards -----------------------------------------------------------------------------

    def work(self, now: datetime) -> CustomerWork:
        """The customer as a decision at this moment would find them."""
        bundle = self.bundle
        recent = tuple(at for at in bundle.history.chases if at > now - CHASES_REMEMBERED)
        history = replace(bundle.history, chases=recent)
        fresh = replace(bundle, history=history, covered_until=self._covered(now))
        return CustomerWork(self._context, self._unit, fresh, now)

    def _covered(self, now: datetime) -> date | None:
        """A feed that is up to date stays so: at any moment the last completed bank day is covered."""
        covered = self.bundle.covered_until
        return max(covered, self._bank_day_before(now)) if covered and self._feed_goes_on else covered

    def _bank_day_before(self, now: datetime) -> date:
        rules, customer = self._context.rules_of(self.bundle.client), self.bundle.facts
        holidays = self._context.holidays(customer.country or rules.country, customer.region, now.year)
        return last_business_day_before(local(now, rules.zone).date(), holidays)

    def _take(self, work: CustomerWork, now: datetime, actor: str) -> None:
        """What was decided becomes the customer."""
        change = work.change()
        events = [recorded.event for case in change.cases for recorded in case.events]
        self.happened += [
            Happened(now, case.after.id, recorded.event, recorded.actor or actor)
            for case in change.cases
            for recorded in case.events
        ]
        facts = reduce(after_event, events, Facts(customer=self.bundle.facts)).customer
        self.bundle = replace(self.bundle, cases=_newest(self.bundle.cases, change), facts=facts)
        cancelled = set(change.cancelled)
        self.outbox = [kept for one in self.outbox if (kept := _without(one, cancelled)) is not None]
        self.outbox += [_claimed(message) for message in change.messages]
        self._next = change.next_action_at


def _newest(cases: tuple[Case, ...], change: CustomerChange) -> tuple[Case, ...]:
    after = {one.after.id: one.after for one in change.cases}
    known = {case.id for case in cases}
    return (*(after.get(case.id, case) for case in cases), *(case for key, case in after.items() if key not in known))


def _without(message: ClaimedMessage, cancelled: set[tuple[str, TouchKey]]) -> ClaimedMessage | None:
    left = tuple(touch for touch in message.touches if (touch.case_id, touch.key) not in cancelled)
    return replace(message, touches=left) if left else None


def _claimed(message: NewMessage) -> ClaimedMessage:
    touches = tuple(
        ClaimedTouch(t.case_id, t.key, t.step, t.template, t.touch_class, t.tone, t.playbook_name, t.answers, t.ask)
        for t in message.touches
    )
    return ClaimedMessage(
        id=message.id,
        reference=message.reference,
        client=message.client,
        customer_id=message.customer_id,
        contact_id=message.contact_id,
        channel=message.channel,
        touch_class=message.touch_class,
        sender=message.sender,
        available_at=message.available_at,
        tries=0,
        touches=touches,
        staff_text=message.staff_text,
        language=message.language,
    )


def _after(history: PersonHistory, message: ClaimedMessage, now: datetime) -> PersonHistory:
    """The person's counters once a message went out."""
    chases = (*history.chases, now) if message.touch_class is TouchClass.CHASE else history.chases
    return replace(history, chases=chases, unanswered=history.unanswered - {message.channel})
