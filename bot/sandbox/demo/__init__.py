"""The demo: the whole product to be seen in a browser, without an account."""

from __future__ import annotations

from bot.sandbox.demo.demo import PORT, Demo

__all__ = ["PORT", "Demo"]
