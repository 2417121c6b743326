"""Six things to try. Each can be done by hand or by itself; the check marks come from the real log."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from bot.domain import events as e
from bot.domain.chains import PingBy
from bot.domain.errors import Rejected
from bot.domain.vocabulary import Intent, Outcome, ResolutionKind
from bot.sandbox.demo.demo import Demo
from bot.sandbox.demo.hands import Hands
from bot.sandbox.demo.view import log_of

READING_SECONDS: Final = 4.0  # for which a refusal stays on the screen
_PAID: Final = frozenset({Outcome.PAYMENT_RECEIVED, Outcome.BALANCE_PAID, Outcome.PAID_UNDER_DISPUTE})
_LONGEST: Final = timedelta(days=14)  # for which the clock is turned to let something happen
_A_DAY: Final = timedelta(days=1)
_AN_HOUR: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop of the tour. `who` is the customer that the page shows, `pane` where to look first."""

    id: str
    title: str
    text: str
    hint: str  # what to do oneself, in one line
    who: str
    pane: str  # "customer", "desk" or "case"
    invoice: str
    me: str = ""  # whose desk
    phone: str = ""  # of a member of staff, beside it


STOPS: Final = (
    Stop(
        "answer",
        "Answer as a customer",
        "Ada got a text message about a bill. Answer in your own words: the bot understands, stops asking, and looks"
        " for the payment.",
        "On Ada's phone, write: I paid this yesterday, ref 8841",
        "ada",
        "customer",
        "AC-10234",
    ),
    Stop(
        "promise",
        "Promise a day, and break it",
        "Carmen promises in Spanish to pay on Friday. Nobody writes to her until then. When the money does not come,"
        " she is reminded of her own words once.",
        "On Carmen's phone, write: Pago el viernes. Then turn the clock by a week.",
        "carmen",
        "customer",
        "NW-2291",
    ),
    Stop(
        "refund",
        "A refund needs three people",
        "Ana may approve refunds, but not the one that she proposed herself: she is refused, and told why."
        " Ben approves it, and Olivia carries it out.",
        "As Ana, propose a refund on Helen's card and try to approve it. Approve it as Ben, carry it out as Olivia.",
        "helen",
        "desk",
        "AC-10176",
        "ana",
    ),
    Stop(
        "stop",
        "Say STOP",
        "Whoever does not want text messages gets one last confirmation, and then no more of them.",
        "On Devon's phone, write: STOP",
        "devon",
        "customer",
        "AC-10229",
    ),
    Stop(
        "escalate",
        "Let it reach the supervisor",
        "Brightwater owes 12,480 dollars: people are told in Slack. When nobody takes it, the supervisor's phone"
        " rings, until somebody does.",
        "Turn the clock until Sofia's phone has a text. Then take it: in Slack, or by answering the text.",
        "brightwater",
        "desk",
        "AC-10150",
        "sofia",
        "sofia",
    ),
    Stop(
        "pay",
        "Pay, and watch the silence",
        "A line of the bank statement comes in. In the same instant everything that was planned is called off, and"
        " the case closes.",
        "Press “Pay an invoice” for any customer.",
        "marcus",
        "case",
        "AC-10198",
    ),
)


