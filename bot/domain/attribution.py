"""Which of a customer's cases a reply belongs to: named reference, invoice, amount; else all that it may concern."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.domain.case import Case
from bot.domain.reading import Reading
from bot.domain.vocabulary import CaseState

CASE_REFERENCE = re.compile(r"\b[A-Z]{2}-[0-9A-HJKMNP-TV-Z]{9}\b")


@dataclass(frozen=True, slots=True)
class Attribution:
    """`certain` false: the reply fits several cases; safety concerns all of them, the rest is for a person."""

    cases: tuple[Case, ...]
    certain: bool


def attribute(reading: Reading, cases: Sequence[Case], known: Collection[str]) -> Attribution:
    """Find the cases of one customer that a reply is about.

    `known` are the case ids that its token or thread names: a message may have carried several. Among several, what
    the customer names (reference, invoice, open amount) narrows it down.
    """
    candidates = [case for case in cases if case.id in known] if known else list(cases)
    running = [case for case in candidates if case.state is not CaseState.CLOSED]
    named = [case for case in (running or candidates) if _names(reading, case)]
    if named:
        return Attribution(tuple(named), certain=True)
    if known and candidates:
        return Attribution(tuple(running or candidates), certain=True)
    if len(running) == 1:
        return Attribution(tuple(running), certain=True)
    if running:
        fitting = [case for case in running if _fits_amount(reading, case)]
        if len(fitting) == 1:
            return Attribution(tuple(fitting), certain=True)
        return Attribution(tuple(running), certain=False)
    latest = sorted(candidates, key=lambda case: case.closed_at or case.opened_at)[-1:]
    return Attribution(tuple(latest), certain=True)


def references_in(text: str) -> tuple[str, ...]:
    """Case references such as `MP-7F3K2QX9A` in a subject or body."""
    return tuple(dict.fromkeys(CASE_REFERENCE.findall(text.upper())))


def _names(reading: Reading, case: Case) -> bool:
    texts = {reference.text.casefold() for reference in reading.references}
    return case.invoice.casefold() in texts or case.ref.casefold() in texts


def _fits_amount(reading: Reading, case: Case) -> bool:
    return any(
        amount.minor_units == case.open_minor and amount.currency in (None, case.currency) for amount in reading.amounts
    )
