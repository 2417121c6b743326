"""Builders for tests of the domain: plain values, no files, no clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, settings

from bot.domain import commands as c
from bot.domain.apply import apply
from bot.domain.case import Case
from bot.domain.chains import Chain, EscalationReason, Escalations, Level, PingBy
from bot.domain.facts import ContactFacts, CustomerFacts, Facts
from bot.domain.playbook import (
    Anchor,
    Answer,
    Ask,
    Condition,
    ContactRole,
    Duration,
    EscalateTo,
    HandOver,
    Happening,
    HoldFor,
    NoteDispute,
    NotePromise,
    Playbook,
    Propose,
    Reaction,
    Resume,
    Send,
    Sender,
    Step,
    StepAction,
    Task,
    Tell,
    Timing,
    Tone,
    Unit,
    WaitFor,
)
from bot.domain.reading import ReadAmount, ReadDate, Reading, ReadIntent, ReadReference
from bot.domain.rules import Ceiling, Liveness, Rules, Staff
from bot.domain.vocabulary import (
    CaseType,
    Channel,
    CustomerKind,
    DateRole,
    Flag,
    HoldKind,
    Intent,
    Outcome,
    Owes,
    Question,
    ResolutionKind,
    Role,
    TouchClass,
)

NEW_YORK = "America/New_York"
ALL_KINDS = frozenset(ResolutionKind)
BY = (Channel.EMAIL, Channel.SMS, Channel.CHAT)

# Enough to find bugs, little enough that the whole folder runs within a minute on one core.
QUICK = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
THOROUGH = settings(QUICK, max_examples=200)


def moment(text: str) -> datetime:
    """'2026-03-02 15:00' as UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


MONDAY = moment("2026-03-02 15:00")  # 10:00 in New York


def days(amount: int) -> Duration:
    return Duration(amount, Unit.DAYS)


def business_days(amount: int) -> Duration:
    return Duration(amount, Unit.BUSINESS_DAYS)


def hours(amount: int) -> Duration:
    return Duration(amount, Unit.HOURS)


# --- playbooks -------------------------------------------------------------------------------------------------


def step(name: str, action: StepAction, offset: Duration, anchor: Anchor = Anchor.DUE, **more: Any) -> Step:
    return Step(name, Timing(anchor, offset), action, **more)


def chase(tone: Tone, ask: Question | None = None, **more: Any) -> Send:
    return Send(f"chase/{tone.name.lower()}", BY, TouchClass.CHASE, tone, ask=ask, **more)


def notice(name: str, ask: Question | None = None, **more: Any) -> Send:
    return Send(f"notice/{name}", BY, TouchClass.NOTICE, Tone.INFORM, ask=ask, **more)


def hold_for(kind: HoldKind = HoldKind.REQUEST, owner: Role = Role.OPERATOR) -> HoldFor:
    return HoldFor(kind, owner, business_days(1))


