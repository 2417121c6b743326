"""What was said and done, for a cell: channel, day, which message or what was meant, and its state. Never the words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.app.records import Recorded
from bot.app.staff.discretion import personal_replies
from bot.domain import events as e
from bot.domain.case import Case, TouchKey
from bot.domain.vocabulary import CaseState, Intent, ProposalState, ReceiptKind, TouchClass

NEEDS_PERSON = "a person must answer"  # SLACK-MIN: never why
OF_STAFF = "(by hand)"


@dataclass(slots=True)
class Said:
    """One message to or from the customer."""

    day: date  # in the client's zone
    channel: str
    direction: str  # "out", "in"
    what: str  # the template, or what the customer meant
    state: str = ""  # of ours: sent, delivered, failed ...

    def __str__(self) -> str:
        state = f" ({self.state})" if self.state else ""
        return f"{self.day.isoformat()} {self.channel} {self.direction}: {self.what}{state}"


def communication(log: tuple[Recorded, ...], zone: str) -> list[Said]:
    """All communication of a case, oldest first."""
    return _Conversation(log, ZoneInfo(zone)).said()


class _Conversation:
    """Local to one case."""

    def __init__(self, log: tuple[Recorded, ...], zone: ZoneInfo) -> None:
        self._log = log
        self._zone = zone
        self._personal = personal_replies(log)
        self._queued: dict[TouchKey, e.TouchQueued] = {}
        self._sent: dict[TouchKey, Said] = {}
        self._replies: dict[str, Said] = {}

    def said(self) -> list[Said]:
        return [said for one in self._log if (said := self._one(one)) is not None]

    def _one(self, one: Recorded) -> Said | None:
        event = one.event
        match event:
            case e.TouchQueued():
                self._queued[event.key] = event
            case e.TouchSent():
                return self._out(event)
            case e.TouchFailed() | e.ReceiptRecorded():
                self._state(event)
            case e.ReplyReceived():
                said = Said(self._day(event.at), event.channel.value, "in", self._meant(event))
                self._replies[event.reply_id] = said
                return said
            case e.ReplyDecided() if event.reply_id in self._replies:
                self._replies[event.reply_id].what = self._meant(event)
            case e.CallLogged():
                what = "call answered" if event.reached else "call not answered"
                return Said(self._day(event.at), "voice", "out", what)
            case _:
                pass
        return None

    def _out(self, event: e.TouchSent) -> Said | None:
        queued = self._queued.get(event.key)
        if queued is None or queued.touch_class is TouchClass.STAFF:
            return None
        answers = event.key.cause.partition(":")[0] in self._personal
        what = "an answer" if answers else queued.template or OF_STAFF  # its name may say what was answered
        said = self._sent[event.key] = Said(self._day(event.at), queued.channel.value, "out", what, "sent")
        return said

    def _state(self, event: e.TouchFailed | e.ReceiptRecorded) -> None:
        said = self._sent.get(event.key)
        if said is None:
            return
        if isinstance(event, e.TouchFailed):
            said.state = "failed"
        elif event.kind in (ReceiptKind.DELIVERED, ReceiptKind.READ, ReceiptKind.UNDELIVERED, ReceiptKind.FAILED):
            said.state = event.kind.value

    def _meant(self, event: e.ReplyReceived | e.ReplyDecided) -> str:
        if event.reply_id in self._personal:
            return NEEDS_PERSON
        if isinstance(event, e.ReplyReceived) and event.automatic:
            return Intent.AUTOMATIC_REPLY.value
        return " ".join(intent.value for intent in event.intents) or "not understood"

    def _day(self, at: datetime) -> date:
        return at.astimezone(self._zone).date()


# --- what was done ---------------------------------------------------------------------------------------------


def steps_taken(log: tuple[Recorded, ...], zone: str) -> str:
    """What was done about it: steps of the playbook, tasks, escalations, resolutions, with their days."""
    local, personal = ZoneInfo(zone), personal_replies(log)
    told = ((one.at.astimezone(local).date(), _step(one.event, hidden=bool(personal))) for one in log)
    return "; ".join(f"{day.isoformat()} {what}" for day, what in told if what)


_STEPS: dict[type, Callable[[Any], str]] = {
    e.TouchSent: lambda event: f"message {event.key.cause}" if ":" not in event.key.cause else "",
    e.CaseEscalated: lambda event: f"escalated to {event.to.value}",
    e.ProposalMade: lambda event: f"{event.proposal.kind.value} proposed",
    e.ProposalApproved: lambda event: "approved" if event.complete else "",
    e.ProposalEnded: lambda event: str(event.state.value),
    e.ResolutionCarriedOut: lambda _: "carried out",
    e.ResolutionConfirmed: lambda _: "confirmed",
    e.CaseReopened: lambda _: "opened again",
    e.CaseClosed: lambda event: f"closed: {event.outcome.value}",
}


def _step(event: e.Event, *, hidden: bool) -> str:
    if isinstance(event, e.TaskRaised):
        return "task" if hidden else f"task: {event.name}"
    said = _STEPS.get(type(event))
    return said(event) if said is not None else ""


# --- whom it waits for -----------------------------------------------------------------------------------------


def waiting_for(case: Case) -> tuple[str, datetime | None]:
    """For whom a case waits, and since when; ("", None) for one that is closed."""
    live = case.live_proposal
    if case.state is CaseState.CLOSED:
        return "", None
    if case.hold is not None:
        return case.hold.owner.value, case.hold.since
    if live is not None:
        return _of_proposal(live.state), max((one.at for one in live.approvals), default=live.made_at)
    asked = next((one for one in reversed(case.inquiries) if one.open), None)
    if asked is not None:
        return asked.party.value, asked.asked_at
    if case.wait is not None:
        return _WAITS.get(case.wait.reason.value, "time"), case.wait.since
    since = max((one.at for one in case.steps if one.done), default=case.opened_at)
    return ("customer" if case.rungs or case.last_question else "playbook"), since


_WAITS = {"promise": "customer", "answer": "customer", "trace": "bank", "inquiry": "third party"}


def _of_proposal(state: ProposalState) -> str:
    return {
        ProposalState.PROPOSED: "approver",
        ProposalState.APPROVED: "whoever carries it out",
        ProposalState.CARRIED_OUT: "ledger",
    }.get(state, "")
