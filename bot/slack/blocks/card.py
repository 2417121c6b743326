"""The card of a case: the one message in the client's channel that always says how it stands."""

from __future__ import annotations

from typing import Final

from bot.app.staff.views import CaseView
from bot.domain.vocabulary import CaseState
from bot.slack.blocks.buttons import card_actions
from bot.slack.blocks.facts import closed_rows, live_rows, standing
from bot.slack.blocks.figures import clock, money_line, there
from bot.slack.blocks.parts import Block, context, escaped, header, rows
from bot.slack.blocks.plain import TYPE
from bot.slack.limits import SECTION, fit, plain, shorten

FOOTER: Final = "footer"  # block_id of the line that says as of when the card is: no part of what it says


def case_card_blocks(view: CaseView) -> list[Block]:
    """Money first, then who, how it stands, what comes next, whose turn it is; then what can be done."""
    closed = view.case.state is CaseState.CLOSED
    entries = closed_rows(view) if closed else live_rows(view)
    return [
        header(money_line(view)),
        {**rows(tuple(entries)), "block_id": "facts"},
        card_actions(view),
        context(_as_of(view), block_id=FOOTER),
    ]


def case_card_text(view: CaseView) -> str:
    """What a notification and a screen reader say. Escaped: nothing in it is markup for a mention."""
    case = view.case
    said = f"{money_line(view)}. {TYPE[case.case_type]} {case.ref}. {standing(view)}."
    return escaped(shorten(plain(said), SECTION))


def _as_of(view: CaseView) -> str:
    elsewhere = there(view, view.now, view.customer_local_time)
    there_too = f" At the customer's it was {elsewhere}." if elsewhere else ""
    zone = fit(view.zone, 60)
    return f"As of {clock(view, view.now)}, times of {view.brand} ({zone}).{there_too}"
