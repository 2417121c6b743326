"""Makes `sample_ledger.csv`: an invented ledger of 120 invoices of 15 customers in the foreign format.

The same numbers every time. Run it from the repository's root when the sample is to change.
"""

from __future__ import annotations

import csv
import random
from datetime import date, timedelta
from pathlib import Path

HEADER = (
    "countryCode", "customerID", "PaperlessDate", "invoiceNumber", "InvoiceDate", "DueDate", "InvoiceAmount",
    "Disputed", "SettledDate", "PaperlessBill", "DaysToSettle", "DaysLate",
)  # fmt: skip
FIRST_DAY = date(2024, 1, 3)
INVOICES = 120
CUSTOMERS = 15
TERM = 30  # days to pay


def us(day: date) -> str:
    return f"{day.month}/{day.day}/{day.year}"


def customers(chance: random.Random) -> list[tuple[str, str, str]]:
    letters = "ABCDEFGHJKLMNPQRSTUVWXYZ"
    return [
        (
            str(chance.choice((391, 406, 770, 818))),
            f"{chance.randrange(1000, 9999)}-{''.join(chance.choices(letters, k=5))}",
            us(FIRST_DAY + timedelta(days=chance.randrange(200))),
        )
        for _ in range(CUSTOMERS)
    ]


def rows() -> list[tuple[str, ...]]:
    chance = random.Random(20240103)
    known = customers(chance)
    made = []
    for number in range(INVOICES):
        country, customer, paperless = known[number % CUSTOMERS]
        issued = FIRST_DAY + timedelta(days=chance.randrange(75))
        due = issued + timedelta(days=TERM)
        disputed = chance.random() < 0.2
        to_settle = max(3, round(chance.gauss(36 if disputed else 26, 9)))
        settled = issued + timedelta(days=to_settle)
        made.append((
            country, customer, paperless, str(4_000_000 + number * 73), us(issued), us(due),
            f"{chance.randrange(526, 12_800) / 100:.2f}", "Yes" if disputed else "No", us(settled),
            chance.choice(("Paper", "Electronic")), str(to_settle), str(max(0, (settled - due).days)),
        ))  # fmt: skip
    chance.shuffle(made)
    return made


if __name__ == "__main__":
    with (Path(__file__).parent / "sample_ledger.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(HEADER)
        writer.writerows(rows())
