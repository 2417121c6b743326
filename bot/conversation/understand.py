"""The one door of understanding: a reply in, its meaning out. Deterministic, without network, clock or randomness."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from bot.conversation.amounts import AmountContext, find_amounts
from bot.conversation.automatic import Automatic, classify_mail, classify_text
from bot.conversation.classifier.confidence import confidence, row_of, ruled
from bot.conversation.classifier.evidence import rule_names
from bot.conversation.classifier.features import Features
from bot.conversation.classifier.model import Model, ModelError, Scored
from bot.conversation.cleaning import clean, fold
from bot.conversation.contacts import find_emails, find_phones
from bot.conversation.date_roles import DateContext, ambiguous, read_dates
from bot.conversation.edition import edition
from bot.conversation.hedges import hedged, without_promise
from bot.conversation.intents.answers import read_answer
from bot.conversation.intents.engine import Context, Fired, RuleBook
from bot.conversation.intents.present_tense import by_the_day
from bot.conversation.intents.ranking import doubt, flags_of, rank
from bot.conversation.language import Language, LanguageReader
from bot.conversation.markup import to_text
from bot.conversation.meaning import Meaning, because_of, weigh
from bot.conversation.quoted import strip_quoted
from bot.conversation.redact import redact
from bot.conversation.references import find_references
from bot.conversation.reply import ReplyIn
from bot.conversation.settings import UnderstandingSettings
from bot.conversation.spans import mask
from bot.conversation.words import Word, read_words
from bot.domain.reading import ReadAmount, ReadDate, Reading, ReadIntent, ReadReference, ReadText
from bot.domain.vocabulary import Flag, Intent, Question

READABLE = frozenset({"en", "es"})  # languages that the tables of rules cover
_UNSURE_LANGUAGE = 0.6  # below it the rules' own words decide
_ASKS_REFERENCE = frozenset({Question.REFERENCE, Question.WHICH_CASE})
_FEAR_ALONE = 8  # words of a message that only asks who is writing
_ROBOT_RULES = (".robot",)  # text that only a machine writes


@dataclass(frozen=True, slots=True)
class _Entities:
    dates: tuple[ReadDate, ...] = ()
    amounts: tuple[ReadAmount, ...] = ()
    references: tuple[ReadReference, ...] = ()
    emails: tuple[ReadText, ...] = ()
    phones: tuple[ReadText, ...] = ()
    unsure: frozenset[tuple[int, int]] = frozenset()  # spans of days that were named with a doubt
    masked: str = ""  # the folded text in which days were looked for


class Understander:
    """Reads replies. Construction loads profiles and tables once; afterwards nothing changes: safe between threads."""

    def __init__(self, settings: UnderstandingSettings | None = None, model: Model | None = None) -> None:
        self._settings = settings or UnderstandingSettings()
        self._model = model or _shipped()
        self._languages = LanguageReader(self._settings)
        self._rules, self._features = RuleBook(), Features()
        self.read(ReplyIn("warm, caliente 1.00"))

    @property
    def digest(self) -> str:
        """Which edition of rules, tables and model reads: what reads the same has the same."""
        return edition(self._model.digest if self._model else "")

    def read(self, reply: ReplyIn) -> Reading:
        """Return what the reply means. Never raises for anything that a person or a machine may send."""
        text = own_words(reply)
        language = self._languages.read(text, languages=reply.languages, locale=reply.locale)
        by_headers = classify_mail(reply.headers, reply.subject) if reply.is_mail else None
        automatic = by_headers or classify_text(text)
        if automatic:
            return _automatic(text, language, automatic)
        return self._by_rules(reply, text, language)

    def _by_rules(self, reply: ReplyIn, text: str, language: Language) -> Reading:
        words = read_words(text[: self._settings.rule_characters])
        readable = self._model is not None or language.code in READABLE or language.confidence < _UNSURE_LANGUAGE
        fired = self._rules.fire(words, Context(reply.channel, reply.last_question, readable, reply.case_type))
        entities = self._entities(reply, text, words, language, fired)
        fired = by_the_day(fired, words, entities.dates)
        fired += read_answer(
            reply.last_question,
            fired=fired,
            words=words,
            dates=[day for day in entities.dates if day.span not in entities.unsure],
            amounts=entities.amounts,
            references=entities.references,
            contacts=(*entities.emails, *entities.phones),
        )
        meaning = self._meaning(reply, text, words, language, fired)
        dates = entities.dates
        if meaning is None:
            intents, flags = rank(fired), flags_of(fired)
            known = any(item.everywhere for item in fired) or (language.served and readable)
            reason = self._doubt(text, words, language, intents, flags, known=known)
        else:
            intents, flags = meaning.intents, meaning.flags
            said = _intents_of(fired) | {read.intent for read in intents}
            dates = without_promise(_dates(reply, entities.masked, language, said), entities.unsure)
            reason = self._remaining_doubt(meaning, language, fired)
        return Reading(
            language=language.code,
            language_confidence=language.confidence,
            automatic=any(item.rule.endswith(_ROBOT_RULES) for item in fired)
            and intents[0].intent is Intent.AUTOMATIC_REPLY,
            intents=intents,
            flags=flags,
            decided=not reason,
            dates=dates,
            amounts=entities.amounts,
            references=entities.references,
            emails=entities.emails,
            phones=entities.phones,
            stripped_text=text,
            because=_because(fired, meaning, dates, reason),
        )

    def _meaning(
        self, reply: ReplyIn, text: str, words: Sequence[Word], language: Language, fired: Sequence[Fired]
    ) -> Meaning | None:
        if self._model is None:
            return None
        features = self._features.of(text, language.code, reply.last_question, rule_names(fired))
        scored, settings = self._model.score(features), self._model.settings
        sure = confidence(row_of(scored, ruled(fired), len(words)), settings["confidence"])
        told = self._telling(text, language, features, scored)
        meaning = weigh(fired, scored, sure, settings["thresholds"])
        return replace(meaning, because=because_of(scored, sure, told))

    def _telling(self, text: str, language: Language, features: NDArray[np.uint32], scored: Scored) -> list[str]:
        """Return the concepts that spoke most for the primary intent."""
        assert self._model is not None
        names = self._features.concepts(text, language.code)
        column = int(np.argmax(scored.primary))
        known = np.array(sorted(set(features.tolist()) & names.keys()), dtype=np.uint32)
        return [names[one] for one, _ in self._model.telling(known, column)]

    def _remaining_doubt(self, meaning: Meaning, language: Language, fired: Sequence[Fired]) -> str:
        """Return why a person should see the reply. A clear opt-out is done in any case."""
        first = meaning.intents[0]
        certain = any(item.everywhere and item.label is first.intent for item in fired)
        if certain or (first.intent is Intent.OPT_OUT and first.confidence >= self._settings.decided_confidence):
            return ""
        if not language.served:
            return f"the client does not serve language {language.code}"
        return meaning.doubt

    def _entities(
        self, reply: ReplyIn, text: str, words: Sequence[Word], language: Language, fired: Sequence[Fired]
    ) -> _Entities:
        """Find references, contacts, amounts, days - in this order, each masked for those that follow."""
        text = text[: self._settings.entity_characters]
        folded = fold(text)
        question = reply.last_question
        emails = find_emails(text)
        taken = [email.span for email in emails]
        references = find_references(text, folded, reply.invoices, asked=question in _ASKS_REFERENCE, taken=taken)
        taken += [reference.span for reference in references]
        phones = find_phones(text, taken, reply.region)
        taken += [phone.span for phone in phones]
        context = AmountContext(reply.region, reply.open_amount, asked=question is Question.WHICH_AMOUNT)
        amounts = find_amounts(folded, taken, context)
        taken += [amount.span for amount in amounts]
        masked = mask(folded, taken)
        dates = _dates(reply, masked, language, _intents_of(fired))
        unsure = hedged(words, dates)
        return _Entities(without_promise(dates, unsure), amounts, references, emails, phones, unsure, masked)

    def _doubt(
        self,
        text: str,
        words: Sequence[Word],
        language: Language,
        intents: Sequence[ReadIntent],
        flags: Sequence[Flag],
        *,
        known: bool,
    ) -> str:
        """Return why a person should see the reply; empty when it may be acted on."""
        first = intents[0]
        unmistakable = first.intent is Intent.OPT_OUT and first.confidence >= self._settings.decided_confidence
        if unmistakable:
            return ""
        if not known:
            return f"no rules for language {language.code}"
        if len(text) > self._settings.rule_characters or len(words) > self._settings.decided_words:
            return "too long for rules"
        if tuple(flags) == (Flag.SCAM_FEAR,) and first.intent is Intent.OTHER and len(words) <= _FEAR_ALONE:
            return ""  # "who is this?" says nothing else, and has an answer
        return doubt(intents, self._settings.decided_confidence)


def _shipped() -> Model | None:
    try:
        return Model.load()
    except ModelError:
        return None


def own_words(reply: ReplyIn) -> str:
    """Return the text that is read: the customer's own words, cleaned, without card numbers."""
    raw = reply.text if reply.text.strip() or not reply.html else to_text(reply.html)
    text = clean(raw)
    if reply.is_mail:
        text = strip_quoted(text)
    return redact(text).strip()


