"""Translating in bulk: what a catalogue lacks as JSON, and translations back from JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from babel.messages.catalog import Catalog, Message

from bot.channels.words.catalogue import entry_problems, first_text

_KEYS: Final = frozenset({"id", "plural", "context", "files", "plurals", "translation", "forms"})


@dataclass(frozen=True, slots=True)
class Filled:
    taken: int  # translations that the catalogue has now
    problems: tuple[str, ...]  # why the others were refused, each with its text


def lacking(catalog: Catalog) -> list[dict[str, Any]]:
    """The texts without a translation: `id`, `files`, and `translation`, or `plural` and `forms`, to be filled in."""
    found = []
    for message in catalog:
        if message.id and not is_translated(message):
            entry: dict[str, Any] = {"id": first_text(message), "files": [file for file, _ in message.locations]}
            if message.context:
                entry["context"] = message.context
            if message.pluralizable:
                entry |= {"plural": message.id[1], "forms": [""] * catalog.num_plurals}
            else:
                entry["translation"] = ""
            found.append(entry)
    return found


def is_translated(message: Message) -> bool:
    strings = message.string
    return all(strings) if isinstance(strings, (list, tuple)) else bool(strings)


def fill(catalog: Catalog, text: str) -> Filled:
    """Put translations into a catalogue: JSON as `lacking` gives it, filled in. Entries left empty are passed over.

    What is wrong (an unknown text, lost variables, another number of forms) is refused, the rest is taken.
    """
    try:
        entries = json.loads(text)
    except json.JSONDecodeError as error:
        return Filled(0, (f"This is not JSON: {error}.",))
    if not isinstance(entries, list):
        return Filled(0, ("The JSON has to be a list.",))
    taken, problems = 0, []
    for entry in entries:
        sentences = list(_refused(catalog, entry))
        problems += sentences
        if not sentences and any(_forms(entry)):
            forms = _forms(entry)
            message = catalog.get(entry["id"], entry.get("context"))
            assert message is not None
            message.string = tuple(forms) if message.pluralizable else forms[0]
            taken += 1
    return Filled(taken, tuple(problems))


def _forms(entry: dict[str, Any]) -> list[Any]:
    return list(entry["forms"]) if "forms" in entry else [entry.get("translation", "")]


def _is_entry(entry: Any) -> bool:
    return isinstance(entry, dict) and isinstance(entry.get("id"), str) and entry.keys() <= _KEYS


def _refused(catalog: Catalog, entry: Any) -> Iterator[str]:
    if not _is_entry(entry):
        yield f"This is not an entry: {json.dumps(entry, ensure_ascii=False)[:80]}"
        return
    message = catalog.get(entry["id"], entry.get("context"))
    if message is None:
        yield f"No template has the text '{entry['id']}'."
        return
    forms = _forms(entry)
    if not all(isinstance(form, str) for form in forms):
        yield f"The translation of '{entry['id']}' is not text."
    elif message.pluralizable and "forms" not in entry:
        yield f"'{entry['id']}' needs {catalog.num_plurals} plural forms, in `forms`."
    elif any(forms):
        tried = Message(message.id, tuple(forms) if message.pluralizable else forms[0], context=message.context)
        if not message.pluralizable and len(forms) > 1:
            yield f"'{entry['id']}' has no plural forms: give `translation`."
        yield from entry_problems(tried, catalog.num_plurals)
