"""A process is killed right before or right after it commits what somebody asked for. Slack, or the person, tries again."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Awaitable, Callable
from functools import cache
from urllib.parse import quote_plus

import orjson
import pytest

from bot.slack.names import Deed
from tests.flow.forking import Forker
from tests.flow.slack_desk.desk import ANA, OLIVIA, OMAR, DeskWorld
from tests.flow.slack_desk.victim import AFTER, BEFORE

Making = Callable[[DeskWorld, str], Awaitable[tuple[bytes, str]]]  # the form that is sent, and the event that it makes
FORM, JSON = "application/x-www-form-urlencoded", "application/json"

pytestmark = pytest.mark.slow


async def killed(desk: DeskWorld, database: str, moment: str, body: bytes, kind: str) -> None:
    """Another process takes this body, and dies at that moment."""
    order = {
        "database": database,
        "now": desk.now.isoformat(),
        "api": desk.sandbox.url,
        "token": desk.sandbox.bot_token,
        "moment": moment,
        "kind": kind,
        "body": body.decode(),
    }
    assert await asyncio.to_thread(_victims().run, order) == -signal.SIGKILL


@cache
def _victims() -> Forker:
    return Forker("tests.flow.slack_desk.victim")


def form_of(desk: DeskWorld, values: dict[str, str], user: str = OLIVIA) -> bytes:
    """The form on top of somebody's screen as it is sent with these values."""
    view = desk.top(user)
    elements = {block["block_id"]: block["element"]["type"] for block in view["blocks"] if block["type"] == "input"}
    state = {}
    for block, kind in elements.items():
        value = values.get(block)
        chosen = {"value": value} if value and "select" not in kind else None
        if kind in {"static_select", "radio_buttons"} and value:
            chosen = {"selected_option": {"value": value, "text": {"type": "plain_text", "text": value}}}
        state[block] = {"value": {"type": kind, **(chosen or {})}}
    payload = {
        "type": "view_submission",
        "team": {"id": desk.sandbox.team_id},
        "user": {"id": user},
        "trigger_id": "1.2.3",
        "view": {**view, "state": {"values": state if values else view["state"]["values"]}},
    }
    return f"payload={quote_plus(orjson.dumps(payload))}".encode()


@pytest.mark.parametrize("moment", [BEFORE, AFTER])
async def test_a_form_acts_once_whenever_the_process_dies(desk: DeskWorld, database_url: str, moment: str):
    ref = desk.case()
    await desk.form(OLIVIA, ref, Deed.PROPOSE)
    body = form_of(desk, {"kind": "refund", "amount": "80.00"})
    await killed(desk, database_url, moment, body, FORM)
    assert desk.events(ref).count("ProposalMade") == (1 if moment == AFTER else 0)
    assert [await desk.post(body, FORM, **desk.signed(body)) for _ in range(2)] == [200, 200]
    assert desk.events(ref).count("ProposalMade") == 1


async def approving(desk: DeskWorld, ref: str) -> tuple[bytes, str]:
    await desk.proposed(ref)
    await desk.form(ANA, ref, Deed.APPROVE)
    return form_of(desk, {}, ANA), "ProposalApproved"


async def carrying_out(desk: DeskWorld, ref: str) -> tuple[bytes, str]:
    await approving(desk, ref)
    assert await desk.send(ANA) is None
    await desk.form(OMAR, ref, Deed.CARRY_OUT)
    return form_of(desk, {"reference": "BANK-77"}, OMAR), "ResolutionCarriedOut"


async def saying(desk: DeskWorld, ref: str) -> tuple[bytes, str]:
    await desk.form(OLIVIA, ref, Deed.REPLY)
    assert await desk.send(OLIVIA, {"text": "We have found your payment."}) is None
    return form_of(desk, {}), "TouchQueued"  # the preview, as it stands


@pytest.mark.parametrize("moment", [BEFORE, AFTER])
async def test_an_approval_counts_once_whenever_the_process_dies(desk: DeskWorld, database_url: str, moment: str):
    await assert_acts_once(desk, database_url, moment, approving)


@pytest.mark.parametrize("moment", [BEFORE, AFTER])
@pytest.mark.parametrize("deed", [carrying_out, saying])
async def test_money_and_words_move_once_whenever_the_process_dies(
    sqlite_desk: DeskWorld, sqlite_url: str, moment: str, deed: Making
):
    await assert_acts_once(sqlite_desk, sqlite_url, moment, deed)


async def assert_acts_once(desk: DeskWorld, url: str, moment: str, deed: Making) -> None:
    ref = desk.case()
    body, event = await deed(desk, ref)
    before = desk.events(ref).count(event)
    await killed(desk, url, moment, body, FORM)
    assert desk.events(ref).count(event) - before == (1 if moment == AFTER else 0)
    assert [await desk.post(body, FORM, **desk.signed(body)) for _ in range(2)] == [200, 200]
    assert desk.events(ref).count(event) - before == 1


@pytest.mark.parametrize("moment", [BEFORE, AFTER])
async def test_a_note_is_kept_once_whenever_the_process_dies(desk: DeskWorld, database_url: str, moment: str):
    ref = desk.case()
    ts = await desk.posted(ref)
    event = {
        "type": "event_callback",
        "event_id": "Ev1",
        "team_id": desk.sandbox.team_id,
        "event": {
            "type": "message",
            "channel": desk.acme,
            "user": OLIVIA,
            "text": "Called back",
            "ts": "1772550099.000001",
            "thread_ts": ts,
        },
    }
    body = orjson.dumps(event)
    await killed(desk, database_url, moment, body, JSON)
    kept = [line for line in desk.view(ref).lines if line.channel is None]
    assert len(kept) == (1 if moment == AFTER else 0)
    assert [await desk.post(body, JSON, **desk.signed(body)) for _ in range(2)] == [200, 200]
    assert [line.text for line in desk.view(ref).lines if line.channel is None] == ["Called back"]
