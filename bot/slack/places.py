"""Where Slack is, and how it names its channels."""

from __future__ import annotations

import re
from typing import Final

API_BASE: Final = "https://slack.com/api/"
_CHANNEL_ID: Final = re.compile(r"[CGD][A-Z0-9]{6,20}")


def is_channel_id(text: str) -> bool:
    """Whether it is an id such as `C0ACME1`, which survives renaming, rather than a channel's name."""
    return bool(_CHANNEL_ID.fullmatch(text))
