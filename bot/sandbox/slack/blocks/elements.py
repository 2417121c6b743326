"""Block elements, and in which blocks and on which surfaces each can stand.

https://docs.slack.dev/reference/block-kit/block-elements; where one can stand is the table of that page.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final
from zoneinfo import available_timezones

from bot.sandbox.slack.blocks.composition import (
    ACTION_ID,
    CONFIRM,
    CONVERSATION_FILTER,
    DISPATCH_CONFIG,
    MRKDWN_OPTION,
    OPTION,
    OPTION_GROUP,
    OVERFLOW_OPTION,
    SLACK_FILE,
    initial_among,
    plain,
    unique_values,
)
from bot.sandbox.slack.blocks.rich_text import RICH_TEXT
from bot.sandbox.slack.blocks.shapes import (
    Problems,
    Rule,
    Shape,
    array,
    boolean,
    exactly_one,
    identifier,
    integer,
    link,
    say,
    string,
)

MESSAGE, MODAL, HOME = "message", "modal", "home"

_DIGITS: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_STYLE: Final = string(among=("primary", "danger"))  # button-element: default is said by leaving it out
_ACTIVE: Final[Mapping[str, Rule]] = {"action_id": ACTION_ID, "confirm": CONFIRM}
_FOCUSED: Final[Mapping[str, Rule]] = {**_ACTIVE, "focus_on_load": boolean}
_MENU: Final[Mapping[str, Rule]] = {**_FOCUSED, "placeholder": plain(150)}  # placeholder: 150 on every page
_MULTI: Final[Mapping[str, Rule]] = {**_MENU, "max_selected_items": integer(1, 100)}
_TYPED: Final[Mapping[str, Rule]] = {
    "action_id": ACTION_ID,
    "focus_on_load": boolean,
    "placeholder": plain(150),
    "dispatch_action_config": DISPATCH_CONFIG,
}


def _date(value: Any, path: str, problems: Problems) -> None:
    """date-picker-element: YYYY-MM-DD."""
    try:
        right = isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        right = False
    if not right:
        say(problems, "must be a date as YYYY-MM-DD", path)


def _time(value: Any, path: str, problems: Problems) -> None:
    """time-picker-element: HH:mm, 24 hours."""
    try:
        right = isinstance(value, str) and time.fromisoformat(value).strftime("%H:%M") == value
    except ValueError:
        right = False
    if not right:
        say(problems, "must be a time as HH:mm", path)


_zones: Final = functools.cache(available_timezones)  # reads hundreds of files


def _timezone(value: Any, path: str, problems: Problems) -> None:
    if value not in _zones():
        say(problems, "must be a time zone of the IANA database", path)


def _number(value: Any, path: str, problems: Problems) -> None:
    """number-input-element: numbers are given as text."""
    if not isinstance(value, str) or not _DIGITS.fullmatch(value):
        say(problems, "must be a number as a string", path)


def _number_bounds(element: Any, path: str, problems: Problems) -> None:
    low, high, first = (element.get(key) for key in ("min_value", "max_value", "initial_value"))
    if low is not None and high is not None and Decimal(low) > Decimal(high):
        say(problems, "min_value must not exceed max_value", path)
    if first is None:
        return
    if (low is not None and Decimal(first) < Decimal(low)) or (high is not None and Decimal(first) > Decimal(high)):
        say(problems, "initial_value must lie between min_value and max_value", path)
    if not element["is_decimal_allowed"] and Decimal(first) != Decimal(first).to_integral_value():
        say(problems, "initial_value must be a whole number", path)


def _length_bounds(element: Any, path: str, problems: Problems) -> None:
    least, most = element.get("min_length", 0), element.get("max_length", 3000)
    if least > most:
        say(problems, "min_length must not exceed max_length", path)
    if "initial_value" in element and len(element["initial_value"]) > most:
        say(problems, f"initial_value must be less than {most + 1} characters", path)


def _selected_bounds(key: str) -> Rule:
    def rule(element: Any, path: str, problems: Problems) -> None:
        most = element.get("max_selected_items")
        if most is not None and len(element.get(key, ())) > most:
            say(problems, f"{key} must not be more than max_selected_items", path)

    return rule


_STATIC: Final[Mapping[str, Rule]] = {"options": array(OPTION, 100), "option_groups": array(OPTION_GROUP, 100)}
_EITHER: Final = exactly_one("options", "option_groups")
_CONVERSATIONS: Final[Mapping[str, Rule]] = {
    "default_to_current_conversation": boolean,
    "filter": CONVERSATION_FILTER,
}
_USER: Final = identifier("UW")
_CHANNEL: Final = identifier("CG")
_CONVERSATION: Final = identifier("CDGUW")
_FEEDBACK: Final = Shape(
    must={"text": plain(75), "value": string(2000)}, may={"accessibility_label": string(75)}
)  # feedback-buttons-element

ELEMENTS: Final[Mapping[str, Shape]] = MappingProxyType(
    {
        # button-element: text 75, value 2000, url 3000, accessibility_label 75
        "button": Shape(
            must={"text": plain(75)},
            may={**_ACTIVE, "url": link(), "value": string(2000), "style": _STYLE, "accessibility_label": string(75)},
        ),
        # checkboxes-element: at most 10 options
        "checkboxes": Shape(
            must={"options": array(MRKDWN_OPTION, 10)},
            may={**_FOCUSED, "initial_options": array(MRKDWN_OPTION, 10)},
            also=(unique_values, initial_among("initial_options")),
        ),
        # radio-button-group-element: at most 10 options
        "radio_buttons": Shape(
            must={"options": array(MRKDWN_OPTION, 10)},
            may={**_FOCUSED, "initial_option": MRKDWN_OPTION},
            also=(unique_values, initial_among("initial_option")),
        ),
        # overflow-menu-element: up to five options
        "overflow": Shape(must={"options": array(OVERFLOW_OPTION, 5)}, may=_ACTIVE, also=(unique_values,)),
        "datepicker": Shape(may={**_MENU, "initial_date": _date}),
        "timepicker": Shape(may={**_MENU, "initial_time": _time, "timezone": _timezone}),
        # datetime-picker-element: ten digits
        "datetimepicker": Shape(may={**_FOCUSED, "initial_date_time": integer(10**9, 10**10 - 1)}),
        # select-menu-element
        "static_select": Shape(
            may={**_MENU, **_STATIC, "initial_option": OPTION},
            also=(_EITHER, unique_values, initial_among("initial_option")),
        ),
        "external_select": Shape(may={**_MENU, "initial_option": OPTION, "min_query_length": integer(0, 255)}),
        "users_select": Shape(may={**_MENU, "initial_user": _USER}),
        "conversations_select": Shape(
            may={**_MENU, **_CONVERSATIONS, "initial_conversation": _CONVERSATION, "response_url_enabled": boolean},
        ),
        "channels_select": Shape(may={**_MENU, "initial_channel": _CHANNEL, "response_url_enabled": boolean}),
        # multi-select-menu-element
        "multi_static_select": Shape(
            may={**_MULTI, **_STATIC, "initial_options": array(OPTION, 100)},
            also=(_EITHER, unique_values, initial_among("initial_options"), _selected_bounds("initial_options")),
        ),
        "multi_external_select": Shape(
            may={**_MULTI, "initial_options": array(OPTION, 100), "min_query_length": integer(0, 255)}
        ),
        "multi_users_select": Shape(
            may={**_MULTI, "initial_users": array(_USER, 0)}, also=(_selected_bounds("initial_users"),)
        ),
        "multi_conversations_select": Shape(
            may={**_MULTI, **_CONVERSATIONS, "initial_conversations": array(_CONVERSATION, 0)},
            also=(_selected_bounds("initial_conversations"),),
        ),
        "multi_channels_select": Shape(
            may={**_MULTI, "initial_channels": array(_CHANNEL, 0)}, also=(_selected_bounds("initial_channels"),)
        ),
        # plain-text-input-element: lengths up to 3000
        "plain_text_input": Shape(
            may={
                **_TYPED,
                "initial_value": string(3000, least=0),
                "multiline": boolean,
                "min_length": integer(0, 3000),
                "max_length": integer(1, 3000),
            },
            also=(_length_bounds,),
        ),
        "email_text_input": Shape(may={**_TYPED, "initial_value": string(least=0)}),
        "url_text_input": Shape(may={**_TYPED, "initial_value": string(least=0)}),
        "number_input": Shape(
            must={"is_decimal_allowed": boolean},
            may={**_TYPED, "initial_value": _number, "min_value": _number, "max_value": _number},
            also=(_number_bounds,),
        ),
        "rich_text_input": Shape(must={"action_id": ACTION_ID}, may={**_TYPED, "initial_value": RICH_TEXT}),
        # file-input-element: 1 to 10 files
        "file_input": Shape(may={"action_id": ACTION_ID, "filetypes": array(string(), 0), "max_files": integer(1, 10)}),
        # image-element
        "image": Shape(
            must={"alt_text": string(2000)},
            may={"image_url": link("http", "https"), "slack_file": SLACK_FILE},
            also=(exactly_one("image_url", "slack_file"),),
        ),
        "feedback_buttons": Shape(
            must={"positive_button": _FEEDBACK, "negative_button": _FEEDBACK}, may={"action_id": ACTION_ID}
        ),
        # icon-button-element: trash is the only icon
        "icon_button": Shape(
            must={"icon": string(among=("trash",)), "text": plain(75)},
            may={
                **_ACTIVE,
                "value": string(2000),
                "accessibility_label": string(75),
                "visible_to_user_ids": array(_USER, 0),
            },
        ),
    }
)

_SELECTS: Final = frozenset(kind for kind in ELEMENTS if kind.endswith("_select"))
_PICKED: Final = _SELECTS | {"checkboxes", "radio_buttons", "datepicker", "timepicker"}
IN_SECTION: Final = _PICKED | {"button", "overflow", "image"}
IN_ACTIONS: Final = _PICKED | {"button", "overflow", "datetimepicker"}
IN_INPUT: Final = _PICKED | {
    "datetimepicker",
    "plain_text_input",
    "email_text_input",
    "url_text_input",
    "number_input",
    "rich_text_input",
    "file_input",
}
IN_CONTEXT_ACTIONS: Final = frozenset({"feedback_buttons", "icon_button"})

# What is not on every surface. The inputs stand in an input block, which this check keeps off messages (see layout).
SURFACES: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "datetimepicker": frozenset({MESSAGE, MODAL}),
        "email_text_input": frozenset({MODAL}),
        "url_text_input": frozenset({MODAL}),
        "number_input": frozenset({MODAL}),
        "file_input": frozenset({MODAL}),
        "rich_text_input": frozenset({MODAL, HOME}),
    }
)
