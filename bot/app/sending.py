"""The sender's use cases: claim ▸ gate ▸ compose ▸ (the channel sends) ▸ record.

The network is called between `start` and `record`, never inside a transaction. Killed in between, a message is
`unknown` and is looked up before anything else happens to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Protocol

import orjson
import structlog

from bot.app.context import Context
from bot.app.messages import Handed, HandOver, LookedUp, LookUp, Outgoing, Rendered
from bot.app.ports import MAX_BATCH, Address, Bundle, ClaimedMessage, ClaimedTouch, CustomerChange, Finish, Start, Unit
from bot.app.retrying import retry_at
from bot.app.words import Composer, Letter, LetterItem
from bot.app.work import CustomerWork
from bot.domain.calendar import local
from bot.domain.case import Case
from bot.domain.commands import Command, RecordFailure, RecordHandOver, RefuseTouch
from bot.domain.errors import Rejected
from bot.domain.facts import PersonHistory
from bot.domain.gate import Refusal, TouchAtGate, customer_zone, evaluate
from bot.domain.rules import Rule
from bot.domain.vocabulary import Channel, FailureClass, TouchClass, TouchState

log = structlog.get_logger(__name__)

LEASE = timedelta(seconds=60)
CALL_TIMEOUT = timedelta(seconds=30)  # longer than any transport's own: nobody can still be inside such a call
PROMISE_CAUSE = "promise:"


class Face(Protocol):
    """How a client appears to its customers."""

    @property
    def brand(self) -> str: ...
    @property
    def reply_domain(self) -> str: ...
    @property
    def senior_name(self) -> str: ...
    def shown_code(self, code: str) -> str: ...
    def check_where_in(self, language: str) -> str: ...
    def sender_for(self, channel: Channel, customer_id: str) -> tuple[str, str, float]:
        """(address, name, allowed messages a second) of the constant sender of this customer."""
        ...


class Links(Protocol):
    """Signed links and addresses. They hold opaque ids only."""

    def chat(self, contact_id: str) -> str: ...
    def unsubscribe(self, contact_id: str, channel: Channel) -> str: ...
    def reply_to(self, message_id: str, domain: str) -> str: ...
    def return_path(self, message_id: str, domain: str) -> str: ...
    def status(self, message_id: str) -> str: ...


@dataclass(frozen=True, slots=True)
class Desk:
    """What turns a claimed message into an outgoing one."""

    composer: Composer
    faces: Mapping[str, Face]
    links: Links
    screen: Callable[[str], str]  # PCI-PAN: gives the text back with card numbers redacted


@dataclass(frozen=True, slots=True)
class Ready:
    """A message that is `sending`, and what to record about it."""

    claimed: ClaimedMessage
    touches: tuple[ClaimedTouch, ...]  # those that the gate let pass
    outgoing: Outgoing
    template_digest: str
    rules_digest: str
    person_keys: tuple[str, ...]
    per_second: float  # of its sender; 0 = no limit
    bundle: Bundle  # what the gate weighed
    body_digest: str = ""

    @property
    def seen(self) -> PersonHistory:
        """A chase by another worker since then makes the gate look again."""
        return self.bundle.history


@dataclass(frozen=True, slots=True)
class _Refused:
    claimed: ClaimedMessage
    commands: tuple[tuple[str, Command], ...]  # (case id, command)
    postponed_to: datetime | None  # None: nothing of the message is left


@dataclass(frozen=True, slots=True)
class Batch:
    ready: tuple[Ready, ...]
    claimed: int


# --- before the call -------------------------------------------------------------------------------------------


def start(
    context: Context, desk: Desk, token: str, limit: int = MAX_BATCH, resting: Mapping[str, datetime] | None = None
) -> Batch:
    """Claim what is due, gate it again, compose it, and move what passes to `sending`.

    `resting` are senders whom a provider told to wait, until when.
    """
    now = context.clock()
    with context.store.begin() as unit:
        claimed = unit.claim(now, limit, now + LEASE, token)
        if not claimed:
            return Batch((), 0)
        ready, refused = _prepare(context, desk, unit, claimed, now)
        ready, held = _pace(unit, ready, resting or {}, now)
        unit.postpone(held)
        winners = unit.begin_sending([_start(one) for one in ready], token, now)
        digests = unit.body_digests(winners)
    if refused:
        _record_refusals(context, refused, now)
    going = [replace(one, body_digest=digests[one.claimed.id]) for one in ready if one.claimed.id in winners]
    return Batch(tuple(going), len(claimed))


def _prepare(
    context: Context, desk: Desk, unit: Unit, claimed: Sequence[ClaimedMessage], now: datetime
) -> tuple[list[Ready], list[_Refused]]:
    closed = {touch.case_id for message in claimed for touch in message.touches}
    bundles = unit.bundles({message.customer_id for message in claimed}, now, closed=closed)
    addresses = unit.addresses({message.contact_id for message in claimed})
    names = unit.customer_names(bundles.keys())
    ready: list[Ready] = []
    refused: list[_Refused] = []
    for message in claimed:
        work = CustomerWork(context, unit, bundles[message.customer_id], now)
        address = addresses.get(message.contact_id, Address(message.contact_id))
        one = _prepare_one(desk, work, message, address, names.get(message.customer_id, ""), now)
        if isinstance(one, _Refused):
            refused.append(one)
        else:
            ready.append(one)
    return ready, refused


def _prepare_one(
    desk: Desk, work: CustomerWork, message: ClaimedMessage, address: Address, name: str, now: datetime
) -> Ready | _Refused:
    """Gate and compose one message. One that cannot be prepared must not stop the batch: people are alarmed."""
    try:
        verdict = _gate(message, work, now)
        if isinstance(verdict, _Refused):
            return verdict
        return _compose(desk, work, message, verdict, address, name, now)
    except Exception:  # this loop is the outermost for a message
        log.exception("prepare.failed", message=message.id)
        return _broken(message, message.touches, "fault")


def _pace(
    unit: Unit, ready: Sequence[Ready], resting: Mapping[str, datetime], now: datetime
) -> tuple[list[Ready], list[tuple[str, datetime]]]:
    """Those that their sender's rate allows now, and those that wait, until when."""
    going: list[Ready] = []
    held: list[tuple[str, datetime]] = []
    by_sender: dict[tuple[str, float], list[Ready]] = {}
    for one in ready:
        by_sender.setdefault((one.outgoing.sender, one.per_second), []).append(one)
    for (sender, rate), group in by_sender.items():
        until = resting.get(sender)
        granted = 0 if until else len(group)
        if granted and rate:
            span = max(1.0, 1 / rate)  # seconds in which a sender may send `rate * span` messages
            second = int(now.timestamp() / span)
            granted = unit.take_quota(sender, second, max(1, int(rate)), len(group))
            until = datetime.fromtimestamp((second + 1) * span, UTC)
        going += group[:granted]
        held += [(one.claimed.id, until or now) for one in group[granted:]]
    return going, held


