"""What both pictures show: the ladder in its order, and what follows upon everything that may happen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from bot.domain.playbook import (
    Duration,
    HandOver,
    Happening,
    Inquire,
    Playbook,
    Propose,
    Send,
    Step,
    StepAction,
    Tone,
)
from bot.domain.vocabulary import Flag, Intent, TouchClass
from bot.playbook.drawing.telling import all_told, branches, told
from bot.playbook.phrases import say_duration, say_offset
from bot.playbook.reader import TRIGGERS
from bot.playbook.show import WHO_OWES, say_condition

# How a step looks: what it does decides, and how hard it presses.
PLAIN, PERSON, MONEY = "plain", "person", "money"
_TONES: Final = {tone: tone.name.lower() for tone in Tone}
_GROUPS: Final[Mapping[str, type]] = {
    "When the customer says": Intent,
    "How the person must be treated": Flag,
    "When something happens": Happening,
}


@dataclass(frozen=True, slots=True)
class Box:
    """One step: when, what, on which condition."""

    id: str
    title: str
    when: str
    lines: tuple[str, ...]
    branches: tuple[tuple[str, str], ...]  # an answer to a question, and what follows
    look: str  # a tone, or PLAIN, PERSON, MONEY
    ends: bool  # the ladder ends here


@dataclass(frozen=True, slots=True)
class Rule:
    """Triggers upon which the same follows, and what that is."""

    triggers: tuple[str, ...]
    actions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    name: str
    subtitle: str
    facts: tuple[tuple[str, str], ...]
    boxes: tuple[Box, ...]
    groups: tuple[tuple[str, tuple[Rule, ...]], ...]
    digest: str


def chart(playbook: Playbook, client: str = "") -> Chart:
    """Everything that a picture of a resolved playbook shows; `client` = whose overrides are in it."""
    types = ", ".join(spoken(kind.value) for kind in playbook.case_types)
    facts = (
        ("Case types", types),
        ("Who owes", WHO_OWES[playbook.owes]),
        ("Client", client or "all, without overrides of their own"),
        ("May end in", ", ".join(sorted(spoken(kind.value) for kind in playbook.resolutions))),
        ("Paid closes it as", spoken(playbook.paid_outcome.value)),
        ("Time of day", f"{playbook.at:%H:%M}, where the customer lives"),
        ("A proposal expires after", say_duration(playbook.proposal_expires)),
        ("Carried out within", say_duration(playbook.carry_out_within)),
    )
    groups = tuple((title, tuple(_rules(playbook, kind))) for title, kind in _GROUPS.items())
    boxes = tuple(_box(step) for step in playbook.steps)
    return Chart(spoken(playbook.name), playbook.notes.get("purpose", ""), facts, boxes, groups, playbook.digest)


def spoken(name: str) -> str:
    """An id as people say it: missing_payment is "missing payment"."""
    return name.replace("_", " ")


def _box(step: Step) -> Box:
    condition, exception = (
        say_condition(step.only_if),
        say_condition(step.unless) if step.unless else "",
    )
    at = f" at {step.when.at:%H:%M}" if step.when.at else ""
    lines = (
        told(step.action),
        f"only if {condition}" if condition else "",
        f"not if {exception}" if exception else "",
        _repeats(step.repeat, step.every),
    )
    return Box(
        id=step.id,
        title=spoken(step.id),
        when=say_offset(step.when.anchor, step.when.offset) + at,
        lines=tuple(line for line in lines if line),
        branches=tuple(branches(step.action)) if isinstance(step.action, Inquire) else (),
        look=_look(step.action),
        ends=isinstance(step.action, HandOver) and not condition and not exception,
    )


def _repeats(times: int, every: Duration | None) -> str:
    return f"at most {times} times, every {say_duration(every)}" if times > 1 and every else ""


def _look(action: StepAction) -> str:
    match action:
        case Send():
            return _TONES[action.tone] if action.touch_class is TouchClass.CHASE else _TONES[Tone.INFORM]
        case HandOver():
            return PERSON
        case Propose():
            return MONEY
        case _:
            return PLAIN


def _rules(playbook: Playbook, kind: type) -> Iterator[Rule]:
    """The reactions of one kind of trigger; those with the same actions stand together, in the order of the list."""
    together: dict[tuple[str, ...], list[str]] = {}
    for name, trigger in TRIGGERS.items():
        if isinstance(trigger, kind) and (reaction := playbook.reactions.get(trigger)) is not None:
            together.setdefault(all_told(reaction) or ("Nothing more",), []).append(spoken(name))
    for actions, triggers in together.items():
        yield Rule(tuple(triggers), actions)
