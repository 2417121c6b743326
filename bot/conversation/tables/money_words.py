# ruff: noqa: E501, SIM905 - one entry a line: a broken one cannot be reviewed
"""How people write and speak of money in eight languages. Folded."""

from __future__ import annotations

# Written sign -> currency. Meanings in small letters depend: see `amounts.py`.
SIGNS: dict[str, str] = {
    "rd$": "DOP", "₡": "CRC", "us$": "USD", "usd$": "USD", "u$s": "USD", "u$d": "USD", "mx$": "MXN", "ca$": "CAD", "c$": "CAD", "au$": "AUD", "a$": "AUD",
    "nz$": "NZD", "s$": "SGD", "hk$": "HKD", "r$": "BRL", "rs$": "BRL", "ar$": "ARS", "cl$": "CLP", "co$": "COP", "s/": "PEN",
    "s/.": "PEN", "$": "dollar", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₩": "KRW", "₽": "RUB", "₺": "TRY", "₪": "ILS",
    "₫": "VND", "₱": "PHP", "₴": "UAH", "฿": "THB", "₦": "NGN",
}  # fmt: skip

# Words before or after a number.
UNITS: dict[str, str] = {
    "euro": "EUR", "euros": "EUR", "euroes": "EUR", "eurs": "EUR", "euri": "EUR", "euronen": "EUR", "euraz": "EUR", "eurillos": "EUR",
    "eurito": "EUR", "euritos": "EUR", "eurootjes": "EUR", "eurootje": "EUR", "zl": "PLN", "zlotych": "PLN", "zloty": "PLN",
    "zlote": "PLN", "zlotowek": "PLN", "zlotowki": "PLN", "zlotys": "PLN", "zlociszy": "PLN", "zloties": "PLN", "pln": "PLN",
    "sterline": "GBP", "sterlina": "GBP", "livres sterling": "GBP", "libras esterlinas": "GBP", "pfund sterling": "GBP",
    "quid": "GBP", "funtow": "GBP", "funty": "GBP", "pounds": "GBP", "pound": "GBP", "libras": "GBP", "pounds sterling": "GBP",
    "reais": "BRL", "reias": "BRL", "reaiss": "BRL", "reales": "BRL", "conto": "BRL", "contos": "BRL", "pila": "BRL",
    "pilas": "BRL", "franken": "CHF", "stutz": "CHF", "sfr": "CHF", "fr": "CHF", "franchi": "CHF", "francs suisses": "CHF",
    "francs": "CHF", "francos": "CHF", "schweizer franken": "CHF", "dollars us": "USD", "us dollars": "USD", "us dollar": "USD",
    "us-dollar": "USD", "dolares americanos": "USD", "dollari": "dollar", "dollaro": "dollar", "dollars": "dollar",
    "dollar": "dollar", "dolares": "dollar", "dolar": "dollar", "dolary": "dollar", "dolarow": "dollar", "bucks": "dollar",
    "buck": "dollar", "dollaz": "dollar", "dlls": "dollar", "dls": "dollar", "piasses": "dollar", "piastres": "dollar",
    "pesos": "peso", "peso": "peso", "pesitos": "peso", "varos": "peso", "mangos": "peso", "yen": "JPY", "yenes": "JPY",
    "rupees": "rupee", "rupee": "rupee", "rs": "rupee", "rs.": "rupee", "soles": "PEN", "kc": "CZK", "korun": "CZK",
    "kr": "krone", "kronor": "krone", "kronen": "krone", "kroner": "krone", "koron": "krone", "corone": "krone", "lei": "RON", "ron": "RON",
    "ft": "HUF", "forint": "HUF", "tl": "TRY", "lira": "TRY", "dirhams": "dirham", "dirham": "dirham", "rand": "ZAR", "naira": "NGN",
    "dinars": "KWD", "dinares": "KWD", "shekels": "ILS", "balles": "case", "pavos": "case", "mauser": "case", "mause": "case",
    "kroten": "case", "tacken": "case", "eier": "case", "flocken": "case", "piek": "case", "pond": "pound", "livres": "pound",
    "pfund": "pound", "grand": "case", "ksh": "KES", "kshs": "KES", "q": "GTQ", "l": "HNL", "lps": "HNL", "gs": "PYG", "fr.": "CHF",
    "lucas": "peso", "luca": "peso", "guaranies": "PYG", "quetzales": "GTQ", "lempiras": "HNL",
    "colones": "CRC", "hrywien": "UAH", "hryvnia": "UAH", "francs cfa": "XOF", "fcfa": "XOF", "cfa": "XOF",
}  # fmt: skip
CODES = frozenset(
    "usd eur gbp mxn cad aud nzd chf jpy krw inr brl ars clp cop pen pln sek nok dkk czk huf ron try ils zar php vnd sgd hkd cny thb "
    "idr myr aed sar kwd bhd omr jod tnd uyu crc gtq dop bob pyg ves hnl nio uah bgn mad xof xaf ngn kes pkr egp rub isk rsd".split()
)
UNITS_AND_CODES = {**UNITS, **{code: code.upper() for code in CODES}}
# May stand before the number, too: "euro 50". The others do only behind it.
BEFORE = frozenset(
    {"euro", "euros", "zl", "pln", "sfr", "rs", "rs.", "kr", "dolares", "pesos", "reais", "kc", "dollars"}
)
# Before the number with or without a space: "Q450", "KSh 3,500". Those of one letter count in their country only.
LETTERS_BEFORE = frozenset({"ksh", "kshs", "q", "l", "lps", "gs", "fr."})
# Hundredths. "p" and "c" stand glued to the number.
CENTS = (
    *("cents", "cent", "centimes", "centime", "centimos", "centimo", "centavos", "centavo", "centesimi", "centesimo"),
    *("groszy", "grosze", "grosz", "gr", "pence", "penny", "ct", "cts", "rappen", "eurocent", "euro cent", "eurocents"),
)
CENTS_GLUED = ("p", "ct", "cts", "¢")

