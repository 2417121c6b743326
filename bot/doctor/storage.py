"""What we keep: the key, the database, the heads outside of it; and what the database says of how things go."""

from __future__ import annotations

import stat
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from bot.app.calendars import HolidayCalendar
from bot.bootstrap import master_keys
from bot.doctor.findings import Finding, missing, note, ok
from bot.doctor.patient import Patient
from bot.doctor.reaching import in_a_thread
from bot.domain.calendar import last_business_day_before, local
from bot.domain.errors import Rejected
from bot.settings import Settings
from bot.store.looking import Sight, look

LATE: Final = timedelta(minutes=15)  # a worker takes what is due within seconds
_MAKE_KEY: Final = "Make one as env.example says, and set FOLLOWUP_MASTER_KEY_FILE."


async def master_key(patient: Patient) -> list[Finding]:
    """Without it nobody can read the conversations again."""
    settings, path = patient.settings, key_file(patient.settings)
    if settings.master_keys:
        count = len(settings.master_keys)
        return [ok("master key", "One key is set." if count == 1 else f"{count} keys are set; the first one seals.")]
    if path is None:
        return [missing("master key", "There is none, and this database needs one.", _MAKE_KEY)]
    if not path.exists():
        return [note("master key", f"{path} is made at the first start.", "Keep a copy elsewhere then.")]
    if stat.S_IMODE(path.stat().st_mode) & (stat.S_IRWXG | stat.S_IRWXO):
        return [missing("master key", f"Others can read {path}.", f"chmod 600 {path}")]
    return [ok("master key", f"{path} holds it. Keep a copy elsewhere: without it nobody reads the database again.")]


async def database(patient: Patient) -> list[Finding]:
    """Whether it answers, has this program's schema, can be written, and what it says of the work."""
    settings = patient.settings
    if settings.embedded:
        unmade = _unmade(sqlite_file(settings.database_url))
        if unmade:
            return [unmade]
    elif not settings.master_keys:
        return [note("database", "It is not looked at without its key.")]
    where = sa.make_url(settings.database_url).render_as_string(hide_password=True)
    try:
        keys = master_keys(settings) if key_there(settings) else ()
        seconds = int(patient.options.call_seconds)
        sight = await in_a_thread(lambda: look(settings.database_url, keys, seconds=seconds))
    except Rejected as error:
        return [missing("database", str(error), "Correct FOLLOWUP_DATABASE_URL, or start the database.")]
    return [_schema(settings, where, sight), *_going(patient, sight)]


def _unmade(path: Path | None) -> Finding | None:
    if path is None:
        return note("database", "It is in memory: everything is gone when the process ends.", "Name a file.")
    if path.exists():
        return None
    if not path.absolute().parent.is_dir():
        return missing("database", f"The folder of {path} is not there.", "Make it, or correct FOLLOWUP_DATABASE_URL.")
    if not writable(path.absolute().parent):
        return missing("database", f"The folder of {path} cannot be written.", "Give this user the right to.")
    return note("database", f"{path} is made at the first start.")


def _schema(settings: Settings, where: str, sight: Sight) -> Finding:
    if not sight.current:
        if settings.embedded:
            return note("database", f"{where} is of another version; the next start brings it up to date.")
        return missing("database", f"{where} lacks this program's schema.", "Run `followup db upgrade`.")
    if sight.key_fits is False:
        sentence = f"{where} was written with another master key."
        return missing("database", sentence, "Put the right key into FOLLOWUP_MASTER_KEY.")
    if not sight.writable:
        return missing("database", f"{where} cannot be written.", "Give this user the right to.")
    return ok("database", f"{where} answers, has this program's schema, and can be written.")


def _going(patient: Patient, sight: Sight) -> list[Finding]:
    """How the work goes, as far as the database knows."""
    now, found = patient.options.now, []
    for pause in sight.pauses:
        what = " ".join(filter(None, (pause.scope, pause.value)))
        todo = f"`followup resume {what} --reason ...` when it may go on."
        found.append(note("stop button", f"It is pressed for {what}: nothing goes out there.", todo))
    if sight.oldest_due and now - sight.oldest_due > LATE:
        sentence = f"Customers have been due since {sight.oldest_due:%Y-%m-%d %H:%M} UTC: no worker seems to run."
        found.append(note("worker", sentence, "Start `followup run`, or `followup worker`."))
    if sight.waiting_replies:
        sentence = f"{sight.waiting_replies} replies fit no case and wait for a person."
        found.append(note("replies", sentence, "See docs/running.md, What waits for a person."))
    if sight.stuck_posts:
        sentence = f"{sight.stuck_posts} posts to Slack failed and are not tried again."
        found.append(note("slack posts", sentence, "The log says why."))
    sentence = "Posts wait because something about Slack is wrong:"
    found += [note("slack posts", f"{sentence} {why}.", "Correct it; they go on then.") for why in sight.held_queues]
    return [*found, *_feeds(patient, sight, now)]


def _feeds(patient: Patient, sight: Sight, now: datetime) -> list[Finding]:
    """FRESHNESS: on an old ledger nobody is chased."""
    found = []
    for profile in patient.profiles:
        rules = patient.rules(profile.id)
        if not rules.declared_feed:
            continue
        today = local(now, rules.zone).date()
        holidays = HolidayCalendar().days(rules.country, "", today.year - 1, today.year)
        needed, covered = last_business_day_before(today, holidays), sight.feeds.get(profile.id)
        if covered is None or covered < needed:
            had = f"covers {covered.isoformat()}" if covered else "has not come yet"
            sentence = f"Its ledger {had}; until it covers {needed.isoformat()} nobody is chased."
            found.append(note(f"client {profile.id}", sentence, "Import the ledger: `followup import FILE`."))
    return found


async def audit_folder(patient: Patient) -> list[Finding]:
    """The published heads of the log belong where the database's administrators cannot write."""
    folder = patient.settings.audit_dir
    if folder is None:
        sentence = "FOLLOWUP_AUDIT_DIR is not set: nothing outside of the database proves that its log is whole."
        return [note("audit", sentence, "Set it to a folder on another disk, or of another owner.")]
    there = next(parent for parent in (folder.absolute(), *folder.absolute().parents) if parent.exists())
    if not there.is_dir() or not writable(there):
        return [missing("audit", f"{folder} cannot be written.", "Give this user the right to, or name another.")]
    kept = sqlite_file(patient.settings.database_url)
    if kept is not None and folder.resolve().is_relative_to(kept.absolute().parent.resolve()):
        sentence = f"{folder} lies with the database: whoever can change the one can change the other."
        return [note("audit", sentence, "Name a folder elsewhere.")]
    return [ok("audit", f"Heads of the log are published in {folder}.")]


def sqlite_file(url: str) -> Path | None:
    """The file of an embedded database; None for one in memory, and for PostgreSQL."""
    scheme, _, name = url.partition(":///")
    return Path(name.partition("?")[0]) if scheme.startswith("sqlite") and name not in {"", ":memory:"} else None


def key_file(settings: Settings) -> Path | None:
    """Where the embedded database keeps its own key."""
    file = sqlite_file(settings.database_url)
    return Path(f"{file}.key") if file else None


def key_there(settings: Settings) -> bool:
    """Whether there is a key; looking must not make one."""
    path = key_file(settings)
    return bool(settings.master_keys) or (path is not None and path.exists())


def writable(folder: Path) -> bool:
    """Whether a file can be made there: permissions alone do not say it (read-only disks, quotas)."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False
