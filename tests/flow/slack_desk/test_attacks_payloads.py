"""Signed nonsense: fields that are missing, of another type, huge or odd never break the address nor change a case."""

from __future__ import annotations

import itertools
from typing import Any
from urllib.parse import quote_plus

import orjson
import pytest

from bot.slack.names import Carried, Deed, action_of, pack
from tests.flow.slack_desk.desk import OLIVIA, STRANGER, DeskWorld

FORM = "application/x-www-form-urlencoded"
ODD: tuple[Any, ...] = (
    None,
    "",
    0,
    True,
    [],
    {},
    ["x"],
    {"x": 1},
    "x" * 3000,
    "\u0000",
    "\u202e<!channel>",
    "🙈" * 1000,
    "[" * 3000,
    '{"ref":"\\ud800"}',
    '{"ref":"\\u0000"}',
    '{"ref":["x"]}',
    '{"do":"propose"}',
)


def click(ref: str) -> dict[str, Any]:
    return {
        "type": "block_actions",
        "team": {"id": "T1"},
        "user": {"id": OLIVIA},
        "trigger_id": "1.2.3",
        "container": {"type": "message", "channel_id": "C1", "message_ts": "1.2"},
        "channel": {"id": "C1", "name": "x"},
        "message": {"ts": "1.2"},
        "actions": [
            {
                "type": "button",
                "action_id": action_of(Deed.TAKE),
                "block_id": "b",
                "action_ts": "1.1",
                "value": pack(Carried(ref=ref)),
            }
        ],
    }


def submission(ref: str, deed: Deed = Deed.PROPOSE) -> dict[str, Any]:
    return {
        "type": "view_submission",
        "team": {"id": "T1"},
        "user": {"id": OLIVIA},
        "trigger_id": "1.2.3",
        "view": {
            "id": "V1",
            "type": "modal",
            "callback_id": action_of(deed),
            "private_metadata": pack(Carried(ref=ref)),
            "blocks": [],
            "state": {
                "values": {
                    "kind": {"value": {"selected_option": {"value": "refund"}}},
                    "amount": {"value": {"value": "80.00"}},
                    "payee": {"value": {"selected_options": []}},
                    "note": {"value": {"value": "x"}},
                }
            },
        },
    }


def written() -> dict[str, Any]:
    return {
        "type": "event_callback",
        "team_id": "T1",
        "event_id": "Ev1",
        "event": {"type": "message", "user": OLIVIA, "channel": "C1", "thread_ts": "1.1", "ts": "1.2", "text": "x"},
    }


def opened() -> dict[str, Any]:
    return {
        "type": "event_callback",
        "team_id": "T1",
        "event_id": "Ev2",
        "event": {"type": "app_home_opened", "user": OLIVIA, "channel": "D1", "tab": "home"},
    }


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a payload."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *itertools.chain.from_iterable(places(part, (*path, key)) for key, part in inner)]


def bent(payload: Any, path: tuple[Any, ...], odd: Any) -> Any:
    """The payload with something odd there; without it for None."""
    payload = orjson.loads(orjson.dumps(payload))
    *way, last = path
    at = payload
    for key in way:
        at = at[key]
    if odd is None:
        del at[last]
    else:
        at[last] = odd
    return payload


async def sent(desk: DeskWorld, payload: Any, *, as_json: bool) -> int:
    body = orjson.dumps(payload)
    if not as_json:
        body = f"payload={quote_plus(body)}".encode()
    return await desk.post(body, "application/json" if as_json else FORM, **desk.signed(body))


@pytest.mark.parametrize("kind", ["click", "submission", "written", "opened"])
async def test_nothing_that_is_bent_breaks_the_address(sqlite_desk: DeskWorld, kind):
    desk, ref = sqlite_desk, sqlite_desk.case()
    made = {"click": click(ref), "submission": submission(ref), "written": written(), "opened": opened()}[kind]
    before, broken = set(desk.events(ref)), []
    for number, (path, odd) in enumerate(itertools.product(places(made)[1:], ODD)):
        payload = bent(made, path, odd)
        if isinstance(payload.get("event_id"), str):
            payload["event_id"] = f"Ev{number}"
        status = await sent(desk, payload, as_json=kind in {"written", "opened"})
        if status >= 500 and path != ("event", "user"):  # whom Slack does not know has no home tab to be shown
            broken.append((path, str(odd)[:20], status))
    assert not broken, "\n".join(map(str, broken[:60]))
    assert set(desk.events(ref)) - before <= {"CaseAssigned", "ProposalMade", "ProposalEnded"}  # what was asked for


async def test_a_command_without_its_fields_breaks_nothing(sqlite_desk: DeskWorld):
    desk = sqlite_desk
    whole = {
        "command": "/case",
        "text": "mine",
        "user_id": OLIVIA,
        "channel_id": "C1",
        "trigger_id": "1.1",
        "team_id": "T1",
    }
    for name in whole:
        for odd in ("", "\u0000", "x" * 3000, None):
            fields = {**whole, name: odd} if odd is not None else {key: whole[key] for key in whole if key != name}
            body = "&".join(f"{key}={quote_plus(value)}" for key, value in fields.items()).encode()
            assert await desk.post(body, FORM, **desk.signed(body)) in {200, 400, 404}, (name, odd)


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", "", "multipart/form-data"])
async def test_another_content_type_changes_nothing(sqlite_desk: DeskWorld, kind):
    desk, ref = sqlite_desk, sqlite_desk.case()
    body = orjson.dumps(submission(ref))
    before = desk.events(ref)
    assert await desk.post(body, kind, **desk.signed(body)) in {200, 400, 404, 415}
    assert desk.events(ref) == before


@pytest.mark.parametrize(
    "action", ["case:", "case:delete", "case:PROPOSE", "case:more", "case:show\u0000", "xcase:take"]
)
async def test_an_action_that_is_not_in_the_list_does_nothing(sqlite_desk: DeskWorld, action):
    desk, ref = sqlite_desk, sqlite_desk.case()
    before = desk.events(ref)
    payload = click(ref)
    payload["actions"][0]["action_id"] = action
    assert await sent(desk, payload, as_json=False) in {200, 404}
    form = submission(ref)
    form["view"]["callback_id"] = action
    assert await sent(desk, form, as_json=False) in {200, 404}
    assert desk.events(ref) == before


async def test_a_stranger_with_a_form_that_nobody_opened_does_nothing(sqlite_desk: DeskWorld):
    desk, ref = sqlite_desk, sqlite_desk.case()
    before = desk.events(ref)
    payload = submission(ref)
    payload["user"]["id"] = STRANGER
    assert await sent(desk, payload, as_json=False) == 200
    assert desk.events(ref) == before
