"""JSON lines in, JSON lines out: one answer for each line, in order, never stopping (docs/conversation.md)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from bot.conversation.reply import ReplyIn
from bot.conversation.understand import Understander
from bot.domain.money import Money
from bot.domain.reading import ReadAmount, ReadDate, Reading, ReadReference, ReadText
from bot.domain.vocabulary import CaseType, Channel, Question

_LONGEST_LINE = 20_000_000  # characters
_LONGEST_REASON = 300


def _upper(value: object) -> object:
    return value.upper() if isinstance(value, str) else value


def _texts(value: object) -> object:
    """Headers may come as lists of values; invoices as numbers or records."""
    if isinstance(value, dict):
        return {str(name): _one_text(item) for name, item in value.items()}
    return value


def _one_text(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(_one_text, value))
    return "" if value is None else str(value)


def _invoice_numbers(value: object) -> object:
    if not isinstance(value, list):
        return value
    return [
        str(item.get("invoice_number") or item.get("number") or "") if isinstance(item, dict) else str(item)
        for item in value
    ]


class _OpenAmount(BaseModel):
    minor_units: int
    currency: Annotated[str, BeforeValidator(_upper), Field(pattern=r"^[A-Z]{3}$")]


class _LineIn(BaseModel):
    """The contract's input. Unknown keys are ignored."""

    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True)

    id: Any = None
    text: str | None = None
    locale: str | None = None
    languages: list[str] | None = None
    received_at: datetime | None = None
    timezone: str | None = None
    country: str | None = None
    channel: Channel | None = None
    headers: Annotated[dict[str, str] | None, BeforeValidator(_texts)] = None
    subject: str | None = None
    html: str | None = None
    last_question: Question | None = None
    case_type: CaseType | None = None
    open_amount: _OpenAmount | None = None
    invoices: Annotated[list[str] | None, BeforeValidator(_invoice_numbers)] = None

    def reply(self) -> ReplyIn:
        """Return it as the understander takes it."""
        amount = self.open_amount
        return ReplyIn(
            text=self.text or "",
            locale=self.locale or "",
            languages=tuple(self.languages or ()),
            received_at=self.received_at or None,
            timezone=self.timezone or "",
            country=self.country or "",
            channel=self.channel,
            headers=self.headers or {},
            subject=self.subject or "",
            html=self.html or "",
            last_question=self.last_question,
            case_type=self.case_type,
            open_amount=Money(amount.minor_units, amount.currency) if amount else None,
            invoices=tuple(self.invoices or ()),
        )


def understand_lines(understander: Understander, lines: Iterable[str]) -> Iterator[str]:
    """Yield one JSON line, without its line end, for each line; for one that cannot be read its id and an error."""
    for line in lines:
        yield json.dumps(_answer(understander, line), ensure_ascii=True, separators=(", ", ": "))


def _answer(understander: Understander, line: str) -> dict[str, Any]:
    try:
        raw = json.loads(line) if len(line) <= _LONGEST_LINE else None
    except (ValueError, RecursionError):
        return {"id": None, "error": "The line is not JSON."}
    if not isinstance(raw, dict):
        return {"id": None, "error": "The line is not a JSON object."}
    identity = _identity(raw.get("id"))
    if raw.get("text") is None and raw.get("html") is None:
        return {"id": identity, "error": "text: is missing."}
    try:
        reply = _LineIn.model_validate(_without_surrogates(raw)).reply()
    except (ValidationError, RecursionError) as wrong:
        return {"id": identity, "error": _reason(wrong)}
    return {"id": identity, **as_json(understander.read(reply))}


def _identity(value: object) -> str | int | float | None:
    """Return the id as given; only a plain value can be one."""
    return value if isinstance(value, str | int | float) else None


def _without_surrogates(value: Any) -> Any:
    """JSON may carry halves of surrogate pairs; pydantic refuses such text."""
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")
    if isinstance(value, list):
        return [_without_surrogates(item) for item in value]
    if isinstance(value, dict):
        return {_without_surrogates(name): _without_surrogates(item) for name, item in value.items()}
    return value


def _reason(wrong: Exception) -> str:
    if not isinstance(wrong, ValidationError):
        return "The line is nested too deeply."
    problems = (f"{'.'.join(map(str, error['loc'][:3]))}: {error['msg']}" for error in wrong.errors(include_url=False))
    return "; ".join(problems)[:_LONGEST_REASON]


def as_json(reading: Reading) -> dict[str, Any]:
    """Return a reading as the contract writes it, without the id."""
    return {
        "language": reading.language,
        "language_confidence": reading.language_confidence,
        "automatic": reading.automatic,
        "intents": [{"intent": read.intent.value, "confidence": read.confidence} for read in reading.intents],
        "flags": [flag.value for flag in reading.flags],
        "decided": reading.decided,
        "dates": [_date(day) for day in reading.dates],
        "amounts": [_amount(amount) for amount in reading.amounts],
        "references": [_reference(reference) for reference in reading.references],
        "emails": [_text(email) for email in reading.emails],
        "phones": [_text(phone) for phone in reading.phones],
        "stripped_text": reading.stripped_text,
        "because": list(reading.because),
    }


def _date(day: ReadDate) -> dict[str, Any]:
    return {"date": day.date.isoformat(), "role": day.role.value, "span": list(day.span)}


def _amount(amount: ReadAmount) -> dict[str, Any]:
    return {"minor_units": amount.minor_units, "currency": amount.currency, "span": list(amount.span)}


def _reference(reference: ReadReference) -> dict[str, Any]:
    return {"text": reference.text, "kind": reference.kind, "span": list(reference.span)}


def _text(found: ReadText) -> dict[str, Any]:
    return {"text": found.text, "span": list(found.span)}
