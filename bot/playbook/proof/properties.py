"""What must be true of every transition: judged by the events that `decide` gave and the state that they left.

Much of it the domain guarantees whatever a playbook says. It is looked at all the same: the proof does not take the
core's word for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from bot.domain import events as e
from bot.domain.calendar import local
from bot.domain.case import Case, LiveTouch
from bot.domain.changing import replace
from bot.domain.facts import ContactFacts
from bot.domain.linked import MOVES_MONEY
from bot.domain.playbook import Playbook, Send, Tell, Tone
from bot.domain.reasons import ReasonGroup, group_of
from bot.domain.vocabulary import CaseState, CaseType, Intent, Owes, ProposalState, Role, TouchClass
from bot.playbook.proof.moves.move import Move
from bot.playbook.proof.state import Ground, Memory, State, Turned

# Templates that tell how a case was resolved, wherever they stand.
OUTCOME_NAMES = ("common/carried_out", "common/resolution_")
DONE = frozenset({ProposalState.CARRIED_OUT, ProposalState.CONFIRMED})
SENIOR = frozenset({Role.SUPERVISOR, Role.ADMIN})
# Whoever writes this is answered by a person, at once.
FOR_A_PERSON = (Intent.DISPUTE, Intent.HUMAN_REQUEST, Intent.COMPLAINT)
WITH_SOMEBODY = frozenset({CaseState.HELD, CaseState.DECIDING, CaseState.EXECUTING, CaseState.CLOSED})
PAID = "already_paid"


@dataclass(frozen=True, slots=True)
class Violation:
    """What is wrong, in one sentence, and the part of the playbook that it comes from: ("steps", "first")."""

    rule: str
    sentence: str
    part: tuple[str, ...]


class Taken(NamedTuple):
    """A transition as the properties see it."""

    ground: Ground
    outcome_words: frozenset[str]
    before: State
    move: Move
    turned: Turned

    @property
    def after(self) -> State:
        """The state that it led to."""
        return self.turned.after

    @property
    def today(self) -> date:
        """The customer's day on which it happened."""
        return local(self.after.now, self.after.facts.customer.zone).date()


def outcome_words(playbook: Playbook) -> frozenset[str]:
    """The templates that tell an outcome: those told upon `confirmed`, and those named so."""
    found = set()
    for reaction in playbook.reactions.values():
        for action in reaction.actions:
            if isinstance(action, Tell):
                found |= {action.template, *action.for_resolution.values()}
    return frozenset(name for name in found if name.startswith(OUTCOME_NAMES))


def judged(taken: Taken) -> tuple[Memory, tuple[Violation, ...]]:
    """What is remembered from now on, and what was wrong."""
    memory = _by_staff(taken, taken.before.memory)
    found: list[Violation] = []
    for event in taken.turned.events:
        kind = type(event)
        if kind in JUDGED and not _never_goes_out(taken, event):
            found += _of_event(taken, memory, event)
        if kind in REMEMBERED:
            memory = _remembered(taken, memory, event)
    found += _of_state(taken)
    return memory, tuple(found)


def _never_goes_out(taken: Taken, event: e.Event) -> bool:
    """Whether a message is taken back in the same breath: it is none."""
    return isinstance(event, e.TouchQueued) and any(
        isinstance(one, e.TouchRefused | e.TouchCancelled) and one.key == event.key for one in taken.turned.events
    )


JUDGED = frozenset({e.TouchQueued, e.HoldPlaced, e.ProposalApproved, e.ResolutionCarriedOut, e.CaseClosed})
REMEMBERED = frozenset(
    {
        e.ReplyReceived,
        e.ReplyDecided,
        e.PaymentRecorded,
        e.PaymentReversed,
        e.AmountsRevised,
        e.PromiseMade,
        e.CaseReopened,
        e.CaseRetyped,
        e.HoldPlaced,
        e.ProposalMade,
        e.CaseClosed,
        e.CaseEscalated,
        e.TaskRaised,
        e.TouchSent,
        e.TouchFailed,
        e.ReasonRevised,
    }
)


