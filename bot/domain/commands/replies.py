"""What the customer wrote."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.reading import Reading
from bot.domain.vocabulary import Channel


@dataclass(frozen=True, slots=True)
class UnderstandReply:
    """A customer's reply was read. `reply_id` is the inbox row; the words stay there."""

    reply_id: str
    channel: Channel
    reading: Reading
    contact_id: str = ""
    whole_person: bool = True  # safety effects are recorded on this case (only one of several of the customer)
    by_person: bool = False  # a person says so: a reading without intents asks for nothing
