"""The fields of our forms. Every field has its block_id, where its error is shown, and the one action_id `value`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from bot.app.staff.views import CaseView
from bot.domain.calendar import local
from bot.slack.blocks.figures import money_line
from bot.slack.blocks.parts import Block, option, plain_text, section
from bot.slack.forms.amounts import amount_text
from bot.slack.forms.form import Modal
from bot.slack.limits import HINT, INPUT, LABEL, OPTIONS, RADIOS, TITLE, fit
from bot.slack.names import Carried, Deed, action_of, pack

VALUE: Final = "value"
NOTE: Final = "note"
NOTE_LENGTH: Final = 1000
Choice = tuple[str, str]  # words, value


def modal(deed: Deed, title: str, submit: str, blocks: Sequence[Block], carried: Carried) -> Modal:
    """A form. `submit` "" = it can only be closed."""
    view: Modal = {
        "type": "modal",
        "callback_id": action_of(deed),
        "title": plain_text(title, TITLE),
        "close": plain_text("Not now", TITLE),
        "private_metadata": pack(carried),
        "blocks": list(blocks),
    }
    return {**view, "submit": plain_text(submit, TITLE)} if submit else view


def about(view: CaseView) -> Block:
    """What the form is about, in money."""
    return section(f"{view.case.ref}, {view.customer or 'no name'}\n{money_line(view)}")


def field(block_id: str, label: str, element: Block, *, hint: str = "", optional: bool = False) -> Block:
    block: Block = {
        "type": "input",
        "block_id": block_id,
        "label": plain_text(label, LABEL),
        "element": {**element, "action_id": VALUE},
        "optional": optional,
    }
    return {**block, "hint": plain_text(hint, HINT)} if hint else block


def text_field(
    block_id: str,
    label: str,
    initial: str = "",
    *,
    hint: str = "",
    optional: bool = False,
    multiline: bool = False,
    most: int = 200,
) -> Block:
    """`most`: how many characters may be written, at most 3,000."""
    element: Block = {"type": "plain_text_input", "multiline": multiline, "max_length": min(most, INPUT)}
    if initial:
        element["initial_value"] = fit(initial, min(most, INPUT))
    return field(block_id, label, element, hint=hint, optional=optional)


def note_field(label: str = "Internal note", *, optional: bool = True) -> Block:
    """Never sent to the customer."""
    hint = "Only colleagues see it. No card numbers."
    return text_field(NOTE, label, hint=hint, optional=optional, multiline=True, most=NOTE_LENGTH)


def amount_field(block_id: str, label: str, minor_units: int, currency: str, *, optional: bool = False) -> Block:
    """`minor_units` 0 = the field is empty."""
    initial = amount_text(minor_units, currency) if minor_units > 0 else ""
    return text_field(block_id, f"{label} ({currency})", initial, optional=optional, most=30)


def select_field(
    block_id: str, label: str, choices: Sequence[Choice], initial: str = "", *, hint: str = "", optional: bool = False
) -> Block:
    """A list to choose one of; `initial` is a value."""
    options = _options(choices, OPTIONS)
    element: Block = {"type": "static_select", "options": options, "placeholder": plain_text("Choose")}
    return field(block_id, label, _with_initial(element, options, initial), hint=hint, optional=optional)


def radio_field(block_id: str, label: str, choices: Sequence[Choice], initial: str = "", *, hint: str = "") -> Block:
    options = _options(choices, RADIOS)
    return field(
        block_id, label, _with_initial({"type": "radio_buttons", "options": options}, options, initial), hint=hint
    )


def many_field(
    block_id: str, label: str, choices: Sequence[Choice], initial: Sequence[str], *, hint: str = ""
) -> Block:
    """A list to choose several of; the order of `initial` is kept."""
    options = _options(choices, OPTIONS)
    element: Block = {"type": "multi_static_select", "options": options, "placeholder": plain_text("Choose")}
    chosen = [entry for value in initial for entry in options if entry["value"] == value]
    return field(block_id, label, {**element, "initial_options": chosen} if chosen else element, hint=hint)


def tick_field(block_id: str, label: str, choices: Sequence[Choice], *, hint: str = "", optional: bool = True) -> Block:
    """Boxes to tick; none is ticked."""
    element: Block = {"type": "checkboxes", "options": _options(choices, RADIOS)}
    return field(block_id, label, element, hint=hint, optional=optional)


def day_field(block_id: str, label: str, initial: str = "", *, hint: str = "", optional: bool = False) -> Block:
    """`initial` is an ISO date."""
    element: Block = {"type": "datepicker"}
    return field(
        block_id, label, {**element, "initial_date": initial} if initial else element, hint=hint, optional=optional
    )


def moment_fields(view: CaseView, label: str, initial: datetime | None, *, optional: bool = False) -> list[Block]:
    """A day and a time of day in the client's zone: blocks `day` and `time`."""
    here = local(initial, view.zone) if initial else None
    clock: Block = {"type": "timepicker"}
    if here:
        clock["initial_time"] = f"{here:%H:%M}"
    where = f"Time of {view.brand}: {view.zone}"
    return [
        day_field("day", label, here.date().isoformat() if here else "", optional=optional),
        field("time", "At", clock, hint=where, optional=optional),
    ]


def _options(choices: Sequence[Choice], most: int) -> list[Block]:
    return [option(text, value) for text, value in choices[:most]]


def _with_initial(element: Block, options: Sequence[Block], value: str) -> Block:
    chosen = next((entry for entry in options if entry["value"] == value), None)
    return {**element, "initial_option": chosen} if chosen else element
