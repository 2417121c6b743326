# ruff: noqa: E501 - one entry a line: a broken one cannot be reviewed
"""Days in Portuguese, as in Brazil."""

from __future__ import annotations

from bot.conversation.days.table import DayTable

TABLE = DayTable(
    code="pt",
    weekdays="""
        segunda-feira segundafeira segunda_fera
        terça-feira tercafeira terça_fera
        quarta-feira quartafeira
        quinta-feira quintafeira
        sexta-feira sextafeira sexta_fera
        sábado sabado
        domingo
    """,
    short_weekdays="""
        segunda seg
        terça
        quarta
        quinta
        sexta sex
        sábado sab
        domingo
    """,
    months="""
        janeiro jan
        fevereiro fev
        março mar
        abril abr
        maio mai
        junho jun
        julho jul
        agosto
        setembro
        outubro
        novembro nov
        dezembro dez
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
        out
        -
        -
    """,
    numbers="""
        um=1 uma=1 dois=2 duas=2 três=3 quatro=4 cinco=5 seis=6 sete=7 oito=8 nove=9 dez=10 onze=11 doze=12 treze=13 quatorze=14
        catorze=14 quinze=15 vinte=20 vinte_e_cinco=25 trinta=30 sessenta=60 noventa=90 um_par_de=2 uns_dois=2 umas_duas=2
    """,
    ordinals="""
        primeiro=1 um=1 dois=2 três=3 quatro=4 cinco=5 seis=6 sete=7 oito=8 nove=9 dez=10 onze=11 doze=12 treze=13 quatorze=14 catorze=14 quinze=15
        dezesseis=16 dezessete=17 dezoito=18 dezenove=19 vinte=20 vinte_e_um=21 vinte_e_dois=22 vinte_e_três=23 vinte_e_quatro=24
        vinte_e_cinco=25 vinte_e_seis=26 vinte_e_sete=27 vinte_e_oito=28 vinte_e_nove=29 trinta=30 trinta_e_um=31
    """,
    ranks="primeira=1 primeiro=1 segunda=2 segundo=2 terceira=3 terceiro=3 quarta=4 quarto=4 última=-1 último=-1",
    units="""
        dia=day dias=day semana=week semanas=week mês=month meses=month dias_úteis=business dia_útil=business dias_corridos=day
    """,
    respelled="""
        amn=amanhã amnh=amanhã amanha=amanhã amanhan=amanhã amnha=amanhã amaha=amanhã amanhâ=amanhã amã=amanhã manhã=manhã hj=hoje hoj=hoje oje=hoje onte=ontem otem=ontem
        ontm=ontem smn=semana prox=próximo dpois=depois dps=depois dp=depois antiontem=anteontem antonte=anteontem seguda=segunda tersa=terça qnta=quinta
        qrta=quarta sxta=sexta
    """,
    slips_of="amanhã anteontem",
    patterns="""
        hoje = day 0
        hoje à|a|de|no? noite|tarde|manhã|mesmo|ainda = day 0
        ainda hoje = day 0
        hoje em dia = none
        até o fim|final do dia = day 0
        amanhã = day 1
        amanhã à|a|de|pela|cedo? tarde|noite|manhã|cedo = day 1
        depois de? amanhã = day 2
        ontem = day -1
        ~ont = day -1
        ontem à|a|de|pela? noite|tarde|manhã = day -1
        anteontem|antes_de_ontem = day -2
        o? outro dia = none
        um dia desses = none
        dia de hoje = day 0
        de hoje a|em oito = day 7
        toda|todas_as|cada|nas|às|todo|aos <wd> = none
        ~toda|todas_as|cada|nas|às|todo|aos <ws> = none
        de? <wd> a|à <wd> = none
        ~de? <ws> a|à <ws> = none
        boa|bom|ótima|feliz|linda <wd> = none
        ~boa|bom|ótima|feliz|linda <ws> = none
        sexta feira santa = feast easter -2
        ~sexta santa = feast easter -2
        segunda|terceira|quarta|quinta|sexta via|vez|parcela|feita = none
        ~segunda|terça|quarta|quinta|sexta via|vez|parcela|fatura|cobrança|mensagem|opção|parte|linha|pessoa|conta|tentativa|mão|série|cópia|prestação|semana|notificação|categoria|classe|ordem|etapa|fase|metade|quinzena|oportunidade|chance|divisão|geração|edição|camada|cópia = none
        ~uma|a|minha|sua segunda via|vez|parcela|chance|opção = none
        ~um|dois|três|1|2|3|uma quarto|quartos|quinto|terço|terços = none
        <wd> = wd
        ~<ws> = wd
        esta|essa|nessa|nesta|neste|nesse|próxima|próximo|proxima|na_próxima|no_próximo <wd> = wd
        ~esta|essa|nessa|nesta|neste|nesse|próxima|próximo|proxima|na_próxima|no_próximo <ws> = wd
        <wd> que vem|entra = wd
        ~<ws> que vem|entra = wd
        <wd> agora|próxima|próximo = wd
        ~<ws> agora|próxima|próximo = wd
        <wd> passada|passado|retrasada = wd last
        ~<ws> passada|passado = wd last
        última|último|passada|passado <wd> = wd last
        ~última|último|passada <ws> = wd last
        <wd> da semana que vem = wd week
        <wd> da próxima semana = wd week
        ~<ws> da semana que vem = wd week
        ~<ws> da próxima semana = wd week
        semana que vem na|no? <wd> = wd week
        ~semana que vem na|no? <ws> = wd week
        próxima semana na|no? <wd> = wd week
        <wd> da semana passada = wd lastweek
        ~<ws> da semana passada = wd lastweek
        <wd> desta|dessa semana = wd
        ~<ws> desta|dessa semana = wd
        no? dia <dom> = dom
        no? dia <ord> = dom
        ~até o? dia? <dom> = doms
        ~até o? dia? <ord> = dom
        ~no|do|ao|para_o|pro|antes_do|depois_do dia? <dom> = doms
        dia <dom> deste|desse|do_corrente|do_presente mês = dom 0
        dia <dom> do próximo mês = dom 1
        dia <dom> do mês que vem = dom 1
        dia <dom> do mês passado = dom -1
        dia <dom> do|de|de_cada? mês = dom
        <dom> de|do? <month> = date
        <dom> de|do? <month> de|do? <y> = date
        <ord> de <month> = date
        <ord> de <month> de? <y> = date
        ~<dom> de|do? <ms> de|do? <y>? = date
        dia primeiro = domn 1
        dia 1|1o|primeiro do mês = domn 1
        dia 1|1o|primeiro do próximo mês = month start 1
        dia 1|1o|primeiro do mês que vem = month start 1
        primeiro dia do mês = month start
        começo|início|inicio|comecinho do|deste|de? mês = month start
        começo|início do mês que vem = month start 1
        começo|início do próximo mês = month start 1
        começo|início de <month> = month start
        meados|meio|metade do|de|deste? mês = month mid
        meados|meio do mês que vem = month mid 1
        meados|meio do próximo mês = month mid 1
        meados|meio de <month> = month mid
        fim|final|finzinho|finalzinho do|de|deste|desse? mês = month end
        último dia útil do mês = month lastbusiness
        5|5o|quinto dia útil = month business5
        5|5o|quinto dia útil do mês = month business5
        5|5o|quinto dia útil do mês que vem = month business5 1
        5|5o|quinto dia útil do próximo mês = month business5 1
        5|5o|quinto dia útil de <month> = month business5
        fim|final do|de? mês que vem = month end 1
        fim|final do próximo mês = month end 1
        fim|final do mês passado = month end -1
        fim|final de <month> = month end
        no decorrer|correr|transcorrer do dia = day 0
        ao longo do dia = day 0
        fim|final de semana = none
        fim|final da|desta|dessa semana = week end
        fim|final da semana que vem = week end 1
        fim|final da próxima semana = week end 1
        começo|início da semana que vem = week start 1
        começo|início da próxima semana = week start 1
        meio da semana que vem = week mid 1
        meio da próxima semana = week mid 1
        meio da semana = week mid
        fim|final do|deste|de? ano = year end
        em|dentro_de|daqui_a|daqui|me_dá|me_dê|me_dá_mais|mais|em_até|no_prazo_de|num_prazo_de|em_mais_ou_menos|em_uns|daqui_uns uns|umas|mais|cerca_de|no_máximo? <n> <unit> = count +
        nos|nas próximos|próximas <n> <unit> = count +
        em|dentro_de|daqui_a <n> a|ou|e <n> <unit> = none
        em|dentro_de|daqui_a <n> <n> <unit> = none
        mais <n> <unit> = none
        daqui a? uma|1 quinzena = day 15
        há|faz|tem|fazem|ha mais_de|cerca_de|uns|umas|já|quase|mais_ou_menos? <n> <unit> = count -
        há|faz|tem <n> ou <n> <unit> = none
        <n> <unit> atrás = count -
        no|até_o|para_o|pro|antes_do natal = feast christmas
        até natal = feast christmas
        dia de natal = feast christmas
        antes do natal = feast christmas -1
        depois do natal = feast christmas 1
        véspera de natal = feast christmas_eve
        réveillon = feast new_years_eve
        ano novo = feast new_year
        depois do ano novo = feast new_year 1
        feliz ano novo = none
        na|até_a páscoa = feast easter
        depois da páscoa = feast easter 1
        depois do carnaval = feast easter -46
        <rank> <wd> do|deste|desse|de|no|neste mês = wdmonth
        ~<rank> <ws> do|deste|desse|de|no|neste mês = wdmonth
        <rank> <wd> do próximo mês = wdmonth 1
        ~<rank> <ws> do próximo mês = wdmonth 1
        <rank> <wd> do mês que vem = wdmonth 1
        ~<rank> <ws> do mês que vem = wdmonth 1
        <rank> <wd> do mês passado = wdmonth -1
        ~<rank> <ws> do mês passado = wdmonth -1
        <rank> <wd> de <month> = wdmonth
        ~<rank> <ws> de <month> = wdmonth
        <rank> <wd> de <month> de? <y> = wdmonth
        ~<rank> <ws> de <month> de? <y> = wdmonth
        último dia do|deste|desse|de mês = month end
        último dia do próximo mês = month end 1
        último dia do mês que vem = month end 1
        último dia de <month> = month end
        último dia de <month> de? <y> = month end
    """,
    paid="""
        paguei paga pagado pagos pagas quitei quitado quitada transferi transferido depositei depositado enviei enviado fiz feito fizemos efetuei efetuado
        mandei mandado debitado debitada debitaram descontado descontou descontaram compensado compensou caiu pagou pagaram saiu realizei realizado
        liquidei liquidado acertei efetuamos efetuada feita passei creditado creditei pixei transferiu repassei
        remeti remetido remetida completei compensada efetivado efetivada saldei baixado baixada creditada
    """,
    will="""
        pagarei pagaremos pagar pago deposito depositarei depositar transfiro transferirei transferir enviarei envio
        prometo recebo receberei recebemos salário acerto acertar quito quitar quitarei agendei agendado agendada agenda
        programado programada restante resto prazo até mando combinado pode pix cai efetuarei liquidar liquido regularizo regularizar
        dou dá certo beleza pretendo comprometo passo quitamos pagando jeito
        completo quitarei compensa compensará depositaremos transferiremos acertamos
    """,
    present="remetemos pagamos transferimos depositamos enviamos quitamos efetuamos liquidamos",
    weak="""
        até resto restante combinado certo beleza prazo salário recebo receberei recebemos cai jeito dá pode
        vou vamos posso podemos poderei poderia consigo conseguimos conseguirei consegui espero faço farei faremos fazer terei teremos deixo deixa
    """,
    payments="pagamento transferência depósito pix boleto ted doc cheque dinheiro comprovante",
    past_marks="foi já ja está estava tá sido foram tava estão",
    both="pago quito liquido paga",
    aims="para pra pro",
    helps="será serão vai vou vamos ser estará quando assim for fica ficará",
    intended="ia íamos queria prometi pretendia deveria tentei",
    other="""
        vence vencia vencimento ligar ligue liguem ligar reunião consulta férias volto volta retorno contato contatar escrever escreva falar reembolso estorno estornar
        perturbar incomodar viagem viajo aniversário fecha abre entregar entrega cirurgia mandem enviem avise avisem cobrar mudança cancelar
    """,
    other_past="""
        venceu vencido vencida datada emitida emitido faturado comprei cancelei entregaram entregue recebi recebemos cobrado cobrada cobraram cobrança liguei falei escrevi
        chegou pedi contratei assinei devolvi nasci nasceu solicitei reclamei mudei disse disseram
    """,
    dated="fatura boleto nota recibo cobrança pedido carta email mensagem extrato lembrete aviso conta mensalidade",
    belongs="de do da datada emitida",
    negations="não nao nunca jamais sem nem n ñ nunca tampouco impossível",
    harmless="""
        não se preocupe|preocupem
        sem falta|problema|problemas|dúvida
        não tem problema
        não passa de|do
        por que não
        se não
    """,
    until="até só",
    asks="""
        será|seria que|possível
        tem como
        dá pra|para eu
    """,
    joins="e mas porque então aí depois pois porém",
)
