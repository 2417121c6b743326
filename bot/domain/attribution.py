"""Which of a customer's cases a reply belongs to, and by what that is known; else all that it may concern."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.domain.case import Case
from bot.domain.reading import Reading
from bot.domain.speaking import gives
from bot.domain.vocabulary import CaseState, Intent, Question

CASE_REFERENCE = re.compile(r"\b[A-Z]{2}-[0-9A-HJKMNP-TV-Z]{9}\b")
# Said of the person or the conversation, not of a case: it concerns all of them alike.
OF_PERSON = frozenset(
    {
        Intent.OPT_OUT,
        Intent.OPT_IN,
        Intent.WRONG_PERSON,
        Intent.LEGAL_NOTICE,
        Intent.ACKNOWLEDGEMENT,
        Intent.AUTOMATIC_REPLY,
        Intent.HUMAN_REQUEST,
        Intent.CHANGE_CONTACT,
        Intent.COMPLAINT,
        Intent.HOW_TO_PAY,
    }
)
# They ask for nothing by themselves.
NO_REQUEST = frozenset(
    {Intent.OPT_OUT, Intent.OPT_IN, Intent.WRONG_PERSON, Intent.ACKNOWLEDGEMENT, Intent.AFFIRM, Intent.HUMAN_REQUEST}
)
YES_OR_NO = frozenset({Intent.AFFIRM, Intent.DENY})
LEAST_DIGITS = 3  # of an invoice number that is written without its letters
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Attribution:
    """`certain` false: the reply fits several cases; safety concerns all of them, the rest is asked, or a person's.

    `basis` says by what they were found: `reference`, `thread`, `only case`, `amount`, `sum of amounts`, `question`,
    `written about`, `last closed`, `unclear`.
    """

    cases: tuple[Case, ...]
    certain: bool
    basis: str


def attribute(reading: Reading, cases: Sequence[Case], known: Collection[str]) -> Attribution:
    """Find the cases of one customer that a reply is about.

    `known` are the case ids that its token or thread names: a message may have carried several. What the customer names
    counts more than what they answer: whoever writes below our letter about one invoice may mean another.
    """
    running = [case for case in cases if case.state is not CaseState.CLOSED]
    threaded = [case for case in cases if case.id in known]
    open_ones = [case for case in threaded if case.state is not CaseState.CLOSED]
    for among in (running, threaded, () if known or running else cases):
        named = _named(reading, among)
        if named:
            return Attribution(tuple(named), certain=True, basis="reference")
    if threaded:
        fitting = _fitting(reading, open_ones) if len(open_ones) > 1 else []
        basis = "amount" if fitting else "thread"
        return Attribution(tuple(fitting or open_ones or threaded), certain=True, basis=basis)
    if len(running) == 1:
        return Attribution(tuple(running), certain=True, basis="only case")
    if running:
        return _among(reading, running)
    latest = sorted(cases, key=lambda case: case.closed_at or case.opened_at)[-1:]
    return Attribution(tuple(latest), certain=True, basis="last closed")


def _among(reading: Reading, running: Sequence[Case]) -> Attribution:
    """Of several running cases: by amount, by what was asked, by what was written about; else nobody knows."""
    fitting = _fitting(reading, running)
    if fitting:
        return Attribution(tuple(fitting), certain=True, basis="amount")
    if _is_sum(reading, running):
        return Attribution(tuple(running), certain=True, basis="sum of amounts")
    asked = [case for case in running if _answers(reading, case.last_question)]
    if len(asked) == 1 and sum(case.last_question is not None for case in running) == 1:
        return Attribution(tuple(asked), certain=True, basis="question")
    told = [case for case in running if case.chases or case.rungs or case.last_question or case.answered_at]
    if len(told) == 1:
        return Attribution(tuple(told), certain=True, basis="written about")
    return Attribution(tuple(running), certain=False, basis="unclear")


def requests_of(reading: Reading) -> tuple[Intent, ...]:
    """What a reply asks to be done, the primary request first."""
    return tuple(read.intent for read in reading.intents if read.intent not in NO_REQUEST)


def is_of_person(reading: Reading) -> bool:
    """Whether all that a reply says is about the person: then it does not matter which case is meant."""
    return bool(reading.intents) and all(read.intent in OF_PERSON for read in reading.intents)


def references_in(text: str) -> tuple[str, ...]:
    """Case references such as `MP-7F3K2QX9A` in a subject or body."""
    return tuple(dict.fromkeys(CASE_REFERENCE.findall(text.upper())))


def _named(reading: Reading, cases: Sequence[Case]) -> list[Case]:
    written = {_squeezed(reference.text) for reference in reading.references}
    written |= {_squeezed(reference) for reference in references_in(reading.stripped_text)}
    whole = [case for case in cases if {_squeezed(case.invoice), _squeezed(case.ref)} & (written - {""})]
    if whole:
        return whole
    numbers = {text.lstrip("0") for text in written if text.isdigit() and len(text) >= LEAST_DIGITS}
    by_number = [case for case in cases if _number(case.invoice) in numbers - {""}]
    return by_number if len({case.invoice for case in by_number}) == len({*map(_number_of, by_number)}) else []


def _number_of(case: Case) -> str:
    return _number(case.invoice)


def _number(invoice: str) -> str:
    """The last digits of an invoice number, without leading zeros."""
    found = _DIGITS.findall(invoice)
    return found[-1].lstrip("0") if found else "-"


def _squeezed(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _fitting(reading: Reading, cases: Sequence[Case]) -> list[Case]:
    """The one case that an amount of the reply fits; none when it fits several."""
    fitting = [case for case in cases if _fits_amount(reading, case)]
    return fitting if len(fitting) == 1 else []


def _is_sum(reading: Reading, cases: Sequence[Case]) -> bool:
    """Whether an amount is what all cases together are about."""
    currencies = {case.currency for case in cases}
    together = sum(case.open_minor for case in cases)
    return len(currencies) == 1 and any(
        amount.minor_units == together and amount.currency in (None, *currencies) for amount in reading.amounts
    )


def _answers(reading: Reading, asked: Question | None) -> bool:
    """Whether a reply answers a question, as far as its words go."""
    if asked is None:
        return False
    agrees = asked in (Question.CONFIRM, Question.REFUND_OR_CREDIT)
    return gives(reading, asked) or (agrees and reading.primary in YES_OR_NO)


def _fits_amount(reading: Reading, case: Case) -> bool:
    return any(
        amount.minor_units == case.open_minor and amount.currency in (None, case.currency) for amount in reading.amounts
    )
