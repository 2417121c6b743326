"""How people are named: staff by their names, the bot as the playbook, customers masked."""

from __future__ import annotations

from bot.app.staff.views import CaseView, ContactView
from bot.domain.duties import BOT
from bot.slack.blocks.plain import CHANNEL, KIND, language

# Who acts in the log besides staff (bot.app.records.Recorded).
ACTORS = {
    BOT: "the playbook",
    "clock": "the clock",
    "customer": "the customer",
    "provider": "the provider",
    "import": "an import",
}


def name_of(view: CaseView, staff_id: str) -> str:
    """The name of a member of staff; 'the playbook' and its like for what acts by itself; else the id as it stands."""
    known = ACTORS.get(staff_id.partition(":")[0])
    return known or next((staff.name for staff in view.staff if staff.id == staff_id), staff_id) or "nobody"


def customer_line(view: CaseView) -> str:
    """'A•• E••••••, consumer, English'."""
    return f"{view.customer or 'no name'}, {KIND[view.customer_kind]}, {language(view.customer_language)}"


def contact_line(contact: ContactView) -> str:
    """A contact with its addresses, masked, and what may not be used."""
    addresses = ", ".join(address for address in (contact.email, contact.phone) if address) or "no address"
    doubt = "" if contact.verified else "; NOT verified: brand and reference only"
    closed = ", ".join(CHANNEL[channel] for channel in contact.suppressed)
    stopped = f"; opted out of {closed}" if closed else ""
    return f"{contact.role.replace('_', ' ')}: {addresses}, {language(contact.language)}{doubt}{stopped}"