def _start(one: Ready) -> Start:
    chase = one.claimed.touch_class is TouchClass.CHASE
    rendered = one.outgoing.rendered
    body = orjson.dumps({"subject": rendered.subject, "text": rendered.text}).decode()
    keys = one.person_keys if chase else ()
    return Start(one.claimed.id, keys, one.outgoing.sender, body, one.seen if chase else None)


def _gate(message: ClaimedMessage, work: CustomerWork, now: datetime) -> tuple[ClaimedTouch, ...] | _Refused:
    """The touches that may go, or the refusal of the whole message."""
    passing: list[ClaimedTouch] = []
    commands: list[tuple[str, Command]] = []
    later: list[datetime] = []
    for touch in message.touches:
        case = work.cases.get(touch.case_id)
        if case is None or not any(live.key == touch.key for live in case.touches):
            continue  # cancelled meanwhile
        refusals = evaluate(_at_gate(message, touch), case, work.facts(case.id), work.rules, now)
        if not refusals:
            passing.append(touch)
            continue
        worst = next((r for r in refusals if r.lifts_at is None), None)
        first = worst or max(refusals, key=_lift)
        commands.append((case.id, _refusal(touch, first)))
        if first.lifts_at is not None:
            later.append(first.lifts_at)
    if later:  # only ever later: the message waits for all that may still come
        return _Refused(message, tuple(commands), max(later))
    if not passing:
        return _Refused(message, tuple(commands), None)
    if commands:
        return _Refused(message, tuple(commands), now)  # what is refused leaves first; the rest goes next
    return tuple(passing)


