"""Whatever is done to the log behind the program's back is found, and the first broken event is named.

The tests do what a database administrator with bad intentions could: drop the triggers and change rows.
"""

from __future__ import annotations

from datetime import timedelta
from functools import reduce

import orjson
import pytest

from bot.app.records import CaseChange, CustomerChange
from bot.domain.apply import apply
from bot.domain.errors import Fault
from bot.domain.events import CaseAssigned, ReplyReceived
from bot.domain.vocabulary import Channel
from bot.store.audit import publish_heads, verify
from bot.store.findings import Finding, What
from bot.store.heads import FILE_NAME
from tests.contract.store.making import NOW, customer, new_case, opened, recorded, reply

EVENTS = 5


def replay(events):
    return reduce(apply, events, None)


def grow(store, case_id="ca1", by=1):
    """Append assignments to a case, as the program does."""
    with store.begin() as unit:
        (case,) = [c for c in unit.bundles([f"cu{case_id[2:]}"], NOW)[f"cu{case_id[2:]}"].cases if c.id == case_id]
        events = [recorded(CaseAssigned(f"staff{case.seq + n}", "boss", NOW)) for n in range(by)]
        after = reduce(apply, [e.event for e in events], case)
        unit.save([CustomerChange(case.customer_id, (CaseChange(case.seq, after, tuple(events)),))], NOW)


@pytest.fixture
def log(store):
    """Two cases with five events each."""
    for n in (1, 2):
        change = opened(new_case(n))
        case = replay([e.event for e in change.events])
        with store.begin() as unit:
            unit.put_customers([customer(n)], NOW)
            unit.save([CustomerChange(f"cu{n}", (CaseChange(0, case, change.events),))], NOW)
        grow(store, f"ca{n}", EVENTS - 1)
    return store


def tamper(store, *statements):
    """Run statements with the triggers out of the way."""
    with store.begin() as unit:
        if store.dialect.name == "sqlite":
            unit.db.run("DROP TRIGGER IF EXISTS events_refuse_update")
            unit.db.run("DROP TRIGGER IF EXISTS events_refuse_delete")
        else:
            unit.db.run("ALTER TABLE events DISABLE TRIGGER ALL")
        for statement in statements:
            unit.db.run(statement)


def found(store, heads=None):
    return verify(store, heads, replay)


def test_an_honest_log_has_no_findings(log, tmp_path):
    publish_heads(log, tmp_path, NOW)
    grow(log)
    publish_heads(log, tmp_path, NOW)
    assert found(log, tmp_path / FILE_NAME) == []


@pytest.mark.parametrize("statement", ["UPDATE events SET actor = 'nobody'", "DELETE FROM events", "TRUNCATE events"])
def test_the_log_refuses_to_be_changed(log, statement):
    """The triggers stop whoever does not drop them first."""
    if log.dialect.name == "sqlite" and statement.startswith("TRUNCATE"):
        statement = "DELETE FROM events WHERE seq = 1"  # SQLite has no TRUNCATE
    with pytest.raises(Exception, match="append-only"), log.begin() as unit:
        unit.db.run(statement)
    assert found(log) == []


@pytest.mark.parametrize("column", ["client", "type", "actor", "command", "facts_digest", "text_digest", "data"])
def test_a_changed_column_is_found(log, column):
    tamper(log, f"UPDATE events SET {column} = '{{}}' WHERE case_id = 'ca1' AND seq = 3")
    assert verify(log) == [Finding("MP-1", 3, What.CHANGED)]


def test_a_changed_time_is_found(log):
    with log.begin() as unit:
        later = unit.db.dialect.at(NOW + timedelta(seconds=1))
    literal = later if isinstance(later, int) else f"'{later.isoformat()}'"
    tamper(log, f"UPDATE events SET at = {literal} WHERE case_id = 'ca1' AND seq = 2")
    assert verify(log) == [Finding("MP-1", 2, What.CHANGED)]


