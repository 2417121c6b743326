# ruff: noqa: E501 - one entry a line: a broken one cannot be reviewed
"""How people name days in English and Spanish. Folded. A language is added by adding words to these tables."""

from __future__ import annotations

MONTHS: dict[str, int] = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9,
    "october": 10, "november": 11, "december": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8,
    "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
    "enero": 1, "febrero": 2, "marzo": 3, "abril": 4, "mayo": 5, "junio": 6, "julio": 7, "agosto": 8, "septiembre": 9,
    "setiembre": 9, "octubre": 10, "noviembre": 11, "diciembre": 12, "ene": 1, "abr": 4, "ago": 8, "dic": 12,
}  # fmt: skip

# Monday is 0.
WEEKDAYS: dict[str, int] = {
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6, "mondy": 0,
    "wensday": 2, "wednsday": 2, "thrusday": 3, "thurday": 3, "firday": 4, "fridya": 4, "frday": 4, "saterday": 5,
    "tues": 1, "weds": 2, "thurs": 3, "thur": 3, "thu": 3, "fri": 4,
    "lunes": 0, "martes": 1, "miercoles": 2, "jueves": 3, "viernes": 4, "sabado": 5, "domingo": 6, "biernes": 4,
    # In the other languages only what our messages invite as an answer is read: a day of the week by its full name.
    "lundi": 0, "mardi": 1, "mercredi": 2, "jeudi": 3, "vendredi": 4, "samedi": 5, "dimanche": 6,
    "montag": 0, "dienstag": 1, "mittwoch": 2, "donnerstag": 3, "freitag": 4, "samstag": 5, "sonnabend": 5, "sonntag": 6,
    "segunda-feira": 0, "terca-feira": 1, "quarta-feira": 2, "quinta-feira": 3, "sexta-feira": 4,
    "lunedi": 0, "martedi": 1, "mercoledi": 2, "giovedi": 3, "venerdi": 4, "sabato": 5, "domenica": 6,
    "maandag": 0, "dinsdag": 1, "woensdag": 2, "donderdag": 3, "vrijdag": 4, "zaterdag": 5, "zondag": 6,
    "poniedzialek": 0, "wtorek": 1, "sroda": 2, "srode": 2, "czwartek": 3, "piatek": 4, "sobota": 5, "sobote": 5,
    "niedziela": 6, "niedziele": 6,
}  # fmt: skip
# Beside a day and nothing else, they leave it a day: "am Freitag", "le 15", "w piatek".
BESIDE_A_DAY = frozenset(
    "le ce am den der zum dem no na em a dia o il entro op de en het w we dnia bis au pour ate per do".split()  # noqa: SIM905
)
# Words of their own too: a day only behind "on", "by", "el" ...
SHORT_WEEKDAYS: dict[str, int] = {
    "mon": 0,
    "tue": 1,
    "wed": 2,
    "sat": 5,
    "sun": 6,
    "lun": 0,
    "mie": 2,
    "jue": 3,
    "vie": 4,
    "sab": 5,
}
DAY_OPENERS = (
    "on",
    "by",
    "until",
    "till",
    "this",
    "next",
    "last",
    "before",
    "after",
    "el",
    "este",
    "para el",
    "hasta el",
)

NEXT = ("next",)  # said by some for the coming one, by others for the one after: ambiguous
COMING = ("this", "this coming", "coming", "el proximo", "proximo", "este", "este proximo", "el")
LAST = ("last", "this past", "past", "el pasado", "pasado")
AFTER_LAST = ("pasado", "anterior")  # behind the day: "el viernes pasado"
AFTER_COMING = ("que viene", "proximo", "siguiente", "entrante")
AFTER_WEEK = (
    "week",
    "de la proxima semana",
    "de la semana que viene",
    "of next week",
    "next week",
    "de la siguiente semana",
)

