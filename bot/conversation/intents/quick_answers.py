"""What the buttons of the customer's page say (`bot/web/answers.py`), word for word: sure when it is all that is said.

Pages in other languages post the English of their buttons. A test reads every button after every question.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from bot.conversation.intents.rule import Rule, lines
from bot.domain.vocabulary import Intent

_SAID: Final = {
    Intent.ALREADY_PAID: "i have already paid\nya he pagado",
    Intent.PAYMENT_PLAN: "i would like to pay in installments|instalments\nquiero pagar a plazos",
    Intent.HOW_TO_PAY: "how can i pay\ncomo puedo pagar",
    Intent.DISPUTE: "i contest this charge\nno estoy de acuerdo con este cargo",
    Intent.DOCUMENT_REQUEST: "please send me a copy of the invoice\npor favor envienme una copia de la factura",
    Intent.REFUND_REQUEST: "please refund it\npor favor devuelvanme el dinero",
    Intent.KEEP_AS_CREDIT: "keep it as credit for my next bill\ndejenlo como saldo a favor para la proxima factura",
    Intent.HUMAN_REQUEST: "i want to talk to a person\nquiero hablar con una persona",
}
RULES: Final = tuple(
    Rule(f"quick.{intent}", intent, 0.95, lines(block), plain=False, whole=True, everywhere=True)
    for intent, block in _SAID.items()
)
_ABOUT: Final = re.compile(r" \((\w{3,12}) ([^()\n]{1,64})\)\s*$")


def without_heading(text: str, invoices: Iterable[str]) -> str:
    """Return the text, of the same length, without the "(Invoice INV-1)" that the page adds to what is said of one."""
    found = _ABOUT.search(text)
    if found is None or found[2] not in invoices:
        return text
    return text[: found.start()] + " " * (len(text) - found.start())
