"""`followup doctor` against real servers: what is there, what is missing, what hangs, and what it never says."""

from __future__ import annotations

import asyncio
import json
import secrets
import shutil
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.app.controlling import set_pause
from bot.bootstrap import build
from bot.doctor import Finding, Mark, Options, examine
from bot.doctor.reaching import skew
from bot.domain.facts import Pause
from bot.intake.command_line import ImportOrder, import_file
from bot.sandbox.slack import SlackSandbox
from bot.sandbox.smtp import SmtpSandbox
from bot.sandbox.twilio import TwilioSandbox
from bot.settings import read_settings
from bot.store.engine import open_store
from bot.store.tables.posts import post_queues
from tests.flow.shell import ROOT, Shell

CHECKS_OF = {  # which checks speak of a subject; of a client several do
    "master key": ["key"],
    "database": ["database"],
    "audit": ["audit"],
    "twilio": ["twilio"],
    "smtp": ["smtp"],
    "inbound mail": ["inbound"],
    "slack": ["slack"],
    "slack clicks": ["slack"],
    "slack people": ["slack"],
    "slack posts": ["database"],
    "words": ["words"],
    "settings": ["audit"],
    "config": ["audit"],
    "stop button": ["database"],
    "worker": ["database"],
    "client": ["clients", "database", "slack", "staff"],
}
KEY = "bWFzdGVyIGtleSBvZiB0aGUgdGVzdHMsIDMyIGJ5dGU="  # as tests/conftest.py has it
STAFF = {
    "U0OLIVIA1": "Olivia Marsh",
    "U0OMAR001": "Omar Haddad",
    "U0LUCIA01": "Lucía Ferrer",
    "U0ANA0001": "Ana Prieto",
    "U0BEN0001": "Ben Adler",
    "U0SOFIA01": "Sofia Lindqvist",
    "U0SAMUEL1": "Samuel Okafor",
    "U0ADELE01": "Adele Kim",
    "U0CARLA01": "Carla Jensen",
    "U0IVO0001": "Ivo Brandt",
}


@dataclass
class Place:
    """A deployment in which nothing is missing: one client, and stand-ins for all that it needs."""

    folder: Path
    environment: dict[str, str]
    slack: SlackSandbox
    twilio: TwilioSandbox
    smtp: SmtpSandbox
    channel: str
    options: dict[str, Any] = field(default_factory=dict)

    @property
    def config(self) -> Path:
        return self.folder / "config"

    async def findings(self, **options: Any) -> list[Finding]:
        return await examine(self.environment, self.config, Options(**{**self.options, **options}))

    async def of(self, subject: str, mark: Mark = Mark.MISSING) -> str:
        """The sentences about one subject with this mark, one a line."""
        found = await self.findings(only=frozenset(CHECKS_OF.get(subject, CHECKS_OF["client"])))
        return "\n".join(one.sentence for one in found if (one.subject, one.mark) == (subject, mark))

    def edit(self, name: str, change: Callable[[str], str]) -> None:
        path = self.config / name
        before = path.read_text(encoding="utf-8")
        after = change(before)
        assert after != before
        path.write_text(after, encoding="utf-8")


@pytest.fixture
async def place(tmp_path: Path, sqlite_url: str) -> AsyncIterator[Place]:
    shutil.copytree(ROOT / "config", tmp_path / "config")
    for other in ("ledger", "meridian", "northwind"):
        (tmp_path / "config" / "clients" / f"{other}.yaml").unlink()
    staff = tmp_path / "config" / "staff.yaml"
    staff.write_text(staff.read_text(encoding="utf-8").replace("clients: [northwind]", ""), encoding="utf-8")
    slack, twilio, smtp = SlackSandbox(), TwilioSandbox(), SmtpSandbox()
    for user, name in STAFF.items():
        slack.add_user(user, name)
    channel = slack.add_channel("acme-followup", STAFF)
    environment = {
        "FOLLOWUP_DATABASE_URL": sqlite_url,
        "FOLLOWUP_MASTER_KEY": KEY,
        "FOLLOWUP_PUBLIC_URL": "https://pay.acme.example.test",
        "FOLLOWUP_AUDIT_DIR": str(tmp_path.parent),
        "FOLLOWUP_EMAIL_WEBHOOK_SECRET": secrets.token_hex(16),
        "TWILIO_ACCOUNT_SID": twilio.account_sid,
        "TWILIO_AUTH_TOKEN": twilio.auth_token,
        "TWILIO_API_BASE": await twilio.start(),
        "SMTP_URL": await smtp.start(),
        "SLACK_API_BASE": await slack.start(),
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_SIGNING_SECRET": slack.signing_secret,
    }
    yield Place(tmp_path, environment, slack, twilio, smtp, channel)
    for server in (slack, twilio, smtp):
        await server.stop()