# Whole phrases -> days from today.
RELATIVE_DAYS: dict[str, int] = {
    "day before yesterday": -2, "yesterday": -1, "last night": -1, "this morning": 0, "today": 0, "tonight": 0,
    "this afternoon": 0, "this evening": 0, "end of day": 0, "end of the day": 0, "eod": 0, "tomorrow": 1,
    "tmrw": 1, "tmr": 1, "tmw": 1, "tomorow": 1, "tommorow": 1, "tommorrow": 1, "tomorro": 1, "2morrow": 1, "2moro": 1,
    "tomorrow morning": 1, "day after tomorrow": 2, "the day after tomorrow": 2, "yest": -1, "yesturday": -1,
    "a week from today": 7, "a week from tomorrow": 8, "2day": 0,
    "anteayer": -2, "antier": -2, "antes de ayer": -2, "ayer": -1, "anoche": -1, "hoy": 0, "hoy mismo": 0, "esta noche": 0,
    "esta tarde": 0, "esta manana": 0, "pasado manana": 2, "manana por la manana": 1, "manana mismo": 1,
    "de hoy en ocho": 7, "hoy en ocho": 7, "manana": 1,
}  # fmt: skip
# "manana" is a morning, not tomorrow, behind these.
MORNING_BEFORE = ("la", "esta", "por la", "de la", "en la")

END_OF_MONTH = (
    *(
        "end of the month",
        "end of month",
        "end of this month",
        "month end",
        "month's end",
        "eom",
        "last day of the month",
    ),
    *(
        "fin de mes",
        "fines de mes",
        "final de mes",
        "finales de mes",
        "fin de este mes",
        "ultimo dia del mes",
        "ultimo de mes",
    ),
    *("final del mes", "fin del mes", "finales del mes", "fines del mes", "finales de este mes"),
)
END_OF_NEXT_MONTH = (
    *("end of next month", "fin del proximo mes", "fin del mes que viene", "finales del proximo mes"),
    *("finales del mes que viene", "fines del proximo mes", "fin de mes que viene"),
)
FIRST_OF_MONTH = (
    *("first of the month", "1st of the month", "first of next month", "1st of next month", "beginning of next month"),
    *("start of next month", "primero de mes", "primero del mes", "primero del proximo mes", "dia primero"),
    *(
        "1 del proximo mes",
        "principios del proximo mes",
        "principio de mes",
        "principios de mes",
        "beginning of the month",
    ),
)
END_OF_WEEK = (
    "end of the week",
    "end of week",
    "end of this week",
    "eow",
    "fin de la semana",
    "final de la semana",
    "finales de la semana",
    "finales de esta semana",
    "finales de semana",
)
END_OF_NEXT_WEEK = (
    "end of next week",
    "finales de la proxima semana",
    "fin de la proxima semana",
    "finales de la semana que viene",
)

COUNTS: dict[str, int] = {
    "a couple of": 2, "a couple": 2, "couple of": 2, "couple": 2, "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4,
    "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "fourteen": 14, "fifteen": 15, "thirty": 30,
    "un": 1, "una": 1, "uno": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9,
    "diez": 10, "quince": 15, "veinte": 20, "treinta": 30, "un par de": 2,
}  # fmt: skip
UNITS: dict[str, str] = {
    "business days": "business", "working days": "business", "business day": "business", "dias habiles": "business",
    "dias laborables": "business", "day": "day", "days": "day", "week": "week", "weeks": "week", "wk": "week", "wks": "week",
    "month": "month", "months": "month", "dia": "day", "dias": "day", "semana": "week", "semanas": "week", "mes": "month",
    "meses": "month",
}  # fmt: skip
BEFORE_FUTURE_COUNT = ("in", "within", "en", "dentro de", "de aqui a", "in about", "give me", "deme", "dame", "denme")
BEFORE_PAST_COUNT = ("hace", "hace como", "hace unos", "desde hace")
AFTER_PAST_COUNT = ("ago", "back", "atras", "earlier")
AFTER_FUTURE_COUNT = ("from now", "from today", "mas")

