"""Pauses, releases, quotas, waking, imports and what people read; on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from bot.app.import_ports import ChangeKind, ImportChange, ImportRecord, ImportState, Position
from bot.app.records import CustomerChange, Finish, PaymentRecord
from bot.app.views import CaseFilter, Note
from bot.domain.facts import Pause, UnappliedReceipt
from bot.domain.vocabulary import CaseState, Channel, TouchState
from bot.store.singleton import singleton
from tests.contract.store.making import (
    NOW,
    claimed,
    customer,
    message,
    new_case,
    opened,
    queued,
    reply,
    sending,
    start,
    with_case,
    with_message,
)

ALL = Pause("deployment")


def bundle(store, customer_id="cu1", at=NOW):
    with store.begin() as unit:
        return unit.bundles([customer_id], at)[customer_id]


def test_a_pause_reaches_whom_it_concerns(store):
    with_case(store)
    with store.begin() as unit:
        for pause in (ALL, Pause("client", "acme"), Pause("client", "globex"), Pause("channel", "sms")):
            unit.set_pause(pause, "boss", "incident", NOW, on=True)
        unit.set_pause(ALL, "boss", "twice", NOW, on=True)
    assert bundle(store).pauses == (Pause("channel", "sms"), Pause("client", "acme"), ALL)
    with store.begin() as unit:
        unit.set_pause(ALL, "boss", "over", NOW, on=False)
        unit.set_pause(ALL, "boss", "over", NOW, on=False)
        assert ALL not in unit.pauses()
        unit.set_pause(ALL, "boss", "again", NOW, on=True)
        assert ALL in unit.pauses()
        assert unit.db.value("SELECT count(*) FROM pauses WHERE scope = 'deployment'") == 2


def test_a_client_or_a_customer_is_released(store):
    for n in (1, 2):
        with_case(store, n)
    with store.begin() as unit:
        unit.release_customers("acme", "cu1", "boss", "pilot", NOW)
    assert (bundle(store, "cu1").released, bundle(store, "cu2").released) == (True, False)
    with store.begin() as unit:
        unit.release_customers("acme", "", "boss", "all", NOW)
    assert bundle(store, "cu2").released


def test_a_quota_is_shared_and_starts_anew_each_second(store):
    with store.begin() as unit:
        assert unit.take_quota("+1555", 100, 10, 7) == 7
        assert unit.take_quota("+1555", 100, 10, 7) == 3
        assert unit.take_quota("+1555", 100, 10, 7) == 0
        assert unit.take_quota("+1999", 100, 10, 7) == 7
        assert unit.take_quota("+1555", 101, 10, 7) == 7
        assert unit.take_quota("+1555", 100, 10, 7) == 0


def test_a_delivery_is_seen_once(store):
    with store.begin() as unit:
        assert unit.first_sight("slack", "Ev1", NOW)
        assert not unit.first_sight("slack", "Ev1", NOW)
        assert unit.first_sight("twilio", "Ev1", NOW)
        assert unit.forget_seen(NOW + timedelta(seconds=1)) == 2


def test_what_a_rule_blocks_is_woken_when_it_lifts(store):
    for n in (1, 2, 3):
        with store.begin() as unit:
            unit.put_customers([customer(n)], NOW)
            blocked = replace(opened(new_case(n)), blocked_rule="FRESHNESS" if n < 3 else "PAUSED")
            unit.save([CustomerChange(f"cu{n}", (blocked,))], NOW)
    with store.begin() as unit:
        assert unit.wake_blocked("globex", "FRESHNESS", NOW, 10) == 0
        assert unit.wake_blocked("acme", "FRESHNESS", NOW, 1) == 1
        assert unit.wake_blocked("", "FRESHNESS", NOW, 10) == 1
        assert unit.wake_blocked("", "FRESHNESS", NOW, 10) == 0
    with store.begin() as unit:
        assert unit.due_customers(NOW, 10) == ["cu1", "cu2"]


def test_only_one_may_do_single_work(store):
    with singleton(store, "heads") as first, singleton(store, "heads") as second, singleton(store, "other") as third:
        assert (first, second, third) == (True, False, True)
    with singleton(store, "heads") as again:
        assert again


def test_wrong_tries_are_counted(store):
    with store.begin() as unit:
        assert unit.wrong_tries("link1") == 0
        assert [unit.wrong_try("link1", NOW) for _ in range(3)] == [1, 2, 3]
        assert unit.wrong_tries("link2") == 0


def test_notes_of_a_case_are_sealed(store):
    with_case(store)
    note = Note("n1", "acme", "cu1", "ca1", "U1", "Called, nobody there.")
    with store.begin() as unit:
        unit.add_note(note, NOW)
    with store.begin() as unit:
        assert unit.notes_of_case("ca1") == [replace(note, at=NOW)]
        assert "nobody" not in repr(unit.db.rows("SELECT * FROM notes"))


def test_receipts_that_fit_nothing_are_known_until_applied(store):
    with_case(store)
    with store.begin() as unit:
        assert unit.add_unapplied("acme", "r1", "cu1", "EUR", 500, NOW)
        assert not unit.add_unapplied("acme", "r1", "cu1", "EUR", 500, NOW)
    assert bundle(store).unapplied == (UnappliedReceipt("EUR", 500, "r1"),)
    with store.begin() as unit:
        assert unit.apply_receipt("acme", "r1", NOW)
        assert not unit.apply_receipt("acme", "r1", NOW)
    assert bundle(store).unapplied == ()


# --- imports -------------------------------------------------------------------------------------------------------


def test_an_import_is_kept_and_ended(store):
    record = ImportRecord("imp1", "ledger.csv", "d" * 64, "", date(2026, 3, 1), "cli", ImportState.RUNNING, NOW)
    with store.begin() as unit:
        unit.start_import(record)
        assert unit.find_import("imp1") == record
        assert unit.find_import("imp2") is None
        unit.end_import("imp1", ImportState.FINISHED, {"opened": 3}, NOW)
        assert unit.find_import("imp1") == replace(record, state=ImportState.FINISHED, finished_at=NOW)


def test_positions_are_the_ledgers_last_word(store):
    first = Position("acme", "id:1", "ca1", "cu1", "EUR", 100, 0, 0, "d1", date(2026, 3, 1))
    with store.begin() as unit:
        unit.put_positions([first, replace(first, identity="id:2")])
        unit.put_positions([replace(first, paid=40, digest="d2")])
        found = unit.positions("acme", ["id:1", "id:2", "id:3"])
    assert found == {"id:1": replace(first, paid=40, digest="d2"), "id:2": replace(first, identity="id:2")}


def test_withdrawn_cases_give_their_identities_free(store):
    with_case(store)
    with store.begin() as unit:
        unit.free_identities(["ca1"])
        assert unit.cases_by_identity("acme", ["id:ca1"]) == {}


def test_changes_of_an_import_are_undone_from_the_newest(store):
    made = [ImportChange("imp1", n, ChangeKind.OPENED, "acme", f"id:{n}", f"ca{n}", "cu1") for n in (1, 2, 3)]
    later = ImportChange("imp2", 1, ChangeKind.PAID, "acme", "id:2", "ca2", "cu1", "pay1", 40)
    with store.begin() as unit:
        unit.add_import_changes([*made, later])
        assert unit.import_changes("imp1", 2) == [made[2], made[1]]
        for n in (1, 2):
            at = NOW + timedelta(days=n)
            unit.start_import(
                ImportRecord(f"imp{n}", "a.csv", "", "", date(2026, 3, n), "cli", ImportState.RUNNING, at)
            )
        assert unit.changed_later("imp1", ["ca1", "ca2"]) == {"ca2"}
        assert unit.changed_later("imp2", ["ca1", "ca2"]) == set()
        unit.drop_import_changes("imp1", 3)
        assert unit.import_changes("imp1", 9) == [made[1], made[0]]


def test_a_payment_is_kept_once(store):
    made = PaymentRecord("pay1", "ca1", "acme", "EUR", 40, date(2026, 3, 1), "REF", "card", "T1", "imp1")
    with store.begin() as unit:
        unit.add_payments([made, replace(made, payment_id="pay2", paid_on=None)])
        unit.add_payments([made])
        assert unit.db.value("SELECT count(*) FROM payments") == 2
        later = replace(made, payment_id="pay0", paid_on=date(2026, 3, 9))
        unit.add_payments([later, replace(made, payment_id="pay3", case_id="ca2")])
        assert [one.payment_id for one in unit.payments_of_case("ca1")] == ["pay0", "pay1", "pay2"], (
            "the latest day first"
        )
        assert unit.payments_of_case("ca1")[0] == later


def test_a_feed_covers_ever_later_days(store):
    with_case(store)
    for day, covered in ((2, 2), (5, 5), (3, 5)):
        with store.begin() as unit:
            unit.cover("acme", date(2026, 3, day), NOW)
        assert bundle(store).covered_until == date(2026, 3, covered)


# --- reading -------------------------------------------------------------------------------------------------------


def test_cases_are_listed_by_what_a_filter_names(store):
    for n, client in ((1, "acme"), (2, "acme"), (3, "globex")):
        case = replace(new_case(n, client=client), opened_at=NOW + timedelta(minutes=n))
        with store.begin() as unit:
            unit.put_customers([customer(n, client)], NOW)
            unit.save([CustomerChange(f"cu{n}", (opened(case),))], NOW)

    def refs(**wanted):
        with store.read() as unit:
            return [row.ref for row in unit.list_cases(CaseFilter(**wanted))]

    assert refs() == ["MP-3", "MP-2", "MP-1"]
    assert refs(clients=frozenset({"acme"})) == ["MP-2", "MP-1"]
    assert refs(clients=frozenset({"acme"}), search="MP-2") == ["MP-2"]
    assert refs(search="INV-3") == ["MP-3"]
    assert refs(search="%") == []
    assert refs(states=frozenset({CaseState.CLOSED})) == []
    assert refs(limit=1) == ["MP-3"]
    assert refs(after=(NOW + timedelta(minutes=2), "ca2")) == ["MP-1"]
    assert refs(import_id="imp1", customer_id="cu1") == ["MP-1"]


def test_a_case_is_found_by_its_reference(store):
    case = with_case(store)
    with store.read() as unit:
        assert unit.case_by_ref("MP-1") == case
        assert unit.case_by_ref("MP-9") is None


def test_a_conversation_reads_in_order(store):
    case = with_message(store)
    claimed(store)
    sending(store, start("m-ca1-first"))
    with store.begin() as unit:
        unit.finish([Finish("m-ca1-first", TouchState.SENT, "email", "<1@x>")], NOW)
        unit.add_reply(reply(1, received_at=NOW + timedelta(hours=1)))
        unit.save([CustomerChange("cu1", (queued(case, "answer"),), messages=(message(case, step="answer"),))], NOW)
    claimed(store, at=NOW + timedelta(hours=2))
    with store.read() as unit:
        lines = unit.case_lines("ca1", ["in1"], 10)
    assert [(line.inbound, line.text) for line in lines] == [
        (False, "Dear Ada, please pay."),
        (True, "I paid on Monday."),
    ]
    assert lines[0].channel is Channel.EMAIL


def test_numbers_for_metrics(store):
    with_message(store, 1)
    with_message(store, 2)
    with store.begin() as unit:
        unit.add_reply(reply(1))
    with store.read() as unit:
        counts = unit.counts()
    assert counts.cases == {("acme", "open"): 2}
    assert counts.outbox == {"queued": 2}
    assert counts.unread_replies == 1
    assert counts.oldest_queued == NOW
    assert counts.oldest_due is None


def test_reading_sees_one_state_and_keeps_nobody_out(store):
    """A long report neither sees half of a change nor stops one."""
    with_case(store, 1)
    with store.read() as reader:
        assert reader.counts().cases == {("acme", "open"): 1}
        with_case(store, 2)
        assert reader.counts().cases == {("acme", "open"): 1}
    with store.read() as reader:
        assert reader.counts().cases == {("acme", "open"): 2}
