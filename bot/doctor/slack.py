"""Slack: the bot, what it may do, its channels, the people, and the way in. Nothing is posted."""

from __future__ import annotations

import asyncio
from typing import Any, Final
from urllib.parse import urlsplit

import aiohttp
import yaml
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.clients import ClientProfile
from bot.doctor.findings import Finding, missing, ok
from bot.doctor.patient import Patient, listed
from bot.doctor.reaching import is_known, skew
from bot.slack.manifest import manifest
from bot.slack.places import API_BASE, is_channel_id
from bot.slack.proxies import straight

AT_ONCE: Final = 5  # calls
PAGE: Final = 200
MOST_PAGES: Final = 10
_BROKEN: Final = (SlackClientError, aiohttp.ClientError, TimeoutError, OSError, ValueError)


async def slack(patient: Patient) -> list[Finding]:
    settings = patient.settings
    if not settings.slack_bot_token:
        sentence = "It is not configured: staff see no cards, nobody can approve, nobody is pinged."
        return [
            missing(
                "slack",
                sentence,
                "Make the app (`followup slack manifest` prints what it needs) and set SLACK_BOT_TOKEN.",
            )
        ]
    base = settings.slack_api_base or API_BASE
    host = urlsplit(base).hostname or ""
    if not await is_known(host, 443):
        return [missing("slack", f"There is no host named {host} here.", "See whether this machine has a resolver.")]
    seconds = int(patient.options.call_seconds)
    client = straight(AsyncWebClient(settings.slack_bot_token, base_url=base, timeout=seconds), base)
    try:
        told: Any = await client.auth_test()
    except SlackApiError as error:
        return [missing("slack", f"Slack refuses the bot's token ({_code(error)}).", "Correct SLACK_BOT_TOKEN.")]
    except _BROKEN:
        return [missing("slack", "Slack does not answer.", "See whether this machine reaches slack.com.")]
    headers = {str(name).lower(): str(value) for name, value in dict(told.headers).items()}
    found = [_granted(headers, str(told.get("user", "")), str(told.get("team", "")))]
    parts = await asyncio.gather(_way_in(patient, base), _channels(patient, client), _people(patient, client))
    return [*found, *(one for part in parts for one in part), *skew("Slack", headers, patient.options.now)]


def needed_scopes() -> tuple[str, ...]:
    """What the shipped manifest asks for: without one of them a part of the desk does not work."""
    return tuple(yaml.safe_load(manifest("https://localhost"))["oauth_config"]["scopes"]["bot"])


def _granted(headers: dict[str, str], user: str, team: str) -> Finding:
    granted = {scope.strip() for scope in headers.get("x-oauth-scopes", "").split(",")}
    lacking = [scope for scope in needed_scopes() if scope not in granted]
    if lacking and granted != {""}:
        sentence = f"The bot lacks {'the scope' if len(lacking) == 1 else 'the scopes'} {listed(lacking)}."
        return missing("slack", sentence, "Add what `followup slack manifest` lists, and install the app again.")
    return ok("slack", f"The bot is {user} in {team} and may do what it needs.")


async def _way_in(patient: Patient, base: str) -> list[Finding]:
    """Clicks come by HTTP with a signature, or over Socket Mode."""
    settings = patient.settings
    if settings.slack_app_token:
        client = straight(AsyncWebClient(base_url=base, timeout=int(patient.options.call_seconds)), base)
        try:
            await client.apps_connections_open(app_token=settings.slack_app_token)
        except SlackApiError as error:
            sentence = f"Slack refuses the token of Socket Mode ({_code(error)})."
            return [missing("slack clicks", sentence, "Correct SLACK_APP_TOKEN; it needs connections:write.")]
        except _BROKEN:
            return [missing("slack clicks", "Socket Mode does not answer.", "See whether this machine reaches Slack.")]
        return [ok("slack clicks", "They come over Socket Mode.")]
    if settings.slack_signing_secret:
        return [ok("slack clicks", f"They come to {settings.public_url}/slack/events, with a signature.")]
    todo = "Set SLACK_SIGNING_SECRET, or SLACK_APP_TOKEN for Socket Mode."
    return [missing("slack clicks", "Clicks and commands cannot reach us.", todo)]


