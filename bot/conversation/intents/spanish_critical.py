# ruff: noqa: E501 - one entry a line: a broken one cannot be reviewed
"""Spanish: opting out and in, lawyers and courts, wrong person, wanting a person. Folded: without accents."""

from __future__ import annotations

from bot.conversation.intents.rule import Rule, lines
from bot.domain.vocabulary import Intent

CLASSES = {
    "escribir": "escriban escriba escribas escribanme escribame escribir escribirme escribiendo envien envie envies "
    "enviar enviarme enviando enviandome manden mande mandes mandar mandarme mandando mandandome llamen llame llames "
    "llamar llamarme llamando llamandome molesten moleste molestes molestar molestarme molestando molestandome "
    "contacten contacte contactes contactar contactarme contactando escribiendome textear texteen textearme texteando",
    "mensajes": "mensajes mensaje textos sms correos correo emails llamadas notificaciones recordatorios avisos "
    "mensajitos comunicaciones whatsapps",
    "abogado": "abogado abogada abogados licenciado asesor_legal asesores_legales asesoria_juridica abogada bufete "
    "departamento_legal despacho_de_abogados representante_legal",
    "persona": "persona humano agente asesor asesora operador operadora representante ejecutivo ejecutiva encargado "
    "supervisor supervisora gerente alguien persona_real ser_humano persona_de_verdad alguien_real empleado",
    "titular": "titular cliente dueno duena persona_que_buscan persona_que_busca senor senora",
}

