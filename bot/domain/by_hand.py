"""What members of staff do with a customer's reply, words, addresses, payments and single steps."""

from __future__ import annotations

from bot.domain import commands as c
from bot.domain.errors import Rejected
from bot.domain.turn import Turn

SAY_CAUSE = "say:"  # begins the cause of a touch with a person's own words; the saying's id follows


def decide_reply(turn: Turn, command: c.DecideReply) -> None:
    raise Rejected(f"{type(command).__name__} cannot be done on {turn.case.ref} yet.")


def say(turn: Turn, command: c.SayByHand) -> None:
    raise Rejected(f"{type(command).__name__} cannot be done on {turn.case.ref} yet.")


def take_back(turn: Turn, command: c.TakeBackSaying) -> None:
    raise Rejected(f"{type(command).__name__} cannot be done on {turn.case.ref} yet.")


def correct_contact(turn: Turn, command: c.CorrectContact) -> None:
    raise Rejected(f"{type(command).__name__} cannot be done on {turn.case.ref} yet.")


def record_payment(turn: Turn, command: c.RecordPayment) -> None:
    raise Rejected(f"{type(command).__name__} cannot be done on {turn.case.ref} yet.")


def take_back_payment(turn: Turn, command: c.TakeBackPayment) -> None:
    raise Rejected(f"{type(command).__name__} cannot be done on {turn.case.ref} yet.")


def skip_step(turn: Turn, command: c.SkipStep) -> None:
    raise Rejected(f"{type(command).__name__} cannot be done on {turn.case.ref} yet.")


def shift_step(turn: Turn, command: c.ShiftStep) -> None:
    raise Rejected(f"{type(command).__name__} cannot be done on {turn.case.ref} yet.")
