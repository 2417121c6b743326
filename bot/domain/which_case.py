"""Several of a customer's cases may be meant: they are asked which, once; the answer does what they had asked for."""

from __future__ import annotations

from bot.domain import events as e
from bot.domain.case import Case, Wait, WaitReason
from bot.domain.commands import SettleWhichCase, UnderstandReply
from bot.domain.playbook import Task
from bot.domain.speaking import LASTING, MAX_QUESTIONS, answer
from bot.domain.turn import Turn
from bot.domain.vocabulary import CaseState, HoldKind, Question, Role

TEMPLATE = "common/which_case"
READ_IT = "read the customer's message"
MAX_OFFERED = 5  # more cases than this nobody chooses from


def can_be_asked(case: Case) -> bool:
    """Whether the customer may be asked if they mean this one: the machine has it, and it was not asked before."""
    running = case.state in (CaseState.OPEN, CaseState.WAITING)
    return running and Question.WHICH_CASE not in case.asked_back and len(case.questions_asked) < MAX_QUESTIONS


def pending(case: Case) -> str:
    """The reply of which we asked which case it is about, and have had no answer; "" = there is none."""
    if case.last_question is not Question.WHICH_CASE or not case.undecided:
        return ""
    return case.undecided[-1].id


def ask(turn: Turn, command: UnderstandReply) -> None:
    """Ask, and wait with everything until the answer. Where the question cannot be put, a person reads the reply."""
    turn.cancel_chases("the customer wrote")
    answer(turn, TEMPLATE, command.reply_id, Question.WHICH_CASE, clarifying=True)
    if pending(turn.case) != command.reply_id:
        _to_a_person(turn)
        return
    wait = turn.case.wait
    if wait is None or wait.reason not in LASTING:
        turn.wait(turn.staff_deadline(turn.rules.answer_promise), WaitReason.ANSWER)
    else:  # nothing is chased meanwhile; should the answer not come, a person knows of the message
        turn.raise_task(Task(READ_IT, Role.OPERATOR, turn.rules.answer_promise))


def settle(turn: Turn, command: SettleWhichCase) -> None:
    """The customer said which case they mean. What waited for that goes on; a wait for something else stays."""
    if all(reply.id != command.reply_id for reply in turn.case.undecided):
        return
    turn.say(e.CaseMeant(command.reply_id, command.answered_by, command.meant, turn.now))
    if turn.case.wait is not None and turn.case.wait.reason is WaitReason.ANSWER:
        turn.end_wait()


def unanswered(turn: Turn, waited: Wait) -> bool:
    """The wait for an answer is over: a message of which nobody knows what it is about goes to a person."""
    if waited.reason is not WaitReason.ANSWER or not pending(turn.case):
        return False
    _to_a_person(turn)
    return True


def _to_a_person(turn: Turn) -> None:
    turn.hold(HoldKind.UNDECIDED_REPLY, Role.OPERATOR, turn.staff_deadline(turn.rules.undecided_within))
