"""What the customer says, and what was asked and promised."""

from __future__ import annotations

from typing import Any

from bot.domain import events as e
from bot.domain.apply.changes import changes_of, planned_if_timed
from bot.domain.case import Case, ProposedDay, UndecidedReply, WaitReason
from bot.domain.changing import replace
from bot.domain.vocabulary import Intent, Question

# Of these nothing is left to do for whoever takes the case.
ASK_FOR_NOTHING = frozenset({Intent.ACKNOWLEDGEMENT, Intent.AFFIRM, Intent.DENY, Intent.AUTOMATIC_REPLY, Intent.OPT_IN})


@changes_of.register
def _(event: e.ReplyReceived, case: Case) -> dict[str, Any]:
    changes: dict[str, Any] = {"planned": planned_if_timed(case)}
    if event.automatic:
        return changes
    if not event.decided:
        reply = UndecidedReply(event.reply_id, event.channel, event.at, event.intents, event.flags)
        changes["undecided"] = (*_others(case, event.reply_id), reply)
    return {**changes, "answered_at": event.at, **_asked_and_wanted(case, event)}


def _asked_and_wanted(case: Case, event: e.ReplyReceived) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    if event.answered is not None and event.answered not in case.questions_answered:
        changes["questions_answered"] = (*case.questions_answered, event.answered)
    if event.decided and (wants := _requests(event.intents)):
        changes["wants"] = wants
    return changes


def _requests(intents: tuple[Intent, ...]) -> tuple[Intent, ...]:
    return tuple(intent for intent in intents if intent not in ASK_FOR_NOTHING)


@changes_of.register
def _(event: e.ReplyDecided, case: Case) -> dict[str, Any]:
    changes: dict[str, Any] = {"planned": planned_if_timed(case), "undecided": _others(case, event.reply_id)}
    changes["wants"] = _requests(event.intents) or case.wants
    return changes


@changes_of.register
def _(event: e.CaseMeant, case: Case) -> dict[str, Any]:
    asked = None if case.last_question is Question.WHICH_CASE else case.last_question
    return {"undecided": _others(case, event.reply_id), "last_question": asked}


def _others(case: Case, reply_id: str) -> tuple[UndecidedReply, ...]:
    return tuple(reply for reply in case.undecided if reply.id != reply_id)


@changes_of.register
def _(event: e.CallLogged, case: Case) -> dict[str, Any]:
    return {"said_since_told": case.said_since_told or (event.reached and case.told_of_person_at is not None)}


@changes_of.register
def _(event: e.PromiseMade, case: Case) -> dict[str, Any]:
    return {"promise": event.promise, "last_question": None, "proposed_day": None}


@changes_of.register
def _(event: e.DayProposed, case: Case) -> dict[str, Any]:
    del case
    return {"proposed_day": ProposedDay(event.day, event.until)}


@changes_of.register
def _(event: e.PromiseWithdrawn, case: Case) -> dict[str, Any]:
    del event
    return {"promise": None, "wait": _unless_promise(case)}


@changes_of.register
def _(event: e.PromiseReminded, case: Case) -> dict[str, Any]:
    return {"promise": replace(case.promise, reminded=True) if case.promise else None}


@changes_of.register
def _(event: e.PromiseKept, case: Case) -> dict[str, Any]:
    return {"promise": None, "wait": _unless_promise(case)}


@changes_of.register
def _(event: e.PromiseBroken, case: Case) -> dict[str, Any]:
    return {"promise": None, "wait": _unless_promise(case), "promises_broken": case.promises_broken + 1}


def _unless_promise(case: Case) -> Any:
    return None if case.wait is not None and case.wait.reason is WaitReason.PROMISE else case.wait


@changes_of.register
def _(event: e.QuestionAsked, case: Case) -> dict[str, Any]:
    asked = (*case.questions_asked, event.question) if event.clarifying else case.questions_asked
    changes: dict[str, Any] = {"last_question": event.question, "questions_asked": asked, "proposed_day": None}
    if event.back and event.question not in case.asked_back:
        changes["asked_back"] = (*case.asked_back, event.question)
    return changes