def _intents_of(fired: Sequence[Fired]) -> frozenset[Intent]:
    return frozenset(item.label for item in fired if isinstance(item.label, Intent))


def _dates(reply: ReplyIn, masked: str, language: Language, intents: frozenset[Intent]) -> tuple[ReadDate, ...]:
    today = reply.today
    if today is None:
        return ()
    languages = tuple(dict.fromkeys(filter(None, (language.code, reply.locale[:2].lower()))))
    return read_dates(masked, DateContext(today, reply.region, intents, reply.last_question, languages))


def _automatic(text: str, language: Language, automatic: Automatic) -> Reading:
    return Reading(
        language=language.code,
        language_confidence=language.confidence,
        automatic=True,
        intents=(ReadIntent(Intent.AUTOMATIC_REPLY, 0.99),),
        flags=(),
        decided=True,
        stripped_text=text,
        because=(f"automatic: {automatic.because}",),
    )


def _because(
    fired: Sequence[Fired], meaning: Meaning | None, dates: Sequence[ReadDate], reason: str
) -> tuple[str, ...]:
    lines = [item.because for item in fired]
    if meaning is not None:
        lines.append(meaning.because)
    if ambiguous(dates):
        lines.append("dates: ambiguous, to be confirmed")
    if reason:
        lines.append(f"undecided: {reason}")
    return tuple(dict.fromkeys(lines))