def test_a_changed_hash_is_found(log):
    tamper(log, "UPDATE events SET hash = 'f00' WHERE case_id = 'ca1' AND seq = 3")
    assert found(log) == [Finding("MP-1", 3, What.CHANGED)]


def test_a_changed_link_is_found(log):
    tamper(log, "UPDATE events SET prev_hash = 'f00' WHERE case_id = 'ca1' AND seq = 3")
    assert found(log) == [Finding("MP-1", 3, What.CHANGED)]


def rehash(store, case_id, seq, *, follow):
    """Give an event (and those after it) the hashes that fit its present content."""
    from bot.store.audit import _chains

    with store.begin() as unit:
        previous = ""
        for event in _chains(unit.db, [case_id])[case_id]:
            if event.seq >= seq and (follow or event.seq == seq):
                fixed = type(event)(*(*[getattr(event, n) for n in event.__slots__[:-2]], previous, ""))
                previous = fixed.hash_at(event.seq)
                unit.db.run(
                    "UPDATE events SET prev_hash = ?, hash = ? WHERE case_id = ? AND seq = ?",
                    fixed.prev_hash, previous, case_id, event.seq,
                )  # fmt: skip
            else:
                previous = event.hash
        if follow:
            unit.db.run("UPDATE cases SET head = ? WHERE id = ?", previous, case_id)


def test_a_change_with_its_own_hash_redone_is_found(log):
    """The next event still knows the hash that it had."""
    tamper(log, "UPDATE events SET actor = 'nobody' WHERE case_id = 'ca1' AND seq = 3")
    rehash(log, "ca1", 3, follow=False)
    assert found(log) == [Finding("MP-1", 3, What.CHANGED)]


@pytest.mark.parametrize("seq", [1, 3])
def test_a_removed_event_is_found(log, seq):
    tamper(log, f"DELETE FROM events WHERE case_id = 'ca1' AND seq = {seq}")
    assert found(log) == [Finding("MP-1", seq, What.REMOVED)]


@pytest.mark.parametrize("seq", [1, 3])
def test_a_removed_event_is_found_when_the_rest_moves_up(log, seq):
    moves = [f"UPDATE events SET seq = {n - 1} WHERE case_id = 'ca1' AND seq = {n}" for n in range(seq + 1, EVENTS + 1)]
    tamper(log, f"DELETE FROM events WHERE case_id = 'ca1' AND seq = {seq}", *moves)
    assert found(log) == [Finding("MP-1", seq, What.REMOVED)]


def test_a_removed_last_event_is_found(log):
    tamper(log, f"DELETE FROM events WHERE case_id = 'ca1' AND seq = {EVENTS}")
    assert found(log) == [Finding("MP-1", EVENTS, What.TRUNCATED)]


COPY = (
    "INSERT INTO events SELECT case_id, {to}, client, type, at, actor, command, facts_digest, text_digest, data,"
    " prev_hash, hash FROM events WHERE case_id = 'ca1' AND seq = {of}"
)


def test_an_event_inserted_in_the_middle_is_found(log):
    moves = [f"UPDATE events SET seq = {n + 1} WHERE case_id = 'ca1' AND seq = {n}" for n in range(EVENTS, 2, -1)]
    tamper(log, *moves, COPY.format(to=3, of=2))
    assert found(log) == [Finding("MP-1", 3, What.INSERTED)]


def test_an_inserted_event_with_a_good_hash_is_found(log):
    moves = [f"UPDATE events SET seq = {n + 1} WHERE case_id = 'ca1' AND seq = {n}" for n in range(EVENTS, 2, -1)]
    tamper(log, *moves, COPY.format(to=3, of=2))
    rehash(log, "ca1", 3, follow=False)
    assert found(log) == [Finding("MP-1", 3, What.INSERTED)]


def test_an_event_inserted_at_the_end_is_found(log):
    tamper(log, COPY.format(to=EVENTS + 1, of=EVENTS))
    assert found(log) == [Finding("MP-1", EVENTS + 1, What.INSERTED)]


