"""Why a case is where it is: what the running system will do next, and what holds it back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain import commands as c
from bot.domain import events as e
from bot.domain.apply import apply
from bot.domain.calendar import last_business_day_before, local
from bot.domain.case import Case, LiveTouch, TouchKey
from bot.domain.clockwork import next_at
from bot.domain.decide import decide
from bot.domain.effects import after_event
from bot.domain.facts import Facts
from bot.domain.gate import Refusal, TouchAtGate, evaluate, plan
from bot.domain.ladder import pick
from bot.domain.playbook import Playbook, Send
from bot.domain.raising import MARK
from bot.domain.rules import Rule, Rules
from bot.domain.sentences import WAITS_FOR, held_for, sentence
from bot.domain.timing import due_at, unfinished
from bot.domain.turn import PROMISE_CAUSE
from bot.domain.vocabulary import CaseState, Channel, HoldKind, ProposalState, Role, TouchClass

__all__ = ["Held", "NextStep", "held_back", "next_steps", "sentence"]

# How far ahead is looked: a ladder ends with a person well before.
HORIZON = timedelta(days=400)
MAX_TURNS = 200
ENDS = frozenset({CaseState.HELD, CaseState.DECIDING, CaseState.EXECUTING, CaseState.CLOSED})
RULE_OF_HOLD = {HoldKind.PERSON_ONLY: Rule.PERSON_ONLY, HoldKind.DISPUTE: Rule.DISPUTE_HOLD}


@dataclass(frozen=True, slots=True)
class NextStep:
    """Something that happens by itself. `channel` None = nothing is sent: a task, a person takes over, a deadline."""

    # The step's id, else what happens: "promise_broken", "person" (takes over), "the operator is pinged" ...
    step: str
    channel: Channel | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Held:
    """What holds the case back. `lifts_at` None = no time lifts it, only what `lifts_when` says."""

    rule: str
    sentence: str
    lifts_at: datetime | None
    lifts_when: str
    kind: str = ""  # of a hold
    owner: str = ""  # of a hold: who must act
    deadline: datetime | None = None  # of a hold: then it goes one level up


def next_steps(case: Case, playbook: Playbook, facts: Facts, rules: Rules, now: datetime) -> tuple[NextStep, ...]:
    """What happens next if nobody writes, pays or acts, every message arrives and the feed keeps its rhythm.

    The same `decide` and the same gate as in the running system, with the clock turned forward, until a person or
    the end of the case is reached.
    """
    return tuple(_Ahead(case, playbook, facts, rules, now).steps())


def held_back(case: Case, playbook: Playbook, facts: Facts, rules: Rules, now: datetime) -> tuple[Held, ...]:
    """Everything that keeps the case or its next message from going on at this moment."""
    if case.state is CaseState.CLOSED:
        return ()
    own = tuple(_of_the_case(case, now))
    refused = _refusals(case, playbook, facts, rules, now)
    known = {held.rule for held in own} | {Rule.CASE_STATE.value}
    return own + tuple(held for held in refused if held.rule not in known)


# --- what holds it back ----------------------------------------------------------------------------------------


def _of_the_case(case: Case, now: datetime) -> Iterator[Held]:
    hold, wait, state = case.hold, case.wait, Rule.CASE_STATE.value
    if hold is not None:
        rule = RULE_OF_HOLD.get(hold.kind, Rule.CASE_STATE).value
        lifts = f"the {hold.owner.value} or whoever stands in releases it"
        yield Held(rule, held_for(hold), None, lifts, hold.kind.value, hold.owner.value, hold.deadline)
    live = case.live_proposal
    if live is not None:
        proposed = live.state is ProposalState.PROPOSED
        waits = "the decision" if proposed else "the carrying out"
        said = "A proposal waits for its decision." if proposed else "What was approved is being carried out."
        yield Held(state, said, None, f"{waits} of the proposal")
    if wait is not None:
        yield Held(state, f"Waiting for {WAITS_FOR[wait.reason]}.", wait.until, "the time passes or the customer acts")
    if case.state is CaseState.OPEN and case.not_before is not None and case.not_before > now:
        yield Held(state, "Nothing is sent by itself for a while.", case.not_before, "the time passes")


def _plain(label: str) -> str:
    return label.replace("_", " ")


def _refusals(case: Case, playbook: Playbook, facts: Facts, rules: Rules, now: datetime) -> tuple[Held, ...]:
    """What the gate says of the next message: at its time, with what is known now."""
    found = _next_send(case, playbook, facts, rules)
    if found is None:
        return ()
    action, due = found
    reached = pick(action.channels, action.to, facts, rules)
    if reached is None:
        sentence_ = "No channel is left on which the customer may be reached."
        return (Held(Rule.NO_ADDRESS.value, sentence_, None, "an address is added or the customer opts in"),)
    contact, channel = reached
    touch = TouchAtGate(action.touch_class, channel, contact.id, action.template, playbook.name)
    refused = evaluate(touch, case, facts, rules, max(due, now), now)
    if case.state is not CaseState.OPEN:  # its time is not settled yet, so no time holds it back
        refused = tuple(refusal for refusal in refused if refusal.lifts_at is None)
    return tuple(_held(refusal) for refusal in refused)


def _held(refusal: Refusal) -> Held:
    return Held(refusal.rule.value, refusal.sentence, refusal.lifts_at, refusal.lifts_when)


def _next_send(case: Case, playbook: Playbook, facts: Facts, rules: Rules) -> tuple[Send, datetime] | None:
    """The message that comes next: the one that is under way or held back, else the first that is due."""
    known: list[tuple[Send, datetime]] = []
    under_way: list[tuple[Send, datetime]] = []
    busy = {touch.step for touch in case.touches} | {case.planned.key.cause if case.planned else ""}
    for step in unfinished(case, playbook):
        due = due_at(step, case, playbook, facts, rules)
        if isinstance(step.action, Send) and due is not None:
            (under_way if step.id in busy else known).append((step.action, due))
    return min(under_way or known, key=lambda entry: entry[1], default=None)


# --- what comes next -------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _UnderWay:
    """A touch in the outbox."""

    key: TouchKey
    name: str
    at_gate: TouchAtGate
    at: datetime


class _Ahead:
    """The clock turned forward for one case. Local to one call of `next_steps`."""

    def __init__(self, case: Case, playbook: Playbook, facts: Facts, rules: Rules, now: datetime) -> None:
        self.case = case
        self.playbook = playbook
        self.facts = facts
        self.rules = rules
        self.now = now
        self.fresh = _is_fresh(facts, rules, now)
        self.outbox = [self._live(touch) for touch in case.touches]
        self.pinged: set[Role] = set()  # each level is shown once

    def steps(self) -> Iterator[NextStep]:
        end = self.now + HORIZON
        reached_end = False
        if self.case.planned is not None and self.case.planned.at is None:
            yield from self._happened(self._decide(c.PassTime()))  # what lifts its rule may have come by now
        for _ in range(MAX_TURNS):
            message = min(self.outbox, key=lambda one: one.at, default=None)
            turn = None if reached_end else next_at(self.case, self.playbook, self.facts, self.rules)
            if message is not None and (turn is None or message.at <= turn):
                yield from self._send(message)
            elif turn is None or turn > end:
                return
            else:
                self.now = max(self.now, turn)
                said = self._decide(c.PassTime())
                yield from self._happened(said)
                reached_end = self.case.state in ENDS and not _only_pinged(said)

    def _happened(self, said: list[e.Event]) -> Iterator[NextStep]:
        names = [name for event in said if (name := _happening(event))]
        if not names and any(isinstance(event, e.HoldPlaced) for event in said):
            names = ["person"]
        pinged = [event.role for event in said if isinstance(event, e.EscalationPinged)]
        names += [f"the {_plain(role.value)} is pinged" for role in pinged if role not in self.pinged]
        self.pinged.update(pinged)
        yield from (NextStep(name, None, self.now) for name in names)

    def _decide(self, command: c.Command) -> list[e.Event]:
        if self.fresh:
            self.facts = replace(self.facts, covered_until=local(self.now, self.rules.zone).date())
        said = decide(self.case, command, self.playbook, self.rules, self.facts, self.now)
        for event in said:
            self.case = apply(self.case, event)
            self.facts = after_event(self.facts, event)
            if isinstance(event, e.TouchQueued):
                self.outbox.append(self._queued(event))
        live = {touch.key for touch in self.case.touches}
        self.outbox = [one for one in self.outbox if one.key in live]
        return said

    def _send(self, one: _UnderWay) -> Iterator[NextStep]:
        """Hand it over, or let the gate move or refuse it."""
        self.now = max(self.now, one.at)
        refusals = evaluate(one.at_gate, self.case, self.facts, self.rules, self.now)
        final = next((refusal for refusal in refusals if refusal.lifts_at is None), None)
        if final is not None:
            lifts = final.lifts_when
            self._decide(c.RefuseTouch(one.key, final.rule.value, final.sentence, None, lifts))
        elif refusals:
            one.at = max(at for refusal in refusals if (at := refusal.lifts_at) is not None)
        else:
            self._decide(c.RecordHandOver(one.key, "ahead"))
            self._remember(one.at_gate)
            yield NextStep(one.name, one.at_gate.channel, self.now)

    def _remember(self, sent: TouchAtGate) -> None:
        history = self.facts.history
        if sent.touch_class is TouchClass.CHASE:
            week_ago = self.now - timedelta(days=7)
            history = replace(history, chases=(*(at for at in history.chases if at > week_ago), self.now))
        if sent.touch_class is TouchClass.RESPONSE:
            history = replace(history, unanswered=history.unanswered - {sent.channel})
        customer = replace(self.facts.customer, contacted_before=True)
        self.facts = replace(self.facts, history=history, customer=customer)

    # --- touches ---

    def _queued(self, event: e.TouchQueued) -> _UnderWay:
        at_gate = TouchAtGate(
            event.touch_class,
            event.channel,
            event.contact_id,
            event.template,
            self.playbook.name,
            event.answers,
            for_promise=event.key.cause.startswith(PROMISE_CAUSE),
        )
        return _UnderWay(event.key, _name(event.step, event.key, event.touch_class), at_gate, event.at)

    def _live(self, touch: LiveTouch) -> _UnderWay:
        """One that is in the outbox already; when it goes is for the gate to say, as it was when it was queued."""
        step = self.playbook.step(touch.step) if touch.step else None
        template = step.action.template if step is not None and isinstance(step.action, Send) else ""
        answers = touch.key.cause if touch.touch_class is TouchClass.RESPONSE else ""
        promised = touch.key.cause.startswith(PROMISE_CAUSE)
        name = _name(touch.step, touch.key, touch.touch_class)
        at_gate = TouchAtGate(
            touch.touch_class, touch.channel, touch.contact_id, template, self.playbook.name, answers, promised
        )
        verdict = plan(at_gate, self.case, self.facts, self.rules, self.now)
        return _UnderWay(touch.key, name, at_gate, verdict.at or self.now)


def _is_fresh(facts: Facts, rules: Rules, now: datetime) -> bool:
    """Whether the client's feed is up to date: then it is taken to stay so."""
    needed = last_business_day_before(local(now, rules.zone).date(), facts.holidays)
    return rules.declared_feed and facts.covered_until is not None and facts.covered_until >= needed


