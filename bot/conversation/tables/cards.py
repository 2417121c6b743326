# ruff: noqa: E501 - one entry a line: a broken one cannot be reviewed
"""Card brands and the words that people write beside a card's security code."""

from __future__ import annotations

# First digits from - to, and the lengths issued. Public issuer ranges of ISO/IEC 7812 brands.
BRANDS: tuple[tuple[int, int, frozenset[int]], ...] = (
    (4, 4, frozenset({13, 16, 19})),  # Visa
    (51, 55, frozenset({16})),  # Mastercard
    (2221, 2720, frozenset({16})),  # Mastercard
    (34, 34, frozenset({15})),  # American Express
    (37, 37, frozenset({15})),  # American Express
    (6011, 6011, frozenset({16, 17, 18, 19})),  # Discover
    (644, 659, frozenset({16, 17, 18, 19})),  # Discover
    (300, 305, frozenset({14, 16, 19})),  # Diners Club
    (3095, 3095, frozenset({14, 16, 19})),  # Diners Club
    (36, 36, frozenset({14, 16, 19})),  # Diners Club
    (38, 39, frozenset({14, 16, 19})),  # Diners Club
    (3528, 3589, frozenset({16, 17, 18, 19})),  # JCB
    (62, 62, frozenset({16, 17, 18, 19})),  # UnionPay
    (81, 82, frozenset({16})),  # RuPay, UnionPay
    (60, 60, frozenset({16})),  # RuPay, Hipercard
    (508, 508, frozenset({16})),  # RuPay
    (2200, 2204, frozenset({16, 17, 18, 19})),  # Mir
    (5018, 5018, frozenset({13, 15, 16, 18, 19})),  # Maestro
    (5020, 5020, frozenset({13, 15, 16, 18, 19})),  # Maestro
    (5038, 5038, frozenset({13, 15, 16, 18, 19})),  # Maestro
    (5060, 5067, frozenset({16, 19})),  # Verve, Elo
    (56, 58, frozenset({13, 15, 16, 18, 19})),  # Maestro
    (6304, 6304, frozenset({16, 18, 19})),  # Maestro
    (6759, 6763, frozenset({16, 18, 19})),  # Maestro
    (9792, 9792, frozenset({16})),  # Troy
)

# Letters that, glued to digits, make them somebody's own number and not a card.
IDENTIFIER_PREFIXES = ("inv", "invoice", "fac", "fact", "factura", "txn", "trx", "ord", "order", "po", "so", "acct")

