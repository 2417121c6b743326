"""One customer's cases in one transaction: commands in, events and their effects out."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any

import orjson

from bot.app.context import Context
from bot.app.identifiers import message_id, message_reference
from bot.app.ports import Unit
from bot.app.records import LEFT_OUT, Bundle, CaseChange, CustomerChange, NewMessage, NewTouch, Recorded, StoredReply
from bot.app.reply_words import ReplyWords
from bot.app.staff.announcing import Announced, announced
from bot.domain import events as e
from bot.domain.case import Case, TouchKey
from bot.domain.clockwork import next_at
from bot.domain.commands import Command, OpenCase, StandAside
from bot.domain.decide import turn_of
from bot.domain.errors import Rejected
from bot.domain.facts import Facts
from bot.domain.linked import linked_to, sibling
from bot.domain.merge import merge
from bot.domain.playbook import Playbook
from bot.domain.rules import Rules
from bot.domain.vocabulary import CaseState, Channel


@dataclass(slots=True)
class _Effects:
    """What the events ask of everything but the cases themselves."""

    queued: dict[tuple[str, TouchKey], e.TouchQueued] = field(default_factory=dict)
    cancelled: list[tuple[str, TouchKey]] = field(default_factory=list)
    suppress: list[tuple[str, Channel | None, str]] = field(default_factory=list)
    allow: list[tuple[str, Channel]] = field(default_factory=list)
    unverify: list[tuple[str, Channel, str]] = field(default_factory=list)
    languages: list[tuple[str, str]] = field(default_factory=list)
    person_only: bool | None = None
    approvals: list[tuple[str, str, int]] = field(default_factory=list)
    co_approvals: list[tuple[str, str, int]] = field(default_factory=list)
    calls: list[datetime] = field(default_factory=list)


_MAY_TAKE_OVER = (e.CaseOpened, e.CaseRetyped, e.CaseReopened)
_LIFTS_NOTHING = (
    e.TouchPlanned,
    e.TouchRefused,
    e.TouchSuperseded,
    e.StepSkipped,
    e.StepDone,
    e.CaseOpened,
    e.EscalationRaised,
    e.EscalationPinged,
    e.EscalationAcknowledged,
    e.EscalationEnded,
)


def repeat_days(rules: Mapping[str, Rules]) -> dict[str, int]:
    """How far back the cases of a customer count as one issue, by client: for the bundles of whoever opens cases."""
    counting = {client: one.escalations for client, one in rules.items() if one.escalations.repeat_cases}
    return {client: escalations.repeat_days for client, escalations in counting.items()}


class CustomerWork:
    """Gathers what commands do to one customer, until `change` hands it to the store."""

    def __init__(self, context: Context, unit: Unit, bundle: Bundle, now: datetime) -> None:
        self.bundle = bundle
        self.now = now
        self._context = context
        self._unit = unit
        self._rules = context.rules_of(bundle.client)
        self.cases: dict[str, Case] = {case.id: case for case in bundle.cases}
        self._before: dict[str, int] = {case.id: case.seq for case in bundle.cases}
        self._log: dict[str, list[Recorded]] = {}
        self._identity: dict[str, tuple[str, str]] = {}
        self._effects = _Effects()
        self._replies_done: list[str] = []
        self._holidays = self._days_off()
        self._digest = ""
        self._facts: dict[str, Facts] = {}  # by case, until another case of the customer changes

    # --- commands --------------------------------------------------------------------------------------------

    def handle(self, case_id: str, command: Command, actor: str, text_digest: str = "") -> list[e.Event]:
        """Decide one command for one case. Raises Rejected for what is not allowed; then nothing has changed."""
        case = self.cases.get(case_id)
        if case is None:
            raise Rejected("This case is not among the customer's.")
        playbook = self._context.shelf.for_case(self._unit, case.playbook)
        return self._decide(case, case_id, command, playbook, actor, text_digest)

    def open(self, command: OpenCase, actor: str, identity: str, import_id: str = "") -> list[e.Event]:
        """Open a case with the client's current playbook for its type."""
        playbook = self._context.shelf.for_opening(command.client, command.case_type)
        self._identity[command.case_id] = (identity, import_id)
        self._before[command.case_id] = 0
        return self._decide(None, command.case_id, command, playbook, actor, "")

    def reply_done(self, reply_id: str) -> None:
        """The inbox row is dealt with: what it froze is free again."""
        self._replies_done.append(reply_id)

    def _decide(
        self, case: Case | None, case_id: str, command: Command, playbook: Playbook, actor: str, text_digest: str
    ) -> list[e.Event]:
        facts = self.facts(case_id)
        turn = turn_of(case, command, playbook, self._rules, facts, self.now)
        if not turn.events:
            return turn.events
        digest = self._facts_digest(facts)
        log = self._log.setdefault(case_id, [])
        name = type(command).__name__
        for event in turn.events:
            log.append(Recorded(event, self.now, actor, name, digest, text_digest))
            self._effect(turn.case, event)
        self.cases[case_id] = turn.case
        self._facts = {case_id: facts}  # the others see this one among their siblings
        if any(isinstance(event, _MAY_TAKE_OVER) for event in turn.events):
            self._stand_aside(turn.case, actor)
        return turn.events

    def _stand_aside(self, newer: Case, actor: str) -> None:
        """Another case may move the money of the transaction now: what the others had under way stops at once."""
        linked = [other.case_id for other in linked_to(newer, self.facts(newer.id)) if other.case_id in self.cases]
        for case_id in (*linked, newer.id) if linked else ():
            self.handle(case_id, StandAside(), actor)

    # --- facts -----------------------------------------------------------------------------------------------

    @property
    def rules(self) -> Rules:
        """The rules of this customer's client."""
        return self._rules

    @property
    def words(self) -> ReplyWords:
        """What tells the cases of a reply apart."""
        return self._context.words

    @property
    def reader(self) -> str:
        """Digest of the rules, tables and model that read replies."""
        return self._context.reader

    def earlier_reply(self, reply_id: str) -> StoredReply | None:
        """Another message, as it is stored; None where it is not (any more)."""
        return self._unit.replies([reply_id]).get(reply_id)

    def log_of(self, case_id: str) -> list[Recorded]:
        """What happened to a case so far, with what is being decided now."""
        return [*self._unit.case_events(case_id), *self._log.get(case_id, ())]

    def facts(self, case_id: str) -> Facts:
        """The snapshot for a decision about one of the cases."""
        found = self._facts.get(case_id)
        if found is None:
            found = self._facts[case_id] = self._gathered(case_id)
        return found

    def _gathered(self, case_id: str) -> Facts:
        bundle = self.bundle
        siblings = tuple(
            one
            for case in self.cases.values()
            if case.id != case_id
            if (one := sibling(case)).state is not CaseState.CLOSED or one.given_back
        )
        siblings += tuple(one for one in bundle.gave_back if one.case_id not in self.cases)
        imported = self._identity.get(case_id, ("", bundle.imports.get(case_id, "")))[1]
        return Facts(
            customer=bundle.facts,
            siblings=siblings,
            history=bundle.history,
            pauses=bundle.pauses,
            covered_until=bundle.covered_until,
            unapplied=bundle.unapplied,
            holidays=self._holidays,
            spent=bundle.spent,
            released=bundle.released,
            ramp_used=bundle.ramp_used,
            source_import=imported,
            recent_cases=bundle.recent_cases + len(self._identity) - (case_id in self._identity),
        )

    def _days_off(self) -> frozenset[date]:
        customer = self.bundle.facts
        country, region = customer.country, customer.region
        return self._context.holidays(country or self._rules.country, region, self.now.year)

    def _facts_digest(self, facts: Facts) -> str:
        """SHA-256 of the snapshot, first 32 hex digits. Holidays stand for themselves by their number and last day."""
        if not self._digest:
            customer = facts.customer
            off = _extent(facts.holidays)
            parts = (customer, facts.history, facts.pauses, facts.covered_until, facts.unapplied, facts.released, off)
            spent = (sorted(facts.spent.customer.items()), sorted(facts.spent.approver.items()))
            self._digest = hashlib.sha256(orjson.dumps((parts, spent), default=_plain)).hexdigest()[:32]
        if not facts.siblings and not facts.recent_cases:
            return self._digest
        return hashlib.sha256(orjson.dumps((self._digest, facts.siblings, facts.recent_cases))).hexdigest()[:32]

    # --- effects ---------------------------------------------------------------------------------------------

    def _effect(self, case: Case, event: e.Event) -> None:
        effects = self._effects
        match event:
            case e.TouchQueued():
                effects.queued[case.id, event.key] = event
            case e.TouchCancelled() | e.TouchSuperseded() | e.TouchRefused():
                effects.cancelled.append((case.id, event.key))
            case e.MediumSuppressed():
                effects.suppress.append((event.contact_id, event.channel, event.reason))
            case e.MediumAllowed():
                effects.allow.append((event.contact_id, event.channel))
            case e.ContactUnverified():
                effects.unverify.append((event.contact_id, event.channel, event.reason))
            case e.ContactLanguageSet():
                effects.languages.append((event.contact_id, event.language))
            case e.PersonOnlySet() | e.PersonOnlyLifted():
                effects.person_only = isinstance(event, e.PersonOnlySet)
            case e.ProposalApproved(complete=True):
                proposal = next(p for p in case.proposals if p.id == event.proposal_id)
                effects.approvals.append((event.by, proposal.currency, proposal.minor_units))
                others = (approval.by for approval in proposal.approvals if approval.by != event.by)
                effects.co_approvals += [(by, proposal.currency, proposal.minor_units) for by in others]
            case e.CallLogged():
                effects.calls.append(event.at)
            case _:
                pass

    # --- out -------------------------------------------------------------------------------------------------

    def change(self) -> CustomerChange:
        """All that was decided, for the store to write in one transaction."""
        nexts = {case_id: self._next(case) for case_id, case in self.cases.items()}
        times = [at for at in nexts.values() if at is not None]
        effects = self._effects
        told = self._announced()
        return CustomerChange(
            customer_id=self.bundle.customer_id,
            cases=tuple(self._case_change(case_id) for case_id in self._log),
            messages=self._messages(),
            cancelled=tuple(effects.cancelled),
            next_action_at=min(times) if times else None,
            case_next=nexts,
            suppress=tuple(effects.suppress),
            allow=tuple(effects.allow),
            unverify=tuple(effects.unverify),
            languages=tuple(effects.languages),
            person_only=effects.person_only,
            approvals=tuple(effects.approvals),
            co_approvals=tuple(effects.co_approvals),
            replies_done=tuple(self._replies_done),
            calls=tuple(effects.calls),
            posts=tuple(post for one in told for post in one.posts.values()),
            pings_over=tuple(escalation for one in told for escalation in one.pings_over),
        )

    def _announced(self) -> list[Announced]:
        """What staff are told, and who else is asked."""
        staff_posts = self._context.staff_posts
        return [
            announced(staff_posts, self._rules, self.cases[case_id], [one.event for one in log], self.now)
            for case_id, log in self._log.items()
        ]

    def _case_change(self, case_id: str) -> CaseChange:
        case = self.cases[case_id]
        blocked = case.planned is not None and case.planned.at is None
        identity, import_id = self._identity.get(case_id, ("", ""))
        return CaseChange(
            before_seq=self._before[case_id],
            after=case,
            events=tuple(self._log[case_id]),
            blocked_rule=case.planned.rule if blocked and case.planned else "",
            identity=identity,
            import_id=import_id,
        )

    def _next(self, case: Case) -> datetime | None:
        if case.state is CaseState.CLOSED:
            return None
        if self._may_have_lifted(case):
            return self.now
        playbook = self._context.shelf.for_case(self._unit, case.playbook)
        return next_at(case, playbook, self.facts(case.id), self._rules)

    def _may_have_lifted(self, case: Case) -> bool:
        """Whether what just happened to the customer may have lifted what only an event lifts.

        Money of one case is another's net position: a step that the gate holds back without a time is looked at
        again. That the gate moved something is no such event, so looking comes to rest.
        """
        if case.planned is None or case.planned.at is not None:
            return False
        log = self._log.items()
        return any(not isinstance(one.event, _LIFTS_NOTHING) for _, recorded in log for one in recorded)

    def _messages(self) -> tuple[NewMessage, ...]:
        queued = self._effects.queued
        if not queued:
            return ()
        plans = merge((self.cases[case_id], event) for (case_id, _), event in queued.items())
        return tuple(self._message(plan.touches, plan.at) for plan in plans)

    def _message(self, touches: tuple[tuple[str, e.TouchQueued], ...], at: datetime) -> NewMessage:
        case_id, first = touches[0]
        identifier = message_id(case_id, first.key)
        return NewMessage(
            id=identifier,
            reference=message_reference(identifier),
            client=self.bundle.client,
            customer_id=self.bundle.customer_id,
            contact_id=first.contact_id,
            channel=first.channel,
            touch_class=first.touch_class,
            sender=first.sender,
            available_at=at,
            touches=tuple(self._touch(case_id, event) for case_id, event in touches),
            language=first.language,
        )

    def _touch(self, case_id: str, event: e.TouchQueued) -> NewTouch:
        case = self.cases[case_id]
        playbook = self._context.shelf.for_case(self._unit, case.playbook)
        return NewTouch(
            case_id=case_id,
            key=event.key,
            step=event.step,
            template=event.template,
            touch_class=event.touch_class,
            tone=event.tone,
            ask=event.ask.value if event.ask else "" if event.asks else LEFT_OUT,
            playbook=case.playbook,
            playbook_name=playbook.name,
            answers=event.answers,
        )


def with_message_text(change: CustomerChange, text: str) -> CustomerChange:
    """The words that a member of staff wrote, for the messages of a change."""
    return replace(change, messages=tuple(replace(message, staff_text=text) for message in change.messages))


@lru_cache(maxsize=256)
def _extent(holidays: frozenset[date]) -> tuple[int, date | None]:
    return len(holidays), max(holidays, default=None)


def _plain(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(value)
    raise TypeError(type(value).__name__)
