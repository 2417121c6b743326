"""Words around which names and postal addresses stand, folded: what comes after them is taken out of lessons."""

from __future__ import annotations

# One or more names follow, written with a capital.
INTRODUCTIONS = (
    *("my name is", "name is", "this is", "i am", "i'm", "it's", "speaking to", "ask for", "signed"),
    *("mein name ist", "ich heisse", "ich heise", "hier ist", "hier spricht", "name ist"),
    *("je m'appelle", "mon nom est", "ici", "c'est", "au nom de", "je suis"),
    *("me llamo", "mi nombre es", "soy", "le escribe", "le habla", "a nombre de"),
    *("meu nome e", "me chamo", "chamo-me", "aqui e a", "aqui e o", "aqui e", "sou a", "sou o", "sou", "em nome de"),
    *("mi chiamo", "il mio nome e", "sono", "a nome di"),
    *("mijn naam is", "ik heet", "ik ben", "u spreekt met", "op naam van"),
    *("nazywam sie", "mam na imie", "jestem", "mowi", "z tej strony"),
)
# German writes every noun with a capital: only two names in a row are one.
INTRODUCTIONS_OF_TWO = ("ich bin", "im namen von", "auf den namen", "auf")
TITLES = (
    *("mr", "mrs", "ms", "miss", "mister", "dr", "prof", "sir", "madam"),
    *("herr", "herrn", "frau", "fraulein"),
    *("m", "mme", "mlle", "monsieur", "madame", "mademoiselle"),
    *("sr", "sra", "srta", "senor", "senora", "senorita", "don", "dona", "senhor", "senhora"),
    *("sig", "sig.ra", "sig.na", "signor", "signora", "dott", "dott.ssa"),
    *("dhr", "mevr", "mw", "meneer", "mevrouw"),
    *("pan", "pani", "panu", "pana", "panem"),
)
RELATIVES = (
    *("wife", "husband", "partner", "son", "daughter", "mother", "father", "mom", "mum", "dad", "brother", "sister"),
    *("aunt", "uncle", "cousin", "boss", "colleague", "accountant", "assistant", "landlord", "lawyer", "attorney"),
    *("mann", "sohn", "tochter", "mutter", "vater", "bruder", "schwester", "chef", "chefin", "kollege", "kollegin"),
    *("femme", "mari", "fils", "fille", "mere", "pere", "frere", "soeur", "collegue", "patron"),
    *("mujer", "esposa", "esposo", "marido", "hijo", "hija", "madre", "padre", "hermano", "hermana", "jefe", "jefa"),
    *("filho", "filha", "mae", "pai", "irmao", "irma", "chefe", "moglie", "marito", "figlio", "figlia", "fratello"),
    *("sorella", "vrouw", "zoon", "dochter", "moeder", "vader", "broer", "zus", "baas", "zona", "maz", "syn", "corka"),
    *("matka", "ojciec", "brat", "siostra", "szef", "szefowa"),
)
GREETINGS = (
    *("dear", "hi", "hello", "hey", "good morning", "good afternoon", "good evening"),
    *("hallo", "liebe", "lieber", "sehr geehrte", "sehr geehrter", "guten tag", "guten morgen", "moin", "servus"),
    *("bonjour", "bonsoir", "salut", "cher", "chere", "coucou"),
    *("hola", "estimado", "estimada", "querido", "querida", "buenos dias", "buenas tardes", "buenas"),
    *("ola", "oi", "prezado", "prezada", "caro", "cara", "bom dia", "boa tarde", "boa noite"),
    *("ciao", "gentile", "egregio", "egregia", "buongiorno", "buonasera", "salve"),
    *("beste", "geachte", "goedemorgen", "goedemiddag", "hoi", "dag"),
    *("szanowny", "szanowna", "szanowni", "drogi", "droga", "dzien dobry", "witam", "czesc"),
)
# A name may follow as the last words of all.
CLOSINGS = (
    *("thanks", "thank you", "regards", "best", "cheers", "sincerely", "yours", "love", "thx", "rgds"),
    *("danke", "gruss", "grus", "grusse", "gruse", "mfg", "lg", "vg", "grussen", "grusen"),
    *("merci", "cordialement", "salutations", "bien a vous", "bonne journee", "cdt"),
    *("gracias", "saludos", "atentamente", "atte", "un saludo"),
    *("obrigado", "obrigada", "att", "abracos", "abraco", "atenciosamente", "cumprimentos"),
    *("grazie", "saluti", "cordiali saluti", "distinti saluti"),
    *("bedankt", "dank", "groeten", "groet", "groetjes", "mvg", "dank u"),
    *("dziekuje", "pozdrawiam", "dzieki", "z powazaniem"),
)
# Names that are also ordinary words: alone they are taken out only where they are written with a capital.
ALSO_WORDS = frozenset(
    {
        *("will", "may", "mark", "bill", "rose", "grace", "faith", "hope", "art", "sue", "rich", "young", "short"),
        *("price", "cash", "due", "pat", "rob", "jack", "frank", "dean", "early", "best", "day", "pay", "love"),
        *("april", "june", "august", "summer", "guy", "gene", "joy", "dawn", "long", "small", "little", "good"),
        *("mai", "ernst", "klein", "gross", "lang", "kurz", "bank", "martes", "mar", "paz", "luz", "sol", "cruz"),
        *("bon", "petit", "grand", "noel", "pascal", "pia", "rosa", "bella", "bruno", "mooi", "dag", "the", "and"),
        *("ltd", "gmbh", "inc", "llc", "corp", "company", "group", "services", "foods", "und", "fur", "les", "des"),
    }
)
# Currencies that people write with a capital behind a number that looks like a post code.
NOT_TOWNS = frozenset(
    {"euro", "euros", "dollar", "dollars", "pounds", "real", "reais", "zloty", "franken", "eur", "zl"}
)

# A word that is part of an address: "12 Elm Street", "Musterweg 3", "calle Mayor 5", "12 rue de la Paix".
STREETS_BEHIND = (
    *("street", "st", "avenue", "ave", "road", "rd", "lane", "ln", "drive", "dr", "boulevard", "blvd", "court", "ct"),
    *("place", "terrace", "close", "crescent", "square", "parkway", "highway", "hwy"),
)
STREETS_GLUED = (
    *("strasse", "strase", "str.", "str", "weg", "gasse", "platz", "allee", "ring", "damm", "ufer"),
    *("straat", "laan", "plein", "gracht", "kade", "dijk", "singel"),
)
STREETS_BEFORE = (
    *("calle", "c/", "avenida", "avda", "avda.", "av.", "plaza", "paseo", "carrer", "rua", "travessa", "praca"),
    *("estrada", "rue", "avenue", "boulevard", "bd", "chemin", "allee", "impasse", "via", "viale", "corso", "piazza"),
    *("vicolo", "ul.", "ulica", "ulicy", "al.", "aleja", "os."),
)
