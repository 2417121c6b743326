"""The benchmark: one table of ratios, measured in one run on one core. `python -m tests.benchmarks` runs it."""