def _lift(refusal: Refusal) -> datetime:
    if refusal.lifts_at is None:
        raise AssertionError("asked only of refusals with a time")
    return refusal.lifts_at


def _refusal(touch: ClaimedTouch, why: Refusal) -> RefuseTouch:
    return RefuseTouch(touch.key, why.rule.value, why.sentence, why.lifts_at, why.lifts_when)


def _at_gate(message: ClaimedMessage, touch: ClaimedTouch) -> TouchAtGate:
    return TouchAtGate(
        touch.touch_class,
        message.channel,
        message.contact_id,
        touch.template,
        touch.playbook_name,
        touch.answers,
        for_promise=touch.key.cause.startswith(PROMISE_CAUSE),
    )


# --- words -----------------------------------------------------------------------------------------------------


def _compose(
    desk: Desk,
    work: CustomerWork,
    message: ClaimedMessage,
    touches: tuple[ClaimedTouch, ...],
    address: Address,
    name: str,
    now: datetime,
) -> Ready | _Refused:
    """Give the message its words from what is still due at this moment."""
    letter = _letter(desk, work, message, touches, name, now)
    try:
        composed = desk.composer.compose(letter)
    except Rejected:
        return _broken(message, touches, "template")
    if desk.screen(composed.rendered.text) != composed.rendered.text:
        return _broken(message, touches, Rule.PCI_PAN.value)
    outgoing, rate = _outgoing(desk, message, composed.rendered, address, now)
    if not outgoing.to:
        return _broken(message, touches, Rule.NO_ADDRESS.value)
    keys, digest = address.person_keys, composed.template_digest
    return Ready(message, touches, outgoing, digest, work.rules.digest, keys, rate, work.bundle)


def _broken(message: ClaimedMessage, touches: tuple[ClaimedTouch, ...], code: str) -> _Refused:
    bad = FailureClass.BAD_ADDRESS if code == Rule.NO_ADDRESS.value else FailureClass.CONTENT
    commands = tuple((touch.case_id, RecordFailure(touch.key, message.id, bad, code)) for touch in touches)
    return _Refused(message, commands, None)


def _letter(
    desk: Desk,
    work: CustomerWork,
    message: ClaimedMessage,
    touches: tuple[ClaimedTouch, ...],
    name: str,
    now: datetime,
) -> Letter:
    bundle = work.bundle
    face = desk.faces[message.client]
    contact = next((c for c in bundle.facts.contacts if c.id == message.contact_id), None)
    language = (contact.language if contact else "") or bundle.facts.language or work.rules.languages[0]
    today = local(now, customer_zone(work.facts(""), work.rules)).date()
    return Letter(
        channel=message.channel,
        language=language,
        country=bundle.facts.country or work.rules.country,
        items=tuple(_item(work.cases[touch.case_id], touch, today) for touch in touches),
        brand=face.brand,
        customer_name=name,
        customer_kind=bundle.facts.kind,
        verified=bool(contact and contact.verified and not contact.shared),
        show_amount=message.channel is not Channel.SMS or work.rules.sms_amounts,
        first_sms=message.channel is Channel.SMS and not bundle.facts.contacted_before,
        reference=message.reference,
        chat_url=desk.links.chat(message.contact_id),
        unsubscribe_url=desk.links.unsubscribe(message.contact_id, message.channel),
        check_where=face.check_where_in(language),
        check_code=face.shown_code(message.reference),
        sender_person=face.senior_name if message.sender == "senior" else "",
        today=today,
        staff_text=message.staff_text,
    )


