# ruff: noqa: E501 - one phrase a line
"""What makes a named day unsure, in eight languages, as phrases (`phrases.py`)."""

from __future__ import annotations

from typing import Final

# What asks us to do something, or doubts something else, makes no day unsure.
# In the day's clause, or in a clause or sentence beside it that says nothing else.
DOUBTS: Final = """
    maybe|perhaps|possibly !you_could|you_can|could_you|can_you|you_should|someone|somebody|call|send
    probably|prob|hopefully|tentatively
    might
    i|we may
    try|trying to|for|and|my
    do|try my best
    hope|hoping to|i_can|we_can|for
    not sure !who|what|why|how|where|which|about|whose|if_you|whether_you|this|that|you
    unsure !who|what|why|how|where|about
    do not know !who|what|why|how|where|which|about|you|your|the|this|that|if_you|anything|anybody|anyone
    if i|we can|could|am_able|are_able
    if possible
    a_lo_mejor|quizas|quiza|tal_vez|talvez|puede_que|puede_ser !puede|podria|pueden|podrian|me|alguien
    probablemente|posiblemente|seguramente|ojala
    intentare|intentaremos|tratare|trataremos|procurare
    voy|vamos a intentar|tratar|ver
    espero|esperamos poder|pagar|que|depositar|transferir
    si puedo|podemos|pudiera|se_puede|me_alcanza|nos_alcanza|me_es_posible|es_posible
    a_ver_si !me_mandan|me_envian|me_llaman|me_explican|ustedes|pueden|puede
    no_se si|el|la|cuando|exactamente|bien|aun|todavia|$
    no estoy|estamos seguro|segura|seguros|seguras !de_que_es|quien|que_es
    peut-etre|peut_etre|probablement|eventuellement|possiblement|sans_doute !vous|quelqu'un|que_vous
    je|on|nous vais|va|allons essayer|tenter|tacher
    j'essaie|j'essaye|j'essaierai|j'essayerai|essaierai|essaie
    j'espere|esperons|esperant|espere pouvoir|payer|que|regler|$
    pas sur|sure|certain|certaine|encore_sur !que_ce|de_ce|qui|pourquoi
    sais pas si|quand|encore|exactement|trop|$
    si je|on peux|peut|pouvais
    vielleicht|eventuell|evtl|vllt|vlt|wahrscheinlich|vermutlich|hoffentlich !konnen_sie|konnten_sie|kann_jemand|rufen
    ich|wir versuche|versuchen|probiere|probier
    versuche|probiere es|am|bis|zum
    ich|wir hoffe|hoffen
    mal schauen|sehen|gucken
    weiss|weis nicht|noch_nicht|nicht_genau ob|wann|genau|$
    nicht sicher !wer|was|warum|ob_sie|wie
    wenn ich|wir kann|konnen|es_schaffe|es_hinbekomme
    provavelmente|possivelmente|tomara|quem_sabe
    vou|vamos|irei tentar|ver_se
    tentarei|tento
    espero|esperamos conseguir|receber|ter
    se der|puder|conseguir|eu_puder|eu_conseguir|deus_quiser
    nao sei se|quando|direito|ainda|$
    nao tenho|tenho_muita certeza
    forse|magari|probabilmente|eventualmente|possibilmente !potete|puo|qualcuno|mi
    spero|speriamo di|che
    provo|provero|proviamo|cerco|cerchero|cerchiamo a|di
    se riesco|posso|riusciamo|possibile|ce_la_faccio
    non so se|quando|ancora|bene|$
    non sono|siamo sicuro|sicura|sicuri !che_cosa|chi|di_chi
    vediamo|vedo se
    misschien|wellicht|waarschijnlijk|hopelijk|mogelijk|eventueel !kunt_u|kan_iemand|kunnen_jullie
    ik|we|wij hoop|hopen|probeer|proberen
    probeer het|om|op|voor
    als het|ik lukt|kan
    weet niet|nog_niet|het_niet of|wanneer|precies|zeker|$
    niet zeker !wie|wat|waarom
    moze ~nie|nikt !byc|pan|pani|panstwo|ktos|mozecie|mi
    byc_moze|prawdopodobnie|chyba|ewentualnie|raczej !nie|ze
    mam|mamy nadzieje
    postaram|postaramy|sprobuje|sprobujemy
    nie wiem czy|kiedy|dokladnie|jeszcze|$
    nie jestem|jestesmy pewien|pewna|pewni !kto|co
    zobacze|zobaczymy
"""
# What the day hangs on; anywhere in its sentence.
CONDITIONS: Final = """
    if my|he|she|they|everything|payroll|god|only|his|her|their|nothing|all_goes|the_money|the_bank|i_get|we_get
    depending|depends|provided|unless !you
    as_long_as !you
    si mi|mis|me_paga|me_pagan|me_depositan|todo|logro|alcanzo|consigo|cobro|llega|cae|dios|junto|nos_pagan|nos_depositan|tengo
    dependiendo|depende|a_menos_que|siempre_que
    si mon|ma|mes|tout|possible|mon_employeur|ma_paie|j'ai|j'arrive|jamais|on_me|notre|le_client|le_salaire
    selon quand|si|que|ce_que|la_date|le_jour|mon|ma|mes|l'arrivee|les_rentrees
    sauf_si|a_condition|a_moins
    wenn mein|meine|meinen|der_chef|der_lohn|das_geld|das_gehalt|alles|nichts|es_klappt|unser|unsere|der_kunde
    falls|sofern|vorausgesetzt|je_nachdem !sie|ihr|du
    se meu|minha|o_cliente|o_patrao|o_salario|o_dinheiro|tudo|cair|receber|eu_receber|me_pagarem|me_pagar|nosso
    a_nao_ser_que|dependendo
    se mi_paga|mi_pagano|arriva|arrivano|tutto|ricevo|prendo|il_capo|il_cliente|lo_stipendio|mi_arriva|mi_accreditano|il_mio
    a_meno_che|dipende|a_patto_che
    als mijn|mn|het_geld|het_salaris|alles|mijn_baas|de_klant|onze|er_niets
    tenzij|mits|afhankelijk|hangt_ervan_af
    jesli|jezeli !nie|pan|pani|mozna|mozecie|panstwo
    o_ile|pod_warunkiem|chyba_ze|zalezy
"""
# These may stand beside a doubt in a clause that says nothing else.
BESIDE: Final = """
    i am we are it is but still yet though just and or really honestly ok well um hmm
    yo pero y aun todavia la verdad bueno pues ya veremos
    je ne suis on c'est mais et encore bon euh
    ich wir bin aber und noch das ist es halt
    eu mas e ainda eh bom
    io ma ancora pero boh
    ik maar nog het is
    ja ale jeszcze no jest to
"""
