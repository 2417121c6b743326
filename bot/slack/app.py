"""The Slack app: Bolt with three generic listeners and the events, fed by HTTP and by Socket Mode alike."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import parse_qsl

import orjson
import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.errors import Rejected
from bot.slack.listeners.clicks import on_click
from bot.slack.listeners.commands import on_command
from bot.slack.listeners.events import on_home, on_message
from bot.slack.listeners.outcomes import broken
from bot.slack.listeners.payloads import ODD, Malformed, fits
from bot.slack.listeners.submissions import on_submission
from bot.slack.listeners.workspace import Workspace
from bot.slack.names import ACTION_PREFIX, COMMAND
from bot.slack.places import API_BASE
from bot.slack.proxies import straight
from bot.slack.signatures import Signatures

log = structlog.get_logger(__name__)

CALL_SECONDS: Final = 10  # for one call of Slack's Web API
OURS: Final = re.compile(rf"^{re.escape(ACTION_PREFIX)}")
ANYTHING: Final = re.compile("")
MOST_FIELDS: Final = 100


def web_client(token: str, api_base: str) -> AsyncWebClient:
    """The door through which clicks and commands are answered. A 429 is not waited for: the person is waiting."""
    base = api_base or API_BASE
    return straight(AsyncWebClient(token=token, base_url=base, timeout=CALL_SECONDS, logger=_quiet()), base)


def slack_app(ws: Workspace, signing_secret: str) -> AsyncApp:
    """Bolt on a workspace. Nothing is asked of Slack when it is made: whether Slack answers is the doctor's question.

    Listeners end before Slack is answered (`process_before_response`): what was acknowledged was done. Each answers in
    time by itself, see `Patience`.
    """

    async def authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id, bot_token=ws.client.token)

    app = AsyncApp(
        name="followup",
        logger=_quiet(),
        signing_secret=signing_secret,
        client=ws.client,
        authorize=authorize,
        process_before_response=True,
    )
    app.error(_failed)
    _listen(app, ws)
    return app


def _listen(app: AsyncApp, ws: Workspace) -> None:
    """Whatever is not ours is acknowledged and ignored: inputs that tell of each change, events of other apps."""

    async def action(ack: AsyncAck, body: dict[str, Any]) -> None:
        await on_click(ws, ack, body)

    async def submission(ack: AsyncAck, body: dict[str, Any]) -> None:
        await on_submission(ws, ack, body)

    async def command(ack: AsyncAck, body: dict[str, Any]) -> None:
        await on_command(ws, ack, body)

    async def home(body: dict[str, Any]) -> None:
        await on_home(ws, body)

    async def message(body: dict[str, Any]) -> None:
        await on_message(ws, body)

    app.action(OURS)(action)
    app.view_submission(OURS)(submission)
    app.command(COMMAND)(command)
    app.event("app_home_opened")(home)
    app.event("message")(message)
    for ignored in (app.action(ANYTHING), app.view(ANYTHING), app.view_closed(ANYTHING), app.event(ANYTHING)):
        ignored(_ignore)


async def _ignore(ack: AsyncAck) -> None:
    await ack()


async def _failed(error: Exception) -> BoltResponse:
    """The outermost loop. An event that is not acknowledged comes again; a person who clicked sees that it failed."""
    if isinstance(error, Malformed):
        log.warning("slack.malformed")
        return BoltResponse(status=400, body="")
    broken(error)
    return BoltResponse(status=500, body="")


def _quiet() -> logging.Logger:
    """Bolt's and the SDK's own lines hold what people wrote: only what is an error is said."""
    logger = logging.getLogger("followup.slack")
    logger.setLevel(logging.ERROR)
    return logger


# --- what Slack sends ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SlackInbox:
    """Takes what Slack sends, however it comes, to the listeners."""

    app: AsyncApp
    ws: Workspace
    signatures: Signatures | None  # None: only Socket Mode is configured

    async def take(self, body: bytes, kind: str) -> BoltResponse:
        """A posted body whose signature was checked, and its content type. Raises Rejected for what is not Slack's."""
        # The body is parsed here: Bolt takes a command that has the word "payload" in it for an interaction.
        request = AsyncBoltRequest(body=parsed(body, kind), mode="socket_mode")
        try:
            return await self.app.async_dispatch(request)
        except ODD as error:  # Bolt's own, before any listener of ours: a part of the body is missing
            log.warning("slack.malformed", error=type(error).__name__)
            raise Rejected("The body is not what Slack sends.") from None

    async def settle(self) -> None:
        """Wait until everything that was begun has ended."""
        await self.ws.patience.settle()


def parsed(body: bytes, kind: str) -> dict[str, Any]:
    """Events are JSON, interactions a form with JSON in `payload`, commands a form. Raises Rejected."""
    try:
        text = body.decode()
        if kind == "application/json":
            found = orjson.loads(text)
        else:
            fields = dict(parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS))
            whole = "payload" in fields and "command" not in fields
            found = orjson.loads(fields["payload"]) if whole else fields
    except ValueError:
        found = None
    if not isinstance(found, dict) or not fits(found):
        raise Rejected("The body is not what Slack sends.")
    return found


def make_inbox(ws: Workspace, signing_secret: str) -> SlackInbox:
    """The app and what feeds it; without a secret nothing may be posted to it."""
    # Bolt wants a secret to be there; what comes over HTTP is checked before it.
    return SlackInbox(
        slack_app(ws, signing_secret or "unused"), ws, Signatures(signing_secret) if signing_secret else None
    )
