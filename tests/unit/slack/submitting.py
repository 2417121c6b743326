"""A person who fills in a modal: what Slack sends of it when it is submitted."""

from __future__ import annotations

from typing import Any

from bot.domain.commands import Actor
from bot.slack.forms import FORMS
from bot.slack.forms.form import Asked, Submitted, Wrong, submitted
from bot.slack.names import Carried, Deed
from tests.unit.domain import kit

KEYS = {
    "plain_text_input": ("initial_value", "value"),
    "static_select": ("initial_option", "selected_option"),
    "radio_buttons": ("initial_option", "selected_option"),
    "multi_static_select": ("initial_options", "selected_options"),
    "checkboxes": ("initial_options", "selected_options"),
    "datepicker": ("initial_date", "selected_date"),
    "timepicker": ("initial_time", "selected_time"),
}


def fill(modal: dict[str, Any], **written: Any) -> Submitted:
    """The modal as it is sent back: its initial values, and what was written or chosen by block_id."""
    inputs = {block["block_id"]: block["element"] for block in modal["blocks"] if block["type"] == "input"}
    assert not set(written) - set(inputs), f"no such field: {set(written) - set(inputs)}"
    values = {}
    for block_id, element in inputs.items():
        initial, selected = KEYS[element["type"]]
        given = _given(element, written[block_id]) if block_id in written else element.get(initial)
        values[block_id] = {element["action_id"]: {"type": element["type"], selected: given}}
    return submitted({"state": {"values": values}, "private_metadata": modal["private_metadata"]})


def _given(element: dict[str, Any], value: Any) -> Any:
    match element["type"]:
        case "static_select" | "radio_buttons":
            return _option(element, value)
        case "multi_static_select" | "checkboxes":
            return [_option(element, one) for one in value]
        case _:
            return value


def _option(element: dict[str, Any], value: str) -> dict[str, Any]:
    return next(entry for entry in element["options"] if entry["value"] == value)


def opened(view: Any, deed: Deed, carried: Carried | None = None) -> dict[str, Any]:
    return FORMS[deed].open(view, view.staff[0], carried or Carried(view.case.ref))


def ask(view: Any, deed: Deed, actor: Actor = kit.ANN, carried: Carried | None = None, **written: Any) -> Asked | Wrong:
    """Open the form of the deed, fill it in, submit it."""
    return FORMS[deed].read(view, actor, "new1", fill(opened(view, deed, carried), **written))
