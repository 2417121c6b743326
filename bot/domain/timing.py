"""When the steps of a ladder are due. Steps keep their distances however late it starts or however long it stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import assert_never

from bot.domain.calendar import add_duration, after, at_local, local
from bot.domain.case import Case, MovedStep, PlannedTouch, StepFate, StepRecord
from bot.domain.facts import Facts
from bot.domain.gate import customer_zone
from bot.domain.playbook import Anchor, Duration, Playbook, Send, Step, Unit
from bot.domain.rules import Rules

FINAL = frozenset({StepFate.DONE, StepFate.SUPERSEDED, StepFate.SKIPPED})
# Between the repeats of a step that says nothing of it: never two at once.
EVERY_DAY = Duration(1, Unit.DAYS)
LADDER = frozenset({Anchor.OPENED, Anchor.DUE})


def unfinished(case: Case, playbook: Playbook) -> list[Step]:
    """The steps that have not come to an end, in the playbook's order."""
    records = {record.step: record for record in case.steps}
    return [step for step in playbook.steps if step.id not in records or _is_open(step, records[step.id])]


def blocked(case: Case, playbook: Playbook) -> PlannedTouch | None:
    """The touch of the ladder that the gate holds back, or None. One whose step is gone holds back nothing."""
    planned = case.planned
    if planned is None or all(step.id != planned.key.cause for step in unfinished(case, playbook)):
        return None
    return planned


def due_at(step: Step, case: Case, playbook: Playbook, facts: Facts, rules: Rules) -> datetime | None:
    """When a step is due; None while its anchor is unknown. Never before the ladder began or rests."""
    zone = customer_zone(facts, rules)
    for moved in case.moved_steps:
        if moved.step == step.id:
            return _moved_to(moved, case)
    moment = _anchored(step, case, playbook, facts, rules)
    if moment is None:
        return None
    record = case.record(step.id)
    if record is not None and record.fate is StepFate.DONE:  # the next repeat
        day = add_duration(local(record.at, zone).date(), step.every or EVERY_DAY, facts.holidays)
        day += timedelta(days=_stood_since(record, case))
        moment = max(moment, at_local(day, step.when.at or playbook.at, zone))
    return max(moment, _not_before(case))


def _moved_to(moved: MovedStep, case: Case) -> datetime:
    """When a step that a person moved is due: then, later by what the ladder has stood or rests since."""
    at = moved.at + timedelta(days=max(case.shift_days - moved.shift_days, 0))
    rests = case.not_before is not None and case.not_before != moved.rested
    return max(at, case.not_before) if rests and case.not_before else at


def ladder_began(case: Case) -> datetime:
    """When the ladder began: at opening, or when the case was opened again or re-typed."""
    return case.ladder_from or case.opened_at


def ends_at(case: Case, playbook: Playbook) -> datetime | None:
    """When a ladder that has nothing left to wait for ends with a person; None while a touch is under way."""
    if case.touches or blocked(case, playbook) is not None:
        return None
    return _not_before(case)


def shift_of_rung_one(step: Step, case: Case, playbook: Playbook, facts: Facts, zone: str, today: date) -> int:
    """The ladder's shift in days if this step, the first, goes out today: all later ones keep their distance to it."""
    day = _anchor_day(step, case, playbook, zone) if step.when.anchor in LADDER else None
    if day is None:
        return case.shift_days
    planned = add_duration(day, step.when.offset, facts.holidays)
    planned += timedelta(days=_shift(step, case, playbook, facts, zone))
    return case.shift_days + max((today - planned).days, 0)


def shift_after_standing(
    case: Case, playbook: Playbook, facts: Facts, rules: Rules, since: datetime, now: datetime
) -> int:
    """The ladder's shift in days when it stood still since then. Days that were counted once do not count again."""
    zone = customer_zone(facts, rules)
    today = local(now, zone).date()
    first = _rung_one(case, playbook) if case.first_rung_at is None else None
    if first is not None:
        return shift_of_rung_one(first, case, playbook, facts, zone, today)
    start = case.stopped_at or since
    start = max(start, case.shifted_at or start)
    return case.shift_days + max((today - local(start, zone).date()).days, 0)


def _is_open(step: Step, record: StepRecord) -> bool:
    if record.fate is StepFate.DONE and record.done < step.repeat:
        return True
    return record.fate not in FINAL


def _not_before(case: Case) -> datetime:
    began = ladder_began(case)
    return max(began, case.not_before or began)


def _rung_one(case: Case, playbook: Playbook) -> Step | None:
    steps = [step for step in unfinished(case, playbook) if step.when.anchor in LADDER]
    return next((step for step in steps if isinstance(step.action, Send)), None)


# --- anchors ---------------------------------------------------------------------------------------------------