# --- a whole deployment ----------------------------------------------------------------------------------------


async def test_where_all_is_there_nothing_is_missing_and_nothing_was_sent(place: Place) -> None:
    found = await place.findings()
    assert [one for one in found if one.mark is Mark.MISSING] == []
    good = {one.subject for one in found if one.mark is Mark.OK}
    assert {"master key", "database", "audit", "public address", "twilio", "smtp", "inbound mail"} <= good
    assert {"slack", "slack clicks", "slack people", "words", "staff of acme"} <= good
    assert list(place.twilio.accepted) == list(place.smtp.accepted) == place.slack.messages(place.channel) == []


async def test_looking_changes_nothing(place: Place) -> None:
    database = place.folder / "followup.db"
    before = database.read_bytes()
    await place.findings()
    assert database.read_bytes() == before
    database.unlink()
    for left in place.folder.glob("followup.db-*"):
        left.unlink()
    assert "made at the first start" in await place.of("database", Mark.NOTE)
    assert not list(place.folder.glob("followup.db*"))


async def test_the_command_says_a_line_each_and_ends_with_one_when_something_is_missing(place: Place) -> None:
    shell = Shell(place.folder)
    shell.environment |= place.environment
    good = await asyncio.to_thread(shell, "doctor")
    assert (good.returncode, "Traceback" in good.stderr) == (0, False), good.stdout
    assert all(line.split()[0] in {"ok", "note"} for line in good.stdout.splitlines())
    del shell.environment["SMTP_URL"]
    facts = await asyncio.to_thread(shell.facts, "doctor", code=1)
    assert facts["ok"] is False
    assert {"mark": "missing", "subject": "smtp"}.items() <= next(
        one for one in facts["findings"] if one["subject"] == "smtp"
    ).items()


