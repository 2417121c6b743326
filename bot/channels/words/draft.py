"""From touches to the points of one message: who leads, what is said once, what each case says for itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from babel import Locale

from bot.app.words import Letter, LetterItem
from bot.channels.words import formats, values
from bot.channels.words.catalogue import Catalogue
from bot.channels.words.kinds import FRAME
from bot.channels.words.library import Words
from bot.domain.changing import replace
from bot.domain.errors import Rejected

MASKED: Final = f"{FRAME}/masked"  # stands in for every message to a contact who is not verified
ALWAYS: Final = "always"  # a discreet template of this sort names nobody, verified or not

Book = Mapping[str, Words]  # the templates of one language


@dataclass(frozen=True, slots=True)
class Group:
    """Cases that say the same: one template, one promised day, one decision."""

    words: Words
    items: tuple[LetterItem, ...]
    values: dict[str, Any]
    _said: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    def say(self, part: str) -> str:
        """The words of one part, in these cases."""
        said = self._said.get(part)
        if said is None:
            said = self._said[part] = self.words.say(part, self.values)
        return said

    @property
    def family(self) -> str:
        """Messages of a family ("owed", "held") share one request and one total."""
        return self.words.family

    @property
    def asks(self) -> bool:
        """Whether it ends with the question of the message."""
        return any(item.question for item in self.items)

    @property
    def rank(self) -> int:
        return max(item.tone for item in self.items)


@dataclass(frozen=True, slots=True)
class Point:
    """One paragraph; with a heading (invoice) and a figure (amount) where it is one case of several."""

    text: str
    heading: str = ""
    figure: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a message has to say, before a channel gives it a form."""

    letter: Letter
    book: Book
    catalogue: Catalogue
    locale: Locale
    groups: tuple[Group, ...]
    lead: Group  # whose request speaks for the message: the highest tone, the first among equals
    family: str  # that all cases share, if they do
    values: dict[str, Any]  # of the whole message

    @property
    def many(self) -> bool:
        return len(self.letter.items) > 1

    @property
    def together(self) -> bool:
        """Whether it is one answer to several requests about one case."""
        return len(self.groups) > 1 and len(values.cases(self.letter.items)) == 1


def draft(letter: Letter, book: Book, catalogue: Catalogue, locale: Locale) -> Draft:
    """Sort the touches of a letter into groups with their values. Raises Rejected for an unknown template."""
    if any(words_of(book, item.template).discreet == ALWAYS for item in letter.items):
        letter = replace(letter, verified=False)
    common = values.letter_values(letter, locale, catalogue.phrase(letter.check_where))
    groups = tuple(
        Group(words, items, common | values.group_values(items, letter, locale, catalogue))
        for words, items in _sorted(letter, book)
    )
    alone = len(groups) == 1
    whole = groups[0].values if alone else common | values.group_values(letter.items, letter, locale, catalogue)
    lead = groups[0] if alone else max(groups, key=lambda group: (group.rank, group.asks))
    family = lead.family if alone or len({group.family for group in groups}) == 1 else ""
    total = _total(letter, locale) if family else ""
    whole = whole | {"total": total, "family": family}
    return Draft(letter, book, catalogue, locale, groups, lead, family, whole)


def _sorted(letter: Letter, book: Book) -> Iterator[tuple[Words, tuple[LetterItem, ...]]]:
    found: dict[tuple[Any, ...], list[LetterItem]] = {}
    for item in letter.items:
        name = item.template if letter.verified or _is_discreet(item.template, book) else MASKED
        key = (name,) if name == MASKED else (name, *_told_apart(item))
        found.setdefault(key, []).append(item)
    for (name, *_), items in found.items():
        yield words_of(book, name), tuple(items)


def _told_apart(item: LetterItem) -> tuple[object, ...]:
    """What items must have in common to be said in one sentence."""
    days = (item.promise_day, item.earlier_day, item.asked_day)
    return (*days, item.asks, item.resolution, item.currency)


