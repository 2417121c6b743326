"""Two models on the same lines: before and after, line by line of a table (`pairing` says which may take over)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.conversation.learning.scoring import Label, Scores
from bot.domain.vocabulary import Flag, Intent

# Missing one of these is worse than a person's look too many.
CRITICAL: tuple[Label, ...] = (Intent.OPT_OUT, Intent.LEGAL_NOTICE, Intent.WRONG_PERSON, Intent.HUMAN_REQUEST, *Flag)


@dataclass(frozen=True, slots=True)
class Comparison:
    before: Scores
    after: Scores

    def lines(self) -> Iterator[tuple[str, float, float]]:
        """Yield what is compared, before and after: all, then each language, then what is critical."""
        yield "macro-F1 of the primary intent", self.before.macro_f1, self.after.macro_f1
        yield "accuracy of the primary intent", self.before.accuracy, self.after.accuracy
        yield "coverage at 95 % precision", self.before.coverage, self.after.coverage
        yield "decided without a person", self.before.decided, self.after.decided
        yield "right among those", self.before.decided_precision, self.after.decided_precision
        for code, scores in self.before.by_language.items():
            yield f"macro-F1 in {code}", scores.macro_f1, self.after.by_language[code].macro_f1
        for label in CRITICAL:
            yield f"recall of {label.value}", self.before.present[label].recall, self.after.present[label].recall


def compare(before: Scores, after: Scores) -> Comparison:
    """Return the comparison of two models that read the same lines. Raises ValueError for others."""
    if before.lines != after.lines or set(before.by_language) != set(after.by_language):
        raise ValueError("The two models did not read the same lines.")
    return Comparison(before, after)
