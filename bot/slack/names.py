"""The names that a click, a form and a command carry. Closed lists: what is not here is refused."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Final

from bot.domain.errors import Rejected

COMMAND = "/case"
ACTION_PREFIX = "case:"  # action_id and callback_id: "case:<deed>"
METADATA_EVENT = "followup_post"  # event_type of the metadata of everything that we post: {"id": post id}
HOME_LISTS = ("mine", "approvals", "unread", "overdue", "escalated")  # of the home view, in this order


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
    MISREAD = "misread"  # a reply that was decided had been misunderstood
    LOG_CALL = "log_call"
    RECORD_ANSWER = "record_answer"  # of somebody whom the playbook asked
    EVIDENCE = "evidence"  # what was asked for as evidence has come
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
    GUIDE = "guide"  # what its type needs of staff
    PAUSE = "pause"  # the stop button: for a client, a channel, a playbook
    MORE = "more"  # the menu of the card: its options name deeds


def action_of(deed: Deed) -> str:
    """The action_id or callback_id of a deed."""
    return f"{ACTION_PREFIX}{deed.value}"


def deed_of(action_id: str) -> Deed | None:
    """The deed that an action_id or callback_id names, or None: it is not ours."""
    name = action_id.removeprefix(ACTION_PREFIX)
    return Deed(name) if action_id.startswith(ACTION_PREFIX) and name in set(Deed) else None


@dataclass(frozen=True, slots=True)
class Carried:
    """What a button's `value` and a modal's `private_metadata` carry: ids and digests, never words. "" = none."""

    ref: str = ""
    proposal: str = ""
    money: str = ""  # digest of the case's money as it was shown
    reply: str = ""
    reading: str = ""  # digest of the reading as it was shown
    escalation: str = ""
    saying: str = ""
    deed: str = ""  # of an entry of the menu "More ..."
    amount: str = ""  # minor units that a form was filled in with
    text: str = ""  # digest of the words that were previewed
    payment: str = ""
    step: str = ""
    channel: str = ""  # Slack's, where a form was asked for: its answer goes there
    thread: str = ""


_KEYS: Final = {
    "ref": "ref",
    "proposal": "p",
    "money": "m",
    "reply": "r",
    "reading": "d",
    "escalation": "e",
    "saying": "s",
    "deed": "do",
    "amount": "a",
    "text": "t",
    "payment": "y",
    "step": "k",
    "channel": "c",
    "thread": "h",
}
_FIELDS: Final = {key: field for field, key in _KEYS.items()}


def pack(carried: Carried) -> str:
    """Compact JSON of what is there."""
    held = {_KEYS[field]: value for field, value in asdict(carried).items() if value}
    return json.dumps(held, ensure_ascii=False, separators=(",", ":"))


def unpack(text: str) -> Carried:
    """What `pack` wrote. Raises Rejected for anything else."""
    try:
        held = json.loads(text)
    except (ValueError, RecursionError):
        held = None
    fits = isinstance(held, dict) and all(key in _FIELDS and isinstance(held[key], str) for key in held)
    if not fits or held is None:
        raise Rejected("This button is from an older version. Please open the case again.")
    return replace(Carried(), **{_FIELDS[key]: value for key, value in held.items()})