# A sign or word that many currencies share: country -> currency. The case's own currency comes first.
SHARED: dict[str, dict[str, str]] = {
    "dollar": {
        "US": "USD", "PR": "USD", "EC": "USD", "SV": "USD", "PA": "USD", "CA": "CAD", "AU": "AUD", "NZ": "NZD", "SG": "SGD",
        "HK": "HKD", "MX": "MXN", "AR": "ARS", "CL": "CLP", "CO": "COP", "UY": "UYU", "DO": "DOP",
    },
    "peso": {"MX": "MXN", "AR": "ARS", "CL": "CLP", "CO": "COP", "UY": "UYU", "DO": "DOP", "PH": "PHP", "CU": "CUP"},
    "krone": {"SE": "SEK", "NO": "NOK", "DK": "DKK", "IS": "ISK", "CZ": "CZK"},
    "rupee": {"IN": "INR", "PK": "PKR", "LK": "LKR", "NP": "NPR"},
    "dirham": {"AE": "AED", "MA": "MAD"},
    "pound": {"GB": "GBP"},
    "case": {},
}  # fmt: skip
# Units that are words of everyday use, too: money only where the case or the country has that currency.
DOUBTFUL: dict[str, tuple[str, tuple[str, ...]]] = {
    "q": ("GTQ", ("GT",)), "l": ("HNL", ("HN",)), "gs": ("PYG", ("PY",)), "fr.": ("CHF", ("CH", "LI")),
    "lei": ("RON", ("RO", "MD")), "ron": ("RON", ("RO",)), "ft": ("HUF", ("HU",)), "conto": ("BRL", ("BR",)), "contos": ("BRL", ("BR",)),
    "pila": ("BRL", ("BR",)), "pilas": ("BRL", ("BR",)), "gr": ("PLN", ("PL",)), "tl": ("TRY", ("TR",)), "pond": ("GBP", ("GB",)),
    "livres": ("GBP", ("GB",)), "pfund": ("GBP", ("GB",)), "eier": ("EUR", ("DE", "AT")), "rand": ("ZAR", ("ZA",)), "p": ("GBP", ("GB",)),
    "try": ("TRY", ("TR",)), "cop": ("COP", ("CO",)), "pen": ("PEN", ("PE",)), "mad": ("MAD", ("MA",)), "bob": ("BOB", ("BO",)),
    "ils": ("ILS", ("IL",)), "ves": ("VES", ("VE",)), "cfa": ("XOF", ("SN", "CI", "ML", "BJ", "TG", "BF", "NE")), "sol": ("PEN", ("PE",)),
    "mangos": ("ARS", ("AR",)), "flocken": ("EUR", ("DE", "AT")), "mause": ("EUR", ("DE", "AT")), "kroten": ("EUR", ("DE", "AT")),
    "reales": ("BRL", ("BR",)), "koron": ("CZK", ("CZ",)), "corone": ("CZK", ("CZ",)),
}  # fmt: skip
EURO_COUNTRIES = frozenset("AT BE CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK".split())

