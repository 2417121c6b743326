"""A provider that answers at once: the part of Twilio's REST API that creates a message, over plain HTTP.

It does as little as a server can (no parsing beyond the length of a body), because it stands for a provider that
costs nothing. It runs as a process of its own: `python -m tests.benchmarks.provider` prints its port.
"""

from __future__ import annotations

import asyncio
import itertools
import sys

import uvloop

ACCOUNT = "AC" + "0" * 32
TOKEN = "nothing"
PATH = f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json"
_BODY = (
    '{"sid": "SM%032x", "account_sid": "' + ACCOUNT + '", "to": "+12025550100", "from": "+12025550199", '
    '"body": "", "status": "queued", "num_segments": "1", "num_media": "0", "direction": "outbound-api", '
    '"api_version": "2010-04-01", "price": null, "price_unit": "USD", "error_code": null, "error_message": null, '
    '"date_created": "Tue, 04 Jun 2024 15:00:00 +0000", "date_updated": "Tue, 04 Jun 2024 15:00:00 +0000", '
    '"date_sent": null, "messaging_service_sid": null, "uri": "", "subresource_uris": {}}'
)
_HEAD = b"HTTP/1.1 201 CREATED\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
_numbers = itertools.count(1)


class _Connection(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport
        self.waiting = b""

    def data_received(self, data):
        data = self.waiting + data if self.waiting else data
        answers = []
        while (end := data.find(b"\r\n\r\n")) >= 0:
            whole = end + 4 + _length(data[:end])
            if len(data) < whole:
                break
            data = data[whole:]
            body = (_BODY % next(_numbers)).encode()
            answers.append(_HEAD % len(body) + body)
        self.waiting = data
        if answers:
            self.transport.write(b"".join(answers))


def _length(head: bytes) -> int:
    """Content-Length, 0 without one."""
    lowered = head.lower()
    at = lowered.find(b"content-length:")
    return int(lowered[at + 15 :].split(b"\r\n", 1)[0]) if at >= 0 else 0


async def _serve() -> None:
    server = await asyncio.get_running_loop().create_server(_Connection, "127.0.0.1", 0, backlog=1024)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)  # until whoever started it is gone


if __name__ == "__main__":
    uvloop.run(_serve())
