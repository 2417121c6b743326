"""A better address of a contact, or the word of a person that one is right."""

from __future__ import annotations

from bot.app.staff.views import CaseView
from bot.domain.commands import Actor
from bot.domain.errors import Rejected
from bot.domain.rules import Staff
from bot.domain.vocabulary import Channel
from bot.slack.forms.form import Address, Asked, Form, Modal, Submitted, Wrong
from bot.slack.forms.inputs import about, modal, note_field, radio_field, select_field, text_field
from bot.slack.forms.reader import Reader
from bot.slack.names import Carried, Deed

TITLE = "Correct a contact"
RIGHT, NEW, NEW_SURE = "right", "new", "new_sure"
CHOICES = [
    ("The one that we have is right", RIGHT),
    ("A new one, and I know that it is theirs", NEW_SURE),
    ("A new one, not checked yet", NEW),
]
KNOWN_HOW = "An address counts as checked when a person knows it from a bill, a contract or a call to a known number."
ADDRESSES = 50


def _places(view: CaseView) -> list[tuple[str, str]]:
    """Every address that a contact has or could have, masked."""
    return [
        (f"{contact.role.replace('_', ' ')}: {name} {shown or '(none)'}", f"{channel.value}:{contact.id}")
        for contact in view.contacts[:ADDRESSES]
        for channel, name, shown in (
            (Channel.EMAIL, "e-mail", contact.email),
            (Channel.SMS, "telephone", contact.phone),
        )
    ]


def _open(view: CaseView, _staff: Staff, _carried: Carried) -> Modal:
    places = _places(view)
    if not places:
        raise Rejected("This customer has no contact on file.")
    blocks = [
        about(view),
        select_field("contact", "Which address?", places, places[0][1]),
        radio_field("what", "What do you know?", CHOICES, hint=KNOWN_HOW),
        text_field(
            "address", "New e-mail address or telephone number", hint="With +1, +34 ... in front.", optional=True
        ),
        note_field("How do you know? (internal note)"),
    ]
    return modal(Deed.CORRECT_CONTACT, TITLE, "Correct", blocks, Carried(view.case.ref))


def _read(view: CaseView, _actor: Actor, _new_id: str, sent: Submitted) -> Asked | Wrong:
    reader = Reader(view, sent)
    chosen = reader.choice("contact", "Please choose an address.")
    if chosen and chosen not in {value for _, value in _places(view)}:
        reader.fail("contact", "This address is not on file any more.")
    name, _, contact_id = chosen.partition(":")
    channel = Channel.SMS if name == Channel.SMS.value else Channel.EMAIL
    what = reader.choice("what", "Please say what you know.")
    address = reader.text("address", "" if what == RIGHT else "Please write the new address.")
    _check(reader, what, channel, address)
    return reader.asked(Address(contact_id, channel, address, verified=what != NEW))


def _check(reader: Reader, what: str, channel: Channel, address: str) -> None:
    """What can be seen at once; the rest is checked where the address is kept."""
    if what == RIGHT and address:
        reader.fail("address", "Leave this empty, or choose that it is a new one.")
    if what != RIGHT and address and (channel is Channel.EMAIL) != ("@" in address):
        kind = "an e-mail address" if channel is Channel.EMAIL else "a telephone number"
        reader.fail("address", f"Please write {kind}.")


FORM = Form(Deed.CORRECT_CONTACT, TITLE, _open, _read)
