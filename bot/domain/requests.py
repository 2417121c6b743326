"""What of a message is a request, and in which order it is done."""

from __future__ import annotations

from bot.domain.handing_over import CRITICAL
from bot.domain.reading import Reading
from bot.domain.vocabulary import Intent, Question

# "Yes" to one of these agrees to something.
AGREED_TO = frozenset({Question.CONFIRM, Question.REFUND_OR_CREDIT})
# They say nothing where something else is said: "yes, send me the invoice", "no, I have paid", "thanks, Friday".
POLITE = frozenset({Intent.ACKNOWLEDGEMENT})
YES_OR_NO = frozenset({Intent.AFFIRM, Intent.DENY})
# Done beside a promise, which stands: it is noted before anything else stops the case.
BESIDE_A_PROMISE = frozenset(
    {
        Intent.DOCUMENT_REQUEST,
        Intent.CHANGE_CONTACT,
        Intent.HOW_TO_PAY,
        Intent.OTHER,
        Intent.OPT_IN,
    }
)


def in_order(reading: Reading, asked: Question | None) -> tuple[Intent, ...]:
    """The requests of a message in the order in which they are done. Politeness beside a request is none."""
    said = tuple(read.intent for read in reading.intents if read.intent not in CRITICAL)
    more = [intent for intent in said if intent not in POLITE | YES_OR_NO | {Intent.OTHER}]
    unneeded = frozenset[Intent]()
    if len(said) > 1:
        unneeded |= POLITE
    if more and asked not in AGREED_TO:
        unneeded |= YES_OR_NO
    left = tuple(intent for intent in said if intent not in unneeded)
    promised = Intent.PROMISE_TO_PAY in left and all(
        intent in BESIDE_A_PROMISE for intent in left if intent is not Intent.PROMISE_TO_PAY
    )
    return tuple(sorted(left, key=lambda intent: intent is not Intent.PROMISE_TO_PAY)) if promised else left
