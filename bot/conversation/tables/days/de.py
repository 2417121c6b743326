# ruff: noqa: E501 - one entry a line: a broken one cannot be reviewed
"""Days in German."""

from __future__ import annotations

from bot.conversation.days.table import DayTable

TABLE = DayTable(
    code="de",
    weekdays="""
        montag montagabend montagmorgen montagnachmittag montagvormittag montagmittag montagfrüh montagnacht
        dienstag dienstagabend dienstagmorgen dienstagnachmittag dienstagvormittag dienstagmittag dienstagfrüh dienstagnacht
        mittwoch mitwoch mittwochabend mittwochmorgen mittwochnachmittag mittwochvormittag mittwochmittag mittwochfrüh mittwochnacht
        donnerstag donnertag donnerstagabend donnerstagmorgen donnerstagnachmittag donnerstagvormittag donnerstagmittag donnerstagfrüh donnerstagnacht
        freitag freidag freitagabend freitagmorgen freitagnachmittag freitagvormittag freitagmittag freitagfrüh freitagnacht
        samstag sonnabend samstagabend samstagmorgen samstagnachmittag samstagvormittag samstagmittag samstagfrüh samstagnacht
        sonntag sontag sonntagabend sonntagmorgen sonntagnachmittag sonntagvormittag sonntagmittag sonntagfrüh sonntagnacht
    """,
    short_weekdays="""
        mo
        di
        mi
        do
        fr
        sa
        so
    """,
    months="""
        januar jänner jan
        februar feber feb
        märz mär mrz
        april apr
        mai
        juni jun
        juli jul
        august aug
        september sept sep
        oktober okt
        november nov
        dezember dez
    """,
    numbers="""
        ein=1 eine=1 einem=1 einer=1 einen=1 zwei=2 zwo=2 drei=3 vier=4 fünf=5 sechs=6 sieben=7 acht=8 neun=9 zehn=10 elf=11 zwölf=12
        dreizehn=13 vierzehn=14 fünfzehn=15 zwanzig=20 einundzwanzig=21 dreißig=30 sechzig=60 neunzig=90
    """,
    ordinals="""
        erste=1 ersten=1 erster=1 zweiten=2 dritten=3 vierten=4 fünften=5 sechsten=6 siebten=7 siebenten=7 achten=8 neunten=9 zehnten=10
        elften=11 zwölften=12 dreizehnten=13 vierzehnten=14 fünfzehnten=15 sechzehnten=16 siebzehnten=17 achtzehnten=18
        neunzehnten=19 zwanzigsten=20 einundzwanzigsten=21 zweiundzwanzigsten=22 dreiundzwanzigsten=23 vierundzwanzigsten=24
        fünfundzwanzigsten=25 sechsundzwanzigsten=26 siebenundzwanzigsten=27 achtundzwanzigsten=28 neunundzwanzigsten=29
        dreißigsten=30 einunddreißigsten=31
    """,
    ranks="erster=1 ersten=1 zweiter=2 zweiten=2 dritter=3 dritten=3 vierter=4 vierten=4 letzter=-1 letzten=-1",
    units="""
        tag=day tage=day tagen=day woche=week wochen=week wo=week monat=month monate=month monaten=month monats=month werktage=business werktagen=business
        arbeitstage=business arbeitstagen=business bankarbeitstagen=business banktagen=business bankarbeitstage=business kalendertagen=day
    """,
    respelled="""
        mrgn=morgen morgn=morgen übermrgn=übermorgen übermorgn=übermorgen gestan=gestern gstern=gestern heut=heute
        vorgstern=vorgestern moin=moin freitach=freitag montach=montag dienstach=dienstag donnerstach=donnerstag samstach=samstag
    """,
    slips_of="übermorgen gestern vorgestern",
    patterns="""
        heute = day 0
        heute noch|abend|morgen|nachmittag|mittag|früh|vormittag|nacht = day 0
        noch heute = day 0
        morgen = day 1
        von heute auf morgen = none
        morgen früh|abend|vormittag|nachmittag|mittag = day 1
        guten|am|jeden|den|der|diesen|eines|gute|goede|s morgen = none
        guten|schönen|einen|jeden|den_ganzen <wd> = none
        gestern = day -1
        gestern abend|morgen|nachmittag|früh|vormittag|nacht = day -1
        vorgestern = day -2
        vorgestern abend = day -2
        vorvorgestern = day -3
        übermorgen = day 2
        über morgen = day 2
        neulich|letztens|demnächst = none
        am|der|dieser tage = none
        heute in einer woche = day 7
        heute in acht|8 tagen = day 7
        heute in vierzehn|14 tagen = day 14
        morgen in einer woche = day 8
        heute|morgen über eine woche = day 7
        jeden|alle|immer <wd> = none
        <wd> bis <wd> = none
        mo|di bis? do|fr|sa|so = none
        <wd> in einer woche = wd plus
        <wd> in acht|8 tagen = wd plus
        <wd> in zwei|2 wochen = wd plus2
        <wd> in vierzehn|14 tagen = wd plus2
        <wd> in 1 woche = wd plus
        <wd> = wd
        <wd> morgen|abend|mittag|nachmittag|früh|vormittag = wd
        kommenden|kommender|diesen|dieser|kommende <wd> = wd
        nächsten|nächster|nächste|nächsten_n <wd> = wd next
        letzten|letzter|vergangenen|vorigen|letzte <wd> = wd last
        übernächsten <wd> = wd plus
        <wd> nächster|nächste|kommender|kommende woche = wd week
        <wd> der nächsten|kommenden woche = wd week
        <wd> in der nächsten|kommenden woche = wd week
        nächste|kommende|nächster|nexte woche am? <wd> = wd week
        ~nächste|kommende woche am? <ws> = wd week
        <wd> übernächster|übernächste woche = wd week2
        übernächste woche <wd> = wd week2
        <wd> letzter|letzte|vergangener|voriger woche = wd lastweek
        letzte|vorige|vergangene woche am? <wd> = wd lastweek
        <wd> dieser|diese woche = wd
        diese woche am? <wd> = wd
        ~am|bis|bis_zum|kommenden|diesen <ws> = wd
        ~nächsten <ws> = wd next
        ~letzten <ws> = wd last
        ~am|zum|bis_zum|vom|den|dem|ab|ab_dem|bis|der|vor_dem|nach_dem|seit_dem|um_den|vorm|erst_am|spätestens|gegen_den|seit <dom> = doms
        am|zum|bis_zum|vom|vorm|vor_dem|nach_dem|spätestens_am|spätestens_zum <dompoint> = dom
        ~am|zum|bis_zum|bis|den|dem|der|vom|vor_dem|nach_dem <ord> = dom
        <dompoint> dieses|diesen|d|des monats|mts|m|lfd = dom 0
        am? <dompoint> des monats = dom
        <dompoint> nächsten|kommenden|des_nächsten|des_kommenden|des_folgenden monats = dom 1
        <dompoint> im nächsten monat = dom 1
        <dompoint> letzten|des_letzten|vergangenen|des_vergangenen monats = dom -1
        nächsten|nächster monat am <dompoint> = dom 1
        <dom> .? <month> = date
        <dom> .? <month> <y> = date
        <ord> <month> <y>? = date
        erster|ersten des monats = month start
        monatserster|monatsersten = month start
        ersten des? nächsten|kommenden|folgenden monats = month start 1
        1 . des? nächsten|kommenden|folgenden monats = month start 1
        1 . des monats = month start
        anfang|beginn|start des|diesen|dieses? monats|monat = month start
        anfang|beginn des? nächsten|nächster|kommenden|nächstes|folgenden monats|monat|monates = month start 1
        monatsanfang|monatsbeginn = month start
        anfang|beginn <month> = month start
        mitte des|diesen|dieses? monats|monat = month mid
        monatsmitte = month mid
        mitte des? nächsten|kommenden monats|monat = month mid 1
        mitte <month> = month mid
        ende des|diesen|dieses|vom? monats|monat|monates = month end
        monatsende|monatsultimo|monatsschluss = month end
        ~ultimo = month end
        monatsletzten|monatsletzter = month end
        letzten des monats = month end
        ende des? nächsten|kommenden|nächstes|folgenden monats|monat|monates = month end 1
        ende des? letzten|vergangenen monats|monat = month end -1
        im lauf|laufe|verlauf des heutigen? tages|tags = day 0
        heutigen tages = day 0
        ende <month> = month end
        ende der|dieser|diese|von_der? woche = week end
        ende der? nächster|nächste|nächsten|kommender|kommende|kommenden woche = week end 1
        anfang|beginn der? nächster|nächste|nächsten|kommender|kommende|kommenden woche = week start 1
        mitte der? nächster|nächste|nächsten|kommender|kommende|kommenden woche = week mid 1
        mitte der|dieser woche = week mid
        anfang der woche = week start
        wochenmitte = week mid
        ende des|diesen|dieses? jahres|jahr = year end
        jahresende = year end
        in|binnen|innerhalb_von|innerhalb|innert|geben_sie_mir|gib_mir|gebt_mir noch|ca|etwa|ungefähr|spätestens|den_nächsten|der_nächsten|rund? <n> <unit> = count +
        in den|die nächsten <n> <unit> = count +
        in den nächsten <unit> = none
        in|innerhalb_von <n> bis|oder|und <n> <unit> = none
        in|innerhalb_von <n> <n> <unit> = none
        heute|jetzt|ab_heute|von_heute in <n> <unit> = count +
        <n> <unit> ab heute = count +
        noch <n> <unit> zeit|geduld|warten = count +
        vor ca|etwa|ungefähr|gut|schon|knapp|rund? <n> <unit> = count -
        vor <n> bis|oder <n> <unit> = none
        vor|in ein paar <unit> = none
        <n> <unit> her = count -
        seit <n> <unit> = none
        an|zu|bis|vor_an|über weihnachten = feast christmas
        vor weihnachten = feast christmas -1
        nach weihnachten = feast christmas 2
        heiligabend|heiligen_abend|weihnachtsabend = feast christmas_eve
        silvester|sylvester = feast new_years_eve
        neujahr = feast new_year
        nach neujahr|silvester = feast new_year 1
        an|zu|bis ostern = feast easter
        vor ostern = feast easter -1
        nach ostern = feast easter 2
        ostermontag = feast easter 1
        ostersonntag = feast easter
        karfreitag = feast easter -2
        <rank> <wd> des|diesen|dieses|im monats|monat = wdmonth
        <rank> <wd> in diesem monat = wdmonth
        <rank> <wd> des|im? nächsten|kommenden|folgenden monats|monat = wdmonth 1
        <rank> <wd> des|im? letzten|vergangenen monats|monat = wdmonth -1
        <rank> <wd> im? <month> <y>? = wdmonth
        letzten|letzter tag des|dieses|diesen|im monats|monat = month end
        letzten|letzter tag des|im? nächsten|kommenden|folgenden monats|monat = month end 1
        letzten|letzter tag im|des? <month> <y>? = month end
    """,
    paid="""
        bezahlt gezahlt überwiesen überwisen beglichen abgebucht eingezahlt rausgegangen abgeschickt geschickt gesendet veranlasst getätigt angewiesen
        eingezogen abgegangen erledigt abgesendet ausgeführt transferiert gebucht gemacht ausgeglichen einbezahlt zahlte überwies bezahlte zahlten gutgeschrieben
        weggeschickt losgeschickt ging gingen entrichtet abgezogen vorgenommen
        eingelöst verbucht belastet freigegeben
        gegangen
    """,
    will="""
        zahle bezahle zahlen bezahlen überweise überweisen überweis begleiche begleichen zahl bezahl
        schicke sende erledige erledigen schick überweis veranlasse veranlassen anweisen weise buche zusage verspreche
        rest restbetrag gehalt lohn bekomme kriege spätestens bis erst passt geht ok okay gut reicht vorgemerkt terminiert
        versuche tätige entrichte begleich ausgleichen gleiche einzahlen zahlbar
        dauerauftrag zusammen einverstanden
        zahls zahl erledig abbuchen bucht einziehen ausgleich
    """,
    weak="""
        gibt gibts da bis erst spätestens rest restbetrag passt geht ok okay gut reicht gehalt lohn bekomme kriege einverstanden bekommen
        werde werden wird kann können könnte könnten will wollen möchte soll plane geplant mache machen mach lasse erfolgt
    """,
    payments="zahlungslauf zahllauf zahlung überweisung einzahlung lastschrift scheck geld dauerauftrag abbuchung",
    past_marks="",
    aims="für",
    helps="geht gehen wird werde werden werd kann können muss soll sobald wenn könnte will lasse möchte",
    passive="werden wird",
    intended="wollte wollten sollte hätte versprach",
    other="""
        fällig fälligkeit anrufen anruf anrufe rufen ruf ruft termin urlaub zurück abwesend krankenhaus kontaktieren melden schreiben schreibt
        erstattung rückzahlung erstatten reden sprechen besprechung erreichbar kündigen öffnet umzug ziehe operation fliege geburtstag
        liefern lieferung stornieren mahnen mahnt mailen
    """,
    other_past="""
        datiert ausgestellt berechnet bestellt erhalten bekommen gekündigt geliefert geboren storniert gekauft angerufen geschrieben
        gemeldet gesprochen widersprochen umgezogen unterschrieben zurückgeschickt retourniert eingegangen verstorben
    """,
    dated="rechnung mahnung schreiben brief mail email bestellung zahlungserinnerung erinnerung kontoauszug lieferung vertrag bescheid nachricht gutschrift abbuchung",
    belongs="vom von des",
    negations="nicht nie niemals kein keine keinen keinem keinesfalls ohne weder net ned nich unmöglich",
    harmless="""
        kein|keine problem|probleme|sorge|sorgen|thema|ding|frage
        nicht später
        nicht nur
        warum nicht
        ohne probleme
        erhalten|erhaltet|bekommen sie|ihr
        wenn nicht
    """,
    until="erst",
    asks="""
        kann|könnte|darf|dürfte|können|könnten ich|wir
        geht|ginge|reicht|passt|wäre|würde das|es|auch
    """,
    joins="und aber dann weil denn sonst jedoch danach",
)
