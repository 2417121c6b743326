"""After a customer was erased: cards, buttons, forms and commands of their cases answer, and tell nothing of them."""

from __future__ import annotations

import orjson
import pytest

from bot.domain.vocabulary import CaseState
from bot.slack.names import Carried, Deed
from tests.flow.slack_desk.desk import ANA, OLIVIA, SOFIA, Bill, DeskWorld, words
from tests.flow.slack_desk.test_attacks_clients import EVERYTHING, submitted

OWING = Bill(number=7, customer=7, expected="120.00", paid="0.00")
UNSURE = "well you know how it is, Wilhelmina says let us see about the thing"
NOTE = "Her neighbour Ottokar called"
THEIRS = ("Wilhelmina", "Ottokar", "@example", "+1212555")


async def _posted(desk: DeskWorld) -> None:
    for _ in range(8):
        desk.turn(seconds=20)
        await desk.work()
        await desk.poster.drain()


@pytest.fixture
async def erased(desk: DeskWorld) -> tuple[DeskWorld, str, str, Carried]:
    """The desk, the case's reference, its card's ts, and what its buttons carried before the erasure."""
    ref = desk.case(OWING)
    ts = await desk.posted(ref)
    await desk.replied(OWING, UNSURE)
    await desk.form(OLIVIA, ref, Deed.HOLD)
    await desk.send(OLIVIA, {"note": NOTE})
    await _posted(desk)
    assert "Wilhelmina" in str(desk.sandbox.messages(desk.acme, ts))
    view = desk.view(ref)
    shown = Carried(ref=ref, reply=view.undecided[0].id, reading=view.undecided[0].digest, money=view.money_digest)
    await desk.form(SOFIA, ref, Deed.CLOSE)
    assert await desk.send(SOFIA, {"outcome": "handed_over", "cause": "unknown"}) is None
    assert desk.view(ref).case.state is CaseState.CLOSED
    with desk.store.begin() as unit:
        unit.erase_customer(desk.view(ref).case.customer_id, desk.now)
    return desk, ref, ts, shown


def _theirs(text: str) -> list[str]:
    return [word for word in THEIRS if word in text]


async def test_nothing_of_them_is_left_in_slack_and_the_card_stays_readable(erased):
    desk, _ref, ts, _ = erased
    await _posted(desk)
    assert (
        _theirs(orjson.dumps([desk.sandbox.messages(desk.acme), desk.sandbox.messages(desk.acme, ts)]).decode()) == []
    )
    (card,) = [one for one in desk.sandbox.messages(desk.acme) if one["ts"] == ts]
    assert "The data of this customer was erased." in words(card)
    waiting = desk.rows("SELECT id, state FROM posts WHERE state IN ('queued', 'sending', 'unknown', 'failed')")
    assert waiting == []


async def test_every_button_of_a_card_of_before_is_answered_and_nothing_breaks(erased):
    desk, ref, _, shown = erased
    before, sent = desk.events(ref), len(desk.mail.taken)
    for user in (OLIVIA, ANA, SOFIA):
        for deed in Deed:
            if deed in {Deed.REOPEN, Deed.MORE}:
                continue
            await desk.press(user, ref, deed, shown)
            heard = desk.told(user) + str(desk.sandbox.views(user)[-1:])
            assert "Something went wrong" not in heard, (user, deed)
            assert _theirs(heard) == [], (user, deed)
    assert desk.events(ref) == before
    assert len(desk.mail.taken) == sent


async def test_every_form_that_was_open_is_answered_and_nothing_goes_out(erased):
    desk, _ref, _, shown = erased
    sent = len(desk.mail.taken)
    for number, deed in enumerate(deed for deed in Deed if deed is not Deed.PAUSE):
        said = str(await submitted(desk, OLIVIA, deed, shown, EVERYTHING, 3000 + number))
        assert "Something went wrong" not in said, deed
        assert _theirs(said) == [], deed
    await _posted(desk)
    assert len(desk.mail.taken) == sent
    assert desk.sms.taken == []
    assert _theirs(orjson.dumps(desk.sandbox.messages(desk.acme)).decode()) == []


async def test_words_in_the_thread_of_the_card_are_not_kept_and_their_writer_is_told(erased):
    desk, ref, ts, _ = erased
    await desk.sandbox.as_user(OLIVIA).write(desk.acme, "Her neighbour called again", thread_ts=ts)
    await desk.inbox.settle()
    assert [line for line in desk.view(ref).lines if line.channel is None] == []
    assert "This is not kept as a note." in str(desk.sandbox.ephemerals(OLIVIA, desk.acme))


async def test_commands_and_home_show_the_case_without_them(erased):
    desk, ref, _, _ = erased
    for command in (f"show {ref}", f"why {ref}", f"find {ref}", f"open {ref}", f"show {OWING.invoice}"):
        said = words(await desk.sandbox.as_user(OLIVIA).command("/case", command, desk.acme) or {})
        assert "Something went wrong" not in said, command
        assert _theirs(said) == [], command
    await desk.sandbox.as_user(OLIVIA).open_home()
    assert _theirs(str(desk.sandbox.home(OLIVIA))) == []
    await _posted(desk)  # asked for with `open`: the card comes up once more, still without them
    assert _theirs(orjson.dumps(desk.sandbox.messages(desk.acme)).decode()) == []


async def test_a_case_that_is_opened_again_is_worked_without_an_address(erased):
    desk, ref, _, _ = erased
    sent = len(desk.mail.taken)
    await desk.press(SOFIA, ref, Deed.REOPEN)
    await desk.send(SOFIA, {"note": "back"})
    for _ in range(3):
        desk.turn(days=1)
        await _posted(desk)
    assert len(desk.mail.taken) == sent
    for deed in (Deed.SHOW, Deed.WHY, Deed.REPLY, Deed.CORRECT_CONTACT):
        await desk.press(OLIVIA, ref, deed)
        heard = desk.told(OLIVIA) + str(desk.sandbox.views(OLIVIA)[-1:])
        assert "Something went wrong" not in heard, deed
        assert _theirs(heard) == [], deed
