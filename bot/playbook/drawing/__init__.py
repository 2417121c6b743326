"""A playbook as a picture: pages to print, discuss and sign (SVG, HTML), and text that wikis draw (Mermaid)."""

from bot.playbook.drawing.mermaid import mermaid
from bot.playbook.drawing.svg import html, svg

__all__ = ["html", "mermaid", "svg"]
