"""Composition objects: texts, options, confirmations and settings.

https://docs.slack.dev/reference/block-kit/composition-objects
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bot.sandbox.slack.blocks.shapes import Problems, Rule, Shape, array, boolean, exactly_one, link, say, string, typed

BLOCK_ID: Final = string(255)  # every block's page
ACTION_ID: Final = string(255)  # every interactive element's page


def text(most: int = 3000, *kinds: str) -> Rule:
    """A text object. `emoji` belongs to plain_text, `verbatim` to mrkdwn; 1 to 3000 characters (text-object)."""
    shapes = {
        "plain_text": Shape(must={"text": string(most)}, may={"emoji": boolean}),
        "mrkdwn": Shape(must={"text": string(most)}, may={"verbatim": boolean}),
    }
    return typed(shapes, kinds)


def plain(most: int) -> Rule:
    return text(most, "plain_text")


# confirmation-dialog-object: title 100, text 300, buttons 30
CONFIRM: Final = Shape(
    must={
        "title": plain(100),
        "text": text(300),
        "confirm": plain(30),
        "deny": plain(30),
    },
    may={"style": string(among=("primary", "danger"))},
)

# option-object: text 75, value 150, description 75; url in overflow menus only; mrkdwn in radio buttons and checkboxes
OPTION: Final = Shape(must={"text": plain(75), "value": string(150)}, may={"description": plain(75)})
MRKDWN_OPTION: Final = Shape(must={"text": text(75), "value": string(150)}, may={"description": text(75)})
OVERFLOW_OPTION: Final = Shape(
    must={"text": plain(75), "value": string(150)}, may={"description": plain(75), "url": link()}
)

# option-group-object: label 75, at most 100 options
OPTION_GROUP: Final = Shape(must={"label": plain(75), "options": array(OPTION, 100)})


def _different(config: Any, path: str, problems: Problems) -> None:
    if len(set(config["trigger_actions_on"])) < len(config["trigger_actions_on"]):
        say(problems, "trigger_actions_on must not repeat", path)


# dispatch-action-configuration-object
DISPATCH_CONFIG: Final = Shape(
    must={"trigger_actions_on": array(string(among=("on_enter_pressed", "on_character_entered")), 2)},
    also=(_different,),
)

# conversation-filter-object: at least one of the fields
CONVERSATION_FILTER: Final = Shape(
    may={
        "include": array(string(among=("im", "mpim", "private", "public")), 4),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    },
    also=(lambda value, path, problems: None if value else say(problems, "must have at least one field", path),),
)

# slack-file-object: a url or an id
SLACK_FILE: Final = Shape(may={"url": link("https"), "id": string()}, also=(exactly_one("url", "id"),))


def options_of(element: Mapping[str, Any]) -> list[Any]:
    """All options, also those in groups."""
    grouped = [option for group in element.get("option_groups", ()) for option in group["options"]]
    return [*element.get("options", ()), *grouped]


def unique_values(element: Any, path: str, problems: Problems) -> None:
    """The value of each option is unique (option-object)."""
    seen: set[str] = set()
    for option in options_of(element):
        if option["value"] in seen:
            say(problems, f"duplicate option value: {option['value']}", path)
        seen.add(option["value"])


def initial_among(key: str) -> Rule:
    """What is chosen at first must exactly match one of the options (every menu's page)."""

    def rule(element: Any, path: str, problems: Problems) -> None:
        if key not in element:
            return
        chosen = element[key] if isinstance(element[key], list) else [element[key]]
        if any(option not in options_of(element) for option in chosen):
            say(problems, f"{key} must be one of the options", f"{path}/{key}")

    return rule
