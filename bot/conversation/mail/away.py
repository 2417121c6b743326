"""Whether a text is what a machine says for somebody: an absence note, a desk's acknowledgement, the body of a bounce.

It needs no headers: telephones answer, too. "I am away until Monday" is such a note; "I'm away until Monday, will pay
then" is a person's. Whoever speaks of money, or asks, speaks to us.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.conversation.cleaning import fold
from bot.conversation.tables import away_words as w

LONGEST = 3_000  # characters; what is longer is read by people
_ATOMS = {"*": r"(?: \S+){0,6}"}
_CONTRACTED = (
    ("i'm ", "i am "),
    ("i'll ", "i will "),
    ("we're ", "we are "),
    ("we'll ", "we will "),
    ("n't ", " not "),
)
_BARE_IM = re.compile(r"(?<!\w)im(?= (?:away|on|off|out|not|abroad|travel|unavailable|currently|driving))")
_SENTENCES = re.compile(r"(?<!\d)\.+(?!\w)|[!\n;]+")
_CLAUSES = re.compile(
    r"[,:\u2013\-] | (?:and|but|so|because|since|y|pero|asi que|porque|et|mais|donc|und|aber|also|weil|mas|entao|ma"
    r"|quindi|perche|maar|dus|want|omdat|ale|wiec|bo|(?:en|e|i)(?= (?:ik|we|wij|vou|nao|non|poi|nie|zaraz|pozniej))) "
)
_ONE_PERSON = re.compile(r"(?<!\w)(?:i|ich|je|ik|io|yo|eu|ja)(?!\w)")
_SHORT, _FIRST = 60, 3  # words; sentences in which a longer text says what it is
_MOST_POLITE = 4  # words of a greeting or a closing with its name


def _any(phrases: Iterable[str], end: str = r"(?!\w)") -> re.Pattern[str]:
    ordered = sorted(phrases, key=len, reverse=True)
    spelled = (" ".join(map(re.escape, phrase.split(" "))).replace(r" \*", _ATOMS["*"]) for phrase in ordered)
    return re.compile(rf"(?<!\w)(?:{'|'.join(spelled)}){end}")


_MACHINE, _OFFICE, _AWAY, _UNTIL = map(_any, (w.MACHINE, w.OFFICE, w.AWAY, w.UNTIL_OR_BACK))
_GOES_ON, _REFERS, _PERSONAL, _POLITE = map(_any, (w.GOES_ON, w.REFERS, w.PERSONAL, w.POLITE))
_STEMS, _POSSESSIVES = _any(w.MACHINE_STEMS, ""), frozenset(w.POSSESSIVES)
_REQUESTS = _any(w.REQUESTS)
_MONEY = re.compile(r"[$€£]|\d\s?(?:eur|usd|pln|gbp)\b")
_DESK, _DESK_GOES_ON, _BOUNCED = map(_any, (w.DESK_THANKS, w.DESK_GOES_ON, w.BOUNCED))


def automatic_text(text: str) -> str:
    """Return `away`, `bounce` or `robot` for what only a machine writes; empty for a person's words."""
    plain = _plain(text) if len(text) <= LONGEST else ""
    if _BOUNCED.search(plain):
        return "bounce"
    sentences = [sentence.strip() for sentence in _SENTENCES.split(plain) if sentence.strip()]
    if not sentences or any(map(_speaks_to_us, sentences)):
        return ""
    if _DESK.search(plain) and _DESK_GOES_ON.search(plain) and _ONE_PERSON.search(plain) is None:
        return "robot"
    told = sentences if len(plain.split()) <= _SHORT else sentences[:_FIRST]
    away = any(map(_says_so, told)) or _is_note(plain, sentences)
    return "away" if away and "?" not in plain else ""


def _says_so(sentence: str) -> bool:
    return _MACHINE.search(sentence) is not None or _OFFICE.search(sentence) is not None or _by_stem(sentence)


def _by_stem(sentence: str) -> bool:
    found = _STEMS.search(sentence)
    if found is None or _REQUESTS.search(sentence):
        return False
    before = sentence[: found.start()].split()
    return not before or before[-1] not in _POSSESSIVES


def _plain(text: str) -> str:
    plain = " " + re.sub(r"[ \t]+", " ", fold(text)).replace("\u2019", "'") + " "
    for contracted, full in _CONTRACTED:
        plain = plain.replace(contracted, full)
    return _BARE_IM.sub("i am", plain)


def _speaks_to_us(sentence: str) -> bool:
    if "@" in sentence or _REFERS.search(sentence):
        return False
    return _PERSONAL.search(sentence) is not None or _MONEY.search(sentence) is not None


def _is_note(plain: str, sentences: list[str]) -> bool:
    """Whether somebody is away for a time and every clause belongs to that."""
    if _AWAY.search(plain) is None or _UNTIL.search(plain) is None or _PERSONAL.search(plain):
        return False
    clauses = [clause.strip() for sentence in sentences for clause in _CLAUSES.split(sentence)]
    return all(map(_belongs, clauses))


def _belongs(clause: str) -> bool:
    if not clause or _AWAY.search(clause) or _GOES_ON.search(clause):
        return True
    if _POLITE.match(clause):
        return len(clause.split()) <= _MOST_POLITE
    return _UNTIL.match(clause) is not None or not re.search(r"[^\W\d]{3,}", clause)
