"""What a reply names: references, contacts, amounts, days - in this order, each masked for those that follow."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from bot.conversation.amount_shares import is_share
from bot.conversation.amounts import AmountContext, find_amounts
from bot.conversation.cleaning import fold
from bot.conversation.contacts import find_emails, find_phones
from bot.conversation.date_roles import DateContext, read_dates
from bot.conversation.hedges import hedged, without_promise
from bot.conversation.references import find_references
from bot.conversation.reply import ReplyIn
from bot.conversation.spans import mask
from bot.conversation.words import Word
from bot.domain.reading import ReadAmount, ReadDate, ReadReference, ReadText
from bot.domain.vocabulary import Intent, Question

_ASKS_REFERENCE = frozenset({Question.REFERENCE, Question.WHICH_CASE})


@dataclass(frozen=True, slots=True)
class Entities:
    """`masked` is the folded text in which days were looked for; `unsure` the spans of days named with a doubt."""

    dates: tuple[ReadDate, ...] = ()
    amounts: tuple[ReadAmount, ...] = ()
    references: tuple[ReadReference, ...] = ()
    emails: tuple[ReadText, ...] = ()
    phones: tuple[ReadText, ...] = ()
    unsure: frozenset[tuple[int, int]] = frozenset()
    masked: str = ""

    @property
    def sure_dates(self) -> list[ReadDate]:
        """The days that were named without a doubt."""
        return [day for day in self.dates if day.span not in self.unsure]


def find_entities(
    reply: ReplyIn, text: str, words: Sequence[Word], language: str, intents: AbstractSet[Intent]
) -> Entities:
    """Return what the text names. `intents` are those read so far: they help to say what a day is for."""
    folded, question = fold(text), reply.last_question
    emails = find_emails(text)
    taken = [email.span for email in emails]
    references = find_references(text, folded, reply.invoices, asked=question in _ASKS_REFERENCE, taken=taken)
    taken += [reference.span for reference in references]
    phones = find_phones(text, taken, reply.region)
    taken += [phone.span for phone in phones]
    amounts = find_amounts(
        folded, taken, AmountContext(reply.region, reply.open_amount, asked=question is Question.WHICH_AMOUNT)
    )
    # "The rest on the 28th": the words of a share tell what the day is for.
    taken += [amount.span for amount in amounts if not is_share(folded[slice(*amount.span)])]
    masked = mask(folded, taken)
    dates = _dates(reply, masked, language, intents)
    unsure = hedged(words, dates)
    return Entities(without_promise(dates, unsure), amounts, references, emails, phones, unsure, masked)


def with_intents(found: Entities, reply: ReplyIn, language: str, intents: AbstractSet[Intent]) -> Entities:
    """Return the entities with what their days are for, now that it is known what the reply is about."""
    dates = _dates(reply, found.masked, language, intents)
    return replace(found, dates=without_promise(dates, found.unsure))


def _dates(reply: ReplyIn, masked: str, language: str, intents: AbstractSet[Intent]) -> tuple[ReadDate, ...]:
    today = reply.today
    if today is None:
        return ()
    languages = tuple(dict.fromkeys(filter(None, (language, reply.locale[:2].lower()))))
    return read_dates(masked, DateContext(today, reply.region, frozenset(intents), reply.last_question, languages))
