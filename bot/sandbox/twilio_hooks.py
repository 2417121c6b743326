"""Signed webhooks as Twilio posts them: status callbacks and messages from customers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from itertools import count
from typing import Any, Final
from urllib.parse import urlsplit

import aiohttp
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]

from bot.domain.errors import Rejected

_LOOPBACK_HOSTS: Final = frozenset({"127.0.0.1", "::1", "localhost"})
_SAID: Final = re.compile(r"<Message>(.*?)</Message>", re.DOTALL)
_TIMEOUT: Final = aiohttp.ClientTimeout(total=15, connect=5)  # seconds, as at Twilio


class WebhookSender:
    """Posts forms with a signature over `signed_url`, which is the public URL where the two differ."""

    def __init__(self, auth_token: str, account_sid: str) -> None:
        self._validator = RequestValidator(auth_token)
        self._account_sid = account_sid
        self._session: aiohttp.ClientSession | None = None
        self._numbers = count(1)

    async def status(
        self, message: Mapping[str, Any], *, url: str = "", signed_url: str = "", times: int = 1
    ) -> list[int]:
        """Post the message's present status to its status URL; returns the HTTP statuses of the answers."""
        form = {
            "AccountSid": self._account_sid,
            "MessageSid": message["sid"],
            "SmsSid": message["sid"],
            "MessageStatus": message["status"],
            "SmsStatus": message["status"],
            "To": message["to"],
            "From": message["from"] or "",
        }
        if message["error_code"] is not None:
            form["ErrorCode"] = str(message["error_code"])
        target = url or message["status_callback"]
        return [await self.post(target, form, signed_url=signed_url) for _ in range(times)]

    async def inbound(
        self,
        url: str,
        sender: str,
        to: str,
        body: str,
        *,
        sid: str = "",
        signed_url: str = "",
        times: int = 1,
        heard: list[str] | None = None,
    ) -> list[int]:
        """Post a message from a customer; the same `sid` again is the same message again.

        What is written back at once, as Twilio sends it to the sender, is added to `heard`.
        """
        form = {
            "AccountSid": self._account_sid,
            "MessageSid": sid or f"SM{next(self._numbers):032x}",
            "From": sender,
            "To": to,
            "Body": body,
            "NumMedia": "0",
            "NumSegments": "1",
        }
        answers = [await self._posted(url, form, signed_url) for _ in range(times)]
        if heard is not None:
            heard += [unescape(found) for _, body in answers for found in _SAID.findall(body)]
        return [status for status, _ in answers]

    async def post(self, url: str, form: Mapping[str, str], *, signed_url: str = "") -> int:
        """Sign and post one form. Raises Rejected for a host that is not this machine."""
        status, _ = await self._posted(url, form, signed_url)
        return status

    async def _posted(self, url: str, form: Mapping[str, str], signed_url: str) -> tuple[int, str]:
        if urlsplit(url).hostname not in _LOOPBACK_HOSTS:
            raise Rejected("The sandbox posts to this machine only.")
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=_TIMEOUT)
        headers = {"X-Twilio-Signature": self.signature(signed_url or url, form)}
        async with self._session.post(url, data=dict(form), headers=headers) as answer:
            return answer.status, await answer.text()

    def signature(self, url: str, form: Mapping[str, str]) -> str:
        return str(self._validator.compute_signature(url, form))

    async def close(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            await session.close()
