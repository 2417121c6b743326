"""What the page gives to a browser and knows again: the session of a confirmed visitor, the nonce of a form.

Both are signed with the key of the links, each for one contact and one use, and both end by themselves.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from bot.app.context import Clock
from bot.channels.tokens import TokenSigner

SESSION: Final = timedelta(hours=24)
NONCE: Final = timedelta(hours=24)
_RANDOM_BYTES: Final = 8


def _fresh() -> str:
    return secrets.token_hex(_RANDOM_BYTES)


@dataclass(frozen=True, slots=True)
class Seals:
    signer: TokenSigner
    clock: Clock
    fresh: Callable[[], str] = _fresh

    def session(self, contact_id: str) -> str:
        """The value of the cookie after a fact from the bill: worthless for every other contact."""
        return self._sign("web.session", contact_id, self._ends(SESSION))

    def is_session(self, contact_id: str, value: str) -> bool:
        return self._is_running("web.session", contact_id, value)

    def nonce(self, contact_id: str) -> str:
        """The hidden field of a form: nobody else's page can post it, and the same one posts a text once."""
        return self._sign("web.form", contact_id, f"{self._ends(NONCE)}-{self.fresh()}")

    def is_nonce(self, contact_id: str, value: str) -> bool:
        return self._is_running("web.form", contact_id, value)

    def _ends(self, after: timedelta) -> str:
        return f"{int((self.clock() + after).timestamp()):x}"

    def _sign(self, use: str, contact_id: str, what: str) -> str:
        return self.signer.sign(f"{use}/{contact_id}", what)

    def _is_running(self, use: str, contact_id: str, value: str) -> bool:
        what = self.signer.verify(f"{use}/{contact_id}", value)
        return what is not None and int(what.partition("-")[0], 16) > self.clock().timestamp()
