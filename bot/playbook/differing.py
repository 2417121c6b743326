"""What another version of a playbook changes, in words, and for whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, assert_never

from bot.domain.playbook import ALWAYS, Happening, Playbook, Reaction, Send, Step, Trigger
from bot.domain.vocabulary import Flag, Intent
from bot.playbook.drawing.chart import spoken
from bot.playbook.drawing.telling import all_told, told
from bot.playbook.phrases import say_duration, say_offset
from bot.playbook.reader import TRIGGERS
from bot.playbook.show import WHO_OWES, say_condition

EVERYBODY: Final = "every customer"


@dataclass(frozen=True, slots=True)
class Difference:
    """`part` is "step second" or "when the customer says: dispute"; `sentence` says what changes for `whom`."""

    part: str
    whom: str
    sentence: str


def differences(before: Playbook, after: Playbook) -> tuple[Difference, ...]:
    """Everything that runs otherwise under `after`: the head, the ladder in its order, the reactions."""
    return (*_head(before, after), *_ladder(before, after), *_reactions(before, after))


def _head(before: Playbook, after: Playbook) -> Iterator[Difference]:
    facts = {
        "case types": (_names(before.case_types), _names(after.case_types)),
        "who owes": (WHO_OWES[before.owes], WHO_OWES[after.owes]),
        "time of day": (f"{before.at:%H:%M}", f"{after.at:%H:%M}"),
        "what may be proposed": (_names(before.resolutions), _names(after.resolutions)),
        "paid closes it as": (spoken(before.paid_outcome), spoken(after.paid_outcome)),
        "a proposal expires after": (say_duration(before.proposal_expires), say_duration(after.proposal_expires)),
        "carried out within": (say_duration(before.carry_out_within), say_duration(after.carry_out_within)),
    }
    for part, (old, new) in facts.items():
        if old != new:
            yield Difference(part, EVERYBODY, f"{new}; it was {old}.")


def _names(kinds: object) -> str:
    return ", ".join(sorted(spoken(str(kind)) for kind in kinds)) or "nothing"  # type: ignore[attr-defined]


# --- the ladder ------------------------------------------------------------------------------------------------


def _ladder(before: Playbook, after: Playbook) -> Iterator[Difference]:
    old = {step.id: step for step in before.steps}
    new = {step.id: step for step in after.steps}
    for step in before.steps:
        if step.id not in new:
            yield Difference(_part(step), whom(step), f"No longer happens. It was {_when(step)}: {told(step.action)}.")
    for step in after.steps:
        known = old.get(step.id)
        if known is None:
            yield Difference(_part(step), whom(step), f"New, {_when(step)}: {told(step.action)}.")
        else:
            yield from _step(known, step)
    kept_before = [step.id for step in before.steps if step.id in new]
    kept_after = [step.id for step in after.steps if step.id in old]
    if kept_before != kept_after:
        yield Difference("the ladder", EVERYBODY, f"Another order: {', '.join(map(spoken, kept_after))}.")


def _step(old: Step, new: Step) -> Iterator[Difference]:
    part, who = _part(new), whom(new)
    if _when(old) != _when(new):
        yield Difference(part, who, f"Comes {_when(new)}; it came {_when(old)}.")
    if (old.repeat, old.every) != (new.repeat, new.every):
        yield Difference(part, who, f"{_repeats(new)}; it was: {_repeats(old)}.")
    if whom(old) != who:
        yield Difference(part, who, f"Is for {who}; it was for {whom(old)}.")
    if old.action == new.action:
        return
    if isinstance(old.action, Send) and isinstance(new.action, Send):
        yield from _send(part, who, old.action, new.action)
    else:
        yield Difference(part, who, f"{told(new.action)}. It was: {told(old.action)}.")


def _send(part: str, who: str, old: Send, new: Send) -> Iterator[Difference]:
    facts = {
        "Says": (f"“{new.template}”", f"“{old.template}”"),
        "Goes by": (", else ".join(new.channels), ", else ".join(old.channels)),
        "Tone": (new.tone.name.lower(), old.tone.name.lower()),
        "Counts as": (new.touch_class.value, old.touch_class.value),
        "Asks": (spoken(new.ask or "nothing"), spoken(old.ask or "nothing")),
        "Goes to": (f"the {new.to.value} contact", f"the {old.to.value} contact"),
        "Signed by": (f"the {new.sender.value} sender", f"the {old.sender.value} sender"),
        "Stands": ("with others in a message" if new.merge else "alone", "with others" if old.merge else "alone"),
    }
    for verb, (now, was) in facts.items():
        if now.replace(" in a message", "") != was:
            yield Difference(part, who, f"{verb} {now}; it was {was}.")


def whom(step: Step) -> str:
    """For which customers a step is."""
    only = say_condition(step.only_if) if step.only_if != ALWAYS else ""
    unless = say_condition(step.unless) if step.unless else ""
    who = f"customers where {only}" if only else EVERYBODY
    return f"{who}, but not where {unless}" if unless else who


def _part(step: Step) -> str:
    return f"step {spoken(step.id)}"


def _when(step: Step) -> str:
    at = f" at {step.when.at:%H:%M}" if step.when.at else ""
    return say_offset(step.when.anchor, step.when.offset) + at


def _repeats(step: Step) -> str:
    if step.repeat == 1 or step.every is None:
        return "Happens once"
    return f"Happens at most {step.repeat} times, every {say_duration(step.every)}"


# --- the reactions ---------------------------------------------------------------------------------------------


def _reactions(before: Playbook, after: Playbook) -> Iterator[Difference]:
    for name, trigger in TRIGGERS.items():
        old, new = before.reactions.get(trigger), after.reactions.get(trigger)
        if old != new:
            part = f"upon {spoken(name)}"
            yield Difference(part, _who(trigger), f"{_said(new)} It was: {_said(old)}")


def _said(reaction: Reaction | None) -> str:
    lines = all_told(reaction) if reaction else ()
    return " ".join(f"{line}." for line in lines) or "Nothing more."


def _who(trigger: Trigger) -> str:
    match trigger:
        case Intent():
            return f"whoever writes that: {spoken(trigger)}"
        case Flag():
            return f"whoever is to be treated so: {spoken(trigger)}"
        case Happening():
            return f"every case in which it happens: {spoken(trigger)}"
        case _:
            assert_never(trigger)
