# ruff: noqa: E501 - one entry a line: a broken one cannot be reviewed
"""Days in French."""

from __future__ import annotations

from bot.conversation.days.table import DayTable

TABLE = DayTable(
    code="fr",
    weekdays="""
        lundi
        mardi
        mercredi mercredit
        jeudi
        vendredi vendredit vendrdi
        samedi
        dimanche
    """,
    short_weekdays="""
        lun
        mar
        mer
        jeu
        ven vend
        sam
        dim
    """,
    months="""
        janvier janv
        février fév févr fev
        mars
        avril avr
        mai
        juin
        juillet juil juill
        août
        septembre sept
        octobre oct
        novembre nov
        décembre déc
    """,
    numbers="""
        un=1 une=1 deux=2 trois=3 quatre=4 cinq=5 six=6 sept=7 huit=8 neuf=9 dix=10 onze=11 douze=12 treize=13 quatorze=14
        quinze=15 seize=16 vingt=20 vingt_et_un=21 vingt_cinq=25 trente=30 soixante=60 une_dizaine_de=10 une_quinzaine_de=15
        une_huitaine_de=8 une_trentaine_de=30 une_vingtaine_de=20 2_ou_3=3
    """,
    ordinals="""
        premier=1 deux=2 trois=3 quatre=4 cinq=5 six=6 sept=7 huit=8 neuf=9 dix=10 onze=11 douze=12 treize=13 quatorze=14 quinze=15
        seize=16 dix_sept=17 dix_huit=18 dix_neuf=19 vingt=20 vingt_et_un=21 vingt_deux=22 vingt_trois=23 vingt_quatre=24
        vingt_cinq=25 vingt_six=26 vingt_sept=27 vingt_huit=28 vingt_neuf=29 trente=30 trente_et_un=31
    """,
    ranks="premier=1 1er=1 deuxième=2 second=2 troisième=3 quatrième=4 dernier=-1",
    units="""
        jour=day jours=day j=day semaine=week semaines=week sem=week mois=month jours_ouvrés=business jours_ouvrables=business
        jour_ouvré=business jours_francs=day
    """,
    respelled="""
        ds=dans dem1=demain 2m1=demain 2main=demain dmain=demain demin=demain demein=demain ajd=aujourdhui auj=aujourdhui ojd=aujourdhui
        aujourdui=aujourdhui aujourdh=aujourdhui aujourd=aujourd smaine=semaine semène=semaine apres=après apré=après ojourdui=aujourdhui
    """,
    slips_of="demain",
    patterns="""
        aujourd hui|ui = day 0
        aujourdhui = day 0
        aujourd hui même = day 0
        ce jour là = none
        ce soir|matin|jour = day 0
        cet après midi = day 0
        dans la journée|soirée|matinée = day 0
        en fin de journée = day 0
        au jour d aujourd hui = day 0
        demain = day 1
        ~dem = day 1
        demain est un autre jour = none
        demain matin|soir|midi = day 1
        demain après midi = day 1
        après demain = day 2
        le lendemain = none
        ~hier = day -1
        d hier = day -1
        hier soir|matin|midi = day -1
        hier après midi = day -1
        avant hier = day -2
        avanthier = day -2
        l autre jour = none
        un de ces jours|quatre = none
        du jour au lendemain = none
        tous_les|chaque|les|aucun <wd> = none
        du? <wd> au <wd> = none
        bon|bonne|joyeux <wd> = none
        vendredi saint = feast easter -2
        lundi de pâques = feast easter 1
        mardi gras = none
        d aujourd_hui|ici en huit = day 7
        aujourd hui en huit = day 7
        demain en huit = day 8
        aujourd hui en quinze = day 14
        <wd> en huit = wd plus
        <wd> en quinze = wd plus2
        <wd> = wd
        ce <wd> = wd
        <wd> qui vient|arrive = wd
        <wd> prochain = wd
        <wd> de cette semaine = wd
        <wd> dernier|passé = wd last
        <wd> de la semaine prochaine = wd week
        la? semaine prochaine <wd> = wd week
        <wd> de la semaine dernière = wd lastweek
        <wd> semaine prochaine = wd week
        <wd> d après = none
        le|ce|d_ici|avant <ws> = wd
        ~le <dom> = dom
        le <dom> du mois = dom
        ~au|du|avant_le|pour_le|après_le|vers_le|dès_le|jusqu_au|d_ici_le|depuis_le|d_ici_au|avant_du|plutôt_le <dom> = dom
        le <dom> de ce mois = dom 0
        le <dom> courant = dom 0
        le <dom> du mois prochain = dom 1
        le <dom> du mois dernier = dom -1
        ~le|avant_le|pour_le|au|du <ord> = dom
        le 1er|premier du mois = domn 1
        1er|premier du mois prochain = month start 1
        le|du|au|avant_le 1er|1e = domn 1
        <dom> <month> = date
        <dom> <month> <y> = date
        <ord> <month> <y>? = date
        début de? ce|du|le? mois = month start
        début du? mois prochain = month start 1
        début <month> = month start
        mi|milieu du|de_ce? mois = month mid
        milieu du mois prochain = month mid 1
        au 15 du mois = month mid
        mi <month> = month mid
        mi|milieu de? <month> = month mid
        courant du? mois = none
        fin du|de|de_ce|ce|le|du_présent? mois = month end
        à? la fin du mois = month end
        fin du? mois prochain = month end 1
        fin du mois d après = month end 1
        fin du? mois dernier|passé = month end -1
        fin de? <month> = month end
        fin du? mois de <month> = month end
        dans|en|courant la|cours_de|le_courant_de? la? journée = day 0
        fin de? cette|la? semaine = week end
        fin de la? semaine prochaine = week end 1
        fin semaine prochaine = week end 1
        début de? semaine prochaine = week start 1
        début de la semaine prochaine = week start 1
        milieu de? la? semaine prochaine = week mid 1
        milieu de semaine = week mid
        en? début de semaine = week start
        fin d année = year end
        fin de l année = year end
        fin de cette année = year end
        dans|sous|d_ici|en|donnez_moi|laissez_moi|sous_un_délai_de|dans_un_délai_de|dans_environ|dans_les|d_ici_à encore|environ|quelque|prochains|prochaines|plus_tard|maximum|au_plus? <n> petits|petites|toutes_petites? <unit> = count +
        dans les <n> prochains|prochaines <unit> = count +
        d ici <n> à|ou <n> <unit> = none
        dans|sous|en <n> à|ou|ou_bien <n> <unit> = none
        dans|sous|en <n> <n> <unit> = none
        sous huitaine|huit = day 8
        sous_une|dans_une huitaine = day 8
        sous|dans_la|dans_une|d_ici_une|sous_une quinzaine = day 15
        sous trentaine = day 30
        sous 48|48_h h|heures = day 2
        sous 24 h|heures = day 1
        sous 72 h|heures = day 3
        <n> <unit> plus tard = none
        il y a|avait environ|à_peu_près|déjà|bien|à_peine? <n> <unit> = count -
        y a <n> <unit> = count -
        ça fait <n> <unit> = count -
        il y a|avait une quinzaine = day -15
        depuis <n> <unit> = none
        à|pour|avant_le|d_ici noël = feast christmas
        avant noël = feast christmas -1
        après noël = feast christmas 1
        réveillon de noël = feast christmas_eve
        nouvel an = feast new_year
        jour de l an = feast new_year
        après le? nouvel an = feast new_year 1
        saint sylvestre = feast new_years_eve
        à|pour pâques = feast easter
        après pâques = feast easter 1
        le? <rank> <wd> du|de_ce mois = wdmonth
        le? <rank> <wd> du mois prochain = wdmonth 1
        le? <rank> <wd> du mois dernier|passé = wdmonth -1
        le? <rank> <wd> de|d <month> <y>? = wdmonth
        le? dernier jour du|de_ce mois = month end
        le? dernier jour du mois prochain = month end 1
        le? dernier jour de|d <month> <y>? = month end
    """,
    paid="""
        payé payée payés payées viré virée virés virées versés versées envoyés envoyées transférés prélevés débités réglées effectués effectuées réglé réglée réglés envoyé envoyée versé versée effectué effectuée fait faite transféré
        débité débitée prélevé prélevée parti partie posté postée remis déposé acquitté acquittée validé encaissé payai réglai
        passé exécuté ordonné donné
        honorée honoré enregistré comptabilisé exécutée
    """,
    will="""
        paie paye payer payerai paierai paierons payerons payons paiera payera réglerai régler règle réglons réglerons virerai virer vire verser verserai verse
        enverrai envoie envoyer effectuerai effectuer promets
        programmé programmée aurai aurons reçois touche salaire solde reste engage
        passerai passe transférerai transfère acquitter acquitterai règlement échéancier convient ok accord marche possible délai
        jusqu bon bien parfait dépose déposerai tard fixer attends payable règlera
        part partira passera jpaie jpaye jpasse jregle jfais tfais repaierai repaie suivra
        procéderons procéderai procédons
    """,
    weak="""
        jusqu reste solde convient ok accord marche possible bon bien parfait tard salaire touche délai aurai reçois
        vais va allons peux pouvons pourrai pourrons compte fais ferai ferons fera pourrait pourrais prévois prévu prévue
    """,
    payments="paiement virement règlement chèque versement prélèvement argent dépôt",
    past_marks="ai as a avons ont avez est été déjà était avait bien suis sont",
    subjects="je j on nous tu vous la les",
    both="paye règle vire verse transfère passe dépose effectue",
    aims="pour",
    helps="sera serai seront serez serons va vais allons être doit peut pourra quand dès si serait ferai aurai",
    intended="devais devait voulais voulait pensais comptais aurais",
    other="""
        échéance appeler appelez rappeler rappelez rendez rdv congés congé vacances retour rentre absent absente contacter contactez écrire écrivez
        parler remboursement rembourser joindre joignable disponible réunion déménage déménagement livraison expire ferme fermé ouvert
        répondre rappellerai relancer relancez hospitalisé opéré anniversaire envoyez
    """,
    other_past="""
        échu échue échus échues datée daté facturé facturée émise émis commandé reçu reçue annulé résilié livré livrée né née acheté signé appelé écrit
        renvoyé retourné contesté parlé dit téléphoné déménagé
    """,
    dated="facture relevé courrier commande mail email lettre relance message contrat avis rappel note devis sms",
    belongs="du de datée daté émise",
    negations="pas jamais non sans ni impossible aucun",
    harmless="""
        pas de souci|soucis|problème|problèmes
        pas plus tard
        pas de soucis
        sans faute|problème|souci|problèmes
        ne vous inquiétez pas
        pourquoi pas
        sinon
    """,
    until="",
    asks="""
        est ce
        puis je
        pouvons|pourrions nous
        serait|est il
        peut|pourrait on
        c est possible
    """,
    joins="et mais donc alors parce car puis cependant ensuite",
)
