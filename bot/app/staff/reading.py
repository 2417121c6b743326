"""A person decides what a reply means: as it was shown, or otherwise; also of one that was misunderstood."""

from __future__ import annotations

from dataclasses import replace

from bot.app.context import Context
from bot.app.records import StoredReply
from bot.app.replying import writer
from bot.app.staff.at_hand import CaseAtHand, case_at_hand
from bot.app.staff.misread import read_then, taken_for
from bot.app.staff.people import actor
from bot.app.staff.teaching import keep_lesson, labels
from bot.app.staff.undecided import read_again, reading_digest
from bot.app.surroundings import Understand
from bot.domain.by_hand import NOT_WAITING
from bot.domain.case import Case
from bot.domain.commands import DecideReply
from bot.domain.errors import Rejected
from bot.domain.events import ReplyReceived
from bot.domain.reading import Reading
from bot.domain.roles import MAKERS
from bot.domain.rules import Staff


def decide_reply(
    context: Context,
    reading: Understand,
    reference: str,
    staff: Staff,
    reply_id: str,
    digest: str = "",
    chosen: Reading | None = None,
    *,
    keep_flags: bool = True,
) -> Case:
    """Act on a reply that nobody was sure of. `digest` confirms the reading that was shown; `chosen` corrects it.

    Exactly one of both is given. Flags that were found stay, with `keep_flags`: not all of them are shown.

    Raises Rejected when the reply is not waiting, or reads otherwise than was shown.
    """
    with case_at_hand(context, reference, staff) as at_hand:
        who = actor(staff, MAKERS)
        waits = any(reply.id == reply_id for reply in at_hand.case.undecided)
        stored = at_hand.unit.replies([reply_id]).get(reply_id) if waits else None
        if stored is None:
            raise Rejected(NOT_WAITING)
        before = read_again(reading, stored, at_hand.work, stored.case_ids)
        meant = _chosen(before, chosen, keep=keep_flags) if chosen is not None else _as_shown(before, stored, digest)
        contact = writer(stored, at_hand.work.bundle)
        language = _answered_in(at_hand, reply_id)
        decided = replace(meant, decided=True)
        at_hand.handle(DecideReply(who, reply_id, stored.channel, decided, contact, answer_in=language))
        keep_lesson(context, at_hand, stored, before, meant)
        return at_hand.save()


def _answered_in(at_hand: CaseAtHand, reply_id: str) -> str:
    """The language that the customer wrote, where they are answered in it."""
    events = (one.event for one in at_hand.unit.case_events(at_hand.case_id))
    came = (event for event in events if isinstance(event, ReplyReceived) and event.reply_id == reply_id)
    return next((event.answer_in for event in came), "")


def _chosen(before: Reading, chosen: Reading, *, keep: bool) -> Reading:
    flags = dict.fromkeys((*(before.flags if keep else ()), *chosen.flags))
    return replace(chosen, flags=tuple(flags), stripped_text=before.stripped_text)


def _as_shown(before: Reading, stored: StoredReply, digest: str) -> Reading:
    """The reading that was on the screen. Raises Rejected when it has changed, or says nothing to confirm."""
    if digest != reading_digest(stored.id, before):
        raise Rejected("What we believe that this message means has changed since it was shown. Look again.")
    if not before.intents and not before.flags:
        raise Rejected("We could not read anything in this message. Choose what it means.")
    return before


def correct_reply(
    context: Context,
    reading: Understand,
    reference: str,
    staff: Staff,
    reply_id: str,
    chosen: Reading,
    *,
    keep_flags: bool = True,
) -> Case:
    """A reply that was decided had been misunderstood: what it means instead. The case is then held by this person.

    Raises Rejected when it is not this case's, waits to be decided, or means what it was taken for.
    """
    with case_at_hand(context, reference, staff) as at_hand:
        who = actor(staff, MAKERS)
        log = tuple(at_hand.unit.case_events(at_hand.case_id))
        taken = taken_for(log, reply_id)
        stored = at_hand.unit.replies([reply_id]).get(reply_id) if taken is not None else None
        if taken is None or stored is None or not stored.payload:
            raise Rejected("There is no such message on this case any more.")
        if any(reply.id == reply_id for reply in at_hand.case.undecided):
            raise Rejected("Nobody has decided on this message yet: say what it means with Correct.")
        before = read_then(reading, stored, at_hand.work, at_hand.case, log)
        meant = replace(_chosen(before, chosen, keep=keep_flags), decided=True)
        if labels(before) == labels(meant):
            raise Rejected("That is how it was understood. Change what was wrong.")
        contact = writer(stored, at_hand.work.bundle)
        at_hand.handle(DecideReply(who, reply_id, stored.channel, meant, contact, taken_for=taken))
        keep_lesson(context, at_hand, stored, before, meant, misread=True)
        return at_hand.save()
