# ruff: noqa: E501 - one entry a line: a broken one cannot be reviewed
"""Spanish: papers, details, contact, complaints, and the small answers. Folded: without accents."""

from __future__ import annotations

from bot.conversation.intents.rule import Rule, lines
from bot.domain.vocabulary import Intent, Question

_DOCUMENT = """
    envien|enviar|enviarme|envieme|envienme|enviame|manden|mandar|mandarme|mandenme|mandeme|mandame|reenvien|reenvieme|necesito|quiero|solicito|pueden|quisiera|podria|tienen|pasenme|puede|ocupo|requiero|quisieramos|necesitamos|facilitar|proporcionar|compartir ..5 copia|factura|recibo|comprobante|desglose|estado_de_cuenta|detalle|detalles|contrato|cfdi|xml|pdf|explicacion|soporte|albaran|nota_de_credito|justificante !de_pago?
    copia de ..2 factura|recibo|contrato|estado_de_cuenta
    de que|por_que|para_que|a_que es|se_trata|concepto|corresponde|son|viene ..4
    de que
    que es|son|significa este|esta|esto|estos|ese|esa|eso|el_cargo|la_factura|el_cobro
    por que me|nos|se ..1 cobran|cobraron|llego|cobra|estan_cobrando|cargaron|aumento|subio|cobrando
    por que ..3 debo|tan_alto|tan_cara|tan_alta|diferente|aumento|subio|mas|ese_cobro|es_tanto
    porque me cobran|cobraron|estan_cobrando
    expliquen|expliqueme|explicar|explicarme|expliquenme|explicame|aclarar|aclararme|aclaren ..4
    no me|nos|he|hemos ..1 llego|recibido|llegado|recibi|ha_llegado|mandaron|enviaron ..2 factura|recibo|estado|nada
    no recibi|recibimos ..2 factura|recibo
    cuanto ..1 es|debo|debemos|tengo_que|seria|le_debo|les_debo|falta|me_falta ..3
    cuanto $
    cual es ..2 saldo|monto|total|importe|deuda|cantidad
    cuanto es
    que factura|cargo|pedido|servicio|deuda|pago ..3
"""
_DETAILS = """
    adjunto|anexo|envio|aqui|mando|le_envio|les_envio|ahi_va|les_mando|le_mando|aqui_esta|aqui_tiene|aca|comparto|paso ..4 comprobante|recibo|captura|foto|ficha|referencia|soporte|voucher|justificante|datos|folio|transferencia|confirmacion|imagen|pantallazo
    comprobante ..1 adjunto|anexo|aqui
    adjunto|adjunta|anexo $
    mi numero|cuenta|folio|referencia|pedido|rfc|correo|nombre|direccion|telefono|email ..3 es
    el numero|folio ..3 es
    a nombre_de
"""
_CHANGE = """
    escribanme|escribame|escribeme|contactenme|contacteme|mandenme|envienme|avisenme|comuniquense ..2 al|a|por|en ..2 correo|email|whatsapp|otro|mi|este|mensaje|la_tarde|sms|mail
    por correo|whatsapp|email|mensaje|escrito|sms ..1 mejor|por_favor|mejor_por
    mejor|prefiero|solo ..2 por correo|whatsapp|email|mensaje|escrito|sms|telefono
    prefiero que_me ..2 escriban|llamen|manden
    cambie|cambio|cambiar|actualizar|actualicen|actualizo|cambien|nuevo|nueva ..3 correo|email|telefono|numero|direccion|celular|idioma|domicilio
    mi|este nuevo|nueva|otro correo|email|telefono|numero|direccion
    en ingles|espanol por_favor|mejor|$
    no hablo|entiendo ..1 ingles
    hablo espanol|ingles
    no me llamen|llame|escriban|contacten ..1 al|en|por|antes|despues ..2 trabajo|noche|noches|tarde|oficina|la_manana|domingos
    hablen|hable|contacten|contacte|comuniquense|escriban|escribale|llamen ..2 con|a ..1 mi|nuestro|nuestra|el|la esposo|esposa|contador|contadora|departamento|area|administracion|hijo|hija|marido|asistente|contable|encargado|socio
    llamenme|llameme|llamame|contactenme|escribanme despues|antes|por_la|en_la|mas_tarde
    este es_mi|no_es_mi correo|telefono ..2 trabajo|personal
"""
_COMPLAINT_FORMAL = """
    poner|presentar|hacer|levantar|interponer|quiero|meter ..2 queja|reclamo|reclamacion|quejas
    me quiero_quejar|voy_a_quejar
    queja formal
"""
_ANGER = """
    pesimo|pesima|terrible|horrible|malisimo|malisima|vergonzoso|lamentable|asqueroso|mal|peor ..1 servicio|atencion|empresa|compania|experiencia
    el|la peor servicio|empresa|compania|atencion|experiencia
    servicio|atencion ..2 pesimo|pesima|terrible|horrible|malisimo|lamentable
    que verguenza|asco|falta_de_respeto|burla|abuso|barbaridad|descaro
    es una|un verguenza|burla|robo|abuso|falta_de_respeto|asco|desastre
    inaceptable|indignante|vergonzoso|ridiculo
    estoy|estamos ..1 harto|harta|hartos|molesto|molesta|furioso|furiosa|indignado|indignada|enojado|enojada|muy_molesta|decepcionado|decepcionada|cansado_de|enfadado|enfadada
    ya me tienen|cansaron|harte
    son|ustedes_son unos|una abusivos|abusadores|verguenza|incompetentes|inutiles
    incompetentes
"""
_ACK = """
    gracias|muchas_gracias|mil_gracias|ok_gracias|muy_amable
    ok|entendido|enterado|enterada|recibido|perfecto|de_acuerdo|vale|bien|bueno|listo|excelente|esta_bien|muy_bien|claro|sale|va|okey|anotado|enterados|perfecto_gracias|genial
    ok|entendido|enterado|enterada|recibido|perfecto|vale|bien|bueno|listo|excelente|esta_bien|de_acuerdo gracias|muchas_gracias|entendido|perfecto
    gracias|muchas_gracias por ..6
    lo|la|les reviso|checo|revisare|checare|veo|vere|verifico|aviso|avisare ..4
    dejeme|dejame|dejenme|permitame|deje ver|revisar|checar|verificar|reviso|checo ..5
    voy a revisar|checar|verificar|ver ..5
    ya lo|la|los vi|recibi|lei
"""
_YES = """
    si|claro|correcto|correcta|afirmativo|asi_es|por_supuesto|desde_luego|exacto|efectivamente|simon|confirmo|confirmado|de_acuerdo|👍|👌|✅|cierto|exactamente
    si si|claro|correcto|asi_es|por_favor|senor|senorita|senora|gracias|es_correcto|esta_bien|ok|de_acuerdo|confirmo|soy_yo|por_supuesto|adelante|es_cierto|estoy_de_acuerdo
    claro que_si
    si que_si
    es correcto|cierto|verdad
    esta bien|correcto
    estoy de_acuerdo
    adelante
    soy yo
    ok si
"""
_YES_TO_CONFIRM = "ok\nperfecto\nvale\nbueno\nbien\nsale\nva\nlisto\nhagalo|haganlo\nprocedan|proceda\nmuy_bien\ncomo_no\norale\nok_gracias"
_NO = """
    no|negativo|incorrecto|falso|👎|para_nada|en_absoluto|claro_que_no|nada
    no no|gracias|senor|senorita|es_correcto|es_cierto|senora|es_asi|todavia|aun|lo_he_hecho|lo_hice|estoy_de_acuerdo|por_supuesto
    todavia|aun no
    por_supuesto|desde_luego que? no
    creo que_no
    que no
"""

