# ruff: noqa: E501 - one entry a line: a broken one cannot be reviewed
"""Days in Polish."""

from __future__ import annotations

from bot.conversation.days.table import DayTable

TABLE = DayTable(
    code="pl",
    weekdays="""
        poniedziałek poniedziałku poniedziałkiem poniedzialke pon poniedz
        wtorek wtorku wtorkiem
        środa środę środy środą
        czwartek czwartku czwartkiem czw
        piątek piątku piątkiem
        sobota sobotę soboty sobotą
        niedziela niedzielę niedzieli niedzielą
    """,
    short_weekdays="""
        pn
        wt
        śr
        cz
        pt
        sb sob
        nd niedz
    """,
    months="""
        stycznia styczeń styczniu stycz
        lutego luty lutym
        marca marzec marcu
        kwietnia kwiecień kwietniu
        maja maj maju
        czerwca czerwiec czerwcu
        lipca lipiec lipcu
        sierpnia sierpień sierpniu
        września wrzesień wrześniu wrz
        października październik październiku paź pazdz
        listopada listopad listopadzie list
        grudnia grudzień grudniu gru grud
    """,
    numbers="""
        jeden=1 jedna=1 jedną=1 dwa=2 dwie=2 dwóch=2 trzy=3 trzech=3 cztery=4 czterech=4 pięć=5 pięciu=5 sześć=6 sześciu=6 siedem=7 siedmiu=7 osiem=8 ośmiu=8
        dziewięć=9 dziewięciu=9 dziesięć=10 dziesięciu=10 dwanaście=12 czternaście=14 czternastu=14 piętnaście=15 dwadzieścia=20
        dwudziestu=20 trzydzieści=30 trzydziestu=30
    """,
    ordinals="""
        pierwszego=1 pierwszy=1 drugiego=2 trzeciego=3 czwartego=4 piątego=5 szóstego=6 siódmego=7 ósmego=8 dziewiątego=9 dziesiątego=10 jedenastego=11
        dwunastego=12 trzynastego=13 czternastego=14 piętnastego=15 szesnastego=16 siedemnastego=17 osiemnastego=18 dziewiętnastego=19
        dwudziestego=20 dwudziestego_pierwszego=21 dwudziestego_drugiego=22 dwudziestego_trzeciego=23 dwudziestego_czwartego=24
        dwudziestego_piątego=25 dwudziestego_szóstego=26 dwudziestego_siódmego=27 dwudziestego_ósmego=28 dwudziestego_dziewiątego=29
        trzydziestego=30 trzydziestego_pierwszego=31
    """,
    ranks="pierwszy=1 pierwszą=1 drugi=2 drugą=2 trzeci=3 trzecią=3 czwarty=4 ostatni=-1 ostatnią=-1 pierwsza=1 ostatnia=-1 ostatniego=-1 pierwszego=1",
    units="""
        dzień=day dni=day dnia=day tydzień=week tygodnie=week tygodni=week tygodnia=week tyg=week miesiąc=month miesiące=month miesięcy=month miesiąca=month m_c=month
        dni_roboczych=business dni_robocze=business dnia_roboczego=business dzień_roboczy=business
    """,
    respelled="""
        jtro=jutro jutr=jutro jtr=jutro jutor=jutro jurto=jutro dzis=dziś dzisaj=dzisiaj dzisij=dzisiaj dzisja=dzisiaj wczorja=wczoraj wczorj=wczoraj wczoaj=wczoraj wczor=wczoraj
        pojutr=pojutrze pojtrze=pojutrze przedwczorja=przedwczoraj piontek=piątek pionek=piątek srode=środę szrode=środę poniedzialk=poniedziałek
        msc=miesiąca mc=miesiąca tygodniu=tygodniu przyszlym=przyszłym
    """,
    slips_of="pojutrze wczoraj dzisiaj przedwczoraj",
    patterns="""
        dziś|dzisiaj = day 0
        dziś|dzisiaj wieczorem|rano|popołudniu|jeszcze = day 0
        jeszcze dziś|dzisiaj = day 0
        do końca dnia = day 0
        w dniu dzisiejszym = day 0
        dnia dzisiejszego = day 0
        jutro|jutra = day 1
        jutro rano|wieczorem|z_rana = day 1
        w dniu jutrzejszym = day 1
        jutrzejszy|jutrzejszym dzień|dniu = day 1
        pojutrze = day 2
        wczoraj|wczorajszym = day -1
        wczoraj wieczorem|rano|popołudniu = day -1
        w dniu wczorajszym = day -1
        przedwczoraj|onegdaj = day -2
        ostatnio|niedawno = none
        któregoś|pewnego dnia = none
        dobrego dnia = none
        co|każdy|każdą|w_każdy|w_każdą <wd> = none
        od <wd> do <wd> = none
        miłego|miłej|miłą <wd> = none
        czarny piątek = none
        wielki piątek = feast easter -2
        wielki czwartek = feast easter -3
        <wd> = wd
        ten|tę|najbliższy|najbliższą|najbliższego|nadchodzący|tą <wd> = wd
        w|do|na najbliższy|najbliższą|ten <wd> = wd
        przyszły|przyszłą|przyszłego|przyszłej <wd> = wd week
        następny|następną|kolejny|następnego <wd> = wd next
        zeszły|zeszłą|ubiegły|ubiegłą|ostatni|ostatnią|poprzedni|miniony|minioną|ostatniego|zeszłego <wd> = wd last
        <wd> w? przyszłym|następnym|nadchodzącym|kolejnym tygodniu = wd week
        <wd> przyszłego|następnego tygodnia = wd week
        przyszłym|następnym|nadchodzącym|kolejnym tygodniu we|w? <wd> = wd week
        przyszły tydzień we|w? <wd> = wd week
        <wd> w? zeszłym|ubiegłym|poprzednim tygodniu = wd lastweek
        zeszłym|ubiegłym|poprzednim tygodniu we|w? <wd> = wd lastweek
        <wd> za tydzień = wd plus
        za tydzień w|we <wd> = wd plus
        <wd> za dwa|2 tygodnie = wd plus2
        ~w|we|do|na|od <ws> = wd
        <dom> dnia miesiąca? = dom
        ~po <dom> = doms
        <domgo> = dom
        do|na|od|przed|około|koło|po <domgo> = dom
        ~do|na|od|dnia|w_dniu|przed|około|koło|z_dnia|do_dnia <dom> = doms
        do dnia <dom> = dom
        ~do|na|od|dnia|przed|około|koło|po <ord> = dom
        ~<ord> = dom
        <ord> tego|bieżącego miesiąca = dom 0
        <ord> bm = dom 0
        <dom> tego|bieżącego miesiąca = dom 0
        <dom> bm|b_m = dom 0
        <dom> przyszłego|następnego|kolejnego miesiąca = dom 1
        <ord> przyszłego|następnego|kolejnego miesiąca = dom 1
        <dom> zeszłego|ubiegłego|poprzedniego miesiąca = dom -1
        <ord> zeszłego|ubiegłego|poprzedniego miesiąca = dom -1
        <dom> w? przyszłym|następnym miesiącu = dom 1
        <dom> każdego? miesiąca = dom
        <dom> <month> = date
        <dom> <month> <y> = date
        <dom> . <month> = date
        <ord> <month> <y>? = date
        list polecony = none
        <dom> list = none
        pierwszego|1 każdego? miesiąca = domn 1
        do|na|od pierwszego = domn 1
        pierwszego|1|1go przyszłego|następnego miesiąca = month start 1
        pierwszego dnia miesiąca = month start
        początku|początek|początkiem miesiąca = month start
        początku|początek|początkiem przyszłego|następnego|kolejnego miesiąca = month start 1
        początku|początek|początkiem <month> = month start
        połowie|połowy|połowę|połowa miesiąca = month mid
        połowie|połowy|połowę przyszłego|następnego miesiąca = month mid 1
        połowie|połowy|połowę <month> = month mid
        koniec|końca|końcem|końcu|końcówce|ostatniego tego|bieżącego? miesiąca = month end
        ostatniego dnia roboczego miesiąca = month lastbusiness
        koniec|końca|końcem|końcu przyszłego|następnego|kolejnego miesiąca = month end 1
        koniec|końca|końcem|końcu zeszłego|ubiegłego miesiąca = month end -1
        koniec|końca|końcem|końcu <month> = month end
        koniec|końca|końcem|końcu tego|bieżącego? tygodnia = week end
        koniec|końca|końcem|końcu przyszłego|następnego tygodnia = week end 1
        początku|początek|początkiem przyszłego|następnego tygodnia = week start 1
        połowie|połowy przyszłego|następnego tygodnia = week mid 1
        połowie|połowy tygodnia = week mid
        koniec|końca|końcem|końcu tego? roku = year end
        za|w_ciągu|w_przeciągu|do|dajcie_mi|proszę_o|w_terminie|jeszcze|za_jakieś|za_około jakieś|około|maksymalnie|najbliższych|następnych|kolejnych? <n> <unit> = count +
        za|w_ciągu|w_przeciągu|dajcie_mi jakiś|około? tydzień|tygodnia = count + 1 week
        za jakiś czas = none
        za jakiś <unit> = none
        za|w_ciągu jakiś|około? miesiąc|miesiąca = count + 1 month
        w ciągu dnia|tygodnia|miesiąca = none
        za dzień = count + 1 day
        za|w_ciągu|do <n> lub|do|albo|czy <n> <unit> = none
        za|w_ciągu|do <n> <n> <unit> = none
        za kilka|parę <unit> = none
        za dni|tygodni <n> = count +
        około|jakieś|ponad|z? <n> <unit> temu|wstecz = count -
        kilka|parę <unit> temu = none
        <n> lub|albo <n> <unit> temu = none
        tydzień temu = count - 1 week
        miesiąc temu = count - 1 month
        dzień temu = count - 1 day
        od <n> <unit> = none
        do|w|na boże|bożego narodzenie|narodzenia = feast christmas
        do świąt bożego narodzenia = feast christmas
        przed świętami|bożym_narodzeniem = feast christmas -1
        po świętach = feast christmas 2
        wigilia|wigilię|wigilii = feast christmas_eve
        sylwester|sylwestra = feast new_years_eve
        nowy|nowego rok|roku = feast new_year
        szczęśliwego nowego roku = none
        po nowym roku = feast new_year 1
        do|na wielkanoc|wielkanocy = feast easter
        po wielkanocy = feast easter 2
        <rank> <wd> tego|bieżącego? miesiąca = wdmonth
        <rank> <wd> przyszłego|następnego|kolejnego miesiąca = wdmonth 1
        <rank> <wd> zeszłego|ubiegłego miesiąca = wdmonth -1
        <rank> <wd> w? <month> <y>? = wdmonth
        ostatni|ostatniego|ostatnim dzień|dnia|dniu tego|bieżącego? miesiąca = month end
        ostatni|ostatniego|ostatnim dzień|dnia|dniu przyszłego|następnego|kolejnego miesiąca = month end 1
        ostatni|ostatniego|ostatnim dzień|dnia|dniu <month> <y>? = month end
    """,
    paid="""
        zapłaciłem zapłaciłam zapłaciliśmy zapłacił zapłaciła zapłacili zapłacone zapłacona zapłacono przelałem przelałam przelaliśmy przelane przelał przelała przelana przelano wysłałem wysłałam
        wysłaliśmy wysłane wysłano wysłał wpłaciłem wpłaciłam wpłacone wpłacono wpłaciliśmy wpłacił wpłaciła uregulowałem uregulowałam uregulowane uregulowano uregulowana uregulowaliśmy opłaciłem
        opłaciłam opłacone opłacona opłacono opłaciliśmy zrobiłem zrobiłam zrobiliśmy poszedł poszło poszła poszły zrobiony wykonałem wykonałam wykonano zleciłem zleciłam zlecone zlecony
        puściłem puściłam puściliśmy poszly dokonałem dokonałam dokonaliśmy pobrano pobraliście ściągnęło ściągnięto pobrane obciążono zeszło zeszły wyszedł wyszło spłaciłem
        spłaciłam spłacone rozliczone wysłany nadałem nadałam zaplacilam zaplacilem płaciłem płaciłam płacone uiściłem uiściłam uiszczone
        opłaciła opłacił opłacili przelali przelało wpłacili uregulował uregulowała zrobił zrobiła wysłała wysłali szło zaksięgowana zaksięgowano zaksięgowany placila placilam placilem płaciła płaciliśmy oddałem oddałam wyrównałem ściągnęli
    """,
    will="""
        zapłacę zapłacimy zapłacić zapłaci płacę płacimy płacić przeleję przelejemy przelać przelewam wyślę wyślemy wysłać wpłacę wpłacimy wpłacić
        ureguluję uregulujemy uregulować opłacę opłacimy opłacić obiecuję
        planowany zaplanowany zaplanowane zaplanowana wypłata wypłatę wypłaty wypłacie pensja pensję resztę reszta reszty pozostałe dostanę dostaję
        najpóźniej dopiero pasuje ok dobrze może zgoda zlecę oddam rozliczę puszczę puścimy dokonam dokonamy spłacę spłacić spłacimy
        wykonam wykonamy deklaruję zobowiązuję zdążę mam nadam przeleje uiszczę uregulujecie
        wpłynie wyjdzie pójdzie prześlę prześlemy
        wyrównamy wyrównam oddaję oddaje oddamy dopłacę dopłacimy ogarnę przekażę zaplacu place
    """,
    weak="""
        najpóźniej dopiero pasuje ok dobrze może zgoda resztę reszta reszty pozostałe wypłata wypłatę wypłaty wypłacie pensja pensję dostanę dostaję mam
        mogę możemy będę będzie będziemy dam damy chcę chciałbym chciałabym zrobię zrobimy zrobić planuję postaram zamierzam da rade radę
    """,
    payments="przelew płatność przelewu przelewem wpłata wpłaty wpłatę płatność płatności zapłata zapłaty pieniądze blik",
    past_marks="",
    aims="na",
    helps="zostanie zostaną będzie będę będą jak kiedy gdy być jeśli zrobimy mam musi może",
    intended="miałem miałam chciałem chciałam mieliśmy obiecałem planowałem próbowałem próbowałam",
    other="""
        termin zadzwonić dzwonić zadzwonię dzwońcie zadzwońcie zadzwoń zadzwonić spotkanie urlop urlopie wracam wrócę kontakt kontaktować pisać napisać piszcie
        rozmawiać zwrot zwrotu zwrócić nieobecna nieobecny szpitalu operacja operację wyjeżdżam przeprowadzka przeprowadzam dostawa dostarczyć
        zamknięte czynne otwarte urodziny wypowiedzieć wizyta wizytę dostępny dostępna ważne ważny odpisać odpiszę przestańcie czekać
        przypominać wyślijcie prześlijcie odezwę
    """,
    other_past="""
        upłynął minął upłynęła minęła datowana wystawiona wystawionej wystawiono kupiłem kupiłam zamówiłem zamówiłam dostałem dostałam otrzymałem otrzymałam anulowałem anulowałam
        dostarczono urodzony urodzona podpisałem podpisałam dzwoniłem dzwoniłam dzwonili pisałem pisałam napisałem zwróciłem zwróciłam
        odesłałem odesłałam przyszła przyszło przyszedł odebrałem odebrałam rozmawiałem rozmawiałam zgłosiłem zgłosiłam wypowiedziałem
        dostaliśmy otrzymaliśmy zmarł zmarła naliczono
    """,
    dated="faktura faktury fakturę fakturze rachunek rachunku pismo pisma list listu mail maila mailu zamówienie zamówienia wezwanie wezwania wyciąg umowa umowy nota noty wiadomość przypomnienie",
    belongs="z od datowana wystawiona",
    negations="nie nigdy bez ani niemożliwe",
    harmless="""
        nie ma problemu|sprawy|kłopotu
        bez problemu|problemów
        nie później
        nie tylko
        proszę się nie martwić
        dlaczego|czemu nie
        jeśli nie
        nie ma za co
    """,
    until="dopiero",
    asks="""
        czy
        można|możliwe|możemy
    """,
    joins="i ale a więc bo ponieważ wtedy potem jednak natomiast",
)
