"""Open modals: a stack for each person, with hashes and with what was typed so far."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, Final

MAX_STACK: Final = 3  # views; https://docs.slack.dev/reference/methods/views.push

Values = dict[str, dict[str, Any]]  # block_id -> action_id -> a state value with Slack's keys


@dataclass(slots=True)
class Modal:
    """One view as `payload` (Slack's view object without state) and what the person typed."""

    payload: dict[str, Any]
    user: str
    entered: Values = field(default_factory=dict)

    @property
    def id(self) -> str:
        return str(self.payload["id"])


class Modals:
    """The open views of everybody."""

    def __init__(self) -> None:
        self._stacks: dict[str, list[Modal]] = defaultdict(list)

    def stack(self, user: str) -> list[Modal]:
        return self._stacks[user]

    def find(self, view_id: str = "", external_id: str = "") -> Modal | None:
        for stack in self._stacks.values():
            for modal in stack:
                if (view_id and modal.id == view_id) or (external_id and modal.payload["external_id"] == external_id):
                    return modal
        return None

    def top(self, user: str) -> Modal | None:
        return self._stacks[user][-1] if self._stacks[user] else None

    def close(self, modal: Modal) -> None:
        self._stacks[modal.user].remove(modal)

    def clear(self, user: str) -> list[Modal]:
        """Close everything; returns what was open, top first."""
        closed = self._stacks[user][::-1]
        self._stacks[user].clear()
        return closed
