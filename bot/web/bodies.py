"""Bodies of requests, read up to a limit and for a time: huge ones are refused unread, slow ones are given up."""

from __future__ import annotations

import asyncio
from typing import Final
from urllib.parse import parse_qsl

from starlette.datastructures import ImmutableMultiDict
from starlette.exceptions import HTTPException
from starlette.requests import Request

FORM_TYPE: Final = "application/x-www-form-urlencoded"
MOST_FIELDS: Final = 200
LEAST_SECONDS: Final = 15.0
SLOWEST: Final = 64 * 1024  # octets a second of the slowest line that is waited for
HANG_UP: Final = {"Connection": "close"}  # what is still on its way is not read

Form = ImmutableMultiDict[str, str]


async def read_body(request: Request, limit: int, seconds: float = 0) -> bytes:
    """The body; the whole of it must come within `seconds` (0 = what the application says, or a slow line needs).

    Raises HTTPException 413 when it is longer than `limit`, whatever Content-Length says; 408 when it takes too long.
    """
    announced = request.headers.get("content-length", "")
    if announced.isascii() and announced.isdigit() and int(announced) > limit:
        raise HTTPException(413)
    try:
        async with asyncio.timeout(seconds or _patience(request, limit)):
            return await _read(request, limit)
    except TimeoutError:
        raise HTTPException(408, "The body took too long to arrive.", HANG_UP) from None


async def _read(request: Request, limit: int) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise HTTPException(413, headers=HANG_UP)
    return bytes(body)


def _patience(request: Request, limit: int) -> float:
    """Seconds that a body may take, all of it: nobody holds a connection by sending octet by octet."""
    said: float = getattr(request.app.state, "body_seconds", 0) if "app" in request.scope else 0
    return said or LEAST_SECONDS + limit / SLOWEST


async def read_form(request: Request, limit: int) -> Form:
    """A posted form. Raises HTTPException 413, 415 for another kind of body, 408, 400 for one that is no form."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    body = await read_body(request, limit)
    if body and kind != FORM_TYPE:
        raise HTTPException(415)
    return parse_form(body)


def parse_form(body: bytes) -> Form:
    """Fields in their order; what is not UTF-8 becomes U+FFFD. Raises HTTPException 400."""
    try:
        text = body.decode("utf-8", errors="replace")
        return ImmutableMultiDict(parse_qsl(text, keep_blank_values=True, errors="replace", max_num_fields=MOST_FIELDS))
    except ValueError:
        raise HTTPException(400) from None
