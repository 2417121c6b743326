"""Promises: the day that the customer names is noted, asked for, confirmed, corrected, taken back.

A day is noted only when it is sure. "Next Friday" and "03/04" may mean two: the customer is asked whether it is the
one, and "yes" then means just that one.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain import events as e
from bot.domain.calendar import add_duration, at_local, local
from bot.domain.case import Promise, WaitReason
from bot.domain.conditions import allowed
from bot.domain.playbook import Duration, NotePromise, Playbook
from bot.domain.reading import ReadDate, Reading
from bot.domain.speaking import answer, await_answer, may_clarify
from bot.domain.turn import Turn
from bot.domain.vocabulary import CaseState, DateRole, HoldKind, Intent, Question, Role

RUNNING = (CaseState.OPEN, CaseState.WAITING)
PROMISED = frozenset({DateRole.WILL_PAY_ON})
NAMED = frozenset({DateRole.WILL_PAY_ON, DateRole.OTHER})  # as an answer to "which day?" or "is it this one?"
# What a message may say beside a day, for the day to be all of it.
NO_MORE = frozenset({Intent.AFFIRM, Intent.DENY, Intent.ACKNOWLEDGEMENT, Intent.OTHER, Intent.PROMISE_TO_PAY})
ABOUT_THE_DAY = frozenset({Intent.AFFIRM, Intent.DENY, Intent.PROMISE_TO_PAY})


@dataclass(frozen=True, slots=True)
class Named:
    """What a reply says of days. `readings` of one that was named, the likeliest first; none of them is over."""

    readings: tuple[date, ...] = ()
    unclear: bool = False  # several days, or one that is over


# --- a promise -------------------------------------------------------------------------------------------------


def note_promise(
    turn: Turn,
    action: NotePromise,
    reading: Reading | None,
    reply_id: str,
    roles: Collection[DateRole] = PROMISED,
) -> None:
    """Note the promised day. What is not sure is asked, once; what is too far off is a plan, for a person."""
    if turn.case.state not in RUNNING:
        return
    if turn.case.gap <= 0 or not reply_id:  # nothing is owed that could be promised: a person sees what is meant
        _to_a_person(turn)
        return
    named = days_named(turn, reading, roles)
    accepted = [day for day in named.readings if day <= _furthest(turn, action)]
    if named.unclear:
        ask_which(turn, action, reply_id)
    elif not named.readings:
        _without_day(turn, action, reply_id)
    elif not accepted:
        _too_far(turn, reading, reply_id)
    elif len(named.readings) == 1:
        note_day(turn, action, accepted[0], reply_id)
    else:
        _propose(turn, action, accepted[0], reply_id)


def days_named(turn: Turn, reading: Reading | None, roles: Collection[DateRole] = PROMISED) -> Named:
    """The days of a reply. Those of one place in the text are readings of one day; a day that is over is no promise."""
    today = local(turn.now, turn.zone).date()
    places: dict[tuple[int, int], list[date]] = {}
    for day in _of_roles(reading, roles):
        places.setdefault(day.span, []).append(day.date)
    to_come = [tuple(dict.fromkeys(day for day in days if day >= today)) for days in places.values()]
    named = list(dict.fromkeys(days for days in to_come if days))
    if not named:
        return Named(unclear=bool(places))
    common = tuple(day for day in named[0] if all(day in other for other in named[1:]))
    return Named(common) if common else Named(unclear=True)


def _of_roles(reading: Reading | None, roles: Collection[DateRole]) -> list[ReadDate]:
    return [day for day in reading.dates if day.role in roles] if reading is not None else []


def _furthest(turn: Turn, action: NotePromise) -> date:
    return add_duration(local(turn.now, turn.zone).date(), action.at_most, turn.facts.holidays)


def note_day(turn: Turn, action: NotePromise, day: date, reply_id: str) -> None:
    """Note a day that is sure. One that was noted before is not broken: the new one stands in its place."""
    before = turn.case.promise.day if turn.case.promise is not None else None
    _take_unsaid_back(turn, action)
    turn.wait(broken_at(turn, day, action.grace), WaitReason.PROMISE)
    turn.say(e.PromiseMade(Promise(day, turn.now, instead_of=before if before != day else None)))
    answer(turn, action.noted, reply_id)


def _take_unsaid_back(turn: Turn, action: NotePromise) -> None:
    """What was still to be said of another day does not go out any more."""
    words = {action.ask, action.noted, action.confirm}
    turn.cancel("the customer named a day", lambda touch: touch.key.cause.rpartition(":")[2] in words)


def _without_day(turn: Turn, action: NotePromise, reply_id: str) -> None:
    """Ask for the day, once; then what was said is noted without one."""
    if may_clarify(turn, Question.WHICH_DAY):
        ask_which(turn, action, reply_id)
        return
    answer(turn, action.noted, reply_id)
    await_answer(turn, turn.later(action.without_day))


def ask_which(turn: Turn, action: NotePromise, reply_id: str) -> None:
    """Ask for one day. Where that was asked before, a person reads what is meant."""
    if not may_clarify(turn, Question.WHICH_DAY):
        _to_a_person(turn)
        return
    answer(turn, action.ask, reply_id, Question.WHICH_DAY, clarifying=True)
    await_answer(turn, turn.later(action.without_day))


def _propose(turn: Turn, action: NotePromise, day: date, reply_id: str) -> None:
    """Ask whether it is this day. Where something was asked to be confirmed before, which day it is."""
    if not action.confirm or not may_clarify(turn, Question.CONFIRM):
        ask_which(turn, action, reply_id)
        return
    until = turn.later(action.without_day)
    answer(turn, action.confirm, reply_id, Question.CONFIRM, clarifying=True)
    if turn.case.last_question is Question.CONFIRM:
        turn.say(e.DayProposed(day, until, turn.now))
    await_answer(turn, until)


def _too_far(turn: Turn, reading: Reading | None, reply_id: str) -> None:
    """Further off than the client accepts: a plan, which a person decides."""
    turn.react(Intent.PAYMENT_PLAN, reading, reply_id)
    if not turn.held:
        turn.hold(HoldKind.REQUEST, Role.OPERATOR, turn.staff_deadline(turn.rules.answer_promise))


def _to_a_person(turn: Turn) -> None:
    turn.hold(HoldKind.UNDECIDED_REPLY, Role.OPERATOR, turn.staff_deadline(turn.rules.undecided_within))


def broken_at(turn: Turn, day: date, grace: Duration) -> datetime:
    """When a promise counts as broken: the promised day and its grace have passed."""
    last = add_duration(day, grace, turn.facts.holidays)
    return at_local(last + timedelta(days=1), turn.playbook.at, turn.zone)


def promise_rules(playbook: Playbook) -> NotePromise | None:
    """How a playbook treats a promise, or None."""
    for reaction in playbook.reactions.values():
        for action in reaction.actions:
            if isinstance(action, NotePromise):
                return action
    return None


# --- an answer about a day -------------------------------------------------------------------------------------


def about_a_day(turn: Turn, reading: Reading, reply_id: str) -> frozenset[Intent]:
    """See to an answer about a day that was proposed, noted or asked for. Returns the intents that are seen to.

    "Yes" means the day that was proposed, and no other. "No" takes a noted day back; the day named beside it stands in
    its place.
    """
    action = _rules_here(turn)
    if action is None or turn.case.state not in RUNNING:
        return frozenset()
    proposed = proposed_day(turn)
    if proposed is None and not _is_asked_or_noted(turn):
        return frozenset()
    if proposed is not None and _agrees(turn, reading, proposed):
        note_day(turn, action, proposed, reply_id)
        return ABOUT_THE_DAY
    intents = frozenset(read.intent for read in reading.intents)
    detail = frozenset({Intent.PROVIDE_DETAILS}) if _day_is_the_detail(turn, reading) else frozenset()
    said = intents - detail
    if _names_a_day(reading, said):
        note_promise(turn, action, reading, reply_id, NAMED)
        return detail | (NO_MORE if Intent.PROMISE_TO_PAY not in said else NO_MORE - {Intent.OTHER})
    return _plainly(turn, action, said, reply_id)


def _plainly(turn: Turn, action: NotePromise, said: frozenset[Intent], reply_id: str) -> frozenset[Intent]:
    """A yes or a no without a day. Beside another request it is part of that."""
    if Intent.DENY in said and (proposed_day(turn) is not None or _is_noted(turn)):
        if said <= NO_MORE:
            _not_that_day(turn, action, reply_id)
        return ABOUT_THE_DAY
    if Intent.AFFIRM in said and _is_noted(turn):
        return frozenset({Intent.AFFIRM})  # to what is noted: it stays so
    return frozenset()


def _not_that_day(turn: Turn, action: NotePromise, reply_id: str) -> None:
    if turn.case.promise is not None:
        day = turn.case.promise.day
        turn.end_wait()
        turn.say(e.PromiseWithdrawn(day, turn.now))
    ask_which(turn, action, reply_id)


def proposed_day(turn: Turn) -> date | None:
    """The day of which we have asked whether it is meant, while that holds."""
    proposed = turn.case.proposed_day
    if proposed is None or proposed.until <= turn.now or proposed.day < local(turn.now, turn.zone).date():
        return None
    return proposed.day


def _is_noted(turn: Turn) -> bool:
    """Whether a noted day is the last that was spoken of."""
    return turn.case.promise is not None and turn.case.last_question in (None, Question.WHICH_DAY)


def _is_asked_or_noted(turn: Turn) -> bool:
    return turn.case.promise is not None or turn.case.last_question is Question.WHICH_DAY


def _names_a_day(reading: Reading, said: frozenset[Intent]) -> bool:
    """Whether the message says a day and nothing else, or a day of payment beside a yes or a no."""
    if said <= NO_MORE and _of_roles(reading, NAMED):
        return True
    return bool(said & {Intent.DENY, Intent.AFFIRM}) and bool(_of_roles(reading, PROMISED))


def _day_is_the_detail(turn: Turn, reading: Reading) -> bool:
    """Whether "provides details" can mean the day alone: "no, the 28th" tells nothing of a payment made."""
    if turn.case.last_question not in (None, Question.WHICH_DAY, Question.CONFIRM):
        return False
    return bool(_of_roles(reading, NAMED)) and not (
        reading.references or reading.amounts or reading.emails or reading.phones
    )


def _agrees(turn: Turn, reading: Reading, proposed: date) -> bool:
    """Whether it says yes to the day that was proposed: it names no other. "Yes, Friday" is that very Friday."""
    if not reading.has(Intent.AFFIRM) or reading.has(Intent.DENY):
        return False
    days = [day for day in _of_roles(reading, NAMED) if day.date >= local(turn.now, turn.zone).date()]
    if not days or any(day.date == proposed for day in days):
        return True
    return all(day.date.weekday() == proposed.weekday() and not _in_figures(reading, day) for day in days)


def _in_figures(reading: Reading, day: ReadDate) -> bool:
    """Whether the day was written with its number: then it is just that one."""
    begin, end = day.span
    return any(char.isdigit() for char in reading.stripped_text[begin:end])


def _rules_here(turn: Turn) -> NotePromise | None:
    """How a promise is treated in this very case; None where the playbook notes none."""
    reaction = turn.playbook.reactions.get(Intent.PROMISE_TO_PAY)
    if reaction is None:
        return None
    for action, guard in reaction.guarded():
        if isinstance(action, NotePromise) and allowed(guard.only_if, guard.unless, turn.case, turn.facts, turn.now):
            return action
    return None
