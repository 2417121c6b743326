"""One plain-English sentence for each kind of event: for the case log and for `followup case why`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.domain import events as e
from bot.domain.case import Hold, Promise, WaitReason
from bot.domain.chains import EscalationReason, PingBy
from bot.domain.money import Money
from bot.domain.turn import SAY_CAUSE
from bot.domain.vocabulary import HoldKind, Party, Role, TouchClass

HELD_FOR = {
    HoldKind.UNDECIDED_REPLY: "a person must read what the customer wrote",
    HoldKind.DISPUTE: "the contested part is being looked into",
    HoldKind.PERSON_ONLY: "only a person may treat this customer",
    HoldKind.WRONG_PERSON: "the contact is not the customer",
    HoldKind.HUMAN_REQUEST: "the customer wants a person",
    HoldKind.TRACE: "the customer says that it was paid and the trace found nothing",
    HoldKind.NO_ADDRESS: "no channel is left on which the customer may be reached",
    HoldKind.PROMISE_BROKEN: "a promise was not kept",
    HoldKind.END_OF_PLAYBOOK: "the playbook has come to its end",
    HoldKind.REQUEST: "the customer asked for something that a person must do",
    HoldKind.STAFF: "a member of staff decides how it goes on",
    HoldKind.NOT_CARRIED_OUT: "a resolution was not decided or carried out in time",
}
WAITS_FOR = {
    WaitReason.PROMISE: "the promised payment",
    WaitReason.TRACE: "the trace of a payment",
    WaitReason.ANSWER: "the customer's answer",
    WaitReason.QUIET: "a quiet time to pass",
    WaitReason.SNOOZE: "the time that a member of staff set",
    WaitReason.INQUIRY: "the answer of somebody who was asked",
}
_RAISED = {  # why somebody must look, where the reason's own name is no answer
    EscalationReason.NEEDS_PERSON: "a person is needed",
    EscalationReason.OTHER: "a person is needed",
    EscalationReason.PLAYBOOK: "the playbook asks for it",
    EscalationReason.STAFF: "a member of staff asked for it",
    EscalationReason.UNDECIDED_REPLY: "a person must read what the customer wrote",
    EscalationReason.PERSON_ONLY: "only a person may treat this customer",
}
_PINGS = {PingBy.CHANNEL: "in the channel", PingBy.DM: "by direct message", PingBy.SMS: "by text message"}
REOPENED_BY_STAFF = "staff"  # the reason of `bot.domain.staff`; its words are a note
NOBODY: Mapping[str, str] = {}
REPLACED = "replaced"  # how a hold or an escalation ends that another one follows
CALLED = "escalation:"  # begins the mark of what somebody was called for; the escalation says it
_HOLD_ENDS = {
    "deadline": "Nobody has released the hold in time.",
    REPLACED: "Another hold takes the place of this one.",
    "settled": "The hold ended: it is settled.",
    "carried out": "The hold ended: the resolution was carried out.",
    e.BY_READING: "The hold ended: somebody said what the customer meant.",
    e.BY_ANSWER: "The hold ended: the answer has come.",
}
_NAMES = {TouchClass.CHASE: "reminder", TouchClass.NOTICE: "notice", TouchClass.RESPONSE: "answer"}


def sentence(event: e.Event, currency: str = "", names: Mapping[str, str] = NOBODY) -> str:
    """What happened, as one sentence without personal data. Times are UTC.

    `currency` is the case's: an event about its money holds minor units only. `names` are those of staff by their ids;
    whoever is not in it is named by the id.
    """
    event = _with_names(event, names)
    in_money = MONEY_SENTENCES.get(type(event))
    if in_money is not None:
        return in_money(event, currency)
    return SENTENCES[type(event)](event)


def is_told(event: e.Event) -> bool:
    """Whether people read of it: not of what the event beside it says as well."""
    match event:
        case e.StepDone():
            return not event.step.startswith(CALLED)
        case e.EscalationEnded() | e.HoldEnded():
            return REPLACED not in (getattr(event, "reason", ""), getattr(event, "by", ""))
        case e.CaseEscalated():
            return event.by != "clock" or event.reason not in HELD_FOR  # the hold of the next level says it
        case _:
            return True


def _with_names(event: Any, names: Mapping[str, str]) -> Any:
    if isinstance(event, e.ProposalMade):
        maker = event.proposal.maker
        return replace(event, proposal=replace(event.proposal, maker=names.get(maker, maker)))
    said = ((part, getattr(event, part, None)) for part in ("by", "to", "recorded_by"))
    named = {part: names[who] for part, who in said if type(who) is str and who in names}
    return replace(event, **named) if named else event


def _amount(minor_units: int, currency: str) -> str:
    return str(Money(minor_units, currency)) if currency else f"{minor_units} minor units"


def held_for(hold: Hold) -> str:
    """Why a case is held, by whom, until when."""
    return f"Held for the {_plain(hold.owner)} until {_at(hold.deadline)}: {HELD_FOR[hold.kind]}."


def _at(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"


def _plain(label: str) -> str:
    return label.replace("_", " ")


def an(label: str) -> str:
    """A label as words with its article, e.g. "an invoice revision"."""
    return f"{'an' if label[:1] in 'aeiou' else 'a'} {_plain(label)}"


def _step(name: str) -> str:
    return f"'{_plain(name)}'"


def _touch(event: Any) -> str:
    """A touch by its key: the step, else the message that it answers."""
    if event.key.cause.startswith(SAY_CAUSE):
        return "the message by hand"
    cause, _, template = event.key.cause.partition(":")
    again = f" (number {event.key.occurrence})" if event.key.occurrence > 1 else ""
    if "/" in template:  # an answer: its cause is the reply and the template
        return f"the answer {_step(template.rpartition('/')[2])}{again}"
    return f"the message {_step(cause)}{again}"


def _opened(event: e.CaseOpened) -> str:
    gap = event.expected - event.paid
    what = f"{Money(abs(gap), event.currency)} {'open' if gap >= 0 else 'paid too much'}"
    if not gap and event.disputed:  # everything is paid, and asked back
        what = f"{Money(event.disputed, event.currency)} contested"
    return f"The case was opened as {_plain(event.case_type)}: {what}."


def _planned(event: e.TouchPlanned) -> str:
    when = f"moved to {_at(event.until)}" if event.until else f"held back until {event.lifts_when}"
    return f"{_capital(_touch(event))} was {when} ({event.rule}): {event.sentence}"


def _queued(event: e.TouchQueued) -> str:
    if event.key.cause.startswith(SAY_CAUSE):
        return f"A message by hand was queued for {event.channel.value}, not before {_at(event.at)}."
    what = _NAMES.get(event.touch_class, "message")
    which = f" {_step(event.step)}" if event.step else ""
    return f"The {what}{which} was queued for {event.channel.value}."


def _done(event: e.StepDone) -> str:
    kind, marked, reason = event.step.partition(":")
    if marked and kind == "escalation":  # said once: it is noted, so that nobody is called for it again
        return f"Somebody is called, once: {_plain(reason.partition(':')[0])}."
    return f"The step {_step(event.step)} was done."


def _sent(event: e.TouchSent) -> str:
    doubt = " It may have gone out twice." if event.possible_duplicate else ""
    return f"{_capital(_touch(event))} was accepted by the provider.{doubt}"


def _refused(event: e.TouchRefused) -> str:
    lifts = f" until {_at(event.lifts_at)}" if event.lifts_at else f" until {event.lifts_when}"
    return f"{_capital(_touch(event))} was refused{lifts} ({event.rule}): {event.sentence}"


def _receipt(event: e.ReceiptRecorded) -> str:
    why = f" ({_plain(event.failure)})" if event.failure else ""
    return f"The provider says of {_touch(event)}: {_plain(event.kind)}{why}."


def _replied(event: e.ReplyReceived) -> str:
    if event.automatic:
        return f"An automatic reply came by {event.channel.value}; nobody had read our message."
    meaning = ", ".join(_plain(label) for label in (*event.intents, *event.flags)) or "nothing that is known"
    doubt = "" if event.decided else ", but not surely"
    return f"The customer wrote by {event.channel.value}; understood as {meaning}{doubt}."


def _suppressed(event: e.MediumSuppressed) -> str:
    what = event.channel.value if event.channel else "any channel"
    return f"The customer may no longer be contacted by {what} ({_plain(event.reason)})."


def _escalated(event: e.CaseEscalated) -> str:
    who, until = _plain(event.to), _at(event.deadline)
    act = f"the {who} must act by {until}."
    if event.reason == e.NOT_CONFIRMED and event.to is Role.OPERATOR:
        return f"The ledger has until {until} to show it."
    match event.by, event.reason:
        case "clock", e.NOT_CONFIRMED:
            return f"The ledger does not show it: {act}"
        case "clock", e.NOT_CARRIED_OUT:
            return f"What was approved was not carried out in time: {act}"
        case "clock" | "sender", _:
            return f"{_capital(_plain(event.reason))}: {act}"
        case "playbook", _:
            return f"The playbook calls for the {who}, who must act by {until}: {_cause(event.reason)}."
        case _:
            return f"{event.by} asked the {who} to act by {until}."


def _cause(reason: str) -> str:
    """Where in the playbook it stands: a step, or what follows upon an answer to its question."""
    return _plain(reason).replace(".", ": ")


def _hold_ended(event: e.HoldEnded) -> str:
    """A hold ends by what happened, by a person, or by a file (which has a colon)."""
    by_file = ":" in event.by
    return _HOLD_ENDS.get(event.by) or (
        "The hold ended: the import was undone." if by_file else f"{event.by} released the hold."
    )


def _call(event: e.CallLogged) -> str:
    return f"{event.by} called the customer and {'reached somebody' if event.reached else 'reached nobody'}."


def _approved(event: e.ProposalApproved) -> str:
    more = "" if event.complete else "; one more approval is needed"
    called = " after a call-back" if event.called_back else ""
    return f"{event.by} approved the proposal as {_plain(event.role)}{called}{more}."


def _proposed(event: e.ProposalMade) -> str:
    made = event.proposal
    who = "The playbook" if made.maker.partition(":")[0] == "bot" else made.maker
    payee = " to a new payee" if made.new_payee else ""
    return f"{who} proposed {an(made.kind)} of {Money(made.minor_units, made.currency)}{payee}."


def _reason_revised(event: e.ReasonRevised, _currency: str) -> str:
    stage = f", stage {_plain(event.stage)}" if event.stage is not None else ""
    until = f", to be answered by {event.respond_by.isoformat()}" if event.respond_by is not None else ""
    return f"The reason is now {event.reason or 'not said'}{stage}{until}."


def _fits(event: e.ReceiptFits, _currency: str) -> str:
    day = f" of {event.received_on.isoformat()}" if event.received_on is not None else ""
    return f"A receipt in suspense fits: {Money(event.minor_units, event.currency)}{day}."


def _revised(event: e.AmountsRevised, currency: str) -> str:
    amounts = (
        ("expected", event.expected_before, event.expected),
        ("contested", event.disputed_before, event.disputed),
    )
    changes = [
        f"{_amount(before, currency)} to {_amount(after, currency)} {what}"
        for what, before, after in amounts
        if before != after
    ]
    return f"The ledger changed: {', '.join(changes) or 'no amount'}."


def _pinged(event: e.EscalationPinged) -> str:
    again = f" again (repeat {event.repeated})" if event.repeated else ""
    how = " and ".join(_PINGS[ping] for ping in event.by)
    then = f"; without an answer by {_at(event.next_at)} it goes on" if event.next_at else "; the chain ends here"
    return f"The {_plain(event.role)} was pinged{again} {how}{then}."


def _promised(promise: Promise) -> str:
    instead = f" instead of {promise.instead_of.isoformat()}" if promise.instead_of else ""
    return f"The customer promised to pay on {promise.day.isoformat()}{instead}."


def _decided_reply(event: e.ReplyDecided) -> str:
    meaning = ", ".join(_plain(label) for label in (*event.intents, *event.flags)) or "nothing that asks for an answer"
    if event.misread:
        return f"{event.by} says that the customer's message was misunderstood. It means: {meaning}."
    return f"{event.by} read the customer's message as {meaning}."


def _corrected(event: e.ContactCorrected) -> str:
    what = "confirmed" if event.verified else "changed"
    return f"{event.by} {what} the {event.channel.value} address of a contact."


PARTIES = {Party.CLIENT: "client", Party.BANK: "bank", Party.GATEWAY: "payment gateway"}


def _asked(event: e.InquiryMade) -> str:
    asked = event.inquiry
    which = f" ({_plain(asked.to)})" if asked.to != "default" else ""
    return f"The {PARTIES[asked.party]}{which} was asked something, with time until {_at(asked.due_at)}."


def _inquiry_answered(event: e.InquiryAnswered) -> str:
    late = ", later than asked" if event.late else ""
    if event.recorded_by:
        return f"{event.recorded_by} recorded the answer to our question{late}: {_plain(event.answer)}."
    who = "the client" if event.by == "default" else _plain(event.by)
    return f"The answer to our question came from {who}{late}: {_plain(event.answer)}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


SENTENCES: dict[type, Callable[[Any], str]] = {
    e.CaseOpened: _opened,
    e.TouchPlanned: _planned,
    e.TouchQueued: _queued,
    e.TouchSuperseded: lambda x: f"{_capital(_touch(x))} was overtaken by {x.by}.",
    e.StepSkipped: lambda x: (
        f"{x.by} skipped the step {_step(x.step)}."
        if x.by
        else f"The step {_step(x.step)} was skipped: its condition does not hold."
    ),
    e.StepDone: _done,
    e.TouchCancelled: lambda x: f"{_capital(_touch(x))} was cancelled: {_plain(x.reason)}.",
    e.TouchRefused: _refused,
    e.TouchSent: _sent,
    e.TouchFailed: lambda x: f"{_capital(_touch(x))} did not arrive ({_plain(x.failure)}).",
    e.ReceiptRecorded: _receipt,
    e.ReplyReceived: _replied,
    e.CaseMeant: lambda x: (
        "The customer said that they mean this case." if x.meant else "The customer said that they mean another case."
    ),
    e.MediumSuppressed: _suppressed,
    e.MediumAllowed: lambda x: f"The customer may be contacted by {x.channel.value} again.",
    e.PersonOnlySet: lambda _: "From now on only a person may chase this customer.",
    e.PersonOnlyLifted: lambda x: f"{x.by} allowed automatic messages to this customer again.",
    e.ContactUnverified: lambda x: f"The {x.channel.value} address of a contact is in doubt ({_plain(x.reason)}).",
    e.PromiseMade: lambda x: _promised(x.promise),
    e.DayProposed: lambda x: f"The customer was asked to confirm {x.day.isoformat()}.",
    e.PromiseWithdrawn: lambda x: f"The customer took the promise for {x.day.isoformat()} back.",
    e.PromiseReminded: lambda _: "The reminder of the promise is dealt with.",
    e.PromiseKept: lambda x: f"The promise for {x.day.isoformat()} was kept.",
    e.PromiseBroken: lambda x: f"The promise for {x.day.isoformat()} was broken.",
    e.QuestionAsked: lambda x: f"The customer was asked: {_plain(x.question)}.",
    e.WaitStarted: lambda x: f"Waiting until {_at(x.wait.until)} for {WAITS_FOR[x.wait.reason]}.",
    e.WaitEnded: lambda _: "The wait is over.",
    e.HoldPlaced: lambda x: held_for(x.hold),
    e.HoldEnded: _hold_ended,
    e.LadderRested: lambda x: f"Nothing is sent by itself before {_at(x.until)}.",
    e.TaskRaised: lambda x: f"A task for the {_plain(x.owner)} until {_at(x.deadline)}: {_plain(x.name)}.",
    e.InquiryMade: _asked,
    e.InquiryAnswered: _inquiry_answered,
    e.InquiryOverdue: lambda _: "Nobody has answered our question in time; an answer still counts.",
    e.InquiryUndelivered: lambda _: "Our question could not be delivered.",
    e.InquiryWithdrawn: lambda x: f"The answer to our question is not needed any more: {_plain(x.reason)}.",
    e.EvidenceReceived: lambda x: f"{x.by} has what was asked for as evidence.",
    e.CaseEscalated: _escalated,
    e.CaseAssigned: lambda x: f"{x.by} took the case." if x.by == x.to else f"{x.by} gave the case to {x.to}.",
    e.CallLogged: _call,
    e.CaseClosed: lambda x: f"The case was closed as {_plain(x.outcome)}; cause: {_plain(x.root_cause)}.",
    e.CaseReopened: lambda x: (
        f"{x.by} opened the case again."
        if x.reason == REOPENED_BY_STAFF
        else f"The case was opened again: {_plain(x.reason)}."
    ),
    e.CaseRetyped: lambda x: f"{x.by} changed the type from {_plain(x.before)} to {_plain(x.after)}.",
    e.PlaybookMigrated: lambda x: f"{x.by} moved the case to another version of its playbook ({x.after[:12]}).",
    e.EscalationRaised: lambda x: (
        f"Somebody must look: {_RAISED.get(x.escalation.reason) or _plain(x.escalation.reason)}."
    ),
    e.EscalationPinged: _pinged,
    e.EscalationAcknowledged: lambda x: f"{x.by} has taken it; nobody else is pinged.",
    e.EscalationEnded: lambda x: (
        "Something else needs a person more." if x.reason == REPLACED else f"Nobody is pinged any more: {x.reason}."
    ),
    e.ReplyDecided: _decided_reply,
    e.ContactCorrected: _corrected,
    e.ContactLanguageSet: lambda x: f"From now on a contact is written to in {x.language} ({x.by}).",
    e.StepShifted: lambda x: f"{x.by} moved the step {_step(x.step)} to {_at(x.to)}.",
    e.ProposalMade: _proposed,
    e.ProposalApproved: _approved,
    e.ProposalEnded: lambda x: f"The proposal was {_plain(x.state)} ({_plain(x.by)}).",
    e.ResolutionCarriedOut: lambda x: f"{x.by} carried the resolution out; reference {x.reference}.",
    e.ResolutionConfirmed: lambda x: f"The ledger confirms the resolution ({x.source}).",
}
MONEY_SENTENCES: Mapping[type, Callable[[Any, str], str]] = {
    e.PaymentRecorded: lambda x, currency: f"A payment of {_amount(x.minor_units, currency)} was seen.",
    e.PaymentReversed: lambda x, currency: f"A payment of {_amount(x.minor_units, currency)} was taken back.",
    e.DisputeRecorded: lambda x, currency: f"The customer contests {_amount(x.minor_units, currency)}.",
    e.AmountsRevised: _revised,
    e.ReceiptFits: _fits,
    e.ReasonRevised: _reason_revised,
}
