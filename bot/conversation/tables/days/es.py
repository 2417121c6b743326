# ruff: noqa: E501 - one entry a line: a broken one cannot be reviewed
"""Days in Spanish."""

from __future__ import annotations

from bot.conversation.days.table import DayTable

TABLE = DayTable(
    code="es",
    weekdays="""
        lunes
        martes
        miércoles miercole mierkoles
        jueves jueve juebes juevez
        viernes biernes vierns viernez
        sábado sabao savado
        domingo
    """,
    short_weekdays="""
        lun
        mar
        mie mier miér
        jue
        vie vier
        sab sáb
        dom
    """,
    months="""
        enero ene
        febrero feb
        marzo mar
        abril abr
        mayo may
        junio jun
        julio jul
        agosto
        septiembre sep sept setiembre
        octubre oct
        noviembre nov
        diciembre dic
    """,
    short_months="""
        -
        -
        -
        -
        -
        -
        -
        ago
        set
        -
        -
        -
    """,
    numbers="""
        un=1 una=1 uno=1 dos=2 tres=3 cuatro=4 cinco=5 seis=6 siete=7 ocho=8 nueve=9 diez=10 once=11 doce=12 trece=13
        catorce=14 quince=15 dieciséis=16 veinte=20 veintiuno=21 veinticinco=25 treinta=30 sesenta=60 un_par_de=2
        unos_dos=2 unas_dos=2
    """,
    ordinals="""
        uno=1 primero=1 dos=2 tres=3 cuatro=4 cinco=5 seis=6 siete=7 ocho=8 nueve=9 diez=10 once=11 doce=12 trece=13 catorce=14
        quince=15 dieciséis=16 diecisiete=17 dieciocho=18 diecinueve=19 veinte=20 veintiuno=21 veintidós=22 veintitrés=23
        veinticuatro=24 veinticinco=25 veintiséis=26 veintisiete=27 veintiocho=28 veintinueve=29 treinta=30 treinta_y_uno=31
    """,
    ranks="primer=1 primero=1 segundo=2 tercer=3 cuarto=4 último=-1",
    units="""
        día=day días=day dia=day semana=week semanas=week mes=month meses=month días_hábiles=business días_laborables=business
        día_hábil=business días_laborales=business días_naturales=day
    """,
    respelled="""
        mñn=mañana mñna=mañana mñana=mañana mnn=mañana mna=mañana mañna=mañana manaña=mañana maniana=mañana mañan=mañana
        oy=hoy ayr=ayer asta=hasta finde=finde semna=semana
        prox=próximo proximamente=proximamente
    """,
    slips_of="mañana anteayer",
    patterns="""
        hoy = day 0
        hoy mismo|día = day 0
        el día de hoy = day 0
        hoy en día = none
        esta tarde|noche|mañana = day 0
        hoy en? por? la? mañana|tarde|noche = day 0
        ahorita|orita|ahora|ya en|por|a la tarde|noche = day 0
        en el transcurso|curso del día|día_de_hoy = day 0
        a lo largo del día = day 0
        la|una|media|cada|toda|buena mañana = none
        por|en|de|a la mañana|tarde|noche = none
        de la mañana a la noche = none
        mañana = day 1
        mañana mismo|temprano|tempranito = day 1
        mañana por|en|a|de la? mañana|tarde|noche = day 1
        pasado mañana = day 2
        pasado_mañana mismo = day 2
        ayer = day -1
        ayer por|en la mañana|tarde|noche = day -1
        el día de ayer = day -1
        el día de mañana = day 1
        anoche = day -1
        anteayer|antier|antes_de_ayer|antenoche|antes_de_anoche = day -2
        el otro día|mes = none
        la otra semana = none
        un día de estos = none
        hoy en|a ocho días? = day 7
        de hoy en ocho días? = day 7
        de hoy en quince = day 15
        mañana en ocho = day 8
        los|todos_los|cada|algun <wd> = none
        de? <wd> a <wd> = none
        buen|feliz|lindo|bonito|excelente <wd> = none
        <wd> santo|negro = none
        domingo de pascua = feast easter
        viernes santo = feast easter -2
        <wd> = wd
        el|este|proximo|próximo|este_próximo|el_próximo <wd> = wd
        el? <wd> que viene|entra = wd
        el? <wd> proximo|próximo|siguiente|entrante|venidero = wd
        el? <wd> de esta semana = wd
        el? <wd> pasado|anterior|último = wd last
        el pasado|último <wd> = wd last
        pasado <wd> = wd last
        el? <wd> de|en la próxima|siguiente|otra semana = wd week
        el? <wd> de|en la semana que viene|entra|próxima|siguiente = wd week
        el? <wd> de|en la otra? semana que viene = wd week
        el? <wd> de la semana pasada = wd lastweek
        la semana pasada el <wd> = wd lastweek
        la próxima semana el <wd> = wd week
        la semana que viene el? <wd> = wd week
        la semana que entra el? <wd> = wd week
        el? <wd> en ocho días? = wd plus
        de? el? <wd> en ocho = wd plus
        el|este|hasta_el|para_el|antes_del|próximo <ws> = wd
        el? día <dom> = dom
        el? día <ord> = dom
        hasta|para|desde|antes|sobre|alrededor|tipo|como? el|del|al <dom> = dom
        el <dom> = dom
        el <ord> = dom
        el <dom> a mas tardar = dom
        a más tardar el <dom> = dom
        antes|después|alrededor|hacia|para|hasta del|el|de_el día? <dom> = dom
        antes|después|alrededor|hacia|para|hasta del|el|de_el día? <ord> = dom
        el? día? <dom> de|del este|presente|corriente mes? = dom 0
        el? día? <dom> de este mes = dom 0
        el? día? <dom> del próximo|siguiente mes = dom 1
        el? día? <dom> del mes próximo|siguiente|entrante = dom 1
        el? día? <dom> del mes que viene|entra = dom 1
        el? día? <dom> del mes pasado|anterior = dom -1
        el? día? <dom> de|del cada? mes = dom
        el? <ord> de <month> = date
        el? <ord> de <month> de|del? <y> = date
        <dom> de|del? <month> = date
        <dom> de|del? <month> de|del? <y> = date
        <dom> <month> <y> = date
        <month> <dom> = date
        ~<dom> de|del? <ms> de|del? <y>? = date
        primero de <month> = month start
        el? primero|1|1ro del? próximo mes = month start 1
        el? primero|1|1ro del mes próximo|entrante|siguiente = month start 1
        el? primero|1|1ro del mes que viene|entra = month start 1
        el? día? primero|1|1ro de mes = domn 1
        el? día? primero|1ro del mes = domn 1
        día primero = domn 1
        para|hasta el primero|1ro = domn 1
        el primero|1|1ro del siguiente|próximo = month start 1
        a? principios|principio|inicios|inicio|comienzos|comienzo|primeros de|del mes = month start
        a? principios|principio|inicios|inicio|comienzos|comienzo|primeros de|del próximo|siguiente mes = month start 1
        a? principios|principio|inicios|inicio|comienzos|comienzo de|del mes que viene|entra = month start 1
        a? principios|principio|inicios|inicio|comienzos|comienzo|primeros de <month> = month start
        primer día del mes = month start
        primer día del próximo|siguiente mes = month start 1
        a|hacia? mediados|mitad|mitades|medio de|del este? mes = month mid
        a? mediados|mitad de|del próximo mes = month mid 1
        a? mediados|mitad de|del mes que viene|entra = month mid 1
        a? mediados|mitad de <month> = month mid
        a|en|para? fin|fines|final|finales|último|últimos|cierre de|del este? mes = month end
        este? fin de mes = month end
        el? día último de|del? mes? = month end
        los? primeros días de <month> = month start
        los? primeros días del? mes = month start
        pasado el <dom> = dom
        último día hábil del mes = month lastbusiness
        fin|fines|final|finales de|del próximo|siguiente mes = month end 1
        fin|fines|final|finales de|del mes que viene|entra = month end 1
        fin|fines|final|finales de|del mes próximo|siguiente|entrante = month end 1
        fin|fines|final|finales de|del mes pasado|anterior = month end -1
        fin|fines|final|finales|último de <month> = month end
        fin de semana = none
        fin|finales|final|fines de la|esta? semana = week end
        finales|final|fin|fines de la próxima|siguiente semana = week end 1
        finales|final|fin|fines de la semana que viene|entra = week end 1
        a? principios|inicios|inicio|comienzos|comienzo de la próxima|siguiente semana = week start 1
        a? principios|inicios|inicio|comienzos|comienzo de la semana que viene|entra = week start 1
        a? mediados|mitad de la próxima semana = week mid 1
        a? mediados|mitad de la semana que viene = week mid 1
        a? mediados|mitad de semana = week mid
        fin|finales|fines|final de|del año = year end
        en|dentro_de|de_aquí_a|de_aquí_en|deme|dame|denme|dénme unos|unas|como|otros|otras|máximo|aproximadamente? <n> <unit> = count +
        en un plazo de <n> <unit> = count +
        en los|las próximos|próximas|siguientes <n> <unit> = count +
        en los|las próximos|próximas <unit> = none
        en|dentro_de <n> o|a|y <n> <unit> = none
        en|dentro_de <n> <n> <unit> = none
        <n> <unit> más = count +
        desde? hace como|unos|unas|ya|aproximadamente? <n> <unit> = count -
        <n> <unit> atrás = count -
        <n> <unit> antes|después = none
        hace <n> o <n> <unit> = none
        en|para|por|antes_de navidad|navidades = feast christmas
        el? día de navidad = feast christmas
        antes de navidad = feast christmas -1
        después|pasada|pasadas de|la|las? navidad|navidades = feast christmas 1
        nochebuena = feast christmas_eve
        nochevieja = feast new_years_eve
        fin de año = year end
        año nuevo = feast new_year
        después de año nuevo = feast new_year 1
        después|pasado de? reyes|los_reyes = feast epiphany 1
        antes|para de? reyes = feast epiphany
        día de reyes = feast epiphany
        después de semana santa = feast easter 1
        antes de semana santa = feast easter -7
        el? <rank> <wd> de|del este? mes = wdmonth
        el? <rank> <wd> del próximo mes = wdmonth 1
        el? <rank> <wd> del mes que viene|entra = wdmonth 1
        el? <rank> <wd> del mes próximo|siguiente|entrante = wdmonth 1
        el? <rank> <wd> del mes pasado = wdmonth -1
        el? <rank> <wd> de <month> = wdmonth
        el? <rank> <wd> de <month> de|del? <y> = wdmonth
        el? último día de|del este|presente? mes = month end
        el? último día del próximo mes = month end 1
        el? último día del mes que viene|entra = month end 1
        el? último día del mes próximo|siguiente|entrante = month end 1
        el? último día de <month> = month end
        el? último día de <month> de|del? <y> = month end
    """,
    paid="""
        pagué envié mandé hice hicimos realicé deposité transferí pagado enviado hecho liquidé liquidado aboné abonado descontaron
        cobraron pagada pagadas pagados realizado salió hizo efectué pagaron depositaron giré ingresé
        ingresado transferido depositado saldé saldado domiciliado mandado quedó hicieron consigné
         puse pusimos di
        yapeé yapee girado entró efectuó realizó emitido abonaron ingresaron compensada
        giraron transfirieron mandaron enviaron
    """,
    will="""
        pagaré pagaremos pagar pagarle pagarles pagarlo pagarla pago paga pagan pod* depositaré depositar transfiero transferiré
        transferir enviaré enviaremos prometo tendré tengo cobro liquidaré liquidar abonaré abonar
        realizará realizarán realizarse efectuará harán recibirán quincena programado programada plazo resto mandaré giraré ingresaré nómina sueldo salario
        depositan cobramos comprometo compromiso salda saldaré cubro cubriré cancelo acordamos queda vale bien acuerdo perfecto
        hasta realizaré pongo pondré estaré regularizo regularizaré consigno consignaré doy daré efectuaré pagarán pagará agendado tardar va sale
        abonará abonarán libera liberamos pagare adelanto giramos mandaremos ingresamos depositaremos consignamos transferirá
    """,
    present="pagamos depositamos transferimos liquidamos abonamos saldamos enviamos mandamos realizamos ingresamos giramos",
    weak="""
        hasta resto vale bien acuerdo perfecto queda tardar quincena nómina sueldo salario plazo tengo va sale cobro cobramos tendré
        voy vamos puedo podemos podría podré podremos espero tendrá tendrán tendremos hacer hago haré haremos hará
    """,
    payments="pago transferencia depósito abono giro bizum cheque dinero transfe ingreso consignación spei comprobante",
    past_marks="se fue está",
    both="pago depósito abono giro ingreso envío mando liquido",
    aims="para",
    helps="dejar dejo dejamos dejaré será serán voy cuando va vamos estará estarán queda quedan quedará quedarán puede",
    intended="iba íbamos quería queríamos debía prometí tenía intenté",
    other="""
        vence vencía vencimiento llamar llamen llámenme llámeme llámame llamenme llameme llamame cita vacaciones regreso contactar contacten escriban escribir escriba hablar
        reembolso molestar molesten reunión viaje vuelvo vuelve abre abren cierran cumpleaños operan médico entrega entregan
        envíen envíenme mándenme manden avisen avísenme devuelvan devolución
    """,
    other_past="""
        baja venció vencido vencida facturado compré cancelé entregaron recibí recibimos fechada emitida fecha cobrado llamé llamaron escribí
        llegó pedí pedimos contraté firmé devolví nació cobraste avisé hablé dijeron reclamé mudé perdí
    """,
    dated="factura recibo cargo cobro estado pedido correo carta mensaje recordatorio aviso boleta contrato nota",
    belongs="de del fecha fechada fechado emitida",
    negations="no nunca jamás tampoco sin ni imposible",
    harmless="""
        no se preocupe|preocupen
        no te preocupes
        sin falta|problema|problemas|duda
        no hay problema|bronca|drama
        no más|mas tarde
        no pasa de
        no sólo
        con|en fecha
        si no
        por qué no
    """,
    until="hasta",
    asks="""
        se puede|podría
        me pueden|puede|podrían
    """,
    joins="y pero entonces porque aunque pues luego",
)
