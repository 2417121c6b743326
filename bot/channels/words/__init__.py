"""The words of messages: templates, catalogues, and the composer that joins them."""

from bot.channels.words.check import check
from bot.channels.words.composer import TemplateComposer
from bot.channels.words.problems import Problem

__all__ = ["Problem", "TemplateComposer", "check"]
