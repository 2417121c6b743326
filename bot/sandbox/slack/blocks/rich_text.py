"""The rich_text block: its four containers and what stands in them.

https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bot.sandbox.slack.blocks.composition import BLOCK_ID
from bot.sandbox.slack.blocks.shapes import (
    Problems,
    Rule,
    Shape,
    array,
    boolean,
    identifier,
    integer,
    link,
    say,
    string,
    typed,
)

_TEXT_STYLE: Final = Shape(may=dict.fromkeys(("bold", "italic", "strike", "code", "underline"), boolean))
_MENTION_STYLE: Final = Shape(
    may=dict.fromkeys(("bold", "italic", "strike", "highlight", "client_highlight", "unlink"), boolean)
)


def _colour(value: Any, path: str, problems: Problems) -> None:
    digits = str(value).removeprefix("#")
    if (
        not str(value).startswith("#")
        or len(digits) not in {3, 6}
        or not all(c in "0123456789abcdefABCDEF" for c in digits)
    ):
        say(problems, "must be a colour such as #F405B3", path)


_LEAVES: Final[Mapping[str, Rule]] = {
    "text": Shape(must={"text": string()}, may={"style": _TEXT_STYLE}),
    "link": Shape(must={"url": link()}, may={"text": string(), "unsafe": boolean, "style": _TEXT_STYLE}),
    "emoji": Shape(must={"name": string()}, may={"unicode": string(), "skin_tone": integer(1, 6)}),
    "user": Shape(must={"user_id": identifier("UW")}, may={"style": _MENTION_STYLE}),
    "usergroup": Shape(must={"usergroup_id": identifier("S")}, may={"style": _MENTION_STYLE}),
    "channel": Shape(must={"channel_id": identifier("CG")}, may={"style": _MENTION_STYLE}),
    "team": Shape(must={"team_id": identifier("T")}, may={"style": _MENTION_STYLE}),
    "broadcast": Shape(must={"range": string(among=("here", "channel", "everyone"))}),
    "color": Shape(must={"value": _colour}),
    "date": Shape(
        must={"timestamp": integer(0, 10**11), "format": string()}, may={"url": link(), "fallback": string()}
    ),
}
_LEAF: Final = typed(_LEAVES)
_BORDER: Final = integer(0, 1)
_SECTION: Final = Shape(must={"elements": array(_LEAF, 0, least=0)})
_CONTAINERS: Final[Mapping[str, Rule]] = {
    "rich_text_section": _SECTION,
    "rich_text_list": Shape(
        must={
            "style": string(among=("bullet", "ordered")),
            "elements": array(typed({"rich_text_section": _SECTION}), 0),
        },
        may={"indent": integer(0, 8), "offset": integer(0, 10**6), "border": _BORDER},
    ),
    "rich_text_preformatted": Shape(
        must={"elements": array(typed(_LEAVES, ("text", "link")), 0)}, may={"border": _BORDER, "language": string()}
    ),
    "rich_text_quote": Shape(must={"elements": array(_LEAF, 0)}, may={"border": _BORDER}),
}

RICH_TEXT: Final = typed(
    {"rich_text": Shape(must={"elements": array(typed(_CONTAINERS), 0)}, may={"block_id": BLOCK_ID})}
)
