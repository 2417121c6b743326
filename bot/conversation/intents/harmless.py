# ruff: noqa: E501 - one entry a line: a broken one cannot be reviewed
"""Words that alarm and mean something else: "my brother is a lawyer", "delete the duplicate line", "Abbuchung gestoppt".

They bar nothing: the rest of the message is read without them, and what it does not say by itself is not said. In every
language, whatever the reply's. Folded by the engine, like all tables.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.conversation.intents.rule import lines
from bot.domain.vocabulary import Flag, Intent

_CHARGE = (
    "fee fees charge charges line lines item items duplicate duplicates interest penalty penalties discount entry "
    "invoice invoices surcharge cargo cargos recargo recargos linea partida duplicado intereses factura facturas comision "
    "gebuhr gebuhren mahngebuhr mahngebuhren position positionen zinsen rechnung frais ligne penalites doublon facture "
    "taxa multa juros linha fatura cobranca spese riga interessi fattura mora kosten regel rente factuur boete "
    "oplate odsetki pozycje fakture kare"
)
_FAMILY = (
    "husband wife spouse partner father mother dad mom mum son daughter brother sister friend cousin uncle aunt neighbour "
    "neighbor colleague boss hermano hermana esposo esposa marido padre madre papa mama hijo hija primo amigo "
    "bruder schwester mann frau vater mutter sohn tochter freund freundin frere soeur mari femme pere mere fils fille ami "
    "irmao irma marido esposa pai mae filho filha amigo fratello sorella marito moglie figlio figlia amico "
    "broer zus man vrouw vader moeder zoon dochter vriend brat siostra maz zona ojciec matka syn corka kolega"
)
_LAWYER = (
    "lawyer attorney solicitor barrister judge abogado abogada juez anwalt anwaltin rechtsanwalt rechtsanwaltin richter "
    "avocat avocate juge advogado advogada juiz avvocato avvocatessa giudice advocaat rechter prawnik prawnikiem adwokat "
    "adwokatem sedzia"
)
_WORK = (
    "service delivery deliveries order orders subscription work production shipment servicio entrega entregas pedido "
    "suministro lieferung lieferungen bestellung dienst abo livraison commande service abonnement entrega servico "
    "assinatura consegna servizio ordine levering dienst bestelling abonnement dostawe dostawy zamowienia usluge"
)
CLASSES: Final = {"charge": _CHARGE, "family": _FAMILY, "lawyer": _LAWYER, "work": _WORK}
_OF_AGE: Final = "|".join(str(age) for age in range(18, 100))

_NO_STOP = """
    remove|delete|cancel|drop|waive|strike|scrap|quita|quiten|quitar|eliminen|borren|anulen|streichen|loschen|stornieren|enlevez|supprimez|retirez|annulez|remova|removam|retirem|cancelem|tolga|togliete|eliminate|annullate|verwijder|schrap|usuncie|usunac|anulujcie ..3 @charge
    do not|never stop|cancel|interrupt|pause ..2 @work
    no cancelen|interrumpan|suspendan|corten|paren ..2 @work
    not|no|pas|nicht|nao|non|niet|nie interrompez|arretez|suspendez|stoppen|einstellen|cancelem|parem|interrompete|sospendete|wstrzymujcie ..2 @work
    no dejen|deje|dejes de avisarme|informarme|notificarme|escribirme|mandarme|recordarme
    do not stop reminding|informing|telling|updating me|us
    no paro|pare|paramos|paraba de trabajar|llover|hablar
    quit|stop|give_up smoking|drinking|gambling|working|my_job|the_gym
    dejar|deje de fumar|beber|trabajar
    aufhoren zu rauchen|arbeiten
    arreter|arrete de fumer|boire|travailler
    leave it|that|this with|to me|us
    leave me a voicemail|message|note
    bus|tram|metro|train stop
"""
_NO_START = """
    start|starting date|of|time|in|from|up
    the|a|your|our start of
    alta calidad|velocidad|gama|tension|resolucion|cocina|temporada|demanda
    la|una|muy mas? alta
    inicio de
    anfang|beginn der|des|vom|von
    debut du|de|d'octobre