PROMISE = NotePromise("ask_day", "noted", days(14), days(7), business_days(2), "remind")
CONFIRMS = replace(PROMISE, confirm="confirm_day")
REACTIONS: dict[Any, tuple[Any, ...]] = {
    Intent.ALREADY_PAID: (Answer("trace", Question.REFERENCE, "trace_started"), WaitFor(business_days(2), True)),
    Intent.PROMISE_TO_PAY: (PROMISE,),
    Intent.PAYMENT_PLAN: (Answer("plan"), hold_for()),
    Intent.DISPUTE: (Answer("dispute"), NoteDispute(business_days(2))),
    Intent.REFUND_REQUEST: (Answer("refund"), hold_for()),
    Intent.KEEP_AS_CREDIT: (Answer("thanks"), hold_for()),
    Intent.HOW_TO_PAY: (Answer("how", Question.WHICH_DAY), Resume(days(3))),
    Intent.DOCUMENT_REQUEST: (Answer("document"), hold_for()),
    Intent.PROVIDE_DETAILS: (Answer("details"), WaitFor(business_days(2), True)),
    Intent.AFFIRM: (Answer("affirm"), Resume(days(3))),
    Intent.DENY: (Answer("deny", Question.REASON), WaitFor(business_days(3), True)),
    Intent.WRONG_PERSON: (Answer("sorry"), HoldFor(HoldKind.WRONG_PERSON, Role.SUPERVISOR, business_days(2))),
    Intent.CHANGE_CONTACT: (Answer("changed"), hold_for()),
    Intent.OPT_IN: (Answer("welcome"),),
    Intent.HUMAN_REQUEST: (Answer("human"), hold_for(HoldKind.HUMAN_REQUEST)),
    Intent.LEGAL_NOTICE: (hold_for(HoldKind.PERSON_ONLY, Role.SUPERVISOR),),
    Intent.COMPLAINT: (Answer("complaint"), hold_for(HoldKind.PERSON_ONLY, Role.SUPERVISOR)),
    Intent.ACKNOWLEDGEMENT: (Resume(days(3)),),
    Intent.OTHER: (Ask("clarify", Question.REASON, Role.OPERATOR, business_days(1)),),
    Flag.SCAM_FEAR: (Answer("check"), WaitFor(business_days(2))),
    Flag.VULNERABLE: (Answer("human"), hold_for(HoldKind.PERSON_ONLY, Role.SUPERVISOR)),
    Happening.PROMISE_KEPT: (Tell("paid_thanks", BY),),
    Happening.PROMISE_BROKEN: (Tell("broken", BY), Resume(days(3))),
    Happening.PARTIAL_PAYMENT: (Tell("partial_thanks", BY), Resume(days(3))),
    Happening.PAYMENT_UNDONE: (Tell("undone", BY), Resume(days(3))),
    Happening.BOUNCE: (Task("find_address", Role.OPERATOR, business_days(2)),),
    Happening.UNREACHABLE: (hold_for(HoldKind.NO_ADDRESS),),
    Happening.UNDECIDED: (hold_for(HoldKind.UNDECIDED_REPLY),),
    Happening.UNANSWERED: (Resume(business_days(1)),),
    Happening.PROPOSAL_REJECTED: (hold_for(HoldKind.STAFF),),
    Happening.PROPOSAL_EXPIRED: (hold_for(HoldKind.NOT_CARRIED_OUT, Role.SUPERVISOR),),
    Happening.CONFIRMED: (Tell("carried_out", BY),),
    Happening.DEADLINE_NEAR: (EscalateTo(Role.SUPERVISOR, business_days(1)),),
}


def playbook(owes: Owes, *steps: Step, reactions: dict[Any, tuple[Any, ...]] | None = None, **more: Any) -> Playbook:
    """A playbook with the reactions above; `reactions` replaces some, `None` as a value removes one."""
    known = {**REACTIONS, **(reactions or {})}
    fields: dict[str, Any] = {
        "name": owes.value,
        "case_types": tuple(CaseType),
        "resolutions": ALL_KINDS,
        "digest": f"digest-{owes.value}",
        "paid_outcome": Outcome.PAYMENT_RECEIVED,
    }
    fields.update(more)
    return Playbook(
        owes=owes,
        steps=steps,
        reactions={trigger: Reaction(actions) for trigger, actions in known.items() if actions is not None},
        **fields,
    )


def they_owe(**more: Any) -> Playbook:
    """0, +3, +7, +14 days after the due day, each firmer than the last; a person after 30."""
    return playbook(
        Owes.THEY,
        step("first", chase(Tone.FRIENDLY, Question.WHICH_DAY), days(0)),
        step("second", chase(Tone.DIRECT, Question.WHICH_DAY), days(3)),
        step("third", chase(Tone.FIRM, Question.WHICH_DAY), days(7)),
        step(
            "call",
            Task("call", Role.OPERATOR, business_days(2)),
            days(10),
            only_if=Condition(above=Decimal(1000)),
        ),
        step("formal", chase(Tone.FORMAL, merge=False, sender=Sender.SENIOR), days(14)),
        step("hand_over", HandOver(Role.OPERATOR, business_days(2)), days(30)),
        **more,
    )


