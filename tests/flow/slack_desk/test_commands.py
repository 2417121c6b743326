"""/case: looking, finding, and forms; seen by nobody else, and never about another client in a client's channel."""

from __future__ import annotations

import pytest

from bot.slack.names import Deed
from tests.flow.slack_desk.desk import CARLA, LUCIA, OLIVIA, SOFIA, STRANGER, Bill, DeskWorld, words

NORTHWIND = Bill(number=77, customer=2, client="northwind", expected="100.00", paid="40.00", case_type="underpayment")


async def ask(desk: DeskWorld, user: str, text: str, channel: str = "") -> str:
    said = await desk.sandbox.as_user(user).command("/case", text, channel or desk.acme)
    await desk.inbox.settle()
    if said is None:
        return ""
    assert said not in desk.sandbox.messages(channel or desk.acme)
    return words(said)


@pytest.mark.parametrize("text", ["", "help"])
async def test_help_says_what_is_understood(sqlite_desk: DeskWorld, text):
    said = await ask(sqlite_desk, OLIVIA, text)
    for word in ("find", "show", "why", "open", "log"):
        assert f"/case {word}" in said


async def test_an_unknown_word_comes_with_a_hint(sqlite_desk: DeskWorld):
    assert "Did you mean `/case approvals`" in await ask(sqlite_desk, OLIVIA, "aprovals")


async def test_a_case_is_found_by_its_invoice_shown_and_explained(desk: DeskWorld):
    ref = desk.case()
    assert ref in await ask(desk, OLIVIA, "find INV-20481")
    assert "80.00" in await ask(desk, OLIVIA, f"show {ref.lower()}")
    assert "What comes next" in await ask(desk, OLIVIA, f"why {ref}")
    assert desk.sandbox.messages(desk.acme) == []


async def test_lists_hold_what_they_name(sqlite_desk: DeskWorld):
    desk, ref = sqlite_desk, sqlite_desk.case()
    assert ref not in await ask(desk, OLIVIA, "mine")
    await desk.press(OLIVIA, ref, Deed.TAKE)
    assert ref in await ask(desk, OLIVIA, "mine")
    assert ref not in await ask(desk, SOFIA, "mine")
    assert ref not in await ask(desk, SOFIA, "approvals")
    await desk.proposed(ref)
    assert ref in await ask(desk, SOFIA, "approvals")


async def test_the_number_of_an_invoice_will_do_for_its_case(sqlite_desk: DeskWorld):
    desk, ref = sqlite_desk, sqlite_desk.case()
    assert ref in await ask(desk, OLIVIA, "show inv-20481")
    assert "What comes next" in await ask(desk, OLIVIA, "why INV-20481")
    assert "There is no case INV-2048." in await ask(desk, OLIVIA, "show INV-2048")
    assert ref not in await ask(desk, OLIVIA, "show INV-20481", desk.northwind)


async def test_an_empty_list_says_so_and_a_full_one_tells_times_and_names_of_people(sqlite_desk: DeskWorld):
    desk, ref = sqlite_desk, sqlite_desk.case()
    assert "Nothing waits for an approval." in await ask(desk, OLIVIA, "approvals")
    assert "no open cases" in await ask(desk, OLIVIA, "mine")
    await desk.press(OLIVIA, ref, Deed.TAKE)
    said = await ask(desk, OLIVIA, "mine")
    assert "Olivia Marsh" in said
    assert "UTC" not in said


async def test_a_clients_channel_shows_that_clients_cases_only(sqlite_desk: DeskWorld):
    """SLACK-MIN, also for somebody who works for both."""
    desk, ref = sqlite_desk, sqlite_desk.case()
    assert ref not in await ask(desk, OLIVIA, "find INV-20481", desk.northwind)
    for text in (f"show {ref}", f"why {ref}", f"open {ref}", f"log {ref}"):
        assert "belongs to another client" in await ask(desk, OLIVIA, text, desk.northwind)
    direct = desk.sandbox.dm_channel(OLIVIA)
    assert ref in await ask(desk, OLIVIA, "find INV-20481", direct)
    assert ref in await ask(desk, OLIVIA, f"show {ref}", direct)


async def test_a_private_channel_is_known_by_its_name_all_the_same(sqlite_store, tmp_path, sqlite_desk: DeskWorld):
    """Slack calls every private channel `privategroup` in commands: the name is asked for, once."""
    desk, ref = sqlite_desk, sqlite_desk.case()
    desk.sandbox.archive(desk.northwind)
    desk.inbox.ws.channels["northwind"] = "northwind-desk"  # type: ignore[index]
    private = desk.sandbox.add_channel("northwind-desk", members=[OLIVIA], private=True)
    for _ in range(2):
        assert ref not in await ask(desk, OLIVIA, "find INV-20481", private)
    assert [call.method for call in desk.sandbox.calls].count("conversations.info") == 1