# Units that stand for a thousand of the currency.
THOUSAND_UNITS = frozenset({"grand", "luca", "lucas"})
# Words of a share that is half in any case.
HALVES = ("half", "mitad", "moitie", "halfte", "metade", "meta", "helft", "polow")

# Countries where "3.11" behind a word of paying is a day: cents stand behind a comma.
DOTTED_DAYS = frozenset({"DE", "AT", "PL", "CZ", "SK", "FI"})
# Countries that write 1,234.56; elsewhere 1.234,56 is the habit. Used only for what could be either.
POINT_COUNTRIES = frozenset(
    "US GB IE CA AU NZ IN MX GT HN NI SV PA DO PR JP CN KR PH SG HK MY TH IL PE CH LI ZA NG KE".split()
)

# Shares of the open amount. A word that follows must not make them something else.
HALF = (
    *(
        "half of it",
        "half the amount",
        "half the balance",
        "half the bill",
        "half of the amount",
        "half of that",
        "half",
    ),
    *(
        "la mitad",
        "mitad",
        "la moitie",
        "moitie",
        "die halfte",
        "halfte",
        "den halben betrag",
        "die halbe summe",
        "a metade",
        "metade",
    ),
    *(
        "la meta",
        "meta",
        "meta dell'importo",
        "meta della somma",
        "meta importo",
        "meta adesso",
        "meta subito",
        "meta ora",
        "l'altra meta",
        "de helft",
        "helft",
    ),
    *("polowe", "polowa", "polowy", "pol kwoty", "half nu"),
)
OTHER_HALF = frozenset({"l'altra meta"})
NOT_HALF_AFTER = (
    *("gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre", "facebook", "de ventas"),
    *("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december", "jaar"),
    *("hour", "day", "an", "past", "the time", "price", "year", "hora", "month", "asleep", "way", "dozen", "hours", "a day", "of the", "of my", "of you", "brother", "sister", "term", "of us", "board", "year's"),
    *("de octubre", "de mes", "del mes", "de la semana", "de la journee", "du mois", "des monats", "der woche", "der ", "do mes", "da semana", "del tempo", "mese", "settimana", "van de", "van het", "miesiaca", "roku", "dnia", "tygodnia", "grudnia", "stycznia", "lutego", "marca"),
)  # fmt: skip
REST = (
    *("the rest", "the remainder", "the remaining balance", "the remaining amount", "remaining half", "the remaining", "rest of it", "the other half", "other half", "remaining balance", "outstanding balance", "the outstanding amount"),
    *("el resto", "lo que falta", "lo restante", "la otra mitad", "lo demas", "el restante", "saldo restante", "lo que queda", "lo que resta"),
    *("le reste", "le solde", "l'autre moitie", "le restant", "solde restant", "le complement"),
    *("den rest", "der rest", "dem rest", "die andere halfte", "den restbetrag", "der restbetrag", "restbetrag", "restsumme", "die restliche summe", "das restliche geld", "den restlichen betrag"),
    *("o resto", "o restante", "a outra metade", "o que falta", "o saldo restante", "o que resta", "o valor restante"),
    *("il resto", "il saldo", "il rimanente", "l'altra meta", "la parte restante", "la rimanenza", "quel che resta", "il residuo", "l'importo residuo"),
    *("de rest", "het restant", "het restbedrag", "de andere helft", "het resterende bedrag", "het resterende", "de overige", "het overige"),
    *("reszte", "reszta", "reszty", "druga polowe", "druga polowa", "pozostala kwote", "pozostala kwota", "pozostala czesc"),
)  # fmt: skip
# Behind an amount, where a clause begins: "40 now, rest later".
REST_ALONE = (
    "rest",
    "reste",
    "resto",
    "reszta",
    "reszte",
    "remainder",
    "balance",
    "saldo",
    "solde",
    "restante",
    "restant",
)
NOT_REST_AFTER = (
    "of us",
    "of the week",
    "of the day",
    "of the month",
    "of the year",
    "of the family",
    "of my",
    "of you",
    "of them",
    "of your",
    "de la",
    "del mes",
    "del ano",
    "del equipo",
    "de l'",
    "de la semaine",
    "des ",
    "du mois",
    "du temps",
    "der woche",
    "des monats",
    "der familie",
    "do mes",
    "da semana",
    "do ano",
    "della",
    "del mese",
    "van de week",
    "van de",
    "van het",
    "miesiaca",
    "tygodnia",
    "roku",
    "room",
)
ALL = (
    *("the full amount", "full amount", "the whole amount", "the full balance", "full balance", "the entire amount", "the whole thing", "the whole balance", "in full", "all of it", "the total amount", "the entire balance", "the whole lot", "the lot", "the whole bill"),
    *("el total", "la totalidad", "el monto total", "el monto completo", "todo el monto", "el importe total", "el importe completo", "el saldo completo", "todo completo", "la cantidad completa", "el importe integro", "la deuda completa"),
    *("la totalite", "le montant total", "la somme totale", "l'integralite", "le total", "tout le montant", "toute la somme", "en totalite", "le montant complet"),
    *("den gesamten betrag", "der gesamte betrag", "den vollen betrag", "der volle betrag", "die ganze summe", "den ganzen betrag", "die volle summe", "die gesamtsumme", "den gesamtbetrag", "in voller hohe", "die gesamte summe", "komplett bezahlt", "alles auf einmal"),
    *("o valor total", "o total", "o valor inteiro", "a totalidade", "o valor integral", "o montante total", "o valor todo", "valor completo"),
    *("l'importo totale", "l'intero importo", "la somma totale", "tutta la somma", "la cifra intera", "l'intera somma", "l'intera cifra", "per intero", "tutto l'importo", "la totalita"),
    *("het hele bedrag", "het volledige bedrag", "het totale bedrag", "het totaalbedrag", "de hele som", "alles in een keer"),
    *("cala kwote", "cala kwota", "calosc", "calosci", "pelna kwote", "pelna kwota", "cala sume", "cala suma", "calej kwoty"),
)  # fmt: skip
# Counts only where an amount was asked for.
ALL_WHEN_ASKED = (
    "all",
    "everything",
    "todo",
    "tout",
    "alles",
    "ganz",
    "tudo",
    "tutto",
    "wszystko",
    "total",
    "completo",
    "the full",
    "full",
    "integral",
    "komplett",
)
THIRD = (
    "a third of it",
    "a third of the amount",
    "one third",
    "a third of the bill",
    "un tercio",
    "la tercera parte",
    "un tiers",
    "ein drittel",
    "um terco",
    "un terzo",
    "een derde",
    "jedna trzecia",
    "jedna trzecia kwoty",
)
TWO_THIRDS = (
    "two thirds",
    "two-thirds",
    "dos tercios",
    "deux tiers",
    "zwei drittel",
    "dois tercos",
    "due terzi",
    "twee derde",
    "dwie trzecie",
)
QUARTER = (
    "a quarter of it",
    "a quarter of the amount",
    "a quarter of the bill",
    "la cuarta parte",
    "une quart",
    "le quart de la somme",
    "ein viertel der summe",
    "ein viertel des betrags",
    "um quarto do valor",
    "un quarto dell'importo",
    "un quarto della somma",
    "een kwart van het bedrag",
    "jedna czwarta",
    "cwierc kwoty",
)

