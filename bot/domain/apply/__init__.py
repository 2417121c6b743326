"""`apply` folds an event into a case. What each event changes stands in the module of its concept."""

from bot.domain.apply import (  # noqa: F401 - register
    conversation,
    customer,
    escalation,
    inquiries,
    money,
    proposals,
    state,
    touches,
)
from bot.domain.apply.folding import apply, fold

__all__ = ["apply", "fold"]
