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
    basis: str = ""  # how this case was found for the reply: "thread", "reference", "amount" ...
    reader: str = ""  # digest of the rules, tables and model that read it
    answer_in: str = ""  # language of what answers it; "" = the contact's
    contact_language: str = ""  # in which the contact is written to from now on; "" = as before
    language_asked: bool = False  # the customer asked for a language, and has it
    which: bool = False  # it may as well be about another case: the customer is asked which one they mean


@dataclass(frozen=True, slots=True)
class SettleWhichCase:
    """The customer said which case an earlier reply was about: this one, or (`meant` false) another."""

    reply_id: str
    answered_by: str  # the reply that said so
    meant: bool
