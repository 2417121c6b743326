"""Approve: everything that is approved, in one list, bound to the money as it is shown here."""

from __future__ import annotations

from bot.app.staff.views import CaseView
from bot.domain.commands import Actor, ApproveProposal
from bot.domain.rules import Staff
from bot.domain.vocabulary import ProposalState
from bot.slack.blocks.parts import Block, section
from bot.slack.forms.form import Asked, Form, Modal, Submitted, Wrong
from bot.slack.forms.inputs import modal, note_field, tick_field
from bot.slack.forms.proposal_facts import bound, changed_since, fact_list, live_proposal
from bot.slack.forms.reader import Reader
from bot.slack.names import Carried, Deed

TITLE = "Approve"
CALLED = "called"
CEILING = (
    "When you press Approve it is checked that you did not make this proposal, and that the amount stays under your "
    "ceiling: for one proposal, and for the last 30 days together for this customer and for you."
)
CHANGED = "⚠️ The money has changed since the card was made. This is how it stands now; please read it again."
CALL_BACK = "Somebody called back on a number that was known before this request"


def _open(view: CaseView, _staff: Staff, carried: Carried) -> Modal:
    live = live_proposal(view, carried, ProposalState.PROPOSED)
    blocks: list[Block] = [section(CHANGED)] if changed_since(view, carried) else []
    blocks.append(fact_list(view))
    blocks.append(section(CEILING))
    if live.new_payee:
        blocks.append(tick_field("call", "New payee", [(CALL_BACK, CALLED)], optional=False))
    blocks.append(note_field())
    return modal(Deed.APPROVE, TITLE, "Approve", blocks, bound(view, live))


def _read(view: CaseView, actor: Actor, _new_id: str, sent: Submitted) -> Asked | Wrong:
    reader = Reader(view, sent)
    live, called_back = view.case.live_proposal, CALLED in reader.choices("call")
    if live is not None and live.new_payee and not called_back:
        reader.fail("call", "A new payee must be called back first.")
    return reader.asked(ApproveProposal(actor, sent.carried.proposal, sent.carried.money, called_back))


FORM = Form(Deed.APPROVE, TITLE, _open, _read)