# Letters, lower case, one of which every text with a card code holds.
CODE_STEMS = (
    *("cv", "c v", "c.v", "csc", "cid", "pin", "cod", "cód", "cód", "security", "card", "clave", "cryptogramme", "nummer", "ziffer"),
    *("kod", "digit", "dígit", "chiffre", "cifr", "cijfer", "cyfr", "back", "atr", "dos", "hinten", "verso", "retro", "achter", "tyl", "tył"),
)  # fmt: skip
_THREE = r"(?:3|4|three|four|tres|cuatro|trois|quatre|drei|vier|tr[eê]s|quatro|tre|quattro|drie|trzy|cztery)"
_DIGITS = r"(?:digits?|d[ií]gitos?|chiffres|ziffern|zahlen|cifre|cijfers|cyfry|numbers|n[uú]meros|numeri|nummers|numery|cifras)"
_CODE = r"(?:code|number|c[oó]digo|clave|nummer|codice|kod|zahl)"
_BACK = (
    r"(?:(?:on|at|from|off) (?:the )?(?:back|reverse|rear)|(?:de |del |por |al |en el |que est[aá]n? )?(?:atr[aá]s|detr[aá]s|reverso|dorso)"
    r"|(?:au |sur le |du )?(?:dos|verso)|derri[eè]re|(?:auf der |auf |von der )?(?:r[uü]ckseite|hinten)|(?:do|no|de) (?:verso|tr[aá]s)"
    r"|(?:sul|nel|del|di) (?:retro|dietro)|dietro|achterop|(?:op|aan) de achterkant|(?:z|na|od) (?:ty[lł]u|odwrocie))"
)
# Regular expression pieces; bounded, so that the search stays linear.
CODE_WORDS = (
    r"c[ .]?v[ .]?v[ .]?2?",
    r"c[ .]?v[ .]?c[ .]?2?",
    r"cvn[ ]?2?",
    r"cvd",
    r"csc",
    r"cid",
    r"(?:card[ ]?)?pin(?:[- ]?(?:code|number|nummer|kod))?",
    r"(?:card[ ]?)?security[ ]?(?:code|number|no|digits)",
    r"sec(?:\.|urity)? code",
    r"(?:card )?verification (?:code|number|value)",
    r"c[oó]d(?:igo|\.)?(?: de)? seg(?:uridad|\.)?",
    r"clave de seguridad",
    r"c[oó]digo verificador",
    r"c[oó]digo de verifica[cç](?:i[oó]n|[aã]o)",
    r"code de s[eé]curit[eé]",
    r"code de v[eé]rification",
    r"cryptogramme(?: visuel)?",
    r"(?:karten)?pr[uü]f(?:nummer|ziffer|zahl|code)",
    r"sicherheits(?:code|nummer|zahl)",
    r"c[oó]digo de seguran[cç]a",
    r"codice di (?:sicurezza|verifica)",
    r"(?:be)?veilig(?:ings|heids)code",
    r"kod (?:bezpiecze[nń]stwa|zabezpieczaj[aą]cy|weryfikacyjny)",
    rf"{_THREE}[- ]{_DIGITS}(?: {_CODE})?(?: {_BACK})?",
    rf"drei-?stellige[rn]? {_CODE}",
    rf"(?:{_DIGITS}|{_CODE}) {_BACK}(?: (?:of|de|du|der|da|della|van|mi|my|the|la|le|card|tarjeta|carte|karte|carta|kaart|karty)){{0,3}}",
)
# What a card's last digits are called: they may be kept.
LAST = (
    "last",
    "final",
    "ultimos",
    "últimos",
    "ultimas",
    "últimas",
    "derniers",
    "letzten",
    "ultime",
    "laatste",
    "ostatnie",
)
# Digits as people dictate them.
DIGIT_WORDS: dict[str, str] = {
    word: str(digit)
    for words in (
        "zero one two three four five six seven eight nine",
        "cero uno dos tres cuatro cinco seis siete ocho nueve",
        "zéro un deux trois quatre cinq six sept huit neuf",
        "null eins zwei drei vier fünf sechs sieben acht neun",
        "zero um dois três quatro cinco seis sete oito nove",
        "zero uno due tre quattro cinque sei sette otto nove",
        "nul een twee drie vier vijf zes zeven acht negen",
        "zero jeden dwa trzy cztery pięć sześć siedem osiem dziewięć",
        "oh",
    )
    for digit, word in enumerate(words.split())
}  # fmt: skip

# Length of an IBAN by country, from the IBAN registry (ISO 13616). A country that is missing may have any.
IBAN_LENGTHS: dict[str, int] = {
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22, "BR": 29, "CH": 21, "CR": 22,
    "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "DO": 28, "EE": 20, "EG": 29, "ES": 24, "FI": 18, "FR": 27, "GB": 22, "GE": 22,
    "GI": 23, "GR": 27, "GT": 28, "HR": 21, "HU": 28, "IE": 22, "IL": 23, "IS": 26, "IT": 27, "JO": 30, "KW": 30, "KZ": 20,
    "LB": 28, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MT": 31, "MU": 30, "NL": 18,
    "NO": 15, "PK": 24, "PL": 28, "PT": 25, "QA": 29, "RO": 24, "RS": 22, "SA": 24, "SE": 24, "SI": 19, "SK": 24, "SM": 27,
    "SV": 28, "TN": 24, "TR": 26, "UA": 29, "VA": 22, "VG": 24, "XK": 20,
}  # fmt: skip
