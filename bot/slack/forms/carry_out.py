"""Say that an approved resolution was posted, with the reference of the ERP or the bank."""

from __future__ import annotations

from bot.app.staff.views import CaseView
from bot.domain.commands import Actor, CarryOut
from bot.domain.rules import Staff
from bot.domain.vocabulary import ProposalState
from bot.slack.blocks.parts import section
from bot.slack.forms.form import Asked, Form, Modal, Submitted, Wrong
from bot.slack.forms.inputs import modal, note_field, text_field
from bot.slack.forms.proposal_facts import bound, fact_list, live_proposal
from bot.slack.forms.reader import Reader
from bot.slack.names import Carried, Deed

TITLE = "Carried out"
FIRST = "Post it first, then say so here. Whoever approved it cannot carry it out."


def _open(view: CaseView, _staff: Staff, carried: Carried) -> Modal:
    live = live_proposal(view, carried, ProposalState.APPROVED)
    blocks = [
        fact_list(view),
        section(FIRST),
        text_field(
            "reference", "Reference of the ERP or the bank", hint="For example the posting number. No card numbers."
        ),
        note_field(),
    ]
    return modal(Deed.CARRY_OUT, TITLE, "It is carried out", blocks, bound(view, live))


def _read(view: CaseView, actor: Actor, _new_id: str, sent: Submitted) -> Asked | Wrong:
    reader = Reader(view, sent)
    reference = reader.text("reference", "Please write the reference of the ERP or the bank.")
    return reader.asked(CarryOut(actor, sent.carried.proposal, reference))


FORM = Form(Deed.CARRY_OUT, TITLE, _open, _read)
