"""What the playbook's reactions do."""

from __future__ import annotations

from typing import assert_never

from bot.domain import events as e
from bot.domain.case import WaitReason
from bot.domain.conditions import allowed
from bot.domain.inquiries import ask
from bot.domain.playbook import (
    FALLS_BACK_TO,
    Answer,
    Ask,
    CloseWith,
    EscalateTo,
    HoldFor,
    Inquire,
    NoteDispute,
    NotePromise,
    Playbook,
    Propose,
    Reaction,
    ReactionAction,
    Resume,
    Task,
    Tell,
    Trigger,
    WaitFor,
)
from bot.domain.promising import note_promise
from bot.domain.proposals import close
from bot.domain.proposing import propose_by_bot
from bot.domain.reading import Reading
from bot.domain.speaking import LASTING, answer_as, ask_back, tell_as
from bot.domain.suspense import said_paid
from bot.domain.turn import Turn
from bot.domain.vocabulary import (
    CaseState,
    HoldKind,
    Intent,
    Owes,
    Role,
)

# What a person does for somebody who has promised to pay; the promise stands.
BESIDE_A_PROMISE = {
    Intent.DOCUMENT_REQUEST.value: "send the customer what they asked for",
    Intent.CHANGE_CONTACT.value: "enter how the customer wants to be contacted",
}


def react(turn: Turn, trigger: Trigger, reading: Reading | None, reply_id: str) -> bool:
    """Do what the playbook says about an intent, a flag or a happening. False when it says nothing."""
    reaction = reaction_to(turn.playbook, trigger)
    if reaction is None or turn.case.state is CaseState.CLOSED:
        return False
    if trigger is Intent.ALREADY_PAID:
        said_paid(turn)
    perform(turn, reaction, trigger.value, reading, reply_id)
    return True


def reaction_to(playbook: Playbook, trigger: Trigger) -> Reaction | None:
    """What a playbook says about an intent, a flag or a happening; some happenings are as good as an intent."""
    reaction = playbook.reactions.get(trigger)
    if reaction is None:
        instead = FALLS_BACK_TO.get(trigger)
        return playbook.reactions.get(instead) if instead is not None else None
    return reaction


def perform(turn: Turn, reaction: Reaction, cause: str, reading: Reading | None = None, reply_id: str = "") -> None:
    """Do the actions of a reaction whose conditions hold, in their order. `cause` names what they follow upon."""
    if not reaction.guards:
        for number, action in enumerate(reaction.actions):
            _do(turn, action, cause, number, reading, reply_id)
        return
    for number, (action, guard) in enumerate(reaction.guarded()):
        if allowed(guard.only_if, guard.unless, turn.case, turn.facts, turn.now):
            _do(turn, action, cause, number, reading, reply_id)


def _do(turn: Turn, action: ReactionAction, cause: str, number: int, reading: Reading | None, reply_id: str) -> None:
    match action:
        case Answer():
            answer_as(turn, action, reading, reply_id)
        case Tell():
            tell_as(turn, action, cause)
        case Ask():
            ask_back(turn, action, reply_id)
        case HoldFor():
            _hold(turn, action, cause)
        case WaitFor():
            _wait(turn, action)
        case NotePromise():
            note_promise(turn, action, reading, reply_id)
        case NoteDispute():
            _note_dispute(turn, action, reading, reply_id)
        case Resume():
            _resume(turn, action)
        case Propose():
            if reading is None or reading.decided:
                propose_by_bot(turn, action, cause, reading)
        case Task():
            turn.raise_task(action)
        case EscalateTo():
            deadline = turn.staff_deadline(action.within)
            turn.say(e.CaseEscalated(action.owner, "playbook", cause, deadline, turn.now))
        case CloseWith():
            _close(turn, action)
        case Inquire():
            ask(turn, action, f"{cause}.{number + 1}")
        case _:
            assert_never(action)


