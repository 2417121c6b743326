"""The strict check of Block Kit."""

from __future__ import annotations

from bot.sandbox.slack.blocks.check import check_message, check_view

__all__ = ["check_message", "check_view"]
