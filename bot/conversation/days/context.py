"""What stands around a day and tells what happens on it: the nearest telling word, a denial, a question."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.conversation.days.role_words import Cue, RoleWords, phrase_at
from bot.conversation.days.tokens import MASKED, Tokens
from bot.conversation.spans import Span

_REACH = 14  # words in the day's own sentence
_FAR_REACH = 30  # words beyond it
_HELP_REACH, _DENIAL_REACH, _NOUN_REACH, _DIRECT_REACH = 3, 4, 6, 3  # words before
_FRAGMENT = 4  # words beside the day in its sentence: then the sentences around it are looked at
_SHORT_MESSAGE = 5  # words: a "no" that begins it is an answer, no denial
_COMING_WORDS = "proximo proxima viene siguiente entrante vem prochain prossimo prossima volgende nachsten kommenden"
_COMING = frozenset(_COMING_WORDS.split())
_ALREADY = frozenset({"ya", "ja"})
_BEFORE = frozenset({"before", "antes", "avant", "vor", "prima", "voor", "przed", "earlier", "until"})
_ANSWERS_NO = frozenset({"no", "nein", "non", "nee", "nie", "nao", "nope"})
_TAGS_WORDS = "ok okay right alright vale bien gut oke goed dobrze certo beleza bene fine ta ne tak oder hein"
_TAGS = frozenset(_TAGS_WORDS.split())
_ARTICLES_WORDS = """
    the a an my our this that your by via
    el la un una mi su por de este ese con nuestro
    du mon ma notre ce den die eine der das ein meine unsere
    per il lo mio tramite o um meu minha nosso esse het een mijn onze deze moj swoj ten
"""
_ARTICLES = frozenset(_ARTICLES_WORDS.split())  # before a word that may be a verb they make it a noun
_BY_WORDS = "by before until bis voor tegen avant ici entro antes ate do przed uiterlijk"
_BY = frozenset(_BY_WORDS.split())
_SINCE = frozenset({"since", "desde", "depuis", "seit", "sinds", "od", "dal"})
_WAS = frozenset({"was", "fue", "foi", "etait", "war", "era", "stato", "byl", "bylo", "byla", "geleden"})
_SHALL_BE = frozenset({"sera", "seront", "serez", "serai", "seran"})
_JUST = frozenset({"acabo", "acabei", "acabamos", "viens", "venons"})  # "acabo de pagar"
_INVERTED_WORDS = """
    would could can does is will may should do did kann konnte ist geht darf passt puedo podria podemos
    estaria seria posso possiamo potrei sarebbe pode tem kan mag zou zal lukt czy moge puis est serait peut
