"""The sender's first half: claim ▸ gate ▸ compose ▸ `sending`. Then the channel calls; `recording` is the second half.

The network is called between `start` and `record`, never inside a transaction. Killed in between, a message is
`unknown` and is looked up before anything else happens to it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import orjson
import structlog

from bot.app.context import Context
from bot.app.letters import Desk, Face, Links, unsubscribe_link, write_letter
from bot.app.messages import Outgoing, Rendered
from bot.app.outcomes import Outcome, may_have_gone, write
from bot.app.ports import MAX_BATCH, Unit
from bot.app.records import Address, Bundle, ClaimedMessage, ClaimedTouch, Start
from bot.app.work import CustomerWork
from bot.domain.calendar import DAY, at_local, local
from bot.domain.changing import changer
from bot.domain.commands import Command, RecordFailure, RefuseTouch
from bot.domain.errors import Rejected
from bot.domain.facts import PersonHistory
from bot.domain.gate import Refusal, TouchAtGate, evaluate
from bot.domain.rules import Liveness, Rule
from bot.domain.vocabulary import Channel, FailureClass, TouchClass

__all__ = ["CALL_TIMEOUT", "LEASE", "Batch", "Desk", "Face", "Links", "Ready", "outgoing", "start"]

log = structlog.get_logger(__name__)

LEASE = timedelta(seconds=60)  # within which a claimed message's call begins, or it does not begin at all
CALL_TIMEOUT = timedelta(seconds=90)  # longer than any transport's own: nobody can still be inside such a call
PROMISE_CAUSE = "promise:"


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
    begun_at: datetime  # when it became `sending`
    body_digest: str = ""

    @property
    def seen(self) -> PersonHistory:
        """A chase by another worker since then makes the gate look again."""
        return self.bundle.history


_with = changer(Ready)


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
        ready, tomorrow = _ramp(context, unit, ready, now)
        unit.postpone([*held, *tomorrow])
        winners = unit.begin_sending([_start(one) for one in ready], token, now)
        digests = unit.body_digests(winners)
    _write_refusals(context, refused, now)
    going = [_with(one, {"body_digest": digests[one.claimed.id]}) for one in ready if one.claimed.id in winners]
    return Batch(tuple(going), len(claimed))


def _write_refusals(context: Context, refused: Sequence[Outcome], now: datetime) -> None:
    """What cannot be written must not keep the winners from their calls; those claims come back with their lease."""
    try:
        if refused:
            write(context, refused, now)
    except Exception:  # this is the outermost place for refusals
        log.exception("refusals.failed", messages=len(refused))


def _prepare(
    context: Context, desk: Desk, unit: Unit, claimed: Sequence[ClaimedMessage], now: datetime
) -> tuple[list[Ready], list[Outcome]]:
    closed = {touch.case_id for message in claimed for touch in message.touches}
    bundles = unit.bundles({message.customer_id for message in claimed}, now, closed=closed)
    addresses = unit.addresses({message.contact_id for message in claimed})
    names = unit.customer_names(bundles.keys())
    ready: list[Ready] = []
    refused: list[Outcome] = []
    for message in claimed:
        address = addresses.get(message.contact_id, Address(message.contact_id))
        try:
            work = CustomerWork(context, unit, bundles[message.customer_id], now)
            one = _prepare_one(desk, work, message, address, names.get(message.customer_id, ""), now)
        except Exception:  # one that cannot be prepared must not stop the batch: people are alarmed (no database here)
            log.exception("prepare.failed", message=message.id)
            one = _broken(message, message.touches, "fault")
        if isinstance(one, Ready):
            ready.append(one)
        else:
            refused.append(may_have_gone(one) if message.sent_before else one)
    return ready, refused


def _prepare_one(
    desk: Desk, work: CustomerWork, message: ClaimedMessage, address: Address, name: str, now: datetime
) -> Ready | Outcome:
    """Gate and compose one message."""
    verdict = gated(message, work, now)
    if isinstance(verdict, Outcome):
        return verdict
    return _compose(desk, work, message, verdict, address, name, now)


def _pace(
    unit: Unit, ready: Sequence[Ready], resting: Mapping[str, datetime], now: datetime
) -> tuple[list[Ready], list[tuple[str, datetime]]]:
    """Those that their sender's rate allows now, and those that wait, until when."""
    going: list[Ready] = []
    held: list[tuple[str, datetime]] = []
    by_sender: dict[tuple[str, float], list[Ready]] = {}
    for one in ready:
        by_sender.setdefault((one.outgoing.sender, one.per_second), []).append(one)
    for sender, rate in sorted(by_sender):  # the order in which every worker takes their quotas: no deadlock
        group = by_sender[sender, rate]
        if until := resting.get(sender):
            held += [(one.claimed.id, until) for one in group]
        elif not rate:
            going += group
        else:
            granted, times = _quota(unit, sender, rate, len(group), now)
            going += group[:granted]
            held += [(one.claimed.id, at) for one, at in zip(group[granted:], times, strict=True)]
    return going, held


