# ruff: noqa: E501 - one entry a line: a broken one cannot be reviewed
"""Spanish: what is said about the payment itself. Folded: without accents."""

from __future__ import annotations

from bot.conversation.intents.rule import Rule, lines
from bot.domain.vocabulary import Intent, Question

CLASSES = {
    "pague": "pague pagamos pago_ayer deposite depositamos transferi transferimos liquide liquidamos abone abonamos "
    "cancele_la_factura salde hice_el_pago hice_el_deposito hice_la_transferencia hice_un_pago realice_el_pago "
    "realice_la_transferencia realizamos_el_pago realizamos_la_transferencia hicimos_el_pago hicimos_la_transferencia "
    "hice_la_transfer hice_transferencia hice_pago realice_un_pago hice_un_deposito",
    "pagado": "pagado pagada pagados pagadas liquidado liquidada depositado transferido abonado saldado saldada "
    "realizado hecho_el_pago cubierto cubierta enviado_el_pago",
    "pagar": "pagar depositar transferir liquidar abonar saldar hacer_el_pago hacer_la_transferencia hacer_el_deposito "
    "realizar_el_pago enviar_el_pago pagarle pagarles pagarlo pagarla liquidarlo liquidarla hacerlo hacer_un_pago mandar_el_pago "
    "hacer_transferencia pagarte cubrir ponerme_al_corriente enviar_el_dinero mandar_el_dinero realizar_la_transferencia",
    "pagare": "pagare pagaremos depositare depositaremos transferire transferiremos liquidare liquidaremos abonare "
    "hare_el_pago hare_la_transferencia hare_el_deposito realizare_el_pago haremos_el_pago enviare_el_pago "
    "haremos_la_transferencia cubrire saldare lo_hare lo_hago",
    "dia": "hoy manana lunes martes miercoles jueves viernes sabado domingo semana mes quincena noche tarde dia fin",
    "cargo": "cargo cargos factura facturas cobro cobros monto importe total cuenta cantidad precio tarifa comision recibo",
}

