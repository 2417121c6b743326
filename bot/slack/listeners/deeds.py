"""What a click or a form does: the table from deeds to use cases. All of it is synchronous and runs in a thread.

Whether the person may is checked here with the case as it stands now: at the click, again when the form is sent, and a
third time in the domain, inside the transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from bot.app.context import Context
from bot.app.inquiries.answering import record_answer
from bot.app.staff.addresses import correct_contact
from bot.app.staff.doing import do
from bot.app.staff.money import record_payment, take_back_payment
from bot.app.staff.noting import note
from bot.app.staff.people import actor
from bot.app.staff.reading import correct_reply, decide_reply
from bot.app.staff.saying import preview, say, take_back
from bot.app.staff.stopping import pause
from bot.app.staff.viewing import view_case_by_id
from bot.app.staff.views import CaseView
from bot.domain.case import Case
from bot.domain.commands import AcknowledgeEscalation, Actor, AssignCase, RetypeCase
from bot.domain.errors import Rejected
from bot.domain.rules import Staff
from bot.domain.vocabulary import ProposalState
from bot.slack.blocks.guide import guide_view
from bot.slack.blocks.help import show_view, why_view
from bot.slack.blocks.parts import Block
from bot.slack.forms import FORMS, previewed
from bot.slack.forms.form import (
    Address,
    AnswerOf,
    Asked,
    NewType,
    Paid,
    ReadAs,
    Stop,
    Submitted,
    UndonePayment,
    Words,
    Wrong,
    submitted,
)
from bot.slack.listeners.identifiers import made_by
from bot.slack.listeners.once import once
from bot.slack.listeners.outcomes import Corrections, Done, Outcome, Refused, Shown
from bot.slack.listeners.payloads import Click, Submission
from bot.slack.listeners.posted import bring_up_to_date, put_in_thread
from bot.slack.listeners.workspace import Workspace
from bot.slack.names import Carried, Deed, pack, unpack
from bot.slack.offers import barred, offered, roles_for

Direct = Callable[[Workspace, Context, CaseView, Staff, Carried], Done]

SHARED: Final = " Careful: another customer has an address of this contact too, so we write no details there."
TOO_LATE: Final = "Too late: it has gone out, or was stopped before."
_SENTENCES: Final[Mapping[Deed, str]] = {
    Deed.PROPOSE: "Proposed. {ref} now waits for an approver.",
    Deed.REJECT: "Rejected. {ref} is back with the operators.",
    Deed.WITHDRAW: "Withdrawn. {ref} has no proposal any more.",
    Deed.CARRY_OUT: "Noted as carried out. {ref} closes when the ledger or the bank shows it.",
    Deed.ESCALATE: "Escalated. {ref} is held until somebody acts.",
    Deed.ASSIGN: "{ref} is assigned.",
    Deed.LOG_CALL: "The call is logged with {ref}.",
    Deed.RECORD_ANSWER: "Thank you. {ref} goes on with this answer.",
    Deed.EVIDENCE: "Noted. {ref} goes on with what has come.",
    Deed.CORRECT_CONTACT: "The contact of {ref} is corrected.",
    Deed.CORRECT_READING: "Thank you. {ref} goes on with what you said that it means.",
    Deed.MISREAD: "Thank you. {ref} is yours and held: put right what was done, then release it.",
    Deed.PAYMENT: "The payment is recorded with {ref}.",
    Deed.UNDO_PAYMENT: "The payment is taken back; {ref} counts it no more.",
    Deed.HOLD: "{ref} is held. Nothing goes out by itself.",
    Deed.RELEASE: "The hold is lifted. {ref} goes on.",
    Deed.SNOOZE: "{ref} is silent until then.",
    Deed.STEP: "The plan of {ref} is changed.",
    Deed.RETYPE: "{ref} has its new type and starts that playbook.",
    Deed.CLOSE: "{ref} is closed.",
    Deed.REOPEN: "{ref} is open again.",
}


# --- at the click ----------------------------------------------------------------------------------------------


def opened(ws: Workspace, click: Click, staff: Staff) -> Block:
    """The view that a click opens: a form, or the case itself. Raises Rejected when it may not or makes no sense."""
    view = ws.case(click.carried.ref, staff)
    allow(click.deed, view, staff)
    if click.deed is Deed.SHOW:
        return show_view(view)
    if click.deed is Deed.WHY:
        return why_view(view)
    if click.deed is Deed.GUIDE:
        return guide_view(view)
    form = FORMS[click.deed].open(view, staff, click.carried)
    place, carried = click.place, click.carried  # in a modal, the button says where its form was asked for
    return carrying(form, place.channel or carried.channel, place.thread or carried.thread)


def allow(deed: Deed, view: CaseView, staff: Staff) -> Actor:
    """The member of staff in the role in which they may. Raises Rejected with the reason."""
    acting = actor(staff, roles_for(deed, view))
    if deed in offered(view, None) and (bar := barred(deed, view.case, staff)):
        raise Rejected(bar)
    return acting


def carrying(view: Block, channel: str, thread: str) -> Block:
    """The view with the place where it was asked for: its answer goes there."""
    if not view.get("private_metadata"):
        return view
    carried = replace(unpack(view["private_metadata"]), channel=channel, thread=thread)
    return {**view, "private_metadata": pack(carried)}


def clicked(ws: Workspace, click: Click, staff: Staff) -> Outcome:
    """A deed that needs no form. Raises Rejected, SeenBefore."""
    act = _DIRECT.get(click.deed)
    if act is None:
        raise Rejected("This button is from an older version. Please open the case again.")
    view = ws.case(click.carried.ref, staff)
    with once(ws.context, click.delivery) as context:
        done = act(ws, context, view, staff, click.carried)
        bring_up_to_date(context, view.case)
        return done


def _acknowledge(_ws: Workspace, context: Context, view: CaseView, staff: Staff, carried: Carried) -> Done:
    current = view.case.escalation
    escalation = carried.escalation or (current.id if current else "")
    acting = _as_asked(allow(Deed.ACKNOWLEDGE, view, staff), view, staff)
    do(context, carried.ref, staff, AcknowledgeEscalation(acting, escalation))
    return Done(f"{carried.ref} is with you now. Nobody else is pinged for it.")


def _as_asked(acting: Actor, view: CaseView, staff: Staff) -> Actor:
    """In the role in which they are asked, where they hold it: it need not be their strongest."""
    asked = view.case.escalation
    roles = {level.role for level in asked.chain.levels} & staff.roles if asked is not None else set()
    return actor(staff, roles) if roles else acting


def _take(_ws: Workspace, context: Context, view: CaseView, staff: Staff, carried: Carried) -> Done:
    do(context, carried.ref, staff, AssignCase(allow(Deed.TAKE, view, staff), staff.id))
    return Done(f"{carried.ref} is assigned to you.")


def _confirm(ws: Workspace, context: Context, view: CaseView, staff: Staff, carried: Carried) -> Done:
    allow(Deed.CONFIRM_READING, view, staff)
    decide_reply(context, ws.understand, carried.ref, staff, carried.reply, digest=carried.reading)
    return Done(f"Confirmed. {carried.ref} goes on with what the customer meant.")


def _undo_reply(_ws: Workspace, context: Context, view: CaseView, staff: Staff, carried: Carried) -> Done:
    allow(Deed.UNDO_REPLY, view, staff)
    taken = take_back(context, carried.ref, staff, carried.saying)
    return Done("Taken back. Nothing goes out." if taken else TOO_LATE)


_DIRECT: Final[Mapping[Deed, Direct]] = {
    Deed.ACKNOWLEDGE: _acknowledge,
    Deed.TAKE: _take,
    Deed.CONFIRM_READING: _confirm,
    Deed.UNDO_REPLY: _undo_reply,
}


# --- at the submit ---------------------------------------------------------------------------------------------


def sent(ws: Workspace, submission: Submission, staff: Staff) -> Outcome:
    """A form that was sent. Raises Rejected, SeenBefore."""
    if submission.deed not in FORMS:
        raise Rejected("This form is from an older version. Please open the case again.")
    view = ws.case(submission.carried.ref, staff)
    acting = allow(submission.deed, view, staff)
    form: Submitted = submitted(submission.view)
    asked = FORMS[submission.deed].read(view, acting, made_by(submission.view_id), form)
    if isinstance(asked, Wrong):
        return Corrections(asked.errors)
    if isinstance(asked.what, Words) and not asked.what.previewed:
        return _previewed(ws, view, staff, asked.what, submission.carried)
    try:
        return _carried_out(ws, submission, view, staff, asked)
    except Rejected as refusal:
        submission.delivery.refused(ws.context)
        return Refused(str(refusal), _look_again(ws, submission, staff))


def _carried_out(ws: Workspace, submission: Submission, view: CaseView, staff: Staff, asked: Asked) -> Outcome:
    if isinstance(asked.what, Stop):
        return _stop(ws.context, staff, view.case, asked.what)
    with once(ws.context, submission.delivery) as context:
        outcome = _act(ws, context, submission, view, staff, asked)
        if asked.note:
            note_id = made_by(submission.view_id, "note")
            note(context, ws.desk, view.case.ref, staff, note_id, asked.note)
            put_in_thread(context, view.case, note_id)
        bring_up_to_date(context, view.case)
        return outcome


def _act(
    ws: Workspace, context: Context, submission: Submission, view: CaseView, staff: Staff, asked: Asked
) -> Outcome:
    ref, made = submission.carried.ref, made_by(submission.view_id)
    match asked.what:
        case Words() as words:
            say(context, ws.desk, ref, staff, words.channel, words.contact_id, words.text, made)
            return Done(f"It goes out to the customer of {ref} in 30 seconds.", undo=Carried(ref=ref, saying=made))
        case Address() as one:
            case = correct_contact(context, ref, staff, one.contact_id, one.channel, one.address, one.verified)
            return Done(_said(submission.deed, case) + _unsure(ws, context, view, one))
        case ReadAs() as read:
            say_so = correct_reply if read.misread else decide_reply
            chosen, keep = read.reading, read.keep_flags
            case = say_so(context, ws.understand, ref, staff, read.reply_id, chosen=chosen, keep_flags=keep)
        case Paid() as paid:
            case = record_payment(context, ref, staff, made, paid.minor_units, paid.paid_on, paid.reference)
        case UndonePayment() as undone:
            case = take_back_payment(context, ref, staff, undone.payment_id)
        case AnswerOf() as given:
            case = record_answer(context, ref, staff, given.inquiry_id, given.answer)
        case NewType() as new:
            case = do(context, ref, staff, _retyping(context, view, staff, new))
        case Stop():
            raise AssertionError("a stop button is no deed on a case")
        case command:
            case = do(context, ref, staff, command)
    return Done(_said(submission.deed, case))


def _unsure(ws: Workspace, context: Context, before: CaseView, one: Address) -> str:
    """What whoever is sure of an address does not expect: somebody else has it too."""
    view = view_case_by_id(context, ws.understand, ws.brands, before.case.id)
    contact = next((known for known in view.contacts if known.id == one.contact_id), None)
    return SHARED if one.verified and contact is not None and not contact.verified else ""


def _retyping(context: Context, view: CaseView, staff: Staff, new: NewType) -> RetypeCase:
    """The new type starts with the playbook that new cases of it start with."""
    playbook = context.shelf.for_opening(view.case.client, new.case_type)
    acting = actor(staff, roles_for(Deed.RETYPE, view))
    return RetypeCase(acting, new.case_type, playbook.owes, playbook.digest)


def _said(deed: Deed, case: Case) -> str:
    if deed is Deed.APPROVE:
        live = case.live_proposal
        whole = live is None or live.state is not ProposalState.PROPOSED
        return f"Approved. {case.ref} {'can be carried out now' if whole else 'needs a second approver as well'}."
    return _SENTENCES.get(deed, "Done: {ref}.").format(ref=case.ref)


def _previewed(ws: Workspace, view: CaseView, staff: Staff, words: Words, carried: Carried) -> Shown:
    shown = preview(ws.context, ws.desk, view.case.ref, staff, words.channel, words.contact_id, words.text)
    return Shown(carrying(previewed(view, staff, words, shown), carried.channel, carried.thread))


def _look_again(ws: Workspace, submission: Submission, staff: Staff) -> tuple[Deed, Carried] | None:
    """Where the money has changed since it was shown, the deed can be looked at once more."""
    carried = submission.carried
    if not carried.money:
        return None
    view = ws.case(carried.ref, staff)
    live = view.case.live_proposal
    if live is None or view.money_digest == carried.money or submission.deed not in offered(view, staff):
        return None
    return submission.deed, replace(carried, proposal=live.id, money=view.money_digest)


def _stop(context: Context, staff: Staff, case: Case, stop: Stop) -> Done:
    """The stop button. It is pressed or not: doing it twice is the same as once. The card that was pressed says so."""
    pause(context, staff, stop.scope, stop.value, stop.reason, stop.on)
    bring_up_to_date(context, case)
    named = f"{stop.scope} {stop.value}".rstrip()
    return Done(f"Stopped: {named}. Nothing goes out until it is released." if stop.on else f"Released: {named}.")
