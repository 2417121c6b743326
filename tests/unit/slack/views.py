"""Views of cases for tests, made from a case that real commands have brought to where it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.app.records import Recorded
from bot.app.staff.discretion import shown_sentence
from bot.app.staff.views import (
    CaseView,
    ContactView,
    Happened,
    LineView,
    PaymentView,
    ReplyView,
    SayingView,
    StepView,
    UnderstoodView,
)
from bot.domain import commands as c
from bot.domain.calendar import local
from bot.domain.case import Inquiry
from bot.domain.chains import Chain, Escalation, EscalationReason, Level, PingBy
from bot.domain.explain import held_back, next_steps
from bot.domain.playbook import Playbook, Send
from bot.domain.proposals import money_digest
from bot.domain.timing import due_at, unfinished
from bot.domain.vocabulary import (
    CaseType,
    Channel,
    CustomerKind,
    HoldKind,
    InquiryState,
    Intent,
    Outcome,
    Owes,
    Party,
    ResolutionKind,
    Role,
    RootCause,
    TouchClass,
)
from tests.unit.domain import kit
from tests.unit.domain.world import World

NOW = kit.MONDAY
CHAIN = Chain("default", (Level(Role.SUPERVISOR, (PingBy.CHANNEL, PingBy.DM, PingBy.SMS), kit.hours(2)),), repeats=2)
TYPES = {
    CaseType.MISSING_PAYMENT: {},
    CaseType.UNDERPAYMENT: {"paid": 6_000},
    CaseType.OVERPAYMENT: {"paid": 13_520, "owes": Owes.WE},
    CaseType.DUPLICATE_PAYMENT: {"paid": 20_000, "owes": Owes.WE},
    CaseType.DISPUTED_CHARGE: {"paid": 10_000, "disputed": 4_000, "owes": Owes.OPEN},
    CaseType.REFUND_REQUEST: {"paid": 10_000, "disputed": 10_000, "owes": Owes.OPEN},
}


def world_of(case_type: CaseType = CaseType.MISSING_PAYMENT, **more: Any) -> World:
    """A world in which a case of the type was just opened."""
    world = World()
    world.open(kit.opening(case_type=case_type, **{**TYPES.get(case_type, {}), **more}))
    return world


def _happened(event: Any, world: World) -> Happened:
    said = Recorded(event, getattr(event, "at", world.now), getattr(event, "by", "clock"), "", "")
    names = {person.id: person.name for person in world.rules[world.case.client].staff.values()}
    return Happened(said.at, said.actor, shown_sentence(said, world.case.currency, names=names))


def view_of(world: World, **more: Any) -> CaseView:
    """All that staff may see of the world's case, as the application would put it together."""
    case = world.case
    playbook, facts, rules = world.playbooks[case.owes], world.facts("C1", case.client), world.rules[case.client]
    fields: dict[str, Any] = {
        "case": case,
        "brand": "Acme Utilities",
        "zone": kit.NEW_YORK,
        "playbook": playbook.name,
        "customer": "A•• E••••••",
        "customer_kind": CustomerKind.CONSUMER,
        "customer_language": "en",
        "customer_local_time": f"{local(world.now, kit.NEW_YORK):%a %d %b %H:%M %Z}",
        "person_only": facts.customer.person_only,
        "contacts": (CONTACT,),
        "money_digest": money_digest(case),
        "resolutions": tuple(sorted(playbook.resolutions)),
        "next": next_steps(case, playbook, facts, rules, world.now),
        "held": held_back(case, playbook, facts, rules, world.now),
        "steps": tuple(_steps(world, playbook)),
        "undecided": (),
        "lines": (),
        "happened": tuple(_happened(event, world) for event in world.log["C1"]),
        "payments": (),
        "sayings": (),
        "other_cases": (),
        "staff": tuple(rules.staff.values()),
        "now": world.now,
    }
    return CaseView(**{**fields, **more})


def _steps(world: World, playbook: Playbook) -> Any:
    case, facts, rules = world.case, world.facts("C1", "acme"), world.rules["acme"]
    live = {touch.step for touch in case.touches}
    for step in unfinished(case, playbook):
        due = due_at(step, case, playbook, facts, rules)
        there = f"{local(due, kit.NEW_YORK):%a %d %b %H:%M %Z}" if due else ""
        what = f"e-mail '{step.id}'" if isinstance(step.action, Send) else step.id.replace("_", " ")
        yield StepView(step.id, what, due, there, step.id in live)


CONTACT = ContactView(
    "c1", "main", "en", True, "a•••@example.test", "•••• 0123", (Channel.EMAIL, Channel.SMS), (Channel.WHATSAPP,)
)


def reply(text: str = "I will pay the rest", *intents: Intent, decided: bool = False, **more: Any) -> ReplyView:
    read = kit.reading(*(intents or (Intent.PROMISE_TO_PAY, Intent.DISPUTE)), decided=decided, **more)
    return ReplyView("r1", NOW, Channel.EMAIL, "c1", text, read, "abc123")


