"""How people write money in English and Spanish. Folded."""

from __future__ import annotations

# Written sign -> currency; "$" alone depends on the country.
SIGNS: dict[str, str] = {
    "us$": "USD", "usd$": "USD", "mx$": "MXN", "ca$": "CAD", "c$": "CAD", "au$": "AUD", "a$": "AUD", "nz$": "NZD",
    "r$": "BRL", "ar$": "ARS", "cl$": "CLP", "co$": "COP", "s/": "PEN", "$": "", "€": "EUR", "£": "GBP", "¥": "JPY",
    "₹": "INR", "₩": "KRW", "zł": "PLN", "zl": "PLN", "₽": "RUB", "₺": "TRY", "₪": "ILS", "₫": "VND", "₱": "PHP",
}  # fmt: skip

# Words after a number; "" = a dollar or peso of the customer's country.
WORDS: dict[str, str] = {
    "dollars": "", "dollar": "", "bucks": "", "buck": "", "dolares": "USD", "dolar": "USD",
    "euros": "EUR", "euro": "EUR", "pounds": "GBP", "pound": "GBP", "quid": "GBP", "libras": "GBP",
    "pesos": "peso", "peso": "peso", "varos": "peso", "lana": "peso", "yen": "JPY", "yenes": "JPY", "rupees": "INR",
    "zloty": "PLN", "zlotys": "PLN", "reais": "BRL", "reales": "BRL", "francs": "CHF", "francos": "CHF",
    "soles": "PEN", "sol": "PEN", "dinars": "KWD", "dinares": "KWD",
}  # fmt: skip

CODES = frozenset(
    [
        "usd",
        "eur",
        "gbp",
        "mxn",
        "cad",
        "aud",
        "nzd",
        "chf",
        "jpy",
        "krw",
        "inr",
        "brl",
        "ars",
        "clp",
        "cop",
        "pen",
        "pln",
        "sek",
        "nok",
        "dkk",
        "czk",
        "huf",
        "ron",
        "try",
        "ils",
        "zar",
        "php",
        "vnd",
        "sgd",
        "hkd",
        "cny",
        "thb",
        "idr",
        "myr",
        "aed",
        "sar",
        "kwd",
        "bhd",
        "omr",
        "jod",
        "tnd",
        "uyu",
        "crc",
        "gtq",
        "dop",
        "bob",
        "pyg",
        "ves",
        "hnl",
        "nio",
    ]
)

DOLLAR_OF: dict[str, str] = {
    "US": "USD", "PR": "USD", "EC": "USD", "SV": "USD", "PA": "USD", "CA": "CAD", "AU": "AUD", "NZ": "NZD", "SG": "SGD",
    "HK": "HKD", "MX": "MXN", "AR": "ARS", "CL": "CLP", "CO": "COP", "UY": "UYU", "DO": "DOP",
}  # fmt: skip
PESO_OF: dict[str, str] = {
    "MX": "MXN", "AR": "ARS", "CL": "CLP", "CO": "COP", "UY": "UYU", "DO": "DOP", "PH": "PHP", "CU": "CUP",
}  # fmt: skip
DOLLAR_CURRENCIES = frozenset(DOLLAR_OF.values())
PESO_CURRENCIES = frozenset(PESO_OF.values())

# Countries that write 1,234.56; elsewhere 1.234,56 is the habit. Used only for what could be either.
POINT_COUNTRIES = frozenset(
    [
        "US",
        "GB",
        "IE",
        "CA",
        "AU",
        "NZ",
        "IN",
        "MX",
        "GT",
        "HN",
        "NI",
        "SV",
        "PA",
        "DO",
        "PR",
        "JP",
        "CN",
        "KR",
        "PH",
        "SG",
        "HK",
        "MY",
        "TH",
        "IL",
        "PE",
    ]
)

