"""What a reply of the customer means, in the words of the person who has read it.

What needs care is asked carefully: nothing of it is shown as found, and what was found stays unless somebody who has
read the words says that there is nothing of the kind.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.app.staff.views import CaseView, ReplyView
from bot.domain.commands import Actor
from bot.domain.errors import Rejected
from bot.domain.money import exponent
from bot.domain.reading import TWO_DECIMALS, ReadAmount, ReadDate, Reading, ReadIntent
from bot.domain.rules import Staff
from bot.domain.vocabulary import DateRole, Flag, Intent
from bot.slack.blocks.discreet import is_sensitive
from bot.slack.blocks.figures import clock, today
from bot.slack.blocks.parts import Block, line_of, quote_of, rich, words
from bot.slack.blocks.plain import CHANNEL, INTENT
from bot.slack.forms.form import Asked, Form, Modal, ReadAs, Submitted, Wrong
from bot.slack.forms.inputs import (
    amount_field,
    day_field,
    many_field,
    modal,
    note_field,
    select_field,
    tick_field,
)
from bot.slack.forms.reader import Reader
from bot.slack.limits import WORDS
from bot.slack.names import Carried, Deed

TITLE = "What does it mean?"
NONE = "none"
SURE = 1.0  # a person has said so
CARE = [
    ("They are in danger: call in somebody at once", Flag.SELF_HARM.value),
    ("They have lost somebody, or the customer has died", Flag.BEREAVED.value),
    ("They are in a difficult situation", Flag.VULNERABLE.value),
    ("They were tricked by a fraudster", Flag.FRAUD_VICTIM.value),
    ("They are under age", Flag.MINOR.value),
    ("They have a breathing space or a moratorium", Flag.BREATHING_SPACE.value),
    ("They fear that we are a fraud", Flag.SCAM_FEAR.value),
    ("They are abusive", Flag.ABUSIVE.value),
    ("Nothing of this kind: I have read every word", NONE),
]
CARE_HINT = "Tick what you are sure of. It is kept private: colleagues only see that a person must treat the customer."


def _open(view: CaseView, _staff: Staff, carried: Carried) -> Modal:
    reply = _reply(view, carried.reply)
    reading, currency = reply.reading, view.case.currency
    minor, in_currency = _first_amount(reading, currency)
    blocks = [
        _heard(view, reply),
        many_field("intents", "The customer ... (the most important first)", _meanings(), _found(reading)),
        tick_field("care", "Does anything need special care?", CARE, hint=CARE_HINT),
        day_field("day", "A day that they name", _first_day(reading), optional=True),
        amount_field("amount", "An amount that they name", minor, in_currency, optional=True),
        select_field("currency", "Its currency", [(one, one) for one in _currencies(reading, currency)], in_currency),
        note_field(),
    ]
    held = Carried(view.case.ref, reply=reply.id, reading=reply.digest, amount=str(minor))
    return modal(Deed.CORRECT_READING, TITLE, "This is what it means", blocks, held)


def _meanings() -> list[tuple[str, str]]:
    return [(text, intent.value) for intent, text in INTENT.items()]


def _heard(view: CaseView, reply: ReplyView) -> Block:
    said = f"By {CHANNEL[reply.channel]}, {clock(view, reply.at)}:"
    return rich(line_of(words(said, bold=True)), quote_of(reply.text, WORDS))


def _reply(view: CaseView, reply_id: str) -> ReplyView:
    """The reply, else the oldest that nobody has decided on. Raises Rejected when it is decided."""
    found = next((reply for reply in view.undecided if reply.id == reply_id or not reply_id), None)
    if found is None:
        raise Rejected("Somebody has decided on this message already.")
    return found


def _found(reading: Reading) -> list[str]:
    """What it was understood as; nothing where that would say why only a person may go on."""
    return [] if is_sensitive(reading) else list(dict.fromkeys(one.intent.value for one in reading.intents))


def _first_day(reading: Reading) -> str:
    return reading.dates[0].date.isoformat() if reading.dates else ""


def _currencies(reading: Reading, own: str) -> list[str]:
    return list(dict.fromkeys([own, *(one.currency for one in reading.amounts if one.currency)]))


def _first_amount(reading: Reading, own: str) -> tuple[int, str]:
    """Minor units and currency of the first amount; (0, the case's currency) when there is none."""
    if not reading.amounts:
        return 0, own
    first = reading.amounts[0]
    if first.currency:
        return first.minor_units, first.currency
    whole, rest = divmod(first.minor_units * 10 ** exponent(own), 10**TWO_DECIMALS)
    return (0 if rest else whole), own


# --- reading it ------------------------------------------------------------------------------------------------


def _read(view: CaseView, _actor: Actor, _new_id: str, sent: Submitted) -> Asked | Wrong:
    reader = Reader(view, sent)
    known = next((reply for reply in view.undecided if reply.id == sent.carried.reply), None)
    if known is None:
        reader.fail("intents", "Somebody has decided on this message already.")
        return reader.wrong()
    intents = tuple(ReadIntent(Intent(one), SURE) for one in reader.choices("intents") if one in set(Intent))
    if not intents:
        reader.fail("intents", "Please choose what the customer means.")
    chosen = replace(
        known.reading,
        intents=intents,
        flags=_flags(reader, known.reading),
        dates=_dates(reader, known.reading, intents),
        amounts=_amounts(reader, known.reading, view.case.currency),
        automatic=any(one.intent is Intent.AUTOMATIC_REPLY for one in intents),
        decided=True,
    )
    return reader.asked(ReadAs(known.id, chosen))


def _flags(reader: Reader, reading: Reading) -> tuple[Flag, ...]:
    """What was found stays unless somebody says that there is nothing."""
    ticked = reader.choices("care")
    if NONE in ticked:
        if len(ticked) > 1:
            reader.fail("care", "Either something needs care, or nothing of this kind does.")
        return ()
    return tuple(dict.fromkeys([*reading.flags, *(Flag(one) for one in ticked if one in set(Flag))]))


def _dates(reader: Reader, reading: Reading, intents: tuple[ReadIntent, ...]) -> tuple[ReadDate, ...]:
    day = reader.day()
    if day is None:
        return ()
    role = _role({one.intent for one in intents})
    _check_day(reader, day, role)
    if reading.dates and reading.dates[0].date == day and role in (DateRole.OTHER, reading.dates[0].role):
        return reading.dates
    return (ReadDate(day, role, (0, 0)),)


def _role(intents: set[Intent]) -> DateRole:
    if Intent.PROMISE_TO_PAY in intents:
        return DateRole.WILL_PAY_ON
    return DateRole.PAID_ON if Intent.ALREADY_PAID in intents else DateRole.OTHER


def _check_day(reader: Reader, day: date, role: DateRole) -> None:
    if role is DateRole.WILL_PAY_ON and day < today(reader.view):
        reader.fail("day", "A promise is for today or later.")
    if role is DateRole.PAID_ON and day > today(reader.view):
        reader.fail("day", "Nobody has paid on a day that is still to come.")


def _amounts(reader: Reader, reading: Reading, own: str) -> tuple[ReadAmount, ...]:
    currency = reader.choice("currency", "") or own
    if currency not in _currencies(reading, own):
        reader.fail("currency", "Please choose one from the list.")
        return ()
    minor = reader.amount("amount", currency, needed=False)
    if not minor:
        return ()
    if (minor, currency) == _first_amount(reading, own):
        return reading.amounts
    return (ReadAmount(minor, currency, (0, 0)),)


FORM = Form(Deed.CORRECT_READING, TITLE, _open, _read)
