"""Settings from the environment. Each may also come from a file (`*_FILE`); all problems are said at once."""

from __future__ import annotations

import base64
import binascii
import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from bot.domain.errors import Rejected

KEY_BYTES = 32
OWN_PREFIX = "FOLLOWUP_"
MIN_SECRET = 16  # characters of a shared secret
LIST = ","

NAMES = {
    "FOLLOWUP_DATABASE_URL": "where the cases are, e.g. sqlite:///followup.db or postgresql://user@host/name",
    "FOLLOWUP_PUBLIC_URL": "the https address under which providers and customers reach us",
    "FOLLOWUP_MASTER_KEY": "32 random bytes in base64; several separated by commas, the first one seals",
    "FOLLOWUP_AUDIT_DIR": "a folder outside the database for the published heads of the log",
    "FOLLOWUP_LISTEN": "host:port of the web server",
    "FOLLOWUP_LMTP_LISTEN": "host:port or unix:/path of the LMTP listener",
    "FOLLOWUP_EMAIL_WEBHOOK_SECRET": "the secret with which inbound mail is signed",
    "FOLLOWUP_MODEL": "a model of replies that `followup train` wrote, in place of model.npz in the config folder",
    "FOLLOWUP_LOG_LEVEL": "debug, info, warning or error",
    "TWILIO_ACCOUNT_SID": "the Twilio account",
    "TWILIO_AUTH_TOKEN": "its token; several separated by commas while it is rotated, the first one signs",
    "TWILIO_API_BASE": "another base than Twilio's own, for a stand-in",
    "SMTP_URL": "smtp://user:password@host:port?starttls=required or smtps://...",
    "SLACK_BOT_TOKEN": "the token with which we speak to Slack, xoxb-...",
    "SLACK_SIGNING_SECRET": "the secret with which Slack signs what it posts to /slack/events",
    "SLACK_APP_TOKEN": "the token of Socket Mode, xapp-...: we call Slack instead of Slack calling us",
    "SLACK_API_BASE": "another base than Slack's own, for a stand-in; it ends in /api/",
}


@dataclass(frozen=True, slots=True)
class Settings:
    database_url: str = "sqlite:///followup.db"
    public_url: str = "http://127.0.0.1:8000"
    master_keys: tuple[bytes, ...] = field(default=(), repr=False)
    audit_dir: Path | None = None
    listen_host: str = "127.0.0.1"
    listen_port: int = 8000
    lmtp_listen: str = ""
    email_webhook_secret: str = field(default="", repr=False)
    model: Path | None = None  # None = that of the config folder, else the shipped one
    log_level: str = "info"
    twilio_account_sid: str = ""
    twilio_auth_tokens: tuple[str, ...] = field(default=(), repr=False)
    twilio_api_base: str = ""
    smtp_url: str = field(default="", repr=False)
    slack_bot_token: str = field(default="", repr=False)
    slack_signing_secret: str = field(default="", repr=False)
    slack_app_token: str = field(default="", repr=False)
    slack_api_base: str = ""  # "" = Slack's own

    @property
    def embedded(self) -> bool:
        """Whether the store is SQLite: one process, which looks after itself."""
        return self.database_url.startswith("sqlite")

    @property
    def slack(self) -> bool:
        """Whether staff work in Slack: cards and pings are posted."""
        return bool(self.slack_bot_token)


