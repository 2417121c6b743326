"""Words that, alone in a message, end the contact (OPTOUT-WORDS), and words that resume it. Folded by the engine."""

from __future__ import annotations

from bot.conversation.intents.rule import Rule, lines
from bot.domain.vocabulary import Intent

# Sure on every channel.
_SURE = """
    stop
    stopp
    stopall
    stop_all
    stop_it
    stop_now
    s t o p p?
    stop texts|sms|messages|emails|texting|messaging|emailing|contact
    unsubscribe me?
    optout
    opt_out
    opt_me_out
    revoke
    revoke_consent
    remove_me
    remove_me_from your|the|this|that list
    no_more texts|messages|emails|sms
    # es
    alto
    baja
    baja_total
    dar_de_baja|darme_de_baja|darse_de_baja
    dame_de_baja|deme_de_baja|denme_de_baja
    parar
    pare|paren
    detener
    detengan|deten|detente
    detener_mensajes
    cancelar_suscripcion
    desuscribir|desuscribirme|desuscribirse|desuscribanme
    anular_suscripcion
    no_mas
    no_mas mensajes|sms|correos|textos
    ya_no_mas mensajes?
    basta|basta_ya
    quitenme_de_la_lista|borrenme_de_la_lista
    # fr
    arret|arreter|arretez|stopper
    arretez_les sms|messages
    desabonner|desabonnement|desabonnez_moi|me_desabonner
    desinscrire|desinscription|desinscrivez_moi|me_desinscrire
    plus_de_sms|plus_de_messages
    # de
    abmelden|abmeldung|austragen
    abbestellen
    aufhoren|hor_auf|horen_sie_auf
    keine_sms_mehr|keine_nachrichten_mehr|keine_mails_mehr
    # pt
    descadastrar|descadastre_me
    sair
    remover|remova_me|me_remova
    cancelar_inscricao
    chega_de_mensagens
    # it
    disiscrivi|disiscrivimi|disiscrivermi|disiscrizione
    cancellami|cancellatemi|rimuovimi|rimuovetemi
    disdici|disdire
    smettetela|smettila
    niente_piu_messaggi
    # nl
    afmelden|uitschrijven|meld_mij_af|schrijf_mij_uit
    stoppen
    geen_sms_meer|geen_berichten_meer
    # pl
    wypisz|wypisz_mnie|wypisuje_sie
    rezygnuje
    zatrzymaj
    przestan|przestancie
    nie_pisz|nie_piszcie
    🛑
"""

# The carriers' words that are also ordinary ones: sure where a message is a keyword (SMS, chat), not in an e-mail.
_SHORT_CHANNELS = """
    end
    end_all
    quit
    cancel
    cancel_all
    cancelar
    cancela|cancelen
    anular
    fin
    salir
    para
    terminar
    annuler
    fini
    beenden
    ende
    cancela_tudo
    annulla
    cancella
    basta_cosi
    anuluj
    koniec
    opzeggen
    einde
"""

_RESUME = """
    start
    unstop
    resume
    subscribe
    opt_in
    optin
    restart
    opt_me_in|opt_me_back_in
    # es
    iniciar
    alta
    reanudar
    activar
    empezar
    suscribir|suscribirme
    # fr, de, pt, it, nl, pl
    reprendre|abonner
    anmelden
    iniciar_mensagens|retomar
    iscrivimi
    aanmelden
    wznow|zapisz_mnie
"""

RULES = (
    Rule("opt_out.word", Intent.OPT_OUT, 0.99, lines(_SURE), plain=False, whole=True),
    Rule("opt_out.keyword", Intent.OPT_OUT, 0.98, lines(_SHORT_CHANNELS), plain=False, whole=True),
    Rule("opt_in.word", Intent.OPT_IN, 0.97, lines(_RESUME), plain=False, whole=True, everywhere=True),
    Rule(
        "opt_out.sentence",
        Intent.OPT_OUT,
        0.95,
        lines("""
            ^ stop|unsubscribe|optout|opt_out|stopall please? $
            ^ please stop|unsubscribe $
            ^ unsubscribe me please? $
            ^ por_favor? paren|detengan|deten por_favor? $
            ^ basta ya? $
        """),
        plain=False,
    ),
)

# A keyword rule is only this sure where the message is not a keyword by the habit of the channel.
KEYWORD_ELSEWHERE = {"opt_out.keyword": 0.6}
