"""What events mean for the customer's facts: who may still be reached, and how."""

from __future__ import annotations

from collections.abc import Callable

from bot.domain import events as e
from bot.domain.changing import replace
from bot.domain.facts import ContactFacts, CustomerFacts, Facts
from bot.domain.vocabulary import Channel

Change = Callable[[ContactFacts], ContactFacts]
# What changes anything here; most events do not.
OF_CUSTOMERS = frozenset(
    {
        e.MediumSuppressed,
        e.MediumAllowed,
        e.ContactUnverified,
        e.ContactCorrected,
        e.ContactLanguageSet,
        e.PersonOnlySet,
        e.PersonOnlyLifted,
    }
)
EVERY_CHANNEL = frozenset(Channel)
MEDIA_OF_PHONE = frozenset({Channel.SMS, Channel.WHATSAPP, Channel.VOICE})


def after_event(facts: Facts, event: e.Event) -> Facts:
    """The facts as they are once the event has taken effect. A contact id of "" stands for every contact."""
    if type(event) not in OF_CUSTOMERS:
        return facts
    customer = facts.customer
    match event:
        case e.MediumSuppressed():
            closed = EVERY_CHANNEL if event.channel is None else frozenset({event.channel})
            changed = _contacts(customer, event.contact_id, lambda c: replace(c, suppressed=c.suppressed | closed))
        case e.MediumAllowed():
            opened = frozenset({event.channel})
            changed = _contacts(customer, event.contact_id, lambda c: replace(c, suppressed=c.suppressed - opened))
        case e.ContactUnverified():
            lost = frozenset({event.channel})
            changed = _contacts(
                customer, event.contact_id, lambda c: replace(c, verified=False, reachable=c.reachable - lost)
            )
        case e.ContactCorrected():
            won = MEDIA_OF_PHONE if event.channel in MEDIA_OF_PHONE else frozenset({event.channel})
            changed = _contacts(
                customer, event.contact_id, lambda c: replace(c, verified=event.verified, reachable=c.reachable | won)
            )
        case e.ContactLanguageSet():
            changed = _contacts(customer, event.contact_id, lambda c: replace(c, language=event.language))
        case e.PersonOnlySet():
            changed = replace(customer, person_only=True)
        case e.PersonOnlyLifted():
            changed = replace(customer, person_only=False)
        case _:
            return facts
    return replace(facts, customer=changed)


def _contacts(customer: CustomerFacts, contact_id: str, change: Change) -> CustomerFacts:
    contacts = tuple(change(c) if contact_id in ("", c.id) else c for c in customer.contacts)
    return replace(customer, contacts=contacts)
