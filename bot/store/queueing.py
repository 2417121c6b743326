"""Messages with their touches: into the outbox, and out of it while nothing has been handed over."""

# ruff: noqa: S608 - statements are put together from constants of this package only; values are bound

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

import psycopg

from bot.app.records import NewMessage
from bot.domain.case import TouchKey
from bot.domain.errors import Fault
from bot.domain.vocabulary import TouchState
from bot.store.database import Database, in_order
from bot.store.dialects import Row
from bot.store.keys import UnitKeys
from bot.store.sealing import Retention
from bot.store.tables.outbox import outbox, touches

INTEGRITY_ERRORS: Final = (sqlite3.IntegrityError, psycopg.IntegrityError)
_MESSAGE: Final = (
    "id",
    "reference",
    "client",
    "customer_id",
    "contact_id",
    "channel",
    "touch_class",
    "sender",
    "state",
    "available_at",
    "staff_sealed",
    "language",
    "created_at",
)
_TOUCH: Final = (
    "case_id",
    "cause",
    "occurrence",
    "message_id",
    "client",
    "step",
    "template",
    "touch_class",
    "tone",
    "ask",
    "playbook",
    "playbook_name",
    "answers",
    "state",
    "created_at",
)
_ENDED: Final = "('cancelled', 'refused', 'superseded', 'failed')"


def insert_messages(db: Database, keys: UnitKeys, messages: Sequence[NewMessage], now: datetime) -> None:
    """Raises Fault when a touch has been queued before: one key, one touch."""
    if not messages:
        return
    owners = {m.customer_id: m.client for m in messages if m.staff_text}
    seals = keys.for_sealing(owners, Retention.CONVERSATION) if owners else {}
    rows = [
        (
            m.id,
            m.reference,
            m.client,
            m.customer_id,
            m.contact_id,
            m.channel.value,
            m.touch_class.value,
            m.sender,
            TouchState.QUEUED.value,
            m.available_at,
            seals[m.customer_id].seal(m.staff_text, f"outbox/{m.id}/staff") if m.staff_text else None,
            m.language,
            now,
        )
        for m in messages
    ]
    try:
        db.insert(outbox, _MESSAGE, rows)
        db.insert(touches, _TOUCH, _touch_rows(messages, now))
    except INTEGRITY_ERRORS as error:
        raise Fault("A touch was queued a second time") from error


def _touch_rows(messages: Sequence[NewMessage], now: datetime) -> list[Row]:
    return [
        (
            t.case_id,
            t.key.cause,
            t.key.occurrence,
            m.id,
            m.client,
            t.step,
            t.template,
            t.touch_class.value,
            t.tone,
            t.ask,
            t.playbook,
            t.playbook_name,
            t.answers,
            t.state.value,
            now,
        )
        for m in messages
        for t in m.touches
    ]


def cancel_touches(db: Database, ended: Mapping[tuple[str, TouchKey], TouchState], now: datetime) -> None:
    """End touches whose message has not been handed over; a message without live touches ends with them.

    A claimed message loses its lease even when other touches stay, so that it is composed anew without these. One that
    may have gone before its worker died keeps them: whoever claims it next records that, and does not send it again.
    """
    rows = db.rows(
        f"SELECT case_id, cause, occurrence, message_id FROM touches WHERE case_id IN [?] AND state NOT IN {_ENDED}",
        in_order(case_id for case_id, _ in ended),
    )
    wanted = [(row, ended.get((row[0], TouchKey(row[1], row[2])))) for row in rows]
    locked = db.rows(
        "SELECT id, sent_before FROM outbox WHERE id IN [?] AND state IN ('queued', 'claimed') ORDER BY id FOR UPDATE",
        in_order(row[3] for row, state in wanted if state),
    )
    held = {row[0] for row in locked}
    if not held:
        return
    never_gone = {row[0] for row in locked if not row[1]}
    found = [(state.value, *row[:3]) for row, state in wanted if state and row[3] in never_gone]
    db.update(touches, ("state",), ("case_id", "cause", "occurrence"), found)
    db.run(
        "UPDATE outbox SET lease_token = NULL, lease_until = NULL, state = 'queued'"
        " WHERE id IN [?] AND state = 'claimed'",
        sorted(held),
    )
    db.run(
        "UPDATE outbox SET state = CASE WHEN EXISTS (SELECT 1 FROM touches t WHERE t.message_id = outbox.id"
        " AND t.state = 'failed') THEN 'failed' ELSE 'cancelled' END, finished_at = ?, frozen_by = NULL"
        " WHERE id IN [?] AND NOT EXISTS (SELECT 1 FROM touches t WHERE t.message_id = outbox.id"
        f" AND t.state NOT IN {_ENDED})",
        now,
        sorted(held),
    )
