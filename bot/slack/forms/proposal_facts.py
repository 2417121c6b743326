"""The live proposal with all its facts: what is approved, rejected, withdrawn or carried out."""

from __future__ import annotations

from bot.app.staff.views import CaseView
from bot.domain.case import Proposal
from bot.domain.errors import Rejected
from bot.domain.vocabulary import ProposalState
from bot.slack.blocks.facts import proposal_rows
from bot.slack.blocks.figures import amount, money_line
from bot.slack.blocks.parts import Block, rows
from bot.slack.blocks.people import customer_line
from bot.slack.blocks.plain import TYPE
from bot.slack.names import Carried


def live_proposal(view: CaseView, carried: Carried, state: ProposalState) -> Proposal:
    """The proposal that the button was about. Raises Rejected when it is no longer the live one in that state."""
    live = view.case.live_proposal
    if live is None or (carried.proposal and carried.proposal != live.id):
        raise Rejected("This proposal is not live any more. Please look at the card again.")
    if live.state is not state:
        raise Rejected(f"The proposal is {live.state.value.replace('_', ' ')} already.")
    return live


def bound(view: CaseView, live: Proposal) -> Carried:
    """What the form is bound to: the proposal, and the money as this form shows it."""
    return Carried(view.case.ref, proposal=live.id, money=view.money_digest)


def fact_list(view: CaseView) -> Block:
    """Everything about the money, in figures."""
    case = view.case
    entries = [
        ("", money_line(view)),
        ("Expected", amount(case.expected, case.currency)),
        ("Paid", amount(case.paid, case.currency)),
        ("Contested", amount(case.disputed, case.currency)),
        ("Case", f"{case.ref}, {TYPE[case.case_type]}, {view.brand}"),
        ("Customer", customer_line(view)),
        *proposal_rows(view),
    ]
    return rows(entries)


def changed_since(view: CaseView, carried: Carried) -> bool:
    """Whether the money is another one than on the card where the button was pressed."""
    return bool(carried.money) and carried.money != view.money_digest
