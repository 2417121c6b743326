"""What a person said that a reply means is kept as a lesson, without whoever wrote it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.app.context import Context
from bot.app.lessons import Lesson, Source
from bot.app.records import Recorded, StoredReply
from bot.app.staff.at_hand import CaseAtHand
from bot.app.staff.discretion import is_personal
from bot.app.staff.undecided import reading_digest
from bot.domain.apply import apply
from bot.domain.case import Case
from bot.domain.events import CaseOpened, ReplyReceived
from bot.domain.reading import Reading
from bot.domain.vocabulary import Question


def keep_lesson(
    context: Context, at_hand: CaseAtHand, reply: StoredReply, before: Reading, meant: Reading, *, misread: bool = False
) -> None:
    """Keep what a reply means, beside the decision, in its transaction. `before` is what they were shown.

    Not of a client that keeps its customers' words out, nor of a button that was pressed.
    """
    case, rules = at_hand.case, at_hand.work.rules
    if context.anonymous is None or not rules.learn_from_replies or reply.payload.get("plain"):
        return
    customer = at_hand.work.bundle.facts
    name = at_hand.unit.customer_names([case.customer_id]).get(case.customer_id, "")
    personal = is_personal(meant.flags, tuple(one.intent for one in meant.intents))
    words = meant.stripped_text or before.stripped_text
    codes = [code for one in at_hand.work.cases.values() for code in (one.ref, one.invoice, one.transaction) if code]
    text = context.anonymous(words, [name], codes, customer.country or rules.country, numbers=not personal)
    if not text or not meant.intents:
        return
    at_hand.unit.keep_lesson(
        Lesson(
            reply_id=reply.id,
            case_id=case.id,
            client=case.client,
            customer_id=case.customer_id,
            by=at_hand.staff.id,
            at=at_hand.now,
            source=Source.MISREAD if misread else _source(before, meant),
            digest=reading_digest(reply.id, before),
            text=text,
            language=meant.language.partition("-")[0],
            intents=tuple(one.intent for one in meant.intents),
            flags=meant.flags,
            question=question_before(tuple(at_hand.unit.case_events(case.id)), reply.id),
            # Of whom only a person may treat, no more is kept than training needs.
            dates=() if personal else tuple((one.date.isoformat(), one.role.value) for one in meant.dates),
            amounts=() if personal else tuple((one.minor_units, one.currency or "") for one in meant.amounts),
        )
    )


def _source(before: Reading, meant: Reading) -> Source:
    return Source.CONFIRMED if labels(before) == labels(meant) else Source.CORRECTED


def labels(reading: Reading) -> tuple[object, ...]:
    """All that a person may say of a reply."""
    return (
        reading.language.partition("-")[0],
        tuple(one.intent for one in reading.intents),
        frozenset(reading.flags),
        tuple((one.date, one.role) for one in reading.dates),
        tuple((one.minor_units, one.currency) for one in reading.amounts),
    )


def case_before(log: Sequence[Recorded], reply_id: str) -> Case | None:
    """The case as it stood when a reply came in; None where it never did."""
    case: Case | None = None
    for one in log:
        if isinstance(one.event, ReplyReceived) and one.event.reply_id == reply_id:
            return case
        if case is not None or isinstance(one.event, CaseOpened):
            case = apply(case, one.event)
    return None


def question_before(log: Sequence[Recorded], reply_id: str) -> Question | None:
    """What had been asked last when a reply came in."""
    case = case_before(log, reply_id)
    return case.last_question if case is not None else None
