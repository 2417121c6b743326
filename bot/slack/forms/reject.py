"""Reject a proposal, with the reason as an internal note."""

from __future__ import annotations

from bot.app.staff.views import CaseView
from bot.domain.commands import Actor, RejectProposal
from bot.domain.rules import Staff
from bot.domain.vocabulary import ProposalState
from bot.slack.forms.form import Asked, Form, Modal, Submitted, Wrong
from bot.slack.forms.inputs import NOTE, modal, note_field
from bot.slack.forms.proposal_facts import bound, fact_list, live_proposal
from bot.slack.forms.reader import Reader
from bot.slack.names import Carried, Deed

TITLE = "Reject"


def _open(view: CaseView, _staff: Staff, carried: Carried) -> Modal:
    live = live_proposal(view, carried, ProposalState.PROPOSED)
    blocks = [fact_list(view), note_field("Why not? (internal note)", optional=False)]
    return modal(Deed.REJECT, TITLE, "Reject", blocks, bound(view, live))


def _read(view: CaseView, actor: Actor, _new_id: str, sent: Submitted) -> Asked | Wrong:
    reader = Reader(view, sent)
    reader.text(NOTE, "Please say why: whoever proposed it must know.")
    return reader.asked(RejectProposal(actor, sent.carried.proposal))


FORM = Form(Deed.REJECT, TITLE, _open, _read)
