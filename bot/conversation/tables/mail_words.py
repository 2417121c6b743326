"""How mail programs introduce quoted text, per language. Folded: lower case, without accents.

Twelve more languages stand beside the eight that replies are read in: a program writes in the language of its own
settings, not of its user.
"""

from __future__ import annotations

from bot.conversation.tables.listed import listed

# "On <day> <name> wrote:" - the verb. What stands before and after it is looked at in `mail/attribution.py`.
WROTE = listed(
    """
    en | wrote, writes
    es | escribio, escribia, ha escrito
    fr | a ecrit, ecrivait, a ecrit ce qui suit
    de | schrieb, hat geschrieben, schrieb folgendes
    pt | escreveu, escreveu o seguinte
    it | ha scritto, scrisse, ha scritto quanto segue
    nl | schreef, het volgende geschreven, heeft geschreven, schreef het volgende
    pl | napisal, napisala, napisal(a), napisali, pisze
    sv da no fi | skrev, skrev folgende, skrev foljande, kirjoitti
    cs sk | napsal, napsala, napsal(a), napisal/a
    ro hu tr vi | a scris, irta, ezt irta, yazdi, sunlari yazdi, da viet
    написал, написала, пишет, писал, писал(а), написав, пише
    εγραψε, كتب, כתב, написа
    """
)
# Verbs that people use, too: only beside an address.
WEAK_WROTE = listed(
    """
    sent, said, envio, envoye, gesendet, inviato, wyslal
    """
)

# How such a line begins.
OPENERS = listed(
    """
    on, el, le, am, em, no dia, il giorno, il, op, w dniu, dnia, den, pa, dne, vao, a
    lun, mar, mer, jeu, ven, sam, dim, mie, jue, vie, sab, dom, gio
    mon, tue, wed, thu, fri, sat, sun, mo, di, mi, do, fr, sa, so
    sv da no fi cs | tir, ons, tor, fre, lor, son, man, ti, ke, pe, la, su, to, st, ct, ne, po, ut
    pon, wt, sr, czw, pt, sob, niedz, seg, ter, qua, qui, sex, ma, wo, vr, za, zo
    """
)
# Between verb and day where the name comes first: "Joe <a@b> schrieb am 3. Mai um 10:00:"
WHEN_OPENERS = listed(
    """
    on, am, um, el, le, em, il, op, w, dnia, den, pa
    """
)
# Whoever stands before or behind the verb in a person's own sentence.
PERSONS = listed(
    """
    i, we, you, he, she, they, who, someone, somebody, wife, husband
    yo, usted, ustedes, ella, quien, me, nos, se, le, les, os, lo
    je, j'ai, vous, tu, il, elle, on, m'a, nous
    ich, wir, sie, er, mir, uns, ihnen, dir, jemand
    eu, voce, ela, ele, mi, io, lei, ci, vi, gli
    ik, wij, we, u, jij, je, hij, zij, ja, pan, pani, ona, on
    """
)
# Other beginnings that only programs write; with an address or a day in the same line.
INTRODUCTIONS = listed(
    """
    quoting, zitat von, citando, in reply to, in antwort auf, wiadomosc napisana przez, message du
    """
)

# "From:" of a header block ...
FROM = listed(
    """
    from, de, von, da, van, od, fra, fran, nadawca, lahettaja, odesilatel, felado, kimden, от, από
    """
)
# ... "Sent:" or "Date:" ...
SENT = listed(
    """
    sent, date, date sent, sent at, enviado, enviado el, fecha, envoye, envoye le, date d'envoi
    gesendet, gesendet am, datum, enviada em, enviado em, enviada, data, inviato, inviata, data invio
    verzonden, verzonden op, wyslano, wyslane, data wyslania, sendt, skickat, dato, lahetetty, odeslano
    trimis
    дата, отправлено
    """
)
# ... "Subject:" ...
SUBJECT = listed(
    """
    subject, asunto, objet, sujet, betreff, assunto, oggetto, onderwerp, temat, emne, amne
    aihe, predmet, subiect, targy, konu, тема
    """
)
# ... and the others.
OTHER_HEADERS = listed(
    """
    en | to, cc, bcc, reply-to, importance, attachments, organization, priority
    es | para, cco, importancia, responder a
    fr | a, copie a, pieces jointes, repondre a
    de | an, kopie, wichtigkeit, antwort an
    pt it nl pl | anexos, copia, ccn, allegati, aan, bijlagen, do, dw, adresat, waznosc
    til, till, kopia, kopi, vastaanottaja, komu, catre, cimzett, kime, кому
    """
)
# Labels that stand in a receipt or a transfer: such a block is the customer's.
MONEY_LABELS = listed(
    """
    amount, reference, ref, iban, account, payment, total, bank, transaction, invoice
    importe, monto, referencia, concepto, cuenta, montant, compte, libelle, motif
    betrag, verwendungszweck, konto, valor, conta, comprovante, importo, causale, conto
    bedrag, omschrijving, kenmerk, rekening, kwota, tytul, tytulem, rachunek
    """
)

# A line of its own, between dashes or closed by a colon: "-----Original Message-----", "Begin forwarded message:".
ORIGINAL = listed(
    """
    en | original message, forwarded message, original appointment, begin forwarded message, reply message
    original e-mail, original email, forwarded by, start of forwarded message, previous message
    es | mensaje original, mensaje reenviado, inicio del mensaje reenviado, correo original
    fr | message d'origine, message original, message transfere, debut du message reexpedie, message initial
    de | ursprungliche nachricht, originalnachricht, original-nachricht, original nachricht
    de | weitergeleitete nachricht
    anfang der weitergeleiteten nachricht, antwort nachricht, urspruengliche nachricht, originalmail
    weitergeleitete mail
    pt | mensagem original, mensagem encaminhada, inicio da mensagem reencaminhada
    it | messaggio originale, messaggio inoltrato, inizio messaggio inoltrato
    nl | oorspronkelijk bericht, origineel bericht, doorgestuurd bericht, oorspronkelijke bericht
    nl | begin doorgestuurd bericht
    pl | oryginalna wiadomosc, wiadomosc oryginalna, wiadomosc przekazana, przekazana wiadomosc
    pl | wiadomosc pierwotna
    da no sv | oprindelig meddelelse, opprinnelig melding, ursprungligt meddelande, originalmeddelande
    da no sv | videresendt besked, oprindelig besked
    alkuperainen viesti, puvodni zprava, mesaj original, eredeti uzenet, исходное сообщение
    пересылаемое сообщение
    """
)
# A ticket system's line: what stands below it is quoted.
REPLY_ABOVE = listed(
    """
    reply above this line, type your reply above this line, write your reply above this line
    reply above the line
    responda por encima de esta linea, escriba su respuesta por encima de esta linea
    ecrivez votre reponse au-dessus de cette ligne
    repondez au-dessus de cette ligne, antwort oberhalb dieser zeile, antworten sie oberhalb dieser linie
    oberhalb dieser zeile ein
    responda acima desta linha, digite sua resposta acima desta linha, rispondere sopra questa riga
    scrivi la risposta sopra questa riga
    typ uw antwoord boven deze regel, antwoord boven deze regel, odpowiedz powyzej tej linii
    wpisz odpowiedz powyzej tego wiersza
    """
)