# --- what is remembered ----------------------------------------------------------------------------------------


def _by_staff(taken: Taken, memory: Memory) -> Memory:
    """A member of staff who works on the case has seen what the customer wrote, and knows of a deadline."""
    return replace(memory, unread="") if taken.move.by_staff and memory.unread else memory


def _remembered(taken: Taken, memory: Memory, event: e.Event) -> Memory:  # noqa: PLR0911 - one for each event
    match event:
        case e.ReplyReceived(automatic=False):
            return replace(memory, tone=-1, sent_on=None, unread=_unread(memory, event))
        case e.ReplyDecided() if Intent.ALREADY_PAID in event.intents:
            return replace(memory, unread=PAID)
        case (
            e.PaymentRecorded()
            | e.PaymentReversed()
            | e.AmountsRevised()
            | e.PromiseMade()
            | e.CaseReopened()
            | e.CaseRetyped()
        ):
            return replace(memory, tone=-1, sent_on=None, unread="")  # the ledger says more than anybody wrote
        case e.HoldPlaced():
            told = taken.after.case.respond_by is None or event.hold.deadline.date() <= taken.after.case.respond_by
            return replace(memory, unread="", escalated=memory.escalated or told)
        case e.CaseEscalated():
            return replace(memory, escalated=memory.escalated or event.to in SENIOR)
        case e.TaskRaised():
            return replace(memory, escalated=memory.escalated or event.owner in SENIOR)
        case e.TouchSent() if not taken.move.outside:
            chase = _chase_of(taken, event)
            firmest = (
                max(memory.tone, _tone_of(taken.ground.playbook, chase.step)) if chase is not None else memory.tone
            )
            return replace(memory, sent_on=taken.today, chased=chase is not None, tone=firmest)
        case _:
            return replace(memory, **PLAINLY.get(type(event), {}))


# What events change of what is remembered, whatever they say.
PLAINLY: dict[type[object], dict[str, Any]] = {
    e.ProposalMade: {"unread": ""},
    e.CaseClosed: {"unread": ""},
    e.TouchFailed: {"sent_on": None},
    e.ReasonRevised: {"revised": True},
}


def _chase_of(taken: Taken, event: e.TouchSent) -> LiveTouch | None:
    chases = (one for one in taken.before.case.touches if one.touch_class is TouchClass.CHASE)
    return next((one for one in chases if one.key == event.key), None)


def _tone_of(playbook: Playbook, name: str) -> int:
    """How firm a step's message is; -1 for what is no step, such as the reminder of a promise."""
    step = playbook.step(name) if name else None
    return int(step.action.tone) if step is not None and isinstance(step.action, Send) else -1


def _unread(memory: Memory, reply: e.ReplyReceived) -> str:
    """What a person must see: that they have paid, until they promise to pay after all."""
    if reply.decided and Intent.ALREADY_PAID in reply.intents:
        return PAID
    return "" if reply.decided and Intent.PROMISE_TO_PAY in reply.intents else memory.unread


# --- what an event may not be ----------------------------------------------------------------------------------


def _of_event(taken: Taken, memory: Memory, event: e.Event) -> Iterator[Violation]:
    match event:
        case e.TouchQueued():
            for judge in MESSAGES:
                yield from judge(taken, memory, event)
        case e.HoldPlaced() if event.hold.deadline <= event.hold.since:
            yield Violation("hold-without-deadline", "The case is held without any time to look at it.", ())
        case e.ProposalApproved():
            yield from _anothers(taken, event.proposal_id)
        case e.ResolutionCarriedOut():
            yield from _carried_out(taken, event)
            yield from _anothers(taken, event.proposal_id)
        case e.CaseClosed(by="playbook") if not _done(taken.after.case):
            sentence = f"The playbook closes the case as '{event.outcome.value}', but nothing was carried out."
            yield Violation("closes-by-itself", sentence, ("reactions", "confirmed"))
        case _:
            pass


