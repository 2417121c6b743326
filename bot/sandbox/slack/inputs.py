"""What Slack's client lets a person choose or type in an element, and the state value that it makes of it."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Mapping
from datetime import date, time
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import urlsplit

from bot.sandbox.slack.errors import Refused
from bot.sandbox.slack.modals import Values

_EMAIL: Final = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_NUMBER: Final = re.compile(r"-?(\d+(\.\d*)?|\.\d+)")
_MAX_TYPED: Final = (
    3000  # characters; https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element
)

State = dict[str, Any]


def options_of(element: Mapping[str, Any]) -> list[dict[str, Any]]:
    """All options, also those in groups."""
    grouped = [option for group in element.get("option_groups", ()) for option in group["options"]]
    return [*element.get("options", ()), *grouped]


def _option(element: Mapping[str, Any], value: Any) -> dict[str, Any]:
    for option in options_of(element):
        if option.get("value") == value:
            return copy.deepcopy(option)
    offered = ", ".join(str(option.get("value")) for option in options_of(element))
    raise Refused(f"There is no option {value!r} here; offered: {offered}.")


def _options(element: Mapping[str, Any], values: Any) -> list[dict[str, Any]]:
    chosen = [_option(element, value) for value in _several(element, values)]
    order = [option.get("value") for option in options_of(element)]
    return sorted(chosen, key=lambda option: order.index(option.get("value")))


def _several(element: Mapping[str, Any], values: Any) -> list[Any]:
    if not isinstance(values, list | tuple):
        raise Refused("Several can be chosen here: give a list.")
    most = element.get("max_selected_items")
    if most is not None and len(values) > most:
        raise Refused(f"At most {most} can be chosen here.")
    return list(values)


def _text(element: Mapping[str, Any], value: Any) -> str:
    text = str(value)
    if "\n" in text and not element.get("multiline"):
        raise Refused("This is a field of one line.")
    if len(text) > element.get("max_length", _MAX_TYPED):
        raise Refused(f"Please use at most {element.get('max_length', _MAX_TYPED)} characters.")
    if len(text) < element.get("min_length", 0):
        raise Refused(f"Please use at least {element['min_length']} characters.")
    return text


def _number(element: Mapping[str, Any], value: Any) -> str:
    text = str(value)
    if not _NUMBER.fullmatch(text):
        raise Refused("Please enter a number.")
    if not element["is_decimal_allowed"] and "." in text:
        raise Refused("Please enter a whole number.")
    if "min_value" in element and float(text) < float(element["min_value"]):
        raise Refused(f"Please enter a number not below {element['min_value']}.")
    if "max_value" in element and float(text) > float(element["max_value"]):
        raise Refused(f"Please enter a number not above {element['max_value']}.")
    return text


def _email(_element: Mapping[str, Any], value: Any) -> str:
    if not _EMAIL.fullmatch(str(value)):
        raise Refused("Please enter a valid e-mail address.")
    return str(value)


def _url(_element: Mapping[str, Any], value: Any) -> str:
    parts = urlsplit(str(value))
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise Refused("Please enter a valid address that begins with https://.")
    return str(value)


def _date(_element: Mapping[str, Any], value: Any) -> str:
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        raise Refused("A date picker gives a date such as 2026-03-02.") from None


def _time(_element: Mapping[str, Any], value: Any) -> str:
    try:
        return time.fromisoformat(str(value)).strftime("%H:%M")
    except ValueError:
        raise Refused("A time picker gives a time such as 09:30.") from None


def _moment(_element: Mapping[str, Any], value: Any) -> int:
    if not isinstance(value, int) or not 10**9 <= value < 10**10:
        raise Refused("A date and time picker gives Unix seconds of ten digits.")
    return value


def _rich_text(_element: Mapping[str, Any], value: Any) -> dict[str, Any]:
    if isinstance(value, dict):
        return value
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": str(value)}]}
    return {"type": "rich_text", "elements": [section]}


def _id(prefixes: str) -> Callable[[Mapping[str, Any], Any], str]:
    def chosen(_element: Mapping[str, Any], value: Any) -> str:
        if not str(value).startswith(tuple(prefixes)):
            raise Refused(f"{value!r} is not something that this menu offers.")
        return str(value)

    return chosen


def _ids(prefixes: str) -> Callable[[Mapping[str, Any], Any], list[str]]:
    one = _id(prefixes)
    return lambda element, values: [one(element, value) for value in _several(element, values)]


# type -> the key in the state, how a value is taken, the key of what is there at first
_KINDS: Final[Mapping[str, tuple[str, Callable[[Mapping[str, Any], Any], Any], str]]] = MappingProxyType(
    {
        "plain_text_input": ("value", _text, "initial_value"),
        "email_text_input": ("value", _email, "initial_value"),
        "url_text_input": ("value", _url, "initial_value"),
        "number_input": ("value", _number, "initial_value"),
        "rich_text_input": ("rich_text_value", _rich_text, "initial_value"),
        "static_select": ("selected_option", _option, "initial_option"),
        "radio_buttons": ("selected_option", _option, "initial_option"),
        "external_select": ("selected_option", _option, "initial_option"),
        "multi_static_select": ("selected_options", _options, "initial_options"),
        "multi_external_select": ("selected_options", _options, "initial_options"),
        "checkboxes": ("selected_options", _options, "initial_options"),
        "users_select": ("selected_user", _id("UW"), "initial_user"),
        "multi_users_select": ("selected_users", _ids("UW"), "initial_users"),
        "channels_select": ("selected_channel", _id("C"), "initial_channel"),
        "multi_channels_select": ("selected_channels", _ids("C"), "initial_channels"),
        "conversations_select": ("selected_conversation", _id("CDGUW"), "initial_conversation"),
        "multi_conversations_select": ("selected_conversations", _ids("CDGUW"), "initial_conversations"),
        "datepicker": ("selected_date", _date, "initial_date"),
        "timepicker": ("selected_time", _time, "initial_time"),
        "datetimepicker": ("selected_date_time", _moment, "initial_date_time"),
    }
)
_LISTS: Final = frozenset({"selected_options", "selected_users", "selected_channels", "selected_conversations"})


def stateful(element: Mapping[str, Any]) -> bool:
    """Whether the element keeps what was chosen (a button does not)."""
    return element.get("type") in _KINDS


def initial(element: Mapping[str, Any]) -> State:
    """The state value before anybody touched it."""
    key, _, first = _KINDS[element["type"]]
    nothing: Any = [] if key in _LISTS else None
    return {"type": element["type"], key: copy.deepcopy(element.get(first, nothing))}


def chosen(element: Mapping[str, Any], value: Any) -> State:
    """The state value after a person chose or typed; None and "" empty it. Raises Refused."""
    key, take, _ = _KINDS[element["type"]]
    if value is None or value == "":
        return {"type": element["type"], key: [] if key in _LISTS else None}
    return {"type": element["type"], key: take(element, value)}


def empty(state: State) -> bool:
    key = _KINDS[state["type"]][0]
    value = state[key]
    return value is None or value in ("", []) or (isinstance(value, str) and not value.strip())


def values(blocks: list[dict[str, Any]], entered: Values) -> Values:
    """Slack's state.values: every stateful element, as it was at first or as it was left."""
    found: Values = {}
    for block, element in fields(blocks):
        ids = block["block_id"], element["action_id"]
        found.setdefault(ids[0], {})[ids[1]] = entered.get(ids[0], {}).get(ids[1]) or initial(element)
    return found


