"""What a delivery report says: RFC 3464 (status) and RFC 5965 (feedback). The Status field is read, not the prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage, Message
from email.parser import HeaderParser
from enum import StrEnum

_STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
_LONGEST_PART = 20_000  # characters of a part that are read
_MOST_PARTS = 50
_MOST_BLOCKS = 200


class ReportKind(StrEnum):
    """What it means for the address (RFC 3463: 5 is for good, 4 for now)."""

    PERMANENT = "permanent"  # 5.x.x failed: suppress the address
    TRANSIENT = "transient"  # 4.x.x failed: a strike
    DELAYED = "delayed"  # still being tried: nothing
    DELIVERED = "delivered"  # delivered, relayed or expanded
    COMPLAINT = "complaint"  # the person marked our mail as spam


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    kind: ReportKind
    recipient: str = ""  # the address that failed; empty when the report does not say
    status: str = ""  # e.g. "5.1.1"; empty when the report does not say
    original_message_id: str = ""  # of the mail reported on, with its angle brackets


def read_delivery_report(message: EmailMessage) -> DeliveryReport | None:
    """Return what the report says of its worst recipient, or None when it is no report. Never raises."""
    parts = _parts(message)
    original = _original_id(parts)
    for part in parts:
        subtype = part.get_content_type()
        if subtype == "message/feedback-report":
            fields = next(_blocks(part), {})
            return DeliveryReport(
                ReportKind.COMPLAINT, _address(_first(fields, "original-rcpt-to", "removal-recipient")), "", original
            )
        if subtype in {"message/delivery-status", "message/global-delivery-status"}:
            return _read_status(part, original)
    return None


def _parts(message: Message) -> list[Message]:
    parts: list[Message] = []
    for part in message.walk():
        parts.append(part)
        if len(parts) >= _MOST_PARTS:
            break
    return parts


def _read_status(part: Message, original: str) -> DeliveryReport | None:
    reports = [report for block in _blocks(part) if (report := _of_recipient(block, original))]
    ranked = sorted(reports, key=lambda report: list(ReportKind).index(report.kind))
    return ranked[0] if ranked else None


def _of_recipient(block: dict[str, str], original: str) -> DeliveryReport | None:
    action = block.get("action", "").partition(" ")[0].lower()
    found = _STATUS.search(block.get("status", "")) or _STATUS.search(block.get("diagnostic-code", ""))
    status = found.group() if found else ""
    kind = _kind(action, status[:1])
    if kind is None:
        return None
    return DeliveryReport(kind, _address(_first(block, "final-recipient", "original-recipient")), status, original)


def _kind(action: str, status_class: str) -> ReportKind | None:
    if action == "delayed":
        return ReportKind.DELAYED
    if action in {"delivered", "relayed", "expanded"}:
        return ReportKind.DELIVERED
    if action == "failed" or (not action and status_class in {"4", "5"}):
        return ReportKind.TRANSIENT if status_class == "4" else ReportKind.PERMANENT
    return None


def _blocks(part: Message) -> Iterator[dict[str, str]]:
    """Yield the groups of fields. The parser makes a message of each; a broken one is a string with blank lines."""
    payload = part.get_payload()
    if isinstance(payload, list):
        texts = [_unfold(item) for item in payload[:_MOST_BLOCKS]]
        yield from (fields for fields in texts if fields)
        return
    for block in str(payload)[:_LONGEST_PART].replace("\r\n", "\n").split("\n\n")[:_MOST_BLOCKS]:
        fields = _unfold(HeaderParser().parsestr(block.strip("\n")))
        if fields:
            yield fields


def _unfold(message: object) -> dict[str, str]:
    if not isinstance(message, Message):
        return {}
    fields = {str(name).lower(): " ".join(str(value)[:500].split()) for name, value in message.items()}
    body = message.get_payload()
    if not fields and isinstance(body, str) and ":" in body[:_LONGEST_PART]:  # fields that the parser took for a body
        inner = HeaderParser().parsestr(body[:_LONGEST_PART].strip())
        return {str(name).lower(): " ".join(str(value)[:500].split()) for name, value in inner.items()}
    return fields


def _first(fields: dict[str, str], *names: str) -> str:
    return next((fields[name] for name in names if name in fields), "")


def _address(value: str) -> str:
    """Return the bare address of a field such as `rfc822; <Joe@example.com>`, in lower case."""
    return value.rpartition(";")[2].strip().strip("<>").lower()


def _original_id(parts: list[Message]) -> str:
    """Return the Message-ID of the mail that came back: it stands in the part after the report."""
    for part in reversed(parts[1:]):
        if part.get_content_type() == "text/rfc822-headers":
            headers = HeaderParser().parsestr(str(part.get_payload())[:_LONGEST_PART].lstrip())
            return str(headers.get("Message-ID", "")).strip()
        found = str(part.get("Message-ID", "")).strip()
        if found:
            return found
    return ""
