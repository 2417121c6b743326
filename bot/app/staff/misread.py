"""The last reply of a case that was decided: what it was taken for, and what was done because of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.app.records import Recorded, StoredReply
from bot.app.replying import surroundings
from bot.app.staff.discretion import personal_replies, shown_sentence
from bot.app.staff.teaching import case_before
from bot.app.surroundings import Understand, read
from bot.app.work import CustomerWork
from bot.domain import events as e
from bot.domain.case import Case, UndecidedReply
from bot.domain.reading import Reading, ReadIntent
from bot.domain.sentences import is_told

_BY_REPLY = frozenset({"UnderstandReply", "DecideReply"})  # commands whose events follow from what a reply means


def last_decided(case: Case, log: Sequence[Recorded]) -> str:
    """The id of the customer's last reply about the case, if nobody has to decide on it; else ""."""
    came = [one.event.reply_id for one in log if isinstance(one.event, e.ReplyReceived)]
    waits = {reply.id for reply in case.undecided}
    return came[-1] if came and came[-1] not in waits else ""


def taken_for(log: Sequence[Recorded], reply_id: str) -> UndecidedReply | None:
    """All that a reply was ever taken for, and what answered it: both stay. None for one that is not this case's."""
    found: UndecidedReply | None = None
    for one in log:
        event = one.event
        if isinstance(event, e.ReplyReceived) and event.reply_id == reply_id:
            found = UndecidedReply(reply_id, event.channel, event.at, event.intents, event.flags)
        elif isinstance(event, e.ReplyDecided) and event.reply_id == reply_id and found is not None:
            intents = tuple(dict.fromkeys((*found.intents, *event.intents)))
            found = replace(found, intents=intents, flags=tuple(dict.fromkeys((*found.flags, *event.flags))))
        elif isinstance(event, e.TouchQueued) and event.answers == reply_id and found is not None:
            found = replace(found, answers=(*found.answers, event.key.cause))
    return found


def read_then(
    reading: Understand, reply: StoredReply, work: CustomerWork, case: Case, log: Sequence[Recorded]
) -> Reading:
    """The reply as it was read with what was known when it came in; what it means is what the log says last."""
    around = surroundings(work, reply.case_ids or [case.id], reply)
    before = case_before(log, reply.id)
    cases = tuple(before if before is not None and one.id == case.id else one for one in around.cases)
    meant = read(reading, reply, replace(around, cases=cases))
    for one in log:
        event = one.event
        if isinstance(event, e.ReplyReceived | e.ReplyDecided) and event.reply_id == reply.id:
            meant = replace(meant, intents=tuple(ReadIntent(label, 1.0) for label in event.intents), flags=event.flags)
    return meant


def done_because(case: Case, log: Sequence[Recorded], reply_id: str) -> tuple[str, ...]:
    """What the bot did because of a reply, in sentences, oldest first."""
    personal, said, follows = personal_replies(log), [], False
    for one in log:
        event = one.event
        if isinstance(event, e.ReplyReceived | e.ReplyDecided):
            follows = event.reply_id == reply_id
        elif follows and one.command in _BY_REPLY:
            if is_told(event):
                said.append(shown_sentence(one, case.currency, personal))
        else:
            follows = False
    return tuple(said)
