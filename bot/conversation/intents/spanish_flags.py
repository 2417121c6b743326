# ruff: noqa: E501 - one entry a line: a broken one cannot be reviewed
"""Spanish: what changes how a person must be treated. Folded: without accents."""

from __future__ import annotations

from bot.conversation.intents.rule import Rule, lines
from bot.domain.vocabulary import Flag

_SCAM = """
    es|sera|parece|suena|huele|creo|pienso|seguro ..3 estafa|fraude|phishing|timo|engano|trampa
    esto|eso ..2 estafa|fraude|timo
    estafa|timo $
    como se|puedo|sabemos|saber ..3 real|verdad|estafa|fraude|fiar|ustedes|legitimo|fidedigno|son_quien|confiar
    es|son ..1 esto|este|esta|mensaje|ustedes ..2 real|reales|verdad|legitimo|legitima|de_verdad|seguro|confiable|verdadero
    estafador|estafadores
    no confio|me_fio ..4
    sospechoso|sospechosa
    no voy_a abrir|dar_clic|hacer_clic ..4
    phishing
    quien|quienes es|son|eres|sos usted|ustedes|tu|vos|$
    de_parte de quien
    quien me|nos ..1 escribe|habla|manda|envia|contacta
    con quien hablo|estoy_hablando|tengo_el_gusto
"""
_FRAUD = """
    me|nos ..1 robaron|hackearon|clonaron|estafaron|han_robado|han_estafado|defraudaron|han_clonado|han_hackeado|robado ..4
    robo de_identidad|de_mi_tarjeta
    suplantacion|suplantaron|usurpacion ..2
    victima de ..2 fraude|estafa|robo|robo_de_identidad
    usaron mi ..1 tarjeta|nombre|identidad|cuenta|datos
    alguien|otra_persona ..1 uso|abrio|usando|esta_usando ..3 mi ..1 tarjeta|nombre|cuenta|identidad|datos
    tarjeta ..1 robada|clonada|hackeada
    cargo|cargos|transaccion|compra|movimiento fraudulento|fraudulentos|fraudulenta|fraudulentas
    fue un fraude
"""
_VULNERABLE = """
    tengo|tiene|padezco|padece|con|sufro_de|sufro|diagnosticaron|detectaron ..2 cancer|depresion|demencia|alzheimer|ansiedad_severa|leucemia|discapacidad|una_discapacidad|enfermedad_grave|enfermedad_terminal|esquizofrenia|bipolar|insuficiencia
    estoy|estuve|esta|sigo|me_encuentro ..2 hospitalizado|hospitalizada|internado|internada|en_el_hospital|en_terapia_intensiva|grave|gravemente|en_cama|enferma|enfermo|incapacitado|incapacitada|deprimido|deprimida|en_la_uci
    en el_hospital
    quimio|quimioterapia|dialisis
    discapacidad|discapacitado|discapacitada
    salud mental
    violencia domestica|de_genero|familiar
    no tengo|tenemos|hay|alcanza ..3 comer|comida|medicinas|medicamentos
    me|nos van_a|estan ..1 desalojar|desahuciar|desalojando
    sin hogar|casa
    vivo|viviendo en_la_calle
    me operaron|van_a_operar
    perdimos|perdi ..1 todo|casa|la_casa ..3
"""
_SELF_HARM = """
    matarme|suicidarme|suicidio|suicidar
    me voy_a|quiero|pienso_en matar|suicidar|matarme|suicidarme
    quitarme la_vida
    no quiero ..1 vivir|seguir_viviendo|estar_aqui_mas
    ya_no quiero vivir|seguir
    quiero|quisiera|prefiero|deseo ..1 morir|morirme|estar_muerto|estar_muerta
    acabar con_mi_vida|con_todo
    hacerme dano
    no vale_la_pena vivir|la_vida
    mejor muerto|muerta
"""
_MINOR = """
    tengo|tiene solo|apenas? 8|9|10|11|12|13|14|15|16|17|ocho|nueve|diez|once|doce|trece|catorce|quince|dieciseis|diecisiete anos|anitos
    soy|es menor ..1 edad
    menor de edad
    soy|es un|una nino|nina|adolescente|menor
    telefono|celular|movil|numero de mi hijo|hija
    mi hijo|hija ..2 tiene ..1 5|6|7|8|9|10|11|12|13|14|15|16|17 anos|anitos|$
    mis papas|padres no_estan
"""
_BEREAVED = """
    mi|su|nuestro|nuestra|@titular ..3 fallecio|murio|ha_fallecido|ha_muerto|fallecido|fallecida|acaba_de_morir|acaba_de_fallecer|acaba_de_fallecer
    fallecio|murio mi|su|nuestro|nuestra
    se me_murio|nos_murio mi|el_bebe
    muerte|fallecimiento|perdida de mi|nuestro|su|nuestra
    perdi a_mi
    acta|certificado de_defuncion
    funeral|velorio|entierro|sepelio
    viuda|viudo|luto|duelo
    difunto|difunta|finado|finada
"""
_BREATHING = "moratoria\nperiodo de_gracia_legal\nsuspension_de_pagos\nexoneracion_del_pasivo"
_ABUSE = """
    hijo|hijos|hija de ..1 puta|perra|chingada|tu_madre|putas
    hijueputa|hijueputas|hdp|hijosdeputa
    chinga|chinguen|chingen ..2 madre|su_madre|tu_madre
    chingatumadre|ctm|gonorrea|malparido|malparidos
    vayanse|vete|vayase|larguense|vayan ..3 mierda|carajo|chingada|diablo|infierno|verga|demonio|al_diablo
    a_la mierda|chingada|verga
    pendejo|pendejos|pendeja|cabron|cabrones|imbecil|imbeciles|idiota|idiotas|estupidos|estupido|estupida|gilipollas|boludos|pelotudos|maricon|maricones|culeros|culero|ratas|rateros|ladrones|sinverguenzas|malditos|cerdos|putos|mamones
    los|te|las voy_a matar|golpear|partir|encontrar|romper
"""

