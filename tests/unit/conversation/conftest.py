"""One understander for all tests: it does not change."""

from __future__ import annotations

import pytest

from bot.conversation.understand import Understander


@pytest.fixture(scope="session")
def understander() -> Understander:
    return Understander()
