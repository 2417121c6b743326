"""What a customer reads who writes again while a person has the case."""

from __future__ import annotations

from bot.domain.vocabulary import CaseState
from tests.flow.staff.desk import Bill, Desk

BILL = Bill()
SPANISH = Bill(number=30481, customer=3, language="es")
PLANS = {BILL: "Can I pay in three instalments?", SPANISH: "¿Puedo pagar en tres plazos?"}


async def held(desk: Desk, bill: Bill) -> None:
    desk.bills(bill)
    await desk.work()
    desk.writes(bill, PLANS[bill])
    await desk.work()
    assert desk.case(bill).state is CaseState.HELD


async def test_they_read_that_it_has_arrived_and_by_when_a_person_answers(desk: Desk):
    await held(desk, BILL)
    before = len(desk.mail.taken)
    for text in ("I could do 50 a month", "Where do I send the form?"):
        desk.writes(BILL, text)
        await desk.work()
    (mail,) = desk.mail.taken[before:]
    assert "your message has arrived" in mail.rendered.text
    assert "by March 5, 2026 at the latest" in mail.rendered.text  # two business days after Tuesday 3 March
    assert BILL.invoice not in mail.rendered.text


async def test_in_their_language(desk: Desk):
    await held(desk, SPANISH)
    before = len(desk.mail.taken)
    desk.writes(SPANISH, "¿A qué cuenta pago?")
    await desk.work()
    (mail,) = desk.mail.taken[before:]
    assert "hemos recibido su mensaje" in mail.rendered.text
    assert "a más tardar el 5 de marzo de 2026" in mail.rendered.text


async def test_thanks_are_not_answered(desk: Desk):
    await held(desk, BILL)
    before = len(desk.mail.taken)
    desk.writes(BILL, "ok thanks")
    await desk.work()
    assert len(desk.mail.taken) == before
