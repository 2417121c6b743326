"""Corrected addresses: sealed, checked, not overwritten by a ledger that knows no better, opt-outs still counting."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from bot.app.staff.addresses import correct_contact
from bot.domain.vocabulary import CaseState, Channel, HoldKind
from tests.flow.staff.desk import Bill, Desk, refused

BETTER = "ada.new@example.org"


@dataclass(frozen=True)
class Moving(Bill):
    """A bill whose ledger may learn another address."""

    mail: str = ""

    @property
    def email(self) -> str:
        return self.mail or super().email


BILL = Moving()


def correct(desk: Desk, address: str = BETTER, channel: Channel = Channel.EMAIL, name: str = "olivia", **more):
    who = more.get("who") or desk.who(name)
    contact = more.get("contact") or desk.view(BILL).contacts[0].id
    return correct_contact(desk.app.context, desk.ref(BILL), who, contact, channel, address, more.get("verified", True))


def facts(desk: Desk):
    case = desk.case(BILL)
    with desk.store.read() as unit:
        bundle = unit.bundles([case.customer_id], desk.now, closed=[case.id])[case.customer_id]
        (contact,) = bundle.facts.contacts
        return contact, unit.addresses([contact.id])[contact.id]


async def test_mail_goes_to_the_new_address_and_the_log_says_who(desk: Desk):
    desk.bills(BILL)
    correct(desk)
    await desk.work()
    assert {one.to for one in desk.mail.taken} == {BETTER}
    assert '"by":"olivia"' in desk.events("ContactCorrected")[0]
    assert BETTER not in repr(desk.everything())


async def test_a_wrong_person_is_corrected_and_the_case_goes_on(desk: Desk):
    desk.bills(BILL)
    await desk.work()
    desk.turn(minutes=5)
    desk.writes(BILL, "You have the wrong person. I am not Ada, stop writing to me please.")
    await desk.work()
    assert desk.case(BILL).hold.kind is HoldKind.WRONG_PERSON
    correct(desk)
    contact, address = facts(desk)
    assert (contact.verified, address.email) == (True, BETTER)
    assert Channel.EMAIL in contact.reachable
    assert desk.case(BILL).state is CaseState.OPEN
    desk.turn(days=7)
    desk.bills(BILL)
    await desk.work()
    assert desk.mail.taken[-1].to == BETTER


@pytest.mark.parametrize("paid", ["0.00", "20.00"])
def test_an_import_that_knows_no_better_does_not_bring_the_old_address_back(desk: Desk, paid: str):
    desk.bills(BILL)
    correct(desk)
    desk.turn(days=1)
    desk.bills(replace(BILL, paid=paid))
    assert facts(desk)[1].email == BETTER
    desk.turn(days=1)
    desk.bills(replace(BILL, paid="30.00"))
    assert facts(desk)[1].email == BETTER


def test_an_import_with_a_third_address_has_news(desk: Desk):
    desk.bills(BILL)
    correct(desk)
    correct(desk, "ada.newer@example.org")
    desk.turn(days=1)
    desk.bills(replace(BILL, paid="20.00"))
    assert facts(desk)[1].email == "ada.newer@example.org"
    desk.turn(days=1)
    desk.bills(replace(BILL, mail="third@example.org"))
    assert facts(desk)[1].email == "third@example.org"
    desk.turn(days=1)
    desk.bills(replace(BILL, paid="40.00"))
    assert facts(desk)[1].email == BILL.email, "from now on the ledger counts again"


def test_an_unverified_address_gets_no_case_in_words(desk: Desk):
    desk.bills(BILL)
    correct(desk, verified=False)
    assert facts(desk)[0].verified is False


def test_opt_outs_of_the_new_address_count(desk: Desk):
    desk.bills(BILL)
    with desk.store.begin() as unit:
        unit.close_address(BETTER, Channel.EMAIL, "opt_out", desk.now)
    correct(desk)
    assert Channel.EMAIL in facts(desk)[0].suppressed


def test_the_opt_out_stays_with_the_old_address(desk: Desk):
    desk.bills(BILL)
    with desk.store.begin() as unit:
        unit.close_address(BILL.email, Channel.EMAIL, "opt_out", desk.now)
    assert Channel.EMAIL in facts(desk)[0].suppressed
    correct(desk)
    assert Channel.EMAIL not in facts(desk)[0].suppressed
    correct(desk, BILL.email)
    assert Channel.EMAIL in facts(desk)[0].suppressed


def test_a_new_number_brings_its_zones(desk: Desk):
    desk.bills(BILL)
    correct(desk, "(310) 555-0143", Channel.SMS)
    contact, address = facts(desk)
    assert address.phone == "+13105550143"
    assert "America/Los_Angeles" in contact.zones
    assert "America/New_York" in contact.zones


def test_an_address_of_another_customer_is_shared(desk: Desk):
    other = Bill(number=7, customer=2)
    desk.bills(BILL, other)
    correct(desk, other.email)
    assert facts(desk)[0].shared
    correct(desk, BETTER)
    assert not facts(desk)[0].shared


@pytest.mark.parametrize(
    ("address", "channel", "why"),
    [
        ("ada@", Channel.EMAIL, "not one e-mail address"),
        ("a@example.org, b@example.org", Channel.EMAIL, "not one e-mail address"),
        ("a@example.org\nBcc: c@example.org", Channel.EMAIL, "not one e-mail address"),
        ("12", Channel.SMS, "not a telephone number"),
        ("x", Channel.CHAT, "Nobody is reached by chat"),
        ("x", Channel.SLACK, "Nobody is reached by slack"),
    ],
)
def test_what_is_no_address_is_refused_without_repeating_it(desk: Desk, address: str, channel: Channel, why: str):
    desk.bills(BILL)
    sentence = refused(correct, desk, address, channel)
    assert why in sentence
    assert address not in sentence or len(address) < 3
    assert facts(desk)[1].email == BILL.email


def test_only_the_customers_own_contacts_and_only_by_who_works_for_the_client(desk: Desk):
    other = Bill(number=7, customer=2)
    desk.bills(BILL, other)
    assert "no such contact" in refused(correct, desk, contact=desk.contact(other))
    assert "You are" in refused(correct, desk, name="ivo")
    assert "There is no case" in refused(correct, desk, who=desk.who("lucia", "northwind"))


def test_the_address_that_we_have_can_be_confirmed(desk: Desk):
    desk.bills(BILL)
    contact = desk.view(BILL).contacts[0].id
    with desk.store.begin() as unit:
        unit.db.run("UPDATE contacts SET verified = ?, bad_channels = ? WHERE id = ?", False, "email,sms", contact)
    correct(desk, "")
    known, address = facts(desk)
    assert (known.verified, address.email) == (True, BILL.email)
    assert Channel.EMAIL in known.reachable
    assert Channel.SMS not in known.reachable, "that one is still known to be wrong"