async def test_a_new_workspace_is_told_what_it_needs(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    assert shell("init", "work").returncode == 0
    inside = Shell(tmp_path / "work")
    del inside.environment["FOLLOWUP_DATABASE_URL"]
    facts = inside.facts("doctor", code=1)
    assert isinstance(facts, dict)
    lacking = {one["subject"] for one in facts["findings"] if one["mark"] == "missing"}
    assert {"public address", "twilio", "smtp", "inbound mail", "slack", "staff of example"} <= lacking
    assert all(one["todo"] for one in facts["findings"] if one["mark"] == "missing")


# --- one thing after another -----------------------------------------------------------------------------------


async def test_every_wrong_setting_is_said(place: Place) -> None:
    place.environment |= {"FOLLOWUP_LISTEN": "nowhere", "FOLLOWUP_PUBLIK_URL": "x", "FOLLOWUP_LOG_LEVEL": "loud"}
    said = await place.of("settings")
    assert all(name in said for name in ("FOLLOWUP_LISTEN", "FOLLOWUP_PUBLIK_URL", "FOLLOWUP_LOG_LEVEL"))
    assert await place.of("smtp", Mark.OK)  # the rest is looked at all the same


async def test_another_master_key_is_not_the_databases(place: Place) -> None:
    open_store(place.environment["FOLLOWUP_DATABASE_URL"], read_settings(place.environment).master_keys).close()
    place.environment["FOLLOWUP_MASTER_KEY"] = "A" * 43 + "="
    assert "another master key" in await place.of("database")


async def test_a_postgresql_that_is_not_there_has_no_schema_or_is_good(place: Place, postgresql_url: str) -> None:
    place.environment["FOLLOWUP_DATABASE_URL"] = postgresql_url
    assert "has this program's schema" in await place.of("database", Mark.OK)
    place.environment["FOLLOWUP_DATABASE_URL"] = postgresql_url.replace("/t_", "/nothing_")
    assert "does not answer" in await place.of("database")
    place.environment["FOLLOWUP_DATABASE_URL"] = "postgresql://nobody@127.0.0.1:1/nothing"
    assert "does not answer" in await place.of("database")


async def test_heads_beside_the_database_and_a_folder_that_cannot_be_made(place: Place) -> None:
    place.environment["FOLLOWUP_AUDIT_DIR"] = str(place.folder / "heads")
    assert "lies with the database" in await place.of("audit", Mark.NOTE)
    place.environment["FOLLOWUP_AUDIT_DIR"] = str(place.folder / "followup.db" / "heads")
    assert "cannot be written" in await place.of("audit")


async def test_twilio_that_refuses_is_suspended_or_has_another_number(place: Place) -> None:
    place.twilio.account.numbers = {"+12125550999"}
    assert "+12125550123 is not a number of this account" in await place.of("twilio", Mark.NOTE)
    place.twilio.account.status = "suspended"
    assert "suspended" in await place.of("twilio")
    place.environment["TWILIO_AUTH_TOKEN"] = "another"
    assert "refuses" in await place.of("twilio")


async def test_a_relay_with_starttls_and_a_login(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    relay = SmtpSandbox(starttls=True, login=("user", "p@ss word"))
    address = (await relay.start()).removeprefix("smtp://")
    try:
        place.environment["SMTP_URL"] = f"smtp://user:p%40ss%20word@{address}?starttls=required"
        assert "certificate" in await place.of("smtp")
        trusted = place.folder / "trusted.pem"
        trusted.write_text(relay._certificate.pem, encoding="ascii")
        monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
        assert "over TLS and takes the login" in await place.of("smtp", Mark.OK)
        place.environment["SMTP_URL"] = f"smtp://user:wrong@{address}?starttls=required"
        assert "refuses the user or the password" in await place.of("smtp")
    finally:
        await relay.stop()
    place.environment["SMTP_URL"] = place.smtp.url + "?starttls=required"
    assert "offers no STARTTLS" in await place.of("smtp")
    assert list(relay.accepted) == []


async def test_a_host_that_nobody_knows_and_a_port_where_nobody_listens(place: Place) -> None:
    place.environment["SMTP_URL"] = "smtp://nowhere.invalid"
    assert "no host named nowhere.invalid" in await place.of("smtp")
    place.environment["SMTP_URL"] = "smtp://127.0.0.1:1"
    assert "does not answer" in await place.of("smtp")


async def test_inbound_mail_needs_a_way(place: Place) -> None:
    del place.environment["FOLLOWUP_EMAIL_WEBHOOK_SECRET"]
    assert "reaches nobody" in await place.of("inbound mail")
    place.environment["FOLLOWUP_LMTP_LISTEN"] = "127.0.0.1:1"
    assert "Nothing listens" in await place.of("inbound mail", Mark.NOTE)
    place.environment["FOLLOWUP_LMTP_LISTEN"] = f"127.0.0.1:{place.smtp.port}"
    assert "Mail is taken" in await place.of("inbound mail", Mark.OK)


async def test_slack_says_who_is_not_there_and_where_the_bot_is_not(place: Place) -> None:
    place.slack.kick(place.channel, place.slack.bot_user_id)
    place.edit("staff.yaml", lambda text: text.replace("U0OMAR001", "U0NOBODY1"))
    assert "not in the Slack channel acme-followup" in await place.of("client acme")
    assert await place.of("slack people") == "Slack knows no U0NOBODY1, who is omar."
    place.edit("clients/acme.yaml", lambda text: text.replace("#acme-followup", "C0NOWHERE1"))
    assert "does not see the Slack channel C0NOWHERE1" in await place.of("client acme")
    place.edit("clients/acme.yaml", lambda text: text.replace("C0NOWHERE1", place.channel))
    assert "not in the Slack channel" in await place.of("client acme")
    place.slack.invite(place.channel, place.slack.bot_user_id)
    assert await place.of("client acme") == ""


async def test_slack_with_a_wrong_token_too_few_scopes_or_no_way_in(place: Place) -> None:
    place.slack.api.scopes = place.slack.api.scopes - {"im:write", "commands"}
    said = await place.of("slack")
    assert "commands" in said
    assert "im:write" in said
    place.environment["SLACK_APP_TOKEN"] = place.slack.app_token
    assert "Socket Mode" in await place.of("slack clicks", Mark.OK)
    place.environment["SLACK_APP_TOKEN"] = "xapp-" + "wrong"
    assert "invalid_auth" in await place.of("slack clicks")
    place.environment["SLACK_BOT_TOKEN"] = "xoxb-" + "wrong"
    assert "invalid_auth" in await place.of("slack")


async def test_staff_must_be_reachable_and_different_people(place: Place) -> None:
    place.edit(
        "staff.yaml", lambda text: text.replace("    slack: U0SOFIA01\n", "").replace("    slack: U0SAMUEL1\n", "")
    )
    assert "Nobody who is a supervisor for it has a Slack id." in await place.of("staff of acme")
    one = "staff:\n  - {id: solo, name: Solo, roles: [operator, approver, supervisor, admin], slack: U0ANA0001, phone: '+12125550190'}\n"
    place.edit("staff.yaml", lambda text: one)
    assert "Only one person works for it" in await place.of("staff of acme")


async def test_whoever_is_pinged_by_text_message_needs_a_telephone(place: Place) -> None:
    place.edit("staff.yaml", lambda text: text.replace('    phone: "+12125550172"\n', ""))
    assert await place.of("staff of acme", Mark.NOTE) == "samuel cannot be pinged by text message."


async def test_a_client_without_payment_portal_holidays_or_words(place: Place) -> None:
    place.edit("clients/acme.yaml", lambda text: text.replace("payment portal: https://pay.acme.example.test/\n", ""))
    place.edit("clients/acme.yaml", lambda text: text.replace("country: US", "country: XX"))
    place.edit("clients/acme.yaml", lambda text: text.replace("[en, es]", "[en, sv]").replace("\n  es: ", "\n  sv: "))
    said = await place.of("client acme")
    assert "no payment portal" in said
    assert "public holidays of XX are not known" in said
    assert "acme names sv, for which there are no words." in await place.of("words")


async def test_words_that_may_not_be_said_are_found(place: Place) -> None:
    """Quickly: whoever sets up waits for the answer."""
    templates = place.folder / "templates"
    shutil.copytree(ROOT / "templates", templates)
    path = templates / "missing_payment" / "first.j2"
    path.write_text(path.read_text("utf-8").replace("{% endtrans %}", " legal action{% endtrans %}", 1), "utf-8")
    assert "missing_payment/first.j2:4: In 'en': 'legal action' threatens" in await place.of("words")


async def test_whom_a_playbook_asks_and_nobody_is_named_for(place: Place) -> None:
    assert "nobody is named" not in await place.of("client acme")
    bank = "  bank:\n    email: investigations@firstbank.example.test\n    name: First Example Bank, investigations\n"
    place.edit("clients/acme.yaml", lambda text: text.replace(bank, ""))
    said = await place.of("client acme")
    assert "missing_payment" in said
    assert "ask the bank, and nobody is named for it." in said


async def test_a_client_that_is_not_live_is_a_note(place: Place) -> None:
    place.edit("clients/acme.yaml", lambda text: text.replace("live: live", "live: held"))
    assert "`live: held`" in await place.of("client acme", Mark.NOTE)
    assert await place.of("client acme") == ""


async def test_files_with_problems_are_said_with_their_lines(place: Place) -> None:
    place.edit("clients/acme.yaml", lambda text: text.replace("brand:", "brannd:"))
    said = await place.of("config")
    assert "acme.yaml:3:1: 'brannd' is not known" in said
    assert await place.of("smtp", Mark.OK)


async def test_a_stop_button_an_old_ledger_and_a_worker_that_is_not_there_are_notes(place: Place) -> None:
    app = build(read_settings(place.environment), place.config)
    line = "acme,INV-1,C1,Ada,ada@example.org,US,2026-01-15,USD,120.00"
    ledger = place.folder / "ledger.csv"
    ledger.write_text(
        "client,invoice_number,customer_id,customer_name,email,country,due_date,currency,amount_expected\n" + line,
        encoding="utf-8",
    )
    import_file(app.context, app.store, ImportOrder(ledger, date(2026, 2, 2)), progress=lambda _: None)
    set_pause(app.context, Pause("client", "acme"), "ana", "a test", on=True)
    app.store.close()
    place.options["now"] = datetime.now(UTC) + timedelta(days=7)
    assert "pressed for client acme" in await place.of("stop button", Mark.NOTE)
    assert "covers 2026-02-02" in await place.of("client acme", Mark.NOTE)
    assert "no worker seems to run" in await place.of("worker", Mark.NOTE)


async def test_posts_to_slack_that_cannot_go_out_are_a_note(place: Place) -> None:
    store = open_store(place.environment["FOLLOWUP_DATABASE_URL"], read_settings(place.environment).master_keys)
    with store.begin() as unit:
        columns = ("queue", "client", "held_until", "why")
        unit.db.insert(post_queues, columns, [("slack:acme", "acme", datetime.now(UTC), "not_in_channel")])
    store.close()
    assert "not_in_channel" in await place.of("slack posts", Mark.NOTE)


# --- others ----------------------------------------------------------------------------------------------------


@asynccontextmanager
async def silent() -> AsyncIterator[int]:
    """A server that takes connections and never says a word; its port."""
    end = asyncio.Event()

    async def hold(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await end.wait()
        finally:
            writer.close()

    server = await asyncio.start_server(hold, "127.0.0.1", 0)
    yield server.sockets[0].getsockname()[1]
    end.set()
    server.close()
    await server.wait_closed()


async def test_hosts_that_hang_hold_nobody_up(place: Place) -> None:
    async with silent() as port:
        place.environment |= {
            "FOLLOWUP_DATABASE_URL": f"postgresql://somebody@127.0.0.1:{port}/cases",
            "FOLLOWUP_PUBLIC_URL": f"https://127.0.0.1:{port}",
            "FOLLOWUP_LMTP_LISTEN": f"127.0.0.1:{port}",
            "TWILIO_API_BASE": f"http://127.0.0.1:{port}",
            "SLACK_API_BASE": f"http://127.0.0.1:{port}/api/",
            "SMTP_URL": f"smtp://127.0.0.1:{port}",
        }
        began = time.monotonic()
        found = await place.findings(check_seconds=4.0, call_seconds=2.0, reach=True)
        assert time.monotonic() - began < 8
    lacking = {one.subject for one in found if one.mark is Mark.MISSING}
    assert {"database", "public address", "twilio", "slack", "smtp"} <= lacking
    assert "inbound mail" in {one.subject for one in found if one.mark is Mark.NOTE}


async def test_the_public_address_is_asked_for_on_demand(place: Place) -> None:
    place.environment["FOLLOWUP_PUBLIC_URL"] = "https://nowhere.invalid"
    (found,) = await place.findings(reach=True, only=frozenset({"web"}))
    assert "no host named nowhere.invalid" in found.sentence
    place.environment["FOLLOWUP_PUBLIC_URL"] = f"https://127.0.0.1:{place.smtp.port}"  # no web server at all
    (found,) = await place.findings(reach=True, only=frozenset({"web"}))
    assert found.mark is Mark.MISSING


async def test_no_secret_is_ever_said(place: Place) -> None:
    password = secrets.token_hex(8)
    place.environment |= {
        "FOLLOWUP_DATABASE_URL": f"postgresql://somebody:{password}@127.0.0.1:1/cases",
        "SMTP_URL": f"smtp://user:{password}@127.0.0.1:1",
        "SLACK_BOT_TOKEN": f"xoxb-{password}",
        "TWILIO_AUTH_TOKEN": password,
        "FOLLOWUP_EMAIL_WEBHOOK_SECRET": f"short{password[:4]}",
        "FOLLOWUP_LISTEN": password,  # wrong, and repeated in the sentence: it is no secret by name, this value is
    }
    shell = Shell(place.folder)
    shell.environment |= place.environment
    done = await asyncio.to_thread(shell, "doctor")
    assert done.returncode == 1
    assert password not in done.stdout + done.stderr
    assert place.slack.signing_secret not in done.stdout + done.stderr
    assert KEY not in done.stdout + done.stderr
    assert json.dumps(password) not in done.stdout


@pytest.mark.parametrize(("seconds", "mark"), [(5, None), (60, Mark.NOTE), (600, Mark.MISSING)])
def test_a_clock_that_is_off_is_noted_and_one_far_off_is_harmful(seconds: int, mark: Mark | None) -> None:
    now = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    found = skew("Slack", {"Date": "Mon, 02 Mar 2026 09:00:00 GMT"}, now + timedelta(seconds=seconds))
    assert [one.mark for one in found] == ([mark] if mark else [])


def test_an_answer_without_a_date_says_nothing_of_the_clock() -> None:
    assert skew("Slack", {}, datetime.now(UTC)) == skew("Slack", {"Date": "soon"}, datetime.now(UTC)) == []
