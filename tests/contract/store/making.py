"""Plain customers, cases, changes and messages for the store's tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.app.records import CaseChange, CustomerChange, NewCustomer, NewMessage, NewReply, NewTouch, Recorded, Start
from bot.domain.case import Case, LiveTouch, TouchKey
from bot.domain.events import CaseOpened, Event, TouchQueued
from bot.domain.vocabulary import CaseState, CaseType, Channel, CustomerKind, Owes, TouchClass
from bot.store.store import SqlStore

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LEASE = timedelta(minutes=2)
PLAYBOOK = "p" * 64


def customer(n: int = 1, client: str = "acme", **changes) -> NewCustomer:
    made = NewCustomer(
        id=f"cu{n}",
        client=client,
        external_id=f"X{n}",
        name=f"Ada Example {n}",
        kind=CustomerKind.CONSUMER,
        language="en",
        country="US",
        region="NY",
        zone="America/New_York",
        contact_id=f"co{n}",
        email=f"ada{n}@example.org",
        phone=f"+1212555{n:04d}",
        zones=("America/New_York",),
    )
    return replace(made, **changes)


def new_case(n: int = 1, customer_id: str | None = None, client: str = "acme") -> Case:
    return Case(
        id=f"ca{n}",
        ref=f"MP-{n}",
        client=client,
        customer_id=customer_id or f"cu{n}",
        case_type=CaseType.MISSING_PAYMENT,
        owes=Owes.THEY,
        state=CaseState.OPEN,
        opened_at=NOW,
        currency="EUR",
        expected=12_000,
        paid=0,
        invoice=f"INV-{n}",
        playbook=PLAYBOOK,
        seq=1,
    )


def recorded(event: Event, at: datetime = NOW, **changes) -> Recorded:
    return replace(Recorded(event, at, "clock", "PassTime", "f" * 64), **changes)


def opened(case: Case, **changes) -> CaseChange:
    """The change that opens a case."""
    event = CaseOpened(
        case_id=case.id,
        ref=case.ref,
        client=case.client,
        customer_id=case.customer_id,
        case_type=case.case_type,
        owes=case.owes,
        currency=case.currency,
        expected=case.expected,
        paid=case.paid,
        disputed=case.disputed,
        invoice=case.invoice,
        due_on=None,
        respond_by=None,
        parent="",
        playbook=case.playbook,
        source="test",
        at=NOW,
    )
    made = CaseChange(0, case, (recorded(event),), identity=f"id:{case.id}", import_id="imp1")
    return replace(made, **changes)


def queued(case: Case, step: str = "first", channel: Channel = Channel.EMAIL, occurrence: int = 1) -> CaseChange:
    """The change that queues one touch of a case."""
    key = TouchKey(step, occurrence)
    event = TouchQueued(
        key=key,
        step=step,
        template=f"missing_payment/{step}",
        touch_class=TouchClass.CHASE,
        channel=channel,
        contact_id=case.customer_id.replace("cu", "co"),
        tone=1,
        ask=None,
        sender="normal",
        merge=True,
        at=NOW,
    )
    live = LiveTouch(key, TouchClass.CHASE, channel, step, counts=True)
    after = replace(case, seq=case.seq + 1, touches=(*case.touches, live))
    return CaseChange(case.seq, after, (recorded(event),))


def message(
    *cases: Case, step: str = "first", channel: Channel = Channel.EMAIL, at: datetime = NOW, **changes
) -> NewMessage:
    """The message that carries the touch `step` of these cases of one customer."""
    first = cases[0]
    touches = tuple(
        NewTouch(
            case_id=case.id,
            key=TouchKey(step),
            step=step,
            template=f"missing_payment/{step}",
            touch_class=TouchClass.CHASE,
            tone=1,
            ask="",
            playbook=PLAYBOOK,
            playbook_name="missing_payment",
        )
        for case in cases
    )
    made = NewMessage(
        id=f"m-{first.id}-{step}",
        reference=f"R{first.id}{step}",
        client=first.client,
        customer_id=first.customer_id,
        contact_id=first.customer_id.replace("cu", "co"),
        channel=channel,
        touch_class=TouchClass.CHASE,
        sender="normal",
        available_at=at,
        touches=touches,
    )
    return replace(made, **changes)


def reply(n: int = 1, *candidates: str, channel: Channel = Channel.EMAIL, **changes) -> NewReply:
    made = NewReply(
        id=f"in{n}",
        provider="email",
        provider_message_id=f"<{n}@mail>",
        channel=channel,
        received_at=NOW,
        payload={"text": "I paid on Monday.", "sender": f"ada{n}@example.org"},
        candidates=candidates or (f"cu{n}",),
        case_ids=(),
        contact_id=f"co{n}",
        deadline=NOW + timedelta(days=1),
    )
    return replace(made, **changes)


def start(message_id: str, *keys: str, **changes) -> Start:
    return replace(Start(message_id, keys, "billing@acme.example", "Dear Ada, please pay."), **changes)


def with_case(store: SqlStore, n: int = 1) -> Case:
    """A customer with one open case and nothing queued."""
    case = new_case(n)
    with store.begin() as unit:
        unit.put_customers([customer(n)], NOW)
        unit.save([CustomerChange(f"cu{n}", (opened(case),), next_action_at=NOW)], NOW)
    return case


def with_message(store: SqlStore, n: int = 1) -> Case:
    """A customer with one case whose first touch is queued."""
    case = with_case(store, n)
    change = queued(case)
    with store.begin() as unit:
        unit.save([CustomerChange(f"cu{n}", (change,), messages=(message(case),))], NOW)
    return change.after


def claimed(store: SqlStore, token: str = "w1", at: datetime = NOW) -> list[str]:
    with store.begin() as unit:
        return [m.id for m in unit.claim(at, 500, at + LEASE, token)]


def sending(store: SqlStore, *starts: Start, token: str = "w1", at: datetime = NOW) -> set[str]:
    with store.begin() as unit:
        return unit.begin_sending(starts, token, at)
