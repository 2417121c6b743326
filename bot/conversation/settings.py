"""The knobs of understanding, with the reasons for their values."""

from __future__ import annotations

from dataclasses import dataclass

SUPPORTED = ("en", "es", "fr", "de", "pt", "it", "nl", "pl")


@dataclass(frozen=True, slots=True)
class UnderstandingSettings:
    """Values are measured (docs/conversation.md) unless they say otherwise."""

    locale_prior: float = 0.87  # probability given to the customer's language before a word was read
    foreign_prior: float = 0.003  # of each of the bot's languages that the client does not serve; of others less
    foreign_home_prior: float = 0.2  # of the customer's own language where the client does not serve it
    likelihood_exponent: float = 0.25  # n-grams overlap: counted in full they would be far too sure
    language_letters: int = 600  # letters read for the language; more changes nothing
    rule_characters: int = 4_000  # characters read by rules
    entity_characters: int = 2_000  # characters read for dates, amounts and the rest
    decided_confidence: float = 0.75  # a weaker primary intent goes to a person
    decided_words: int = 120  # in a longer message rules miss too much: a person reads it
