"""The benchmark itself: that it runs, and that a figure that falls short is called so."""

from __future__ import annotations

import json

from tests.benchmarks.__main__ import main
from tests.benchmarks.table import Figure, as_text


def test_a_quick_run_measures_everything(tmp_path, capsys):
    """Small sizes: the figures mean nothing, but all of them are there."""
    file = tmp_path / "figures.json"
    main(["--quick", "--json", str(file)])
    figures = json.loads(file.read_text())
    parts = {figure["part"] for figure in figures}
    assert len(parts) == 5
    assert sum(figure["aim"] is not None for figure in figures) == 5
    table = capsys.readouterr().out
    assert all(part in table for part in parts)


def test_a_figure_that_misses_its_aim_is_called_short():
    """Whether the aim is to be reached or not to be passed."""
    figures = [
        Figure("flow", "too slow", "10/s", 0.2, 0.3),
        Figure("flow", "fast enough", "20/s", 0.3, 0.3),
        Figure("size", "grows", "2 ms", 1.4, 1.3, at_most=True),
        Figure("size", "stays", "1 ms", 1.0, 1.3, at_most=True),
        Figure("size", "only told", "1 ms"),
    ]
    assert [figure.short for figure in figures] == [True, False, True, False, False]
    assert as_text(figures).count("short") == 2
