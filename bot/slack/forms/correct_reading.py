"""What a reply of the customer means, in the words of the person who has read it; also of one that was misunderstood.

What needs care is asked carefully: nothing of it is shown as found, and what was found stays unless somebody who has
read the words says that there is nothing of the kind.
"""

from __future__ import annotations

from dataclasses import replace

from bot.app.staff.views import CaseView, ReplyView
from bot.domain.commands import Actor
from bot.domain.errors import Rejected
from bot.domain.reading import Reading, ReadIntent
from bot.domain.rules import Staff
from bot.domain.vocabulary import Flag, Intent
from bot.slack.blocks.discreet import is_sensitive
from bot.slack.blocks.figures import clock
from bot.slack.blocks.parts import Block, escaped, line_of, quote_of, rich, section, words
from bot.slack.blocks.plain import CHANNEL, INTENT, LANGUAGE
from bot.slack.forms.form import Asked, Form, Modal, ReadAs, Submitted, Wrong
from bot.slack.forms.inputs import many_field, modal, note_field, select_field, tick_field
from bot.slack.forms.named import amount_fields, day_fields, read_amounts, read_days, shown_amounts
from bot.slack.forms.reader import Reader
from bot.slack.limits import SECTION, WORDS, shorten
from bot.slack.names import Carried, Deed

TITLE = "What does it mean?"
MISREAD_TITLE = "What did they mean?"
NONE = "none"
OTHER_LANGUAGE = "und"  # ISO 639-2: one that we have no words for
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
YOURS = "The case is then held by you: put right what was done, and release it."
NEWER = "The customer has written again since. Look at the last message."
DECIDED = "Somebody has decided on this message already."


def _open(view: CaseView, _staff: Staff, carried: Carried) -> Modal:
    return _form(Deed.CORRECT_READING, TITLE, view, _waiting(view, carried.reply), [])


def _open_misread(view: CaseView, _staff: Staff, carried: Carried) -> Modal:
    reply = _understood(view, carried.reply)
    return _form(Deed.MISREAD, MISREAD_TITLE, view, reply, [section(_did(view))])


def _form(deed: Deed, title: str, view: CaseView, reply: ReplyView, told: list[Block]) -> Modal:
    reading, currency = reply.reading, view.case.currency
    shown = shown_amounts(reading, currency)
    blocks = [
        _heard(view, reply),
        *told,
        many_field("intents", "The customer ... (the most important first)", _meanings(), _found(reading)),
        tick_field("care", "Does anything need special care?", CARE, hint=CARE_HINT),
        *day_fields(reading),
        *amount_fields(reading, currency),
        select_field("language", "Written in", _languages(), _language(reading), optional=True),
        note_field(),
    ]
    amount = str(shown[0].minor_units) if shown else "0"
    held = Carried(view.case.ref, reply=reply.id, reading=reply.digest, amount=amount)
    return modal(deed, title, "This is what it means", blocks, held)


def _meanings() -> list[tuple[str, str]]:
    return [(text, intent.value) for intent, text in INTENT.items()]


def _languages() -> list[tuple[str, str]]:
    return [*((name, code) for code, name in LANGUAGE.items()), ("another language", OTHER_LANGUAGE)]


def _language(reading: Reading) -> str:
    code = reading.language.partition("-")[0]
    return code if code in LANGUAGE else ""


def _heard(view: CaseView, reply: ReplyView) -> Block:
    said = f"By {CHANNEL[reply.channel]}, {clock(view, reply.at)}:"
    return rich(line_of(words(said, bold=True)), quote_of(reply.text, WORDS))


def _did(view: CaseView) -> str:
    """What was done because of the reply, and whose it is from now on. Escaped."""
    did = view.understood.did if view.understood is not None else ()
    lines = "\n".join(f"• {one}" for one in did) or "• Nothing."
    return escaped(shorten(f"What we did because of it:\n{lines}\n{YOURS}", SECTION))


def _waiting(view: CaseView, reply_id: str) -> ReplyView:
    """The reply, else the oldest that nobody has decided on. Raises Rejected when it is decided."""
    found = next((reply for reply in view.undecided if reply.id == reply_id or not reply_id), None)
    if found is None:
        raise Rejected(DECIDED)
    return found


def _understood(view: CaseView, reply_id: str) -> ReplyView:
    """The last reply, which was decided. Raises Rejected when there is a newer one, or its words are gone."""
    if view.understood is None or (reply_id and view.understood.reply.id != reply_id):
        raise Rejected(NEWER if view.undecided or view.understood else "There is no message to correct.")
    return view.understood.reply


def _found(reading: Reading) -> list[str]:
    """What it was understood as; nothing where that would say why only a person may go on."""
    return [] if is_sensitive(reading) else list(dict.fromkeys(one.intent.value for one in reading.intents))


# --- reading it ------------------------------------------------------------------------------------------------


def _read(view: CaseView, _actor: Actor, _new_id: str, sent: Submitted) -> Asked | Wrong:
    reader = Reader(view, sent)
    known = next((reply for reply in view.undecided if reply.id == sent.carried.reply), None)
    return _meant(reader, known, DECIDED, misread=False)


def _read_misread(view: CaseView, _actor: Actor, _new_id: str, sent: Submitted) -> Asked | Wrong:
    last = view.understood.reply if view.understood is not None else None
    known = last if last is not None and last.id == sent.carried.reply else None
    return _meant(Reader(view, sent), known, NEWER, misread=True)


def _meant(reader: Reader, known: ReplyView | None, gone: str, *, misread: bool) -> Asked | Wrong:
    if known is None:
        reader.fail("intents", gone)
        return reader.wrong()
    intents = tuple(ReadIntent(Intent(one), SURE) for one in reader.choices("intents") if one in set(Intent))
    if not intents:
        reader.fail("intents", "Please choose what the customer means.")
    nothing, flags = _flags(reader, known.reading)
    language = _chosen_language(reader, known.reading)
    chosen = replace(
        known.reading,
        language=language,
        language_confidence=known.reading.language_confidence if language == known.reading.language else SURE,
        intents=intents,
        flags=flags,
        dates=read_days(reader, known.reading, frozenset(one.intent for one in intents)),
        amounts=read_amounts(reader, known.reading, reader.view.case.currency),
        automatic=any(one.intent is Intent.AUTOMATIC_REPLY for one in intents),
        decided=True,
    )
    return reader.asked(ReadAs(known.id, chosen, keep_flags=not nothing, misread=misread))


def _flags(reader: Reader, reading: Reading) -> tuple[bool, tuple[Flag, ...]]:
    """Whether somebody says that there is nothing, and the flags: what was found stays otherwise."""
    ticked = reader.choices("care")
    if NONE in ticked:
        if len(ticked) > 1:
            reader.fail("care", "Either something needs care, or nothing of this kind does.")
        return True, ()
    return False, tuple(dict.fromkeys([*reading.flags, *(Flag(one) for one in ticked if one in set(Flag))]))


def _chosen_language(reader: Reader, reading: Reading) -> str:
    """The language that was chosen; as it was read, with its region, where that was left."""
    chosen = reader.choice("language", "")
    if not chosen or chosen == reading.language.partition("-")[0]:
        return reading.language
    if chosen not in LANGUAGE and chosen != OTHER_LANGUAGE:
        reader.fail("language", "Please choose one from the list.")
    return chosen


FORM = Form(Deed.CORRECT_READING, TITLE, _open, _read)
MISREAD = Form(Deed.MISREAD, MISREAD_TITLE, _open_misread, _read_misread)
