# ruff: noqa: E501 - one entry a line: a broken one cannot be reviewed
"""Days in Italian."""

from __future__ import annotations

from bot.conversation.days.table import DayTable

TABLE = DayTable(
    code="it",
    weekdays="""
        lunedì
        martedì
        mercoledì mercoldi mercoledi
        giovedì
        venerdì
        sabato
        domenica
    """,
    short_weekdays="""
        lun
        mar
        mer merc
        gio giov
        ven
        sab
        dom
    """,
    months="""
        gennaio genn
        febbraio febb
        marzo mar
        aprile apr
        maggio magg
        giugno
        luglio
        agosto
        settembre sett
        ottobre ott
        novembre nov
        dicembre dic
    """,
    short_months="""
        gen
        feb
        -
        -
        mag
        giu
        lug
        ago
        set
        -
        -
        -
    """,
    numbers="""
        un=1 una=1 uno=1 due=2 tre=3 quattro=4 cinque=5 sei=6 sette=7 otto=8 nove=9 dieci=10 undici=11 dodici=12 tredici=13 quattordici=14
        quindici=15 venti=20 venticinque=25 trenta=30 sessanta=60 novanta=90 un_paio_di=2 un_paio=2 una_decina_di=10 una_quindicina_di=15
    """,
    ordinals="""
        primo=1 uno=1 due=2 tre=3 quattro=4 cinque=5 sei=6 sette=7 otto=8 nove=9 dieci=10 undici=11 dodici=12 tredici=13 quattordici=14 quindici=15
        sedici=16 diciassette=17 diciotto=18 diciannove=19 venti=20 ventuno=21 ventidue=22 ventitré=23 ventiquattro=24 venticinque=25
        ventisei=26 ventisette=27 ventotto=28 ventinove=29 trenta=30 trentuno=31
    """,
    ranks="primo=1 secondo=2 terzo=3 quarto=4 ultimo=-1 prima=1 ultima=-1",
    units="""
        giorno=day giorni=day gg=day settimana=week settimane=week sett=week mese=month mesi=month giorni_lavorativi=business gg_lavorativi=business
        giorno_lavorativo=business giorni_feriali=business
    """,
    respelled="""
        dmn=domani dmani=domani domn=domani oggii=oggi ogi=oggi ierri=ieri iery=ieri stasera=stasera dopodmn=dopodomani dopdomani=dopodomani
        lunedí=lunedì settiman=settimana prox=prossimo
    """,
    slips_of="dopodomani stasera domattina",
    patterns="""
        oggi = day 0
        oggi stesso|pomeriggio|sera = day 0
        stasera|stamattina|stamani|stanotte = day 0
        questa mattina|sera|notte = day 0
        questo pomeriggio = day 0
        entro oggi = day 0
        in giornata = day 0
        entro fine giornata = day 0
        la giornata di oggi = day 0
        oggi come oggi = none
        domani = day 1
        domani mattina|pomeriggio|sera|stesso = day 1
        domattina = day 1
        dopodomani|dopo_domani = day 2
        dopo domani mattina = day 2
        ieri = day -1
        ieri sera|mattina|pomeriggio|notte = day -1
        l? altro ieri = day -2
        avantieri|avant_ieri|ieri_l_altro|altroieri|laltroieri = day -2
        l altro giorno = none
        uno di questi giorni = none
        oggi a otto = day 7
        oggi a quindici = day 14
        domani a otto = day 8
        dall oggi al domani = none
        ogni|tutti_i|tutte_le|qualche <wd> = none
        ~i|le <wd> = none
        dal|da? <wd> al|a <wd> = none
        buon|buona|felice <wd> = none
        venerdì santo = feast easter -2
        lunedì dell angelo = feast easter 1
        <wd> = wd
        questo|questa|il_prossimo|la_prossima|prossimo|prossima|il|la <wd> = wd
        <wd> prossimo|prossima|venturo|entrante = wd
        <wd> che viene = wd
        <wd> di questa settimana = wd
        <wd> scorso|scorsa|passato|passata|ultimo = wd last
        lo? scorso|scorsa <wd> = wd last
        <wd> della? prossima settimana = wd week
        <wd> della? settimana prossima = wd week
        la? prossima settimana <wd> = wd week
        la? settimana prossima <wd> = wd week
        <wd> della? settimana scorsa|passata = wd lastweek
        <wd> della? scorsa settimana = wd lastweek
        <wd> a otto|quindici = wd plus
        tra|fra una settimana di? <wd> = wd plus
        ~il|entro|questo|prossimo <ws> = wd
        ~il|entro_il|per_il|dal|del|al|prima_del|dopo_il|verso_il|intorno_al|fino_al|di_giorno|in_data|giorno <dom> = dom
        il <n> per cento = none
        il giorno <dom> = dom
        ~l|dell|all|entro_l|prima_dell|per_l <dom> = dom
        il giorno <ord> = dom
        entro il <dom> = dom
        ~il|entro_il|per_il|prima_del <ord> = dom
        il <dom> del mese = dom
        il? <dom> di questo mese = dom 0
        il? <dom> corrente|c_m|cm = dom 0
        il? <dom> del? prossimo mese = dom 1
        il? <dom> del mese prossimo|venturo|entrante = dom 1
        il? <dom> del mese scorso = dom -1
        il? <dom> dello scorso mese = dom -1
        <dom> <month> = date
        <dom> <month> <y> = date
        <ord> <month> <y>? = date
        ~<dom> <ms> <y>? = date
        primo del mese = domn 1
        il? primo|1 del mese prossimo|venturo|entrante = month start 1
        il? primo|1 del prossimo mese = month start 1
        i primi del mese = month start
        i? primi del mese prossimo|venturo = month start 1
        i? primi del prossimo mese = month start 1
        ai? primi di <month> = month start
        inizio|inizi|primi del|di mese = month start
        inizio mese = month start
        inizio del? mese prossimo = month start 1
        inizio del? prossimo mese = month start 1
        inizio di? <month> = month start
        metà del|di|questo? mese = month mid
        metà del? mese prossimo = month mid 1
        metà del? prossimo mese = month mid 1
        metà di? <month> = month mid
        fine del|di|di_questo|questo|corrente? mese = month end
        ultimo giorno lavorativo del mese = month lastbusiness
        fine del? mese prossimo|venturo|entrante = month end 1
        fine del? prossimo mese = month end 1
        fine del? mese scorso = month end -1
        fine di? <month> = month end
        in giornata|serata = day 0
        entro la|in? giornata|serata = day 0
        nel corso della giornata = day 0
        fine settimana = none
        il|nel|questo fine settimana = none
        entro fine settimana = week end
        fine settimana prossima = none
        per|entro|a la? fine della? settimana = week end
        fine della settimana = week end
        fine di questa settimana = week end
        entro la settimana = week end
        fine della? prossima settimana = week end 1
        fine della? settimana prossima = week end 1
        inizio della? settimana prossima = week start 1
        inizio della? prossima settimana = week start 1
        inizi|primi della? settimana prossima|prossima_settimana = week start 1
        metà della? settimana prossima = week mid 1
        metà della? prossima settimana = week mid 1
        metà settimana = week mid
        fine dell|di|d? anno = year end
        tra|fra|in|entro|nel_giro_di|dammi|mi_dia|datemi circa|altri|altre|massimo|un_massimo_di|i_prossimi|le_prossime? <n> <unit> = count +
        entro|nei|nelle|in i? prossimi|prossime <n> <unit> = count +
        tra|fra|in|entro <n> o|a|e <n> <unit> = none
        tra|fra|in|entro <n> <n> <unit> = none
        tra qualche <unit> = none
        da oggi a? <n> <unit> = count +
        circa? <n> <unit> fa|addietro|or_sono = count -
        <n> o <n> <unit> fa = none
        <n> <unit> prima|dopo = none
        da <n> <unit> = none
        entro|a|per|prima_di|sotto natale = feast christmas
        prima di natale = feast christmas -1
        dopo natale = feast christmas 1
        buon natale = none
        vigilia di natale = feast christmas_eve
        capodanno = feast new_year
        dopo capodanno = feast new_year 1
        san silvestro = feast new_years_eve
        befana|epifania = feast epiphany
        dopo la befana = feast epiphany 1
        a|per|entro pasqua = feast easter
        dopo pasqua = feast easter 1
        pasquetta = feast easter 1
        il|l? <rank> <wd> del|di|di_questo mese = wdmonth
        il|l? <rank> <wd> del prossimo mese = wdmonth 1
        il|l? <rank> <wd> del mese prossimo = wdmonth 1
        il|l? <rank> <wd> del mese scorso = wdmonth -1
        il|l? <rank> <wd> di <month> <y>? = wdmonth
        l? ultimo giorno del|di|di_questo mese = month end
        l? ultimo giorno del prossimo mese = month end 1
        l? ultimo giorno del mese prossimo = month end 1
        l? ultimo giorno di <month> <y>? = month end
    """,
    paid="""
        pagato pagata pagati pagate pagai bonificato fatto fatta effettuato effettuata inviato inviata versato versata saldato saldata mandato mandata eseguito eseguita
        addebitato addebitata trasferito disposto partito partita regolato depositato spedito accreditato provveduto prelevato scalato
        saldai versai ricaricato
        versati bonificati passato registrato contabilizzato
    """,
    will="""
        pago paghiamo paga pagherò pagheremo pagherà pagare verso verserò versare bonifico bonificherò invio invierò inviare
        saldo salderò saldare mando manderò effettuerò effettuare prometto
        programmato programmata prendo ricevo stipendio pensione resto rimanente rimanenza entro garantisco impegno fino va bene ok
        accredito provvedo provvederò provvederemo provvedere regolo regolerò sistemo sistemerò sistemare saldiamo verrà
        perfetto possibile andrebbe disponibilità dispongo disporrò accordo massimo procedo procederò
        bonificheremo verseremo saldiamo partirà invieremo
        rimedio partono salda saldano
    """,
    weak="""
        entro fino va bene ok perfetto possibile resto rimanente rimanenza stipendio pensione massimo accordo ricevo prendo accredito
        posso possiamo potrò potremo potrei riesco riusciamo riuscirò vado faccio farò facciamo faremo fare spero conto vorrei intendo prevedo previsto avrò
    """,
    payments="pagamento bonifico versamento assegno soldi addebito accredito ricarica",
    past_marks="ho ha abbiamo è stato già hanno",
    aims="per",
    helps="sarà saranno verrà verranno essere viene quando appena deve può potrà sarò avrò va",
    intended="dovevo volevo volevamo pensavo promesso avrei",
    other="""
        scade scadenza scadeva chiamare chiamate chiami chiamatemi richiamare richiamo sentirci sentiamo appuntamento ferie torno rientro contattare contattatemi scrivere scrivete
        parlare rimborso rimborsare disturbare assente riunione visita intervento trasloco consegna consegnare chiuso chiudiamo apre aperto
        disponibile compleanno viaggio mandatemi inviatemi rispondere sollecitare
    """,
    other_past="""
        scaduto scaduta datata datato emessa fatturato comprato acquistato ordinato ricevuto ricevuta annullato disdetto consegnato nato nata firmato arrivato arrivata
        chiamato telefonato scritto chiesto restituito reso parlato contestato richiesto
    """,
    dated="fattura bolletta lettera ordine email mail estratto sollecito messaggio contratto avviso promemoria nota scontrino raccomandata",
    belongs="di del dell della datata emessa dal",
    negations="non mai senza né impossibile nessun nessuna",
    harmless="""
        nessun|senza problema|problemi|dubbio
        non c è problema
        non si preoccupi
        non ti preoccupare
        non più tardi
        non oltre
        senz altro
        se non
        perché no
    """,
    until="fino ",
    asks="""
        è possibile
        si può|potrebbe
    """,
    joins="e ma perché allora poi però quindi dopodiché",
)