"""
_NO_LAWYER = """
    legal name|entity|address|holiday|form|age
    nombre|razon|domicilio legal|social
    @family is|are|was|works|es|ist|war|est|e|jest|arbeitet|trabaja|travaille ..1 a|an|as|un|una|als|comme|como|um|een? @lawyer
    @family ..1 is|es|ist|est|e|jest @lawyer
    i|we am|are a|an @lawyer
    food|basketball|tennis|squash|volleyball|football court
    court street|road|avenue|lane|house
"""
_NO_DEATH = """
    inspection|test|tests|exam|exams|audit|deadline|check|checks|law|bill|motion|vote|storm passed
    passed me|us|you|it|this|that|your|my|along|on|the ..3 bill|invoice|message|letter|email|text|note|number|link|to|along
    passed this|it|that|your|the ..2 to|on|along
    battery|phone|car|computer|laptop|engine|internet|connection|tablet|machine|server|printer|line ..3 died|dead|passed
    bateria|telefono|celular|movil|coche|carro|computadora|internet|impresora ..2 murio|muerto|muerta
    akku|handy|rechner|drucker|server|laptop|motor ..3 tot|gestorben|hin
    batterie|portable|ordinateur|imprimante|voiture ..3 mort|morte
    bateria|celular|computador|carro ..2 morreu|morta
    batteria|telefono|computer|macchina ..3 morto|morta
    accu|telefoon|computer|laptop|printer ..3 dood|overleden
"""
_NO_STRANGER = """
    wrong|incorrect ..1 amount|price|invoice|total|date|rate|quantity|item|product|size|colour|color|order|bill|charge|currency|reference|account
    do not know what ..1 this|that|it|the ..2 for|about
    do not know what this|that|it is
    i|we am|are not going_to|gonna|paying|able|sure|happy|willing|in_a_position
    no se|sabemos de_que|que|para_que es|se_trata|son ..1 esto|este|esta|eso
    weiss nicht was|wofur das|wozu
    sais pas ce_que|a_quoi|pourquoi c'est
"""
_NO_MINOR = f"""
    minor issue|problem|error|thing|mistake|difference|detail|inconvenience|amount|discrepancy|correction|change|typo|damage|repair|works
    i|he|she|we|mother|father|mum|mom|dad am|is|are {_OF_AGE}
    tengo|tiene|tenemos|llevo|llevamos 1*|2*|3*|4*|5*|6*|7*|8*|9* anos de|como|siendo|con|trabajando|pagando cliente|ustedes|ser|servicio|puntual|aqui|la
    bin|ist seit? {_OF_AGE}
    ho {_OF_AGE} anni
    j'ai|ai {_OF_AGE} ans
    tengo|tiene|tenho|tem {_OF_AGE} anos
    mam|ma {_OF_AGE} lat
    ben|is {_OF_AGE} jaar
    @family|child|kid|hijos|kinder|enfants ..1 has|have|tiene|hat|a|ha|tem|heeft|ma 1*|2*|3*|4*|5*|6*|7*|8*|9* invoices|bills|accounts|orders|facturas|cuentas|pedidos|rechnungen|factures|comptes|faturas|fatture|facturen|faktur|faktury
"""
_NO_PERSON = """
    person|people|lady|man|woman|guy from|in|of accounting|accounts|finance|billing|the_office|the_shop
    persona|senora|senor|chica|encargado|encargada de contabilidad|cobranza|finanzas|la_oficina|administracion|caja
    personne|dame|monsieur de|du|au la? comptabilite|bureau
"""

# label -> phrases that hold its words and do not mean it
_PHRASES: Final[Mapping[Intent | Flag, str]] = {
    Intent.OPT_OUT: _NO_STOP,
    Intent.OPT_IN: _NO_START,
    Intent.LEGAL_NOTICE: _NO_LAWYER + _NO_DEATH,
    Intent.WRONG_PERSON: _NO_STRANGER,
    Intent.HUMAN_REQUEST: _NO_PERSON,
    Flag.BEREAVED: _NO_DEATH,
    Flag.MINOR: _NO_MINOR,
    Flag.SELF_HARM: "quit|stop smoking|drinking|gambling|working",
}
PHRASES: Final = tuple((label, written) for label, block in _PHRASES.items() for written in lines(block))
