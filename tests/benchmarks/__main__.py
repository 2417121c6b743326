"""`python -m tests.benchmarks`: measures, and prints one table. `--help` tells the sizes."""

from __future__ import annotations

import argparse
import json
import logging
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import structlog

from bot.memory import settle_collector
from tests.benchmarks import machine
from tests.benchmarks.run import Run, Sizes
from tests.benchmarks.table import Figure, as_text

DEFAULT = Sizes(messages=4_000, rounds=3, naive=200, cases=(10_000, 100_000), ticks=25, seconds=12)
FULL = Sizes(messages=10_000, rounds=5, naive=500, cases=(10_000, 100_000, 1_000_000), ticks=50, seconds=20)
QUICK = Sizes(messages=100, rounds=1, naive=10, cases=(100, 200), ticks=1, seconds=1, databases=("SQLite",))


def main(arguments: Sequence[str] | None = None) -> list[Figure]:
    chosen = _parser().parse_args(arguments)
    sizes = QUICK if chosen.quick else FULL if chosen.full else DEFAULT
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    ours, others = machine.cores()
    machine.stay_on(others)  # what is started now runs there: the provider, PostgreSQL
    with tempfile.TemporaryDirectory(prefix="followup-bench-") as folder, machine.provider() as port:
        run = Run(sizes, Path(folder), port, say=_progress)
        try:
            machine.stay_on(ours)
            settle_collector()
            figures = run.all()
        finally:
            run.close()
            machine.stay_on(ours | others)
    sys.stdout.write(as_text(figures))
    if chosen.json:
        chosen.json.write_text(json.dumps([figure.plain() for figure in figures], indent=1) + "\n")
    return figures


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description="One table of ratios on one core.")
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--quick", action="store_true", help="seconds instead of minutes: shows that it runs, no more")
    size.add_argument("--full", action="store_true", help="more messages and a million open cases")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures there")
    return parser


def _progress(text: str) -> None:
    sys.stderr.write(f"  {text}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    main()
