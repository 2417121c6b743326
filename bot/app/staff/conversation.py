"""The lines of a case's thread: who said what, as staff may see it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import orjson

from bot.app.identifiers import message_id
from bot.app.records import Recorded
from bot.app.staff.discretion import personal_replies
from bot.app.staff.masks import shown_words
from bot.app.staff.views import LineView
from bot.app.views import Line, Note
from bot.domain import events as e
from bot.domain.by_hand import SAY_CAUSE
from bot.domain.case import TouchKey
from bot.domain.vocabulary import Channel, TouchClass

CUSTOMER: Final = "customer"
BOT: Final = "bot"
LEDGER: Final = "ledger"
# Stands in the client's channel for what a customer wrote that only a person may treat.
FOR_A_PERSON: Final = "(Only a person may treat this. Open the case to read the message.)"
ANSWERED: Final = "(Our answer to it. Open the case to read it.)"  # an answer may repeat what it answers
_IMPORT: Final = "import:"


def replies_of(log: Iterable[Recorded]) -> list[str]:
    """The inbox ids of what the customer wrote about this case."""
    return [one.event.reply_id for one in log if isinstance(one.event, e.ReplyReceived)]


def sayings_of(log: Iterable[Recorded]) -> dict[str, tuple[str, datetime]]:
    """Cause of each message by hand -> (who wrote it, when it goes out at the earliest)."""
    return {
        one.event.key.cause: (one.actor, one.event.at)
        for one in log
        if isinstance(one.event, e.TouchQueued) and one.event.key.cause.startswith(SAY_CAUSE)
    }


def may_quote(line: Line) -> bool:
    """Whether a line is a mail of the customer, which may quote ours below it."""
    return line.inbound and line.channel is Channel.EMAIL


@dataclass(frozen=True, slots=True)
class Conversation:
    """How the words of one customer are shown."""

    name: str
    addresses: tuple[str, ...]
    staff: Mapping[str, str]  # id -> name
    in_channel: bool  # posted for everybody, rather than shown to one person

    def line(self, line: Line, stripped: str, case_id: str, log: tuple[Recorded, ...]) -> LineView:
        """One line of the conversation. `stripped` is a mail without what it quotes, "" where that is not known."""
        if line.inbound:
            text = self.customers_words(stripped or line.text, line.id, log)
            return LineView(line.id, line.at, CUSTOMER, line.channel, text)
        return LineView(
            line.id,
            line.at,
            self._writer(line.id, case_id, log),
            line.channel,
            self._our_words(line, case_id, log),
            line.state,
            TouchClass(line.touch_class) if line.touch_class else None,
        )

    def note(self, note: Note) -> LineView:
        """An internal note, or what the ledger said in words."""
        if note.at is None:
            raise AssertionError("a stored note has its time")
        who = LEDGER if note.author.startswith(_IMPORT) else self.staff.get(note.author, note.author)
        return LineView(note.id, note.at, who, None, self._shown(note.text))

    def customers_words(self, text: str, reply_id: str, log: tuple[Recorded, ...]) -> str:
        """What the customer wrote; in the channel not where only a person may treat it."""
        return FOR_A_PERSON if self.in_channel and reply_id in personal_replies(log) else self._shown(text)

    def _our_words(self, line: Line, case_id: str, log: tuple[Recorded, ...]) -> str:
        hidden = self.in_channel and line.id in _answers_to(personal_replies(log), case_id, log)
        return ANSWERED if hidden else self._shown(our_words(line.text))

    def _shown(self, text: str) -> str:
        return shown_words(text, self.name, self.addresses).strip()

    def _writer(self, message: str, case_id: str, log: tuple[Recorded, ...]) -> str:
        for cause, (who, _) in sayings_of(log).items():
            if message_id(case_id, TouchKey(cause, 1)) == message:
                return self.staff.get(who, who)
        return BOT


def our_words(archived: str) -> str:
    """The text of an archived message, which holds subject and text as JSON; a person's own words as they are."""
    try:
        body = orjson.loads(archived)
    except orjson.JSONDecodeError:
        return archived
    return str(body.get("text", "")) if isinstance(body, dict) else archived


def _answers_to(replies: frozenset[str], case_id: str, log: tuple[Recorded, ...]) -> frozenset[str]:
    """The ids of the messages by which the playbook answered these replies."""
    queued = (one.event for one in log if isinstance(one.event, e.TouchQueued))
    return frozenset(message_id(case_id, event.key) for event in queued if event.key.cause.partition(":")[0] in replies)
