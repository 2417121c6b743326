"""From what the rules fired and what the model scored to intents, flags, and whether both are sure enough to act on.

Rules come first where precision is all: a stop word, an invited keyword, a plain answer to a plain question. Everything
else is the model's, which has seen the rules' findings among its features.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.conversation.classifier.model import Scored
from bot.conversation.intents import not_mine
from bot.conversation.intents.engine import Fired
from bot.conversation.intents.ranking import CONTRADICTIONS, FIRST
from bot.domain.reading import ReadIntent
from bot.domain.vocabulary import Flag, Intent

ALWAYS_REPORTED = frozenset(FIRST)  # wherever they stand in a message
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


def weigh(fired: Sequence[Fired], scored: Scored, sure: float, thresholds: Mapping[str, float]) -> Meaning:
    """Return the intents, the primary one first, the flags, and the doubt that remains.

    `sure` is how likely the model's first intent is right.
    """
    certain = _certain(fired)
    chances = _chances(fired, scored, sure, certain)
    primary = certain or scored.ranked()[0][0]
    reported = {
        intent: chance
        for intent, chance in chances.items()
        if intent is primary or chance >= thresholds.get(intent.value, 1.0)
    }
    ordered = sorted(reported, key=lambda intent: (_tier(intent), intent is not primary, -_weight(intent, scored)))
    intents = tuple(ReadIntent(intent, round(reported[intent], 3)) for intent in _without_fillers(ordered, primary))
    flags = tuple(flag for flag in Flag if _raised(flag, fired, scored, thresholds))
    return Meaning(intents, flags, _doubt(intents, chances, thresholds))


def because_of(scored: Scored, sure: float, concepts: Sequence[str]) -> str:
    """Return what the model rests on, without a word of the customer: "model: promise_to_pay 0.93 by will_pay; ..."."""
    (first, _), (second, share), *_ = scored.ranked()
    by = f" by {', '.join(concepts)}" if concepts else ""
    return f"model: {first.value} {sure:.2f}{by}; next {second.value} {share:.2f}"


def _certain(fired: Sequence[Fired]) -> Intent | None:
    """Return what a rule read that must cover the whole message, or that rests on more than words: the model bows."""
    for item in fired:
        if isinstance(item.label, Intent) and (item.everywhere or item.rule.startswith(_RESTS_ON_MORE)):
            return item.label
    return None


def _chances(fired: Sequence[Fired], scored: Scored, sure: float, certain: Intent | None) -> dict[Intent, float]:
    """Return how likely each intent is said at all. Of what is always reported a rule is enough."""
    ranked = dict(scored.ranked())
    best = max(ranked, key=lambda intent: ranked[intent])
    chances = {intent: scored.chance(intent) for intent in Intent}
    chances[best] = sure
    for item in fired:
        if isinstance(item.label, Intent) and (item.label in ALWAYS_REPORTED or item.label is certain):
            chances[item.label] = max(chances[item.label], item.confidence)
    if certain is not None and certain is not best:
        chances[best] = 0.0
    return chances


def _tier(intent: Intent) -> int:
    return FIRST.index(intent) - len(FIRST) if intent in FIRST else 0


def _weight(intent: Intent, scored: Scored) -> float:
    return dict(scored.ranked())[intent]


def _without_fillers(ordered: Sequence[Intent], primary: Intent) -> list[Intent]:
    """Leave out what only accompanies: "other" beside something, thanks beside a request."""
    content = [intent for intent in ordered if intent not in (Intent.OTHER, Intent.ACKNOWLEDGEMENT)]
    return [intent for intent in ordered if intent is primary or intent in content] if content else list(ordered)


def _raised(flag: Flag, fired: Sequence[Fired], scored: Scored, thresholds: Mapping[str, float]) -> bool:
    by_rule = any(item.label is flag for item in fired)
    return by_rule or scored.chance(flag) >= thresholds.get(flag.value, 1.0)


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
