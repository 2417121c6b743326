"""Finds a browser for the tests: one that is there, else Debian's by apt as root, else Playwright's own download.

`python tests/browser/find_browser.py` prints its path on stdout, what it does on stderr, and exits 1 with the reasons
when none can be had. `TEST_BROWSER` names one by hand (not FOLLOWUP_...: those are settings of the product).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMED_BY = "TEST_BROWSER"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
START_SECONDS = 30  # for `--version`; a stub that only says "install me" exits at once
INSTALL_SECONDS = 600


def find() -> str:
    """The path of a browser that is there and starts, "" when there is none. Installs nothing."""
    candidates = [os.environ.get(NAMED_BY, "")]
    candidates += [shutil.which(name) or "" for name in NAMES]
    if not (found := next((path for path in candidates if path and starts(path)), "")):
        own = playwrights_own()
        found = own if own and starts(own) else ""
    return found


def starts(path: str) -> bool:
    """Whether it runs at all: some distributions ship a script that only asks to install something else."""
    try:
        done = subprocess.run([path, "--version"], capture_output=True, timeout=START_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def playwrights_own() -> str:
    """Where Playwright keeps the browser that it downloads, "" when it has none."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else ""


def install() -> list[str]:
    """Try to get one, the least surprising way first. Returns why each way failed; empty when one may have worked."""
    reasons = []
    if os.geteuid() != 0:
        reasons.append("apt: not root")
    elif not shutil.which("apt-get"):
        reasons.append("apt: there is no apt-get")
    else:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        steps = [["apt-get", "update"], ["apt-get", "install", "-y", "--no-install-recommends", "chromium"]]
        failed = next((step for step in steps if not done(step, environment)), None)
        if failed is None and find():
            return []
        reasons.append(f"apt: {' '.join(failed)} failed" if failed else "apt: what it installed does not start")
    if done([sys.executable, "-m", "playwright", "install", "chromium"], dict(os.environ)):
        return []
    return [*reasons, "playwright install chromium: the download failed"]


def done(command: list[str], environment: dict[str, str]) -> bool:
    print(f"$ {' '.join(command)}", file=sys.stderr)
    try:
        # What it says is for the person who waits; stdout is for the path alone.
        return (
            subprocess.run(command, stdout=sys.stderr, env=environment, timeout=INSTALL_SECONDS, check=False).returncode
            == 0
        )
    except (OSError, subprocess.TimeoutExpired):
        return False


def main() -> int:
    found, reasons = find(), []
    if not found:
        print("No browser is here; trying to get one.", file=sys.stderr)
        reasons = install()
        found = find()
    if found:
        print(found)
        return 0
    print("The browser tests need a browser, and none can be had:", file=sys.stderr)
    for reason in reasons or ["what was installed does not start"]:
        print(f"  {reason}", file=sys.stderr)
    print(f"Install Chromium or Chrome, or name one: {NAMED_BY}=/path/to/chromium make test-browser", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
