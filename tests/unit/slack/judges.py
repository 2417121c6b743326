"""Judges of blocks: Slack's own models and blockkit, which nobody here wrote; our stand-in's check; and what is left."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import blockkit as bk
from slack_sdk.models.blocks import Block
from slack_sdk.models.blocks.blocks import ContextBlock
from slack_sdk.models.views import View

from bot.sandbox.slack.blocks import check_message, check_view
from bot.slack.limits import BLOCKS_IN_MESSAGE, BLOCKS_IN_VIEW, BUTTON_VALUE, METADATA, OPTION_VALUE, SECTION


def assert_valid_message(blocks: list[dict[str, Any]], text: str = "x") -> None:
    """Fail unless everybody takes the blocks for a message."""
    assert 1 <= len(blocks) <= BLOCKS_IN_MESSAGE
    assert 1 <= len(text) <= SECTION + 500
    assert not [block for block in blocks if block["type"] == "input"], "a message holds no inputs"
    assert check_message(blocks) == []
    _look_through(blocks)
    _slack_models(blocks)
    bk.Message("x", [_rebuilt(block) for block in blocks]).build()


def assert_valid_view(view: dict[str, Any]) -> None:
    """Fail unless everybody takes it for a modal or a home view."""
    assert len(view["blocks"]) <= BLOCKS_IN_VIEW
    assert len(view.get("private_metadata", "")) <= METADATA
    assert check_view(view, view["type"]) == []
    _look_through(view["blocks"])
    _slack_models(view["blocks"])
    View(**view).validate_json()
    blocks = [_rebuilt(block) for block in view["blocks"]]
    if view["type"] == "home":
        bk.Home(blocks=blocks).build()
        return
    has_input = any(block["type"] == "input" for block in view["blocks"])
    assert "submit" in view or not has_input
    extra = {"submit": view["submit"]["text"]} if "submit" in view else {}
    bk.Modal(title=view["title"]["text"], blocks=blocks, **extra).build()


def _look_through(blocks: list[dict[str, Any]]) -> None:
    json.dumps(blocks, ensure_ascii=False).encode()  # Slack takes UTF-8
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    assert len(ids) == len(set(ids)), f"block_id twice: {ids}"
    inputs = [block for block in blocks if block["type"] == "input"]
    assert all("block_id" in block for block in inputs), "an input without a block_id has no place for its error"
    for block in blocks:
        actions = [element["action_id"] for element in block.get("elements", []) if "action_id" in element]
        assert len(actions) == len(set(actions)), f"action_id twice: {actions}"
    assert sum(len(text) for text in _texts(blocks)) < 13_000 or len(blocks) > BLOCKS_IN_MESSAGE


def _texts(node: Any) -> list[str]:
    if isinstance(node, dict):
        own = [node["text"]] if isinstance(node.get("text"), str) else []
        _own_limits(node)
        return own + [text for value in node.values() for text in _texts(value)]
    return [text for value in node for text in _texts(value)] if isinstance(node, list) else []


def _own_limits(node: dict[str, Any]) -> None:
    assert node.get("text", "x"), "an empty text"
    if node.get("type") == "button":
        assert len(node["value"]) <= BUTTON_VALUE
    for entry in node.get("options", []):
        assert len(entry["value"]) <= OPTION_VALUE, entry["value"]
    values = [entry["value"] for entry in node.get("options", [])]
    assert len(values) == len(set(values)), f"the same option twice: {values}"


def _slack_models(blocks: list[dict[str, Any]]) -> None:
    for block, parsed in zip(blocks, Block.parse_all(blocks), strict=True):
        if not isinstance(parsed, ContextBlock):  # its parsing drops nothing, but it knows no plain_text elements
            parsed.validate_json()
        assert parsed.type == block["type"]


# --- rebuilt with blockkit -------------------------------------------------------------------------------------


def _rebuilt(block: dict[str, Any]) -> Any:
    made = json.loads(json.dumps(_made(block).build(), default=str))
    left = {key for key in block if key not in made}
    assert not left, f"blockkit does not know {left} of {block['type']}"
    return _made(block)  # blockkit's build changes what it builds: a date can be built once only


def _made(block: dict[str, Any]) -> Any:
    build = BLOCKS[block["type"]](block)
    return build.block_id(block["block_id"]) if "block_id" in block else build


def _text(node: dict[str, Any]) -> Any:
    build = bk.Text(node["text"])
    build.type(node["type"])
    return build.emoji(node["emoji"]) if "emoji" in node else build


def _piece(node: dict[str, Any]) -> Any:
    match node["type"]:
        case "text":
            build = bk.RichTextEl(node["text"])
            return build.style(bk.RichStyle(**node["style"])) if "style" in node else build
        case "user":
            return bk.RichUserEl(node["user_id"])
        case other:
            raise AssertionError(f"unknown piece {other}")


def _rich(node: dict[str, Any]) -> Any:
    kinds = {"rich_text_section": bk.RichTextSection, "rich_text_quote": bk.RichTextQuote}
    return kinds[node["type"]](elements=[_piece(piece) for piece in node["elements"]])


def _confirm(node: dict[str, Any]) -> Any:
    return bk.Confirm(
        title=node["title"]["text"],
        text=node["text"]["text"],
        confirm=node["confirm"]["text"],
        deny=node["deny"]["text"],
    )


def _option(node: dict[str, Any]) -> Any:
    described = {"description": node["description"]["text"]} if "description" in node else {}
    return bk.Option(text=node["text"]["text"], value=node["value"], **described)


def _element(node: dict[str, Any]) -> Any:
    build = ELEMENTS[node["type"]](node)
    build.action_id(node["action_id"])
    if "confirm" in node:
        build.confirm(_confirm(node["confirm"]))
    if "placeholder" in node:
        build.placeholder(node["placeholder"]["text"])
    return build


def _button(node: dict[str, Any]) -> Any:
    build = bk.Button(text=node["text"]["text"], value=node["value"])
    return build.style(node["style"]) if "style" in node else build


def _chosen(kind: Any, many: bool) -> Any:
    def rebuild(node: dict[str, Any]) -> Any:
        build = kind(options=[_option(entry) for entry in node["options"]])
        initial = node.get("initial_options" if many else "initial_option")
        if initial is None:
            return build
        assert all(entry in node["options"] for entry in (initial if many else [initial])), (
            "an initial option that is none"
        )
        return build.initial_options(*map(_option, initial)) if many else build.initial_option(_option(initial))

    return rebuild


def _date(node: dict[str, Any]) -> Any:
    initial = {"initial_date": dt.date.fromisoformat(node["initial_date"])} if "initial_date" in node else {}
    return bk.DatePicker(**initial)


def _time(node: dict[str, Any]) -> Any:
    initial = {"initial_time": dt.time.fromisoformat(node["initial_time"])} if "initial_time" in node else {}
    return bk.TimePicker(**initial)


def _typed(node: dict[str, Any]) -> Any:
    known = ("multiline", "initial_value", "max_length", "min_length")
    return bk.PlainTextInput(**{key: node[key] for key in known if key in node})


def _input(block: dict[str, Any]) -> Any:
    build = bk.Input(label=block["label"]["text"], element=_element(block["element"]))
    if "hint" in block:
        build.hint(block["hint"]["text"])
    return build.optional(block["optional"]) if "optional" in block else build


BLOCKS: dict[str, Any] = {
    "header": lambda b: bk.Header(b["text"]["text"]),
    "section": lambda b: bk.Section(_text(b["text"])),
    "context": lambda b: bk.Context([_text(text) for text in b["elements"]]),
    "divider": lambda b: bk.Divider(),
    "rich_text": lambda b: bk.RichText([_rich(element) for element in b["elements"]]),
    "actions": lambda b: bk.Actions([_element(element) for element in b["elements"]]),
    "input": _input,
}
ELEMENTS: dict[str, Any] = {
    "button": _button,
    "static_select": _chosen(bk.StaticSelect, many=False),
    "multi_static_select": _chosen(bk.MultiStaticSelect, many=True),
    "radio_buttons": _chosen(bk.RadioButtons, many=False),
    "checkboxes": _chosen(bk.Checkboxes, many=True),
    "datepicker": _date,
    "timepicker": _time,
    "plain_text_input": _typed,
}
