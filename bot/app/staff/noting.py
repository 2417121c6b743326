"""Internal notes: words among ourselves, which never reach a customer."""

from __future__ import annotations

from typing import Final

from bot.app.context import Context
from bot.app.letters import Desk
from bot.app.staff.at_hand import case_at_hand
from bot.app.staff.people import actor
from bot.app.views import Note
from bot.domain.errors import Rejected
from bot.domain.roles import MAKERS
from bot.domain.rules import Staff

MOST_CHARACTERS: Final = 10_000


def note(context: Context, desk: Desk, reference: str, staff: Staff, note_id: str, text: str) -> None:
    """Keep an internal note, card numbers taken out, sealed. The same note twice is one note.

    Raises Rejected for one without words.
    """
    words = desk.screen(text.strip())[:MOST_CHARACTERS]
    if not words:
        raise Rejected("The note is empty.")
    with case_at_hand(context, reference, staff) as at_hand:
        actor(staff, MAKERS)
        case = at_hand.case
        if any(kept.id == note_id for kept in at_hand.unit.notes_of_case(case.id)):
            return
        kept = Note(note_id, case.client, case.customer_id, case.id, staff.id, words)
        at_hand.unit.add_note(kept, at_hand.now)
