"""Money in suspense is looked into before anybody is asked for proof."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain import commands as c
from bot.domain import events as e
from bot.domain.decide import decide
from bot.domain.facts import UnappliedReceipt
from bot.domain.receipts import fitting
from bot.domain.vocabulary import Channel, Intent, Owes, TaskKind
from tests.unit.domain import kit

RECEIPT = UnappliedReceipt("USD", 10_000, "R1", date(2026, 3, 3))


def opened(*receipts: UnappliedReceipt, playbook=None, **more):
    known = kit.facts(unapplied=receipts)
    return decide(None, kit.opening(**more), playbook or kit.they_owe(), kit.rules(), known, kit.MONDAY)


def tasks(said):
    return [event.name for event in said if isinstance(event, e.TaskRaised)]


@pytest.mark.parametrize(
    ("receipt", "fits"),
    [
        (RECEIPT, True),
        (UnappliedReceipt("EUR", 10_000, "R1"), False),
        (UnappliedReceipt("USD", 4_000, "R1"), False),
        (UnappliedReceipt("USD", 4_000, "R1", invoice="I-C1"), True),  # a part, and it names the invoice
        (UnappliedReceipt("USD", 4_000, "R1", invoice="I-C2"), False),
    ],
)
def test_a_receipt_fits_by_its_amount_or_by_the_invoice_that_it_names(receipt, fits):
    case = kit.fold(opened())
    assert bool(fitting(case, kit.facts(unapplied=(receipt,)))) is fits


def test_a_receipt_that_fits_raises_a_task_when_the_case_opens_and_nothing_is_sent():
    said = opened(RECEIPT)
    assert tasks(said) == ["a receipt of 100.00 USD of 2026-03-03 fits"]
    assert not any(isinstance(event, e.TouchQueued) for event in said)


def test_a_receipt_is_told_of_once():
    case = kit.fold(opened())
    known = kit.facts(unapplied=(RECEIPT,))
    said = decide(case, c.LookIntoSuspense(), kit.they_owe(), kit.rules(), known, kit.MONDAY)
    assert (tasks(said), [event.kind for event in said if isinstance(event, e.TaskRaised)]) == (
        ["a receipt of 100.00 USD of 2026-03-03 fits"],
        [TaskKind.LOOK_UP],
    )
    case = kit.fold(said, case)
    assert decide(case, c.LookIntoSuspense(), kit.they_owe(), kit.rules(), known, kit.MONDAY) == []


def test_where_we_owe_no_receipt_is_looked_for():
    case = kit.fold(
        decide(None, kit.overpaid(), kit.we_owe(), kit.rules(), kit.facts(unapplied=(RECEIPT,)), kit.MONDAY)
    )
    assert (case.owes, case.receipts) == (Owes.WE, ())


def test_already_paid_names_the_receipt_and_asks_for_no_proof():
    case = kit.fold(opened())
    reply = c.UnderstandReply("r1", Channel.EMAIL, kit.reading(Intent.ALREADY_PAID), "c1")
    said = decide(case, reply, kit.they_owe(), kit.rules(), kit.facts(unapplied=(RECEIPT,)), kit.MONDAY)
    assert tasks(said) == ["the customer says that it was paid: a receipt of 100.00 USD of 2026-03-03 fits"]
    answers = [event for event in said if isinstance(event, e.TouchQueued)]
    assert [(answer.template, answer.ask) for answer in answers] == [("trace_started", None)]


def test_already_paid_without_a_receipt_asks_for_the_reference():
    case = kit.fold(opened())
    reply = c.UnderstandReply("r1", Channel.EMAIL, kit.reading(Intent.ALREADY_PAID), "c1")
    said = decide(case, reply, kit.they_owe(), kit.rules(), kit.facts(), kit.MONDAY)
    assert [event.template for event in said if isinstance(event, e.TouchQueued)] == ["trace"]