def words_of(book: Book, name: str) -> Words:
    """The words of a template. Raises Rejected when there are none."""
    try:
        return book[name]
    except KeyError:
        raise Rejected(f"There is no message template '{name}'.") from None


def _is_discreet(name: str, book: Book) -> bool:
    return bool(words_of(book, name).discreet)


def _total(letter: Letter, locale: Locale) -> str:
    currencies = {item.currency for item in letter.items}
    if len(letter.items) == 1 or len(currencies) > 1 or not letter.verified:
        return ""
    form = formats.amount_format(currencies.pop(), locale)
    return form.write(sum(item.open_minor for item in values.cases(letter.items) if item.counted))


def points(drafted: Draft) -> tuple[list[Point], list[Point]]:
    """The paragraphs of a message, each said once: what is said of the cases, and what closes the message.

    Merged, each case has its own paragraph. A family closes with one request, in the words of its highest
    tone; the requests of other messages stand right after their cases.
    """
    if drafted.together:
        return _together(drafted)
    body: list[Point] = []
    closing: list[Point] = []
    for group in drafted.groups:
        said = _once([_case_point(drafted, group, item) for item in group.items])
        asked = _requests(group) if drafted.many and not drafted.family else []
        body += [_joined(said, asked)] if len(said) <= 1 else [*said, *asked]
    if not drafted.many or drafted.family:
        closing = _requests(_speaker(drafted))
    return _once(body), _once(closing)


def _together(drafted: Draft) -> tuple[list[Point], list[Point]]:
    """One answer to several requests: a paragraph for each, one question at the end."""
    body = [_joined_words(group, ("item",) if group.asks else ("item", "ask", "next")) for group in drafted.groups]
    closing = [_joined_words(group, ("ask", "next")) for group in drafted.groups if group.asks]
    return _once(body), _once(closing)


def _joined_words(group: Group, parts: Sequence[str]) -> Point:
    return Point(" ".join(text for part in parts if (text := group.say(part))))


def short_points(drafted: Draft, say: Callable[[Group], str]) -> tuple[list[str], list[str]]:
    """One answer to several requests where words are dear: whoever leads says all, the others the gist of it.

    The sentences of two paragraphs; a question stands at the end.
    """
    others = (group for group in drafted.groups if group is not drafted.lead)
    gist = list(dict.fromkeys(text for group in others if (text := group.say("brief") or say(group))))
    whole = [say(drafted.lead)]
    return (gist, whole) if drafted.lead.asks else (whole, gist)


def as_sentence(text: str) -> str:
    """Words that follow the sender's name begin small; those that follow a sentence do not."""
    first = next((at for at, char in enumerate(text) if char.isalpha()), 0)
    return f"{text[:first]}{text[first : first + 1].upper()}{text[first + 1 :]}"


def _case_point(drafted: Draft, group: Group, item: LetterItem) -> Point:
    if not drafted.many:
        return Point(group.say("item"))
    own = values.group_values([item], drafted.letter, drafted.locale, drafted.catalogue)
    text = group.words.say("item", group.values | own | {"many": True})
    named = own["invoice"] in text and bool(own["invoice"])
    ours = drafted.letter.verified and not values.invoice_of(item)
    heading = own["bills"] if ours else own["invoice"]
    return Point(text, heading if named else "", own["amount"] if named and group.family else "")


def _joined(said: Sequence[Point], asked: Sequence[Point]) -> Point:
    case = said[0] if said else Point("")
    return replace(case, text="\n".join(point.text for point in (*said, *asked)))


def _speaker(drafted: Draft) -> Group:
    return Group(drafted.lead.words, drafted.letter.items, drafted.values)


def _requests(group: Group) -> list[Point]:
    return [Point(text) for part in ("ask", "next") if (text := group.say(part))]


def _once(found: Sequence[Point]) -> list[Point]:
    return list({point.text: point for point in found if point.text}.values())
