"""The kinds of template files and the parts that each of them has. docs/templates.md tells what each part is for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from bot.domain.vocabulary import CaseType

FRAME: Final = "frame"  # folder of what surrounds every message: greeting, notices, layouts
ANSWER: Final = "answer_"  # before the id of an answer, in the parts of an inquiry


class Kind(StrEnum):
    MESSAGE = "message"  # to customers
    CALL = "call"  # what a member of staff or a voice says on the telephone: one a case type
    DESK = "desk"  # what staff have to know of a case type: one a case type
    INQUIRY = "inquiry"  # a question to the client's people, the bank or the gateway


@dataclass(frozen=True, slots=True)
class Parts:
    needed: tuple[str, ...]
    may: frozenset[str] = frozenset()

    def of(self, block: str) -> bool:
        return block in self.needed or block in self.may or block == "kind"


PARTS: Final[Mapping[Kind, Parts]] = MappingProxyType(
    {
        Kind.MESSAGE: Parts(
            ("subject", "item", "sms", "chat"),  # subject and item make the e-mail
            frozenset({"family", "opening", "ask", "next", "action", "whatsapp", "assistant", "discreet", "brief"}),
        ),
        Kind.CALL: Parts(("identify", "item", "ask", "next", "voicemail")),
        Kind.DESK: Parts(("about", "find_out", "beware", "done")),
        Kind.INQUIRY: Parts(("subject", "item", "ask", "next")),
    }
)
_TYPES: Final = frozenset(str(case_type) for case_type in CaseType)


def needed_in(name: str, kind: Kind) -> tuple[str, ...]:
    """The parts that a template cannot do without."""
    whatsapp = kind is Kind.MESSAGE and name.partition("/")[0] in _TYPES  # elsewhere other words serve
    return (*PARTS[kind].needed, "whatsapp") if whatsapp else PARTS[kind].needed


def answers_in(blocks: Iterable[str]) -> tuple[str, ...]:
    """The ids of the answers that an inquiry has a label for, in their order."""
    return tuple(block.removeprefix(ANSWER) for block in blocks if block.startswith(ANSWER) and block != ANSWER)


def mistakes(name: str, kind: Kind, blocks: Mapping[str, int]) -> Iterator[tuple[int, str]]:
    """What is wrong with the kind of a file and its parts: (line, sentence). `blocks`: part -> line."""
    folder, _, file = name.partition("/")
    proper = {Kind.CALL: "call", Kind.DESK: "desk"}
    for one, needed in proper.items():
        if (kind is one) != (file == needed and folder in _TYPES):
            yield (
                blocks.get("kind", 0),
                f"A template of the kind '{one}' is a case type's '{needed}.j2', and only that.",
            )
    for block, line in blocks.items():
        if not PARTS[kind].of(block) and not (kind is Kind.INQUIRY and answers_in([block])):
            known = ", ".join(sorted({*PARTS[kind].needed, *PARTS[kind].may}))
            yield line, f"'{block}' is not a part of {_A[kind]}. Parts are: {known}."
    if kind is Kind.INQUIRY and not answers_in(blocks):
        yield 0, f"An inquiry offers answers: parts such as '{ANSWER}yes'."


_A: Final = {
    Kind.MESSAGE: "a message",
    Kind.CALL: "a call script",
    Kind.DESK: "the texts of a desk",
    Kind.INQUIRY: "an inquiry",
}
