"""What is examined."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from bot.bootstrap import Texts
from bot.clients import ClientProfile
from bot.domain.rules import Rules
from bot.domain.vocabulary import Channel
from bot.settings import Settings

CHECK_SECONDS = 8.0  # for one check; all run at the same time
CALL_SECONDS = 6.0  # for one call of an outside system, so that a check ends with a sentence of its own


@dataclass(frozen=True, slots=True)
class Options:
    """How to look. `reach` = also ask for our own public address; `only` = names of checks, none = all. In seconds."""

    reach: bool = False
    only: frozenset[str] = frozenset()
    check_seconds: float = CHECK_SECONDS
    call_seconds: float = CALL_SECONDS
    now: datetime = field(default_factory=lambda: datetime.now(UTC))


@dataclass(frozen=True, slots=True)
class Patient:
    """`texts` is None when the files of `config/` have problems: whoever needs them has nothing to say then."""

    settings: Settings
    folder: Path
    texts: Texts | None
    options: Options

    @property
    def profiles(self) -> tuple[ClientProfile, ...]:
        """The clients, by id."""
        found = self.texts.configuration.profiles if self.texts else {}
        return tuple(found[name] for name in sorted(found))

    def rules(self, client: str) -> Rules:
        """The rules of one of the profiles' clients."""
        assert self.texts is not None
        return self.texts.configuration.rules[client]

    def using(self, channel: Channel) -> list[str]:
        """The clients that write on this channel."""
        return [profile.id for profile in self.profiles if channel in self.rules(profile.id).channels]


def listed(names: Collection[str], most: int = 6) -> str:
    """A few names for a sentence: `a, b and c`, or `a, b and 7 more`."""
    shown = list(names)
    if len(shown) > most:
        shown = [*shown[: most - 1], f"{len(shown) - most + 1} more"]
    return " and ".join(filter(None, (", ".join(shown[:-1]), *shown[-1:])))
