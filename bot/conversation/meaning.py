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
from bot.domain.vocabulary import Flag, Intent, Question

ALWAYS_REPORTED = frozenset(FIRST)  # wherever they stand in a message
# Where a rule has seen the words and that they are harmless ("don't stop the service"), the model must be very sure.
CAREFUL: Final = frozenset({*FIRST, Intent.OPT_IN, Intent.HUMAN_REQUEST, *Flag})
# However sure the model: "not mine" where something is charged is no "no", who is away and will pay is no machine.
_NEVER_INNOCENT: Final = frozenset({Intent.DENY, Intent.AUTOMATIC_REPLY})
_IN_SPITE_OF_INNOCENCE = 0.98
_SURE_RULE = 0.8  # of a rule that covers the whole message
_UNSURE_OPT_OUT = 0.5  # of the threshold: below it nobody means to opt out
_YES_OR_NO: Final = frozenset({Intent.AFFIRM, Intent.DENY})  # sure only where the question was for one
# A day that stands with a verb of paying says when: that outranks what has the tense wrong, or says less.
_BY_THE_DAY: Final = ("answer.which_day", "promise_to_pay.es.day", "promise.with_day", "paid.with_day")
_SAYS_LESS: Final = frozenset({Intent.OTHER, Intent.ACKNOWLEDGEMENT, Intent.PROVIDE_DETAILS})
TENSES: Final = frozenset({Intent.ALREADY_PAID, Intent.PROMISE_TO_PAY})


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
    question: Question | None = None


def weigh(evidence: Evidence, thresholds: Mapping[str, float]) -> Meaning:
    """Return the intents, the primary one first, the flags, and the doubt that remains."""
    best, scored = _first(evidence, thresholds), evidence.scored
    certain = _certain(evidence, best)
    chances = _chances(evidence, best, certain)
    primary = certain.label if certain and isinstance(certain.label, Intent) else best
    reported = {
        intent: chance
        for intent, chance in chances.items()
        if intent is primary or chance >= thresholds.get(intent.value, 1.0)
    }
    ordered = sorted(reported, key=lambda intent: (_tier(intent), intent is not primary, -_weight(intent, scored)))
    intents = tuple(ReadIntent(intent, round(reported[intent], 3)) for intent in _without_fillers(ordered, primary))
    flags = tuple(flag for flag in Flag if _raised(flag, evidence, thresholds))
    return Meaning(intents, flags, _doubt(intents, chances, certain, evidence, thresholds))


def because_of(scored: Scored, sure: float, concepts: Sequence[str]) -> str:
    """Return what the model rests on, without a word of the customer: "model: promise_to_pay 0.93 by will_pay; ..."."""
    (first, _), (second, share), *_ = scored.ranked()
    by = f" by {', '.join(concepts)}" if concepts else ""
    return f"model: {first.value} {sure:.2f}{by}; next {second.value} {share:.2f}"


def _certain(evidence: Evidence, best: Intent) -> Fired | None:
    """Return the rule before which the model, which reads `best`, bows, if one fired."""
    sure = (item for item in evidence.fired if isinstance(item.label, Intent) and item.confidence >= _SURE_RULE)
    asked = evidence.question is Question.CONFIRM
    return next((item for item in sure if _covers(item, asked=asked) or _dates(item, best)), None)


def _covers(item: Fired, *, asked: bool) -> bool:
    """Whether a rule read the whole message, so that nothing else is said in it."""
    plain = asked or item.label not in _YES_OR_NO or item.rule.startswith(not_mine.PREFIX)
    return (item.everywhere or item.whole) and not item.fallback and plain


def _dates(item: Fired, best: Intent) -> bool:
    """Whether a day says more than what the model takes the words for."""
    if not item.rule.startswith(_BY_THE_DAY):
        return False
    less = item.rule == "promise.with_day" and best in _SAYS_LESS
    return best is item.label or less or (item.tense and best in TENSES)


def _chances(evidence: Evidence, best: Intent, certain: Fired | None) -> dict[Intent, float]:
    """Return how likely each intent is said at all. Of what is always reported, and of a day, a rule is enough."""
    chances = {intent: evidence.scored.chance(intent) for intent in Intent if not _held_back(intent, evidence)}
    shares = dict(evidence.scored.ranked())
    likeliest = next(iter(shares))
    chances[best] = evidence.sure if best is likeliest else min(shares[likeliest], shares[best])
    if certain is not None:
        silent = _silenced(certain, best)
        chances = {intent: chance for intent, chance in chances.items() if intent not in silent}
    for item in evidence.fired:
        if isinstance(item.label, Intent) and _is_enough(item, certain):
            chances[item.label] = max(chances.get(item.label, 0.0), item.confidence)
        if isinstance(item.label, Intent) and item.whole and item.confidence < _SURE_RULE:
            chances[item.label] = item.confidence  # it read all there is: "cancel", in an e-mail
    if any(item.rule.startswith(not_mine.PREFIX) for item in evidence.fired):
        chances |= dict.fromkeys(CONTESTS, 0.0)
    return dict.fromkeys(Intent, 0.0) | chances


def _silenced(certain: Fired, best: Intent) -> frozenset[Intent]:
    """Return what the model may not say beside the rule: anything where that read it all, else what it corrects."""
    if _covers(certain, asked=True):
        return frozenset(Intent)
    if best is certain.label:
        return frozenset()
    return TENSES if best in TENSES else _SAYS_LESS


def _is_enough(item: Fired, certain: Fired | None) -> bool:
    return (
        item.label in ALWAYS_REPORTED
        or item.rule.endswith(".with_day")
        or (certain is not None and item.label is certain.label)
    )


def _held_back(intent: Intent, evidence: Evidence) -> bool:
    if intent not in evidence.innocent:
        return False
    careful = intent in CAREFUL and evidence.scored.chance(intent) < _IN_SPITE_OF_INNOCENCE
    return careful or intent in _NEVER_INNOCENT


def _first(evidence: Evidence, thresholds: Mapping[str, float]) -> Intent:
    """Return the likeliest primary intent; one that must be read with care only where it is likely said at all."""
    ranked = [intent for intent, _ in evidence.scored.ranked()]
    return next((intent for intent in ranked if _may_be_first(intent, evidence, thresholds)), Intent.OTHER)


def _may_be_first(intent: Intent, evidence: Evidence, thresholds: Mapping[str, float]) -> bool:
    if any(item.label is intent for item in evidence.fired):
        return True
    likely = intent not in CAREFUL or evidence.scored.chance(intent) >= thresholds.get(intent.value, 1.0)
    return likely and not _held_back(intent, evidence)


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


def _doubt(
    intents: Sequence[ReadIntent],
    chances: Mapping[Intent, float],
    certain: Fired | None,
    evidence: Evidence,
    thresholds: Mapping[str, float],
) -> str:
    settled = certain is not None and (len(intents) == 1 or certain.tense or _covers(certain, asked=True))
    likely = intents[0].confidence if certain is None else evidence.sure
    if not settled and likely < thresholds.get("decided", 1.0):
        return "the model is not sure"
    read = {item.intent for item in intents}
    if Intent.OPT_OUT not in read and chances[Intent.OPT_OUT] >= _UNSURE_OPT_OUT * thresholds["opt_out"]:
        return "may be an opt-out"
    for one, other in CONTRADICTIONS:
        if one in read and other in read:
            return f"{one} and {other} contradict"
    return ""