RULES = (
    Rule(
        "scam_fear.es",
        Flag.SCAM_FEAR,
        0.9,
        lines(_SCAM),
        unless=lines("me|nos estafaron|robaron|han_estafado\nno es una? estafa|fraude $\nvictima"),
        plain=False,
    ),
    Rule("fraud_victim.es", Flag.FRAUD_VICTIM, 0.9, lines(_FRAUD), plain=False),
    Rule(
        "vulnerable.es",
        Flag.VULNERABLE,
        0.88,
        lines(_VULNERABLE),
        unless=lines("""
        factura|recibo|cuenta del hospital
        trabajo|trabaja|trabajamos en|para el? hospital
        tarjeta|celular|telefono discapacidad
    """),
        plain=False,
    ),
    Rule(
        "self_harm.es",
        Flag.SELF_HARM,
        0.92,
        lines(_SELF_HARM),
        unless=lines("morir|muero|morirme de risa|la_risa|verguenza|la_verguenza|pena|hambre"),
        plain=False,
    ),
    Rule(
        "minor.es",
        Flag.MINOR,
        0.9,
        lines(_MINOR),
        unless=lines(
            "tengo ..2 anos ..1 como|siendo|de_ser|con|en|trabajando|esperando|pagando|de_cliente|viviendo\nno soy menor"
        ),
        plain=False,
    ),
    Rule(
        "bereaved.es",
        Flag.BEREAVED,
        0.9,
        lines(_BEREAVED),
        unless=lines(
            "bateria|telefono|celular|movil|coche|carro|computadora|internet|lavadora ..2 murio\nmurio mi|el|la bateria|telefono|celular|movil|coche|carro|computadora|internet\nfunerales|funeraria la|el|los"
        ),
        plain=False,
    ),
    Rule("breathing_space.es", Flag.BREATHING_SPACE, 0.9, lines(_BREATHING), plain=False),
    Rule(
        "abusive.es",
        Flag.ABUSIVE,
        0.88,
        lines(_ABUSE),
        unless=lines("soy|fui un? idiota|pendejo|imbecil|estupido"),
        plain=False,
    ),
)
