"""The story that the demo tells: whose phone the visitor may hold, and where and when it begins. All are invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Final

LEDGER: Final = Path(__file__).parent / "ledger.csv"
# The ledger is exported every night. On Friday it holds what is settled; over the week-end the discrepancies are
# booked, Monday's export has them, and the visitor comes in on the morning after.
FIRST_EXPORT: Final = datetime(2026, 9, 12, 2, 0, tzinfo=UTC)  # Friday, 22:00 in New York
BOOKED_FROM: Final = datetime(2026, 9, 14, 12, 0, tzinfo=UTC)
BEGINNING: Final = datetime(2026, 9, 15, 14, 20, tzinfo=UTC)  # Tuesday, 10:20 in New York, 16:20 in Madrid
EXPORT_ZONE: Final = "America/New_York"
EXPORTED_AT: Final = time(22, 0)

STORY_CLIENTS: Final = ("acme", "northwind", "meridian")


@dataclass(frozen=True, slots=True)
class Persona:
    """A customer of the story. `id` is the customer's number in the ledger."""

    id: str
    about: str  # one line for the visitor
    try_saying: tuple[str, ...]  # things that this customer might answer


PERSONAS: Final = (
    Persona(
        "ada",
        "Has not paid a bill that is due today. Has a mobile phone, no e-mail.",
        ("I paid this yesterday, ref 8841", "Can I pay on Friday?", "Who is this?"),
    ),
    Persona("devon", "Has not paid either, and is tired of texts.", ("STOP", "Which invoice is this about?")),
    Persona(
        "brightwater",
        "A business with a large open invoice: somebody senior should know.",
        ("We will pay it on September 25", "Please send us a copy of the invoice"),
    ),
    Persona(
        "marcus",
        "Paid 200 of 260 dollars.",
        ("I thought the discount still applied", "Sorry! I will send the rest tomorrow"),
    ),
    Persona("grace", "Paid 90 dollars too much.", ("Please refund it", "Keep it as a credit")),
    Persona(
        "rosa", "Paid the same bill twice, by card.", ("Por favor, devuélvanme el dinero", "¿Qué pagué dos veces?")
    ),
    Persona(
        "helen", "Cancelled, and wants her money back.", ("I cancelled on August 14, here is the e-mail", "Hurry up")
    ),
    Persona(
        "carmen",
        "No ha pagado todavía: an open bill, in Spanish, by SMS.",
        ("Pago el viernes", "Ya lo pagué ayer, referencia 5512", "BAJA"),
    ),
    Persona(
        "talleres",
        "A business with two open invoices: they come in one message.",
        ("Pagaremos las dos el 25 de septiembre", "La NW-2274 no es correcta"),
    ),
    Persona("tomas", "Contests a charge: nobody asks him for money meanwhile.", ("La lectura del contador está mal",)),
    Persona("nuria", "Paid 60 euros too much.", ("Quiero que me lo devuelvan", "Déjenlo para la próxima factura")),
    Persona(
        "lena",
        "Her card has expired, so the payment failed: in German, and the reason stays with her bank.",
        ("Ich zahle am Freitag", "Ich möchte mit einer Person sprechen"),
    ),
    Persona(
        "giulia",
        "Was charged twice by mistake: she hears it from us, in Italian, before she has to ask.",
        ("Grazie", "Vorrei parlare con una persona"),
    ),
    Persona(
        "camille",
        "Changed to a smaller plan: we ask in French whether this is what she ordered.",
        ("Oui", "Non"),
    ),
    Persona("walter", "His bank returned the payment.", ("I will pay it on Friday", "Why did it come back?")),
    Persona(
        "priya",
        "Asked her bank about a payment: it may still be explained.",
        ("I never got the service I paid for", "I did not recognise the name"),
    ),
    Persona(
        "harbor",
        "Paid less than the invoice says. Before they are asked, the billing desk is.",
        ("We paid what our order says",),
    ),
    Persona("emily", "Lives in Spain, reads English.", ("I will pay on Thursday", "I want to speak to a person")),
)


@dataclass(frozen=True, slots=True)
class Desk:
    """One of a client's own people, whom a playbook asks by e-mail; `people` is their key in the client's file."""

    persona: Persona
    client: str
    people: str
    invoice: str  # what they are asked about


DESKS: Final = (
    Desk(
        Persona(
            "billing",
            "The client's own people. A playbook asks them which is right, the invoice or the payment: press a button"
            " in their mail.",
            ("The payment is right, we agreed on 598.00",),
        ),
        "acme",
        "billing",
        "AC-10158",
    ),
    Desk(
        Persona(
            "petra",
            "The client's own people. The card issuer asks about a payment: are there documents, or is it refunded?",
            ("I will send the documents tomorrow",),
        ),
        "acme",
        "default",
        "AC-10163",
    ),
)
