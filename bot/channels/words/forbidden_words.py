"""What may not stand in a message, by language: regular expressions that begin at a word. "" = in every language.

Each list catches slips, not intent. `sue` is a threat in English and "your" in Italian, so a list is for its language.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

Words = Mapping[str, tuple[str, ...]]  # language -> patterns

# 12 CFR 1006.18; CONC 7.9.2: no threat of arrest, suit or credit action.
THREAT: Final[Words] = {
    "en": (
        *("arrest", "police", "prison", "jail", "law ?suit", r"sue\b", r"suing\b", r"courts?\b", "prosecut", "bailiff"),
        *("legal (?:action|proceeding|step|measure)", "repossess", "garnish", "blacklist", "debt collect"),
        *("credit (?:score|rating|report|bureau|file|agenc|reference|record)", "collection agenc"),
    ),
    "es": (
        *("polic[ií]a", "c[aá]rcel", r"demandas?\b", "demandar", "juzgado", "tribunal", "juicio", "v[ií]a judicial"),
        *("embarg", "(?:acci[oó]n|acciones|medidas) (?:legal|judicial)", "bur[oó] de cr[eé]dito"),
        *("historial crediticio", "ficheros? de moros", "asnef", "lista negra", "agencia de cobr"),
    ),
    "fr": (
        *(
            r"police\b",
            "prison",
            "tribuna",
            "huissier",
            "poursui(?:te|vr)",
            r"procès\b",
            "saisie",
            "justice",
            "plainte",
        ),
        *("(?:action|voie|mesure|procédure)s? (?:en justice|judiciaire|légale)", "recouvrement forcé"),
        *("société de recouvrement", "liste noire", r"ficp\b", "fiché"),
    ),
    "de": (
        *(
            r"polizei",
            "gefängnis",
            r"gericht(?:e|s|lich\w*)?\b",
            "gerichtsvollzieher",
            r"klagen?\b",
            "verklag",
            "pfänd",
        ),
        *("inkasso", "schufa", "mahnbescheid", "rechtliche schritte", "strafanzeige", "anzeige erstatten"),
        *("zwangsvollstreck", "schwarze liste", "bonität"),
    ),
    "pt": (
        *("polícia", "prisão", "cadeia", "tribuna", r"justiça\b", "judicia", "penhora", "oficial de justiça", "serasa"),
        *(r"spc\b", "negativa(?:d|ç)", "protest(?:o|ar) em cartório", "lista negra", "empresa de cobrança"),
        *("(?:ação|ações|medidas?) lega",),
    ),
    "it": (
        *("polizia", "carcere", "prigion", "tribunal", r"giudic[ei]\b", "ufficiale giudiziario", "pignora", "querel"),
        *("denunci", "(?:azion[ei]|vie|misure) legal", "recupero crediti", "centrale (?:dei )?rischi", "lista nera"),
        *(r"crif\b", "cattiv[oi] pagator"),
    ),
    "nl": (
        *("politie", "gevangenis", "rechtbank", r"rechter\b", "deurwaarder", "dagvaard", "incassobureau", "aangifte"),
        *("gerechtelijk", "juridische (?:stap|actie|maatregel)", r"beslag(?:leg|\b)", r"bkr\b", "zwarte lijst"),
    ),
    "pl": (
        *(
            "policj",
            "więzieni",
            r"sąd(?:u|em|zie|y|ow\w*)?\b",
            "komorni",
            r"pozew\b",
            r"poz(?:ew|wu|wem|wie)\b",
            "egzekucj",
            "windyka",
        ),
        *("krok\\w* prawn", "postępowani\\w* sądow", r"bik\b", r"krd\b", "rejestr\\w* dłużnik", "czarn\\w+ list"),
    ),
}
URGENCY: Final[Words] = {
    "en": ("urgent", "immediately", "last chance", "final warning", "act now"),
    "es": ("urgent", "inmediatamente", "de inmediato", "[uú]ltima oportunidad", "[uú]ltimo aviso"),
    "fr": ("urgen", "immédiatement", "sans délai", "dernière chance", "dernier avertissement", "dernier avis"),
    "de": ("dringend", r"sofort\b", "umgehend", "unverzüglich", "letzte (?:chance|warnung|mahnung)"),
    "pt": ("urgent", "imediatamente", "de imediato", "última (?:chance|oportunidade)", "último aviso"),
    "it": ("urgent", "immediatamente", "ultima (?:possibilità|occasione)", "ultimo (?:avviso|avvertimento)"),
    "nl": ("dringend", "onmiddellijk", "per direct", "urgent", "laatste (?:kans|waarschuwing)"),
    "pl": (r"piln(?:e|ie|y|a)\b", "natychmiast", "niezwłocznie", "ostatnia szansa", "ostatnie (?:ostrzeżeni|wezwani)"),
}
# 12 CFR 1006.6; CONC 7.9.7: not where others may read or hear it.
EXPOSING: Final[Words] = {
    "en": (r"debts?\b", "overdue", "delinquen"),
    "es": (r"deudas?\b", "deudor", "moros", r"vencid[oa]s?\b"),
    "fr": (r"dettes?\b", r"débit(?:eur|rice)", r"en retard\b", "arriéré", r"échue?s?\b"),
    "de": (r"schulden\b", "schuldner", "überfällig", r"in verzug\b", "säumig", "rückständ", r"mahnung"),
    "pt": (r"dívidas?\b", "devedor", r"vencid[oa]s?\b", "inadimpl", r"em atraso\b", r"atrasad[oa]s?\b"),
    "it": (r"debit[oi]\b", "debitor", r"scadut[oaie]\b", "moros", r"in ritardo\b", r"arretrat"),
    "nl": (r"schuld(?:en)?\b", "schuldenaar", "achterstallig", "achterstand", r"te laat\b"),
    "pl": (r"dług(?:i|u|iem|ów)?\b", "dłużni", "zaległ", "przeterminowan", r"po terminie\b", "zadłuż"),
}
# Things that only a fraud asks for or sends.
SECRET: Final[Words] = {
    "": (r"cvv\b", r"cvc\b", r"pin\b", r"\d{8,}"),
    "en": ("security code", "password"),
    "es": ("contraseñ", "c[oó]digo de seguridad"),
    "fr": ("mots? de passe", "code de sécurité", "cryptogramme"),
    "de": ("passwort", "passwörter", "kennwort", "sicherheitscode", "prüfziffer"),
    "pt": (r"senhas?\b", "código de segurança"),
    "it": ("password", "codice di sicurezza"),
    "nl": ("wachtwoord", "pincode", "beveiligingscode"),
    "pl": (r"has(?:ło|ła|eł|łem)\b", "kod\\w* (?:zabezpiecz|bezpiecz)"),
}
ACCOUNT: Final[Words] = {
    "": (r"iban\b", r"swift\b", r"bic\b"),
    "en": ("sort code", "routing number", "account number", "card number", "bank details"),
    "es": (r"clabe\b", r"cbu\b", "datos bancarios", "n[uú]meros? de (?:la |su )?(?:cuenta|tarjeta)"),
    "fr": ("coordonnées bancaires", r"numéros? de (?:la |votre )?(?:compte|carte)", r"rib\b"),
    "de": ("kontonummer", "kartennummer", "bankverbindung", "bankdaten", "bankleitzahl"),
    "pt": ("dados bancários", r"números? d[aeo] (?:sua |seu )?(?:conta|cartão)", "chave pix"),
    "it": ("coordinate bancarie", "dati bancari", r"numer[oi] (?:di|del|della)(?: suo| sua)? ?(?:conto|carta)"),
    "nl": ("rekeningnummer", "kaartnummer", "bankgegevens"),
    "pl": (r"numer\w* (?:konta|rachunku|karty)", "dan\\w+ bankow"),
}
ADMISSION: Final[Words] = {
    "en": ("our (?:own )?(?:fault|mistake|error|blame)", "we (?:made a mistake|were wrong|are to blame|are liable)"),
    "es": ("nuestr[oa] (?:culpa|error|fallo)", "nos (?:hemos )?equivoca(?:mos|do)", "somos responsables"),
    "fr": (
        "notre (?:faute|erreur)",
        "nous (?:nous sommes trompé|avons (?:fait|commis) une erreur|sommes responsables)",
    ),
    "de": (
        r"unser(?:e|em|en|es)? (?:fehler|schuld|verschulden|irrtum|versehen)",
        "wir (?:haften|haben (?:uns geirrt|einen fehler))",
    ),
    "pt": ("noss[oa] (?:culpa|erro|falha)", r"(?:nós )?erramos", "nos enganamos", "somos responsáveis"),
    "it": ("nostr[oa] (?:colpa|errore|sbaglio)", "ci siamo sbagliat", "abbiamo sbagliato", "siamo responsabili"),
    "nl": ("onze (?:fout|schuld|vergissing)", r"(?:wij|we) (?:hebben (?:ons vergist|een fout)|zijn aansprakelijk)"),
    "pl": (
        r"nasz(?:a|ą|ego|ym|ej)? (?:win|błęd|błąd|pomyłk)",
        "pomyliliśmy",
        "popełniliśmy błąd",
        "ponosimy odpowiedzialność",
    ),
}
# Why a bank or card network returned a payment is between the customer and the bank.
BANK_REASON: Final[Words] = {
    "en": (
        "insufficient funds",
        "(?:no|lack of|without) funds",
        "not enough (?:money|funds)",
        "(?:closed|blocked|frozen) account",
        "account (?:is|was|has been) (?:closed|blocked|frozen)",
    ),
    "es": (
        "(?:fondos|saldo) insuficiente",
        "(?:falta de|sin) fondos",
        "cuenta (?:está )?(?:cerrada|bloqueada|embargada)",
    ),
    "fr": (
        "(?:provision|fonds|solde) insuffisant",
        "(?:défaut de|sans) provision",
        r"compte (?:est |a été )?(?:clos|clôturé|bloqué)",
    ),
    "de": (
        "mangel(?:s|nder?) deckung",
        "(?:unzureichende|fehlende) deckung",
        "nicht gedeckt",
        r"konto (?:ist |wurde )?(?:erloschen|gesperrt|geschlossen)",
    ),
    "pt": (
        "saldo insuficiente",
        "(?:falta|insuficiência) de (?:saldo|fundos)",
        "sem (?:saldo|fundos)",
        r"conta (?:está |foi )?(?:encerrada|bloqueada)",
    ),
    "it": (
        "fondi insufficienti",
        "(?:mancanza di|senza) fondi",
        "saldo insufficiente",
        r"conto (?:è |è stato )?(?:chiuso|bloccato)",
    ),
    "nl": (
        "(?:onvoldoende|ontoereikend|te weinig) (?:saldo|geld)",
        r"rekening (?:is )?(?:gesloten|geblokkeerd|opgeheven)",
    ),
    "pl": (
        "brak\\w* środków",
        "niewystarczając\\w+ środk",
        r"(?:konto|rachunek) (?:jest |został\w* )?(?:zamknięt|zablokowan)",
    ),
}
