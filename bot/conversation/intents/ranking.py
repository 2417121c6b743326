"""Which of the things read comes first, which are dropped, and whether the whole is sure enough to act on."""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation.intents import not_mine
from bot.conversation.intents.engine import Fired
from bot.domain.reading import ReadIntent
from bot.domain.vocabulary import Flag, Intent

# First in the ranking, whatever else is said.
FIRST = (Intent.OPT_OUT, Intent.LEGAL_NOTICE, Intent.WRONG_PERSON)
# Last: they accompany what is really said.
LAST = (Intent.PROVIDE_DETAILS, Intent.COMPLAINT, Intent.AFFIRM, Intent.DENY, Intent.ACKNOWLEDGEMENT)
# (stronger, weaker): where both were read the stronger comes first, whichever was written first.
_BEFORE = frozenset(
    {
        (Intent.PAYMENT_PLAN, Intent.PROMISE_TO_PAY),
        (Intent.DISPUTE, Intent.DOCUMENT_REQUEST),
        (Intent.REFUND_REQUEST, Intent.ALREADY_PAID),
        (Intent.REFUND_REQUEST, Intent.DISPUTE),
        (Intent.KEEP_AS_CREDIT, Intent.ALREADY_PAID),
        (Intent.HOW_TO_PAY, Intent.PROMISE_TO_PAY),
        (Intent.CHANGE_CONTACT, Intent.PROVIDE_DETAILS),
    }
)
# Both cannot be meant: a person decides.
CONTRADICTIONS = (
    (Intent.AFFIRM, Intent.DENY),
    (Intent.REFUND_REQUEST, Intent.KEEP_AS_CREDIT),
    (Intent.OPT_OUT, Intent.OPT_IN),
)
# What “that payment is not mine” would be if anything were charged.
_CONTESTS = frozenset({Intent.DISPUTE, Intent.WRONG_PERSON})
_NOTHING_READ = ReadIntent(Intent.OTHER, 0.3)


def rank(fired: Sequence[Fired]) -> tuple[ReadIntent, ...]:
    """Return the intents, the primary one first; `other` with little confidence when none was read."""
    best = _best_by_intent(_without_contest(fired))
    content = {intent for intent, item in best.items() if not item.fallback}
    kept = [intent for intent, item in best.items() if not item.fallback or not content]
    ordered = sorted(kept, key=lambda intent: (_tier(intent), _outranked(intent, kept), best[intent].span))
    return tuple(ReadIntent(intent, round(best[intent].confidence, 3)) for intent in ordered) or (_NOTHING_READ,)


def _without_contest(fired: Sequence[Fired]) -> list[Fired]:
    said_no = any(item.rule.startswith(not_mine.PREFIX) for item in fired)
    return [item for item in fired if not (said_no and item.label in _CONTESTS)]


def _best_by_intent(fired: Sequence[Fired]) -> dict[Intent, Fired]:
    best: dict[Intent, Fired] = {}
    for item in fired:
        if isinstance(item.label, Intent) and (item.label not in best or item.confidence > best[item.label].confidence):
            best[item.label] = item
    return best


def _tier(intent: Intent) -> int:
    if intent in FIRST:
        return FIRST.index(intent) - len(FIRST)
    return 1 + LAST.index(intent) if intent in LAST else 0


def _outranked(intent: Intent, kept: Sequence[Intent]) -> int:
    return sum((other, intent) in _BEFORE for other in kept)


def flags_of(fired: Sequence[Fired]) -> tuple[Flag, ...]:
    """Return the flags in the order of the vocabulary."""
    raised = {item.label for item in fired}
    return tuple(flag for flag in Flag if flag in raised)


def doubt(intents: Sequence[ReadIntent], least: float) -> str:
    """Return why the ranking is not sure enough to act on; empty when it is."""
    if intents[0].confidence < least:
        return "no rule is sure"
    read = {item.intent: item.confidence for item in intents}
    if read.get(Intent.OPT_OUT, 1.0) < least:
        return "may be an opt-out"
    for one, other in CONTRADICTIONS:
        if one in read and other in read:
            return f"{one} and {other} contradict"
    return ""
