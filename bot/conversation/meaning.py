"""From what the rules fired and what the model scored to intents, flags, and whether both are sure enough to act on.

Rules come first where precision is all: a stop word, an invited keyword, a plain answer to a plain question. Everything
else is the model's, which has seen the rules' findings among its features.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.conversation.classifier.model import Scored
from bot.conversation.intents import not_mine
from bot.conversation.intents.engine import Fired
from bot.conversation.intents.ranking import CONTESTS, CONTRADICTIONS, FIRST
from bot.domain.reading import ReadIntent
from bot.domain.vocabulary import Flag, Intent

ALWAYS_REPORTED = frozenset(FIRST)  # wherever they stand in a message
# Where a rule has seen the words and that they are harmless ("don't stop the service"), the model must be very sure.
CAREFUL: Final = frozenset({*FIRST, Intent.OPT_IN, Intent.HUMAN_REQUEST, *Flag})
_IN_SPITE_OF_INNOCENCE = 0.98
_SURE_RULE = 0.85  # of a rule that covers the whole message
_UNSURE_OPT_OUT = 0.5  # of the threshold: below it nobody means to opt out
# An answer in the light of its question; "pagamos" with a day that is to come; "not mine" where nothing is charged.
_RESTS_ON_MORE = ("answer.", "promise_to_pay.es.day", "promise.with_day", not_mine.PREFIX)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a reply was taken for. `doubt` says why a person should see it; empty when it may be acted on."""

    intents: tuple[ReadIntent, ...]
    flags: tuple[Flag, ...]
    doubt: str
    because: str = ""  # what the model rested on


@dataclass(frozen=True, slots=True)
class Evidence:
    """What rules and model found. `innocent` are labels whose words stand there meaning something else."""

    fired: Sequence[Fired]
    innocent: frozenset[Intent | Flag]
    scored: Scored
    sure: float  # how likely the model's first intent is right


def weigh(evidence: Evidence, thresholds: Mapping[str, float]) -> Meaning:
    """Return the intents, the primary one first, the flags, and the doubt that remains."""
    fired, scored = evidence.fired, evidence.scored
    certain = _certain(fired)
    best = _first(evidence, thresholds)
    chances = _chances(evidence, best, certain)
    primary = certain or best
    reported = {
        intent: chance
        for intent, chance in chances.items()
        if intent is primary or chance >= thresholds.get(intent.value, 1.0)
    }
    ordered = sorted(reported, key=lambda intent: (_tier(intent), intent is not primary, -_weight(intent, scored)))
    intents = tuple(ReadIntent(intent, round(reported[intent], 3)) for intent in _without_fillers(ordered, primary))
    flags = tuple(flag for flag in Flag if _raised(flag, evidence, thresholds))
    return Meaning(intents, flags, _doubt(intents, chances, thresholds))


def because_of(scored: Scored, sure: float, concepts: Sequence[str]) -> str:
    """Return what the model rests on, without a word of the customer: "model: promise_to_pay 0.93 by will_pay; ..."."""
    (first, _), (second, share), *_ = scored.ranked()
    by = f" by {', '.join(concepts)}" if concepts else ""
    return f"model: {first.value} {sure:.2f}{by}; next {second.value} {share:.2f}"


def _certain(fired: Sequence[Fired]) -> Intent | None:
    """Return what a rule read that must cover the whole message, or that rests on more than words: the model bows."""
    for item in fired:
        if isinstance(item.label, Intent) and not item.fallback and _outranks(item):
            return item.label
    return None


def _outranks(item: Fired) -> bool:
    return item.everywhere or item.rule.startswith(_RESTS_ON_MORE) or (item.whole and item.confidence >= _SURE_RULE)


def _chances(evidence: Evidence, best: Intent, certain: Intent | None) -> dict[Intent, float]:
    """Return how likely each intent is said at all. Of what is always reported a rule is enough."""
    chances = {intent: evidence.scored.chance(intent) for intent in Intent}
    likeliest, share = evidence.scored.ranked()[0]
    chances[best] = evidence.sure if best is likeliest else min(share, dict(evidence.scored.ranked())[best])
    for intent in evidence.innocent & CAREFUL:
        if isinstance(intent, Intent) and chances[intent] < _IN_SPITE_OF_INNOCENCE:
            chances[intent] = 0.0
    for item in evidence.fired:
        if isinstance(item.label, Intent) and (item.label in ALWAYS_REPORTED or item.label is certain):
            chances[item.label] = max(chances[item.label], item.confidence)
    if certain is not None and certain is not best:
        chances[best] = 0.0
    if any(item.rule.startswith(not_mine.PREFIX) for item in evidence.fired):
        chances |= dict.fromkeys(CONTESTS, 0.0)
    return chances


def _first(evidence: Evidence, thresholds: Mapping[str, float]) -> Intent:
    """Return the likeliest primary intent; one that must be read with care only where it is likely said at all."""
    ranked = [intent for intent, _ in evidence.scored.ranked()]
    return next((intent for intent in ranked if _may_be_first(intent, evidence, thresholds)), Intent.OTHER)


def _may_be_first(intent: Intent, evidence: Evidence, thresholds: Mapping[str, float]) -> bool:
    if intent not in CAREFUL or any(item.label is intent for item in evidence.fired):
        return True
    least = _IN_SPITE_OF_INNOCENCE if intent in evidence.innocent else thresholds.get(intent.value, 1.0)
    return evidence.scored.chance(intent) >= least


def _tier(intent: Intent) -> int:
    return FIRST.index(intent) - len(FIRST) if intent in FIRST else 0


def _weight(intent: Intent, scored: Scored) -> float:
    return dict(scored.ranked())[intent]


def _without_fillers(ordered: Sequence[Intent], primary: Intent) -> list[Intent]:
    """Leave out what only accompanies: "other" beside something, thanks beside a request."""
    content = [intent for intent in ordered if intent not in (Intent.OTHER, Intent.ACKNOWLEDGEMENT)]
    return [intent for intent in ordered if intent is primary or intent in content] if content else list(ordered)


def _raised(flag: Flag, evidence: Evidence, thresholds: Mapping[str, float]) -> bool:
    if any(item.label is flag for item in evidence.fired):
        return True
    least = _IN_SPITE_OF_INNOCENCE if flag in evidence.innocent else thresholds.get(flag.value, 1.0)
    return evidence.scored.chance(flag) >= least


def _doubt(intents: Sequence[ReadIntent], chances: Mapping[Intent, float], thresholds: Mapping[str, float]) -> str:
    first = intents[0]
    if first.confidence < thresholds.get("decided", 1.0):
        return "the model is not sure"
    read = {item.intent for item in intents}
    if Intent.OPT_OUT not in read and chances[Intent.OPT_OUT] >= _UNSURE_OPT_OUT * thresholds["opt_out"]:
        return "may be an opt-out"
    for one, other in CONTRADICTIONS:
        if one in read and other in read:
            return f"{one} and {other} contradict"
    return ""
