"""Twilio: whether the account answers and the senders' numbers are its own. No message is sent."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, Final
from urllib.parse import quote, urlsplit

import aiohttp
import orjson

from bot.channels.twilio_door import SlowDown, TwilioDoor
from bot.doctor.findings import Finding, missing, note, ok
from bot.doctor.patient import Patient, listed
from bot.doctor.reaching import is_known, skew
from bot.domain.errors import Rejected
from bot.domain.vocabulary import Channel

API: Final = "https://api.twilio.com"
_BROKEN: Final = (aiohttp.ClientError, TimeoutError, OSError, ValueError, SlowDown)


async def twilio(patient: Patient) -> list[Finding]:
    """The account as https://www.twilio.com/docs/iam/api/account#fetch-an-account-resource tells it."""
    settings, users = patient.settings, patient.using(Channel.SMS)
    if not settings.twilio_account_sid:
        if not users:
            return []
        sentence = (
            f"It is not configured, and {listed(users)} {'writes' if len(users) == 1 else 'write'} text messages."
        )
        return [
            missing("twilio", sentence, "Set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN, or take sms out of `channels`.")
        ]
    seconds = patient.options.call_seconds
    try:
        door = TwilioDoor(settings.twilio_api_base, connect_seconds=seconds, total_seconds=seconds)
    except Rejected as error:
        return [missing("twilio", str(error), "Correct TWILIO_API_BASE.")]
    try:
        return await _asked(patient, door)
    except _BROKEN:
        return [missing("twilio", "Twilio does not answer.", "See whether this machine reaches api.twilio.com.")]
    finally:
        await door.close()


async def _asked(patient: Patient, door: TwilioDoor) -> list[Finding]:
    settings = patient.settings
    host = urlsplit(door.rewritten(API)).hostname or ""
    if not await is_known(host, 443):
        return [missing("twilio", f"There is no host named {host} here.", "See whether this machine has a resolver.")]
    auth = (settings.twilio_account_sid, settings.twilio_auth_tokens[0])
    account = f"{API}/2010-04-01/Accounts/{quote(settings.twilio_account_sid, safe='')}"
    answer = await door.request("GET", f"{account}.json", auth=auth)
    late = skew("Twilio", answer.headers, patient.options.now)
    if answer.status_code in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}:
        sentence = "Twilio refuses the account or its token."
        return [missing("twilio", sentence, "Correct TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN."), *late]
    if answer.status_code != HTTPStatus.OK:
        sentence = f"Twilio answers with status {answer.status_code}."
        return [missing("twilio", sentence, "Try again; status.twilio.com tells of outages."), *late]
    state = orjson.loads(answer.text).get("status", "")
    if state != "active":
        return [missing("twilio", f"The account is {state}.", "Ask Twilio."), *late]
    numbers = [await _number(door, account, auth, number) for number in _numbers(patient)]
    return [ok("twilio", "The account answers and is active. No message was sent."), *filter(None, numbers), *late]


def _numbers(patient: Patient) -> list[str]:
    senders = (sender for profile in patient.profiles for sender in profile.senders.get(Channel.SMS, ()))
    return sorted({sender.address for sender in senders if sender.address.startswith("+")})


async def _number(door: TwilioDoor, account: str, auth: tuple[str, str], number: str) -> Finding | None:
    """https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource. A hosted number may be elsewhere."""
    answer = await door.request("GET", f"{account}/IncomingPhoneNumbers.json", {"PhoneNumber": number}, auth=auth)
    if answer.status_code != HTTPStatus.OK:
        return None  # a key without that right; the account itself has answered
    found: list[dict[str, Any]] = orjson.loads(answer.text).get("incoming_phone_numbers", [])
    if not found:
        sentence = f"{number} is not a number of this account."
        return note("twilio", sentence, "Buy it, or correct the sender in the client's file.")
    if not found[0].get("capabilities", {}).get("sms", True):
        return missing("twilio", f"{number} cannot send text messages.", "Use a number that can.")
    return None