async def _channels(patient: Patient, client: AsyncWebClient) -> list[Finding]:
    """The bot must be a member of each client's channel."""
    wanted = [profile for profile in patient.profiles if profile.slack_channel]
    if not wanted:
        return []
    try:
        named = await _listed(client) if any(not is_channel_id(one.slack_channel) for one in wanted) else {}
        return [finding for profile in wanted for finding in await _channel(client, profile, named)]
    except SlackApiError as error:
        sentence = f"Slack does not say in which channels the bot is ({_code(error)})."
    except _BROKEN:
        sentence = "Slack does not say in which channels the bot is."
    return [missing("slack channels", sentence, "Try again; the bot needs channels:read and groups:read.")]


async def _listed(client: AsyncWebClient) -> dict[str, dict[str, Any]]:
    """Name -> conversation, of all that the bot can see."""
    found: dict[str, dict[str, Any]] = {}
    cursor = ""
    for _ in range(MOST_PAGES):
        kinds = "public_channel,private_channel"
        told: Any = await client.conversations_list(types=kinds, exclude_archived=True, limit=PAGE, cursor=cursor)
        found |= {str(one["name"]): one for one in told["channels"]}
        cursor = (told.get("response_metadata") or {}).get("next_cursor", "")
        if not cursor:
            break
    return found


async def _channel(client: AsyncWebClient, profile: ClientProfile, named: dict[str, dict[str, Any]]) -> list[Finding]:
    channel, subject = profile.slack_channel, f"client {profile.id}"
    conversation = named.get(channel)
    if is_channel_id(channel):
        try:
            told: Any = await client.conversations_info(channel=channel)
            conversation = told["channel"]
        except SlackApiError as error:
            if _code(error) not in {"channel_not_found", "method_not_supported_for_channel_type"}:
                raise
    if conversation is None:
        todo = f"Make the channel and invite the bot to it, or correct config/clients/{profile.id}.yaml."
        return [missing(subject, f"The bot does not see the Slack channel {channel}.", todo)]
    if not conversation.get("is_member"):
        return [missing(subject, f"The bot is not in the Slack channel {channel}.", "Write `/invite @followup` in it.")]
    return []


async def _people(patient: Patient, client: AsyncWebClient) -> list[Finding]:
    """Everybody whose Slack id stands in `staff.yaml` must be there."""
    users = patient.texts.configuration.slack_users if patient.texts else {}
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(user: str, person: str) -> Finding | None:
        async with gate:
            return await _person(client, user, person)

    found = [finding for finding in await asyncio.gather(*(one(*pair) for pair in users.items())) if finding]
    return found or ([ok("slack people", f"All {len(users)} Slack ids of staff are known.")] if users else [])


async def _person(client: AsyncWebClient, user: str, person: str) -> Finding | None:
    todo = "Correct `slack` in config/staff.yaml (in Slack: profile, Copy member ID)."
    try:
        told: Any = await client.users_info(user=user)
    except SlackApiError as error:
        if _code(error) in {"user_not_found", "users_not_found", "user_not_visible"}:
            return missing("slack people", f"Slack knows no {user}, who is {person}.", todo)
        if _code(error) == "missing_scope":
            return None  # said once, of the bot
        return missing("slack people", f"Slack does not say who {user} is ({_code(error)}).", "Try again.")
    except _BROKEN:
        return missing("slack people", f"Slack does not say who {user} is.", "Try again.")
    if told["user"].get("deleted"):
        return missing("slack people", f"{user}, who is {person}, has left Slack.", todo)
    return None


def _code(error: SlackApiError) -> str:
    return str(error.response.get("error", "unknown"))
