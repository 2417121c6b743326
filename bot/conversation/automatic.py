"""Is this mail written by a machine? By headers, sender and subject (RFC 3834, RFC 3464, RFC 5965).

Half of real bounces carry no Auto-Submitted, so no single sign is relied on; and no sign stands here that ordinary
mail carries. What a delivery report says is read in `delivery_report`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.conversation.cleaning import clean, fold
from bot.conversation.delivery_report import DeliveryReport, ReportKind, read_delivery_report
from bot.conversation.mail.away import automatic_text
from bot.conversation.tables.automatic_mail import (
    AWAY_ANYWHERE,
    AWAY_SUBJECTS,
    BOUNCE_SUBJECTS,
    CHALLENGE_HEADERS,
    CHALLENGE_SUBJECTS,
    CLIENT_HEADERS,
    DAEMONS,
    FEEDBACK_SUBJECTS,
    LIST_HEADERS,
    MARKER_HEADERS,
    ORDINARY_VALUES,
    PRECEDENCE,
    PREFERENCE,
    RECEIPT_SUBJECTS,
    REPORT_TYPES,
    ROBOTS,
    SENDING_SERVICES,
    SUPPRESS,
    TAGS,
    TICKET_SUBJECTS,
)

__all__ = [
    "Automatic",
    "AutomaticKind",
    "DeliveryReport",
    "ReportKind",
    "classify_mail",
    "classify_text",
    "read_delivery_report",
]

_MOST_TAGS = 4
_LONGEST_VALUE = 2_000  # characters of a header that are looked at
_ADDRESS = re.compile(r"([^\s<>@\"]{1,64})@[^\s<>@\"]{1,255}")
_NULL_PATH = re.compile(r"<>(?:\s*,\s*<>)*")
_REPORT_TYPE = re.compile(r"report-type\s*=\s*\"?([a-z\-]+)")


class AutomaticKind(StrEnum):
    AWAY = "away"  # out of office, vacation
    BOUNCE = "bounce"  # a delivery report or a daemon's notice
    FEEDBACK = "feedback"  # an abuse report: the person marked our mail as spam
    RECEIPT = "receipt"  # read or delivery receipt
    CALENDAR = "calendar"  # an invitation was accepted or declined: nothing was written
    CHALLENGE = "challenge"  # a filter wants us to prove that we are a person
    BULK = "bulk"  # mailing list, newsletter
    ROBOT = "robot"  # any other machine: ticket systems, no-reply addresses


@dataclass(frozen=True, slots=True)
class Automatic:
    kind: AutomaticKind
    because: str  # which sign; never a personal value


def classify_mail(headers: Mapping[str, str], subject: str = "", sender: str = "") -> Automatic | None:
    """Return what kind of automatic mail it is, or None for mail that a person wrote.

    Header names are compared without case. `subject` and `sender` stand in where the headers have none.
    """
    known = {name.lower(): clean(str(value))[:_LONGEST_VALUE].strip().lower() for name, value in headers.items()}
    folded_subject = fold(clean(subject or known.get("subject", ""))[:_LONGEST_VALUE].strip())
    return (
        _by_report(known)
        or _by_content(known)
        or _by_subject(folded_subject)
        or _by_sender(known, sender)
        or _by_marker(known)
        or _by_list(known)
    )


def _by_report(known: Mapping[str, str]) -> Automatic | None:
    content_type = known.get("content-type", "")
    if content_type.startswith("multipart/report"):
        found = _REPORT_TYPE.search(content_type)
        kind = REPORT_TYPES.get(found.group(1), "bounce") if found else "bounce"
        return Automatic(AutomaticKind(kind), "content-type multipart/report")
    if "x-failed-recipients" in known:
        return Automatic(AutomaticKind.BOUNCE, "header x-failed-recipients")
    return None


def _by_content(known: Mapping[str, str]) -> Automatic | None:
    content_type = known.get("content-type", "")
    if content_type.startswith(("message/delivery-status", "message/feedback-report")):
        kind = AutomaticKind.FEEDBACK if "feedback" in content_type else AutomaticKind.BOUNCE
        return Automatic(kind, "content-type of a report")
    calendar = known.get("content-class", "").startswith("urn:content-classes:calendarmessage")
    if calendar or (content_type.startswith("text/calendar") and "method=" in content_type):
        return Automatic(AutomaticKind.CALENDAR, "calendar message")
    if any(name in known for name in CHALLENGE_HEADERS):
        return Automatic(AutomaticKind.CHALLENGE, "header of a filter")
    return None


def _by_subject(subject: str) -> Automatic | None:
    subject = _untagged(subject)
    for kind, beginnings in (
        (AutomaticKind.AWAY, AWAY_SUBJECTS),
        (AutomaticKind.BOUNCE, BOUNCE_SUBJECTS),
        (AutomaticKind.FEEDBACK, FEEDBACK_SUBJECTS),
        (AutomaticKind.RECEIPT, RECEIPT_SUBJECTS),
        (AutomaticKind.CHALLENGE, CHALLENGE_SUBJECTS),
        (AutomaticKind.ROBOT, TICKET_SUBJECTS),
    ):
        if subject.startswith(beginnings):
            return Automatic(kind, f"subject of {kind}")
    if any(phrase in subject for phrase in AWAY_ANYWHERE):
        return Automatic(AutomaticKind.AWAY, "subject of away")
    return None


def _untagged(subject: str) -> str:
    """Return the subject without what a firm's gateway puts before it, and without brackets."""
    for _ in range(_MOST_TAGS):
        tag = next((tag for tag in TAGS if subject.startswith(tag)), "")
        if not tag:
            break
        subject = subject.removeprefix(tag).lstrip(" :-")
    return subject.lstrip("[(*<# ")


