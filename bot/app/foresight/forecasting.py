"""Who would get what and when on the live database, and what is held back and why. Nothing is written, nothing sent."""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final, Protocol

from bot.app.context import Context
from bot.app.foresight.prospect import Going, Prospect
from bot.app.ports import Unit
from bot.app.records import Bundle, ClaimedMessage
from bot.app.work import CustomerWork
from bot.domain.calendar import local
from bot.domain.case import Case
from bot.domain.explain import Held, held_back
from bot.domain.gate import customer_zone
from bot.domain.rules import Liveness
from bot.domain.vocabulary import CaseState, CaseType, Channel, TouchClass

PAGE: Final = 500
ASSUMES: Final = (
    "Nobody answers, pays or decides anything, and no new case comes in.",
    "Every message is handed over at the moment at which the rules let it pass, and arrives.",
    "A ledger that is up to date goes on being imported each bank day; one that is not stays as it is.",
)


class ForecastUnit(Unit, Protocol):
    """What a forecast reads besides. Implemented in `bot/store/foreseeing.py`."""

    def customers_with_cases(self, client: str, after: str, limit: int) -> list[str]:
        """Ids of customers with cases that are not closed, by id, after this one; "" = every client, the first."""
        ...

    def queued_messages(self, customer_ids: Collection[str]) -> list[ClaimedMessage]:
        """Messages in the outbox that no call has begun for and no reply freezes."""
        ...

    def person_keys(self, contact_ids: Collection[str]) -> dict[str, tuple[str, ...]]:
        """The keyed hashes of each contact's addresses: who shares one is one person (TOUCH-CAP)."""
        ...


class ForecastStore(Protocol):
    def read(self) -> AbstractContextManager[ForecastUnit]: ...


@dataclass(frozen=True, slots=True)
class ForeseenTouch:
    ref: str
    case_type: CaseType
    step: str  # "" for what answers or tells
    template: str


@dataclass(frozen=True, slots=True)
class ForeseenMessage:
    at: datetime
    zone: str  # of the customer
    client: str
    customer: str  # the client's own number of the customer
    channel: Channel
    touch_class: TouchClass
    sender: str  # "normal" or "senior"
    touches: tuple[ForeseenTouch, ...]


@dataclass(frozen=True, slots=True)
class HeldCase:
    """A case, or its next message, that does not go on by itself now, and why."""

    client: str
    zone: str  # of the customer
    ref: str
    case_type: CaseType
    state: CaseState
    why: Held


@dataclass(frozen=True, slots=True)
class Forecast:
    start: datetime
    end: datetime
    customers: int
    messages: tuple[ForeseenMessage, ...]  # in the order of their time
    held: tuple[HeldCase, ...]

    def by_client_and_channel(self) -> dict[str, dict[str, int]]:
        """Messages: client -> channel -> how many."""
        counted: dict[str, Counter[str]] = defaultdict(Counter)
        for message in self.messages:
            counted[message.client][message.channel.value] += 1
        return {client: dict(sorted(channels.items())) for client, channels in sorted(counted.items())}

    def by_rule(self) -> dict[str, dict[str, int]]:
        """What is held back: client -> rule -> cases."""
        counted: dict[str, Counter[str]] = defaultdict(Counter)
        for client, rule, _ in {(one.client, one.why.rule, one.ref) for one in self.held}:
            counted[client][rule] += 1
        return {client: dict(sorted(rules.items())) for client, rules in sorted(counted.items())}


def forecast(context: Context, store: ForecastStore, length: timedelta, client: str = "") -> Forecast:
    """Turn the clock forward on copies in memory, over all customers at once: people and daily ramps are shared."""
    start = context.clock()
    with store.read() as unit:
        crowd = _Crowd(context, unit, start)
        held: list[HeldCase] = []
        for bundles, queued in _pages(unit, client, start):
            crowd.know(unit.person_keys([contact.id for bundle in bundles for contact in bundle.facts.contacts]))
            for bundle in bundles:
                held += _held(context, unit, bundle, start)
                crowd.add(bundle, [one for one in queued if one.customer_id == bundle.customer_id])
        crowd.turn_until(start + length)
        messages = sorted(crowd.messages(), key=lambda m: (m.at, m.client, m.customer))
        return Forecast(start, start + length, crowd.size, tuple(messages), tuple(held))


def _pages(
    unit: ForecastUnit, client: str, now: datetime
) -> Iterator[tuple[Sequence[Bundle], Sequence[ClaimedMessage]]]:
    after = ""
    while ids := unit.customers_with_cases(client, after, PAGE):
        bundles = unit.bundles(ids, now)
        yield [bundles[one] for one in ids if one in bundles], unit.queued_messages(ids)
        after = ids[-1]