def _anchored(step: Step, case: Case, playbook: Playbook, facts: Facts, rules: Rules) -> datetime | None:
    anchor, offset, zone = step.when.anchor, step.when.offset, customer_zone(facts, rules)
    began = ladder_began(case)
    if anchor is Anchor.ANSWER:
        return _by_promised_answer(step, case, playbook, facts, rules)
    if anchor is Anchor.OPENED and offset.amount == 0 and case.first_rung_at is None:
        return began
    day = _anchor_day(step, case, playbook, zone)
    if day is None:
        return None
    stood = timedelta(days=_shift(step, case, playbook, facts, zone))
    if offset.unit is Unit.HOURS:
        exact = {
            Anchor.OPENED: began,
            Anchor.PREVIOUS: _previous_at(step, case, playbook),
        }
        base = exact.get(anchor) or at_local(day, playbook.at, zone)
        return base + timedelta(hours=offset.amount) + stood
    return at_local(add_duration(day, offset, facts.holidays) + stood, step.when.at or playbook.at, zone)


def _by_promised_answer(step: Step, case: Case, playbook: Playbook, facts: Facts, rules: Rules) -> datetime | None:
    """From when the client promised an answer to the customer's last message; None while they have not written."""
    if case.answered_at is None:
        return None
    promised = after(case.answered_at, rules.answer_promise, rules.zone, facts.holidays)
    offset, zone = step.when.offset, customer_zone(facts, rules)
    if offset.unit is Unit.HOURS:
        return promised + timedelta(hours=offset.amount)
    day = add_duration(local(promised, zone).date(), offset, facts.holidays)
    return at_local(day, step.when.at or playbook.at, zone)


def _anchor_day(step: Step, case: Case, playbook: Playbook, zone: str) -> date | None:
    match step.when.anchor:
        case Anchor.OPENED:
            return local(ladder_began(case), zone).date()
        case Anchor.DUE:
            return case.due_on or local(case.opened_at, zone).date()
        case Anchor.PREVIOUS:
            at = _previous_at(step, case, playbook)
            return local(at, zone).date() if at else None
        case Anchor.PROMISE:
            return case.promise.day if case.promise else None
        case Anchor.DEADLINE:
            return case.respond_by
        case Anchor.ANSWER:
            return None  # a moment, not a day: see `_by_promised_answer`
        case _:
            assert_never(step.when.anchor)


def _shift(step: Step, case: Case, playbook: Playbook, facts: Facts, zone: str) -> int:
    """Whole days by which a step stands later than its anchor says."""
    match step.when.anchor:
        case Anchor.OPENED:
            return case.shift_days
        case Anchor.DUE:
            return case.shift_days + _late_start(case, playbook, facts, zone)
        case Anchor.PREVIOUS:
            record = _previous(step, case, playbook)
            return _stood_since(record, case) if record else 0
        case Anchor.PROMISE | Anchor.DEADLINE | Anchor.ANSWER:
            return 0
        case _:
            assert_never(step.when.anchor)


def _late_start(case: Case, playbook: Playbook, facts: Facts, zone: str) -> int:
    """Whole days between the first due-anchored message's day and the ladder's beginning after it."""
    first = _first_due(case, playbook)
    if first is None:
        return 0
    due = case.due_on or local(case.opened_at, zone).date()
    began = local(ladder_began(case), zone).date()
    return max((began - add_duration(due, first.when.offset, facts.holidays)).days, 0)


def _first_due(case: Case, playbook: Playbook) -> Step | None:
    """The first due-anchored message that is not skipped, else the first such step of another kind."""
    other = None
    for step in playbook.steps:
        record = case.record(step.id)
        if step.when.anchor is not Anchor.DUE or (record is not None and record.fate is StepFate.SKIPPED):
            continue
        if isinstance(step.action, Send):
            return step
        other = other or step
    return other


def _previous_at(step: Step, case: Case, playbook: Playbook) -> datetime | None:
    """When the step before was done; the ladder's beginning where none was; None while it is not finished."""
    earlier = playbook.steps[: playbook.steps.index(step)]
    if _awaits_one_of(earlier, case):
        return None
    record = _previous(step, case, playbook)
    return record.at if record else ladder_began(case)


def _awaits_one_of(earlier: Sequence[Step], case: Case) -> bool:
    """Whether the step before, leaving out those that were skipped, has not come to its end."""
    for step in reversed(earlier):
        record = case.record(step.id)
        if record is None or record.fate is not StepFate.SKIPPED:
            return record is None or _is_open(step, record)
    return False


def _previous(step: Step, case: Case, playbook: Playbook) -> StepRecord | None:
    """The latest of the steps before that was done."""
    earlier = [case.record(s.id) for s in playbook.steps[: playbook.steps.index(step)]]
    done = [record for record in earlier if record is not None and record.fate is StepFate.DONE]
    return max(done, key=lambda record: record.at, default=None)


def _stood_since(record: StepRecord, case: Case) -> int:
    return max(case.shift_days - record.shift_days, 0)
