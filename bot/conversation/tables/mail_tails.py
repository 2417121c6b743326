"""What stands under a mail without being said by its writer: devices, closings, disclaimers. Folded."""

from __future__ import annotations

from bot.conversation.tables.listed import listed

# The line that a telephone or program adds. One of these ...
SENT_FROM = listed(
    """
    en | sent from, sent using, sent via, sent with, sent by, get outlook, written on my, typed on my
    en | from my
    es | enviado desde, enviado con, obtener outlook, obten outlook, mandado desde, escrito desde
    es | enviado mediante
    fr | envoye de, envoye depuis, envoye a partir, envoye avec, telecharger outlook, obtenir outlook
    fr | envoye via
    de | von meinem, von meiner, gesendet von, gesendet mit, gesendet via, diese nachricht wurde von meinem
    de | outlook fur
    gesendet aus, holen sie sich outlook, von unterwegs gesendet, mit der gmx, mit der web.de
    laden sie outlook
    pt | enviado do, enviado a partir, enviado pelo, enviado via, enviado com, obter o outlook
    pt | obtenha o outlook, enviado de meu
    it | inviato da, inviato dal, inviato con, ottieni outlook, scarica outlook, inviato tramite
    nl | verzonden vanaf, verstuurd vanaf, verzonden met, verstuurd met, verstuurd vanuit, verzonden vanuit
    nl | outlook voor, download outlook
    pl | wyslano z, wyslane z, wyslano za, pobierz aplikacje outlook, pobierz outlook, wiadomosc wyslana z
    sendt fra, skickat fran, hamta outlook, lahetetty, odeslano z, trimis de pe, az iphone, отправлено с
    从我的, yahoo mail:
    """
)
# ... and one of these (whole words, or the beginning of one) make it so.
DEVICES = listed(
    """
    iphone, ipad, ipod, android, samsung, galaxy, blackberry, huawei, xiaomi, redmi, oneplus, pixel
    nokia, motorola, moto, htc, sony, xperia, lg, honor, oppo, fairphone, windows phone, surface, macbook
    outlook, mail, gmail, yahoo, proton, protonmail, tutanota, gmx, web.de, t-online, aol, hotmail, icloud
    wiko, alcatel, typeapp, windows, cell, cellphone, mobilgerat, mobiltelefon, zoho, shortwave, mimestream
    mobile, phone, smartphone, tablet, mailbox, spark, airmail, zimbra, orange, sfr, laposte, libero
    virgilio
    bluemail, k-9, thunderbird, superhuman, telefon, telefono, telefone, telephone, telefoon, handy, mobil
    mobiltelefon
    movil, celular, celulare, cellulare, portable, mobiel, mobieltje, komorki, telefonu, telefonem
    smartfona, mobila, mobiele
    dispositivo, device, appareil, gerat, toestel, urzadzenia, tablette, correo, courrier, posta, e-mail
    email, poczty
    """
)
# "Sent from my phone, please excuse typos".
EXCUSES = listed(
    """
    excuse, typo, brevity, disculpe, errata, excusez, entschuldig, tippfehler, desculp, scus, excuus
    typefout, literowk
    """
)
# Words of the trade: "sent from my account on Friday", "sent via Zelle" are the customer's.
NO_DEVICE = listed(
    """
    bank, account, payment, pay, zelle, venmo, paypal, wise, revolut, card, wire, transfer, cheque, check
    banco, cuenta, pago, bizum, tarjeta, transferencia, banque, compte, paiement, virement, carte
    konto, uberweisung, zahlung, karte, conta, pix, boleto, pagamento, cartao, conto, bonifico, carta
    rekening, betaling, ideal, overboeking, konta, przelew, blik, karty, banku, desk, money, invoice
    yesterday
    """
)

# Closings. A block of names and numbers under one of them is a signature.
CLOSINGS = listed(
    """
    en | best regards, kind regards, regards, warm regards, best wishes, sincerely, yours sincerely
    en | yours faithfully
    yours truly, many thanks, thanks, thank you, thanks and regards, cheers, best, kindest regards
    with kind regards
    es | saludos, un saludo, saludos cordiales, cordialmente, atentamente, muchas gracias, gracias
    es | un cordial saludo
    fr | cordialement, bien cordialement, bien a vous, salutations, merci, sinceres salutations
    fr | meilleures salutations, cdt
    de | mit freundlichen grusen, mit freundlichen grussen, mit freundlichen gruessen, freundliche grusse
    de | freundliche gruse
    viele grusse, viele gruse, beste grusse, beste gruse, liebe grusse, liebe gruse, mfg, lg, gruss, grus
    danke, vielen dank
    pt | atenciosamente, cumprimentos, com os melhores cumprimentos, melhores cumprimentos, obrigado
    pt | obrigada, att, abracos
    it | cordiali saluti, distinti saluti, saluti, un saluto, grazie, cordialmente, buona giornata
    nl | met vriendelijke groet, met vriendelijke groeten, vriendelijke groet, groeten, groet, mvg
    nl | hartelijke groet, bedankt
    pl | pozdrawiam, z powazaniem, z wyrazami szacunku, serdecznie pozdrawiam, dziekuje, pozdrowienia
    da sv no | med venlig hilsen, mvh, hilsen, med vanlig halsning, vennlig hilsen, halsningar
    """
)
# Whoever uses one of these says something.
SAID = listed(
    """
    new, changed, moved, nuevo, nueva, nouveau, nouvelle, neue, neuer, novo, nova, nuovo, nuova, nieuw, nieuwe
    nowy, nowe
    i, i'm, i'll, me, my, you, please, pls, call, can, will, not, paid, pay, stop, thanks, help
    yo, mi, por favor, llame, llamame, puede, pague, pagado, no, je, moi, vous, appelez, svp, paye
    ich, mich, bitte, rufen, nicht, bezahlt, eu, ligue, favor, nao, paguei, io, chiamate, prego, pagato, non
    ik, bel, graag, niet, betaald, prosze, nie, zaplacilem, zaplacilam, zadzwon
    """
)
# What stands before a number or an address in a signature.
CONTACT_LABELS = listed(
    """
    tel, tel., phone, ph, mobile, mob, cell, fax, email, e-mail, web, www, office, direct, t, m, f, e, p
    telefono, movil, correo, telephone, portable, mobil, telefon, telefone, telemovel, celular, cellulare
    cell.
    telefoon, mobiel, kom, kom., skype, whatsapp, linkedin, vat, nif, cif, ust-id, siret, p.iva, kvk, btw
    nip, hrb
    """
)

