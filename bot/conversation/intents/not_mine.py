"""“Do you know this payment?” is answered with “that is not mine”: a plain no. Elsewhere it contests a charge.

Only where the case is about a payment whose owner is looked for. Folded by the engine, like all tables.
"""

from __future__ import annotations

from typing import Final

from bot.conversation.intents.rule import Rule, lines
from bot.domain.vocabulary import CaseType, Intent, Question

# In these types a payment is shown to somebody who may or may not have made it, and nothing is charged.
_WHOSE: Final = frozenset({CaseType.MISALLOCATED_PAYMENT, CaseType.UNIDENTIFIED_PAYMENT})

_NOT_MINE: Final = {
    "en": """
        no? sorry? this|that|it|the|they|these|those? payment|money? is|was|are|were? not mine|ours
        no? this|that|it|the? payment? does|do|did not belong|come to|from me|us
        no? i|we do|did not know|recognise|recognize|make|send this|that|the|it|of|about? payment|it|anything?
        no? not my|our payment|money
        no? never made|sent this|that|the|it payment?
    """,
    "es": """
        no? eso|esto|ese|este|el? pago? no es|era|son mio|mia|nuestro|nuestra|mios|nuestros
        no? ese|este|el pago no es|era mio|nuestro
        no? no lo|la conozco|conocemos|reconozco|reconocemos|hice|hicimos
        no? no conozco|conocemos|reconozco|reconocemos ese|este|el|dicho pago
        no? no hice|hicimos ese|este|el pago
    """,
    "fr": """
        non? ce n'est|est pas le|la|a mien|mienne|moi|notre|nous
        non? ce n'est pas mon|notre paiement
        non? ce paiement n'est pas le|a mien|notre|moi|nous
        non? je|nous ne connais|connaissons|reconnais|reconnaissons pas ce paiement
        non? pas a? moi|nous
    """,
    "de": """
        nein? das|die|diese? zahlung? ist|war? nicht meine|meins|unsere|unseres|von_mir|von_uns
        nein? diese|die zahlung kenne|kennen ich|wir nicht
        nein? ich|wir kenne|kennen diese|die zahlung nicht
        nein? kenne|kennen ich|wir nicht
    """,
    "pt": """
        nao? esse|este|isso|o? pagamento? nao e|era|foi meu|nosso|minha|nossa
        nao? nao conheco|reconheco|conhecemos|reconhecemos esse|este|o? pagamento?
        nao? nao fiz|fizemos esse|este|o pagamento
    """,
    "it": """
        no? non e|era mio|nostro|mia|nostra
        no? questo|quel|il pagamento non e mio|nostro
        no? non lo? conosco|conosciamo|riconosco|riconosciamo questo|quel|il? pagamento?
        no? non l'ho|ho|abbiamo fatto io|noi|questo|quel? pagamento?
    """,
    "nl": """
        nee? dat|die|deze? betaling? is|was? niet van_mij|van_ons|de_mijne|de_onze
        nee? die|deze|de betaling ken|kennen|herken|herkennen ik|wij|we niet
        nee? ik|wij|we ken|kennen|herken|herkennen die|deze|de betaling niet
    """,
    "pl": """
        nie? to nie moje|nasze|moja|nasza platnosc|wplata?
        nie? ta|to platnosc|wplata nie jest moja|nasza
        nie? nie znam|znamy|rozpoznaje|rozpoznajemy tej|takiej platnosci|wplaty
        nie? nie moja|nasza|moje|nasze platnosc|wplata?
    """,
}

PREFIX: Final = "deny.not_mine"
RULES: Final = tuple(
    Rule(
        f"{PREFIX}.{language}",
        Intent.DENY,
        0.9,
        lines(block),
        plain=False,
        everywhere=True,
        whole=True,
        asked=frozenset({Question.REFERENCE}),
        about=_WHOSE,
    )
    for language, block in _NOT_MINE.items()
)