def _name(step: str, key: TouchKey, touch_class: TouchClass) -> str:
    if step:
        return step
    if key.cause.startswith(PROMISE_CAUSE):
        return "promise_reminder"
    return "answer" if touch_class is TouchClass.RESPONSE else key.cause.partition(":")[0]


def _only_pinged(said: list[e.Event]) -> bool:
    """Whether time only made somebody hear of the case: what comes next still comes."""
    told = e.EscalationRaised | e.EscalationPinged | e.EscalationEnded
    return bool(said) and all(isinstance(event, told) or _is_mark(event) for event in said)


def _is_mark(event: e.Event) -> bool:
    return isinstance(event, e.StepDone) and event.step.startswith(MARK)


def _happening(event: e.Event) -> str:
    """What an event of the clock is called; "" for one that is no step of its own."""
    match event:
        case e.StepDone():
            return "" if _is_mark(event) else event.step
        case e.PromiseBroken():
            return "promise_broken"
        case e.HoldEnded(by="deadline"):
            return "escalation"
        case e.ProposalEnded():
            return f"proposal_{event.state.value}"
        case e.CaseEscalated(reason=e.NOT_CARRIED_OUT | e.NOT_CONFIRMED):
            return "escalation"
        case _:
            return "no_answer" if isinstance(event, e.InquiryOverdue) else ""
