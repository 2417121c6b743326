"""`apply` folds an event into a case. What each event changes stands in the module of its concept."""

from bot.domain.apply import conversation, customer, escalation, money, proposals, state, touches  # noqa: F401 - register
from bot.domain.apply.folding import apply, fold

__all__ = ["apply", "fold"]
