"""What staff have to know of a type of case, and what to say on the telephone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bot.app.staff.views import CaseView
from bot.slack.blocks.notices import notice_view
from bot.slack.blocks.parts import BULLET, Block, context, escaped, line_of, quote_of, rich, rows, words
from bot.slack.blocks.plain import TYPE, language
from bot.slack.limits import SECTION, plain, shorten

TITLE: Final = "Guide"
NOBODY_WROTE: Final = "Nobody has written down what this type of case needs."
NO_SCRIPT: Final = "There are no words for this call: only a person knows what to say, or there is nothing to ask for."
MOST: Final = 600  # units of one text
# What it is, what to find out, what not to do, when it is done: as staff read their texts.
LABELS: Final[Mapping[str, tuple[str, str, str, str]]] = {
    "en": ("What it is", "Find out", "Careful", "When it ends"),
    "es": ("Qué es", "Qué averiguar", "Cuidado", "Cuándo termina"),
    "fr": ("De quoi il s'agit", "À vérifier", "Attention", "Quand c'est terminé"),
    "de": ("Worum es geht", "Herausfinden", "Achtung", "Wann es erledigt ist"),
    "pt": ("Do que se trata", "O que apurar", "Cuidado", "Quando termina"),
    "it": ("Di che si tratta", "Da scoprire", "Attenzione", "Quando è concluso"),
    "nl": ("Waar het om gaat", "Uitzoeken", "Let op", "Wanneer het klaar is"),
    "pl": ("O co chodzi", "Co ustalić", "Uwaga", "Kiedy koniec"),
}


def guide_blocks(view: CaseView) -> list[Block]:
    """The texts of the case's type, each with what it is for, in the language of the desk."""
    title = rich(line_of(words(f"{TITLE}: {TYPE[view.case.case_type]}", bold=True)))
    if view.guide is None:
        return [title, context(NOBODY_WROTE)]
    texts = (view.guide.about, view.guide.find_out, view.guide.beware, view.guide.done)
    labels = LABELS.get(view.desk_language.partition("-")[0].lower(), LABELS["en"])
    entries = [(label, shorten(plain(text), MOST)) for label, text in zip(labels, texts, strict=True) if text]
    return [title, rows(entries)]


def guide_text(view: CaseView) -> str:
    """What a notification says of it. Escaped."""
    about = view.guide.about if view.guide else NOBODY_WROTE
    return escaped(shorten(plain(f"{TITLE}: {TYPE[view.case.case_type]}. {about}"), SECTION))


def guide_view(view: CaseView) -> dict[str, Any]:
    """The same as a modal."""
    return notice_view(TITLE, guide_blocks(view))


def script_blocks(view: CaseView) -> list[Block]:
    """What to say on the telephone, in the customer's language: nothing of the matter before they are identified."""
    script = view.script
    if script is None:
        return [context(NO_SCRIPT)]
    matter = f"{script.item}\n{script.ask}\n{script.next}"
    steps = (
        (f"{BULLET} First, in {language(view.script_language)}:", script.identify),
        (f"{BULLET} Once they have said who they are:", matter),
        (f"{BULLET} On an answering machine, this and nothing else:", script.voicemail),
    )
    pieces = [piece for label, text in steps for piece in (line_of(words(label, bold=True)), quote_of(text, MOST * 2))]
    return [rich(*pieces)]
