"""The steps that a case's playbook still has, in words."""

from __future__ import annotations

from datetime import UTC
from typing import assert_never

from bot.app.staff.views import StepView
from bot.domain.calendar import local
from bot.domain.case import Case
from bot.domain.facts import Facts
from bot.domain.ladder import pick
from bot.domain.playbook import EscalateTo, HandOver, Inquire, Playbook, Propose, Send, Step, Task
from bot.domain.rules import Rules
from bot.domain.sentences import PARTIES, an
from bot.domain.timing import due_at
from bot.domain.vocabulary import Channel

_BY = {
    Channel.EMAIL: "e-mail",
    Channel.SMS: "text message",
    Channel.CHAT: "chat message",
    Channel.WHATSAPP: "WhatsApp message",
    Channel.VOICE: "call",
    Channel.SLACK: "Slack message",
}


def step_view(step: Step, case: Case, playbook: Playbook, facts: Facts, rules: Rules, zone: str) -> StepView:
    """A step that has not come to its end, with its time as the clock and the gate's moves have it now."""
    due = due_at(step, case, playbook, facts, rules)
    return StepView(
        id=step.id,
        what=in_words(step, facts, rules),
        due_at=due.astimezone(UTC) if due else None,
        local_time=local(due, zone).strftime("%a %d %b %H:%M %Z") if due else "",
        under_way=any(touch.step == step.id for touch in case.touches),
    )


def in_words(step: Step, facts: Facts, rules: Rules) -> str:
    """What a step does, in a few words."""
    action, name = step.action, step.id.replace("_", " ")
    match action:
        case Send():
            reached = pick(action.channels, action.to, facts, rules)
            return f"{_BY[reached[1]] if reached else 'message'} '{name}'"
        case Task():
            return f"task for the {_plain(action.owner)}: {_plain(action.name)}"
        case HandOver():
            return f"hand over to the {_plain(action.owner)}"
        case EscalateTo():
            return f"call in the {_plain(action.owner)}"
        case Propose():
            return f"propose {an(action.kind)}"
        case Inquire():
            return f"ask the {PARTIES[action.party]}"
        case _:
            assert_never(action)


def _plain(label: str) -> str:
    return label.replace("_", " ")
