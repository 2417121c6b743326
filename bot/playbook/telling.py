"""What a playbook says, in the sentences of a colleague: one vocabulary for lists, pictures and differences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, assert_never

from bot.domain.playbook import (
    FALLS_BACK_TO,
    AmountOf,
    Answer,
    Ask,
    CloseWith,
    ContactRole,
    EscalateTo,
    Guard,
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
    Tone,
    Trigger,
    WaitFor,
)
from bot.domain.vocabulary import Channel, HoldKind, Owes, Party, Question, ResolutionKind, TouchClass
from bot.playbook.phrases import say_duration, say_offset
from bot.playbook.qualifying import qualified

WHO_OWES: Final = {
    Owes.THEY: "the customer owes",
    Owes.WE: "we owe",
    Owes.OPEN: "it is open who owes",
    Owes.EITHER: "it may go either way",
}
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
# What a person does who has the case.
DEEDS: Final = {
    HoldKind.UNDECIDED_REPLY: "reads what the customer wrote",
    HoldKind.DISPUTE: "looks into what is contested",
    HoldKind.PERSON_ONLY: "takes care of the customer in person",
    HoldKind.WRONG_PERSON: "finds the right person",
    HoldKind.HUMAN_REQUEST: "answers in person",
    HoldKind.TRACE: "looks for the payment",
    HoldKind.NO_ADDRESS: "finds a way to reach the customer",
    HoldKind.PROMISE_BROKEN: "decides what follows upon the broken promises",
    HoldKind.END_OF_PLAYBOOK: "decides how to go on",
    HoldKind.REQUEST: "does what was asked",
    HoldKind.STAFF: "decides how to go on",
    HoldKind.NOT_CARRIED_OUT: "sees to what was not carried out",
}
AMOUNTS: Final = {
    AmountOf.OPEN: "the open amount",
    AmountOf.DISPUTED: "the contested amount",
    AmountOf.ASKED: "the amount that was asked for",
}
PROPOSALS: Final[Mapping[ResolutionKind, str]] = {
    ResolutionKind.REFUND: "a refund of {}",
    ResolutionKind.CREDIT_NOTE: "a credit note over {}",
    ResolutionKind.WRITE_OFF: "to write off {}",
    ResolutionKind.INVOICE_REVISION: "an invoice revision by {}",
    ResolutionKind.REALLOCATION: "to move {} to where it belongs",
    ResolutionKind.PAYMENT_PLAN: "a payment plan for {}",
    ResolutionKind.RETRY: "to collect {} once more",
    ResolutionKind.EXTRA_CHARGE: "an extra charge of {}",
    ResolutionKind.DATA_CORRECTION: "a correction of the data behind {}",
    ResolutionKind.ACCEPT_CHARGEBACK: "to accept the chargeback of {}",
    ResolutionKind.REPRESENT: "to contest the chargeback of {} with evidence",
    ResolutionKind.REFUSE: "to refuse {}",
    ResolutionKind.HAND_OVER: "to hand {} over to a person",
    ResolutionKind.CHARGE_STANDS: "to let the charge stand for {}",
}


def spoken(name: str) -> str:
    """An id as people say it: missing_payment is "missing payment"."""
    return name.replace("_", " ")


def when(step: Step) -> str:
    """When a step comes: "3 days after due at 09:30"."""
    return say_offset(step.when.anchor, step.when.offset) + (f" at {step.when.at:%H:%M}" if step.when.at else "")


def repeats(step: Step) -> str:
    """How often a step comes; '' for once."""
    return f"at most {step.repeat} times, every {say_duration(step.every)}" if step.repeat > 1 and step.every else ""


def told(action: StepAction | ReactionAction) -> str:  # noqa: PLR0911, PLR0912, C901 - one line for each verb
    """One action in a plain sentence without a full stop."""
    match action:
        case Send():
            return _send(action)
        case Answer():
            given = f"; where they said it already “{action.if_given}”" if action.if_given else ""
            where = f", to who wrote by {_by(action.by)}" if action.by else ""
            once = ", not twice in a row" if action.once else ""
            return f"Answer “{action.template}”{_asking(action.ask)}{given}{where}{once}"
        case Tell():
            kinds = "".join(f"; of a {spoken(kind)} “{name}”" for kind, name in action.for_resolution.items())
            return f"Tell them “{action.template}” by {_by(action.channels)}{kinds}"
        case Ask():
            return (
                f"Ask back once “{action.template}”{_asking(action.question)}; after two such questions the "
                f"{action.owner} takes it, within {say_duration(action.within)}"
            )
        case Task():
            kind = f" ({spoken(action.kind)})" if action.kind and spoken(action.kind) not in action.name else ""
            return f"The {action.owner} has {say_duration(action.within)} to {action.name}{kind}"
        case HandOver():
            return f"The {action.owner} takes over within {say_duration(action.within)} and {DEEDS[action.kind]}"
        case EscalateTo():
            return f"The {action.owner} is called in and has {say_duration(action.within)}"
        case Propose():
            return f"Propose {PROPOSALS[action.kind].format(AMOUNTS[action.amount])}, for an approver to decide"
        case HoldFor():
            return f"Everything rests; within {say_duration(action.within)} the {action.owner} {DEEDS[action.kind]}"
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
            return f"Close as {spoken(action.outcome)}, cause {spoken(action.root_cause)}"
        case Inquire():
            return _inquiry(action)
        case _:
            assert_never(action)


def reaction_to(playbook: Playbook, trigger: Trigger) -> Reaction | Trigger | None:
    """What follows upon a trigger: its reaction, the trigger whose reaction serves as well, or nothing."""
    own = playbook.reactions.get(trigger)
    instead = FALLS_BACK_TO.get(trigger)
    return own if own is not None or instead not in playbook.reactions else instead


def all_told(reaction: Reaction | Trigger | None) -> tuple[str, ...]:
    """A sentence for each action; below a question to others one for each answer, set in by two spaces."""
    if reaction is None:
        return ()
    if not isinstance(reaction, Reaction):
        return (f"The same as upon {spoken(reaction)}",)
    return tuple(_sentences(reaction))


def _sentences(reaction: Reaction) -> Iterator[str]:
    for action, guard in reaction.guarded():
        yield _qualified(action, guard)
        if isinstance(action, Inquire):
            yield from (f"  {answer}: {follows}" for answer, follows in branches(action))


def _qualified(action: StepAction | ReactionAction, guard: Guard) -> str:
    """The condition stands first: behind the action it would be read as a condition of its last words."""
    condition = qualified(guard.only_if, guard.unless)
    return _capital(f"{', '.join(condition)}: {uncapital(told(action))}") if condition else told(action)


def branches(inquiry: Inquire) -> Iterator[tuple[str, str]]:
    """Each answer to a question to others in the order of its buttons, no answer last, and what follows upon it."""
    answers = {**{name: inquiry.answers[name] for name in inquiry.offers}, "no answer": inquiry.no_answer}
    for answer, reaction in answers.items():
        yield spoken(answer), "; ".join(map(uncapital, all_told(reaction))) or "nothing more"


def uncapital(words: str) -> str:
    """A sentence as a part of another one."""
    return words[:1].lower() + words[1:]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _send(send: Send) -> str:
    chase = send.touch_class is TouchClass.CHASE
    tone = spoken(send.tone.name.lower())
    notice = "a notice" if send.tone is Tone.INFORM else f"a {tone} notice"
    parts = [
        f"Send “{send.template}” by {_by(send.channels)}",
        f"{f'a {tone} chase' if chase else f'{notice}, no request for money'}{_asking(send.ask)}",
        "to the escalation contact" if send.to is ContactRole.ESCALATION else "",
        "signed by a named senior person" if send.sender is Sender.SENIOR else "",
        "" if send.merge else "in a message of its own",
    ]
    return "; ".join(filter(None, parts))


def _promise(action: NotePromise) -> str:
    remind = f", remind “{action.remind}” the day before" if action.remind else ""
    confirm = f"; of a day that may be two ask “{action.confirm}”" if action.confirm else ""
    return (
        f"Note the promised day, at most {say_duration(action.at_most)} off, confirm “{action.noted}”{remind}; the "
        f"promise is broken {say_duration(action.grace)} after that day; without a day ask “{action.ask}” and wait "
        f"{say_duration(action.without_day)}{confirm}"
    )


def _inquiry(action: Inquire) -> str:
    whom = "the client's people" if action.party is Party.CLIENT else f"the {action.party.value}"
    who = f" ({spoken(action.to)})" if action.to != "default" else ""
    clock = "the ladder waits" if action.waits else "the ladder goes on meanwhile"
    return f"Ask {whom}{who} “{action.template}”, with {say_duration(action.within)} to answer; {clock}"


def _asking(question: Question | None) -> str:
    return f", asks {ASKS[question]}" if question else ""


def _by(channels: Iterable[Channel]) -> str:
    return ", else ".join(BY[channel] for channel in channels)