def _ramp(
    context: Context, unit: Unit, ready: Sequence[Ready], now: datetime
) -> tuple[list[Ready], list[tuple[str, datetime]]]:
    """LIVE-LIST: a client that ramps up contacts so many new customers a day, over all workers and batches."""
    going: list[Ready] = []
    held: list[tuple[str, datetime]] = []
    for one in ready:
        rules = context.rules_of(one.claimed.client)
        known = one.bundle.facts.contacted_before or one.bundle.released
        if rules.liveness is not Liveness.RAMP or known:
            going.append(one)
            continue
        day = local(now, rules.zone).date()
        if unit.take_quota(f"ramp:{one.claimed.client}", day.toordinal(), rules.daily_ramp, 1):
            going.append(one)
        else:
            held.append((one.claimed.id, at_local(day + DAY, rules.hours_default.start, rules.zone)))
    return going, held


def _quota(unit: Unit, sender: str, rate: float, want: int, now: datetime) -> tuple[int, list[datetime]]:
    """How many a sender may send now, and when each of the others may: so many a second, not all in the next one."""
    span = max(1.0, 1 / rate)  # seconds in which the sender may send `allowed` messages
    allowed = max(1, int(rate))
    second = int(now.timestamp() / span)
    granted = unit.take_quota(sender, second, allowed, want)
    later = [second + 1 + number // allowed for number in range(want - granted)]
    return granted, [datetime.fromtimestamp(number * span, UTC) for number in later]


def _start(one: Ready) -> Start:
    chase = one.claimed.touch_class is TouchClass.CHASE
    rendered = one.outgoing.rendered
    body = orjson.dumps({"subject": rendered.subject, "text": rendered.text}).decode()
    keys = one.person_keys if chase else ()
    return Start(one.claimed.id, keys, one.outgoing.sender, body, one.seen if chase else None)


def gated(message: ClaimedMessage, work: CustomerWork, now: datetime) -> tuple[ClaimedTouch, ...] | Outcome:
    """The touches that may go, or what becomes of the message instead."""
    live = [touch for touch in message.touches if _is_live(touch, work)]
    if len(live) < len(message.touches):  # what the case gave up while a call was under way leaves first
        given_up = tuple((touch.case_id, touch.key) for touch in message.touches if touch not in live)
        return Outcome(message, given_up=given_up, postponed_to=now if live else None)
    commands: list[tuple[str, Command]] = []
    later: list[datetime] = []
    for touch in live:
        refusals = evaluate(
            _at_gate(message, touch), work.cases[touch.case_id], work.facts(touch.case_id), work.rules, now
        )
        if not refusals:
            continue
        worst = next((r for r in refusals if r.lifts_at is None), None)
        first = worst or max(refusals, key=_lift)
        commands.append((touch.case_id, _refusal(touch, first)))
        if first.lifts_at is not None:
            later.append(first.lifts_at)
    if later:  # only ever later: the message waits for all that may still come
        return Outcome(message, tuple(commands), postponed_to=max(later))
    if len(commands) == len(live):
        return Outcome(message, tuple(commands))
    if commands:
        return Outcome(message, tuple(commands), postponed_to=now)  # what is refused leaves first; the rest goes next
    return tuple(live)


def _is_live(touch: ClaimedTouch, work: CustomerWork) -> bool:
    case = work.cases.get(touch.case_id)
    return case is not None and any(live.key == touch.key for live in case.touches)


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
) -> Ready | Outcome:
    """Give the message its words from what is still due at this moment."""
    letter = write_letter(desk, work, message, touches, name, now)
    try:
        composed = desk.composer.compose(letter)
    except Rejected:
        return _broken(message, touches, "template")
    if desk.screen(composed.rendered.text) != composed.rendered.text:
        return _broken(message, touches, Rule.PCI_PAN.value)
    made, rate = outgoing(desk, message, composed.rendered, address, now)
    if not made.to:
        return _broken(message, touches, Rule.NO_ADDRESS.value)
    keys, digest = address.person_keys, composed.template_digest
    return Ready(message, touches, made, digest, work.rules.digest, keys, rate, work.bundle, now)


def _broken(message: ClaimedMessage, touches: tuple[ClaimedTouch, ...], code: str) -> Outcome:
    bad = FailureClass.BAD_ADDRESS if code == Rule.NO_ADDRESS.value else FailureClass.CONTENT
    who = message.contact_id
    commands = tuple((touch.case_id, RecordFailure(touch.key, message.id, bad, code, who)) for touch in touches)
    return Outcome(message, commands)


def outgoing(
    desk: Desk, message: ClaimedMessage, rendered: Rendered, address: Address, at: datetime
) -> tuple[Outgoing, float]:
    """The message for its transport, and its sender's rate."""
    face, links = desk.faces[message.client], desk.links
    sender, sender_name, rate = face.sender_for(message.channel, message.customer_id)
    mail = message.channel is Channel.EMAIL
    made = Outgoing(
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
        unsubscribe_url=unsubscribe_link(desk, message),
        status_url=links.status(message.id) if message.channel is Channel.SMS else "",
        created_at=at,
    )
    return made, rate


def _to(message: ClaimedMessage, address: Address) -> str:
    match message.channel:
        case Channel.EMAIL:
            return address.email
        case Channel.CHAT:
            return message.contact_id
        case _:
            return address.phone
