"""Why a case is where it is: what happened, what comes next, what holds it back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.app.by_reference import find_case
from bot.app.context import Context
from bot.app.records import Recorded
from bot.app.staff.inquiry_lines import question, whom
from bot.app.work import CustomerWork
from bot.domain.calendar import local
from bot.domain.case import Case, Inquiry
from bot.domain.events import ReplyReceived
from bot.domain.explain import Held, NextStep, held_back, next_steps, sentence
from bot.domain.facts import Facts
from bot.domain.gate import customer_zone
from bot.domain.linked import linked_to, owner_of
from bot.domain.sentences import is_told
from bot.domain.vocabulary import InquiryState


def explain_case(context: Context, reference: str) -> dict[str, Any]:
    """The facts of `followup case why`. Times are ISO 8601 in UTC; `local_time` is the customer's."""
    now = context.clock()
    with context.store.begin() as unit:
        case_id, customer_id = find_case(unit, reference)
        bundle = unit.bundles([customer_id], now, closed=[case_id])[customer_id]
        work = CustomerWork(context, unit, bundle, now)
        case, facts = work.cases[case_id], work.facts(case_id)
        playbook = context.shelf.for_case(unit, case.playbook)
        happened = list(unit.case_events(case_id))
    zone = customer_zone(facts, work.rules)
    names = {person.id: person.name for person in work.rules.staff.values()}
    return {
        "ref": case.ref,
        "state": case.state.value,
        "linked": linked_cases(case, facts),
        "happened": [_told(one, case.currency, names) for one in happened if is_told(one.event)],
        "next": [_coming(step, zone) for step in next_steps(case, playbook, facts, work.rules, now)],
        "asked": [_asked(inquiry) for inquiry in case.inquiries if inquiry.open],
        "held": [_holding(held) for held in held_back(case, playbook, facts, work.rules, now)],
    }


def linked_cases(case: Case, facts: Facts) -> list[dict[str, Any]]:
    """The cases about the same transaction that are open or gave money back, and which of all moves the money."""
    owner = owner_of(case, facts).case_id
    return [
        {"ref": one.ref, "type": one.case_type.value if one.case_type else "", "moves_money": one.case_id == owner}
        for one in linked_to(case, facts)
    ]


def _told(one: Recorded, currency: str, names: Mapping[str, str]) -> dict[str, Any]:
    told = {"at": _iso(one.at), "by": one.actor, "sentence": sentence(one.event, currency, names)}
    return {**told, "rests_on": rests_on(one.event)} if isinstance(one.event, ReplyReceived) else told


def rests_on(event: ReplyReceived) -> dict[str, Any]:
    """What the decision about a reply rests on: never the customer's words."""
    return {
        "reply": event.reply_id,
        "case_found_by": event.basis,
        "language": event.language,
        "language_confidence": event.language_confidence,
        "answered_in": event.answer_in or None,
        "confidences": dict(zip((intent.value for intent in event.intents), event.confidences, strict=False)),
        "because": list(event.because),
        "reader": event.reader,
    }


def _coming(step: NextStep, zone: str) -> dict[str, Any]:
    return {
        "step": step.step,
        "channel": step.channel.value if step.channel else None,
        "at": _iso(step.at),
        "local_time": local(step.at, zone).strftime("%Y-%m-%d %H:%M %Z"),
    }


def _asked(inquiry: Inquiry) -> dict[str, Any]:
    """Whose answer the case waits for."""
    return {
        "whom": whom(inquiry),
        "question": question(inquiry),
        "asked_at": _iso(inquiry.asked_at),
        "due_at": _iso(inquiry.due_at),
        "overdue": inquiry.state is InquiryState.OVERDUE,
        "delivered": not inquiry.undelivered,
    }


def _holding(held: Held) -> dict[str, Any]:
    return {
        "rule": held.rule,
        "sentence": held.sentence,
        "lifts_at": _iso(held.lifts_at) if held.lifts_at else None,
        "lifts_when": held.lifts_when,
    }


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")
