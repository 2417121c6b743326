"""A person decides what a reply means: as it was shown, or otherwise."""

from __future__ import annotations

from dataclasses import replace

from bot.app.context import Context
from bot.app.records import StoredReply
from bot.app.replying import Understand, writer
from bot.app.staff.at_hand import CaseAtHand, case_at_hand
from bot.app.staff.people import actor
from bot.app.staff.undecided import read_again, reading_digest
from bot.domain.by_hand import NOT_WAITING
from bot.domain.case import Case
from bot.domain.commands import DecideReply
from bot.domain.errors import Rejected
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
) -> Case:
    """Act on a reply that nobody was sure of. `digest` confirms the reading that was shown; `chosen` corrects it.

    Exactly one of both is given. Raises Rejected when the reply is not waiting, or reads otherwise than was shown.
    """
    with case_at_hand(context, reference, staff) as at_hand:
        who = actor(staff, MAKERS)
        waits = any(reply.id == reply_id for reply in at_hand.case.undecided)
        stored = at_hand.unit.replies([reply_id]).get(reply_id) if waits else None
        if stored is None:
            raise Rejected(NOT_WAITING)
        meant = chosen if chosen is not None else _as_shown(at_hand, reading, stored, digest)
        contact = writer(stored, at_hand.work.bundle)
        at_hand.handle(DecideReply(who, reply_id, stored.channel, replace(meant, decided=True), contact))
        return at_hand.save()


def _as_shown(at_hand: CaseAtHand, reading: Understand, stored: StoredReply, digest: str) -> Reading:
    """The reading that was on the screen. Raises Rejected when it has changed, or says nothing to confirm."""
    meant = read_again(reading, stored, at_hand.work, stored.case_ids)
    if digest != reading_digest(stored.id, meant):
        raise Rejected("What we believe that this message means has changed since it was shown. Look again.")
    if not meant.intents and not meant.flags:
        raise Rejected("We could not read anything in this message. Choose what it means.")
    return meant
