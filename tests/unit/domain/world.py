"""A small world in which cases of one person live under a turned clock.

It does what the application does around the domain: one transaction decides all that is due of the person, merges
the touches, passes each message through the gate a second time when it is handed over, keeps the person's history
over all clients, and lets effects of events become facts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from bot.domain import commands as c
from bot.domain import events as e
from bot.domain.apply import apply
from bot.domain.calendar import local
from bot.domain.case import Case, TouchKey
from bot.domain.clockwork import next_at
from bot.domain.decide import decide
from bot.domain.effects import after_event
from bot.domain.facts import Facts, PersonHistory, Spent
from bot.domain.gate import TouchAtGate, evaluate
from bot.domain.linked import sibling
from bot.domain.merge import merge
from bot.domain.playbook import Playbook
from bot.domain.reading import Reading
from bot.domain.rules import Rules
from bot.domain.turn import PROMISE_CAUSE
from bot.domain.vocabulary import CaseState, Channel, FailureClass, Owes, TouchClass
from tests.unit.domain import kit

TOO_OFTEN = 25  # more turns of one case at one moment is a loop
WEEK = timedelta(days=7)


@dataclass
class Message:
    touches: list[tuple[str, e.TouchQueued]]
    at: datetime
    planned: datetime


@dataclass(frozen=True)
class Sent:
    """A touch that the provider accepted."""

    case_id: str
    touch: e.TouchQueued
    at: datetime
    message: int  # number of the message that carried it
    case: Case  # as it stood then
    facts: Facts


@dataclass
class World:
    now: datetime = kit.MONDAY
    playbooks: dict[Owes, Playbook] = field(default_factory=dict)
    rules: dict[str, Rules] = field(default_factory=dict)
    known: dict[str, Facts] = field(default_factory=dict)  # client -> facts without siblings and history
    history: PersonHistory = field(default_factory=PersonHistory)
    cases: dict[str, Case] = field(default_factory=dict)
    log: dict[str, list[e.Event]] = field(default_factory=dict)
    outbox: list[Message] = field(default_factory=list)
    sent: list[Sent] = field(default_factory=list)
    keys: set[tuple[str, TouchKey]] = field(default_factory=set)
    spent: dict[str, list[tuple[datetime, str, int]]] = field(default_factory=dict)  # currency -> (at, by, minor)
    fails: Callable[[e.TouchQueued], FailureClass | None] = lambda _: None
    down: bool = False  # nothing runs: an outage
    messages: int = 0
    turns: int = 0
    _replies: int = 0

    def __post_init__(self) -> None:
        for owes, build in ((Owes.THEY, kit.they_owe), (Owes.WE, kit.we_owe), (Owes.OPEN, kit.open_question)):
            self.playbooks.setdefault(owes, build())
        self.playbooks.setdefault(Owes.EITHER, kit.open_question(Owes.EITHER))
        self.rules.setdefault("acme", kit.rules())
        for client in self.rules:
            self.known.setdefault(client, kit.facts())

    # --- facts -------------------------------------------------------------------------------------------------

    def facts(self, case_id: str, client: str) -> Facts:
        siblings = tuple(
            sibling(s)
            for s in self.cases.values()
            if s.id != case_id and s.client == client and s.state is not CaseState.CLOSED
        )
        chases = tuple(at for at in self.history.chases if at > self.now - WEEK)
        history = replace(self.history, chases=chases)
        spent = Spent(self._spent_on_customer(), self._spent_by_approver())
        known = self.known[client]
        recent = known.recent_cases + sum(s.id != case_id and s.client == client for s in self.cases.values())
        return replace(known, siblings=siblings, history=history, spent=spent, recent_cases=recent)

    def _recent(self) -> list[tuple[str, str, int]]:
        since = self.now - timedelta(days=30)
        return [(cur, by, minor) for cur, rows in self.spent.items() for at, by, minor in rows if at > since]

    def _spent_on_customer(self) -> dict[str, int]:
        totals: dict[str, int] = {}
        for currency, _, minor in self._recent():
            totals[currency] = totals.get(currency, 0) + minor
        return totals

    def _spent_by_approver(self) -> dict[tuple[str, str], int]:
        totals: dict[tuple[str, str], int] = {}
        for currency, by, minor in self._recent():
            totals[by, currency] = totals.get((by, currency), 0) + minor
        return totals

    def change(self, client: str = "acme", **fields: Any) -> None:
        """Facts change: what they may have held back is looked at again."""
        self.known[client] = replace(self.known[client], **fields)
        self.wake()

    def wake(self) -> None:
        blocked = [k.id for k in self.cases.values() if k.planned is not None and k.planned.at is None]
        self.transaction([(case_id, c.PassTime()) for case_id in blocked])

    # --- commands ----------------------------------------------------------------------------------------------

    def open(self, command: c.OpenCase | None = None) -> Case:
        command = command or kit.opening()
        self.transaction([(command.case_id, command)])
        return self.cases[command.case_id]

    def do(self, command: c.Command, case_id: str = "C1") -> list[e.Event]:
        return self.transaction([(case_id, command)])

    def reply(self, reading: Reading, case_id: str = "C1", channel: Channel = Channel.EMAIL) -> list[e.Event]:
        self._replies += 1
        waiting = self.history.unanswered | {channel}
        self.history = replace(self.history, last_inbound_at=self.now, unanswered=waiting)
        return self.do(c.UnderstandReply(f"r{self._replies}", channel, reading, "c1"), case_id)

    def transaction(self, commands: list[tuple[str, c.Command]]) -> list[e.Event]:
        """Decide them one after the other; merge what was queued into messages."""
        queued: list[tuple[str, e.TouchQueued]] = []
        said: list[e.Event] = []
        for case_id, command in commands:
            events = self._decide(case_id, command)
            said.extend(events)
            for event in events:
                if isinstance(event, e.TouchQueued):
                    assert (case_id, event.key) not in self.keys, f"{event.key} of {case_id} was used before"
                    self.keys.add((case_id, event.key))
                    queued.append((case_id, event))
        live = [(i, q) for i, q in queued if any(t.key == q.key for t in self.cases[i].touches)]
        for plan in merge((self.cases[case_id], event) for case_id, event in live):
            assert plan.at >= max(touch.at for _, touch in plan.touches)
            self.outbox.append(Message(list(plan.touches), plan.at, plan.at))
        return said

    def _decide(self, case_id: str, command: c.Command) -> list[e.Event]:
        case = self.cases.get(case_id)
        client = command.client if isinstance(command, c.OpenCase) else self.cases[case_id].client
        owes = command.owes if isinstance(command, c.OpenCase) else self.cases[case_id].owes
        known = self.facts(case_id, client)
        arguments = (case, command, self.playbooks[owes], self.rules[client], known, self.now)
        events = decide(*arguments)
        assert events == decide(*arguments), "the same arguments gave other events"
        self.turns += 1
        for event in events:
            case = apply(case, event)
            self._effect(case, event)
        if case is not None:
            self.cases[case_id] = case
            self.log.setdefault(case_id, []).extend(events)
        return events

    def _effect(self, case: Case, event: e.Event) -> None:
        for client in self.known:
            mine = client == case.client or not isinstance(event, e.PersonOnlySet | e.PersonOnlyLifted)
            if mine:  # a person's addresses are the same for every client; PERSON-ONLY is the customer's
                self.known[client] = after_event(self.known[client], event)
        match event:
            case e.TouchCancelled() | e.TouchSuperseded() | e.TouchRefused() | e.TouchFailed():
                self._drop(case.id, event.key)
            case e.TouchPlanned(until=datetime() as until):
                for message in self.outbox:
                    if any(key == (case.id, event.key) for key in _keys(message)):
                        message.at = max(message.at, until)
            case e.ProposalApproved(complete=True):
                proposal = next(p for p in case.proposals if p.id == event.proposal_id)
                self.spent.setdefault(proposal.currency, []).append((self.now, event.by, proposal.minor_units))
            case _:
                pass

    def _drop(self, case_id: str, key: TouchKey) -> None:
        for message in self.outbox:
            message.touches = [(i, t) for i, t in message.touches if (i, t.key) != (case_id, key)]
        self.outbox = [message for message in self.outbox if message.touches]

    # --- the clock ---------------------------------------------------------------------------------------------

    def next_at(self, case_id: str = "C1") -> datetime | None:
        case = self.cases[case_id]
        return next_at(case, self.playbooks[case.owes], self.facts(case_id, case.client), self.rules[case.client])

    def run(self, until: datetime | timedelta) -> None:
        """Turn the clock to then, doing all that falls due on the way."""
        end = self.now + until if isinstance(until, timedelta) else until
        seen: dict[tuple[str, datetime], int] = {}
        while not self.down:
            due = min(self._times(), default=None)
            if due is None or due > end:
                break
            self.now = max(self.now, due)
            self._work(seen)
        self.now = max(self.now, end)

    def _times(self) -> list[datetime]:
        nexts = (self.next_at(case_id) for case_id in self.cases)
        return [*(at for at in nexts if at is not None), *(message.at for message in self.outbox)]

    def _work(self, seen: dict[tuple[str, datetime], int]) -> None:
        due = [i for i in self.cases if (at := self.next_at(i)) is not None and at <= self.now]
        for case_id in due:
            seen[case_id, self.now] = seen.get((case_id, self.now), 0) + 1
            assert seen[case_id, self.now] <= TOO_OFTEN, f"{case_id} turns on the spot: {self.cases[case_id]}"
        self.transaction([(case_id, c.PassTime()) for case_id in due])
        for message in [message for message in self.outbox if message.at <= self.now]:
            if message in self.outbox:
                self._hand_over(message)

    def _hand_over(self, message: Message) -> None:
        refused = self._refusals(message)
        later = [refusal.lifts_at for _, refusal in refused if refusal.lifts_at is not None]
        if later:
            message.at = max(later)
        for case_id, refusal in refused:
            self.do(refusal, case_id)
        if refused or message not in self.outbox:
            return
        self.outbox.remove(message)
        failure = self.fails(message.touches[0][1])
        if failure is None:
            self._deliver(message)
        else:
            for case_id, touch in message.touches:
                self.do(c.RecordFailure(touch.key, "m", failure, contact_id=touch.contact_id), case_id)

    def _refusals(self, message: Message) -> list[tuple[str, c.RefuseTouch]]:
        found = []
        for case_id, touch in message.touches:
            case = self.cases[case_id]
            why = self._weigh(case, touch)
            if why:
                first = next((r for r in why if r.lifts_at is None), None) or max(why, key=lambda r: r.lifts_at)
                refusal = c.RefuseTouch(touch.key, first.rule.value, first.sentence, first.lifts_at, first.lifts_when)
                found.append((case_id, refusal))
        return found

    def _weigh(self, case: Case, touch: e.TouchQueued) -> tuple[Any, ...]:
        at_gate = TouchAtGate(
            touch.touch_class,
            touch.channel,
            touch.contact_id,
            touch.template,
            self.playbooks[case.owes].name,
            touch.answers,
            for_promise=touch.key.cause.startswith(PROMISE_CAUSE),
        )
        return evaluate(at_gate, case, self.facts(case.id, case.client), self.rules[case.client], self.now)

    def _deliver(self, message: Message) -> None:
        assert self.now >= message.planned, "a message went earlier than planned"
        self.messages += 1
        for case_id, touch in message.touches:
            case = self.cases[case_id]
            self.sent.append(Sent(case_id, touch, self.now, self.messages, case, self.facts(case_id, case.client)))
            self.do(c.RecordHandOver(touch.key, f"m{self.messages}"), case_id)
        first = message.touches[0][1]
        if first.touch_class is TouchClass.CHASE:
            self.history = replace(self.history, chases=(*self.history.chases, self.now))
        if first.touch_class is TouchClass.RESPONSE:
            self.history = replace(self.history, unanswered=self.history.unanswered - {first.channel})

    # --- what tests ask ----------------------------------------------------------------------------------------

    @property
    def case(self) -> Case:
        return self.cases["C1"]

    def steps_sent(self, case_id: str = "C1") -> list[tuple[str, date]]:
        """(step, local day) of every message of the ladder that went out."""
        mine = [sent for sent in self.sent if sent.case_id == case_id and sent.touch.step]
        return [(sent.touch.step, local(sent.at, kit.NEW_YORK).date()) for sent in mine]

    def said(self, kind: type, case_id: str = "C1") -> list[Any]:
        return [event for event in self.log[case_id] if isinstance(event, kind)]


def _keys(message: Message) -> list[tuple[str, TouchKey]]:
    return [(case_id, touch.key) for case_id, touch in message.touches]
