"""What a step or a reaction does, told as one would tell a colleague: for people who sign a playbook."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, assert_never

from bot.domain.playbook import (
    Answer,
    Ask,
    CloseWith,
    ContactRole,
    EscalateTo,
    HandOver,
    HoldFor,
    Inquire,
    NoteDispute,
    NotePromise,
    Propose,
    Reaction,
    ReactionAction,
    Resume,
    Send,
    Sender,
    StepAction,
    Task,
    Tell,
    WaitFor,
)
from bot.domain.sentences import an
from bot.domain.vocabulary import Channel, HoldKind, Party, Question, TouchClass
from bot.playbook.phrases import say_duration
from bot.playbook.show import say_condition

BY: Final = {
    Channel.EMAIL: "e-mail",
    Channel.SMS: "text message",
    Channel.CHAT: "the customer's page",
    Channel.WHATSAPP: "WhatsApp",
    Channel.VOICE: "telephone",
    Channel.SLACK: "Slack",
}
ASKS: Final = {
    Question.CONFIRM: "for a yes or a no",
    Question.WHICH_CASE: "which invoice is meant",
    Question.WHICH_DAY: "for a day",
    Question.WHICH_AMOUNT: "for an amount",
    Question.REFERENCE: "for the payment's reference",
    Question.REFUND_OR_CREDIT: "whether a refund or a credit is wanted",
    Question.REASON: "for the reason",
    Question.EVIDENCE: "for evidence",
    Question.CONTACT: "how to reach the right person",
}
BECAUSE: Final = {
    HoldKind.UNDECIDED_REPLY: "to read what the customer wrote",
    HoldKind.DISPUTE: "while the contested part is looked into",
    HoldKind.PERSON_ONLY: "and only a person goes on",
    HoldKind.WRONG_PERSON: "to find the right person",
    HoldKind.HUMAN_REQUEST: "who answers personally",
    HoldKind.TRACE: "who looks for the payment",
    HoldKind.NO_ADDRESS: "to find a way to reach them",
    HoldKind.PROMISE_BROKEN: "because promises were broken",
    HoldKind.END_OF_PLAYBOOK: "who decides how to go on",
    HoldKind.REQUEST: "who does what was asked",
    HoldKind.STAFF: "who decides how to go on",
    HoldKind.NOT_CARRIED_OUT: "because a decision was not carried out",
}


def told(action: StepAction | ReactionAction) -> str:  # noqa: PLR0911, PLR0912, C901 - one line for each verb
    """One action in a plain sentence without a full stop."""
    match action:
        case Send():
            return _send(action)
        case Answer():
            given = f"; where they said it already, “{action.if_given}”" if action.if_given else ""
            return f"Answer “{action.template}”{_asking(action.ask)}{given}"
        case Tell():
            kinds = "".join(
                f"; for a {kind.value.replace('_', ' ')} “{name}”" for kind, name in action.for_resolution.items()
            )
            return f"Tell them “{action.template}” by {_by(action.channels)}{kinds}"
        case Ask():
            return (
                f"Ask back once “{action.template}” ({ASKS[action.question]}); after two questions the {action.owner} "
                f"takes it within {say_duration(action.within)}"
            )
        case Task():
            return f"The {action.owner} has {say_duration(action.within)} to {action.name}"
        case HandOver():
            return f"The {action.owner} takes over within {say_duration(action.within)}, {BECAUSE[action.kind]}"
        case EscalateTo():
            return f"The {action.owner} is called in and has {say_duration(action.within)}"
        case Propose():
            return f"Propose {an(action.kind)} of the {action.amount} amount; it needs approval"
        case HoldFor():
            return f"All rests; the {action.owner} has {say_duration(action.within)}, {BECAUSE[action.kind]}"
        case WaitFor():
            then = "then a person decides" if action.ask_staff_after else "then the ladder goes on"
            return f"Silence for {say_duration(action.duration)}, {then}"
        case Resume():
            return f"The ladder goes on after {say_duration(action.after)}"
        case NotePromise():
            return _promise(action)
        case NoteDispute():
            return f"What is contested rests; the {action.owner} answers within {say_duration(action.answer_within)}"
        case CloseWith():
            return f"Close as {action.outcome.value.replace('_', ' ')}"
        case Inquire():
            return _inquiry(action)
        case _:
            assert_never(action)


def all_told(reaction: Reaction) -> tuple[str, ...]:
    """Every action of a reaction with its condition; for a question to others also what follows upon each answer."""
    lines: list[str] = []
    for action, guard in reaction.guarded():
        only, unless = say_condition(guard.only_if), say_condition(guard.unless) if guard.unless else ""
        condition = "".join((f", only if {only}" if only else "", f", not if {unless}" if unless else ""))
        lines.append(told(action) + condition)
        if isinstance(action, Inquire):
            lines += [f"{answer}: {follows}" for answer, follows in branches(action)]
    return tuple(lines)


def branches(inquiry: Inquire) -> Iterator[tuple[str, str]]:
    """Each answer to a question to others, no answer last, and what follows upon it."""
    for answer, reaction in (*inquiry.answers.items(), ("no answer", inquiry.no_answer)):
        yield answer.replace("_", " "), "; ".join(all_told(reaction)) or "nothing more"


def _send(send: Send) -> str:
    parts = [
        f"“{send.template}” by {_by(send.channels)}, {send.tone.name.lower()}{_asking(send.ask)}",
        "to the escalation contact" if send.to is ContactRole.ESCALATION else "",
        "signed by a named senior person" if send.sender is Sender.SENIOR else "",
        "" if send.merge else "in a message of its own",
        "" if send.touch_class is TouchClass.CHASE else "plain information, no request for money",
    ]
    return "; ".join(filter(None, parts))


def _promise(action: NotePromise) -> str:
    remind = f", a reminder “{action.remind}” the day before" if action.remind else ""
    return (
        f"Note the promised day, at most {say_duration(action.at_most)} off, confirm “{action.noted}”{remind}; broken "
        f"{say_duration(action.grace)} after it; without a day ask “{action.ask}” and wait "
        f"{say_duration(action.without_day)}"
    )


def _inquiry(action: Inquire) -> str:
    whom = "the client's people" if action.party is Party.CLIENT else f"the {action.party.value}"
    clock = "; the clock stops meanwhile" if action.waits else ""
    return f"Ask {whom} “{action.template}”, due within {say_duration(action.within)}{clock}"


def _asking(question: Question | None) -> str:
    return f", asks {ASKS[question]}" if question else ""


def _by(channels: tuple[Channel, ...]) -> str:
    return ", else ".join(BY[channel] for channel in channels)
