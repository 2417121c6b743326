"""How fast an app may post: about one message a second in a channel, with short bursts.

https://docs.slack.dev/apis/web-api/rate-limits
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field


@dataclass(slots=True)
class Pace:
    """A bucket for each channel: `burst` messages at once, then `per_second`."""

    per_second: float = 1.0
    burst: int = 3
    _buckets: dict[str, tuple[float, float]] = field(default_factory=dict)  # channel -> tokens, monotonic seconds

    def hold(self, channel: str, now: float) -> int:
        """Take one message's place. Returns 0, or after how many whole seconds there will be one."""
        tokens, seen = self._buckets.get(channel, (float(self.burst), now))
        tokens = min(float(self.burst), tokens + (now - seen) * self.per_second)
        if tokens >= 1.0:
            self._buckets[channel] = (tokens - 1.0, now)
            return 0
        self._buckets[channel] = (tokens, now)
        return max(1, math.ceil((1.0 - tokens) / self.per_second))
