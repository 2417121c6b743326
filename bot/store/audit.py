"""Publishing the heads of changed chains, and finding whatever was done to the log behind the program's back."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Final

import orjson

from bot.app.ports import MAX_BATCH
from bot.domain.case import Case
from bot.domain.codec import decode_case, decode_event
from bot.domain.errors import Fault
from bot.domain.events import Event
from bot.store.database import Database
from bot.store.dialects import Row, delete_sql
from bot.store.findings import Finding, StoredEvent, What, first_break
from bot.store.heads import Head, HeadsLine, open_heads, parse_line
from bot.store.store import SqlStore
from bot.store.tables.cases import unpublished
from bot.store.unit import SqlUnit

Replay = Callable[[Sequence[Event]], Case]
Published = dict[str, list[Head]]

_LAST_LINE: Final = "heads_file"  # name in `meta`: number and hash of the last line that the database relies on
_EVENTS: Final = (
    "SELECT case_id, seq, client, type, at, actor, command, facts_digest, text_digest, data, prev_hash, hash"
    " FROM events WHERE case_id IN [?] ORDER BY case_id, seq"
)


# --- publishing --------------------------------------------------------------------------------------------------


def publish_heads(store: SqlStore, folder: Path, now: datetime) -> int:
    """Append the heads of all chains that grew since the last time to `folder`/heads.jsonl. Returns how many."""
    published = 0
    with open_heads(folder) as file:
        while True:
            with store.begin() as unit:
                marks, heads = _unpublished(unit)
                if not marks:
                    return published
                file.append(heads, now)
                _note_published(unit, marks, f"{file.number}:{file.hash}")
            published += len(heads)


def _unpublished(unit: SqlUnit) -> tuple[list[Row], list[Head]]:
    """Marks of chains that grew, and the chains' heads now. A mark that comes meanwhile stays for the next time."""
    if not unit.db.begun and not unit.db.peek("SELECT 1 FROM unpublished LIMIT 1"):
        return [], []
    marks = unit.db.rows("SELECT case_id, seq FROM unpublished ORDER BY case_id, seq LIMIT ?", MAX_BATCH)
    rows = unit.db.rows(
        "SELECT id, ref, seq, head FROM cases WHERE id IN [?] ORDER BY id", list(dict.fromkeys(row[0] for row in marks))
    )
    return marks, [(row[0], row[1], row[2], row[3]) for row in rows]


def _note_published(unit: SqlUnit, marks: Sequence[Row], last_line: str) -> None:
    unit.db.bulk(delete_sql(unpublished, ("case_id", "seq")), marks)
    unit.db.run(
        "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        _LAST_LINE,
        last_line,
    )


# --- verifying ---------------------------------------------------------------------------------------------------


def verify(store: SqlStore, heads_file: Path | None = None, replay: Replay | None = None) -> list[Finding]:
    """Everything that does not fit, at most one finding a chain: its first broken event.

    `heads_file` is a file of published heads; without one a chain that was rewritten consistently, cut off together
    with its case's row, or removed as a whole is not found. `replay` folds events into a case; with it the cases'
    rows are compared with what their events amount to.
    """
    with store.read() as unit:
        findings, published = _read_heads(unit.db, heads_file)
        known: set[str] = set()
        for rows in _case_pages(unit.db):
            known.update(row[0] for row in rows)
            findings += _check_page(unit.db, rows, published, replay)
        findings += _orphans(unit.db)
        gone = [heads[0] for case_id, heads in published.items() if case_id not in known]
        findings += [Finding(ref, seq, What.CASE_REMOVED) for _, ref, seq, _ in gone]
    return list({(f.ref, f.what is What.HEADS_FILE): f for f in reversed(findings)}.values())[::-1]


def _case_pages(db: Database) -> Iterator[list[Row]]:
    last = ""
    while rows := db.rows(
        "SELECT id, ref, seq, head, snapshot, state, open_minor, customer_id FROM cases WHERE id > ?"
        " ORDER BY id LIMIT ?",
        last,
        MAX_BATCH,
    ):
        yield rows
        last = rows[-1][0]


def _check_page(db: Database, rows: Sequence[Row], published: Published, replay: Replay | None) -> list[Finding]:
    chains = _chains(db, [row[0] for row in rows])
    texts = _text_digests(db, chains)
    findings = []
    for case_id, ref, seq, head, *stored in rows:
        chain = chains.get(case_id, [])
        broken = (
            first_break(chain, seq, head)
            or _against_published(chain, published.get(case_id, []))
            or _changed_text(chain, texts)
            or (_against_snapshot(chain, seq, stored, replay) if replay else None)
        )
        if broken:
            findings.append(Finding(ref, *broken))
    return findings