def we_owe(**more: Any) -> Playbook:
    """Tell, remind after 3 and 10 business days, propose a refund after 15; a person after 20."""
    opened = Anchor.OPENED
    choices = {
        Intent.REFUND_REQUEST: (Answer("refund"), Propose(ResolutionKind.REFUND)),
        Intent.KEEP_AS_CREDIT: (Answer("credit"), Propose(ResolutionKind.CREDIT_NOTE)),
    }
    return playbook(
        Owes.WE,
        step("inform", notice("inform", Question.REFUND_OR_CREDIT), days(0), opened),
        step("remind", notice("remind", Question.REFUND_OR_CREDIT), business_days(3), opened),
        step("last", notice("last"), business_days(10), opened),
        step("refund", Propose(ResolutionKind.REFUND), business_days(15), opened),
        step("hand_over", HandOver(Role.OPERATOR, business_days(2)), business_days(20), opened),
        reactions=choices,
        paid_outcome=Outcome.REFUNDED,
        **more,
    )


def open_question(owes: Owes = Owes.OPEN, **more: Any) -> Playbook:
    """Ask, then a word every week while it lasts; a supervisor hears of it; a person after 20 business days."""
    opened = Anchor.OPENED
    return playbook(
        owes,
        step("received", notice("received", Question.REASON), days(0), opened),
        step("review", Task("review", Role.OPERATOR, business_days(2)), days(0), opened),
        step("evidence", notice("evidence", Question.EVIDENCE), business_days(1), Anchor.PREVIOUS),
        step("answer_due", EscalateTo(Role.SUPERVISOR, business_days(1)), business_days(2), opened),
        step("update", notice("update"), business_days(5), opened, repeat=3, every=business_days(5)),
        step("hand_over", HandOver(Role.SUPERVISOR, business_days(1)), business_days(20), opened),
        **more,
    )


# --- facts and rules -------------------------------------------------------------------------------------------


def contact(name: str = "c1", **more: Any) -> ContactFacts:
    fields: dict[str, Any] = {
        "role": ContactRole.MAIN,
        "language": "en",
        "zones": (NEW_YORK,),
        "verified": True,
        "reachable": frozenset({Channel.EMAIL, Channel.SMS}),
        "suppressed": frozenset(),
    }
    return ContactFacts(name, **{**fields, **more})


def customer(*contacts: ContactFacts, **more: Any) -> CustomerFacts:
    fields: dict[str, Any] = {
        "id": "k1",
        "external_id": "X1",
        "kind": CustomerKind.CONSUMER,
        "language": "en",
        "country": "US",
        "region": "NY",
        "zone": NEW_YORK,
        "contacts": contacts or (contact(),),
    }
    return CustomerFacts(**{**fields, **more})


def facts(*contacts: ContactFacts, who: dict[str, Any] | None = None, **more: Any) -> Facts:
    """Facts of one customer; `who` are fields of the customer."""
    return Facts(customer(*contacts, **(who or {})), **more)


ANN = c.Actor("ann", Role.OPERATOR)
ABE = c.Actor("abe", Role.APPROVER)
AMY = c.Actor("amy", Role.APPROVER)
SUE = c.Actor("sue", Role.SUPERVISOR)
ZOE = c.Actor("zoe", Role.APPROVER)  # works for another client
AUD = c.Actor("aud", Role.AUDITOR)
BOB = c.Actor("bob", Role.OPERATOR)  # is operator and approver
BOB_CHECKS = c.Actor("bob", Role.APPROVER)


def staff() -> dict[str, Staff]:
    here = frozenset({"acme"})
    return {
        "ann": Staff("ann", "Ann", frozenset({Role.OPERATOR}), here),
        "abe": Staff("abe", "Abe", frozenset({Role.APPROVER}), here),
        "amy": Staff("amy", "Amy", frozenset({Role.APPROVER}), here),
        "sue": Staff("sue", "Sue", frozenset({Role.SUPERVISOR}), frozenset()),
        "zoe": Staff("zoe", "Zoe", frozenset({Role.APPROVER, Role.OPERATOR}), frozenset({"other"})),
        "aud": Staff("aud", "Aud", frozenset({Role.AUDITOR}), frozenset()),
        "bob": Staff("bob", "Bob", frozenset({Role.OPERATOR, Role.APPROVER}), here),
    }


