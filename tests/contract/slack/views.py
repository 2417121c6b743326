"""Views and blocks for the contract tests."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def button(action_id: str = "case:approve", value: str = "FU-1") -> Json:
    return {"type": "button", "action_id": action_id, "text": plain("Approve"), "value": value}


def actions(*elements: Json, block_id: str = "deeds") -> Json:
    return {"type": "actions", "block_id": block_id, "elements": list(elements) or [button()]}


def section(text: str = "*Case*") -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def typed(block_id: str = "reason", action_id: str = "words", **more: Any) -> Json:
    element = {"type": "plain_text_input", "action_id": action_id, **more}
    return {"type": "input", "block_id": block_id, "label": plain("Why"), "element": element}


def modal(*blocks: Json, title: str = "Case", **more: Any) -> Json:
    made = {"type": "modal", "title": plain(title), "submit": plain("Save"), "close": plain("Back")}
    return {**made, "blocks": list(blocks) or [typed()], **more}


def home(*blocks: Json, **more: Any) -> Json:
    return {"type": "home", "blocks": list(blocks) or [section()], **more}
