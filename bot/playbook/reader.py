"""Reading a playbook, all layers laid over one another, into the domain's model."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from functools import partial

from bot.authored import (
    Fields,
    Place,
    Problems,
    Table,
    clock_time,
    one_of,
    shown,
    suggest,
    words,
    yes_or_no,
)
from bot.domain.errors import Rejected
from bot.domain.playbook import (
    Duration,
    Happening,
    Playbook,
    Reaction,
    Step,
    Timing,
    Trigger,
    Unit,
)
from bot.domain.vocabulary import CaseType, Flag, Intent, Outcome, Owes
from bot.playbook.actions import reaction, step_action
from bot.playbook.conditions import GUARD_KEYS, language, read_guard
from bot.playbook.phrases import duration, offset
from bot.playbook.plain import with_digest
from bot.playbook.verbs import Channels, a_channel, a_resolution, plain_id

__all__ = [
    "OVERRIDE_KEYS",
    "PLAYBOOK_KEYS",
    "TRIGGERS",
    "Draft",
    "language",
    "read_playbook",
    "read_reactions",
    "read_steps",
]

OVERRIDE_KEYS = (
    "time of day",
    "by",
    "closes as",
    "proposal expires",
    "carry out within",
    "resolutions",
    "notes",
    "steps",
    "reactions",
)
PLAYBOOK_KEYS = ("playbook", "extends", "for", "owes", *OVERRIDE_KEYS)
STEP_FRAME = ("id", "when", "at", *GUARD_KEYS, "repeat", "every", "after", "remove")
TRIGGERS: Mapping[str, Trigger] = {trigger.value: trigger for kind in (Intent, Flag, Happening) for trigger in kind}
MOST_REPEATS = 50


@dataclass(frozen=True, slots=True)
class Draft:
    """A playbook before it is checked, with the places of its parts: "steps/first", "steps/first/tone"."""

    playbook: Playbook
    head: Place
    places: Mapping[str, Place]

    def place(self, *parts: str) -> Place:
        """The place of the most exact part that is known."""
        for length in range(len(parts), 0, -1):
            if found := self.places.get("/".join(parts[:length])):
                return found
        return self.head


def read_playbook(name: str, table: Table, problems: Problems) -> Draft | None:
    """Read a resolved playbook. None when it lacks what everything else hangs on; the problems say what."""
    fields = Fields(table, "a playbook", problems, PLAYBOOK_KEYS)
    case_types = fields.many("for", one_of(CaseType, "a case type"))
    owes = fields.need("owes", one_of(Owes, "who owes"))
    by = fields.many("by", a_channel)
    places: dict[str, Place] = dict(table.keys)
    steps = tuple(read_steps(fields, by, places))
    reactions = read_reactions(fields.inner("reactions"), by, problems, places)
    if owes is None:
        return None
    playbook = Playbook(
        name=name,
        case_types=case_types,
        owes=owes,
        steps=steps,
        reactions=reactions,
        resolutions=frozenset(fields.many("resolutions", a_resolution)),
        digest="",
        at=fields.get("time of day", clock_time, time(10)),
        paid_outcome=fields.get("closes as", one_of(Outcome, "an outcome"), Outcome.PAYMENT_RECEIVED),
        proposal_expires=fields.get("proposal expires", duration, Duration(5, Unit.BUSINESS_DAYS)),
        carry_out_within=fields.get("carry out within", duration, Duration(2, Unit.BUSINESS_DAYS)),
        notes=_notes(fields),
    )
    return Draft(with_digest(playbook), table.place, places)


def read_steps(fields: Fields, by: Channels, places: dict[str, Place]) -> list[Step]:
    """Read the ladder; a step that cannot be read is noted and left out."""
    steps = []
    for node in fields.items("steps"):
        if not isinstance(node, Table):
            fields.problems.add(node.place, "A step is written as `key: value` lines.", "wrong-type")
        elif step := _step(node, by, fields.problems):
            steps.append(step)
            places[f"steps/{step.id}"] = node.place
            places |= {f"steps/{step.id}/{key}": place for key, place in node.keys.items()}
            answers = node.entries.get("answers")
            if isinstance(answers, Table):
                places |= {f"steps/{step.id}/answers/{key}": place for key, place in answers.keys.items()}
    return steps


def _step(table: Table, by: Channels, problems: Problems) -> Step | None:
    action = step_action(table, by, problems, STEP_FRAME)
    fields = Fields(table, "a step", problems, table.entries)  # the verb has judged the keys
    name, when = fields.need("id", plain_id), fields.need("when", offset)
    at = fields.get("at", clock_time, None)
    guard = read_guard(fields)
    fields.get("remove", yes_or_no, default=False)
    repeat, every = fields.get("repeat", _times, 1), fields.get("every", duration, None)
    if repeat > 1 and every is None:
        sentence = "A step that repeats says how often, such as 'every: 5 business days'."
        problems.add(fields.place("repeat"), sentence, "missing-key")
    if name is None or when is None or action is None:
        return None
    return Step(name, Timing(when[0], when[1], at), action, guard.only_if, guard.unless, repeat, every)


def _times(text: str) -> int:
    match = re.fullmatch(r"([0-9]{1,4})(?: times)?", text)
    if match is None or not 1 <= int(match[1]) <= MOST_REPEATS:
        raise Rejected(f"{shown(text)} is not a number of times from 1 to {MOST_REPEATS}, such as '3 times'.")
    return int(match[1])


def read_reactions(
    table: Table | None, by: Channels, problems: Problems, places: dict[str, Place]
) -> dict[Trigger, Reaction]:
    """Read what follows upon each intent, flag and happening."""
    reactions: dict[Trigger, Reaction] = {}
    for key, node in (table.entries if table else {}).items():
        place = table.keys[key] if table else node.place
        if key not in TRIGGERS:
            sentence = f"{shown(key)} is no intent, flag or happening.{suggest(key, TRIGGERS)}"
            problems.add(place, sentence, "unknown-trigger")
            continue
        places[f"reactions/{key}"] = place
        note = partial(_note_place, places, key)
        reactions[TRIGGERS[key]] = reaction(key, node, by, problems, note)
    return reactions


def _note_place(places: dict[str, Place], key: str, number: int, place: Place) -> None:
    places[f"reactions/{key}/{number}"] = place


def _notes(fields: Fields) -> dict[str, str]:
    table = fields.inner("notes")
    if table is None:
        return {}
    inner = Fields(table, "notes", fields.problems, table.entries)
    return {key: " ".join(inner.get(key, words, "").split()) for key in table.entries}
