"""Every playbook of the demo has a page in every language, and a preview of every e-mail."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from starlette.exceptions import HTTPException

from bot.bootstrap import Application
from bot.sandbox.clock import TurnedClock
from bot.sandbox.demo.shelf.page import ShelfPages
from bot.sandbox.demo.shelf.specimens import LANGUAGES, specimens
from bot.sandbox.simulation.playing import rehearse

CONFIG = Path(__file__).parents[3] / "config"


@pytest.fixture(scope="module")
def application() -> Iterator[Application]:
    wired = rehearse(CONFIG, TurnedClock(datetime(2026, 1, 1, tzinfo=UTC)))
    yield wired
    wired.store.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_playbook_can_be_browsed(application: Application, language: str) -> None:
    pages = ShelfPages(application)
    for name in application.texts.playbooks.names():
        for business in (False, True):
            page = pages.page(name, language, business=business)
            assert "<svg" in page
            assert "<script" not in page
            assert "style=" not in page.split("<svg")[0]


def test_all_words_of_the_ladder_are_shown(application: Application) -> None:
    playbook = application.texts.playbooks.named("missing_payment")
    found = specimens(application.texts.composer, playbook, "en", business=False)
    names = {one.name for one in found.said}
    assert {"missing_payment/first", "missing_payment/second", "missing_payment/third"} <= names
    for one in found.said:
        assert {"email", "sms", "chat", "whatsapp"} <= set(one.by_channel)
    assert found.call is not None
    assert found.desk is not None


def test_what_there_is_not_is_not_found(application: Application) -> None:
    pages = ShelfPages(application)
    for name, language in (("no_such", "en"), ("missing_payment", "xx")):
        with pytest.raises(HTTPException):
            pages.page(name, language, business=False)
    with pytest.raises(HTTPException):
        pages.mail("../secrets", "en", business=False)
    assert "Northwind Energy" in pages.mail("missing_payment/first", "en", business=True)