# Words near a day that say what happened on it; the nearest decides.
# Spanish verbs whose "we" is the same in the present and in the past; the day tells which is meant.
PRESENT_OR_PAST = frozenset(
    [
        "pagamos",
        "depositamos",
        "transferimos",
        "liquidamos",
        "abonamos",
        "saldamos",
        "enviamos",
        "mandamos",
        "realizamos",
    ]
)
ALREADY = frozenset(["ya"])  # with it they are the past
AHEAD = frozenset(["proximo", "proxima", "viene", "siguiente", "entrante"])  # beside a day of the week
PAID_CUES = PRESENT_OR_PAST | frozenset(
    [
        "paid",
        "sent",
        "wired",
        "transferred",
        "mailed",
        "made",
        "went",
        "cleared",
        "debited",
        "posted",
        "submitted",
        "processed",
        "deposited",
        "settled",
        "left",
        "took",
        "remitted",
        "charged_my",
        "pague",
        "envie",
        "mande",
        "hice",
        "hicimos",
        "realice",
        "deposite",
        "transferi",
        "pagado",
        "enviado",
        "hecho",
        "liquide",
        "abone",
        "deposito_hecho",
        "descontaron",
        "cobraron",
        "pagada",
        "realizado",
        "salio",
        "realizo",
        "hizo",
        "efectuo",
        "transfirio",
        "pagaron",
        "depositaron",
        "initiated",
        "completed",
        "done",
    ]
)
WILL_CUES = frozenset(
    [
        "will",
        "going",
        "can",
        "could",
        "pay",
        "paying",
        "send",
        "sending",
        "promise",
        "plan",
        "planning",
        "planned",
        "expect",
        "hope",
        "should",
        "shall",
        "transfer",
        "wire",
        "transferring",
        "scheduled",
        "schedule",
        "have",
        "until",
        "till",
        "settle",
        "clear",
        "wiring",
        "mailing",
        "remit",
        "give",
        "pagare",
        "pagaremos",
        "pagar",
        "pago",
        "voy",
        "vamos",
        "puedo",
        "podria",
        "podre",
        "deposito",
        "depositare",
        "depositar",
        "transfiero",
        "transferire",
        "transferir",
        "enviare",
        "hare",
        "haremos",
        "prometo",
        "espero",
        "tendre",
        "tendra",
        "tendran",
        "cobro",
        "liquido",
        "liquidare",
        "abonare",
        "abono",
        "quincena",
        "payday",
        "programado",
        "plazo",
        "get_paid",
        "paga",
        "pagan",
        "hacer",
    ]
)
OTHER_CUES = frozenset(
    [
        "dated",
        "due",
        "call",
        "invoiced",
        "billed",
        "meeting",
        "appointment",
        "since",
        "born",
        "ordered",
        "canceled",
        "delivered",
        "issued",
        "away",
        "back",
        "returning",
        "return",
        "office",
        "vacation",
        "charged",
        "email",
        "text",
        "contact",
        "speak",
        "talk",
        "discuss",
        "received",
        "got",
        "facturado",
        "vencimiento",
        "vence",
        "vencia",
        "fecha",
        "llamar",
        "llamenme",
        "llameme",
        "llamame",
        "cita",
        "desde",
        "compre",
        "cancele",
        "entregaron",
        "recibi",
        "fechada",
        "emitida",
        "vacaciones",
        "regreso",
        "contactar",
        "hablar",
        "refund",
        "reembolso",
    ]
)
# Nouns: a day belongs to them only behind "of", "from" ("the invoice of 3 May"), not in "paid the invoice on 3 May".
DATED_NOUNS = frozenset(
    ["invoice", "bill", "statement", "charge", "factura", "recibo", "cargo", "cobro", "estado", "order", "pedido"]
)
BELONGS = frozenset(["of", "from", "dated", "de", "del", "for", "fechada", "issued"])
# Verbs of intention that behind an article are nouns and tell nothing.
NOUN_OR_VERB = frozenset(["wire", "transfer", "transferring", "deposito", "pago", "cobro", "abono"])
ARTICLES = frozenset(
    ["the", "a", "an", "by", "via", "my", "our", "el", "la", "un", "una", "mi", "por", "de", "su", "este", "ese", "con"]
)
FUTURE_BEFORE_PAID = frozenset(
    [
        "will",
        "be",
        "going",
        "to",
        "get",
        "getting",
        "shall",
        "should",
        "have",
        "sera",
        "seran",
        "voy",
        "a",
        "when",
        "once",
        "if",
        "cuando",
    ]
)