# Where a bare number is money. Before it, at most three FILLERS between:
CUES_BEFORE = (
    *("paid", "pay", "payed", "paying", "sent", "send", "sending", "wired", "wire", "transferred", "transfered", "transfer", "deposited", "deposit", "owe", "owed", "owes", "overpaid", "remit", "remitted", "charged", "charge", "charging", "billed", "refund", "refunded", "afford", "can do", "could do", "can manage", "could manage", "do you", "offer", "give you", "gave you", "put in"),
    *("payment of", "payments of", "check for", "cheque for", "amount of", "amount is", "amount was", "total of", "total is", "total was", "total", "balance of", "balance is", "price was", "price is", "price of", "agreed on", "agreed price was", "quoted", "quoted me", "quote was", "fee of", "instead of", "rather than", "short by", "installments of", "instalments of", "only", "just", "at least", "up to", "it should be", "should be", "should have been", "supposed to be", "was meant to be", "credit of", "discount of", "deposit of", "invoice says", "bill says", "invoice was", "bill was", "invoice is", "bill is", "between", "zelled", "venmoed", "venmo'd", "zelle'd", "paypaled"),
    *("pague", "pagar", "pagare", "pago", "pagamos", "pagaremos", "pagado", "pagando", "deposite", "depositar", "depositare", "transferi", "transferir", "transferimos", "transfiero", "transferido", "envie", "enviar", "enviamos", "abone", "abonar", "abonare", "abono", "abonado", "mande", "mandar", "ingrese", "ingresado", "ingresar", "ingreso de", "pago de", "pagos de", "debo", "deber", "cobraron", "cobrado", "cobran", "cobro de", "cuotas de", "letras de", "plazos de", "importe de", "monto de", "total de", "total es", "en vez de", "en lugar de", "solo", "nomas", "precio era", "presupuesto de", "presupuesto era", "doy", "dar", "tengo", "puedo con", "son", "eran", "serian", "entre", "sino", "bizum de", "transferencia de", "transferencia por", "factura de", "recibo de", "cargo de", "hice un deposito de", "adelanto de", "adelantar"),
    *("paye", "paie", "paierai", "payerai", "paierons", "payerons", "verserai", "virerai", "reglerai", "reglons", "donne", "payer", "payee", "regle", "regler", "verse", "verser", "vire", "virer", "envoye", "envoyer", "paiement de", "virement de", "montant de", "somme de", "total de", "mensualites de", "fois", "echeances de", "au lieu de", "dois", "devais", "debite", "debites", "preleve", "preleves", "avez facture", "m'a facture", "est facture", "ete facture", "facture de", "cheque de", "seulement", "uniquement", "que", "donner", "prix de", "prix etait de", "etait de", "est de", "sera de", "sont de", "devis de", "devis etait de", "remboursement de", "mettre", "entre", "mais"),
    *("zahle", "zahl", "zahlen", "zahlte", "bezahle", "bezahlte", "bezahlen", "uberweise", "uberwies", "uberweisen", "uberwiesen", "bezahlt", "gezahlt", "zahlung von", "zahlung uber", "uberweisung von", "uberweisung uber", "betrag von", "betrag uber", "summe von", "raten zu", "raten von", "raten a", "raten mit", "rate von", "je", "statt", "anstatt", "anstelle von", "schulde", "abgebucht", "berechnet", "nur", "lediglich", "gesamt", "insgesamt", "sind", "waren", "preis war", "preis von", "angebot war", "erstmal", "vorab", "sondern", "zwischen", "rechnung uber", "uber", "monatlich"),
    *("paguei", "pagarei", "pagamos", "pagando", "pago", "mandei", "enviei", "transferi", "depositei", "fiz um pix de", "pix de", "pix", "parcelas de", "prestacoes de", "vezes de", "x de", "devo", "cobraram", "cobrado", "em vez de", "ao inves de", "valor de", "montante de", "valor e", "valor era", "so", "apenas", "somente", "dar", "dou", "pagamento de", "transferencia de", "boleto de", "boleto era", "fatura de", "eram", "sao", "era", "entrada de", "orcamento era", "preco era", "mas"),
    *("pagato", "pago", "paghero", "pagare", "pagati", "versato", "versare", "verso", "versero", "mandato", "inviato", "bonificato", "bonifico di", "bonifico da", "bonifico per", "pagamento di", "rate da", "rate di", "rata da", "rata di", "importo di", "somma di", "totale di", "invece di", "anziche", "al posto di", "devo", "dovevo", "addebitato", "addebitati", "solo", "soltanto", "dare", "preventivo era di", "preventivo di", "prezzo era", "sono", "erano", "acconto di", "fattura da", "fattura di", "ma", "tra", "fra"),
    *("betaal", "betaalde", "betaald", "betalen", "overgemaakt", "overmaken", "maak", "stort", "gestort", "storten", "betaling van", "bedrag van", "termijnen van", "termijnen a", "in plaats van", "ipv", "schuldig", "slechts", "maar", "alleen", "afgeschreven", "prijs was", "offerte was", "factuur van", "overboeking van", "aanbetaling van", "het is", "was", "tussen"),
    *("zaplacilem", "zaplacilam", "zaplace", "zaplacic", "place", "przelalem", "przelalam", "przeleje", "przelac", "wplacilem", "wplacilam", "wplace", "wplacic", "wyslalem", "wyslalam", "wysle", "wplata", "wplaty", "przelew na", "przelew", "kwote", "kwota", "kwoty", "raty po", "rat po", "ratach po", "rate", "zamiast", "a nie", "tylko", "mialo byc", "powinno byc", "dam", "dac", "naliczono", "poszlo", "miala byc", "zasilek", "naliczyliscie", "pobrano", "cena", "umowilismy sie na", "faktura na", "wycena", "lecz", "po", "miedzy", "sciagneliscie", "zaplacone"),
)  # fmt: skip
FILLERS = (
    *("you", "them", "just", "only", "about", "around", "like", "him", "her", "us", "me", "roughly", "exactly", "almost", "another", "extra", "a further", "at least", "over"),
    *("les", "unos", "unas", "te", "os", "solo", "casi", "como", "aprox", "otros", "ya", "nada mas", "ayer", "hoy", "me", "nos"),
    *("vous", "environ", "deja", "hier", "seulement", "juste", "encore"),
    *("ich", "ihnen", "euch", "nur", "etwa", "ca", "ca.", "rund", "gestern", "heute", "schon", "bereits", "noch", "erst", "wir", "mir", "uns", "jetzt", "jeweils", "dir", "erstmal", "genau"),
    *("lhe", "vos", "uns", "umas", "so", "cerca de", "mais", "ja", "ontem", "hoje", "apenas", "agora"),
    *("vi", "circa", "solo", "gia", "ieri", "oggi", "altri", "ancora", "gli", "subito"),
    *("ik", "u", "jullie", "ongeveer", "al", "gisteren", "vandaag", "nog", "nu", "slechts", "wel"),
    *("wam", "panstwu", "okolo", "juz", "wczoraj", "dzis", "dzisiaj", "jeszcze", "tylko", "teraz", "rowno"),
    *(":", "=", "~"),
)  # fmt: skip
# Of these cues, those that stand before any number: it must end its clause, or a word of no content follow.
WEAK_CUES = frozenset(
    "only just total que je son sind waren era eran was sao sono erano nur lediglich solo nomas seulement uniquement apenas somente so soltanto maar alleen slechts "
    "tylko po mas mais ma sino sondern lecz between entre zwischen tra fra tussen miedzy uber statt anstatt charge bill transfer check pix rate kwota kwote kwoty put mandar "
    "offer do dar dam dac dare donner mettre verso maak mit insgesamt gesamt monatlich cena tengo doy dou was it should devo dois devais fois zamiast instead anziche ipv".split()
)
# Before a number that is too large for a day: "the 220 on the fifth", "los 1.200", "quei 60".
DETERMINERS = frozenset(
    "the those these other los esos estos unos las les ces mes die diese os esses uns i quei questi altri de deze te tych tamte remaining restantes restliche restlichen restanti outros outras autres".split()
)
# Words of no content, at which a number may end.
FOLLOWERS = frozenset(
    "and but or on by via for from to at in with of as because so if this that now today tomorrow yesterday last next when i we my your the was is not instead over per each more less too cash online already only please thanks pls plus each all back extra "
    "y o pero en con por para de del desde al el la lo ya hoy ayer manana que porque si cuando mas menos sino a me gracias cada nada efectivo "
    "et ou mais en avec par pour de du des le la les au aux hier demain deja parce que si quand je nous vous pas sur a et merci chacune chacun "
    "und oder aber am an auf mit per fur von vom im in bis heute gestern morgen schon bereits weil wenn ich wir das die der nicht statt dann bitte danke zu als noch "
    "e ou mas no na em com por para do da de hoje ontem amanha ja porque se quando que mais menos via pelo pela obrigado "
    "e o ma con per di il la in da dal al oggi ieri domani gia perche se quando che non piu meno grazie via entro "
    "en of maar op met via voor van per in tot vandaag gisteren morgen al omdat als ik we niet dus dan aub bedankt "
    "i lub ale a w z na do od za przez dzis dzisiaj wczoraj jutro juz bo jak kiedy ze nie prosze dziekuje oraz przelewem".split()
)
# Behind it:
CUES_AFTER = (
    *("now", "today and", "upfront", "up front", "a month", "per month", "a week", "per week", "each month", "every month", "every week", "monthly", "weekly", "too much", "too little", "short", "extra", "in total", "each time", "less", "more than", "at a time", "straight away", "right now", "instead of", "agreed"),
    *("ahora", "al mes", "por mes", "a la semana", "cada mes", "mensuales", "de mas", "de menos", "en total", "semanales", "cada quincena", "por quincena", "ya mismo", "en vez de", "y el resto"),
    *("maintenant", "par mois", "par semaine", "chaque mois", "de trop", "en trop", "de moins", "tout de suite", "au total", "au lieu de", "et le reste", "et le solde"),
    *("bezahlt", "gezahlt", "uberwiesen", "berechnet", "verlangt", "abgezogen", "kassiert", "zahlen", "bezahlen", "uberweisen", "jetzt", "sofort", "im monat", "pro monat", "monatlich", "wochentlich", "pro woche", "vereinbart", "abgemacht", "ausgemacht", "zu viel", "zuviel", "zu wenig", "zuwenig", "statt", "insgesamt", "mehr", "weniger", "eingezahlt", "abgebucht", "und den rest", "anzahlen"),
    *("agora", "por mes", "ao mes", "todo mes", "a mais", "a menos", "no total", "por semana", "mensais", "em vez de", "e o resto", "de entrada"),
    *("adesso", "ora", "subito", "al mese", "a settimana", "ogni mese", "in piu", "di troppo", "in meno", "in totale", "mensili", "invece di", "e il resto"),
    *("betaald", "overgemaakt", "betalen", "overmaken", "gestort", "storten", "nu", "per maand", "in de maand", "elke maand", "per week", "te veel", "teveel", "te weinig", "afgesproken", "in totaal", "afgeschreven", "in plaats van", "ipv", "en de rest"),
    *("zaplacilem", "zaplacilam", "przelalem", "przelalam", "wplacilem", "wplacilam", "teraz", "od razu", "miesiecznie", "na miesiac", "co miesiac", "za duzo", "za malo", "wiecej", "mniej", "lacznie", "zamiast", "tygodniowo", "a reszte", "i reszte"),
)  # fmt: skip
# A number with one of these behind it counts something else.
NOT_MONEY_AFTER = (
    *("%", "st", "nd", "rd", "th", "/", ":", "o", "percent", "per cent", "por ciento", "pour cent", "prozent", "por cento", "procent", "per cento", "x", "fois", "kg", "km", "m2", "gb", "mb", "kwh", "cm", "mm", "ml", "min", "mins"),
    *("day", "days", "week", "weeks", "wks", "month", "months", "mths", "year", "years", "yrs", "time", "times", "invoice", "invoices", "payment", "payments", "bill", "bills", "installment", "installments", "instalment", "instalments", "hour", "hours", "hrs", "minutes", "am", "pm", "a.m", "p.m", "of the", "of you", "of us", "parts", "part", "copies", "units", "checks", "check", "business", "working", "letters", "texts", "calls", "messages", "reminders", "emails", "items", "boxes", "pieces", "people", "kids", "children", "accounts", "cards", "transactions", "transfers", "orders", "chunks", "goes", "lots", "separate", "different"),
    *("dia", "dias", "semana", "semanas", "mes", "meses", "ano", "anos", "veces", "vez", "factura", "facturas", "pago", "pagos", "cuota", "cuotas", "horas", "hora", "parte", "partes", "letras", "plazos", "quincenas", "mensualidades", "recibos", "mensajes", "llamadas", "correos", "cajas", "personas", "hijos", "minutos", "cuentas", "abonos", "tarjetas", "hs", "hrs"),
    *("jour", "jours", "semaine", "semaines", "mois", "an", "ans", "annees", "heure", "heures", "h", "facture", "factures", "paiements", "mensualites", "echeances", "parties", "appels", "mails", "lettres", "enfants", "minutes", "personnes", "comptes", "virements", "colis", "relances", "eme", "er"),
    *("tag", "tage", "tagen", "woche", "wochen", "monat", "monate", "monaten", "monatsraten", "jahr", "jahre", "jahren", "uhr", "mal", "rechnung", "rechnungen", "raten", "rate", "teile", "teilen", "teilzahlungen", "stunden", "minuten", "kinder", "kindern", "mahnungen", "briefe", "anrufe", "konten", "zahlungen", "uberweisungen", "stuck", "pakete", "personen", "leute", "wochige", "prozentig", "tagige"),
    *("vezes", "x", "parcelas", "prestacoes", "faturas", "boletos", "pagamentos", "mensagens", "ligacoes", "filhos", "cartas", "contas", "pessoas", "caixas", "e meia", "da manha", "da tarde"),
    *("giorno", "giorni", "settimana", "settimane", "mese", "mesi", "anno", "anni", "ore", "ora del", "volte", "volta", "fattura", "fatture", "rate", "rata", "parti", "pagamenti", "bollette", "minuti", "figli", "persone", "messaggi", "chiamate", "solleciti", "conti", "bonifici", "pezzi", "scatole"),
    *("dag", "dagen", "weken", "maand", "maanden", "jaar", "jaren", "uur", "keer", "maal", "factuur", "facturen", "termijnen", "termijn", "delen", "betalingen", "rekeningen", "minuten", "kinderen", "mensen", "brieven", "mails", "berichten", "telefoontjes", "stuks", "dozen", "e"),
    *("dni", "dzien", "tygodnie", "tygodni", "tydzien", "miesiac", "miesiace", "miesiecy", "rok", "lata", "lat", "raz", "razy", "faktury", "faktur", "fakture", "raty", "rat", "czesci", "godzin", "godziny", "godz", "minut", "wplaty", "wplat", "przelewy", "przelewow", "dzieci", "osoby", "osob", "wiadomosci", "telefony", "rachunki", "rachunkow", "sztuk", "szt", "go", "ego", "tego", "ty", "tym"),
    *("january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"),
    *("de enero", "de febrero", "de marzo", "de abril", "de mayo", "de junio", "de julio", "de agosto", "de septiembre", "de octubre", "de noviembre", "de diciembre", "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre", "dic", "ene", "abr", "ago"),
    *("janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre", "januar", "februar", "marz", "juni", "juli", "oktober", "dezember", "de janeiro", "de fevereiro", "de maio", "de junho", "de julho", "de setembro", "de outubro", "de novembro", "de dezembro", "de marco", "janeiro", "fevereiro", "maio", "junho", "julho", "setembro", "outubro", "novembro", "dezembro", "gennaio", "febbraio", "maggio", "giugno", "luglio", "settembre", "ottobre", "dicembre", "januari", "februari", "maart", "mei", "augustus", "december"),
    *("stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "wrzesnia", "pazdziernika", "listopada", "grudnia"),
)  # fmt: skip
# Before a number: it says how often, when, where, which.
NOT_MONEY_BEFORE = (
    *("room", "apt", "apartment", "flat", "unit", "suite", "house", "no", "nr", "number", "numero", "floor", "page", "gate", "bus", "line", "level", "version", "windows", "iphone", "channel", "aged", "age", "born", "since", "step", "item", "chapter", "zip", "postcode", "box", "order", "invoice", "inv", "case", "ticket", "ref", "q", "week", "day", "year", "art", "section"),
    *("habitacion", "piso", "puerta", "calle", "pagina", "linea", "edad", "factura", "fac", "pedido", "caso", "semana", "dia", "ano", "desde", "departamento", "depto", "casa"),
    *("chambre", "appartement", "etage", "porte", "rue", "page", "ligne", "commande", "dossier", "semaine", "jour", "annee", "depuis", "article", "bureau"),
    *("zimmer", "wohnung", "stock", "haus", "seite", "linie", "bestellung", "rechnung", "fall", "woche", "kw", "tag", "jahr", "seit", "paragraph", "raum", "gleis", "stock", "punkt"),
    *("quarto", "sala", "andar", "apto", "rua", "pedido", "fatura", "desde", "stanza", "camera", "interno", "piano", "via", "pagina", "ordine", "fattura", "settimana", "giorno", "anno", "dal"),
    *("kamer", "huis", "etage", "bestelling", "factuur", "sinds", "pokoj", "mieszkanie", "mieszkania", "ulica", "pietro", "strona", "zamowienie", "faktura nr", "dnia", "rok", "tydzien", "od", "lokal"),
)  # fmt: skip
# Words with which somebody corrects: "not 50, 60". The number behind the first is not meant.
NEGATIONS = (
    "not",
    "no",
    "no son",
    "no eran",
    "no era",
    "non",
    "pas",
    "nicht",
    "keine",
    "nao",
    "nao sao",
    "nao era",
    "non sono",
    "non erano",
    "niet",
    "geen",
    "nie",
    "isn't",
    "wasn't",
    "ce n'est pas",
    "instead of",
    "statt",
    "and not",
    "a nie",
)
CORRECTIONS = (
    "but",
    "it's",
    "its",
    "rather",
    "sino",
    "son",
    "eran",
    "mais",
    "c'est",
    "sondern",
    "mas",
    "e sim",
    "sim",
    "sao",
    "ma",
    "bensi",
    "maar",
    "wel",
    "lecz",
    "tylko",
    "ale",
    "a",
    "but rather",
    "i meant",
    "sorry",
)
