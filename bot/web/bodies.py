"""Bodies of requests, read up to a limit: a huge one is refused before it is in memory."""

from __future__ import annotations

from typing import Final
from urllib.parse import parse_qsl

from starlette.datastructures import ImmutableMultiDict
from starlette.exceptions import HTTPException
from starlette.requests import Request

FORM_TYPE: Final = "application/x-www-form-urlencoded"
MOST_FIELDS: Final = 200

Form = ImmutableMultiDict[str, str]


async def read_body(request: Request, limit: int) -> bytes:
    """The body. Raises HTTPException 413 when it is longer than `limit` octets, whatever Content-Length says."""
    announced = request.headers.get("content-length", "")
    if announced.isascii() and announced.isdigit() and int(announced) > limit:
        raise HTTPException(413)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise HTTPException(413)
    return bytes(body)


async def read_form(request: Request, limit: int) -> Form:
    """A posted form. Raises HTTPException 413, 415 for another kind of body, 400 for one that is no form."""
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
