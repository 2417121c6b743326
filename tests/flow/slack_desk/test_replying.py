"""Writing to the customer: words, preview, send, and half a minute to take it back."""

from __future__ import annotations

import asyncio

from bot.slack.names import Deed, action_of
from tests.flow.slack_desk.desk import LUCIA, OLIVIA, DeskWorld, deeds_of, words

WORDS = "We have found your payment and will send back what was too much."


async def sent(desk: DeskWorld, ref: str) -> None:
    """Words, preview, send."""
    await desk.form(OLIVIA, ref, Deed.REPLY)
    assert await desk.send(OLIVIA, {"text": WORDS}) is None
    preview = desk.top(OLIVIA)
    assert WORDS in words(preview)
    assert "As the customer gets it" in words(preview)
    assert desk.events(ref).count("TouchQueued") == desk.rows("SELECT count(*) FROM outbox")[0][0]
    assert await desk.send(OLIVIA) is None


def button(desk: DeskWorld) -> str:
    """ts of the last message with a button to take it back."""
    heard = desk.sandbox.ephemerals(OLIVIA, desk.acme)
    return str(next(one for one in reversed(heard) if Deed.UNDO_REPLY in deeds_of(one))["ts"])


def waiting(desk: DeskWorld) -> list[str]:
    return [row[0] for row in desk.rows("SELECT state FROM outbox WHERE staff_sealed IS NOT NULL")]


async def test_what_goes_out_was_seen_first(desk: DeskWorld):
    ref = desk.case()
    await sent(desk, ref)
    assert waiting(desk) == ["queued"]
    assert "30 seconds" in desk.told(OLIVIA)
    desk.turn(seconds=31)
    await desk.pipeline.drain()
    taken = [*desk.mail.taken, *desk.sms.taken]
    assert any(WORDS in str(message) for message in taken) or "sent" in waiting(desk)


async def test_it_is_taken_back_within_half_a_minute(desk: DeskWorld):
    ref = desk.case()
    await sent(desk, ref)
    desk.turn(seconds=20)
    await desk.sandbox.as_user(OLIVIA).click(desk.acme, button(desk), action_of(Deed.UNDO_REPLY))
    desk.turn(seconds=60)
    await desk.pipeline.drain()
    assert waiting(desk) == ["cancelled"]
    assert WORDS not in str([*desk.mail.taken, *desk.sms.taken])
    assert "Taken back" in "".join(map(words, desk.sandbox.ephemerals(OLIVIA, desk.acme)))


async def test_what_went_out_cannot_be_taken_back_and_the_button_says_so(desk: DeskWorld):
    ref = desk.case()
    await sent(desk, ref)
    ts = button(desk)
    desk.turn(seconds=31)
    await desk.pipeline.drain()
    await desk.sandbox.as_user(OLIVIA).click(desk.acme, ts, action_of(Deed.UNDO_REPLY))
    assert "Too late" in "".join(map(words, desk.sandbox.ephemerals(OLIVIA, desk.acme)))


async def test_words_that_are_sent_twice_go_out_once(desk: DeskWorld):
    from tests.flow.slack_desk.test_forms import again

    ref = desk.case()
    await sent(desk, ref)
    body, kind = again(desk)
    assert set(await asyncio.gather(*(desk.post(body, kind, **desk.signed(body)) for _ in range(3)))) == {200}
    assert waiting(desk) == ["queued"]


async def test_words_that_were_changed_after_the_preview_are_seen_again(desk: DeskWorld):
    ref = desk.case()
    await desk.form(OLIVIA, ref, Deed.REPLY)
    await desk.send(OLIVIA, {"text": WORDS})
    assert await desk.send(OLIVIA, {"text": f"{WORDS} Soon."}) is None
    assert "Soon." in words(desk.top(OLIVIA))
    assert waiting(desk) == []


async def test_nobody_of_another_client_writes_to_the_customer(sqlite_desk: DeskWorld):
    ref = sqlite_desk.case()
    await sqlite_desk.form(LUCIA, ref, Deed.REPLY)
    assert "There is no case" in words(sqlite_desk.top(LUCIA))
