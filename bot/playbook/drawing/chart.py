"""What both pictures show: the ladder in its order, and what follows upon everything that may happen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from bot.domain.playbook import (
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
from bot.playbook.phrases import say_duration
from bot.playbook.qualifying import qualified
from bot.playbook.reader import TRIGGERS
from bot.playbook.telling import WHO_OWES, all_told, branches, reaction_to, repeats, spoken, told, when

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
    actions: tuple[str, ...]  # those set in by two spaces are answers to the question above them


@dataclass(frozen=True, slots=True)
class Chart:
    name: str
    subtitle: str
    facts: tuple[tuple[str, str], ...]
    notes: tuple[tuple[str, str], ...]  # the author's own remarks
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
    purpose = playbook.notes.get("purpose", "")
    notes = tuple((key.capitalize(), note) for key, note in playbook.notes.items() if key != "purpose")
    return Chart(spoken(playbook.name), purpose, facts, notes, boxes, groups, playbook.digest)


def _box(step: Step) -> Box:
    conditions = qualified(step.only_if, step.unless)
    return Box(
        id=step.id,
        title=spoken(step.id),
        when=when(step),
        lines=tuple(filter(None, (told(step.action), *conditions, repeats(step)))),
        branches=tuple(branches(step.action)) if isinstance(step.action, Inquire) else (),
        look=_look(step.action),
        ends=isinstance(step.action, HandOver) and not conditions,
    )


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
        if isinstance(trigger, kind) and (reaction := reaction_to(playbook, trigger)) is not None:
            together.setdefault(all_told(reaction) or ("Nothing more",), []).append(spoken(name))
    for actions, triggers in together.items():
        yield Rule(tuple(triggers), actions)
