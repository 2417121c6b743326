"""Fires the rules on the words of one reply."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.conversation.intents import (
    english_answers,
    english_critical,
    english_flags,
    english_payment,
    harmless,
    invited_words,
    not_mine,
    quick_answers,
    spanish_answers,
    spanish_critical,
    spanish_flags,
    spanish_payment,
    stop_words,
)
from bot.conversation.intents.rule import Rule
from bot.conversation.phrases import NEGATIONS, Found, PhraseIndex, parse_phrase
from bot.conversation.words import Word
from bot.domain.vocabulary import CaseType, Channel, Flag, Intent, Question

_ENGLISH = english_critical.CLASSES | english_payment.CLASSES
_SPANISH = spanish_critical.CLASSES | spanish_payment.CLASSES
_TABLES: tuple[tuple[Mapping[str, str], tuple[Rule, ...]], ...] = (
    ({}, stop_words.RULES + invited_words.RULES + not_mine.RULES + quick_answers.RULES),
    (_ENGLISH, english_critical.RULES + english_flags.RULES + english_payment.RULES + english_answers.RULES),
    (_SPANISH, spanish_critical.RULES + spanish_flags.RULES + spanish_payment.RULES + spanish_answers.RULES),
)
_KEYWORD_CHANNELS = frozenset({Channel.SMS, Channel.CHAT, Channel.WHATSAPP, None})
POLITE = frozenset(
    [
        "please",
        "thanks",
        "thank",
        "you",
        "hi",
        "hello",
        "hey",
        "dear",
        "sir",
        "madam",
        "team",
        "all",
        "good",
        "morning",
        "afternoon",
        "evening",
        "so",
        "much",
        "very",
        "sorry",
        "por",
        "favor",
        "gracias",
        "hola",
        "buenos",
        "buenas",
        "dias",
        "tardes",
        "noches",
        "dia",
        "saludos",
        "estimados",
        "estimado",
        "muchas",
        "senores",
        "disculpe",
        "s'il",
        "vous",
        "plait",
        "merci",
        "bonjour",
        "bitte",
        "danke",
        "hallo",
        "obrigado",
        "obrigada",
        "ola",
        "grazie",
        "ciao",
        "bedankt",
        "alstublieft",
        "alsjeblieft",
        "dank",
        "dziekuje",
        "prosze",
        "guten",
        "tag",
        "buongiorno",
        "goedendag",
        "dzien",
        "dobry",
        "bom",
    ]
)
# After "no" these begin an answer of its own: "no I paid already".
_AFTER_ANSWER = frozenset(
    [
        "i",
        "we",
        "it",
        "my",
        "our",
        "you",
        "they",
        "please",
        "thanks",
        "thank",
        "just",
        "but",
        "that",
        "this",
        "ya",
        "yo",
        "gracias",
        "mejor",
        "call",
        "email",
    ]
)
_PAYING = frozenset({Intent.ALREADY_PAID, Intent.PROMISE_TO_PAY})  # denied, they say the contrary
_NEGATION_REACH = 3  # words before a phrase in which a negation turns it round


@dataclass(frozen=True, slots=True)
class Context:
    """What, beside the words, decides which rules fire."""

    channel: Channel | None
    question: Question | None
    case_type: CaseType | None = None  # of the one case that the reply is about


@dataclass(frozen=True, slots=True)
class Fired:
    """A label that was read, with the rule and the words (as a span of characters) that it was read from."""

    label: Intent | Flag
    confidence: float
    rule: str
    span: tuple[int, int]
    fallback: bool = False
    everywhere: bool = False  # decided whatever language the reply seems to be in
    whole: bool = False  # it covers the whole message, politeness aside
    tense: bool = False  # a day told whether the verb means what was or what will be

    @property
    def because(self) -> str:
        return f"{self.rule}[{self.span[0]}:{self.span[1]}]"


@dataclass(frozen=True, slots=True)
class Findings:
    """What the rules make of the words."""

    fired: tuple[Fired, ...]  # in the order of the text; each rule at most once
    innocent: frozenset[Intent | Flag]  # labels whose words only mean something else there
    harmless: tuple[tuple[Intent | Flag, tuple[int, int]], ...] = ()  # where such words stand, as spans of characters


class RuleBook:
    """All rules, compiled. Immutable after construction."""

    def __init__(self) -> None:
        self._rules: list[Rule] = []
        self._index, self._unless, self._harmless = PhraseIndex(), PhraseIndex(), PhraseIndex()
        for number, (_, written) in enumerate(harmless.PHRASES):
            self._harmless.add(number, parse_phrase(written, harmless.CLASSES))
        for classes, rules in _TABLES:
            for rule in rules:
                self._add(rule, classes)

    def _add(self, rule: Rule, classes: Mapping[str, str]) -> None:
        number = len(self._rules)
        self._rules.append(rule)
        for written in rule.phrases:
            self._index.add(number, parse_phrase(written, classes))
        for written in rule.unless:
            self._unless.add(number, parse_phrase(written, classes))

    def fire(self, words: Sequence[Word], context: Context) -> list[Fired]:
        """Return what the rules read, in the order of the text; each rule at most once."""
        return list(self.findings(words, context).fired)

    def findings(self, words: Sequence[Word], context: Context) -> Findings:
        """Return what the rules read, and of which labels the words stand there meaning something else."""
        barred = {(number, words[found.first].sentence) for number, found in self._unless.find(words)}
        hits: dict[int, list[Found]] = {}
        innocent: set[Intent | Flag] = set()
        meant_otherwise = [(harmless.PHRASES[number][0], found) for number, found in self._harmless.find(words)]
        for number, found in self._index.find(words):
            rule = self._rules[number]
            if not _asked(rule, context):
                continue
            denied = _denied(rule, words, found)
            if denied is not None or not _about(rule, context) or (number, words[found.first].sentence) in barred:
                innocent.add(rule.label)
                if denied is not None and rule.label in _PAYING:
                    meant_otherwise.append((rule.label, Found(denied, found.end)))
            else:
                hits.setdefault(number, []).append(found)
        covered = _covered_by_label(self._rules, hits)
        fired = [
            _fired(self._rules[number], words, found[0], context)
            for number, found in hits.items()
            if not self._rules[number].whole or _is_all(words, covered[self._rules[number].label])
        ]
        innocent |= {self._rules[number].label for number, _ in barred}
        return Findings(
            tuple(sorted(fired, key=lambda item: item.span)),
            frozenset(innocent - {item.label for item in fired}),
            tuple((label, (words[found.first].start, words[found.end - 1].end)) for label, found in meant_otherwise),
        )


def _asked(rule: Rule, context: Context) -> bool:
    return not rule.asked or context.question in rule.asked


def _about(rule: Rule, context: Context) -> bool:
    return not rule.about or context.case_type in rule.about


def _denied(rule: Rule, words: Sequence[Word], found: Found) -> int | None:
    """Return the place of a negation that stands shortly before, in the same clause, and turns the phrase round."""
    if not rule.plain:
        return None
    clause = words[found.first].clause
    for place in range(found.first - 1, max(found.first - 1 - _NEGATION_REACH, -1), -1):
        if words[place].clause != clause:
            return None
        if words[place].text in NEGATIONS:
            return None if words[place].text == "no" and words[place + 1].text in _AFTER_ANSWER else place
    return None


def _covered_by_label(rules: Sequence[Rule], hits: Mapping[int, list[Found]]) -> dict[Intent | Flag, set[int]]:
    """Return, per label, the words that rules which want the whole message read."""
    covered: dict[Intent | Flag, set[int]] = {}
    for number, found in hits.items():
        if rules[number].whole:
            places = covered.setdefault(rules[number].label, set())
            places.update(*(range(one.first, one.end) for one in found))
    return covered


def _is_all(words: Sequence[Word], covered: set[int]) -> bool:
    return all(place in covered or word.text in POLITE for place, word in enumerate(words))


def _fired(rule: Rule, words: Sequence[Word], found: Found, context: Context) -> Fired:
    confidence = rule.confidence
    if context.channel not in _KEYWORD_CHANNELS:
        confidence = stop_words.KEYWORD_ELSEWHERE.get(rule.id, confidence)
    span = (words[found.first].start, words[found.end - 1].end)
    return Fired(rule.label, confidence, rule.id, span, rule.fallback, rule.everywhere, rule.whole)


@lru_cache(maxsize=1)
def shipped_rules() -> RuleBook:
    """Return all rules, compiled once a process: nothing changes in them."""
    return RuleBook()
