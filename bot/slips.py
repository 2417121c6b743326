"""What a member of staff may have overlooked: another language, a second greeting, words better not sent."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.channels.words.forbidden import forbidden_in
from bot.conversation.reply import ReplyIn
from bot.conversation.understand import Understander
from bot.domain.by_hand import STAFF_MESSAGE
from bot.domain.vocabulary import Channel

LETTERS = 20  # fewer tell no language
SURE = 0.9
NAMES = {
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "de": "German",
    "pt": "Portuguese",
    "it": "Italian",
    "nl": "Dutch",
    "pl": "Polish",
}

# A letter begins with a greeting of its own; these are the first words of another. No further than a name goes.
_HELLO = r"""
    hello|hi|hey|hiya|good\ (?:morning|afternoon|evening|day)|greetings
    |hola|buenos\ d[ií]as|buenas(?:\ (?:tardes|noches))?|saludos
    |bonjour|bonsoir|hallo|guten\ (?:tag|morgen|abend)|ol[áa]|bo[am]\ (?:dia|tarde|noite)|buongiorno|buonasera
    |goede(?:n?dag|morgen|middag|navond)|dzie[ńn]\ dobry|witam|cze[śs][ćc]
"""
_DEAR = r"""
    dear|estimad[oa]s?|querid[oa]s?|apreciad[oa]s?|ch(?:er|ère)s?|sehr\ geehrte[rs]?|liebe[rs]?|prezad[oa]s?
    |car[oai]|gentil[ei]|egregi[oa]|spettabile|geachte|beste|szanown[aiy]|drog[ai]
"""
_GREETING = re.compile(
    rf"""\s*[¡"'(]*(?:
        (?:{_HELLO})(?:(?:,?[ ][^\s,:!.?\n]+){{0,3}})(?:\s*[,:!.]|\s+[–—-]\s|\s*\n|\s*$)
        |(?:{_DEAR})[ ][^,:!?\n]{{1,60}}(?:[,:!]|\n|$)
    )""",
    re.IGNORECASE | re.VERBOSE,
)


class Slips:
    """Warns; it forbids nothing. Safe to share between threads."""

    def __init__(self, understander: Understander) -> None:
        self._understander = understander

    def __call__(self, text: str, language: str, channel: Channel) -> str:
        """Sentences on the text of a message whose frame is in this language; "" where nothing stands out."""
        part = "sms" if channel in (Channel.SMS, Channel.WHATSAPP) else "item"
        said = (*self._another_language(text, language), *_second_greeting(text, channel))
        return " ".join([*said, *forbidden_in(text, STAFF_MESSAGE, part, language=language)])

    def _another_language(self, text: str, language: str) -> Iterator[str]:
        read = self._understander.read(ReplyIn(text, channel=Channel.CHAT))
        expected = language.replace("_", "-").partition("-")[0].lower()
        told = sum(map(str.isalpha, text)) >= LETTERS and read.language_confidence >= SURE
        if told and read.language != expected:
            written, wanted = (NAMES.get(code, code) for code in (read.language, expected))
            yield f"The text looks like {written}; the customer is written to in {wanted}."


def _second_greeting(text: str, channel: Channel) -> Iterator[str]:
    """Only a mail is given a greeting."""
    if channel is Channel.EMAIL and _GREETING.match(text):
        yield "The e-mail greets the customer already: leave your own greeting out."
