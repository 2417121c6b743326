"""The garbage collector of a process that runs for weeks and works in batches."""

from __future__ import annotations

import gc
from typing import Final

# A batch of 500 messages makes some 50,000 objects and drops them all without a cycle. With Python's own limits
# (700, 10, 10) every batch is searched dozens of times, and all loaded modules with it: a quarter of its time.
THRESHOLDS: Final = (50_000, 20, 50)


def settle_collector() -> None:
    """Take what is loaded out of the collector's sight and let it look less often. Once, when all is loaded."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)
