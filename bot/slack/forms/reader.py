"""Reads the fields of a submitted form and gathers what is wrong with them, each with a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Any, TypeVar

from bot.app.staff.views import CaseView
from bot.domain.calendar import at_local
from bot.domain.errors import Rejected
from bot.slack.blocks.figures import clock, today
from bot.slack.forms.amounts import read_amount
from bot.slack.forms.form import Asked, Submitted, Wish, Wrong
from bot.slack.forms.inputs import NOTE, VALUE
from bot.slack.limits import plain

Word = TypeVar("Word", bound=StrEnum)


class Reader:
    """One submitted form. Local to one call of `read`."""

    def __init__(self, view: CaseView, sent: Submitted) -> None:
        self.view = view
        self.carried = sent.carried
        self.errors: dict[str, str] = {}
        self._values = sent.values

    def asked(self, wish: Wish) -> Asked | Wrong:
        """The wish with the form's note, or all that is wrong."""
        return Wrong(self.errors) if self.errors else Asked(wish, self.text(NOTE))

    def wrong(self) -> Wrong:
        return Wrong(self.errors)

    def fail(self, block_id: str, sentence: str) -> None:
        self.errors.setdefault(block_id, sentence)

    # --- fields ---

    def text(self, block_id: str, needed: str = "") -> str:
        """What was written, stripped. `needed` is the sentence for an empty field."""
        written = plain(str(self._field(block_id).get("value") or "")).strip()
        if needed and not written:
            self.fail(block_id, needed)
        return written

    def choice(self, block_id: str, needed: str = "Please choose one.") -> str:
        chosen = self._field(block_id).get("selected_option") or {}
        value = str(chosen.get("value") or "")
        if needed and not value:
            self.fail(block_id, needed)
        return value

    def choices(self, block_id: str) -> list[str]:
        """In the order in which they were chosen."""
        return [str(one.get("value")) for one in self._field(block_id).get("selected_options") or ()]

    def word(self, block_id: str, kind: type[Word], default: Word) -> Word:
        """A word of a closed list; `default` beside an error."""
        value = self.choice(block_id)
        if value in set(kind):
            return kind(value)
        self.fail(block_id, "Please choose one from the list.")
        return default

    def day(self, block_id: str = "day") -> date | None:
        written = self._field(block_id).get("selected_date")
        try:
            return date.fromisoformat(written) if written else None
        except ValueError:
            self.fail(block_id, "Please choose a day.")
            return None

    def moment(self) -> datetime:
        """The day and time in the client's zone, as UTC. It must be in the future; the view's now beside an error."""
        day, at = self.day(), self._time()
        if day is None:
            self.fail("day", "Please choose a day.")
        if at is None:
            self.fail("time", "Please choose a time.")
        if day is None or at is None:
            return self.view.now
        chosen = at_local(day, at, self.view.zone)
        if chosen <= self.view.now:
            block = "day" if day < today(self.view) else "time"
            self.fail(block, f"That is in the past: it is {clock(self.view, self.view.now)} now.")
        return chosen.astimezone(UTC)

    def amount(self, block_id: str, currency: str, *, needed: bool = True) -> int:
        """Minor units, above zero. 0 for an empty field that is not needed, and beside an error."""
        written = self.text(block_id, "Please write an amount." if needed else "")
        if not written:
            return 0
        shown = int(self.carried.amount) if self.carried.amount.isdecimal() else None
        try:
            minor = read_amount(written, currency, shown=shown)
        except Rejected as refused:
            self.fail(block_id, str(refused))
            return 0
        if minor <= 0:
            self.fail(block_id, "The amount must be more than zero.")
        return minor

    def _time(self) -> time | None:
        written = self._field("time").get("selected_time")
        try:
            return time.fromisoformat(written) if written else None
        except ValueError:
            self.fail("time", "Please choose a time.")
            return None

    def _field(self, block_id: str) -> Mapping[str, Any]:
        return self._values.get(block_id, {}).get(VALUE) or {}
