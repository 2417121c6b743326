# ruff: noqa: E501 - one entry a line: a broken one cannot be reviewed
"""Numbers as words in eight languages; folded. Languages that glue words are generated from their parts."""

from __future__ import annotations

from collections.abc import Sequence

_EN = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_ES = "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve"
_FR = "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
_PT = "zero um dois tres quatro cinco seis sete oito nove dez onze doze treze quatorze quinze dezesseis dezessete dezoito dezenove"
_PL = "zero jeden dwa trzy cztery piec szesc siedem osiem dziewiec dziesiec jedenascie dwanascie trzynascie czternascie pietnascie szesnascie siedemnascie osiemnascie dziewietnascie"
_DE = "null ein zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn achtzehn neunzehn"
_NL = "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien"
_IT = "zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove"
_DE_TENS = "zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig"
_NL_TENS = "twintig dertig veertig vijftig zestig zeventig tachtig negentig"
_IT_TENS = "venti trenta quaranta cinquanta sessanta settanta ottanta novanta"
_VOWELS = ("uno", "otto")  # before them an Italian ten loses its last letter: ventuno


def _counted(words: str, start: int = 0, step: int = 1) -> dict[str, int]:
    return {word: start + step * index for index, word in enumerate(words.split())}


def _glued(units: str, tens: Sequence[str], joint: str, hundred: str, *, ten_first: bool) -> dict[str, int]:
    """Return the numbers up to 999 of a language that writes them as one word."""
    below = _counted(units)
    small = units.split()
    for index, ten in enumerate(tens, 2):
        below[ten] = 10 * index
        for unit in range(1, 10):
            head = ten[:-1] if small[unit] in _VOWELS else ten
            below[head + small[unit] if ten_first else small[unit] + joint + ten] = 10 * index + unit
    glued = dict(below)
    for count in range(1, 10):
        for head in ("", small[1]) if count == 1 else (small[count],):
            glued[head + hundred] = 100 * count
            glued |= {f"{head}{hundred}{rest}": 100 * count + value for rest, value in below.items() if value}
    return glued


# Language -> words that add up. A smaller one may follow a larger one: "two hundred" "fifty" "three".
ADDED: dict[str, dict[str, int]] = {
    "en": _counted(_EN) | _counted("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10) | {"fourty": 40, "a": 1},
    "es": _counted(_ES)
    | _counted("treinta cuarenta cincuenta sesenta setenta ochenta noventa", 30, 10)
    | _counted("cien doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos", 100, 100)
    | _counted("doscientas trescientas cuatrocientas quinientas seiscientas setecientas ochocientas novecientas", 200, 100)
    | {"ciento": 100, "un": 1, "una": 1, "sincuenta": 50, "sesentas": 60},
    "fr": _counted(_FR)
    | _counted("vingt trente quarante cinquante soixante septante huitante nonante", 20, 10)
    | {"une": 1, "octante": 80},
    "de": _glued(_DE, _DE_TENS.split(), "und", "hundert", ten_first=False)
    | _glued(_DE, _DE_TENS.replace("ss", "s").split(), "und", "hundert", ten_first=False)  # "dreißig", folded
    | {"eins": 1, "eine": 1, "einen": 1, "zwo": 2},
    "pt": _counted(_PT)
    | _counted("vinte trinta quarenta cinquenta sessenta setenta oitenta noventa", 20, 10)
    | _counted("cem duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos", 100, 100)
    | {"cento": 100, "uma": 1, "duas": 2, "catorze": 14, "dezasseis": 16, "dezassete": 17, "dezanove": 19, "cinqenta": 50},
    "it": _glued(_IT, _IT_TENS.split(), "", "cento", ten_first=True) | {"un": 1, "una": 1, "trentatre": 33},
    "nl": _glued(_NL, _NL_TENS.split(), "en", "honderd", ten_first=False),
    "pl": _counted(_PL)
    | _counted("dwadziescia trzydziesci czterdziesci piecdziesiat szescdziesiat siedemdziesiat osiemdziesiat dziewiecdziesiat", 20, 10)
    | _counted("sto dwiescie trzysta czterysta piecset szescset siedemset osiemset dziewiecset", 100, 100)
    | {"jedna": 1, "jedno": 1, "dwie": 2, "piecdziesiat": 50},
}  # fmt: skip
# Words that multiply what stands before them; a word that ends with one ("zweitausend") is taken apart.
MULTIPLIED: dict[str, dict[str, int]] = {
    "en": {"hundred": 100, "hundreds": 100, "thousand": 1000},
    "es": {"mil": 1000},
    "fr": {"cent": 100, "cents": 100, "mille": 1000, "mil": 1000},
    "de": {"hundert": 100, "tausend": 1000},
    "pt": {"mil": 1000},
    "it": {"mille": 1000, "mila": 1000},
    "nl": {"honderd": 100, "duizend": 1000},
    "pl": {"tysiac": 1000, "tysiace": 1000, "tysiecy": 1000, "tys": 1000},
}
GLUED_THOUSANDS: dict[str, tuple[str, ...]] = {"de": ("tausend",), "nl": ("duizend",), "it": ("mila", "mille")}
JOINTS: dict[str, frozenset[str]] = {
    "en": frozenset({"and"}), "es": frozenset({"y"}), "fr": frozenset({"et"}), "de": frozenset({"und"}), "pt": frozenset({"e"}),
    "it": frozenset({"e"}), "nl": frozenset({"en"}), "pl": frozenset({"i"}),
}  # fmt: skip
# Behind digits: "2 mil", "1,5 tys.", "3 grand". The last ones are said of money only.
THOUSANDS = (
    *(
        "k",
        "thousand",
        "mil",
        "mille",
        "mila",
        "tausend",
        "tsd",
        "duizend",
        "dzd",
        "tys",
        "tysiac",
        "tysiace",
        "tysiecy",
    ),
    *("grand", "luca", "lucas", "mille euro"),
)
MILLIONS = (
    "million",
    "millions",
    "millon",
    "millones",
    "milhao",
    "milhoes",
    "milione",
    "milioni",
    "mln",
    "mio",
    "miljoen",
    "milion",
    "miliony",
)
