# ruff: noqa: E501 - one entry a line: a broken one cannot be reviewed
"""Short words that short replies are made of, per language; folded. A word may stand under several languages.

Letters alone do not tell "si" (es) from "sì" (it) or "demain" (fr) from German: these lists do.
"""

from __future__ import annotations

PLAIN_WORDS: dict[str, str] = {
    "en": """yes yeah yep yup no not ok okay i you the is it my me we to for on at by of and this that paid pay payment
        tomorrow today yesterday monday tuesday wednesday thursday friday saturday sunday week month thanks thank please
        call sent send wrong number refund credit how much when what who why already will have bill invoice stop
        got sure next last bank check amount half money dont not cant wont""",
    "es": """si no vale claro ya yo tu usted el la los las es de que en un una mi me se lo por para con del al pague
        pago pagar pagare pagado manana hoy ayer lunes martes miercoles jueves viernes sabado domingo semana mes gracias
        favor llameme llamame envie numero equivocado reembolso devolucion credito cuanto cuando quien porque factura
        banco mitad dinero hola bueno buenas entendido acuerdo recibo cuenta""",
    "fr": """oui non merci demain aujourd hui hier lundi mardi mercredi jeudi vendredi samedi dimanche semaine mois je
        vous le la les est un une mon ma moi ce pas pour avec deja paye payer paiement facture appelez remboursement
        combien quand qui quoi pourquoi bonjour accord bien banque argent et du des au ai numero erreur""",
    "de": """ja nein danke morgen heute gestern montag dienstag mittwoch donnerstag freitag samstag sonntag woche monat
        ich sie der die das ist nicht ein eine mein mir bitte schon bezahlt zahlen zahlung rechnung rufen anrufen geld
        wann wer wie was warum und mit fur am im habe haben ordnung guthaben gut falsche nummer uberwiesen""",
    "pt": """sim nao obrigado obrigada amanha hoje ontem segunda terca quarta quinta sexta sabado domingo semana mes eu
        voce o a os as e um uma meu minha me ja paguei pagar pagamento fatura boleto ligue reembolso quanto quando quem
        porque bom tudo bem banco dinheiro com por para do da no na numero errado""",
    "it": """si no grazie domani oggi ieri lunedi martedi mercoledi giovedi venerdi sabato domenica settimana mese io lei
        il lo la gli le un una mio mia mi ho gia pagato pagare pagamento fattura chiami rimborso quanto quando chi
        perche bene va banca soldi con per del della e non di che numero sbagliato""",
    "nl": """ja nee bedankt dank morgen vandaag gisteren maandag dinsdag woensdag donderdag vrijdag zaterdag zondag week
        maand ik u je jij de het een is niet mijn mij al betaald betalen betaling factuur bel bellen terugbetaling
        hoeveel wanneer wie wat waarom goed bank geld en met voor heb van op dit verkeerd nummer""",
    "pl": """tak nie dziekuje dzieki jutro dzis dzisiaj wczoraj poniedzialek wtorek sroda srode czwartek piatek sobota
        sobote niedziela tydzien tygodniu miesiac ja pan pani to jest moj mnie mi juz zaplacilem zaplacilam zaplace
        faktura fakture prosze zadzwonic zwrot ile kiedy kto co dlaczego dobrze bank pieniadze i z na w do numer pomylka""",
}

# Words that customers of every language type: they say nothing of it.
NEUTRAL_WORDS = """ok okay okey oki okk okok oke k kk lol haha hahaha hehe jaja xd super top stop start stopp resume
    nn bro hmm hm mm ah oh ha eh paypal visa mastercard amex iban bic swift sepa pix blik ideal bizum twint zelle venmo
    klarna apple google pay gpay whatsapp telegram sms email mail info pdf app bot robot chat gmail hotmail outlook
    facebook instagram amazon netflix spotify bitcoin crypto spam ticket login link wifi pin id ref inv re fw fwd tel fax
    usd eur gbp pln chf brl mxn euro euros unsubscribe subscribe gmbh sa sl srl ltd inc llc bv spa zoo emoji hotel taxi"""
