"""What Slack's errors mean for us (https://docs.slack.dev/reference/methods/chat.postMessage and its neighbours)."""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import Final

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.app.messages import HandOver
from bot.app.staff.post_ports import Landed
from bot.domain.vocabulary import FailureClass

# The message, or the thread, is not there any more.
_GONE: Final = frozenset({"message_not_found", "cant_update_message", "edit_window_closed", "cant_delete_message"})
_SLOW: Final = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded"})
# Slack says that part of it may have been done.
_UNSURE: Final = frozenset({"internal_error", "fatal_error", "request_timeout"})
_TEMPORARY: Final = frozenset({"service_unavailable", "team_added_to_org", "org_login_required"})
_CONFIGURATION: Final = frozenset(
    {
        "access_denied",
        "account_inactive",
        "as_user_not_supported",
        "channel_not_found",
        "ekm_access_denied",
        "enterprise_is_restricted",
        "invalid_auth",
        "is_archived",
        "is_inactive",
        "missing_scope",
        "no_permission",
        "not_allowed_token_type",
        "not_authed",
        "not_in_channel",
        "restricted_action",
        "restricted_action_non_threadable_channel",
        "restricted_action_read_only_channel",
        "restricted_action_thread_locked",
        "restricted_action_thread_only_channel",
        "team_access_not_granted",
        "token_expired",
        "token_revoked",
        "two_factor_setup_required",
        "user_disabled",
        "user_not_found",
        "user_not_visible",
    }
)
CALL_ERRORS: Final = (SlackClientError, aiohttp.ClientError, asyncio.TimeoutError, OSError, ValueError)


def landed(error: Exception) -> Landed:
    """What an exception of a call says about it. Without an answer the truth is unknown."""
    if isinstance(error, SlackApiError):
        return _answered(error)
    if isinstance(error, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError):
        return Landed(HandOver.REFUSED, failure=FailureClass.TEMPORARY, code="not-connected")  # no byte left
    return Landed(HandOver.UNKNOWN, failure=FailureClass.UNKNOWN)


def _answered(error: SlackApiError) -> Landed:
    answer = error.response
    status = int(getattr(answer, "status_code", 0) or getattr(answer, "status", 0) or 0)
    data = getattr(answer, "data", None)
    code = str(data.get("error", "")) if isinstance(data, dict) else ""
    if status == HTTPStatus.TOO_MANY_REQUESTS or code in _SLOW:
        wait = _seconds(answer.headers.get("Retry-After"))
        return Landed(HandOver.REFUSED, failure=FailureClass.SLOW_DOWN, code="ratelimited", retry_after=wait)
    if code in _GONE:
        return Landed(HandOver.REFUSED, code=code, gone=True)
    if code in _CONFIGURATION:
        return Landed(HandOver.REFUSED, failure=FailureClass.CONFIGURATION, code=code)
    if code in _TEMPORARY:
        return Landed(HandOver.REFUSED, failure=FailureClass.TEMPORARY, code=code)
    if not code or code in _UNSURE or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Landed(HandOver.UNKNOWN, failure=FailureClass.UNKNOWN, code=code or str(status))
    return Landed(HandOver.REFUSED, failure=FailureClass.CONTENT, code=code)


def _seconds(retry_after: str | None) -> float | None:
    try:
        return max(0.0, float(retry_after)) if retry_after else None
    except ValueError:
        return None
