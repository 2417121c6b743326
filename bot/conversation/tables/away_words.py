"""What an absent person's telephone or mail program says, and a desk's; eight languages, folded, one language a line.

`*` stands for at most six words. English contractions are spelled out before.
"""

from __future__ import annotations

from bot.conversation.tables.listed import listed

# Only a machine says so, or a person who set one up.
MACHINE = listed(
    """
    en | automatic reply, automatic response, automated reply, automated response, auto-reply, autoreply, auto reply
    en | auto response, auto-response, out of office reply, this is an automated, this is an automatic
    en | this is an auto, automatically generated, this mailbox is not monitored, this inbox is not monitored
    en | this email address is not monitored, do not disturb while driving, i am driving right now
    en | i am not receiving notifications, your message will not be forwarded, your email will not be forwarded
    en | this number does not accept, this number is not monitored, replies to this number are not monitored
    es | respuesta automatica, mensaje automatico, contestacion automatica, este buzon no se supervisa
    es | este correo se ha generado automaticamente, mensaje generado automaticamente, estoy conduciendo ahora
    es | su mensaje no sera reenviado, este mensaje se ha generado automaticamente
    fr | reponse automatique, message automatique, ceci est un message automatique, cette boite n'est pas relevee
    fr | votre message ne sera pas transfere, genere automatiquement, je conduis actuellement
    de | automatische antwort, automatische nachricht, automatisch erstellte, automatisch generierte
    de | abwesenheitsnotiz
    de | abwesenheitsmeldung, automatisch erzeugte, nicht weitergeleitet, ihre nachricht wird nicht weitergeleitet
    de | ihre mail wird nicht weitergeleitet, ich sitze gerade am steuer, dieses postfach wird nicht gelesen
    pt | resposta automatica, mensagem automatica, esta e uma mensagem automatica, gerada automaticamente
    pt | esta caixa nao e monitorada, a sua mensagem nao sera reencaminhada, estou a conduzir, estou dirigindo agora
    it | risposta automatica, messaggio automatico, generato automaticamente, questa casella non e presidiata
    it | il suo messaggio non verra inoltrato, sto guidando
    nl | automatisch antwoord, automatische reactie, automatisch bericht, automatisch gegenereerd
    nl | uw bericht wordt niet doorgestuurd, deze mailbox wordt niet gelezen, ik zit nu achter het stuur
    pl | automatyczna odpowiedz, odpowiedz automatyczna, wiadomosc automatyczna, wygenerowana automatycznie
    pl | wiadomosc nie zostanie przekazana, ta skrzynka nie jest monitorowana, prowadze teraz samochod
    """
)
# The same as stems: a word that begins so, unless a possessive stands before it ("your automatic messages").
MACHINE_STEMS = listed(
    """
    en | automated mess, automated repl, automated resp, automated not, automated ass, automatic repl
    en | automatic respon, automatic mess, automatic not, automatically gen
    en | automatically sent
    en | system generated, system-generated, auto-repl, autorepl, autoresp, virtual assistant, do not reply to
    en | please do not reply, not monitored, ticket closed, ticket has been, your ticket, your request has been
    en | message blocked
    en | message undeliverable, mail delivery, undeliverable, number not in service, i am in a meeting, do not disturb
    es | aviso automatico, envio automatico, acuse automatico, sms automatico, correo automatico
    es | asistente virtual, modo no molestar, mensaje no entregado, ticket cerrado
    es | buzon del destinatario
    es | licencia por maternidad, confirmacion de lectura, su solicitud ha sido, escribe menu, no se supervisa
    fr | message automatique, reponse automatique, sms automatique, courriel automatique, automatiquement gen
    fr | assistant virtuel, assistante virtuelle, genere par le systeme, en mode ne pas deranger
    fr | tapez menu
    fr | accuse de lecture, boite n'est pas, a ete mis en quarantaine, sms auto
    de | automatische nachricht, automatische sms, automatische mail, automatische e-mail, automatische ruck
    de | automatische best, automatisch erst, automatisch gen, automatisch vers, automatisch erz, maschinell erst
    de | virtuelle assist, ihr ticket, gelesen:, lesebestatigung, unzustellbar
    de | betriebsurlaub
    de | ihre anfrage wurde, ihr anliegen wird, betriebsferien, ist nicht zustellbar, postfach wird nicht
    de | nicht zugestellt
    pt | assistente virtual, nao perturbe, confirmacao de leitura, nao esta sendo monitorad, caixa postal cheia
    pt | sua mensagem foi lida, seu chamado, sua solicitacao foi
    it | autorisposta, autorispondi, assistente virtuale, non disturbare, conferma di lettura, generato dal sistema
    it | il suo ticket, la tua richiesta e stata, non ho capito la tua
    nl | automatische bev, automatische mail, automatisch verst, automatisch verz, automatisch geg, auto-reply
    nl | virtuele assist, leesbevestiging, niet storen tijdens, wordt niet gelezen, uw ticket
    nl | vakantiemodus, uw aanvraag is
    pl | automatyczna wiad, automatyczny sms, automatyczne potw, automatyczne pow, wyslany automatycznie
    pl | wyslano automatycznie, wyslana automatycznie, przekierowano automatycznie, autorespond
    pl | wirtualny asyst, wirtualna asyst, nie przeszkadzac, potwierdzenie przeczytania
    pl | twoje zgloszenie, panstwa zgloszenie, nie obsluguje wiadomosci
    """
)
POSSESSIVES = listed(
    """
    your, ur, these, those, an, of, su, sus, tu, tus, vuestro, estos, votre, vos, ton, tes, ces, des, ihr, ihre
    ihren, eure, euer, dein
    diese, seu, sua, seus, suas, esses, essas, vostro, vostri, vostra, tuo, tuoi, questi, suo, suoi, uw, jullie
    jouw, deze, wasz, wasze
    waszych, twoje, te, paiement, prelevement, pago, pagos, cargo, debito, pagamento, addebito, wird, wurde
    werden, es, wordt
    """
)
# Who asks for something beside it is a person: "no more automated texts, have somebody call me".
REQUESTS = listed(
    """
    en | please, want, person, human, real, stop, no more, tired, sick of, hate, keep, remove, unsubscribe, bot
    en | system, stay
    es | quiero, persona, humano, ser humano, sistema, no mas, basta, harto, harta, deje, dejen, borrar, por favor
    fr | veux, personne, humain, systeme, arretez, cessez, marre, assez, s'il vous plait, svp, supprimer, plus de
    de | bitte, mochte, will, mensch, menschen, system, versand, hinweise, abbestellt, stopp, schluss, genug
    de | entfernen, weiterleiten
    pt | quero, pessoa, humano, sistema, pare, parem, chega, por favor, remover, retirar
    it | voglio, persona, operatore, umano, sistema, basta, disattivare, escludere, invii, avvisi, risponditore
    it | togliermi, smettete
    nl | wil, mens, persoon, systeem, stop, genoeg, graag, overboeking, verwijderen, weekend, week
    pl | chce, czlowiek, czlowiekiem, pism, prosze, system, systemie, dosc, stop, usunac, spotkanie
    """
)
# Somebody is away, and says so as such notes do.
OFFICE = listed(
    """
    en | out of the office, out of office, not in the office, away from the office, away from my desk
    en | limited access to * email, limited access to * emails, limited access to * e-mail, limited access to * mail
    en | no access to * email, no access to * emails, no access to * e-mail, no access to * mail, intermittent access
    en | on annual leave, on maternity leave, on paternity leave, on parental leave, on sick leave, on medical leave
    en | office is closed, offices are closed, our office will be closed, we are closed
    es | fuera de la oficina, fuera de oficina, no estoy en la oficina, acceso limitado * correo, sin acceso * correo
    es | de baja por maternidad, de baja por paternidad, de baja medica, nuestras oficinas estan cerradas
    es | oficina estara cerrada, ausente de la oficina, con acceso limitado
    fr | absent du bureau, absente du bureau, hors du bureau, pas au bureau, acces limite * mail, acces limite * mails
    fr | acces limite * messagerie, en conge maternite, en conge paternite, en arret maladie, nos bureaux sont fermes
    fr | nos bureaux seront fermes, absent jusqu'au, absente jusqu'au, absent du, absente du
    fr | en conges jusqu'au, en conge jusqu'au, actuellement absent, actuellement absente, actuellement en conges
    de | nicht im buro, ausser haus, auser haus, nicht im hause, im mutterschutz, in elternzeit, derzeit nicht im haus
    de | keinen zugriff auf * mails, nur eingeschrankt * erreichbar, buro ist geschlossen
    de | abwesend bis, momentan abwesend, derzeit abwesend, zurzeit abwesend, bin abwesend
    pt | fora do escritorio, ausente do escritorio, nao estou no escritorio, acesso limitado * e-mail
    pt | acesso limitado * email, sem acesso * e-mail, sem acesso * email, licenca maternidade, licenca de maternidade
    pt | licenca medica, escritorio estara fechado, escritorio encontra-se encerrado
    it | fuori ufficio, fuori sede, assente dall'ufficio, non sono in ufficio, accesso limitato * posta
    it | accesso limitato * email, in congedo di maternita, in maternita, in malattia, uffici chiusi
    it | uffici sono chiusi, uffici saranno chiusi, sono assente, saro assente
    nl | niet op kantoor, buiten kantoor, niet aanwezig tot, afwezig tot, beperkt toegang tot * mail
    nl | geen toegang tot * mail, met zwangerschapsverlof, met ouderschapsverlof, ons kantoor is gesloten
    nl | afwezig van, momenteel afwezig, beperkte toegang tot * mail, beperkt bereikbaar
    pl | poza biurem, nie ma mnie w biurze, nieobecny w biurze, nieobecna w biurze, ograniczony dostep do * poczty
    pl | bez dostepu do * poczty, na urlopie macierzynskim, na zwolnieniu lekarskim, biuro jest nieczynne
    pl | biuro bedzie nieczynne, jestem nieobecny, jestem nieobecna, bede nieobecny
    pl | bede nieobecna
    """
)
# Somebody is away: a person may write it, too.
AWAY = listed(
    """
    en | i am away, i will be away, i am on holiday, i am on holidays, i am on vacation, i am on leave
    en | i am travelling
    en | i am traveling, i am abroad, i am out of town, i am off, away until, away till, on vacation until
    en | on holiday until, i am unavailable, i will be unavailable, i am not available, i am currently away
    en | i am currently on, i am currently unavailable, we are away, currently away, out until, currently on vacation
    es | estoy de vacaciones, estare de vacaciones, estoy ausente, estare ausente, estoy fuera, estare fuera
    es | estoy de viaje, no estoy disponible, no estare disponible, me encuentro de vacaciones, me encuentro fuera
    es | me encuentro ausente, de vacaciones hasta, fuera hasta, ausente hasta
    fr | je suis absent, je suis absente, je serai absent, je serai absente, je suis en vacances, je suis en conge
    fr | je suis en conges, je suis en deplacement, je serai en vacances, je serai en conges, je suis indisponible
    fr | en vacances jusqu'au, je ne suis pas disponible
    de | bin * im urlaub, bin * in urlaub, befinde mich * im urlaub, bin * verreist, bin * unterwegs, bin * nicht da
    de | bin * nicht erreichbar, bin * nicht zu erreichen, bin * weg, im urlaub bis, verreist bis, bin * in elternzeit
    pt | estou de ferias, estarei de ferias, estou ausente, estarei ausente, estou fora, estarei fora, estou em viagem
    pt | estou viajando, nao estou disponivel, encontro-me ausente, encontro-me de ferias, de ferias ate, fora ate
    pt | ausente ate
    it | sono in ferie, saro in ferie, sono in vacanza, saro in vacanza, sono fuori, saro fuori, sono in viaggio
    it | non sono disponibile, non saro disponibile, in ferie fino, fuori fino, in vacanza fino
    nl | ik ben afwezig, ik ben op vakantie, ik ben met vakantie, ik ben met verlof, ik ben er niet, ik ben weg
    nl | ik ben niet beschikbaar, ik ben niet bereikbaar, ben * op vakantie, ben * afwezig, ben * met verlof
    nl | op vakantie tot
    nl | ben * niet bereikbaar, ben * niet aanwezig, ben * niet beschikbaar
    nl | met vakantie tot, met verlof tot
    pl | jestem na urlopie, bede na urlopie, przebywam na urlopie, jestem na wakacjach, wyjechalem, wyjechalam
    pl | jestem niedostepny, jestem niedostepna, jestem poza, na urlopie do, do * przebywam, jestem w podrozy
    pl | nie ma mnie do, w dniach * przebywam
    """
)
# How long, or what happens then: it goes with being away.
UNTIL_OR_BACK = listed(
    """
    en | until, till, til, back on, back at, be back, return on, returning on, returning, from, between
    en | through, this week
    en | next week, today, upon my return, when i return, when i am back, on my return, after my return
    es | hasta, del, desde, vuelvo, volvere, regreso, regresare, a mi regreso, a mi vuelta, entre el, cuando vuelva
    fr | jusqu, du, de retour, a mon retour, des mon retour, je reviens, je serai de retour, entre le, au
    de | bis, vom, ab, zuruck, wieder da, wieder im buro, wieder erreichbar, nach meiner ruckkehr, ruckkehr, zwischen
    pt | ate, de volta, regresso, retorno, volto, voltarei, ao meu regresso, no meu retorno, entre
    it | fino, dal, rientro, rientrero, tornero, torno, al mio rientro, al mio ritorno, sino, tra
    nl | tot, van, terug, weer aanwezig, na mijn terugkomst, bij terugkomst, vanaf, tussen
    pl | do, od, wracam, wroce, po powrocie, powrot, bede z powrotem, miedzy
    """
)
# What such a note goes on with. A sentence or clause with one of these is no message to us.
GOES_ON = listed(
    """
    en | i will reply, i will respond, i will answer, i will get back, will get back to you, will reply, will respond
    en | i will read, i will be back, back on, back in the office, be back, i return, returning, upon my return
    en | on my return, when i return, when i am back, after my return, i will not be able to, i will not be checking
    en | i will be checking, i will have, i have limited, i shall, response may be delayed, replies may be delayed
    en | urgent, emergency, immediate assistance, in my absence, during my absence, during this time, please contact
    en | contact, reach, can be reached, my colleague, as soon as possible, email me, enjoy, thank you for your
    en | thanks for your, thank you for contacting, thanks for contacting, merry christmas, happy holidays
    en | happy new year
    es | respondere, contestare, le respondere, te respondere, volvere, vuelvo, regreso, regresare, a mi regreso
    es | a mi vuelta, urgente, urgencia, urgencias, contacte, contactar, pongase en contacto, mi companero
    es | mi companera
    es | en mi ausencia, durante mi ausencia, gracias por su, gracias por tu, lo antes posible, puede dirigirse
    fr | je repondrai, je vous repondrai, je reponds, je ne manquerai pas, de retour, mon retour, urgence, urgent
    fr | contacter, contactez, veuillez contacter, vous pouvez joindre, mon collegue, ma collegue, en mon absence
    fr | pendant mon absence, merci pour votre, merci de votre, dans les meilleurs delais, je reviens
    fr | des que possible
    de | ich melde mich, melde mich, werde ich * antworten, werde ich * beantworten, antworte ich, ihre nachricht
    de | ich beantworte, ich antworte, zuruck, ruckkehr, dringend, dringenden, eilig, wenden sie sich, kontaktieren
    de | mein kollege, meine kollegin, in meiner abwesenheit, wahrend meiner abwesenheit, vielen dank fur ihre
    de | danke fur ihre, danke fur deine, wieder erreichbar, wieder da, wieder im buro, schnellstmoglich, vertretung
    pt | responderei, irei responder, respondo, voltarei, volto, retorno, regresso, urgente, urgencia, urgencias
    pt | contacte, contate, entre em contato, entre em contacto, contactar, meu colega, minha colega
    pt | na minha ausencia
    pt | durante a minha ausencia, obrigado pela sua, obrigada pela sua, obrigado pelo seu, assim que possivel
    it | rispondero, vi rispondero, le rispondero, rientro, rientrero, tornero, urgente, urgenza, urgenze, urgenti
    it | contattare, contatti, potete contattare, rivolgersi, il mio collega, la mia collega, in mia assenza
    it | durante la mia assenza, grazie per la, grazie per il, appena possibile, al mio ritorno
    nl | ik zal reageren, ik reageer, ik antwoord, zal ik * beantwoorden, zal ik * reageren, terug, terugkomst
    nl | dringend
    nl | spoed, contact opnemen, neem contact, neemt u contact, mijn collega, in mijn afwezigheid
    nl | tijdens mijn afwezigheid
    nl | bedankt voor uw, dank voor uw, bedankt voor je, zo spoedig mogelijk, weer aanwezig, weer bereikbaar
    pl | odpowiem, odpisze, odpowiem na, po powrocie, wracam, wroce, powrot, pilne, pilnych, w pilnych, kontakt
    pl | prosze o kontakt, skontaktowac, moj kolega, moja kolezanka, podczas mojej nieobecnosci, dziekuje za wiadomosc
    pl | dziekuje za kontakt, najszybciej, zastepuje
    """
)
# A sentence that sends us to somebody: it may speak of invoices without saying anything about ours.
REFERS = listed(
    """
    en | contact, reach, email, e-mail, call, turn to, write to, direct, send to, sent to, urgent, enquiries
    en | inquiries
    es | contacte, contactar, escriba, llame, dirigirse, dirijase, urgente, consultas
    fr | contacter, contactez, ecrire, adresser, adressez, joindre, urgent, urgence, demandes
    de | wenden, kontaktieren, schreiben sie, richten, rufen sie, dringend, anfragen, anliegen
    pt | contacte, contate, contato, contacto, escreva, enviar para, urgente, urgencia, duvidas
    it | contattare, scrivere, rivolgersi, inviare a, urgente, urgenze, richieste
    nl | contact, mail naar, mailen, bellen, wenden, dringend, spoed, vragen over
    pl | kontakt, skontaktowac, pisac, dzwonic, kierowac, pilnych, sprawach
    """
)
# Whoever speaks of this speaks to us.
PERSONAL = listed(
    """
    en | pay, pays, paying, paid, payment, payments, invoice, invoices, bill, bills, money, transfer, transferred
    en | bank, card, owe, owed, amount, balance, refund, instalment, installment, installments, fee, charge, charged
    en | direct debit, autopay, auto-pay, subscription, dollars, euros, pounds, bucks, sending me
    en | debt, cheque, check, wire, settle, settled, sort it, sort this, stop, lawyer, attorney, wrong, dispute
    en | i was, we were, i have been, give me, need, wait, more time, doing it, do it, salary, wages, paycheck
    en | lost, broke
    en | call me, text me, email me, remind me, can you, could you, do not have, did not, leave me
    es | pago, pagos, pagar, pagare, pague, pagado, factura, facturas, dinero, transferencia, transfiero, banco
    es | tarjeta
    es | domiciliacion, domiciliado, cobraron, euros, pesos, cobran
    es | estaba, estuve, he estado, necesito, esperar, esperen, cobro, cobre, cobrar, nomina, sueldo, dinero
    es | debo, deuda, importe, saldo, reembolso, cuota, cuotas, cargo, abogado, llameme, llamame, pueden, puedes
    fr | paye, payer, paierai, paie, paiement, reglement, regler, reglerai, regle, facture, factures, argent, virement
    fr | preleve, preleves, prelevement, euros, cheque, abonnement
    fr | j'etais, necessite, besoin, attendre, attendez, salaire, toucher
    fr | banque, carte, dois, dette, montant, solde, remboursement, echeance, avocat, pouvez-vous, rappelez-moi
    de | zahle, zahlen, bezahlen, bezahle, bezahlt, zahlung, uberweise, uberweisen, uberwiesen, uberweisung, rechnung
    de | rechnungen, geld, konto, karte, schulde, schulden, betrag, erstattung, rate, raten, mahnung, anwalt
    de | begleiche
    de | abgebucht, abbuchen, abgezogen, eingezogen, einzug, lastschrift, dauerauftrag, tan, sofort, euro
    de | war, waren, brauche, warten, gehalt, lohn, pleite, knapp
    de | konnen sie, kann ich, rufen sie mich
    pt | pago, pagar, pagarei, pagamento, paguei, fatura, faturas, boleto, dinheiro, transferencia, transfiro, banco
    pt | debito, cobraram, reais, pix, comprovante
    pt | estava, estive, preciso, esperar, esperem, salario, receber, recebo
    pt | cartao, devo, divida, valor, saldo, reembolso, parcela, parcelas, cobranca, advogado, pode me, podem
    it | pago, pagare, paghero, pagato, pagamento, fattura, fatture, soldi, bonifico, banca, carta, devo
    it | debito, importo
    it | addebito, addebitato, euro, pagate
    it | ero, sono stato, sono stata, ho bisogno, aspettare, aspettate, stipendio
    it | saldo, rimborso, rata, rate, avvocato, potete mandarmi, chiamatemi
    nl | betaal, betalen, betaald, betaling, factuur, facturen, geld, overmaken, maak * over, bank, rekening, schuld
    nl | afgeschreven, incasso, euro, geincasseerd
    nl | was, geweest, heb nodig, wachten, wacht, salaris, loon
    nl | bedrag, terugbetaling, termijn, termijnen, advocaat, kunt u mij, bel mij
    pl | zaplace, zaplacic, zaplacilem, zaplacilam, place, platnosc, faktura, fakture, faktury, pieniadze, przelew
    pl | pobrane, pobrana, zlotych, zl, polecenie zaplaty
    pl | bylem, bylam, nie bylo mnie, potrzebuje, poczekac, poczekajcie, wyplata, wyplaty, pensja
    pl | przeleje, bank, konto, karta, dlug, kwota, zwrot, rata, raty, rat, prawnik, oplace, ureguluje, zadzwoncie
    """
)
# A desk's or shop's answer: one of these ...
DESK_THANKS = listed(
    """
    en | thank you for contacting, thanks for contacting, thank you for reaching out, thanks for reaching out
    en | thank you for your email, thank you for your message, thank you for getting in touch, thanks for your message
    en | we have received your, we received your, your request has been received, your message has been received
    en | your request, a ticket, case number, ticket number
    es | gracias por contactar, gracias por comunicarte, gracias por comunicarse, gracias por escribirnos
    es | hemos recibido su, hemos recibido tu, su solicitud, gracias por su mensaje, gracias por tu mensaje
    fr | merci de nous avoir contactes, merci d'avoir contacte, nous avons bien recu votre, votre demande
    fr | merci de votre message, merci pour votre message
    de | danke fur ihre kontaktaufnahme, vielen dank fur ihre kontaktaufnahme, vielen dank fur ihre anfrage
    de | vielen dank fur ihre nachricht, vielen dank fur ihre e-mail, wir haben ihre, ihre anfrage ist
    pt | obrigado por entrar em contato, obrigado por contactar, agradecemos o seu contato, agradecemos o seu contacto
    pt | recebemos sua, recebemos o seu, recebemos a sua, obrigado pela sua mensagem, agradecemos a sua mensagem
    it | grazie per averci contattato, abbiamo ricevuto la, abbiamo ricevuto il, grazie per il tuo messaggio
    it | grazie per il suo messaggio, la ringraziamo per averci contattato, la tua richiesta
    nl | bedankt voor uw bericht, bedankt voor je bericht, bedankt voor het contact, wij hebben uw, we hebben uw
    nl | we hebben je, dank voor uw bericht, uw aanvraag
    pl | dziekujemy za kontakt, dziekujemy za wiadomosc, otrzymalismy panstwa, otrzymalismy twoje, twoje zgloszenie
    pl | panstwa zgloszenie, panstwa wiadomosc
    """
)
# ... and one of these.
DESK_GOES_ON = listed(
    """
    en | we will get back, will get back to you, we will respond, we will reply, will respond to you, one of our
    en | a member of our team, our team will, business days, working days, business hours, working hours
    en | opening hours
    en | office hours, how can we help, how we can help, ticket number, reference number is, has been assigned
    en | within 24
    en | within 48, as soon as possible, as soon as we can, shortly
    es | le responderemos, te responderemos, nos pondremos en contacto, dias habiles, dias laborables
    es | horario de atencion
    es | en que podemos ayudar, como podemos ayudar, como podemos ayudarte, como podemos ayudarle
    es | numero de ticket, lo antes posible, a la brevedad, en breve
    fr | nous vous repondrons, reviendrons vers vous, jours ouvres, jours ouvrables, dans les meilleurs delais
    fr | heures d'ouverture, numero de ticket, comment pouvons-nous, sous 24, sous 48
    de | wir melden uns, wir werden uns, werktage, werktagen, geschaftszeiten, offnungszeiten, ticketnummer
    de | schnellstmoglich, so schnell wie moglich, unter der nummer, wie konnen wir, so bald wie moglich
    de | innerhalb von
    pt | responderemos, entraremos em contato, entraremos em contacto, dias uteis, horario de atendimento
    pt | numero do protocolo, como podemos ajudar, como podemos ajuda-lo, o mais breve possivel, em breve
    pt | numero do chamado
    it | vi risponderemo, ti risponderemo, le risponderemo, ti ricontatteremo, giorni lavorativi, orari di apertura
    it | numero di ticket, come possiamo aiutarti, come possiamo aiutarla, al piu presto, quanto prima
    it | entro 24, entro 48
    nl | nemen * contact, wij reageren, we reageren, werkdagen, openingstijden, ticketnummer, zo spoedig mogelijk
    nl | zo snel mogelijk, hoe kunnen we, binnen 24, binnen 48
    pl | odpowiemy, skontaktujemy sie, dni roboczych, godzinach pracy, numer zgloszenia, w czym mozemy pomoc
    pl | najszybciej, wkrotce, niezwlocznie
    """
)
# The body of a bounce whose headers are gone.
BOUNCED = listed(
    """
    en | delivery to the following, could not be delivered to, your message wasn't delivered
    en | your message was not delivered
    en | this is the mail system at host, i'm sorry to have to inform you that your message, was undeliverable
    en | permanent fatal errors, the email account that you tried to reach does not exist
    en | delivery has failed to these
    en | the following addresses had, message could not be delivered, undelivered mail returned
    en | recipient address rejected
    es | no se ha podido entregar, no se pudo entregar su mensaje, error al entregar
    fr | n'a pas pu etre remis, n'a pas pu etre distribue, echec de la remise
    de | konnte nicht zugestellt werden, konnte nicht ubermittelt werden, zustellung an folgende
    pt | nao foi possivel entregar, nao pode ser entregue, falha na entrega
    it | non e stato possibile recapitare, impossibile recapitare, non e stato recapitato
    nl | kon niet worden bezorgd, niet afgeleverd worden, kan niet worden afgeleverd
    pl | nie mogla zostac dostarczona, nie mozna dostarczyc, nie zostala dostarczona
    """
)
# Words that may stand alone beside the rest: greetings, closings.
POLITE = listed(
    """
    en | hi, hello, dear, good morning, good afternoon, thanks, thank you, regards, best, kind regards
    en | sincerely, sorry, cheers
    es | hola, buenos dias, buenas tardes, estimado, estimada, gracias, saludos, un saludo, atentamente, perdon
    fr | bonjour, bonsoir, merci, cordialement, bien a vous, salutations, madame, monsieur, desole
    de | hallo, guten tag, danke, vielen dank, mit freundlichen grusen, mit freundlichen grussen, viele gruse
    de | liebe, sehr geehrte
    pt | ola, oi, bom dia, boa tarde, obrigado, obrigada, cumprimentos, atenciosamente, prezado, prezada
    it | salve, buongiorno, ciao, grazie, cordiali saluti, saluti, gentile
    nl | hallo, beste, goedendag, bedankt, met vriendelijke groet, groet, groeten
    pl | dzien dobry, witam, dziekuje, pozdrawiam, z powazaniem, czesc
    """
)
