"""The watchdog: what should have happened and did not is said, once a subject and hour, and counted."""

from __future__ import annotations

import structlog

from bot.scheduler.watching import watch
from tests.flow.slack.posting import PostingWorld


def look(world: PostingWorld) -> list[tuple[str, str]]:
    return [(alarm.kind, alarm.subject) for alarm in watch(world.app.context, world.store)]


async def test_nothing_is_said_while_all_is_well(world):
    ref = world.case()
    await world.work()
    world.escalate(ref)
    await world.post()
    assert look(world) == []


async def test_a_ping_that_is_overdue_is_said_once_an_hour_and_in_the_channel(world):
    ref = world.case()
    world.escalate(ref)
    await world.post()
    world.turn(hours=2, minutes=10)  # the clock of the worker stands still
    assert look(world) == [("escalation.ping_overdue", ref)]
    assert look(world) == []
    await world.post()
    assert any("should have been told" in message["text"] for message in world.posted())
    world.turn(hours=1)
    assert look(world) == [("escalation.ping_overdue", ref)]
    async with world.client() as browser:
        shown = (await browser.get("/metrics")).text
    assert "followup_pings_overdue 1.0" in shown
    await world.post()
    assert sum("should have been told" in message["text"] for message in world.posted()) == 1


async def test_a_case_that_nobody_takes_at_all_is_said(sqlite_world):
    world = sqlite_world
    ref = world.case()
    world.escalate(ref)
    for _ in range(12):
        world.turn(hours=9)
        await world.work()
    with structlog.testing.capture_logs() as logs:
        assert ("escalation.nobody_answers", ref) in look(world)
    (said,) = [line for line in logs if line["event"] == "escalation.nobody_answers"]
    assert (said["log_level"], said["reference"], said["client"]) == ("error", ref, "acme")
    async with world.client() as browser:
        assert "followup_escalations_unheard 1.0" in (await browser.get("/metrics")).text


async def test_a_channel_that_is_set_up_wrongly_is_said_and_counted(sqlite_world):
    world = sqlite_world
    world.sandbox.archive(world.acme)
    world.escalate(world.case())
    await world.poster.drain()
    assert ("posts.stuck", "slack:acme") in look(world)
    async with world.client() as browser:
        assert "followup_posts_held 1.0" in (await browser.get("/metrics")).text


async def test_a_hold_past_its_deadline_is_said(sqlite_world):
    world = sqlite_world
    ref = world.case()
    world.escalate(ref)
    world.turn(days=1, minutes=20)
    assert ("hold.overdue", ref) in look(world)


async def test_a_reply_that_nobody_has_read_in_time_is_said(sqlite_world):
    world = sqlite_world
    world.case()
    with world.store.begin() as unit:
        unit.db.run(
            "INSERT INTO inbox (id, client, provider, provider_message_id, channel, received_at, key_owner, text_digest,"
            " candidates, case_ids, contact_id, deadline, automatic, state)"
            " VALUES ('r1', '', 'email', '1', 'email', ?, '', '', '[]', '[]', '', ?, false, 'unread')",
            world.now,
            world.now,
        )
    world.turn(minutes=6)
    assert look(world) == [("reply.overdue", "r1")]
