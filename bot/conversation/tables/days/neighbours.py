# ruff: noqa: E501 - one language a line
"""Words beside a figure that say that it is no day of the month. Folded, of all languages."""

from __future__ import annotations

# What is counted, measured, numbered: "the 2nd reminder", "am 15 Uhr", "le 3 factures".
_NOT_A_DAY_BEHIND_WORDS = """
% € $ £ : x percent pct usd eur gbp pln zl brl kg km m cm g mg gb mb
floor street st ave avenue time times instalment installment payment century attempt reminder email mail invoice message request notice quarter hour hours minute minutes min mins second seconds sec day days week weeks month months year years yr yrs row page place room line item email letter text call bill charge one ones party person people bucks dollars pounds euros euro cents boxes parts stars payments half grade class dozen birthday anniversary edition round step chance option half part bedroom am pm oclock o
por ciento pesos dolares horas hora minutos dias semanas meses mes anos piso veces vez facturas factura recordatorio cuotas cuota personas unidades
uhr stunden minuten tage tagen wochen monate monaten jahre jahren prozent rechnungen rechnung rate raten mahnung mal stock etage personen stuck
heure heures h minutes jours semaines mois ans an pourcent factures facture rue etage fois relance euro personnes pieces centimes
ore minuti giorni settimane mesi anni cento fatture fattura rata rate sollecito piano volte volta persone pezzi
uur minuten dagen weken maanden jaar procent facturen factuur herinnering keer termijn verdieping etage personen stuks
godzin godziny godzine minut dni tygodni tygodnie miesiecy miesiace lat lata procent faktur faktury faktura zlotych zlote rat raty rata razy raz pietro osob sztuk groszy
dias horas minutos semanas meses anos reais porcento parcelas parcela faturas fatura vezes vez andar pessoas boletos boleto lembrete
"""
NOT_A_DAY_BEHIND = frozenset(_NOT_A_DAY_BEHIND_WORDS.split())
# "room 12", "no. 15", "page 3", "at 10".
_NOT_A_DAY_BEFORE_WORDS = """
room apt apartment flat unit suite page no nr number version v chapter section order invoice ref reference line bus gate platform highway route channel step level age aged item
habitacion piso pagina numero num capitulo calle factura pedido version
zimmer seite nummer hausnummer wohnung kapitel linie version rechnung
chambre page numero appartement chapitre ligne version facture
quarto pagina apartamento apto capitulo linha
camera stanza pagina interno capitolo linea
kamer pagina huisnummer hoofdstuk lijn
pokoj strona mieszkanie mieszkania rozdzial linia
"""
NOT_A_DAY_BEFORE = frozenset(_NOT_A_DAY_BEFORE_WORDS.split())
# Behind "on the first", "am 15" only these go on: what else follows is counted.
_MAY_FOLLOW_WORDS = """
and or i we at latest please thanks when if because so but then for my will would
y o pago pagamos si cuando que por gracias sin para voy
et ou je nous si quand merci au pour sans
und oder zahle zahlen uberweise wenn kann ich wir bitte danke fur
e ou pago pagamos se quando obrigado obrigada vou por para
e o pago paghiamo se quando grazie per
en of betaal wij ik we als bedankt
ist werde wird werden habe hab haben geht passt bekomme kommt da spatestens noch erst nicht bis kriege uberweise mache bezahle bezahlt uberwiesen
gezahlt klappt moglich beglichen dann die den das alles konnen wollen wurde
is ben maak maken krijg kan kunnen komt dan betaald overgemaakt gaat lukt zal zullen voldaan de het alles wordt ga heb u jullie mijn voor graag
bede bedzie beda moge mozemy pasuje przelew przelalem zaplacilem zaplacilam zrobie dam wyplata najpozniej oplacilem zaplacone dostane mam wysle oplace
place a nie reszta reszte pozniej wyplate zrobimy
eu consigo posso pode da cai recebo fiz paguei transferi ta ok certo sem no meu faco acerto deposito ja foi esta sai que mas nao
i lub albo zaplace zaplacimy jak jesli dziekuje przeleje bede ureguluje
"""
MAY_FOLLOW = frozenset(_MAY_FOLLOW_WORDS.split())

# Before a name: "Herr Freitag", "me llamo Domingo".
_NAMES = """
mr mrs ms miss called named llamo llama senor senora sr sra herr herrn frau heisse heise monsieur madame appelle signor signora sono chiamo chiama
senhor senhora chamo chama meneer mevrouw dhr mevr heet pan pani pana panu nazywam robinson
"""
INTRODUCES_NAME = frozenset(_NAMES.split())
# "calle 5 de Mayo", "rue du 8 mai": streets that are named after a day.
_STREETS = """
calle avenida avda av plaza paseo colonia barrio rue avenue boulevard place rua praca travessa via viale piazza piazzale strase strasse platz
ulica ulicy ulice ul aleja alei aleje plac placu osiedle osiedlu street straat laan plein
"""
NAMED_AFTER_DAYS = frozenset(_STREETS.split())
IN_STREET_NAMES = frozenset({"du", "de", "del", "da", "do", "des", "la", "."})
