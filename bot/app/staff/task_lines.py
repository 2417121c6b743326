"""Tasks as the thread of a case tells them: a call, and where the words for it stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from bot.app.records import Recorded
from bot.app.staff.views import LineView
from bot.domain.calendar import local
from bot.domain.events import TaskRaised
from bot.domain.vocabulary import TaskKind

TASK: Final = "task"  # LineView.who


def call_line_id(event: TaskRaised) -> str:
    """A call that is to be made is a line; of one moment there is one."""
    return f"call:{event.at.isoformat()}"


def call_lines(log: Iterable[Recorded], zone: str) -> Iterator[LineView]:
    """The calls that the playbook asked for. `zone` is where staff sit."""
    for one in log:
        event = one.event
        if isinstance(event, TaskRaised) and event.kind is TaskKind.CALL:
            until = f"{local(event.deadline, zone):%a %d %b %H:%M}"
            said = f"{event.name}, until {until}. What to say stands in the form: press Log a call."
            yield LineView(call_line_id(event), one.at, TASK, None, said)