def _item(case: Case, touch: ClaimedTouch, today: date) -> LetterItem:
    proposal = case.proposals[-1] if case.proposals else None
    return LetterItem(
        template=touch.template,
        case_ref=case.ref,
        case_type=case.case_type,
        invoice=case.invoice,
        currency=case.currency,
        open_minor=case.chaseable_minor if touch.touch_class is TouchClass.CHASE else case.open_minor,
        expected_minor=case.expected,
        paid_minor=case.paid,
        disputed_minor=case.disputed,
        due_on=case.due_on,
        days_late=max((today - case.due_on).days, 0) if case.due_on else 0,
        promise_day=case.promise.day if case.promise else None,
        resolution=proposal.kind.value if proposal else "",
        resolution_minor=proposal.minor_units if proposal else 0,
        tone=touch.tone,
    )


def _outgoing(
    desk: Desk, message: ClaimedMessage, rendered: Rendered, address: Address, at: datetime
) -> tuple[Outgoing, float]:
    """The message for its transport, and its sender's rate."""
    face, links = desk.faces[message.client], desk.links
    sender, sender_name, rate = face.sender_for(message.channel, message.customer_id)
    mail = message.channel is Channel.EMAIL
    outgoing = Outgoing(
        message_id=message.id,
        reference=message.reference,
        client=message.client,
        channel=message.channel,
        sender=sender,
        to=_to(message, address),
        rendered=rendered,
        sender_name=sender_name or face.brand,
        reply_to=links.reply_to(message.id, face.reply_domain) if mail else "",
        return_path=links.return_path(message.id, face.reply_domain) if mail else "",
        unsubscribe_url=links.unsubscribe(message.contact_id, message.channel) if mail else "",
        status_url=links.status(message.id) if message.channel is Channel.SMS else "",
        created_at=at,
    )
    return outgoing, rate


def _to(message: ClaimedMessage, address: Address) -> str:
    match message.channel:
        case Channel.EMAIL:
            return address.email
        case Channel.CHAT:
            return message.contact_id
        case _:
            return address.phone


# --- after the call --------------------------------------------------------------------------------------------


def record(context: Context, results: Iterable[tuple[Ready, Handed]]) -> None:
    """Write how the calls ended: one transaction for the batch."""
    now = context.clock()
    done = list(results)
    if not done:
        return
    commands: dict[str, list[tuple[str, Command]]] = {}
    finishes: list[Finish] = []
    for one, handed in done:
        finishes.append(_finish(one.claimed, handed, now))
        commands.setdefault(one.claimed.customer_id, []).extend(_outcome(one, handed, finishes[-1]))
    weighed = {one.claimed.customer_id: one.bundle for one, _ in done}
    sent = {who: weighed[who] for who, batch in commands.items() if all(_is_sent(command) for _, command in batch)}
    _commit(context, commands, finishes, now, seen=sent)


def _is_sent(command: Command) -> bool:
    return isinstance(command, RecordHandOver)


def _finish(claimed: ClaimedMessage, handed: Handed, now: datetime) -> Finish:
    provider = claimed.channel.value
    match handed.outcome:
        case HandOver.ACCEPTED:
            return Finish(claimed.id, TouchState.SENT, provider, handed.provider_id)
        case HandOver.UNKNOWN:
            return Finish(claimed.id, TouchState.UNKNOWN, provider)
        case HandOver.REFUSED:
            again = retry_at(handed, claimed.tries, now)
            state = TouchState.QUEUED if again is not None else TouchState.FAILED
            return Finish(claimed.id, state, provider, "", handed.failure, handed.code, again)


def _outcome(one: Ready, handed: Handed, finish: Finish) -> list[tuple[str, Command]]:
    message = one.claimed
    match finish.state:
        case TouchState.SENT:
            return [(touch.case_id, _hand_over(one, touch)) for touch in one.touches]
        case TouchState.FAILED:
            failure = handed.failure or FailureClass.TEMPORARY
            return [(t.case_id, RecordFailure(t.key, message.id, failure, handed.code)) for t in one.touches]
        case _:
            return []  # not final: the outbox row carries on


