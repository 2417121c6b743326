"""Stretches of a reply, each read on its own: what it says of the cases that it names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.app.records import StoredReply
from bot.app.reply_words import Part, Range
from bot.app.surroundings import Surroundings, Understand, read
from bot.domain.attribution import OF_PERSON, requests_of
from bot.domain.reading import ReadAmount, ReadDate, Reading, ReadReference, ReadText
from bot.domain.vocabulary import Intent

BETWEEN = " "  # joins ranges that stand apart
# A stretch that says no more than this may lack its verb: "and INV-2 on Monday".
WEAK = frozenset({Intent.OTHER, Intent.PROVIDE_DETAILS, Intent.ACKNOWLEDGEMENT, Intent.AFFIRM})


@dataclass(frozen=True, slots=True)
class _Joined:
    """Text put together of ranges, and the way back: (start here, start in the whole, length)."""

    text: str
    pieces: tuple[tuple[int, int, int], ...]

    def back(self, span: Range) -> Range | None:
        """The span in the whole text; None when it lies over a seam."""
        for here, there, length in self.pieces:
            if here <= span[0] and span[1] <= here + length:
                return there + span[0] - here, there + span[1] - here
        return None


def read_part(understand: Understand, reply: StoredReply, whole: Reading, part: Part, around: Surroundings) -> Reading:
    """The meaning of a part, its spans those of the whole text. One without a verb is read with what it leans on."""
    alone = _read(understand, reply, whole, part.ranges, around)
    if not part.lead or (alone.decided and _strong(alone)):
        return alone
    leaning = _read(understand, reply, whole, tuple(sorted((*part.lead, *part.ranges))), around)
    if not leaning.decided or not _strong(leaning):
        return alone
    if not _strong(alone) <= _strong(leaning):  # it has a verb of its own that says something else
        return alone
    return _within(leaning, part.ranges)


def _strong(reading: Reading) -> set[Intent]:
    return {read.intent for read in reading.intents} - WEAK


def says_of_cases(reading: Reading) -> bool:
    """Whether it asks for something that must be about some case."""
    return any(intent is not Intent.OTHER and intent not in OF_PERSON for intent in requests_of(reading))


def _read(
    understand: Understand, reply: StoredReply, whole: Reading, ranges: Sequence[Range], around: Surroundings
) -> Reading:
    joined = _join(whole.stripped_text, ranges)
    payload = {"text": joined.text, "sender": reply.payload.get("sender", "")}
    reading = read(understand, replace(reply, payload=payload), around)
    if reading.stripped_text != joined.text:  # something was taken for a quotation: the places are not sure any more
        reading = replace(reading, decided=False, dates=(), amounts=(), references=(), emails=(), phones=())
    return _placed(reading, joined, whole)


def _join(text: str, ranges: Sequence[Range]) -> _Joined:
    pieces, parts, here = [], [], 0
    for start, end in ranges:
        inner = text[start:end]
        begin = start + len(inner) - len(inner.lstrip())
        written = inner.strip()
        pieces.append((here, begin, len(written)))
        parts.append(written)
        here += len(written) + len(BETWEEN)
    return _Joined(BETWEEN.join(parts), tuple(pieces))


def _placed(reading: Reading, joined: _Joined, whole: Reading) -> Reading:
    """With spans, text and language of the whole: one person wrote it in one go."""
    return replace(
        reading,
        language=whole.language,
        language_confidence=whole.language_confidence,
        stripped_text=whole.stripped_text,
        dates=tuple(ReadDate(x.date, x.role, at) for x in reading.dates if (at := joined.back(x.span))),
        amounts=tuple(
            ReadAmount(x.minor_units, x.currency, at) for x in reading.amounts if (at := joined.back(x.span))
        ),
        references=tuple(ReadReference(x.text, x.kind, at) for x in reading.references if (at := joined.back(x.span))),
        emails=tuple(ReadText(x.text, at) for x in reading.emails if (at := joined.back(x.span))),
        phones=tuple(ReadText(x.text, at) for x in reading.phones if (at := joined.back(x.span))),
    )


def _within(reading: Reading, ranges: Sequence[Range]) -> Reading:
    """Without the days and amounts of what it leans on: those are another case's."""

    def own(span: Range) -> bool:
        return any(start <= span[0] and span[1] <= end for start, end in ranges)

    return replace(
        reading,
        dates=tuple(day for day in reading.dates if own(day.span)),
        amounts=tuple(amount for amount in reading.amounts if own(amount.span)),
    )
