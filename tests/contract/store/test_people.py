"""What is known of people across clients: opt-outs, caps, shared addresses, erasure; on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.app.records import CustomerChange, NewContact
from bot.app.views import Note
from bot.domain.errors import Fault, Rejected
from bot.domain.playbook import ContactRole
from bot.domain.vocabulary import Channel
from bot.store.audit import verify
from bot.store.engine import open_store
from bot.store.sealing import Retention
from tests.conftest import MASTER_KEY
from tests.contract.store.making import (
    NOW,
    claimed,
    customer,
    new_case,
    opened,
    reply,
    sending,
    start,
    with_case,
    with_message,
)


def change(store, **changes):
    with store.begin() as unit:
        unit.save([CustomerChange("cu1", **changes)], NOW)


def contact(store, customer_id="cu1", at=NOW):
    with store.begin() as unit:
        return unit.bundles([customer_id], at)[customer_id].facts.contacts[0]


def test_an_opt_out_closes_the_medium_for_every_client(store):
    with store.begin() as unit:
        unit.put_customers([customer(1), customer(1, "globex", id="cu8", contact_id="co8")], NOW)
    change(store, suppress=(("co1", Channel.SMS, "stop"),))
    assert contact(store, "cu1").suppressed == {Channel.SMS}
    assert contact(store, "cu8").suppressed == {Channel.SMS}


def test_opting_in_again_opens_it(store):
    with_case(store)
    change(store, suppress=(("co1", Channel.SMS, "stop"), ("co1", Channel.EMAIL, "link")))
    change(store, allow=(("co1", Channel.SMS),))
    assert contact(store).suppressed == {Channel.EMAIL}
    change(store, suppress=(("co1", Channel.SMS, "again"),))
    assert contact(store).suppressed == {Channel.SMS, Channel.EMAIL}


def test_closing_all_and_opening_one_leaves_the_others_closed(store):
    with_case(store)
    change(store, suppress=(("co1", None, "leave me alone"),))
    assert contact(store).suppressed == set(Channel)
    change(store, allow=(("co1", Channel.EMAIL),))
    assert contact(store).suppressed == set(Channel) - {Channel.EMAIL}


def test_an_opt_out_outlives_a_new_import(store):
    """The ledger does not bring an opted-out address back."""
    with_case(store)
    change(store, suppress=(("co1", Channel.SMS, "stop"),))
    with store.begin() as unit:
        unit.put_customers([customer(1)], NOW)
    assert contact(store).suppressed == {Channel.SMS}


def test_an_address_that_does_not_arrive_is_not_used_until_it_changes(store):
    with_case(store)
    change(store, unverify=(("co1", Channel.EMAIL, "bad_address"), ("co1", Channel.VOICE, "bounced")))
    assert contact(store).reachable == {Channel.SMS, Channel.WHATSAPP}
    assert not contact(store).verified
    with store.begin() as unit:
        unit.put_customers([customer(1, email="new@example.org")], NOW)
    assert contact(store).reachable == {Channel.EMAIL, Channel.SMS, Channel.WHATSAPP}
    assert not contact(store).verified, "the number is as wrong as it was"
    with store.begin() as unit:
        unit.put_customers([customer(1, email="new@example.org", phone="+12125558888")], NOW)
    assert Channel.VOICE in contact(store).reachable
    assert contact(store).verified


def test_a_corrected_mail_address_does_not_bring_a_wrong_number_back(store):
    with_case(store)
    wrong = [("co1", channel, "wrong_person") for channel in (Channel.EMAIL, Channel.SMS, Channel.VOICE)]
    change(store, unverify=tuple(wrong))
    with store.begin() as unit:
        unit.put_customers([customer(1, email="new@example.org")], NOW)
    assert contact(store).reachable == {Channel.EMAIL, Channel.WHATSAPP}
    assert not contact(store).verified
    with store.begin() as unit:
        unit.put_customers([customer(1, email="new@example.org", phone="+12125559999")], NOW)
    assert Channel.SMS in contact(store).reachable
    assert contact(store).verified


def test_a_corrected_number_does_not_bring_a_wrong_mail_address_back(store):
    with_case(store)
    change(store, unverify=(("co1", Channel.EMAIL, "wrong_person"), ("co1", Channel.SMS, "wrong_person")))
    with store.begin() as unit:
        unit.put_customers([customer(1, phone="+12125559999")], NOW)
    assert Channel.EMAIL not in contact(store).reachable
    assert Channel.SMS in contact(store).reachable
    assert not contact(store).verified


def test_a_wrong_persons_address_is_not_used_whatever_the_ledger_repeats(store):
    with_case(store)
    change(store, unverify=(("co1", Channel.EMAIL, "wrong_person"),))
    with store.begin() as unit:
        unit.put_customers([customer(1)], NOW)
    assert Channel.EMAIL not in contact(store).reachable
    assert Channel.SMS in contact(store).reachable
    assert not contact(store).verified


def test_person_only_is_set_and_lifted(store):
    with_case(store)
    for value in (True, None, False):
        change(store, person_only=value)
        with store.begin() as unit:
            assert unit.bundles(["cu1"], NOW)["cu1"].facts.person_only is (value is not False)


def test_an_address_of_two_customers_of_a_client_is_shared(store):
    with store.begin() as unit:
        unit.put_customers([customer(1), customer(2, phone=customer(1).phone), customer(3)], NOW)
        unit.put_customers([customer(1, "globex", id="cu8", contact_id="co8")], NOW)
    assert [contact(store, c).shared for c in ("cu1", "cu2", "cu3", "cu8")] == [True, True, False, False]


def test_a_business_has_a_second_contact(store):
    with_case(store)
    with store.begin() as unit:
        unit.put_contacts(
            [
                NewContact(
                    "co9", "cu1", "acme", ContactRole.ESCALATION, "es", "boss@example.org", zones=("Europe/Madrid",)
                )
            ]
        )
        facts = unit.bundles(["cu1"], NOW)["cu1"].facts
        unit.put_customers([customer(1, contact_id="other")], NOW)
        assert len(unit.bundles(["cu1"], NOW)["cu1"].facts.contacts) == 2
    assert [c.role for c in facts.contacts] == [ContactRole.MAIN, ContactRole.ESCALATION]
    assert facts.contacts[1].reachable == {Channel.EMAIL}


def test_calls_by_hand_count_for_the_caps(store):
    with_case(store)
    change(store, calls=(NOW, NOW - timedelta(days=1)))
    with store.begin() as unit:
        assert len(unit.bundles(["cu1"], NOW)["cu1"].history.chases) == 2


def test_approvals_add_up_for_thirty_days(store):
    case = with_case(store)
    change(store, approvals=(("U1", "EUR", 500), ("U1", "EUR", 70)))
    with store.begin() as unit:
        unit.put_customers([customer(2)], NOW)
        unit.save([CustomerChange("cu2", (opened(new_case(2)),), approvals=(("U1", "EUR", 30),))], NOW)
        unit.save([CustomerChange("cu1", approvals=(("U2", "EUR", 1000),))], NOW)
        spent = unit.bundles(["cu1"], NOW)["cu1"].spent
        other = unit.bundles(["cu2"], NOW)["cu2"].spent
        later = unit.bundles(["cu1"], NOW + timedelta(days=31))["cu1"].spent
    assert case.customer_id == "cu1"
    assert spent.customer == {"EUR": 1570}
    assert spent.approver == other.approver == {("U1", "EUR"): 600, ("U2", "EUR"): 1000}
    assert other.customer == {"EUR": 30}
    assert (later.customer, later.approver) == ({}, {})


def test_whoever_approves_first_of_two_has_spent_it_as_well_and_the_customer_gets_it_once(store):
    with_case(store)
    change(store, approvals=(("U2", "EUR", 500),), co_approvals=(("U1", "EUR", 500),))
    with store.begin() as unit:
        spent = unit.bundles(["cu1"], NOW)["cu1"].spent
    assert spent.customer == {"EUR": 500}
    assert spent.approver == {("U1", "EUR"): 500, ("U2", "EUR"): 500}


# --- sealing and erasure -------------------------------------------------------------------------------------------


def everything(store):
    """All bytes of all tables."""
    from bot.store.tables import metadata

    with store.begin() as unit:
        rows = [unit.db.rows(f"SELECT * FROM {table.name}") for table in metadata.sorted_tables]
    return repr([[bytes(v) if isinstance(v, memoryview) else v for v in row] for table in rows for row in table])


def test_no_name_and_no_address_is_stored_in_clear(store):
    with_message(store)
    claimed(store)
    sending(store, start("m-ca1-first"))
    with store.begin() as unit:
        unit.add_reply(reply(1))
    stored = everything(store)
    for word in ("Ada", "example.org", "2125550001", "Monday"):
        assert word not in stored


def test_an_erased_customer_cannot_be_read_and_the_log_stays_whole(store, open_again):
    with_case(store)
    change(store, suppress=(("co1", Channel.EMAIL, "link"),))
    with store.begin() as unit:
        unit.add_reply(reply(1))
        unit.db.run("UPDATE cases SET state = 'closed'")
    with store.begin() as unit:
        unit.erase_customer("cu1", NOW)
    for one in (store, open_again()):
        with one.begin() as unit:
            assert unit.customer_names(["cu1"]) == {}
            assert unit.addresses(["co1"]) == {}
            assert unit.replies(["in1"])["in1"].payload == {}
            assert unit.find_contacts(Channel.EMAIL, "ada1@example.org") == []
            assert unit.db.value("SELECT count(*) FROM customer_keys WHERE wrapped IS NOT NULL") == 0
    assert verify(store) == []
    with store.begin() as unit:
        unit.put_customers([customer(2, email="ada1@example.org")], NOW)
    assert contact(store, "cu2").suppressed == {Channel.EMAIL}


def test_a_customer_with_an_open_case_is_not_erased(store):
    with_case(store)
    with pytest.raises(Rejected, match="MP-1 is not closed"), store.begin() as unit:
        unit.erase_customer("cu1", NOW)
    with store.begin() as unit:
        assert unit.customer_names(["cu1"]) == {"cu1": "Ada Example 1"}


def test_nothing_is_sealed_for_an_erased_customer(store):
    with_case(store)
    with store.begin() as unit:
        unit.db.run("UPDATE cases SET state = 'closed'")
        unit.erase_customer("cu1", NOW)
    with pytest.raises(Fault, match="erased"), store.begin() as unit:
        unit.put_customers([customer(1)], NOW)


def test_no_key_is_made_for_an_erased_customer_who_had_none_of_a_kind(store):
    """Words were never exchanged, so there was no key for them; a note afterwards would make one."""
    with store.begin() as unit:
        unit.put_customers([customer(1)], NOW)
        unit.erase_customer("cu1", NOW)
    note = Note("n1", "acme", "cu1", "", "olivia", "Ada called")
    with pytest.raises(Rejected, match="erased"), store.begin() as unit:
        unit.add_note(note, NOW)
    with pytest.raises(Rejected, match="erased"), store.begin() as unit:
        unit.correct_address("co1", Channel.EMAIL, "ada@example.org", (), verified=True)
    for retention in Retention:
        with pytest.raises(Fault, match="erased"), store.begin() as unit:
            unit.keys.for_sealing({"cu1": "acme"}, retention)
    with store.begin() as unit:
        assert unit.db.value("SELECT count(*) FROM customer_keys WHERE wrapped IS NOT NULL") == 0


def test_a_key_of_a_rolled_back_transaction_is_not_used(store, open_again):
    """Else a text would be sealed with a key that nobody has."""
    with pytest.raises(ZeroDivisionError), store.begin() as unit:  # noqa: PT012 - the unit is what breaks off
        unit.put_customers([customer(1)], NOW)
        raise ZeroDivisionError
    with store.begin() as unit:
        unit.put_customers([customer(1)], NOW)
    with open_again().begin() as unit:
        assert unit.customer_names(["cu1"]) == {"cu1": "Ada Example 1"}


def test_the_master_key_can_be_changed(store, database_url):
    """Opt-outs and texts survive; after wrapping anew the old key is not needed."""
    with_case(store)
    change(store, suppress=(("co1", Channel.SMS, "stop"),))
    new = b"n" * 32
    rotating = open_store(database_url, [new, MASTER_KEY])
    with rotating.begin() as unit:
        assert unit.rewrap_keys(1) == 1
        assert unit.rewrap_keys(100) == 1
        assert unit.rewrap_keys(100) == 0
    rotating.close()
    after = open_store(database_url, [new])
    assert contact(after).suppressed == {Channel.SMS}
    with after.begin() as unit:
        assert unit.addresses(["co1"])["co1"].email == "ada1@example.org"
    after.close()
    with pytest.raises(Rejected, match="FOLLOWUP_MASTER_KEY is not the key"):
        open_store(database_url, [MASTER_KEY])
