"""The triggers that make the log append-only, as each database spells them."""

from __future__ import annotations

from typing import Final

SQLITE: Final = (
    (
        "CREATE TRIGGER events_refuse_update BEFORE UPDATE ON events"
        " BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END"
    ),
    (
        "CREATE TRIGGER events_refuse_delete BEFORE DELETE ON events"
        " BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END"
    ),
)
POSTGRESQL: Final = (
    (
        "CREATE FUNCTION events_refuse() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'the log is append-only'; END $$"
    ),
    (
        "CREATE TRIGGER events_refuse_change BEFORE UPDATE OR DELETE ON events"
        " FOR EACH ROW EXECUTE FUNCTION events_refuse()"
    ),
    (
        "CREATE TRIGGER events_refuse_truncate BEFORE TRUNCATE ON events"
        " FOR EACH STATEMENT EXECUTE FUNCTION events_refuse()"
    ),
)
