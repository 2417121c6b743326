"""Days that are named with a doubt: "maybe Tuesday", "el viernes, si puedo". Nobody is held to them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from bot.conversation.phrases import PhraseIndex, parse_phrase
from bot.conversation.words import Word
from bot.domain.reading import ReadDate
from bot.domain.vocabulary import DateRole

Span = tuple[int, int]

# What makes a sure day unsure. What asks us to do something, or doubts something else, does not.
_HEDGES: Final = """
    maybe|perhaps|possibly !you_could|you_can|could_you|can_you|you_should|someone|somebody|call|send
    probably|prob|hopefully|tentatively
    might
    i|we may
    try|trying to|for|and|my
    do|try my best
    hope|hoping to|i_can|we_can|for
    not sure !who|what|why|how|where|which|about|whose|if_you|whether_you|this|that|you
    unsure !who|what|why|how|where|about
    do not know !who|what|why|how|where|which|about|you|your|the|this|that|if_you|anything|anybody|anyone
    if i|we can|could|am_able|are_able
    if possible
    a_lo_mejor|quizas|quiza|tal_vez|talvez|puede_que|puede_ser !puede|podria|pueden|podrian|me|alguien
    probablemente|posiblemente|seguramente|ojala
    intentare|intentaremos|tratare|trataremos|procurare
    voy|vamos a intentar|tratar|ver
    espero|esperamos poder|pagar|que|depositar|transferir
    si puedo|podemos|pudiera|se_puede|me_alcanza|nos_alcanza|me_es_posible|es_posible
    a_ver_si !me_mandan|me_envian|me_llaman|me_explican|ustedes|pueden|puede
    no_se si|el|la|cuando|exactamente|bien|aun|todavia|$
    no estoy|estamos seguro|segura|seguros|seguras !de_que_es|quien|que_es
"""
# These may stand beside a doubt in a clause that says nothing else.
_BESIDE: Final = """
    i am we are it is but still yet though just and or really honestly ok well um hmm
    yo pero y aun todavia la verdad bueno pues ya veremos
"""
_FILLING: Final = frozenset(_BESIDE.split())


def _index() -> PhraseIndex:
    index = PhraseIndex()
    for line in _HEDGES.strip().splitlines():
        index.add(0, parse_phrase(line.strip(), {}))
    return index


_INDEX: Final = _index()


def hedged(words: Sequence[Word], dates: Iterable[ReadDate]) -> frozenset[Span]:
    """The spans of the days that stand in one clause with a doubt, or beside a clause or sentence that only doubts."""
    found = [one for _, one in _INDEX.find(words)]
    if not found:
        return frozenset()
    doubts = {place for one in found for place in range(one.first, one.end)}
    clauses = {words[one.first].clause for one in found}
    alone = {words[place].sentence for place in doubts if _says_nothing_else(words, words[place].clause, doubts)}
    return frozenset(
        day.span
        for day in dates
        for word in words
        if word.start < day.span[1]
        and day.span[0] < word.end
        and (word.clause in clauses or any(abs(word.sentence - sentence) <= 1 for sentence in alone))
    )


def _says_nothing_else(words: Sequence[Word], clause: int, doubts: set[int]) -> bool:
    return all(place in doubts or word.text in _FILLING for place, word in enumerate(words) if word.clause == clause)


def without_promise(dates: Iterable[ReadDate], unsure: frozenset[Span]) -> tuple[ReadDate, ...]:
    """The days, with those that are unsure as no day of payment."""
    return tuple(
        replace(day, role=DateRole.OTHER) if day.span in unsure and day.role is DateRole.WILL_PAY_ON else day
        for day in dates
    )
