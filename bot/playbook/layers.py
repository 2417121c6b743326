"""Inheritance: laying one file over another before anything is read, so that every value keeps its place.

Plain keys of the upper layer replace those of the lower; reactions replace per trigger, notes per key.
Steps go by id: a known id changes the keys that it names, `remove: yes` takes the step out, a new id is a new
step (at the end, or where `after` says).
"""

from __future__ import annotations

from bot.authored import Listing, Node, Problems, Table, Text, shown, suggest
from bot.playbook.actions import STEP_DETAILS, STEP_VERBS

PER_KEY = ("reactions", "notes")
OF_ONE_FILE = ("playbook", "extends")


def laid_over(lower: Table, upper: Table, problems: Problems) -> Table:
    """Lay a playbook, or a client's overrides, over what it extends."""
    entries = {key: node for key, node in lower.entries.items() if key not in OF_ONE_FILE}
    keys = {key: place for key, place in lower.keys.items() if key in entries}
    for key, node in upper.entries.items():
        below = entries.get(key)
        if key in PER_KEY and isinstance(below, Table) and isinstance(node, Table):
            entries[key] = _with(below, node)
        elif key == "steps" and isinstance(node, Listing):
            entries[key] = _steps(below, node, problems)
        else:
            entries[key] = node
        keys[key] = upper.keys[key]
    return Table(upper.place, entries, keys)


def _with(lower: Table, upper: Table) -> Table:
    return Table(upper.place, {**lower.entries, **upper.entries}, {**lower.keys, **upper.keys})


def _steps(below: Node | None, upper: Listing, problems: Problems) -> Listing:
    steps = list(below.items) if isinstance(below, Listing) else []
    seen: set[str] = set()
    for item in upper.items:
        if not isinstance(item, Table) or not item.text("id"):
            steps.append(item)  # the reader says what is wrong with it
            continue
        name = item.text("id")
        if name in seen:
            problems.add(item.keys["id"], f"There are two steps with the id {shown(name)}.", "step-id-twice")
            continue
        seen.add(name)
        _lay_step(steps, item, problems)
    return Listing(upper.place, tuple(steps))


def _lay_step(steps: list[Node], item: Table, problems: Problems) -> None:
    name, at = item.text("id"), len(steps)
    known = _ids(steps)
    if name in known:
        at = known.index(name)
        below = steps.pop(at)
        if item.text("remove") in {"yes", "true"}:
            return
        item = _changed(below, item) if isinstance(below, Table) else item
    elif "remove" in item.entries or "when" not in item.entries:
        sentence = f"There is no step {shown(name)} to change.{suggest(name, filter(None, known))}"
        problems.add(item.keys["id"], sentence, "unknown-step")
        return
    steps.insert(_stands_at(steps, item, at, problems), _without(item, "after"))


def _stands_at(steps: list[Node], item: Table, at: int, problems: Problems) -> int:
    after, known = item.text("after"), _ids(steps)
    if not after:
        return at
    if after in known:
        return known.index(after) + 1
    sentence = f"There is no step {shown(after)} to stand after.{suggest(after, filter(None, known))}"
    problems.add(item.keys["after"], sentence, "unknown-step")
    return at


def _ids(steps: list[Node]) -> list[str]:
    return [step.text("id") if isinstance(step, Table) else "" for step in steps]


def _changed(below: Table, item: Table) -> Table:
    """The lower step with the keys that the upper names; another verb drops the lower's action."""
    verbs = [key for key in item.entries if key in STEP_VERBS]
    if verbs and verbs[0] not in below.entries:
        below = _without(below, *STEP_VERBS, *STEP_DETAILS)
    merged = _with(below, item)
    return Table(below.place if not verbs else item.place, merged.entries, merged.keys)


def _without(table: Table, *dropped: str) -> Table:
    entries = {key: node for key, node in table.entries.items() if key not in dropped}
    return Table(table.place, entries, {key: table.keys[key] for key in entries})


def title(table: Table) -> Text | None:
    """The name that a file gives its playbook."""
    node = table.entries.get("playbook")
    return node if isinstance(node, Text) else None
