"""The one door to Slack's Web API for posts. Posting is not idempotent: without an answer the truth is unknown."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

import aiohttp
import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.app.messages import HandOver
from bot.app.staff.post_ports import Errand, Landed, Move, Shown
from bot.app.staff.posts import Post, PostKind, StaffPosts
from bot.domain.vocabulary import FailureClass
from bot.slack.answers import CALL_ERRORS, landed
from bot.slack.names import METADATA_EVENT
from bot.slack.places import API_BASE, is_channel_id
from bot.slack.proxies import straight

log = structlog.get_logger(__name__)

TOTAL_SECONDS: Final = 20.0
CONNECT_SECONDS: Final = 5.0
PAGE: Final = 200  # messages or channels a call
MOST_PAGES: Final = 50
_CLOCK_SKEW: Final = timedelta(minutes=10)  # between our clock and Slack's
_BAD_BLOCKS: Final = frozenset({"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"})
_NO_CHANNEL: Final = Landed(HandOver.REFUSED, failure=FailureClass.CONFIGURATION, code="channel_not_found")
_NO_PERSON: Final = Landed(HandOver.REFUSED, failure=FailureClass.CONFIGURATION, code="user_not_configured")
_NOT_THERE: Final = Landed(HandOver.REFUSED)


class _NotReached(Exception):  # noqa: N818 - says what happened; never leaves this module
    """The place to post to could not be found out: nothing was posted."""

    def __init__(self, why: Landed) -> None:
        super().__init__(why.code)
        self.why = why


class SlackDoor:
    """Posts, updates, deletes and looks up (`bot.app.staff.post_ports.Door`)."""

    def __init__(
        self,
        token: str,
        staff_posts: StaffPosts,
        *,
        api_base: str = "",
        total_seconds: float = TOTAL_SECONDS,
        connect_seconds: float = CONNECT_SECONDS,
    ) -> None:
        self._token = token
        self._base = api_base or API_BASE
        self._staff_posts = staff_posts
        self._timeout = aiohttp.ClientTimeout(total=total_seconds, connect=connect_seconds)
        self._session: aiohttp.ClientSession | None = None
        self._client: AsyncWebClient | None = None

    async def deliver(self, errand: Errand) -> Landed:
        try:
            place, seat_for = await self._place(errand.post)
        except _NotReached as error:
            return error.why
        try:
            answer = await self._move(errand, place)
        except CALL_ERRORS as error:
            said = landed(error)
            if said.code in _BAD_BLOCKS and errand.shown.blocks:  # our bug: people are told in plain words at least
                log.exception("post.plain", post=errand.post.id, code=said.code)
                return await self.deliver(replace(errand, shown=Shown(errand.shown.text)))
            return said
        found, ts = str(answer.get("channel") or place), str(answer.get("ts") or "")
        return Landed(HandOver.ACCEPTED, found, ts, seat_for=seat_for)

    async def _move(self, errand: Errand, place: str) -> Mapping[str, Any]:
        post, shown, client = errand.post, errand.shown, self._opened()
        told: dict[str, Any] = {
            "text": shown.text,
            "blocks": list(shown.blocks) or None,
            "metadata": {"event_type": METADATA_EVENT, "event_payload": {"id": post.id}},
        }
        if errand.move is Move.DELETE:
            return _data(await client.chat_delete(channel=post.place, ts=post.ts))
        if errand.move is Move.UPDATE:
            return _data(await client.chat_update(channel=post.place, ts=post.ts, **told))
        thread = post.thread if _in_thread(post) else None
        where = post.card_place if thread else place
        answer = await client.chat_postMessage(
            channel=where, thread_ts=thread, unfurl_links=False, unfurl_media=False, **told
        )
        return _data(answer)

    # --- where -----------------------------------------------------------------------------------------------

    async def _place(self, post: Post) -> tuple[str, str]:
        """(Slack's id of the channel, what it was resolved from or "" when nothing is to be remembered)."""
        if post.ts or (_in_thread(post) and post.thread):
            return post.place or post.card_place, ""
        wanted = self._wanted(post)
        if post.seat_for == wanted and post.seat_place:
            return post.seat_place, ""
        try:
            return await self._resolved(post, wanted), wanted
        except CALL_ERRORS as error:
            why = landed(error)
            if why.outcome is HandOver.UNKNOWN:  # nothing was posted yet
                why = Landed(HandOver.REFUSED, failure=FailureClass.TEMPORARY, code=why.code or "no-answer")
            raise _NotReached(why) from error

    def _wanted(self, post: Post) -> str:
        known = self._staff_posts.slack_users if post.target else self._staff_posts.channels
        wanted = known.get(post.target or post.client)
        if wanted is None:
            raise _NotReached(_NO_PERSON if post.target else _NO_CHANNEL)
        return wanted

    async def _resolved(self, post: Post, wanted: str) -> str:
        if post.target:
            opened = _data(await self._opened().conversations_open(users=wanted))
            return str(opened["channel"]["id"])
        if is_channel_id(wanted):
            return wanted
        async for channel in self._channels():
            if channel.get("name") == wanted:
                return str(channel["id"])
        raise _NotReached(_NO_CHANNEL)

    async def _channels(self) -> AsyncIterator[Mapping[str, Any]]:
        def call(cursor: str) -> Any:
            kinds = "public_channel,private_channel"
            return self._opened().conversations_list(
                types=kinds, exclude_archived=True, limit=PAGE, cursor=cursor or None
            )

        async for channel in _pages(call, "channels"):
            yield channel

    # --- what nobody knows -----------------------------------------------------------------------------------

    async def look_up(self, post: Post) -> Landed | None:
        """Find the post by its metadata among what was posted there since. None when Slack gave no answer."""
        try:
            place, seat_for = await self._place(post)
            async for message in self._since(post, place):
                if _post_of(message) == post.id:
                    return Landed(HandOver.ACCEPTED, place, str(message["ts"]), seat_for=seat_for)
        except (*CALL_ERRORS, _NotReached) as error:
            log.warning("posts.lookup_unanswered", post=post.id, error=type(error).__name__)
            return None
        return _NOT_THERE

    def _since(self, post: Post, place: str) -> AsyncIterator[Mapping[str, Any]]:
        oldest = f"{((post.begun_at or post.available_at) - _CLOCK_SKEW).timestamp():.6f}"
        thread = post.thread if _in_thread(post) else ""
        where = post.card_place if thread else place

        def call(cursor: str) -> Any:
            asked: dict[str, Any] = {"channel": where, "oldest": oldest, "limit": PAGE, "include_all_metadata": True}
            client, asked["cursor"] = self._opened(), cursor or None
            return client.conversations_replies(ts=thread, **asked) if thread else client.conversations_history(**asked)

        return _pages(call, "messages")

    async def close(self) -> None:
        session, self._session, self._client = self._session, None, None
        if session is not None:
            await session.close()

    def _opened(self) -> AsyncWebClient:
        """No retries by the SDK: its default repeats a lost connection, and a message would stand there twice."""
        if self._client is None:
            self._session = aiohttp.ClientSession(timeout=self._timeout, cookie_jar=aiohttp.DummyCookieJar())
            client = AsyncWebClient(
                token=self._token, base_url=self._base, session=self._session, retry_handlers=[], logger=_quiet()
            )
            self._client = straight(client, self._base)
        return self._client


def _in_thread(post: Post) -> bool:
    """Lines, and pings of the channel, stand in the thread of the case's card."""
    return post.kind not in (PostKind.CARD, PostKind.ALARM) and not post.target


def _post_of(message: Mapping[str, Any]) -> str:
    metadata = message.get("metadata") or {}
    if metadata.get("event_type") != METADATA_EVENT:
        return ""
    return str((metadata.get("event_payload") or {}).get("id", ""))


async def _pages(call: Callable[[str], Any], name: str) -> AsyncIterator[Mapping[str, Any]]:
    cursor = ""
    for _ in range(MOST_PAGES):
        answer = _data(await call(cursor))
        for one in answer.get(name) or ():
            yield one
        cursor = str((answer.get("response_metadata") or {}).get("next_cursor") or "")
        if not cursor:
            return


def _data(answer: Any) -> Mapping[str, Any]:
    """The answer's body; ValueError for one that is not Slack's."""
    if not isinstance(answer.data, dict):
        raise ValueError("no answer of Slack's")  # noqa: TRY004 - an answer that cannot be read, not a wrong call
    return answer.data


def _quiet() -> logging.Logger:
    """The SDK's logger writes bodies when it is told to debug."""
    logger = logging.getLogger("bot.slack.sdk")
    logger.setLevel(logging.CRITICAL)
    return logger
