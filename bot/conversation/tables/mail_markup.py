"""HTML mail: classes, ids and names by which programs mark quoted mail and signatures. Lower case.

Gmail, Outlook (desktop, web, mobile), Yahoo, Thunderbird, Apple Mail, Proton, Tuta, Zoho, Zimbra, GMX and web.de,
Samsung, Spark, Front, Missive, HubSpot.
"""

from __future__ import annotations

# The element holds quoted mail only.
QUOTE_MARKERS = frozenset(
    {
        *("gmail_attr", "yahoo_quoted", "ydp-yahoo-quoted", "moz-cite-prefix", "moz-forward-container"),
        *("ms-outlook-mobile-reference-message", "mail-editor-reference-message-container"),
        *("olk_src_body_section", "mail-quote-collapse", "wordsection1_quoted"),
        *("quote", "quoted-content", "hs_reply_quoted", "missive_quote", "front-blockquote", "spark_quote"),
    }
)
# On a blockquote they say that it is quoted mail; on a div they only wrap it, and answers between may be inside.
BLOCKQUOTE_MARKERS = frozenset(
    {"cite", "gmail_quote", "protonmail_quote", "tutanota_quote", "zmail_extra", "mail-quote", "mori", "cited"}
)
# Everything after such an element is quoted mail.
QUOTE_CUTS = frozenset(
    {"appendonsend", "x_appendonsend", "divrplyfwdmsg", "x_divrplyfwdmsg", "stopspelling", "zwchr", "replyseparator"}
)
# The element is a signature.
SIGNATURE_MARKERS = frozenset(
    {
        *("gmail_signature", "gmail_signature_prefix", "moz-signature", "ms-outlook-mobile-signature"),
        *("applemailsignature", "applemailsignatureid", "protonmail_signature_block", "composer_signature"),
        *("messagesignaturesection", "signature", "x_signature", "ms-outlook-signature", "yahoo-signature"),
        *("tutanota_signature", "missive_signature", "front-signature"),
    }
)
