# ruff: noqa: E501 - one entry a line: a broken one cannot be reviewed
"""Days in Dutch."""

from __future__ import annotations

from bot.conversation.days.table import DayTable

TABLE = DayTable(
    code="nl",
    weekdays="""
        maandag maandagavond maandagochtend maandagmiddag maandagmorgen maandagnacht
        dinsdag dinsdagavond dinsdagochtend dinsdagmiddag dinsdagmorgen dinsdagnacht
        woensdag woendag woensdagavond woensdagochtend woensdagmiddag woensdagmorgen woensdagnacht
        donderdag donderdagavond donderdagochtend donderdagmiddag donderdagmorgen donderdagnacht
        vrijdag vrydag vrijdagavond vrijdagochtend vrijdagmiddag vrijdagmorgen vrijdagnacht
        zaterdag zaterdagavond zaterdagochtend zaterdagmiddag zaterdagmorgen zaterdagnacht
        zondag zondagavond zondagochtend zondagmiddag zondagmorgen zondagnacht
    """,
    short_weekdays="""
        ma
        di
        wo
        do
        vr
        za
        zo
    """,
    months="""
        januari jan
        februari feb febr
        maart mrt
        april apr
        mei
        juni jun
        juli jul
        augustus aug
        september sept sep
        oktober okt
        november nov
        december dec
    """,
    numbers="""
        een=1 één=1 twee=2 drie=3 vier=4 vijf=5 zes=6 zeven=7 acht=8 negen=9 tien=10 elf=11 twaalf=12 dertien=13 veertien=14 vijftien=15
        twintig=20 eenentwintig=21 dertig=30 zestig=60 negentig=90 n=1
    """,
    ordinals="""
        eerste=1 tweede=2 derde=3 vierde=4 vijfde=5 zesde=6 zevende=7 achtste=8 negende=9 tiende=10 elfde=11 twaalfde=12 dertiende=13 veertiende=14
        vijftiende=15 zestiende=16 zeventiende=17 achttiende=18 negentiende=19 twintigste=20 eenentwintigste=21 tweeëntwintigste=22
        drieëntwintigste=23 vierentwintigste=24 vijfentwintigste=25 zesentwintigste=26 zevenentwintigste=27 achtentwintigste=28
        negenentwintigste=29 dertigste=30 eenendertigste=31
    """,
    ranks="eerste=1 1e=1 tweede=2 2e=2 derde=3 vierde=4 laatste=-1",
    units="""
        dag=day dagen=day dagje=day week=week weken=week weekje=week wkn=week maand=month maanden=month maandje=month werkdagen=business werkdag=business
    """,
    respelled="""
        mrgn=morgen mrge=morgen morge=morgen ovrmrgn=overmorgen overmrgn=overmorgen overmorge=overmorgen gistren=gisteren gister=gisteren gistere=gisteren gstrn=gisteren
        vndg=vandaag vandag=vandaag vdg=vandaag vanavnd=vanavond eergister=eergisteren eergistere=eergisteren vanaaf=vanaf vrijdg=vrijdag
        maandaag=maandag vollgende=volgende vlgnd=volgende aankomend=aankomende
    """,
    slips_of="overmorgen gisteren eergisteren vandaag vanavond",
    patterns="""
        vandaag = day 0
        vandaag nog = day 0
        vanavond|vanmorgen|vanochtend|vanmiddag|vannacht|hedenavond = day 0
        morgen = day 1
        morgen vroeg|ochtend|middag|avond|namiddag = day 1
        morgenochtend|morgenmiddag|morgenavond|morgenvroeg = day 1
        goede|goeie|s|elke|de|iedere morgen = none
        fijne|prettige|goede|elke|iedere <wd> = none
        overmorgen = day 2
        gisteren|gisterenavond|gisteravond|gistermiddag|gisterochtend|gistermorgen = day -1
        gisteren avond|middag|ochtend = day -1
        eergisteren = day -2
        onlangs|laatst = none
        de andere dag = none
        een dezer dagen = none
        vandaag over een week = day 7
        vandaag over 8|acht dagen = day 7
        vandaag over 14|veertien dagen = day 14
        morgen over een week = day 8
        <wd> over een|1 week = wd plus
        <wd> over 8|acht dagen = wd plus
        <wd> over twee|2 weken = wd plus2
        <wd> over 14|veertien dagen = wd plus2
        <wd> t|tot m|en_met <wd> = none
        <wd> tot en met <wd> = none
        <wd> tot <wd> = none
        goede vrijdag = feast easter -2
        witte donderdag = feast easter -3
        tweede paasdag = feast easter 1
        <wd> = wd
        <wd> ochtend|middag|avond|morgen = wd
        komende|aankomende|deze|aanstaande|eerstvolgende|a_s <wd> = wd
        <wd> aanstaande|a_s|as = wd
        volgende <wd> = wd next
        afgelopen|vorige|verleden|voorbije|laatste <wd> = wd last
        <wd> jl|j_l|jongstleden|l_l = wd last
        <wd> volgende|komende week = wd week
        <wd> van|in volgende|komende week = wd week
        volgende|komende week op? <wd> = wd week
        ~volgende week <ws> = wd week
        <wd> vorige|afgelopen week = wd lastweek
        <wd> van vorige week = wd lastweek
        vorige|afgelopen week op? <wd> = wd lastweek
        <wd> deze|van_deze week = wd
        deze week <wd> = wd
        ~op|komende|a_s <ws> = wd
        ~volgende <ws> = wd next
        ~de <dome> = dom
        op|voor|vanaf|tot|rond|na|per|uiterlijk|tegen|uiterlijk_op de? <dome> = dom
        ~op|voor|tegen|uiterlijk_op|uiterlijk|per|rond de? <dom> = doms
        ~de|voor_de|op_de|na_de <ord> = dom
        de? <dome> van de|deze|elke maand = dom
        de? <dom> van deze maand = dom 0
        de? <dom> dezer = dom 0
        de? <dom> van? de? volgende|komende maand = dom 1
        de? <dom> van? de? vorige maand = dom -1
        volgende maand de|op_de <dom> = dom 1
        <dom> <month> = date
        <dom> <month> <y> = date
        <ord> <month> <y>? = date
        de? eerste|1e van de maand = domn 1
        de? eerste|1e van de? volgende|komende maand = month start 1
        de? eerste dag van de maand = month start
        eerste volgende maand = month start 1
        begin|start van|v_d|vd? de|deze? maand = month start
        begin van? de? volgende|komende maand = month start 1
        begin van? <month> = month start
        midden|half|halverwege van|v_d? de|deze? maand = month mid
        midden|half|halverwege van? de? volgende|komende maand = month mid 1
        midden|half|medio|halverwege van? <month> = month mid
        eind|einde van|v_d|vd|v? de|deze|d? maand = month end
        maandeinde = month end
        in de loop van de dag|vandaag = day 0
        ~ultimo = month end
        laatste werkdag van de maand = month lastbusiness
        eind|einde van? de? volgende|komende maand = month end 1
        eind|einde van? de? vorige maand = month end -1
        eind|einde van? <month> = month end
        eind|einde van|v_d|vd? de|deze? week = week end
        eind|einde van? de? volgende|komende week = week end 1
        begin van? de? volgende|komende week = week start 1
        midden|half|halverwege van? de? volgende|komende week = week mid 1
        midden|halverwege van? de? week = week mid
        eind|einde van? het|dit? jaar = year end
        over|binnen|in|geef_me|geef_mij|binnen_nu_en een|ongeveer|zo_n|max|maximaal|hooguit|de_komende|de? <n> <unit> = count +
        binnen|in de komende <n> <unit> = count +
        over|binnen|in <n> tot|of|à|a <n> <unit> = none
        over|binnen|in <n> <n> <unit> = none
        over|binnen|in een paar <unit> = none
        nog <n> <unit> geduld|tijd|wachten = count +
        nog <n> <unit> = none
        <n> <unit> vanaf vandaag = count +
        ongeveer|zo_n|al|ruim|een? <n> <unit> geleden|terug = count -
        <n> of <n> <unit> geleden = none
        een paar <unit> geleden = none
        sinds <n> <unit> = none
        met|voor|rond|tegen|vóór de? kerst|kerstmis = feast christmas
        na kerst|kerstmis|de_kerst = feast christmas 2
        eerste kerstdag = feast christmas
        tweede kerstdag = feast christmas 1
        kerstavond = feast christmas_eve
        oudejaarsdag|oudejaarsavond|oudjaar = feast new_years_eve
        na oud_en_nieuw|nieuwjaar = feast new_year 1
        nieuwjaar|nieuwjaarsdag = feast new_year
        met|voor pasen = feast easter
        na pasen = feast easter 2
        de? <rank> <wd> van|in de|deze? maand = wdmonth
        de? <rank> <wd> van|in de? volgende|komende maand = wdmonth 1
        de? <rank> <wd> van|in de? vorige|afgelopen maand = wdmonth -1
        de? <rank> <wd> van|in <month> <y>? = wdmonth
        de? laatste dag van de|deze? maand = month end
        de? laatste dag van de? volgende|komende maand = month end 1
        de? laatste dag van <month> <y>? = month end
    """,
    paid="""
        betaald voldaan overgemaakt overgeschreven gestort verstuurd gestuurd verzonden afgeschreven afgeboekt gedaan geboekt ingelegd geregeld vereffend
        betaalde stortte voldeden overgeboekt uitgevoerd ingesteld verwerkt gegeven opgedracht geïncasseerd weggestuurd
        betaalden boekte klaargezet
        bijgeschreven verrekend betaalden
    """,
    will="""
        betaal betalen betalend stort storten stuur sturen boek boeken regel regelen voldoe voldoen beloof
        ingepland gepland krijg ontvang salaris loon rest restant uiterlijk tot pas
        goed ok oké prima past lukt akkoord zorgen overmaken overschrijven vereffen vereffenen
        uitkering vakantiegeld schikt uiterste afspreken maakt betaalt
        tik schrijf afboeken overmaak
    """,
    weak="""
        erop uiterlijk tot pas rest restant goed ok oké prima past lukt akkoord salaris loon uitkering schikt krijg ontvang
        zal zullen ga gaan kan kunnen kunt wil willen moet doe doen hoop verwacht maak maken geef probeer zorg plan
    """,
    payments="betaling overschrijving overboeking storting geld incasso tikkie ideal",
    past_marks="",
    aims="voor",
    helps="wordt worden zal zullen zodra wanneer als kan moet kunnen ga gaat zou zijn",
    passive="worden wordt",
    intended="wilde wilden zou zouden had moest beloofde",
    other="""
        vervalt vervaldatum vervaldag bellen bel belt gebeld telefonisch afspraak vakantie terug afwezig contact contacteren schrijven mailen mail spreken
        terugbetaling terugbetalen bereikbaar vergadering verhuis verhuizen verhuizing operatie ziekenhuis opzeggen open dicht gesloten jarig verjaardag
        leveren levering bezorgen reis vlieg antwoord antwoorden stoppen lastig hoor horen stuurt
    """,
    other_past="""
        gedateerd gefactureerd besteld ontvangen opgezegd geannuleerd geleverd geboren gekocht geschreven gemaild vervallen verviel gesproken gekregen
        aangekomen teruggestuurd verhuisd getekend gevraagd gemeld geretourneerd overleden
    """,
    dated="factuur rekening brief mail email herinnering aanmaning afschrift bestelling bericht nota contract levering",
    belongs="van dd gedateerd uit",
    negations="niet geen nooit zonder nie noch onmogelijk",
    harmless="""
        geen|zonder probleem|problemen|zorgen|punt|stress
        niet later
        niet alleen
        waarom niet
        als niet
    """,
    until="pas ",
    asks="""
        kan|mag|kunnen|mogen|zou|zouden ik|we|wij
        is|lukt|gaat|kan|zou|past het|dat
    """,
    joins="en maar want dan omdat dus daarna echter",
)