def fields(blocks: list[dict[str, Any]]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """The stateful elements with their blocks."""
    return [(block, element) for block in blocks for element in usable(block) if stateful(element)]


def usable(block: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The elements of a block that a person can use."""
    match block.get("type"):
        case "actions" | "context_actions":
            return list(block["elements"])
        case "input":
            return [block["element"]]
        case "section" if "accessory" in block:
            return [block["accessory"]]
    return []


def kept(blocks: list[dict[str, Any]], entered: Values) -> Values:
    """What stays of what was typed when a view gets other blocks: the same block_id, action_id and type."""
    found: Values = {}
    for block, element in fields(blocks):
        state = entered.get(block["block_id"], {}).get(element["action_id"])
        if state is not None and state["type"] == element["type"]:
            found.setdefault(block["block_id"], {})[element["action_id"]] = state
    return found


def missing(blocks: list[dict[str, Any]], entered: Values) -> dict[str, str]:
    """The inputs that must be filled in before a view can be submitted, by block_id."""
    state = values(blocks, entered)
    return {
        block["block_id"]: "Please complete this required field."
        for block in blocks
        if block["type"] == "input"
        and stateful(block["element"])
        and not block.get("optional")
        and empty(state[block["block_id"]][block["element"]["action_id"]])
    }
