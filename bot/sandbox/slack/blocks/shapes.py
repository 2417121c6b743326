"""The small language in which the tables of this package are written: what a JSON value must look like.

A rule takes a value, its JSON pointer and the list of problems, and adds to the list. Sentences have the form of
Slack's own: "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

Problems = list[str]
Rule = Callable[[Any, str, Problems], None]
_LINKS = frozenset({"http", "https", "mailto", "tel", "slack"})


def say(problems: Problems, sentence: str, path: str) -> None:
    problems.append(f"{sentence} [json-pointer:{path}]")


def string(most: int = 0, least: int = 1, among: Collection[str] = ()) -> Rule:
    """Text of `least` to `most` characters (0: no limit), or one of a few words."""

    def rule(value: Any, path: str, problems: Problems) -> None:
        if not isinstance(value, str):
            say(problems, "must be a string", path)
        elif among and value not in among:
            say(problems, f"must be one of {', '.join(sorted(among))}", path)
        elif len(value) < least:
            say(problems, f"must be more than {least - 1} characters", path)
        elif most and len(value) > most:
            say(problems, f"must be less than {most + 1} characters", path)

    return rule


def identifier(prefixes: str) -> Rule:
    """An id of Slack's form, such as U0ABC12, whose first letter is one of `prefixes`."""
    form = re.compile(f"[{prefixes}][A-Z0-9]+")

    def rule(value: Any, path: str, problems: Problems) -> None:
        if not isinstance(value, str) or not form.fullmatch(value):
            say(problems, "must be an id of Slack's", path)

    return rule


def boolean(value: Any, path: str, problems: Problems) -> None:
    if not isinstance(value, bool):
        say(problems, "must be a boolean", path)


def integer(least: int, most: int) -> Rule:
    def rule(value: Any, path: str, problems: Problems) -> None:
        if not isinstance(value, int) or isinstance(value, bool):
            say(problems, "must be an integer", path)
        elif not least <= value <= most:
            say(problems, f"must be between {least} and {most}", path)

    return rule


def array(item: Rule, most: int, least: int = 1) -> Rule:
    """A list of `least` to `most` values (0: no limit)."""

    def rule(value: Any, path: str, problems: Problems) -> None:
        if not isinstance(value, list):
            say(problems, "must be an array", path)
            return
        if len(value) < least:
            say(problems, f"no fewer than {least} items allowed", path)
        if most and len(value) > most:
            say(problems, f"no more than {most} items allowed", path)
        for number, one in enumerate(value):
            item(one, f"{path}/{number}", problems)

    return rule


def link(*schemes: str) -> Rule:
    """An address of at most 3000 characters."""
    allowed = frozenset(schemes) or _LINKS
    length = string(3000)

    def rule(value: Any, path: str, problems: Problems) -> None:
        before = len(problems)
        length(value, path, problems)
        if len(problems) > before:
            return
        parts = urlsplit(value)
        there = parts.netloc or parts.scheme in {"mailto", "tel", "slack"}
        if parts.scheme not in allowed or not there or any(letter.isspace() for letter in value):
            say(problems, "invalid url", path)

    return rule


@dataclass(frozen=True, slots=True)
class Shape:
    """An object: which keys it must and may have, and what must hold between them."""

    must: Mapping[str, Rule] = field(default_factory=dict)
    may: Mapping[str, Rule] = field(default_factory=dict)
    also: tuple[Rule, ...] = ()

    def __call__(self, value: Any, path: str, problems: Problems) -> None:
        if not isinstance(value, dict):
            say(problems, "must be an object", path)
            return
        before = len(problems)
        for key in self.must:
            if key not in value:
                say(problems, f"missing required field: {key}", path)
        rules = {**self.must, **self.may}
        for key, inner in value.items():
            if key == "type" and key not in rules:
                continue  # the table that chose this shape looked at it
            if key not in rules:
                say(problems, f"additional property: {key}", path)
            else:
                rules[key](inner, f"{path}/{key}", problems)
        for rule in self.also:
            if len(problems) == before:  # a rule may count on those before it
                rule(value, path, problems)


def typed(shapes: Mapping[str, Rule], allowed: Collection[str] = ()) -> Rule:
    """An object whose `type` says which shape it has. With `allowed`, only some of the types can stand here."""

    def rule(value: Any, path: str, problems: Problems) -> None:
        if not isinstance(value, dict):
            say(problems, "must be an object", path)
            return
        kind = value.get("type")
        if kind is None:
            say(problems, "missing required field: type", path)
        elif not isinstance(kind, str) or kind not in shapes or (allowed and kind not in allowed):
            say(problems, f"unsupported type: {kind}", f"{path}/type")
        else:
            shapes[kind](value, path, problems)

    return rule


def exactly_one(*keys: str) -> Rule:
    def rule(value: Any, path: str, problems: Problems) -> None:
        there = [key for key in keys if key in value]
        if not there:
            say(problems, f"missing required field: {' or '.join(keys)}", path)
        elif len(there) > 1:
            say(problems, f"only one of {', '.join(keys)} is allowed", path)

    return rule


def at_least_one(*keys: str) -> Rule:
    def rule(value: Any, path: str, problems: Problems) -> None:
        if not any(key in value for key in keys):
            say(problems, f"missing required field: {' or '.join(keys)}", path)

    return rule