@pytest.mark.parametrize(("one", "other"), [(2, 3), (2, 5), (1, 4)])
def test_two_events_that_changed_places_are_found(log, one, other):
    swap = [(one, 99), (other, one), (99, other)]
    tamper(log, *(f"UPDATE events SET seq = {b} WHERE case_id = 'ca1' AND seq = {a}" for a, b in swap))
    assert found(log) == [Finding("MP-1", one, What.SWAPPED)]


def test_a_wrong_head_is_found(log):
    tamper(log, "UPDATE cases SET head = 'f00' WHERE id = 'ca1'")
    assert found(log) == [Finding("MP-1", EVENTS, What.HEAD)]


@pytest.mark.parametrize("change", ["state = 'closed'", "open_minor = 1", "snapshot = '{}'", "customer_id = 'cu2'"])
def test_a_case_that_is_not_what_its_events_amount_to_is_found(log, change):
    tamper(log, f"UPDATE cases SET {change} WHERE id = 'ca1'")
    assert found(log) == [Finding("MP-1", EVENTS, What.SNAPSHOT)]
    assert verify(log) == []  # without replay only the chain is checked


def cut_off(store, seq):
    """Remove the last events and make the case's row fit."""
    tamper(
        store,
        f"DELETE FROM events WHERE case_id = 'ca1' AND seq > {seq}",
        f"UPDATE cases SET seq = {seq}, head = (SELECT hash FROM events WHERE case_id = 'ca1' AND seq = {seq})"
        " WHERE id = 'ca1'",
    )


def test_a_truncated_chain_with_a_fitting_case_is_found_by_the_published_heads(log, tmp_path):
    publish_heads(log, tmp_path, NOW)
    cut_off(log, 3)
    assert verify(log) == []
    assert verify(log, tmp_path / FILE_NAME) == [Finding("MP-1", 4, What.TRUNCATED)]


def test_a_consistently_rewritten_chain_is_found_by_the_published_heads(log, tmp_path):
    publish_heads(log, tmp_path, NOW)
    tamper(log, "UPDATE events SET actor = 'nobody' WHERE case_id = 'ca1' AND seq = 2")
    rehash(log, "ca1", 2, follow=True)
    assert verify(log) == []
    assert verify(log, tmp_path / FILE_NAME) == [Finding("MP-1", EVENTS, What.REWRITTEN)]


def test_the_earliest_published_head_that_does_not_fit_is_named(log, tmp_path):
    """The more often heads are published, the closer the finding."""
    publish_heads(log, tmp_path, NOW)
    grow(log, by=2)
    publish_heads(log, tmp_path, NOW)
    tamper(log, f"UPDATE events SET actor = 'nobody' WHERE case_id = 'ca1' AND seq = {EVENTS + 1}")
    rehash(log, "ca1", EVENTS + 1, follow=True)
    assert verify(log, tmp_path / FILE_NAME) == [Finding("MP-1", EVENTS + 2, What.REWRITTEN)]


def test_a_removed_case_is_found_by_its_events(log):
    tamper(log, "DELETE FROM cases WHERE id = 'ca1'")
    assert found(log) == [Finding("MP-1", 1, What.CASE_REMOVED)]


def test_a_case_removed_with_its_events_is_found_by_the_published_heads(log, tmp_path):
    publish_heads(log, tmp_path, NOW)
    tamper(log, "DELETE FROM cases WHERE id = 'ca1'", "DELETE FROM events WHERE case_id = 'ca1'")
    assert found(log) == []
    assert found(log, tmp_path / FILE_NAME) == [Finding("MP-1", EVENTS, What.CASE_REMOVED)]


