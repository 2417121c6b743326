"""A payment that a person recorded was none."""

from __future__ import annotations

from bot.app.staff.views import CaseView
from bot.domain.commands import Actor
from bot.domain.errors import Rejected
from bot.domain.rules import Staff
from bot.slack.blocks.figures import amount, clock
from bot.slack.blocks.people import name_of
from bot.slack.forms.form import Asked, Form, Modal, Submitted, UndonePayment, Wrong
from bot.slack.forms.inputs import NOTE, about, modal, note_field, select_field
from bot.slack.forms.reader import Reader
from bot.slack.names import Carried, Deed

TITLE = "Undo a payment"


def _open(view: CaseView, _staff: Staff, carried: Carried) -> Modal:
    if not view.payments:
        raise Rejected("Nobody has recorded a payment of this case by hand.")
    currency = view.case.currency
    choices = [
        (f"{amount(one.minor_units, currency)}, {name_of(view, one.by)}, {clock(view, one.at)}", one.id)
        for one in view.payments
    ]
    initial = carried.payment or (choices[0][1] if len(choices) == 1 else "")
    blocks = [
        about(view),
        select_field("payment", "Which payment was none?", choices, initial),
        note_field("Why? (internal note)", optional=False),
    ]
    return modal(Deed.UNDO_PAYMENT, TITLE, "Take it back", blocks, Carried(view.case.ref))


def _read(view: CaseView, _actor: Actor, _new_id: str, sent: Submitted) -> Asked | Wrong:
    reader = Reader(view, sent)
    payment = reader.choice("payment", "Please choose a payment.")
    if payment and payment not in {one.id for one in view.payments}:
        reader.fail("payment", "This payment was taken back already.")
    reader.text(NOTE, "Please say why.")
    return reader.asked(UndonePayment(payment))


FORM = Form(Deed.UNDO_PAYMENT, TITLE, _open, _read)
