"""The names that a click, a form and a command carry. Closed lists: what is not here is refused."""

from __future__ import annotations

from enum import StrEnum

COMMAND = "/case"
ACTION_PREFIX = "case:"  # action_id and callback_id: "case:<deed>"
METADATA_EVENT = "followup_post"  # event_type of the metadata of everything that we post: {"id": post id}


class Deed(StrEnum):
    """What a member of staff can do with a case. One button or menu entry each."""

    PROPOSE = "propose"
    APPROVE = "approve"
    REJECT = "reject"
    WITHDRAW = "withdraw"
    CARRY_OUT = "carry_out"
    ACKNOWLEDGE = "acknowledge"
    ESCALATE = "escalate"
    ASSIGN = "assign"
    TAKE = "take"  # assign to oneself
    REPLY = "reply"
    UNDO_REPLY = "undo_reply"
    CONFIRM_READING = "confirm_reading"
    CORRECT_READING = "correct_reading"
    LOG_CALL = "log_call"
    PAYMENT = "payment"
    UNDO_PAYMENT = "undo_payment"
    CORRECT_CONTACT = "correct_contact"
    HOLD = "hold"
    RELEASE = "release"
    SNOOZE = "snooze"
    STEP = "step"  # skip, send now or shift a planned step
    RETYPE = "retype"
    CLOSE = "close"
    REOPEN = "reopen"
    SHOW = "show"  # the whole case, for oneself
    WHY = "why"  # what happened, what comes next, what holds it back
    PAUSE = "pause"  # the stop button: for a client, a channel, a playbook
    MORE = "more"  # the menu of the card: its options name deeds
