"""Scripts that tell a language by themselves, and those that several languages share."""

from __future__ import annotations

# Characters of a script (ranges as in a regular expression), and its languages. Several: their letters must tell.
SCRIPTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("\u0400-\u052f", ("ru", "uk", "bg", "mk")),
    ("\u0370-\u03ff\u1f00-\u1fff", ("el",)),
    ("\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefe", ("ar", "fa", "ur")),
    ("\u0590-\u05ff", ("he",)),
    ("\u0900-\u097f", ("hi", "mr", "ne")),
    ("\u3040-\u30ff", ("ja",)),
    ("\u4e00-\u9fff\u3400-\u4dbf", ("zh",)),
    ("\uac00-\ud7af\u1100-\u11ff", ("ko",)),
    ("\u0e00-\u0e7f", ("th",)),
    ("\u0980-\u09ff", ("bn",)),
    ("\u0a00-\u0a7f", ("pa",)),
    ("\u0a80-\u0aff", ("gu",)),
    ("\u0b80-\u0bff", ("ta",)),
    ("\u0c00-\u0c7f", ("te",)),
    ("\u0c80-\u0cff", ("kn",)),
    ("\u0d00-\u0d7f", ("ml",)),
    ("\u0d80-\u0dff", ("si",)),
    ("\u0530-\u058f", ("hy",)),
    ("\u10a0-\u10ff", ("ka",)),
    ("\u1200-\u137f", ("am",)),
    ("\u1000-\u109f", ("my",)),
    ("\u1780-\u17ff", ("km",)),
    ("\u0e80-\u0eff", ("lo",)),
)
LATIN: tuple[str, ...] = (
    *("af", "ca", "cs", "cy", "da", "de", "en", "es", "et", "fi", "fr", "hr", "hu", "id", "it", "lt", "lv", "nl"),
    *("no", "pl", "pt", "ro", "sk", "sl", "so", "sq", "sv", "sw", "tl", "tr", "vi"),
)
# Rare among customers and made of everybody's letters: two words never name them.
UNLIKELY = frozenset({"af", "cy", "et", "id", "lt", "lv", "so", "sq", "sw", "tl", "mk", "ne", "mr", "ur"})
