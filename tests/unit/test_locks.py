"""The two lock files agree, hold hashes and name no index."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
PINNED = re.compile(r"^([a-z0-9._-]+)(?:\[[^]]*\])?==([^ ;\\]+)", re.MULTILINE)


def pins(name: str) -> dict[str, str]:
    return dict(PINNED.findall((ROOT / name).read_text(encoding="utf-8")))


def test_running_needs_the_very_versions_that_are_tested():
    running, tested = pins("requirements-run.lock"), pins("requirements.lock")
    assert running
    assert running.items() <= tested.items()


def test_every_dependency_is_locked():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {re.split(r"[\[<>=!~ ]", one, maxsplit=1)[0].lower() for one in project["dependencies"]}
    assert wanted <= pins("requirements-run.lock").keys()


def test_every_package_has_hashes_and_no_index_is_named():
    for name in ("requirements.lock", "requirements-run.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text
        for package in re.split(r"\n(?=[a-z0-9])", text):
            assert "--hash=sha256:" in package or package.startswith("#"), package.splitlines()[0]