NUMBER_WORDS: dict[str, int] = {
    "ten": 10, "fifteen": 15, "twenty": 20, "twenty five": 25, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90, "a hundred": 100, "one hundred": 100, "hundred": 100, "two hundred": 200,
    "three hundred": 300, "four hundred": 400, "five hundred": 500, "a thousand": 1000, "one thousand": 1000,
    "two thousand": 2000, "diez": 10, "quince": 15, "veinte": 20, "treinta": 30, "cuarenta": 40, "cincuenta": 50,
    "sesenta": 60, "setenta": 70, "ochenta": 80, "noventa": 90, "cien": 100, "doscientos": 200, "trescientos": 300,
    "cuatrocientos": 400, "quinientos": 500, "mil": 1000, "dos mil": 2000,
}  # fmt: skip

# Shares of the open amount; the word that follows must not make them something else.
HALF = ("half of it", "half the amount", "half the balance", "half", "50%", "50 %", "la mitad", "mitad")
NOT_HALF_AFTER = ("hour", "day", "an", "past", "the time", "price", "year", "hora", "month", "asleep", "way", "dozen")
REST = (
    *(
        "the rest",
        "the remainder",
        "the remaining balance",
        "the remaining amount",
        "remaining half",
        "the remaining",
        "rest of it",
    ),
    *(
        "the other half",
        "other half",
        "el resto",
        "lo que falta",
        "lo restante",
        "la otra mitad",
        "lo demas",
        "el restante",
    ),
)
ALL = (
    *("the full amount", "full amount", "the whole amount", "the full balance", "full balance", "the entire amount"),
    *("the whole thing", "the whole balance", "in full", "all of it", "the total amount", "the entire balance"),
    *("el total", "la totalidad", "el monto total", "el monto completo", "todo el monto", "el importe total"),
    *("el saldo completo", "todo completo", "la cantidad completa"),
)
# After one of these a bare number is money: "paid 200".
PAY_VERBS = (
    *(
        "paid",
        "pay",
        "paying",
        "sent",
        "send",
        "sending",
        "wired",
        "wire",
        "transferred",
        "transfer",
        "deposited",
        "deposit",
    ),
    *(
        "pague",
        "pagar",
        "pagare",
        "pago",
        "deposite",
        "depositar",
        "depositare",
        "transferi",
        "transferir",
        "envie",
        "enviar",
    ),
    *("abone", "abonar", "abonare", "abono", "mande", "payment of", "check for", "amount of", "total of", "pago de"),
    *("owe", "debo", "overpaid", "refund", "remit", "remitted", "only", "solo"),
)
# What follows a number that is not money.
NOT_MONEY_AFTER = (
    *(
        "%",
        "st",
        "nd",
        "rd",
        "th",
        "/",
        ":",
        "day",
        "days",
        "week",
        "weeks",
        "month",
        "months",
        "year",
        "years",
        "time",
    ),
    *(
        "times",
        "invoice",
        "invoices",
        "payment",
        "payments",
        "bill",
        "bills",
        "installment",
        "hour",
        "hours",
        "minutes",
    ),
    *(
        "am",
        "pm",
        "a.m",
        "p.m",
        "of the",
        "dia",
        "dias",
        "semana",
        "semanas",
        "mes",
        "meses",
        "ano",
        "anos",
        "veces",
        "vez",
    ),
    *(
        "factura",
        "facturas",
        "pago",
        "pagos",
        "cuota",
        "cuotas",
        "horas",
        "parte",
        "partes",
        "parts",
        "copies",
        "units",
    ),
    *(
        "checks",
        "check",
        "business",
        "working",
        "de enero",
        "de febrero",
        "de marzo",
        "de abril",
        "de mayo",
        "de junio",
    ),
    *(
        "de julio",
        "de agosto",
        "de septiembre",
        "de octubre",
        "de noviembre",
        "de diciembre",
        "jan",
        "feb",
        "mar",
        "apr",
    ),
    *("may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
)
