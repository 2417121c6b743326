"""The address to which Slack posts: signed or nothing, never more than it can read, never a 500."""

from __future__ import annotations

import time

import httpx
import orjson
import pytest

from bot.settings import Settings
from bot.web.app import web_app
from tests.flow.slack_desk.desk import ANA, EVENTS, OLIVIA, DeskWorld, signature, words
from tests.flow.web.world import PUBLIC, World

FORM = "application/x-www-form-urlencoded"
CHALLENGE = orjson.dumps({"type": "url_verification", "challenge": "some words"})


async def test_the_address_proves_itself_to_slack(sqlite_desk: DeskWorld):
    async with sqlite_desk.client() as browser:
        headers = {"Content-Type": "application/json", **sqlite_desk.signed(CHALLENGE)}
        answer = await browser.post(EVENTS, content=CHALLENGE, headers=headers)
    assert answer.status_code == 200
    assert "some words" in answer.text


async def test_nothing_is_read_that_slack_did_not_sign_just_now(sqlite_desk: DeskWorld):
    desk, now = sqlite_desk, int(time.time())
    secret = desk.sandbox.signing_secret
    fresh = signature(secret, now, CHALLENGE)
    forged = [
        {},
        signature("a secret of somebody else", now, CHALLENGE),
        signature(secret, now - 301, CHALLENGE),
        signature(secret, now + 400, CHALLENGE),
        signature(secret, now, b"another body"),
        {**fresh, "X-Slack-Request-Timestamp": "soon"},
        {**fresh, "X-Slack-Signature": "v0=" + "0" * 64},
    ]
    assert [await desk.post(CHALLENGE, **headers) for headers in forged] == [401] * len(forged)
    assert await desk.post(CHALLENGE, **fresh) == 200


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", "application/json"),
        (b"{", "application/json"),
        (b"[1]", "application/json"),
        (b"null", "application/json"),
        (b"payload=no+json", FORM),
        (b"payload=%5B%5D", FORM),
        (b"&".join(b"a=1" for _ in range(500)), FORM),
        (b"--x\r\n", "multipart/form-data; boundary=x"),
        (b'{"type": "event_callback", "event": {"type": "somebody_else"}}', "application/json"),
        (b'{"type": "block_actions", "actions": [{"action_id": "theirs"}], "user": {"id": "U1"}}', "application/json"),
        (b"{}", "application/json"),
    ],
)
async def test_what_is_signed_but_not_ours_breaks_nothing(sqlite_desk: DeskWorld, body, kind):
    assert await sqlite_desk.post(body, kind, **sqlite_desk.signed(body)) in {200, 400, 404}


async def test_octets_that_are_no_text_are_refused(sqlite_desk: DeskWorld):
    headers = signature(sqlite_desk.sandbox.signing_secret, int(time.time()), b"{}")
    assert await sqlite_desk.post(b"\xff\xfe\xfd", **headers) == 401


async def test_a_huge_body_is_refused_before_it_is_read(sqlite_desk: DeskWorld):
    assert await sqlite_desk.post(b"x" * (1024 * 1024)) == 413


async def test_without_a_signing_secret_there_is_no_such_address(sqlite_store, tmp_path):
    world = World(sqlite_store, tmp_path)
    async with world.client() as browser:
        answer = await browser.post(EVENTS, content=CHALLENGE, headers={"Content-Type": "application/json"})
        assert answer.status_code == 404
        assert (await browser.get(EVENTS)).status_code == 405


async def test_with_socket_mode_alone_nothing_is_taken_by_post(sqlite_store, tmp_path):
    world = World(sqlite_store, tmp_path, slack_bot_token="xoxb-sandbox", slack_app_token="xapp-sandbox")
    async with httpx.AsyncClient(transport=httpx.ASGITransport(web_app(world.app)), base_url=PUBLIC) as browser:
        assert (await browser.post(EVENTS, content=CHALLENGE)).status_code == 404


async def test_a_desk_is_made_without_asking_slack(sqlite_desk: DeskWorld):
    assert Settings(slack_bot_token="xoxb-sandbox").slack
    assert sqlite_desk.sandbox.calls == []


async def test_a_search_for_the_word_payload_is_a_search(sqlite_desk: DeskWorld):
    """Bolt takes a command with this word in it for an interaction."""
    said = await sqlite_desk.sandbox.as_user(OLIVIA).command("/case", "find payload", sqlite_desk.acme)
    assert said is not None
    assert "No case" in words(said)


async def test_what_slack_repeats_is_counted(sqlite_desk: DeskWorld):
    await sqlite_desk.sandbox.as_user(ANA).open_home()
    delivery = sqlite_desk.sandbox.deliveries[-1]
    assert await sqlite_desk.sandbox.redeliver(delivery) == 200
    async with sqlite_desk.client() as browser:
        shown = (await browser.get("/metrics")).text
    assert 'followup_webhooks_total{outcome="repeated",webhook="slack"} 1.0' in shown
