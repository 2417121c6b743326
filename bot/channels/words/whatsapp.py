"""The form of a WhatsApp message: longer than a text, with the same notices."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from bot.app.messages import Rendered
from bot.channels.words.draft import Draft, Group, as_sentence, short_points, words_of
from bot.channels.words.kinds import FRAME
from bot.channels.words.short import has_word
from bot.domain.errors import Rejected

FRAME_WHATSAPP: Final = f"{FRAME}/whatsapp"
MOST: Final = 1_024  # characters: what WhatsApp accepts of a template's body
MOST_WORDS: Final = 550  # characters of what one case says


def whatsapp(drafted: Draft) -> Rendered:
    """The words of all cases if they fit; else those of the leading case; else a pointer to the customer's page.

    Raises Rejected when an obligatory part is missing or not even the pointer fits.
    """
    if not drafted.values["brand"] or not drafted.values["reference"]:
        raise Rejected("A WhatsApp message needs the sender's name and the message's reference.")
    for words in _candidates(drafted):
        text = _framed(drafted, words)
        if len(text) <= MOST:
            return Rendered(text=text)
    raise Rejected(f"The message does not fit into {MOST} characters, not even in its shortest form.")


def said(group: Group, drafted: Draft) -> str:
    """The words of a group.

    Without words of its own a message says what it says on the page; where no amount may be shown, what it says in
    a text, which can do without. Of several cases words that know one only are never said: those of a text know both.
    """
    shown = drafted.letter.verified and drafted.letter.show_amount
    part = "whatsapp" if group.say("whatsapp") else "chat" if shown else "sms"
    if part == "sms" or (group.values["many"] and not _counts(group, part) and _counts(group, "sms")):
        return as_sentence(group.say("sms"))
    return group.say(part)


def _counts(group: Group, part: str) -> bool:
    """Whether a part says it otherwise of one case than of several."""
    return group.words.say(part, group.values | {"count": 1}) != group.say(part)


def _candidates(drafted: Draft) -> Iterator[str]:
    frame = words_of(drafted.book, FRAME_WHATSAPP)
    if drafted.together:
        parts = short_points(drafted, lambda group: said(group, drafted))
        each = [" ".join(map(as_sentence, part)) for part in parts]
    else:
        each = [text for text in dict.fromkeys(said(group, drafted) for group in drafted.groups) if text]
    if not each:
        raise Rejected(f"The template '{drafted.lead.words.name}' has nothing to say in this case.")
    yield "\n\n".join(each)
    if len(each) > 1:
        yield f"{said(drafted.lead, drafted)}\n\n{frame.say('more', drafted.values)}"
    yield frame.say("pointer", drafted.values)


def _framed(drafted: Draft, words: str) -> str:
    frame = words_of(drafted.book, FRAME_WHATSAPP)
    says = {part: frame.say(part, drafted.values) for part in ("opening", "page", "genuine", "way_out")}
    known = has_word(says["genuine"], drafted.values["reference"])  # the code to check with often is the reference
    reference = "" if known else frame.say("reference_line", drafted.values)
    page = "" if drafted.values["link"] and drafted.values["link"] in words else says["page"]
    closing = " ".join(part for part in (says["genuine"], reference, says["way_out"]) if part)
    return "\n\n".join(part for part in (says["opening"], words, page, closing) if part)