def _carried_out(taken: Taken, event: e.ResolutionCarriedOut) -> Iterator[Violation]:
    known = next((one for one in taken.before.case.proposals if one.id == event.proposal_id), None)
    approved = known is not None and known.state is ProposalState.APPROVED
    if not approved or known is None or len(known.approvals) < known.approvers_needed:
        yield Violation("carried-out-without-approval", "A resolution was carried out that nobody approved.", ())


def _anothers(taken: Taken, proposal_id: str) -> Iterator[Violation]:
    """Of linked cases one moves the money: here it is always the other."""
    known = next((one for one in taken.before.case.proposals if one.id == proposal_id), None)
    if taken.before.facts.siblings and known is not None and known.kind in MOVES_MONEY:
        sentence = f"A linked case decides about the money, and '{known.kind.value}' goes on here as well."
        yield Violation("moves-anothers-money", sentence, ())


def _done(case: Case) -> bool:
    return any(proposal.state in DONE for proposal in case.proposals)


def _unprompted(event: e.TouchQueued) -> bool:
    return event.touch_class in (TouchClass.CHASE, TouchClass.NOTICE)


def _burst(taken: Taken, memory: Memory, event: e.TouchQueued) -> Iterator[Violation]:
    if taken.move.outside or not _unprompted(event):
        return
    day = local(event.at, taken.after.facts.customer.zone).date()
    chased = event.touch_class is TouchClass.CHASE and memory.chased  # the gate keeps two chases days apart (TOUCH-CAP)
    if (memory.sent_on == day and not chased) or _told_before(taken, event):
        sentence = f"'{event.template}' is the second message of one day, and nobody has answered the first."
        yield Violation("burst", sentence, _part_of(taken, event))


def _told_before(taken: Taken, event: e.TouchQueued) -> bool:
    """Whether something else is told in the same breath."""
    notices = [one for one in taken.turned.events if isinstance(one, e.TouchQueued) and one.touch_class == "notice"]
    return event in notices[1:]


def _tone(taken: Taken, memory: Memory, event: e.TouchQueued) -> Iterator[Violation]:
    if event.touch_class is TouchClass.CHASE and event.step and event.tone < memory.tone:
        tones = f"{Tone(event.tone).name.lower()} after {Tone(memory.tone).name.lower()}"
        yield Violation("tone-falls", f"The tone falls: {tones}.", (*_part_of(taken, event), "tone"))


def _told_early(taken: Taken, _: Memory, event: e.TouchQueued) -> Iterator[Violation]:
    if event.template in taken.outcome_words and not _done(taken.after.case):
        sentence = f"'{event.template}' tells an outcome before anything was carried out."
        yield Violation("told-before-done", sentence, _part_of(taken, event))


def _resumed(taken: Taken, memory: Memory, event: e.TouchQueued) -> Iterator[Violation]:
    if memory.unread == PAID and event.step and not taken.move.outside:
        sentence = f"The customer said that they have paid; nobody has looked, and '{event.step}' is sent."
        yield Violation("resumes-after-paid", sentence, ("reactions", PAID))


def _pressed(taken: Taken, _: Memory, event: e.TouchQueued) -> Iterator[Violation]:
    case = taken.after.case
    held = case.gap < 0 or case.owes is Owes.WE
    hard = event.touch_class is TouchClass.CHASE or (_unprompted(event) and event.tone > Tone.FRIENDLY)
    if held and hard:
        sentence = f"We hold the customer's money, and '{event.template}' presses them."
        yield Violation("presses-where-we-owe", sentence, (*_part_of(taken, event), "tone"))


def _fraud(taken: Taken, _: Memory, event: e.TouchQueued) -> Iterator[Violation]:
    case = taken.after.case
    fraud = case.case_type is CaseType.CHARGEBACK and group_of(case.reason) is ReasonGroup.FRAUD
    fraud = fraud or any(one.silent for one in taken.after.facts.siblings)
    if fraud and _unprompted(event):
        sentence = f"The reason is fraud: the cardholder is not written to, but '{event.template}' is sent."
        yield Violation("writes-on-fraud", sentence, _part_of(taken, event))


