"""`people` and `parties` of a client's file: whom the playbooks may ask, by e-mail."""

from __future__ import annotations

import re
from typing import Final

from bot.app.correspondents import Correspondent, Correspondents
from bot.authored import Fields, Table, shown, suggest
from bot.channels.addresses import is_address
from bot.clients.genuine import genuine_words
from bot.domain.errors import Rejected
from bot.playbook.reader import language as language_code

CORRESPONDENT_KEYS: Final = ("people", "parties")
PARTIES: Final = ("bank", "gateway")
_ROLE: Final = re.compile(r"[a-z][a-z0-9_]{0,31}")


def read_correspondents(fields: Fields, languages: tuple[str, ...]) -> Correspondents:
    """Whoever is named; a language that is not said is the client's first."""
    people, parties = fields.inner("people"), fields.inner("parties")
    first = languages[0] if languages else "en"
    return Correspondents(
        people=_read(fields, people, "people", first) if people else {},
        parties=_read(fields, parties, "parties", first) if parties else {},
    )


def _read(fields: Fields, table: Table, key: str, language: str) -> dict[str, Correspondent]:
    found: dict[str, Correspondent] = {}
    for name, node in table.entries.items():
        place = table.keys[name]
        if not _known(key, name):
            fields.problems.add(place, _unknown(key, name), "unknown-key")
        elif not isinstance(node, Table):
            sentence = f"{shown(name)} is written as `email: ...` and, where needed, `name` and `language`."
            fields.problems.add(node.place, sentence, "wrong-type")
        elif one := _one(Fields(node, f"'{key}'", fields.problems, ("email", "name", "language")), language):
            found[name] = one
    return found


def _known(key: str, name: str) -> bool:
    return name in PARTIES if key == "parties" else bool(_ROLE.fullmatch(name))


def _unknown(key: str, name: str) -> str:
    if key == "parties":
        return f"{shown(name)} is no party that is asked: bank or gateway.{suggest(name, PARTIES)}"
    return f"{shown(name)} is not a name for `to:` in a playbook: small letters, digits, underscores."


def _one(fields: Fields, language: str) -> Correspondent | None:
    email = fields.need("email", _address)
    name, spoken = fields.get("name", genuine_words, ""), fields.get("language", language_code, language)
    return Correspondent(email, spoken, name) if email else None


def _address(text: str) -> str:
    if not is_address(text) or "." not in text.rpartition("@")[2]:
        raise Rejected(f"{shown(text)} is not an e-mail address such as 'billing@acme.example.test'.")
    return text.lower()
