"""Propose a resolution. It moves nothing until somebody else has approved it."""

from __future__ import annotations

from bot.app.staff.views import CaseView
from bot.domain.commands import Actor, ProposeResolution
from bot.domain.errors import Rejected
from bot.domain.rules import Staff
from bot.domain.vocabulary import ProposalState, ResolutionKind
from bot.slack.blocks.figures import amount
from bot.slack.blocks.parts import Block, section
from bot.slack.blocks.people import name_of
from bot.slack.blocks.plain import RESOLUTION
from bot.slack.forms.form import Asked, Form, Modal, Submitted, Wrong
from bot.slack.forms.inputs import about, amount_field, modal, note_field, select_field, tick_field
from bot.slack.forms.reader import Reader
from bot.slack.names import Carried, Deed

TITLE = "Propose"
NEW = "new"
PAYEE = (
    "Leave this empty when money goes back where it came from. A new payee must be called back by a person on a number "
    "that was known before, and two people must approve."
)


def _open(view: CaseView, _staff: Staff, _carried: Carried) -> Modal:
    if not view.resolutions:
        raise Rejected("The playbook of this case knows no resolution to propose.")
    live = view.case.live_proposal
    if live is not None and live.state is not ProposalState.PROPOSED:
        raise Rejected("A resolution of this case is approved already and being carried out.")
    choices = [(RESOLUTION[kind], kind.value) for kind in view.resolutions]
    only = choices[0][1] if len(choices) == 1 else ""
    case = view.case
    blocks: list[Block] = [
        about(view),
        *_replaces(view),
        select_field("kind", "What should be done?", choices, only),
        amount_field("amount", "Amount", case.open_minor, case.currency),
        tick_field(
            "payee", "Where does the money go?", [("To a NEW payee, not to the original source", NEW)], hint=PAYEE
        ),
        note_field("Why? (internal note)"),
    ]
    return modal(Deed.PROPOSE, TITLE, "Propose", blocks, Carried(case.ref, amount=str(case.open_minor)))


def _replaces(view: CaseView) -> list[Block]:
    live = view.case.live_proposal
    if live is None:
        return []
    what = f"{amount(live.minor_units, live.currency)} - {RESOLUTION[live.kind]}"
    return [section(f"This replaces the proposal of {name_of(view, live.maker)}: {what}.")]


def _read(view: CaseView, actor: Actor, new_id: str, sent: Submitted) -> Asked | Wrong:
    reader = Reader(view, sent)
    kind = reader.word("kind", ResolutionKind, ResolutionKind.REFUND)
    if kind not in view.resolutions:
        reader.fail("kind", "The playbook of this case does not know this resolution.")
    minor = reader.amount("amount", view.case.currency)
    return reader.asked(ProposeResolution(actor, new_id, kind, minor, new_payee=NEW in reader.choices("payee")))


FORM = Form(Deed.PROPOSE, TITLE, _open, _read)
