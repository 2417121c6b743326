"""The buttons of a card, a thread line and a ping: what is pressed carries ids and digests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from bot.app.staff.views import CaseView, ReplyView
from bot.slack.blocks.parts import Block, actions, button, confirm, menu, option
from bot.slack.limits import OPTIONS
from bot.slack.names import Carried, Deed, action_of, pack
from bot.slack.offers import PRIMARY, offered

LABEL: Final[Mapping[Deed, str]] = {
    Deed.PROPOSE: "Propose",
    Deed.APPROVE: "Approve",
    Deed.REJECT: "Reject",
    Deed.WITHDRAW: "Withdraw the proposal",
    Deed.CARRY_OUT: "Carried out",
    Deed.ACKNOWLEDGE: "I take it",
    Deed.ESCALATE: "Escalate",
    Deed.ASSIGN: "Assign to a colleague",
    Deed.TAKE: "Assign to me",
    Deed.REPLY: "Reply",
    Deed.UNDO_REPLY: "Take message back",
    Deed.CONFIRM_READING: "Confirm reading",
    Deed.CORRECT_READING: "Correct",
    Deed.MISREAD: "Misunderstood",
    Deed.LOG_CALL: "Log a call",
    Deed.RECORD_ANSWER: "Record answer",
    Deed.EVIDENCE: "Evidence received",
    Deed.PAYMENT: "Record a payment",
    Deed.UNDO_PAYMENT: "Undo a payment",
    Deed.CORRECT_CONTACT: "Correct a contact",
    Deed.HOLD: "Hold",
    Deed.RELEASE: "Release",
    Deed.SNOOZE: "Snooze",
    Deed.STEP: "Skip or move a step",
    Deed.RETYPE: "Change the type",
    Deed.CLOSE: "Close",
    Deed.REOPEN: "Re-open",
    Deed.SHOW: "Show",
    Deed.WHY: "Why",
    Deed.GUIDE: "Guide",
    Deed.PAUSE: "Stop button (supervisors)",  # a card is everybody's: who may not press it reads so
    Deed.MORE: "More ...",
}
STYLE: Final[Mapping[Deed, str]] = {
    Deed.APPROVE: "primary",
    Deed.REJECT: "danger",
    Deed.ACKNOWLEDGE: "primary",
    Deed.CONFIRM_READING: "primary",
}


def carried_for(view: CaseView, deed: Deed, reply: ReplyView | None = None) -> Carried:
    """What a button of this deed must carry: what it is about, as it stood when it was shown."""
    live, escalation = view.case.live_proposal, view.case.escalation
    reply = reply or (view.undecided[0] if view.undecided else None)
    ref = view.case.ref
    match deed:
        case Deed.APPROVE | Deed.REJECT | Deed.WITHDRAW | Deed.CARRY_OUT:
            return Carried(ref, proposal=live.id if live else "", money=view.money_digest)
        case Deed.CONFIRM_READING | Deed.CORRECT_READING:
            return Carried(ref, reply=reply.id if reply else "", reading=reply.digest if reply else "")
        case Deed.MISREAD:
            return Carried(ref, reply=view.last_decided)
        case Deed.ACKNOWLEDGE:
            return Carried(ref, escalation=escalation.id if escalation else "")
        case Deed.UNDO_REPLY:
            return Carried(ref, saying=view.sayings[-1].id if view.sayings else "")
        case _:
            return Carried(ref)


def deed_button(view: CaseView, deed: Deed, reply: ReplyView | None = None) -> Block:
    ask = None
    if deed is Deed.UNDO_REPLY:
        ask = confirm("Take it back?", "The message is not sent to the customer.", "Take it back", "Let it go out")
    value = pack(carried_for(view, deed, reply))
    return button(LABEL[deed], action_of(deed), value, style=STYLE.get(deed, ""), ask=ask)


def deed_menu(view: CaseView, deeds: Sequence[Deed]) -> Block:
    """The menu "More ...": one entry a deed."""
    ref = view.case.ref
    entries = [option(LABEL[deed], pack(Carried(ref, deed=deed.value))) for deed in deeds[:OPTIONS]]
    return menu(LABEL[Deed.MORE], action_of(Deed.MORE), entries)


def card_actions(view: CaseView, *, without: frozenset[Deed] = frozenset()) -> Block:
    """At most five buttons and the menu. The block's id changes with the case: Slack then forgets what was chosen."""
    deeds = [deed for deed in offered(view, None) if deed not in without]
    elements = [deed_button(view, deed) for deed in deeds[:PRIMARY]]
    if deeds[PRIMARY:]:
        elements.append(deed_menu(view, deeds[PRIMARY:]))
    return actions(elements, f"do-{view.case.seq}")
