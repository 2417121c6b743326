"""A resolved playbook, and the problems of playbooks, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, assert_never

from bot.authored import Problem
from bot.domain.playbook import (
    FALLS_BACK_TO,
    Answer,
    Ask,
    Balance,
    CloseWith,
    Condition,
    ContactRole,
    EscalateTo,
    HandOver,
    HoldFor,
    Inquire,
    NoteDispute,
    NotePromise,
    Playbook,
    Propose,
    Reaction,
    ReactionAction,
    Resume,
    Send,
    Sender,
    Step,
    StepAction,
    Task,
    Tell,
    WaitFor,
)
from bot.domain.vocabulary import Channel, Owes
from bot.playbook.phrases import say_duration, say_offset
from bot.playbook.plain import to_plain
from bot.playbook.reader import TRIGGERS

WHO_OWES = {
    Owes.THEY: "the customer owes",
    Owes.WE: "we owe",
    Owes.OPEN: "it is open who owes",
    Owes.EITHER: "it may go either way",
}
BALANCES = {
    Balance.OWED: "the customer owes money",
    Balance.HELD: "we hold money of the customer",
    Balance.EVEN: "nothing is owed either way",
}


def as_json(playbook: Playbook) -> dict[str, Any]:
    """The canonical form with its digest."""
    return {"digest": playbook.digest, **to_plain(playbook)}


def problems_as_json(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """One object for each problem, as `followup playbook check --json` lists them."""
    return [
        {
            "rule": problem.rule,
            "file": problem.file,
            "line": problem.line,
            "column": problem.column,
            "sentence": problem.sentence,
        }
        for problem in problems
    ]


def as_text(playbook: Playbook) -> str:
    """The whole playbook in words, with everything that it inherits."""
    lines = [
        f"{playbook.name}: for {', '.join(playbook.case_types)}; {WHO_OWES[playbook.owes]}",
        *(f"{key}: {note}" for key, note in playbook.notes.items()),
        f"About {playbook.at:%H:%M} in the customer's local time. Paid closes it as {playbook.paid_outcome}.",
        f"Resolutions: {', '.join(sorted(playbook.resolutions))}.",
        f"A proposal expires after {say_duration(playbook.proposal_expires)}.",
        f"What is approved is carried out within {say_duration(playbook.carry_out_within)}.",
        f"Digest: {playbook.digest}",
        "",
        "Steps",
        *(line for step in playbook.steps for line in _step_lines(step)),
        "",
        "Reactions",
        *(line for name in TRIGGERS for line in _reaction_lines(playbook, name)),
    ]
    return "\n".join(lines) + "\n"


def _step_lines(step: Step) -> list[str]:
    at = f" at {step.when.at:%H:%M}" if step.when.at else ""
    lines = [f"  {step.id}: {say_offset(step.when.anchor, step.when.offset)}{at}"]
    lines += [f"    {line}" for line in _action_lines(step.action)]
    lines += [f"    {guard}" for guard in say_guard(step.only_if, step.unless)]
    if step.repeat > 1 and step.every:
        lines.append(f"    at most {step.repeat} times, every {say_duration(step.every)}")
    return lines


def _reaction_lines(playbook: Playbook, name: str) -> list[str]:
    reaction = playbook.reactions.get(TRIGGERS[name])
    if reaction is None:
        instead = FALLS_BACK_TO.get(TRIGGERS[name])
        return [f"  {name}: as {instead}"] if instead in playbook.reactions else []
    return [f"  {name}:", *(f"    {line}" for line in _lines_of(reaction))]


def _lines_of(reaction: Reaction) -> list[str]:
    lines = []
    for action, guard in reaction.guarded():
        first, *more = _action_lines(action)
        lines += [", ".join((first, *say_guard(guard.only_if, guard.unless))), *more]
    return lines or ["nothing"]


def _action_lines(action: StepAction | ReactionAction) -> list[str]:
    """What is done, in one line; of a question to somebody else also what follows, a line each."""
    lines = [say_action(action)]
    if isinstance(action, Inquire):
        answers = {**{name: action.answers[name] for name in action.offers}, "no answer": action.no_answer}
        lines += [f"  {name.replace('_', ' ')}: {'; '.join(_lines_of(what))}" for name, what in answers.items()]
    return lines


def say_guard(only_if: Condition, unless: Condition | None) -> list[str]:
    """When something is done, in words: none, one or two phrases."""
    phrases = [f"only if {said}" if (said := say_condition(only_if)) else ""]
    phrases.append(f"unless {said}" if unless is not None and (said := say_condition(unless)) else "")
    return [phrase for phrase in phrases if phrase]


def say_condition(condition: Condition) -> str:
    """The parts of a condition, joined by "and"; '' when there are none."""
    parts = (
        f"the amount is above {condition.above}" if condition.above is not None else "",
        f"the amount is below {condition.below}" if condition.below is not None else "",
        f"the case is older than {condition.older_than_days} days" if condition.older_than_days else "",
        f"the customer is a {' or '.join(sorted(condition.kinds))}" if condition.kinds else "",
        f"the language is {' or '.join(sorted(condition.languages))}" if condition.languages else "",
        f"the client is {' or '.join(sorted(condition.clients))}" if condition.clients else "",
        f"at least {condition.promises_broken} promises were broken" if condition.promises_broken else "",
        *_of_case(condition),
    )
    return " and ".join(filter(None, parts))


def _of_case(condition: Condition) -> tuple[str, ...]:
    return (
        _yes_or_no(condition.answered, "the customer has written", "the customer has not written"),
        f"the customer had {condition.earlier_cases} or more other cases lately" if condition.earlier_cases else "",
        " or ".join(BALANCES[balance] for balance in sorted(condition.balances)),
        f"the reason is {_any_of(condition.reasons)}" if condition.reasons else "",
        f"the stage is {_any_of(condition.stages)}" if condition.stages else "",
        f"the country is {_any_of(condition.countries)}" if condition.countries else "",
        _yes_or_no(condition.contested, "a part is contested", "nothing is contested"),
        _yes_or_no(condition.deadline, "there is an outside deadline", "there is no outside deadline"),
    )


def _any_of(words: Iterable[str]) -> str:
    return " or ".join(sorted(words)).replace("_", " ")


def _yes_or_no(said: bool | None, yes: str, no: str) -> str:  # noqa: FBT001 - the answer itself
    if said is None:
        return ""
    return yes if said else no


def say_action(action: StepAction | ReactionAction) -> str:  # noqa: PLR0911, PLR0912, C901 - one line for each verb
    """What a step or a reaction does, in one line."""
    match action:
        case Send():
            return _say_send(action)
        case Answer():
            given = f"; where it is already said {action.if_given}" if action.if_given else ""
            return f"answer {action.template}{f', ask {action.ask}' if action.ask else ''}{given}"
        case Tell():
            special = "".join(f"; for {kind}: {name}" for kind, name in action.for_resolution.items())
            return f"tell {action.template} by {_channels(action.channels)}{special}"
        case Ask():
            person = f"after two questions {action.owner} within {say_duration(action.within)}"
            return f"clarify with {action.template}, ask {action.question}; {person}"
        case Task():
            kind = f" ({action.kind.replace('_', ' ')})" if action.kind else ""
            return f"task {action.name}{kind} for {action.owner} within {say_duration(action.within)}"
        case HandOver():
            return f"hand over to {action.owner} within {say_duration(action.within)}, because {action.kind}"
        case EscalateTo():
            return f"escalate to {action.owner} within {say_duration(action.within)}"
        case Propose():
            return f"propose {action.kind} of the {action.amount} amount"
        case HoldFor():
            return f"hold ({action.kind}) for {action.owner} within {say_duration(action.within)}"
        case WaitFor():
            then = "a person" if action.ask_staff_after else "the ladder"
            return f"wait {say_duration(action.duration)}, then {then}"
        case Resume():
            return f"the ladder goes on after {say_duration(action.after)}"
        case NotePromise():
            return _say_promise(action)
        case NoteDispute():
            return f"note the dispute, answer within {say_duration(action.answer_within)} by {action.owner}"
        case CloseWith():
            return f"close as {action.outcome}, cause {action.root_cause}"
        case Inquire():
            whom = f"{action.party} ({action.to})" if action.to != "default" else action.party
            then = "the ladder waits" if action.waits else "the ladder goes on"
            return f"ask the {whom} with {action.template}, due in {say_duration(action.within)}; {then}"
        case _:
            assert_never(action)


def _say_send(send: Send) -> str:
    parts = [
        f"send {send.template} by {_channels(send.channels)}",
        f"as {send.touch_class}, tone {send.tone.name.lower()}",
        f"ask {send.ask}" if send.ask else "",
        f"to the {send.to} contact" if send.to is not ContactRole.MAIN else "",
        "from a named senior person" if send.sender is Sender.SENIOR else "",
        "" if send.merge else "in a message of its own",
    ]
    return ", ".join(filter(None, parts))


def _say_promise(action: NotePromise) -> str:
    return (
        f"note the promise, at most {say_duration(action.at_most)} off (answer {action.noted}); without a day "
        f"answer {action.ask} and wait {say_duration(action.without_day)}; "
        f"{f'remind with {action.remind}; ' if action.remind else ''}"
        f"broken {say_duration(action.grace)} after the day"
    )


def _channels(channels: tuple[Channel, ...]) -> str:
    return ", ".join(channels)