_DEFAULTS = Settings()


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Read and check all settings. Raises Rejected with one clear sentence a line for everything that is wrong."""
    problems = _unknown(environment)
    values = {name: _value(environment, name, problems) for name in NAMES}
    host, port = _listen(values["FOLLOWUP_LISTEN"], problems)
    settings = Settings(
        database_url=values["FOLLOWUP_DATABASE_URL"] or _DEFAULTS.database_url,
        public_url=_public_url(values["FOLLOWUP_PUBLIC_URL"], problems) or f"http://{host}:{port}",
        master_keys=_keys(values["FOLLOWUP_MASTER_KEY"], problems),
        audit_dir=Path(values["FOLLOWUP_AUDIT_DIR"]) if values["FOLLOWUP_AUDIT_DIR"] else None,
        listen_host=host,
        listen_port=port,
        lmtp_listen=values["FOLLOWUP_LMTP_LISTEN"],
        email_webhook_secret=_secret("FOLLOWUP_EMAIL_WEBHOOK_SECRET", values, problems),
        model=Path(values["FOLLOWUP_MODEL"]) if values["FOLLOWUP_MODEL"] else None,
        log_level=_level(values["FOLLOWUP_LOG_LEVEL"], problems),
        twilio_account_sid=values["TWILIO_ACCOUNT_SID"],
        twilio_auth_tokens=tuple(filter(None, map(str.strip, values["TWILIO_AUTH_TOKEN"].split(LIST)))),
        twilio_api_base=values["TWILIO_API_BASE"],
        smtp_url=values["SMTP_URL"],
        slack_bot_token=values["SLACK_BOT_TOKEN"],
        slack_signing_secret=values["SLACK_SIGNING_SECRET"],
        slack_app_token=values["SLACK_APP_TOKEN"],
        slack_api_base=_api_base(values["SLACK_API_BASE"], problems),
    )
    problems += _slack_problems(settings)
    if bool(settings.twilio_account_sid) != bool(settings.twilio_auth_tokens):
        problems.append("TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN are needed together.")
    if not settings.embedded and not settings.master_keys:
        problems.append(f"FOLLOWUP_MASTER_KEY is missing: {NAMES['FOLLOWUP_MASTER_KEY']}.")
    if problems:
        raise Rejected("\n".join(problems))
    return settings


def _value(environment: Mapping[str, str], name: str, problems: list[str]) -> str:
    """The variable itself, or what stands in the file that `<name>_FILE` names."""
    path = environment.get(f"{name}_FILE", "")
    if not path:
        return environment.get(name, "").strip()
    if environment.get(name):
        problems.append(f"{name} and {name}_FILE are both set; keep one.")
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        problems.append(f"{name}_FILE names {path}, which cannot be read.")
        return ""


def _unknown(environment: Mapping[str, str]) -> list[str]:
    known = {*NAMES, *(f"{name}_FILE" for name in NAMES)}
    found = []
    for name in sorted(environment):
        if name.startswith(OWN_PREFIX) and name not in known:
            close = difflib.get_close_matches(name, known, n=1)
            hint = f" Did you mean {close[0]}?" if close else ""
            found.append(f"{name} is no setting of followup.{hint}")
    return found


def _keys(text: str, problems: list[str]) -> tuple[bytes, ...]:
    keys = []
    for part in filter(None, (part.strip() for part in text.split(LIST))):
        try:
            key = base64.b64decode(part, validate=True)
        except (binascii.Error, ValueError):
            key = b""
        if len(key) != KEY_BYTES:
            problems.append(f"FOLLOWUP_MASTER_KEY is wrong: it needs {NAMES['FOLLOWUP_MASTER_KEY']}.")
            return ()
        keys.append(key)
    return tuple(keys)


def _listen(text: str, problems: list[str]) -> tuple[str, int]:
    if not text:
        return _DEFAULTS.listen_host, _DEFAULTS.listen_port
    host, _, port = text.rpartition(":")
    if not host or not port.isdigit() or int(port) >= 1 << 16:
        problems.append(f"FOLLOWUP_LISTEN is '{text}', but needs host:port, e.g. 127.0.0.1:8000.")
        return _DEFAULTS.listen_host, _DEFAULTS.listen_port
    return host, int(port)


def _public_url(text: str, problems: list[str]) -> str:
    parts = urlsplit(text)
    if text and (parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment):
        problems.append(f"FOLLOWUP_PUBLIC_URL is '{text}', but needs a plain address such as https://pay.example.com.")
        return ""
    return text.rstrip("/")


def _secret(name: str, values: Mapping[str, str], problems: list[str]) -> str:
    text = values[name]
    if text and len(text) < MIN_SECRET:
        problems.append(f"{name} needs at least {MIN_SECRET} characters.")
    return text


def _api_base(text: str, problems: list[str]) -> str:
    """The SDK joins method names to it: it ends in one slash."""
    parts = urlsplit(text)
    if text and (parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment):
        problems.append(f"SLACK_API_BASE is '{text}', but needs an address such as http://127.0.0.1:4000/api/.")
        return ""
    return f"{text.rstrip('/')}/" if text else ""


def _slack_problems(settings: Settings) -> list[str]:
    others = {
        "SLACK_SIGNING_SECRET": settings.slack_signing_secret,
        "SLACK_APP_TOKEN": settings.slack_app_token,
    }
    found = [name for name, value in others.items() if value]
    if found and not settings.slack:
        return [f"{' and '.join(found)} {'is' if len(found) == 1 else 'are'} set, but SLACK_BOT_TOKEN is missing."]
    if settings.slack and not found:
        return ["SLACK_BOT_TOKEN is set, but neither SLACK_SIGNING_SECRET (Slack calls us) nor SLACK_APP_TOKEN is."]
    return []


def _level(text: str, problems: list[str]) -> str:
    level = text.lower() or _DEFAULTS.log_level
    if level not in {"debug", "info", "warning", "error"}:
        problems.append(f"FOLLOWUP_LOG_LEVEL is '{text}', but needs {NAMES['FOLLOWUP_LOG_LEVEL']}.")
    return level
