"""What follows upon a question to somebody else: the answer, or that none came in time."""

from __future__ import annotations

from bot.domain import commands as c
from bot.domain import events as e
from bot.domain.case import Case, Hold, Inquiry
from bot.domain.conditions import allowed
from bot.domain.errors import Rejected
from bot.domain.inquiries import missed, settle
from bot.domain.playbook import Inquire, Playbook, Propose, Reaction, Task
from bot.domain.reactions import perform
from bot.domain.roles import MAKERS, require
from bot.domain.turn import Turn
from bot.domain.vocabulary import CaseState, HoldKind, InquiryNews, InquiryState, Role

READ_THE_ANSWER = "read the answer to our question"
RECORD_THE_ANSWER = "record the answer that came by e-mail"
ASK_OTHERWISE = "ask in another way: our question was not delivered"
PLAYBOOKS = (CaseState.OPEN, CaseState.WAITING)  # the playbook goes on by itself
# A person looks into the matter; an answer that leads to a proposal brings it before an approver instead.
LOOKED_INTO = frozenset({HoldKind.DISPUTE, HoldKind.REQUEST, HoldKind.TRACE})


def answer(turn: Turn, command: c.AnswerInquiry) -> None:
    """The one who was asked answers, or a member of staff for them. It counts once, also when it comes late.

    Raises Rejected, with a sentence for whoever answers.
    """
    if command.actor is not None:
        require(turn.rules, turn.case, command.actor, MAKERS)
    inquiry = _still_asked(turn.case, command)
    recorded_by = command.actor.id if command.actor is not None else ""
    late = inquiry.state is InquiryState.OVERDUE or turn.now >= inquiry.due_at
    turn.say(e.InquiryAnswered(inquiry.id, command.answer, command.by, recorded_by, late, turn.now))
    action = inquire_of(turn.playbook, inquiry)
    reaction = action.answers.get(command.answer) if action is not None else None
    _free(turn, inquiry, reaction)
    if reaction is not None and turn.case.state in PLAYBOOKS:
        perform(turn, reaction, f"{inquiry.cause}.{command.answer}")
    else:
        turn.raise_task(Task(READ_THE_ANSWER, Role.OPERATOR, turn.rules.undecided_within))
    if turn.case.undecided and turn.case.state in PLAYBOOKS:  # a message of the customer waits to be read
        turn.hold(HoldKind.UNDECIDED_REPLY, Role.OPERATOR, turn.staff_deadline(turn.rules.undecided_within))


def report(turn: Turn, command: c.ReportInquiry) -> None:
    """A person hears that a question reaches nobody, once, and of each e-mail that answers one."""
    inquiry = next((one for one in turn.case.inquiries if one.id == command.inquiry_id), None)
    if inquiry is None or turn.case.state is CaseState.CLOSED:
        return
    if command.news is InquiryNews.WRITTEN:
        turn.raise_task(Task(RECORD_THE_ANSWER, Role.OPERATOR, turn.rules.undecided_within))
    elif inquiry.open and not inquiry.undelivered:
        turn.say(e.InquiryUndelivered(inquiry.id, command.code, turn.now))
        turn.raise_task(Task(ASK_OTHERWISE, Role.OPERATOR, turn.rules.undecided_within))


def _still_asked(case: Case, command: c.AnswerInquiry) -> Inquiry:
    inquiry = next((one for one in case.inquiries if one.id == command.inquiry_id), None)
    if inquiry is None:
        raise Rejected("There is no such question on this case.")
    if inquiry.state is InquiryState.ANSWERED:
        raise Rejected(f"This was answered already: {inquiry.answer.replace('_', ' ')}. Thank you.")
    if inquiry.state is InquiryState.WITHDRAWN:
        raise Rejected("This is settled: the answer is not needed any more. Thank you.")
    if command.answer not in inquiry.offers:
        raise Rejected(f"'{command.answer}' is none of the answers to choose from.")
    return inquiry


def _free(turn: Turn, inquiry: Inquiry, reaction: Reaction | None) -> None:
    """The case goes on where it waited for this answer, or is held because the answer had not come."""
    hold = turn.case.hold
    if hold is not None and _ends_with(hold, turn, inquiry, reaction):
        turn.lift_hold(e.BY_ANSWER)
    settle(turn)


def _ends_with(hold: Hold, turn: Turn, inquiry: Inquiry, reaction: Reaction | None) -> bool:
    if hold.kind is HoldKind.PERSON_ONLY:
        return False
    ripe = hold.kind in LOOKED_INTO and reaction is not None and _proposes(turn, reaction)
    return hold.for_inquiry == inquiry.id or ripe


def _proposes(turn: Turn, reaction: Reaction) -> bool:
    return any(
        isinstance(action, Propose) and allowed(guard.only_if, guard.unless, turn.case, turn.facts, turn.now)
        for action, guard in reaction.guarded()
    )


def overdue(turn: Turn) -> None:
    """Nobody answered in time: what the playbook says of that, else a person. The case never goes on in silence."""
    if turn.case.state is CaseState.CLOSED:
        return
    for inquiry in turn.case.inquiries:
        if inquiry.state is InquiryState.ASKED and inquiry.due_at <= turn.now:
            _missed(turn, inquiry)


def _missed(turn: Turn, inquiry: Inquiry) -> None:
    turn.say(e.InquiryOverdue(inquiry.id, turn.now))
    settle(turn)
    said = len(turn.events)
    action = inquire_of(turn.playbook, inquiry)
    if action is not None and turn.case.state not in (CaseState.DECIDING, CaseState.EXECUTING):
        turn.for_inquiry = inquiry.id
        perform(turn, action.no_answer, missed(inquiry))
    if (inquiry.waits or action is None) and turn.case.state in PLAYBOOKS and len(turn.events) == said:
        turn.for_inquiry = inquiry.id
        turn.hold(HoldKind.REQUEST, Role.OPERATOR, turn.staff_deadline(turn.rules.undecided_within))
    turn.for_inquiry = ""


def inquire_of(playbook: Playbook, inquiry: Inquiry) -> Inquire | None:
    """The question as the playbook has it; None where the playbook has changed, or asks something else in its place."""
    action = _at(playbook, inquiry.cause)
    if action is None or (action.template, action.party) != (inquiry.template, inquiry.party):
        return None
    return action


def _at(playbook: Playbook, cause: str) -> Inquire | None:
    """What the playbook asks at the cause of an inquiry."""
    step = playbook.step(cause)
    if step is not None:
        return step.action if isinstance(step.action, Inquire) else None
    trigger, _, number = cause.partition(".")
    for known, reaction in playbook.reactions.items():
        if known.value == trigger and number.isdecimal() and 0 < int(number) <= len(reaction.actions):
            action = reaction.actions[int(number) - 1]
            return action if isinstance(action, Inquire) else None
    return None