def _by_sender(known: Mapping[str, str], sender: str) -> Automatic | None:
    if _NULL_PATH.fullmatch(known.get("return-path", "")):
        kind = AutomaticKind.AWAY if "in-reply-to" in known else AutomaticKind.BOUNCE
        return Automatic(kind, "null return-path")
    if known.get("from", "") == "<>":
        return Automatic(AutomaticKind.BOUNCE, "null sender")
    found = _ADDRESS.search(sender.lower() or known.get("from", ""))
    local = found.group(1).partition("+")[0] if found else ""
    if local in DAEMONS and not (local == "postmaster" and CLIENT_HEADERS & known.keys()):
        return Automatic(AutomaticKind.BOUNCE, "sender is a daemon")
    if local in ROBOTS:
        return Automatic(AutomaticKind.ROBOT, "sender takes no replies")
    return None


def _by_marker(known: Mapping[str, str]) -> Automatic | None:
    for name, ordinary in ORDINARY_VALUES.items():
        value = re.split(r"[;( ]", known.get(name, ""), maxsplit=1)[0]
        if name in known and value not in ordinary:
            kind = AutomaticKind.AWAY if value == "auto-replied" else AutomaticKind.ROBOT
            return Automatic(kind, f"header {name}")
    if "all" in known.get(SUPPRESS, "").replace(" ", "").split(","):
        return Automatic(AutomaticKind.ROBOT, f"header {SUPPRESS}")
    for name in sorted(MARKER_HEADERS - ORDINARY_VALUES.keys()):
        if name in known:
            return Automatic(AutomaticKind.ROBOT, f"header {name}")
    return None


def _by_list(known: Mapping[str, str]) -> Automatic | None:
    precedence = known.get("precedence", "")
    answers = "in-reply-to" in known or "references" in known
    if precedence in PRECEDENCE and not (precedence == "list" and answers):
        kind = AutomaticKind.AWAY if "auto" in precedence else AutomaticKind.BULK
        return Automatic(kind, "header precedence")
    if known.get("preference", "") in PREFERENCE:
        return Automatic(AutomaticKind.AWAY, "header preference")
    if answers:  # a person's answer that came through a group's mailbox
        return None
    name = next((name for name in sorted(LIST_HEADERS | SENDING_SERVICES) if name in known), None)
    return Automatic(AutomaticKind.BULK, f"header {name}") if name else None


def classify_text(text: str) -> Automatic | None:
    """Return what kind of automatic message the words alone show, or None for what a person may have written."""
    kind = automatic_text(text)
    return Automatic(AutomaticKind(kind), f"text of {kind}") if kind else None