def _hold(turn: Turn, action: HoldFor, cause: str) -> None:
    """A person has the case; but whoever will pay on Friday and wants a copy until then keeps the Friday."""
    promised = turn.case.wait is not None and turn.case.wait.reason is WaitReason.PROMISE
    if promised and action.kind is HoldKind.REQUEST and cause in BESIDE_A_PROMISE:
        turn.raise_task(Task(BESIDE_A_PROMISE[cause], action.owner, action.within))
    else:
        turn.hold(action.kind, action.owner, turn.staff_deadline(action.within))


def _wait(turn: Turn, action: WaitFor) -> None:
    """Silence for a time. A pause does not shorten a promise, a trace or a snooze; a trace takes their place."""
    until = turn.later(action.duration)
    wait = turn.case.wait
    if action.ask_staff_after:
        turn.wait(until, WaitReason.TRACE)
    elif wait is None or wait.reason not in LASTING:
        turn.wait(until, WaitReason.QUIET)
    elif wait.reason is WaitReason.INQUIRY:
        turn.say(e.LadderRested(until))


def _resume(turn: Turn, action: Resume) -> None:
    """The ladder goes on, but small talk does not end a promise, a trace, a snooze or a question to somebody else."""
    wait = turn.case.wait
    if wait is not None and wait.reason in LASTING - {WaitReason.INQUIRY}:
        return
    if wait is not None and wait.reason is not WaitReason.INQUIRY:
        turn.end_wait()
    turn.say(e.LadderRested(turn.later(action.after)))


def _close(turn: Turn, action: CloseWith) -> None:
    """No playbook closes an unpaid case of a customer who owes by itself: it ends with a person."""
    if turn.case.state is CaseState.CLOSED:
        return
    if turn.case.owes is not Owes.WE and turn.case.gap > 0:
        turn.hold(HoldKind.END_OF_PLAYBOOK, Role.OPERATOR, turn.staff_deadline(turn.rules.undecided_within))
    elif turn.case.live_proposal is None:
        close(turn, action.outcome, action.root_cause, "playbook")


# --- disputes ---------------------------------------------------------------------------------------------------


def _note_dispute(turn: Turn, action: NoteDispute, reading: Reading | None, reply_id: str) -> None:
    contest(turn, reading, reply_id)
    # Never later than what the client promises its customers, whatever the playbook says.
    deadline = min(turn.staff_deadline(action.answer_within), turn.staff_deadline(turn.rules.answer_promise))
    if turn.rules.chase_undisputed_rest and turn.case.chaseable_minor > 0:
        turn.say(e.TaskRaised("look into the contested part", action.owner, deadline, turn.now))
    else:
        turn.hold(HoldKind.DISPUTE, action.owner, deadline)


def contest(turn: Turn, reading: Reading | None, reply_id: str) -> None:
    """DISPUTE-HOLD: from now on the contested part is not chased. What was contested before stays so."""
    if turn.case.state is CaseState.CLOSED:
        return
    contested = _contested(turn, reading)
    if contested > turn.case.disputed or (contested and not turn.case.disputed_by_customer):
        turn.say(e.DisputeRecorded(max(contested, turn.case.disputed), reply_id, turn.now))
    turn.cancel_chases("contested")


def contests_part(turn: Turn, reading: Reading) -> bool:
    """Whether less than the whole is contested in a reply."""
    return _contested(turn, reading) < _whole(turn)


def _whole(turn: Turn) -> int:
    """Minor units of all that could be contested."""
    return max(turn.case.gap, turn.case.disputed, 0) or turn.case.open_minor


def _contested(turn: Turn, reading: Reading | None) -> int:
    """The one amount in the reply that fits, else all that is open."""
    whole = _whole(turn)
    named = reading.amounts_in(turn.case.currency) if reading else ()
    fitting = {amount for amount in named if 0 < amount <= whole}
    return fitting.pop() if len(fitting) == 1 else whole
