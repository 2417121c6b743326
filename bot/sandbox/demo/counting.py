"""What the story of `--headless` amounts to: counted from the log, the outbox and the stand-ins, never by the story."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.app.records import Recorded
from bot.app.views import CaseFilter, CaseRow
from bot.domain import events as e
from bot.domain.chains import PingBy
from bot.domain.vocabulary import CaseState, Channel, Intent, ProposalState
from bot.sandbox.demo.demo import Demo
from bot.sandbox.tally import ReplayReport, tally
from bot.slack.names import METADATA_EVENT

_MANY: Final = 500
_CHANNELS: Final = (Channel.EMAIL, Channel.SMS, Channel.CHAT)


@dataclass(frozen=True, slots=True)
class StoryReport:
    """The numbers of a story. `refused` are approvals that the desk refused, as their people read it."""

    told: ReplayReport
    replies: Mapping[str, int]
    approved: int
    rejected: int
    refused: int
    escalations: int
    acknowledged: int
    carried_out: int
    closed: int
    duplicates: int
    seconds: float = 0.0

    def facts(self) -> dict[str, Any]:
        """As `--json` prints it."""
        return {
            "cases_opened": self.told.cases_opened,
            "touches": {channel.value: self.told.touches.get(channel.value, 0) for channel in _CHANNELS},
            "replies": dict(self.replies),
            "approvals": {"approved": self.approved, "rejected": self.rejected, "refused": self.refused},
            "escalations": self.escalations,
            "acknowledged": self.acknowledged,
            "carried_out": self.carried_out,
            "closed": self.closed,
            "refused_by_rule": dict(self.told.refused_by_rule),
            "duplicates": self.duplicates,
            "lost": self.told.lost,
            "seconds": self.seconds,
        }


def count(demo: Demo, refusals: Sequence[str], seconds: float) -> StoryReport:
    """Count. Called in a thread."""
    rows, log = cases_of(demo), [one.event for _, one in recorded(demo)]
    kinds = Counter(type(event) for event in log)
    ended = Counter(event.state for event in log if isinstance(event, e.ProposalEnded))
    told = tally(demo.application.store, _to_customers(demo), demo.clock())
    return StoryReport(
        told=told,
        replies=dict(sorted(Counter(intent.value for intent in _intents(log)).items())),
        approved=kinds[e.ProposalApproved],
        rejected=ended[ProposalState.REJECTED],
        refused=len(refusals),
        escalations=kinds[e.EscalationRaised],
        acknowledged=kinds[e.EscalationAcknowledged],
        carried_out=kinds[e.ResolutionCarriedOut],
        closed=sum(row.state is CaseState.CLOSED for row in rows),
        duplicates=told.duplicates + _twice_in_slack(demo) + _twice_to_staff(demo, log),
        seconds=seconds,
    )


def cases_of(demo: Demo) -> list[CaseRow]:
    """Every case of the story."""
    with demo.application.store.read() as unit:
        return unit.list_cases(CaseFilter(limit=_MANY))


def recorded(demo: Demo) -> list[tuple[CaseRow, Recorded]]:
    """Everything that is in the log, case by case."""
    with demo.application.store.read() as unit:
        rows = unit.list_cases(CaseFilter(limit=_MANY))
        return [(row, one) for row in rows for one in unit.case_events(row.id)]


def _intents(log: Sequence[e.Event]) -> list[Intent]:
    """What each reply meant, once a reply: as a person said, where one did; else as it was understood."""
    meant: dict[str, tuple[Intent, ...]] = {}
    for event in log:
        if isinstance(event, e.ReplyReceived):
            meant.setdefault(event.reply_id, event.intents)
    meant.update({event.reply_id: event.intents for event in log if isinstance(event, e.ReplyDecided)})
    return [intent for intents in meant.values() for intent in intents]


# --- twice -----------------------------------------------------------------------------------------------------


def _to_customers(demo: Demo) -> list[Mapping[str, Any]]:
    """What the providers took for customers: staff are pinged in the same words again, on purpose."""
    staff = _staff_phones(demo)
    return [*demo.mails.accepted, *(one for one in demo.phones.accepted if one["to"] not in staff)]


def _staff_phones(demo: Demo) -> set[str]:
    return {one.phone for one in demo.application.texts.configuration.staff.values() if one.phone}


def _twice_to_staff(demo: Demo, log: Sequence[e.Event]) -> int:
    """Text messages that a telephone of staff got beyond the pings that the log has for it."""
    pings = sum(isinstance(event, e.EscalationPinged) and PingBy.SMS in event.by for event in log)
    got = Counter(one["to"] for one in demo.phones.accepted if one["to"] in _staff_phones(demo))
    return sum(max(times - pings, 0) for times in got.values())


def _twice_in_slack(demo: Demo) -> int:
    """Messages of the desk that carry the same id of a post."""
    ids = Counter(_post_ids(demo))
    return sum(times - 1 for times in ids.values())


def _post_ids(demo: Demo) -> Iterator[str]:
    for channel in demo.slack.workspace.channels.values():
        for message in channel.messages.values():
            metadata = message.get("metadata") or {}
            if metadata.get("event_type") == METADATA_EVENT:
                yield str(metadata["event_payload"]["id"])
