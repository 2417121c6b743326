"""The shipped templates, and a small folder that tests may break."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.channels.words import TemplateComposer
from bot.channels.words.extract import update

SHIPPED = Path(__file__).parents[3] / "templates"


@pytest.fixture(scope="session")
def composer() -> TemplateComposer:
    return TemplateComposer.load(SHIPPED)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The frame, one message and its catalogue: nothing is wrong with it."""
    folder = tmp_path_factory.mktemp("small") / "templates"
    shutil.copytree(SHIPPED / "frame", folder / "frame")
    shutil.copytree(SHIPPED / "locale" / "es", folder / "locale" / "es")
    (folder / "missing_payment").mkdir()
    shutil.copy(SHIPPED / "missing_payment" / "first.j2", folder / "missing_payment" / "first.j2")
    update(folder, "es")
    return folder


@pytest.fixture
def folder(small: Path, tmp_path: Path) -> Path:
    return shutil.copytree(small, tmp_path / "templates")
