"""The files of a new workspace: what a deployment edits, each explained in itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from bot.domain.errors import Rejected
from bot.settings import NAMES
from bot.shipped import shipped

OWN: Final = Path(__file__).parent / "workspace"
RENAMED: Final[Mapping[str, str]] = MappingProxyType({"gitignore": ".gitignore"})  # one with a dot would work here
COPIED: Final = ("playbooks", "templates")  # as they ship: a deployment changes words and ladders
COPIED_CONFIG: Final = ("rules.yaml", "escalations.yaml", "clocks.yaml")
MOST_NAMED: Final = 8  # files that are in the way, in one sentence

ENV_HEAD: Final = """\
# Every setting of followup with its meaning. Copy this file to `env` (chmod 600), uncomment what you need.
#   in a shell: set -a; . ./env; set +a        under systemd: EnvironmentFile=/path/env
# Each setting may also come from a file, away from the environment: SMTP_URL_FILE=/run/credentials/smtp
# `followup doctor` says what is missing and what does not answer.
"""
# What a setting could look like; no secrets, not even invented ones.
EXAMPLES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "FOLLOWUP_DATABASE_URL": "sqlite:///followup.db",
        "FOLLOWUP_PUBLIC_URL": "https://pay.example.com",
        "FOLLOWUP_AUDIT_DIR": "/var/lib/followup-heads",
        "FOLLOWUP_LISTEN": "127.0.0.1:8000",
        "FOLLOWUP_LMTP_LISTEN": "127.0.0.1:8024",
        "FOLLOWUP_MODEL": "config/model.npz",
        "FOLLOWUP_LOG_LEVEL": "info",
        "SMTP_URL": "smtps://user@mail.example.com",
    }
)
HINTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "FOLLOWUP_MASTER_KEY": "python3 -c 'import base64, os; print(base64.b64encode(os.urandom(32)).decode())'\n"
        "# makes one. SQLite keeps its own in followup.db.key when there is none here; PostgreSQL needs one.\n"
        "# Keep a copy elsewhere: without it nobody can read the conversations again",
        "FOLLOWUP_EMAIL_WEBHOOK_SECRET": "only where inbound mail is posted to /webhooks/email; at least 16 characters",
        "FOLLOWUP_LMTP_LISTEN": "only where your mail server delivers inbound mail by LMTP",
        "FOLLOWUP_AUDIT_DIR": "a folder that the database's administrators cannot write, best on another disk",
        "TWILIO_API_BASE": "leave it out, but for tests",
        "SLACK_API_BASE": "leave it out, but for tests",
    }
)


def workspace_files() -> dict[str, bytes]:
    """Path within the workspace -> content, sorted by path."""
    files = {RENAMED.get(name, name): body for name, body in _below(OWN)}
    for folder in COPIED:
        files |= {f"{folder}/{name}": body for name, body in _below(shipped(folder))}
    for name in COPIED_CONFIG:
        path = shipped("config") / name
        if path.exists():
            files[f"config/{name}"] = path.read_bytes()
    files["env.example"] = env_example().encode()
    return dict(sorted(files.items()))


def write_workspace(folder: Path) -> list[str]:
    """Write a new workspace; returns its files. Raises Rejected, with nothing written, when one of them is there."""
    files = workspace_files()
    _nothing_in_the_way(folder, files)
    try:
        for name, body in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:  # never over what is there, even if it came this very moment
                file.write(body)
    except OSError as error:
        raise Rejected(f"{error.filename} cannot be written: {error.strerror}.") from error
    return list(files)


def env_example() -> str:
    """Every setting, commented out, with its meaning."""
    parts, group = [ENV_HEAD], ""
    for name, meaning in NAMES.items():
        prefix = name.partition("_")[0]
        if prefix != group:
            group = prefix
            parts.append(f"\n# --- {group.lower()} {'-' * (100 - len(group))}\n")
        hint = f"\n# {HINTS[name]}" if name in HINTS else ""
        parts.append(f"\n# {meaning}{hint}\n#{name}={EXAMPLES.get(name, '')}\n")
    return "".join(parts)


def _nothing_in_the_way(folder: Path, files: Mapping[str, bytes]) -> None:
    if folder.exists() and not folder.is_dir():
        raise Rejected(f"{folder} is a file; name a folder.")
    there = [name for name in files if (folder / name).exists() or (folder / name).is_symlink()]
    if not there:
        return
    named = ", ".join(there[:MOST_NAMED])
    more = f" and {len(there) - MOST_NAMED} more" if len(there) > MOST_NAMED else ""
    raise Rejected(f"{folder} has {named}{more} already. Nothing was written; name another folder, or move them away.")


def _below(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path.relative_to(folder).as_posix(), path.read_bytes()
