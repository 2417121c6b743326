"""SOX-SOD, the segregation of duties: what somebody did to a case that keeps them from deciding what becomes of it.

Each function gives the sentence for them, "" where nothing keeps them from it. Roles and clients are checked elsewhere.
"""

from __future__ import annotations

from collections.abc import Collection

from bot.domain.case import Case, Proposal
from bot.domain.vocabulary import Role

BOT = "bot"  # who makes what the playbook proposes: "bot:" and the step or the happening that led to it


def bar_to_approve(case: Case, proposal: Proposal, who: str) -> str:
    """Nobody approves what they made, led the bot to, approved already, or recorded or took back a payment for."""
    if who == proposal.maker:
        return "SOX-SOD: whoever made a proposal cannot approve it."
    if any(approval.by == who for approval in proposal.approvals):
        return "SOX-SOD: a second approval must come from another person."
    if any(payment.by == who and not payment.taken_back for payment in case.hand_payments):
        return "SOX-SOD: whoever recorded a payment by hand cannot approve what becomes of the money."
    if any(payment.taken_back_by == who != payment.by for payment in case.hand_payments):
        return "SOX-SOD: whoever took a colleague's payment back cannot approve what becomes of the money."
    return _bar_to_lead(case, proposal, who)


def _bar_to_lead(case: Case, proposal: Proposal, who: str) -> str:
    """What the bot proposes follows from the case's type and, in the ladder, from the steps that came before."""
    bot, _, cause = proposal.maker.partition(":")
    if bot != BOT:
        return ""
    led = {steering.step for steering in case.steered if steering.by == who}
    if "" in led:
        return "SOX-SOD: whoever changed the type of a case cannot approve what is proposed for it then."
    if (
        led and case.record(cause.partition(".")[0]) is not None
    ):  # what follows upon a question of a step: "step.answer"
        return "SOX-SOD: whoever moved or skipped steps cannot approve what the steps then propose."
    return ""


def bar_to_carry_out(proposal: Proposal, who: str) -> str:
    """Nobody carries out what they approved."""
    if any(approval.by == who for approval in proposal.approvals):
        return "SOX-SOD: whoever approved a proposal cannot carry it out."
    return ""


def bar_to_withdraw(proposal: Proposal, who: str, roles: Collection[Role]) -> str:
    """Its maker takes a proposal back, or a supervisor does."""
    if who == proposal.maker or Role.SUPERVISOR in roles:
        return ""
    return "Only its maker or a supervisor may withdraw a proposal."
