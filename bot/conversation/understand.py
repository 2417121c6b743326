"""The one door of understanding: a reply in, its meaning out. Deterministic, without network, clock or randomness."""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation.automatic import Automatic, classify_mail, classify_text
from bot.conversation.classifier.model import Model, shipped
from bot.conversation.cleaning import clean
from bot.conversation.date_roles import ambiguous
from bot.conversation.edition import edition
from bot.conversation.entities import Entities, find_entities, with_intents
from bot.conversation.intents.answers import read_answer
from bot.conversation.intents.engine import Context, Fired
from bot.conversation.intents.present_tense import by_the_day
from bot.conversation.intents.quick_answers import without_heading
from bot.conversation.judging import Heard, Judge
from bot.conversation.language import Language, LanguageReader
from bot.conversation.markup import to_text
from bot.conversation.meaning import TENSES, Meaning
from bot.conversation.quoted import strip_quoted
from bot.conversation.redact import redact
from bot.conversation.reply import ReplyIn
from bot.conversation.robot_question import asks_if_automated
from bot.conversation.settings import UnderstandingSettings
from bot.conversation.words import read_words
from bot.domain.reading import ReadDate, Reading, ReadIntent
from bot.domain.vocabulary import Intent

_ROBOT_RULES = (".robot",)  # text that only a machine writes


class Understander:
    """Reads replies. Construction loads profiles and tables once; afterwards nothing changes: safe between threads."""

    def __init__(self, settings: UnderstandingSettings | None = None, model: Model | None = None) -> None:
        """Take the model, else the shipped one. Raises ModelError."""
        self._settings = settings or UnderstandingSettings()
        self._model = model or shipped()
        self._languages = LanguageReader(self._settings)
        self._judge = Judge(self._settings, self._model)
        self.read(ReplyIn("warm, caliente 1.00"))

    @property
    def digest(self) -> str:
        """Which edition of rules, tables and model reads: what reads the same has the same."""
        return edition(self._model.digest)

    def read(self, reply: ReplyIn) -> Reading:
        """Return what the reply means. Never raises for anything that a person or a machine may send."""
        text = own_words(reply)
        language = self._languages.read(text, languages=reply.languages, locale=reply.locale)
        by_headers = classify_mail(reply.headers, reply.subject) if reply.is_mail else None
        automatic = by_headers or classify_text(text)
        if automatic:
            return _automatic(text, language, automatic)
        return self._understood(reply, text, language)

    def _understood(self, reply: ReplyIn, text: str, language: Language) -> Reading:
        said = without_heading(text, reply.invoices)
        words = read_words(said[: self._settings.rule_characters])
        context = Context(reply.channel, reply.last_question, case_type=reply.case_type)
        heard = self._judge.hear(said, words, language, context)
        named = find_entities(reply, text[: self._settings.entity_characters], words, language.code, heard.intents)
        fired = _with_answers(heard, named)
        meaning = self._judge.judge(heard, fired)
        named = with_intents(named, reply, language.code, _said(heard, meaning))
        return self._reading(text, heard, named, fired, meaning)

    def _reading(self, text: str, heard: Heard, named: Entities, fired: Sequence[Fired], meaning: Meaning) -> Reading:
        robot = any(item.rule.endswith(_ROBOT_RULES) for item in fired)
        return Reading(
            language=heard.language.code,
            language_confidence=heard.language.confidence,
            automatic=robot and meaning.intents[0].intent is Intent.AUTOMATIC_REPLY,
            intents=meaning.intents,
            flags=meaning.flags,
            decided=not meaning.doubt,
            dates=named.dates,
            amounts=named.amounts,
            references=named.references,
            emails=named.emails,
            phones=named.phones,
            stripped_text=text,
            asks_if_automated=asks_if_automated(text, len(heard.words), self._judge.concepts(heard)),
            because=_because(fired, meaning, named.dates),
        )


def own_words(reply: ReplyIn) -> str:
    """Return the text that is read: the customer's own words, cleaned, without card numbers."""
    raw = reply.text if reply.text.strip() or not reply.html else to_text(reply.html)
    text = clean(raw)
    if reply.is_mail:
        text = strip_quoted(text)
    return redact(text).strip()


def _with_answers(heard: Heard, named: Entities) -> list[Fired]:
    """Return what the rules read, in the light of the days, the question and what was named."""
    fired = by_the_day(heard.fired, heard.words, named.dates)
    return fired + read_answer(
        heard.question,
        fired=fired,
        words=heard.words,
        dates=named.sure_dates,
        amounts=named.amounts,
        references=named.references,
    )


def _said(heard: Heard, meaning: Meaning) -> frozenset[Intent]:
    """Return what the reply says. Where rules read one tense of paying, the model's guess at the other is none."""
    read = {one.intent for one in meaning.intents}
    if len(heard.intents & TENSES) == 1:
        read -= TENSES - {meaning.intents[0].intent}
    return heard.intents | read


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


def _because(fired: Sequence[Fired], meaning: Meaning, dates: Sequence[ReadDate]) -> tuple[str, ...]:
    lines = [*(item.because for item in fired), meaning.because]
    if ambiguous(dates):
        lines.append("dates: ambiguous, to be confirmed")
    if meaning.doubt:
        lines.append(f"undecided: {meaning.doubt}")
    return tuple(dict.fromkeys(lines))
