"""Where the files that ship with the product are: templates, playbooks, config."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def shipped(name: str) -> Path:
    """The folder `templates`, `playbooks` or `config`: inside the wheel, else of the source tree."""
    inside = _PACKAGE / "_shipped" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def own_or_shipped(folder: Path, name: str) -> Path:
    """A folder of the deployment beside its config, else the shipped one."""
    own = folder.parent / name
    return own if own.is_dir() else shipped(name)
