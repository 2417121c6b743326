"""Links and addresses that customers get: signed, short, with opaque ids only."""

from __future__ import annotations

from dataclasses import dataclass

from bot.channels.addresses import inquiry_address, reply_address, return_path
from bot.channels.tokens import Purpose, TokenSigner
from bot.domain.vocabulary import Channel

# One letter a medium: the id in a token is short.
LETTERS = {
    Channel.EMAIL: "e",
    Channel.SMS: "s",
    Channel.CHAT: "c",
    Channel.WHATSAPP: "w",
    Channel.VOICE: "v",
}
_CHANNELS = {letter: channel for channel, letter in LETTERS.items()}


@dataclass(frozen=True, slots=True)
class SignedLinks:
    """Implements the port `Links`."""

    signer: TokenSigner
    public_url: str  # without a slash at its end

    def chat(self, contact_id: str) -> str:
        """The customer's page."""
        return f"{self.public_url}/c/{self.signer.sign(Purpose.CHAT, contact_id)}"

    def unsubscribe(self, contact_id: str, channel: Channel) -> str:
        """One click (POST) closes this medium; GET shows a page and changes nothing."""
        return f"{self.public_url}/u/{self.signer.sign(Purpose.UNSUBSCRIBE, LETTERS[channel] + contact_id)}"

    def reply_to(self, message_id: str, domain: str) -> str:
        """A reply to it finds its conversation whoever sends it."""
        return reply_address(self.signer, message_id, domain)

    def return_path(self, message_id: str, domain: str) -> str:
        """VERP: a bounce names its message."""
        return return_path(self.signer, message_id, domain)

    def answer(self, key: str) -> str:
        """The page on which whoever was asked answers."""
        return f"{self.public_url}/q/{self.signer.sign(Purpose.ANSWER, key)}"

    def inquiry_address(self, key: str, domain: str) -> str:
        """Where replies to an inquiry go, and its bounces."""
        return inquiry_address(self.signer, key, domain)

    def inquiry_of_page(self, token: str) -> str | None:
        """The key of the inquiry that a page's token names, or None for a forged one."""
        return self.signer.verify(Purpose.ANSWER, token)

    def status(self, message_id: str) -> str:
        """Where Twilio reports what became of a message."""
        return f"{self.public_url}/webhooks/twilio/status?message={message_id}"

    def contact_of_chat(self, token: str) -> str | None:
        """The contact id of a chat token, or None for a forged one."""
        return self.signer.verify(Purpose.CHAT, token)

    def contact_of_unsubscribe(self, token: str) -> tuple[str, Channel] | None:
        """(contact id, channel) of an unsubscribe token, or None for a forged one."""
        opened = self.signer.verify(Purpose.UNSUBSCRIBE, token)
        channel = _CHANNELS.get(opened[:1]) if opened else None
        return (opened[1:], channel) if opened and channel else None

    def message_of_reply(self, token: str) -> str | None:
        """The message id of a reply address's token."""
        return self.signer.verify(Purpose.REPLY, token)

    def message_of_bounce(self, token: str) -> str | None:
        """The message id of a return path's token."""
        return self.signer.verify(Purpose.BOUNCE, token)