_OPT_OUT = """
    no me|nos @escribir mas|nunca_mas|de_nuevo|otra_vez|a_este_numero
    no me|nos @escribir por_favor? $
    ya no me|nos @escribir
    no vuelvan|vuelva|vuelvas a @escribir
    no quiero|queremos|deseo ..1 recibir|que_me ..4
    no quiero|deseo mas @mensajes
    no quiero|deseo saber_nada ..2 de_ustedes|de_vosotros
    no mas @mensajes
    no me|nos envien|envie|manden|mande ..2 @mensajes
    no envien|manden|envie ..1 mas
    dejen|deje|deja|dejad|paren|pare|parad de ..1 @escribir
    dejenme|dejeme de @escribir
    borren|borre|borrenme|eliminen|elimine|eliminenme|quiten|quite|quitenme|quiteme|saquenme|saqueme|sacame|remuevanme|remuevan ..4 lista|listas|numero|base_de_datos|datos|contactos|sistema|telefono
    dar|darme|denme|deme|dame|dadme|quiero ..2 de_baja|la_baja !el|la|mi|este|ese|un|una|los|las|nuestro
    denme|deme|dame de_baja !el|la|mi|este
    no autorizo ..4 contacten|escriban|llamen|mensajes|comunicaciones
    revoco|retiro ..3 consentimiento|autorizacion|permiso
    cancelen|cancelar|cancele ..1 suscripcion ..2 mensajes|sms|correos
    no deseo|quiero ser contactado|contactada|contactados
    no me contacten|contacte ..2
    no vuelvan a_contactarme|a_escribirme|a_llamarme
    que dejen_de @escribir
"""
_OPT_OUT_UNLESS = """
    hasta|antes_de|despues_de
    por_las_noches|por_la_noche|al_trabajo|a_mi_trabajo|en_el_trabajo|los_domingos|fines_de_semana|tan_temprano|tan_tarde|de_noche
    mejor|prefiero|solo por correo|por_correo|correo|whatsapp|email|por_mensaje|mensaje|mensajes
    correo|email|whatsapp|mensaje mejor
    no quiero recibir ..3 producto|pedido|servicio|factura|credito|reembolso|cargo|cargos
    no quiero que_me cobren|cobre|sigan_cobrando|carguen
    escribanme|llamenme|escribame|llameme
"""
_UNSURE = """
    dejenme|dejeme|dejame|dejanos|dejennos ..1 en_paz|tranquilo|tranquila|solo|sola
    dejen|deje|deja|paren|pare de ..1 fastidiar|fastidiarme|acosar|acosarme|joder|joderme|fregar|insistir|chingar
    ya basta|paren|parenle|parele|estuvo_bueno
    < basta|paren ya? !con|un|una
    no ..1 molesten|moleste|molestes|fastidien|jodan|chinguen
    me estan|esta acosando|hostigando
    es|esto acoso|hostigamiento
    es un acoso
    voy_a|los bloquear|bloqueo|bloqueare|voy_a_bloquear
    no me_interesa
    larguense|lárguese
    hart* ..3 @mensajes
"""
_OPT_IN = """
    pueden|puede|quiero volver_a escribirme|recibir|enviarme|mandarme
    quiero recibir ..2 @mensajes ..2
    vuelvan a_escribirme|a_enviarme|a_mandarme
    reactiven|reactivar|reanuden ..2 @mensajes
    quiero suscribirme|darme_de_alta
"""
_LEGAL = """
    mi|nuestro|nuestra|nuestros @abogado
    un|una|el|con_un|al @abogado se_comunicara|los_contactara|los_va_a|me_representa|se_pondra
    hablen|hable|contacten|comuniquense|dirijanse ..3 @abogado
    los|les|lo|voy_a|vamos_a|te|las ..2 demandar|demandare|demando|demandaremos|denunciar|denuncio|denunciare
    demanda|accion|acciones judicial|legal|legales|judiciales
    presentar|presente|presentare|interponer|interpuse|poner|puse|pondre|meter ..2 demanda|denuncia|queja_ante|queja_en|reclamacion_ante|querella
    profeco|condusef|ombudsman|defensor_del_consumidor|defensoria|procuraduria|sernac|indecopi|oficina_del_consumidor|consumo|banco_de_espana|superintendencia
    declarado|declarada|declare|declararme|estoy|estamos|declaramos|declararnos|entrado ..2 quiebra|bancarrota|insolvencia|insolvente|concurso|concurso_de_acreedores|suspension_de_pagos
    concurso de_acreedores
    quiebra|bancarrota|insolvencia|insolvente
    ley de_segunda_oportunidad|de_la_segunda_oportunidad
    segunda_oportunidad
    tribunal|tribunales|juzgado|juicio|juez
    nos vemos_en los? tribunales|juzgado|corte
    via|vias legal|legales|judicial
    el|ella ya? fallecio|murio|ha_fallecido|ha_muerto
    @titular|paciente ..2 fallecio|murio|ha_fallecido|fallecido|fallecida|ha_muerto|esta_muerto|difunto
    mi esposo|esposa|marido|mujer|conyuge ..2 fallecio|murio|ha_fallecido|ha_muerto
    fallecio|murio ..1 titular|esposo|esposa|marido
    fallecido|fallecida|difunto|difunta
    acta|certificado de_defuncion
    albacea|herederos|sucesion|testamento
"""
_LEGAL_UNLESS = """
    sin|no ..2 juicio|abogado|abogada|demanda
    muela del juicio
    bateria|telefono|celular|movil|coche|carro|computadora|internet ..3 murio
    soy|como abogado|abogada
    honorarios|factura del abogado
"""
_WRONG = """
    numero|persona|correo|telefono equivocado|equivocada|erroneo|incorrecto|incorrecta|equivocados
    se equivoco|equivocaron|equivoca|equivocan ..2 de|numero|persona
    esta|estan|estas equivocado|equivocada|equivocados ..2 de numero|persona
    esta|estan equivocado|equivocados|equivocada
    < equivocado|equivocada >
    te equivocaste ..2
    no soy esa|la_persona|ese|el_titular|la_titular|yo|cliente|el_dueno|quien|el_cliente|la_senora|el_senor|el|ella
    no soy cliente
    no conozco|conocemos ..1 a esa|ese|nadie|esta|ninguna|ningun|el|la
    no conozco a_nadie|a_esa|a_ese|a_ninguna|a_ningun|esa_persona
    no se quien_es !usted|usted
    aqui no vive|trabaja|hay|es|esta|se_encuentra ..3
    no vive|trabaja|labora ..1 aqui|ya|mas|con_nosotros|en_esta
    ya no vive|trabaja|labora|usa|es_su ..3
    no es|era mi cuenta|deuda|factura|cuenta_mi
    esa|esta|ese|este no es|era mi cuenta|deuda|factura
    no es_el|es_la|es_su numero|telefono|correo ..2
    este ..2 no es ..2 su_numero|de_el|de_ella|numero_de
    este|ese numero|telefono|correo ya|es ..2 otro|otra|cambio|mio|nuevo
    cambio|cambie ..1 de_dueno
    numero nuevo|cambio
    tengo este_numero|esta_linea ..3 desde|hace
    nadie con|de|llamado ese|nombre|llamado
    buscan|busca|busquen a otra_persona|otro
    no hay nadie|ninguna ..3
"""
_HUMAN = """
    llamenme|llameme|llamame|llamadme|me_llaman|me_llamen
    me|nos puede|pueden|podria|podrian|puedes llamar|marcar
    puede|pueden|podrian|podria llamarme|marcarme|comunicarse
    marquenme|marqueme|marcame|hablenme|hableme
    quiero|necesito|quisiera|prefiero|deseo|puedo|podria|me_gustaria|pueden|pase|paseme|pasenme|comuniqueme|comuniquenme|comunicar|comunicarme|hablar|hable|ponganme ..4 con|a ..2 @persona
    hablar con @persona|un|una|alguno
    quiero|necesito|prefiero|quisiera|puedo|podemos ..2 hablar !abogado
    que me_llame|me_llamen|me_contacte ..3
    es|eres|usted|esto ..2 robot|bot|maquina
    hablo|hablando con ..1 robot|bot|maquina|persona|humano
    no ..2 robot|bot|maquina
    < @persona >
    hay alguien ..3
    quiero|necesito|prefiero ..2 una_llamada|llamada
    atencion|atienda|atiendanme ..2 persona|humana|personalizada
    a que|cual numero|telefono ..3 llamar|llamo|marcar|marco|hablar
    por telefono ..2 mejor|hablar
"""