class Tour:
    def __init__(self, demo: Demo, *, reading_seconds: float = READING_SECONDS) -> None:
        """A refusal stays on the screen for `reading_seconds`."""
        self._demo = demo
        self._reading = reading_seconds
        self._hands = Hands(demo)
        self._running = ""
        self._problems: dict[str, str] = {}
        self._deeds: dict[str, Callable[[Stop], Awaitable[None]]] = {
            "answer": self._answer,
            "promise": self._promise,
            "refund": self._refund,
            "stop": self._stop,
            "escalate": self._escalate,
            "pay": self._pay,
        }

    def states(self) -> list[dict[str, object]]:
        """The stops, with what is done by the log. Called in a thread."""
        return [
            {
                "id": stop.id,
                "title": stop.title,
                "text": stop.text,
                "hint": stop.hint,
                "who": stop.who,
                "pane": stop.pane,
                "me": stop.me,
                "phone": stop.phone,
                "invoice": stop.invoice,
                "done": self.is_done(stop),
                "running": self._running == stop.id,
                "problem": self._problems.get(stop.id, ""),
            }
            for stop in STOPS
        ]

    def is_done(self, stop: Stop) -> bool:
        """Whether it happened, whoever did it."""
        if stop.id == "pay":
            return any(_closed_by_payment(log_of(self._demo, one.number)) for one in self._demo.feed.invoices())
        return _DONE[stop.id](log_of(self._demo, stop.invoice))

    async def do(self, step: str) -> None:
        """Do one stop. Raises Rejected for an unknown one, and while another one is being done."""
        stop = self.may_do(step)
        self._running = stop.id
        self._problems.pop(stop.id, None)
        try:
            await self._deeds[stop.id](stop)
        except Rejected as error:
            self._problems[stop.id] = str(error)
        finally:
            self._running = ""

    def may_do(self, step: str) -> Stop:
        """The stop of this id. Raises Rejected as `do` does."""
        stop = next((stop for stop in STOPS if stop.id == step), None)
        if stop is None or self._running:
            raise Rejected("One thing at a time, please." if stop else "The tour has no such stop.")
        return stop

    # --- the deeds ---

    async def _answer(self, stop: Stop) -> None:
        await self._demo.as_customer(stop.who).text("I paid this yesterday, ref 8841")

    async def _promise(self, stop: Stop) -> None:
        await self._demo.as_customer(stop.who).text("Pago el viernes")
        await self._demo.player.react()
        await self._turn_until(stop)

    async def _stop(self, stop: Stop) -> None:
        await self._demo.as_customer(stop.who).text("STOP")

    async def _pay(self, stop: Stop) -> None:
        await self._demo.pay(stop.invoice)

    async def _refund(self, stop: Stop) -> None:
        if not any(isinstance(event, e.ProposalMade) for event in log_of(self._demo, stop.invoice)):
            await self._hands.propose("ana", stop.invoice, ResolutionKind.REFUND, "Cancelled before it began.")
        if not _approved(log_of(self._demo, stop.invoice)):
            await self._hands.try_to_approve("ana", stop.invoice, self._reading)
            await self._hands.approve("ben", stop.invoice)
        await self._hands.carry_out("olivia", stop.invoice, "BANK-7781")

    async def _escalate(self, stop: Stop) -> None:
        for _ in range(_LONGEST // _AN_HOUR):
            if _rang(log_of(self._demo, stop.invoice)):
                break
            await self._demo.turn(_AN_HOUR)
        await self._hands.take("sofia", stop.invoice)

    async def _turn_until(self, stop: Stop) -> None:
        for _ in range(_LONGEST // _A_DAY):
            if self.is_done(stop):
                return
            await self._demo.turn(_A_DAY)


# --- what the log says ---


def _answered(log: list[e.Event]) -> bool:
    return any(isinstance(event, e.ReplyReceived) and Intent.ALREADY_PAID in event.intents for event in log)


def _broken(log: list[e.Event]) -> bool:
    return any(isinstance(event, e.PromiseBroken) for event in log)


def _approved(log: list[e.Event]) -> bool:
    return any(isinstance(event, e.ProposalApproved) for event in log)


def _carried_out(log: list[e.Event]) -> bool:
    return any(isinstance(event, e.ResolutionCarriedOut) for event in log)


def _stopped(log: list[e.Event]) -> bool:
    return any(isinstance(event, e.MediumSuppressed) for event in log)


def _rang(log: list[e.Event]) -> bool:
    return any(isinstance(event, e.EscalationPinged) and PingBy.SMS in event.by for event in log)


def _taken(log: list[e.Event]) -> bool:
    return _rang(log) and any(isinstance(event, e.EscalationAcknowledged) for event in log)


def _closed_by_payment(log: list[e.Event]) -> bool:
    return any(isinstance(event, e.CaseClosed) and event.outcome in _PAID for event in log)


_DONE: Final[dict[str, Callable[[list[e.Event]], bool]]] = {
    "answer": _answered,
    "promise": _broken,
    "refund": _carried_out,
    "stop": _stopped,
    "escalate": _taken,
}
