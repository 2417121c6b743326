"""What the page's buttons do: turn the clock, write as a customer, pay, work at the desk, take the tour."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from datetime import timedelta
from decimal import Decimal, InvalidOperation
from typing import Any, Final

import structlog

from bot.domain.errors import Rejected
from bot.sandbox.demo.demo import LONGEST_TURN, Demo
from bot.sandbox.demo.tour import Tour

log = structlog.get_logger(__name__)

AT_DESK: Final = ("click", "click_in_view", "submit", "dismiss", "command", "write", "home")
_DECIMALS: Final = 2

Asked = Mapping[str, Any]


class Controls:
    def __init__(self, demo: Demo) -> None:
        self._demo = demo
        self.tour = Tour(demo)
        self._background: set[asyncio.Task[None]] = set()
        self._deeds: dict[str, Callable[[Asked], Awaitable[object]]] = {
            "turn": self._turn,
            "text": self._text,
            "mail": self._mail,
            "pay": self._pay,
            "staff_text": self._staff_text,
            "tour": self._tour,
        }

    async def do(self, deed: str, asked: Asked) -> object:
        """One deed of the visitor. Raises Rejected with a sentence for what cannot be done."""
        if deed in AT_DESK:
            return await self._demo.desk.do(str(asked.get("me", "")), deed, asked)
        found = self._deeds.get(deed)
        if found is None:
            raise Rejected(f"The demo has no control called {deed}.")
        return await found(asked)

    async def close(self) -> None:
        """Call off what runs beside the page."""
        for task in self._background:
            task.cancel()
        await asyncio.gather(*self._background, return_exceptions=True)

    async def _turn(self, asked: Asked) -> None:
        """Returns at once; the page sees how it goes."""
        if self._demo.player.turning is not None:
            raise Rejected("The clock is being turned already.")
        if asked.get("next"):
            self._in_background(self._demo.turn_to_next())
        else:
            self._in_background(self._demo.turn(_hours(asked.get("hours"))))

    async def _text(self, asked: Asked) -> None:
        await self._demo.as_customer(_word(asked, "who")).text(_word(asked, "text"))

    async def _mail(self, asked: Asked) -> None:
        customer = self._demo.as_customer(_word(asked, "who"))
        await customer.mail(_word(asked, "text"), answering=str(asked.get("answering", "")))

    async def _pay(self, asked: Asked) -> dict[str, object]:
        report = await self._demo.pay(_word(asked, "invoice"), _amount(asked.get("amount")))
        return report.facts()

    async def _staff_text(self, asked: Asked) -> None:
        await self._demo.staff_text(_word(asked, "staff"), _word(asked, "text"))

    async def _tour(self, asked: Asked) -> None:
        stop = self.tour.may_do(_word(asked, "step"))
        self._in_background(self.tour.do(stop.id))

    def _in_background(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(_logged(work))
        self._background.add(task)  # asyncio itself holds tasks weakly
        task.add_done_callback(self._background.discard)


async def _logged(work: Coroutine[Any, Any, None]) -> None:
    """The outermost place of what runs beside the page."""
    try:
        await work
    except Rejected:
        return  # the demo is over
    except Exception:  # nobody waits for it: the log is the only one who can be told
        log.exception("demo.background_failed")


def _word(asked: Asked, name: str) -> str:
    found = asked.get(name)
    if not isinstance(found, str) or not found.strip():
        raise Rejected(f"'{name}' is missing.")
    return found


def _hours(given: object) -> timedelta:
    if isinstance(given, bool) or not isinstance(given, int | float):
        raise Rejected("The clock turns by a number of hours.")
    if not 0 < given <= LONGEST_TURN / timedelta(hours=1):
        raise Rejected("The clock turns forward, by at most a month.")
    return timedelta(hours=given)


def _amount(given: object) -> Decimal | None:
    """None = everything that is open."""
    if given in (None, ""):
        return None
    try:
        amount = Decimal(str(given))
    except InvalidOperation:
        raise Rejected("An amount looks like 120.50.") from None
    if not amount.is_finite() or amount <= 0 or amount != round(amount, _DECIMALS):
        raise Rejected("An amount looks like 120.50.")
    return amount
