"""What the client's people, the bank or the gateway answered, when they said so elsewhere than by the link."""

from __future__ import annotations

from bot.app.staff.inquiry_lines import answer_of, question, whom
from bot.app.staff.views import CaseView
from bot.domain.case import Inquiry
from bot.domain.commands import Actor
from bot.domain.errors import Rejected
from bot.domain.rules import Staff
from bot.slack.blocks.figures import until
from bot.slack.blocks.parts import section
from bot.slack.forms.form import AnswerOf, Asked, Form, Modal, Submitted, Wrong
from bot.slack.forms.inputs import Choice, about, modal, note_field, select_field
from bot.slack.forms.reader import Reader
from bot.slack.names import Carried, Deed

TITLE = "Record an answer"
_BETWEEN = "|"


def _asked(view: CaseView) -> list[Inquiry]:
    return [inquiry for inquiry in view.case.inquiries if inquiry.open]


def _open(view: CaseView, _staff: Staff, _carried: Carried) -> Modal:
    inquiries = _asked(view)
    if not inquiries:
        raise Rejected("Nobody is asked anything any more: it is answered or settled.")
    told = (f"We asked {whom(one)}: {question(one, view.asked)}; {until(view, one.due_at)}." for one in inquiries)
    blocks = [
        about(view),
        *(section(text) for text in told),
        select_field(
            "answer", "What did they answer?", _choices(view, inquiries), hint="The playbook goes on with it."
        ),
        note_field("How did they say so? (internal note)"),
    ]
    return modal(Deed.RECORD_ANSWER, TITLE, "Record", blocks, Carried(view.case.ref))


def _choices(view: CaseView, inquiries: list[Inquiry]) -> list[Choice]:
    alone = len(inquiries) == 1
    return [
        (("" if alone else f"{whom(one)}: ") + answer_of(one, offer, view.asked), f"{_name(one)}{_BETWEEN}{offer}")
        for one in inquiries
        for offer in one.offers
    ]


def _name(inquiry: Inquiry) -> str:
    """Within its case: it does not change when another is answered meanwhile."""
    return f"{inquiry.cause}.{inquiry.occurrence}"


def _read(view: CaseView, _actor: Actor, _new_id: str, sent: Submitted) -> Asked | Wrong:
    reader = Reader(view, sent)
    chosen = reader.choice("answer", "Please choose what they answered.")
    name, _, answer = chosen.partition(_BETWEEN)
    inquiry = next((one for one in _asked(view) if _name(one) == name and answer in one.offers), None)
    if chosen and inquiry is None:
        reader.fail("answer", "This was answered or settled meanwhile. Please close the form and look again.")
    return reader.asked(AnswerOf(inquiry.id, answer)) if inquiry else reader.wrong()


FORM = Form(Deed.RECORD_ANSWER, TITLE, _open, _read)