def line(text: str = "Hello", who: str = "customer", channel: Channel | None = Channel.EMAIL, **more: Any) -> LineView:
    return LineView(more.pop("id", "l1"), NOW, who, channel, text, **more)


def with_escalation(world: World, reason: EscalationReason = EscalationReason.HIGH_VALUE, **more: Any) -> World:
    """The case is escalated, as an event would leave it."""
    fields: dict[str, Any] = {"raised_at": world.now, "next_at": world.now + timedelta(hours=2)}
    raised = Escalation("e1", reason, CHAIN, **{**fields, **more})
    world.cases["C1"] = replace(world.case, escalation=raised)
    return world


def with_inquiry(world: World, party: Party = Party.CLIENT, **more: Any) -> World:
    """Somebody else than the customer is asked, as an event would leave it."""
    number = len(world.case.inquiries) + 1
    fields: dict[str, Any] = {
        "id": f"C1.ask_{party}.{number}", "cause": f"ask_{party}", "occurrence": number, "party": party, "to": "billing",
        "template": "missing_payment/ask_client", "offers": ("we_have_it", "not_paid"), "asked_at": world.now,
        "due_at": world.now + timedelta(days=2), "waits": False,
    }  # fmt: skip
    asked = Inquiry(**{**fields, **more})
    world.cases["C1"] = replace(world.case, inquiries=(*world.case.inquiries, asked))
    return world


def _proposed(world: World, amount: int = 2_000, **more: Any) -> World:
    world.do(c.ProposeResolution(kit.ANN, "p1", ResolutionKind.WRITE_OFF, amount, **more))
    return world


def _approved(world: World) -> World:
    _proposed(world).do(c.ApproveProposal(kit.ABE, "p1", money_digest(world.case)))
    return world


def _after(*commands: Any) -> World:
    world = world_of()
    for command in commands:
        world.do(command)
    return world


def _undecided() -> World:
    world = world_of()
    world.reply(kit.reading(Intent.DISPUTE, Intent.PROMISE_TO_PAY, decided=False))
    return world


def _promised() -> World:
    world = world_of()
    world.reply(kit.will_pay(NOW.date() + timedelta(days=9)))
    return world


def _running() -> World:
    world = world_of()
    world.run(timedelta(days=5))
    return world


def worlds() -> dict[str, World]:
    """A case in every state, and in the situations that change what is shown; each made by real commands."""
    snooze = c.SnoozeCase(kit.ANN, NOW + timedelta(days=3))
    hold = c.HoldCase(kit.ANN, HoldKind.STAFF, NOW + timedelta(days=1))
    close = c.CloseCase(kit.ANN, Outcome.HANDED_OVER, RootCause.UNKNOWN)
    only = world_of()
    only.reply(kit.reading(Intent.COMPLAINT))
    carried = _approved(world_of(CaseType.OVERPAYMENT))
    return {
        **{case_type.value: world_of(case_type) for case_type in TYPES},
        "running": _running(),
        "waiting": _promised(),
        "snoozed": _after(snooze),
        "held": _after(hold),
        "undecided": _undecided(),
        "person only": only,
        "deciding": _proposed(world_of()),
        "new payee": _proposed(world_of(CaseType.OVERPAYMENT), new_payee=True),
        "two needed": _proposed(world_of(expected=100_000), 45_000),
        "executing": carried,
        "escalated": with_escalation(world_of()),
        "asked": with_inquiry(with_inquiry(world_of()), Party.BANK, state=InquiryState.OVERDUE, undelivered=True),
        "taken": with_escalation(world_of(), acknowledged_by="sue", acknowledged_at=NOW),
        "closed": _after(close),
        "reopened": _after(close, c.ReopenCase(kit.ANN)),
        "yen": world_of(currency="JPY", expected=12_000),
        "dinar": world_of(currency="KWD", expected=12_345, paid=1),
    }


def crowded(world: World, words: str, count: int = 60) -> CaseView:
    """The same case with everything that it may have, and a lot of it."""
    return view_of(
        world,
        undecided=(replace(reply(words), id="r1"), replace(reply(words, Intent.OTHER), id="r2")),
        lines=tuple(
            line(words, who, channel, id=f"l{n}", state="delivered", touch_class=TouchClass.CHASE)
            for n in range(count)
            for who, channel in [(("customer", Channel.SMS), ("bot", Channel.EMAIL), ("Ann", None))[n % 3]]
        ),
        contacts=tuple(replace(CONTACT, id=f"c{n}", verified=n % 2 == 0) for n in range(12)),
        payments=tuple(PaymentView(f"y{n}", 100 + n, "ann", NOW) for n in range(3)),
        sayings=(SayingView("s1", "ann", NOW + timedelta(seconds=30)),),
        other_cases=tuple(f"MP-{n:05}" for n in range(count)),
        last_decided="l0",
        understood=UnderstoodView(replace(reply(words, decided=True), id="l0"), (words,) * 40),
    )
