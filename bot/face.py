"""How a client appears to its customers, as the sender needs it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from bot.clients import ClientProfile
from bot.domain.vocabulary import Channel

CHAT_RATE = 0.0  # no limit: nothing leaves the house


@dataclass(frozen=True, slots=True)
class ClientFace:
    """Implements the port `Face` with a client's profile."""

    profile: ClientProfile

    @property
    def brand(self) -> str:
        """The name that customers know."""
        return self.profile.brand

    @property
    def reply_domain(self) -> str:
        """The domain of reply addresses and return paths."""
        return self.profile.reply_domain

    @property
    def senior_name(self) -> str:
        """The named senior person."""
        return self.profile.senior_name

    def shown_code(self, code: str) -> str:
        """A check code as customers see it."""
        return self.profile.shown_code(code)

    def check_where_in(self, language: str) -> str:
        """How to check that a message is genuine."""
        return self.profile.check_where_in(language)

    def sender_for(self, channel: Channel, customer_id: str) -> tuple[str, str, float]:
        """(address, name, messages a second). GENUINE: the same customer always sees the same sender."""
        senders = self.profile.senders.get(channel, ())
        if not senders:
            return (self.profile.id, self.profile.brand, CHAT_RATE)
        number = int.from_bytes(hashlib.blake2b(customer_id.encode(), digest_size=4).digest())
        sender = senders[number % len(senders)]
        return (sender.address, sender.name, sender.per_second)