def _held(context: Context, unit: Unit, bundle: Bundle, now: datetime) -> Iterator[HeldCase]:
    work = CustomerWork(context, unit, bundle, now)
    for case in bundle.cases:
        playbook = context.shelf.for_case(unit, case.playbook)
        facts = work.facts(case.id)
        for why in held_back(case, playbook, facts, work.rules, now):
            zone = customer_zone(facts, work.rules)
            yield HeldCase(case.client, zone, case.ref, case.case_type, case.state, why)


class _Crowd:
    """All customers, each with its own time; whoever is due first goes first."""

    def __init__(self, context: Context, unit: Unit, now: datetime) -> None:
        self._context = context
        self._unit = unit
        self._now = now
        self._prospects: dict[str, Prospect] = {}
        self._keys: dict[str, tuple[str, ...]] = {}  # contact -> keys of the person
        self._by_key: dict[str, set[str]] = defaultdict(set)  # key -> customers
        self._first_contacts: Counter[tuple[str, date]] = Counter()  # (client, its day)

    @property
    def size(self) -> int:
        return len(self._prospects)

    def know(self, keys: Mapping[str, tuple[str, ...]]) -> None:
        """Which keys the contacts have."""
        self._keys.update(keys)

    def add(self, bundle: Bundle, outbox: Sequence[ClaimedMessage]) -> None:
        self._prospects[bundle.customer_id] = Prospect(self._context, self._unit, bundle, self._now, outbox)
        for contact in bundle.facts.contacts:
            for key in self._keys.get(contact.id, ()):
                self._by_key[key].add(bundle.customer_id)

    def turn_until(self, end: datetime) -> None:
        """Each moment once, earliest first: all cases that are due, then the outbox in the order of the sender."""
        heap = [(at, who) for who in self._prospects if (at := self._prospects[who].next_moment(self._now)) is not None]
        heapq.heapify(heap)
        while heap and heap[0][0] < end:
            now, due = heap[0][0], []
            while heap and heap[0][0] == now:
                due.append(heapq.heappop(heap)[1])
            while due:
                self._one_round(due, now)
                following = [(who, at) for who in due if (at := self._prospects[who].next_moment(now)) is not None]
                for who, at in following:
                    if at > now:
                        heapq.heappush(heap, (at, who))
                due = [who for who, at in following if at <= now]

    def _one_round(self, due: Sequence[str], now: datetime) -> None:
        messages: list[tuple[datetime, str, str, ClaimedMessage]] = []
        for who in due:
            prospect = self._prospects[who]
            self._ramp(prospect, now)
            prospect.pass_time(now)
            messages += [(one.available_at, one.id, who, one) for one in prospect.due_messages(now)]
        for _, _, who, message in sorted(messages, key=lambda one: one[:2]):
            prospect = self._prospects[who]
            self._ramp(prospect, now)
            before = len(prospect.going)
            prospect.send(message, now)
            for going in prospect.going[before:]:
                self._went(who, going)

    def _ramp(self, prospect: Prospect, now: datetime) -> None:
        """LIVE-LIST: how many of the client's new customers were contacted by then on that day."""
        bundle = prospect.bundle
        rules = self._context.rules_of(bundle.client)
        if rules.liveness is not Liveness.RAMP:
            return
        today = local(now, rules.zone).date()
        known = bundle.ramp_used if today == local(self._now, rules.zone).date() else 0
        foreseen = self._first_contacts[bundle.client, today]
        prospect.bundle = replace(bundle, ramp_used=max(known, foreseen))

    def _went(self, who: str, going: Going) -> None:
        message, rules = going.message, self._context.rules_of(going.message.client)
        if not going.work.bundle.facts.contacted_before:
            self._first_contacts[message.client, local(going.at, rules.zone).date()] += 1
        if message.touch_class is not TouchClass.CHASE:
            return
        others = {one for key in self._keys.get(message.contact_id, ()) for one in self._by_key[key]} - {who}
        for other in others:  # TOUCH-CAP: one person, whoever's customer
            prospect = self._prospects[other]
            history = prospect.bundle.history
            chases = tuple(sorted({*history.chases, going.at}))
            prospect.bundle = replace(prospect.bundle, history=replace(history, chases=chases))

    def messages(self) -> Iterator[ForeseenMessage]:
        for prospect in self._prospects.values():
            for going in prospect.going:
                yield _message(going)


def _message(going: Going) -> ForeseenMessage:
    message, work = going.message, going.work
    facts = work.facts(going.touches[0].case_id)
    return ForeseenMessage(
        at=going.at,
        zone=customer_zone(facts, work.rules),
        client=message.client,
        customer=work.bundle.facts.external_id,
        channel=message.channel,
        touch_class=message.touch_class,
        sender=message.sender,
        touches=tuple(_touch(work.cases[t.case_id], t.step, t.template) for t in going.touches),
    )


def _touch(case: Case, step: str, template: str) -> ForeseenTouch:
    return ForeseenTouch(case.ref, case.case_type, step, template)
