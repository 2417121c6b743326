"""The page of one playbook, made on this side: it needs no script."""

from __future__ import annotations

from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.exceptions import HTTPException

from bot.bootstrap import Application
from bot.domain.vocabulary import CaseType, Channel
from bot.playbook.drawing import svg
from bot.playbook.telling import WHO_OWES, spoken
from bot.sandbox.demo.shelf.specimens import LANGUAGES, letter, specimens

NOT_FOUND: Final = 404
CHANNELS: Final = {
    Channel.SMS.value: "Text message",
    Channel.WHATSAPP.value: "WhatsApp",
    Channel.CHAT.value: "On the customer's page",
}
_PAGES: Final = Environment(
    loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True
)


class ShelfPages:
    """Every playbook of the demo as a page."""

    def __init__(self, application: Application) -> None:
        self._texts = application.texts
        self.page = lru_cache(maxsize=64)(self._page)

    @property
    def first(self) -> str:
        return self._texts.playbooks.names()[0]

    def mail(self, template: str, language: str, *, business: bool) -> str:
        """An example of one e-mail as HTML. Raises 404 for what there is not."""
        if template not in self._texts.composer.names or language not in LANGUAGES:
            raise HTTPException(NOT_FOUND)
        room = template.partition("/")[0]
        kind = CaseType(room) if room in set(CaseType) else CaseType.MISSING_PAYMENT
        return self._texts.composer.compose(
            letter(template, kind, language, Channel.EMAIL, business=business)
        ).rendered.html

    def _page(self, name: str, language: str, *, business: bool) -> str:
        library = self._texts.playbooks
        if name not in library.names() or language not in LANGUAGES:
            raise HTTPException(NOT_FOUND)
        playbook = library.named(name)
        found = specimens(self._texts.composer, playbook, language, business=business)
        values: dict[str, Any] = {
            "name": name,
            "title": spoken(name).capitalize(),
            "purpose": playbook.notes.get("purpose", ""),
            "owes": WHO_OWES[playbook.owes],
            "names": [(one, spoken(one)) for one in library.names()],
            "languages": LANGUAGES,
            "language": language,
            "tag": language.replace("_", "-"),
            "business": business,
            "graph": svg(playbook),
            "channels": CHANNELS,
            "said": found.said,
            "asked": found.asked,
            "call": asdict(found.call) if found.call else {},
            "desk": asdict(found.desk) if found.desk else {},
        }
        return _PAGES.get_template("shelf.html.j2").render(values)
