"""Understanding replies: microseconds a reply, plain ones and a long mail with quoted text."""

from __future__ import annotations

from datetime import UTC, datetime
from time import perf_counter

from bot.conversation.reply import ReplyIn
from bot.conversation.understand import Understander
from bot.domain.vocabulary import Channel

_SHORT = (
    "I'll pay on Friday",
    "Already paid last Tuesday by bank transfer, reference 88213",
    "STOP",
    "ya lo pagué el lunes, revise por favor",
    "This invoice is wrong, we returned half of the goods",
    "who is this?",
    "can I pay 200 now and the rest next month?",
    "Thanks, will look into it",
)
_MAIL = (
    "Hello,\n\nwe have sent the transfer of 1,240.00 USD on 3 June, the reference is TR-99812. Please confirm.\n\n"
    "Best regards\nPat Sample\nAccounts payable\n\nOn Mon, 3 Jun 2024 at 10:00, Bench Utilities wrote:\n"
    + "> A quick note about invoice INV-12345 for $1,240.00. It fell due on June 3 and we cannot see your payment.\n"
    * 8
)


def measure(rounds: int) -> dict[str, list[float]]:
    reader = Understander()
    at = datetime(2024, 6, 4, 15, tzinfo=UTC)
    texts = {
        "a text message": [ReplyIn(text, channel=Channel.SMS, received_at=at, country="US") for text in _SHORT],
        "a mail with eight quoted lines": [ReplyIn(_MAIL, channel=Channel.EMAIL, received_at=at, country="US")],
    }
    found: dict[str, list[float]] = {name: [] for name in texts}
    for _ in range(max(rounds, 3)):
        for name, replies in texts.items():
            begun = perf_counter()
            for _ in range(40 // len(replies)):
                for reply in replies:
                    reader.read(reply)
            found[name].append((perf_counter() - begun) / (40 // len(replies) * len(replies)) * 1e6)
    return found