def _chains(db: Database, ids: list[str]) -> dict[str, list[StoredEvent]]:
    events = (StoredEvent(*(*row[:4], db.instant(row[4]), *row[5:])) for row in db.rows(_EVENTS, ids))
    return {case_id: list(chain) for case_id, chain in groupby(events, key=lambda event: event.case_id)}


def _against_published(chain: Sequence[StoredEvent], heads: Sequence[Head]) -> tuple[int, What] | None:
    for _, _, seq, published in heads:
        if seq > len(chain):
            return len(chain) + 1, What.TRUNCATED
        if chain[seq - 1].hash != published:
            return seq, What.REWRITTEN
    return None


def _against_snapshot(
    chain: Sequence[StoredEvent], seq: int, stored: Sequence[object], replay: Replay
) -> tuple[int, What] | None:
    snapshot, state, open_minor, customer_id = stored
    case = replay([decode_event(event.type, orjson.loads(event.data)) for event in chain])
    try:
        same = decode_case(orjson.loads(str(snapshot))) == case
    except (Fault, ValueError, TypeError):
        same = False
    columns = (state, open_minor, customer_id) == (case.state, case.open_minor, case.customer_id)
    return None if same and columns else (seq, What.SNAPSHOT)


def _orphans(db: Database) -> list[Finding]:
    """Events whose case has no row: their reference is in the event that opened it."""
    rows = db.rows(
        "SELECT case_id, min(seq) FROM events e WHERE NOT EXISTS (SELECT 1 FROM cases c WHERE c.id = e.case_id)"
        " GROUP BY case_id ORDER BY case_id"
    )
    findings = []
    for case_id, seq in rows:
        data = db.value("SELECT data FROM events WHERE case_id = ? AND seq = ?", case_id, seq)
        findings.append(Finding(str(orjson.loads(data).get("ref", case_id)), seq, What.CASE_REMOVED))
    return findings


# --- texts that the log speaks of --------------------------------------------------------------------------------


def _spoken_of(event: StoredEvent) -> tuple[str, str] | None:
    """(id, digest) of the sealed text that an event is about."""
    if event.type == "ReplyReceived" and event.text_digest:
        return str(orjson.loads(event.data)["reply_id"]), event.text_digest
    if event.type == "TouchSent":
        data = orjson.loads(event.data)
        return (str(data["message_id"]), str(data["body_digest"])) if data["body_digest"] else None
    return None


def _text_digests(db: Database, chains: dict[str, list[StoredEvent]]) -> dict[str, str]:
    """The digest of each sealed text; an erased one is not there, which is no finding."""
    ids = [told[0] for chain in chains.values() for event in chain if (told := _spoken_of(event))]
    rows = db.rows("SELECT id, payload_sealed FROM inbox WHERE id IN [?] AND payload_sealed IS NOT NULL", ids)
    rows += db.rows("SELECT id, body_sealed FROM outbox WHERE id IN [?] AND body_sealed IS NOT NULL", ids)
    return {row[0]: hashlib.sha256(row[1]).hexdigest() for row in rows}


def _changed_text(chain: Sequence[StoredEvent], texts: dict[str, str]) -> tuple[int, What] | None:
    for event in chain:
        told = _spoken_of(event)
        if told and texts.get(told[0], told[1]) != told[1]:
            return event.seq, What.TEXT
    return None


# --- the file ----------------------------------------------------------------------------------------------------


def _read_heads(db: Database, heads_file: Path | None) -> tuple[list[Finding], Published]:
    """What is wrong with the file itself, and the heads that it holds, by case, in order."""
    published: Published = defaultdict(list)
    if heads_file is None:
        return [], published
    number, previous, lines = 0, "", {0: ""}
    with heads_file.open("rb") as file:
        for raw in file:
            line = parse_line(raw)
            number += 1
            if line is None or not _fits(line, number, previous):
                return [Finding("", number, What.HEADS_FILE)], published
            previous = lines[number] = line.hash
            for head in line.heads:
                published[head[0]].append(head)
    relied_on, _, digest = str(db.value("SELECT value FROM meta WHERE name = ?", _LAST_LINE) or "0:").partition(":")
    cut = lines.get(int(relied_on)) != digest
    return ([Finding("", int(relied_on), What.HEADS_FILE)] if cut else []), published


def _fits(line: HeadsLine, number: int, previous: str) -> bool:
    return line.whole and line.number == number and line.prev == previous
