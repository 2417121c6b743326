"""Files that pages need, served from the package under names with a digest: cached for ever, never stale."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent / "static"
PATH: Final = "/assets"
KINDS: Final = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}
_DIGEST_CHARACTERS: Final = 12


@dataclass(frozen=True, slots=True)
class Asset:
    name: str  # with the digest
    kind: str
    body: bytes


class Assets:
    """Read once, when the application is made."""

    def __init__(self, folder: Path = FOLDER) -> None:
        files = {path.name: _asset(path) for path in sorted(folder.iterdir()) if path.suffix in KINDS}
        self._urls = {name: f"{PATH}/{asset.name}" for name, asset in files.items()}
        self._by_name = {asset.name: asset for asset in files.values()}

    def url(self, name: str) -> str:
        """The path of a file, e.g. `page.css`. Raises KeyError for one that is not there."""
        return self._urls[name]

    def find(self, name: str) -> Asset | None:
        return self._by_name.get(name)


def _asset(path: Path) -> Asset:
    body = path.read_bytes()
    digest = hashlib.sha256(body).hexdigest()[:_DIGEST_CHARACTERS]
    return Asset(f"{path.stem}.{digest}{path.suffix}", KINDS[path.suffix], body)