# Words that a disclaimer begins with ...
DISCLAIMER_STARTS = listed(
    """
    es | si ha recibido este mensaje, si ha recibido este correo
    fr | si vous avez recu ce message, si vous avez recu ce courriel
    de | falls sie diese e-mail, wenn sie diese e-mail, wenn sie diese nachricht
    pt | se recebeu esta mensagem, se voce recebeu esta mensagem
    it | se ricevete questo messaggio, se avete ricevuto questo messaggio, se ha ricevuto questo messaggio
    nl | als u dit bericht, indien u dit bericht
    pl | jezeli otrzymali panstwo te wiadomosc, jesli otrzymal pan te wiadomosc
    en | this e-mail, this email, this message, this communication, the information contained
    en | the information in this, the contents of this
    confidentiality notice, confidentiality:, disclaimer, legal notice, notice:
    if you are not the intended, if you have received this
    important notice, caution:, caution!, external email, [external, warning: this email, any unauthorized
    privileged
    es | este mensaje, este correo, aviso legal, aviso de confidencialidad, la informacion contenida
    es | si usted no es el destinatario, advertencia
    fr | ce message, ce courriel, cet e-mail, ce mail, avis de confidentialite, les informations contenues
    fr | si vous n'etes pas le destinataire
    de | diese e-mail, diese mail, diese nachricht, der inhalt dieser, vertraulichkeitshinweis, hinweis:
    de | haftungsausschluss, sollten sie nicht der
    pt | esta mensagem, este e-mail, este email, aviso de confidencialidade, a informacao contida
    pt | as informacoes contidas, se voce nao e o destinatario
    it | questo messaggio, questa e-mail, questa email, le informazioni contenute, il presente messaggio
    it | avviso di riservatezza, ai sensi del
    nl | dit bericht, deze e-mail, dit e-mailbericht, de informatie in dit, de informatie verzonden
    nl | vertrouwelijkheid
    pl | ta wiadomosc, niniejsza wiadomosc, informacje zawarte, tresc tej wiadomosci, klauzula poufnosci
    pl | wiadomosc ta
    """
)
# ... and of which it holds at least one: that it is secret, ...
DISCLAIMER_WORDS = listed(
    """
    confidential, privileged, unauthorised, unauthorized, outside of the organi, outside your organi, disclose
    dissemination
    originated from outside, external sender, do not click, in error, by mistake
    confidencial, privilegiad, por error, por engano, segredo
    confidentiel, par erreur, vertraulich, unbefugte, irrtumlich, riservat, confidenzial, per errore
    vertrouwelijk, abusievelijk, poufn, omylkowo
    """
)
# ... or, in a long one, for whom it is.
RECIPIENT_WORDS = listed(
    """
    intended recipient, intended solely, intended only, addressee, destinatario, destinataire, empfanger, adressat
    geadresseerde, bestemd voor, adresat, odbiorc
    """
)
# Whoever uses one of these speaks for himself: "this message is not for me" is no disclaimer.
NO_DISCLAIMER = listed(
    """
    en | i'm, i'll, i've, me, my, mine, am, paid, pay, wrong
    es | yo, mi, mio, mia, conmigo, pague, pagado, equivocado, equivocada
    fr | je, j'ai, moi, mon, ma, mes, paye
    de | ich, mich, mir, mein, meine, bezahlt, falscher
    pt | eu, mim, meu, minha, paguei, errado
    it | io, me, mio, mia, pagato, sbagliato
    nl | ik, mij, mijn, betaald, verkeerde
    pl | ja, mnie, moj, moja, moje, zaplacilem, zaplacilam, zly
    """
)
# Lines of their own that programs add.
NOTICES = listed(
    """
    please consider the environment, think before you print, save paper, virus-free, scanned by
    this email has been checked for viruses
    this email was scanned, antes de imprimir, por favor considere su responsabilidad, libre de virus
    pensez a l'environnement
    avant d'imprimer, n'imprimez ce, garanti sans virus, sans virus, bitte denken sie an die umwelt
    bitte prufen sie, virenfrei
    pense no meio ambiente, sem virus, livre de virus, prima di stampare, privo di virus
    denk aan het milieu, virusvrij
    zanim wydrukujesz, wolny od wirusow, you received this message because you are subscribed
    to unsubscribe from this group
    """
)
