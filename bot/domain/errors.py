"""The one root of errors: expected refusals and faults."""

from __future__ import annotations


class FollowupError(Exception):
    """Root of every error that this product raises on purpose."""


class Rejected(FollowupError):  # noqa: N818 - the house term for an expected refusal, see the glossary
    """An expected refusal. The message is one sentence for the user."""


class Fault(FollowupError):  # noqa: N818 - the house term for a bug or an outage
    """A bug or an outage. Carries a reference that is also in the log."""

    def __init__(self, sentence: str, reference: str = "") -> None:
        super().__init__(f"{sentence} (reference {reference})" if reference else sentence)
        self.reference = reference


class Outage(Fault):
    """The database is away for a moment, or gave way to another transaction: what failed may be tried again."""


class UndefinedTransition(Fault):
    """A command reached a case in a state for which nothing is defined: always a bug."""