RULES = (
    Rule("opt_out.es.natural", Intent.OPT_OUT, 0.95, lines(_OPT_OUT), unless=lines(_OPT_OUT_UNLESS), plain=False),
    Rule("opt_out.es.unsure", Intent.OPT_OUT, 0.55, lines(_UNSURE), plain=False),
    Rule("opt_in.es", Intent.OPT_IN, 0.9, lines(_OPT_IN)),
    Rule("legal_notice.es", Intent.LEGAL_NOTICE, 0.93, lines(_LEGAL), unless=lines(_LEGAL_UNLESS), plain=False),
    Rule(
        "legal_notice.es.death_in_family",
        Intent.LEGAL_NOTICE,
        0.7,
        lines(
            "mi ..1 padre|madre|papa|mama|hijo|hija|hermano|hermana|abuelo|abuela|tio|tia ..1 fallecio|murio|ha_fallecido|ha_muerto"
        ),
        plain=False,
        fallback=True,
    ),
    Rule(
        "wrong_person.es",
        Intent.WRONG_PERSON,
        0.93,
        lines(_WRONG),
        unless=lines("""
        pague|envie|deposite|transferi|mande ..5 equivocado|equivocada|erroneo|incorrecto
        monto|importe|precio|cantidad equivocado|incorrecto|equivocada
        esta|estan equivocado|equivocada|equivocados ..2 monto|cargo|factura|importe|precio|total|cuenta|cobro
        factura|cuenta|monto|cargo|importe|total|cobro ..2 equivocado|equivocada|incorrecta
    """),
        plain=False,
    ),
    Rule(
        "human_request.es",
        Intent.HUMAN_REQUEST,
        0.9,
        lines(_HUMAN),
        unless=lines("""
        @abogado
        no me llame|llamen|llames
        dejen|deje|dejar|paren|vuelvan|vuelva de|a llamarme|marcarme
        con mi|el|nuestro banco|esposo|esposa|contador|jefe
    """),
    ),
    # The words that our messages invite, politeness aside.
    Rule("human_request.es.word", Intent.HUMAN_REQUEST, 0.9, lines("una? persona"), whole=True),
    Rule("wrong_person.es.word", Intent.WRONG_PERSON, 0.93, lines("equivocado|equivocada"), whole=True),
)