def _hand_over(one: Ready, touch: ClaimedTouch) -> RecordHandOver:
    message = one.claimed
    return RecordHandOver(
        touch.key,
        message.id,
        possible_duplicate=message.sent_before,
        template_digest=one.template_digest,
        rules_digest=one.rules_digest,
        body_digest=one.body_digest,
    )


def _record_refusals(context: Context, refused: list[_Refused], now: datetime) -> None:
    commands: dict[str, list[tuple[str, Command]]] = {}
    postponed = []
    for one in refused:
        commands.setdefault(one.claimed.customer_id, []).extend(one.commands)
        if one.postponed_to is not None:
            postponed.append((one.claimed.id, one.postponed_to))
    _commit(context, commands, (), now, postponed)


def _commit(
    context: Context,
    commands: Mapping[str, list[tuple[str, Command]]],
    finishes: Sequence[Finish],
    now: datetime,
    postponed: Sequence[tuple[str, datetime]] = (),
    seen: Mapping[str, Bundle] = {},
) -> None:
    """`seen` are bundles that will do for those of whose cases no event has come since: reading costs the most."""
    with context.store.begin() as unit:
        unit.lock_customers(commands.keys())
        known = unit.still(seen) if seen else set()
        concerned = {case_id for batch in commands.values() for case_id, _ in batch}
        bundles = unit.bundles([who for who in commands if who not in known], now, closed=concerned)
        bundles |= {who: seen[who] for who in known}
        unit.finish(finishes, now)
        unit.postpone(postponed)
        unit.save([_handled(context, unit, bundles[who], batch, now) for who, batch in commands.items() if batch], now)


def _handled(
    context: Context, unit: Unit, bundle: Bundle, batch: list[tuple[str, Command]], now: datetime
) -> CustomerChange:
    work = CustomerWork(context, unit, bundle, now)
    for case_id, command in batch:
        work.handle(case_id, command, "provider" if not isinstance(command, RefuseTouch) else "gate")
    return work.change()


# --- what nobody knows -----------------------------------------------------------------------------------------


def unknown(context: Context, token: str, limit: int = MAX_BATCH) -> list[ClaimedMessage]:
    """Messages whose fate nobody knows: a call without an answer, or a worker that died inside one."""
    now = context.clock()
    with context.store.begin() as unit:
        unit.expire_leases(now, now - CALL_TIMEOUT)
        return unit.unknown_messages(now, limit, now + LEASE, token)


def outgoing_of(context: Context, desk: Desk, message: ClaimedMessage) -> Outgoing:
    """What a provider is asked about: recipient, reference and day; the words are not needed."""
    with context.store.begin() as unit:
        address = unit.addresses([message.contact_id]).get(message.contact_id, Address(message.contact_id))
    return _outgoing(desk, message, Rendered(""), address, message.available_at)[0]


def settle_unknown(context: Context, answers: Iterable[tuple[ClaimedMessage, LookedUp]]) -> None:
    """What the provider said of messages whose fate was unknown: found = recorded, not found = sent again.

    Where nobody can be asked (SMTP): once more with the same Message-ID, counted as a possible duplicate; when
    that too ends without an answer it counts as handed over.
    """
    now = context.clock()
    commands: dict[str, list[tuple[str, Command]]] = {}
    finishes: list[Finish] = []
    for message, looked_up in answers:
        found = looked_up.answer is LookUp.FOUND or (looked_up.answer is LookUp.CANNOT_ASK and message.sent_before)
        if found:
            provider = message.channel.value
            finishes.append(Finish(message.id, TouchState.SENT, provider, looked_up.provider_id))
            sent = [
                (t.case_id, RecordHandOver(t.key, message.id, possible_duplicate=message.sent_before))
                for t in message.touches
            ]
            commands.setdefault(message.customer_id, []).extend(sent)
        else:
            once_more = looked_up.answer is LookUp.CANNOT_ASK
            finishes.append(Finish(message.id, TouchState.QUEUED, available_at=now, sent_before=once_more))
    _commit(context, commands, finishes, now)
