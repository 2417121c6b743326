"""What one try of each message comes to, written for a whole batch: the cases' events, the outbox, one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from bot.app.context import Context
from bot.app.delivering import tells
from bot.app.ports import Unit
from bot.app.records import Bundle, ClaimedMessage, CustomerChange, EarlyReceipt, Finish
from bot.app.work import CustomerWork
from bot.domain.case import TouchKey
from bot.domain.commands import Command, RecordHandOver, RecordReceipt, RefuseTouch
from bot.domain.errors import Outage
from bot.domain.vocabulary import TouchState

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One message: what its cases are told, and what becomes of its outbox row."""

    message: ClaimedMessage
    commands: tuple[tuple[str, Command], ...] = ()  # (case id, command)
    finish: Finish | None = None  # how its call ended; the commands hold only if this is how the row ends
    postponed_to: datetime | None = None
    given_up: tuple[tuple[str, TouchKey], ...] = ()  # touches that their case cancelled while a call was under way
    weighed: Bundle | None = None  # what the gate weighed: will do if no event has come since

    @property
    def waits(self) -> bool:
        """Whether the whole message only waits, unchanged."""
        refusals = [command for _, command in self.commands if isinstance(command, RefuseTouch)]
        only_later = len(refusals) == len(self.commands) and all(r.lifts_at is not None for r in refusals)
        return self.postponed_to is not None and only_later and not self.given_up


def may_have_gone(outcome: Outcome) -> Outcome:
    """A message that may have been handed over before and will not go once more: it counts as handed over.

    Nobody can be asked. Where the log said nothing, a mail that the customer has would not be in it.
    """
    if outcome.waits:
        return outcome
    message = outcome.message
    finish = Finish(message.id, TouchState.SENT, message.channel.value)
    return Outcome(message, handed_over(message), finish)


def handed_over(message: ClaimedMessage, body_digest: str = "") -> tuple[tuple[str, Command], ...]:
    """What the cases of a message are told of which only is known that it went."""
    return tuple(
        (
            touch.case_id,
            RecordHandOver(touch.key, message.id, possible_duplicate=message.sent_before, body_digest=body_digest),
        )
        for touch in message.touches
    )


def write(context: Context, outcomes: Sequence[Outcome], now: datetime) -> None:
    """Write all; if that fails, each customer alone, so that one of them cannot cost the others their record.

    Raises Outage when the database is away.
    """
    if not outcomes:
        return
    try:
        _write(context, outcomes, now)
    except Outage:
        raise
    except Exception:  # nothing of the batch was written: each customer's is tried alone
        log.exception("outcomes.batch_failed", messages=len(outcomes))
        _one_by_one(context, outcomes, now)


def _one_by_one(context: Context, outcomes: Sequence[Outcome], now: datetime) -> None:
    by_customer: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        by_customer.setdefault(outcome.message.customer_id, []).append(outcome)
    for customer_id, own in by_customer.items():
        try:
            _write(context, own, now)
        except Outage:
            raise
        except Exception:  # the outermost loop for a customer; its messages come back when their leases ran out
            log.exception("outcomes.customer_failed", customer=customer_id)


def _write(context: Context, outcomes: Sequence[Outcome], now: datetime) -> None:
    with context.store.begin() as unit:
        unit.lock_customers({outcome.message.customer_id for outcome in outcomes})
        bundles = _bundles(unit, [o for o in outcomes if o.commands or o.given_up], now)
        ended = unit.finish([outcome.finish for outcome in outcomes if outcome.finish], now)
        unit.postpone([(o.message.id, o.postponed_to) for o in outcomes if o.postponed_to is not None])
        telling: dict[str, list[Outcome]] = {}
        for outcome in outcomes:
            if (outcome.commands or outcome.given_up) and (outcome.finish is None or outcome.message.id in ended):
                telling.setdefault(outcome.message.customer_id, []).append(outcome)
        early = {news.message_id: news for news in unit.early_receipts([o.finish for o in outcomes if o.finish])}
        told = {who: [_with_receipt(o, early.get(o.message.id)) for o in own] for who, own in telling.items()}
        unit.save([_change(context, unit, bundles[who], own, now) for who, own in told.items()], now)


def _with_receipt(outcome: Outcome, news: EarlyReceipt | None) -> Outcome:
    """A receipt that overtook the answer to the call is told right after it."""
    if news is None or not tells(news.kind):
        return outcome
    message = outcome.message
    said = [
        (
            t.case_id,
            RecordReceipt(t.key, message.id, message.channel, news.kind, news.failure, news.code, message.contact_id),
        )
        for t in message.touches
    ]
    return replace(outcome, commands=(*outcome.commands, *said))


def _bundles(unit: Unit, outcomes: Sequence[Outcome], now: datetime) -> dict[str, Bundle]:
    """What was weighed, where no event has come since: reading costs the most. The rest is read."""
    seen = {o.message.customer_id: o.weighed for o in outcomes if o.weighed}
    for outcome in outcomes:
        if outcome.weighed is None:
            seen.pop(outcome.message.customer_id, None)
    bundles = {who: seen[who] for who in (unit.still(seen) if seen else ())}
    closed = {case_id for outcome in outcomes for case_id, _ in outcome.commands}
    rest = {outcome.message.customer_id for outcome in outcomes} - bundles.keys()
    return bundles | unit.bundles(sorted(rest), now, closed=closed)


def _change(context: Context, unit: Unit, bundle: Bundle, outcomes: Sequence[Outcome], now: datetime) -> CustomerChange:
    work = CustomerWork(context, unit, bundle, now)
    for outcome in outcomes:
        for case_id, command in outcome.commands:
            work.handle(case_id, command, "gate" if isinstance(command, RefuseTouch) else "provider")
    change = work.change()
    given_up = tuple(touch for outcome in outcomes for touch in outcome.given_up)
    return replace(change, cancelled=(*change.cancelled, *given_up)) if given_up else change
