"""The forms of texts and chat: SMS and the customer's page."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final

from bot.app.messages import Rendered
from bot.channels.segments import BY_LANGUAGE, Encoding, encoding_of, fold_gsm7, measure
from bot.channels.words.draft import Draft, as_sentence, points, short_points, words_of
from bot.channels.words.kinds import FRAME
from bot.domain.errors import Rejected

FRAME_SMS: Final = f"{FRAME}/sms"
FRAME_CHAT: Final = f"{FRAME}/chat"
MAX_SEGMENTS: Final = 2


def text_message(drafted: Draft) -> Rendered:
    """An SMS of at most two segments, in GSM-7 where the words allow it.

    The full words if they fit; else one sentence for all cases of a family; else the words of the leading case;
    else a pointer to the customer's page.
    Raises Rejected when an obligatory part is missing or not even the pointer fits.
    """
    if not drafted.values["brand"] or not drafted.values["reference"]:
        raise Rejected("A text needs the sender's name and the message's reference.")
    for words in _candidates(drafted):
        text = framed(drafted, words)
        segments = measure(text).count
        if segments <= MAX_SEGMENTS:
            return Rendered(text=text, segments=segments)
    raise Rejected(f"The text does not fit into {MAX_SEGMENTS} segments, not even in its shortest form.")


def full_words(drafted: Draft) -> str:
    """All that the cases have to say, whatever its length."""
    if drafted.together:
        said = [text for part in short_points(drafted, lambda group: group.say("sms")) for text in part]
    else:
        said = [text for text in dict.fromkeys(group.say("sms") for group in drafted.groups) if text]
    return " ".join([*said[:1], *map(as_sentence, said[1:])])


def _candidates(drafted: Draft) -> Iterator[str]:
    frame = words_of(drafted.book, FRAME_SMS)
    if not (full := full_words(drafted)):
        raise Rejected(f"The template '{drafted.lead.words.name}' has nothing to say in this case.")
    yield full
    if len(drafted.groups) > 1 and drafted.family:
        yield frame.say("several", drafted.values)
    if len(drafted.groups) > 1:
        yield f"{drafted.lead.say('sms')} {frame.say('more', drafted.values)}"
    yield frame.say("pointer", drafted.values)


def framed(drafted: Draft, words: str) -> str:
    """The words with the sender's name before them and the reference after them, folded to GSM-7 where possible."""
    frame = words_of(drafted.book, FRAME_SMS)
    first = frame.say("first", drafted.values) if drafted.letter.first_sms else ""
    known = has_word(first, drafted.values["reference"])  # the code to check with often is the reference
    reference = "" if known else frame.say("reference_line", drafted.values)
    parts = (frame.say("opening", drafted.values), words, first, reference)
    text = " ".join(part for part in parts if part)
    return _cheap(fold_gsm7(text, BY_LANGUAGE.get(drafted.locale.language)))


def _cheap(text: str) -> str:
    """Without the accents that are left, where that is enough for GSM-7: a brand's È must not triple the price."""
    if encoding_of(text) is Encoding.GSM_7:
        return text
    bare = "".join(char if encoding_of(char) is Encoding.GSM_7 else _base(char) for char in text)
    return bare if encoding_of(bare) is Encoding.GSM_7 else text


def _base(char: str) -> str:
    return "".join(part for part in unicodedata.normalize("NFKD", char) if not unicodedata.combining(part))


def has_word(text: str, word: str) -> bool:
    """Whether it stands there as the look-up of a message at the provider searches for it: not inside another."""
    at = text.find(word)
    while at >= 0:
        around = text[max(at - 1, 0) : at] + text[at + len(word) : at + len(word) + 1]
        if not any(char.isascii() and char.isalnum() for char in around):
            return True
        at = text.find(word, at + 1)
    return False


def chat(drafted: Draft) -> Rendered:
    """Words for the customer's page: a bubble, with the assistant's name under it."""
    if not drafted.values["brand"]:
        raise Rejected("The message lacks the sender's name.")
    frame, lead = words_of(drafted.book, FRAME_CHAT), drafted.lead
    body, closing = points(drafted)
    if drafted.together:
        parts = short_points(drafted, lambda group: group.say("chat"))
        said = [" ".join(map(as_sentence, part)) for part in parts]
    else:
        said = [point.text for point in (*body, *closing)] if len(body) > 1 else [lead.say("chat")]
    if not all(said):
        raise Rejected(f"The template '{lead.words.name}' has nothing to say in this case.")
    if drafted.values["total"]:
        said.insert(len(body), frame.say("total_line", drafted.values))
    said.append(lead.say("assistant") or frame.say("assistant", drafted.values))
    return Rendered(text="\n\n".join(said))
