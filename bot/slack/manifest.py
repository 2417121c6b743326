"""The manifest of the Slack app, with the address under which Slack reaches us."""

from __future__ import annotations

from importlib.resources import files
from typing import Final

_PLACE: Final = "{url}"
_OFF: Final = "socket_mode_enabled: false"
_ON: Final = "socket_mode_enabled: true"


def manifest(url: str, *, socket_mode: bool = False) -> str:
    """YAML to paste when the app is created. `url` without a slash at its end."""
    text = files("bot.slack").joinpath("manifest.yaml").read_text(encoding="utf-8").replace(_PLACE, url.rstrip("/"))
    return text.replace(_OFF, _ON) if socket_mode else text
