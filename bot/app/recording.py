"""The sender's second half: how the calls ended, and what became of those that nobody knows about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from bot.app.context import Context
from bot.app.messages import Handed, HandOver, LookedUp, LookUp, Outgoing, Rendered
from bot.app.outcomes import Outcome, handed_over, write
from bot.app.ports import MAX_BATCH
from bot.app.records import Address, ClaimedMessage, ClaimedTouch, Finish
from bot.app.retrying import retry_at
from bot.app.sending import CALL_TIMEOUT, LEASE, Desk, Ready, outgoing
from bot.domain.commands import RecordFailure, RecordHandOver
from bot.domain.vocabulary import FailureClass, TouchState

# Where nobody can be asked: so often workers may die on one message before it counts as handed over.
MOST_BLIND_TRIES: Final = 10


def record(context: Context, token: str, results: Iterable[tuple[Ready, Handed]]) -> None:
    """Write how the calls ended: one transaction for the batch. Doing it again changes nothing."""
    now = context.clock()
    write(context, [_outcome(one, handed, token, now) for one, handed in results], now)


def _outcome(one: Ready, handed: Handed, token: str, now: datetime) -> Outcome:
    message = one.claimed
    finish = _finish(message, handed, token, now)
    match finish.state:
        case TouchState.SENT:
            sent = tuple((touch.case_id, _hand_over(one, touch)) for touch in one.touches)
            return Outcome(message, sent, finish, weighed=one.bundle)
        case TouchState.FAILED:
            failure = handed.failure or FailureClass.TEMPORARY
            who, code = message.contact_id, handed.code
            failed = tuple((t.case_id, RecordFailure(t.key, message.id, failure, code, who)) for t in one.touches)
            return Outcome(message, failed, finish)
        case _:  # not final: the outbox row carries on
            return Outcome(message, (), finish, weighed=one.bundle)


def _finish(claimed: ClaimedMessage, handed: Handed, token: str, now: datetime) -> Finish:
    """Only "accepted" is true whoever holds the message now; any other end is for the holder of the lease."""
    provider = claimed.channel.value
    match handed.outcome:
        case HandOver.ACCEPTED:
            return Finish(claimed.id, TouchState.SENT, provider, handed.provider_id)
        case HandOver.UNKNOWN:
            # The provider may still be at it: it is not asked before the call is surely over there, too.
            asked_from = now + CALL_TIMEOUT
            failure = FailureClass.UNKNOWN
            return Finish(claimed.id, TouchState.UNKNOWN, provider, "", failure, handed.code, asked_from, token=token)
        case HandOver.REFUSED:
            again = retry_at(handed, claimed.tries, now)
            state = TouchState.QUEUED if again is not None else TouchState.FAILED
            return Finish(claimed.id, state, provider, "", handed.failure, handed.code, again, token=token)


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


# --- what nobody knows -----------------------------------------------------------------------------------------


def unknown(context: Context, token: str, limit: int = MAX_BATCH) -> list[ClaimedMessage]:
    """Messages whose fate nobody knows: a call without an answer, or a worker that died inside one."""
    now = context.clock()
    with context.store.begin() as unit:
        unit.expire_leases(now, now - LEASE - CALL_TIMEOUT)  # a call begins within the lease at the latest
        return unit.unknown_messages(now, limit, now + LEASE, token)


def outgoing_of(context: Context, desk: Desk, message: ClaimedMessage) -> Outgoing:
    """What a provider is asked about: recipient, reference and day; the words are not needed."""
    with context.store.begin() as unit:
        address = unit.addresses([message.contact_id]).get(message.contact_id, Address(message.contact_id))
        _, begun_at = unit.senders([message.id]).get(message.id, ("", message.available_at))
    return outgoing(desk, message, Rendered(""), address, begun_at)[0]


def settle_unknown(context: Context, token: str, answers: Iterable[tuple[ClaimedMessage, LookedUp]]) -> None:
    """What the provider said of messages whose fate was unknown: found = recorded, not found = sent again.

    Where nobody can be asked (SMTP): once more with the same Message-ID, counted as a possible duplicate. When a call
    for it has ended without an answer twice it counts as handed over; a worker that died is no such call.
    """
    now = context.clock()
    known = list(answers)
    with context.store.begin() as unit:
        digests = unit.body_digests([message.id for message, _ in known])
    write(context, [_settled(*one, token, digests.get(one[0].id, ""), now) for one in known], now)


def _settled(message: ClaimedMessage, answer: LookedUp, token: str, digest: str, now: datetime) -> Outcome:
    provider, failure = message.channel.value, FailureClass.UNKNOWN if message.unanswered else None
    match answer.answer:
        case LookUp.FOUND:
            finish = Finish(message.id, TouchState.SENT, provider, answer.provider_id)
            return Outcome(message, handed_over(message, digest), finish)
        case LookUp.CANNOT_ASK if _counts_as_sent(message):
            finish = Finish(message.id, TouchState.SENT, provider, token=token)
            return Outcome(message, handed_over(message, digest), finish)
        case _:
            blind = answer.answer is LookUp.CANNOT_ASK
            again = Finish(
                message.id, TouchState.QUEUED, provider, "", failure, "", now, sent_before=blind, token=token
            )
            return Outcome(message, (), again)


def _counts_as_sent(message: ClaimedMessage) -> bool:
    return message.sent_before and (message.unanswered or message.tries >= MOST_BLIND_TRIES)
