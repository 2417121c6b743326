"""The language in which a customer asks to be written to: "in Spanish please", "auf Deutsch bitte"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.conversation.cleaning import fold

MOST_CHARACTERS = 300  # whoever asks for a language says little else
# Folded names by language: in itself and in the other seven. Those that no client may serve are named for staff.
NAMES: Mapping[str, tuple[str, ...]] = {
    "en": ("english", "ingles", "anglais", "englisch", "inglese", "engels", "angielsku", "angielski"),
    "es": ("spanish", "espanol", "castellano", "espagnol", "spanisch", "spagnolo", "espanhol", "spaans", "hiszpansku"),
    "fr": ("french", "francais", "frances", "franzosisch", "francese", "frans", "francusku"),
    "de": ("german", "deutsch", "aleman", "allemand", "tedesco", "alemao", "duits", "niemiecku"),
    "pt": ("portuguese", "portugues", "portugais", "portugiesisch", "portoghese", "portugees", "portugalsku"),
    "it": ("italian", "italiano", "italien", "italienisch", "italiaans", "wlosku"),
    "nl": ("dutch", "nederlands", "neerlandes", "neerlandais", "niederlandisch", "hollandisch", "olandese", "holandes",
           "niderlandzku"),
    "pl": ("polish", "polski", "polsku", "polaco", "polonais", "polnisch", "polacco", "polones", "pools"),
    "uk": ("ukrainian", "ucraniano", "ukrainien", "ukrainisch", "ucraino", "oekraiens", "ukrainsku"),
    "ru": ("russian", "ruso", "russe", "russisch", "russo", "rosyjsku"),
    "tr": ("turkish", "turco", "turc", "turkisch", "turks", "turecku"),
    "ar": ("arabic", "arabe", "arabisch", "arabo", "arabsku"),
    "zh": ("chinese", "chino", "chinois", "chinesisch", "cinese", "chines", "chinees", "chinsku"),
    "ro": ("romanian", "rumano", "roumain", "rumanisch", "romeno", "roemeens", "rumunsku"),
}  # fmt: skip
_IN = r"(?:in|en|em|auf|po|w|na)(?:\s+(?:het|the|la|el))?"
_PLEASE = (
    r"please|pls|plz|por favor|porfa|s'?il vous plait|svp|stp|bitte|per favore|per piacere|se possibile|alstublieft|"
    r"aub|graag|prosze|thanks|thank you|gracias|merci|danke|obrigad[oa]|grazie|dziekuje|bedankt|dank u"
)
# To write, speak, send, understand; and the ways to ask for it.
_VERB = (
    r"write|speak|talk|reply|answer|send|text|contact|have|get|message|messages|email|"
    r"escrib\w*|habl\w*|respond\w*|contest\w*|mand\w*|envi\w*|comunic\w*|"
    r"ecri\w*|parl\w*|repond\w*|envoy\w*|"
    r"schreib\w*|sprech\w*|antwort\w*|schick\w*|"
    r"escrev\w*|fal\w*|"
    r"scriv\w*|rispond\w*|invi\w*|"
    r"schrijf\w*|schrijv\w*|spreek\w*|praat\w*|stuur\w*|antwoord\w*|"
    r"pis\w*|napis\w*|mow\w*|odpis\w*|odpow\w*|rozmaw\w*"
)
_NOT_ASKED = re.compile(r"\b(?:invoice|factura|facture|rechnung|fatura|fattura|factuur|faktura)\b.{0,20}\bis\b")


def _patterns(names: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    name = rf"(?:{'|'.join(names)})"
    return (
        re.compile(rf"^\W*(?:{_IN}\s+)?{name}\s*(?:only|solo|nur|{_PLEASE})?\W*$"),
        re.compile(rf"\b(?:{_IN}\s+)?{name}\b\W{{0,3}}(?:{_PLEASE})(?!\w)"),
        re.compile(rf"(?<!\w)(?:{_PLEASE})\W{{0,3}}(?:\w+\W+){{0,3}}{_IN}\s+{name}\b"),
        re.compile(rf"\b(?:{_VERB})\W+(?:\w+\W+){{0,3}}?{_IN}\s+{name}\b"),
        re.compile(rf"\b(?:only|solo|nur|seulement|so|soltanto|alleen|tylko)\W+(?:\w+\W+){{0,2}}{name}\b"),
        re.compile(rf"\b{_IN}\s+{name}\b.{{0,20}}\b(?:{_VERB})\b"),
    )


_ASKED = {code: _patterns(names) for code, names in NAMES.items()}


def asked_language(text: str) -> str:
    """The code of the language that a reply asks for; "" = none, or several."""
    folded = fold(text[:MOST_CHARACTERS])
    if len(text) > MOST_CHARACTERS or _NOT_ASKED.search(folded):
        return ""
    found = [code for code, patterns in _ASKED.items() if any(pattern.search(folded) for pattern in patterns)]
    return found[0] if len(found) == 1 else ""