def rules(**more: Any) -> Rules:
    fields: dict[str, Any] = {
        "client": "acme",
        "zone": NEW_YORK,
        "country": "US",
        "liveness": Liveness.LIVE,
        "staff": staff(),
        "ceilings": (
            Ceiling(Role.APPROVER, "USD", 50_000, 100_000),
            Ceiling(Role.SUPERVISOR, "USD", 500_000, 1_000_000),
        ),
        "second_approver_above": {"USD": 40_000},
    }
    return Rules(**{**fields, **more})


def chain(
    name: str, *roles: Role, within: Duration | None = None, repeats: int = 0, round_the_clock: bool = False
) -> Chain:
    """A chain with a level for each role: the first by channel, the others by direct message."""
    levels = tuple(
        Level(role, (PingBy.DM if n else PingBy.CHANNEL,), within or hours(2)) for n, role in enumerate(roles)
    )
    return Chain(name, levels, repeats, working_hours=not round_the_clock)


DESK = chain("desk", Role.OPERATOR, Role.SUPERVISOR, repeats=2)
LEAD = chain("lead", Role.SUPERVISOR, within=hours(3), repeats=1)
CRISIS = chain("crisis", Role.SUPERVISOR, within=Duration(20, Unit.MINUTES), repeats=2, round_the_clock=True)


def escalations(**more: Any) -> Escalations:
    """Every reason has a chain; 1,000.00 USD is much; three cases in thirty days are a repeated issue."""
    chains = dict.fromkeys(EscalationReason, DESK)
    leads = (
        EscalationReason.HIGH_VALUE,
        EscalationReason.PLAYBOOK,
        EscalationReason.STAFF,
        EscalationReason.REPEAT_ISSUE,
    )
    chains |= dict.fromkeys(leads, LEAD)
    chains[EscalationReason.CRISIS] = CRISIS
    chains[EscalationReason.APPROVAL_AGED] = chain("approvals", Role.APPROVER, Role.SUPERVISOR)
    fields: dict[str, Any] = {"chains": chains, "high_value": {"USD": 100_000}, "repeat_cases": 3, "repeat_days": 30}
    return Escalations(**{**fields, **more})


# --- cases, commands, readings ---------------------------------------------------------------------------------


def opening(name: str = "C1", **more: Any) -> c.OpenCase:
    """A missing payment of 100.00 USD that was due on Monday 2 March 2026."""
    fields: dict[str, Any] = {
        "ref": f"MP-{name}",
        "client": "acme",
        "customer_id": "k1",
        "case_type": CaseType.MISSING_PAYMENT,
        "owes": Owes.THEY,
        "currency": "USD",
        "expected": 10_000,
        "paid": 0,
        "invoice": f"I-{name}",
        "due_on": date(2026, 3, 2),
    }
    return c.OpenCase(name, **{**fields, **more})


def overpaid(name: str = "C1", **more: Any) -> c.OpenCase:
    """100.00 USD too much."""
    fields: dict[str, Any] = {"case_type": CaseType.OVERPAYMENT, "owes": Owes.WE, "expected": 10_000, "paid": 20_000}
    return opening(name, **{**fields, **more})


def fold(events: list[Any], case: Case | None = None) -> Case:
    for event in events:
        case = apply(case, event)
    assert case is not None
    return case


def reading(*intents: Intent, decided: bool = True, flags: tuple[Flag, ...] = (), **more: Any) -> Reading:
    read = tuple(ReadIntent(intent, 0.9) for intent in intents)
    return Reading(
        "en", 0.99, automatic=more.pop("automatic", False), intents=read, flags=flags, decided=decided, **more
    )


def will_pay(day: date, *more: Intent) -> Reading:
    return reading(Intent.PROMISE_TO_PAY, *more, dates=(ReadDate(day, DateRole.WILL_PAY_ON, (0, 1)),))


def amount(minor_units: int, currency: str | None = "USD") -> ReadAmount:
    return ReadAmount(minor_units, currency, (0, 1))


def reference(text: str = "88213") -> ReadReference:
    return ReadReference(text, "transaction", (0, 1))


def with_customer(known: Facts, **more: Any) -> Facts:
    return replace(known, customer=replace(known.customer, **more))
