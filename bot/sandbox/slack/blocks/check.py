"""The strict check of blocks and views: everything that Slack refuses, and what it documents as wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bot.sandbox.slack.blocks import elements, layout
from bot.sandbox.slack.blocks.composition import plain
from bot.sandbox.slack.blocks.elements import HOME, MESSAGE, MODAL
from bot.sandbox.slack.blocks.shapes import Problems, Rule, Shape, array, boolean, say, string, typed

MAX_MESSAGE_BLOCKS: Final = 50  # https://docs.slack.dev/reference/block-kit/blocks
MAX_VIEW_BLOCKS: Final = 100  # the same page
MAX_MARKDOWN: Final = 12_000  # characters; https://docs.slack.dev/reference/block-kit/blocks/markdown-block
MAX_TABLE: Final = 10_000  # characters; https://docs.slack.dev/reference/block-kit/blocks/table-block

_BLOCK: Final = typed(layout.BLOCKS)
_TITLE: Final = plain(24)  # title, submit and close: 24 characters
# https://docs.slack.dev/reference/views/home-tab-views
_SHARED: Final[Mapping[str, Rule]] = {
    "private_metadata": string(3000, least=0),
    "callback_id": string(255, least=0),
    "external_id": string(255, least=0),
}
_VIEWS: Final[Mapping[str, Rule]] = {
    HOME: Shape(must={"blocks": array(_BLOCK, MAX_VIEW_BLOCKS)}, may=_SHARED),
    # https://docs.slack.dev/reference/views/modal-views
    MODAL: Shape(
        must={"title": _TITLE, "blocks": array(_BLOCK, MAX_VIEW_BLOCKS)},
        may={
            **_SHARED,
            "submit": _TITLE,
            "close": _TITLE,
            "clear_on_close": boolean,
            "notify_on_close": boolean,
            "submit_disabled": boolean,
        },
    ),
}


def check_message(blocks: Any) -> list[str]:
    """What is wrong with the blocks of a message, a sentence with a JSON pointer each; [] when nothing is."""
    problems: Problems = []
    array(_BLOCK, MAX_MESSAGE_BLOCKS, least=0)(blocks, "/blocks", problems)
    if not problems:
        _between(blocks, MESSAGE, "/blocks", problems)
        _sums(blocks, problems)
    return problems


def check_view(view: Any, surface: str = MODAL) -> list[str]:
    """What is wrong with a modal or a home view; [] when nothing is."""
    problems: Problems = []
    typed(_VIEWS, (surface,))(view, "/view", problems)
    if problems:
        return problems
    _between(view["blocks"], surface, "/view/blocks", problems)
    if surface == MODAL and any(block["type"] == "input" for block in view["blocks"]) and "submit" not in view:
        say(problems, "missing required field: submit (the view has inputs)", "/view")
    return problems


def _between(blocks: list[dict[str, Any]], surface: str, path: str, problems: Problems) -> None:
    """What holds between blocks: surfaces, unique ids, one focus."""
    seen: set[str] = set()
    focused = 0
    for number, block in enumerate(blocks):
        here = f"{path}/{number}"
        if surface not in layout.SURFACES.get(block["type"], (surface,)):
            say(problems, f"unsupported type: {block['type']} (not on a {surface})", f"{here}/type")
        if block.get("block_id") in seen:
            say(problems, f"block_id already exists: {block['block_id']}", f"{here}/block_id")
        if "block_id" in block:
            seen.add(block["block_id"])
        focused += _elements(block, surface, here, problems)
    if focused > 1:
        say(problems, "only one element can have focus_on_load", path)


def _elements(block: dict[str, Any], surface: str, path: str, problems: Problems) -> int:
    """The elements of one block; returns how many want the focus."""
    seen: set[str] = set()
    focused = 0
    for where, element in _placed(block, path):
        kind = element["type"]
        if surface not in elements.SURFACES.get(kind, (surface,)):
            say(problems, f"unsupported type: {kind} (not on a {surface})", f"{where}/type")
        # select-menu-element: only in input blocks of modals
        if element.get("response_url_enabled") and (surface != MODAL or block["type"] != "input"):
            say(problems, "response_url_enabled works in input blocks of modals only", where)
        action_id = element.get("action_id")
        if action_id in seen:
            say(problems, f"action_id already exists: {action_id}", f"{where}/action_id")
        if action_id is not None:
            seen.add(action_id)
        focused += bool(element.get("focus_on_load"))
    return focused


def _placed(block: dict[str, Any], path: str) -> list[tuple[str, dict[str, Any]]]:
    if block["type"] in {"actions", "context_actions"}:
        return [(f"{path}/elements/{number}", element) for number, element in enumerate(block["elements"])]
    return [(f"{path}/{key}", block[key]) for key in ("element", "accessory") if key in block]


def _sums(blocks: list[dict[str, Any]], problems: Problems) -> None:
    """Limits over a whole message."""
    if sum(len(block["text"]) for block in blocks if block["type"] == "markdown") > MAX_MARKDOWN:
        say(problems, f"all markdown blocks together must be less than {MAX_MARKDOWN + 1} characters", "/blocks")
    tables = [block for block in blocks if block["type"] == "table"]
    if len(tables) > 1:
        say(problems, "no more than 1 table allowed", "/blocks")
    for table in tables:
        if sum(len(cell["text"]) for row in table["rows"] for cell in row if cell["type"] == "raw_text") > MAX_TABLE:
            say(problems, f"a table must be less than {MAX_TABLE + 1} characters", "/blocks")
