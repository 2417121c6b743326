"""A process that takes what Slack posts, and kills itself right before or right after it commits.

`python -m tests.flow.slack_desk.victim` forks one for each line of JSON: {"database", "now", "api", "token", "moment",
"kind", "body"}.
"""

from __future__ import annotations

import asyncio
import os
import signal
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.bootstrap import build, read_texts, slack_inbox
from bot.settings import Settings
from bot.store.engine import open_store
from tests.conftest import MASTER_KEY
from tests.flow.forking import Order, serve
from tests.flow.web.world import CONFIG, PUBLIC

BEFORE, AFTER = "before commit", "committed"


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class Dying:
    """A store that kills the process in the transaction that marks a delivery."""

    def __init__(self, store: Any, moment: str) -> None:
        self.store, self.moment = store, moment

    def begin(self) -> AbstractContextManager[Any]:
        return _Dying(self.store.begin(), self.moment)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.store, name)


class _Dying(AbstractContextManager[Any]):
    def __init__(self, inner: AbstractContextManager[Any], moment: str) -> None:
        self.inner, self.moment, self.marks = inner, moment, False

    def __enter__(self) -> Any:
        self.unit = self.inner.__enter__()
        mark = self.unit.first_sight

        def first_sight(*args: Any) -> bool:
            self.marks = True
            return bool(mark(*args))

        self.unit.first_sight = first_sight
        return self.unit

    def __exit__(self, *error: object) -> None:
        if self.marks and self.moment == BEFORE:
            die()
        self.inner.__exit__(*error)
        if self.marks and self.moment == AFTER:
            die()


async def take(order: dict[str, Any]) -> None:
    now = datetime.fromisoformat(order["now"])
    settings = Settings(
        master_keys=(MASTER_KEY,),
        public_url=PUBLIC,
        slack_bot_token=order["token"],
        slack_signing_secret="a secret of the tests",
        slack_api_base=order["api"],
    )
    store = open_store(order["database"], [MASTER_KEY])
    app = build(settings, CONFIG, clock=lambda: now, store=store)
    dying = replace(app, context=replace(app.context, store=Dying(store, order["moment"])))
    inbox = slack_inbox(dying)
    assert inbox is not None
    await inbox.take(order["body"].encode(), order["kind"])
    await inbox.settle()


def live(order: Order) -> int:
    asyncio.run(take(order))
    return 0


if __name__ == "__main__":
    read_texts(CONFIG)
    serve(live)
