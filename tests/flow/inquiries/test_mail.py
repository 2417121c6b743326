"""Mail to the address of an inquiry is never a customer's reply: it is kept, and a person records the answer."""

from __future__ import annotations

from bot.app.identifiers import inquiry_key
from bot.web.mail import Delivered, deliver_mail
from tests.flow.inquiries.asking import AskingWorld
from tests.flow.web.test_email import bounce, written

DESK = "Billing <billing-desk@acme.example.test>"


def take(world: AskingWorld, raw: bytes, to: str) -> Delivered:
    return deliver_mail(world.app, raw, None, [to])


def inbox(world: AskingWorld) -> int:
    return int(world.rows("SELECT count(*) FROM inbox")[0][0])


async def test_a_reply_is_a_note_and_a_task_and_no_reply_of_the_customer(world: AskingWorld):
    world.case()
    raw = written("It is on account 7, card 4111 1111 1111 1111.\r\n\r\n> Test: what do your books say?", From=DESK)
    assert take(world, raw, world.address()) is Delivered.INQUIRY
    assert take(world, raw, world.address()) is Delivered.REPEATED
    assert inbox(world) == 0
    [(author, words)] = world.notes()
    assert author == "the client's people (billing)"
    assert "It is on account 7" in words
    assert "4111 1111" not in words
    assert "your books" not in words
    assert world.tasks() == ["record the answer that came by e-mail"]
    assert world.inquiry().open, "a person records the answer"


async def test_what_only_quotes_hides_no_card_number(world: AskingWorld):
    world.case()
    raw = written("On Monday, Acme wrote:\r\n> 4111\u200b1111\u200b1111\u200b1111 \u202eback", From=DESK)
    assert take(world, raw, world.address()) is Delivered.INQUIRY
    [(_, words)] = world.notes()
    assert words == "On Monday, Acme wrote:\n> [card ending 1111] back"


async def test_a_reply_that_lost_the_address_is_found_by_what_it_answers(world: AskingWorld):
    world.case()
    answered = f"<{inquiry_key(world.inquiry('bank').id)}@acme.example.test>"
    raw = written("It went back.", From="x@firstbank.example.test", **{"In-Reply-To": answered})
    assert take(world, raw, "billing@acme.example.test") is Delivered.INQUIRY
    assert [author for author, _ in world.notes()] == ["the bank"]


async def test_a_forged_address_is_nobodys_inquiry(world: AskingWorld):
    world.case()
    local, _, domain = world.address().partition("@")
    forged = f"{local[:-1]}{'a' if local[-1] != 'a' else 'b'}@{domain}"
    assert take(world, written("Hello", From=DESK), forged) is Delivered.STORED
    assert world.notes() == []


async def test_an_absence_is_kept_and_makes_no_task(world: AskingWorld):
    world.case()
    raw = written("I am away.", From=DESK, **{"Auto-Submitted": "auto-replied"})
    assert take(world, raw, world.address()) is Delivered.INQUIRY
    assert len(world.notes()) == 1
    assert world.tasks() == []


async def test_a_bounce_makes_a_task_once_and_a_delay_none(world: AskingWorld):
    world.case()
    assert take(world, bounce(world.address(), "4.4.1", action="delayed"), world.address()) is Delivered.BOUNCE
    assert world.tasks() == []
    for _ in range(2):
        assert take(world, bounce(world.address()), world.address()) is Delivered.BOUNCE
    assert world.tasks() == ["ask in another way: our question was not delivered"]
    assert world.inquiry().undelivered


async def test_a_bounce_of_an_odd_mail_system_counts_as_well(world: AskingWorld):
    world.case()
    raw = written("Could not be delivered", From="MAILER-DAEMON@mx.example.org", Subject="Undeliverable")
    assert take(world, raw, world.address()) is Delivered.BOUNCE
    assert world.tasks() == ["ask in another way: our question was not delivered"]
