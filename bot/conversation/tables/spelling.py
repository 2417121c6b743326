# ruff: noqa: E501 - one entry a line: a broken one cannot be reviewed
"""How people really type: contractions, SMS short forms, common slips. Folded key -> the words that rules are written in."""

from __future__ import annotations

CONTRACTIONS: dict[str, str] = {
    "i'm": "i am", "im": "i am", "i've": "i have", "ive": "i have", "i'll": "i will", "i'd": "i would",
    "we're": "we are", "we've": "we have", "weve": "we have", "we'll": "we will", "we'd": "we would",
    "you're": "you are", "youre": "you are", "you've": "you have", "youve": "you have", "you'll": "you will",
    "they're": "they are", "theyre": "they are", "they've": "they have", "they'll": "they will",
    "he's": "he is", "hes": "he is", "she's": "she is", "shes": "she is", "it's": "it is", "it'll": "it will",
    "that's": "that is", "thats": "that is", "there's": "there is", "theres": "there is", "what's": "what is",
    "whats": "what is", "who's": "who is", "whos": "who is", "where's": "where is", "how's": "how is",
    "don't": "do not", "dont": "do not", "doesn't": "does not", "doesnt": "does not", "didn't": "did not",
    "didnt": "did not", "isn't": "is not", "isnt": "is not", "aren't": "are not", "arent": "are not",
    "wasn't": "was not", "wasnt": "was not", "weren't": "were not", "werent": "were not", "haven't": "have not",
    "havent": "have not", "hasn't": "has not", "hasnt": "has not", "hadn't": "had not", "hadnt": "had not",
    "can't": "can not", "cant": "can not", "cannot": "can not", "couldn't": "could not", "couldnt": "could not",
    "won't": "will not", "wont": "will not", "wouldn't": "would not", "wouldnt": "would not", "ain't": "is not",
    "aint": "is not", "shouldn't": "should not", "shouldnt": "should not", "mustn't": "must not", "dnt": "do not",
    "gonna": "going to", "gona": "going to", "wanna": "want to", "gotta": "have to", "lemme": "let me",
    "gimme": "give me", "dunno": "do not know", "idk": "i do not know", "let's": "let us", "lets": "let us",
    "ima": "i will", "imma": "i will", "tmrw": "tomorrow", "eom": "end of month", "asap": "as soon as possible",
    "npi": "no idea",
}  # fmt: skip

RESPELLED: dict[str, str] = {
    # en
    "u": "you", "ur": "your", "r": "are", "pls": "please", "plz": "please", "plss": "please", "thx": "thanks",
    "thnx": "thanks", "tks": "thanks", "ty": "thanks", "thanx": "thanks", "thankyou": "thanks", "k": "ok",
    "kk": "ok", "okey": "ok", "okay": "ok", "okie": "ok", "yeah": "yes", "yep": "yes", "yup": "yes", "yea": "yes",
    "ya'll": "you", "yall": "you", "y'all": "you", "nope": "no", "nah": "no", "naw": "no",
    "payed": "paid", "pd": "paid", "payd": "paid", "paied": "paid", "pymt": "payment", "pmt": "payment",
    "paymnt": "payment", "payement": "payment", "paymet": "payment", "payements": "payments", "pymnt": "payment",
    "tmr": "tomorrow", "tmw": "tomorrow", "tomorow": "tomorrow", "tommorow": "tomorrow", "tommorrow": "tomorrow",
    "tomorro": "tomorrow", "2morrow": "tomorrow", "2moro": "tomorrow", "yest": "yesterday",
    "yesturday": "yesterday", "yesteday": "yesterday", "fri": "friday", "thurs": "thursday", "thur": "thursday",
    "tues": "tuesday", "weds": "wednesday", "alredy": "already", "allready": "already", "alrdy": "already",
    "aready": "already", "recieve": "receive", "recieved": "received", "recived": "received", "reciept": "receipt",
    "recipt": "receipt", "refnd": "refund", "refun": "refund", "invioce": "invoice", "invoce": "invoice",
    "inv": "invoice", "acct": "account", "acc": "account", "amt": "amount", "txt": "text", "txts": "texts",
    "txting": "texting", "msg": "message", "msgs": "messages", "msging": "messaging", "ppl": "people",
    "attorny": "attorney", "atorney": "attorney", "laywer": "lawyer", "lawer": "lawyer", "bankrupcy": "bankruptcy",
    "bankruptsy": "bankruptcy", "unsubcribe": "unsubscribe", "unsuscribe": "unsubscribe", "unsub": "unsubscribe",
    "unsubscibe": "unsubscribe", "stp": "stop", "wrng": "wrong", "rong": "wrong", "nmbr": "number", "num": "number",
    "abt": "about", "bc": "because", "cuz": "because", "b4": "before", "2day": "today", "nxt": "next", "wk": "week",
    "wks": "weeks", "mo": "month", "chq": "check", "cheque": "check", "checque": "check", "bal": "balance",
    "dispuit": "dispute", "despute": "dispute", "instalment": "installment", "instalments": "installments",
    "didn": "did", "xfer": "transfer", "xferred": "transferred", "transfered": "transferred", "transfred": "transferred",
    "e-mail": "email", "e-mails": "emails", "e-mailing": "emailing", "emial": "email", "e-transfer": "transfer", "wat": "what", "wut": "what", "hw": "how",
    "organisation": "organization", "cancelled": "canceled", "cancelling": "canceling",
    # es
    "q": "que", "ke": "que", "k'": "que", "xq": "porque", "pq": "porque", "xfa": "por favor", "xfavor": "por favor",
    "porfa": "por favor", "porfavor": "por favor", "pfv": "por favor", "tmb": "tambien", "tb": "tambien",
    "grax": "gracias", "grasias": "gracias", "grcs": "gracias", "sip": "si", "sii": "si", "sipi": "si",
    "nop": "no", "nel": "no", "oki": "ok", "okis": "ok", "vale": "ok",
    "aser": "hacer", "ise": "hice", "hize": "hice", "nesecito": "necesito", "nesesito": "necesito", "factua": "factura", "asta": "hasta",
    "mñn": "manana", "mñna": "manana", "mañna": "manana", "ud": "usted", "uds": "ustedes", "vd": "usted", "vds": "ustedes",
    "devolvieran": "devuelvan", "reenbolso": "reembolso", "rembolso": "reembolso", "qien": "quien", "dnd": "donde",
}  # fmt: skip
