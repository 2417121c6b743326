"""What inquiries are made of, and an inquiry with all that stands around it in one state of the database."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.app.context import Context
from bot.app.correspondents import NOBODY, Correspondent, Correspondents
from bot.app.letters import Face
from bot.app.ports import Unit
from bot.app.records import PaymentRecord
from bot.app.words import InquiryComposer
from bot.app.work import CustomerWork
from bot.domain.case import Case, Inquiry


class InquiryLinks(Protocol):
    """Signed links and addresses of inquiries. The address is no key to the page."""

    def answer(self, key: str) -> str:
        """The page on which whoever was asked answers."""
        ...

    def inquiry_address(self, key: str, domain: str) -> str:
        """Where replies by e-mail go, and bounces."""
        ...


@dataclass(frozen=True, slots=True)
class InquiryDesk:
    context: Context
    composer: InquiryComposer
    correspondents: Mapping[str, Correspondents]  # by client
    faces: Mapping[str, Face]
    links: InquiryLinks
    screen: Callable[[str], str]  # PCI-PAN: gives the text back with card numbers redacted

    def correspondent(self, client: str, party: str, to: str) -> Correspondent | None:
        """Whom the client's file names for it."""
        return self.correspondents.get(client, NOBODY).find(party, to)


@dataclass(frozen=True, slots=True)
class Asked:
    """One inquiry of a case, and the work that its case stands in."""

    work: CustomerWork
    case: Case
    inquiry: Inquiry
    playbook: str  # its name
    now: datetime
    payment: PaymentRecord | None = None  # the latest that is known of the case


def look_at(context: Context, unit: Unit, case_id: str, inquiry_id: str, now: datetime) -> Asked | None:
    """The inquiry as it stands; None where the case is gone, or has no such inquiry."""
    customer_id = unit.customer_of_case(case_id)
    if customer_id is None:
        return None
    bundle = unit.bundles([customer_id], now, closed=[case_id]).get(customer_id)
    case = next((one for one in bundle.cases if one.id == case_id), None) if bundle else None
    inquiry = next((one for one in case.inquiries if one.id == inquiry_id), None) if case else None
    if bundle is None or case is None or inquiry is None:
        return None
    playbook = context.shelf.for_case(unit, case.playbook).name
    work = CustomerWork(context, unit, bundle, now)
    return Asked(work, case, inquiry, playbook, now, latest_payment(unit, case))


def latest_payment(unit: Unit, case: Case) -> PaymentRecord | None:
    """The payment that an inquiry about this case names; not one that a person recorded by mistake."""
    taken_back = {one.id for one in case.hand_payments if one.taken_back}
    return next((one for one in unit.payments_of_case(case.id) if one.payment_id not in taken_back), None)
