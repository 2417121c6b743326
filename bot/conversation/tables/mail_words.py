# ruff: noqa: E501 - one entry a line: a broken one cannot be reviewed
"""How mail programs mark quoted text and signatures, per language. Folded: lower case, without accents."""

from __future__ import annotations

# "On <day> <name> wrote:" - the verb, wherever it stands in the line.
WROTE = (
    *("wrote",),  # en
    *("escribio", "escribia"),  # es
    *("a ecrit", "ecrivait"),  # fr
    *("schrieb",),  # de
    *("escreveu",),  # pt
    *("ha scritto", "scrisse"),  # it
    *("schreef",),  # nl
    *("napisal", "napisala", "napisal(a)", "napisali"),  # pl
)

# How such a line begins where the verb stands in its middle.
OPENERS = ("am ", "op ", "den ", "on ", "il ", "em ", "le ", "el ")

# "From:" of a header block, which opens it ...
FROM = ("from", "de", "von", "da", "van", "od")
# ... and the labels that follow it.
OTHER_HEADERS = (
    *("sent", "date", "to", "cc", "bcc", "subject", "reply-to", "importance"),  # en
    *("enviado", "enviado el", "fecha", "para", "asunto", "cco", "importancia"),  # es
    *("envoye", "envoye le", "date", "a", "objet", "cc", "importance"),  # fr
    *("gesendet", "gesendet am", "datum", "an", "betreff", "kopie", "wichtigkeit"),  # de
    *("enviada em", "enviado em", "enviada", "data", "para", "assunto"),  # pt
    *("inviato", "inviata", "data", "a", "oggetto", "ccn"),  # it
    *("verzonden", "datum", "aan", "onderwerp"),  # nl
    *("wyslano", "wyslane", "data", "do", "dw", "temat"),  # pl
)

# Between dashes: "-----Original Message-----".
ORIGINAL = (
    *("original message", "forwarded message", "original appointment", "begin forwarded message"),  # en
    *("mensaje original", "mensaje reenviado"),  # es
    *("message d'origine", "message original", "message transfere"),  # fr
    *("ursprungliche nachricht", "originalnachricht", "weitergeleitete nachricht"),  # de
    *("mensagem original", "mensagem encaminhada"),  # pt
    *("messaggio originale", "messaggio inoltrato"),  # it
    *("oorspronkelijk bericht", "origineel bericht", "doorgestuurd bericht"),  # nl
    *("oryginalna wiadomosc", "wiadomosc oryginalna", "wiadomosc przekazana", "przekazana wiadomosc"),  # pl
)

# The line that a telephone or program puts under a mail. Beginning of a line of at most 80 characters.
SENT_FROM = (
    *("sent from my ", "sent from mail for ", "sent from yahoo", "sent from outlook", "sent via "),  # en
    *("sent with ", "sent from proton", "get outlook for ", "sent from samsung", "sent from the all new"),
    *("enviado desde mi ", "enviado desde el ", "enviado desde correo", "enviado desde outlook"),  # es
    *("enviado desde yahoo", "obtener outlook para", "enviado con ", "mandado desde mi "),
    *("envoye de mon ", "envoye depuis ", "envoye a partir de ", "telecharger outlook"),  # fr
    *("obtenir outlook pour", "envoye avec "),
    *("von meinem ", "gesendet von ", "gesendet mit ", "diese nachricht wurde von meinem ", "outlook fur "),  # de
    *("enviado do meu ", "enviado a partir do ", "enviado pelo ", "enviado via ", "obter o outlook para"),  # pt
    *("inviato da ", "inviato dal mio ", "ottieni outlook per", "inviato con "),  # it
    *("verzonden vanaf ", "verstuurd vanaf ", "verzonden met ", "verstuurd vanuit ", "outlook voor "),  # nl
    *("wyslano z ", "wyslane z ", "wyslano za pomoca", "pobierz aplikacje outlook"),  # pl
)

# HTML: an element with such a class or id holds the quoted mail. (Gmail, Outlook, Yahoo, Thunderbird, Zimbra, Proton)
QUOTE_MARKERS = frozenset(
    {
        *("gmail_quote", "gmail_attr", "gmail_quote_container", "gmail_extra_quote", "divrplyfwdmsg", "yahoo_quoted"),
        *("moz-cite-prefix", "moz-forward-container", "protonmail_quote", "zmail_extra", "ms-outlook-mobile-reference-message"),
        *("olk_src_body_section", "mail-quote-collapse", "tutanota_quote", "wordsection1_quoted"),
    }
)  # fmt: skip
# HTML: everything after such an empty element is the quoted mail.
QUOTE_CUTS = frozenset({"appendonsend", "divrplyfwdmsg", "x_divrplyfwdmsg", "stopspelling", "zwchr"})
# HTML: an element with such a class or id is a signature.
SIGNATURE_MARKERS = frozenset(
    {
        "gmail_signature",
        "moz-signature",
        "ms-outlook-mobile-signature",
        "applemailsignature",
        "protonmail_signature_block",
    }
)
