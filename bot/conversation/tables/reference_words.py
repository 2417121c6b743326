# ruff: noqa: E501, SIM905 - one entry a line: a broken one cannot be reviewed
"""What people call a reference in eight languages. Folded; a compound may end with a word for number ("Rechnungsnummer")."""

from __future__ import annotations

TRANSACTION = (
    *("ref", "refs", "refer", "reference", "references", "confirmation", "conf", "transaction", "transactions", "trans", "trx", "txn", "trace", "tracking", "utr", "rrn", "imad", "trn", "authorization", "authorisation", "auth", "approval", "payment id", "payment ref", "remittance", "mt103", "uetr", "e2e", "endtoend", "end-to-end", "end to end", "eref", "arn", "giro ref", "rtgs", "neft", "imps", "txnid", "tx", "id"),
    *("referencia", "referencias", "folio", "rastreo", "clave de rastreo", "operacion", "autorizacion", "comprobante", "confirmacion", "transaccion", "localizador", "nro de operacion", "cus", "spei"),
    *("operation", "autorisation", "bordereau", "quittance", "numero de transaction", "identifiant"),
    *("referenz", "referenzen", "referenz-", "zahlungsreferenz", "verwendungszweck", "transaktion", "transaktions", "transaktions-", "buchungs", "buchung", "beleg", "quittung", "quittungs", "vorgangs", "vorgang", "auftragsreferenz", "mandatsreferenz", "uberweisungs", "bestatigungs", "az", "zahlungs", "zahlung nr", "e2e-id", "ende-zu-ende"),
    *("protocolo", "autenticacao", "transacao", "comprovante", "nsu", "endtoendid", "codigo da transacao", "controle", "operacao", "id da transacao", "id pix", "comprovativo", "mtcn"),
    *("riferimento", "rif", "cro", "transazione", "operazione", "ricevuta", "contabile", "distinta", "autorizzazione", "numero di operazione", "causale"),
    *("kenmerk", "betalingskenmerk", "referentie", "transactie", "transactie-id", "betalingsreferentie", "mededeling", "ogm", "betaalkenmerk", "betalings", "boekings"),
    *("referencja", "referencje", "referencyjny", "referencyjnego", "transakcja", "transakcji", "transakcje", "tytul", "tytulem", "potwierdzenie", "potwierdzenia", "operacji", "operacja", "sygnatura", "dowod wplaty", "protokol", "identyfikator"),
)  # fmt: skip
# Said before sums, too ("wire 500"): only with a word for number, letters, or many digits.
WEAK_TRANSACTION = (
    *("wire", "check", "cheque", "ck", "chq", "receipt", "payment", "transfer", "deposit", "code", "slip", "ach"),
    *("deposito", "transferencia", "movimiento", "recibo", "cheque", "codigo", "pago", "traspaso", "bizum", "talon"),
    *("virement", "recu", "paiement", "transfert"),
    *("uberweisung", "scheck", "zahlung", "lastschrift", "code"),
    *("pix", "ted", "doc", "deposito", "pagamento", "vale"),
    *("bonifico", "assegno", "codice", "pagamento", "versamento", "bollettino"),
    *("overboeking", "overschrijving", "betaling", "cheque", "bon"),
    *("przelew", "przelewu", "przelewem", "kod", "wplata", "wplaty", "platnosc", "platnosci", "czek"),
)  # fmt: skip
INVOICE = (
    *("invoice", "invoices", "inv", "bill", "bills", "statement"),
    *("factura", "facturas", "fact", "fra", "fac", "recibo"),
    *("facture", "factures"),
    *("rechnung", "rechnungen", "rechnungs", "rg", "rg.", "rechn", "re-nr", "rn"),
    *("fatura", "faturas", "boleto", "nota fiscal", "nf", "nfe", "nf-e"),
    *("fattura", "fatture", "fatt", "ft", "bolletta"),
    *("factuur", "facturen", "factuur-", "rekening"),
    *("faktura", "faktury", "fakture", "fakturze", "faktur", "fv", "rachunek", "rachunku", "fakturami"),
)  # fmt: skip
OTHER = (
    *("order", "orders", "po", "purchase order", "account", "acct", "customer", "contract", "policy", "membership", "member", "case", "ticket", "claim", "booking", "reservation", "job", "quote", "credit note", "cn", "delivery note", "rma"),
    *("pedido", "orden", "contrato", "poliza", "expediente", "reclamo", "cliente", "socio", "tramite", "nota de credito", "albaran", "cotizacion", "reserva"),
    *("commande", "dossier", "contrat", "client", "police", "avoir", "devis", "sinistre", "bon de commande"),
    *("bestellung", "bestell", "bestell-", "auftrag", "auftrags", "kunden", "kunden-", "vertrag", "vertrags", "akte", "aktenzeichen", "police", "gutschrift", "lieferschein", "mitglieds", "vorgangsnummer", "fall", "buchungsnummer", "kostenstelle"),
    *("encomenda", "apolice", "processo", "matricula", "ordem", "chamado", "nota de credito"),
    *("ordine", "contratto", "polizza", "pratica", "abbonato", "matricola", "nota di credito", "preventivo"),
    *("bestelling", "bestel", "order", "klant", "klant-", "contract", "polis", "dossier", "lid", "creditnota", "zaak"),
    *("zamowienie", "zamowienia", "umowa", "umowy", "klienta", "polisa", "polisy", "sprawa", "sprawy", "zgloszenie", "zgloszenia", "zlecenie", "zlecenia"),
)  # fmt: skip
# Between the word and the number.
MARKERS = (
    "number",
    "numbers",
    "numero",
    "numeros",
    "num",
    "nummer",
    "nr",
    "nrs",
    "no",
    "nos",
    "nro",
    "n",
    "id",
    "numer",
    "numeru",
    "numerem",
)
CONNECTORS = (
    *("is", "was", "code", "the", "of", "es", "de", "fue", "la", "el", "del", "clave", "est", "du", "le", "ist", "war", "lautet", "der", "die", "das", "e", "da", "do", "foi", "di", "della", "era", "van", "het", "was", "to", "jest", "byla", "byl", "brzmi", "dell", "lub"),
    *("transfer", "payment", "transaction", "transaccion", "operacion", "transferencia", "pago", "virement", "paiement", "uberweisung", "zahlung", "transacao", "pagamento", "bonifico", "transazione", "transactie", "betaling", "transakcji", "przelewu", "operacji", "wplaty", "platnosci", "bancaria", "bancaire", "bancario", "should be", "ends", "ends in", "ending in", "ending", "termina en", "final", "codigo", "codice", "confirmacion", "referencia", "reference", "referencyjny", "internal", "our", "your", "su", "vostra", "my", "mon", "meine", "unsere", "ihre"),
)  # fmt: skip
# What a reference that stands without any of these words begins with.
INVOICE_PREFIXES = frozenset("inv fac fact fra fv fa re rg rn rech ft nf fat f fatt fak fak fakt invoice".split())
ORDER_PREFIXES = frozenset("po ord so oa ped best zam ord cmd bst cas req enq rma cn".split())
NOT_CODES = (
    "postal",
    "error",
    "post",
    "zip",
    "pin",
    "dress",
    "promo",
    "descuento",
    "rabat",
    "rabatt",
    "iban",
    "bic",
    "swift",
    "acceso",
    "de acceso",
    "pocztowy",
    "postale",
    "sconto",
    "seguridad",
    "security",
)