async def test_people_of_one_client_find_nothing_of_another(sqlite_desk: DeskWorld):
    desk, ref = sqlite_desk, sqlite_desk.case()
    assert ref not in await ask(desk, LUCIA, "find INV-20481", desk.sandbox.dm_channel(LUCIA))
    assert f"There is no case {ref}." in await ask(desk, LUCIA, f"show {ref}", desk.sandbox.dm_channel(LUCIA))
    assert ref in await ask(desk, CARLA, f"show {ref}")


async def test_a_long_list_says_how_many_it_leaves_out(sqlite_desk: DeskWorld):
    sqlite_desk.bills(*(Bill(number=number, customer=number) for number in range(1, 24)))
    said = await ask(sqlite_desk, OLIVIA, "find INV-")
    assert "23 cases" in said
    assert "3 more" in said


async def test_a_stranger_is_told_so(sqlite_desk: DeskWorld):
    ref = sqlite_desk.case()
    for text in ("help", "find INV-20481", f"show {ref}"):
        assert "do not know you" in await ask(sqlite_desk, STRANGER, text)


async def test_a_call_is_logged_by_a_form_that_the_command_opens(desk: DeskWorld):
    ref = desk.case()
    assert await ask(desk, OLIVIA, f"log {ref}") == ""
    assert await desk.send(OLIVIA, {"reached": "reached", "note": "They will look at the bill."}) is None
    assert desk.events(ref).count("CallLogged") == 1


async def test_the_stop_button_is_pressed_and_released_by_a_supervisor(desk: DeskWorld):
    ref = desk.case()
    await ask(desk, OLIVIA, f"pause {ref}")
    assert "This needs the role" in words(desk.top(OLIVIA))
    await ask(desk, SOFIA, f"pause {ref}")
    assert await desk.send(SOFIA, {"reason": "wrong template"}) is None
    with desk.store.read() as unit:
        assert [(one.scope, one.value) for one in unit.pauses()] == [("client", "acme")]
    await ask(desk, SOFIA, f"resume {ref}")
    assert "Now: The stop button is pressed for the client acme." in words(desk.top(SOFIA))
    assert await desk.send(SOFIA, {"reason": "put right"}) is None
    with desk.store.read() as unit:
        assert unit.pauses() == []


async def test_the_card_on_which_the_stop_button_was_pressed_says_so_at_once(sqlite_desk: DeskWorld):
    ref = sqlite_desk.case(Bill(number=7, customer=7))
    ts = await sqlite_desk.posted(ref)
    for command, said in (("pause", True), ("resume", False)):
        await ask(sqlite_desk, SOFIA, f"{command} {ref}")
        assert await sqlite_desk.send(SOFIA, {"reason": "wrong template"}) is None
        sqlite_desk.turn(seconds=20)  # one message a second is posted
        await sqlite_desk.poster.drain()
        (card,) = [one for one in sqlite_desk.sandbox.messages(sqlite_desk.acme) if one["ts"] == ts]
        assert ("Stopped" in card["text"]) is said


async def test_open_brings_the_card_up_once(desk: DeskWorld):
    ref = desk.case()
    assert "comes up" in await ask(desk, OLIVIA, f"open {ref}")
    queued = desk.rows("SELECT id FROM posts WHERE kind = 'card'")
    assert len(queued) == 1
    assert await desk.sandbox.redeliver(desk.sandbox.deliveries[-1]) == 200
    assert desk.rows("SELECT id FROM posts WHERE kind = 'card'") == queued


async def test_a_private_channel_without_us_is_nobodys(sqlite_desk: DeskWorld):
    desk, ref = sqlite_desk, sqlite_desk.case()
    private = desk.sandbox.add_channel("among-friends", members=[OLIVIA], private=True, with_bot=False)
    assert ref in await ask(desk, OLIVIA, f"show {ref}", private)


async def test_what_goes_wrong_is_said_with_a_reference(sqlite_desk: DeskWorld):
    desk = sqlite_desk
    with desk.without("cases"):
        assert "reference" in await ask(desk, OLIVIA, "find INV-20481")


@pytest.mark.parametrize("word", ["{}", "show {}", "why {}", "find {}", "open {}", "log call {}", "pause {}"])
async def test_a_card_number_that_was_typed_is_not_said_again(sqlite_desk: DeskWorld, word):
    number = "4111 1111 1111 1111"
    for typed in (number, number.replace(" ", ""), f"cvv 123 {number}"):
        said = await ask(sqlite_desk, OLIVIA, word.format(typed))
        assert number not in said
        assert number.replace(" ", "") not in said


@pytest.mark.parametrize("word", ["{}", "show {}", "why {}", "find {}", "open {}", "log call {}", "mine {}"])
@pytest.mark.parametrize(
    "typed", ["x" * 3000, "🙈 " * 1500, "<!channel>&" * 270, "\u202e\u0007" * 1500, "% _ ' \\ " * 300]
)
async def test_three_thousand_characters_are_answered_briefly(sqlite_desk: DeskWorld, word, typed):
    said = await ask(sqlite_desk, OLIVIA, word.format(typed)[:3000])
    assert said
    assert "Something went wrong" not in said
    assert "<!channel>" not in said
    assert len(said) < 400, said
