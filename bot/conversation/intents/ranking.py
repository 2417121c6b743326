"""Which of the things read comes first, and which cannot both be meant."""

from __future__ import annotations

from bot.domain.vocabulary import Intent

# First, whatever else is said.
FIRST = (Intent.OPT_OUT, Intent.LEGAL_NOTICE, Intent.WRONG_PERSON)
# Both cannot be meant: a person decides.
CONTRADICTIONS = (
    (Intent.AFFIRM, Intent.DENY),
    (Intent.REFUND_REQUEST, Intent.KEEP_AS_CREDIT),
    (Intent.OPT_OUT, Intent.OPT_IN),
)
# What “that payment is not mine” would be if anything were charged.
CONTESTS = frozenset({Intent.DISPUTE, Intent.WRONG_PERSON})
