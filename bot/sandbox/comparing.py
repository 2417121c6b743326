"""The same ledger under two sets of playbooks, side by side, and what such a back-test cannot tell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from bot.bootstrap import Shelves
from bot.domain.errors import Rejected
from bot.sandbox.replay import ReplayOrder, replay_ledger
from bot.sandbox.tally import ReplayReport

CANNOT_TELL: Final = (
    (
        "The payments of the ledger came when they came: whether other words or other days would have made anybody pay "
        "sooner, later or not at all cannot be seen here. Only a trial with real customers tells that."
    ),
    (
        "Nobody answers in a back-test: promises, disputes, complaints and opt-outs that other messages would have "
        "caused do not happen, so the staff's work is counted too low, and differently so for each set."
    ),
    (
        "Messages of the past that the ledger's payers really got are not in it. Days to payment are those of the "
        "ledger, not an effect of either set."
    ),
    "Fewer messages are not better by themselves: read the two sets, and compare what each would have said to whom.",
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two replays of the same rows. `here` are the playbooks that run, `there` those of the other folder."""

    here: ReplayReport
    there: ReplayReport

    def rows(self) -> list[tuple[str, object, object]]:
        """What was counted, here and there; counts by channel, rule, outcome and template one row each."""
        return list(_side_by_side(_figures(self.here), _figures(self.there)))

    def facts(self) -> dict[str, Any]:
        """As `--json` prints it."""
        differences = [
            {"what": what, "here": here, "there": there} for what, here, there in self.rows() if here != there
        ]
        return {
            "here": _figures(self.here),
            "there": _figures(self.there),
            "differences": differences,
            "cannot_tell": list(CANNOT_TELL),
        }


def compare(order: ReplayOrder, config: Path, folder: Path, *, progress: Callable[[date], None]) -> Comparison:
    """Replay twice. Raises Rejected where the other folder has no playbooks or they have problems."""
    other = replace(order, shelves=_shelves(folder))
    here = replay_ledger(order, config, progress=progress)
    return Comparison(here, replay_ledger(other, config, progress=progress))


def _shelves(folder: Path) -> Shelves:
    """A workspace with `playbooks` (and perhaps `templates`) in it, or a folder of playbooks."""
    if (folder / "playbooks").is_dir():
        templates = folder / "templates"
        return Shelves(folder / "playbooks", templates if templates.is_dir() else None)
    if not any(folder.glob("*.yaml")):
        raise Rejected(f"There are no playbooks in {folder}.")
    return Shelves(folder)


def _figures(report: ReplayReport) -> dict[str, Any]:
    facts = report.facts()
    return {name: facts[name] for name in facts if name != "seconds"} | report.work.facts()


def _side_by_side(here: Mapping[str, Any], there: Mapping[str, Any]) -> Iterator[tuple[str, object, object]]:
    for name in here:
        mine, other = here[name], there[name]
        if not isinstance(mine, Mapping):
            yield name, mine, other
            continue
        for key in sorted({*mine, *other}):
            yield f"{name}, {key}", mine.get(key, 0), other.get(key, 0)
