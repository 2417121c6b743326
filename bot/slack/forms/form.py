"""A form: a modal that is opened for a deed, and what is read from it when it is submitted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.app.staff.views import CaseView
from bot.domain.commands import Actor, StaffCommand
from bot.domain.reading import Reading
from bot.domain.rules import Staff
from bot.domain.vocabulary import CaseType, Channel
from bot.slack.names import Carried, Deed, unpack

Modal = dict[str, Any]
State = Mapping[str, Mapping[str, Mapping[str, Any]]]  # block_id -> action_id -> what is chosen or written


@dataclass(frozen=True, slots=True)
class Submitted:
    """A modal as Slack sent it when it was submitted."""

    values: State
    carried: Carried


def submitted(view_payload: Mapping[str, Any]) -> Submitted:
    """From the `view` of a view_submission. Raises Rejected when its private_metadata is not ours."""
    state = view_payload.get("state") or {}
    return Submitted(state.get("values") or {}, unpack(view_payload.get("private_metadata") or "{}"))


@dataclass(frozen=True, slots=True)
class Wrong:
    """What was written cannot be understood: block_id -> a sentence for the person."""

    errors: Mapping[str, str]


# --- what a form may ask for, where that is no plain command ---------------------------------------------------


@dataclass(frozen=True, slots=True)
class Words:
    """A message to the customer. `previewed`: the person has seen it as the customer would get it."""

    channel: Channel
    contact_id: str
    text: str
    previewed: bool


@dataclass(frozen=True, slots=True)
class Address:
    """`address` "" with `verified`: the one that we have is right."""

    contact_id: str
    channel: Channel
    address: str
    verified: bool


@dataclass(frozen=True, slots=True)
class ReadAs:
    """What a person says that a reply means.

    `keep_flags`: what was found stays, shown or not. `misread`: it had been acted upon as something else.
    """

    reply_id: str
    reading: Reading
    keep_flags: bool = True
    misread: bool = False


@dataclass(frozen=True, slots=True)
class Paid:
    """A payment that a person saw. Minor units of the case's currency."""

    minor_units: int
    paid_on: date | None
    reference: str


@dataclass(frozen=True, slots=True)
class UndonePayment:
    payment_id: str


@dataclass(frozen=True, slots=True)
class AnswerOf:
    """What somebody answered whom the playbook asked."""

    inquiry_id: str
    answer: str


@dataclass(frozen=True, slots=True)
class NewType:
    case_type: CaseType


@dataclass(frozen=True, slots=True)
class Stop:
    """The stop button: pressed (`on`) or released."""

    scope: str  # "client", "channel" or "playbook"
    value: str
    reason: str
    on: bool


Wish = StaffCommand | Words | Address | ReadAs | Paid | UndonePayment | AnswerOf | NewType | Stop


@dataclass(frozen=True, slots=True)
class Asked:
    """What a submitted form asks for. `note` is kept as an internal note of the case ("" = none)."""

    what: Wish
    note: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """`open` raises Rejected where the deed makes no sense any more.

    The third argument of `read` is the id of what is made, if anything: the same for the same submission.
    """

    deed: Deed
    title: str
    open: Callable[[CaseView, Staff, Carried], Modal]
    read: Callable[[CaseView, Actor, str, Submitted], Asked | Wrong]
