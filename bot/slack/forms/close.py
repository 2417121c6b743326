"""Close a case by hand. What moves money needs a proposal instead."""

from __future__ import annotations

from bot.app.staff.views import CaseView
from bot.domain.commands import Actor, CloseCase
from bot.domain.errors import Rejected
from bot.domain.rules import Staff
from bot.domain.staff import PAID, outcomes_by_hand
from bot.domain.vocabulary import CaseState, Outcome, RootCause
from bot.slack.blocks.parts import section
from bot.slack.blocks.plain import OUTCOME, ROOT_CAUSE
from bot.slack.forms.form import Asked, Form, Modal, Submitted, Wrong
from bot.slack.forms.inputs import about, modal, note_field, radio_field, select_field
from bot.slack.forms.reader import Reader
from bot.slack.names import Carried, Deed

TITLE = "Close the case"
NOT_HERE = (
    "Refunds, credits, write-offs and everything else that moves money are not closed here: propose them, have them "
    "approved and carried out; the case then closes by itself."
)
UNPAID = "The ledger still shows an open amount: a paid case closes by itself when the payment is imported or recorded."


def _open(view: CaseView, _staff: Staff, _carried: Carried) -> Modal:
    if view.case.state is CaseState.CLOSED:
        raise Rejected("The case is closed already.")
    allowed = outcomes_by_hand(view.case)
    outcomes = [(OUTCOME[outcome], outcome.value) for outcome in Outcome if outcome in allowed]
    causes = [(ROOT_CAUSE[cause], cause.value) for cause in RootCause]
    unpaid = [] if PAID & allowed else [section(UNPAID)]
    blocks = [
        about(view),
        section(NOT_HERE),
        *unpaid,
        radio_field("outcome", "How did it end?", outcomes),
        select_field("cause", "What was the root cause?", causes),
        note_field(),
    ]
    return modal(Deed.CLOSE, TITLE, "Close it", blocks, Carried(view.case.ref))


def _read(view: CaseView, actor: Actor, _new_id: str, sent: Submitted) -> Asked | Wrong:
    reader = Reader(view, sent)
    outcome = reader.word("outcome", Outcome, Outcome.HANDED_OVER)
    if outcome not in outcomes_by_hand(view.case):
        reader.fail("outcome", UNPAID if outcome in PAID else "This outcome needs a proposal that is approved.")
    cause = reader.word("cause", RootCause, RootCause.UNKNOWN)
    return reader.asked(CloseCase(actor, outcome, cause))


FORM = Form(Deed.CLOSE, TITLE, _open, _read)
