"""Record a payment that a person saw before any import shows it."""

from __future__ import annotations

from datetime import timedelta

from bot.app.staff.views import CaseView
from bot.domain.commands import Actor
from bot.domain.rules import Staff
from bot.slack.blocks.figures import today
from bot.slack.blocks.parts import section
from bot.slack.forms.form import Asked, Form, Modal, Paid, Submitted, Wrong
from bot.slack.forms.inputs import about, amount_field, day_field, modal, note_field, text_field
from bot.slack.forms.reader import Reader
from bot.slack.names import Carried, Deed

TITLE = "Record a payment"
LONGEST_AGO = timedelta(days=731)
BE_SURE = "Reminders stop at once for what is recorded here. Only record what you have seen on the account."


def _open(view: CaseView, _staff: Staff, _carried: Carried) -> Modal:
    owed = max(view.case.gap, 0)
    blocks = [
        about(view),
        section(BE_SURE),
        amount_field("amount", "Amount", owed, view.case.currency),
        day_field("day", "On which day was it paid?", today(view).isoformat()),
        text_field("reference", "Reference of the bank"),
        note_field(),
    ]
    return modal(Deed.PAYMENT, TITLE, "Record", blocks, Carried(view.case.ref, amount=str(owed)))


def _read(view: CaseView, _actor: Actor, _new_id: str, sent: Submitted) -> Asked | Wrong:
    reader = Reader(view, sent)
    minor = reader.amount("amount", view.case.currency)
    paid_on = reader.day()
    if paid_on is None:
        reader.fail("day", "Please choose the day on which it was paid.")
    elif paid_on > today(view):
        reader.fail("day", "That day is still to come.")
    elif paid_on < today(view) - LONGEST_AGO:
        reader.fail("day", "That is more than two years ago: please check the year.")
    reference = reader.text("reference", "Please write the reference of the bank.")
    return reader.asked(Paid(minor, paid_on, reference))


FORM = Form(Deed.PAYMENT, TITLE, _open, _read)
