"""Take a proposal back before it is approved."""

from __future__ import annotations

from bot.app.staff.views import CaseView
from bot.domain.commands import Actor, WithdrawProposal
from bot.domain.rules import Staff
from bot.domain.vocabulary import ProposalState
from bot.slack.forms.form import Asked, Form, Modal, Submitted, Wrong
from bot.slack.forms.inputs import modal, note_field
from bot.slack.forms.proposal_facts import bound, fact_list, live_proposal
from bot.slack.forms.reader import Reader
from bot.slack.names import Carried, Deed

TITLE = "Withdraw the proposal"


def _open(view: CaseView, _staff: Staff, carried: Carried) -> Modal:
    live = live_proposal(view, carried, ProposalState.PROPOSED)
    return modal(Deed.WITHDRAW, TITLE, "Withdraw", [fact_list(view), note_field()], bound(view, live))


def _read(view: CaseView, actor: Actor, _new_id: str, sent: Submitted) -> Asked | Wrong:
    return Reader(view, sent).asked(WithdrawProposal(actor, sent.carried.proposal))


FORM = Form(Deed.WITHDRAW, TITLE, _open, _read)