def test_an_exchanged_reply_is_found(log):
    """The sealed text is not the one that was hashed."""
    with log.begin() as unit:
        unit.add_reply(reply(1))
        unit.add_reply(reply(2))
        digest = unit.replies(["in1"])["in1"].text_digest
        case = unit.case_by_ref("MP-1")
        event = ReplyReceived("in1", Channel.EMAIL, "en", False, True, (), (), NOW)
        after = apply(case, event)
        change = CaseChange(case.seq, after, (recorded(event, text_digest=digest),))
        unit.save([CustomerChange("cu1", (change,))], NOW)
    assert found(log) == []
    tamper(
        log, "UPDATE inbox SET payload_sealed = (SELECT payload_sealed FROM inbox WHERE id = 'in2') WHERE id = 'in1'"
    )
    assert found(log) == [Finding("MP-1", EVENTS + 1, What.TEXT)]


# --- the file ------------------------------------------------------------------------------------------------------


def lines(folder):
    return (folder / FILE_NAME).read_bytes().splitlines(keepends=True)


@pytest.fixture
def three_lines(log, tmp_path):
    for _ in range(3):
        grow(log)
        publish_heads(log, tmp_path, NOW)
    assert len(lines(tmp_path)) == 3
    return log


def test_publishing_again_writes_only_what_grew(log, tmp_path):
    assert publish_heads(log, tmp_path, NOW) == 2
    assert publish_heads(log, tmp_path, NOW) == 0
    grow(log, "ca2")
    assert publish_heads(log, tmp_path, NOW) == 1
    assert [head[1] for head in orjson.loads(lines(tmp_path)[1])["heads"]] == ["MP-2"]


@pytest.mark.parametrize("which", [0, 1, 2])
def test_an_edited_line_of_the_file_is_found(three_lines, tmp_path, which):
    content = lines(tmp_path)
    content[which] = content[which].replace(b'"MP-1",', b'"MP-2",', 1)
    (tmp_path / FILE_NAME).write_bytes(b"".join(content))
    assert Finding("", which + 1, What.HEADS_FILE) in found(three_lines, tmp_path / FILE_NAME)


@pytest.mark.parametrize(("keep", "line"), [([1, 2], 1), ([0, 2], 2), ([0, 1], 3), ([0, 2, 1], 2), ([], 3)])
def test_removed_and_moved_lines_of_the_file_are_found(three_lines, tmp_path, keep, line):
    content = lines(tmp_path)
    (tmp_path / FILE_NAME).write_bytes(b"".join(content[n] for n in keep))
    assert Finding("", line, What.HEADS_FILE) in found(three_lines, tmp_path / FILE_NAME)


def test_a_line_cut_off_by_a_crash_is_written_again(log, tmp_path):
    """The process died while it wrote: the database does not rely on the line, and nothing is lost."""
    publish_heads(log, tmp_path, NOW)
    whole = lines(tmp_path)
    grow(log)
    (tmp_path / FILE_NAME).write_bytes(whole[0] + b'{"n": 2, "at": "2026-03')
    assert publish_heads(log, tmp_path, NOW) == 1
    assert found(log, tmp_path / FILE_NAME) == []


def test_heads_whose_transaction_did_not_commit_are_published_again(log, tmp_path, open_again):
    """The process died between the file and the database: the same heads come twice, none is lost."""
    publish_heads(log, tmp_path, NOW)
    grow(log)
    with log.begin() as unit:
        unit.db.run("INSERT INTO unpublished (case_id, seq) VALUES ('ca2', 5)")
        unit.db.run("DELETE FROM meta WHERE name = 'heads_file'")
    assert publish_heads(log, tmp_path, NOW) == 2
    assert found(open_again(), tmp_path / FILE_NAME) == []


def test_publishing_behind_a_changed_line_is_refused(log, tmp_path):
    publish_heads(log, tmp_path, NOW)
    grow(log)
    path = tmp_path / FILE_NAME
    path.write_bytes(path.read_bytes().replace(b"MP-1", b"MP-9"))
    with pytest.raises(Fault, match="heads file was changed"):
        publish_heads(log, tmp_path, NOW)
