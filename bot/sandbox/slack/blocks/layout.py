"""Blocks, and on which surfaces each can stand.

https://docs.slack.dev/reference/block-kit/blocks. What is not in the table is refused: Slack has more blocks
(video, file, card, carousel, plan and others) that a desk has no use for.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from bot.sandbox.slack.blocks.composition import BLOCK_ID, SLACK_FILE, plain, text
from bot.sandbox.slack.blocks.elements import (
    ELEMENTS,
    HOME,
    IN_ACTIONS,
    IN_CONTEXT_ACTIONS,
    IN_INPUT,
    IN_SECTION,
    MESSAGE,
    MODAL,
)
from bot.sandbox.slack.blocks.rich_text import RICH_TEXT
from bot.sandbox.slack.blocks.shapes import (
    Problems,
    Rule,
    Shape,
    array,
    at_least_one,
    boolean,
    exactly_one,
    link,
    say,
    string,
    typed,
)

_BLOCK: Final[Mapping[str, Rule]] = {"block_id": BLOCK_ID}
_CONTEXT: Final[Mapping[str, Rule]] = {"image": ELEMENTS["image"], "plain_text": text(), "mrkdwn": text()}


def _no_dispatch_of_files(block: Any, path: str, problems: Problems) -> None:
    """input-block: dispatch_action is incompatible with file_input."""
    if block.get("dispatch_action") and block["element"]["type"] == "file_input":
        say(problems, "unsupported type: file_input", f"{path}/element/type")


def _null(value: Any, path: str, problems: Problems) -> None:
    if value is not None:
        _COLUMN(value, path, problems)


_COLUMN: Final = Shape(may={"align": string(among=("left", "center", "right")), "is_wrapped": boolean})
_CELL: Final = typed({"raw_text": Shape(must={"text": string(least=1)}), "rich_text": RICH_TEXT})

BLOCKS: Final[Mapping[str, Rule]] = MappingProxyType(
    {
        # actions-block: at most 25 elements
        "actions": Shape(must={"elements": array(typed(ELEMENTS, IN_ACTIONS), 25)}, may=_BLOCK),
        # context-block: at most 10 elements
        "context": Shape(must={"elements": array(typed(_CONTEXT), 10)}, may=_BLOCK),
        # context-actions-block: at most 5 elements
        "context_actions": Shape(must={"elements": array(typed(ELEMENTS, IN_CONTEXT_ACTIONS), 5)}, may=_BLOCK),
        "divider": Shape(may=_BLOCK),
        # header-block: 150 characters
        "header": Shape(must={"text": plain(150)}, may=_BLOCK),
        # image-block: alt_text 2000, title 2000, image_url 3000
        "image": Shape(
            must={"alt_text": string(2000)},
            may={**_BLOCK, "image_url": link("http", "https"), "slack_file": SLACK_FILE, "title": plain(2000)},
            also=(exactly_one("image_url", "slack_file"),),
        ),
        # input-block: label and hint 2000
        "input": Shape(
            must={"label": plain(2000), "element": typed(ELEMENTS, IN_INPUT)},
            may={**_BLOCK, "dispatch_action": boolean, "hint": plain(2000), "optional": boolean},
            also=(_no_dispatch_of_files,),
        ),
        # markdown-block: 12,000 characters in all of a payload's markdown blocks
        "markdown": Shape(must={"text": string(12_000)}, may=_BLOCK),
        "rich_text": RICH_TEXT,
        # section-block: text 3000; at most 10 fields of 2000; text or fields
        "section": Shape(
            may={
                **_BLOCK,
                "text": text(3000),
                "fields": array(text(2000), 10),
                "accessory": typed(ELEMENTS, IN_SECTION),
                "expand": boolean,
            },
            also=(at_least_one("text", "fields"),),
        ),
        # table-block: 100 rows of 20 cells, settings for 20 columns
        "table": Shape(
            must={"rows": array(array(_CELL, 20), 100)}, may={**_BLOCK, "column_settings": array(_null, 20)}
        ),
    }
)

# The pages of the blocks, "Available in surfaces". An input on a message: the pages of late 2025 list messages too,
# but nothing would submit it there, so a desk that posts one has made a mistake.
SURFACES: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "context_actions": frozenset({MESSAGE}),
        "input": frozenset({MODAL, HOME}),
        "markdown": frozenset({MESSAGE}),
        "table": frozenset({MESSAGE}),
    }
)
