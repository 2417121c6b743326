# ruff: noqa: E501 - one entry a line: a broken one cannot be reviewed
"""Words before a telephone number, and before numbers that look like one. Folded."""

from __future__ import annotations

PHONE_WORDS = (
    *("call", "call me", "call us", "phone", "telephone", "tel", "ph", "mobile", "cell", "ring", "text", "txt", "whatsapp", "wa", "sms", "reach me", "number is", "my number", "new number", "the number", "contact", "fax", "dial", "hotline", "landline", "handset"),
    *("llame", "llamen", "llamar", "llamame", "llamenme", "marque", "telefono", "tlf", "tfno", "movil", "celular", "cel", "fijo", "numero", "whats", "wasap", "guasap", "escriban", "escribanme", "escribir", "contactar", "al"),
    *("appelez", "appeler", "rappelez", "appel", "telephone", "portable", "fixe", "joindre", "joignable", "numero", "tel", "gsm", "au"),
    *("anrufen", "ruf", "rufen", "ruft", "telefon", "telefonnummer", "handy", "handynummer", "mobil", "festnetz", "nummer", "ruckruf", "erreichbar", "durchwahl", "natel", "unter"),
    *("ligar", "ligue", "liguem", "liga", "telefone", "fone", "celular", "telemovel", "zap", "zapzap", "contato", "contacto", "numero"),
    *("chiamate", "chiamare", "chiamatemi", "chiami", "telefono", "cellulare", "cell", "numero", "fisso", "recapito", "richiamare", "richiamate", "al"),
    *("bel", "bellen", "belt", "telefoon", "telefoonnummer", "mobiel", "gsm", "nummer", "nr", "bereikbaar", "app", "appen", "op"),
    *("zadzwoncie", "zadzwonic", "zadzwon", "dzwon", "dzwoncie", "dzwonic", "telefon", "tel", "kom", "komorka", "komorke", "komorkowy", "numer", "nr", "kontakt", "pod", "smsa", "oddzwoncie"),
)  # fmt: skip
# Numbers of taxpayers, companies, accounts.
NOT_PHONE_WORDS = (
    *("vat", "ein", "ssn", "tax id", "sort code", "routing", "aba", "iban", "acc", "account", "acct", "meter", "zip", "serial", "imei", "order", "case", "ticket", "isbn"),
    *("cif", "nif", "dni", "rfc", "cuit", "rut", "nie", "clabe", "cuenta", "cbu", "siret", "siren", "tva", "rib", "compte", "ust", "ust-id", "ustid", "steuernummer", "konto", "kontonummer", "blz", "uid", "zahler"),
    *("cpf", "cnpj", "conta", "agencia", "banco", "nib", "partita iva", "p.iva", "piva", "codice fiscale", "cf", "conto", "btw", "btw-nummer", "kvk", "bsn", "rekening", "nip", "regon", "pesel", "krs", "konta", "rachunek"),
)  # fmt: skip
