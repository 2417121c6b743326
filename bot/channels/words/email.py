"""The form of an e-mail: subject, text, and the same words in HTML."""

from __future__ import annotations

import re
from typing import Any, Final

from bot.app.messages import Rendered
from bot.channels.words.draft import Draft, points, words_of
from bot.channels.words.kinds import FRAME
from bot.channels.words.library import Words
from bot.channels.words.values import invoice_of
from bot.domain.errors import Rejected

FRAME_EMAIL: Final = f"{FRAME}/email"
LAYOUT: Final = f"{FRAME}/email.html"
MAX_SUBJECT: Final = 120  # characters

_UNSAFE_SUBJECT: Final = re.compile(r"=\?|[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def email(drafted: Draft) -> Rendered:
    """Raises Rejected when an obligatory part is missing."""
    _demand(drafted)
    frame = words_of(drafted.book, FRAME_EMAIL)
    page = _page(drafted, frame)
    html = words_of(drafted.book, LAYOUT).page(drafted.values | page)
    return Rendered(text=_text(page, drafted.values), subject=page["subject"], html=html)


def _page(drafted: Draft, frame: Words) -> dict[str, Any]:
    """Everything that text and HTML both show, in words."""
    given, lead = drafted.values, drafted.lead
    body, closing = points(drafted)
    if not body:
        raise Rejected(f"The template '{lead.words.name}' has nothing to say in this case.")
    several = len(body) > 1
    mixed = several and len(drafted.groups) > 1 and given["many"]
    says = {part: frame.say(part, drafted.values) for part in _FRAME_PARTS}
    return says | {
        "language": drafted.locale.language,
        "subject": subject(says["subject"] if mixed else lead.say("subject")),
        "opening": (lead.say("opening") or says["opening"]) if several and not drafted.together else "",
        "items": [(point.heading, point.figure, point.text) for point in body],
        "facts": [] if drafted.many else _facts(drafted, frame),
        "sum_label": says["sum_label"] if given["total"] else "",
        "closing": [point.text for point in closing],
        "action": lead.say("action") if lead.words.has("action") else says["action"],
        "signature": [part for part in (says["regards"], given["person"], given["brand"]) if part],
        "notices": [lead.say("assistant") or says["assistant"], says["reference_line"]],
    }


_FRAME_PARTS: Final = (
    *("subject", "greeting", "opening", "sum_label", "action", "regards"),
    *("genuine", "assistant", "reference_line", "opt_out", "opt_out_label"),
)


# French sets it off with a no-break space.
_COLON: Final = {"fr": "\N{NO-BREAK SPACE}:"}


def _facts(drafted: Draft, frame: Words) -> list[tuple[str, str]]:
    """The figures of a single case about money, set apart so that they are found at a glance."""
    given = drafted.groups[0].values
    if not drafted.groups[0].family or not given["amount"]:
        return []
    names: tuple[str, ...] = ("invoice", "amount", "due") if drafted.family == "owed" else ("invoice", "amount")
    if not invoice_of(drafted.groups[0].items[0]):  # our own reference is no invoice; the text names it
        names = names[1:]
    facts = [(frame.say(f"{name}_label", drafted.values), given[name]) for name in names]
    return [(label, value) for label, value in facts if value]


def _text(page: dict[str, Any], given: dict[str, Any]) -> str:
    colon = _COLON.get(page["language"], ":")
    total = [f"{page['sum_label']}{colon} {given['total']}"] if given["total"] else []
    action = [f"{page['action']}{colon}\n{given['link']}"] if given["link"] and page["action"] else []
    blocks = [
        *(page["greeting"], page["opening"]),
        *(text for _, _, text in page["items"]),
        *total,
        *page["closing"],
        *action,
        "\n".join(page["signature"]),
        "--",
        page["genuine"],
        *page["notices"],
        f"{page['opt_out']} {given['unsubscribe']}",
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


# A no-break space stays: French sets its colons and question marks off with one.
_SPACES: Final = re.compile(r"[ \t\r\n\f\v]+")


def subject(words: str) -> str:
    """One line of at most 120 characters. Raises Rejected for what a mailer could read as another header."""
    one = _SPACES.sub(" ", words).strip()
    if _UNSAFE_SUBJECT.search(one) or not one:
        raise Rejected("The subject of the message is empty or holds characters that may not stand in a header.")
    return one if len(one) <= MAX_SUBJECT else one[: MAX_SUBJECT - 1].rstrip() + "…"


def _demand(drafted: Draft) -> None:
    given = drafted.values
    needed = {
        "brand": "the sender's name",
        "unsubscribe": "the way to stop e-mails",
        "check_where": "the way to check the message without the link",
        "check_code": "the code to check the message with",
    }
    for name, what in needed.items():
        if not given[name]:
            raise Rejected(f"The message lacks {what}.")
