"""A turn: one case, one command, and the events decided so far. Each event is applied at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.domain import events as e
from bot.domain.apply import apply
from bot.domain.calendar import after
from bot.domain.case import Case, Hold, LiveTouch, Wait, WaitReason
from bot.domain.effects import after_event
from bot.domain.facts import Facts
from bot.domain.gate import customer_zone
from bot.domain.playbook import Duration, Playbook, Task, Trigger
from bot.domain.reading import Reading
from bot.domain.rules import Rule, Rules
from bot.domain.timing import shift_after_standing
from bot.domain.vocabulary import CaseState, Channel, HoldKind, Role, TouchClass

# A stronger hold is not replaced by a weaker one.
STRENGTH = {HoldKind.PERSON_ONLY: 3, HoldKind.WRONG_PERSON: 2, HoldKind.STAFF: 1}
PROMISE_CAUSE = "promise:"  # begins the key of a promise's reminder
SAY_CAUSE = "say:"  # begins the key of a person's own words to the customer; the saying's id follows


React = Callable[["Turn", Trigger, Reading | None, str], bool]


class Turn:
    """Gathers the events of one decision. Local to one call of `decide`: nothing of it outlives that."""

    def __init__(self, case: Case, playbook: Playbook, rules: Rules, facts: Facts, now: datetime, react: React) -> None:
        self.case = case
        self._react = react
        self.playbook = playbook
        self.rules = rules
        self.facts = facts
        self.now = now
        self.zone = customer_zone(facts, rules)
        self.events: list[e.Event] = []
        self.replied_on: tuple[Channel, str] = (
            Channel.EMAIL,
            "",
        )  # medium and contact of the reply being answered
        self.answer_in = ""  # language in which that reply is answered; "" = the contact's
        self.answered: frozenset[str] = frozenset()  # causes with which that reply was answered before
        self.for_inquiry = ""  # the inquiry that nobody answered in time, while that is being dealt with

    def say(self, event: e.Event) -> None:
        """Record that something happened."""
        self.events.append(event)
        self.case = apply(self.case, event)
        self.facts = after_event(self.facts, event)

    def later(self, duration: Duration) -> datetime:
        """The moment this long after now, for customers."""
        return after(self.now, duration, self.zone, self.facts.holidays)

    def staff_deadline(self, duration: Duration) -> datetime:
        """The moment this long after now, in the client's zone: where staff sit."""
        return after(self.now, duration, self.rules.zone, self.facts.holidays)

    def react(self, trigger: Trigger, reading: Reading | None = None, reply_id: str = "") -> bool:
        """Do what the playbook says about it. False when it says nothing."""
        return self._react(self, trigger, reading, reply_id)

    def shifted(self, since: datetime) -> int:
        """The ladder's shift when it stood still since then: the clock stops while waiting."""
        return shift_after_standing(self.case, self.playbook, self.facts, self.rules, since, self.now)

    def cancel(self, reason: str, which: Callable[[LiveTouch], bool] = lambda _: True) -> None:
        """Cancel the touches that no longer apply."""
        for touch in self.case.touches:
            if which(touch):
                self.say(e.TouchCancelled(touch.key, reason, self.now))

    def refuse(self, refusal: e.TouchRefused, touch: LiveTouch) -> None:
        """A touch ends because the gate does not let it pass: what no step says again is a person's to say.

        Not where the customer does not want to hear it.
        """
        self.say(refusal)
        unsaid = touch.touch_class in (TouchClass.RESPONSE, TouchClass.NOTICE) and not touch.step
        if unsaid and refusal.rule != Rule.OPTOUT_SCOPE.value:
            self.say_by_hand(touch.touch_class)

    def raise_task(self, task: Task) -> None:
        """A person does something."""
        self.say(e.TaskRaised(task.name, task.owner, self.staff_deadline(task.within), self.now, task.kind))

    def say_by_hand(self, touch_class: TouchClass) -> None:
        """What could not be sent is a person's task."""
        name = "answer the customer by hand" if touch_class is TouchClass.RESPONSE else "tell the customer by hand"
        self.say(e.TaskRaised(name, Role.OPERATOR, self.staff_deadline(self.rules.undecided_within), self.now))

    def cancel_chases(self, reason: str) -> None:
        """Cancel everything that asks for money."""
        self.cancel(reason, lambda touch: touch.touch_class is TouchClass.CHASE)

    def hold(self, kind: HoldKind, owner: Role, deadline: datetime, level: int = 0) -> None:
        """Hold the case, unless it is closed or as strong a hold is in place. Chases are cancelled, a wait ends.

        A hold of `level` 1 or more is a person's: it takes the place of any other, but does not weaken it.
        """
        if self.case.state is CaseState.CLOSED:
            return
        held = self.case.hold
        if held is not None:
            before, asked = STRENGTH.get(held.kind, 0), STRENGTH.get(kind, 0)
            if level == 0 and before >= asked:
                return
            kind = held.kind if before > asked else kind
        self.cancel_chases(kind.value)
        self.end_wait()
        if held is not None:
            self.say(e.HoldEnded("replaced", self.now, self.shifted(held.since)))
        self.say(e.HoldPlaced(Hold(kind, owner, self.now, max(deadline, self.now), level, self.for_inquiry)))
        if kind is HoldKind.PERSON_ONLY and not self.facts.customer.person_only:
            self.say(e.PersonOnlySet(self.now))

    def lift_hold(self, by: str) -> None:
        """End the hold; the ladder goes on where it stood."""
        if self.case.hold is not None:
            self.say(e.HoldEnded(by, self.now, self.shifted(self.case.hold.since)))

    def wait(self, until: datetime, reason: WaitReason) -> bool:
        """Wait until then; chases are cancelled. False where the case is not the playbook's to pause."""
        if self.case.state not in (CaseState.OPEN, CaseState.WAITING):
            return False
        self.cancel_chases(reason.value)
        wait = Wait(max(until, self.now), reason, self.now)
        if self._waits_already(wait):
            self._cancel_promise_reminder()
        else:
            self.end_wait()
            self.say(e.WaitStarted(wait))
        return True

    def _waits_already(self, wait: Wait) -> bool:
        """Whether just this wait is running. One for an answer was over when the customer wrote: a new one is said."""
        running = self.case.wait
        if running is None or (running.until, running.reason) != (wait.until, wait.reason):
            return False
        return wait.reason is not WaitReason.ANSWER or any(isinstance(said, e.WaitStarted) for said in self.events)

    def _cancel_promise_reminder(self) -> None:
        self.cancel("the wait is over", lambda touch: touch.key.cause.startswith(PROMISE_CAUSE))

    def end_wait(self) -> None:
        """End a wait, if there is one. A promise's reminder goes with it."""
        if self.case.wait is None:
            return
        self._cancel_promise_reminder()
        self.say(e.WaitEnded(self.now, self.shifted(self.case.wait.since)))

    @property
    def running(self) -> bool:
        """Whether the playbook's ladder is running: not while it waits for somebody else's answer."""
        return self.case.state is CaseState.OPEN and not any(inquiry.holds_ladder for inquiry in self.case.inquiries)

    @property
    def held(self) -> bool:
        """Whether nothing automatic happens."""
        return self.case.state is CaseState.HELD
