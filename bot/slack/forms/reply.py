"""Write to the customer: first the words, then the same form with how the customer would get them.

What goes out is what was seen: whoever changes a word, the channel or the contact sees it once more first.
"""

from __future__ import annotations

import hashlib

from bot.app.staff.views import CaseView, ContactView, Preview
from bot.domain.commands import Actor
from bot.domain.errors import Rejected
from bot.domain.explain import Held
from bot.domain.rules import Staff
from bot.domain.vocabulary import Channel
from bot.slack.blocks.figures import in_our_time, when
from bot.slack.blocks.parts import Block, divider, line_of, quote_of, rich, rows, section, words
from bot.slack.blocks.plain import CHANNEL, language
from bot.slack.forms.form import Asked, Form, Modal, Submitted, Words, Wrong
from bot.slack.forms.inputs import about, modal, select_field, text_field
from bot.slack.forms.reader import Reader
from bot.slack.limits import SECTION
from bot.slack.names import Carried, Deed

TITLE = "Reply"
MOST = 3000  # characters that a person may write
PART = SECTION // 2  # characters; each may count two units
CONTACTS = 30
BY_HAND = (Channel.EMAIL, Channel.SMS, Channel.CHAT)
HINT = "Greeting, reference and the way out are added. No bank details, no card numbers."
GOES_OUT = "It goes out 30 seconds after you press Send; until then you can take it back."
Way = tuple[str, str]


def _open(view: CaseView, _staff: Staff, _carried: Carried) -> Modal:
    ways = _ways(view)
    first = _answers(view, ways) or ways[0][1]
    return _form(view, ways, first, "", (), "")


def _ways(view: CaseView) -> list[Way]:
    """Contact and channel, one entry for each way to reach the customer. Raises Rejected when there is none."""
    ways = [
        (_way(contact, channel), f"{channel.value}:{contact.id}")
        for contact in view.contacts[:CONTACTS]
        for channel in _open_channels(contact)
    ]
    if not ways:
        raise Rejected("There is no way left to reach this customer: correct a contact first, or call.")
    return ways


def _way(contact: ContactView, channel: Channel) -> str:
    """'E-mail to a•••@example.test (main)'."""
    address = {Channel.EMAIL: contact.email, Channel.SMS: contact.phone}.get(channel, "") or "the customer"
    role = contact.role.replace("_", " ")
    doubt = "" if contact.verified else ", NOT verified"
    said = f"{CHANNEL[channel]} to {address} ({role}{doubt})"
    return said[:1].upper() + said[1:]


def _open_channels(contact: ContactView) -> list[Channel]:
    return [one for one in BY_HAND if one in contact.reachable and one not in contact.suppressed]


def _answers(view: CaseView, ways: list[Way]) -> str:
    """The way on which the customer wrote last, if it is open."""
    for reply in reversed(view.undecided):
        wanted = f"{reply.channel.value}:{reply.contact_id}"
        if wanted in {value for _, value in ways}:
            return wanted
    return ""


def _form(view: CaseView, ways: list[Way], way: str, text: str, shown: tuple[Block, ...], digest: str) -> Modal:
    label = "Change it" if shown else "Your words"
    blocks = [
        about(view),
        *shown,
        select_field("way", "To whom, and how?", ways, way),
        text_field("text", label, text, hint=HINT, multiline=True, most=MOST),
    ]
    submit = "Send" if digest else ("Look again" if shown else "Preview")
    return modal(Deed.REPLY, TITLE, submit, blocks, Carried(view.case.ref, text=digest))


def _read(view: CaseView, _actor: Actor, _new_id: str, sent: Submitted) -> Asked | Wrong:
    reader = Reader(view, sent)
    way = reader.choice("way", "Please choose how to reach the customer.")
    text = reader.text("text", "Please write something.")
    name, _, contact_id = way.partition(":")
    if way and (name not in set(BY_HAND) or contact_id not in {contact.id for contact in view.contacts}):
        reader.fail("way", "This contact is not on file any more.")
    if reader.errors:
        return reader.wrong()
    channel = Channel(name)
    seen = sent.carried.text == _digest(channel, contact_id, text)
    return reader.asked(Words(channel, contact_id, text, previewed=seen))


def _digest(channel: Channel, contact_id: str, text: str) -> str:
    return hashlib.sha256(f"{channel.value}\n{contact_id}\n{text}".encode()).hexdigest()[:16]


# --- as the customer would get it ------------------------------------------------------------------------------


def previewed(view: CaseView, _staff: Staff, written: Words, preview: Preview) -> Modal:
    """The form with the message as the customer would get it. It can be sent unless something forbids it for good."""
    way = f"{written.channel.value}:{written.contact_id}"
    forbidden = any(held.lifts_at is None for held in preview.held)
    digest = "" if forbidden else _digest(written.channel, written.contact_id, written.text)
    return _form(view, _ways(view), way, written.text, tuple(_shown(view, preview, forbidden=forbidden)), digest)


def _shown(view: CaseView, preview: Preview, *, forbidden: bool) -> list[Block]:
    subject = [words(f"{preview.subject}\n", bold=True)] if preview.subject else []
    title = line_of(words("As the customer gets it:\n", italic=True), *subject)
    whole = [quote_of(part, SECTION) for part in _parts(preview.text)]
    blocks = [rich(title, *whole), rows(_facts(preview))]
    if preview.warning:
        blocks.append(section(f"⚠️ {in_our_time(view, preview.warning)}"))
    blocks.append(section(_verdict(view, preview.held, forbidden=forbidden)))
    return [*blocks, divider()]


def _parts(text: str) -> list[str]:
    """The whole text, however long: nothing of what goes out is hidden."""
    return [text[start : start + PART] for start in range(0, len(text), PART)] or [""]


def _facts(preview: Preview) -> list[tuple[str, str]]:
    facts = [("How", CHANNEL[preview.channel]), ("Language", language(preview.language))]
    if preview.channel is Channel.SMS:
        facts.append(("Length", f"{preview.segments} text message{'s' if preview.segments != 1 else ''}"))
    return facts


def _verdict(view: CaseView, held: tuple[Held, ...], *, forbidden: bool) -> str:
    """What the contact rules say of it."""
    if not held:
        return f"The contact rules let it pass. {GOES_OUT}"
    reasons = "\n".join(f"• {in_our_time(view, one.sentence)} ({_lifts(view, one)})" for one in held)
    if forbidden:
        return f"✋ It cannot be sent like this:\n{reasons}"
    return f"⏳ It has to wait:\n{reasons}\nYou can send it now: it goes out by itself as soon as it may."


def _lifts(view: CaseView, held: Held) -> str:
    return f"until {when(view, held.lifts_at)}" if held.lifts_at else f"until {held.lifts_when}"


FORM = Form(Deed.REPLY, TITLE, _open, _read)
