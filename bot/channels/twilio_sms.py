"""SMS by Twilio's SDK. Creating a message is not idempotent: without an answer the truth is unknown."""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import aclosing
from datetime import UTC, date, datetime, timedelta
from http import HTTPStatus
from types import MappingProxyType
from typing import Any, Final

import aiohttp
from twilio.base.exceptions import (  # type: ignore[import-untyped]
    TwilioException,
    TwilioRestException,
    TwilioServiceException,
)
from twilio.rest import Client  # type: ignore[import-untyped]

from bot.app.messages import Handed, HandOver, LookedUp, LookUp, Outgoing
from bot.channels.twilio_codes import kind_of, meaning_of
from bot.channels.twilio_door import CONNECT_SECONDS, MAX_CONNECTIONS, TOTAL_SECONDS, SlowDown, TwilioDoor
from bot.channels.twilio_webhooks import parse_inbound_sms, parse_status, verify_twilio_signature
from bot.domain.errors import Fault
from bot.domain.vocabulary import Channel, FailureClass

__all__ = ["TwilioSms", "parse_inbound_sms", "parse_status", "verify_twilio_signature"]

BODY_LIMIT: Final = 1600  # characters; Twilio answers 21617 above
PAGE_SIZE: Final = 100  # messages a page of a look-up

_CLOCK_SKEW: Final = timedelta(minutes=10)  # between our clock and Twilio's
_MOST_DAYS: Final = 7  # days that a look-up goes back at most
_MOST_UNSENT: Final = 1000  # messages to one recipient that a look-up reads without a day

_UNKNOWN: Final = Handed(HandOver.UNKNOWN, failure=FailureClass.UNKNOWN)
_NOT_CONNECTED: Final = Handed(HandOver.REFUSED, failure=FailureClass.TEMPORARY, code="not-connected")
_REFUSED_HERE: Final[Mapping[str, Handed]] = MappingProxyType(
    {code: Handed(HandOver.REFUSED, failure=meaning_of(int(code)).failure, code=code) for code in ("21602", "21617")}
)


def _utc_now() -> datetime:
    return datetime.now(UTC)


class TwilioSms:
    """The transport for SMS (`bot.app.messages.Transport`)."""

    channel = Channel.SMS

    def __init__(
        self,
        account_sid: str,
        auth_token: str,
        *,
        api_base: str = "",
        connect_seconds: float = CONNECT_SECONDS,
        total_seconds: float = TOTAL_SECONDS,
        max_connections: int = MAX_CONNECTIONS,
        now: Callable[[], datetime] = _utc_now,
    ) -> None:
        self._now = now
        self._door = TwilioDoor(
            api_base,
            connect_seconds=connect_seconds,
            total_seconds=total_seconds,
            max_connections=max_connections,
        )
        self._messages: Any = Client(account_sid, auth_token, http_client=self._door).messages

    async def send(self, message: Outgoing) -> Handed:
        body = message.rendered.text
        if not body or len(body) > BODY_LIMIT:
            return _REFUSED_HERE["21617" if body else "21602"]
        try:
            created = await self._messages.create_async(body=body, to=message.to, **_options(message))
        except SlowDown as slow:
            return Handed(HandOver.REFUSED, failure=FailureClass.SLOW_DOWN, code="20429", retry_after=slow.retry_after)
        except (TwilioRestException, TwilioServiceException) as error:
            return _refused(error)
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError):
            return _NOT_CONNECTED  # no connection, so no byte of the request left
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError, TypeError, AttributeError):
            return _UNKNOWN  # lost on the way, or an answer that is not Twilio's: it may have been accepted
        return Handed(HandOver.ACCEPTED, provider_id=created.sid) if created.sid else _UNKNOWN

    async def look_up(self, message: Outgoing) -> LookedUp:
        """Find the reference in what Twilio has for this recipient, newest day first.

        What still waits in Twilio's queue has no DateSent, so the newest are also read without that filter.
        """
        has_reference = re.compile(rf"(?<![0-9A-Za-z]){re.escape(message.reference)}(?![0-9A-Za-z])").search
        try:
            async with aclosing(self._sent_to(message)) as sent:
                async for found in sent:
                    if has_reference(found.body or ""):
                        return LookedUp(LookUp.FOUND, found.sid, kind_of(str(found.status)))
        except (TwilioException, SlowDown, aiohttp.ClientError, TimeoutError, OSError) as error:
            raise Fault("Twilio did not answer a look-up.", message.message_id) from error
        except (ValueError, TypeError, KeyError) as error:
            raise Fault("Twilio answered a look-up with something else.", message.message_id) from error
        return LookedUp(LookUp.NOT_FOUND)

    async def close(self) -> None:
        await self._door.close()

    async def _sent_to(self, message: Outgoing) -> AsyncGenerator[Any]:
        for day in self._days(message):
            # a list argument of type date would be sent as T00:00:00Z, an instant; the filter is a day
            async for found in await self._messages.stream_async(
                to=message.to, date_sent=day.isoformat(), page_size=PAGE_SIZE
            ):
                yield found
        async for found in await self._messages.stream_async(to=message.to, page_size=PAGE_SIZE, limit=_MOST_UNSENT):
            if found.date_created is not None and found.date_created < self._earliest(message):
                return
            yield found

    def _earliest(self, message: Outgoing) -> datetime:
        return (message.created_at or self._now()) - _CLOCK_SKEW

    def _days(self, message: Outgoing) -> list[date]:
        """The UTC days, newest first, on which it may have been sent."""
        last = (self._now() + _CLOCK_SKEW).date()
        first = self._earliest(message).date()
        count = min(max((last - first).days, 0) + 1, _MOST_DAYS)
        return [last - timedelta(days=back) for back in range(count)]


def _options(message: Outgoing) -> dict[str, str]:
    sender = "messaging_service_sid" if message.sender.startswith("MG") else "from_"
    options = {sender: message.sender}
    if message.status_url:
        options["status_callback"] = message.status_url
    return options


def _refused(error: TwilioRestException | TwilioServiceException) -> Handed:
    """An answer that says no. A 5xx says nothing: the message may exist behind it."""
    code = error.code if isinstance(error.code, int) else None  # a proxy's JSON may put anything there
    status = error.status if isinstance(error.status, int) else HTTPStatus.BAD_GATEWAY
    said = str(code or int(status))
    if not HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.INTERNAL_SERVER_ERROR:
        return Handed(HandOver.UNKNOWN, failure=FailureClass.UNKNOWN, code=said)
    return Handed(HandOver.REFUSED, failure=meaning_of(code, status).failure, code=said)