_PAID = """
    ya lo|la|les|le|se? @pague
    ya esta|quedo|fue|estan|quedaron|estaba @pagado|pago|listo_el_pago|hecho|hecha
    ya ..2 @pague
    @pague ayer|hoy|el|la|lo|esta|este|en|con|por|hace|anoche|todo|desde|mediante
    lo|la|les|los @pague
    < @pague >
    @pague $
    @pague ..4 lunes|martes|miercoles|jueves|viernes|sabado|domingo|ayer|hoy|pasado|pasada|dolares|pesos|euros
    he|hemos|ha|habia|habiamos|han ..1 @pagado
    esta|fue|quedo|estan|ya ..1 @pagado
    pague|pagamos la|el|mi|todo|esa|ese|ayer|hoy|con|por
    pago|transferencia|deposito|giro|cheque|dinero ..2 hecho|hecha|realizado|realizada|enviado|enviada|salio|se_hizo|se_realizo|aplicado|completado|efectuado|efectuada|mandado
    envie|mande|enviamos|mandamos|hice|hicimos|realice|realizamos ..2 pago|transferencia|dinero|deposito|cheque|giro|transfer
    me|nos lo|la|ya? descontaron|debitaron|cargaron ..3 cuenta|banco|tarjeta|ayer|hoy
    ya? me|nos lo|la descontaron|cobraron|debitaron
    lo|la envie|mande ayer|el|la|hoy|por
    se|ya ..1 pago ayer|el|ya|hoy|la
    ya se pago
    ya pagado
    le|les deposite|transferi
    no debo|debemos ..3 ya
"""
_PAID_UNLESS = """
    cuando|si|hasta|una_vez|en_cuanto ..4 paguen|pagado
    pague de_mas|doble|dos_veces
    @pague ..4 de_mas|doble|dos_veces|por_error
    va_a|sera|seran|debe|deberia ..2 @pagado
"""
_PROMISE = """
    @pagare
    voy|vamos a @pagar
    voy|vamos a ..1 pagar|enviar_el_pago|mandar_el_pago
    le|les|lo|la|te|se ..2 @pagare|pago|deposito|transfiero|liquido|hago|envio|mando ..3 @dia
    ~el|un|mi|su|este|del|al|de|por|otro|ese|nuestro|primer pago|deposito|transfiero|liquido|abono ..3 @dia
    puedo|podria|podre|podemos|podriamos|espero|prometo|planeo|pienso|quiero|necesito|pretendo|podremos ..2 @pagar ..4 @dia|fin|cuando
    prometo|prometemos|me_comprometo|nos_comprometemos ..2 @pagar
    @pagar ..3 manana|el_viernes|el_lunes|la_proxima|la_semana_que_viene|a_fin_de_mes|fin_de_mes|hoy|esta_semana|el_dia
    cuando|en_cuanto|apenas|hasta_que ..1 me|nos ..1 paguen|pagan|depositen|cobre|llegue|caiga|depositan
    cuando cobre|cobremos|me_paguen|reciba
    en cuanto cobre|pueda|reciba
    cobro el|manana|hoy|en
    sera|quedara|estara|va_a_quedar|quedaria|estaria ..2 @pagado|listo
    pago|transferencia|deposito ..2 sera|saldra|se_hara|queda|esta_programado|esta_programada|se_realizara|se_hace|programado|programada|va_a_salir ..4
    el|este|para_el|hasta_el|a_mas_tardar ..1 @dia ..2 @pagare|pago|deposito|transfiero|sin_falta|le_pago|les_pago|lo_pago|hago|te_pago|queda
    ~esta|la|por_la|de_la manana|hoy|viernes|lunes|quincena le|lo|les|te|la|yo|si|ya? pago|deposito|transfiero|hago_el_pago|le_pago|les_pago|lo_pago|la_pago|sin_falta|te_pago|queda
    sin falta ..2 @dia
    dia de_pago
    me pagan ..1 el|manana|hoy|en|fin|hasta
    me pongo_al_corriente|pongo_al_dia
    lo|la|le|les pago|liquido|deposito ..1 $
    dame|deme|denme|den ..1 hasta ..2 @dia
"""
_PROMISE_UNLESS = """
    nunca|jamas|tampoco ..1 @pagare|voy|vamos|puedo|podre|pienso|podemos
    por_que|porque_tengo_que|como|donde|a_donde|adonde ..4 @pagar|pago|deposito|transfiero|envio
    si|cuando|hasta_que ..2 corrigen|corrijan|arreglan|arreglen|envian|mandan|envien|manden|me_devuelven|devuelven|expliquen|aclaren
    ya ..1 pago|pague
    cada mes|semana|quincena
    ya ..2 @pague
"""
_PLAN = """
    plan|convenio|acuerdo|arreglo|facilidades de ..1 pago|pagos
    plazos|cuotas|mensualidades|abonos|parcialidades|quincenas_de
    a plazos|meses
    en dos|tres|cuatro|cinco|seis|varios|varias|2|3|4|5|6|12 ..1 pagos|partes|cuotas|mensualidades|plazos|meses|veces|exhibiciones|abonos
    dividir|partir|fraccionar|repartir|diferir ..3 pago|pagos|deuda|factura|monto|lo|total
    pagar|pago|abonar|abono|deposito|depositar ..3 por|cada|al mes|semana|quincena|mensual|semanales|mensuales
    poco a_poco
    no puedo|podemos|podria|podre|puede|alcanzo ..2 @pagar|pagar
    no me|nos alcanza|alcanzo
    no tengo|tenemos|cuento|contamos ..2 dinero|plata|fondos|efectivo|para_pagar|trabajo|lana|liquidez|con_el_dinero|recursos|ingresos|todo|con_dinero|varo
    mas tiempo|plazo|dias|prorroga
    prorroga|extension
    otra|una|dos|unas|unos|otros semana|semanas|dias ..1 mas|para_pagar
    me quede|estoy|quede|estamos ..2 sin_trabajo|sin_empleo|desempleado|desempleada|sin_dinero|en_paro|corto|corta|quebrado
    perdi mi|el trabajo|empleo
    me despidieron|corrieron
    dificultad|dificultades|problemas|apuros|situacion ..1 economica|economicas|economicos|financiera|financieros|dificil|financieras|de_dinero
    la mitad|una_parte|parte|algo ..3 ahora|hoy|ahorita|y_el_resto|y_la_otra
    mitad ..6 mitad|resto
    pagar|pago|abonar|abonarle|dar|deposito|pagarle|pagarles ..2 una_parte|solo|la_mitad|algo|parte|un_poco|menos
    pago parcial|parciales
    aplazar|posponer|retrasar|mover|cambiar ..3 pago|fecha|vencimiento
    llegar a_un_acuerdo|a_un_arreglo
    podemos|podriamos ..1 arreglar|negociar|llegar_a
    esperarme|esperenme|espereme|me_esperan|me_puede_esperar|aguantenme|me_aguantan
"""
_DISPUTE = """
    no reconozco|reconocemos|autorice|autorizamos|acordamos|acorde|pedi|pedimos|ordene|contrate|contratamos|compre|solicite|solicitamos|acepte|aceptamos|he_autorizado|he_pedido|he_contratado|hice_esa|use|hice_ese|firme ..3
    nunca ..1 autorice|pedi|contrate|compre|solicite|acepte|recibi|acordamos|ordene|llego|use|recibimos|acorde|firme|llegaron|me_llego|aceptamos|pedimos|contratamos|entregaron
    no estoy|estamos de_acuerdo ..3
    no debo|debemos ..4
    no le|les|te debo|debemos
    @cargo ..2 esta|es|estan|son|parece ..2 mal|incorrecto|incorrecta|equivocado|equivocada|erroneo|erronea|duplicado|duplicada|demasiado|muy_alto|muy_alta|incorrectos|indebido
    @cargo indebido|incorrecto|duplicado|erroneo|equivocado|incorrecta|doble|no_reconocido|duplicada
    @cargo ..3 no ..1 coincide|corresponde|cuadra|reconozco|es_correcto|es_correcta|es_mio|es_mia|autorizado|autorice|procede|esta_bien|coinciden|es_lo_acordado
    no ..1 coincide|cuadra|corresponde ..3
    me|nos ..1 cobraron|cobran|cobrado|cobro|facturaron|estan_cobrando|cargaron|cobrando ..2 de_mas|doble|dos_veces|mal|algo|un_servicio|por_error|indebidamente|demasiado
    cobraron|cobran|cobrado|facturaron ..2 de_mas|doble|dos_veces|mal
    disputo|disputar|impugno|impugnar|impugnamos|disputa|reclamar_el|reclamo_el
    error|equivocacion ..2 en|con ..1 la|el|mi? @cargo
    cancele|cancelamos|habia_cancelado|devolvi|devolvimos|di_de_baja ..5
    cancelen|cancelar|cancele|anulen|anular ..1 la|el|esa|esta|ese ..1 factura|cargo|cobro
    producto|pedido|mercancia|servicio|articulo|material|paquete|equipo ..3 danado|danada|defectuoso|defectuosa|nunca_llego|incompleto|incompleta|roto|no_llego|mal|no_funciona|llego_tarde|no_lo_recibi|equivocado
    nunca|no me|nos|se? ..1 llego|entregaron|dieron|instalaron|prestaron|entrego ..2 producto|pedido|servicio|mercancia|nada|paquete|material|lo
    no fue|era|es lo_acordado|lo_que_pedi|lo_pactado|lo_que_acordamos|lo_que_contrate
    no es_correcto|es_correcta|es_justo|corresponde|es_lo_que ..3
    me habian_dicho|dijeron|prometieron|cotizaron ..5
    eso no lo debo|es_mio
    no voy|vamos|pienso|pensamos a? pagar ..1 eso|esto|algo|esa|ese|por
"""
_REFUND = """
    reembolso|reembolsen|reembolsenme|reembolsar|reembolsarme|reembolsa|reembolsame|reembolsos
    devolucion ..3 dinero|pago|importe|de_lo|saldo|de_mi|por_favor|$
    quiero|solicito|necesito|pido|exijo|prefiero|espero ..3 devolucion
    devuelvan|devuelvanme|devuelvame|devuelveme|devolver|devolverme|regresen|regresenme|regreseme|regresarme|reintegren|reintegro|devuelva|devolveran|devuelvenme|reintegrar ..4
    que me_devuelvan|me_regresen|me_reembolsen|devuelvan|me_reintegren
    mi dinero de_vuelta|de_regreso|atras
    devolucion >
    devuelvanmelo|devuelvamelo|devuelvemelo|regresenmelo|regresemelo|reintegrenmelo|reembolsenmelo
"""
_CREDIT = """
    dejenlo|dejelo|dejalo|dejar|dejarlo|deje|dejen|mantener|mantengan|guardar|guarden|guardenlo|guardelo ..3 como|de|a credito|saldo|saldo_a_favor|favor|cuenta
    como saldo|credito ..2 favor?
    saldo a_favor|a_mi_favor
    credito a_mi_favor|a_favor|en_mi_cuenta|para_la
    aplicar|aplicarlo|apliquen|apliquenlo|apliquelo|aplicalo|abonar|abonen|abonenlo|abonelo|usar|usen|usenlo|usarlo|aplique|descontar|descuentenlo|pongan|ponganlo|pasenlo ..4 siguiente|proxima|proximo|proximas|otra_factura|futuras|futura|mes_que_viene
    a|para|en|contra la|mi|el? siguiente|proxima|proximo ..1 factura|recibo|mes|pago|mensualidad|cuenta
    prefiero|quiero|mejor ..2 credito|saldo !tarjeta
    dejen|dejenlo|dejelo|dejalo ..1 en ..1 cuenta
"""
_HOW = """
    como ..2 pago|pagar|pagarles|pagarle|hago_el_pago|hago_para|se_paga|deposito|transfiero|puedo_pagar|les_pago|le_pago|realizo ..2
    donde ..2 pago|pagar|deposito|depositar|transfiero|envio|hago|puedo|mando|se_paga|pagarles ..2
    a que|cual cuenta|clabe|banco|tarjeta|iban|numero_de_cuenta ..4
    cual|cuales es|son ..2 cuenta|numero_de_cuenta|clabe|iban|datos_bancarios|datos|forma_de_pago|formas_de_pago|metodos_de_pago|link ..3
    en que|cual cuenta|banco ..3
    datos|informacion bancarios|bancaria|de_pago|para_pagar|para_transferir|para_depositar|para_el_pago|para_la_transferencia
    liga|link|enlace|pagina|portal de|para ..1 pago|pagar
    puedo|se_puede|podria|puede pagar|pago ..2 con|por_transferencia|por_telefono|tarjeta|efectivo|transferencia|credito|oxxo|en_linea|paypal
    aceptan|reciben ..2 tarjeta|efectivo|paypal|transferencia|cheque|tarjetas|bizum
    el? link|enlace|liga no funciona|sirve|abre
    numero de_cuenta para
    quiero pagar|hacer_el_pago pero? como|donde
    formas|metodos|medios de pago
    pasame|paseme|pasenme|manda|mandame|mandeme|enviame|envieme|envienme|mandenme|necesito ..3 cuenta|clabe|datos|iban|link|enlace|liga ..3 pagar|pago|depositar|deposito|transferir|bancarios|transferencia
"""
_Q = Question
RULES = (
    Rule("already_paid.es", Intent.ALREADY_PAID, 0.9, lines(_PAID), unless=lines(_PAID_UNLESS)),
    Rule("promise_to_pay.es", Intent.PROMISE_TO_PAY, 0.9, lines(_PROMISE), unless=lines(_PROMISE_UNLESS)),
    Rule(
        "payment_plan.es",
        Intent.PAYMENT_PLAN,
        0.9,
        lines(_PLAN),
        unless=lines("""
        no necesito|quiero ..2 plazo|prorroga|plan
        cuenta|factura|recibo de_plazos
    """),
        plain=False,
    ),
    Rule(
        "dispute.es",
        Intent.DISPUTE,
        0.88,
        lines(_DISPUTE),
        unless=lines("""
        numero|persona equivocado|equivocada
        no recibi|llego|recibimos ..4 factura|recibo|correo|mensaje|estado
        nunca ..1 recibi|llego|me_llego ..3 factura|recibo|correo|mensaje|reembolso|estado
        cancele la factura|deuda ya?
    """),
        plain=False,
    ),
    Rule(
        "dispute.es.refusal",
        Intent.DISPUTE,
        0.65,
        lines("no voy|vamos|pienso|pensamos a? pagar\nno pagare|pagaremos\nme niego a_pagar"),
        plain=False,
    ),
    Rule(
        "refund_request.es",
        Intent.REFUND_REQUEST,
        0.9,
        lines(_REFUND),
        unless=lines("""
        no|en_lugar_de|en_vez_de ..3 reembolso|devolucion|reembolsen
        les|le|te|se_los|se_lo devuelvo|regreso|devolvere ..2 llamada|dinero
        devolver la llamada
        ya recibi ..2 reembolso
    """),
    ),
    Rule(
        "keep_as_credit.es",
        Intent.KEEP_AS_CREDIT,
        0.9,
        lines(_CREDIT),
        unless=lines("""
        no|en_lugar_de|en_vez_de ..3 credito|saldo
        tarjeta de_credito
        @pagare|pago|pagar|pague ..4 proximo|proxima|siguiente mes|pago
    """),
    ),
    Rule("how_to_pay.es", Intent.HOW_TO_PAY, 0.9, lines(_HOW)),
    Rule(
        "refund.es.chosen",
        Intent.REFUND_REQUEST,
        0.93,
        lines("devolucion\nel_dinero|dinero\na_mi_tarjeta|cuenta\nefectivo\ntransferencia"),
        whole=True,
        asked=frozenset({_Q.REFUND_OR_CREDIT}),
    ),
    Rule(
        "credit.es.chosen",
        Intent.KEEP_AS_CREDIT,
        0.93,
        lines(
            "credito\nel_credito\nsaldo\nproxima_factura|siguiente_factura\nla_proxima|la_siguiente\nel_saldo\ndejenlo|dejelo|descuentenlo|descuentelo para|de|en? la_proxima|la_siguiente|mi_proxima? factura?"
        ),
        whole=True,
        asked=frozenset({_Q.REFUND_OR_CREDIT}),
    ),
    # Short answers to "¿Está pagada?", "¿Está enviado?" and "¿Está en camino?".
    Rule(
        "already_paid.es.answer",
        Intent.ALREADY_PAID,
        0.9,
        lines("si? ya? esta|estan|fue? pagada|pagado|pagadas|pagados|enviado|enviada|enviados"),
        whole=True,
        asked=frozenset({_Q.WHICH_DAY, _Q.REASON}),
    ),
    Rule(
        "promise_to_pay.es.answer",
        Intent.PROMISE_TO_PAY,
        0.85,
        lines("si? el? resto|pago|dinero? ya? esta|va|viene? en_camino"),
        whole=True,
        asked=frozenset({_Q.WHICH_DAY, _Q.REASON}),
    ),
    # One of the two words that we invite; whoever sends it late means it all the same. A person confirms it.
    Rule("credit.es.word", Intent.KEEP_AS_CREDIT, 0.8, lines("el|un? saldo|credito"), whole=True),
)
