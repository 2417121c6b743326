"""Words that may not stand in a message (FALSE-URGENCY, GENUINE, no admission before a decision).

The lists are for texts in English and Spanish and are tried on every language; a new language adds its own words here.
They catch slips, not intent: a person still reads every new text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bot.channels.words.kinds import Kind
from bot.channels.words.links import SHORTENERS


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})", re.IGNORECASE)


# 12 CFR 1006.18; CONC 7.9.2: no threat of arrest, suit or credit action.
_THREAT: Final = _any(
    *("arrest", "police", "prison", "jail", "law ?suit", r"sue\b", r"suing\b", r"courts?\b", "prosecut", "bailiff"),
    *("legal (?:action|proceeding|step|measure)", "repossess", "garnish", "blacklist", "debt collect"),
    *("credit (?:score|rating|report|bureau|file|agenc|reference|record)", "collection agenc"),
    *("polic[ií]a", "c[aá]rcel", "demanda", "juzgado", "tribunal", "juicio", "v[ií]a judicial", "embarg"),
    *("(?:acci[oó]n|acciones|medidas) (?:legal|judicial)", "bur[oó] de cr[eé]dito", "historial crediticio"),
    *("ficheros? de moros", "asnef", "lista negra", "agencia de cobr"),
)
_URGENCY: Final = _any(
    *("urgent", "immediately", "last chance", "final warning", "act now"),
    *("inmediatamente", "de inmediato", "[uú]ltima oportunidad", "[uú]ltimo aviso"),
)
# 12 CFR 1006.6; CONC 7.9.7: not where others may read or hear it.
_EXPOSING: Final = _any(r"debts?\b", "overdue", "delinquen", r"deudas?\b", "deudor", "moros", r"vencid[oa]s?\b")
_ACCOUNT: Final = _any(
    *(r"iban\b", r"swift\b", r"bic\b", "sort code", "routing number", "account number", "card number", "bank details"),
    *(r"cvv\b", r"cvc\b", r"pin\b", "security code", "password", r"clabe\b", r"cbu\b", "datos bancarios", "contraseñ"),
    *("n[uú]meros? de (?:la |su )?(?:cuenta|tarjeta)", "c[oó]digo de seguridad", r"\d{8,}"),
)
_ADMISSION: Final = _any(
    *("our (?:own )?(?:fault|mistake|error|blame)", "we (?:made a mistake|were wrong|are to blame|are liable)"),
    *("nuestr[oa] (?:culpa|error|fallo)", "nos equivocamos", "nos hemos equivocado", "somos responsables"),
)
_SHORTENER: Final = _any(*(rf"{re.escape(host)}\b" for host in sorted(SHORTENERS)))

# Texts sent while nothing is decided yet.
UNDECIDED: Final = re.compile(
    r"^(?:disputed_charge|refund_request|chargeback)/|^common/(?:dispute|refund|complaint)_received$"
)
# The notice that says that we never ask for such things has to name them.
MAY_NAME_ACCOUNTS: Final = frozenset({"genuine"})

# Others read a text on a locked screen, and hear who calls and what a machine says.
_OVERHEARD: Final = frozenset({"sms", "whatsapp", "identify", "voicemail"})


def forbidden_in(text: str, template: str, part: str, kind: Kind = Kind.MESSAGE) -> Iterator[str]:
    """Sentences on what may not stand in this part of this template."""
    if kind is Kind.DESK:
        return  # it tells staff what not to say, in the words that are not to be said
    rules = {
        "threatens, or names what only a threat would name": _THREAT,
        "makes it more urgent than it is": _URGENCY,
        "contains a link shortener": _SHORTENER,
    }
    if part in _OVERHEARD or template == "frame/sms":
        rules["exposes the reader to whoever sees the screen"] = _EXPOSING
    if part not in MAY_NAME_ACCOUNTS and kind is not Kind.INQUIRY:
        rules["speaks of account, card or secret numbers"] = _ACCOUNT
    if UNDECIDED.search(template):
        rules["admits something before it is decided"] = _ADMISSION
    for what, pattern in rules.items():
        if found := pattern.search(text):
            yield f"'{found[0]}' {what}."
