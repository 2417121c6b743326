"""The words that our messages invite in languages whose sentences the rules do not read: sure when they stand alone.

English and Spanish have theirs among their rules; STOP is in `stop_words`. docs/templates.md lists them for
translators. Folded by the engine.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.conversation.intents.rule import Rule, lines
from bot.domain.vocabulary import Intent

# "I do not know" answers what was asked as well as anybody can: the ladder goes on without it.
_WORDS: Final[Mapping[str, Mapping[Intent, str]]] = {
    "en": {
        Intent.HUMAN_REQUEST: "call",
        Intent.DOCUMENT_REQUEST: "please_explain",
        Intent.ACKNOWLEDGEMENT: "i_do_not_know|i_don't_know|i_dont_know",
    },
    "es": {
        Intent.HUMAN_REQUEST: "llamenme|llameme",
        Intent.DOCUMENT_REQUEST: "expliquenmelo|expliquemelo",
        Intent.ACKNOWLEDGEMENT: "no_lo_se|no_se",
    },
    "fr": {
        Intent.AFFIRM: "oui",
        Intent.DENY: "non",
        Intent.HUMAN_REQUEST: """
            appel|appelez-moi
            un? conseiller|conseillere
            une? personne|humain|interlocuteur
        """,
        Intent.WRONG_PERSON: """
            mauvaise personne
            mauvais numero|destinataire
            erreur de personne|numero|destinataire
            ce_n'est|c'est pas moi
        """,
        Intent.REFUND_REQUEST: "un|le? remboursement",
        Intent.KEEP_AS_CREDIT: "un? avoir",
        Intent.DOCUMENT_REQUEST: "expliquez-moi",
        Intent.ACKNOWLEDGEMENT: "je_ne_sais_pas",
    },
    "de": {
        Intent.AFFIRM: "ja",
        Intent.DENY: "nein",
        Intent.HUMAN_REQUEST: """
            eine|einen|ein? person|mensch|menschen|mitarbeiter|mitarbeiterin|berater|beraterin
            anruf
        """,
        Intent.WRONG_PERSON: """
            falsche person|nummer|adresse
            falscher empfanger
            falsch verbunden
            das? bin_ich nicht
        """,
        Intent.REFUND_REQUEST: "eine|die? erstattung|ruckerstattung|ruckzahlung",
        Intent.KEEP_AS_CREDIT: "eine|die|ein|das? gutschrift|guthaben",
        Intent.DOCUMENT_REQUEST: "bitte_erklaren",
        Intent.ACKNOWLEDGEMENT: "weiss_ich_nicht|weis_ich_nicht|ich_weiss_es_nicht",
    },
    "pt": {
        Intent.AFFIRM: "sim",
        Intent.DENY: "nao",
        Intent.HUMAN_REQUEST: """
            um|uma? atendente|pessoa|humano
            ligar
        """,
        Intent.WRONG_PERSON: """
            pessoa errada
            numero|destinatario errado
            nao sou eu
        """,
        Intent.REFUND_REQUEST: "um|o? reembolso|estorno",
        Intent.KEEP_AS_CREDIT: "um|o? credito",
        Intent.DOCUMENT_REQUEST: "por_favor_expliquem|expliquem",
        Intent.ACKNOWLEDGEMENT: "nao_sei",
    },
    "it": {
        Intent.AFFIRM: "si",
        Intent.DENY: "no",
        Intent.HUMAN_REQUEST: """
            un|una|un'? operatore|operatrice|persona
            telefonata
        """,
        Intent.WRONG_PERSON: """
            persona sbagliata
            numero|destinatario sbagliato
            non sono io
        """,
        Intent.REFUND_REQUEST: "un|il? rimborso",
        Intent.KEEP_AS_CREDIT: "un|il? credito|accredito",
        Intent.DOCUMENT_REQUEST: "vorrei_una_spiegazione|spiegatemi",
        Intent.ACKNOWLEDGEMENT: "non_lo_so",
    },
    "nl": {
        Intent.AFFIRM: "ja",
        Intent.DENY: "nee",
        Intent.HUMAN_REQUEST: """
            een? medewerker|persoon|mens
            bel_mij|bellen
        """,
        Intent.WRONG_PERSON: """
            verkeerde persoon
            verkeerd nummer|adres|verbonden
            dat? ben_ik niet
        """,
        Intent.REFUND_REQUEST: "een|de? terugbetaling",
        Intent.KEEP_AS_CREDIT: "een|het? tegoed",
        Intent.DOCUMENT_REQUEST: "leg_uit|graag_uitleg",
        Intent.ACKNOWLEDGEMENT: "weet_ik_niet",
    },
    "pl": {
        Intent.AFFIRM: "tak",
        Intent.DENY: "nie",
        Intent.HUMAN_REQUEST: """
            konsultant|konsultanta|konsultantka|czlowiek|osoba|pracownik
            telefon
        """,
        Intent.WRONG_PERSON: """
            nie|zla|niewlasciwa ta? osoba
            nie|zly|niewlasciwy ten? numer
            nie do mnie
            to? nie ja
        """,
        Intent.REFUND_REQUEST: "zwrot pieniedzy?",
        Intent.KEEP_AS_CREDIT: "zaliczenie|nadplata",
        Intent.DOCUMENT_REQUEST: "prosze_wyjasnic",
        Intent.ACKNOWLEDGEMENT: "nie_wiem",
    },
}

RULES: Final = tuple(
    Rule(f"invited.{language}.{intent}", intent, 0.9, lines(block), plain=False, whole=True, everywhere=True)
    for language, words in _WORDS.items()
    for intent, block in words.items()
)

# What the messages print, as people read it: language -> what it means -> the words.
PRINTED: Final[Mapping[str, Mapping[Intent, tuple[str, ...]]]] = {
    "fr": {
        Intent.AFFIRM: ("oui",),
        Intent.DENY: ("non",),
        Intent.HUMAN_REQUEST: ("conseiller", "appel"),
        Intent.WRONG_PERSON: ("mauvaise personne",),
        Intent.REFUND_REQUEST: ("remboursement",),
        Intent.KEEP_AS_CREDIT: ("avoir",),
        Intent.DOCUMENT_REQUEST: ("expliquez-moi",),
        Intent.ACKNOWLEDGEMENT: ("je ne sais pas",),
        Intent.OPT_IN: ("reprendre",),
    },
    "de": {
        Intent.AFFIRM: ("ja",),
        Intent.DENY: ("nein",),
        Intent.HUMAN_REQUEST: ("Person", "Anruf"),
        Intent.WRONG_PERSON: ("falsche Person",),
        Intent.REFUND_REQUEST: ("Erstattung",),
        Intent.KEEP_AS_CREDIT: ("Gutschrift",),
        Intent.DOCUMENT_REQUEST: ("bitte erklären",),
        Intent.ACKNOWLEDGEMENT: ("weiß ich nicht",),
    },
    "pt": {
        Intent.AFFIRM: ("sim",),
        Intent.DENY: ("não",),
        Intent.HUMAN_REQUEST: ("atendente", "ligar"),
        Intent.WRONG_PERSON: ("pessoa errada",),
        Intent.REFUND_REQUEST: ("reembolso",),
        Intent.KEEP_AS_CREDIT: ("crédito",),
        Intent.DOCUMENT_REQUEST: ("por favor, expliquem",),
        Intent.ACKNOWLEDGEMENT: ("não sei",),
    },
    "it": {
        Intent.AFFIRM: ("sì",),
        Intent.DENY: ("no",),
        Intent.HUMAN_REQUEST: ("operatore",),
        Intent.WRONG_PERSON: ("persona sbagliata",),
        Intent.REFUND_REQUEST: ("rimborso",),
        Intent.KEEP_AS_CREDIT: ("credito",),
        Intent.DOCUMENT_REQUEST: ("vorrei una spiegazione",),
    },
    "nl": {
        Intent.AFFIRM: ("ja",),
        Intent.DENY: ("nee",),
        Intent.HUMAN_REQUEST: ("medewerker",),
        Intent.WRONG_PERSON: ("verkeerde persoon",),
        Intent.REFUND_REQUEST: ("terugbetaling",),
        Intent.KEEP_AS_CREDIT: ("tegoed",),
    },
    "pl": {
        Intent.AFFIRM: ("tak",),
        Intent.DENY: ("nie",),
        Intent.HUMAN_REQUEST: ("konsultant",),
        Intent.WRONG_PERSON: ("nie ta osoba",),
        Intent.REFUND_REQUEST: ("zwrot",),
        Intent.KEEP_AS_CREDIT: ("zaliczenie",),
        Intent.DOCUMENT_REQUEST: ("proszę wyjaśnić",),
        Intent.ACKNOWLEDGEMENT: ("nie wiem",),
    },
}
