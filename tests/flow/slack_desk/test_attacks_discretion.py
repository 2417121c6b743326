"""SLACK-MIN and PERSON-ONLY: whatever is posted, shown to all or sent by SMS never says why only a person may answer."""

from __future__ import annotations

import orjson
import pytest

from bot.app.staff.conversation import ANSWERED
from bot.slack.names import Carried, Deed
from tests.flow.slack_desk.desk import ANA, IVO, OLIVIA, SOFIA, Bill, DeskWorld

OWING = Bill(number=7, customer=7, expected="120.00", paid="0.00")
SAID = {
    "complaint": "I want to make a complaint about how you treat me. Your service is terrible.",
    "legal": "My lawyer will contact you, all further letters go to my attorney.",
    "crisis": "I cannot go on, I want to kill myself because of this.",
    "bereaved": "My husband died last week, he was the account holder.",
}
WHY = ("complain", "ombudsman", "lawyer", "attorney", "legal", "kill", "harm", "crisis", "suicid", "died", "bereave")


async def shown(desk: DeskWorld, ref: str) -> dict[str, str]:
    """All that stands in the channel, and what people are told in private without asking to read the words."""
    for _ in range(8):
        desk.turn(seconds=20)
        await desk.work()
        await desk.poster.drain()
    told = {"channel": orjson.dumps(desk.sandbox.messages(desk.acme)).decode()}
    for message in desk.sandbox.messages(desk.acme):
        told["thread"] = told.get("thread", "") + str(desk.sandbox.messages(desk.acme, message["ts"]))
    told["dms"] = str([desk.sandbox.dms(user) for user in (OLIVIA, ANA, SOFIA)])
    for user in (OLIVIA, SOFIA, IVO):
        await desk.sandbox.as_user(user).open_home()
        told["home"] = told.get("home", "") + str(desk.sandbox.home(user))
    told["why"] = str(await desk.sandbox.as_user(OLIVIA).command("/case", f"why {ref}", desk.acme))
    told["found"] = str(await desk.sandbox.as_user(OLIVIA).command("/case", f"find {ref}", desk.acme))
    told["sms"] = str(desk.sms.taken)
    return told


@pytest.mark.parametrize("said", sorted(SAID))
async def test_why_only_a_person_may_answer_is_nowhere(sqlite_desk: DeskWorld, said):
    desk, ref = sqlite_desk, sqlite_desk.case(OWING)
    await desk.posted(ref)
    await desk.replied(OWING, SAID[said])
    assert desk.view(ref).case.hold is not None
    told = await shown(desk, ref)
    assert "person" in told["channel"]
    for place, text in told.items():
        assert not [word for word in WHY if word in text.lower()], (place, text)


async def test_what_a_person_read_in_it_is_nowhere_either(sqlite_desk: DeskWorld):
    desk, ref = sqlite_desk, sqlite_desk.case(OWING)
    await desk.posted(ref)
    await desk.replied(OWING, "well you know how it is, let us see about the thing")
    reply = desk.view(ref).undecided[0]
    await desk.form(OLIVIA, ref, Deed.CORRECT_READING, Carried(ref=ref, reply=reply.id, reading=reply.digest))
    assert await desk.send(OLIVIA, {"intents": ["complaint"], "care": ["none"]}) is None
    told = await shown(desk, ref)
    for place, text in told.items():
        assert not [word for word in WHY if word in text.lower()], (place, text)


async def test_a_crisis_is_urgent_in_the_channel_and_in_the_ping(sqlite_desk: DeskWorld):
    """Urgency is needed for safety; the reason stays with whoever opens the case."""
    desk, ref = sqlite_desk, sqlite_desk.case(OWING)
    await desk.replied(OWING, SAID["crisis"])
    told = await shown(desk, ref)
    assert "within the hour" in told["channel"]
    assert "URGENT" in told["dms"]
    assert "URGENT" in told["thread"]
    assert "crisis" not in repr(desk.view(ref)).lower()


async def test_our_answer_to_a_complaint_does_not_say_in_the_channel_what_it_answers(sqlite_desk: DeskWorld):
    desk, ref = sqlite_desk, sqlite_desk.case(OWING)
    await desk.replied(OWING, SAID["complaint"])
    await shown(desk, ref)
    assert [line.text for line in desk.view(ref).lines if line.who == "bot"] == [ANSWERED]
