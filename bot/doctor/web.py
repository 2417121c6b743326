"""Our own public address: how providers and customers reach us."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import urlsplit

import aiohttp

from bot.doctor.findings import Finding, missing, ok
from bot.doctor.patient import Patient
from bot.doctor.reaching import is_known, skew


async def public_url(patient: Patient) -> list[Finding]:
    """It must be https; with `--reach` it is also asked for."""
    url = patient.settings.public_url
    if not url.startswith("https://"):
        sentence = f"{url} is not https: customers' links and providers' webhooks need it."
        return [missing("public address", sentence, "Set FOLLOWUP_PUBLIC_URL to the address of your web server.")]
    if not patient.options.reach:
        return [ok("public address", f"{url} is https. `followup doctor --reach` asks whether it answers.")]
    return await _reached(patient, url)


async def _reached(patient: Patient, url: str) -> list[Finding]:
    parts = urlsplit(url)
    if not await is_known(parts.hostname or "", parts.port or 443):
        return [missing("public address", f"There is no host named {parts.hostname}.", "Add it to the DNS.")]
    limit = aiohttp.ClientTimeout(total=patient.options.call_seconds)
    try:
        async with aiohttp.ClientSession(timeout=limit) as session, session.get(f"{url}/healthz") as answer:
            headers, good = dict(answer.headers), answer.status == HTTPStatus.OK and await answer.text() == "ok\n"
    except (aiohttp.ClientConnectorCertificateError, aiohttp.ClientConnectorSSLError):
        return [missing("public address", f"The certificate of {url} is not good.", "Renew it, or correct the name.")]
    except (aiohttp.ClientError, TimeoutError, OSError):
        todo = "Start `followup run` and the web server before it. From inside, an address may be out of reach."
        return [missing("public address", f"{url} does not answer.", todo)]
    if not good:
        sentence = f"{url} answers, but it is not followup that does."
        return [missing("public address", sentence, "Let your web server hand everything on to FOLLOWUP_LISTEN.")]
    return [ok("public address", f"{url} answers."), *skew("the public address", headers, patient.options.now)]
