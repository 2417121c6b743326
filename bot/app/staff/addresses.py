"""A person corrects where a contact is reached, or says that the address we have is right."""

from __future__ import annotations

from typing import Final

from bot.app.addresses import lacks_country, normal_email, normal_phone
from bot.app.context import Context
from bot.app.staff.at_hand import case_at_hand
from bot.app.staff.people import actor
from bot.app.zones import candidate_zones
from bot.domain.case import Case
from bot.domain.commands import CorrectContact
from bot.domain.errors import Rejected
from bot.domain.facts import CustomerFacts
from bot.domain.roles import MAKERS
from bot.domain.rules import Staff
from bot.domain.vocabulary import Channel

_BY_ADDRESS: Final = frozenset({Channel.EMAIL, Channel.SMS, Channel.WHATSAPP, Channel.VOICE})


def correct_contact(
    context: Context,
    reference: str,
    staff: Staff,
    contact_id: str,
    channel: Channel,
    address: str,
    verified: bool,  # noqa: FBT001 - the answer to the form's one question
) -> Case:
    """Give a contact another address, sealed; "" = the one we have. Opt-outs of the new address count.

    Money is not moved by it: a refund to a new payee needs a call-back and two approvers whatever the address is.
    Raises Rejected for what is no address.
    """
    with case_at_hand(context, reference, staff) as at_hand:
        who = actor(staff, MAKERS)
        customer = at_hand.work.bundle.facts
        country = customer.country or at_hand.work.rules.country
        checked = _checked(channel, address.strip(), country)
        if not checked:
            _has_one(at_hand.unit.addresses([contact_id]).get(contact_id), channel)
        at_hand.handle(CorrectContact(who, contact_id, channel, verified))
        case = at_hand.save()
        zones = _zones(customer, channel, checked)
        at_hand.unit.correct_address(contact_id, channel, checked, zones, verified=verified)
        return case


def _checked(channel: Channel, address: str, country: str) -> str:
    if channel not in _BY_ADDRESS:
        raise Rejected(f"Nobody is reached by {channel.value} at an address.")
    if not address:
        return ""
    if channel is Channel.EMAIL:
        found = normal_email(address)
        sentence = "This is not one e-mail address."
    else:
        found = normal_phone(address, country)
        more = " Begin it with + and the country code." if lacks_country(address) else ""
        sentence = f"This is not a telephone number.{more}"
    if found is None:
        raise Rejected(sentence)
    return found


def _has_one(known: object, channel: Channel) -> None:
    name = "email" if channel is Channel.EMAIL else "phone"
    if not getattr(known, name, ""):
        raise Rejected("There is no address to confirm. Enter one.")


def _zones(customer: CustomerFacts, channel: Channel, phone: str) -> tuple[str, ...]:
    """The contact's candidate zones with a new number; nothing where no number changes."""
    if channel is Channel.EMAIL or not phone:
        return ()
    return candidate_zones(customer.country, customer.region, phone, customer.zone)