_AWAY = """
    estoy|estare|me_encuentro ..2 fuera|de_vacaciones|de_viaje|ausente|de_baja|de_licencia ..3 hasta|del|desde|y|con|regreso
    estoy|estare|me_encuentro ..1 fuera de_la_oficina|de_oficina
    acceso limitado a ..2 correo
    para asuntos|temas|cualquier ..2 urgentes|urgente|urgencia
"""
_ROBOT = """
    esta es|este_es ..1 una|un respuesta|mensaje|correo automatica|automatico
    respuesta|mensaje|correo automatica|automatico
    no responda|responder|respondas a este ..2 correo|mensaje
    estoy|estare|me_encuentro ..1 fuera_de_la_oficina|fuera_de_oficina ..1 hasta|del|desde
    generado automaticamente
"""

_Q = Question
RULES = (
    Rule(
        "document_request.es",
        Intent.DOCUMENT_REQUEST,
        0.88,
        lines(_DOCUMENT),
        unless=lines("""
        adjunto|anexo|les_envio|le_envio|les_mando|aqui_esta|aqui_tiene|le_mando
        de que dia|forma
        numero_de_cuenta|datos_bancarios
        de_nada
    """),
        plain=False,
    ),
    Rule("provide_details.es", Intent.PROVIDE_DETAILS, 0.85, lines(_DETAILS)),
    Rule(
        "change_contact.es",
        Intent.CHANGE_CONTACT,
        0.88,
        lines(_CHANGE),
        unless=lines("@abogado\npague|pago|pagar por correo"),
        plain=False,
    ),
    Rule("complaint.es.formal", Intent.COMPLAINT, 0.88, lines(_COMPLAINT_FORMAL)),
    Rule("complaint.es.anger", Intent.COMPLAINT, 0.82, lines(_ANGER), fallback=True),
    Rule(
        "automatic_reply.es.away",
        Intent.AUTOMATIC_REPLY,
        0.82,
        lines(_AWAY),
        plain=False,
        unless=lines("pago|pagar|pagare ..6 regreso|vuelta"),
    ),
    Rule("automatic_reply.es.robot", Intent.AUTOMATIC_REPLY, 0.92, lines(_ROBOT), plain=False),
    Rule("acknowledgement.es", Intent.ACKNOWLEDGEMENT, 0.88, lines(_ACK), whole=True, fallback=True),
    Rule("affirm.es.answer", Intent.AFFIRM, 0.93, lines(_YES_TO_CONFIRM), whole=True, asked=frozenset({_Q.CONFIRM})),
    Rule("affirm.es", Intent.AFFIRM, 0.93, lines(_YES), whole=True, plain=False),
    Rule(
        "affirm.es.begins",
        Intent.AFFIRM,
        0.85,
        ("< si|claro|correcto !no|me|se|pago|puedo|pudiera|es_posible|no_es",),
        asked=frozenset({_Q.CONFIRM}),
    ),
    Rule("deny.es", Intent.DENY, 0.93, lines(_NO), whole=True, plain=False),
    Rule(
        "deny.es.begins",
        Intent.DENY,
        0.85,
        ("< no !hay_problema|se_preocupe|problem|worries|idea",),
        plain=False,
        asked=frozenset({_Q.CONFIRM}),
    ),
)
