"""Runs every check at the same time, each with a limit, and lets no secret out."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final
from urllib.parse import unquote

import structlog

from bot.bootstrap import Texts, read_texts
from bot.doctor.config import client_findings, texts_findings
from bot.doctor.findings import Finding, missing
from bot.doctor.mail import inbound_mail, smtp
from bot.doctor.model import model
from bot.doctor.patient import Options, Patient
from bot.doctor.people import staff
from bot.doctor.reaching import in_a_thread
from bot.doctor.slack import slack
from bot.doctor.storage import audit_folder, database, master_key
from bot.doctor.twilio import twilio
from bot.doctor.web import public_url
from bot.domain.errors import Rejected
from bot.settings import NAMES, Settings, read_settings

log = structlog.get_logger(__name__)

Check = Callable[[Patient], Awaitable[list[Finding]]]
# What we keep, what we reach, who works here: about the order in which one sets up.
CHECKS: Final[tuple[tuple[str, Check], ...]] = (
    ("key", master_key),
    ("database", database),
    ("audit", audit_folder),
    ("web", public_url),
    ("twilio", twilio),
    ("smtp", smtp),
    ("inbound", inbound_mail),
    ("slack", slack),
    ("words", texts_findings),
    ("model", model),
    ("clients", client_findings),
    ("staff", staff),
)
SECRET_NAMES: Final = ("TOKEN", "SECRET", "KEY")
SHORTEST_HIDDEN: Final = 4  # characters; hiding every "a" would leave no sentence
_FIX_FILES: Final = "Correct the file; `followup check` lists every problem."


async def examine(environment: Mapping[str, str], folder: Path, options: Options) -> list[Finding]:
    """Everything that is configured, reachable, missing. Ends within `options.check_seconds` and a little."""
    settings, problems = _settings(environment)
    texts, unread = await _texts(folder)
    patient = Patient(settings, folder, texts, options)
    chosen = [(name, check) for name, check in CHECKS if not options.only or name in options.only]
    found = await asyncio.gather(*(_limited(name, check, patient) for name, check in chosen))
    every = [*problems, *(finding for findings in found for finding in findings), *unread]
    return [_discreet(finding, _secrets(environment)) for finding in every]


def _settings(environment: Mapping[str, str]) -> tuple[Settings, list[Finding]]:
    """The settings; with wrong ones, what the others say, and a finding for each problem."""
    try:
        return read_settings(environment), []
    except Rejected as error:
        problems = str(error).splitlines()
    found = [missing("settings", problem, "Correct the setting; env.example explains each.") for problem in problems]
    right = {name: value for name, value in environment.items() if not any(name in problem for problem in problems)}
    try:
        return read_settings(right), found
    except Rejected:
        return Settings(), found


async def _texts(folder: Path) -> tuple[Texts | None, list[Finding]]:
    try:
        return await in_a_thread(lambda: read_texts(folder)), []
    except Rejected as error:
        return None, [missing("config", line, _FIX_FILES) for line in str(error).splitlines()]


async def _limited(subject: str, check: Check, patient: Patient) -> list[Finding]:
    seconds = patient.options.check_seconds
    try:
        async with asyncio.timeout(seconds):
            return await check(patient)
    except TimeoutError:
        sentence = f"There was no answer within {seconds:g} seconds."
        return [missing(subject, sentence, "See whether the other side is up and a firewall lets us through.")]
    except Exception as error:  # the outermost loop of the examination: the other checks go on
        log.exception("doctor.check_failed", check=subject)
        sentence = f"The check itself failed ({type(error).__name__})."
        return [missing(subject, sentence, "The log above says where; please report it.")]


def _secrets(environment: Mapping[str, str]) -> frozenset[str]:
    """Whatever must not be read over somebody's shoulder."""
    found: set[str] = set()
    for name in NAMES:
        value = environment.get(name, "") or _of_file(environment.get(f"{name}_FILE", ""))
        if name.endswith(SECRET_NAMES):
            found |= {value, *map(str.strip, value.split(","))}
        elif "@" in value:
            password = value.partition("://")[2].rpartition("@")[0].partition(":")[2]
            found |= {password, unquote(password)}
    return frozenset(secret for secret in found if len(secret) >= SHORTEST_HIDDEN)


def _of_file(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8").strip() if path else ""
    except (OSError, UnicodeDecodeError):
        return ""


def _discreet(finding: Finding, secrets: frozenset[str]) -> Finding:
    sentence, todo = finding.sentence, finding.todo
    for secret in sorted(secrets, key=len, reverse=True):
        sentence, todo = sentence.replace(secret, "***"), todo.replace(secret, "***")
    return replace(finding, sentence=sentence, todo=todo)
