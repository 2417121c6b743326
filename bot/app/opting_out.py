"""One click closes a medium (RFC 8058): the same decision as when the customer writes "stop" there."""

from __future__ import annotations

from bot.app.context import Context
from bot.app.identifiers import reply_id
from bot.app.records import Bundle, CustomerChange
from bot.app.work import CustomerWork
from bot.domain.commands import UnderstandReply
from bot.domain.reading import Reading, ReadIntent
from bot.domain.vocabulary import CaseState, Channel, Intent

PROVIDER = "unsubscribe"
_SAID = Reading(
    language="",
    language_confidence=0.0,
    automatic=False,
    intents=(ReadIntent(Intent.OPT_OUT, 1.0),),
    flags=(),
    decided=True,
    because=("unsubscribe link",),
)


def opt_out(context: Context, contact_id: str, channel: Channel) -> bool:
    """Close a medium of a contact. False = it was closed before, or the contact is not known; nothing changed."""
    now = context.clock()
    with context.store.begin() as unit:
        customer_id = unit.contact_owner(contact_id)
        if customer_id is None:
            return False
        unit.lock_customers([customer_id])
        bundle = unit.bundles([customer_id], now, closed=unit.latest_closed_cases([customer_id]))[customer_id]
        if _is_closed(bundle, contact_id, channel):
            return False
        unit.save([_change(CustomerWork(context, unit, bundle, now), contact_id, channel)], now)
        return True


def _is_closed(bundle: Bundle, contact_id: str, channel: Channel) -> bool:
    return any(channel in contact.suppressed for contact in bundle.facts.contacts if contact.id == contact_id)


def _change(work: CustomerWork, contact_id: str, channel: Channel) -> CustomerChange:
    """Every running case learns of it; without one, the case that was closed last; without any, the address alone."""
    running = [case for case in work.bundle.cases if case.state is not CaseState.CLOSED]
    name = reply_id(PROVIDER, f"{contact_id}|{channel}|{work.now.isoformat()}")
    for number, case in enumerate(running or work.bundle.cases):
        command = UnderstandReply(name, channel, _SAID, contact_id, whole_person=number == 0)
        work.handle(case.id, command, "customer")
    change = work.change()
    if change.cases:
        return change
    return CustomerChange(work.bundle.customer_id, suppress=((contact_id, channel, Intent.OPT_OUT.value),))
