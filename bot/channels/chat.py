"""Chat on the customer's page: sent means visible there, so our own store is the provider."""

from __future__ import annotations

from typing import Protocol

from bot.app.messages import Handed, HandOver, LookedUp, LookUp, Outgoing
from bot.domain.errors import Fault
from bot.domain.vocabulary import Channel, FailureClass, ReceiptKind


class ChatPage(Protocol):
    """Where chat messages become visible. Both calls raise Fault when the store does not answer."""

    async def publish(self, message: Outgoing) -> None:
        """Make the message visible. Idempotent by `message_id`."""
        ...

    async def exists(self, message_id: str) -> bool:
        """Whether the message is visible."""
        ...


class Chat:
    """The transport for chat (`bot.app.messages.Transport`). The provider's id is the message's own."""

    channel = Channel.CHAT

    def __init__(self, page: ChatPage) -> None:
        self._page = page

    async def send(self, message: Outgoing) -> Handed:
        try:
            await self._page.publish(message)
        except Fault:
            return Handed(HandOver.UNKNOWN, failure=FailureClass.UNKNOWN)
        return Handed(HandOver.ACCEPTED, provider_id=message.message_id)

    async def look_up(self, message: Outgoing) -> LookedUp:
        if await self._page.exists(message.message_id):
            return LookedUp(LookUp.FOUND, provider_id=message.message_id, status=ReceiptKind.DELIVERED)
        return LookedUp(LookUp.NOT_FOUND)

    async def close(self) -> None:
        """Nothing is held open."""
