"""Logging: one JSON object a line on stderr, an event name and fields; never bodies, secrets, full addresses."""

from __future__ import annotations

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

# Fields that could carry a person's words or a secret are dropped, whoever logs them.
FORBIDDEN = frozenset({"body", "text", "html", "subject", "token", "password", "authorization", "email", "phone", "to"})


def configure(level: str, *, readable: bool = False) -> None:
    """Set up logging for the process. `readable` is for a person at a terminal."""
    renderer: Any = structlog.dev.ConsoleRenderer() if readable else structlog.processors.JSONRenderer()
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            without_secrets,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, level.upper())),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(name)s %(message)s")
    logging.getLogger("apscheduler").setLevel(logging.ERROR)


def without_secrets(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Drop what must never be logged."""
    for name in FORBIDDEN & event.keys():
        event[name] = "[left out]"
    return event