"""  # they begin a question where it has its mark
_INVERTED = frozenset(_INVERTED_WORDS.split())
_STRONG = frozenset({Cue.PAID, Cue.WILL, Cue.PAYMENT, Cue.PRESENT, Cue.BOTH, Cue.OTHER, Cue.OTHER_PAST})


class Telling(NamedTuple):
    cue: Cue | None
    denied: bool = False
    asked: bool = False
    belongs: bool = False  # "the transfer of Friday"
    coming: bool = False  # beside a word such as "proximo"
    since: bool = False  # "since Monday"


class Surroundings:
    """The tokens of a reply with what each tells, and where its days stand."""

    def __init__(self, tokens: Tokens, days: Sequence[Span], words: RoleWords) -> None:
        self._tokens, self._asked, self._words = tokens.items, tokens.asked, words
        starts = [token.start for token in self._tokens]
        self._days = [(bisect_left(starts, start), bisect_left(starts, end)) for start, end in days]
        inside = {place for first, end in self._days for place in range(first, end)}
        self._inside = inside
        self._harmless = self._without_meaning()
        self._cues = [
            None if place in inside or place in self._harmless else words.cues.get(token.text)
            for place, token in enumerate(self._tokens)
        ]

    def _without_meaning(self) -> frozenset[int]:
        """Words of phrases that deny nothing: "no problem"."""
        return frozenset(
            place
            for at in range(len(self._tokens))
            for place in range(at, at + phrase_at(self._words.harmless, self._tokens, at))
        )

    def tell(self, place: int) -> Telling:
        """Return what the words around the day at that place say of it."""
        first, end = self._days[place]
        if first >= end:
            return Telling(None)
        promised_from = any(token.text in self._words.until for token in self._tokens[first:end])
        if not promised_from and self._refused(place, first, end):
            return Telling(None, denied=True)
        belongs = self._belonging(first)
        if belongs is not None:
            return Telling(belongs, belongs=True)
        cue, denied = self._nearest(place, first, end)
        return Telling(
            cue, denied, self._is_asked(first, end), coming=self._is_coming(first, end), since=self._is_since(first)
        )

    def beside_days(self) -> list[str]:
        """Return the words that are no part of a day."""
        return [
            token.text
            for place, token in enumerate(self._tokens)
            if place not in self._inside and place not in self._harmless and token.text.isalpha()
        ]

    def says_was(self) -> bool:
        """Whether a short reply tells when something was: "fue el 3", "it was on Monday"."""
        return any(word in _WAS for word in self.beside_days())

    # --- denial ---

    def _refused(self, place: int, first: int, end: int) -> bool:
        """Whether a denial stands right at the day: "not the 27th", "vendredi pas possible"."""
        clause = self._tokens[first].clause
        for at in range(first - 1, max(first - 1 - _DIRECT_REACH, -1), -1):
            if self._tokens[at].clause != clause or at in self._inside or self._cues[at] in _STRONG:
                break
            if self._tokens[at].text in self._words.until:
                return False
            if self._is_negation(at):
                return not self._answers_no(at) or self._tokens[at + 1].text in _BEFORE
        for at in range(end, min(end + 2, len(self._tokens))):
            if self._tokens[at].clause != clause or self._cues[at] in _STRONG:
                break
            if self._is_negation(at):
                return not self._another_day_follows(place, at)
        return False

    def _is_negation(self, at: int) -> bool:
        return self._tokens[at].text in self._words.negations and at not in self._harmless

    def _answers_no(self, at: int) -> bool:
        """Whether it is the "no" of "no the 28th": it begins a short message that names one day."""
        short = sum(token.text.isalnum() for token in self._tokens) <= _SHORT_MESSAGE
        return at == 0 and self._tokens[0].text in _ANSWERS_NO and short and len(self._days) == 1

    def _another_day_follows(self, place: int, at: int) -> bool:
        """In "28 not 27" the denial is of the day that follows."""
        return place + 1 < len(self._days) and self._days[place + 1][0] - at <= _DIRECT_REACH

    def _denied_verb(self, at: int, first: int) -> bool:
        clause = self._tokens[at].clause
        near = range(max(0, at - _DENIAL_REACH), min(at + _DENIAL_REACH, len(self._tokens)))
        denied = any(
            self._is_negation(n) and self._tokens[n].clause == clause and not self._joined(n, at) for n in near
        )
        if not denied:
            return False
        before_day = self._tokens[max(0, first - 3) : first + 1]
        return not any(token.text in self._words.until for token in before_day)

    def _joined(self, one: int, other: int) -> bool:
        """Whether a word that begins a new clause stands between."""
        low, high = sorted((one, other))
        return any(self._tokens[n].text in self._words.joins for n in range(low + 1, high))

    # --- the nearest telling word ---

    def _nearest(self, place: int, first: int, end: int) -> tuple[Cue | None, bool]:
        """Return the cue, and whether it is denied. The day's own clause comes first, before it, then behind it."""
        weak = None
        for at, own in self._order(first, end):
            if weak and not own:
                return weak, False
            cue = self._cues[at]
            if cue is None or (cue in {Cue.OTHER, Cue.OTHER_PAST} and (not own or self._of_another_day(at, place))):
                continue
            cue = self._meant(cue, at)
            if cue is Cue.WEAK and own and not weak and self._denied_verb(at, first):
                return None, True
            if cue is Cue.WEAK or (cue is Cue.PAYMENT and weak is not Cue.PAYMENT):
                weak = cue if weak is None or cue is Cue.PAYMENT else weak
                continue
            if cue in {Cue.WILL, Cue.PAID, Cue.PAYMENT, Cue.PRESENT} and self._denied_verb(at, first):
                if own:
                    return None, True
                continue
            if cue is Cue.PAID and self._is_deadline(first, behind=at >= end):
                return Cue.WILL, False
            return cue, False
        return weak, False

    def _is_deadline(self, first: int, *, behind: bool) -> bool:
        """Whether what was done is done for a day to come: "by Friday it is paid", "scheduled for the 2nd"."""
        near = {token.text for token in self._tokens[max(0, first - 2) : first + 1]}
        return bool(near & self._words.aims) or (behind and bool(near & _BY))

    def _order(self, first: int, end: int) -> Iterator[tuple[int, bool]]:
        """Yield the places to look at, and whether they are of the day's own clause."""
        sentence, clause = self._tokens[first].sentence, self._tokens[first].clause
        before = range(first - 1, max(first - 1 - _FAR_REACH, -1), -1)
        behind = range(end, min(end + _FAR_REACH, len(self._tokens)))
        own_before, far_before = self._split(before, clause)
        own_behind, far_behind = self._split(behind, clause)
        for at in (*own_before, *own_behind):
            yield at, True
        same = [at for at in (*far_before, *far_behind) if self._tokens[at].sentence == sentence]
        for at in same:
            yield at, False
        if len(own_before) + len(own_behind) + len(same) <= _FRAGMENT:
            for at in (*far_before, *far_behind):
                if self._tokens[at].sentence != sentence:
                    yield at, False

    def _split(self, places: range, clause: int) -> tuple[list[int], list[int]]:
        own: list[int] = []
        for number, at in enumerate(places):
            leaves = self._tokens[at].clause != clause or number >= _REACH
            if leaves or self._tokens[at].text in self._words.joins:
                return own, list(places[number:])
            own.append(at)
        return own, []

    def _of_another_day(self, at: int, place: int) -> bool:
        """Whether another day stands between: in "the invoice dated 11/3 on 11/27" only the first is a date of it."""
        return place > 0 and at < self._days[place - 1][0]

    def _meant(self, cue: Cue, at: int) -> Cue:
        """Return what a word tells once its helpers are read: "will be paid", "my wire", "ya pagamos"."""
        clause, words = self._tokens[at].clause, self._words
        before = self._before(at)
        behind = {t.text for t in self._tokens[at + 1 : at + 3] if t.clause == clause}
        if cue is Cue.BOTH:
            return self._either(at, before, before | behind)
        if cue in {Cue.WILL, Cue.PRESENT} and before & words.intended:
            return Cue.OTHER
        if cue is Cue.WILL and (self._is_noun(at) or before & _JUST):
            return Cue.PAID if before & _JUST else Cue.PAYMENT
        if cue is Cue.PAID and ((before & words.helps and not before & words.past_marks) or behind & words.passive):
            return Cue.WILL
        return Cue.PAID if cue is Cue.PRESENT and before & _ALREADY else cue

    def _before(self, at: int) -> set[str]:
        """Return the words before, in the same clause; the days between them do not count."""
        found: list[str] = []
        for place in range(at - 1, max(at - 1 - _REACH, -1), -1):
            token = self._tokens[place]
            if token.clause != self._tokens[at].clause or len(found) == _HELP_REACH:
                break
            if place not in self._inside and token.text.isalnum():
                found.append(token.text)
        return set(found)

    def _either(self, at: int, before: set[str], around: set[str]) -> Cue:
        """Return what "paye" or "pago" is: by what stands around it, else by its day."""
        if around & self._words.past_marks:
            return Cue.PAID
        if before & self._words.helps & _SHALL_BE:
            return Cue.WILL  # "sera payé"
        if self._words.subjects and self._tokens[at - 1].text in _ARTICLES:
            return Cue.LIKELY  # "ma paye"
        if not self._words.subjects:
            return Cue.PAYMENT if before & _ARTICLES else Cue.LIKELY
        return Cue.WILL if before & self._words.subjects else Cue.PAID

    def _is_noun(self, at: int) -> bool:
        if self._tokens[at].text not in self._words.payments:
            return False
        while at > 1 and self._tokens[at - 1].text in self._words.compound:
            at -= 1
        return at > 0 and (self._tokens[at - 1].text in _ARTICLES or self._cues[at - 1] is Cue.PAID)

    # --- what a day belongs to, questions ---

    def _belonging(self, first: int) -> Cue | None:
        """Return what a day is a date of: "the invoice of 3 May" is no day of payment, "the transfer of 3 May" is."""
        at = first - 1
        if at < 0 or self._tokens[at].text not in self._words.belongs:
            at -= 1  # an article between: "from the 3rd"
        if at < 0 or self._tokens[at].text not in self._words.belongs:
            return None
        for noun in range(at - 1, max(at - 1 - _NOUN_REACH, -1), -1):
            if self._tokens[noun].sentence != self._tokens[first].sentence or noun in self._inside:
                break
            if self._tokens[noun].text in self._words.dated:
                return Cue.OTHER_PAST
            if self._tokens[noun].text in self._words.payments:
                return Cue.PAYMENT
            if self._cues[noun] is not None:
                break
        return None

    def _is_coming(self, first: int, end: int) -> bool:
        around = self._tokens[max(0, first - 1) : end + 2]
        return any(token.text in _COMING for token in around)

    def _is_since(self, first: int) -> bool:
        return any(token.text in _SINCE for token in self._tokens[max(0, first - 2) : first + 1])

    def _is_asked(self, first: int, end: int) -> bool:
        """Whether the day is asked about: the last clause of a question, or one that begins as questions do."""
        sentence, clause = self._tokens[first].sentence, self._tokens[first].clause
        begins = first
        while begins and self._tokens[begins - 1].sentence == sentence:
            begins -= 1
        opened = any(self._opens(at) for at in range(begins, first) if at == begins or self._starts_clause(at))
        if opened:
            return True
        if sentence not in self._asked:
            return False
        if self._tokens[begins].text in _INVERTED:
            return True
        rest = [token for token in self._tokens[end:] if token.sentence == sentence and token.text.isalnum()]
        if rest and rest[-1].text in _TAGS and len(rest) <= 3:  # noqa: PLR2004 - "..., is that ok?"
            return False
        return all(token.clause == clause and token.text not in self._words.joins for token in rest)

    def _starts_clause(self, at: int) -> bool:
        before = self._tokens[at - 1]
        return before.clause != self._tokens[at].clause or not (before.text.isalnum() or before.text == MASKED)

    def _opens(self, at: int) -> bool:
        return phrase_at(self._words.asks, self._tokens, at) > 0
