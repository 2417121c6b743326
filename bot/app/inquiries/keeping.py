"""Words of those who were asked, kept as internal notes of the case."""

from __future__ import annotations

from typing import Final

from bot.app.inquiries.desk import Asked, InquiryDesk
from bot.app.staff.announcing import line
from bot.app.staff.inquiry_lines import whom
from bot.app.staff.post_ports import PostUnit
from bot.app.views import Note

MOST_CHARACTERS: Final = 10_000


def keep_words(desk: InquiryDesk, unit: PostUnit, asked: Asked, note_id: str, text: str) -> bool:
    """Keep them without card numbers, sealed, and show them in the thread. False = none, or they are kept already."""
    case = asked.case
    words = desk.screen(text.replace("\x00", "").encode(errors="replace").decode().strip())[:MOST_CHARACTERS]
    if not words or any(kept.id == note_id for kept in unit.notes_of_case(case.id)):
        return False
    note = Note(note_id, case.client, case.customer_id, case.id, whom(asked.inquiry), words)
    unit.add_note(note, asked.now)
    staff_posts = desk.context.staff_posts
    if staff_posts is not None and case.client in staff_posts.channels:
        unit.queue_posts([line(case, note_id, asked.now)], asked.now)
    return True