MESSAGES: tuple[Callable[[Taken, Memory, e.TouchQueued], Iterator[Violation]], ...] = (
    _burst,
    _tone,
    _told_early,
    _resumed,
    _pressed,
    _fraud,
)


def _part_of(taken: Taken, event: e.TouchQueued) -> tuple[str, ...]:
    """The part of the playbook that sent a message: its step, else the reaction that names its words."""
    if event.step:
        return ("steps", event.step)
    trigger = event.key.cause.partition(":")[0].partition(".")[0]
    known = {one.value: reaction for one, reaction in taken.ground.playbook.reactions.items()}
    ordered = [trigger, *_said(taken), *known]
    for name in ordered:
        if name in known and event.template in repr(known[name].actions):
            return ("reactions", name)
    return ("reactions",)


def _said(taken: Taken) -> list[str]:
    """The intents and flags that the customer's reply had."""
    replies = [one for one in taken.turned.events if isinstance(one, e.ReplyReceived | e.ReplyDecided)]
    return [label.value for reply in replies for label in (*reply.intents, *reply.flags)]


# --- what a state may not be -----------------------------------------------------------------------------------


def _of_state(taken: Taken) -> Iterator[Violation]:
    after = taken.after
    for touch in after.case.touches:
        if touch.touch_class is TouchClass.CHASE:
            yield from _chased(taken, touch)
    yield from _unattended(taken)
    yield from _missed(taken)


def _chased(taken: Taken, touch: LiveTouch) -> Iterator[Violation]:
    """A chase that is on its way where none may be."""
    after, case = taken.after, taken.after.case
    contact = next((one for one in after.facts.customer.contacts if one.id == touch.contact_id), None)
    part = ("steps", touch.step) if touch.step else ("reactions", touch.key.cause.partition(":")[0])
    rest_only = taken.ground.rules.chase_undisputed_rest and case.chaseable_minor > 0
    wrongs = (
        ("chase-after-closing", case.state is CaseState.CLOSED, "the case is closed"),
        ("chase-after-payment", case.gap <= 0, "nothing is owed any more"),
        ("chase-contested", case.disputed > 0 and not rest_only, "the amount is contested"),
        ("chase-after-person-only", after.facts.customer.person_only, "only a person may write"),
        ("chase-after-opt-out", contact is not None and touch.channel in contact.suppressed, "they opted out"),
        ("chase-after-wrong-person", _lost(contact, touch), "the address is not theirs"),
        ("chase-while-linked", bool(after.facts.siblings), "a linked case decides about the money"),
        ("chase-while-held", case.state not in (CaseState.OPEN, CaseState.WAITING), "a person has the case"),
    )
    found = next(((rule, why) for rule, wrong, why in wrongs if wrong), None)
    if found is not None:
        yield Violation(found[0], f"The customer is asked for money although {found[1]}.", part)


def _lost(contact: ContactFacts | None, touch: LiveTouch) -> bool:
    return contact is None or touch.channel not in contact.reachable


def _unattended(taken: Taken) -> Iterator[Violation]:
    replies = [one for one in taken.turned.events if isinstance(one, e.ReplyReceived) and one.decided]
    if not replies or taken.after.case.state in WITH_SOMEBODY:
        return
    if any(isinstance(one, e.TaskRaised | e.HoldPlaced | e.CaseEscalated) for one in taken.turned.events):
        return
    for reply in replies:
        for intent in FOR_A_PERSON:
            if intent in reply.intents:
                sentence = f"The customer wrote '{intent.value}', and no person hears of it."
                yield Violation("no-person", sentence, ("reactions", intent.value))


def _missed(taken: Taken) -> Iterator[Violation]:
    """An outside deadline passed: it was met (closed, carried out), or somebody senior knew of it before."""
    case = taken.after.case
    if case.respond_by is None or taken.today <= case.respond_by:
        return
    met = case.state is CaseState.CLOSED or (case.live_proposal is not None and _done(case))
    if not met and not taken.before.memory.escalated:
        sentence = "The outside deadline passes, and nobody above the operator was told of it."
        yield Violation("deadline-passes", sentence, ("reactions", "deadline_near"))
