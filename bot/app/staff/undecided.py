"""Replies that nobody has decided on, read again with what is known around them."""

from __future__ import annotations

import hashlib
from collections.abc import Collection

import orjson

from bot.app.records import StoredReply
from bot.app.replying import surroundings
from bot.app.surroundings import Understand, read
from bot.app.work import CustomerWork
from bot.domain.reading import Reading


def read_again(reading: Understand, reply: StoredReply, work: CustomerWork, known: Collection[str]) -> Reading:
    """What we believe that a reply means, as it was read when it came in."""
    return read(reading, reply, surroundings(work, known, reply))


def reading_digest(reply_id: str, reading: Reading) -> str:
    """What a confirmation is bound to: everything in the reading that is acted upon. 16 hex digits."""
    acted_upon = (
        reply_id,
        reading.language,
        [read.intent for read in reading.intents],
        reading.flags,
        reading.dates,
        reading.amounts,
        [(reference.text, reference.kind) for reference in reading.references],
        [found.text for found in (*reading.emails, *reading.phones)],
    )
    return hashlib.sha256(orjson.dumps(acted_upon)).hexdigest()[:16]
