"""What another version of a playbook changes, in words, and for whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, assert_never

from bot.domain.playbook import ALWAYS, Happening, Inquire, Playbook, Send, Step, Trigger
from bot.domain.vocabulary import Flag, Intent
from bot.playbook.phrases import say_duration
from bot.playbook.qualifying import say_condition
from bot.playbook.reader import TRIGGERS
from bot.playbook.telling import WHO_OWES, all_told, branches, reaction_to, repeats, spoken, told, uncapital, when

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
        "paid closes it as": (spoken(before.paid_outcome), spoken(after.paid_outcome)),
        "a proposal expires after": (say_duration(before.proposal_expires), say_duration(after.proposal_expires)),
        "carried out within": (say_duration(before.carry_out_within), say_duration(after.carry_out_within)),
    }
    for part, (old, new) in facts.items():
        if old != new:
            yield Difference(part, EVERYBODY, f"{new}; it was {old}.")
    for said, kinds in (
        ("New", after.resolutions - before.resolutions),
        ("No longer", before.resolutions - after.resolutions),
    ):
        if kinds:
            yield Difference("what may be proposed", EVERYBODY, f"{said}: {_names(kinds)}.")


def _names(kinds: object) -> str:
    return ", ".join(sorted(spoken(str(kind)) for kind in kinds)) or "nothing"  # type: ignore[attr-defined]


# --- the ladder ------------------------------------------------------------------------------------------------


def _ladder(before: Playbook, after: Playbook) -> Iterator[Difference]:
    old = {step.id: step for step in before.steps}
    new = {step.id: step for step in after.steps}
    for step in before.steps:
        if step.id not in new:
            yield Difference(
                _part(step), whom(step), f"No longer happens. It was {when(step)}: {uncapital(told(step.action))}."
            )
    for step in after.steps:
        known = old.get(step.id)
        if known is None:
            yield Difference(_part(step), whom(step), f"New, {when(step)}: {uncapital(told(step.action))}.")
        else:
            yield from _step(known, step)
    kept_before = [step.id for step in before.steps if step.id in new]
    kept_after = [step.id for step in after.steps if step.id in old]
    if kept_before != kept_after:
        yield Difference("the ladder", EVERYBODY, f"Another order: {', '.join(map(spoken, kept_after))}.")


def _step(old: Step, new: Step) -> Iterator[Difference]:
    part, who = _part(new), whom(new)
    if when(old) != when(new):
        yield Difference(part, who, f"Comes {when(new)}; it came {when(old)}.")
    if (old.repeat, old.every) != (new.repeat, new.every):
        yield Difference(part, who, f"Happens {repeats(new) or 'once'}; it was: {repeats(old) or 'once'}.")
    if whom(old) != who:
        yield Difference(part, who, f"Is for {who}; it was for {whom(old)}.")
    if old.action == new.action:
        return
    if isinstance(old.action, Send) and isinstance(new.action, Send):
        yield from _send(part, who, old.action, new.action)
    else:
        yield from (Difference(part, who, said) for said in _changed(_lines(old), _lines(new)))


def _lines(step: Step) -> tuple[str, ...]:
    """What a step does; of a question to others also what follows upon each answer."""
    if not isinstance(step.action, Inquire):
        return (told(step.action),)
    return (told(step.action), *(f"  {answer}: {follows}" for answer, follows in branches(step.action)))


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


# --- the reactions ---------------------------------------------------------------------------------------------


def _reactions(before: Playbook, after: Playbook) -> Iterator[Difference]:
    for name, trigger in TRIGGERS.items():
        if before.reactions.get(trigger) != after.reactions.get(trigger):
            old, new = (all_told(reaction_to(one, trigger)) or ("Nothing more",) for one in (before, after))
            for said in _changed(old, new):
                yield Difference(f"upon {spoken(name)}", _who(trigger), said)


def _changed(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    """What is said now and was not, line by line; a line that begins alike is the old one in new words."""
    gone = list((Counter(old) - Counter(new)).elements())
    added = list((Counter(new) - Counter(old)).elements())
    if not gone and not added:
        yield f"Another order: {'; '.join(uncapital(line.strip()) for line in new)}."
    for line in added:
        known = next((one for one in gone if _opening(one) == _opening(line)), None)
        if known is None:
            yield f"New: {uncapital(line.strip())}."
        else:
            gone.remove(known)
            yield f"Now: {uncapital(line.strip())}. It was: {uncapital(known.strip())}."
    yield from (f"No longer: {uncapital(line.strip())}." for line in gone)


def _opening(line: str) -> str:
    """By what a line is known: the answer to a question, else who does it or the verb, behind a condition."""
    if line.startswith("  "):
        return line.partition(":")[0]
    conditional = line.startswith(("Only if ", "Unless "))
    said = (line.partition(": ")[2] if conditional else line).lower().split()
    return " ".join(said[: 2 if said[0] == "the" else 1])


def _who(trigger: Trigger) -> str:
    match trigger:
        case Intent():
            return "customers who say so"
        case Flag():
            return "customers whom it concerns"
        case Happening():
            return "every case in which it happens"
        case _:
            assert_never(trigger)
