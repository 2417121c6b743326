"""SMTP replies in our words, by the enhanced status (RFC 3463), else by the command that was refused."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from bot.domain.vocabulary import FailureClass

_ENHANCED: Final = re.compile(r"([245])\.(\d{1,3})\.(\d{1,3})(?!\d)", re.ASCII)
_PERMANENT: Final = 500


class Stage(StrEnum):
    """Where in the conversation a reply came."""

    CONNECT = "connect"  # greeting, STARTTLS, login
    MAIL = "mail"
    RCPT = "rcpt"
    DATA = "data"
    BOUNCE = "bounce"  # a delivery status notification, later


# Permanent, by subject and detail; a subject alone is the rest of it.
_PERMANENT_CODES: Final[Mapping[str, FailureClass]] = MappingProxyType(
    {
        "1": FailureClass.BAD_ADDRESS,
        "1.7": FailureClass.CONFIGURATION,  # our own address is malformed
        "1.8": FailureClass.CONFIGURATION,  # our own domain is unknown
        "2": FailureClass.BAD_ADDRESS,  # mailbox disabled
        "2.2": FailureClass.STOP_CHANNEL,  # mailbox full for good
        "2.3": FailureClass.CONTENT,  # too long for the mailbox
        "3": FailureClass.STOP_CHANNEL,
        "3.4": FailureClass.CONTENT,  # too big
        "4": FailureClass.BAD_ADDRESS,  # no route to the domain
        "5": FailureClass.CONFIGURATION,  # protocol
        "6": FailureClass.CONTENT,
        "7": FailureClass.FILTERED,
        "7.0": FailureClass.FILTERED,
        "7.8": FailureClass.CONFIGURATION,  # login refused
        "7.9": FailureClass.CONFIGURATION,
        "7.11": FailureClass.CONFIGURATION,  # encryption needed
        "7.20": FailureClass.CONFIGURATION,  # 7.20-7.27: DKIM, SPF, reverse DNS, DMARC (RFC 7372)
        "7.23": FailureClass.CONFIGURATION,
        "7.25": FailureClass.CONFIGURATION,
        "7.26": FailureClass.CONFIGURATION,
        "7.27": FailureClass.CONFIGURATION,
        "7.28": FailureClass.SLOW_DOWN,
    }
)

_PERMANENT_STAGES: Final[Mapping[Stage, FailureClass]] = MappingProxyType(
    {
        Stage.CONNECT: FailureClass.CONFIGURATION,
        Stage.MAIL: FailureClass.CONFIGURATION,
        Stage.RCPT: FailureClass.BAD_ADDRESS,
        Stage.DATA: FailureClass.FILTERED,
        Stage.BOUNCE: FailureClass.STOP_CHANNEL,
    }
)

_BASIC: Final[Mapping[int, FailureClass]] = MappingProxyType(
    {
        421: FailureClass.SLOW_DOWN,  # closing, mostly for too many connections or mails
        530: FailureClass.CONFIGURATION,  # login needed
        535: FailureClass.CONFIGURATION,  # login refused
        552: FailureClass.CONTENT,  # too big
    }
)

_SLOW: Final = frozenset({"7.28", "7.0", "7.1"})  # 4.7.x: greylisting and rates


def enhanced_in(text: str) -> str:
    """The first enhanced status code in a reply, such as 5.1.1; empty without one."""
    match = _ENHANCED.search(text[:200])
    return match.group() if match else ""


def failure_of(stage: Stage, code: int, text: str = "") -> FailureClass:
    """What a refusal means for us."""
    enhanced = enhanced_in(text)
    detail = enhanced[2:]
    if code < _PERMANENT:
        slow = _BASIC.get(code) is FailureClass.SLOW_DOWN or detail in _SLOW
        return FailureClass.SLOW_DOWN if slow else FailureClass.TEMPORARY
    if enhanced.startswith("5.7.1") and stage in {Stage.MAIL, Stage.RCPT}:
        return FailureClass.CONFIGURATION  # relaying denied
    if enhanced.startswith("5"):
        subject = detail.partition(".")[0]
        known = _PERMANENT_CODES.get(detail) or _PERMANENT_CODES.get(subject)
        if known is not None and not (code in _BASIC and subject == "7"):
            return known
    return _BASIC.get(code, _PERMANENT_STAGES[stage])
