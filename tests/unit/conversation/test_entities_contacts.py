"""Telephone numbers as each country writes them, and what only looks like one."""

from __future__ import annotations

import time

import pytest

from bot.conversation.amounts import AmountContext, find_amounts
from bot.conversation.cleaning import fold
from bot.conversation.contacts import find_emails, find_phones


@pytest.mark.parametrize(
    ("region", "text", "wanted"),
    [
        ("US", "call me at (212) 555-0147 after 5", "(212) 555-0147"),
        ("US", "my cell 212-555-0147", "212-555-0147"),
        ("US", "text 555-0142", "555-0142"),
        ("", "please ring 555-0142", "555-0142"),
        ("US", "1-800-555-0199 is our desk", "1-800-555-0199"),
        ("GB", "ring me on 07700 900123", "07700 900123"),
        ("GB", "office is 020 7946 0018", "020 7946 0018"),
        ("IE", "on 085 012 3456 any day", "085 012 3456"),
        ("ES", "mi móvil es 612 345 678", "612 345 678"),
        ("ES", "llámeme al 612345678", "612345678"),
        ("MX", "márqueme al 55 1234 5678", "55 1234 5678"),
        ("AR", "el cel es 11 2345-6789", "11 2345-6789"),
        ("FR", "appelez le 06 12 34 56 78", "06 12 34 56 78"),
        ("FR", "01.23.45.67.89 au bureau", "01.23.45.67.89"),
        ("DE", "erreichbar unter 0151 23456789", "0151 23456789"),
        ("DE", "Tel. 030/123456-78", "030/123456-78"),
        ("CH", "Natel 079 123 45 67", "079 123 45 67"),
        ("BR", "meu zap (11) 91234-5678", "(11) 91234-5678"),
        ("PT", "ligue 912 345 678", "912 345 678"),
        ("IT", "cell 333 1234567", "333 1234567"),
        ("NL", "bel 06-12345678", "06-12345678"),
        ("NL", "06 12 34 56 78 is beter", "06 12 34 56 78"),
        ("BE", "gsm 0470 12 34 56", "0470 12 34 56"),
        ("PL", "tel. 512 345 678", "512 345 678"),
        ("PL", "proszę dzwonić 512345678", "512345678"),
        ("", "+34 612 345 678", "+34 612 345 678"),
        ("", "+48 512 345 678 wieczorem", "+48 512 345 678"),
    ],
)
def test_phones_as_written_in_their_country(region: str, text: str, wanted: str) -> None:
    found = find_phones(text, (), region)
    assert [phone.text for phone in found] == [wanted]
    assert not find_amounts(fold(text), [phone.span for phone in found], AmountContext(region))


@pytest.mark.parametrize(
    ("region", "text"),
    [
        ("US", "paid 1,234,567.00 on 11/27/2026"),
        ("ES", "son 1.234.567 euros"),
        ("PL", "2 500 000 zł to nie my"),
        ("IT", "partita IVA 01234560000"),
        ("DE", "Kontonummer 1234567890"),
        ("NL", "KvK 12345678"),
        ("BR", "CPF 123.456.789-09"),
        ("US", "2026-11-27 at 10:30"),
        ("FR", "le 15.11.2026 à 10h30"),
        ("GB", "sort code 20-00-00, account 55779911"),
        ("US", "3 months, 2 invoices, room 12"),
    ],
)
def test_what_is_no_phone(region: str, text: str) -> None:
    assert find_phones(text, (), region) == ()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("to joe.doe+bills@mail.example.co.uk, thanks", ["joe.doe+bills@mail.example.co.uk"]),
        ("O'BRIEN@EXAMPLE.COM.", ["O'BRIEN@EXAMPLE.COM"]),
        ("buchhaltung@müller.example", ["buchhaltung@müller.example"]),
        ("<a_b@x-y.example>;c@d.example", ["a_b@x-y.example", "c@d.example"]),
        ("@handle and a@b and x@y.", []),
    ],
)
def test_addresses(text: str, wanted: list[str]) -> None:
    assert [email.text for email in find_emails(text)] == wanted


@pytest.mark.parametrize("unit", ["1", "1 ", "12-", "(", "call 555", "06 12 34 56 78 ", "a@", "a.", "+"])
def test_contacts_in_hostile_text_take_little_time(unit: str) -> None:
    text = (unit * 2000)[:2000]
    begun = time.process_time()
    find_emails(text)
    find_phones(text, (), "FR")
    assert time.process_time() - begun < 0.5
